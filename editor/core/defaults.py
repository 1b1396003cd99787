"""Owns the front matter that ``defaults`` in ``_config.yml`` sets for files, by their path and type."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from editor.core.globs import matching_paths
from editor.core.merging import merged

_EMPTY: Mapping[str, Any] = MappingProxyType({})
_OLD_TYPES = {"page": "pages", "post": "posts", "draft": "drafts"}


@dataclass(frozen=True)
class Scope:
    """One entry: ``path`` is a beginning of paths or, with a star, a pattern; ``kind`` None is every type."""

    path: str
    kind: str | None
    values: Mapping[str, Any]
    pattern: re.Pattern[str] | None = None

    def covers(self, path: str, collections_dir: str) -> bool:
        """Tell whether a path, relative to ``collections_dir``, is in the scope.

        A pattern covers what is below a folder it matches, too (Jekyll, FrontmatterDefaults#applies_path?).
        """
        if self.pattern is None:
            return path.startswith(self.path)
        parts = (f"{collections_dir}/{path}" if collections_dir else path).split("/")
        return any(self.pattern.fullmatch("/".join(parts[:count])) for count in range(1, len(parts) + 1))

    def outranks(self, other: Scope) -> bool:
        """Tell whether this scope's values win over those of one that stands before it.

        Rule: Jekyll, FrontmatterDefaults#has_precedence?.
        """
        mine, its = len(self.path.removeprefix("/")), len(other.path.removeprefix("/"))
        return mine > its if mine != its else self.kind is not None or other.kind is None


@dataclass(frozen=True)
class Defaults:
    """All entries of ``defaults`` in their order; what files of one kind get is worked out once."""

    scopes: tuple[Scope, ...] = ()
    collections_dir: str = ""
    _known: dict[tuple[bool, ...], Mapping[str, Any]] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def of(cls, found: Any, collections_dir: str = "") -> Defaults:
        """Read ``defaults`` as it stands in the file; an entry Jekyll would pass over is left out."""
        entries = found if isinstance(found, list) else []
        scopes = (_scope(entry, collections_dir) for entry in entries if isinstance(entry, Mapping))
        return cls(tuple(scope for scope in scopes if scope is not None), collections_dir)

    def values_for(self, path: str, kind: str) -> Mapping[str, Any]:
        """Return the values for a file; ``path`` is relative to ``collections_dir``, ``kind`` such as ``posts``.

        Rule: Jekyll, FrontmatterDefaults#all.
        """
        mask = tuple(
            scope.kind in (None, kind) and scope.covers(path, self.collections_dir) for scope in self.scopes
        )
        values = self._known.get(mask)
        if values is None:
            values = self._known[mask] = self._merged(mask)
        return values

    def _merged(self, mask: tuple[bool, ...]) -> Mapping[str, Any]:
        values: dict[str, Any] = {}
        best: Scope | None = None
        for scope, counts in zip(self.scopes, mask, strict=True):
            if not counts:
                continue
            if best is None or scope.outranks(best):
                values = merged(values, scope.values)
                best = scope
            else:
                values = merged(scope.values, values)
        return MappingProxyType(values)


def _scope(entry: Mapping[str, Any], collections_dir: str) -> Scope | None:
    values = entry.get("values")
    if not isinstance(values, Mapping):
        return None
    scope = entry.get("scope")
    scope = scope if isinstance(scope, Mapping) else _EMPTY
    kind = str(scope["type"]) if "type" in scope else None
    path = scope.get("path")
    path = path if isinstance(path, str) else ""
    pattern = re.compile(matching_paths(path.removeprefix("/").removesuffix("/"))) if "*" in path else None
    if collections_dir and pattern is None:
        path = path.removeprefix(f"{collections_dir}/")
    return Scope(path, _OLD_TYPES.get(kind or "", kind), values, pattern)
