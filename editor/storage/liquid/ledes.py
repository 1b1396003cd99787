"""Owns what the head of a post says once Liquid has run: what Jekyll takes of it, and what excerpts are made of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from editor.core.excerpt import taken
from editor.core.post.frontmatter import FrontMatter
from editor.core.post.post import Post
from editor.core.prose import plain_text
from editor.storage.liquid.filling import Filling


@dataclass(frozen=True, slots=True)
class Lede:
    """``automatic`` is what Jekyll takes as excerpt, in plain words; ``text`` is the head of the body, Liquid run."""

    automatic: str
    text: str


def lede_of(
    filling: Filling,
    front: FrontMatter | None,
    relative: str,
    head: str,
    separator: str,
    stop: Callable[[], bool] = lambda: False,
) -> Lede:
    """Return what the head of a post says; ``relative`` is its path from the project's root.

    Jekyll cuts the excerpt first and runs Liquid then. Where that has problems, as with a block whose end is cut off,
    the text is taken as it is written.
    """

    def filled(text: str) -> str:
        rendered = filling.fill(Post(False, front, text), relative, stop)
        return text if rendered.problems else rendered.text

    return Lede(plain_text(filled(taken(head, separator))), filled(head))
