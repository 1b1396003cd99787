"""Owns the HTML of code blocks: Pygments classes in the wrapper that Jekyll's highlighter writes."""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pygments.formatters.html import HtmlFormatter
    from pygments.lexer import Lexer

_LANGUAGE = re.compile(r"[\w+#.\-]+")
_COLOURED_AT_MOST = 50_000
"""Characters; colouring more than this would hold up typing for longer than a frame."""


def language_of(info: str) -> str:
    """Return the language named after an opening fence (```` ```js?x=1 ````, ```` ```{.js} ````), or ``""``."""
    found = _LANGUAGE.search(info.strip().lstrip("{.").partition("?")[0])
    return found[0] if found else ""


def code_block(code: str, language: str) -> str:
    """Return a code block as HTML, coloured when Pygments knows ``language``."""
    body = _coloured(code, language.lower()) if language and len(code) <= _COLOURED_AT_MOST else None
    if body is None:
        body = escape(code, quote=False)
    name = escape(language or "plaintext")
    return (
        f'<div class="language-{name} highlighter-rouge"><div class="highlight">'
        f'<pre class="highlight"><code>{body}</code></pre></div></div>'
    )


def _coloured(code: str, language: str) -> str | None:
    lexer = _lexer(language)
    if lexer is None:
        return None
    # Imported late: Pygments costs a third of a cold start, and most posts hold no code.
    from pygments import highlight

    return str(highlight(code, lexer, _formatter()))


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
