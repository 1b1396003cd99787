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


def write_post(folder: Path, words: int) -> Path:
    """Write a small project whose one post has ``words`` words; return the post's path."""
    posts = folder / "_posts"
    posts.mkdir(parents=True, exist_ok=True)
    (folder / "_config.yml").write_text("title: Bench\n", "utf-8")
    path = posts / f"2026-03-14-{words}.md"
    path.write_text(f"---\ntitle: {words} words\ndate: 2026-03-14\n---\n{prose(words)}\n", "utf-8")
    return path
