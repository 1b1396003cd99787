"""Owns filters that take or make lists (Liquid::StandardFilters, Jekyll::Filters)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cmp_to_key
from typing import Any

from editor.core.liquid.context import item_of
from editor.core.liquid.faults import TagError
from editor.core.liquid.filters.texts import whole
from editor.core.liquid.run import Run
from editor.core.liquid.values import Drop, is_truthy, joined, listed, text_of


def _size(_run: Run, value: Any) -> int:
    if isinstance(value, bool) or value is None:
        return 0
    if isinstance(value, int):
        return 8  # the bytes of a machine's word, as Ruby says
    return max(value.stop - value.start, 0) if isinstance(value, range) else _length(value)


def _length(value: Any) -> int:
    return len(value) if isinstance(value, (str, Sequence, Mapping)) and not isinstance(value, Drop) else 0


def _first(_run: Run, value: Any) -> Any:
    return item_of(value, "first") if not isinstance(value, Drop) else None


def _last(_run: Run, value: Any) -> Any:
    return item_of(value, "last") if isinstance(value, (list, tuple, range)) else None


def _join(_run: Run, value: Any, glue: Any = " ") -> str:
    return joined(listed(value), text_of(glue))


def _map(_run: Run, value: Any, name: Any) -> list[Any]:
    key = text_of(name)  # a key alone: here Ruby's Liquid knows no size, first and last
    return [item.get(key) if isinstance(item, Mapping) else None for item in listed(value)]


def _uniq(_run: Run, value: Any, name: Any = None) -> list[Any]:
    found: dict[Any, Any] = {}
    for item in listed(value):
        key = item if name is None else item_of(item, name)
        found.setdefault(_hashable(key), item)
    return list(found.values())


def _hashable(value: Any) -> Any:
    if isinstance(value, bool) or value is None:
        return (type(value), value)
    try:
        hash(value)
    except TypeError:
        return repr(value)
    return value


def _compact(_run: Run, value: Any, name: Any = None) -> list[Any]:
    return [item for item in listed(value) if (item if name is None else item_of(item, name)) is not None]


def _concat(_run: Run, value: Any, more: Any) -> list[Any]:
    if not isinstance(more, (list, tuple)):
        raise TagError("it needs a list to add")
    return [*listed(value), *more]


def _sort_natural(_run: Run, value: Any, name: Any = None) -> list[Any]:
    def key(item: Any) -> tuple[bool, str]:
        part = item if name is None else item_of(item, name)
        return part is None, text_of(part).lower()

    return sorted(listed(value), key=key)


def _sum(_run: Run, value: Any) -> Any:
    return sum(item for item in listed(value) if isinstance(item, (int, float)))


def _push(_run: Run, value: Any, item: Any) -> Any:
    return [*value, item] if isinstance(value, (list, tuple)) else value


def _unshift(_run: Run, value: Any, item: Any) -> Any:
    return [item, *value] if isinstance(value, (list, tuple)) else value


def _pop(_run: Run, value: Any, count: Any = 1) -> Any:
    return list(value[: max(len(value) - whole(count), 0)]) if isinstance(value, (list, tuple)) else value


def _shift(_run: Run, value: Any, count: Any = 1) -> Any:
    return list(value[whole(count) :]) if isinstance(value, (list, tuple)) else value


def _sample(_run: Run, value: Any, count: Any = 1) -> Any:
    """Jekyll draws lots; a preview that changes with each key would be none, so the first ones win."""
    if not isinstance(value, (list, tuple)):
        return value
    return (value[0] if value else None) if whole(count) == 1 else list(value[: whole(count)])


def _sentence(_run: Run, value: Any, connector: Any = "and") -> str:
    items = [text_of(item) for item in value]
    if len(items) < 3:
        return f" {text_of(connector)} ".join(items)
    return f"{', '.join(items[:-1])}, {text_of(connector)} {items[-1]}"


def _default(_run: Run, value: Any, other: Any = "", *, allow_false: Any = False) -> Any:
    nothing = value is None if is_truthy(allow_false) else not is_truthy(value)
    empty = isinstance(value, (str, list, tuple, dict)) and not value
    return other if nothing or empty else value


def in_order(items: Iterable[Any], key: Callable[[Any], Any], nils: int = -1) -> list[Any]:
    """Return items sorted as Jekyll's ``sort`` does: numbers as numbers, what cannot be compared as text."""

    def compare(left: tuple[Any, Any], right: tuple[Any, Any]) -> int:
        one, other = left[0], right[0]
        if one is None or other is None:
            return 0 if one is other else (nils if one is None else -nils)
        try:
            return int(one > other) - int(one < other)
        except TypeError:
            first, second = text_of(one), text_of(other)
            return (first > second) - (first < second)

    pairs = [(key(item), item) for item in items]
    return [item for _, item in sorted(pairs, key=cmp_to_key(compare))]


FILTERS: dict[str, Callable[..., Any]] = {
    "size": _size,
    "first": _first,
    "last": _last,
    "join": _join,
    "map": _map,
    "uniq": _uniq,
    "compact": _compact,
    "concat": _concat,
    "reverse": lambda _run, value: listed(value)[::-1],
    "sort_natural": _sort_natural,
    "sum": _sum,
    "push": _push,
    "unshift": _unshift,
    "pop": _pop,
    "shift": _shift,
    "sample": _sample,
    "array_to_sentence_string": _sentence,
    "default": _default,
}
