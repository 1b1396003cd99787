"""Owns the file behind an open post: what was read or written last, and what became of it since."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject

from editor.core.errors import SaveError
from editor.core.post.post import Post
from editor.storage.files import Fingerprint, Loaded, create_file, fingerprint_of, save_file


class PostFile(QObject):
    """One post's tie to the disk; it knows nothing of how the text is edited.

    ``conflict`` is ``"changed"`` or ``"gone"`` when that happened to the file behind an edited post, else ``""``.
    ``base`` is the file that the text in the window began from, None where there is none.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.path: Path | None = None
        self.base: Fingerprint | None = None
        self.conflict = ""
        self.saved_at: datetime | None = None

    def leave(self) -> None:
        """Have no file (yet)."""
        self.path = None
        self.base = None

    def note_loaded(self, loaded: Loaded) -> None:
        """Take note of what was read and is shown."""
        self.path = loaded.path
        self.base = loaded.fingerprint
        self.saved_at = datetime.fromtimestamp(loaded.fingerprint.mtime_ns / 1e9)
        self.conflict = ""

    def _encode(self, post: Post, path: Path) -> bytes:
        """Return the bytes of a post for ``path``. Raises SaveError for half a character, with its line."""
        try:
            return post.encode()
        except UnicodeEncodeError as error:
            line = post.text.count("\n", 0, error.start) + 1
            sentence = self.tr(
                "“{name}” was not saved because line {line} holds half a character, which no file can keep. "
                "Delete what stands there and save again."
            ).format(name=path.name, line=line)
            raise SaveError(sentence, path=path, line=line) from error

    def write(self, post: Post) -> None:
        """Write the post to its file. Raises SaveError; DiskConflictError or NameTakenError when it changed there."""
        assert self.path is not None
        data = self._encode(post, self.path)
        if self.base is None and not self.path.is_symlink():
            # The file is known to be gone; one that came back meanwhile holds somebody's work.
            self.base = create_file(self.path, data)
        else:
            self.base = save_file(self.path, data, expected=self.base)

    def write_elsewhere(self, post: Post, path: Path, *, replace: bool) -> None:
        """Write the post to another file and go on with that one. Raises SaveError; replaces only if asked."""
        data = self._encode(post, path)
        self.base = save_file(path, data, expected=None) if replace else create_file(path, data)
        self.path = path

    def attach(self, path: Path) -> None:
        """Go on with a file that was just made. Raises ReadError."""
        self.base = fingerprint_of(path)
        self.path = path

    def note_saved(self) -> None:
        """Take note that the text in the window is on disk now."""
        self.saved_at = datetime.now()
        self.conflict = ""

    def compare(self, *, edited: bool) -> bool:
        """Look at the file and set ``conflict``; True when it changed and nothing here is in the way of reading it.

        Raises ReadError.
        """
        assert self.path is not None
        now = fingerprint_of(self.path)
        if now == self.base:
            # Also touched or replaced by the same bytes (a checkout, a sync program): nothing to tell the writer.
            self.base, self.conflict = now, ""
        elif now is None:
            self.conflict = "gone"
        elif not edited:
            return True
        else:
            self.conflict = "changed"
        return False

    def settle(self) -> None:
        """Let the next save replace the file as it is now. Raises ReadError."""
        if self.path is not None:
            self.base = fingerprint_of(self.path)
        self.conflict = ""
