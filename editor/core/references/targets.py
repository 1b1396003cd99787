"""Owns which file of the project a reference may mean, and which of those that are there it does mean."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING

from editor.core.links import is_remote, picture_path
from editor.core.references.reference import Place, Reference, SourceKind, kind_of_source

if TYPE_CHECKING:
    from editor.core.site import SiteConfig

# In these folders a file never stands where its page will be, so nothing is relative to it.
_MOVED_FOLDERS = frozenset({"_posts", "_drafts", "_layouts", "_includes", "_data", "_sass"})
# Where a template may put a folder in front of what is written.
_COMPLETED = frozenset({Place.VALUE, Place.LIQUID})


def candidates(reference: Reference, file: str, site: SiteConfig) -> tuple[str, ...]:
    """Return the project-relative paths that a reference in ``file`` may mean, the likeliest first.

    A path without a leading slash is read from the site's root, as themes do, and then from the folder of
    its page; in a style sheet from the sheet's own folder (CSS Values, section 4.5.1). Empty for another
    host, a post named by ``post_url``, and what would leave the project. No disk is read.
    """
    path = reference.path
    if reference.place is Place.POST_URL:
        return ()
    folder = file.rpartition("/")[0]
    if not is_bare(path) or ("/" in path and is_remote(path)):
        found = picture_path(path, site, file)
        return (found,) if found else ()
    if kind_of_source(file) is SourceKind.STYLE:
        beside = picture_path(f"./{path}", site, file)
        return (beside,) if beside else ()
    rooted = picture_path(path, site, file)
    moved = not folder or not _MOVED_FOLDERS.isdisjoint(file.split("/"))
    also = None if moved else picture_path(f"./{path}", site, file)
    return tuple(dict.fromkeys(found for found in (rooted, also) if found))


def is_bare(path: str) -> bool:
    """Tell whether a path starts with a name: neither at the root nor, said aloud, at the file."""
    return not path.startswith(("/", "./", "../"))


class AssetNames:
    """The assets of a project by their paths, to be asked which of them a reference means."""

    def __init__(self, paths: Iterable[str]) -> None:
        self._paths = frozenset(paths)
        self._by_name: dict[str, list[str]] = defaultdict(list)
        for path in sorted(self._paths):
            self._by_name[path.rpartition("/")[2]].append(path)

    def __contains__(self, path: object) -> bool:
        return path in self._paths

    def meant(self, may_be: tuple[str, ...], file: str, place: Place) -> tuple[str, ...]:
        """Return the assets that a reference means: one as a rule, none when it is missing.

        ``may_be`` are its ``candidates``. A value such as ``image: harbour.jpg``, to which a layout adds the
        folder, means every asset whose path ends like that.
        """
        for path in may_be:
            if path in self._paths:
                return (path,)
        if not may_be or not (place in _COMPLETED or "_sass" in file):
            return ()
        ending = f"/{may_be[0]}"
        name = may_be[0].rpartition("/")[2]
        return tuple(path for path in self._by_name.get(name, ()) if path.endswith(ending))
