"""Owns the colours of program code in an article, light and dark, as style sheet rules made by Pygments."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import ClassVar

from pygments.formatters import HtmlFormatter
from pygments.style import Style
from pygments.token import (
    Comment,
    Generic,
    Keyword,
    Literal,
    Name,
    Number,
    Operator,
    String,
    Token,
    _TokenType,
)

_RULE = re.compile(r"\.highlight \.(?P<name>[a-z0-9]+)\s*\{(?P<body>[^}]*)\}")


def _styles(*, muted: str, red: str, green: str, amber: str, blue: str, violet: str) -> dict[_TokenType, str]:
    """One scheme of code colours; what is not named keeps the colour of the text."""
    return {
        Token: "",
        Comment: f"italic {muted}",
        Comment.Preproc: f"noitalic {violet}",
        Keyword: f"bold {red}",
        Keyword.Type: f"nobold {violet}",
        Keyword.Constant: f"nobold {amber}",
        Operator.Word: f"bold {red}",
        Name.Function: blue,
        Name.Class: f"bold {blue}",
        Name.Namespace: blue,
        Name.Decorator: violet,
        Name.Builtin: violet,
        Name.Exception: violet,
        Name.Constant: amber,
        Name.Tag: f"bold {red}",
        Name.Attribute: amber,
        Name.Entity: amber,
        Name.Label: blue,
        Name.Variable: violet,
        String: green,
        String.Doc: f"italic {green}",
        String.Escape: amber,
        String.Regex: amber,
        Number: amber,
        Literal: green,
        Literal.Date: amber,
        Generic.Deleted: red,
        Generic.Inserted: green,
        Generic.Heading: "bold",
        Generic.Subheading: f"bold {blue}",
        Generic.Prompt: muted,
        Generic.Output: muted,
        Generic.Emph: "italic",
        Generic.Strong: "bold",
        Generic.Traceback: red,
    }


class CodeLight(Style):
    """Code on the light code ground #f3f0e9, every colour at 4.5:1 or more."""

    styles: ClassVar[dict[_TokenType, str]] = _styles(
        muted="#69645b", red="#a3241c", green="#2a6644", amber="#855000", blue="#2a5592", violet="#6c3f8f"
    )


class CodeDark(Style):
    """Code on the dark code ground #262421, every colour at 4.5:1 or more."""

    styles: ClassVar[dict[_TokenType, str]] = _styles(
        muted="#a8a296", red="#ff9d92", green="#94cfaa", amber="#e2b872", blue="#9bc0ee", violet="#cbabea"
    )


def code_css(used: Collection[str] | None = None) -> str:
    """Return the rules for ``.highlight`` in both schemes; ``used`` keeps only the classes a page needs.

    The dark rules follow ``html[data-theme="dark"]`` and, without a ``data-theme``, the reader's system.
    """
    light = _rules(CodeLight, used)
    dark = _rules(CodeDark, used)
    if not light and not dark:
        return ""
    lines = [f".highlight {rule}" for rule in light]
    lines += [f':root[data-theme="dark"] .highlight {rule}' for rule in dark]
    lines.append("@media screen and (prefers-color-scheme: dark) {")
    lines += [f"  :root:not([data-theme]) .highlight {rule}" for rule in dark]
    lines.append("}")
    return "\n".join(lines) + "\n"


def _rules(style: type[Style], used: Collection[str] | None) -> list[str]:
    text: str = HtmlFormatter(style=style).get_style_defs(".highlight")  # type: ignore[no-untyped-call]
    return [
        f".{rule['name']} {{{rule['body'].rstrip()} }}"
        for rule in _RULE.finditer(text)
        if used is None or rule["name"] in used
    ]
