"""Owns which of its two schemes a site wears: style sheets that ask the reader's system are given the answer."""

from __future__ import annotations

import re

_ASKED = re.compile(r"\(\s*prefers-color-scheme\s*(?::\s*(dark|light|no-preference)\s*)?\)", re.IGNORECASE)
_OFFERED = re.compile(
    r"(?<![\w-])(color-scheme\s*:\s*)(?:light\s+dark|dark\s+light)(?=\s*(?:only)?\s*[;}!]|\s*$)",
    re.IGNORECASE,
)
_PROTOCOL_RELATIVE = re.compile(r"""(url\(\s*["']?|@import\s+["'])(?=//)""", re.IGNORECASE)
_STYLE = re.compile(r"(<style\b[^>]*>)(.*?)(?=</style\s*>|\Z)", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<(?:link|source|style|meta)\b[^>]*>", re.IGNORECASE)
_OFFERED_BY_META = re.compile(
    r"""(\bcontent\s*=\s*["']?)(?:light\s+dark|dark\s+light)(?=["'\s>])""", re.IGNORECASE
)
# Media features that hold on every screen, and on none.
_TRUE, _FALSE = "(min-width:0)", "(max-width:0)"


def dressed_css(css: str, scheme: str) -> str:
    """Return a style sheet as it answers where the reader's system wants ``light`` or ``dark``.

    The web engine knows one system for all its pages, so what asks it is answered in the text. Addresses without a
    scheme (``//host``) are given ``https``: the page has a scheme of its own.
    """

    def answer(found: re.Match[str]) -> str:
        wanted = (found[1] or scheme).lower()
        return _TRUE if wanted == scheme else _FALSE

    css = _ASKED.sub(answer, css)
    css = _OFFERED.sub(lambda found: found[1] + scheme, css)
    return _PROTOCOL_RELATIVE.sub(lambda found: found[1] + "https:", css)


def dressed_html(html: str, scheme: str) -> str:
    """Return a page whose own styles and media attributes are answered; the words on it are left as they are."""
    html = _STYLE.sub(lambda found: found[1] + dressed_css(found[2], scheme), html)

    def tag(found: re.Match[str]) -> str:
        text = dressed_css(found[0], scheme)
        if re.search(r"""\bname\s*=\s*["']?color-scheme\b""", text, re.IGNORECASE):
            text = _OFFERED_BY_META.sub(lambda offered: offered[1] + scheme, text)
        return text

    return _TAG.sub(tag, html)
