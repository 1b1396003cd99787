"""The outline beside text and page: Ctrl+J, live headings, marks for both panes, and a way to each part."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from tests.shell.story import OTHER, POST, Writer
from tests.shell.test_site_story import SiteWriter, laid_out

__all__ = ["laid_out"]

SitDown = Callable[..., Writer]
PARTS = "".join(
    f"## Part {number}\n\n" + f"The wall held in part {number}, and the tide went on.\n\n" * 12
    for number in range(8)
)


def rows(writer: Writer, fact: str = "") -> list[str]:
    """Return the headings listed, those only of which a screen reader says ``fact``."""
    model = writer.window.outline.list.model()
    indices = [model.index(row, 0) for row in range(model.rowCount())]
    return [
        str(each.data()) for each in indices if fact in str(each.data(Qt.ItemDataRole.AccessibleTextRole))
    ]


def says(writer: Writer) -> str:
    return writer.sentences(writer.window.outline)


@pytest.fixture
def long(site: Path) -> Path:
    """A post of eight parts."""
    path = site / "_posts" / "2026-03-15-parts.md"
    path.write_text(f"---\nlayout: post\ntitle: Parts\n---\n{PARTS}", encoding="utf-8")
    return path


def test_the_key_shows_it_enters_it_and_hides_it(long: Path, sit_down: SitDown) -> None:
    writer = sit_down(long)
    outline, editor = writer.window.outline, writer.window.editor
    assert not outline.isVisible()
    editor.setFocus()
    writer.press("Ctrl+J")
    writer.wait(lambda: len(rows(writer)) == 8)
    assert writer.desk.actions["outline"].isChecked()
    editor.setFocus()
    writer.press("Ctrl+J")
    assert writer.focus is outline.list
    writer.press("Escape")
    assert writer.focus is editor
    assert outline.isVisible()
    writer.press("Ctrl+J", "Ctrl+J")
    assert not outline.isVisible()
    assert not writer.desk.actions["outline"].isChecked()
    assert writer.focus is editor


def test_keys_pressed_before_the_headings_are_found_do_not_reach_the_text(
    long: Path, sit_down: SitDown
) -> None:
    writer = sit_down(long)
    writer.window.editor.setFocus()
    before = writer.body
    writer.press("Ctrl+J", "Return", "Down")
    writer.type("x")
    assert writer.body == before
    writer.wait(lambda: len(rows(writer)) == 8)
    writer.press("Down", "Return")
    assert writer.window.editor.textCursor().block().text() == "## Part 1"


def test_a_post_without_headings_keeps_the_keyboard(site: Path, sit_down: SitDown) -> None:
    writer = sit_down(site / OTHER)
    writer.window.editor.setFocus()
    writer.press("Ctrl+J")
    writer.wait(lambda: "no headings yet" in says(writer))
    assert writer.focus is writer.window.editor


def test_it_follows_what_is_typed_and_the_post_in_front(site: Path, sit_down: SitDown) -> None:
    writer = sit_down(site / POST)
    writer.press("Ctrl+J")
    writer.write_in_body(0, "## Tonight\n\n")
    writer.wait(lambda: "Tonight" in rows(writer))
    writer.press("Ctrl+Home", "Ctrl+3")
    writer.wait(lambda: rows(writer, "level 3") == ["Tonight"])
    writer.desk.files.open_path(site / OTHER)
    writer.wait(lambda: "no headings yet" in says(writer))
    writer.write_in_body(0, "# Votes\n\n")
    writer.wait(lambda: rows(writer) == ["Votes"])


def test_without_a_post_it_says_so(site: Path, sit_down: SitDown) -> None:
    writer = sit_down(site)
    writer.press("Ctrl+J")
    assert "once one is open" in says(writer)
    writer.press("Ctrl+J")
    assert not writer.window.outline.isVisible()


def test_it_marks_where_the_cursor_is_and_what_has_been_scrolled_to(long: Path, sit_down: SitDown) -> None:
    writer = sit_down(long)
    writer.press("Ctrl+J")
    writer.wait(lambda: len(rows(writer)) == 8)
    writer.window.editor.go_to(PARTS.split("\n").index("## Part 2") + 3)
    assert rows(writer, "the text is here") == ["Part 2"]
    writer.window.editor.verticalScrollBar().setValue(0)
    assert rows(writer, "the text is here") == ["Part 0"]


def test_enter_leads_text_and_page_to_the_part(long: Path, sit_down: SitDown) -> None:
    writer = sit_down(long, engine=True)
    writer.wait(lambda: "part 7" in str(writer.page("document.body.textContent")))
    writer.press("Ctrl+J")
    writer.wait(lambda: len(rows(writer)) == 8)
    writer.window.outline.enter()
    writer.press("Down", "Down", "Down", "Return")
    assert writer.focus is writer.window.editor
    assert writer.window.editor.textCursor().block().text() == "## Part 3"
    assert int(writer.window.editor.top_line()) == writer.window.editor.textCursor().blockNumber()

    def top() -> object:
        return writer.page(
            "[...document.querySelectorAll('#cd-body h2')].find(h=>h.getBoundingClientRect().bottom>0).innerText"
        )

    writer.wait(lambda: top() == "Part 3")
    writer.wait(lambda: rows(writer, "the page is here") == ["Part 3"])


def test_it_marks_where_the_page_is_when_that_goes_its_own_way(long: Path, sit_down: SitDown) -> None:
    writer = sit_down(long, engine=True)
    writer.wait(lambda: "part 7" in str(writer.page("document.body.textContent")))
    writer.press("Ctrl+J")
    writer.wait(lambda: len(rows(writer)) == 8)
    writer.press("Ctrl+Alt+3")

    def scrolled() -> bool:
        writer.page("document.querySelectorAll('#cd-body h2')[5].scrollIntoView()")
        return rows(writer, "the page is here") == ["Part 5"]

    writer.wait(scrolled)
    # Alone on the screen the page is what Enter leads and leaves the keyboard to.
    writer.window.outline.list.setFocus()
    writer.press("Home", "Return")
    writer.wait(lambda: rows(writer, "the page is here") == ["Part 0"])
    assert writer.window.preview.has_keyboard


def test_it_leads_the_page_of_the_site_as_well(laid_out: Path, long: Path, sit_down: SitDown) -> None:
    writer = sit_down(long, engine=True)
    site = SiteWriter(writer)
    writer.wait(lambda: site.says("The Tribune of today") and site.says("Part 7"))
    writer.press("Ctrl+J")
    writer.wait(lambda: len(rows(writer)) == 8)
    writer.window.outline.enter()
    writer.press("Down", "Down", "Down", "Return")
    writer.wait(
        lambda: (
            site.page(
                "[...document.querySelectorAll('h2')].find(h=>h.getBoundingClientRect().bottom>0).innerText"
            )
            == "Part 3"
        )
    )
    writer.wait(lambda: rows(writer, "the page is here") == ["Part 3"])


def test_it_comes_back_with_the_desk_and_stands_alone_without_the_panel(
    long: Path, sit_down: SitDown
) -> None:
    writer = sit_down(long)
    writer.press("Ctrl+J")
    writer.press("F9")
    assert writer.window.outline.isVisible()
    assert not writer.window.panel.isVisible()
    writer.window.close()
    again = sit_down(None)
    window = again.window
    assert window.outline.isVisible()
    again.wait(lambda: len(rows(again)) == 8)
    assert not window.panel.isVisible()
    hide = again.field("Hide the outline", QPushButton)
    QTest.mouseClick(hide, Qt.MouseButton.LeftButton)
    assert not window.outline.isVisible()
    assert not window.side.isVisible()
    again.press("F9")
    assert window.panel.isVisible()


def test_focus_hides_it_and_brings_it_back(long: Path, sit_down: SitDown) -> None:
    writer = sit_down(long)
    writer.press("Ctrl+J", "F8")
    assert not writer.window.outline.isVisible()
    writer.press("F8")
    assert writer.window.outline.isVisible()
