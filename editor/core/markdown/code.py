"""Owns the HTML of code blocks: Pygments classes in the wrapper that Jekyll's highlighter writes."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from html import escape
from types import MappingProxyType
from typing import TYPE_CHECKING

from editor.core.markdown.tree import attributes_html, escape_code

if TYPE_CHECKING:
    from pygments.formatters.html import HtmlFormatter
    from pygments.lexer import Lexer

NO_ATTRIBUTES: Mapping[str, str] = MappingProxyType({})
_COLOURED_AT_MOST = 50_000
"""Characters; colouring more than this would hold up typing for longer than a frame."""


def code_block(code: str, language: str, attributes: Mapping[str, str] = NO_ATTRIBUTES, pad: str = "") -> str:
    """Return a code block as HTML: coloured when Pygments knows ``language``, without wrapper when it does not.

    ``attributes`` are those of an attribute list, ``pad`` the blanks it is indented by.
    """
    body = _body(code, language)
    if body is None:
        named = f' class="language-{escape(language)}"'
        text = escape_code(code).removesuffix("\n")
        return f"{pad}<pre{attributes_html(attributes)}><code{named}>{text}\n</code></pre>\n"
    outer = attributes_html(_with_rouge(language, attributes))
    coloured = f'<div class="highlight"><pre class="highlight"><code>{body}</code></pre></div>'
    return f"{pad}<div{outer}>{coloured}{pad}</div>\n"


def code_span(code: str, language: str, attributes: Mapping[str, str] = NO_ATTRIBUTES) -> str:
    """Return code inside a line as HTML, coloured when an attribute list names a language Pygments knows."""
    body = _body(code, language)
    if body is None:
        classes = f"language-{language} {attributes.get('class', '')}".rstrip()
        return f"<code{attributes_html({**attributes, 'class': classes})}>{escape_code(code)}</code>"
    return f"<code{attributes_html(_with_rouge(language, attributes))}>{body}</code>"


def code_spans(code: str, language: str) -> str:
    """Return just the text of code as HTML, coloured when Pygments knows the language."""
    body = _body(code, language)
    return escape_code(code) if body is None else body


def _with_rouge(language: str, attributes: Mapping[str, str]) -> dict[str, str]:
    given = attributes.get("class", "")
    classes = f"language-{language or 'plaintext'} {given} highlighter-rouge"
    return {**attributes, "class": " ".join(classes.split())}


def _body(code: str, language: str) -> str | None:
    """Return code escaped or coloured, None for a language that is not known."""
    language = language.partition("?")[0].lower()
    if language in {"", "plaintext", "text"}:
        return escape_code(code)
    if len(code) > _COLOURED_AT_MOST:
        return escape_code(code) if _lexer(language) is not None else None
    return _coloured(code, language)


def _coloured(code: str, language: str) -> str | None:
    lexer = _lexer(language)
    if lexer is None:
        return None
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
