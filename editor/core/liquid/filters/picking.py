"""Owns Jekyll's filters that pick, group and sort things by what they hold: ``where``, ``group_by``, ``sort`` …"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from liquid import Token, TokenStream
from liquid.builtin.expressions import BooleanExpression, FilteredExpression, tokenize
from liquid.builtin.expressions.primitive import Blank, Empty
from liquid.token import TOKEN_EXPRESSION

from editor.core.liquid.context import item_of
from editor.core.liquid.faults import TagError
from editor.core.liquid.filters.lists import in_order
from editor.core.liquid.run import Run
from editor.core.liquid.values import Drop, as_float, as_int, is_hash, is_truthy, joined, text_of

_FLOAT = re.compile(r"\s*-?(?:\d+\.?\d*|\.\d+)\s*", re.ASCII)
_WHOLE = re.compile(r"\s*-?\d+\s*", re.ASCII)


def _items(value: Any) -> Sequence[Any] | None:
    """Return what is picked from: the values of a hash, or a list; None for anything else."""
    if is_hash(value):
        return list(value.values())
    return value if isinstance(value, (list, tuple, range)) else None


def property_of(item: Any, name: Any) -> Any:
    """Return what an item holds under a name, which may have dots; texts like numbers are numbers then."""
    found = item
    for part in text_of(name).split("."):
        found = item_of(found, part) if isinstance(found, Mapping) else None
    text = text_of(found) if isinstance(found, (str, int, float)) else ""
    if _WHOLE.fullmatch(text):
        return as_int(text)
    return as_float(text) if _FLOAT.fullmatch(text) else found


def _is(found: Any, target: Any) -> bool:
    """Rule: Jekyll::Filters#compare_property_vs_target."""
    if target is None:
        return found is None
    if isinstance(target, (Empty, Blank)):
        return found == "" or joined(_array(found), "") == ""
    wanted = text_of(target)
    if isinstance(found, str):
        return found == wanted
    return any(text_of(one) == wanted for one in _array(found))


def _array(value: Any) -> Sequence[Any]:
    if value is None:
        return ()
    return value if isinstance(value, (list, tuple)) else (value,)


def _where(_run: Run, value: Any, name: Any, target: Any) -> Any:
    items = _items(value)
    if not is_truthy(name) or isinstance(target, (list, tuple)) or is_hash(target) or items is None:
        return value
    return [item for item in items if _is(property_of(item, name), target)]


def _find(run: Run, value: Any, name: Any, target: Any) -> Any:
    found = _where(run, value, name, target)
    return value if found is value else next(iter(found), None)


def _tested(run: Run, value: Any, name: Any, expression: Any) -> Any:
    items = _items(value)
    if items is None:
        return
    condition = _parsed(run, text_of(expression), BooleanExpression.parse)
    names: dict[str, Any] = {}
    with run.context.extend(names):
        for item in items:
            run.spend()
            names[text_of(name)] = item
            if condition.evaluate(run.context):
                yield item


def _where_exp(run: Run, value: Any, name: Any, expression: Any) -> Any:
    return value if _items(value) is None else list(_tested(run, value, name, expression))


def _find_exp(run: Run, value: Any, name: Any, expression: Any) -> Any:
    return value if _items(value) is None else next(_tested(run, value, name, expression), None)


def _parsed(run: Run, expression: str, parse: Callable[..., Any]) -> Any:
    key = (parse, expression)
    if key not in run.memory:
        token = Token(TOKEN_EXPRESSION, expression, 0, expression)
        run.memory[key] = parse(run.context.env, TokenStream(tokenize(expression, token)))
    return run.memory[key]


def _group_by(_run: Run, value: Any, name: Any) -> Any:
    return _grouped(value, lambda item: text_of(property_of(item, name)))


def _group_by_exp(run: Run, value: Any, name: Any, expression: Any) -> Any:
    if not isinstance(value, (list, tuple, range)):
        return value
    parsed = _parsed(run, text_of(expression), FilteredExpression.parse)
    names: dict[str, Any] = {}

    def key(item: Any) -> Any:
        run.spend()
        names[text_of(name)] = item
        return parsed.evaluate(run.context)

    with run.context.extend(names):
        return _grouped(value, key)


def _grouped(value: Any, key: Callable[[Any], Any]) -> Any:
    if not isinstance(value, (list, tuple, range)):
        return value
    groups: dict[Any, tuple[Any, list[Any]]] = {}
    for item in value:
        name = key(item)
        groups.setdefault(text_of(name), (name, []))[1].append(item)
    return [{"name": name, "items": items, "size": len(items)} for name, items in groups.values()]


def _sort(_run: Run, value: Any, name: Any = None, nils: Any = "first") -> Any:
    if value is None:
        raise TagError("there is nothing to sort")
    if nils not in ("first", "last"):
        raise TagError(f"“{text_of(nils)}” is neither first nor last")
    items = list(value.items()) if is_hash(value) else _items(value)
    if items is None:
        return value
    if name is None:
        return in_order(items, _whole_key)
    return in_order(items, lambda item: property_of(item, name), -1 if nils == "first" else 1)


def _whole_key(item: Any) -> Any:
    """Documents sort by date, then by path (Jekyll::Drops::DocumentDrop#<=>)."""
    return (item.get("date"), item.get("path")) if isinstance(item, Drop) else item


FILTERS: dict[str, Callable[..., Any]] = {
    "where": _where,
    "where_exp": _where_exp,
    "find": _find,
    "find_exp": _find_exp,
    "group_by": _group_by,
    "group_by_exp": _group_by_exp,
    "sort": _sort,
}
