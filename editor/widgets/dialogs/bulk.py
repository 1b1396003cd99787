"""Owns asking for one edit of many posts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QCompleter,
    QDialog,
    QLineEdit,
    QPushButton,
    QWidget,
)

from editor.core.folding import fold
from editor.widgets.dialogs.asking import button_row, field_rows, problem_line, stack
from editor.widgets.theme import set_property
from editor.widgets.writing.search import Finder, Query

_LISTS = {"tag": "tags", "category": "categories"}


@dataclass(frozen=True, slots=True)
class BulkWish:
    """What a writer wants done: ``what`` is ``add``, ``take`` or ``rename`` (an item), ``set`` or ``remove`` (a
    field) or ``replace`` (text); ``key`` is the field, "" for text. ``everywhere`` takes in all posts of the site."""

    what: str
    key: str
    first: str
    second: str = ""
    query: Query | None = None
    everywhere: bool = False


@dataclass(frozen=True, slots=True)
class BulkWords:
    """What the fields offer: names the site uses, and its keys; how many posts are selected and how many there are."""

    tags: Sequence[str] = ()
    categories: Sequence[str] = ()
    keys: Sequence[str] = ()
    selected: int = 0
    all_posts: int = 0


class BulkDialog(QDialog):
    """Asks what to do with many posts. ``decided`` carries a ``BulkWish``; its changes are then shown first."""

    decided = Signal(object)

    def __init__(self, words: BulkWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Change several posts"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(520)
        self._words = words
        self._chosen_where: int | None = None
        self.what = QComboBox(self)
        self.key = QComboBox(self)
        self.first, self.second = QLineEdit(self), QLineEdit(self)
        self.regex = QCheckBox(self.tr("Regular expression"), self)
        self.case = QCheckBox(self.tr("Match case"), self)
        self.where = QComboBox(self)
        self.problem_label = problem_line(self)
        self.preview_button = QPushButton(self.tr("Show the changes…"), self)
        self.cancel_button = QPushButton(self.tr("Cancel"), self)
        self._fields = field_rows()
        self._fill()
        self._build()
        self._connect()
        self._on_what_changed()
        self.what.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill(self) -> None:
        for data, text in (
            (("add", "tag"), self.tr("Add a tag")),
            (("take", "tag"), self.tr("Remove a tag")),
            (("rename", "tag"), self.tr("Rename a tag")),
            (("add", "category"), self.tr("Add a category")),
            (("take", "category"), self.tr("Remove a category")),
            (("rename", "category"), self.tr("Rename a category")),
            (("set", ""), self.tr("Set a field")),
            (("remove", ""), self.tr("Remove a field")),
            (("replace", ""), self.tr("Replace text")),
        ):
            self.what.addItem(text, data)
        self.key.setEditable(True)
        self.key.addItems(list(self._words.keys))
        if self._words.selected:
            self.where.addItem(self.tr("in %n selected post(s)", "", self._words.selected), False)
        self.where.addItem(self.tr("in all posts of the site (%n)", "", self._words.all_posts), True)
        for widget, name in (
            (self.what, self.tr("What to do")),
            (self.key, self.tr("Field")),
            (self.where, self.tr("Where")),
        ):
            widget.setAccessibleName(name)

    def _build(self) -> None:
        self._fields.addRow(self.tr("What to do"), self.what)
        self._fields.addRow(self.tr("Field"), self.key)
        self._fields.addRow(" ", self.first)
        self._fields.addRow(" ", self.second)
        self._fields.addRow("", self.regex)
        self._fields.addRow("", self.case)
        self._fields.addRow(self.tr("Where"), self.where)
        stack(self, self._fields, self.problem_label, button_row(self.cancel_button, self.preview_button))

    def _connect(self) -> None:
        self.what.currentIndexChanged.connect(self._on_what_changed)
        self.key.editTextChanged.connect(self._on_edited)
        self.first.textChanged.connect(self._on_edited)
        self.second.textChanged.connect(self._on_edited)
        self.regex.toggled.connect(self._on_edited)
        self.where.activated.connect(self._on_where_activated)
        self.preview_button.clicked.connect(self._on_preview_clicked)
        self.cancel_button.clicked.connect(self.reject)

    @Slot()
    def _on_what_changed(self) -> None:
        """Show the fields that this kind of edit needs, called by what goes into them."""
        what, kind = self.what.currentData()
        names = {
            ("add", "tag"): (self.tr("Tag"), ""),
            ("take", "tag"): (self.tr("Tag"), ""),
            ("rename", "tag"): (self.tr("Tag"), self.tr("New name")),
            ("add", "category"): (self.tr("Category"), ""),
            ("take", "category"): (self.tr("Category"), ""),
            ("rename", "category"): (self.tr("Category"), self.tr("New name")),
            ("set", ""): (self.tr("Value"), ""),
            ("remove", ""): ("", ""),
            ("replace", ""): (self.tr("Text"), self.tr("Replace with")),
        }
        for field, name in zip((self.first, self.second), names[what, kind], strict=True):
            self._fields.setRowVisible(field, bool(name))
            self._fields.labelForField(field).setText(name)
            field.setAccessibleName(name)
        for widget, shown in ((self.key, not kind and what != "replace"), (self.regex, what == "replace")):
            self._fields.setRowVisible(widget, shown)
        self._fields.setRowVisible(self.case, what == "replace")
        known = {"tag": self._words.tags, "category": self._words.categories}.get(kind, ())
        completer = QCompleter(list(known), self.first)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.first.setCompleter(completer)
        # A tag is renamed everywhere, as a rule; what the writer chose holds for whatever they turn to.
        usual = self.where.count() - 1 if what == "rename" else 0
        self.where.setCurrentIndex(usual if self._chosen_where is None else self._chosen_where)
        self._on_edited()

    @Slot(int)
    def _on_where_activated(self, index: int) -> None:
        self._chosen_where = index

    def wish(self) -> BulkWish:
        """Return what is asked for now."""
        what, kind = self.what.currentData()
        first, second, everywhere = self.first.text(), self.second.text(), bool(self.where.currentData())
        if what == "replace":
            query = Query(first, self.regex.isChecked(), self.case.isChecked())
            return BulkWish(what, "", first, second, query, everywhere)
        key = _LISTS.get(kind) or self.key.currentText().strip()
        return BulkWish(what, key, first.strip(), second.strip(), None, everywhere)

    @Slot()
    def _on_edited(self) -> None:
        """Say what is wrong as one types, and offer the changes only where there is something to do."""
        wish = self.wish()
        problem = ""
        if wish.query is not None and wish.first:
            problem = Finder(wish.query).problem
            if problem:
                problem = self.tr("This pattern cannot be read: {fault}.").format(fault=problem)
        needs_second = wish.what == "rename" and not wish.second
        needs_first = wish.what not in ("set", "remove") and not wish.first
        needs_key = wish.what != "replace" and not wish.key
        self._say(problem, "error") if problem else self._say(self._known_otherwise(wish), "warn")
        self.preview_button.setEnabled(not (problem or needs_first or needs_second or needs_key))

    def _known_otherwise(self, wish: BulkWish) -> str:
        """Say how the site writes a name that was typed in other letters: two spellings are two tags."""
        known = {"tags": self._words.tags, "categories": self._words.categories}.get(wish.key, ())
        if wish.what not in ("add", "take", "rename") or wish.first in known:
            return ""
        other = next((name for name in known if fold(name) == fold(wish.first)), "")
        return self.tr("The site writes it “{name}”.").format(name=other) if other else ""

    def _say(self, sentence: str, tone: str) -> None:
        set_property(self.problem_label, "tone", tone)
        self.problem_label.setText(sentence)
        self.problem_label.setVisible(bool(sentence))

    @Slot()
    def _on_preview_clicked(self) -> None:
        if self.preview_button.isEnabled():
            wish = self.wish()
            self.accept()
            self.decided.emit(wish)
