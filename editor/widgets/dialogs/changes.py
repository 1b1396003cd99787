"""Owns showing what a job is going to change before it does: every file, and its lines before and after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QListView,
    QPlainTextEdit,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from editor.core.changes import Preview
from editor.widgets.dialogs.asking import button_row
from editor.widgets.dialogs.compare import CompareView, Versions
from editor.widgets.tab_order import tab_as_laid_out
from editor.widgets.theme import Theme

_LIST_WIDTH = 300


@dataclass(frozen=True, slots=True)
class Announcement:
    """What is said of a job: its name, the button that begins it, a sentence, and remarks on what it leaves undone."""

    title: str
    action: str
    text: str
    remarks: tuple[str, ...] = ()


class _Files(QAbstractListModel):
    """The files of a job; thousands of them cost nothing until one is looked at."""

    def __init__(self, files: Sequence[Preview], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._files = tuple(files)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        """Return how many files change."""
        return 0 if parent is not None and parent.isValid() else len(self._files)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return what a row says of its file."""
        if not 0 <= index.row() < len(self._files):
            return None
        file = self._files[index.row()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return file.path
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        name = file.path.rpartition("/")[2]
        if file.to:
            here, there = file.path.rpartition("/"), file.to.rpartition("/")
            return f"{name}\n→ {there[2] if here[0] == there[0] else file.to}"
        return name


class _FileRow(QStyledItemDelegate):
    """A row as wide as the list, so that a long name is cut in its middle and nothing has to be scrolled sideways."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Ask for the height alone."""
        return QSize(0, super().sizeHint(option, index).height())


class ChangesDialog(QDialog):
    """Lists the files a job changes, with the differences of the one that is selected.

    ``agreed`` says that the writer wants the job done.
    """

    agreed = Signal()

    def __init__(
        self,
        announcement: Announcement,
        files: Sequence[Preview],
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._files = tuple(files)
        self.setWindowTitle(announcement.title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(940, 600)
        self.list = QListView(self)
        self.list.setModel(_Files(self._files, self.list))
        self.list.setUniformItemSizes(
            all(file.to for file in self._files) or not any(file.to for file in self._files)
        )
        self.list.setItemDelegate(_FileRow(self.list))
        self.list.setFixedWidth(_LIST_WIDTH)
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.list.setAccessibleName(self.tr("Files that change"))
        self.view = CompareView(theme, self)
        self.agree_button = QPushButton(announcement.action, self)
        self.cancel_button = QPushButton(self.tr("Cancel"), self)
        self._build(announcement)
        self.agree_button.clicked.connect(self._on_agree_clicked)
        self.cancel_button.clicked.connect(self.reject)
        self.list.selectionModel().currentChanged.connect(self._on_list_current_changed)
        if self._files:
            self.list.setCurrentIndex(self.list.model().index(0, 0))
        self.agree_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self, announcement: Announcement) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        text = QLabel(announcement.text, self)
        text.setTextFormat(Qt.TextFormat.PlainText)
        text.setWordWrap(True)
        column.addWidget(text)
        if announcement.remarks:
            column.addWidget(self._remarks(announcement.remarks))
        middle = QHBoxLayout()
        middle.setSpacing(12)
        middle.addWidget(self.list)
        middle.addWidget(self.view, 1)
        column.addLayout(middle, 1)
        column.addLayout(button_row(self.cancel_button, self.agree_button))
        tab_as_laid_out(self)

    def _remarks(self, remarks: Sequence[str]) -> QPlainTextEdit:
        """Return a field with the remarks, a line each; there may be hundreds."""
        field = QPlainTextEdit("\n".join(remarks), self)
        field.setReadOnly(True)
        field.setTabChangesFocus(True)
        field.setAccessibleName(self.tr("Remarks"))
        field.setProperty("tone", "warn")
        field.setFixedHeight(field.fontMetrics().lineSpacing() * min(len(remarks), 4) + 20)
        return field

    @Slot(QModelIndex)
    def _on_list_current_changed(self, index: QModelIndex) -> None:
        if not 0 <= index.row() < len(self._files):
            return
        file = self._files[index.row()]
        if file.before is None and file.after is None:
            self.view.show_note(
                self.tr("The file moves; what is in it stays as it is.")
                if file.to
                else self.tr("The file goes to the trash.")
            )
            return
        before, after = ((data or b"").decode("utf-8", "replace") for data in (file.before, file.after))
        self.view.show_versions(Versions("", before, "", after))

    @Slot()
    def _on_agree_clicked(self) -> None:
        self.accept()
        self.agreed.emit()
