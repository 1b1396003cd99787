"""The live rendering: the patches a page gets, in their order, always add up to the render of the whole text."""

from __future__ import annotations

import json
import random
import re
import sys
import threading
from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot

from editor.core.markdown.live import LiveDocument
from editor.core.markdown.renderer import render_body
from editor.core.markdown.statistics import count_words
from editor.core.post.post import Post
from editor.services import renderer as module
from editor.services.document import Document
from editor.services.renderer import Place, Renderer, _match


class Page(QObject):
    """What preview.js does, on a list of texts; None is a section that is still empty."""

    def __init__(self) -> None:
        super().__init__()
        self.sections: list[str | None] = []
        self.foot = ""
        self.resets = 0

    @Slot(str)
    def run(self, script: str) -> None:
        while script:
            name, _, rest = script.removeprefix(";cd.").removeprefix("cd.").partition("(")
            values = []
            while not rest.startswith(")"):
                value, end = json.JSONDecoder().raw_decode(rest)
                values.append(value)
                rest = rest[end:].removeprefix(",")
            getattr(self, name)(*values)
            script = rest[1:]

    def reset(self, count: int) -> None:
        self.sections, self.foot = [None] * count, ""
        self.resets += 1

    def splice(self, start: int, removed: int, html: list[str | None]) -> None:
        assert 0 <= start <= start + removed <= len(self.sections)
        shared = min(removed, len(html))
        # As on the page, a section that stays keeps what it shows until it is filled.
        old = self.sections[start : start + shared]
        kept = [now if now is not None else before for now, before in zip(html, old, strict=False)]
        self.sections[start : start + removed] = kept + html[shared:]

    def fill(self, pairs: list[tuple[int, str]]) -> None:
        for index, html in pairs:
            self.sections[index] = html

    def tail(self, html: str) -> None:
        self.foot = html

    @property
    def empty(self) -> int:
        return self.sections.count(None)

    def shows(self, text: str) -> bool:
        shown = "\n".join(part for part in (*self.sections, self.foot) if part)
        # A page has no use for the blank lines between blocks.
        return re.sub(r"\n+", "\n", shown) == re.sub(r"\n+", "\n", render_body(text)).strip("\n")


@pytest.fixture
def renderer(qapp: object) -> Iterator[Renderer]:
    renderer = Renderer()
    yield renderer
    renderer.drain()
    assert not renderer._worker.isRunning()


@pytest.fixture
def page(renderer: Renderer) -> Page:
    page = Page()
    renderer.patched.connect(page.run)
    return page


def document_with(text: str, renderer: Renderer) -> Document:
    document = Document(lambda _: None)
    document.start(Post(bom=False, front=None, body=text), None)
    document.body_changed.connect(renderer.change)
    renderer.show(document.lines)
    return document


def body_of(document: Document) -> str:
    return "\n".join(document.lines)


ARTICLE = """# The tide

The wall **held**. See [the council][1] and a note[^a].

- one
- two

```python
print("tide")
```

## The tide

*[HTW]: High Tide Warning

An HTW was given.[^b]

[1]: /council
[^a]: The note.
[^b]: Another.
"""


def test_a_whole_article_with_notes_references_and_headings(
    renderer: Renderer, page: Page, qtbot: QtBot
) -> None:
    document_with(ARTICLE, renderer)
    qtbot.waitUntil(lambda: page.shows(ARTICLE))
    assert "footnote" in page.foot


def test_an_empty_body(renderer: Renderer, page: Page, qtbot: QtBot) -> None:
    document = document_with("", renderer)
    qtbot.waitUntil(lambda: page.resets == 1)
    assert page.sections == []
    QTextCursor(document.body).insertText("word")
    qtbot.waitUntil(lambda: page.shows("word"))


PIECES = [
    "x",
    "\n",
    "\n\n",
    "# The tide\n",
    "- a\n",
    "```\n",
    "[^a]",
    "[1]: /new\n",
    "[^c]: A third.\n",
    "> q\n",
    " ",
]


@pytest.mark.parametrize("seed", range(25))
def test_after_any_edits_the_page_shows_the_whole(
    renderer: Renderer, page: Page, qtbot: QtBot, seed: int
) -> None:
    chance = random.Random(seed)
    document = document_with(ARTICLE * chance.randint(1, 4), renderer)
    for _ in range(40):
        cursor = QTextCursor(document.body)
        cursor.setPosition(chance.randrange(document.body.characterCount()))
        match chance.randrange(6):
            case 0:
                cursor.setPosition(
                    chance.randrange(document.body.characterCount()), QTextCursor.MoveMode.KeepAnchor
                )
                cursor.insertText(chance.choice(PIECES))
            case 1:
                document.body.undo()
            case 2:
                cursor.deletePreviousChar()
            case 3 if chance.random() < 0.2:
                cursor.insertText(ARTICLE)
            case _:
                cursor.insertText(chance.choice(PIECES))
    qtbot.waitUntil(lambda: page.shows(body_of(document)))
    assert page.resets == 1


