"""Owns how one value is written as a YAML scalar that PyYAML and Ruby's Psych both read back the same."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from editor.core.post.dates import PostDate, parse_date

DOUBLE, SINGLE, LITERAL, FOLDED, PLAIN = '"', "'", "|", ">", ""

# Everything some YAML 1.1 reader takes for null, a truth value or a special key (yaml.org/type).
_RESERVED_WORDS = frozenset(
    ("y", "n", "yes", "no", "true", "false", "on", "off", "null", "nil", "nan", "inf", "infinity")
)

# Whatever starts like a number and holds nothing else may be an int, octal, float, sexagesimal or date to
# one of the readers: Psych also takes "1,000" and PyYAML "1_000", so all of it is quoted.
_NUMBER_LIKE = re.compile(r"[0-9][0-9a-fA-F_,.:eExXoObBtTzZ+\-/ ]*")
_PLAIN_START = re.compile(r"[^\W]|[/(“”‘’«»„¿¡$€£…–—•]|\.{1,2}/")
_PLAIN_BREAKERS = re.compile(r":(?:\s|$)|\s#|^\s|\s$")
_FLOW_BREAKERS = re.compile(r"[,\[\]{}:?#\"']")
# Controls, line ends only YAML knows, byte order marks and non-characters: only an escape holds these.
_UNWRITABLE = "\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff"
_NEEDS_ESCAPE = re.compile(f"[{_UNWRITABLE}]")
_MUST_ESCAPE = re.compile(f'["\\\\{_UNWRITABLE}]')
# Emoji and the like are safe in quotation marks only: older libyaml and PyYAML builds stop at them elsewhere.
_NOT_SIMPLE = re.compile(f"[{_UNWRITABLE}\ud800-\udfff\ufff0-\ufffb\U00010000-\U0010ffff]")
_NAMED_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r", "\0": "\\0"}
_PLAIN_KEY = re.compile(r"[A-Za-z_][\w./-]*(?: [\w./-]+)*", re.ASCII)


def reads_as_text(text: str, *, flow: bool = False) -> bool:
    """Say whether ``text`` may stand without quotation marks and still be text to every reader.

    The answer errs towards quoting. ``flow`` asks for a place inside ``[…]`` or ``{…}``.
    """
    return not (
        not _PLAIN_START.match(text)
        or _NOT_SIMPLE.search(text)
        or _PLAIN_BREAKERS.search(text)
        or (flow and _FLOW_BREAKERS.search(text))
        or text.lower() in _RESERVED_WORDS
        or _NUMBER_LIKE.fullmatch(text)
        or parse_date(text)
    )


def double_quoted(text: str) -> str:
    """Write ``text`` on one line in double quotation marks; nothing is folded, however long it is."""
    return f'"{_MUST_ESCAPE.sub(_escape, text)}"'


def single_quoted(text: str) -> str | None:
    """Write ``text`` in single quotation marks; None when it needs escapes, which those do not know."""
    if _NEEDS_ESCAPE.search(text):
        return None
    return "'" + text.replace("'", "''") + "'"


def quoted(text: str, style: str) -> str:
    """Write ``text`` in the quotation marks of ``style``, or in double ones where those cannot hold it."""
    return (single_quoted(text) if style == SINGLE else None) or double_quoted(text)


def text_scalars(text: str, style: str, fallback: str, *, flow: bool = False) -> Iterator[str]:
    """Yield ways to write ``text`` on one line, the one nearest to ``style`` first.

    ``fallback`` is the kind of quotation mark to use when a plain scalar will not do.
    """
    if style in (DOUBLE, SINGLE):
        yield quoted(text, style)
    else:
        if reads_as_text(text, flow=flow):
            yield text
        # Nobody likes to read \" where single quotation marks do without.
        clearer = SINGLE if ('"' in text or "\\" in text) and "'" not in text else fallback
        yield quoted(text, clearer)
    yield double_quoted(text)


def block_scalar(text: str, style: str, indent: str, newline: str) -> str | None:
    """Write ``text`` as a literal or folded block scalar from its ``|`` or ``>`` on; None where that cannot be.

    The result has no line end after its last line. Folding is never used to wrap: one paragraph is one line.
    """
    body = text.rstrip("\n")
    trailing = len(text) - len(body)
    lines = body.split("\n")
    if not body or any(_NEEDS_ESCAPE.search(line) or line[:1].isspace() for line in lines):
        return None
    chomping = ("-", "", "+")[min(trailing, 2)]
    if style == FOLDED:
        # One line end folds to a space, so each one that is meant takes an empty line more.
        body = re.sub(r"\n+", lambda ends: ends[0] + "\n", body)
    written = [indent + line if line else "" for line in body.split("\n")]
    written += [""] * max(0, trailing - 1)
    return newline.join([style + chomping, *written])


def number_text(number: int | float) -> str:
    """Write a number so that both readers take it for one: YAML 1.1 wants a point in every float."""
    if isinstance(number, int):
        return str(number)
    if math.isnan(number):
        return ".nan"
    if math.isinf(number):
        return ".inf" if number > 0 else "-.inf"
    text = repr(number)
    return text.replace("e", ".0e") if "e" in text and "." not in text else text


def yes_no_text(answer: bool, old: str = "") -> str:
    """Write a truth value in the words and case of ``old`` (``yes``, ``True``, ``off``…), else true or false."""
    pairs = {"yes": "no", "true": "false", "on": "off"}
    words = next((pair for pair in pairs.items() if old.lower() in pair), ("true", "false"))
    word = words[0] if answer else words[1]
    if len(old) > 1 and old.isupper():
        return word.upper()
    return word.capitalize() if old[:1].isupper() else word


def date_text(date: PostDate, style: str) -> str:
    """Write a date in its own notation, quoted only if ``style`` is."""
    return quoted(date.text, style) if style in (DOUBLE, SINGLE) else date.text


def key_scalar(key: str) -> str:
    """Write a key, quoted unless every reader takes it for plain text."""
    return key if _PLAIN_KEY.fullmatch(key) and reads_as_text(key, flow=True) else double_quoted(key)


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    code = ord(character)
    return _NAMED_ESCAPES.get(character) or (f"\\x{code:02X}" if code < 0x100 else f"\\u{code:04X}")
