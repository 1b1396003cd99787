"""Owns what the page of the site asks of other machines: listed in its line, loaded once if the writer likes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Slot

from editor.core.links import is_secure
from editor.widgets.preview.site_line import SiteLine


class RemoteFiles(QObject):
    """The remote files of the post in front."""

    def __init__(self, line: SiteLine, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._line = line
        self._listed: tuple[str, ...] = ()
        self._refused: dict[str, None] = {}
        self._followed: dict[str, None] = {}
        self.allowed: tuple[str, ...] = ()
        """What may be loaded, until another post is shown."""

    def forget(self) -> None:
        """Allow nothing any more: another post is shown."""
        self.allowed, self._refused, self._followed = (), {}, {}

    def show_listed(self, addresses: Sequence[str]) -> None:
        """List what the page asks for."""
        self._listed = tuple(addresses)
        self._show()

    def clear(self) -> None:
        """List nothing: there is no page."""
        self._listed = ()
        self._line.show_remote((), (), can_load=False)

    def allow_listed(self) -> None:
        """Allow what is listed, as far as it may ever be loaded."""
        self.allowed = (*self.allowed, *filter(is_secure, self._blocked))

    @Slot(str)
    def note_followed(self, address: str) -> None:
        """List what came with a style sheet that was allowed."""
        if self.allowed and address not in self._followed:
            self._followed[address] = None
            self._show()

    @Slot(str)
    def note_refused(self, address: str) -> None:
        """List what was not allowed with the rest, such as a picture that was just put in."""
        if self.allowed and address not in self.allowed and address not in self._refused:
            self._refused[address] = None
            self._show()

    @property
    def _blocked(self) -> tuple[str, ...]:
        allowed = {*self.allowed, *self._followed}
        asked = dict.fromkeys((*self._listed, *self._refused))
        return tuple(address for address in asked if address not in allowed)

    def _show(self) -> None:
        blocked = self._blocked
        self._line.show_remote(
            blocked, (*self.allowed, *self._followed), can_load=any(map(is_secure, blocked))
        )
