"""Owns the bar that goes through the words of a post whose spelling is in doubt."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from editor.widgets.bar_button import bar_button

_MOST = 5


class SpellingBar(QFrame):
    """Shows one word at a time with what may have been meant; Escape goes back to the text.

    ``replace_requested`` carries what is to stand there instead; ``ignore_requested`` and ``learn_requested``
    concern the word shown; ``next_requested`` asks for the next one, ``leave_requested`` for the text.
    """

    replace_requested = Signal(str)
    ignore_requested = Signal()
    learn_requested = Signal()
    next_requested = Signal()
    leave_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Spelling"))
        self._word = QLabel(self)
        self._word.setTextFormat(Qt.TextFormat.PlainText)
        self._suggestions = [bar_button(self, "", "", quiet=False) for _ in range(_MOST)]
        self._ignore = bar_button(self, self.tr("Ignore"), self.tr("Take this word as right for now"))
        self._learn = bar_button(
            self, self.tr("Add to dictionary"), self.tr("Take this word as right for good")
        )
        self._next = bar_button(self, self.tr("Next"), self.tr("Go to the next word to check"))
        self._done = bar_button(self, self.tr("Done"), self.tr("Close spelling"))
        for button, signal in (
            (self._ignore, self.ignore_requested),
            (self._learn, self.learn_requested),
            (self._next, self.next_requested),
            (self._done, self.leave_requested),
        ):
            button.clicked.connect(signal)
        for button in self._suggestions:
            button.clicked.connect(partial(self._take, button))
        self._lay_out()
        self.show_looking()

    def _lay_out(self) -> None:
        rule = QFrame(self)
        rule.setProperty("rule", True)
        above, below = QHBoxLayout(), QHBoxLayout()
        above.addWidget(self._word, 1)
        for button in (self._ignore, self._learn, self._next, self._done):
            above.addWidget(button)
        for button in self._suggestions:
            below.addWidget(button)
        below.addStretch(1)
        inner = QVBoxLayout()
        inner.setContentsMargins(20, 8, 20, 8)
        inner.setSpacing(6)
        for row in (above, below):
            row.setSpacing(4)
            inner.addLayout(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(rule)
        column.addLayout(inner)

    def show_looking(self) -> None:
        """Say that the text is being read."""
        self._show(self.tr("Looking through the post…"), (), has_word=False)

    def show_clean(self) -> None:
        """Say that no word is left in doubt."""
        self._show(self.tr("No word in this post needs a check."), (), has_word=False)
        self._done.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_problem(self, sentence: str) -> None:
        """Say why spelling cannot be looked at."""
        self._show(sentence, (), has_word=False)

    def show_word(self, word: str, suggestions: tuple[str, ...]) -> None:
        """Show a word in doubt; the keyboard goes to the likeliest suggestion."""
        text = (
            self.tr("“{word}” is not in the dictionary. Did you mean:")
            if suggestions
            else self.tr("“{word}” is not in the dictionary, and nothing in it is like it.")
        )
        self._show(text.format(word=word), suggestions, has_word=True)
        first = self._suggestions[0] if suggestions else self._ignore
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, text: str, suggestions: tuple[str, ...], *, has_word: bool) -> None:
        self._word.setText(text)
        self._word.setWordWrap(not has_word)
        for index, button in enumerate(self._suggestions):
            shown = index < len(suggestions)
            button.setVisible(shown)
            if shown:
                button.setText(suggestions[index])
                button.setAccessibleName(self.tr("Replace with {word}").format(word=suggestions[index]))
                button.setToolTip(button.accessibleName())
        for button in (self._ignore, self._learn, self._next):
            button.setVisible(has_word)

    def _take(self, button: QPushButton, _checked: bool = False) -> None:
        self.replace_requested.emit(button.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Escape as Done, and Enter as the button that has the keyboard (Qt's own needs Space)."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave_requested.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focused = self.focusWidget()
            if isinstance(focused, QPushButton):
                focused.click()
        else:
            super().keyPressEvent(event)