def test_a_long_paste_while_the_rest_is_still_being_rendered(
    renderer: Renderer, page: Page, qtbot: QtBot
) -> None:
    document = document_with("\n".join(f"Paragraph {number}.\n" for number in range(3000)), renderer)
    qtbot.waitUntil(lambda: page.resets == 1)
    assert page.empty > 2000
    cursor = QTextCursor(document.body.findBlockByNumber(3001))
    cursor.insertText("".join(f"Pasted {number}\n\n" for number in range(2500)))
    cursor.insertText("Typed ")
    QTextCursor(document.body).insertText("# New[^a]\n\n[^a]: Note\n\n")
    qtbot.waitUntil(lambda: page.shows(body_of(document)), timeout=30_000)


def test_what_the_reader_sees_comes_first_and_with_the_empty_page(
    renderer: Renderer, page: Page, qtbot: QtBot
) -> None:
    scripts: list[str] = []
    renderer.patched.connect(scripts.append)
    renderer.show([line for number in range(2000) for line in (f"Paragraph {number}.", "")], top_line=2000)
    qtbot.waitUntil(lambda: bool(scripts))
    first = Page()
    first.run(scripts[0])
    filled = [index for index, html in enumerate(first.sections) if html is not None]
    assert 1000 in filled
    assert filled == list(range(filled[0], filled[0] + len(filled)))


def test_only_the_post_shown_last_is_rendered(renderer: Renderer, page: Page, qtbot: QtBot) -> None:
    gate, begun = threading.Event(), threading.Event()

    def hold() -> None:
        begun.set()
        gate.wait()

    renderer._worker.post(hold)
    assert begun.wait(10)
    for number in range(20):
        document_with(f"# Post {number}\n" * 50, renderer)
    gate.set()
    qtbot.waitUntil(lambda: page.shows("# Post 19\n" * 50))
    assert page.resets == 1


