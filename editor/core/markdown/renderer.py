"""Owns the rendering of a whole post body at once."""

from __future__ import annotations

from editor.core.markdown.live import LiveDocument


def render_body(text: str) -> str:
    """Return the HTML of a whole post body, front matter not included.

    Any line ends will do. Raw HTML is passed through. Never raises: a block that cannot be rendered
    becomes a labelled box. The result is that of ``LiveDocument``, which renders the same blocks one at a time.
    """
    document = LiveDocument()
    document.update(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    return document.html()
