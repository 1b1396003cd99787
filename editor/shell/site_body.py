"""Owns the way of a post's body into its page: whole with the frame it belongs to, and block by block from then on."""

from __future__ import annotations

from editor.core.pagecalls import page_call
from editor.services.renderer import WholeBody


class SiteBody:
    """What is on its way to the page: a body that waits for its frame, and the patches that came after it."""

    def __init__(self) -> None:
        self.is_awaited = False
        """Whether the whole body was asked for and has not come; patches before it are old."""
        self.is_followed = False
        """Whether the page holds the body, so that patches fit."""
        self._whole: WholeBody | None = None
        self._patches: list[str] = []

    def ask(self) -> None:
        """Wait for the whole body: the page has none, or another."""
        self.is_awaited = True
        self.is_followed = False
        self._whole = None

    def drop(self) -> None:
        """Have nothing to hand over, and no page that holds the body; one that is awaited still is."""
        self.is_followed = False
        self._whole, self._patches = None, []

    def take(self, whole: WholeBody) -> None:
        """Keep the body until its frame comes, if it is the one that was asked for."""
        if self.is_awaited:
            self.is_awaited = False
            self._whole, self._patches = whole, []

    def keep(self, patch: str) -> bool:
        """Keep a patch of a body that waits itself; tell whether it did."""
        if self._whole is not None:
            self._patches.append(patch)
        return self._whole is not None

    def hand_over(self, *, to_live: bool) -> list[str]:
        """Return the scripts that bring the body into the frame that has come; ``to_live`` if it takes blocks."""
        scripts = []
        if to_live and self._whole is not None:
            scripts = [page_call("adopt", self._whole.blocks, self._whole.tail), *self._patches]
        self.is_followed = to_live and (self.is_followed or self._whole is not None)
        self._whole, self._patches = None, []
        return scripts
