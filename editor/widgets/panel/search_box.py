"""Owns the box that a search is typed into: what it suggests, and the sentence about what it cannot read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QToolButton, QVBoxLayout, QWidget

from editor.widgets.completer import LineCompleter
from editor.widgets.suggestions import Suggestion
from editor.widgets.theme import set_property

if TYPE_CHECKING:
    from editor.core.query.completion import Completion, Known
    from editor.core.query.nodes import Query

_FEWEST_LETTERS = 2


class SearchBox(QWidget):
    """A line for a query, with a button at its right. ``query_changed`` carries a ``Query`` at every keystroke.

    ``entered`` tells of Enter, ``left_below`` of Down, ``left`` of Escape in an empty line.
    Ctrl+Space, or Alt+Down, opens the suggestions.
    """

    query_changed = Signal(object)
    entered = Signal()
    left_below = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = QLineEdit(self)
        self.button = QToolButton(self)
        self._problem = QLabel(self)
        self._known: Known | None = None
        self._asked = False
        self.completer = LineCompleter(self.line, self._suggest, down_opens=False)
        self._build()
        self.completer.picked.connect(self._on_completer_picked)
        self.line.textChanged.connect(self._on_line_text_changed)
        self.line.installEventFilter(self)
        self.setFocusProxy(self.line)

    def _build(self) -> None:
        self.line.setClearButtonEnabled(True)
        self.line.setPlaceholderText(self.tr("Search, or category:News since:2026-01"))
        self.line.setAccessibleName(self.tr("Search the posts"))
        self.button.setText("⋯")
        self._problem.setWordWrap(True)
        self._problem.setTextFormat(Qt.TextFormat.PlainText)
        self._problem.setProperty("tone", "error")
        self._problem.setProperty("scale", "meta")
        self._problem.hide()
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.line, 1)
        row.addWidget(self.button)
        self.button.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self._problem)

    # -- values in ---------------------------------------------------------------------------------------------

    @property
    def query(self) -> Query:
        """The query as it stands: its last word may be the beginning of one."""
        # Here and not above: what may be searched is a language of its own, and the first window knows no query yet.
        from editor.core.query.reading import read_query

        return read_query(self.line.text(), typing=True)

    @property
    def problem(self) -> str:
        """The sentence on show."""
        return self._problem.text()

    def show_button(self) -> None:
        """Show the button: there is a menu for it."""
        self.button.show()

    def set_known(self, known: Known) -> None:
        """Suggest what this site uses."""
        self._known = known

    def set_text(self, text: str) -> None:
        """Write a query into the box, as if it was typed."""
        self.line.setText(text)

    def show_problem(self) -> None:
        """Say what cannot be read, if anything."""
        problem = self.query.problem
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
        set_property(self.line, "wrong", bool(problem))

    def suggest(self) -> None:
        """Open the suggestions, at an empty place too."""
        self._asked = True
        self.completer.open()
        self._asked = False

    # -- what is suggested -------------------------------------------------------------------------------------

    def _complete(self, text: str, cursor: int) -> tuple[Completion, ...]:
        # Here and not above: as for reading a query.
        from editor.core.query.completion import Known, complete

        return complete(text, cursor, self._known or Known())

    def _completions(self) -> tuple[Completion, ...]:
        text, cursor = self.line.text(), self.line.cursorPosition()
        rows = self._complete(text, cursor)
        if self._asked or not rows:
            return rows
        # Unasked, not under every space and every first letter of a word: the list would cover the posts.
        typed = text[rows[0].start : cursor]
        behind_field = text[: rows[0].start].endswith(":")
        return rows if behind_field or len(typed) >= _FEWEST_LETTERS else ()

    def _suggest(self, _text: str) -> list[Suggestion]:
        return [Suggestion(row.insert, row.detail, label=row.label) for row in self._completions()]

    @Slot(object)
    def _on_completer_picked(self, suggestion: Suggestion) -> None:
        text, cursor = self.line.text(), self.line.cursorPosition()
        for row in self._complete(text, cursor):
            if (row.insert, row.label) == (suggestion.text, suggestion.label):
                self.line.setText(text[: row.start] + row.insert + text[row.end :].lstrip())
                self.line.setCursorPosition(row.start + len(row.insert))
                if row.insert.endswith(":"):
                    self.suggest()
                return

    # -- what the writer does ----------------------------------------------------------------------------------

    @Slot(str)
    def _on_line_text_changed(self, _text: str) -> None:
        self.show_problem()
        self.query_changed.emit(self.query)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys that lead out of the line; the list of suggestions has had its turn when it is open."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        key, held = event.key(), event.modifiers()
        if self.completer.is_open:
            suggestions = self.completer.list
            # Enter is about the suggestions only once one of them has been walked to.
            if key not in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or suggestions.current is not None:
                return super().eventFilter(watched, event)
            suggestions.hide()
        opens = {
            Qt.Key.Key_Space: Qt.KeyboardModifier.ControlModifier,
            Qt.Key.Key_Down: Qt.KeyboardModifier.AltModifier,
        }
        if key in opens and held == opens[Qt.Key(key)]:
            self.suggest()
        elif key == Qt.Key.Key_Down:
            self.left_below.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif key == Qt.Key.Key_Escape and self.line.text():
            self.line.clear()
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            return super().eventFilter(watched, event)
        return True
