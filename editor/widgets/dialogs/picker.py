"""Owns the box that finds one thing by typing: a post, a command, a heading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QLabel,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from editor.core.fuzzy import FuzzyList
from editor.widgets.theme import LIGHT, Theme

_ROW_HEIGHT = 34
ChoiceRole = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to pick: ``detail`` stands muted at the right; ``depth`` indents by level.

    ``off`` is the sentence why it cannot be picked, which then stands in the place of the detail.
    """

    name: str
    title: str
    detail: str = ""
    depth: int = 0
    off: str = ""

    @property
    def beside(self) -> str:
        """What stands at the right."""
        return self.off or self.detail


class _Choices(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._rows: list[Choice] = []

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if not index.isValid():
            return None
        choice = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return choice.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{choice.title}, {choice.beside}" if choice.beside else choice.title
        return choice if role == ChoiceRole else None

    def set_rows(self, rows: list[Choice]) -> None:
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()


class _ChoiceDelegate(QStyledItemDelegate):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.theme: Theme = LIGHT

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(200, _ROW_HEIGHT)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        choice = index.data(ChoiceRole)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, QColor(self.theme.selection))
        box = option.rect.adjusted(14 + 16 * choice.depth, 0, -14, 0)
        detail_font = QFont(option.font)
        detail_font.setPixelSize(12)
        share = box.width() * 2 // 3 if choice.off else box.width() // 2
        detail_width = min(QFontMetrics(detail_font).horizontalAdvance(choice.beside), share)
        right = QRect(box.right() - detail_width, box.top(), detail_width + 1, box.height())
        painter.setFont(detail_font)
        painter.setPen(QColor(self.theme.muted))
        detail = QFontMetrics(detail_font).elidedText(
            choice.beside, Qt.TextElideMode.ElideMiddle, detail_width + 1
        )
        painter.drawText(right, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, detail)
        painter.setFont(option.font)
        painter.setPen(QColor(self.theme.muted if choice.off else self.theme.text))
        left = box.adjusted(0, 0, -detail_width - 16, 0)
        title = QFontMetrics(option.font).elidedText(choice.title, Qt.TextElideMode.ElideRight, left.width())
        painter.drawText(left, Qt.AlignmentFlag.AlignVCenter, title)
        painter.restore()


class Picker(QDialog):
    """A field over a list. ``chosen`` carries the name of the picked choice; Escape closes without one.

    It finds among the choices of ``show_choices`` itself; with ``show_found`` somebody else does who hears ``typed``.
    """

    chosen = Signal(object)
    typed = Signal(str)

    def __init__(self, title: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setObjectName("picker")
        self._choices: tuple[Choice, ...] = ()
        self._texts = FuzzyList(())
        self._finds = True
        # Enter before the answer to what was typed has come: the best of that answer is meant, not of the last.
        self._waits = self._picks = False
        self.field = QLineEdit(self)
        self.field.setPlaceholderText(title)
        self.field.setAccessibleName(title)
        self.list = QListView(self)
        self.list.setAccessibleName(title)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setUniformItemSizes(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._model = _Choices(self)
        self.list.setModel(self._model)
        delegate = _ChoiceDelegate(self.list)
        delegate.theme = theme
        self.list.setItemDelegate(delegate)
        self._none = QLabel(self.tr("Nothing matches."), self)
        self._none.setProperty("tone", "muted")
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        column.addWidget(self.field)
        column.addWidget(self.list, 1)
        column.addWidget(self._none)
        self.resize(680, 420)
        self.field.textChanged.connect(self._on_field_text_changed)
        self.list.clicked.connect(self._on_list_clicked)
        self.field.installEventFilter(self)

    def show_choices(self, choices: Sequence[Choice]) -> None:
        """Offer these things."""
        self._choices = tuple(choices)
        self._texts = FuzzyList(f"{choice.title} {choice.detail}" for choice in choices)
        self._on_field_text_changed(self.field.text())

    def set_nothing(self, text: str) -> None:
        """Set the sentence that stands where there is nothing to pick."""
        self._none.setText(text)

    def show_found(self, choices: Sequence[Choice]) -> None:
        """Offer just these things for what was typed."""
        self._finds = self._waits = False
        self._show(list(choices))
        if self._picks:
            self._picks = False
            self._on_list_clicked(self.list.currentIndex())

    @Slot(str)
    def _on_field_text_changed(self, text: str) -> None:
        if self._finds:
            self._show([self._choices[index] for index in self._texts.rank(text)])
        self._waits, self._picks = not self._finds, False
        self.typed.emit(text)

    def _show(self, rows: list[Choice]) -> None:
        self._model.set_rows(rows)
        self._none.setVisible(not rows)
        self.list.setVisible(bool(rows))
        if rows:
            self.list.setCurrentIndex(self._model.index(0))

    @Slot(QModelIndex)
    def _on_list_clicked(self, index: QModelIndex) -> None:
        choice = index.data(ChoiceRole)
        if isinstance(choice, Choice) and not choice.off:
            self.accept()
            self.chosen.emit(choice.name)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrow keys move in the list while the cursor stays in the field."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            key = event.key()
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if self._waits:
                    self._picks = True
                else:
                    self._on_list_clicked(self.list.currentIndex())
                return True
            steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 9, Qt.Key.Key_PageUp: -9}
            if key in steps and self._model.rowCount():
                row = self.list.currentIndex().row() + steps[Qt.Key(key)]
                row = min(max(row, 0), self._model.rowCount() - 1)
                self.list.setCurrentIndex(self._model.index(row))
                return True
        return super().eventFilter(watched, event)
