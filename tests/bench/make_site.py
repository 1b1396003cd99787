"""Writes a site of any size in the shape of a newsroom's: own words, drawn pictures, every oddity of front matter.

    python tests/bench/make_site.py FOLDER [POSTS] [PICTURES]        # default 2000 posts, a quarter as many pictures

Most posts have the same eight keys and some thousand words of plain paragraphs; one in five is written some other way
that real sites show (`ODDITIES`). The same arguments make the same site, byte for byte.
"""

from __future__ import annotations

import random
import struct
import sys
import zlib
from collections.abc import Callable
from datetime import date, datetime, timedelta
from itertools import accumulate
from pathlib import Path

ODD_EVERY = 5
PARAGRAPHS = (12, 26)
WORDS_IN_PARAGRAPH = (25, 55)
_ROOTS = (
    "harbour ferry council vote market bridge tide winter budget school street night river tower light storm "
    "garden letter captain engine window number summer morning fire paper doctor singer teacher village road "
    "border price wage strike court judge witness island signal cargo anchor pilot lantern museum orchard mill "
    "quarry station platform ticket carriage meadow hedge barn kitchen oven bread cellar stair attic roof brick"
).split()
_ENDS = ("", "s", "ed", "ing", "er", "ers", "ly", "side", "man", "house", "ward", "less", "ful", "ish", "way")
_FILLERS = (
    "the of and to a in that it was for on with as at by from this be had not are but or an they which one were "
    "she he his her their has been who will more when would about said there after out if so up what no can some"
).split()
_NAMES = ("Ines Marlow", "Tobias Renn", "Ama Okafor", "Lena Voss", "Piotr Zielony", "Sora Amano")
_SECTIONS = ("News", "Harbour", "Council", "Culture", "Sport")
_PREFIXES = ("", "", "", "Update: ", "Breaking: ", "Latest: ", "New: ")

Oddity = Callable[["Draft"], bytes]


