"""Owns what becomes of a post that is sent out, whatever kind is wished for, up to the bytes of its file."""

from __future__ import annotations

from dataclasses import dataclass, replace
from html import escape
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from editor.core.designs import BUNDLE, FRAGMENT, PDF, ExportWish
from editor.core.errors import ExportError
from editor.core.offline import Note
from editor.core.post.post import Post, parse_post
from editor.storage.bundle import bundle_post
from editor.storage.export import ExportOptions, export_page
from editor.storage.files import read_file
from editor.storage.liquid.filling import Filling

_LISTING = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Bundle</title><style>
body {{ margin: 2rem; color-scheme: light dark; font: 1rem/1.6 sans-serif }} td {{ padding: 0.2rem 1.5rem 0.2rem 0 }}
td + td {{ text-align: right }}</style></head><body><table>{rows}</table></body></html>"""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """What a post became: the bytes of its file, a page to look at, and what was left out.

    For a PDF the bytes are those of the page that is still to be printed.
    """

    data: bytes
    html: str
    warnings: tuple[Note, ...]
    needs_printing: bool = False


def make_outgoing(post: Post | None, path: Path, wish: ExportWish, filling: Filling) -> Outgoing:
    """Return what a wish makes of a post; without a ``post`` its file is read. Raises EditorError."""
    if post is None:
        post = parse_post(read_file(path).data, path)
    project = filling.project
    if wish.kind == BUNDLE:
        bundle = bundle_post(post, path, project)
        return Outgoing(bundle.data, _listing(bundle.data), bundle.warnings)
    options = ExportOptions(
        FRAGMENT if wish.kind == FRAGMENT else wish.template, wish.original_images, wish.remote
    )
    if wish.kind == PDF and options.template == FRAGMENT:
        raise ExportError("A fragment has no pages to print.", path=path)
    page = export_page(post, path, project, options, filling)
    return Outgoing(page.data, page.text, page.warnings, needs_printing=wish.kind == PDF)


def distinct_targets(paths: tuple[Path, ...], folder: Path, suffix: str) -> tuple[Path, ...]:
    """Return a file in ``folder`` for each post, no two alike even where upper and lower case are one."""
    taken: set[str] = set()
    targets = []
    for path in paths:
        name, number = path.stem, 2
        while name.casefold() in taken:
            name, number = f"{path.stem}-{number}", number + 1
        taken.add(name.casefold())
        targets.append(folder / f"{name}{suffix}")
    return tuple(targets)


def written_out(outgoing: Outgoing, printed: bytes) -> Outgoing:
    """Return what was printed in place of the page it was made from."""
    return replace(outgoing, data=printed, needs_printing=False)


def _listing(data: bytes) -> str:
    with ZipFile(BytesIO(data)) as archive:
        rows = "".join(
            f"<tr><td>{escape(info.filename)}</td><td>{max(1, round(info.file_size / 1000)):,} kB</td></tr>"
            for info in archive.infolist()
        )
    return _LISTING.format(rows=rows)
