"""Owns the live rendering of the post in view: body lines in, patches of changed blocks out, off the main thread."""

from __future__ import annotations

import math
import re
import time
from bisect import bisect_left
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from itertools import islice
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from editor.core.liquid.expanded import BodyFill, ExpandedBody
from editor.core.liquid.outcome import Part, Rendered
from editor.core.markdown.heading import Heading
from editor.core.markdown.settings import USUAL, MarkdownSettings
from editor.core.markdown.statistics import WordCount
from editor.core.pagecalls import page_call
from editor.services.body import BodyChange
from editor.services.tasks import SerialWorker

if TYPE_CHECKING:
    from editor.core.markdown.live import LiveDocument, Splice

# A whole render shares the interpreter with typing, so it stands back for this long after each keystroke.
_QUIET_SECONDS = 0.12
# How many blocks are rendered between two looks at the queue of keystrokes while nobody types.
_BATCH_SECONDS = 0.004
# An edit that makes at most this many blocks is rendered at once; more (a paste, an opened post) arrive in batches.
_AT_ONCE = 24
# Liquid over one paragraph, or over the whole text (some 15,000 words with an output in each paragraph), that takes
# longer than this waits until the text has rested for so long, and so does a fault in its way.
_LIQUID_AT_ONCE = 0.016
_LIQUID_REST = 0.4
_LIQUID_CHECKED = 0.1
# Of a post that is too long to be formatted, so many characters of what is shown as typed: the page takes them anew
# with each key in them.
_REST_SHOWN = 20_000
# How many blocks with headings are looked at between two looks at the queue.
_OUTLINE_BATCH = 16
# A word of the page without the quotation marks and stops around it, which look otherwise in the source.
_CORE = re.compile(r"\w+(?:['’-]\w+)*")

# The renderer makes typographic marks of plain ones; one character each, so that columns hold.
_STRAIGHT = str.maketrans("‘’“”", "''\"\"")


Fill: TypeAlias = Callable[[str, Callable[[], bool], Part | None], Rendered]
"""Runs Liquid over a whole body or a part of it, in the renderer's own thread.

It is to end soon once the second argument says so.
"""