def test_nothing_is_split_rendered_or_counted_on_the_main_thread(
    renderer: Renderer, page: Page, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: set[threading.Thread] = set()
    for name in ("update", "render", "pending", "tail"):
        original = getattr(LiveDocument, name)

        def watched(*arguments: object, original: object = original) -> object:
            threads.add(threading.current_thread())
            return original(*arguments)  # type: ignore[operator]

        monkeypatch.setattr(LiveDocument, name, watched)
    document = document_with(ARTICLE, renderer)
    QTextCursor(document.body).insertText("x")
    with qtbot.waitSignal(renderer.located):
        renderer.locate(3)
    assert threads
    assert threading.main_thread() not in threads


def test_the_rest_waits_while_somebody_types(
    renderer: Renderer, page: Page, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [0.0]
    clock = SimpleNamespace(monotonic=lambda: now[0], thread_time=lambda: now[0])
    monkeypatch.setattr(module, "time", clock)
    counts: list[int] = []
    renderer.counted.connect(counts.append)
    document = document_with("\n".join(f"Paragraph {number}.\n" for number in range(1000)), renderer)
    left = []
    for _ in range(4):
        QTextCursor(document.body.findBlockByNumber(1000)).insertText("a")
        with qtbot.waitSignal(renderer.located):
            renderer.locate(1000)  # answered after the key, and after what would be done between two keys
        left.append(page.empty)
    assert 1000 - left[-1] <= 24 * 6  # what was in sight, and a little at each key
    assert counts == []
    now[0] = 10.0
    qtbot.waitUntil(lambda: page.shows(body_of(document)))
    qtbot.waitUntil(lambda: counts == [count_words(body_of(document))])


def test_words_are_counted_for_every_post_shown(renderer: Renderer, qtbot: QtBot) -> None:
    for text, words in (("one two", 2), ("", 0), ("", 0)):
        with qtbot.waitSignal(renderer.counted) as told:
            renderer.show(text.split("\n"))
        assert told.args == [words]


def test_a_fault_in_the_rendering_is_mended_by_the_next_key(
    renderer: Renderer, page: Page, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(sys, "excepthook", lambda _kind, error, _trace: told.append(str(error)))
    document = document_with(ARTICLE, renderer)
    qtbot.waitUntil(lambda: page.shows(ARTICLE))
    original = LiveDocument.update
    with monkeypatch.context() as broken:

        def update(*_arguments: object) -> None:
            raise RuntimeError("ink")

        broken.setattr(LiveDocument, "update", update)
        QTextCursor(document.body).insertText("first\n\n")
        qtbot.waitUntil(lambda: told == ["ink"])
    assert LiveDocument.update is original
    QTextCursor(document.body).insertText("second\n\n")
    qtbot.waitUntil(lambda: page.shows(body_of(document)))


def test_quitting_does_not_wait_for_the_rest(qapp: object, qtbot: QtBot) -> None:
    renderer = Renderer()
    page = Page()
    renderer.patched.connect(page.run)
    document = document_with("\n".join(f"Paragraph {number}.\n" for number in range(5000)), renderer)
    qtbot.waitUntil(lambda: page.resets == 1)
    renderer.drain()
    assert page.empty > 1000
    renderer.change(SimpleNamespace())  # type: ignore[arg-type]  # too late to matter
    assert document.lines[0] == "Paragraph 0."


# -- following the other side ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "place"),
    [
        (0, Place(0, 0.0)),
        (2, Place(1, 0.0)),
        (3, Place(1, 0.5)),
        (4, Place(1, 1.0)),
        (5.0, Place(2, 0.0)),
        (99, Place(2, 1.0)),
    ],
)
def test_a_line_has_its_place_in_the_page(
    renderer: Renderer, qtbot: QtBot, line: float, place: Place
) -> None:
    renderer.show(["# A", "", "one", "two", "", "three"])
    with qtbot.waitSignal(renderer.located) as told:
        renderer.locate(line)
    assert told.args == [place]


def test_an_empty_post_has_no_places(renderer: Renderer, qtbot: QtBot) -> None:
    places: list[object] = []
    for signal in (renderer.located, renderer.line_found, renderer.top_found):
        signal.connect(lambda *values: places.append(values))
    with qtbot.waitSignal(renderer.counted):
        renderer.show([""])
        renderer.locate(0)
        renderer.find_line(0, 0.5, "word")
        renderer.find_top(3, 0.5)
    assert places == []


def test_a_point_of_the_page_has_its_line(renderer: Renderer, qtbot: QtBot) -> None:
    renderer.show(["# A", "", "one **two**", "three two", "", "four"])
    with qtbot.waitSignal(renderer.line_found) as told:
        renderer.find_line(1, 0.9, "two", "three ")
    assert told.args == [3, 6]
    with qtbot.waitSignal(renderer.top_found) as told:
        renderer.find_top(1, 0.5)
    assert told.args == [3.0]


@pytest.mark.parametrize(
    ("word", "before", "expected"),
    [
        ("wall", "", (0, 4)),
        ("held.", "", (0, 11)),
        ("“Good”", "", (1, 4)),
        ("tide’s", "", (1, 15)),
        ("two", "one ", (2, 4)),
        ("nowhere", "", (1, 0)),
        ("", "", (1, 0)),
        ("…", "", (1, 0)),
    ],
)
def test_a_word_of_the_page_is_found_in_its_source(word: str, before: str, expected: tuple[int, int]) -> None:
    assert _match(["The wall **held**.", 'Say "Good" the tide\'s', "one two"], word, before, 0.5) == expected


def test_the_outline_follows_the_text_while_it_is_watched(renderer: Renderer, qtbot: QtBot) -> None:
    told: list[list[tuple[int, str, int]]] = []
    renderer.outlined.connect(
        lambda headings: told.append([(each.level, each.text, each.line) for each in headings])
    )
    with qtbot.waitSignal(renderer.counted):
        document = document_with("# The tide\n\nHeld.\n\n## After", renderer)
    assert told == []
    renderer.watch_outline(on=True)
    qtbot.waitUntil(lambda: told[-1:] == [[(1, "The tide", 0), (2, "After", 4)]])
    QTextCursor(document.body).insertText("Before\n\n")
    qtbot.waitUntil(lambda: told[-1] == [(1, "The tide", 2), (2, "After", 6)])
    renderer.show([""])
    qtbot.waitUntil(lambda: told[-1] == [])
    # Turned off and on it is told once more, changed or not.
    before = len(told)
    renderer.watch_outline(on=False)
    renderer.watch_outline(on=True)
    qtbot.waitUntil(lambda: len(told) > before and told[-1] == [])


def test_a_long_outline_is_told_as_a_whole(renderer: Renderer, qtbot: QtBot) -> None:
    renderer.watch_outline(on=True)
    with qtbot.waitSignal(renderer.outlined, check_params_cb=bool) as told:  # the first may be of no text
        renderer.show([line for number in range(200) for line in (f"## Part {number}", "")])
    assert len(told.args[0]) == 200


def test_a_point_of_the_page_has_its_line_for_nobody_to_scroll_to(renderer: Renderer, qtbot: QtBot) -> None:
    scrolled: list[float] = []
    renderer.top_found.connect(scrolled.append)
    renderer.show(["# A", "", "one", "two"])
    with qtbot.waitSignal(renderer.place_found) as told:
        renderer.find_place(1, 0.5)
    assert told.args == [3.0]
    assert scrolled == []
