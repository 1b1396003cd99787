"""Owns the rendering of a whole post body at once."""

from __future__ import annotations

import re

from editor.core.markdown.drafting import BlockRenderer
from editor.core.markdown.live import LiveDocument
from editor.core.markdown.settings import USUAL, MarkdownSettings

_BLANK_LINES = re.compile(r"[ \t\r\f\v\n]*\n")


def render_body(text: str, settings: MarkdownSettings = USUAL) -> str:
    """Return the HTML of a whole post body, front matter not included, as the ``settings`` of its site have it.

    Any line ends will do. Raw HTML is passed through. White space is what kramdown writes, the line end at the very
    end included. Never raises: a block that cannot be rendered becomes a labelled box. The result is that of
    ``LiveDocument``, which renders the same blocks one at a time.
    """
    document = LiveDocument(BlockRenderer(settings))
    document.update(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    return document.html()


def render_filled(written: str, filled: str, settings: MarkdownSettings = USUAL) -> str:
    """Return the HTML of a post's body as its site gets it: ``filled`` is what Liquid made of what is ``written``.

    Blank lines below the front matter belong to that, those that tags leave behind do not.
    """
    head = len(written) - len(text_below(written))
    return render_body(filled[head:] if filled[:head] == written[:head] else filled, settings)


def text_below(body: str) -> str:
    """Return a text without the blank lines at its head: Jekyll takes them with the closing fence."""
    blank = _BLANK_LINES.match(body)
    return body[blank.end() :] if blank else body
