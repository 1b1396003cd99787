"""Owns Liquid for bodies that are rendered one after the other: nothing is loaded before one of them holds some."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from editor.core.errors import EditorError
from editor.core.liquid.faults import LiquidProblem
from editor.core.liquid.outcome import Part, Rendered, has_liquid
from editor.core.post.post import Post
from editor.storage.liquid.moment import SiteMoment

if TYPE_CHECKING:
    from editor.storage.liquid.site import LiquidSite

_T = TypeVar("_T")


class Filling:
    """Fills in the bodies of one project's posts; one thread at a time.

    What it has read of the site is kept, so use one for many posts. In a folder that is no site, where Jekyll will
    never look, bodies are left as they are.
    """

    def __init__(self, moment: SiteMoment) -> None:
        self.project = moment.project
        self._moment = moment
        self._site: LiquidSite | None = None
        self._shared: dict[Callable[[LiquidSite], Any], Any] = {}

    def fill(
        self,
        post: Post,
        relative: str,
        stop: Callable[[], bool] = lambda: False,
        part: Part | None = None,
    ) -> Rendered:
        """Return the body of a post, or a part of it, after Liquid; ``relative`` is its path from the project's root.

        It ends soon, with less than all, once ``stop`` says so. Never raises: where the site cannot be read the body
        is left as it is, and the sentence why is a problem of its first line.
        """
        text = post.body if part is None else part.text
        if not (self.project.is_site and has_liquid(text)):
            return Rendered(text)
        try:
            return self.site.render_post(post, relative, stop, part)
        except EditorError as error:
            return Rendered(text, (LiquidProblem(error.message, 1),))

    def shared(self, make: Callable[[LiquidSite], _T]) -> _T:
        """Return what ``make`` makes of the site, such as its pages: made once, for all posts."""
        if make not in self._shared:
            self._shared[make] = make(self.site)
        made: _T = self._shared[make]
        return made

    @property
    def site(self) -> LiquidSite:
        """The site as Liquid sees it."""
        if self._site is None:
            # Imported late: python-liquid costs a fifth of a second, and most posts hold no Liquid.
            from editor.storage.liquid.site import LiquidSite

            self._site = LiquidSite(self._moment)
        return self._site
