"""Owns the posts that the benches type in: deterministic prose of any length."""

from __future__ import annotations

import random
from pathlib import Path

WORDS = "the harbour ferry crossed again on Monday after nine winters and a waiting list of boats".split()
TYPED = (
    "the small boat went over the cold water while some people on the pier kept their eyes on its lamp and said "
    "no word about how far it had to go before the night would end and the wind would bring it home "
)
"""What is typed, over and over."""
PLACES = ("head", "middle", "end")


def prose(words: int) -> str:
    """Return a deterministic post of about ``words`` words with the markup a newspaper uses."""
    chance = random.Random(words)
    parts, count = ["# A post of many words", ""], 5
    while count < words:
        size = chance.randint(40, 90)
        text = [chance.choice(WORDS) for _ in range(size)]
        for at, mark in enumerate(("**", "*", "`")):
            text[at * 7] = f"{mark}{text[at * 7]}{mark}"
        text[30] = f"[{text[30]}](https://example.org/{text[30]})"
        parts += [" ".join(text) + ".", ""]
        count += size
        kind = chance.randint(0, 5)
        if kind == 0:
            parts += [f"## {chance.choice(WORDS)} {chance.choice(WORDS)}", ""]
        elif kind == 1:
            parts += [*(f"- {chance.choice(WORDS)} *{chance.choice(WORDS)}*" for _ in range(4)), ""]
        elif kind == 2:
            parts += ["```python", *(f"value_{n} = {n}  # note" for n in range(4)), "```", ""]
        elif kind == 3:
            parts += [f"> {chance.choice(WORDS)} said *so*", ""]
    return "\n".join(parts)


_LAYOUT = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{ page.title }}</title>
<style>body { font: 17px/1.6 serif; max-width: 640px; margin: 1em auto }</style></head>
<body><header>{{ site.title | escape }}</header><main><h1>{{ page.title | escape }}</h1>{{ content }}</main></body>
</html>
"""


def with_liquid(text: str) -> str:
    """Return a post with an output in every paragraph, and a loop or a condition after every tenth."""
    paragraphs = text.split("\n\n")
    for at, each in enumerate(paragraphs):
        if len(each) > 200:
            paragraphs[at] = f"{each} {{{{ page.title | upcase }}}} of {{{{ site.title }}}}."
            if at % 20 == 0:
                paragraphs[at] += (
                    "\n\n{% for n in (1..3) %}{{ n }}, {% endfor %}{% if page.date %}so{% endif %}"
                )
    return "\n\n".join(paragraphs)


def write_post(folder: Path, words: int, *, liquid: bool = False) -> Path:
    """Write a small site whose one post has ``words`` words; return the post's path."""
    posts = folder / "_posts"
    posts.mkdir(parents=True, exist_ok=True)
    (folder / "_config.yml").write_text("title: Bench\n", "utf-8")
    (folder / "_layouts").mkdir(exist_ok=True)
    (folder / "_layouts" / "post.html").write_text(_LAYOUT, "utf-8")
    path = posts / f"2026-03-14-{words}.md"
    body = with_liquid(prose(words)) if liquid else prose(words)
    header = f"---\nlayout: post\ntitle: {words} words\ndate: 2026-03-14\n---\n"
    path.write_text(f"{header}{body}\n", "utf-8")
    return path
