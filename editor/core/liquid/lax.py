"""Owns reading markup that is not quite Liquid as Ruby's lax parser does: much is forgiven, and real sites rely on it.

Each function takes the markup of one tag and returns it in words that the strict parser reads, meaning what Ruby's
lax parser understands (Liquid::Variable#lax_parse, Liquid::If#lax_parse, Liquid::For#lax_parse and others).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from itertools import chain

_QUOTED = r"\"[^\"]*\"|'[^']*'"
_FRAGMENT = rf"(?:{_QUOTED}|(?:[^\s,|'\"]|{_QUOTED})++)"
_FIRST = re.compile(_FRAGMENT)
_PIPE = re.compile(r"\|\s*")
_FILTER = re.compile(rf"(?:\s+|{_FRAGMENT}|,)++")
_FILTER_NAME = re.compile(r"\w+")
_ARGUMENT = re.compile(rf"[:,]\s*(?P<value>(?:(?P<key>\w+)\s*:\s*)?(?P<bare>{_FRAGMENT}))")
_CONDITION = re.compile(rf"({_FRAGMENT})\s*([=!<>a-z_]+)?\s*({_FRAGMENT})?")
_AND_OR = re.compile(r"\b(and|or)\b")
_LOOP = re.compile(rf"\A([\w-]+)\s+in\s+((?:{_FRAGMENT})+)\s*(reversed)?")
# What follows a word is looked for once, behind all of it, so that a long word costs no more than its length.
_ATTRIBUTE = re.compile(rf"(\w[\w-]*+)(?:\s*+:\s*+({_FRAGMENT}))?")
_ASSIGN = re.compile(r"([\w\-.\[\]()]++)(?:\s*+=\s*+(.*))?", re.DOTALL)
_NAME = re.compile(r"[\w\-.\[\]()]+")
_WHEN = re.compile(rf"({_FRAGMENT})(?:\s*(?:,|\bor\b)\s*)?")
_LITERAL = re.compile(r"nil|null|true|false|blank|empty|-?\d+(?:\.\d+)?")
_RANGE = re.compile(r"\(\S+\)")
_SEGMENT = re.compile(r"\[([^\]]+)\]|[\w-]+\??")
_WORD = re.compile(r"()[\w-]+\??")
_OPERATORS = frozenset({"==", "!=", "<>", "<", ">", "<=", ">=", "contains"})


def expression(markup: str) -> str:
    """Return one value (Liquid::Expression.parse): a literal, or a name whose parts may be parted by anything."""
    markup = markup.strip()
    if len(markup) > 1 and markup[0] == markup[-1] and markup[0] in "\"'":
        return markup
    if _LITERAL.fullmatch(markup):
        return markup
    dots = markup.rfind("..", 2, len(markup) - 2) if _RANGE.fullmatch(markup) else -1
    if dots > 0:
        return f"({expression(markup[1:dots])}..{expression(markup[dots + 2 : -1])})"
    parts: list[str] = []
    # Behind the last bracket that closes, one that opens counts for nothing.
    last = markup.rfind("]") + 1
    for found in chain(_SEGMENT.finditer(markup, 0, last), _WORD.finditer(markup, last)):
        if found[1]:
            parts.append(f"[{_index(found[1])}]")
        else:
            name = found[0]
            parts.append(f'["{name}"]' if parts or not name[0].isalpha() else name)
    if parts and parts[0] in _RESERVED:
        parts[0] = f'["{parts[0]}"]'
    return "".join(parts) or "nil"


_RESERVED = frozenset({"and", "or", "contains"})


def _index(markup: str) -> str:
    inner = expression(markup)
    return inner if inner[0] != "(" else "nil"


def output(markup: str) -> str:
    """Return the markup of an output, or of what ``assign`` and ``echo`` take: a value and filters."""
    first = _FIRST.search(markup)
    if first is None:
        return "nil"
    value = expression(first[0])
    pipe = _PIPE.search(markup, first.end())
    if pipe is None:
        return value
    filters: list[str] = []
    for found in _FILTER.finditer(markup, pipe.end()):
        name = _FILTER_NAME.search(found[0])
        if name is not None:
            values = [
                f"{one['key']}: {expression(one['bare'])}" if one["key"] else expression(one["value"])
                for one in _ARGUMENT.finditer(found[0])
            ]
            filters.append(name[0] + (f": {', '.join(values)}" if values else ""))
    return " | ".join((value, *filters))


def condition(markup: str) -> str:
    """Return the markup of ``if``, ``elsif`` and ``unless``; what follows a comparison is left out."""
    parts = _AND_OR.split(_without_strings(markup))
    at, pieces = 0, []
    for index, part in enumerate(parts):
        pieces.append(part if index % 2 else _comparison(markup[at : at + len(part)]))
        at += len(part)
    return " ".join(pieces)


def _without_strings(markup: str) -> str:
    return re.sub(_QUOTED, lambda found: "\x01" * len(found[0]), markup)


def _comparison(markup: str) -> str:
    found = _CONDITION.search(markup)
    if found is None:
        return "nil"
    left, operator, right = found.groups()
    if operator is None or right is None:
        return expression(left)
    if operator not in _OPERATORS:
        return f"{expression(left)} {operator} {expression(right)}"  # which the strict parser then refuses
    return f"{expression(left)} {operator} {expression(right)}"


def loop(markup: str) -> str:
    """Return the markup of ``for`` and ``tablerow``."""
    found = _LOOP.match(markup.strip())
    if found is None:
        return markup
    parts = [f"{found[1]} in {expression(found[2])}"]
    for key, value in _ATTRIBUTE.findall(markup):
        if value and key in ("limit", "offset", "cols"):
            parts.append(f"{key}:{value if value == 'continue' else expression(value)}")
    return " ".join((*parts, "reversed")) if found[3] else " ".join(parts)


def assignment(markup: str) -> str:
    """Return the markup of ``assign``; a name that nothing can ask for stays one."""
    found = next((found for found in _ASSIGN.finditer(markup) if found[2] is not None), None)
    return f"{_plain_name(found[1])} = {output(found[2])}" if found else markup


def name(markup: str) -> str:
    """Return the markup of ``capture``."""
    found = _NAME.search(markup)
    return _plain_name(found[0]) if found else markup


def _plain_name(written: str) -> str:
    return written if re.fullmatch(r"[\w-]+", written) else f"x-{re.sub(r'[^0-9A-Za-z_]', '-', written)}-x"


def when(markup: str) -> str:
    """Return the markup of ``when``: values parted by commas or ``or``."""
    return " or ".join(expression(found[1]) for found in _WHEN.finditer(markup)) or "nil"


def value(markup: str) -> str:
    """Return the markup of ``case``: one value."""
    found = _FIRST.search(markup)
    return expression(found[0]) if found else "nil"


REWRITES: Mapping[str, Callable[[str], str]] = {
    "if": condition, "unless": condition, "elsif": condition, "ifchanged": str, "for": loop, "tablerow": loop,
    "assign": assignment, "capture": name, "when": when, "case": value, "echo": output,
}  # fmt: skip
"""How the markup of each tag is read again where the strict parser refuses it."""
