"""Owns what names mean while a template is rendered, and how filters are called."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from datetime import UTC, date, datetime, time
from functools import partial
from typing import Any, TextIO

from liquid import BoundTemplate, RenderContext, Token
from liquid.exceptions import LiquidTypeError
from liquid.undefined import UNDEFINED
from liquid.utils import ReadOnlyChainMap

from editor.core.liquid.faults import TagError
from editor.core.liquid.run import Output, Run

_FAULTS = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)


class _Blank:
    """``blank`` in a condition: equal to nothing, and true."""

    def __eq__(self, _other: object) -> bool:
        return False

    __hash__ = None  # type: ignore[assignment]


_BLANK = _Blank()


class _Moment(datetime):
    """A time that conditions compare by (``post.date > page.date``)."""

    def __liquid__(self) -> float:
        return (self if self.tzinfo is not None else self.replace(tzinfo=UTC)).timestamp()


class _Day(date):
    """A day that conditions compare by."""

    def __liquid__(self) -> float:
        return datetime.combine(self, time.min, UTC).timestamp()


def _comparable(value: object) -> object:
    if type(value) is datetime:
        return _Moment.combine(value.date(), value.timetz())
    return _Day(value.year, value.month, value.day) if type(value) is date else value


class Context(RenderContext):
    """The names of one run. What is not there is nothing, as in Ruby, and never a fault."""

    def __init__(self, template: BoundTemplate, values: Mapping[str, object], run: Run) -> None:
        super().__init__(template, globals=values)
        self.run = run
        run.context = self
        # Without python-liquid's own "now" and "today", which ask the clock.
        self.scope = ReadOnlyChainMap(self.locals, self.globals, self.counters)

    def get(self, path: list[object], *, token: Token | None, default: object = UNDEFINED) -> object:
        """Return what a name with its parts stands for, or None."""
        missing = None if default is UNDEFINED else default
        found = self.scope_value(path[0])
        for part in path[1:]:
            if found is None:
                return missing
            found = item_of(found, part)
        return missing if found is None else _comparable(found)

    def scope_value(self, name: object) -> object:
        """Return what a single name stands for, or None."""
        if name == "content" and self.run.touch is not None:
            self.run.touch()
        try:
            return self.scope[name]  # type: ignore[index]
        except (KeyError, TypeError, IndexError):
            return _BLANK if name == "blank" else None

    def resolve(self, name: str, *, token: Token | None = None, default: object = UNDEFINED) -> Any:
        """Return what a single name stands for."""
        found = self.scope_value(name)
        return default if found is None and default is not UNDEFINED else found

    def get_buffer(self, buf: TextIO | None = None) -> Any:
        """Return where a block writes that is captured."""
        return Output(self.run)

    def raise_for_loop_limit(self, length: int = 1) -> None:
        """Turns are counted as they are taken: a huge range with a ``break`` is none."""

    def filter(self, name: str, token: Token | None) -> Callable[..., object]:
        """Return a filter; one that Jekyll does not know changes nothing (``strict_filters: false``)."""
        function = self.env.filters.get(name)
        return _unchanged if function is None else partial(self._filtered, name, function, token)

    def _filtered(
        self, name: str, function: Callable[..., object], token: Token | None, value: object, *arguments: Any,
        **named: Any,
    ) -> object:  # fmt: skip
        self.run.spend(1 + _cost(value) + sum(map(_cost, arguments)))
        try:
            result = function(self.run, value, *arguments, **named)
        except TagError as fault:
            raise LiquidTypeError(f"“{name}”: {fault}", token=token) from fault
        except TypeError as fault:
            raise LiquidTypeError(
                f"“{name}” cannot be used on this, or with these values", token=token
            ) from fault
        except _FAULTS as fault:
            raise LiquidTypeError(f"“{name}” cannot be used like this ({fault})", token=token) from fault
        self.run.spend(_cost(result))
        return result


def _unchanged(value: object, *_arguments: object, **_named: object) -> object:
    return value


def _cost(value: object) -> int:
    if isinstance(value, str):
        return len(value) // 2000
    return len(value) // 20 if isinstance(value, (list, tuple)) else 0


def item_of(value: Any, part: Any) -> Any:
    """Return one part of a value (Liquid::VariableLookup#evaluate): a key, an index, or size, first and last."""
    if isinstance(value, Mapping):
        if not isinstance(part, Hashable):
            return None  # in Ruby a hash may be a key, but none of a file is
        found = value.get(part)
        if found is not None or part in value:
            return found
    elif isinstance(value, (Sequence, range)) and not isinstance(value, str):
        if isinstance(part, int) and not isinstance(part, bool):
            return value[part] if -len(value) <= part < len(value) else None
        if part == "first":
            return value[0] if value else None
        if part == "last":
            return value[-1] if value else None
    if part == "size" and isinstance(value, (str, Mapping, Sequence)):
        return len(value)
    if part == "first" and isinstance(value, Mapping) and value:
        return next(iter(value.items()))
    return None
