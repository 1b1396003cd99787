"""Owns a body as a preview shows it: its lines after Liquid, and which line of the post each of them comes from."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from editor.core.liquid.outcome import Rendered

_SIGNS = ("{{", "{%")


@dataclass(slots=True)
class _Run:
    """``count`` whole lines that stand in the post from ``written`` on and are shown from ``shown`` on."""

    written: int
    shown: int
    count: int


class ExpandedBody:
    """The lines of one body after Liquid. For one thread.

    ``fill`` runs Liquid over the text of a whole body. A body without Liquid is shown as it is written, and costs
    nothing more than a look at each new line.
    """

    def __init__(self, fill: Callable[[str], Rendered] = Rendered) -> None:
        self.fill = fill
        self.lines: Sequence[str] = ()
        self.stale = False
        self._shown: list[str] | None = None
        self._runs: list[_Run] = []
        self._is_closed = True

    @property
    def has_liquid(self) -> bool:
        """Whether Liquid has been run over the body, or should be."""
        return self._shown is not None or self.stale

    def begin(self, written: Sequence[str]) -> Sequence[str]:
        """Take another text, or the same after something it says has changed, and return the lines to show."""
        self.stale = False
        self._runs = []
        if not any(map(_has_sign, written)):
            self._shown, self.lines = None, written
            return written
        text = "\n".join(written)
        rendered = self.fill(text)
        self._shown = rendered.text.split("\n")
        self._is_closed = not rendered.problems
        self._runs = list(_runs(text, rendered))
        self.lines = self._shown
        return self._shown

    def edit(
        self, written: Sequence[str], first: int, removed: int, added: int
    ) -> tuple[int, int, int] | None:
        """Take over an edit outside of all tags; return which lines shown it changed: first, removed, added.

        ``written`` is the whole text after it, in which ``removed`` lines from ``first`` on gave way to ``added``.
        None where Liquid has to be run anew: the body is then ``stale`` until ``begin``.
        """
        new = written[first : first + added]
        if self.stale or any(map(_has_sign, new)):
            self.stale = True
            return None
        if self._shown is None:
            self.lines = written
            return first, removed, added
        run = self._run_around(first, removed)
        # A brace may close what is open further up.
        if run is None or (not self._is_closed and any("}" in line for line in new)):
            self.stale = True
            return None
        at = run.shown + first - run.written
        self._shown[at : at + removed] = new
        run.count += added - removed
        for later in self._runs[self._runs.index(run) + 1 :]:
            later.written += added - removed
            later.shown += added - removed
        return at, removed, added

    def _run_around(self, first: int, removed: int) -> _Run | None:
        index = bisect_right(self._runs, first, key=lambda run: run.written) - 1
        if index < 0:
            return None
        run = self._runs[index]
        return run if first + removed <= run.written + run.count and first < run.written + run.count else None

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
        run = self._runs[index] if index >= 0 else _Run(0, 0, 0)
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


def _has_sign(line: str) -> bool:
    return _SIGNS[0] in line or _SIGNS[1] in line


def _runs(text: str, rendered: Rendered) -> Iterator[_Run]:
    """Yield the lines that Liquid left alone: those wholly outside of tags."""
    written, shown = _starts(text), _starts(rendered.text)
    for start, after, length in rendered.kept:
        if (after and rendered.text[after - 1] != "\n") or (start and text[start - 1] != "\n"):
            begin = bisect_left(written, start + 1)
        else:
            begin = bisect_left(written, start)
        ends_both = start + length == len(text) and after + length == len(rendered.text)
        end = len(written) if ends_both else bisect_right(written, start + length) - 1
        if end > begin and begin < len(written) and written[begin] <= start + length:
            yield _Run(begin, bisect_left(shown, after + written[begin] - start), end - begin)


def _starts(text: str) -> list[int]:
    starts, at = [0], 0
    while (at := text.find("\n", at) + 1) > 0:
        starts.append(at)
    return starts
