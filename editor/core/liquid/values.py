"""Owns what values are to Liquid: how Ruby writes them as text, counts with them, and compares them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from editor.core.liquid.faults import BoundsError

LISTED_AT_MOST = 500_000
"""How many items a range or list may have where all of them are needed at once."""

INSPECTED_AT_MOST = 200_000
"""How many values inside of each other are written as text at once: aliases of YAML make many of a few."""

_NUMBER = re.compile(r"\s*([-+]?\d+(?:_\d+)*)")
_DECIMAL = re.compile(r"-?\d+\.\d+", re.ASCII)
_FLOAT = re.compile(r"\s*([-+]?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?)", re.ASCII)


class Drop(Mapping[str, Any]):
    """A mapping that is read when it is asked for: a post, a page, the site. ``keys`` may be costly.

    Jekyll calls these drops (Jekyll::Drops::Drop); they are no hashes to its filters.
    """

    ruby_name = "Jekyll::Drops::Drop"

    def text(self) -> str:
        """Return what ``{{ drop }}`` writes: the name of its class (Liquid::Drop#to_s), not all that it holds."""
        return self.ruby_name

    def label(self) -> str:
        """Return what stands for it inside of a list or hash that is written."""
        return self.ruby_name

    def __iter__(self) -> Iterator[str]:
        return iter(self.keys())

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __eq__(self, other: object) -> bool:
        return self is other

    def __hash__(self) -> int:
        return id(self)


def is_hash(value: object) -> bool:
    """Tell whether Ruby would call it a Hash."""
    return isinstance(value, Mapping) and not isinstance(value, Drop)


def written(value: Any) -> str:
    """Return what an output tag writes: lists are joined without anything between (Liquid::Variable)."""
    return joined(value, "") if isinstance(value, (list, tuple)) else text_of(value)


def text_of(value: Any) -> str:
    """Return a value as Ruby's ``to_s`` does."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return _float_text(value)
    if isinstance(value, int):
        return int_text(value)
    if isinstance(value, datetime):
        return time_text(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, range):
        return f"{value.start}..{value.stop - 1}"
    if isinstance(value, Drop):
        return value.text()
    return inspected(value) if isinstance(value, (Mapping, list, tuple)) else str(value)


def int_text(value: int) -> str:
    """Return a whole number; raises BoundsError for one of thousands of digits."""
    if value.bit_length() > 10_000:
        raise BoundsError("It makes a number of more than 3,000 digits.")
    return str(value)


def _float_text(value: float) -> str:
    if value != value:
        return "NaN"
    if value in (float("inf"), float("-inf")):
        return "Infinity" if value > 0 else "-Infinity"
    if value == 0 or 1e-4 <= abs(value) < 1e16:
        plain = f"{value:.17f}".rstrip("0") if "e" in repr(value) else repr(value)
        return plain if not plain.endswith(".") else f"{plain}0"
    mantissa, _, exponent = repr(value).partition("e")
    if not exponent:
        mantissa, exponent = f"{value:e}".split("e")
        mantissa = mantissa.rstrip("0")
    mantissa = mantissa if "." in mantissa else f"{mantissa}.0"
    return f"{mantissa}e{int(exponent):+03}"


def time_text(moment: datetime) -> str:
    """Return a time as Ruby's ``Time#to_s``."""
    return f"{moment:%Y-%m-%d %H:%M:%S} {zone_text(moment)}"


def zone_text(moment: datetime, colon: str = "") -> str:
    """Return the distance from UTC: ``+0100``."""
    offset = moment.utcoffset()
    minutes = 0 if offset is None else int(offset.total_seconds() // 60)
    sign = "-" if minutes < 0 else "+"
    return f"{sign}{abs(minutes) // 60:02}{colon}{abs(minutes) % 60:02}"


def inspected(value: Any) -> str:
    """Return a value as Ruby's ``inspect`` does; raises BoundsError for one that holds too much."""
    if isinstance(value, Drop):
        value = dict(value)
    return "".join(_pieces(value, 0, _Count("It writes out more than a page can hold.")))


class _Count:
    """Counts values on the way through lists and hashes, which may hold each other many times over."""

    def __init__(self, sentence: str) -> None:
        self._left = INSPECTED_AT_MOST
        self._sentence = sentence

    def one(self) -> None:
        """Count one; raise BoundsError when they are too many."""
        self._left -= 1
        if self._left < 0:
            raise BoundsError(self._sentence)


def _pieces(value: Any, depth: int, count: _Count) -> Iterator[str]:
    count.one()
    if depth > 30:
        yield "…"
    elif isinstance(value, str):
        yield _quoted(value)
    elif value is None:
        yield "nil"
    elif isinstance(value, Drop):
        yield value.label()
    elif isinstance(value, Mapping):
        glue = "{"
        for key, item in value.items():
            yield glue
            yield from _pieces(key, depth + 1, count)
            yield "=>"
            yield from _pieces(item, depth + 1, count)
            glue = ", "
        yield "}" if value else "{}"
    elif isinstance(value, (list, tuple)):
        glue = "["
        for item in value:
            yield glue
            yield from _pieces(item, depth + 1, count)
            glue = ", "
        yield "]" if value else "[]"
    else:
        yield text_of(value)


_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r", "\x1b": "\\e", "#{": "\\#{"}
_ESCAPED = re.compile(r"[\\\"\n\t\r\x1b]|#(?=[{$@])")


def _quoted(text: str) -> str:
    return '"' + _ESCAPED.sub(lambda found: _ESCAPES.get(found[0], "\\#"), text) + '"'


def joined(value: Iterable[Any], glue: str) -> str:
    """Return items joined as Ruby's ``Array#join`` does: lists inside lists as well."""
    return glue.join(map(text_of, _leaves(value)))


def _leaves(items: Iterable[Any]) -> Iterator[Any]:
    """Yield what lists inside of lists hold in the end; raises BoundsError where they hold each other."""
    count = _Count("It holds lists in lists without end.")
    waiting = [iter(items)]
    while waiting:
        for item in waiting[-1]:
            if isinstance(item, (list, tuple)):
                count.one()
                waiting.append(iter(item))
                break
            yield item
        else:
            waiting.pop()


def listed(value: Any) -> list[Any]:
    """Return what filters that take lists see (Liquid's InputIterator); raises BoundsError for a huge range."""
    if value is None:
        return []
    if isinstance(value, (list, tuple)):
        return list(_leaves(value))
    if isinstance(value, range):
        if len_of(value) > LISTED_AT_MOST:
            raise BoundsError(f"It counts from {value.start} to {value.stop - 1}, which is too far.")
        return list(value)
    return list(value) if isinstance(value, Sequence) and not isinstance(value, str) else [value]


def len_of(value: range) -> int:
    """Return the length of a range of any size, forwards or backwards; ``len`` gives up at 2**63."""
    return max((value.stop - value.start) * value.step, 0)


def is_truthy(value: Any) -> bool:
    """Tell whether a value counts as true: all but nothing and ``false``."""
    return value is not None and value is not False


def as_int(text: Any) -> int:
    """Return what Ruby's ``to_i`` reads at the head of a text, 0 where there is no number."""
    if isinstance(text, bool) or text is None:
        return 0
    if isinstance(text, (int, float)):
        return int(text)
    found = _NUMBER.match(text_of(text))
    return int(found[1][:4000]) if found else 0


def as_float(text: Any) -> float:
    """Return what Ruby's ``to_f`` reads at the head of a text."""
    if isinstance(text, (int, float)):
        return float(text)
    found = _FLOAT.match(text_of(text))
    return float(found[1]) if found else 0.0


def as_number(value: Any) -> int | float:
    """Return a value as filters count with it (Liquid::Utils.to_number)."""
    if isinstance(value, bool):
        return 0
    if isinstance(value, (int, float)):
        return value
    if isinstance(value, str):
        return float(value) if _DECIMAL.fullmatch(value.strip()) else as_int(value)
    return 0
