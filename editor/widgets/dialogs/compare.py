"""Owns showing two versions of a post side by side in one text: what went, what came, what stayed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from editor.core.diff import DiffKind, DiffLine, around_changes, compare
from editor.widgets.dialogs.difference import DifferenceText
from editor.widgets.theme import Theme

# Lines around a change that are shown with it, so that a writer sees where in the text it is.
_CONTEXT = 3


# Nobody reads more of a difference, and laying it out would take seconds.
_LINES_SHOWN = 2000
_CHARACTERS_SHOWN = 2000


@dataclass(frozen=True, slots=True)
class Difference:
    """The lines that differ and those around them, None for a stretch left out; ``more`` lines that differ follow."""

    lines: tuple[DiffLine | None, ...]
    more: int


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
        """Show what differs between the two; of megabytes let a worker find it, for ``show_difference``."""
        self.show_difference(difference(versions.old, versions.new))

    def show_difference(self, found: Difference) -> None:
        """Show what ``difference`` has found."""
        self.clear()
        if not found.lines and not found.more:
            self.add_line(self.tr("Both texts are the same."), "note")
            return
        for line in found.lines:
            if line is None:
                self.add_line("⋯", "note")
            else:
                self.add_line(f"{_MARKS[line.kind]} {line.text}", line.kind)
        if found.more:
            more = self.tr("{count} more lines differ. They are not shown here, and lost by neither choice.")
            self.add_line(more.format(count=f"{found.more:,}"), "note")
        self.go_to_top()

    def show_note(self, text: str) -> None:
        """Show a sentence where there is nothing to compare."""
        self.clear()
        self.add_line(text, "note")


def difference(old: str, new: str) -> Difference:
    """Return what a writer is shown of the difference of two texts; safe on any thread."""
    lines = compare(old, new)
    if all(line.kind is DiffKind.SAME for line in lines):
        return Difference((), 0)
    near = list(around_changes(lines, _CONTEXT))
    more = sum(line is not None and line.kind is not DiffKind.SAME for line in near[_LINES_SHOWN:])
    return Difference(tuple(_cut(line) for line in near[:_LINES_SHOWN]), more)


def _cut(line: DiffLine | None) -> DiffLine | None:
    if line is None or len(line.text) <= _CHARACTERS_SHOWN:
        return line
    return replace(line, text=f"{line.text[:_CHARACTERS_SHOWN]}…")


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
