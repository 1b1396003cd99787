"""Owns one run of Liquid over a text: what it may spend, what it has read, what went wrong."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html import escape
from typing import Any, TypeAlias

from editor.core.liquid.faults import BoundsError, LiquidProblem
from editor.core.liquid.loading import Host

STEPS_AT_MOST = 1_000_000
"""Tags, turns of loops and pieces of what filters read: some seconds of work."""

WRITTEN_AT_MOST = 20_000_000
"""Characters that all tags together may write, captures included, besides the text's own length."""

INCLUDES_AT_MOST = 25
"""How deep includes may stand in each other."""

TOLD_AT_MOST = 200
"""Problems of one text that are told; whoever has more has one, a hundred times."""

_STOP_EVERY = 512
_BLANK_LINE = re.compile(r"\n[ \t]*\n")


@dataclass(slots=True)
class Run:
    """The state of one run. ``stop`` is asked all along and returns the sentence why the run is to end, or None."""

    engine: Host
    page: Mapping[str, Any]
    room: int = WRITTEN_AT_MOST
    stop: Callable[[], str | None] = lambda: None
    steps: int = STEPS_AT_MOST
    problems: dict[LiquidProblem, None] = field(default_factory=dict)
    files: list[str] = field(default_factory=list)
    read: set[str] = field(default_factory=set)
    memory: dict[Any, Any] = field(default_factory=dict)
    given: int = 0
    """How long the text is that a layout is put around: it may be written several times besides."""
    context: Any = None
    stopped: bool = False
    touch: Callable[[], None] | None = None
    """Told when a template looks at ``content``."""

    def spend(self, steps: int = 1) -> None:
        """Count work; raise BoundsError when it is too much or somebody asked to stop."""
        before = self.steps // _STOP_EVERY
        self.steps -= steps
        if self.steps < 0:
            raise BoundsError(
                "It was left out, since what stands above took too long."
                if self.stopped
                else "It goes round more often than a page can need."
            )
        if self.steps // _STOP_EVERY != before and (why := self.stop()):
            raise BoundsError(why)

    def write(self, length: int) -> None:
        """Count what is written; raise BoundsError when it is too much."""
        self.room -= length
        if self.room < 0:
            raise BoundsError(f"It writes more than {WRITTEN_AT_MOST // 1_000_000} MB.")

    def note(self, message: str, line: int) -> None:
        """Write down a problem at a line of the file that is being rendered; each counts once."""
        self.problems[LiquidProblem(message, line, self.files[-1] if self.files else "")] = None


Plugin: TypeAlias = Callable[[Run, str, Mapping[str, Any]], str]
"""What a plugin's tag writes, by the run, its markup and the names in sight; raises TagError."""


class Output:
    """What is being written; stands in for a text stream."""

    __slots__ = ("_parts", "_run", "size")

    def __init__(self, run: Run) -> None:
        self._run = run
        self._parts: list[str] = []
        self.size = 0

    def write(self, text: str) -> int:
        """Add text and return its length; raises BoundsError when it is too much."""
        if text:
            self._run.write(len(text))
            self.add(text)
        return len(text)

    def getvalue(self) -> str:
        """Return all that was written."""
        return "".join(self._parts)

    def mark(self) -> int:
        """Return a mark of what was written so far, for ``cut``."""
        return len(self._parts)

    def cut(self, mark: int) -> None:
        """Take back what was written since a mark."""
        self.size -= sum(map(len, self._parts[mark:]))
        del self._parts[mark:]

    def since(self, mark: int) -> str:
        """Return what was written since a mark."""
        return "".join(self._parts[mark:])

    def add(self, text: str) -> None:
        """Add text that does not count."""
        self._parts.append(text)
        self.size += len(text)

    def box(self, reason: str, source: str) -> int:
        """Write the labelled box that stands for what could not be rendered; nothing inside of an HTML tag."""
        return 0 if self._is_in_tag() else self.write(problem_box(reason, source))

    def _is_in_tag(self) -> bool:
        # Markdown's own HTML ends at a blank line at the latest; a paragraph is rendered alike alone and in its text.
        before = _BLANK_LINE.split("".join(self._parts[-20:]))[-1]
        opened, closed = before.rfind("<"), before.rfind(">")
        return opened > closed and before[opened + 1 : opened + 2].isalpha()


def problem_box(reason: str, source: str) -> str:
    """Return the labelled box for what could not be rendered: inline HTML that markdown leaves as it is."""
    shown = source if len(source) <= 200 else f"{source[:200]}…"
    text = f"{reason}: {shown}" if shown else reason
    return f'<span class="cd-problem" role="note">{_plain(text)}</span>'


def _plain(text: str) -> str:
    """Escape what markdown, and Liquid on another turn, would take for markup."""
    return "".join(
        character if character.isalnum() or character in " .,;’“”…" else _entity(character)
        for character in " ".join(text.split())
    )


def _entity(character: str) -> str:
    named = escape(character)
    return named if named != character else f"&#{ord(character)};"
