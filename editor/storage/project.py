"""Owns a project: the folder of one site, its posts and pictures, and the border no path may cross."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from fnmatch import fnmatchcase
from pathlib import Path, PureWindowsPath

from editor.core.catalog import AssetEntry, PostEntry
from editor.core.entries import DRAFT, LOOSE, POST, broken_entry, entry_of
from editor.core.errors import NotUtf8Error, ProjectError, ReadError, SaveError
from editor.core.house import STYLE_FILE, HouseStyle, parse_style
from editor.core.post.frontmatter import FrontMatter
from editor.core.post.naming import POST_SUFFIXES
from editor.core.problem import Problem
from editor.core.site import SiteConfig, parse_config
from editor.storage.faults import display_name, read_sentence, save_sentence
from editor.storage.files import create_file, read_file
from editor.storage.headers import read_header
from editor.storage.walk import Found, Unreadable, check_root, is_hidden, walk

__all__ = [
    "ASSET_SUFFIXES",
    "AssetEntry",
    "PostEntry",
    "Project",
    "check_name",
    "create_post",
    "exclusions",
    "find_root",
    "is_loose",
    "kind_below",
    "open_project",
    "posts_folder",
    "read_style",
    "reread",
    "safe_path",
    "scan_posts",
]

ASSET_SUFFIXES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg"})

_CONFIG_NAMES = ("_config.yml", "_config.yaml")
_POST_FOLDERS = {"_posts": POST, "_drafts": DRAFT}
# What Windows cannot store in a name; refused everywhere, since sites travel in git.
_NOT_IN_NAMES = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)


@dataclass(frozen=True)
class Project:
    """One site: ``root`` is absolute with links resolved; ``site`` is its ``_config.yml``, or the defaults.

    ``is_site`` is False for a folder that is none: someone opened a post that lies about on its own.
    """

    root: Path
    site: SiteConfig
    is_site: bool = True


def find_root(path: Path) -> Path:
    """Return the folder of the site that ``path`` (a file or folder, which may be missing) belongs to.

    That is the nearest folder at or above it with a ``_config.yml``; failing that, the nearest with a
    ``_posts`` or ``_drafts`` folder; failing that, the folder itself or the one the file is in.
    """
    path = path.absolute()
    start = path if _is_folder(path) else path.parent
    above = (start, *start.parents)
    for folder in above:
        if any(_is_file(folder / name) for name in _CONFIG_NAMES):
            return folder
    for folder in above:
        if any(_is_folder(folder / name) for name in _POST_FOLDERS):
            return folder
    return start


def open_project(path: Path) -> Project:
    """Open the site ``path`` belongs to; raise ProjectError when its folder cannot be read.

    A ``_config.yml`` that cannot be read is a ``problem`` of the site, not a reason to keep it closed.
    """
    try:
        root = find_root(path).resolve()
    except (OSError, RuntimeError, ValueError) as error:
        raise ProjectError(f"“{display_name(path)}” cannot be found.", path=path) from error
    check_root(root)
    return Project(root, _read_config(root), not is_loose(root))


def reread(project: Project) -> Project:
    """Return ``project`` with its ``_config.yml`` as it is now; raise ProjectError when its folder is gone."""
    check_root(project.root)
    return Project(project.root, _read_config(project.root), not is_loose(project.root))


def read_style(root: Path) -> HouseStyle:
    """Return the house style of the site at ``root``: the usual one where it has none, or where it cannot be read."""
    file = root / STYLE_FILE
    if not _is_file(file):
        return HouseStyle()
    try:
        return parse_style(read_file(file).data.decode("utf-8-sig"))
    except ReadError as error:
        return HouseStyle(problem=Problem(1, error.message))
    except UnicodeDecodeError:
        return HouseStyle(problem=Problem(1, f"{STYLE_FILE} is not UTF-8, so the usual house style is used."))


def scan_posts(
    project: Project, now: datetime, stop: Callable[[], bool]
) -> Iterator[tuple[PostEntry, FrontMatter | None]]:
    """Yield a row for every post and draft, and its front matter where that can be read.

    Looks into ``_posts`` and ``_drafts`` at any depth; a folder without either, and without a
    ``_config.yml``, is taken as loose posts. ``now`` is aware. A file or folder that cannot be read is
    a row with a problem; ProjectError is raised only when the project's own folder goes away.
    """
    kind_of = _loose_kind if is_loose(project.root) else _kind
    for item in walk(project.root, _enters_posts, stop):
        if stop():
            return
        kind = kind_of(item.relative)
        if kind is None:
            continue
        if isinstance(item, Unreadable):
            yield broken_entry(item.relative, kind, read_sentence(item.error, Path(item.relative))), None
        elif item.relative.lower().endswith(_SUFFIXES) and not item.entry.name.startswith("."):
            row = _post_row(project, item, kind, now)
            if row is not None:
                yield row


def safe_path(root: Path, relative: str) -> Path:
    """Return the absolute path, links resolved, of ``relative`` below ``root``; it need not exist.

    Raises ProjectError for what leaves the project: an absolute path, a drive, ``..`` or a link that leads
    out; also for a backslash and a NUL, which mean different things on different systems.
    """
    outside = ProjectError(f"“{relative}” is outside the project, so it was not opened.", path=relative)
    if "\0" in relative or "\\" in relative or relative.startswith("/") or PureWindowsPath(relative).drive:
        raise outside
    if os.name == "nt" and ":" in relative:
        raise outside  # another stream of a file
    try:
        real_root = root.resolve()
        path = (real_root / relative).resolve()
        _check_links_end(path)
    except (OSError, RuntimeError, ValueError) as error:
        raise ProjectError(f"“{relative}” leads nowhere, so it was not opened.", path=relative) from error
    if not path.is_relative_to(real_root):
        raise outside
    return path


def _check_links_end(path: Path) -> None:
    """Raise OSError where links go in a circle: from Python 3.13 on, resolving a path does not say so."""
    try:
        path.stat()
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise


def posts_folder(project: Project, *, draft: bool = False) -> Path:
    """Return where new posts go: ``_posts`` or ``_drafts``, below the site's ``collections_dir`` if it has one."""
    raw = project.site.raw
    parts = [part for key in ("source", "collections_dir") if isinstance(part := raw.get(key), str)]
    name = "_drafts" if draft else "_posts"
    return safe_path(project.root, "/".join([*(part.strip("/") for part in parts if part.strip("/")), name]))


