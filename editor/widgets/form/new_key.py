"""Owns the line at the end of More fields that adds a key of a chosen kind."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QPushButton, QWidget

from editor.core.post.dates import parse_date
from editor.core.post.frontmatter import FieldKind, Value
from editor.widgets.form.extra_row import KEY_WIDTH
from editor.widgets.form.field_box import sentence_label, show_sentence

_NOT_IN_A_KEY = frozenset(":#{}[],&*!|>'\"%@`\n\r\t")


class NewKey(QWidget):
    """Name, kind, Add. ``key_added`` carries the key and the value it starts with."""

    key_added = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._taken: Collection[str] = ()
        self.name = QLineEdit(self)
        self.name.setPlaceholderText(self.tr("New field"))
        self.name.setAccessibleName(self.tr("Name of the new field"))
        self.name.setFixedWidth(KEY_WIDTH)
        self.name.returnPressed.connect(self._on_add_clicked)
        self.name.textEdited.connect(self._on_name_text_edited)
        self.kind = QComboBox(self)
        self.kind.setAccessibleName(self.tr("Kind of the new field"))
        for label, kind in (
            (self.tr("Text"), FieldKind.TEXT),
            (self.tr("Number"), FieldKind.NUMBER),
            (self.tr("Yes or no"), FieldKind.YESNO),
            (self.tr("Date"), FieldKind.DATE),
            (self.tr("List"), FieldKind.LIST),
        ):
            self.kind.addItem(label, kind)
        self.add = QPushButton(self.tr("Add field"), self)
        self.add.setAccessibleName(self.tr("Add the field"))
        self.add.clicked.connect(self._on_add_clicked)
        self.sentence = sentence_label(self)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 2, 0, 0)
        grid.setHorizontalSpacing(9)
        grid.setVerticalSpacing(2)
        grid.addWidget(self.name, 0, 0)
        grid.addWidget(self.kind, 0, 1)
        grid.addWidget(self.add, 0, 2)
        grid.addWidget(self.sentence, 1, 0, 1, 4)
        grid.setColumnStretch(3, 1)

    def set_taken(self, keys: Collection[str]) -> None:
        """Name the keys the post has already."""
        self._taken = keys

    def set_read_only(self, read_only: bool) -> None:
        """Let the writer look only."""
        self.setVisible(not read_only)

    def _doubt(self, key: str) -> str | None:
        if not key:
            return self.tr("Give the field a name first.")
        if key in self._taken:
            return self.tr("This post has a field “{key}” already.").format(key=key)
        if key[0] in "-?. " or any(character in _NOT_IN_A_KEY for character in key):
            return self.tr("A name is made of letters, digits, - and _.")
        return None

    @Slot()
    def _on_add_clicked(self) -> None:
        key = self.name.text().strip()
        doubt = self._doubt(key)
        show_sentence(self.name, self.sentence, doubt)
        if doubt is None:
            self.name.clear()
            self.key_added.emit(key, _first_value(self.kind.currentData()))

    @Slot(str)
    def _on_name_text_edited(self, _text: str) -> None:
        show_sentence(self.name, self.sentence, None)


def _first_value(kind: FieldKind) -> Value:
    """Return what a new field of a kind holds until the writer says otherwise."""
    match kind:
        case FieldKind.NUMBER:
            return 0
        case FieldKind.YESNO:
            return True
        case FieldKind.DATE:
            return parse_date(date.today().isoformat())
        case FieldKind.LIST:
            return []
    return ""
