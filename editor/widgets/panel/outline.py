"""Owns the list of a post's headings: by level, with marks where the text and the page are at."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6 import QtWidgets
from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QEvent,
    QModelIndex,
    QObject,
    QRect,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListView,
    QPushButton,
    QStackedWidget,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from editor.core.markdown.heading import Heading, heading_at
from editor.widgets.panel.lists import EmptyPage
from editor.widgets.panel.rows import MARGIN, Index, RowDelegate
from editor.widgets.theme import Theme

_ROW_HEIGHT = 26
_INDENT = 14
_MARK = 3
HeadingRole = Qt.ItemDataRole.UserRole
MarksRole = Qt.ItemDataRole.UserRole + 1


class HeadingModel(QAbstractListModel):
    """The headings, and which of them ``text`` and ``page`` are at."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.headings: tuple[Heading, ...] = ()
        self._lines = {"text": -1, "page": -1}
        self._rows = {"text": -1, "page": -1}

    @property
    def text_row(self) -> int:
        """The row that is marked for the text, -1 for none."""
        return self._rows["text"]

    def rowCount(self, parent: Index | None = None) -> int:
        """Return the number of headings."""
        return 0 if parent is not None and parent.isValid() else len(self.headings)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a heading, what stands in its row, or what a screen reader says of it."""
        if not index.isValid() or index.row() >= len(self.headings):
            return None
        heading = self.headings[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return heading.text
            case Qt.ItemDataRole.AccessibleTextRole | Qt.ItemDataRole.ToolTipRole:
                return ", ".join((heading.text, *_facts(heading, self._marks(index.row()))))
        if role == HeadingRole:
            return heading
        return self._marks(index.row()) if role == MarksRole else None

    def _marks(self, row: int) -> frozenset[str]:
        return frozenset(pane for pane, marked in self._rows.items() if marked == row)

    def set_headings(self, headings: Sequence[Heading]) -> None:
        """Show these headings; rows that stay are the same rows."""
        old, new = [_looks(each) for each in self.headings], [_looks(each) for each in headings]
        shorter = min(len(old), len(new))
        head = next((at for at in range(shorter) if old[at] != new[at]), shorter)
        tail = next((at for at in range(shorter - head) if old[-1 - at] != new[-1 - at]), shorter - head)
        gone, come = len(old) - head - tail, len(new) - head - tail
        same = min(gone, come)
        kept = self.headings
        if gone > same:
            self.beginRemoveRows(QModelIndex(), head + same, head + gone - 1)
            self.headings = (*kept[: head + same], *kept[head + gone :])
            self.endRemoveRows()
        if come > same:
            self.beginInsertRows(QModelIndex(), head + same, head + come - 1)
            self.headings = (*kept[: head + same], *headings[head + same : head + come], *kept[head + same :])
            self.endInsertRows()
        self.headings = tuple(headings)
        if self.headings:
            self.dataChanged.emit(self.index(0), self.index(len(self.headings) - 1))
        for pane, line in self._lines.items():
            self.mark(pane, line)

    def mark(self, pane: str, line: int) -> int:
        """Mark for ``text`` or ``page`` the part that ``line`` stands in; return its heading's row, -1 for none."""
        self._lines[pane] = line
        before, row = self._rows[pane], heading_at(self.headings, line)
        self._rows[pane] = row
        for changed in {before, row} if before != row else ():
            if 0 <= changed < len(self.headings):
                self.dataChanged.emit(self.index(changed), self.index(changed))
        return row


