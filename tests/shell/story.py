"""What a writer does and sees in a story: keys to whatever has the keyboard, and what stands on the screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from editor.services.document import Document
from editor.shell.app import Desk

OpenDesk = Callable[..., Desk]
W = TypeVar("W", bound=QWidget)

POST = "_posts/2026-03-14-harbour-wall-holds.md"
OTHER = "_posts/2026-03-12-council-votes.md"
DRAFT = "_drafts/tide-tables.md"


class Writer:
    """Sits at a desk: presses keys and looks."""

    def __init__(self, desk: Desk, qtbot: QtBot) -> None:
        self.desk = desk
        self.window = desk.window
        self._qtbot = qtbot

    # -- hands -------------------------------------------------------------------------------------------------

    def press(self, *keys: str) -> None:
        """Press keys such as ``Ctrl+S``, one after the other, wherever the keyboard is."""
        for name in keys:
            combination = QKeySequence(name)[0]
            QTest.keyClick(self.focus, combination.key(), combination.keyboardModifiers())

    def type(self, text: str) -> None:
        """Type text wherever the keyboard is; a line feed is Return."""
        for character in text:
            if character == "\n":
                self.press("Return")
            elif character.isascii():
                QTest.keyClick(self.focus, character)
            else:
                # QTest knows keys of ASCII only; a keyboard or an input method sends the text like this.
                QApplication.sendEvent(
                    self.focus,
                    QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, character),
                )

    def write_in_body(self, line: int, text: str) -> None:
        """Type at the start of a line of the body (from 0)."""
        self.window.editor.setFocus()
        self.window.editor.go_to(line)
        self.type(text)

    def keyboard_to(self, widget: QWidget) -> None:
        """Give the keyboard to a control as Tab does."""
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        assert widget is self.focus or widget.isAncestorOf(self.focus)

    def click_notice(self, name: str) -> None:
        """Click a button of the quiet bar."""
        button = self.window.notice.findChild(QPushButton, f"notice-{name}")
        assert button is not None, f"no {name} in the bar: {self.notice}"
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def click_tab(self, index: int, button: Qt.MouseButton) -> None:
        """Click a tab."""
        tabs = self.window.tabs
        QTest.mouseClick(tabs, button, Qt.KeyboardModifier.NoModifier, tabs.tabRect(index).center())

    def wait(self, condition: Callable[[], bool], timeout: int = 30_000) -> None:
        """Go on once ``condition`` holds."""
        self._qtbot.waitUntil(condition, timeout=timeout)

    # -- eyes --------------------------------------------------------------------------------------------------

    @property
    def focus(self) -> QWidget:
        """What has the keyboard."""
        if QApplication.activeWindow() is None:
            # A dialog was closed: here is no window manager that hands the keyboard back to the window below.
            self.window.activateWindow()
            self.wait(self.window.isActiveWindow)
        focused = QApplication.focusWidget() or QApplication.activeWindow()
        assert focused is not None
        return focused

    @property
    def document(self) -> Document:
        """The post in front."""
        current = self.desk.workspace.current
        assert current is not None
        return current

    @property
    def body(self) -> str:
        """The text in the editor."""
        return str(self.window.editor.toPlainText())

    @property
    def notice(self) -> str:
        """The sentence in the quiet bar, or nothing."""
        shown = self.window.notice.current
        return shown.text if shown is not None else ""

    @property
    def status(self) -> str:
        """All the words of the status line."""
        return " | ".join(label.text() for label in self.window.status.findChildren(QLabel))

    def sentences(self, part: QWidget) -> str:
        """Return all that labels say in a part of the window."""
        return " | ".join(label.text() for label in part.findChildren(QLabel) if label.isVisible())

    @property
    def tabs(self) -> list[str]:
        """The words on the tabs."""
        return [self.window.tabs.tabText(index) for index in range(self.window.tabs.count())]

    def field(self, name: str, kind: type[W], root: QWidget | None = None) -> W:
        """Return the control on show that a screen reader calls ``name``."""
        found = [
            one
            for one in (root or self.window).findChildren(kind)
            if one.accessibleName() == name and one.isVisible()
        ]
        assert len(found) == 1, f"{len(found)} controls are called {name}"
        return found[0]

    def dialog(self, kind: type[W]) -> W:
        """Return the one dialog of a kind that is on show."""
        found = [one for one in self.window.findChildren(kind) if one.isVisible()]
        assert len(found) == 1, f"{len(found)} dialogs of this kind are open"
        self.wait(found[0].isActiveWindow)
        return found[0]

    def page(self, expression: str) -> object:
        """Return what an expression says in the preview's page now."""
        page = self.desk.reader.page()
        assert page is not None
        found: list[object] = []
        page.runJavaScript(expression, 1, found.append)
        self.wait(lambda: bool(found))
        return found[0]

    def page_says(self, text: str) -> bool:
        """Whether a reader sees ``text`` in the preview now."""
        return text in str(self.page("cd.text()"))
