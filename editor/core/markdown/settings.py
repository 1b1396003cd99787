"""Owns what a site's ``_config.yml`` says about markdown: kramdown's options, and how its code is written."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

_NONE: Mapping[str, Any] = MappingProxyType({})
_OPTIONS = (
    "auto_id_prefix",
    "auto_ids",
    "entity_output",
    "footnote_backlink",
    "footnote_nr",
    "hard_wrap",
    "header_offset",
    "math_engine",
    "parse_block_html",
    "parse_span_html",
    "smart_quotes",
    "toc_levels",
    "typographic_symbols",
)
"""The options of kramdown that are known here, and can be set in a post as well (``{::options … /}``)."""


@dataclass(frozen=True, slots=True)
class CodeSettings:
    """How code is written (``kramdown.syntax_highlighter_opts``, by the names of Rouge's ``HTMLLegacy``).

    ``coloured`` is false where nothing is: then code has no wrapper. ``guessed`` is whether code without a language,
    and with the language ``plaintext``, has one all the same.
    """

    coloured: bool = True
    guessed: bool = True
    default_language: str = "plaintext"
    css_class: str = "highlight"
    numbered: bool = False
    first_number: int = 1
    table_class: str = "rouge-table"
    gutter_class: str = "rouge-gutter"
    code_class: str = "rouge-code"


USUAL_CODE = CodeSettings()


@dataclass(frozen=True, slots=True)
class MarkdownSettings:
    """What a site sets for all of its markdown; ``options`` are written as a post writes them.

    ``gfm`` is whether kramdown reads GitHub's additions, as it does unless a site says ``input: kramdown``.
    """

    options: Mapping[str, str] = field(default_factory=dict)
    gfm: bool = True
    block: CodeSettings = USUAL_CODE
    span: CodeSettings = USUAL_CODE


USUAL = MarkdownSettings()


def settings_of(raw: Mapping[str, Any]) -> MarkdownSettings:
    """Read the settings of a site; what makes no sense counts as not set. Rule: Jekyll's KramdownParser."""
    kramdown = _mapping(raw.get("kramdown"))
    options = {name: text for name in _OPTIONS if (text := _text(kramdown.get(name))) is not None}
    if kramdown.get("math_engine", True) is None:
        options["math_engine"] = ""
    highlighter = kramdown.get("syntax_highlighter") or raw.get("highlighter") or "rouge"
    given = _mapping(kramdown.get("syntax_highlighter_opts"))
    shared = {name: value for name, value in given.items() if name not in ("block", "span")}
    coloured = highlighter == "rouge"
    guessed = kramdown.get("guess_lang", True) is not False
    block, span = (
        _code({**shared, **_mapping(given.get(name))}, coloured, guessed) for name in ("block", "span")
    )
    gfm = kramdown.get("input") not in ("kramdown", "Kramdown")
    if gfm and not options and (block, span) == (USUAL_CODE, USUAL_CODE):
        return USUAL
    return MarkdownSettings(options, gfm, block, span)


def _code(opts: Mapping[str, Any], coloured: bool, guessed: bool) -> CodeSettings:
    start = opts.get("start_line")
    return CodeSettings(
        coloured=coloured and not _is_true(opts.get("disable")),
        guessed=guessed,
        default_language=str(opts.get("default_lang") or "plaintext"),
        css_class=str(opts.get("css_class") or "highlight"),
        numbered=_is_true(opts.get("line_numbers")),
        first_number=start if isinstance(start, int) and not isinstance(start, bool) else 1,
        table_class=str(opts.get("table_class") or "rouge-table"),
        gutter_class=str(opts.get("gutter_class") or "rouge-gutter"),
        code_class=str(opts.get("code_class") or "rouge-code"),
    )


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else _NONE


def _is_true(value: Any) -> bool:
    """Tell whether Ruby takes a value for true."""
    return value is not None and value is not False


def _text(value: Any) -> str | None:
    """Return an option's value as it stands in a post, None for what cannot stand there."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (str, int)):
        return str(value)
    if isinstance(value, dict):
        return json.dumps({str(name): _text(item) or "" for name, item in value.items()}, ensure_ascii=False)
    if isinstance(value, list) and all(isinstance(item, (str, int)) for item in value):
        return ",".join(map(str, value))
    return None
