"""Owns the HTML of code blocks: Pygments classes in the wrapper that Jekyll's highlighter writes."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from html import escape
from types import MappingProxyType
from typing import TYPE_CHECKING

from editor.core.markdown.languages import is_known, lexer_name
from editor.core.markdown.settings import USUAL_CODE, CodeSettings
from editor.core.markdown.tree import attributes_html, escape_code

if TYPE_CHECKING:
    from pygments.formatters.html import HtmlFormatter
    from pygments.lexer import Lexer

NO_ATTRIBUTES: Mapping[str, str] = MappingProxyType({})
_COLOURED_AT_MOST = 50_000
"""Characters; colouring more than this would hold up typing for longer than a frame."""


def code_block(
    code: str,
    language: str,
    attributes: Mapping[str, str] = NO_ATTRIBUTES,
    pad: str = "",
    settings: CodeSettings = USUAL_CODE,
) -> str:
    """Return a code block as HTML, without wrapper where Jekyll does not know ``language``.

    ``attributes`` are those of an attribute list, ``pad`` the blanks it is indented by.
    """
    body = _body(code, language, settings)
    if body is None:
        named = f' class="language-{escape(language)}"' if language else ""
        text = escape_code(code).removesuffix("\n")
        return f"{pad}<pre{attributes_html(attributes)}><code{named}>{text}\n</code></pre>\n"
    outer = attributes_html(_with_rouge(language or settings.default_language, attributes))
    css_class = escape(settings.css_class)
    coloured = f'<div class="highlight"><pre class="{css_class}"><code>{body}</code></pre></div>'
    return f"{pad}<div{outer}>{coloured}{pad}</div>\n"


def code_span(
    code: str,
    language: str,
    attributes: Mapping[str, str] = NO_ATTRIBUTES,
    settings: CodeSettings = USUAL_CODE,
) -> str:
    """Return code inside a line as HTML, coloured when an attribute list names a language Jekyll knows."""
    body = _body(code, language, settings)
    if body is None:
        classes = f"{f'language-{language}' if language else ''} {attributes.get('class', '')}".strip()
        shown = {**attributes, "class": classes} if classes else attributes
        return f"<code{attributes_html(shown)}>{escape_code(code)}</code>"
    named = _with_rouge(language or settings.default_language, attributes)
    return f"<code{attributes_html(named)}>{body}</code>"


def code_spans(code: str, language: str) -> str:
    """Return just the text of code as HTML, coloured when the language is known."""
    body = _body(code, language, USUAL_CODE)
    return escape_code(code) if body is None else body


def numbered(body: str, first: int, table: str, gutter: str, code: str) -> str:
    """Return code in a table beside the numbers of its lines (Rouge's ``HTMLTable``); the rest are class names."""
    body = body if body.endswith("\n") else f"{body}\n"
    numbers = "\n".join(map(str, range(first, first + body.count("\n"))))
    return (
        f'<table class="{escape(table)}"><tbody><tr><td class="{escape(gutter)} gl">'
        f'<pre class="lineno">{numbers}\n</pre></td>'
        f'<td class="{escape(code)}"><pre>{body}</pre></td></tr></tbody></table>'
    )


def _with_rouge(language: str, attributes: Mapping[str, str]) -> dict[str, str]:
    given = attributes.get("class", "")
    classes = f"language-{language} {given} highlighter-rouge"
    return {**attributes, "class": " ".join(classes.split())}


def _body(code: str, language: str, settings: CodeSettings) -> str | None:
    """Return code escaped or coloured, None for a language that is not known."""
    language = (language or settings.default_language).partition("?")[0]
    plain = language in ("plaintext", "text")
    if not settings.coloured or (not settings.guessed if plain else not is_known(language)):
        return None
    body = escape_code(code) if plain or len(code) > _COLOURED_AT_MOST else _coloured(code, language)
    if settings.numbered:
        classes = settings.table_class, settings.gutter_class, settings.code_class
        return numbered(body, settings.first_number, *classes)
    return body


def _coloured(code: str, language: str) -> str:
    lexer = _lexer(lexer_name(language).lower())
    if lexer is None:
        return escape_code(code)
    # Imported late: Pygments costs a third of a cold start, and most posts hold no code.
    from pygments import highlight

    html = str(highlight(code, lexer, _formatter()))
    return html if code.endswith("\n") else html.removesuffix("\n")


@lru_cache(maxsize=1)
def _formatter() -> HtmlFormatter[str]:
    # Imported late, as above.
    from pygments.formatters.html import HtmlFormatter

    return HtmlFormatter(nowrap=True)


@lru_cache(maxsize=1)
def _known_languages() -> frozenset[str]:
    # Imported late, as above.
    from pygments.lexers import get_all_lexers

    return frozenset(alias for _, aliases, *_ in get_all_lexers(plugins=False) for alias in aliases)


@lru_cache(maxsize=64)
def _lexer(language: str) -> Lexer | None:
    # Asked first: for a name it does not know Pygments searches every installed package, 0.1 s for each
    # letter of a language that is being typed.
    if language not in _known_languages():
        return None
    # Imported late, as above.
    from pygments.lexers import get_lexer_by_name

    return get_lexer_by_name(language, stripnl=False, ensurenl=False)
