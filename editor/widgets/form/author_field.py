"""Owns the author control: a name that completes from the site, or chips where a post lists several."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from editor.core.post.frontmatter import Value
from editor.widgets.chip import ChipGroup
from editor.widgets.chips import ChipInput
from editor.widgets.completer import LineCompleter
from editor.widgets.form.text_fields import LineField
from editor.widgets.suggestions import Suggestion, matching

_GROUP = "author"


class AuthorField(QStackedWidget):
    """One author as a line, a list of authors as chips: whichever shape the post has.

    ``edited`` carries the new value: a string, a list, or None when the key shall go.
    """

    edited = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words: tuple[str, ...] = ()
        self._names: Mapping[str, str] = {}
        self.line = LineField(self)
        self.line.setPlaceholderText(self.tr("Author"))
        self.line.edited.connect(self.edited)
        self._completer = LineCompleter(self.line, self._suggest)
        self._completer.picked.connect(self._on_completer_picked)
        self.chips = ChipInput((ChipGroup(_GROUP, self.tr("Author")),), self)
        self.chips.set_placeholder(self.tr("Add an author"))
        self.chips.items_changed.connect(self._on_chips_items_changed)
        self.addWidget(self.line)
        self.addWidget(self.chips)
        self.setFocusProxy(self.line)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        for control in (self.line, self.chips.line):
            control.setAccessibleName(self.tr("Author"))

    def set_words(self, words: Sequence[str], names: Mapping[str, str]) -> None:
        """Set the site's authors, most used first, and the names that ids stand for."""
        self._words = tuple(dict.fromkeys((*words, *names)))
        self._names = names
        self.chips.set_words(_GROUP, self._words, dict(names))

    def show_value(self, value: Value, text: str | None, present: bool) -> None:
        """Show a value; ``text`` is how it reads where it is no list."""
        page: QWidget = self.chips if isinstance(value, list) else self.line
        if isinstance(value, list):
            self.chips.set_items(_GROUP, value)
        else:
            self.line.show_text(text, present)
        if self.currentWidget() is not page:
            self.setCurrentWidget(page)
            self.setFocusProxy(page)

    def name_of(self, value: Value) -> str:
        """Return the name that readers see for an author's id; empty when the value is the name."""
        return self._names.get(value, "") if isinstance(value, str) else ""

    def set_read_only(self, read_only: bool) -> None:
        """Let the writer look only."""
        self.line.setReadOnly(read_only)
        self.chips.set_read_only(read_only)

    def _suggest(self, typed: str) -> list[Suggestion]:
        by_name = {name: word for word, name in self._names.items()}
        found = [by_name.get(text, text) for text in matching([*self._words, *by_name], typed)]
        return [Suggestion(word, self._names.get(word, "")) for word in dict.fromkeys(found) if word != typed]

    @Slot(object)
    def _on_completer_picked(self, suggestion: Suggestion) -> None:
        self.line.setText(suggestion.text)
        self.edited.emit(suggestion.text)

    @Slot(str, object)
    def _on_chips_items_changed(self, _group: str, items: tuple[Value, ...]) -> None:
        self.edited.emit(list(items))
