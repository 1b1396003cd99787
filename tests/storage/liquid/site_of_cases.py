"""Makes a site whose posts are the cases of ``cases.txt``, one each, with all that they ask for."""

from __future__ import annotations

from pathlib import Path

HEADER = """---
title: Post {number}
author: {author}
tags: [t1, "t {odd}"]
categories: {category}
number: 3
price: 4.50
flag: true
list: [b, a, c]
dup: [x, y, x, 1]
nils: [1, null, 2]
mixed: [b, A, c]
empty: []
table: {{a: 1, deep: {{er: down}}}}
things:
  - {{name: one, kind: a, n: 3, live: true}}
  - {{name: two, kind: b, n: 1, live: false}}
  - {{name: three, n: 2}}
day: 2024-05-06
when: 2024-05-06 07:08:09
zoned: 2024-05-06 07:08:09 +0200
quoted: "2024-05-06"
file: params.html
limit: L
offset: O
in: I
for: F
and: A
kebab-key: K
multi: |
  one
  two
---
"""

FILES = {
    "_config.yml": """title: Cases
url: https://example.org
baseurl: /base
timezone: UTC
custom: {deep: value}
list: [1, 2]
future: true
collections:
  recipes: {output: true}
  people:
  steps: {sort_by: rank}
  chapters: {order: [two.md, gone.md, one.md]}
defaults:
  - scope: {path: ""}
    values: {fromdefaults: yes indeed, layout: none}
""",
    "_includes/plain.html": "PLAIN{{ page.number }}",
    "_includes/params.html": "[{{ include.a }}|{{ include.b }}|{{ include.c }}|{{ include.d }}]",
    "_includes/nested/inner.md": "{% include params.html a='in' %}",
    "_includes/scope.html": "{{ who }}{% assign inside = 'set' %}",
    "_posts/beside.txt": "beside {{ page.title }}",
    "_posts/sub/deep.md": "deep",
    "_data/people.yml": "ann: {name: Ann}\nbob: {name: Bob}\n",
    "_data/members.csv": 'name,age\nAnn,5\n"B, ob",\n',
    "_data/tabs.tsv": "k\tv\n1\t2\n",
    "_data/json.json": '{"a": [1, "two"]}',
    "_data/folder/inner.yml": "x: y\n",
    "_recipes/soup.md": "---\ntitle: Soup\norder: 2\ntags: [hot]\n---\nHot *soup*.\n\nMore.\n",
    "_recipes/bread.md": "---\norder: 10\n---\nBread.\n",
    "_people/ann.md": "---\ntitle: Ann\n---\n",
    "_steps/a.md": "---\nrank: 10\n---\n",
    "_steps/b.md": "---\nrank: 9\n---\n",
    "_steps/c.md": "---\ntitle: None\n---\n",
    "_chapters/one.md": "---\n---\n",
    "_chapters/two.md": "---\n---\n",
    "_chapters/apart.md": "---\n---\n",
    "_data/merged.yml": (
        "en: &en {page: Page, of: of}\nen-GB:\n  page: Leaf\n  <<: *en\n  of: out of\n"
        "both: {<<: [{a: 1, b: 1}, {a: 2, c: 2}]}\n"
    ),
    "about.md": "---\ntitle: About\n---\nx\n",
    "index.html": "---\n---\nhome\n",
    "docs/more.md": "---\ntitle: More\n---\n",
    "assets/pic.txt": "no header",
    "assets/b.png": "x",
}


def cases() -> list[str]:
    """Return the bodies: one a line, in which ``¶`` stands for a line break."""
    text = (Path(__file__).parent / "cases.txt").read_text(encoding="utf-8")
    return [line.replace("¶", "\n") for line in text.splitlines()]


def make_site(root: Path) -> None:
    """Write the site below ``root``."""
    for name, text in FILES.items():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="")
    for number, body in enumerate(cases(), 1):
        day = f"2026-{(number - 1) // 28 + 1:02}-{(number - 1) % 28 + 1:02}"
        header = HEADER.format(
            number=number,
            odd=number % 2,
            author=("ann", "bob")[number % 2],
            category=("news", "sport talk")[number % 2],
        )
        file = root / "_posts" / f"{day}-case-{number}.md"
        file.write_text(f"{header}*Lede* {number}.\n\n{body}\n", encoding="utf-8", newline="")
