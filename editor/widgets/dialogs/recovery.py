"""Owns offering what a crashed session left: each post with what differs from the file, to restore or to drop."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QListWidget, QPushButton, QVBoxLayout, QWidget

from editor.widgets.dialogs.compare import CompareView, Difference
from editor.widgets.tab_order import tab_as_laid_out
from editor.widgets.theme import Theme


@dataclass(frozen=True, slots=True)
class Rescued:
    """A safety copy: its name for the writer, and where and when it was made."""

    key: str
    title: str
    detail: str


class RecoveryDialog(QDialog):
    """Lists safety copies. ``restore_requested`` and ``discard_requested`` carry a copy's key.

    What differs between a copy and its file comes by ``show_difference``; the copies can be decided on before.
    A copy that is neither restored nor discarded is kept and offered again at the next start.
    """

    restore_requested = Signal(str)
    discard_requested = Signal(str)

    def __init__(self, copies: Sequence[Rescued], theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Recovered changes"))
        self.resize(920, 600)
        self._copies = list(copies)
        self._found: dict[str, Difference] = {}
        text = QLabel(
            self.tr(
                "Copydesk ended before these changes were saved. Nothing has been written to your site yet."
            ),
            self,
        )
        text.setWordWrap(True)
        self.list = QListWidget(self)
        self.list.setAccessibleName(self.tr("Recovered posts"))
        self.list.setMaximumWidth(280)
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view = CompareView(theme, self)
        self.restore_button = QPushButton(self.tr("Restore"), self)
        self.restore_button.setProperty("primary", True)
        self.discard_button = QPushButton(self.tr("Discard this copy"), self)
        self.all_button = QPushButton(self.tr("Restore all"), self)
        self.later_button = QPushButton(self.tr("Decide later"), self)
        self._legend = QLabel(self.tr("− only in the file      + only in the recovered copy"), self)
        self._legend.setProperty("tone", "muted")
        self._build(text)
        self.list.currentRowChanged.connect(self._on_list_current_row_changed)
        self.restore_button.clicked.connect(self._on_restore_clicked)
        self.discard_button.clicked.connect(self._on_discard_clicked)
        self.all_button.clicked.connect(self._on_all_clicked)
        self.later_button.clicked.connect(self.reject)
        self._fill()
        # Nor is a Space: the list has the keyboard, a button only once the writer goes to it.
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_difference(self, key: str, found: Difference) -> None:
        """Show how a copy differs from its file."""
        self._found[key] = found
        row = self.list.currentRow()
        if 0 <= row < len(self._copies) and self._copies[row].key == key:
            self._on_list_current_row_changed(row)

    def _build(self, text: QLabel) -> None:
        middle = QHBoxLayout()
        middle.setSpacing(12)
        middle.addWidget(self.list)
        middle.addWidget(self.view, 1)
        row = QHBoxLayout()
        row.addWidget(self._legend, 1)
        for button in (self.later_button, self.discard_button, self.all_button, self.restore_button):
            # The dialog comes up by itself, perhaps in the middle of a sentence: a Return of that is no answer.
            button.setAutoDefault(False)
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addWidget(text)
        column.addLayout(middle, 1)
        column.addLayout(row)
        tab_as_laid_out(self)

    def _fill(self) -> None:
        self.list.clear()
        for copy in self._copies:
            self.list.addItem(f"{copy.title}\n{copy.detail}")
        if not self._copies:
            self.accept()
            return
        self.list.setCurrentRow(0)

    @Slot(int)
    def _on_list_current_row_changed(self, row: int) -> None:
        if 0 <= row < len(self._copies):
            found = self._found.get(self._copies[row].key)
            if found is None:
                self.view.show_note(self.tr("Comparing it with the file…"))
            else:
                self.view.show_difference(found)

    @Slot()
    def _on_restore_clicked(self) -> None:
        self._settle(self.restore_requested)

    @Slot()
    def _on_discard_clicked(self) -> None:
        self._settle(self.discard_requested)

    @Slot()
    def _on_all_clicked(self) -> None:
        while self._copies:
            self.restore_requested.emit(self._copies.pop(0).key)
        self._fill()

    def _settle(self, signal: object) -> None:
        row = self.list.currentRow()
        if 0 <= row < len(self._copies):
            signal.emit(self._copies.pop(row).key)
            self._fill()
