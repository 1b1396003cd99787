"""Owns which lines of a body document are styled: only those on screen, however long the document is."""

from __future__ import annotations

import heapq
from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtGui import QTextBlock, QTextDocument, QTextLayout

from editor.core.markdown.highlight import START, LineState, Span, is_underline, line_spans, line_state
from editor.core.markdown.typed_spans import spans_after_typing
from editor.widgets.writing.code_colours import Run
from editor.widgets.writing.columns import to_utf16
from editor.widgets.writing.formats import Formats

_FENCE_PAUSE_MS = 120
"""How long typing in a fence must rest before the whole fence is coloured again."""
_LONGEST_FENCE = 200
"""How many lines of a fence are coloured together; beyond, each line is coloured by itself."""
_AT_ONCE = 20_000
"""How many lines are looked at before others are shown: some tenths of a second."""
_LOOK_BACK = 500
"""How many lines above are looked at first where more would have to be."""
_SLICE = 5_000
"""How many lines are looked at between two events, then."""
# What a line's formats stand for: not made yet (0), made, made in view of an underline below, made for no text.
_STYLED, _HEADING, _EMPTY = 1, 2, 3


class Highlighter(QObject):
    """Styles the visible lines of one document.

    A QSyntaxHighlighter formats the whole document when it opens, and all that follows when a fence opens at
    its head. Here a line has two facts: the state it leaves to the next one, worked out from the top down to the
    last line ever shown and corrected from the edited line only as far as it differs; and whether its text
    layout holds the right formats, which is only made true for lines about to be painted.
    """

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._document = document
        self._formats: Formats | None = None
        self._start = START
        # Format ranges by style, used over and over: Qt copies them, and making one costs more than filling it in.
        self._made: dict[int, list[QTextLayout.FormatRange]] = {}
        self._after: list[LineState | None] = [None] * document.blockCount()
        self._styled = bytearray(document.blockCount())
        self._stale = [0]  # a heap of lines whose state below is to be worked out again
        self._shown = (0, -1)
        self._showing = False
        self.pending = True
        """Whether a line on screen may have to be styled: ask ``show`` before painting."""
        self.letter = -1
        """Where in its line the edit told last put one letter that only moved styles along; -1 after any other."""
        self._last: tuple[int, tuple[Span, ...]] = (-1, ())
        self._guessed = (0, -1)
        self._slices = QTimer(self, singleShot=True, interval=0)
        self._slices.timeout.connect(self._on_slices_timeout)
        self._pause = QTimer(self, singleShot=True, interval=_FENCE_PAUSE_MS)
        self._pause.timeout.connect(self._on_pause_timeout)
        document.contentsChange.connect(self._on_document_contents_change)

    def set_formats(self, formats: Formats) -> None:
        """Use other colours or fonts; lines are styled with them when they are shown next."""
        if formats is not self._formats:
            self._formats = formats
            self._made.clear()
            self.forget_styles()

    def set_start(self, start: LineState) -> None:
        """Read the text as one whose first line follows ``start``, which tells how its site reads markdown."""
        if start != self._start:
            self._start = start
            self._after = [None] * len(self._after)
            self._stale = [0]
            self._last = (-1, ())
            self.forget_styles()

    def forget_styles(self) -> None:
        """Style every line again when it is shown next."""
        self._styled = bytearray(len(self._after))
        self.pending = True

    def state_above(self, number: int) -> LineState:
        """Return what line ``number`` (0-based) follows, working states out as far as needed.

        Far below all that is known it is first a guess from the lines above it, and put right in a moment.
        """
        self._settle(number - 1)
        return self._above(number)

    def show(self, first: int, last: int) -> None:
        """Make sure that lines ``first`` to ``last`` (inclusive, 0-based) are styled; cheap when they are."""
        last = min(last, len(self._after) - 1)
        self._shown = (first, last)
        self.pending = False
        if self._formats is None or (
            not self._needs_settling(last) and 0 not in self._styled[first : last + 1]
        ):
            return
        self._settle(last)
        self._showing = True
        block = self._document.findBlockByNumber(first)
        for number in range(first, last + 1):
            if not self._styled[number]:
                self._style(block, number)
                # The text layout has to take the formats in at once: left pending, they would blur into the
                # next edit's extent.
                self._document.markContentsDirty(block.position(), block.length())
            block = block.next()
        self._showing = False
        self._last = (-1, ())

    def code_runs(self, first: int, last: int) -> list[tuple[int, int]]:
        """Return the first and last line of each run of lines that stand in fences (fences included)."""
        above = self._above(first)
        runs: list[tuple[int, int]] = []
        for number, after in enumerate(self._after[first : last + 1], first):
            below = after or START
            if above.fence or below.fence:
                if runs and runs[-1][1] == number - 1 and above.fence:
                    runs[-1] = (runs[-1][0], number)
                else:
                    runs.append((number, number))
            above = below
        return runs

    @Slot(int, int, int)
    def _on_document_contents_change(self, position: int, removed: int, added: int) -> None:
        document = self._document
        self._guessed = (0, -1)
        first = document.findBlock(position)
        grown = document.blockCount() - len(self._after)
        if not grown and position + added < first.position() + first.length():
            number = first.blockNumber()
            self.letter = position - first.position()
            if removed or added != 1 or not self._note_letter(first, number, self.letter):
                self.letter = -1
                self._note_edit(first, number)
            return
        self.letter = -1
        last = document.findBlock(position + added)
        if not last.isValid():  # Qt counts the document's final separator in some edits
            last = document.lastBlock()
        at, new = first.blockNumber(), last.blockNumber() - first.blockNumber() + 1
        self._note_lines(at, new - grown, new)

    def _note_lines(self, at: int, old: int, new: int) -> None:
        """Lines ``at`` to ``at + old`` have become ``new`` others."""
        grown = new - old
        self._last = (-1, ())
        self._after[at : at + old] = [None] * new
        self._styled[at : at + old] = bytes(new)
        kept = [line for line in self._stale if not at <= line < at + old]
        self._stale = [line if line < at else line + grown for line in kept]
        self._stale += range(at, min(at + new + 1, len(self._after)))
        heapq.heapify(self._stale)
        if at:
            self._styled[at - 1] = 0  # a heading or not, by what stands below it
        self.pending = True

    def _note_letter(self, block: QTextBlock, number: int, at: int) -> bool:
        """One character was typed into the line styled last; False when that is to be looked at as any edit."""
        if self._last[0] != number or self._needs_settling(number):
            return False
        text = block.text()
        spans = spans_after_typing(self._last[1], text, at) if block.length() - 1 == len(text) else None
        if spans is None:
            return False
        if spans != self._last[1]:
            block.layout().setFormats(self._ranges(text, spans, astral=False))
            self._last = (number, spans)
        return True

    def _note_edit(self, block: QTextBlock, number: int) -> None:
        """One line has another text; on screen it is styled before the layout sees the edit: laid out once."""
        if number and (self._styled[number - 1] == _HEADING) != is_underline(block.text()):
            self._styled[number - 1] = 0
            self.pending = True
        shown = self._formats is not None and self._shown[0] <= number <= self._shown[1]
        if not shown or self._needs_settling(number - 1):
            self._styled[number] = 0
            heapq.heappush(self._stale, number)
            self._last = (-1, ())
            self.pending = True
            return
        after = self._style(block, number)
        if after != self._after[number]:
            self._after[number] = after
            if number + 1 < len(self._after):
                heapq.heappush(self._stale, number + 1)
                self._styled[number + 1] = 0
            self.pending = True

    def _needs_settling(self, last: int) -> bool:
        return bool(self._stale) and self._stale[0] <= last

    def _settle(self, last: int) -> None:
        """Work out the states below the lines up to ``last``: at once, or from a guess where that is far."""
        if self._stale and last - self._stale[0] > _AT_ONCE:
            self._guess(last)
        else:
            self._work_out(last)

    def _guess(self, last: int) -> None:
        """Work out the states of some lines as if nothing were open above them; the truth comes in slices."""
        first = max(last - _LOOK_BACK, 0)
        if not self._guessed[0] <= last <= self._guessed[1]:
            self._guessed = (last, last)
            block, state, after = self._document.findBlockByNumber(first), START, self._after
            for number in range(first, last + 1):
                state = line_state(block.text(), state)
                if after[number] != state:
                    after[number] = state
                    if number + 1 < len(after):
                        self._styled[number + 1] = 0
                block = block.next()
        if not self._slices.isActive():
            self._slices.start()

    @Slot()
    def _on_slices_timeout(self) -> None:
        last = self._shown[1]
        if self._needs_settling(last):
            self._work_out(min(self._stale[0] + _SLICE, last))
        if self._needs_settling(last):
            self._slices.start()
        else:
            self.pending = True
            self._document.documentLayout().update.emit()

    def _work_out(self, last: int) -> None:
        stale, after = self._stale, self._after
        while stale and stale[0] <= last:
            number = heapq.heappop(stale)
            block = self._document.findBlockByNumber(number)
            while number <= last:
                state = line_state(block.text(), self._above(number))
                same = after[number] == state
                after[number] = state
                number += 1
                if same:
                    break
                if number < len(after):
                    self._styled[number] = 0
                while stale and stale[0] <= number:
                    heapq.heappop(stale)
                block = block.next()
            else:
                if number < len(after):
                    heapq.heappush(stale, number)

    def _above(self, number: int) -> LineState:
        return (self._after[number - 1] or self._start) if number else self._start

    def _style(self, block: QTextBlock, number: int) -> LineState:
        """Put the formats of one line into its text layout; return the state below it."""
        assert self._formats is not None
        text = block.text()
        above = self._above(number)
        # Known since the line was styled before: only the line below could change it, and then this one is unstyled.
        following = "" if self._styled[number] == _STYLED or not text else block.next().text()
        spans, after = line_spans(text, above, following)
        code = bool(above.language and after.fence)
        self._styled[number] = _kind_of(text, following)
        astral = block.length() - 1 != len(text)
        if not code and not astral and self._last == (number, spans):
            return after  # typed behind all that is marked: the layout has these formats
        # The same spans over characters that Qt counts otherwise are other formats.
        self._last = (number, spans) if not code and not astral else (-1, ())
        ranges = self._ranges(text, spans, astral)
        if code:
            ranges += _code_ranges(text, self._formats.code.line(above.language, text), astral)
            if not self._pause.isActive():
                # At once where code comes into sight, after a rest where it is being typed.
                self._pause.start(0 if self._showing else _FENCE_PAUSE_MS)
        block.layout().setFormats(ranges)
        return after

    def _ranges(self, text: str, spans: Sequence[Span], astral: bool) -> list[QTextLayout.FormatRange]:
        """Return spans as Qt's format ranges; ``astral`` when Qt counts a character of the line as two."""
        formats, made, used = self._formats, self._made, dict.fromkeys(self._made, 0)
        assert formats is not None
        ranges = []
        for start, length, style in spans:
            kept = made.get(style)
            if kept is None:
                kept = made[style] = []
            at = used.get(style, 0)
            used[style] = at + 1
            if at == len(kept):
                kept.append(QTextLayout.FormatRange())
                kept[at].format = formats.of(style)
            run = kept[at]
            if astral:
                run.start = to_utf16(text, start)
                run.length = to_utf16(text, start + length) - run.start
            else:
                run.start = start
                run.length = length
            ranges.append(run)
        return ranges

    @Slot()
    def _on_pause_timeout(self) -> None:
        """Colour the fences on screen as wholes, for what runs over several lines in them."""
        first, last = self._shown
        last = min(last, len(self._after) - 1)
        number = first
        while self._formats is not None and number <= last and not self._needs_settling(last):
            number = self._colour_fence(number) if self._above(number).language else number + 1

    def _colour_fence(self, number: int) -> int:
        """Colour the fence that line ``number`` stands in; return the first line behind it."""
        assert self._formats is not None
        state, after = self._above(number), self._after
        first = last = number
        while first > 0 and number - first < _LONGEST_FENCE and self._above(first - 1) == state:
            first -= 1
        end = min(len(after), first + _LONGEST_FENCE)
        while last < end and after[last] == state:
            last += 1
        block = self._document.findBlockByNumber(first)
        texts = []
        for _ in range(first, last):
            texts.append(block.text())
            block = block.next()
        runs = self._formats.code.lines(state.language, texts)
        if runs is not None:
            for line in range(max(first, self._shown[0]), min(last, self._shown[1] + 1)):
                self._recolour(line, runs[line - first])
        return max(last, number) + 1

    def _recolour(self, number: int, runs: list[Run]) -> None:
        block = self._document.findBlockByNumber(number)
        text = block.text()
        astral = block.length() - 1 != len(text)
        ranges = self._ranges(text, line_spans(text, self._above(number))[0], astral)
        ranges += _code_ranges(text, runs, astral)
        layout = block.layout()
        if layout.formats() != ranges:
            layout.setFormats(ranges)
            self._last = (-1, ())
            self._document.markContentsDirty(block.position(), block.length())


def _kind_of(text: str, following: str) -> int:
    if not text:
        return _EMPTY
    return _HEADING if is_underline(following) else _STYLED


def _code_ranges(text: str, runs: list[Run], astral: bool) -> list[QTextLayout.FormatRange]:
    ranges = []
    for start, length, form in runs:
        run = QTextLayout.FormatRange()
        run.start = to_utf16(text, start) if astral else start
        run.length = to_utf16(text, start + length) - run.start if astral else length
        run.format = form
        ranges.append(run)
    return ranges
