"""Owns which files and folders a site's ``include`` and ``exclude`` let in and leave out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Any

from editor.core.globs import matching_any

# Jekyll, Configuration::DEFAULT_EXCLUDES and the default of "include".
_ALWAYS_EXCLUDED = (
    ".sass-cache", ".jekyll-cache", "gemfiles", "Gemfile", "Gemfile.lock", "node_modules",
    "vendor/bundle/", "vendor/cache/", "vendor/gems/", "vendor/ruby/",
)  # fmt: skip
_ALWAYS_INCLUDED = (".htaccess",)


class LeftOut(Enum):
    """Why Jekyll passes over a file or folder."""

    EXCLUDED = "excluded"
    SPECIAL = "special"


@dataclass(frozen=True)
class Exclusion:
    """The two lists as expressions; rules after Jekyll's EntryFilter. Paths have no slash at their head."""

    _included: re.Pattern[str]
    _excluded: re.Pattern[str]

    @classmethod
    def of(cls, include: Any, exclude: Any) -> Exclusion:
        """Read the lists as they stand in the file; what is no list counts as not given."""
        wanted = _texts(include) if isinstance(include, list) else list(_ALWAYS_INCLUDED)
        unwanted = [*(_texts(exclude) if isinstance(exclude, list) else ()), *_ALWAYS_EXCLUDED]
        return cls(_any_of(wanted), _any_of(text for text in unwanted if text not in wanted))

    def judge(self, folder: str, entry: str) -> LeftOut | None:
        """Say why ``entry`` is passed over when ``folder`` is read, None when it is not.

        ``entry`` may be a path below ``folder``: then only its head and its last name are looked at for
        the signs of a special file, as Jekyll does below ``_posts``.
        """
        name = entry.rpartition("/")[2]
        if entry.endswith("."):
            return LeftOut.SPECIAL
        included = bool(self._included.match(f"/{entry}") or self._included.match(f"/{name}"))
        if not included and self._excluded.match(f"/{folder}/{entry}" if folder else f"/{entry}"):
            return LeftOut.EXCLUDED
        if not included and (entry[:1] in "._#~" or name[:1] in "._#~" or entry.endswith("~")):
            return LeftOut.SPECIAL
        return None

    def lets_in(self, path: str) -> bool:
        """Tell whether a file or folder counts though its name begins with ``_`` or ``.``, by its path."""
        folder, _, name = path.rpartition("/")
        return self.judge(folder, name) is None

    def judge_folders(self, folders: tuple[str, ...]) -> LeftOut | None:
        """Say why the innermost of ``folders``, outermost first, is never reached; None when it is."""
        for count, name in enumerate(folders):
            reason = self.judge("/".join(folders[:count]), name)
            if reason is not None:
                return reason
        return None


def _texts(found: Iterable[Any]) -> list[str]:
    return [item for item in found if isinstance(item, str)]


def _any_of(patterns: Iterable[str]) -> re.Pattern[str]:
    """A pattern also leaves out everything whose path begins with it (Jekyll, EntryFilter#glob_include?)."""
    whole = [f"/{pattern.lstrip('/')}" for pattern in patterns]
    branches = [
        rf"{matching_any(text)}\Z|{re.escape(text)}|{re.escape(text.rstrip('/'))}\Z" for text in whole
    ]
    return re.compile("|".join(branches) or r"(?!)", re.DOTALL)
