"""Owns the live rendering of the post in view: body lines in, patches of changed blocks out, off the main thread."""

from __future__ import annotations

import json
import time
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
class Patch:
    """One message for the page: ``script`` is JavaScript for the page's own patching functions."""

    token: int  # which showing of which post it belongs to
    script: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a line of the body stands in the page: a block and how far into it, 0 to 1."""

    block: int
    fraction: float


@dataclass
class _State:
    """What the worker thread alone may touch."""

    token: int = 0
    live: LiveDocument = field(default_factory=LiveDocument)
    words: WordCount = field(default_factory=WordCount)
    waiting: set[int] = field(default_factory=set)
    near: int = 0
    tail: str = ""
    last_change: float = 0.0
    counted: int = -1


class Renderer(QObject):
    """Renders one body at a time, block by block, in a thread of its own.

    ``patched`` carries a ``Patch`` in the order the page must apply them; ``counted`` the number of words after
    the text has rested; ``located`` a ``Place`` asked for with ``locate``; ``line_found`` a body line asked for
    with ``find_line``.
    """

    patched = Signal(object)
    counted = Signal(int)
    located = Signal(object)
    line_found = Signal(int, int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._state = _State()
        self._token = 0
        self._worker = SerialWorker(self._idle, self)

    def show(self, lines: list[str], top_line: int = 0) -> None:
        """Render another body from its beginning, the part around ``top_line`` first."""
        self._token += 1
        token = self._token
        self._worker.post(lambda: self._begin(token, lines, top_line))

    def change(self, change: BodyChange) -> None:
        """Render what an edit changed."""
        self._worker.post(lambda: self._apply(change))

    def locate(self, line: float) -> None:
        """Ask where body line ``line`` (with a fraction) stands in the page; ``located`` answers."""
        self._worker.post(lambda: self._locate(line))

    def find_line(self, block: int, fraction: float, text: str = "", before: str = "") -> None:
        """Ask which body line a point of the page comes from; ``line_found`` answers with line and column."""
        self._worker.post(lambda: self._find_line(block, fraction, text, before))

    def near(self, block: int) -> None:
        """Say which block the reader looks at, so that it is rendered before others."""
        self._worker.post(lambda: setattr(self._state, "near", block))

    def drain(self) -> None:
        """End the thread; call it before the program quits."""
        self._worker.drain()

    # -- the worker's side -------------------------------------------------------------------------------------

    def _begin(self, token: int, lines: list[str], top_line: int) -> None:
        state = self._state = _State(token=token)
        state.live.update(lines)
        state.words.update(lines)
        count = len(state.live.blocks)
        state.waiting = set(range(count))
        state.near = state.live.index_of(top_line) if count else 0
        self._send("cd.reset(%d)" % count)
        self._render_some(limit=_AT_ONCE)

    def _apply(self, change: BodyChange) -> None:
        state = self._state
        splice = state.live.update(change.lines, change.first, change.removed, change.added)
        state.words.update(change.lines, change.first, change.removed, change.added)
        state.last_change = time.monotonic()
        moved = splice.added - splice.removed
        if moved or splice.removed:
            end = splice.start + splice.removed
            state.waiting = {
                index if index < splice.start else index + moved
                for index in state.waiting
                if index < splice.start or index >= end
            }
        fresh = range(splice.start, splice.start + splice.added)
        stale = set(state.live.pending()) - state.waiting - set(fresh)
        if splice.added <= _AT_ONCE:
            html = [state.live.render(index) for index in fresh]
        else:
            html = [None] * splice.added  # placeholders, filled from the place the reader looks at
            state.waiting.update(fresh)
        if splice.added or splice.removed:
            self._send("cd.splice(%d,%d,%s)" % (splice.start, splice.removed, json.dumps(html)))
        if stale:
            state.waiting |= stale
        state.near = splice.start
        if state.waiting:
            self._render_some(limit=_AT_ONCE)
        self._send_tail()

    def _render_some(self, limit: int | None = None, seconds: float | None = None) -> None:
        """Render waiting blocks, the nearest to the reader first, and send them."""
        state = self._state
        if not state.waiting:
            return
        order = sorted(state.waiting, key=lambda index: abs(index - state.near))
        ends = None if seconds is None else time.monotonic() + seconds
        done: list[tuple[int, str]] = []
        for index in order[:limit]:
            done.append((index, state.live.render(index)))
            if ends is not None and time.monotonic() >= ends:
                break
        state.waiting.difference_update(index for index, _ in done)
        self._send("cd.fill(%s)" % json.dumps(done))
        if not state.waiting:
            self._send_tail()

    def _send_tail(self) -> None:
        state = self._state
        tail = state.live.tail() if not state.waiting else state.tail
        if tail != state.tail:
            state.tail = tail
            self._send("cd.tail(%s)" % json.dumps(tail))

    def _send(self, script: str) -> None:
        self.patched.emit(Patch(self._state.token, script))

    def _idle(self) -> float | None:
        state = self._state
        since = time.monotonic() - state.last_change
        if since < _QUIET_SECONDS:
            return _QUIET_SECONDS - since
        if state.words.total != state.counted:
            state.counted = state.words.total
            self.counted.emit(state.counted)
        if not state.waiting:
            return None
        self._render_some(seconds=_BATCH_SECONDS)
        # Half of the time belongs to whoever types or scrolls meanwhile.
        return _BATCH_SECONDS

    def _locate(self, line: float) -> None:
        live = self._state.live
        if not live.blocks:
            return
        index = live.index_of(int(line))
        block = live.blocks[index]
        first = live.line_of(index)
        fraction = (line - first) / max(block.count, 1)
        self.located.emit(Place(index, min(max(fraction, 0.0), 1.0)))

    def _find_line(self, index: int, fraction: float, text: str, before: str) -> None:
        live = self._state.live
        if not 0 <= index < len(live.blocks):
            return
        first = live.line_of(index)
        lines = live.lines_of(index)
        line, column = _match(lines, text, before, fraction)
        self.line_found.emit(first + line, column)


def _match(lines: list[str], text: str, before: str, fraction: float) -> tuple[int, int]:
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