def check_name(name: str) -> None:
    """Raise ProjectError for what cannot be the name of a file on one of the systems a site travels to."""
    bare = name.strip(" .")
    if not bare or name[-1] in " ." or _NOT_IN_NAMES.search(name) or _RESERVED.match(name):
        raise ProjectError(f"“{name}” cannot be the name of a file. Choose another one.", path=name)


def create_post(project: Project, text: str, name: str, draft: bool = False) -> Path:
    """Write a new post and return its path; never overwrites.

    Raises ProjectError for a name that is none, NameTakenError when it is in use, SaveError.
    """
    check_name(name)
    folder = posts_folder(project, draft=draft)
    path = folder / name
    try:
        folder.mkdir(parents=True, exist_ok=True)
        create_file(path, text.encode("utf-8"))
    except OSError as error:
        raise SaveError(save_sentence(error, path), path=path) from error
    except UnicodeEncodeError as error:
        raise SaveError(
            f"“{name}” was not saved because its text is not valid Unicode.", path=path
        ) from error
    return path


_SUFFIXES = tuple(POST_SUFFIXES)


def _read_config(root: Path) -> SiteConfig:
    file = next((root / name for name in _CONFIG_NAMES if os.path.lexists(root / name)), None)
    if file is None:
        return parse_config("")
    try:
        return parse_config(read_file(file).data.decode("utf-8-sig"))
    except ReadError as error:
        return replace(parse_config(""), problem=Problem(1, error.message))
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        sentence = f"“{file.name}” is not UTF-8, so the site's settings are not known. Save it as UTF-8."
        return replace(parse_config(""), problem=Problem(line, sentence))


def _is_file(path: Path) -> bool:
    """Like Path.is_file, but a folder one may not look into simply holds none."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def is_loose(root: Path) -> bool:
    """Tell whether a folder is no site: someone opened a post that lies about on its own."""
    return not any(os.path.lexists(root / name) for name in (*_CONFIG_NAMES, *_POST_FOLDERS))


def _kind(relative: str) -> str | None:
    """The kind of a file or folder by the innermost post folder it is in; None outside of any."""
    folders = relative.split("/")
    return next((_POST_FOLDERS[part] for part in reversed(folders) if part in _POST_FOLDERS), None)


def kind_below(relative: str, *, loose: bool) -> str | None:
    """Return the kind of a post by the folders it is in, None for what is no post; ``loose`` as is_loose says."""
    return _loose_kind(relative) if loose else _kind(relative)


def _loose_kind(relative: str) -> str | None:
    """In a folder that is no site, its own files count as well; a site may still be further down."""
    return _kind(relative) or (None if "/" in relative else LOOSE)


def _enters_posts(relative: str) -> bool:
    name = relative.rpartition("/")[2]
    if is_hidden(name):
        return False
    # Jekyll's EntryFilter leaves out folders that begin with "_", apart from its own.
    return not name.startswith("_") or name in _POST_FOLDERS or _kind(relative) is not None


def exclusions(site: SiteConfig) -> Callable[[str], bool]:
    """Return what ``exclude`` says of a path (Jekyll's EntryFilter: a path, what is below it, or a glob)."""
    listed = site.raw.get("exclude")
    patterns = [str(item).strip("/") for item in listed if item] if isinstance(listed, list) else []

    def excluded(relative: str) -> bool:
        return any(
            relative == pattern or relative.startswith(f"{pattern}/") or fnmatchcase(relative, pattern)
            for pattern in patterns
        )

    return excluded


def _post_row(
    project: Project, item: Found, kind: str, now: datetime
) -> tuple[PostEntry, FrontMatter | None] | None:
    """Return the row of one file; None when it went away while the folder was being read."""
    relative = item.relative
    modified_ns = 0
    try:
        modified_ns = item.entry.stat().st_mtime_ns
        if not item.entry.is_file():
            sentence = f"“{display_name(Path(relative))}” is not an ordinary file, so it was not read."
            return broken_entry(relative, kind, sentence, modified_ns), None
        post = read_header(item.entry.path, relative)
    except NotUtf8Error as error:
        return broken_entry(relative, kind, error.message, modified_ns), None
    except FileNotFoundError as error:
        check_root(project.root)
        if not item.entry.is_symlink():
            return None
        return broken_entry(relative, kind, read_sentence(error, Path(relative)), modified_ns), None
    except OSError as error:
        check_root(project.root)
        return broken_entry(relative, kind, read_sentence(error, Path(relative)), modified_ns), None
    row = entry_of(relative, kind, post, project.site, now, modified_ns)
    front = post.front
    # A fresh value: the one read here keeps its parsed tree, 20,000 of which would fill a laptop's memory.
    return row, None if front is None else FrontMatter(front.opening, front.block, front.closing)
