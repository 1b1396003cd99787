"""Owns asking for a new post: its headline, day, category and template, with file and address shown as one types."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QLineEdit,
    QPushButton,
    QWidget,
)

from editor.core.post.slugs import slugify
from editor.widgets.dialogs.asking import button_row, field_rows, problem_line, stack
from editor.widgets.dialogs.rename import NameFacts
from editor.widgets.topbar import PathLabel


@dataclass(frozen=True, slots=True)
class NewPostWish:
    """What a writer asks for; ``day`` is as typed, ``template`` a file's name or "" for the site's usual keys."""

    title: str
    slug: str
    day: str
    category: str
    template: str
    draft: bool


class NewPostDialog(QDialog):
    """Asks for a new post. ``wish_changed`` carries a ``NewPostWish`` at every change, ``show_facts`` answers it;
    ``decided`` carries the one agreed on."""

    wish_changed = Signal(object)
    decided = Signal(object)

    def __init__(
        self, day: str, categories: Sequence[str], templates: Sequence[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("New post"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(560)
        self.title, self.slug, self.day = QLineEdit(self), QLineEdit(self), QLineEdit(day, self)
        self.category, self.template = QComboBox(self), QComboBox(self)
        self.draft = QCheckBox(self.tr("Begin it as a draft"), self)
        self.file_label, self.address_label = PathLabel(self), PathLabel(self)
        self.problem_label = problem_line(self)
        self.create_button = QPushButton(self.tr("Create"), self)
        self.cancel_button = QPushButton(self.tr("Cancel"), self)
        self._own_slug = False  # typed by the writer, so it no longer follows the headline
        self._form = field_rows()
        self._fill(categories, templates)
        self._build()
        self._connect()
        self.create_button.setEnabled(False)
        self.title.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill(self, categories: Sequence[str], templates: Sequence[str]) -> None:
        self.category.setEditable(True)
        self.category.addItem("")
        self.category.addItems(list(categories))
        self.template.addItem(self.tr("As usual on this site"), "")
        for name in templates:
            self.template.addItem(name.rpartition(".")[0].replace("-", " "), name)

    def _build(self) -> None:
        for name, widget in (
            (self.tr("Headline"), self.title),
            (self.tr("Slug"), self.slug),
            (self.tr("Date"), self.day),
            (self.tr("Category"), self.category),
            (self.tr("Template"), self.template),
        ):
            self._form.addRow(name, widget)
            widget.setAccessibleName(name)
        self._form.setRowVisible(self.template, self.template.count() > 1)
        self._form.addRow("", self.draft)
        self._form.addRow(self.tr("File"), self.file_label)
        self._form.addRow(self.tr("Address"), self.address_label)
        for label in (self.file_label, self.address_label):
            label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.problem_label.hide()
        stack(self, self._form, self.problem_label, button_row(self.cancel_button, self.create_button))

    def _connect(self) -> None:
        self.title.textChanged.connect(self._on_title_changed)
        self.slug.textEdited.connect(self._on_slug_edited)
        self.slug.textChanged.connect(self._on_changed)
        self.day.textChanged.connect(self._on_changed)
        self.category.editTextChanged.connect(self._on_changed)
        self.template.currentIndexChanged.connect(self._on_changed)
        self.draft.toggled.connect(self._on_changed)
        self.create_button.clicked.connect(self._on_create_clicked)
        self.cancel_button.clicked.connect(self.reject)

    def wish(self) -> NewPostWish:
        """Return what is asked for now."""
        return NewPostWish(
            " ".join(self.title.text().split()),
            self.slug.text(),
            self.day.text(),
            self.category.currentText().strip(),
            str(self.template.currentData()),
            self.draft.isChecked(),
        )

    def show_facts(self, facts: NameFacts) -> None:
        """Show what the wish comes to."""
        self.file_label.set_path(facts.file)
        self.address_label.set_path(facts.address)
        self.problem_label.setText(facts.problem)
        self.problem_label.setVisible(bool(facts.problem))
        self.create_button.setEnabled(facts.usable and not facts.problem)

    @Slot(str)
    def _on_title_changed(self, title: str) -> None:
        before = self.slug.text()
        if not self._own_slug:
            self.slug.setText(slugify(title))
        if self.slug.text() == before:
            self._on_changed()

    @Slot(str)
    def _on_slug_edited(self, slug: str) -> None:
        self._own_slug = bool(slug)

    @Slot()
    def _on_changed(self) -> None:
        self._form.setRowVisible(self.day, not self.draft.isChecked())
        self.wish_changed.emit(self.wish())

    @Slot()
    def _on_create_clicked(self) -> None:
        if self.create_button.isEnabled():
            wish = self.wish()
            self.accept()
            self.decided.emit(wish)
