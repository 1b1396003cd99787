"""Text and page side by side: they scroll together, a click leads to the line, and the page outlives a crash."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.conftest import png
from tests.shell.story import OTHER, POST, Writer

SitDown = Callable[..., Writer]
LONG = "---\ntitle: Long\n---\n" + "".join(
    f"Paragraph {number} is about the harbour, the wall and the weather of that night.\n\n"
    for number in range(150)
)


@pytest.fixture
def long(site: Path, sit_down: SitDown) -> Writer:
    """A writer before a post of 150 paragraphs and its page."""
    path = site / "_posts" / "2026-03-15-long.md"
    path.write_text(LONG, encoding="utf-8")
    writer = sit_down(path, engine=True)
    # Blocks out of sight are drawn when they come into it; their text is there before.
    writer.wait(lambda: "Paragraph 149 " in str(writer.page("document.body.textContent")))
    return writer


def place_in_page(writer: Writer, selector: str) -> QPoint:
    """Return where an element stands once the page is drawn and at rest, as a hand waits for a page to settle.

    Until then a click would hit something else, or nothing: blocks that were never drawn have guessed heights, the
    headline gets its reading time once the words are counted, the page may be following the editor, and the engine
    throws away what is pressed before its first picture.
    """
    writer.wait(lambda: writer.page_says("min read"))
    writer.page(
        "(()=>{const places=window.storyPlaces=[];const look=()=>{"
        f"const r=document.querySelector({selector!r}).getClientRects()[0];"
        "places.unshift(JSON.stringify([r.left+Math.min(r.width/2,20),r.top+r.height/2]));"
        "if(new Set(places.slice(0,6)).size>1||places.length<6"
        "||!performance.getEntriesByName('first-contentful-paint').length)requestAnimationFrame(look);"
        "else window.storyPlace=places[0]};delete window.storyPlace;look();return 1})()"
    )
    writer.wait(lambda: bool(writer.page("window.storyPlace||''")))
    x, y = json.loads(str(writer.page("window.storyPlace")))
    return QPoint(round(x), round(y))


def click_in_page(writer: Writer, selector: str, modifiers: Qt.KeyboardModifier) -> None:
    """Click in the middle of the element of the page that a CSS selector names."""
    place = place_in_page(writer, selector)
    view = writer.window.preview.findChild(QWidget, "article-view")
    target = view.focusProxy() or view
    QTest.mouseClick(target, Qt.MouseButton.LeftButton, modifiers, place)


def test_a_click_in_the_page_puts_the_cursor_in_that_line(long: Writer) -> None:
    writer = long
    click_in_page(writer, "#cd-body > div > section:nth-child(5) p", Qt.KeyboardModifier.NoModifier)
    writer.wait(lambda: writer.window.editor.textCursor().block().text().startswith("Paragraph 4 "))
    writer.wait(lambda: writer.focus is writer.window.editor)


def test_a_click_counts_when_the_page_moves_under_the_hand(long: Writer) -> None:
    writer = long
    place = place_in_page(writer, "#cd-body > div > section:nth-child(7) p")
    view = writer.window.preview.findChild(QWidget, "article-view")
    target = view.focusProxy() or view
    writer.page("window.storyPressed=0;addEventListener('mousedown',()=>storyPressed=1);1")
    QTest.mousePress(target, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    writer.wait(lambda: writer.page("storyPressed") == 1)
    writer.page("scrollBy(0,150);1")
    place_in_page(writer, "#cd-body > div > section:nth-child(7) p")
    QTest.mouseRelease(target, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    writer.wait(lambda: writer.window.editor.textCursor().block().text().startswith("Paragraph 6 "))


def test_the_page_follows_the_editor(long: Writer) -> None:
    writer = long
    writer.window.editor.verticalScrollBar().setValue(160)
    line = int(writer.window.editor.top_line())

    def top() -> bool:
        found = writer.page(
            "[...document.querySelectorAll('#cd-body > div > section')].findIndex("
            "s=>s.getBoundingClientRect().bottom>9)"
        )
        # Every other line is empty: it belongs to the paragraph before it as much as to the next one.
        return isinstance(found, int | float) and abs(found - line / 2) <= 1.5

    writer.wait(top)


def test_the_editor_follows_the_page(long: Writer) -> None:
    writer = long

    def scrolled() -> bool:
        # As a wheel does: many steps; those just after a move of the editor are taken for echoes of it.
        writer.page(
            "(()=>{const s=document.querySelectorAll('#cd-body > div > section')[80].getBoundingClientRect();"
            "scrollBy(0,Math.max(-150,Math.min(150,s.top-8)));return 1})()"
        )
        return abs(int(writer.window.editor.top_line()) // 2 - 80) <= 1

    writer.wait(scrolled, timeout=30_000)


def test_a_link_opens_in_the_browser_on_ctrl_click_only(
    site: Path, sit_down: SitDown, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    path = site / "_posts" / "2026-03-15-linked.md"
    path.write_text("---\ntitle: L\n---\nFirst.\n\n[Tribune](https://tribune.example/)\n", encoding="utf-8")
    writer = sit_down(path, engine=True)
    writer.wait(lambda: writer.page_says("Tribune"))
    click_in_page(writer, "#cd-body a", Qt.KeyboardModifier.NoModifier)
    writer.wait(lambda: writer.window.editor.textCursor().blockNumber() == 2)
    assert opened == []
    click_in_page(writer, "#cd-body a", Qt.KeyboardModifier.ControlModifier)
    writer.wait(lambda: opened == [QUrl("https://tribune.example/")])
    assert writer.page_says("First.")


def width_of_picture(writer: Writer) -> object:
    return writer.page("document.querySelector('#cd-body img').naturalWidth")


@pytest.mark.parametrize("way", ["written in place", "replaced", "gone and back"])
def test_a_picture_that_changes_on_disk_is_drawn_again(site: Path, sit_down: SitDown, way: str) -> None:
    picture = site / "assets" / "wall.png"
    writer = sit_down(site / POST, engine=True)
    writer.wait(lambda: width_of_picture(writer) == 64)
    if way == "replaced":
        spare = picture.with_name("spare.png")
        spare.write_bytes(png(32, 20))
        spare.replace(picture)
    elif way == "gone and back":
        picture.unlink()
        writer.wait(lambda: width_of_picture(writer) == 0)
        picture.write_bytes(png(32, 20))
    else:
        picture.write_bytes(png(32, 20))
    writer.wait(lambda: width_of_picture(writer) == 32)


def test_a_form_edit_shows_in_the_head_of_the_page(site: Path, sit_down: SitDown) -> None:
    writer = sit_down(site / POST, engine=True)
    writer.wait(lambda: writer.page_says("Harbour wall holds: engineers relieved"))
    writer.window.form.focus_headline()
    writer.press("Ctrl+A")
    writer.type("Wall holds")
    writer.wait(lambda: writer.page_says("Wall holds") and not writer.page_says("engineers"))


def kill_page(writer: Writer, qtbot: QtBot) -> None:
    """End the process that draws the page, as the system does when memory is short."""
    page = writer.desk.reader.page()
    assert page is not None
    with qtbot.waitSignal(page.died, timeout=20_000):
        os.kill(page.renderProcessPid(), signal.SIGTERM if os.name == "nt" else signal.SIGKILL)


def test_a_page_that_dies_comes_back_with_the_same_content(
    site: Path, sit_down: SitDown, qtbot: QtBot
) -> None:
    writer = sit_down(site / POST, engine=True)
    writer.write_in_body(1, "Still: ")
    writer.wait(lambda: writer.page_says("Still: The wall held"))
    page = writer.desk.reader.page()
    assert page is not None
    with qtbot.waitSignal(page.ready, timeout=20_000):
        kill_page(writer, qtbot)
    writer.wait(lambda: writer.page_says("Still: The wall held"))
    assert writer.page_says("Harbour wall holds")
    assert width_of_picture(writer) == 64
    assert writer.notice == ""
    assert writer.focus is writer.window.editor
    writer.type("on ")
    writer.wait(lambda: writer.page_says("Still: on The wall held"))


def test_a_page_that_keeps_dying_is_a_sentence_until_another_post_is_shown(
    site: Path, sit_down: SitDown, qtbot: QtBot
) -> None:
    writer = sit_down(site / POST, engine=True)
    page = writer.desk.reader.page()
    assert page is not None
    for _ in range(3):
        with qtbot.waitSignal(page.ready, timeout=20_000):
            kill_page(writer, qtbot)
    assert writer.notice == ""
    kill_page(writer, qtbot)
    assert "keeps stopping" in writer.notice
    writer.write_in_body(1, "Still: ")
    assert "Still: The wall" in writer.body
    with qtbot.waitSignal(page.ready, timeout=20_000):
        writer.desk.files.open_path(site / OTHER)
    writer.wait(lambda: writer.page_says("Twelve for"))


def test_a_click_on_the_headline_of_the_page_leads_to_the_form(site: Path, sit_down: SitDown) -> None:
    writer = sit_down(site / POST, engine=True)
    writer.wait(lambda: writer.page_says("Harbour wall holds"))
    click_in_page(writer, "#cd-header h1", Qt.KeyboardModifier.NoModifier)
    writer.wait(lambda: writer.focus.accessibleName() == "Headline")


def test_the_page_wears_the_colours_that_are_wanted(site: Path, sit_down: SitDown) -> None:
    writer = sit_down(site / POST, engine=True)
    light = writer.page("getComputedStyle(document.body).color")
    writer.desk.views.take_settings(replace(writer.desk.views.settings, scheme="dark"))
    writer.wait(lambda: writer.page("getComputedStyle(document.body).color") != light)
    assert writer.page("document.documentElement.dataset.theme") == "dark"


def test_a_script_in_a_post_never_runs_and_nothing_is_fetched(site: Path, sit_down: SitDown) -> None:
    path = site / "_posts" / "2026-03-15-evil.md"
    path.write_text(
        "---\ntitle: E\n---\n<script>document.title='run'</script>\n\n"
        "<img src=x onerror=\"document.title='run'\">\n\n![r](https://tribune.example/x.png)\n\nThe end.\n",
        encoding="utf-8",
    )
    writer = sit_down(path, engine=True)
    writer.wait(lambda: writer.page_says("The end."))
    assert writer.page("document.title") != "run"
    fetched = (
        "performance.getEntriesByType('resource').filter(e=>/^http/.test(e.name)&&e.transferSize>0).length"
    )
    assert writer.page(fetched) == 0
