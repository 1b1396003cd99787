"""Owns the box that gives an asset another name or folder, with every change it makes elsewhere shown first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QTimer, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from editor.core.asset_plan import Plan
from editor.widgets.dialogs.difference import DifferenceText
from editor.widgets.theme import Theme

# A plan reads files: it is asked for once the writer pauses, not at every letter.
_PAUSE_MS = 200


class PlanView(DifferenceText):
    """Shows the lines that a plan changes, file by file."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(QCoreApplication.translate("PlanView", "Changes"), theme, parent)

    def show_plan(self, plan: Plan) -> None:
        """List what the plan changes, and what it has to leave."""
        self.clear()
        for use in plan.left:
            text = self.tr("{file}, line {line}: “{written}” stays as it is. Mend it by hand.")
            self.add_line(text.format(file=use.file, line=use.line, written=use.written), "warning")
        for each in plan.mends:
            self.add_line(each.file, "note")
            for mend in each.mends:
                self.add_line(f"{mend.line:>5} − {mend.before.strip()}", "removed")
                self.add_line(f"      + {mend.after.strip()}", "added")
        self.go_to_top()


class MoveAssetDialog(QDialog):
    """Asks for a name and a folder. ``plan_wanted`` carries a new path to plan for; ``agreed`` the plan to carry out.

    ``show_plan`` and ``show_refusal`` answer; an answer for a path that is no longer wanted counts for nothing.
    """

    plan_wanted = Signal(str)
    agreed = Signal(object)

    def __init__(
        self, path: str, folders: Sequence[str], theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Rename or move"))
        self.resize(680, 460)
        self._path = path
        self._plan: Plan | None = None
        folder, _, name = path.rpartition("/")
        self.name = QLineEdit(name, self)
        self.name.setAccessibleName(self.tr("Name"))
        self.folder = QComboBox(self)
        self.folder.setEditable(True)
        self.folder.setAccessibleName(self.tr("Folder"))
        self.folder.addItems(list(dict.fromkeys((folder, *folders))))
        self.summary = QLabel(self)
        self.summary.setWordWrap(True)
        self.changes = PlanView(theme, self)
        self.agree = QPushButton(self.tr("Rename"), self)
        self.agree.setProperty("primary", True)
        self.agree.setDefault(True)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE_MS)
        self._build()
        self._connect()
        self.name.setFocus()
        self.name.setSelection(0, len(name) - len(name.rpartition(".")[2]) - 1 if "." in name else len(name))
        self._forget_plan()

    def _build(self) -> None:
        fields = QFormLayout()
        fields.addRow(self.tr("Name"), self.name)
        fields.addRow(self.tr("Folder"), self.folder)
        cancel = QPushButton(self.tr("Cancel"), self)
        cancel.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(cancel)
        row.addWidget(self.agree)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(10)
        column.addLayout(fields)
        column.addWidget(self.summary)
        column.addWidget(self.changes, 1)
        column.addLayout(row)

    def _connect(self) -> None:
        self.name.textChanged.connect(self._on_field_changed)
        self.folder.currentTextChanged.connect(self._on_field_changed)
        self._timer.timeout.connect(self._on_timer_timeout)
        self.agree.clicked.connect(self._on_agree_clicked)

    @property
    def new_path(self) -> str:
        """The path that is asked for."""
        folder = self.folder.currentText().strip().strip("/")
        return "/".join(filter(None, (folder, self.name.text().strip())))

    def show_plan(self, path: str, plan: Plan, note: str = "") -> None:
        """Show what renaming to ``path`` changes, with a ``note`` on what goes before, and let the writer agree."""
        if path != self.new_path:
            return
        self._plan = plan
        lines = sum(len(each.mends) for each in plan.mends)
        files = self.tr("%Ln file(s)", "", len(plan.mends))
        if lines:
            text = self.tr("%Ln line(s) in {files} will be changed:", "", lines).format(files=files)
        else:
            text = self.tr("No other file has to be changed.")
        self.summary.setText("\n".join(filter(None, (note, text))))
        self.changes.show_plan(plan)
        self.agree.setEnabled(True)

    def show_refusal(self, path: str, sentence: str) -> None:
        """Say why ``path`` cannot be the new name."""
        if path == self.new_path:
            self._forget_plan()
            self.summary.setText(sentence)

    def _forget_plan(self) -> None:
        self._plan = None
        self.agree.setEnabled(False)
        self.summary.setText("")
        self.changes.clear()

    @Slot(str)
    def _on_field_changed(self, _text: str) -> None:
        self._forget_plan()
        self._timer.start()

    @Slot()
    def _on_timer_timeout(self) -> None:
        if self.new_path != self._path and self.name.text().strip():
            self.summary.setText(
                self.tr("Looking for what names it…")
            )  # where thousands of files may, that takes a while
            self.plan_wanted.emit(self.new_path)

    @Slot()
    def _on_agree_clicked(self) -> None:
        if self._plan is not None:
            plan = self._plan
            self.accept()
            self.agreed.emit(plan)
