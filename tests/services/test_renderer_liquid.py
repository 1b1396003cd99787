"""Live rendering of a body with Liquid: the page is what the filled-in text gives, and lines are found both ways."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot

from editor.core.liquid.outcome import Part, Rendered
from editor.core.post.post import Post
from editor.services import renderer as module
from editor.services.renderer import Fill, Renderer
from editor.storage.liquid.filling import Filling
from editor.storage.liquid.moment import SiteMoment
from editor.storage.project import open_project
from tests.services.test_renderer import Page, document_with, page, renderer

__all__ = ["page", "renderer"]

NOTE = "**{{ include.of }}**\n\n- one\n- two\n"
BODY = """# The tide

Held, says {{ page.title }}.

{% include note.md of="wall" %}

The [council](/x) sat late.
{% if page.live %}
Live now.
{% endif %}

Last words.
"""


@pytest.fixture
def fill(tmp_path: Path) -> Fill:
    (tmp_path / "_config.yml").write_text("title: Paper\n")
    (tmp_path / "_includes").mkdir()
    (tmp_path / "_includes" / "note.md").write_text(NOTE)
    filling = Filling(SiteMoment(open_project(tmp_path)))
    return lambda text, stop, part: filling.fill(
        Post(False, None, text), "_posts/2026-03-14-tide.md", stop, part
    )


def filled(fill: Fill, text: str) -> str:
    return fill(text, lambda: False, None).text


def test_the_page_shows_the_text_after_liquid(
    renderer: Renderer, page: Page, qtbot: QtBot, fill: Fill
) -> None:
    renderer.fill_with(fill)
    document_with(BODY, renderer)
    qtbot.waitUntil(lambda: page.shows(filled(fill, BODY)))
    assert any("<strong>wall</strong>" in (section or "") for section in page.sections)


@pytest.mark.parametrize("at_once", [0.0, 60.0])
def test_edits_lead_to_the_page_of_the_whole_text(
    renderer: Renderer, page: Page, qtbot: QtBot, fill: Fill, monkeypatch: pytest.MonkeyPatch, at_once: float
) -> None:
    monkeypatch.setattr(module, "_LIQUID_AT_ONCE", at_once)
    monkeypatch.setattr(module, "_LIQUID_REST", 0.0)
    renderer.fill_with(fill)
    document = document_with(BODY, renderer)
    chance = random.Random(7)
    pieces = [
        "x",
        "\n\n",
        "{{ page.title }}",
        "{% include note.md of='b' %}",
        "{%",
        "%}",
        "- a\n",
        "}}",
        "{% endif %}",
    ]
    for _ in range(25):
        cursor = QTextCursor(document.body)
        end = document.body.characterCount() - 1
        cursor.setPosition(chance.randint(0, end))
        if chance.random() < 0.4:
            cursor.setPosition(
                min(end, cursor.position() + chance.randint(1, 9)), QTextCursor.MoveMode.KeepAnchor
            )
            cursor.removeSelectedText()
        cursor.insertText(chance.choice(pieces))
    text = "\n".join(document.lines)
    qtbot.waitUntil(lambda: page.shows(filled(fill, text)))


def test_a_body_gets_its_first_tag_and_loses_its_last(
    renderer: Renderer, page: Page, qtbot: QtBot, fill: Fill
) -> None:
    renderer.fill_with(fill)
    document = document_with("One.", renderer)
    qtbot.waitUntil(lambda: page.shows("One."))
    cursor = QTextCursor(document.body)
    cursor.insertText("{{ 'Two' | upcase }} ")
    qtbot.waitUntil(lambda: page.shows("TWO One."))
    cursor.setPosition(0, QTextCursor.MoveMode.KeepAnchor)
    cursor.removeSelectedText()
    qtbot.waitUntil(lambda: page.shows("One."))


def test_what_the_site_says_otherwise_is_shown(renderer: Renderer, page: Page, qtbot: QtBot) -> None:
    renderer.fill_with(lambda text, _stop, _part: Rendered(text.replace("{{ a }}", "old")))
    document_with("So {{ a }}.", renderer)
    qtbot.waitUntil(lambda: page.shows("So old."))
    renderer.fill_with(lambda text, _stop, _part: Rendered(text.replace("{{ a }}", "new")))
    qtbot.waitUntil(lambda: page.shows("So new."))
    assert page.resets == 1


def test_lines_are_found_both_ways(renderer: Renderer, page: Page, qtbot: QtBot, fill: Fill) -> None:
    renderer.fill_with(fill)
    document_with(BODY, renderer)
    qtbot.waitUntil(lambda: page.shows(filled(fill, BODY)))
    council = next(index for index, html in enumerate(page.sections) if "council" in (html or ""))
    with qtbot.waitSignal(renderer.line_found) as told:
        renderer.find_line(council, 0.5, "sat", "council ")
    assert told.args == [6, 18]
    with qtbot.waitSignal(renderer.line_found) as told:
        renderer.find_line(council - 1, 0.9, "two", "")
    assert told.args == [4, 0]
    with qtbot.waitSignal(renderer.located) as told:
        renderer.locate(6)
    assert told.args[0].block == council


def test_headings_have_the_lines_they_are_written_on(renderer: Renderer, qtbot: QtBot, fill: Fill) -> None:
    renderer.fill_with(fill)
    renderer.watch_outline(on=True)
    text = BODY.replace("Last words.", "## Last words")
    with qtbot.waitSignal(renderer.outlined, check_params_cb=bool) as told:  # the first may be of no text
        document_with(text, renderer)
    lines = text.split("\n")
    assert [lines[heading.line] for heading in told.args[0]] == ["# The tide", "## Last words"]


def test_a_run_that_takes_long_ends_when_another_post_is_shown(
    renderer: Renderer, page: Page, qtbot: QtBot
) -> None:
    running = threading.Event()

    def endless(text: str, stop: Callable[[], bool], part: Part | None) -> Rendered:
        running.set()
        while not stop():
            threading.Event().wait(0.001)
        return Rendered("stopped")

    renderer.fill_with(endless)
    renderer.show(["{{ a }}"])
    assert running.wait(10)
    renderer.fill_with(module.unfilled)
    renderer.show(["Other."])
    qtbot.waitUntil(lambda: page.shows("Other."))
