"""Owns the reading of a site's ``_data`` folder: YAML, JSON, CSV and TSV, each file when it is asked for."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import tzinfo
from io import StringIO
from pathlib import Path
from typing import Any

from editor.core.errors import BrokenFrontMatterError, EditorError
from editor.core.liquid.documents import ruby_value
from editor.core.post.reading import FENCE, compose_any, value_of
from editor.storage.files import read_file
from editor.storage.project import safe_path

_SUFFIXES = (".yaml", ".yml", ".json", ".csv", ".tsv")
_NOT_IN_KEYS = re.compile(r"[^\w\s-]+|(?<=^)\s+|(?<=\b\s)\s+|\s+(?=$)")


class DataFolder(Mapping[str, Any]):
    """One folder of ``_data``: files by their name without suffix, folders by theirs.

    ``unreadable`` is told of each file that cannot be read, with the sentence why; it then counts as empty.
    ``asked`` is told the path of each file a template asks for.
    """

    def __init__(
        self,
        root: Path,
        folder: str,
        zone: tzinfo,
        unreadable: Callable[[str], None],
        asked: Callable[[str], object] = lambda _path: None,
    ) -> None:
        self._root, self._folder, self._zone = root, folder, zone
        self._unreadable, self._asked = unreadable, asked
        self._files = dict(_listed(root, folder))
        self._read: dict[str, tuple[tuple[int, int], Any]] = {}

    def __getitem__(self, key: str) -> Any:
        relative = self._files[key]
        path = self._root / relative
        if path.is_dir():
            if key not in self._read:
                inner = DataFolder(self._root, relative, self._zone, self._unreadable, self._asked)
                self._read[key] = (0, 0), inner
            return self._read[key][1]
        self._asked(relative)
        try:
            status = path.stat()
        except OSError:
            return None
        stamp = (status.st_mtime_ns, status.st_size)
        if key not in self._read or self._read[key][0] != stamp:
            self._read[key] = stamp, self._value(relative)
        return self._read[key][1]

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)

    def _value(self, relative: str) -> Any:
        try:
            text = read_file(safe_path(self._root, relative)).data.decode("utf-8-sig")
            return parse_data(text, Path(relative).suffix.lower(), self._zone)
        except UnicodeDecodeError:
            self._unreadable(f"“{relative}” is not UTF-8, so it counts as empty.")
        except EditorError as error:
            self._unreadable(f"“{relative}” cannot be read, so it counts as empty: {error.message}")
        return None


def parse_data(text: str, suffix: str, zone: tzinfo) -> Any:
    """Return what a data file holds, by its suffix. Raises BrokenFrontMatterError, with the line.

    A table is a list of rows, each with its values by the names in the first row, all of them text.
    """
    if suffix in (".csv", ".tsv"):
        return _rows(text, "\t" if suffix == ".tsv" else ",")
    if suffix == ".json":
        try:
            return json.loads(text)
        except (ValueError, RecursionError):
            pass  # Jekyll reads JSON as YAML, which takes more
    root = compose_any(text if text.startswith(FENCE) else FENCE + text)
    return None if root is None else ruby_value(value_of(root), zone)


def _rows(text: str, mark: str) -> list[dict[str, Any]]:
    try:
        rows = [row for row in csv.reader(StringIO(text, newline=""), delimiter=mark, strict=True) if row]
    except csv.Error as error:
        raise BrokenFrontMatterError(f"it is no table ({error}).") from error
    if not rows:
        return []
    names, *others = rows
    return [
        {
            name: row[index] if index < len(row) and row[index] != "" else None
            for index, name in enumerate(names)
        }
        for row in others
    ]


def _listed(root: Path, folder: str) -> Iterator[tuple[str, str]]:
    """Yield the key and the path of each file and folder; links are left out, as Jekyll does."""
    try:
        entries = sorted(safe_path(root, folder).iterdir())
    except (OSError, EditorError):
        return
    for entry in entries:
        if entry.is_symlink() or entry.name.startswith("."):
            continue
        if entry.is_dir():
            yield _key(entry.name), f"{folder}/{entry.name}"
        elif entry.suffix.lower() in _SUFFIXES:
            yield _key(entry.stem), f"{folder}/{entry.name}"


def _key(name: str) -> str:
    """Rule: Jekyll::DataReader#sanitize_filename."""
    return re.sub(r"\s+", "_", _NOT_IN_KEYS.sub("", name))
