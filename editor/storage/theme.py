"""Owns where the theme of a site lies inside its project: Jekyll takes layouts from it that the site does not have."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from editor.core.errors import EditorError
from editor.core.site import SiteConfig
from editor.storage.files import read_file
from editor.storage.project import Project, safe_path

_NAME = re.compile(r"[\w.-]+")
_PLACES = ("themes", "_themes", "vendor", "vendor/gems", "vendor/cache", "gems", "")
_BUNDLES = "vendor/bundle"
_PARTS = ("_layouts", "_includes", "_sass", "assets")


def theme_name(site: SiteConfig) -> str:
    """Return the name of the theme a site names (``theme``, ``remote_theme``), ``""`` where it names none."""
    for key in ("theme", "remote_theme"):
        found = site.raw.get(key)
        if isinstance(found, str) and found:
            name = found.split("@")[0].rstrip("/").rpartition("/")[2]
            return name if _NAME.fullmatch(name) and name.strip(".") else ""
    return ""


def theme_folder(root: Path, site: SiteConfig) -> str:
    """Return the folder of the site's theme, from the project's root; ``""`` where the project does not hold it.

    Looked for are the gems a project keeps (``vendor/bundle``, a ``path`` of its Gemfile) and folders of the theme's
    name, with or without a version, in the places where sites keep themes.
    """
    name = theme_name(site)
    if not name:
        return ""
    versioned = re.compile(rf"{re.escape(name)}(?:-v?\d[\w.]*)?", re.IGNORECASE)
    named = (place for place in _places(root) if versioned.fullmatch(place.rpartition("/")[2]))
    return next((place for place in (*_of_gemfile(root, name), *named) if _is_theme(root, place)), "")


def has_layouts(project: Project) -> bool:
    """Tell whether a site's layouts, or those of its theme, are in the project."""
    if not project.is_site:
        return False
    source, own = project.site.source, str(project.site.raw.get("layouts_dir") or "_layouts").strip("/")
    places = [f"{source}/{own}".strip("/")]
    if theme := theme_folder(project.root, project.site):
        places.append(f"{theme}/_layouts")
    try:
        return any(safe_path(project.root, place).is_dir() for place in places)
    except (EditorError, OSError):
        return False


def _of_gemfile(root: Path, name: str) -> tuple[str, ...]:
    try:
        text = read_file(safe_path(root, "Gemfile"), limit=200_000).data.decode("utf-8", "replace")
    except EditorError:
        return ()
    line = (
        rf"""^[ \t]*gem[ \t(]+["']{re.escape(name)}["'].*?\bpath(?::|["']?[ \t]*=>)[ \t]*["']([^"'\n]+)["']"""
    )
    found = re.search(line, text, re.MULTILINE)
    return (found[1].removeprefix("./").strip("/"),) if found else ()


def _places(root: Path) -> Iterator[str]:
    for folder in _PLACES:
        yield from _folders(root, folder)
    for ruby in _folders(root, _BUNDLES):
        for version in _folders(root, ruby):
            yield from sorted(_folders(root, f"{version}/gems"), reverse=True)


def _folders(root: Path, folder: str) -> list[str]:
    try:
        entries = sorted((safe_path(root, folder) if folder else root).iterdir())
        return [f"{folder}/{one.name}".lstrip("/") for one in entries if one.is_dir()]
    except (OSError, EditorError):
        return []


def _is_theme(root: Path, place: str) -> bool:
    try:
        folder = safe_path(root, place)
        return any((folder / part).is_dir() for part in _PARTS)
    except (OSError, EditorError):
        return False
