"""Owns the layouts of a site as they lie in its folders: which names there are, and each file read once."""

from __future__ import annotations

import os
from pathlib import PurePosixPath

from editor.core.errors import EditorError
from editor.core.sitepage.layouts import Layout, parse_layout
from editor.core.sitepage.page import PageProblem
from editor.storage.liquid.site import LiquidSite
from editor.storage.project import safe_path
from editor.storage.theme import theme_name

_NOT_READ = ("_", ".", "#")


class LayoutFolders:
    """The layouts of a site and those of its theme; a site's own counts before the theme's of the same name."""

    def __init__(self, site: LiquidSite) -> None:
        self._site = site
        self._parsed: dict[str, tuple[str, Layout]] = {}

    @property
    def folders(self) -> tuple[str, ...]:
        """The folders, from the project's root."""
        own = str(self._site.site.raw.get("layouts_dir") or "_layouts").strip("/")
        paths = [str(PurePosixPath(self._site.site.source, own))]
        if self._site.theme:
            paths.append(f"{self._site.theme}/_layouts")
        return tuple(paths)

    def find(self, name: str) -> Layout | None:
        """Return a layout by its name, None where there is none."""
        for folder in self.folders:
            relative = self._file(folder, name)
            if relative is not None:
                return self._read(relative)
        return None

    def missing(self, name: str) -> str:
        """Return the sentence for a layout that is not there."""
        sentence = f"There is no layout “{name}” in {' or '.join(self.folders)}, so Jekyll leaves it out."
        theme = theme_name(self._site.site)
        if theme and not self._site.theme:
            return (
                f"There is no layout “{name}” in {self.folders[0]}, and the theme “{theme}” is not in this folder, "
                "so the page is shown without it."
            )
        return sentence

    def _file(self, folder: str, name: str) -> str | None:
        """Return the file of a layout: the last by name, as each takes the place of the one before (LayoutReader)."""
        above, _, stem = name.rpartition("/")
        inside = f"{folder}/{above}" if above else folder
        if not stem or any(part[:1] in _NOT_READ for part in name.split("/")):
            return None
        try:
            found = [
                entry.name
                for entry in os.scandir(safe_path(self._site.project.root, inside))
                if entry.name.rpartition(".")[0] == stem and not entry.name.endswith("~") and entry.is_file()
            ]
        except (OSError, EditorError, ValueError):
            return None
        return f"{inside}/{max(found)}" if found else None

    def _read(self, relative: str) -> Layout:
        try:
            text = self._site.source(relative, f"There is no “{relative}”").text
        except LookupError as error:
            told = f"{str(error.args[0]).rstrip('.')}, so this layout is empty."
            return Layout(relative, "{{ content }}", problem=PageProblem(told, relative, 1))
        kept = self._parsed.get(relative)
        if kept is None or kept[0] != text:
            kept = self._parsed[relative] = text, parse_layout(text, relative, self._site.site.zone)
        return kept[1]
