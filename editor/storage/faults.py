"""Owns the sentences a writer reads when the operating system refuses a file."""

from __future__ import annotations

import errno
import re
from collections.abc import Mapping
from pathlib import Path

# Windows speaks through ``winerror``; the errno Python derives from it says less.
_WIN_SHARING = frozenset({32, 33})  # ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION
_WIN_NAME = frozenset({123})  # ERROR_INVALID_NAME
_WIN_TOO_LONG = frozenset({206})  # ERROR_FILENAME_EXCED_RANGE
_WIN_FULL = frozenset({39, 112})  # ERROR_HANDLE_DISK_FULL, ERROR_DISK_FULL

_HELD = "held"
_BAD_NAME = "bad name"

# By the symbol of the error: not every platform knows every number.
_SAVE: Mapping[str, tuple[str, str]] = {
    "ENOSPC": ("the disk is full", "Free some space, then save again."),
    "EDQUOT": ("your share of the disk is used up", "Delete what you no longer need, then save again."),
    "EFBIG": ("this disk cannot hold a file of that size", "Save it to another disk."),
    "EACCES": ("you may not write there", "Ask for permission to change it, or save a copy elsewhere."),
    "EPERM": ("the system forbids changing it", "Remove its protection, or save a copy elsewhere."),
    "EROFS": ("this disk is read-only", "Save a copy to another folder."),
    "EIO": ("the disk reported an error", "Save a copy to another disk now, then have this one checked."),
    "ENOENT": ("its folder is gone", "Bring the folder back, or save a copy elsewhere."),
    "ENOTDIR": ("a part of its path is not a folder", "Save a copy elsewhere."),
    "ENAMETOOLONG": ("its name is too long for this disk", "Choose a shorter name."),
    "EISDIR": ("a folder has that name", "Choose another name."),
    "ELOOP": ("it is a link that leads back to itself", "Remove the link, or choose another name."),
    "EMFILE": ("too many files are open", "Close some tabs, then save again."),
    "ENFILE": ("the system has too many files open", "Close some programs, then save again."),
    "EXDEV": ("it stands on another disk than its folder", "Save a copy elsewhere."),
    "EBUSY": ("another program is using it", "Close that program, then save again."),
    "ETXTBSY": ("another program is using it", "Close that program, then save again."),
    "ETIMEDOUT": ("the network disk does not answer", "Check the connection, then save again."),
    "ESTALE": ("the network disk has lost it", "Connect again, then save again."),
    "ENODEV": ("the disk was taken away", "Connect it again, then save again."),
    "ENXIO": ("the disk was taken away", "Connect it again, then save again."),
    "EINVAL": ("this disk does not take that name", "Choose a simpler name."),
    "EILSEQ": ("its name has characters this disk does not take", "Choose a simpler name."),
    _HELD: ("another program is holding it", "Close that program, then save again."),
    _BAD_NAME: ("its name has characters this system does not take", "Choose a simpler name."),
}

_READ: Mapping[str, tuple[str, str]] = {
    "ENOENT": ("it is no longer there", "It may have been moved, renamed or deleted."),
    "ENOTDIR": ("a part of its path is not a folder", "It may have been moved."),
    "EACCES": ("you may not read it", "Ask for permission to read it."),
    "EPERM": ("the system forbids reading it", "Ask for permission to read it."),
    "EIO": ("the disk reported an error", "Try a copy of it from a backup, and have this disk checked."),
    "EISDIR": ("it is a folder", "Choose a file inside it."),
    "ELOOP": ("it is a link that leads back to itself", "Remove the link."),
    "ENAMETOOLONG": ("its name is too long for this disk", "Choose a shorter name."),
    "EMFILE": ("too many files are open", "Close some tabs, then try again."),
    "ENFILE": ("the system has too many files open", "Close some programs, then try again."),
    "EBUSY": ("another program is using it", "Close that program, then try again."),
    "ETIMEDOUT": ("the network disk does not answer", "Check the connection, then try again."),
    "ESTALE": ("the network disk has lost it", "Connect again, then try again."),
    "ENODEV": ("the disk was taken away", "Connect it again, then try again."),
    "ENXIO": ("the disk was taken away", "Connect it again, then try again."),
    "EINVAL": ("its name has characters this system does not take", "Rename it."),
    _HELD: ("another program is holding it", "Close that program, then try again."),
    _BAD_NAME: ("its name has characters this system does not take", "Rename it."),
}


def display_name(path: Path) -> str:
    """Return the last part of ``path`` as it can be shown: bytes that are no text become question marks."""
    name = path.name or str(path)
    return name.encode("utf-8", "replace").decode("utf-8")


def save_sentence(error: OSError, path: Path) -> str:
    """Say that ``path`` was not saved, why, and what to do; the file on disk is whole."""
    reason, advice = save_reason(error)
    return f"“{display_name(path)}” was not saved because {reason}. {advice} The file on disk is unchanged."


def change_sentence(error: OSError, name: str, title: str) -> str:
    """Say that the job ``title`` came to nothing because of the file ``name``, why, and what to do."""
    reason, advice = save_reason(error)
    # The advice is for one text in a window; here there is no copy to be saved elsewhere.
    advice = advice.replace("save again", "try again")
    tail = "" if re.search(r"\bsave\b", advice, re.IGNORECASE) else f" {advice}"
    return f"“{title}” was not done because of “{name}”: {reason}.{tail} All files are as they were before."


def save_reason(error: OSError) -> tuple[str, str]:
    """Return why something could not be written, to follow "because", and a sentence that says what to do."""
    return _SAVE.get(_kind(error), (_plain(error), "Save a copy elsewhere."))


def read_sentence(error: OSError, path: Path) -> str:
    """Say that ``path`` could not be read, why, and what to do."""
    reason, advice = _READ.get(_kind(error), (_plain(error), "Try again."))
    return f"“{display_name(path)}” could not be opened because {reason}. {advice}"


def _kind(error: OSError) -> str:
    code = getattr(error, "winerror", None)
    if code in _WIN_SHARING:
        return _HELD
    if code in _WIN_NAME:
        return _BAD_NAME
    if code in _WIN_TOO_LONG:
        return "ENAMETOOLONG"
    if code in _WIN_FULL:
        return "ENOSPC"
    return errno.errorcode.get(error.errno or 0, "")


def _plain(error: OSError) -> str:
    said = (error.strerror or "no reason was given").rstrip(".")
    return f"the system refused it ({said})"
