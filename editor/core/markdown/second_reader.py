"""Owns the second opinion on a block that our own reader stumbles over: Python-Markdown's, under a label.

What it makes of the block is not quite what Jekyll will; but a writer sees words, and not a fault.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown import Markdown

_EXTENSIONS = ("abbr", "attr_list", "def_list", "fenced_code", "sane_lists", "smarty", "tables")


def read_again(text: str) -> str:
    """Return one block as HTML as Python-Markdown reads it, in a box that says so."""
    reader = _reader()
    reader.reset()
    return (
        '<div class="cd-problem" role="note"><p>This part could not be read as Jekyll does; '
        f"it is shown as near to that as can be.</p>{reader.convert(text)}</div>"
    )


@lru_cache(maxsize=1)
def _reader() -> Markdown:
    # Imported when it is needed, which is hardly ever: it takes longer to load than most posts to render.
    from markdown import Markdown

    return Markdown(extensions=list(_EXTENSIONS))
