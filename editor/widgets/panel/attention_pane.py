"""Owns the pane of what needs attention across the site: a list that shrinks while the writer mends."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QCoreApplication, QEvent, QModelIndex, QObject, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QComboBox, QStackedWidget, QStyleOptionViewItem, QVBoxLayout, QWidget

from editor.core.attention import Need, NeedKind
from editor.widgets.panel.lists import EmptyPage, enter_list, row_list
from editor.widgets.panel.rows import MARGIN, EntryRole, Index, RowDelegate, RowModel, RowTexts
from editor.widgets.theme import Theme

_ROW_HEIGHT = 48


class NeedDelegate(RowDelegate):
    """Draws a need: the post's headline, and in amber what is the matter."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Return the one height of all rows."""
        return QSize(160, _ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        need = index.data(EntryRole)
        if not isinstance(need, Need):
            return
        painter.save()
        self.paint_ground(painter, option)
        box = option.rect.adjusted(MARGIN, 6, -MARGIN, -6)
        for text, pixels, weight, colour, top in (
            (need.title or need.path, 13, QFont.Weight.DemiBold, self.theme.text, box.top()),
            (need_text(need), 11, QFont.Weight.Normal, self.theme.warn, box.top() + 19),
        ):
            font = QFont(option.font)
            font.setPixelSize(pixels)
            font.setWeight(weight)
            painter.setFont(font)
            painter.setPen(QColor(colour))
            shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, box.width())
            painter.drawText(QRect(box.left(), top, box.width(), 17), Qt.AlignmentFlag.AlignVCenter, shown)
        painter.restore()


class AttentionPane(QWidget):
    """Lists needs. ``need_chosen`` carries the ``Need`` whose place is to be opened."""

    need_chosen = Signal(object)
    leave_requested = Signal()
    counted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Needs attention"))
        self._needs: tuple[Need, ...] = ()
        self._ready = False
        self._is_awaited = False
        self._model = RowModel(
            RowTexts(
                title=lambda need: need.title,
                tip=lambda need: f"{need.title}\n{need_text(need)}\n{need.path}",
                spoken=lambda need: f"{need.title}, {need_text(need)}",
            ),
            self,
        )
        self._delegate = NeedDelegate(self)
        self.kinds = QComboBox(self)
        self.kinds.setAccessibleName(self.tr("What is the matter"))
        self.list = row_list(self._model, self._delegate, self.tr("Needs attention"), self)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._empty = EmptyPage(self)
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self.list)
        self._pages.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        top = QVBoxLayout()
        top.setContentsMargins(12, 0, 12, 0)
        top.addWidget(self.kinds)
        column.addLayout(top)
        column.addWidget(self._pages, 1)
        self.kinds.currentIndexChanged.connect(self._on_kinds_current_index_changed)
        self.list.activated.connect(self._on_list_activated)
        self.list.clicked.connect(self._on_list_activated)
        self.list.installEventFilter(self)
        self.kinds.installEventFilter(self)
        self._show()

    @property
    def count_text(self) -> str:
        """How many there are, in words."""
        return self.tr("%Ln to look at", "", len(self._needs)) if self._ready else ""

    def show_needs(self, needs: tuple[Need, ...]) -> None:
        """Show these needs; what was chosen stays chosen."""
        self._needs, self._ready = needs, True
        chosen = self.kinds.currentData()
        counts = Counter(need.kind for need in needs)
        self.kinds.blockSignals(True)
        self.kinds.clear()
        self.kinds.addItem(self.tr("Everything ({count})").format(count=len(needs)), "")
        for kind in NeedKind:
            if counts[kind] or kind.value == chosen:
                self.kinds.addItem(f"{kind_text(kind)} ({counts[kind]})", kind.value)
        self.kinds.setCurrentIndex(max(0, self.kinds.findData(chosen)))
        self.kinds.blockSignals(False)
        self._show()
        self.counted.emit(self.count_text)
        if self._is_awaited:
            self._is_awaited = False
            if self.kinds.hasFocus():
                enter_list(self.list)

    def forget(self) -> None:
        """Another project is being read."""
        self._needs, self._ready = (), False
        self._show()

    def set_theme(self, theme: Theme) -> None:
        """Draw rows in the colours of ``theme``."""
        self._delegate.theme = theme
        self.list.viewport().update()

    def focus_list(self) -> None:
        """Give the keyboard to the list, once it is there."""
        self._is_awaited = not self._ready
        if self._pages.currentWidget() is self.list:
            enter_list(self.list)
        else:
            self.kinds.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self) -> None:
        chosen = self.kinds.currentData()
        rows = [need for need in self._needs if not chosen or need.kind.value == chosen]
        here = self.list.currentIndex().row()
        self._model.set_rows(rows)
        if rows and here >= 0:
            self.list.setCurrentIndex(self._model.index(min(here, len(rows) - 1)))
        self._empty.say(
            self.tr("Nothing needs attention. Every post has its excerpt, its picture and its alt texts.")
            if self._ready
            else self.tr("Looking through the posts…")
        )
        self._pages.setCurrentWidget(self.list if rows else self._empty)

    @Slot()
    def _on_kinds_current_index_changed(self) -> None:
        self._show()

    @Slot(QModelIndex)
    def _on_list_activated(self, index: QModelIndex) -> None:
        need = index.data(EntryRole)
        if isinstance(need, Need):
            self.need_chosen.emit(need)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Enter open a row and Escape go back to the text."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                self.leave_requested.emit()
                return True
            if watched is self.list and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._on_list_activated(self.list.currentIndex())
                return True
        return super().eventFilter(watched, event)


def kind_text(kind: NeedKind) -> str:
    """Return what a kind of need is called in the list's filter."""
    return {
        NeedKind.NO_EXCERPT: _say("No excerpt"),
        NeedKind.LONG_EXCERPT: _say("Excerpt too long"),
        NeedKind.NO_IMAGE: _say("No lead image"),
        NeedKind.GONE_IMAGE: _say("Lead image is not in the project"),
        NeedKind.NO_ALT: _say("No alt text"),
        NeedKind.SMALL_IMAGE: _say("Lead image too small for cards"),
        NeedKind.MARK: _say("TK left in the text"),
        NeedKind.UNREAD: _say("No front matter that can be read"),
    }[kind]


def need_text(need: Need) -> str:
    """Return what is the matter with a post, in words."""
    if need.kind is NeedKind.LONG_EXCERPT:
        return _say("Excerpt too long: {count} characters").format(count=need.amount)
    if need.kind is NeedKind.SMALL_IMAGE:
        return _say("Lead image too small for cards: {count} px wide").format(count=need.amount)
    if need.kind in (NeedKind.NO_ALT, NeedKind.MARK) and need.line > 1 and need.text_line > 0:
        return _say("{what}, line {line}").format(what=kind_text(need.kind), line=need.text_line)
    if need.kind is NeedKind.MARK and need.text_line <= 0:
        return _say("TK left in the front matter")
    if need.kind is NeedKind.NO_ALT:
        return _say("No alt text for the lead image")
    return kind_text(need.kind)


def _say(text: str) -> str:
    return QCoreApplication.translate("Attention", text)
