"""Owns the field of chips, in which words are added, walked through and removed by keys."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import pairwise

from PySide6.QtCore import QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QFrame, QMenu, QSizePolicy, QWidget

from editor.widgets.chip import Chip, ChipGroup, ChipLine
from editor.widgets.completer import LineCompleter
from editor.widgets.suggestions import Suggestion, matching
from editor.widgets.theme import set_property

_GAP = 4
_MARGIN = 5
_INDENT = 9
_LEAST_INPUT = 16


class ChipInput(QFrame):
    """A field of chips in one or more groups, shown group after group, with a line to add more.

    A new word joins the group that is named in the suggestions; typed out and entered it joins the group
    whose other posts know it, else the last one. Values that are not text (a number in a list of tags) are
    shown as text and handed back as they were.
    """

    items_changed = Signal(str, object)

    def __init__(self, groups: Sequence[ChipGroup], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._groups = {group.name: group for group in groups}
        self._items: dict[str, tuple[object, ...]] = {group.name: () for group in groups}
        self._words: dict[str, tuple[str, ...]] = {group.name: () for group in groups}
        self._names: dict[str, str] = {}
        self._chips: list[tuple[Chip, str, int]] = []
        self._read_only = False
        self._placeholder = ""
        self.line = ChipLine(self)
        self.line.setFrame(False)
        self.line.commit_requested.connect(self._on_line_commit_requested)
        self.line.step_back_requested.connect(self._on_line_step_back_requested)
        self.line.textChanged.connect(self._on_line_text_changed)
        self.line.focus_moved.connect(self._on_line_focus_moved)
        self.completer = LineCompleter(self.line, self._suggest)
        self.completer.picked.connect(self._on_completer_picked)
        # Qt orders by Tab only what takes the keyboard itself, and comes by this on the way to its line.
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocusProxy(self.line)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    # Values in

    def items(self, group: str) -> tuple[object, ...]:
        """Return the values of a group."""
        return self._items[group]

    def set_items(self, group: str, items: Sequence[object]) -> None:
        """Show the values of a group; equal ones leave the chips, and the focus, where they are."""
        if tuple(items) != self._items[group]:
            self._items[group] = tuple(items)
            self._rebuild()

    def set_words(self, group: str, words: Sequence[str], names: dict[str, str] | None = None) -> None:
        """Set the words to complete from, most used first, and what some of them stand for."""
        self._words[group] = tuple(words)
        self._names = names or {}

    def set_placeholder(self, text: str) -> None:
        """Set the words of the empty field."""
        self._placeholder = text
        self._arrange()

    def set_name(self, name: str) -> None:
        """Set what a screen reader calls the field."""
        self.setAccessibleName(name)
        self.line.setAccessibleName(name)

    def set_read_only(self, read_only: bool) -> None:
        """Let the writer look only."""
        self._read_only = read_only
        self.line.setReadOnly(read_only)
        set_property(self, "locked", read_only)
        for chip, _, _ in self._chips:
            chip.setEnabled(not read_only)

    def finish(self) -> None:
        """Add what was typed, as on leaving the field."""
        self._on_line_commit_requested()

    def chips(self) -> list[Chip]:
        """Return the chips in the order in which they stand."""
        return [chip for chip, _, _ in self._chips]

    # Geometry

    def sizeHint(self) -> QSize:
        """Return the height the chips need at the present width."""
        return QSize(180, self._height_needed)

    def minimumSizeHint(self) -> QSize:
        """Return a width in which one chip still reads."""
        return QSize(96, self._height_needed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Flow the chips anew."""
        super().resizeEvent(event)
        self._arrange()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Put the cursor in the line, wherever the field was clicked."""
        self.line.setFocus(Qt.FocusReason.MouseFocusReason)
        super().mousePressEvent(event)

    _height_needed = 30

    def _arrange(self) -> None:
        """Flow chips and line over as many rows as they need."""
        right = max(self.width() - _MARGIN - 2, _LEAST_INPUT)
        x, y = _INDENT, _MARGIN
        for index, (chip, _, _) in enumerate(self._chips):
            # The last one has the line behind it: without room for both they would leave a row that looks empty.
            alone = self._read_only or index < len(self._chips) - 1
            room = right if alone else right - _GAP - _LEAST_INPUT
            width = min(chip.sizeHint().width(), room - _INDENT)
            if x + width > room and x > _INDENT:
                x, y = _INDENT, y + 24
            chip.setGeometry(x, y, width, 20)
            x += width + _GAP
        typed = self.line.fontMetrics().horizontalAdvance(self.line.text()) + 10
        least = 0 if self._read_only else min(max(_LEAST_INPUT, typed), right - _INDENT)
        if x + least > right and x > _INDENT:
            x, y = _INDENT, y + 24
        self.line.setGeometry(x, y, max(right - x, least), 20)
        self.line.setPlaceholderText("" if self._chips else self._placeholder)
        needed = y + 20 + _MARGIN
        if needed != self._height_needed or self.height() != needed:
            self._height_needed = needed
            self.setFixedHeight(needed)

    # Chips

    def _rebuild(self) -> None:
        """Make the chips anew; the focused place keeps the focus."""
        focused = next((index for index, (chip, _, _) in enumerate(self._chips) if chip.hasFocus()), None)
        old = self._chips
        self._chips = [
            (self._make_chip(name, index, value), name, index)
            for name, values in self._items.items()
            for index, value in enumerate(values)
        ]
        # Where Tab goes from a chip: on from the line. What is made late stands at the end of the whole window.
        for before, chip in pairwise([self.line, *self.chips()]):
            QWidget.setTabOrder(before, chip)
        if focused is not None:
            self._focus_at(min(focused, len(self._chips)))
        for chip, _, _ in old:
            chip.hide()
            chip.deleteLater()
        self._arrange()

    def _make_chip(self, name: str, index: int, value: object) -> Chip:
        chip = Chip(str(value), self._groups[name], self)
        chip.setEnabled(not self._read_only)
        chip.remove_requested.connect(partial(self._remove, name, index))
        chip.step_requested.connect(partial(self._step, chip))
        chip.typed.connect(self._on_chip_typed)
        chip.menu_requested.connect(partial(self._open_menu, name, index))
        chip.show()
        return chip

    def _focus_at(self, index: int) -> None:
        """Put the focus on a chip, or on the line behind the last one."""
        if 0 <= index < len(self._chips):
            self._chips[index][0].setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _step(self, chip: Chip, by: int) -> None:
        place = next(index for index, (other, _, _) in enumerate(self._chips) if other is chip)
        self._focus_at(max(place + by, 0))

    def _remove(self, name: str, index: int) -> None:
        values = self._items[name]
        self._change(name, values[:index] + values[index + 1 :])

    def _move(self, name: str, index: int, target: str) -> None:
        value = self._items[name][index]
        self._remove(name, index)
        self._add(str(value), target)

    def _add(self, text: str, name: str) -> None:
        """Add one word to a group unless the field has it already."""
        word = text.strip()
        known = {str(value).casefold() for value in self._items[name]}
        if word and word.casefold() not in known:
            self._change(name, (*self._items[name], word))

    def _change(self, name: str, values: tuple[object, ...]) -> None:
        self._items[name] = values
        self._rebuild()
        self.items_changed.emit(name, values)

    def _open_menu(self, name: str, index: int, where: QPoint) -> None:
        menu = QMenu(self)
        for group in self._groups.values():
            if group.name != name:
                action = menu.addAction(self.tr("Make it a {kind}").format(kind=group.label.lower()))
                action.triggered.connect(partial(self._move, name, index, group.name))
        menu.addAction(self.tr("Remove")).triggered.connect(partial(self._remove, name, index))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(where)

    # Adding

    def _suggest(self, typed: str) -> list[Suggestion]:
        """Return what ``typed`` may become: known words of every group, then itself in every group."""
        word = typed.strip()
        taken = {(name, str(value).casefold()) for name, values in self._items.items() for value in values}
        several = len(self._groups) > 1
        known = [
            Suggestion(text, self._names.get(text, group.label.lower() if several else ""), group.name)
            for group in self._groups.values()
            for text in matching(self._words[group.name], word, 5)
            if (group.name, text.casefold()) not in taken
        ]
        if not (word and several):
            return known
        exact = {(suggestion.group, suggestion.text.casefold()) for suggestion in known}
        new = [
            Suggestion(word, self.tr("new {kind}").format(kind=group.label.lower()), group.name)
            for group in reversed(self._groups.values())
            if (group.name, word.casefold()) not in exact | taken
        ]
        return known + new

    def _group_of(self, word: str) -> tuple[str, str]:
        """Return the group a typed word joins and the spelling the site uses."""
        for name in self._groups:
            for known in self._words[name]:
                if known.casefold() == word.casefold():
                    return name, known
        return list(self._groups)[-1], word

    @Slot()
    def _on_line_commit_requested(self) -> None:
        self.completer.close()
        words = [word.strip() for word in self.line.text().replace("\n", ",").split(",")]
        self.line.clear()
        for word in filter(None, words):
            name, spelled = self._group_of(word)
            self._add(spelled, name)

    @Slot(object)
    def _on_completer_picked(self, suggestion: Suggestion) -> None:
        self.line.clear()
        self._add(suggestion.text, suggestion.group)

    @Slot()
    def _on_line_step_back_requested(self) -> None:
        if self._chips and not self._read_only:
            self._focus_at(len(self._chips) - 1)

    @Slot(str)
    def _on_line_text_changed(self, _text: str) -> None:
        self._arrange()

    @Slot(bool)
    def _on_line_focus_moved(self, has_focus: bool) -> None:
        set_property(self, "focused", has_focus)

    @Slot(str)
    def _on_chip_typed(self, text: str) -> None:
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.line.insert(text)
