"""Owns filters that count (Liquid::StandardFilters): whole numbers stay whole, others are decimal, not binary."""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Context, Decimal
from typing import Any

from editor.core.liquid.faults import BoundsError, TagError
from editor.core.liquid.run import Run
from editor.core.liquid.values import as_int, as_number

_EXACT = Context(prec=40)
_LONGEST_BITS = 10_000


def _number(value: Any) -> int | Decimal:
    found = as_number(value)
    return Decimal(str(found)) if isinstance(found, float) else found


def _plain(value: int | Decimal) -> int | float:
    if isinstance(value, Decimal):
        return float(value)
    if value.bit_length() > _LONGEST_BITS:
        raise BoundsError("It makes a number of more than 3,000 digits.")
    return value


def _counting(
    of_whole: Callable[[int, int], int], of_decimal: Callable[[Decimal, Decimal], Decimal]
) -> Callable[..., int | float]:
    def filtered(_run: Run, value: Any, other: Any) -> int | float:
        left, right = _number(value), _number(other)
        if isinstance(left, int) and isinstance(right, int):
            return _plain(of_whole(left, right))
        return _plain(of_decimal(Decimal(left), Decimal(right)))

    return filtered


def _divided(left: int, right: int) -> int:
    if not right:
        raise TagError("divided by 0")
    return left // right


def _divided_decimal(left: Decimal, right: Decimal) -> Decimal:
    if not right:
        raise TagError("divided by 0")
    return _EXACT.divide(left, right)


def _rest(left: int, right: int) -> int:
    if not right:
        raise TagError("divided by 0")
    return left % right


def _rest_decimal(left: Decimal, right: Decimal) -> Decimal:
    return left - right * _divided_decimal(left, right).to_integral_value(ROUND_FLOOR)


def _round(_run: Run, value: Any, digits: Any = 0) -> int | float:
    number, places = Decimal(_number(value)), as_int(as_number(digits))
    if abs(places) > 50 or abs(number.adjusted()) > 300:
        return _plain(number)
    rounded = number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, Context(prec=400))
    return int(rounded) if places <= 0 else float(rounded)


def _to(rounding: str) -> Callable[..., int | float]:
    def filtered(_run: Run, value: Any) -> int | float:
        number = _number(value)
        return number if isinstance(number, int) else int(number.to_integral_value(rounding))

    return filtered


def _abs(_run: Run, value: Any) -> int | float:
    number = _number(value)
    return _plain(number if number >= 0 else -number)


def _to_integer(_run: Run, value: Any) -> int:
    return int(value) if isinstance(value, bool) else as_int(value)


FILTERS: dict[str, Callable[..., Any]] = {
    "plus": _counting(lambda left, right: left + right, _EXACT.add),
    "minus": _counting(lambda left, right: left - right, _EXACT.subtract),
    "times": _counting(lambda left, right: left * right, _EXACT.multiply),
    "divided_by": _counting(_divided, _divided_decimal),
    "modulo": _counting(_rest, _rest_decimal),
    "at_least": _counting(max, max),
    "at_most": _counting(min, min),
    "abs": _abs,
    "round": _round,
    "ceil": _to(ROUND_CEILING),
    "floor": _to(ROUND_FLOOR),
    "to_integer": _to_integer,
}
