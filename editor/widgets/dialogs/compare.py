"""Owns showing two versions of a post side by side in one text: what went, what came, what stayed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from editor.core.diff import compare
from editor.widgets.dialogs.difference import DifferenceText
from editor.widgets.theme import Theme

# Lines around a change that are shown with it, so that a writer sees where in the text it is.
_CONTEXT = 3


@dataclass(frozen=True, slots=True)
class Versions:
    """Two texts and what a writer calls them."""

    old_name: str
    old: str
    new_name: str
    new: str


class CompareView(DifferenceText):
    """Shows the differences of two texts; long stretches that are equal are left out."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(QCoreApplication.translate("CompareView", "Differences"), theme, parent)

    def show_versions(self, versions: Versions) -> None:
        """Show what differs between the two."""
        lines = compare(versions.old, versions.new)
        changed = [index for index, line in enumerate(lines) if line.kind != "same"]
        self.clear()
        if not changed:
            self.add_line(self.tr("Both texts are the same."), "note")
            return
        shown = {near for index in changed for near in range(index - _CONTEXT, index + _CONTEXT + 1)}
        skipped = False
        for index, line in enumerate(lines):
            if index in shown:
                self.add_line(f"{_MARKS[line.kind]} {line.text}", line.kind)
                skipped = False
            elif not skipped:
                self.add_line("⋯", "note")
                skipped = True
        self.go_to_top()

    def show_note(self, text: str) -> None:
        """Show a sentence where there is nothing to compare."""
        self.clear()
        self.add_line(text, "note")


_MARKS = {"same": " ", "removed": "−", "added": "+"}


class CompareDialog(QDialog):
    """Compares two versions and offers what to do; ``decided`` carries the id of the button pressed."""

    decided = Signal(str)

    def __init__(
        self,
        title: str,
        versions: Versions,
        buttons: Sequence[tuple[str, str]],
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.resize(820, 560)
        legend = QLabel(
            self.tr("− only in {old}      + only in {new}").format(
                old=versions.old_name, new=versions.new_name
            ),
            self,
        )
        legend.setTextFormat(Qt.TextFormat.PlainText)
        legend.setProperty("tone", "muted")
        self.view = CompareView(theme, self)
        self.view.show_versions(versions)
        row = QHBoxLayout()
        row.addStretch(1)
        for name, label in buttons:
            button = QPushButton(label, self)
            button.setObjectName(f"compare-{name}")
            button.clicked.connect(self._on_button_clicked)
            row.addWidget(button)
        close = QPushButton(self.tr("Close"), self)
        close.clicked.connect(self.reject)
        row.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(10)
        column.addWidget(legend)
        column.addWidget(self.view, 1)
        column.addLayout(row)

    @Slot()
    def _on_button_clicked(self) -> None:
        name = self.sender().objectName().removeprefix("compare-")
        self.accept()
        self.decided.emit(name)
