"""Owns where a command writes its pages: one file, or a folder with one file per post and no name twice."""

from __future__ import annotations

from pathlib import Path

from editor.core.errors import ExportError

HTML, PDF, ZIP = (".html", ".htm"), (".pdf",), (".zip",)
"""The endings by which a name is that of a file of this kind; the first one is what a file is given."""


class Outputs:
    """Gives each post the file its page goes to. ``place`` is a folder unless its name ends like a file's."""

    def __init__(self, place: Path, suffixes: tuple[str, ...] = HTML, *, file_allowed: bool = False) -> None:
        self._suffix = suffixes[0]
        self._file = place if file_allowed and names_a_page(place, suffixes) else None
        self._folder = place
        self._taken: dict[str, Path] = {}

    def target_of(self, post: Path) -> Path:
        """Return ``place/NAME.html`` (or ``.pdf``, ``.zip``), or the one file.

        Raises ExportError when another post of this call has it. Names that differ only in case are the same file on
        Windows and macOS.
        """
        target = self._file or self._folder / f"{post.stem}{self._suffix}"
        other = self._taken.setdefault(str(target).casefold(), post)
        if other is not post:
            raise ExportError(
                f"{other} goes to {target} already, so this post was not written. "
                "Name a folder, or do posts of the same name one at a time.",
                path=post,
            )
        return target


def names_a_page(place: Path, suffixes: tuple[str, ...] = HTML) -> bool:
    """Tell whether a name is that of a file of this kind; an existing folder never is."""
    return place.suffix.lower() in suffixes and not place.is_dir()