class Draft:
    """What one post says, before it is written down in one way or another."""

    def __init__(self, number: int, chance: random.Random, words: Words, pictures: int) -> None:
        self.number = number
        self.day = date(2012, 1, 1) + timedelta(days=number * 5100 // max(words.posts, 1))
        self.title = chance.choice(_PREFIXES) + words.sentence(chance, chance.randint(5, 11)).capitalize()
        self.author = chance.choice(_NAMES)
        self.section = chance.choice(_SECTIONS)
        self.tags = chance.sample(_ROOTS, chance.randint(0, 3))
        self.excerpt = words.sentence(chance, 18).capitalize() + "."
        self.picture = f"assets/images/{picture_name(chance.randrange(pictures))}" if pictures else ""
        self.time = f"{chance.randint(0, 23):02}:{chance.randint(0, 59):02}:{chance.randint(0, 59):02}"
        other = chance.randrange(max(number, 1))
        self.body = words.body(chance, self.picture, f"/posts/story-{other:05}/")

    @property
    def slug(self) -> str:
        """The slug, which is the story's number and its headline."""
        return f"story-{self.number:05}-" + "-".join(self.title.lower().replace(":", "").split())[:60]

    @property
    def name(self) -> str:
        """The file name Jekyll expects."""
        return f"{self.day}-{self.slug}.md"

    def keys(self, **changed: str) -> str:
        """Return the eight keys of the house; a changed one replaces its line, an empty text leaves it out."""
        lines = {
            "layout": "layout: post",
            "title": f'title: "{self.title}"',
            "date": f"date: {self.day}T{self.time}",
            "author": f'author: "{self.author}"',
            "categories": f"categories: [{self.section}]",
            "tags": f"tags: [{', '.join(self.tags)}]",
            "excerpt": f'excerpt: "{self.excerpt}"',
            "image": f"image: {self.picture}",
        }
        lines.update(changed)
        return "".join(f"{line}\n" for line in lines.values() if line)

    def text(self, block: str | None = None, *, gap: str = "\n", end: str = "\n\n") -> str:
        """Return the file's text."""
        return f"---\n{self.keys() if block is None else block}---\n{gap}{self.body}{end}"


class Words:
    """A vocabulary in which few words are common and many are rare, as in any language."""

    def __init__(self, posts: int) -> None:
        self.posts = posts
        roots = [root + end for end in _ENDS for root in _ROOTS]
        rare = [f"{one}{two}" for one in _ROOTS for two in _ROOTS if one != two]
        self._all = [*_FILLERS, *roots, *rare]
        self._weights = list(accumulate(1 / (rank + 3) for rank in range(len(self._all))))

    def sentence(self, chance: random.Random, length: int) -> str:
        """Return so many words."""
        return " ".join(chance.choices(self._all, cum_weights=self._weights, k=length))

    def body(self, chance: random.Random, picture: str, link: str) -> str:
        """Return a body of plain paragraphs; some have a picture, a link or a heading."""
        count = chance.randint(*PARAGRAPHS)
        drawn = chance.choices(self._all, cum_weights=self._weights, k=count * WORDS_IN_PARAGRAPH[1])
        parts, at = [], 0
        for _ in range(count):
            size = chance.randint(*WORDS_IN_PARAGRAPH)
            parts.append(" ".join(drawn[at : at + size]).capitalize() + ".")
            at += size
        if chance.random() < 0.3:
            parts[1] += f" See [what we said then]({link})."
        if picture and chance.random() < 0.2:
            alt = self.sentence(chance, 4) if chance.random() < 0.7 else ""
            parts.insert(2, f"![{alt}](/{picture})")
        if chance.random() < 0.1:
            parts.insert(4, f"## {self.sentence(chance, 4).capitalize()}")
        return "\n\n".join(parts)


def picture_name(number: int) -> str:
    """Return a picture's name: like the hashes a content system gives, yet countable."""
    return f"{zlib.crc32(str(number).encode()):08x}{number:06}.png"


def _list(key: str, names: list[str]) -> str:
    return "\n".join([f"{key}:", *(f"  - {name}" for name in names)])


ODDITIES: dict[str, Oddity] = {
    "no date key": lambda d: d.text(d.keys(date="")).encode(),
    "date with a zone": lambda d: d.text(d.keys(date=f"date: {d.day} {d.time} +0100")).encode(),
    "date with the zone glued on": lambda d: d.text(d.keys(date=f"date: {d.day} {d.time}-0800")).encode(),
    "date alone": lambda d: d.text(d.keys(date=f"date: {d.day}")).encode(),
    "date quoted": lambda d: d.text(d.keys(date=f'date: "{d.day}T{d.time}Z"')).encode(),
    "date in prose": lambda d: d.text(d.keys(date="date: June 4, 2020")).encode(),
    "date that is none": lambda d: d.text(d.keys(date="date: 2016-06-31")).encode(),
    "date another than the name's": lambda d: d.text(
        d.keys(date=f"date: {d.day + timedelta(days=3)}")
    ).encode(),
    "date to come": lambda d: d.text(d.keys(date="date: 2199-01-01")).encode(),
    "block lists": lambda d: d.text(
        d.keys(tags=_list("tags", d.tags or ["x"]), categories=_list("categories", [d.section, "Town"]))
    ).encode(),
    "one word": lambda d: d.text(d.keys(tags="tags: harbour", categories="category: News")).encode(),
    "comma string": lambda d: d.text(d.keys(categories="categories: News, Harbour")).encode(),
    "empty categories": lambda d: d.text(d.keys(categories="categories:")).encode(),
    "several authors": lambda d: d.text(d.keys(author=_list("authors", list(_NAMES[:2])))).encode(),
    "image with a slash": lambda d: d.text(d.keys(image=f"image: /{d.picture}")).encode(),
    "image elsewhere": lambda d: d.text(d.keys(image="image: https://example.org/a.jpg")).encode(),
    "image as a map": lambda d: d.text(
        d.keys(image=f"image:\n  feature: {d.picture}\n  width: 160\n  height: 90")
    ).encode(),
    "no image": lambda d: d.text(d.keys(image="")).encode(),
    "not published": lambda d: d.text(d.keys() + "published: false\n").encode(),
    "single quotes": lambda d: d.text(d.keys(title=f"title: '{d.title}'")).encode(),
    "plain title with a colon": lambda d: d.text(d.keys(title=f"title: More: {d.title}")).encode(),
    "block scalar": lambda d: d.text(d.keys(excerpt=f"excerpt: >-\n  {d.excerpt}\n  And more.")).encode(),
    "quoted over two lines": lambda d: d.text(
        d.keys(excerpt=f'excerpt: "{d.excerpt}\n  And more."')
    ).encode(),
    "plain over two lines": lambda d: d.text(d.keys(excerpt=f"excerpt: {d.excerpt}\n  And more.")).encode(),
    "nested map": lambda d: d.text(
        d.keys() + "header:\n  overlay: dark\n  og:\n    type: article\n"
    ).encode(),
    "list of maps": lambda d: d.text(
        d.keys() + "gallery:\n  - {src: a.png, alt: A}\n  - {src: b.png}\n"
    ).encode(),
    "anchor and alias": lambda d: d.text(
        d.keys(tags="tags: &names [one, two]") + "keywords: *names\n"
    ).encode(),
    "bare tag": lambda d: d.text(d.keys(title=f"title: ! '{d.title}'")).encode(),
    "comment and blank line": lambda d: d.text("# written by hand\n" + d.keys() + "\n# the end\n").encode(),
    "trailing spaces": lambda d: d.text(d.keys().replace("\n", "  \n")).encode(),
    "duplicate key": lambda d: d.text(d.keys() + "layout: page\n").encode(),
    "tab": lambda d: d.text(d.keys(layout="layout:\tpost")).encode(),
    "not YAML": lambda d: d.text(d.keys(title=f'title: "{d.title}')).encode(),
    "never closed": lambda d: f"---\n{d.keys()}\n{d.body}\n".encode(),
    "no front matter": lambda d: f"{d.body}\n".encode(),
    "empty block": lambda d: d.text("").encode(),
    "fence with a space": lambda d: d.text().replace("---\n", "--- \n", 1).encode(),
    "closed by dots": lambda d: d.text().replace("\n---\n", "\n...\n", 1).encode(),
    "body at once": lambda d: d.text(gap="").encode(),
    "body after blank lines": lambda d: d.text(gap="\n\n\n").encode(),
    "empty body": lambda d: f"---\n{d.keys()}---\n".encode(),
    "no final newline": lambda d: d.text(end="").encode(),
    "CRLF": lambda d: d.text().replace("\n", "\r\n").encode(),
    "mixed line ends": lambda d: d.text().replace("\n\n", "\r\n\r\n").encode(),
    "lone CR": lambda d: d.text().replace("\n", "\r").encode(),
    "byte order mark": lambda d: d.text().encode("utf-8-sig"),
    "not UTF-8": lambda d: d.text(d.keys(title='title: "Caf\u00e9 und M\u00f6wen"')).encode("cp1252"),
}
"""How else front matter is written in the wild, by what is odd about it."""

_ODD_NAMES = (
    "{day:%Y-%m-%d}-{slug}.md", "{slug}.md", "{day}-{slug}.markdown", "{day}-{slug} \u2013 caf\u00e9 \U0001f6a2.md",
    "{day}-{slug}---more.md",
)  # fmt: skip


def make_site(root: Path, posts: int, pictures: int = 0, seed: int = 1) -> Path:
    """Write a site of so many posts and pictures into ``root``, which is made; return ``root``."""
    chance, words = random.Random(seed), Words(posts)
    for folder in ("_posts", "_drafts", "_layouts", "_includes", "_data", "assets/images", "assets/css"):
        (root / folder).mkdir(parents=True, exist_ok=True)
    _write_frame(root)
    for number in range(pictures):
        (root / "assets/images" / picture_name(number)).write_bytes(drawn_picture(number))
    oddities, odd_names = list(ODDITIES.values()), iter(range(posts))
    for number in range(posts):
        draft = Draft(number, chance, words, pictures)
        data, name = draft.text().encode(), draft.name
        if number % ODD_EVERY == ODD_EVERY - 1:
            turn = number // ODD_EVERY
            data = oddities[turn % len(oddities)](draft)
            if turn % 7 == 0:
                name = _ODD_NAMES[next(odd_names) % len(_ODD_NAMES)].format(day=draft.day, slug=draft.slug)
        is_draft = number % 50 == 49
        folder = "_drafts" if is_draft else "_posts" if number % 40 else f"_posts/{draft.day.year}"
        (root / folder).mkdir(exist_ok=True)
        (root / folder / (f"{draft.slug}.md" if is_draft else name)).write_bytes(data)
    return root


def drawn_picture(number: int, width: int = 160, height: int = 90) -> bytes:
    """Return a PNG of two fields of colour, different for each number."""
    sky, sea = (bytes(zlib.crc32(f"{part}{number}".encode()).to_bytes(4, "big")[:3]) for part in "ab")
    horizon = 20 + number % 50
    rows = b"".join(b"\0" + (sky if row < horizon else sea) * width for row in range(height))

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


def _write_frame(root: Path) -> None:
    files = {
        "_config.yml": "title: The Made-up Ledger\nurl: https://ledger.example\npermalink: /posts/:title/\n",
        "_layouts/post.html": '<link href="{{ "/assets/css/site.css" | relative_url }}">\n{{ content }}\n',
        "_includes/masthead.html": '<img src="/assets/images/masthead.png" alt="The Made-up Ledger">\n',
        "_data/desks.yml": "- name: Harbour\n  picture: /assets/images/harbour.png\n",
        "assets/css/site.css": "body { background: url(../images/paper.png) }\n",
        "about.md": "---\ntitle: About\n---\n\nWrite to [the desk](/contact/).\n",
    }
    for name, text in files.items():
        (root / name).write_text(text, encoding="utf-8")


def main(arguments: list[str]) -> int:
    """Write the site that the command line asks for."""
    if not arguments or arguments[0].startswith("-"):
        print(__doc__)
        return 2
    posts = int(arguments[1]) if len(arguments) > 1 else 2000
    pictures = int(arguments[2]) if len(arguments) > 2 else posts // 4
    started = datetime.now()
    make_site(Path(arguments[0]), posts, pictures)
    took = (datetime.now() - started).total_seconds()
    print(f"{posts} posts and {pictures} pictures in {arguments[0]}, written in {took:.1f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