class HeadingDelegate(RowDelegate):
    """Draws a heading, indented by its level; a bar at the left where the text is, at the right where the page is."""

    top_level = 1

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Return the one height of all rows."""
        return QSize(120, _ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        heading, marks = index.data(HeadingRole), index.data(MarksRole)
        if not isinstance(heading, Heading):
            return
        painter.save()
        state = QtWidgets.QStyle.StateFlag  # a class that PySide takes long to make
        if not option.state & state.State_HasFocus:
            # Which row was chosen last matters to the keyboard only; where the text is has a mark of its own.
            option.state &= ~state.State_Selected
        self.paint_ground(painter, option)
        box = option.rect
        if "text" in marks:
            painter.fillRect(
                QRect(box.left(), box.top() + 4, _MARK, box.height() - 8), QColor(self.theme.accent)
            )
        if "page" in marks:
            painter.fillRect(
                QRect(box.right() - _MARK + 1, box.top() + 4, _MARK, box.height() - 8),
                QColor(self.theme.link),
            )
        font = QFont(option.font)
        font.setWeight(QFont.Weight.DemiBold if "text" in marks else QFont.Weight.Normal)
        painter.setFont(font)
        is_plain = heading.level > self.top_level + 1 and not marks
        painter.setPen(QColor(self.theme.muted if is_plain else self.theme.text))
        inner = box.adjusted(MARGIN + _INDENT * (heading.level - self.top_level), 0, -MARGIN, 0)
        shown = QFontMetrics(font).elidedText(heading.text, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, shown)
        painter.restore()


class OutlinePane(QFrame):
    """Lists headings. ``line_requested`` carries the line to go to, ``hide_requested`` fires for its button.

    ``leave_requested`` gives the keyboard back to the text.
    """

    line_requested = Signal(int)
    hide_requested = Signal()
    leave_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("outline")
        self.setAccessibleName(self.tr("Outline"))
        self._has_post = False
        self._model = HeadingModel(self)
        self._delegate = HeadingDelegate(self)
        self.list = QListView(self)
        self.list.setModel(self._model)
        self.list.setItemDelegate(self._delegate)
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setAccessibleName(self.tr("Headings"))
        self._empty = EmptyPage(self)
        self._pages = QStackedWidget(self)
        self._build()
        self.list.clicked.connect(self._on_list_clicked)
        self.list.installEventFilter(self)
        self._show()

    def _build(self) -> None:
        title = QLabel(self.tr("Outline"), self)
        title.setProperty("tone", "muted")
        hide = QPushButton(self.tr("Hide"), self)
        hide.setAccessibleName(self.tr("Hide the outline"))
        hide.setToolTip(hide.accessibleName())
        hide.setProperty("quiet", True)
        hide.clicked.connect(self.hide_requested)
        row = QHBoxLayout()
        row.setContentsMargins(MARGIN, 6, 8, 2)
        row.addWidget(title, 1)
        row.addWidget(hide)
        self._pages.addWidget(self.list)
        self._pages.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self._pages, 1)

    # -- values in ---------------------------------------------------------------------------------------------

    def show_headings(self, headings: Sequence[Heading], *, has_post: bool) -> None:
        """Show the headings of the post in front; ``has_post`` tells whether there is one."""
        self._has_post = has_post
        self._delegate.top_level = min((heading.level for heading in headings), default=1)
        waited = self.list.hasFocus()
        self._model.set_headings(headings)
        self._show()
        if waited and not headings:
            self.leave_requested.emit()
        elif waited and not self.list.currentIndex().isValid():
            self._choose()

    def expect(self, *, has_post: bool) -> None:
        """Take note whether there is a post in front, whose headings are still to be found."""
        self._has_post = has_post

    def mark_text(self, line: int) -> None:
        """Mark the part that the text is at."""
        row = self._model.mark("text", line)
        if row >= 0 and not self.list.hasFocus():
            self.list.scrollTo(self._model.index(row))

    def mark_page(self, line: int) -> None:
        """Mark the part that the page is at."""
        self._model.mark("page", line)

    def set_theme(self, theme: Theme) -> None:
        """Draw rows in the colours of ``theme``."""
        self._delegate.theme = theme
        self.list.viewport().update()

    def enter(self) -> None:
        """Give the keyboard to the list, on the part that the text is at.

        At once, even where the headings are still being looked for: what is typed next is not meant for the text.
        """
        if self._has_post:
            self._pages.setCurrentWidget(self.list)
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
            self._choose()

    def _choose(self) -> None:
        self.list.setCurrentIndex(self._model.index(max(self._model.text_row, 0)))

    @property
    def has_keyboard(self) -> bool:
        """Whether the keyboard is in here."""
        focused = QApplication.focusWidget()
        return focused is not None and self.isAncestorOf(focused)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to go to."""
        return not self._model.headings

    def _show(self) -> None:
        self._empty.say(
            self.tr("This post has no headings yet. A line that begins with ## makes one.")
            if self._has_post
            else self.tr("The headings of a post are listed here once one is open.")
        )
        self._pages.setCurrentWidget(self.list if self._model.headings else self._empty)

    # -- intents -----------------------------------------------------------------------------------------------

    @Slot(QModelIndex)
    def _on_list_clicked(self, index: QModelIndex) -> None:
        heading = index.data(HeadingRole)
        if isinstance(heading, Heading):
            self.line_requested.emit(heading.line)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Enter go to a heading and Escape back to the text."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape:
                self.leave_requested.emit()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._on_list_clicked(self.list.currentIndex())
                return True
        return bool(super().eventFilter(watched, event))


def _looks(heading: Heading) -> tuple[int, str]:
    return heading.level, heading.text


def _facts(heading: Heading, marks: frozenset[str]) -> list[str]:
    """Return what a row says beyond its text."""
    facts = [_say("heading of level {0}").format(heading.level)]
    if "text" in marks:
        facts.append(_say("the text is here"))
    if "page" in marks:
        facts.append(_say("the page is here"))
    return facts


def _say(text: str) -> str:
    return QCoreApplication.translate("Outline", text)
