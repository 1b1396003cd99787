"""Owns asking for a post's new name and day, with what that makes of its file and address shown as one types."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)

from editor.widgets.dialogs.asking import button_row, field_rows, problem_line, stack
from editor.widgets.form.date_text import day_shown, typed_date
from editor.widgets.topbar import PathLabel


@dataclass(frozen=True, slots=True)
class NamedPost:
    """The post to rename: its headline, slug and day now; ``has_address`` is False for drafts, which have none.

    ``redirects`` says whether this site's posts lead old addresses to new ones; ``kind`` is ``post``, ``page`` or
    ``document``.
    """

    title: str
    slug: str
    day: date | None
    has_address: bool
    redirects: bool = False
    kind: str = "post"


@dataclass(frozen=True, slots=True)
class NewName:
    """What the writer asks for; ``day`` is None where the name has none."""

    slug: str
    day: date | None
    mend: bool = True
    redirect: bool = False


@dataclass(frozen=True, slots=True)
class NameFacts:
    """What a name comes to: the file's name, the address ("" for none), and a sentence why it cannot be had.

    ``usable`` is also False, without a problem, where nothing would change.
    """

    file: str
    address: str = ""
    problem: str = ""
    usable: bool = True


class RenameDialog(QDialog):
    """Asks for a slug and a day. ``name_typed`` carries a ``NewName`` at every change, ``show_facts`` answers it;
    ``decided`` carries the one agreed on."""

    name_typed = Signal(object)
    decided = Signal(object)

    def __init__(self, post: NamedPost, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        titles = {"page": self.tr("Rename page"), "document": self.tr("Rename document")}
        self.setWindowTitle(titles.get(post.kind, self.tr("Rename post")))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(560)
        self._post = post
        self._today = today
        self.slug = QLineEdit(post.slug, self)
        self.slug.setAccessibleName(self.tr("Slug"))
        self.day = QLineEdit(day_shown(post.day) if post.day else "", self)
        self.day.setAccessibleName(self.tr("Day"))
        self.mend = QCheckBox(self.tr("Mend links to it in other posts and pages"), self)
        self.mend.setChecked(True)
        self.redirect = QCheckBox(self.tr("Lead its old address here (redirect_from)"), self)
        self.redirect.setToolTip(self.tr("The site needs the plugin jekyll-redirect-from for it."))
        self.file_label, self.address_label = PathLabel(self), PathLabel(self)
        self.problem_label = problem_line(self)
        self.rename_button = QPushButton(self.tr("Rename…"), self)
        self.cancel_button = QPushButton(self.tr("Cancel"), self)
        self._build()
        self._connect()
        self.slug.selectAll()
        self.slug.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self) -> None:
        title = QLabel(self._post.title, self)
        title.setWordWrap(True)
        title.setTextFormat(Qt.TextFormat.PlainText)
        form = field_rows()
        form.addRow(self.tr("Slug"), self.slug)
        form.addRow(self.tr("Day"), self.day)
        form.addRow(self.tr("File"), self.file_label)
        form.addRow(self.tr("Address"), self.address_label)
        form.setRowVisible(self.day, self._post.day is not None)
        form.setRowVisible(self.address_label, self._post.has_address)
        self.redirect.setVisible(self._post.has_address)
        self.redirect.setChecked(self._post.redirects and self._post.has_address)
        for label in (self.file_label, self.address_label):
            label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        buttons = button_row(self.cancel_button, self.rename_button)
        stack(self, title, form, self.mend, self.redirect, self.problem_label, buttons)

    def _connect(self) -> None:
        self.slug.textChanged.connect(self._on_edited)
        self.day.textChanged.connect(self._on_edited)
        self.rename_button.clicked.connect(self._on_rename_clicked)
        self.cancel_button.clicked.connect(self.reject)

    def new_name(self) -> NewName | None:
        """Return what is typed, None while the day is none."""
        day = self._typed_day()
        if self._post.day is not None and day is None:
            return None
        return NewName(self.slug.text(), day, self.mend.isChecked(), self.redirect.isChecked())

    def _typed_day(self) -> date | None:
        if self._post.day is None:
            return None
        typed = typed_date(self.day.text(), None, self._today)
        return typed.moment.date() if typed else None

    def show_facts(self, facts: NameFacts) -> None:
        """Show what the typed name comes to."""
        self.file_label.set_path(facts.file)
        self.address_label.set_path(facts.address)
        self._show_problem(facts.problem)
        self.rename_button.setEnabled(facts.usable and not facts.problem)

    def _show_problem(self, problem: str) -> None:
        self.problem_label.setText(problem)
        self.problem_label.setVisible(bool(problem))

    @Slot()
    def _on_edited(self) -> None:
        name = self.new_name()
        if name is None:
            self._show_problem(self.tr("“{text}” is no day. Write 14 Mar 2026.").format(text=self.day.text()))
            self.rename_button.setEnabled(False)
        else:
            self.name_typed.emit(name)

    @Slot()
    def _on_rename_clicked(self) -> None:
        name = self.new_name()
        if name is not None and self.rename_button.isEnabled():
            self.accept()
            self.decided.emit(name)
