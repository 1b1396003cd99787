"""Owns what a writer is told about front matter that is not YAML."""

from __future__ import annotations

import yaml

from editor.core.problem import Problem

_INDENTATION = (
    "This line is not indented like the ones above it, "
    "or a quotation mark before it ends the value too early."
)
_RESERVED = (
    "A value is missing here, or starts with a character that YAML reserves (@, `, % or a tab). "
    "Put quotation marks around the whole value."
)

# A word of what libyaml or PyYAML says, and what a writer can do about it; the first that fits counts.
_ADVICE = (
    (
        "mapping values are not allowed",
        "A colon followed by a space stands inside a value here. Put quotation marks around the whole value, "
        "or check how far the line is indented.",
    ),
    (
        "sequence entries are not allowed",
        "A dash followed by a space starts a list, which needs a line of its own. "
        "Put quotation marks around the value if it is text.",
    ),
    ("directive", _RESERVED),
    ("tab", "A tab indents this line. YAML wants spaces there."),
    ("cannot start any token", _RESERVED),
    ("expected the node content", _RESERVED),
    ("expected ':'", "This line has no colon after its key, or a quotation mark above it is not closed."),
    ("unexpected end of stream", "A quotation mark that opens here is never closed."),
    (
        "undefined alias",
        "A value that starts with * points at another value. Put quotation marks around it if it is text.",
    ),
    ("expected ',' or", "A list or map in brackets is not closed, or a comma is missing."),
    ("expected <document start>", "This line does not belong to the keys above it. Check its indentation."),
    ("expected <block end>", _INDENTATION),
    ("expected key", _INDENTATION),
    ("block mapping", _INDENTATION),
    ("block collection", _INDENTATION),
    (
        "escape",
        "A backslash in double quotation marks starts an escape that YAML does not know. "
        "Write it twice, or use single quotation marks.",
    ),
    ("single document", "A second document starts here. Front matter is one block of keys."),
)


# Faults that the reader notices further down, but whose cause stands where it began.
_NOTICED_LATE = ("unexpected end of stream", "expected ':'")


def line_at(text: str, index: int) -> int:
    """Return the 1-based line of ``index``, counting as editors do (YAML would also break at U+2028)."""
    return text.count("\n", 0, index) + 1


def explain(text: str, error: yaml.MarkedYAMLError) -> Problem:
    """Say in a writer's words what the reader stumbled over in ``text``, and in which line."""
    # libyaml's own words differ from PyYAML's in small ways ("did not find expected key"), hence the loose keys.
    words = f"{error.problem or ''} {error.context or ''}"
    advice = next(
        (sentence for clue, sentence in _ADVICE if clue in words), "This line cannot be read as YAML."
    )
    mark = error.problem_mark or error.context_mark
    if error.context_mark and any(clue in words for clue in _NOTICED_LATE):
        mark = error.context_mark
    line = line_at(text, mark.index) if mark else 1
    # An error at the very end stands on the line after the last: point at the last one.
    return Problem(min(line, max(1, text.rstrip("\n").count("\n") + 1)), advice)
