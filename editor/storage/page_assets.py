"""Owns reading what a whole page names (styles, fonts, pictures) so that it can go into the page itself."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from functools import partial
from posixpath import dirname, normpath

from editor.core.errors import EditorError
from editor.core.htmlrules import place_of
from editor.core.images.kinds import media_type
from editor.core.links import absolute_link, is_remote, picture_path
from editor.core.offline import Note, Picture, Rewriting
from editor.core.sheetinline import SheetFiles, inline_sheet
from editor.core.wholepage import PageFiles
from editor.storage.files import read_file
from editor.storage.project import Project, safe_path

SIZE_LIMIT = 64 * 1024 * 1024
"""Bytes; a larger file is none for a page."""
_FONTS = {".woff2": "font/woff2", ".woff": "font/woff", ".ttf": "font/ttf", ".otf": "font/otf"}
_DEEPEST = 10  # sheets that import sheets

ReadBytes = Callable[[str], bytes]


class PageAssets:
    """The files of one page. ``home`` is the folder, from the project's root, that its addresses start from.

    ``read`` gives the bytes of a path in the project; it raises EditorError. ``notes`` says what was left out.
    Pictures go in as they are on disk, or unless ``original`` as large as a page needs them.
    """

    def __init__(
        self,
        project: Project,
        home: str = "",
        page_url: str = "",
        *,
        remote: bool = False,
        read: ReadBytes | None = None,
        original: bool = True,
    ) -> None:
        self._project = project
        self._home = home
        self._page_url = page_url
        self._remote = remote
        self._original = original
        self._read = read or partial(_read, project)
        self._reading: list[str] = []
        self._notes: list[Note] = []

    @property
    def notes(self) -> tuple[Note, ...]:
        """What was left out so far, each thing once."""
        return tuple(dict.fromkeys(self._notes))

    def questions(self) -> PageFiles:
        """Return the answers to what the making of a page that stands alone asks."""
        site = self._project.site
        return PageFiles(
            sheet=partial(self._sheet, self._home),
            inline=self._files(self._home),
            rewriting=Rewriting(
                picture=self._picture, link=lambda href: absolute_link(href, site, self._page_url)
            ),
            remote=self._remote,
        )

    def _files(self, folder: str) -> SheetFiles:
        return SheetFiles(sheet=partial(self._sheet, folder), file=partial(self._file, folder))

    def _path(self, folder: str, address: str) -> str | None:
        """Return the path an address in a file of ``folder`` names, None when it leaves the project."""
        plain = address if address.startswith(("/", "http:", "https:", "//")) else f"./{address}"
        return picture_path(plain, self._project.site, f"{folder}/x" if folder else "x")

    def _is_elsewhere(self, folder: str, address: str) -> bool:
        return is_remote(address) and self._path(folder, address) is None

    def _sheet(self, folder: str, address: str) -> str | None:
        """Return a style sheet's text with everything in it; None, noted, for what cannot be had."""
        if self._is_elsewhere(folder, address):
            if self._remote:
                return f'@import url("{address}");'
            self._notes.append(
                Note(
                    None,
                    f"The style sheet on {place_of(address)} was left out: an exported page loads nothing.",
                    is_meant=True,
                )
            )
            return None
        path = self._path(folder, address)
        data = self._bytes(path, "style sheet", address)
        if path is None or data is None or path in self._reading or len(self._reading) >= _DEEPEST:
            return None
        self._reading.append(path)
        try:
            return inline_sheet(
                data.decode("utf-8", "replace").removeprefix("\ufeff"), self._files(dirname(path))
            )
        finally:
            self._reading.pop()

    def _file(self, folder: str, address: str) -> str | None:
        """Return the font or picture that a style names as a ``data:`` address."""
        if self._is_elsewhere(folder, address):
            if self._remote:
                return address
            self._notes.append(
                Note(
                    None,
                    f"The file on {place_of(address)} was left out: an exported page loads nothing.",
                    is_meant=True,
                )
            )
            return None
        path = self._path(folder, address)
        data = self._bytes(path, "file", address)
        if path is None or data is None:
            return None
        kind = _FONTS.get(path[path.rfind(".") :].lower()) or media_type(data)
        if kind is None:
            self._notes.append(
                Note(None, f"The file {path} is neither a font nor a picture, so it was left out.")
            )
            return None
        return _data_uri(kind, data)

    def _picture(self, src: str) -> Picture:
        if src.lower().startswith("data:image/"):
            return Picture(url=src)
        if self._is_elsewhere(self._home, src):
            if self._remote:
                return Picture(url=src)
            return Picture(
                fault=f"The picture on {place_of(src)} was left out: an exported page loads nothing."
            )
        path = self._path(self._home, src)
        data = self._bytes(path, "picture", src, note=False)
        kind = media_type(data) if data is not None else None
        if data is None or kind is None:
            return Picture(fault=f"The picture {path or src} is missing or none that browsers show.")
        if self._original:
            return Picture(url=_data_uri(kind, data))
        # Pillow takes a fifth of an export's start; a page without pictures needs none of it.
        from editor.storage.pictures import NoPictureError, page_picture

        try:
            return Picture(url=page_picture(data).data_uri())
        except NoPictureError as error:
            return Picture(fault=f"The picture {path or src} {error}.")

    def _bytes(self, path: str | None, what: str, address: str, *, note: bool = True) -> bytes | None:
        if path is None:
            message = f"The {what} {address} is not a file of this project, so it was left out."
        else:
            try:
                return self._read(path)
            except EditorError as error:
                gone = isinstance(error.__cause__, FileNotFoundError)
                message = f"The {what} {path} is missing." if gone else error.message
        if note:
            self._notes.append(Note(None, message))
        return None


def _read(project: Project, path: str) -> bytes:
    return read_file(safe_path(project.root, normpath(path)), limit=SIZE_LIMIT).data


def _data_uri(kind: str, data: bytes) -> str:
    return f"data:{kind};base64,{b64encode(data).decode('ascii')}"
