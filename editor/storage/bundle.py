"""Owns a post as a bundle: a zip of its text and the files it shows, its references leading to them."""

from __future__ import annotations

from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from editor.core.errors import EditorError, ExportError
from editor.core.links import is_remote
from editor.core.offline import Note
from editor.core.post.post import Post
from editor.core.references.bundling import bundle_text
from editor.core.references.reference import PICTURE_SUFFIXES, Place, Reference
from editor.core.references.targets import candidates
from editor.storage.clock import site_now
from editor.storage.files import read_file
from editor.storage.pages import path_in_project
from editor.storage.project import Project, safe_path

PICTURES, FILES = "images", "files"
"""Where a bundle keeps what a post shows and what it offers."""
SIZE_LIMIT = 256 * 1024 * 1024
"""Bytes; a larger file is too much for a bundle."""
# What is compressed already gains nothing but time from being packed.
_PACKED = frozenset((".svg", ".csv", ".txt", ".bmp"))


@dataclass(frozen=True, slots=True)
class Bundle:
    """The bytes of a zip file and what is not in it."""

    data: bytes
    warnings: tuple[Note, ...]


def bundle_post(post: Post, path: Path, project: Project) -> Bundle:
    """Return a bundle of a post and every file of the project it points at.

    The post stands at its root under its own name; pictures are in ``images``, other files in ``files``. Whatever
    else the post says stays character for character. Raises ExportError when a file in it cannot be read.
    """
    gathered = _Gathered(project, path_in_project(path, project))
    bundled = bundle_text(post.text, gathered.place_of)
    notes = [
        Note(one.line, f"{one.path} is not a file of this project, so it is not in the bundle.")
        for one in bundled.missing
    ]
    now = site_now(project.site).timetuple()[:6]
    text = ("\ufeff" if post.bom else "") + bundled.text
    buffer = BytesIO()
    with ZipFile(buffer, "w") as archive:
        _add(archive, path.name, text.encode("utf-8", "surrogatepass"), now)
        for place, file in gathered.places.items():
            _add(archive, place, file, now)
    return Bundle(buffer.getvalue(), tuple(notes))


def _add(archive: ZipFile, name: str, data: bytes, now: tuple[int, ...]) -> None:
    info = ZipInfo(name, date_time=(now[0], now[1], now[2], now[3], now[4], now[5]))
    packed = Path(name).suffix.lower() in _PACKED or "/" not in name
    info.compress_type = ZIP_DEFLATED if packed else ZIP_STORED
    info.external_attr = 0o644 << 16
    archive.writestr(info, data)


@dataclass
class _Gathered:
    """The files of one bundle, each read once: what its bytes are, by its place in the zip."""

    project: Project
    file: str
    places: dict[str, bytes] = field(default_factory=dict)
    _known: dict[str, str] = field(default_factory=dict)

    def place_of(self, reference: Reference) -> str | None:
        """Return the place of what a reference means, ``""`` for what stays as it is, None for what is missing."""
        if not reference.is_media or reference.place is Place.POST_URL:
            return ""
        paths = candidates(reference, self.file, self.project.site)
        for path in paths:
            if path in self._known:
                return self._known[path]
            file = safe_path(self.project.root, path) if self._is_inside(path) else None
            if file is not None and file.is_file():
                self._known[path] = place = self._free_place(path)
                self.places[place] = self._bytes(file)
                return place
        return "" if not paths and is_remote(reference.path) else None

    def _is_inside(self, path: str) -> bool:
        try:
            safe_path(self.project.root, path)
        except EditorError:
            return False
        return True

    def _bytes(self, file: Path) -> bytes:
        try:
            return read_file(file, limit=SIZE_LIMIT).data
        except EditorError as error:
            raise ExportError(f"{error.message} So no bundle was made.", path=file) from error

    def _free_place(self, path: str) -> str:
        name = path.rpartition("/")[2]
        stem, dot, suffix = name.rpartition(".")
        folder = PICTURES if f".{suffix.lower()}" in PICTURE_SUFFIXES else FILES
        taken = {place.casefold() for place in self.places}
        place, number = f"{folder}/{name}", 2
        while place.casefold() in taken:
            place, number = f"{folder}/{stem}-{number}{dot}{suffix}", number + 1
        return place
