"""Owns filters that make a text of a text (Liquid::StandardFilters)."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from html import escape as escape_html
from typing import Any
from urllib.parse import quote_plus, unquote_plus

from editor.core.liquid.faults import BoundsError, TagError
from editor.core.liquid.run import WRITTEN_AT_MOST, Run
from editor.core.liquid.values import LISTED_AT_MOST, as_int, text_of

SPACE = " \t\n\v\f\r"
WORD = re.compile(r"[^ \t\n\v\f\r]+")
"""A word as Ruby splits a text: a no-break space is part of one."""
_ESCAPED_ONCE = re.compile(r"[\"><']|&(?!([a-zA-Z]+|(#\d+));)")
_NAMES = {"&": "&amp;", ">": "&gt;", "<": "&lt;", '"': "&quot;", "'": "&#39;"}
_BACKSLASH = re.compile(r"\\([\\0-9&])")
_WHOLE = re.compile(r"\s*[-+]?\d+(?:_\d+)*\s*", re.ASCII)


def _as_text(change: Callable[[str], str]) -> Callable[..., str]:
    def filtered(_run: Run, value: Any) -> str:
        return change(text_of(value))

    return filtered


def whole(value: Any) -> int:
    """Return an argument that has to be a whole number (Liquid::Utils.to_integer)."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if not _WHOLE.fullmatch(text_of(value)):
        raise TagError(f"“{text_of(value)}” is no whole number")
    return as_int(value)


def escape(_run: Run, value: Any) -> str | None:
    """``escape``: for HTML."""
    return None if value is None else escape_html(text_of(value)).replace("&#x27;", "&#39;")


def _url_encode(_run: Run, value: Any) -> str | None:
    return None if value is None else quote_plus(text_of(value))


def _url_decode(_run: Run, value: Any) -> str | None:
    return None if value is None else unquote_plus(text_of(value))


def _decoded(_run: Run, value: Any) -> str:
    return _from_base64(text_of(value))


def _decoded_from_url(_run: Run, value: Any) -> str:
    return _from_base64(text_of(value).replace("-", "+").replace("_", "/"))


def _from_base64(text: str) -> str:
    try:
        return base64.b64decode(text, validate=True).decode("utf-8", "replace")
    except ValueError as error:
        raise TagError("its text is not base64") from error


def _slice(_run: Run, value: Any, offset: Any, length: Any = None) -> Any:
    start, count = whole(offset), 1 if length is None else whole(length)
    items: Any = value if isinstance(value, list) else text_of(value)
    if start < 0:
        start += len(items)
    if not 0 <= start <= len(items) or count < 0:
        return [] if isinstance(items, list) else ""
    return items[start : start + count]


def _truncate(_run: Run, value: Any, length: Any = 50, ending: Any = "...") -> str | None:
    if value is None:
        return None
    text, end = text_of(value), text_of(ending)
    most = whole(length)
    return text if len(text) <= most else text[: max(most - len(end), 0)] + end


def _truncatewords(_run: Run, value: Any, words: Any = 15, ending: Any = "...") -> str | None:
    if value is None:
        return None
    text = text_of(value)
    most = max(whole(words), 1)
    found: list[str] = []
    for word in WORD.finditer(text):
        if len(found) == most:
            return " ".join(found) + text_of(ending)
        found.append(word[0])
    # Ruby counts the nothing after the last blank as a word of its own.
    if len(found) == most and text[-1] in SPACE:
        return " ".join(found) + text_of(ending)
    return text


def _split(_run: Run, value: Any, pattern: Any) -> list[str]:
    text, mark = text_of(value), text_of(pattern)
    if len(text) > LISTED_AT_MOST and (mark == "" or text.count(mark) > LISTED_AT_MOST):
        raise BoundsError("It splits a text into more parts than a page can need.")
    parts = WORD.findall(text) if mark == " " else list(text) if mark == "" else text.split(mark)
    while parts and not parts[-1]:
        parts.pop()  # Ruby's split leaves out empty parts at the end
    return parts


