"""Owns the errors a writer may read: each text says what happened, to which file, and what to do."""

from __future__ import annotations

from pathlib import PurePath


class EditorError(Exception):
    """A fault whose message is a whole sentence for the writer.

    ``message`` stands on its own in a window; ``path`` and ``line`` (1-based, counted in the file)
    are what a terminal adds in front of it.
    """

    def __init__(self, message: str, *, path: PurePath | str | None = None, line: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.path = path
        self.line = line

    def located(self) -> str:
        """Return ``FILE:LINE: sentence``, leaving out what is not known."""
        where = "".join(f"{part}:" for part in (self.path, self.line) if part is not None)
        return f"{where} {self.message}" if where else self.message


class ReadError(EditorError):
    """A file could not be read."""


class NotUtf8Error(ReadError):
    """A file's bytes are not UTF-8; ``encoding`` is the best guess and ``text`` the bytes read with it."""

    def __init__(self, message: str, *, encoding: str, text: str, path: PurePath | str | None = None) -> None:
        super().__init__(message, path=path)
        self.encoding = encoding
        self.text = text


class SaveError(EditorError):
    """A file could not be written; what stood on disk before still stands there whole."""


class DiskConflictError(SaveError):
    """The file on disk is no longer the one that was opened, so it was not overwritten."""


class BrokenFrontMatterError(EditorError):
    """A front-matter block cannot be read as YAML; ``line`` is where reading stopped."""


class EditRefusedError(EditorError):
    """A front-matter edit was refused because it could not be made without touching something else."""


class ProjectError(EditorError):
    """A folder is not a usable project, or a path leaves it."""


class ExportError(EditorError):
    """A post could not be exported."""


class TemplateError(ExportError):
    """A page template is not there or has a fault; ``path`` and ``line`` are the template's."""


class SettingsError(EditorError):
    """The settings could not be read or kept."""


class SpellingError(EditorError):
    """Spelling cannot be looked at: a library or a dictionary is missing."""


class PictureError(EditorError):
    """A picture cannot be opened, worked on or written."""