def unfilled(text: str, _stop: Callable[[], bool], part: Part | None) -> Rendered:
    """Leave a body as it is written."""
    return Rendered(text if part is None else part.text)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a line of the body stands in the page: a block and how far into it, 0 to 1."""

    block: int
    fraction: float
    purpose: str = ""
    """What whoever asked wants with it."""


def _live_document(settings: MarkdownSettings = USUAL) -> LiveDocument:
    # Here and not above: markdown and its libraries are large, and the thread that renders has the time to load them.
    from editor.core.markdown.drafting import BlockRenderer
    from editor.core.markdown.live import LiveDocument

    return LiveDocument(BlockRenderer(settings), rest_shown=_REST_SHOWN)


@dataclass
class _State:
    """What the worker thread alone may touch."""

    settings: MarkdownSettings = USUAL
    live: LiveDocument = field(default_factory=_live_document)
    body: ExpandedBody = field(default_factory=ExpandedBody)
    liquid_seconds: float = 0.0
    liquid_last: float = math.inf
    touched: bool = False
    words: WordCount = field(default_factory=WordCount)
    lines: Sequence[str] = ()
    near: int = 0
    tail: str = ""
    last_change: float = 0.0
    counted: int = -1
    left: int = 0
    unsure: bool = False
    outline: tuple[Heading, ...] | None = None
    outline_due: bool = True
    whole_wanted: bool = False


@dataclass(frozen=True, slots=True)
class WholeBody:
    """A body at one moment: its text, the HTML of its blocks and of the notes that end it, and ``html``, its whole."""

    text: str
    blocks: tuple[str, ...]
    tail: str
    html: str


class Renderer(QObject):
    """Renders one body at a time, block by block, in a thread of its own.

    ``patched`` carries JavaScript for the page's own patching functions, in the order it must run; ``counted``
    the number of words after the text has rested; ``located`` a ``Place`` asked for with ``locate``;
    ``line_found`` a body line and a column (in characters) asked for with ``find_line``; ``top_found``
    the line, with a fraction, asked for with ``find_top``, ``place_found`` the one asked for with ``find_place``;
    ``whole`` the ``WholeBody`` asked for with ``want_whole``, in its place among the patches;
    ``outlined`` the headings (a tuple of ``Heading``) after the text has rested, while ``watch_outline`` is on.
    """

    patched = Signal(str)
    counted = Signal(int)
    located = Signal(object)
    line_found = Signal(int, int)
    top_found = Signal(float)
    place_found = Signal(float)
    outlined = Signal(object)
    whole = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._fill: Fill = unfilled
        self._settings = USUAL
        self._turn = 0
        self._watches_outline = False
        self._worker = SerialWorker(self._idle, self)
        # Changes go to the worker once the window has been painted: a thread that renders meanwhile would take the
        # interpreter away from the paint, and the page's patch would be sent before the key has shown.
        self._changes: deque[BodyChange] = deque()
        self._painted = QTimer(self, singleShot=True, interval=0)
        self._painted.timeout.connect(self._on_painted_timeout)

    @cached_property
    def _state(self) -> _State:
        """Made by the worker when it needs one first."""
        return _State()

    def hold(self) -> None:
        """Render nothing until ``release``: the window is being built, and the interpreter does one thing at a time."""
        self._worker.hold()

    def release(self) -> None:
        """Render what has been asked for, and what will be."""
        self._worker.release()

    def show(self, lines: Sequence[str], top_line: int = 0) -> None:
        """Render another body from its beginning, the part around ``top_line`` first.

        What is still waiting for the body before it is not done any more.
        """
        self._changes = deque()
        self._worker.post(
            partial(self._begin, lines, top_line, self._next_fill(), self._settings), alone=True
        )

    def fill_with(self, fill: Fill, settings: MarkdownSettings = USUAL) -> None:
        """Run Liquid over the text by ``fill`` from now on, and read its markdown as ``settings`` have it.

        To be called whenever the site may have changed.
        """
        self._fill, self._settings = fill, settings
        self._post(partial(self._fill_anew, self._next_fill(), settings))

    def _next_fill(self) -> BodyFill:
        """Stop the run of Liquid that is under way, and return what does the next one."""
        self._turn += 1
        return partial(self._filled, self._fill, self._turn)

    def _filled(self, fill: Fill, turn: int, text: str, part: Part | None = None) -> Rendered:
        # A part that takes long is none that a key can wait for: the whole is run once the text has rested.
        ends = math.inf if part is None else time.thread_time() + _LIQUID_AT_ONCE
        rendered = fill(text, lambda: self._turn != turn or time.thread_time() > ends, part)
        # What was stopped is done anew at once: until then the body is as it is written.
        return rendered if self._turn == turn else Rendered(text, is_whole=False)

    def change(self, change: BodyChange) -> None:
        """Render what an edit changed, after what else the edit led to."""
        self._changes.append(change)
        self._painted.start()

    def locate(self, line: float, purpose: str = "") -> None:
        """Ask where body line ``line`` (with a fraction) stands in the page; ``located`` answers, with ``purpose``."""
        self._post(partial(self._locate, line, purpose))

    def find_line(self, block: int, fraction: float, text: str = "", before: str = "") -> None:
        """Ask which body line a point of the page comes from; ``line_found`` answers with line and column.

        Block -1 stands for a page without blocks: the words alone have to lead.
        """
        self._post(partial(self._find_line, block, fraction, text, before))

    def find_top(self, block: int, fraction: float) -> None:
        """Ask which body line stands at the top of the page; ``top_found`` answers."""
        self._post(partial(self._find_top, block, fraction))

    def find_place(self, block: int, fraction: float) -> None:
        """Ask which body line a point of the page comes from, for nobody's scrolling; ``place_found`` answers."""
        self._post(partial(self._find_place, block, fraction))

    def want_whole(self) -> None:
        """Ask for the body as a whole, once all of it is rendered and nobody types; ``whole`` answers."""
        self._post(self._note_whole_wanted)

    def watch_outline(self, *, on: bool) -> None:
        """Tell the headings of the text from now on whenever they have changed, or no more."""
        self._watches_outline = on
        if on:
            self._post(self._tell_outline_again)

    def drain(self) -> None:
        """End the thread without doing what still waits; call it before the program quits."""
        self._painted.stop()
        self._turn += 1
        self._worker.drain(finish=False)

    def _post(self, job: Callable[[], None]) -> None:
        self._on_painted_timeout()
        self._worker.post(job)

    @Slot()
    def _on_painted_timeout(self) -> None:
        if self._changes:
            self._worker.post(partial(self._apply, self._changes))

    # -- the worker's side -------------------------------------------------------------------------------------

    def _begin(
        self,
        lines: Sequence[str],
        top_line: int,
        fill: BodyFill,
        settings: MarkdownSettings,
    ) -> None:
        wanted = self._state.whole_wanted
        live, body = _live_document(settings), ExpandedBody(fill)
        state = self._state = _State(settings, live, body, lines=lines, whole_wanted=wanted)
        self._run_liquid()
        state.live.update(state.body.lines)
        state.words.update(lines, 0, 0, len(lines))
        state.near = max(state.live.index_of(int(state.body.to_shown(top_line))), 0)
        # In one script, so that nothing is drawn between the empty page and what the reader sees first.
        self._send(page_call("reset", len(state.live)), *self._render_waiting(most=_AT_ONCE))

    def _apply(self, changes: deque[BodyChange]) -> None:
        """Take over what has come in by now, and render it as one: after a burst the page must not lag behind."""
        if not changes:
            return  # an earlier job took them
        scripts: list[str] = []
        try:
            while changes:
                change = changes.popleft()
                while changes and (both := change.followed_by(changes[0])) is not None:
                    change = both
                    changes.popleft()
                scripts += self._scripts_for(change, last=not changes)
        finally:
            self._send(*scripts)
        # What else a key made stale is soon done, or waits until nobody types: the next key must not.
        self._send(*self._render_waiting(most=_AT_ONCE, seconds=_BATCH_SECONDS))

    def _scripts_for(self, change: BodyChange, *, last: bool) -> list[str]:
        """Take over an edit; return the script for it, with HTML in it when no other edit waits."""
        state = self._state
        if state.unsure:
            # The edit before this one failed half way: only the whole text is sure to be right again.
            self._begin(change.lines, change.first, state.body.fill, state.settings)
            return []
        state.unsure = True
        state.outline_due = True
        state.lines = change.lines
        state.words.update(change.lines, change.first, change.removed, change.added)
        state.last_change = time.monotonic()
        state.touched = state.body.has_liquid
        edit = state.body.edit(change.lines, change.first, change.removed, change.added)
        scripts = []
        if edit is not None:
            scripts = self._scripts_of(state.live.update(state.body.lines, *edit), last=last)
        elif last and state.liquid_seconds < _LIQUID_AT_ONCE:
            scripts = self._scripts_after_liquid()
        state.unsure = False
        return scripts

    def _run_liquid(self) -> None:
        state = self._state
        began = time.thread_time()
        state.body.begin(state.lines)
        # What it took of the processor: other threads and programs may have held it up. Of two runs the shorter, for
        # the first imports Liquid.
        took = time.thread_time() - began
        state.liquid_seconds, state.liquid_last = min(took, state.liquid_last), took
        state.touched = False

    def _scripts_after_liquid(self) -> list[str]:
        """Run Liquid over the whole text; return the scripts for what is shown otherwise now."""
        self._run_liquid()
        self._state.outline_due = True
        return self._scripts_of(self._state.live.update(self._state.body.lines), last=True)

    def _fill_anew(self, fill: BodyFill, settings: MarkdownSettings) -> None:
        state = self._state
        if settings != state.settings:
            self._begin(state.lines, state.near, fill, settings)
            return
        state.body.fill = fill
        if state.body.has_liquid:
            state.body.stale = True
            self._send(*self._scripts_after_liquid(), *self._render_waiting(most=_AT_ONCE))

    def _scripts_of(self, splice: Splice, *, last: bool) -> list[str]:
        """Return the scripts for blocks that gave way to others."""
        state = self._state
        state.near = splice.start
        scripts = []
        if splice.added != splice.removed or (last and splice.added):
            # A paste of a whole article gets empty sections first, filled from where the reader looks.
            fresh = range(splice.start, splice.start + splice.added)
            at_once = last and splice.added <= _AT_ONCE and splice.then is None
            html = [state.live.render(index) if at_once else None for index in fresh]
            scripts.append(page_call("splice", splice.start, splice.removed, html))
        if splice.then is not None:
            scripts += self._scripts_of(splice.then, last=False)
            state.near = splice.start
        return scripts

    def _render_waiting(self, most: int | None = None, seconds: float = math.inf) -> list[str]:
        """Render blocks that have no current HTML, the nearest to the reader first; return the scripts for it.

        With the last of them comes the section of notes, if it changed.
        """
        state = self._state
        waiting = state.live.pending()
        ends = time.monotonic() + seconds
        done: list[tuple[int, str]] = []
        for index in islice(_nearest_first(waiting, state.near), most):
            done.append((index, state.live.render(index)))
            if time.monotonic() >= ends:
                break
        scripts = [page_call("fill", done)] if done else []
        state.left = len(waiting) - len(done)
        if not state.left and (tail := state.live.tail()) != state.tail:
            state.tail = tail
            scripts.append(page_call("tail", tail))
        return scripts

    def _send(self, *scripts: str) -> None:
        if scripts:
            self.patched.emit(";".join(scripts))

    def _idle(self) -> float | None:
        state = self._state
        since = time.monotonic() - state.last_change
        if since < _QUIET_SECONDS:
            return _QUIET_SECONDS - since
        if state.words.total != state.counted:
            state.counted = state.words.total
            self.counted.emit(state.counted)
        # What tags say may hang on the text around them, and on includes: a short run is worth being sure.
        if state.body.stale or (state.touched and state.liquid_seconds < _LIQUID_CHECKED):
            if since < _LIQUID_REST:
                return _LIQUID_REST - since
            self._send(*self._scripts_after_liquid())
        self._send(*self._render_waiting(seconds=_BATCH_SECONDS))
        if self._watches_outline and state.outline_due:
            self._tell_outline()
        if state.whole_wanted and not state.left:
            self._tell_whole()
        # Half of the time belongs to whoever types or scrolls meanwhile.
        return _BATCH_SECONDS if state.left or (self._watches_outline and state.outline_due) else None

    def _note_whole_wanted(self) -> None:
        self._state.whole_wanted = True

    def _tell_whole(self) -> None:
        state, live = self._state, self._state.live
        state.whole_wanted = False
        blocks = tuple(live.render(index) for index in range(len(live)))
        below = next((at for at, line in enumerate(state.lines) if line.strip(" \t\r\f\v")), 0)
        html = live.html(below)
        self.whole.emit(WholeBody("\n".join(state.lines), blocks, live.tail(), html))

    def _tell_outline_again(self) -> None:
        self._state.outline, self._state.outline_due = None, True

    def _tell_outline(self) -> None:
        """Look at some more blocks for headings; tell of them once all have been looked at."""
        state = self._state
        found = state.live.outline(_OUTLINE_BATCH)
        if found is None:
            return
        state.outline_due = False
        headings = tuple(replace(each, line=int(state.body.to_written(each.line))) for each in found)
        if headings != state.outline:
            state.outline = headings
            self.outlined.emit(headings)

    def _locate(self, line: float, purpose: str) -> None:
        live = self._state.live
        if not len(live):
            return
        line = self._state.body.to_shown(line)
        self._state.near = index = live.index_of(int(line))
        block = live.block(index)
        fraction = (line - block.first) / max(block.count, 1)
        self.located.emit(Place(index, min(max(fraction, 0.0), 1.0), purpose))

    def _find_line(self, index: int, fraction: float, text: str, before: str) -> None:
        state = self._state
        if index == -1:
            first, lines = 0, state.body.lines
        elif index < len(state.live):
            block = state.live.block(index)
            first, lines = block.first, state.body.lines[block.first : block.first + block.count]
        else:
            return
        line, column = _match(lines, text, before, fraction)
        line += first
        self.line_found.emit(int(state.body.to_written(line)), column if state.body.is_kept(line) else 0)

    def _find_top(self, index: int, fraction: float) -> None:
        state = self._state
        if not 0 <= index < len(state.live):
            return
        state.near = index
        block = state.live.block(index)
        self.top_found.emit(state.body.to_written(block.first + fraction * block.count))

    def _find_place(self, index: int, fraction: float) -> None:
        state = self._state
        if 0 <= index < len(state.live):
            block = state.live.block(index)
            self.place_found.emit(state.body.to_written(block.first + fraction * block.count))


