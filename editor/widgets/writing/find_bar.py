"""Owns the bar that finds and replaces in the text of one post."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from editor.widgets.bar_button import bar_button
from editor.widgets.theme import set_property
from editor.widgets.writing.editor import MarkdownEditor
from editor.widgets.writing.match_count import MatchCount
from editor.widgets.writing.match_walk import next_match, previous_match, replace_all, selected_match
from editor.widgets.writing.search import Finder, Query, SlowPatternError


class FindBar(QFrame):
    """Finds while the writer types the query; Escape goes back to the text.

    Matches in the window are marked, all are counted in slices. A pattern looks at one line at a time and at a bounded
    number of steps; one that needs more is given up with a sentence.
    """

    def __init__(self, editor: MarkdownEditor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editor = editor
        self._finder = Finder(Query(""))
        self._origin = 0
        self._count = MatchCount(self)
        self._find = self._field(self.tr("Find"))
        self._replace = self._field(self.tr("Replace with"))
        self._case = self._option(self.tr("Aa"), self.tr("Match case"))
        self._word = self._option(self.tr("Word"), self.tr("Whole word"))
        self._regex = self._option(self.tr("Regex"), self.tr("Regular expression"))
        self._number = QLabel(self)
        self._number.setProperty("tone", "muted")
        self._problem = QLabel(self)
        self._problem.setProperty("tone", "error")
        self._problem.setWordWrap(True)
        self._problem.setTextFormat(Qt.TextFormat.PlainText)
        self._previous = bar_button(self, "↑", self.tr("Previous match"))
        self._next = bar_button(self, "↓", self.tr("Next match"))
        self._done = bar_button(self, self.tr("Done"), self.tr("Close find and replace"))
        self._one = bar_button(self, self.tr("Replace"), self.tr("Replace this match and find the next"))
        self._all = bar_button(self, self.tr("Replace all"), self.tr("Replace every match in the post"))
        self._lay_out()
        self._connect()
        self.setAccessibleName(self.tr("Find and replace"))

    # -- building --------------------------------------------------------------------------------------------------

    def _field(self, name: str) -> QLineEdit:
        field = QLineEdit(self)
        field.setPlaceholderText(name)
        field.setAccessibleName(name)
        field.setMinimumWidth(90)
        field.installEventFilter(self)
        return field

    def _option(self, text: str, name: str) -> QToolButton:
        button = QToolButton(self)
        button.setText(text)
        button.setToolTip(name)
        button.setAccessibleName(name)
        button.setCheckable(True)
        button.setProperty("quiet", True)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return button

    def _lay_out(self) -> None:
        self._number.setMinimumWidth(self.fontMetrics().horizontalAdvance("88,888 of 88,888"))
        self._number.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        options, steps, replacing = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        for row, widgets in (
            (options, (self._case, self._word, self._regex, self._number)),
            (steps, (self._previous, self._next, self._done)),
            (replacing, (self._one, self._all)),
        ):
            row.setSpacing(2)
            for widget in widgets:
                row.addWidget(widget)
        replacing.addStretch(1)
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 1)
        grid.addWidget(self._find, 0, 0)
        grid.addLayout(options, 0, 1)
        grid.addLayout(steps, 0, 2)
        grid.addWidget(self._replace, 1, 0)
        grid.addLayout(replacing, 1, 1, 1, 2)
        rule = QFrame(self)
        rule.setProperty("rule", True)
        inner = QVBoxLayout()
        inner.setContentsMargins(20, 8, 20, 8)
        inner.setSpacing(6)
        inner.addLayout(grid)
        inner.addWidget(self._problem)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(rule)
        column.addLayout(inner)
        order = (self._find, self._replace, self._case, self._word, self._regex, self._previous, self._next)
        order += (self._one, self._all, self._done)
        for one, other in pairwise(order):
            QWidget.setTabOrder(one, other)
        self._problem.hide()
        self._show_replace(False)

    def _connect(self) -> None:
        self._find.textChanged.connect(self._on_query_changed)
        for option in (self._case, self._word, self._regex):
            option.toggled.connect(self._on_query_changed)
        self._next.clicked.connect(self.find_next)
        self._previous.clicked.connect(self.find_previous)
        self._done.clicked.connect(self.close_bar)
        self._one.clicked.connect(self.replace)
        self._all.clicked.connect(self.replace_all)
        self._count.changed.connect(self._show_number)
        self._count.found_first.connect(self._on_count_found_first)
        self._count.slowed.connect(self._give_up)
        self._editor.cursor_changed.connect(self._on_editor_cursor_changed)

    # -- opening and closing ---------------------------------------------------------------------------------------

    @Slot()
    def open_find(self) -> None:
        """Show the bar for finding, with the selected words as query, and begin there."""
        self._show_replace(False)
        self._open()

    @Slot()
    def open_replace(self) -> None:
        """Show the bar for finding and replacing."""
        self._show_replace(not self._editor.isReadOnly())
        self._open()

    def _open(self) -> None:
        selected = self._editor.selected_text()
        self._origin = self._editor.textCursor().selectionStart()
        self.show()
        if selected and "\n" not in selected and not self._regex.isChecked():
            with QSignalBlocker(self._find):
                self._find.setText(selected)
        self._find.setFocus()
        self._find.selectAll()
        self._look(seek=False)

    @Slot()
    def close_bar(self) -> None:
        """Hide the bar; the query stays for the next F3."""
        self._count.stop()
        self._editor.show_matches(None)
        self.hide()
        self._editor.setFocus()

    def _show_replace(self, shown: bool) -> None:
        for widget in (self._replace, self._one, self._all):
            widget.setVisible(shown)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter finds on or replaces, Shift+Enter finds back (Qt's own)."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if watched is self._replace and not back:
                    self.replace()
                elif back:
                    self.find_previous()
                else:
                    self.find_next()
                return True
        return bool(super().eventFilter(watched, event))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back to the text (Qt's own)."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        else:
            super().keyPressEvent(event)

    # -- the query -------------------------------------------------------------------------------------------------

    @Slot()
    def _on_query_changed(self) -> None:
        self._look(seek=True)

    def _look(self, *, seek: bool) -> None:
        """Look for the query as it now stands; ``seek`` selects the first match from where the writer began."""
        self._finder = Finder(self._query())
        self._tell(self._pattern_problem())
        if not self._finder:
            self._count.stop()
            self._editor.show_matches(None)
            self._number.setText("")
            return
        document = self._editor.document()
        self._editor.show_matches(self._finder)
        self._origin = min(self._origin, document.characterCount() - 1)
        self._count.start(document, self._finder, document.findBlock(self._origin).blockNumber(), seek=seek)

    def _query(self) -> Query:
        return Query(
            self._find.text(), self._regex.isChecked(), self._case.isChecked(), self._word.isChecked()
        )

    def _pattern_problem(self) -> str:
        reason = self._finder.problem
        return self.tr("This pattern cannot be read: {0}.").format(reason.rstrip(".")) if reason else ""

    def _tell(self, sentence: str, tone: str = "error") -> None:
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))
        set_property(self._problem, "tone", tone)
        set_property(self._find, "wrong", bool(sentence) and tone == "error")

    @Slot(int)
    def _on_count_found_first(self, line: int) -> None:
        """Select the first match from where the writer began."""
        document = self._editor.document()
        block = document.findBlockByNumber(line)
        here = self._origin - block.position() if document.findBlock(self._origin) == block else 0
        try:
            matches = list(self._finder.matches(block.text()))
        except SlowPatternError:
            self._give_up()
            return
        match = next((each for each in matches if each.start >= here), matches[0])
        self._editor.select_range(block.position() + match.start, match.length)

    @Slot()
    def _give_up(self) -> None:
        """Stop looking for a pattern that takes too long; another one starts anew."""
        self._finder = Finder(Query(""))
        self._count.stop()
        self._editor.show_matches(None)
        self._number.setText("")
        self._tell(
            self.tr("This pattern takes too long on one of the lines. Use one repeat where it has two.")
        )

    @Slot()
    def _on_editor_cursor_changed(self) -> None:
        if not self.isVisible() or not self._finder:
            return
        if self._count.document is not None and self._count.document is not self._editor.document():
            self._look(seek=False)
        self._show_number()

    @Slot()
    def _show_number(self) -> None:
        """Say which match is selected, and how many there are."""
        total, more = self._count.total, "" if self._count.complete else "+"
        if not self._finder or self._count.document is None:
            return
        locale = self.locale()
        many = locale.toString(total) + more
        at = self._current_number()
        if not total:
            text = self.tr("No match") if self._count.complete else self.tr("Looking…")
        elif at:
            text = self.tr("{0} of {1}").format(locale.toString(at), many)
        else:
            text = self.tr("{0} found").format(many)
        self._number.setText(text)

    def _current_number(self) -> int:
        """Return which match is selected, from 1; 0 when none is."""
        cursor = self._editor.textCursor()
        line = self._editor.document().findBlock(cursor.selectionStart()).blockNumber()
        if not self._may_match(line):
            return 0
        try:
            selected = selected_match(self._finder, cursor)
        except SlowPatternError:
            self._give_up()
            return 0
        return self._count.before(line) + selected[0] if selected else 0

    def _may_match(self, line: int) -> bool:
        return self._count.document is None or self._count.may_match(line)

    # -- going from match to match -----------------------------------------------------------------------------------

    @Slot()
    def find_next(self) -> None:
        """Select the next match, around the end of the text if need be."""
        self._go(1)

    @Slot()
    def find_previous(self) -> None:
        """Select the match before, around the head of the text if need be."""
        self._go(-1)

    def _go(self, step: int) -> None:
        if not self._find.text():
            self.open_find()
            return
        if not self._finder:
            return
        walk = next_match if step > 0 else previous_match
        try:
            found = walk(self._finder, self._editor.textCursor(), self._may_match)
        except SlowPatternError:
            self._give_up()
            return
        if found is None:
            self._number.setText(self.tr("No match"))
            return
        block, match = found
        self._origin = block.position() + match.start
        self._editor.select_range(self._origin, match.length)
        self._show_number()

    # -- replacing ---------------------------------------------------------------------------------------------------

    @Slot()
    def replace(self) -> None:
        """Replace the selected match and select the next one; without a selected match only find it."""
        if self._editor.isReadOnly() or not self._finder:
            return
        cursor = self._editor.textCursor()
        try:
            selected = selected_match(self._finder, cursor)
        except SlowPatternError:
            self._give_up()
            return
        if selected:
            cursor.insertText(self._finder.replacement(selected[1], self._replace.text()))
            self._editor.setTextCursor(cursor)
        self.find_next()

    @Slot()
    def replace_all(self) -> None:
        """Replace every match as one step that can be undone, and say how many there were."""
        if self._editor.isReadOnly() or not self._finder:
            return
        document = self._editor.document()
        try:
            # From where the cursor is: undo goes back there.
            cursor = self._editor.textCursor()
            count = replace_all(self._finder, cursor, self._replace.text(), self._may_match)
        except SlowPatternError:
            self._give_up()
            return
        self._tell(self.tr("{0} replaced").format(self.locale().toString(count)), "muted")
        # What is left or was made by it, without moving the cursor.
        self._count.start(document, self._finder)