def _replace(_run: Run, value: Any, old: Any, new: Any = "") -> str:
    return _replaced(text_of(value), text_of(old), text_of(new))


def _replaced(text: str, old: str, new: str) -> str:
    if len(new) * text.count(old) + len(text) > WRITTEN_AT_MOST:
        raise BoundsError("It replaces so much that the text grows beyond measure.")
    return text.replace(old, _meant(new, old))


def _meant(new: str, old: str) -> str:
    """Return a replacement with its backslashes read as Ruby's ``gsub`` does."""
    if "\\" not in new:
        return new
    return _BACKSLASH.sub(lambda found: {"\\": "\\", "0": old, "&": old}.get(found[1], ""), new)


def _replace_last(_run: Run, value: Any, old: Any, new: Any = "") -> str:
    before, found, after = (
        text_of(value).rpartition(text_of(old)) if text_of(old) else (text_of(value), "", "")
    )
    return before + text_of(new) + after if found or not text_of(old) else text_of(value)


def _replace_first(_run: Run, value: Any, old: Any, new: Any = "") -> str:
    return text_of(value).replace(text_of(old), _meant(text_of(new), text_of(old)), 1)


def _append(_run: Run, value: Any, more: Any) -> str:
    return _bounded(text_of(value), text_of(more))


def _prepend(_run: Run, value: Any, more: Any) -> str:
    return _bounded(text_of(more), text_of(value))


def _bounded(first: str, second: str) -> str:
    if len(first) + len(second) > WRITTEN_AT_MOST:
        raise BoundsError("It makes a text that grows beyond measure.")
    return first + second


def _escape_once(_run: Run, value: Any) -> str:
    return _ESCAPED_ONCE.sub(lambda found: _NAMES[found[0]], text_of(value))


def strip_html(_run: Run, value: Any) -> str:
    """``strip_html``: without tags, comments, scripts and styles."""
    text = text_of(value)
    for start, end in (("<script", "</script>"), ("<!--", "-->"), ("<style", "</style>"), ("<", ">")):
        text = _without(text, start, end)
    return text


def _without(text: str, start: str, end: str) -> str:
    """Leave out from each ``start`` to the next ``end``; in one pass, however many are never ended."""
    parts, at = [], 0
    while (begin := text.find(start, at)) != -1 and (close := text.find(end, begin + len(start))) != -1:
        parts.append(text[at:begin])
        at = close + len(end)
    return "".join((*parts, text[at:]))


FILTERS: dict[str, Callable[..., Any]] = {
    "downcase": _as_text(str.lower),
    "upcase": _as_text(str.upper),
    "capitalize": _as_text(str.capitalize),
    "escape": escape,
    "h": escape,
    "escape_once": _escape_once,
    "url_encode": _url_encode,
    "url_decode": _url_decode,
    "base64_encode": _as_text(lambda text: base64.b64encode(text.encode()).decode()),
    "base64_url_safe_encode": _as_text(lambda text: base64.urlsafe_b64encode(text.encode()).decode()),
    "base64_decode": _decoded,
    "base64_url_safe_decode": _decoded_from_url,
    "slice": _slice,
    "truncate": _truncate,
    "truncatewords": _truncatewords,
    "split": _split,
    "strip": _as_text(lambda text: text.lstrip(f"{SPACE}\0").rstrip(f"{SPACE}\0")),
    "lstrip": _as_text(lambda text: text.lstrip(f"{SPACE}\0")),
    "rstrip": _as_text(lambda text: text.rstrip(f"{SPACE}\0")),
    "strip_html": strip_html,
    "strip_newlines": _as_text(lambda text: text.replace("\r\n", "").replace("\n", "")),
    "newline_to_br": _as_text(lambda text: text.replace("\r\n", "\n").replace("\n", "<br />\n")),
    "replace": _replace,
    "replace_first": _replace_first,
    "replace_last": _replace_last,
    "remove": lambda run, value, old: _replace(run, value, old),
    "remove_first": lambda run, value, old: _replace_first(run, value, old),
    "remove_last": lambda run, value, old: _replace_last(run, value, old),
    "append": _append,
    "prepend": _prepend,
}
