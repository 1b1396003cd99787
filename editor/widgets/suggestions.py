"""Owns completion under a line of text: the list of suggestions and the keys that walk through it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import QLineEdit, QListView, QStyledItemDelegate, QStyleOptionViewItem

MOST = 8
"""Suggestions shown at once; more would be a list to read, not a word to recognise."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One line of the list: the word it would write, what stands beside it, and the group it belongs to."""

    text: str
    detail: str = ""
    group: str = ""
    label: str = ""


def matching(words: Sequence[str], typed: str, most: int = MOST) -> list[str]:
    """Return the words that begin with ``typed``, then those that hold it, in the given order each."""
    wanted = typed.strip().casefold()
    starts = [word for word in words if word.casefold().startswith(wanted)]
    holds = [word for word in words if wanted in word.casefold() and word not in starts] if wanted else []
    return (starts + holds)[:most]


class _SuggestionModel(QAbstractListModel):
    """The suggestions on show."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.suggestions: tuple[Suggestion, ...] = ()

    def replace(self, suggestions: Sequence[Suggestion]) -> None:
        """Take the place of all suggestions."""
        self.beginResetModel()
        self.suggestions = tuple(suggestions)
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        """Return the number of suggestions."""
        return 0 if parent.isValid() else len(self.suggestions)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the text of a line, or all of it for a screen reader."""
        suggestion = self.suggestions[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return suggestion.label or suggestion.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{suggestion.label or suggestion.text} {suggestion.detail}".strip()
        if role == Qt.ItemDataRole.UserRole:
            return suggestion.detail
        return None


class _SuggestionDelegate(QStyledItemDelegate):
    """Draws the detail muted at the right of a line."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw the line, then its detail."""
        super().paint(painter, option, index)
        detail = index.data(Qt.ItemDataRole.UserRole)
        if detail:
            painter.save()
            painter.setPen(option.palette.color(QPalette.ColorRole.PlaceholderText))
            rect = option.rect.adjusted(8, 0, -8, 0)
            painter.drawText(rect, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(detail))
            painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the line's size with its detail."""
        size = super().sizeHint(option, index)
        detail = str(index.data(Qt.ItemDataRole.UserRole) or "")
        return QSize(size.width() + option.fontMetrics.horizontalAdvance(detail) + 24, size.height())


class Suggestions(QListView):
    """The list under the line; it never takes the focus."""

    def __init__(self, line: QLineEdit) -> None:
        super().__init__(line)
        self.setWindowFlags(Qt.WindowType.ToolTip | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(self.tr("Suggestions"))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._model = _SuggestionModel(self)
        self.setModel(self._model)
        self.setItemDelegate(_SuggestionDelegate(self))
        self._line = line

    @property
    def offered(self) -> tuple[Suggestion, ...]:
        """The suggestions on show."""
        return self._model.suggestions if self.isVisible() else ()

    @property
    def current(self) -> Suggestion | None:
        """The suggestion the writer has walked to."""
        row = self.currentIndex().row()
        return self._model.suggestions[row] if self.isVisible() and row >= 0 else None

    def offer(self, suggestions: Sequence[Suggestion]) -> None:
        """Show suggestions under the line, none of them chosen; without any, hide."""
        if not suggestions:
            self.hide()
            return
        self._model.replace(suggestions)
        self.setCurrentIndex(QModelIndex())
        row_height = max(self.sizeHintForRow(0), 24)
        width = max(self._line.width(), self.sizeHintForColumn(0) + 20, 180)
        self.resize(width, row_height * len(suggestions) + 2 * self.frameWidth() + 8)
        below = self._line.mapToGlobal(QPoint(-4, self._line.height() + 4))
        screen = self._line.screen().availableGeometry()
        if below.y() + self.height() > screen.bottom():
            below = self._line.mapToGlobal(QPoint(-4, -self.height() - 4))
        below.setX(max(screen.left(), min(below.x(), screen.right() - self.width())))
        self.move(below)
        self.show()

    def step(self, rows: int) -> None:
        """Walk up or down, round at the ends."""
        count = self._model.rowCount()
        row = self.currentIndex().row()
        start = -1 if row < 0 and rows > 0 else (0 if row < 0 else row)
        self.setCurrentIndex(self._model.index((start + rows) % count))


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
        self.list = Suggestions(line)
        self.list.clicked.connect(self._on_list_clicked)
        line.textEdited.connect(self._on_line_text_edited)
        line.installEventFilter(self)

    def close(self) -> None:
        """Close the list."""
        self.list.hide()

    def open(self) -> None:
        """Open the list for what stands there."""
        self.list.offer(self._source(self._line.text()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Watch the line's keys and its focus."""
        if event.type() in (QEvent.Type.FocusOut, QEvent.Type.Hide, QEvent.Type.WindowDeactivate):
            self.list.hide()
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._take_key(event)
        return super().eventFilter(watched, event)

    def _take_key(self, event: QKeyEvent) -> bool:
        """Handle one key; True when the line must not see it."""
        key = event.key()
        if not self.list.isVisible():
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
        self.list.offer(self._source(text) if text.strip() else ())

    @Slot(QModelIndex)
    def _on_list_clicked(self, index: QModelIndex) -> None:
        suggestion = self.list.offered[index.row()]
        self.list.hide()
        self.picked.emit(suggestion)
