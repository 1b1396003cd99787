"""Every real post, rendered block by block, gives what one run of the renderer over the whole text gives."""

from __future__ import annotations

import os
import random
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from editor.core.markdown.contents import contents_html, identifiers
from editor.core.markdown.drafting import BlockRenderer
from editor.core.markdown.facts import NO_FACTS, Layout, finish
from editor.core.markdown.live import LiveDocument
from editor.core.markdown.notes import NotesSection

CORPUS = Path(os.environ.get("COPYDESK_CORPUS", Path(__file__).parents[3] / "shared" / "corpus"))
FRONT_MATTER = re.compile(r"\A---\s*\n.*?\n?^(?:---|\.\.\.)\s*$\n?", re.DOTALL | re.MULTILINE)

pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus of real posts is not here")


def bodies() -> Iterator[tuple[str, str]]:
    """Every tenth post, which takes seconds; all of them, two minutes, where COPYDESK_CORPUS_ALL is set."""
    paths = [path for path in sorted(CORPUS.rglob("*")) if path.is_file()]
    for path in paths if os.environ.get("COPYDESK_CORPUS_ALL") else paths[::10]:
        if path.suffix in {".md", ".markdown", ".mkd", ".mkdn"} and path.name != "README.md":
            text = path.read_bytes().decode("utf-8", errors="replace").removeprefix("\ufeff")
            yield path.name, FRONT_MATTER.sub("", text, count=1)


def whole_run(text: str, renderer: BlockRenderer) -> str:
    told = renderer.draft(text, NO_FACTS).told
    draft = renderer.draft(text, told)
    layout = Layout()
    place = layout.place(draft.ids(), draft.notes)
    headings = zip(draft.headings, identifiers(draft, place), strict=True)
    html = finish(draft, replace(place, contents=contents_html(draft, headings)))
    return "\n".join(part for part in (html, NotesSection(renderer).html(told, layout)) if part)


def without_blank_lines(html: str) -> str:
    return re.sub(r"\n+", "\n", html).strip("\n")


def test_blocks_equal_one_whole_run() -> None:
    renderer = BlockRenderer()
    for name, body in bodies():
        document = LiveDocument(renderer)
        document.update(body.split("\n"))
        html = document.html()
        assert "cd-problem" not in html, name
        assert without_blank_lines(html) == without_blank_lines(whole_run(body, renderer)), name


def test_an_edited_post_equals_the_post_opened_anew() -> None:
    renderer = BlockRenderer()
    chance = random.Random(7)
    for name, body in bodies():
        lines = body.split("\n")
        document = LiveDocument(renderer)
        document.update(lines)
        document.html()
        for _ in range(3):
            at = chance.randrange(len(lines))
            new = chance.choice(
                [[], ["", lines[at]], [lines[at] + "x"], ["```"], ["[1]: http://x"], ["x[^1]"], ["# A"]]
            )
            if len(lines) + len(new) == 1:
                new = [""]
            lines = [*lines[:at], *new, *lines[at + 1 :]]
            document.update(lines, at, 1, len(new))
        fresh = LiveDocument(renderer)
        fresh.update(lines)
        assert document.html() == fresh.html(), name
