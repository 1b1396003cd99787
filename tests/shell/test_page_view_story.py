"""How the page is shown: as wide as which screen, how large, in which colours; kept for the next session."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from tests.shell.story import POST, Writer

SitDown = Callable[..., Writer]


def page_width(writer: Writer) -> int:
    """How wide the page believes its screen to be, in its own px."""
    return round(float(str(writer.page("innerWidth"))))


def choose(writer: Writer, text: str) -> None:
    """Take an entry of the menu at the page."""
    menu = writer.window.preview.menu_button.menu()
    next(action for action in menu.actions() if action.text() == text).trigger()


def turn_wheel(writer: Writer, up: bool) -> None:
    """Turn the wheel one step over the page with Ctrl held."""
    view = writer.window.preview.findChild(QWidget, "article-view")
    target = view.focusProxy()
    place = QPointF(target.rect().center())
    event = QWheelEvent(
        place,
        QPointF(target.mapToGlobal(place)),
        QPoint(),
        QPoint(0, 120 if up else -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(target, event)


def test_a_page_is_laid_out_as_on_the_screen_that_is_chosen(site: Path, sit_down: SitDown) -> None:
    writer = sit_down(site / POST, engine=True)
    pane = writer.window.preview
    writer.wait(lambda: abs(page_width(writer) - pane.width()) <= 1)
    choose(writer, "Tablet width")
    assert pane.width() < 768
    writer.wait(lambda: abs(page_width(writer) - 768) <= 2)
    choose(writer, "Phone width")
    writer.wait(lambda: abs(page_width(writer) - 390) <= 2)
    writer.window.splitter.setSizes([200, 300, 780])
    view = pane.findChild(QWidget, "article-view")
    writer.wait(lambda: view.width() == 390 and abs(page_width(writer) - 390) <= 1)
    assert abs(view.x() - (pane.width() - 390) // 2) <= 1


def test_the_bar_leaves_the_widths_to_the_menu_where_there_is_no_room(site: Path, sit_down: SitDown) -> None:
    writer = sit_down(site / POST)
    pane = writer.window.preview
    writer.window.splitter.setSizes([200, 400, 600])
    writer.wait(pane.widths.isVisible)
    writer.window.splitter.setSizes([200, 700, 240])
    writer.wait(lambda: not pane.widths.isVisible())
    choose(writer, "Phone width")
    assert pane.widths.choice == "phone"
    assert pane.menu_button.isVisible()


def test_ctrl_and_the_wheel_make_the_page_alone_larger(site: Path, sit_down: SitDown) -> None:
    writer = sit_down(site / POST, engine=True)
    before, size = page_width(writer), writer.window.editor.font().pixelSize()
    turn_wheel(writer, up=True)
    writer.wait(lambda: abs(page_width(writer) * 1.1 - before) <= 2)
    assert writer.desk.views.settings.preview_zoom == 1.1
    turn_wheel(writer, up=False)
    writer.wait(lambda: abs(page_width(writer) - before) <= 1)
    writer.press("Ctrl+Alt++", "Ctrl+Alt++")
    assert writer.desk.views.settings.preview_zoom == 1.2
    writer.press("Ctrl+Alt+-")
    assert writer.desk.views.settings.preview_zoom == 1.1
    writer.press("Ctrl+Alt+0")
    assert writer.desk.views.settings.preview_zoom == 1.0
    assert writer.window.editor.font().pixelSize() == size


def test_the_page_may_have_colours_of_its_own(site: Path, sit_down: SitDown) -> None:
    writer = sit_down(site / POST, engine=True)
    window = writer.desk.views.theme.name

    def page() -> object:
        return writer.page("document.documentElement.dataset.theme")

    assert page() == window
    choose(writer, "Dark page")
    writer.wait(lambda: page() == "dark")
    choose(writer, "Light page")
    writer.wait(lambda: page() == "light")
    assert writer.desk.views.theme.name == window
    choose(writer, "Page in the colours of the window")
    writer.wait(lambda: page() == window)


def test_width_and_colours_come_back_with_the_session(site: Path, sit_down: SitDown) -> None:
    writer = sit_down(site / POST)
    choose(writer, "Tablet width")
    choose(writer, "Dark page")
    writer.desk.session.keep()
    again = sit_down(site / POST)
    assert again.window.preview.widths.choice == "tablet"
    assert again.desk.preview.theme.name == "dark"
    checked = {action.text() for action in again.desk.actions.values() if action.isChecked()}
    assert {"Tablet width", "Dark page"} <= checked
    assert not {"Phone width", "Desktop width", "Light page"} & checked


def test_a_session_with_odd_values_is_as_a_fresh_window(site: Path, sit_down: SitDown) -> None:
    writer = sit_down(site / POST)
    writer.desk.preview.restore({"page_width": "watch", "page_scheme": "purple"})
    assert writer.window.preview.widths.choice == "desktop"
    assert writer.desk.preview.theme is writer.desk.views.theme
