"""Owns More fields: every key that has no place of its own in the form, each by its kind."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from editor.core.post.frontmatter import Field
from editor.widgets.chips import ChipInput
from editor.widgets.form.date_field import DateField
from editor.widgets.form.disclosure import Disclosure
from editor.widgets.form.extra_row import ExtraRow, shape_of
from editor.widgets.form.new_key import NewKey
from editor.widgets.tab_order import put_in_tab_order

# Named in the closed line because a writer knows them from Jekyll's own pages; any other key is "custom".
KNOWN = (
    "layout",
    "last_modified_at",
    "permalink",
    "published",
    "slug",
    "lang",
    "subtitle",
    "redirect_from",
    "comments",
    "excerpt_separator",
)


class MoreFields(QWidget):
    """Rows for the other keys, made only when they are first looked at."""

    value_changed = Signal(str, object)
    value_removed = Signal(str)
    rows_changed = Signal()

    def __init__(self, disclosure: Disclosure, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._disclosure = disclosure
        self._fields: tuple[Field, ...] = ()
        self._rows: dict[str, ExtraRow] = {}
        self._marks: dict[str, str] = {}
        self._read_only = False
        self._awaited = ""
        self.new_key = NewKey(self)
        self.new_key.key_added.connect(self._on_new_key_added)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self._column.addWidget(self.new_key)
        self.hide()
        disclosure.toggled.connect(self._on_disclosure_toggled)

    def show_fields(self, fields: Sequence[Field], taken: Collection[str], read_only: bool) -> None:
        """Show the other keys; ``taken`` are all keys of the post."""
        self._read_only = read_only
        self.new_key.set_taken(taken)
        self.new_key.set_read_only(read_only)
        changed = tuple(fields) != self._fields
        self._fields = tuple(fields)
        if changed or not self._disclosure.words:
            self._summarise()
        if self._disclosure.isChecked():
            self._show_rows()

    def mark(self, key: str, sentence: str | None) -> None:
        """Mark the value of a key as wrong, or take the mark away."""
        if sentence:
            self._marks[key] = sentence
        else:
            self._marks.pop(key, None)
        if key in self._rows:
            self._rows[key].mark(sentence)
        self._summarise()

    def forget(self) -> None:
        """Forget rows, marks and anything typed that was not written: another post comes."""
        self._marks.clear()
        self._awaited = ""
        self._fields = ()
        self._disclosure.set_words("", [])
        self.new_key.name.clear()
        self._show_rows()

    def clear_marks(self) -> None:
        """Take every mark away."""
        for key in list(self._marks):
            self.mark(key, None)

    def finish(self) -> None:
        """Write what was typed into dates and lists, as on leaving them."""
        for row in self._rows.values():
            if isinstance(row.control, DateField | ChipInput):
                row.control.finish()

    def row(self, key: str) -> ExtraRow | None:
        """Return the row of a key, if it is on show."""
        return self._rows.get(key)

    def doubts(self) -> list[str]:
        """Return the sentences of rows whose text was not written."""
        return [row.doubt for row in self._rows.values() if row.doubt]

    def _summarise(self) -> None:
        """Write ``More fields: layout, 2 custom`` into the closed line, with fewer names for less room."""
        keys = [field.key for field in self._fields]
        named = [key for key in KNOWN if key in keys]
        wrong = sum(key in self._marks for key in keys)
        texts = [
            self._summary(named[:count], len(keys) - count, wrong) for count in range(len(named), -1, -1)
        ]
        self._disclosure.set_words(texts[0], [*texts[1:], self.tr("More fields"), self.tr("More")])

    def _summary(self, named: Sequence[str], others: int, wrong: int) -> str:
        custom = all(field.key not in KNOWN or field.key in named for field in self._fields)
        rest = self.tr("{count} custom") if custom else self.tr("{count} more")
        parts = [*named, rest.format(count=others)] if others else list(named)
        text = (
            self.tr("More fields: {keys}").format(keys=", ".join(parts)) if parts else self.tr("More fields")
        )
        return self.tr("{fields}, {count} to correct").format(fields=text, count=wrong) if wrong else text

    def _show_rows(self) -> None:
        """Bring the rows in line with the fields; a row whose control still fits stays."""
        wanted = {field.key: field for field in self._fields}
        before = list(self._rows.items())
        for key, row in list(self._rows.items()):
            if key not in wanted or shape_of(wanted[key]) != row.shape:
                del self._rows[key]
                self._column.removeWidget(row)
                row.hide()
                row.deleteLater()
        for place, (key, field) in enumerate(wanted.items()):
            known = self._rows.get(key)
            row = known or self._make_row(field)
            if self._column.indexOf(row) != place:
                self._column.insertWidget(place, row)
            row.show_field(field, self._read_only)
            if known is None:
                row.mark(self._marks.get(key))
        if list(self._rows.items()) != before:
            self._order_tabs([self._rows[key] for key in wanted])
        if self._awaited in self._rows:
            self._rows[self._awaited].control.setFocus(Qt.FocusReason.OtherFocusReason)
            self._awaited = ""

    def _make_row(self, field: Field) -> ExtraRow:
        row = ExtraRow(field, self)
        row.value_changed.connect(self.value_changed)
        row.remove_requested.connect(self.value_removed)
        self._rows[field.key] = row
        self.rows_changed.emit()
        return row

    def _order_tabs(self, rows: Sequence[ExtraRow]) -> None:
        """Let Tab go down the rows, whatever the order in which they were made."""
        parts = [part for row in rows for part in (row.control, row.remove)]
        new = (self.new_key.name, self.new_key.kind, self.new_key.add)
        put_in_tab_order((self._disclosure, *parts, *new))

    @Slot(bool)
    def _on_disclosure_toggled(self, opened: bool) -> None:
        if opened:
            self._show_rows()
        self.setVisible(opened)

    @Slot(str, object)
    def _on_new_key_added(self, key: str, value: object) -> None:
        self._awaited = key
        self.value_changed.emit(key, value)
