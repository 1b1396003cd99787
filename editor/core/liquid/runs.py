"""Owns which lines of a body Liquid left alone: where they stand in the post, and where they are shown."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from editor.core.liquid.outcome import Rendered


@dataclass(frozen=True, slots=True)
class Run:
    """``count`` whole lines that stand in the post from ``written`` on and are shown from ``shown`` on."""

    written: int
    shown: int
    count: int
    is_raw: bool = False

    def moved(self, written: int, shown: int) -> Run:
        """Return the same lines further down."""
        return Run(self.written + written, self.shown + shown, self.count, self.is_raw)

    def until(self, line: int) -> Run:
        """Return its lines above a line of the post."""
        return Run(self.written, self.shown, min(self.count, max(line - self.written, 0)), self.is_raw)

    def since(self, line: int) -> Run:
        """Return its lines from a line of the post on."""
        cut = min(self.count, max(line - self.written, 0))
        return Run(self.written + cut, self.shown + cut, self.count - cut, self.is_raw)


def joined(runs: Iterable[Run]) -> list[Run]:
    """Return runs in which those that follow each other on both sides are one."""
    found: list[Run] = []
    for run in runs:
        if not run.count:
            continue
        last = found[-1] if found else None
        if (
            last is not None
            and (last.written + last.count, last.shown + last.count) == (run.written, run.shown)
            and last.is_raw == run.is_raw
        ):
            found[-1] = Run(last.written, last.shown, last.count + run.count, run.is_raw)
        else:
            found.append(run)
    return found


def runs_of(text: str, rendered: Rendered) -> Iterator[Run]:
    """Yield the lines that Liquid left alone: those wholly outside of tags."""
    written, shown = line_starts(text), line_starts(rendered.text)
    for kept in rendered.kept:
        start, after, length = kept.written, kept.shown, kept.length
        if (after and rendered.text[after - 1] != "\n") or (start and text[start - 1] != "\n"):
            begin = bisect_left(written, start + 1)
        else:
            begin = bisect_left(written, start)
        ends_both = start + length == len(text) and after + length == len(rendered.text)
        end = len(written) if ends_both else bisect_right(written, start + length) - 1
        if end > begin and begin < len(written) and written[begin] <= start + length:
            shown_from = bisect_left(shown, after + written[begin] - start)
            yield Run(begin, shown_from, end - begin, kept.is_raw)


def is_blank(line: str) -> bool:
    """Tell whether a line parts paragraphs."""
    return not line.strip(" \t")


def _holds(line: str) -> bool:
    """Tell whether no hyphen takes all of a line away."""
    return bool(line.strip(" \t\n\v\f\r\0"))


def line_starts(text: str) -> list[int]:
    """Return the offset of each line."""
    starts, at = [0], 0
    while (at := text.find("\n", at) + 1) > 0:
        starts.append(at)
    return starts


def paragraph_around(
    lines: Sequence[str], runs: Sequence[Run], first: int, end: int, shift: int
) -> tuple[int, int, int | None, int | None]:
    """Return the lines around ``first`` to ``end`` that can be run alone: from and to, and where these are shown.

    They begin and end with a line outside of all tags, beyond which is a blank line that is, too: no hyphen of a tag
    takes space from across it. ``lines`` are those after an edit that moved what is below it by ``shift``; all else
    counts in the text before. None stands for the beginning and the end of the text.
    """
    above = _first_above(lines, runs, first)
    below = _first_below(lines, runs, end, shift)
    from_, shown_from = above or (0, None)
    to, shown_to = below or (len(lines) - shift, None)
    return from_, to, shown_from, shown_to


def _first_above(lines: Sequence[str], runs: Sequence[Run], first: int) -> tuple[int, int] | None:
    for index in range(bisect_left(runs, first, key=lambda run: run.written) - 1, -1, -1):
        run = runs[index]
        if run.is_raw:
            continue
        for line in range(min(first, run.written + run.count) - 1, run.written, -1):
            if _holds(lines[line]) and is_blank(lines[line - 1]):
                return line, run.shown + line - run.written
    return None


def _first_below(lines: Sequence[str], runs: Sequence[Run], end: int, shift: int) -> tuple[int, int] | None:
    for index in range(max(bisect_right(runs, end, key=lambda run: run.written) - 1, 0), len(runs)):
        run = runs[index]
        if run.is_raw:
            continue
        for line in range(max(end, run.written), run.written + run.count - 1):
            if _holds(lines[line + shift]) and is_blank(lines[line + 1 + shift]):
                return line + 1, run.shown + line + 1 - run.written
    return None
