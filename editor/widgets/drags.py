"""Owns what is dragged from one part of the window to another, and what comes from other programs."""

from __future__ import annotations

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QDropEvent

ASSETS = "application/x-copydesk-assets"
"""The paths of assets from the project's root, one a line, in UTF-8; other programs get markdown beside it."""


def dragged_assets(data: QMimeData) -> list[str]:
    """Return the paths of the assets that are dragged, from the project's root; none where it is something else."""
    if not data.hasFormat(ASSETS):
        return []
    return bytes(data.data(ASSETS).data()).decode("utf-8", "surrogateescape").split("\n")


def is_pulled_file(event: QDropEvent) -> bool:
    """Whether a file is dragged that our own window made: the engine makes one of a picture pulled in a page.

    It is a copy of a picture the project has, and would be brought into it a second time.
    """
    return event.source() is not None and any(url.isLocalFile() for url in event.mimeData().urls())


def foreign_files(event: QDropEvent) -> list[str]:
    """Return the paths of the files of a drag from another program; none where it began in our own window."""
    if is_pulled_file(event):
        return []
    return [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
