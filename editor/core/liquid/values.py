"""Owns what values are to Liquid: how Ruby writes them as text, counts with them, and compares them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from editor.core.liquid.faults import BoundsError

LISTED_AT_MOST = 500_000
"""How many items a range or list may have where all of them are needed at once."""

_NUMBER = re.compile(r"\s*([-+]?\d+(?:_\d+)*)")
_DECIMAL = re.compile(r"-?\d+\.\d+", re.ASCII)
_FLOAT = re.compile(r"\s*([-+]?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?)", re.ASCII)


class Drop(Mapping[str, Any]):
    """A mapping that is read when it is asked for: a post, a page, the site. ``keys`` may be costly.

    Jekyll calls these drops (Jekyll::Drops::Drop); they are no hashes to its filters.
    """

    def text(self) -> str:
        """Return what ``{{ drop }}`` writes."""
        return inspected(dict(self))

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


def inspected(value: Any, depth: int = 0) -> str:
    """Return a value as Ruby's ``inspect`` does."""
    if depth > 30:
        return "…"
    if isinstance(value, str):
        return _quoted(value)
    if value is None:
        return "nil"
    if isinstance(value, Drop) and depth:
        return value.text()
    if isinstance(value, Mapping):
        pairs = (f"{inspected(key, depth + 1)}=>{inspected(item, depth + 1)}" for key, item in value.items())
        return f"{{{', '.join(pairs)}}}"
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(inspected(item, depth + 1) for item in value)}]"
    return text_of(value)


_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r", "\x1b": "\\e", "#{": "\\#{"}
_ESCAPED = re.compile(r"[\\\"\n\t\r\x1b]|#(?=[{$@])")


def _quoted(text: str) -> str:
    return '"' + _ESCAPED.sub(lambda found: _ESCAPES.get(found[0], "\\#"), text) + '"'


def joined(value: Iterable[Any], glue: str) -> str:
    """Return items joined as Ruby's ``Array#join`` does: lists inside lists as well."""
    return glue.join(
        joined(item, glue) if isinstance(item, (list, tuple)) else text_of(item) for item in value
    )


def listed(value: Any) -> list[Any]:
    """Return what filters that take lists see (Liquid's InputIterator); raises BoundsError for a huge range."""
    if value is None:
        return []
    if isinstance(value, (list, tuple)):
        return _flat(value)
    if isinstance(value, range):
        if len_of(value) > LISTED_AT_MOST:
            raise BoundsError(f"It counts from {value.start} to {value.stop - 1}, which is too far.")
        return list(value)
    return list(value) if isinstance(value, Sequence) and not isinstance(value, str) else [value]


def _flat(items: Iterable[Any]) -> list[Any]:
    flat: list[Any] = []
    for item in items:
        if isinstance(item, (list, tuple)):
            flat += _flat(item)
        else:
            flat.append(item)
    return flat


def len_of(value: range) -> int:
    """Return the length of a range of any size; ``len`` gives up at 2**63."""
    return max(value.stop - value.start, 0)


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
