"""Owns what a text's names stand for at one place in it: what tags above have assigned, counted and gone through."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from editor.core.liquid.context import Context

_PLAIN = (str, int, float, bool, type(None))


@dataclass(frozen=True, slots=True, eq=False)
class Names:
    """The names that tags have left behind, and where loops have stopped.

    ``turns`` where ``cycle`` or ``ifchanged`` have been: what they remember is known by tags of that run alone.
    """

    locals: Mapping[str, Any]
    counters: Mapping[str, int]
    stops: Mapping[str, int]
    turns: bool

    @staticmethod
    def of(context: Context) -> Names:
        """Return the names as they stand in a run."""
        return Names(dict(context.locals), dict(context.counters), dict(_stops(context)), _turns(context))

    def put_in(self, context: Context) -> None:
        """Let a run begin with these names."""
        context.locals.update(self.locals)
        context.counters.update(self.counters)
        _stops(context).update(self.stops)

    def stand_in(self, context: Context) -> bool:
        """Tell whether they are just what stands in a run."""
        return (
            _alike(self.locals, context.locals)
            and self.counters == context.counters
            and self.stops == _stops(context)
            and self.turns == _turns(context)
        )

    def same(self, other: Names) -> bool:
        """Tell whether whatever is rendered after these is what is rendered after ``other``."""
        return (
            not (self.turns or other.turns)
            and _alike(self.locals, other.locals)
            and self.counters == other.counters
            and self.stops == other.stops
        )

    @property
    def size(self) -> int:
        """How many there are."""
        return len(self.locals) + len(self.counters) + len(self.stops)


NONE = Names({}, {}, {}, turns=False)


def _alike(some: Mapping[str, Any], others: Mapping[str, Any]) -> bool:
    return some.keys() == others.keys() and all(_same(value, others[key]) for key, value in some.items())


def _same(one: Any, other: Any) -> bool:
    return one is other or (type(one) is type(other) and isinstance(one, _PLAIN) and one == other)


def _stops(context: Context) -> dict[str, int]:
    stops: dict[str, int] = context.tag_namespace["stopindex"]
    return stops


def _turns(context: Context) -> bool:
    return bool(context.tag_namespace["cycles"] or context.tag_namespace["ifchanged"])
