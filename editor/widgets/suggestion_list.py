"""Owns the list of suggestions under a line of text: how it looks, and where it stands."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QPoint, QSize, Qt
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import QLineEdit, QListView, QStyledItemDelegate, QStyleOptionViewItem

from editor.widgets.suggestions import Suggestion


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
