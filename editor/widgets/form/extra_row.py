"""Owns one row of More fields: a key, a control of its value's kind, and the button that removes it."""

from __future__ import annotations

import textwrap

from PySide6.QtCore import QCoreApplication, QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QLabel,
    QPlainTextEdit,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from editor.core.post.dates import PostDate
from editor.core.post.frontmatter import Field, FieldKind, Value
from editor.widgets.chip import ChipGroup
from editor.widgets.chips import ChipInput
from editor.widgets.form.date_field import DateField
from editor.widgets.form.field_box import sentence_label, show_sentence
from editor.widgets.form.lists import read_items
from editor.widgets.form.text_fields import AreaField, LineField
from editor.widgets.theme import monospace_font
from editor.widgets.tokens import META

KEY_WIDTH = 136


class ExtraRow(QWidget):
    """Shows one field and says what the writer did to it; the kinds that share a control share the row."""

    value_changed = Signal(str, object)
    remove_requested = Signal(str)

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = field.key
        self.shape = shape_of(field)
        self._mark: str | None = None
        self._doubt: str | None = None
        self._field = field
        self._shown: tuple[Field, bool] | None = None
        self.control = self._make_control()
        self.control.setAccessibleName(field.key)
        label = QLabel(field.key, self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setToolTip(field.key)
        label.setFixedWidth(KEY_WIDTH)
        label.setProperty("tone", "muted")
        label.setBuddy(self.control)
        self.remove = QToolButton(self)
        self.remove.setText("×")
        self.remove.setProperty("quiet", True)
        self.remove.setToolTip(self.tr("Remove {key}").format(key=field.key))
        self.remove.setAccessibleName(self.remove.toolTip())
        self.remove.clicked.connect(self._on_remove_clicked)
        self.sentence = sentence_label(self)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(9)
        grid.setVerticalSpacing(2)
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(label, 0, 0, top)
        grid.addWidget(self.control, 0, 1)
        grid.addWidget(self.remove, 0, 2, top)
        grid.addWidget(self.sentence, 1, 1)
        grid.setColumnStretch(1, 1)
        label.setMinimumHeight(28)
        self.remove.setMinimumHeight(28)

    def show_field(self, field: Field, read_only: bool) -> None:
        """Show the field's present value; a field that is shown already is left alone, and so is the typing."""
        asked = (field, read_only)
        if asked == self._shown:
            return
        self._shown = asked
        self._field = field
        self._doubt = None
        control, value = self.control, field.value
        locked = read_only or field.locked is not None
        if isinstance(control, LineField | AreaField):
            control.show_text(text_of(field), value is not None)
            control.setReadOnly(locked)
        elif isinstance(control, QCheckBox):
            blocker = QSignalBlocker(control)
            control.setChecked(bool(value))
            control.setText(_yes_or_no(control.isChecked()))
            blocker.unblock()
            control.setDisabled(locked)
        elif isinstance(control, DateField):
            control.show_value(value)
            control.setReadOnly(locked)
        elif isinstance(control, ChipInput):
            control.set_items("item", read_items(value, singular=False) or ())
            control.set_read_only(locked)
        elif isinstance(control, QPlainTextEdit):
            self._show_nested(control, field.source)
        self.remove.setDisabled(read_only)
        self._refresh()

    def mark(self, sentence: str | None) -> None:
        """Mark the value as wrong, or take the mark away."""
        self._mark = sentence
        if sentence:
            # What was refused still stands in the control: the next time the field is shown counts.
            self._shown = None
        self._refresh()

    @property
    def doubt(self) -> str | None:
        """What is wrong with what stands in the control, when it was not written."""
        return self.control.unwritten if isinstance(self.control, DateField) else self._doubt

    def _refresh(self) -> None:
        note = self._field.locked or self._field.note
        if note is None and self.shape == "nested":
            note = self.tr("This can be changed under Edit as YAML.")
        show_sentence(self.control, self.sentence, self._doubt or self._mark, note)

    def _make_control(self) -> QWidget:
        match self.shape:
            case "yesno":
                check = QCheckBox(self)
                check.toggled.connect(self._on_check_toggled)
                return check
            case "date":
                dated = DateField(self)
                dated.edited.connect(self._on_control_edited)
                dated.doubted.connect(self._on_control_doubted)
                return dated
            case "list":
                chips = ChipInput((ChipGroup("item", self.tr("Item")),), self)
                chips.set_placeholder(self.tr("Add an item"))
                chips.set_name(self.key)
                chips.items_changed.connect(self._on_chips_items_changed)
                return chips
            case "nested":
                text = QPlainTextEdit(self)
                text.setProperty("field", True)
                text.setReadOnly(True)
                text.setTabChangesFocus(True)
                text.setFont(monospace_font(META))
                text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
                text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
                return text
            case "area":
                area = AreaField(self, keeps_lines=True)
                area.setFixedHeight(76)
                area.edited.connect(self._on_control_edited)
                return area
            case "number":
                number = LineField(self)
                number.edited.connect(self._on_number_edited)
                return number
        line = LineField(self)
        line.edited.connect(self._on_control_edited)
        return line

    def _show_nested(self, control: QPlainTextEdit, source: str) -> None:
        first, _, rest = source.strip("\r\n").partition("\n")
        # The first line stands where its key ends, so only the others say how far they are indented.
        text = "\n".join([first, textwrap.dedent(rest)]) if rest else first
        if control.toPlainText() != text:
            control.setPlainText(text)
        rows = min(max(text.count("\n") + 1, 1), 6)
        control.setFixedHeight(control.fontMetrics().lineSpacing() * rows + 18)

    @Slot(object)
    def _on_control_edited(self, value: Value) -> None:
        if value is None and self.shape == "date":
            self.remove_requested.emit(self.key)
        else:
            self.value_changed.emit(self.key, "" if value is None else value)

    @Slot(object)
    def _on_number_edited(self, text: str | None) -> None:
        number = number_of(text or "")
        self._doubt = None
        if number is None:
            self._doubt = self.tr("This is a number in the post, so only digits are written.")
        self._refresh()
        if number is not None:
            self.value_changed.emit(self.key, number)

    @Slot(object)
    def _on_control_doubted(self, sentence: str | None) -> None:
        self._doubt = sentence
        self._refresh()

    @Slot(bool)
    def _on_check_toggled(self, checked: bool) -> None:
        if isinstance(self.control, QCheckBox):
            self.control.setText(_yes_or_no(checked))
        self.value_changed.emit(self.key, checked)

    @Slot(str, object)
    def _on_chips_items_changed(self, _group: str, items: tuple[Value, ...]) -> None:
        self.value_changed.emit(self.key, list(items))

    @Slot()
    def _on_remove_clicked(self) -> None:
        self.remove_requested.emit(self.key)


def shape_of(field: Field) -> str:
    """Return the name of the control that a field gets."""
    match field.kind:
        case FieldKind.YESNO:
            return "yesno"
        case FieldKind.NUMBER:
            return "number"
        case FieldKind.DATE:
            return "date"
        case FieldKind.NESTED:
            return "nested"
        case FieldKind.LIST:
            return "nested" if read_items(field.value, singular=False) is None else "list"
    return "area" if isinstance(field.value, str) and "\n" in field.value.strip() else "text"


def text_of(field: Field) -> str | None:
    """Return how a value reads in a line of text: a string itself, anything else as it is written."""
    value = field.value
    if value is None or isinstance(value, str):
        return value
    return value.text if isinstance(value, PostDate) else field.source.strip()


def number_of(text: str) -> int | float | None:
    """Read a plain decimal number; None for anything else, ``1_000`` and ``0x10`` included."""
    digits = text.strip().removeprefix("-")
    whole, point, rest = digits.partition(".")
    if not (whole.isascii() and whole.isdigit()) or (point and not (rest.isascii() and rest.isdigit())):
        return None
    return float(text) if point else int(text)


def _yes_or_no(checked: bool) -> str:
    return QCoreApplication.translate("ExtraRow", "Yes" if checked else "No")
