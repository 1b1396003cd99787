"""Owns the quiet bar: one sentence at a time with its buttons, in the window instead of a box over it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget
from shiboken6 import Shiboken

from editor.widgets.announcing import announce
from editor.widgets.theme import set_property

DISMISS = "dismiss"
"""The button id that also withdraws its notice; Escape presses it."""


@dataclass(frozen=True, slots=True)
class Notice:
    """One sentence for the writer; ``key`` names its subject, ``buttons`` are ``(id, label)``.

    ``tone`` is ``"info"``, ``"ok"``, ``"warn"`` or ``"error"``. The first button is the suggested one.
    """

    key: str
    text: str
    tone: str = "info"
    buttons: tuple[tuple[str, str], ...] = ()


_CANCEL = "cancel"
"""The button id of what is under way."""


def _can_wait(notice: Notice) -> bool:
    """Tell what went wrong, and what can still be stopped, from what may stand behind that."""
    return notice.tone != "error" and all(name != _CANCEL for name, _ in notice.buttons)


class NoticeBar(QFrame):
    """Shows the gravest notice that nobody has settled, of several the newest, and leads to those behind it.

    A notice stays until it is withdrawn: a choice such as Compare leaves it standing. When it goes, the
    keyboard is back where it was before one of its buttons was pressed.
    """

    choice_made = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._notices: dict[str, Notice] = {}
        self._shown: Notice | None = None
        self._came_from: QWidget | None = None
        self._text = QLabel(self)
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._passed = 0  # so many the writer has gone on from, to see those behind
        self._waiting = QPushButton(self)
        self._waiting.setObjectName("notice-next")
        self._waiting.setProperty("link", True)
        self._waiting.setToolTip(self.tr("Show the next one"))
        self._waiting.clicked.connect(self._on_waiting_clicked)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(12, 7, 12, 7)
        self._row.setSpacing(8)
        self._row.addWidget(self._text, 1)
        self._row.addWidget(self._waiting)
        self._buttons: list[QPushButton] = []
        self.setAccessibleName(self.tr("Notice"))
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_app_focus_changed)
        self.hide()

    @property
    def current(self) -> Notice | None:
        """The notice on show."""
        return self._shown

    def show_notice(self, notice: Notice) -> None:
        """Show a notice, or queue it; one of the same key takes the place of the old one.

        With other words for a writer to answer it counts as new; with the same buttons it is news of the same thing.
        """
        before = self._notices.get(notice.key)
        if before is None or (before.tone, before.buttons) != (notice.tone, notice.buttons):
            self._notices.pop(notice.key, None)
            self._passed = 0
        self._notices[notice.key] = notice
        self._refresh()

    def withdraw(self, key: str) -> None:
        """Take back a notice; an unknown key changes nothing."""
        if self._notices.pop(key, None) is not None:
            self._passed = 0
            self._refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Escape dismiss a notice that can be dismissed."""
        shown = self._shown
        if event.key() == Qt.Key.Key_Escape and shown and any(name == DISMISS for name, _ in shown.buttons):
            self._choose(shown.key, DISMISS)
            return
        super().keyPressEvent(event)

    def _refresh(self) -> None:
        """Bring the bar in line with the notice that comes first."""
        newest_first = list(self._notices.values())[::-1]
        ordered = sorted(newest_first, key=_can_wait)
        first = ordered[self._passed % len(ordered)] if ordered else None
        waiting = len(ordered) - 1
        self._waiting.setText(self.tr("{count} more").format(count=waiting) if waiting > 0 else "")
        self._waiting.setVisible(waiting > 0)
        if first == self._shown:
            return
        before, self._shown = self._shown, first
        if first is None:
            self._give_back_keyboard()
            self.hide()
            return
        if before is not None and (before.key, before.buttons, before.tone) == (
            first.key,
            first.buttons,
            first.tone,
        ):
            # News of the same thing, such as how far a job is: its buttons stay under the finger that presses one.
            self._text.setText(first.text)
            self.setAccessibleDescription(first.text)
            return
        self._text.setText(first.text)
        self.setAccessibleDescription(first.text)
        set_property(self, "tone", first.tone)
        self._rebuild_buttons(first)
        self.show()
        announce(self, first.text, urgent=first.tone == "error")

    def _rebuild_buttons(self, notice: Notice) -> None:
        """Replace the buttons by those of ``notice``."""
        self._give_back_keyboard()
        for button in self._buttons:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = []
        for name, label in notice.buttons:
            button = QPushButton(label, self)
            button.setObjectName(f"notice-{name}")
            button.setAccessibleName(label.replace("&", ""))
            button.clicked.connect(partial(self._choose, notice.key, name))
            self._row.addWidget(button)
            button.show()
            self._buttons.append(button)
        # Behind those of the notice, for who comes by keys.
        self._waiting.raise_()
        if self._buttons:
            QWidget.setTabOrder(self._buttons[-1], self._waiting)

    @Slot(QWidget, QWidget)
    def _on_app_focus_changed(self, before: QWidget | None, now: QWidget | None) -> None:
        if (
            now is not None
            and self.isAncestorOf(now)
            and before is not None
            and not self.isAncestorOf(before)
        ):
            self._came_from = before

    def _give_back_keyboard(self) -> None:
        """Let the writer type on where they were: the button they pressed is about to go."""
        focused = QApplication.focusWidget()
        if focused is self._waiting and len(self._notices) > 1:
            return  # on the way through them
        came_from, self._came_from = self._came_from, None
        if focused is not None and self.isAncestorOf(focused) and came_from and Shiboken.isValid(came_from):
            came_from.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_waiting_clicked(self) -> None:
        self._passed += 1
        self._refresh()

    def _choose(self, key: str, name: str, _checked: bool = False) -> None:
        if name == DISMISS:
            self.withdraw(key)
        self.choice_made.emit(key, name)
