"""Owns the live rendering of the post in view: body lines in, patches of changed blocks out, off the main thread."""

from __future__ import annotations

import json
import math
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Signal

from editor.core.markdown.live import LiveDocument
from editor.core.markdown.statistics import WordCount
from editor.services.document import BodyChange
from editor.services.tasks import SerialWorker

# A whole render shares the interpreter with typing, so it stands back for this long after each keystroke.
_QUIET_SECONDS = 0.12
# How many blocks are rendered between two looks at the queue of keystrokes while nobody types.
_BATCH_SECONDS = 0.004
# An edit that makes at most this many blocks is rendered at once; more (a paste, an opened post) arrive in batches.
_AT_ONCE = 24


@dataclass(frozen=True, slots=True)
class Place:
    """Where a line of the body stands in the page: a block and how far into it, 0 to 1."""

    block: int
    fraction: float


@dataclass
class _State:
    """What the worker thread alone may touch."""

    live: LiveDocument = field(default_factory=LiveDocument)
    words: WordCount = field(default_factory=WordCount)
    lines: Sequence[str] = ()
    near: int = 0
    tail: str = ""
    last_change: float = 0.0
    counted: int = -1


class Renderer(QObject):
    """Renders one body at a time, block by block, in a thread of its own.

    ``patched`` carries JavaScript for the page's own patching functions, in the order it must run; ``counted`` the number of words after
    the text has rested; ``located`` a ``Place`` asked for with ``locate``; ``line_found`` a body line asked for
    with ``find_line``; ``top_found`` the line, with a fraction, asked for with ``find_top``.
    """

    patched = Signal(str)
    counted = Signal(int)
    located = Signal(object)
    line_found = Signal(int, int)
    top_found = Signal(float)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._state = _State()
        self._worker = SerialWorker(self._idle, self)

    def show(self, lines: Sequence[str], top_line: int = 0) -> None:
        """Render another body from its beginning, the part around ``top_line`` first."""
        self._worker.post(lambda: self._begin(lines, top_line))

    def change(self, change: BodyChange) -> None:
        """Render what an edit changed."""
        self._worker.post(lambda: self._apply(change))

    def locate(self, line: float) -> None:
        """Ask where body line ``line`` (with a fraction) stands in the page; ``located`` answers."""
        self._worker.post(lambda: self._locate(line))

    def find_line(self, block: int, fraction: float, text: str = "", before: str = "") -> None:
        """Ask which body line a point of the page comes from; ``line_found`` answers with line and column."""
        self._worker.post(lambda: self._find_line(block, fraction, text, before))

    def find_top(self, block: int, fraction: float) -> None:
        """Ask which body line stands at the top of the page; ``top_found`` answers."""
        self._worker.post(lambda: self._find_top(block, fraction))

    def drain(self) -> None:
        """End the thread; call it before the program quits."""
        self._worker.drain()

    # -- the worker's side -------------------------------------------------------------------------------------

    def _begin(self, lines: Sequence[str], top_line: int) -> None:
        state = self._state = _State(lines=lines)
        state.live.update(lines)
        state.words.update(lines, 0, 0, len(lines))
        state.near = max(state.live.index_of(top_line), 0)
        self._send(f"cd.reset({len(state.live)})")
        self._render_waiting(most=_AT_ONCE)

    def _apply(self, change: BodyChange) -> None:
        state = self._state
        state.lines = change.lines
        splice = state.live.update(change.lines, change.first, change.removed, change.added)
        state.words.update(change.lines, change.first, change.removed, change.added)
        state.last_change = time.monotonic()
        state.near = splice.start
        if splice.added or splice.removed:
            # A paste of a whole article gets empty sections first, filled from where the reader looks.
            fresh = range(splice.start, splice.start + splice.added)
            at_once = splice.added <= _AT_ONCE
            html = [state.live.render(index) if at_once else None for index in fresh]
            self._send(f"cd.splice({splice.start},{splice.removed},{json.dumps(html)})")
        self._render_waiting(most=_AT_ONCE)

    def _render_waiting(self, most: int | None = None, seconds: float = math.inf) -> bool:
        """Render blocks that have no current HTML, the nearest to the reader first. Returns True if some are left."""
        state = self._state
        waiting = state.live.pending()
        ends = time.monotonic() + seconds
        done: list[tuple[int, str]] = []
        for index in sorted(waiting, key=lambda index: abs(index - state.near))[:most]:
            done.append((index, state.live.render(index)))
            if time.monotonic() >= ends:
                break
        if done:
            self._send(f"cd.fill({json.dumps(done)})")
        if len(done) < len(waiting):
            return True
        tail = state.live.tail()
        if tail != state.tail:
            state.tail = tail
            self._send(f"cd.tail({json.dumps(tail)})")
        return False

    def _send(self, script: str) -> None:
        self.patched.emit(script)

    def _idle(self) -> float | None:
        state = self._state
        since = time.monotonic() - state.last_change
        if since < _QUIET_SECONDS:
            return _QUIET_SECONDS - since
        if state.words.total != state.counted:
            state.counted = state.words.total
            self.counted.emit(state.counted)
        # Half of the time belongs to whoever types or scrolls meanwhile.
        return _BATCH_SECONDS if self._render_waiting(seconds=_BATCH_SECONDS) else None

    def _locate(self, line: float) -> None:
        live = self._state.live
        if not len(live):
            return
        block = live.block(index := live.index_of(int(line)))
        fraction = (line - block.first) / max(block.count, 1)
        self.located.emit(Place(index, min(max(fraction, 0.0), 1.0)))

    def _find_line(self, index: int, fraction: float, text: str, before: str) -> None:
        if not 0 <= index < len(self._state.live):
            return
        block = self._state.live.block(index)
        lines = self._state.lines[block.first : block.first + block.count]
        line, column = _match(lines, text, before, fraction)
        self.line_found.emit(block.first + line, column)

    def _find_top(self, index: int, fraction: float) -> None:
        state = self._state
        if not 0 <= index < len(state.live):
            return
        state.near = index
        block = state.live.block(index)
        self.top_found.emit(block.first + fraction * block.count)


def _match(lines: Sequence[str], text: str, before: str, fraction: float) -> tuple[int, int]:
    """Find the word of the page among a block's source lines; else go by the fraction of its height."""
    guess = min(int(fraction * len(lines)), len(lines) - 1) if lines else 0
    if not text:
        return guess, 0
    hits = [(row, line.find(text)) for row, line in enumerate(lines) if text in line]
    if not hits:
        return guess, 0
    tail = before[-12:]
    exact = [(row, lines[row].find(tail + text)) for row, _ in hits if tail and tail + text in lines[row]]
    if exact:
        row, column = exact[0]
        return row, column + len(tail)
    return min(hits, key=lambda hit: abs(hit[0] - guess))
