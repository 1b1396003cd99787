"""Owns the notation of a post's length in a query: ``>500``, ``<80``, ``500-800``."""

from __future__ import annotations

import re

from editor.core.query.nodes import Length

_MOST_DIGITS = 7
_BORDER = re.compile(rf"(>=|<=|>|<)(\d{{1,{_MOST_DIGITS}}})", re.ASCII)
_SPAN = re.compile(rf"(\d{{1,{_MOST_DIGITS}}})-(\d{{1,{_MOST_DIGITS}}})", re.ASCII)


def read_length(text: str) -> Length | None:
    """Read a length in words, None when it is none."""
    if span := _SPAN.fullmatch(text):
        return Length(int(span[1]), int(span[2]))
    border = _BORDER.fullmatch(text)
    if border is None:
        return None
    sign, count = border[1], int(border[2])
    if sign[0] == ">":
        return Length(least=count + (sign == ">"))
    return Length(most=count - (sign == "<")) if count or sign == "<=" else None


def write_length(length: Length) -> str:
    """Return the notation that ``read_length`` reads as ``length``."""
    if length.least is not None and length.most is not None:
        return f"{length.least}-{length.most}"
    return f">={length.least}" if length.least is not None else f"<={length.most}"
