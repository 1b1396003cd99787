"""Finding words in the page: the keys, the count, and whose keyboard it is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QLabel, QLineEdit

from tests.shell.story import OTHER, POST, Writer
from tests.shell.test_site_story import SiteWriter, laid_out

__all__ = ["laid_out"]

SitDown = Callable[..., Writer]
NAME = "Find in the page"
TEXT = "---\ntitle: Tides\n---\n" + "".join(
    f"Paragraph {number} is about the {'Harbour' if number % 2 else 'harbour'} of that night.\n\n"
    for number in range(60)
)


@pytest.fixture
def reading(site: Path, sit_down: SitDown) -> Writer:
    """A writer who reads a post that names a harbour 60 times, half of them with a capital."""
    path = site / "_posts" / "2026-03-15-tides.md"
    path.write_text(TEXT, encoding="utf-8")
    writer = sit_down(path, engine=True)
    writer.wait(lambda: "Paragraph 59 " in str(writer.page("document.body.textContent")))
    writer.press("Ctrl+Alt+3")
    writer.press("Ctrl+F")
    assert writer.focus is query(writer)
    return writer


def query(writer: Writer) -> QLineEdit:
    return writer.field(NAME, QLineEdit)


def says(writer: Writer, text: str) -> None:
    """Wait until the bar says how many there are, or which one it is at."""
    bar = writer.window.preview.find_bar
    writer.wait(lambda: bar.findChild(QLabel).text() == text)


def marked(writer: Writer) -> bool:
    """Whether something in the page is painted in the engine's colour of a match, an orange."""
    image = writer.window.preview.article.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    # All at once: a look that takes its time pixel by pixel leaves the page none to be painted in.
    colours = map(QColor.fromRgb, set(memoryview(bytes(image.constBits())).cast("I")))
    return any(colour.red() > 240 and colour.blue() < 120 for colour in colours)


def test_enter_and_f3_go_through_the_matches_and_around_the_end(reading: Writer) -> None:
    writer = reading
    writer.type("harbour")
    says(writer, "1 of 60")
    writer.press("Return")
    says(writer, "2 of 60")
    writer.press("F3")
    says(writer, "3 of 60")
    writer.press("Shift+Return")
    says(writer, "2 of 60")
    writer.press("Shift+F3", "Shift+F3")
    says(writer, "60 of 60")
    # The page goes there.
    writer.wait(lambda: bool(writer.page("scrollY > 500")))


def test_case_is_minded_on_wish_and_what_is_not_there_is_said(reading: Writer) -> None:
    writer = reading
    writer.type("Harbour")
    says(writer, "1 of 60")
    writer.press("Tab")
    assert writer.focus.accessibleName() == "Match case"
    writer.press("Space")
    says(writer, "1 of 30")
    query(writer).setFocus()
    writer.press("Ctrl+A")
    writer.type("zeppelin")
    says(writer, "No match")


def test_escape_takes_bar_and_marks_away_and_leaves_the_keyboard_in_the_page(reading: Writer) -> None:
    writer = reading
    writer.type("Paragraph 7 is")
    says(writer, "1 of 1")
    writer.wait(lambda: marked(writer))
    writer.press("Escape")
    assert not writer.window.preview.find_bar.isVisible()
    assert writer.window.preview.has_keyboard
    writer.wait(lambda: not marked(writer))
    # The query is kept for the next time, and F3 goes on with it.
    writer.press("F3")
    assert writer.focus is query(writer)
    assert query(writer).text() == "Paragraph 7 is"
    says(writer, "1 of 1")


def test_escape_within_the_page_closes_the_bar(reading: Writer) -> None:
    writer = reading
    writer.type("night")
    says(writer, "1 of 60")
    view = writer.window.preview.view_in_front()
    assert view is not None
    view.setFocus()
    writer.press("Escape")
    assert not writer.window.preview.find_bar.isVisible()


def test_beside_the_text_the_keys_belong_to_whoever_has_the_keyboard(site: Path, sit_down: SitDown) -> None:
    writer = sit_down(site / POST, engine=True)
    writer.wait(lambda: writer.page_says("The wall held"))
    writer.window.editor.setFocus()
    writer.press("Ctrl+F")
    assert writer.window.find_bar.isVisible()
    assert not writer.window.preview.find_bar.isVisible()
    writer.press("Escape")
    view = writer.window.preview.view_in_front()
    assert view is not None
    view.setFocus()
    writer.press("Ctrl+F")
    assert writer.focus is query(writer)
    assert not writer.window.find_bar.isVisible()


def test_a_page_that_changes_is_counted_anew_with_the_next_step(site: Path, sit_down: SitDown) -> None:
    writer = sit_down(site / POST, engine=True)
    writer.wait(lambda: writer.page_says("The wall held"))
    view = writer.window.preview.view_in_front()
    assert view is not None
    view.setFocus()
    writer.press("Ctrl+F")
    writer.type("zeppelin")
    says(writer, "No match")
    writer.write_in_body(1, "zeppelin and zeppelin ")
    writer.wait(lambda: writer.page_says("zeppelin and zeppelin"))
    says(writer, "")
    query(writer).setFocus()
    writer.press("Return")
    says(writer, "1 of 2")
    writer.desk.files.open_path(site / OTHER)
    writer.wait(lambda: writer.page_says("Twelve for"))
    query(writer).setFocus()
    writer.press("Return")
    says(writer, "No match")


def test_it_looks_in_the_site_while_that_is_in_front(laid_out: Path, sit_down: SitDown) -> None:
    writer = sit_down(laid_out / POST, engine=True)
    site = SiteWriter(writer)
    writer.wait(lambda: site.says("The wall"))
    writer.press("Ctrl+Alt+3", "Ctrl+F")
    writer.type("The Tribune of today")
    # The layout says it, the article does not.
    says(writer, "1 of 1")
    writer.window.preview.kinds.segment("article").click()
    says(writer, "No match")
    writer.window.preview.kinds.segment("site").click()
    query(writer).setFocus()
    writer.press("Return")
    says(writer, "1 of 1")


def test_cards_have_no_words_to_find(reading: Writer) -> None:
    writer = reading
    writer.type("night")
    says(writer, "1 of 60")
    writer.window.preview.turn_to("cards")
    assert not writer.window.preview.find_bar.isVisible()
    # Where nothing else could be meant, the page comes back for it.
    writer.press("Ctrl+F")
    assert not writer.window.preview.shows_cards
    # It goes on from where it was left.
    says(writer, "2 of 60")
