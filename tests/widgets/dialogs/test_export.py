"""The dialog that asks what is to be made of posts: what it offers, what it says, and what it answers."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from editor.core.designs import BUNDLE, DESIGNS, FRAGMENT, PAGE, PDF, SITE, ExportWish
from editor.widgets.dialogs.export import ExportDialog, ExportFacts, ExportSubject
from editor.widgets.segments import Segment

Ask = Callable[..., ExportDialog]


@pytest.fixture
def ask(qtbot: QtBot) -> Ask:
    """A function that opens the dialog."""
    window = QWidget()
    qtbot.addWidget(window)
    window.show()

    def opened(count: int = 1, wish: ExportWish | None = None, **more: object) -> ExportDialog:
        subject = ExportSubject("Harbour wall holds", count, (*DESIGNS, "mail"), **more)  # type: ignore[arg-type]
        dialog = ExportDialog(subject, wish or ExportWish(), window)
        dialog.open()
        qtbot.waitUntil(dialog.isActiveWindow)
        return dialog

    return opened


def designs(dialog: ExportDialog) -> list[str]:
    return [dialog.designs.item(row).text() for row in range(dialog.designs.count())]


def says(dialog: ExportDialog) -> str:
    return " | ".join(label.text() for label in dialog.findChildren(QLabel) if label.isVisible())


def choose(dialog: ExportDialog, qtbot: QtBot, words: str) -> None:
    """Click what is to be made."""
    part = next(part for part in dialog.kinds.findChildren(Segment) if part.text() == words)
    qtbot.mouseClick(part, Qt.MouseButton.LeftButton)


def test_it_opens_with_what_was_wished_for_last(ask: Ask) -> None:
    wish = ExportWish(PDF, "dark", original_images=True, remote=True)
    dialog = ask(wish=wish)
    assert dialog.wish() == wish
    assert designs(dialog) == ["Plain", "Newspaper", "Dark", "mail"]
    assert "Harbour wall holds" in says(dialog)


def test_a_template_that_is_gone_gives_way_to_the_first(ask: Ask) -> None:
    assert ask(wish=ExportWish(PAGE, "gone")).wish().template == "plain"


def test_the_layout_of_the_site_is_offered_where_it_can_be_used(ask: Ask) -> None:
    dialog = ask(wish=ExportWish(PAGE, SITE), can_show_site=True)
    assert designs(dialog)[3:] == ["The site’s layout", "mail"]
    assert dialog.wish().template == SITE


@pytest.mark.parametrize(
    ("words", "kind", "says_what", "has_designs", "has_pictures"),
    [
        ("PDF", PDF, "A4", True, True),
        ("Fragment", FRAGMENT, "no draft mark", False, True),
        ("Bundle", BUNDLE, "A zip", False, False),
    ],
)
def test_each_kind_says_what_it_is_and_offers_what_makes_sense(
    ask: Ask, qtbot: QtBot, words: str, kind: str, says_what: str, has_designs: bool, has_pictures: bool
) -> None:
    dialog = ask()
    wishes: list[ExportWish] = []
    dialog.wish_changed.connect(wishes.append)
    choose(dialog, qtbot, words)
    assert [wish.kind for wish in wishes] == [kind]
    assert says_what in dialog.about.text()
    assert dialog.designs.isEnabled() == has_designs
    assert (dialog.original.isEnabled(), dialog.remote.isEnabled()) == (has_pictures, has_pictures)


def test_every_choice_is_told(ask: Ask, qtbot: QtBot) -> None:
    dialog = ask()
    wishes: list[ExportWish] = []
    dialog.wish_changed.connect(wishes.append)
    dialog.designs.setFocus()
    qtbot.keyClick(dialog.designs, Qt.Key.Key_Down)
    qtbot.keyClick(dialog.original, Qt.Key.Key_Space)
    qtbot.keyClick(dialog.remote, Qt.Key.Key_Space)
    assert wishes == [
        ExportWish(PAGE, "newspaper"),
        ExportWish(PAGE, "newspaper", original_images=True),
        ExportWish(PAGE, "newspaper", original_images=True, remote=True),
    ]


@pytest.mark.parametrize(
    ("size", "words"),
    [(0, "Size: 1 kB"), (34_400, "Size: 34 kB"), (999_400, "Size: 999 kB"), (1_260_000, "Size: 1.3 MB")],
)
def test_the_size_is_said_in_words(ask: Ask, size: int, words: str) -> None:
    dialog = ask()
    dialog.show_waiting()
    assert "Working out" in dialog.size_label.text()
    dialog.show_facts(ExportFacts(size))
    assert dialog.size_label.text() == words


def test_what_to_check_is_listed_and_not_without_end(ask: Ask) -> None:
    dialog = ask()
    assert not dialog.remarks.isVisible()
    dialog.show_facts(ExportFacts(9, tuple(f"Line {number}" for number in range(203))))
    lines = dialog.remarks.toPlainText().split("\n")
    assert dialog.remarks.isVisible()
    assert (lines[0], lines[199], lines[200:]) == ("Line 0", "Line 199", ["… and 3 more."])
    dialog.show_facts(ExportFacts(9))
    assert not dialog.remarks.isVisible()


def test_what_stands_in_the_way_of_one_post_bars_the_button(ask: Ask) -> None:
    dialog = ask()
    dialog.show_facts(ExportFacts(problem="Correct this before exporting."))
    assert "Correct this" in says(dialog)
    assert dialog.size_label.text() == ""
    assert not dialog.export_button.isEnabled()
    dialog.show_waiting()
    assert "Correct this" not in says(dialog)
    dialog.show_facts(ExportFacts(1))
    assert dialog.export_button.isEnabled()


def test_no_page_is_shown_of_what_cannot_be_made(ask: Ask) -> None:
    dialog = ask()
    view = QLabel("The page as it will be")
    dialog.set_view(view)
    dialog.show_facts(ExportFacts(1))
    assert view.isVisible()
    dialog.show_facts(ExportFacts(problem="The template cannot be read."))
    assert not view.isVisible()
    dialog.show_facts(ExportFacts(1))
    assert view.isVisible()


def test_of_several_posts_one_that_cannot_be_exported_does_not_stop_the_others(ask: Ask) -> None:
    dialog = ask(count=3)
    assert "3 post(s)" in says(dialog)
    dialog.show_facts(ExportFacts(34_000))
    assert dialog.size_label.text() == "Size of “Harbour wall holds”: 34 kB"
    dialog.show_facts(ExportFacts(problem="It cannot be read."))
    assert dialog.export_button.isEnabled()


def test_return_decides_and_escape_does_not(ask: Ask, qtbot: QtBot) -> None:
    decided: list[ExportWish] = []
    dialog = ask(wish=ExportWish(PAGE, "dark"))
    dialog.decided.connect(decided.append)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert decided == []
    dialog = ask(wish=ExportWish(PAGE, "dark"))
    dialog.decided.connect(decided.append)
    dialog.show_facts(ExportFacts(1))
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert decided == [ExportWish(PAGE, "dark")]


def test_the_page_is_shown_in_the_place_for_it(ask: Ask) -> None:
    dialog = ask()
    view = QLabel("The page")
    dialog.set_view(view)
    assert view.isVisible()
    assert view.width() > 400


class Greedy(QWidget):
    """Keeps every key to itself, as a page does."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.accept()


def test_escape_closes_it_from_within_the_preview(ask: Ask, qtbot: QtBot) -> None:
    dialog = ask()
    page = Greedy()
    dialog.set_view(page)
    page.setFocus()
    with qtbot.waitSignal(dialog.rejected):
        QTest.keyClick(page, Qt.Key.Key_Escape)