def _nearest_first(waiting: Sequence[int], near: int) -> Iterator[int]:
    """Yield ascending indices in the order of their distance from ``near``."""
    after = bisect_left(waiting, near)
    before = after - 1
    while before >= 0 or after < len(waiting):
        if before < 0 or (after < len(waiting) and waiting[after] - near <= near - waiting[before]):
            yield waiting[after]
            after += 1
        else:
            yield waiting[before]
            before -= 1


def _match(lines: Sequence[str], text: str, before: str, fraction: float) -> tuple[int, int]:
    """Find the word of the page among a block's source lines; else go by the fraction of its height."""
    guess = min(int(fraction * len(lines)), len(lines) - 1) if lines else 0
    lines = [line.translate(_STRAIGHT) for line in lines]
    text, before = text.translate(_STRAIGHT), before.translate(_STRAIGHT)
    core = _CORE.search(text)
    for word, lead in ((text, before[-12:]), (core[0], "") if core else ("", "")):
        places = [
            (row, column) for row, line in enumerate(lines) if word and (column := line.find(word)) >= 0
        ]
        if not places:
            continue
        exact = [
            (row, lines[row].find(lead + word)) for row, _ in places if lead and lead + word in lines[row]
        ]
        if exact:
            row, column = exact[0][0], exact[0][1] + len(lead)
        else:
            row, column = min(places, key=partial(_distance, guess))
        return row, column
    return guess, 0


def _distance(guess: int, place: tuple[int, int]) -> int:
    return abs(place[0] - guess)
