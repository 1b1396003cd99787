"""Owns a body as a preview shows it: its lines after Liquid, and which line of the post each of them comes from."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Protocol

from editor.core.liquid.outcome import Kept, Part, Rendered, Standing
from editor.core.liquid.runs import Run, is_blank, joined, line_starts, paragraph_around, runs_of

_SIGNS = ("{{", "{%")
# What parts may take together of what the whole may, before the whole is asked whether it takes too much.
_SHARE_AT_MOST = 0.5


class BodyFill(Protocol):
    """Runs Liquid over the text of a whole body, or over a part of it alone."""

    def __call__(self, text: str, part: Part | None = None) -> Rendered:
        """Return what comes of it."""


def _as_written(text: str, part: Part | None = None) -> Rendered:
    return Rendered(text if part is None else part.text)


class ExpandedBody:
    """The lines of one body after Liquid. For one thread.

    A body without Liquid is shown as it is written, and costs nothing more than a look at each new line. In one with
    Liquid an edit beside the tags moves lines alone, and one in a line with tags has the paragraph around it filled in
    again, as long as that leaves all names as they were for the text below.
    """

    def __init__(self, fill: BodyFill = _as_written) -> None:
        self.fill = fill
        self.lines: Sequence[str] = ()
        self.stale = False
        self._shown: list[str] | None = None
        self._runs: list[Run] = []
        self._standings: list[tuple[int, Standing]] = []
        self._is_closed = self._has_parts = True
        self._has_boxes = False
        self._share = 0.0

    @property
    def has_liquid(self) -> bool:
        """Whether Liquid has been run over the body, or should be."""
        return self._shown is not None or self.stale

    def begin(self, written: Sequence[str]) -> Sequence[str]:
        """Take another text, or the same after something it says has changed, and return the lines to show."""
        self.stale = False
        self._runs, self._standings = [], []
        if not any(map(_has_sign, written)):
            self._shown, self.lines = None, written
            return written
        text = "\n".join(written)
        rendered = self.fill(text)
        self._shown = rendered.text.split("\n")
        self._is_closed = rendered.is_closed
        self._has_parts = rendered.is_closed and rendered.is_whole
        self._has_boxes = bool(rendered.problems)
        self._share = rendered.share
        self._runs = joined(runs_of(text, rendered))
        self._standings = _by_line(text, rendered)
        self.lines = self._shown
        return self._shown

    def edit(
        self, written: Sequence[str], first: int, removed: int, added: int
    ) -> tuple[int, int, int] | None:
        """Take over an edit; return which lines shown it changed: first, removed, added.

        ``written`` is the whole text after it, in which ``removed`` lines from ``first`` on gave way to ``added``.
        None where Liquid has to be run over the whole: the body is then ``stale`` until ``begin``.
        """
        new = written[first : first + added]
        if self.stale:
            return None
        if self._shown is None:
            self.stale = any(map(_has_sign, new))
            self.lines = written
            return None if self.stale else (first, removed, added)
        changed = self._edit_beside(new, first, removed, len(written) - added + removed)
        if changed is None and self._has_parts:
            changed = self._edit_part(written, first, removed, added)
        self.stale = changed is None
        return changed

    def _edit_beside(
        self, new: Sequence[str], first: int, removed: int, length: int
    ) -> tuple[int, int, int] | None:
        """Take over an edit outside of all tags."""
        assert self._shown is not None
        index = self._index_around(first, removed)
        if index is None or any(map(_has_sign, new)):
            return None
        run = self._runs[index]
        # A hyphen of the tag beside it may take from the line.
        if (first == run.written > 0) or first + removed == run.written + run.count < length:
            return None
        at = run.shown + first - run.written
        # A brace may close what is open further up, and there is no box in the middle of an HTML tag.
        if not self._is_closed and any("}" in line for line in new):
            return None
        if self._has_boxes and (
            self._has_parts or any(map(_may_hide_box, (*new, *self._shown[at : at + removed])))
        ):
            return None
        self._shown[at : at + removed] = new
        shift = len(new) - removed
        if shift:
            self._runs[index] = Run(run.written, run.shown, run.count + shift, run.is_raw)
            self._runs[index + 1 :] = [later.moved(shift, shift) for later in self._runs[index + 1 :]]
            self._move_standings(self._standings_above(first), shift)
        return at, removed, len(new)

    def _edit_part(
        self, written: Sequence[str], first: int, removed: int, added: int
    ) -> tuple[int, int, int] | None:
        """Fill in the paragraph around an edit; None where that may change what stands beyond it."""
        assert self._shown is not None
        shift = added - removed
        from_, to, shown_from, shown_to = paragraph_around(written, self._runs, first, first + removed, shift)
        text = "\n".join(written[from_ : to + shift])
        before, after = self._standing_at(from_), self._standing_at(to)
        if before is not None and before.turns:
            return None
        if _has_sign(text):
            rendered = self.fill("\n".join(written), Part(text, before))
        else:
            rendered = Rendered(text, kept=(Kept(0, 0, len(text)),))
        self._share += rendered.share
        if not (rendered.is_closed and rendered.is_whole) or self._share > _SHARE_AT_MOST:
            return None
        standings = [(from_ + line, standing) for line, standing in _by_line(text, rendered)]
        left = standings[-1][1] if standings else before
        if left is not after and (left is None or after is None or not after.same(left)):
            return None
        begin = shown_from or 0
        end = len(self._shown) if shown_to is None else shown_to
        lines = rendered.text.split("\n")
        grown = len(lines) - (end - begin)
        self._put_runs(from_, to, [run.moved(from_, begin) for run in runs_of(text, rendered)], shift, grown)
        if standings and after is not None:
            standings[-1] = standings[-1][0], after
        low, high = self._standings_above(from_), self._standings_above(to)
        self._standings[low:high] = standings
        self._move_standings(low + len(standings), shift)
        self._has_boxes = self._has_boxes or bool(rendered.problems)
        same, alike = _shared(self._shown, begin, end, lines)
        self._shown[begin:end] = lines
        return begin + same, end - begin - same - alike, len(lines) - same - alike

    def _put_runs(self, from_: int, to: int, fresh: Sequence[Run], shift: int, grown: int) -> None:
        """Let runs take the place of those between two lines of the post; what is below has moved on both sides."""
        low = max(bisect_right(self._runs, from_, key=lambda run: run.written) - 1, 0)
        high = bisect_left(self._runs, to, key=lambda run: run.written)
        old = self._runs[low:high]
        above = [run.until(from_) for run in old if run.written < from_]
        below = [run.since(to).moved(shift, grown) for run in old if run.written + run.count > to]
        if shift or grown:
            self._runs[high:] = [run.moved(shift, grown) for run in self._runs[high:]]
        around = self._runs[high : high + 1]
        self._runs[low : high + len(around)] = joined((*above, *fresh, *below, *around))

    def _move_standings(self, index: int, shift: int) -> None:
        if shift:
            self._standings[index:] = [(line + shift, standing) for line, standing in self._standings[index:]]

    def _standings_above(self, line: int) -> int:
        return bisect_left(self._standings, line, key=lambda each: each[0])

    def _standing_at(self, line: int) -> Standing | None:
        index = self._standings_above(line) - 1
        return self._standings[index][1] if index >= 0 else None

    def _index_around(self, first: int, removed: int) -> int | None:
        index = bisect_right(self._runs, first, key=lambda run: run.written) - 1
        if index < 0:
            return None
        run = self._runs[index]
        return (
            index if first + removed <= run.written + run.count and first < run.written + run.count else None
        )

    def to_shown(self, line: float) -> float:
        """Return where a line of the post, with a fraction, is shown; what tags make is spread over their lines."""
        if self._shown is None:
            return line
        index = bisect_right(self._runs, line, key=lambda run: run.written) - 1
        return _mapped(line, *self._around(index, "written", "shown"))

    def to_written(self, line: float) -> float:
        """Return which line of the post a line shown comes from, with a fraction."""
        if self._shown is None:
            return line
        index = bisect_right(self._runs, line, key=lambda run: run.shown) - 1
        return _mapped(line, *self._around(index, "shown", "written"))

    def is_kept(self, line: int) -> bool:
        """Tell whether a line shown stands just so in the post."""
        if self._shown is None:
            return True
        index = bisect_right(self._runs, line, key=lambda run: run.shown) - 1
        return index >= 0 and line < self._runs[index].shown + self._runs[index].count

    def _around(self, index: int, side: str, other: str) -> tuple[float, float, float, float, float, float]:
        """Return where the run before begins and ends, and the next begins, on both sides."""
        run = self._runs[index] if index >= 0 else Run(0, 0, 0)
        after = self._runs[index + 1] if index + 1 < len(self._runs) else None
        begin, begins = getattr(run, side), getattr(run, other)
        far = float("inf") if after is None else getattr(after, side)
        farther = float("inf") if after is None else getattr(after, other)
        return begin, begins, begin + run.count, begins + run.count, far, farther


def _mapped(
    line: float, begin: float, begins: float, end: float, ends: float, far: float, farther: float
) -> float:
    if line < end:
        return begins + line - begin
    if far == float("inf") or far <= end:
        return ends
    share = (line - end) / (far - end)
    return min(ends + share * (farther - ends), max(farther - 0.01, ends))


def _may_hide_box(line: str) -> bool:
    return is_blank(line) or "<" in line or ">" in line


def _has_sign(line: str) -> bool:
    return _SIGNS[0] in line or _SIGNS[1] in line


def _by_line(text: str, rendered: Rendered) -> list[tuple[int, Standing]]:
    starts = line_starts(text) if rendered.standings else []
    return [(bisect_right(starts, at) - 1, standing) for at, standing in rendered.standings]


def _shared(old: Sequence[str], begin: int, end: int, new: Sequence[str]) -> tuple[int, int]:
    """Return how many lines are the same at the beginning and at the end, one of all at the most left over."""
    most = min(end - begin, len(new))
    same = next((at for at in range(most) if old[begin + at] != new[at]), most)
    same = min(same, len(new) - 1, max(end - begin - 1, 0))
    alike = next((at for at in range(most - same) if old[end - 1 - at] != new[-1 - at]), most - same)
    return same, alike
