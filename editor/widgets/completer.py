"""Owns completion under a line of text: what is offered, and the keys that walk through the list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from editor.widgets.suggestions import Suggestion

if TYPE_CHECKING:
    from editor.widgets.suggestion_list import Suggestions


class LineCompleter(QObject):
    """Completes a line of text from ``source``, a function from what is typed to suggestions.

    Down opens the list (with ``down_opens`` False only typing and ``open`` do) and walks it, Enter or Tab takes the
    line walked to, Escape closes it. Without a line walked to those keys mean what they mean to the line itself:
    nothing is completed unasked.
    """

    picked = Signal(object)

    def __init__(
        self, line: QLineEdit, source: Callable[[str], Sequence[Suggestion]], *, down_opens: bool = True
    ) -> None:
        super().__init__(line)
        self._line = line
        self._source = source
        self._down_opens = down_opens
        self._list: Suggestions | None = None
        line.textEdited.connect(self._on_line_text_edited)
        line.installEventFilter(self)

    @property
    def list(self) -> Suggestions:
        """The list, built when it is first wanted."""
        if self._list is None:
            # Here and not above: the first window has several lines that complete, and no list open.
            from editor.widgets.suggestion_list import Suggestions

            self._list = Suggestions(self._line)
            self._list.clicked.connect(self._on_list_clicked)
        return self._list

    @property
    def is_open(self) -> bool:
        """Whether the list is in sight."""
        return self._list is not None and self._list.isVisible()

    def close(self) -> None:
        """Close the list."""
        if self._list is not None:
            self._list.hide()

    def open(self) -> None:
        """Open the list for what stands there."""
        self.list.offer(self._source(self._line.text()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Watch the line's keys and its focus."""
        if event.type() in (QEvent.Type.FocusOut, QEvent.Type.Hide, QEvent.Type.WindowDeactivate):
            self.close()
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._take_key(event)
        return super().eventFilter(watched, event)

    def _take_key(self, event: QKeyEvent) -> bool:
        """Handle one key; True when the line must not see it."""
        key = event.key()
        if not self.is_open:
            if key == Qt.Key.Key_Down and self._down_opens and not self._line.isReadOnly():
                self.open()
                return True
            return False
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.list.step(1 if key == Qt.Key.Key_Down else -1)
            return True
        if key == Qt.Key.Key_Escape:
            self.list.hide()
            return True
        current = self.list.current
        if current is not None and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab):
            self.list.hide()
            self.picked.emit(current)
            return key != Qt.Key.Key_Tab
        return False

    @Slot(str)
    def _on_line_text_edited(self, text: str) -> None:
        if text.strip():
            self.list.offer(self._source(text))
        else:
            self.close()

    @Slot(QModelIndex)
    def _on_list_clicked(self, index: QModelIndex) -> None:
        suggestion = self.list.offered[index.row()]
        self.list.hide()
        self.picked.emit(suggestion)
