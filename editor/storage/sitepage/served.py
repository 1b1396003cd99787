"""Owns the files of a site by their addresses, as the built site serves them: style sheets, fonts, pictures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from editor.core.errors import EditorError
from editor.core.liquid.faults import TagError
from editor.core.liquid.outcome import has_liquid
from editor.core.sitepage.layouts import parse_layout
from editor.core.sitepage.page import PageProblem
from editor.storage.files import read_file
from editor.storage.liquid.site import LiquidSite
from editor.storage.project import safe_path

Stamp = tuple[int, int] | None
_SASS = (".scss", ".sass")
_INLINE_KEPT = 40
_LARGEST = 20_000_000


@dataclass(frozen=True, slots=True)
class Sheet:
    """A style sheet as it is served, the project's files it was made of, and what is wrong with it."""

    data: bytes
    read: frozenset[Path]
    problems: tuple[PageProblem, ...] = ()


class ServedFiles:
    """The files of one site; what was compiled is kept until a file it was made of changes.

    One thread at a time. No file outside the project is read.
    """

    def __init__(self, site: LiquidSite) -> None:
        self._site = site
        self._root = site.project.root
        self._sheets: dict[str, tuple[dict[Path, Stamp], Sheet | None]] = {}
        self._inline: dict[tuple[str, str], tuple[dict[Path, Stamp], Sheet]] = {}

    def sheet(self, url_path: str) -> Sheet | None:
        """Return the style sheet at an address of the site, a file or compiled SCSS; None where there is neither."""
        path = self._path_of(url_path)
        if path is None or not path.endswith(".css"):
            return None
        kept = self._sheets.get(path)
        if kept is not None and all(_stamp(file) == stamp for file, stamp in kept[0].items()):
            return kept[1]
        seen: dict[Path, Stamp] = {}
        sheet = self._made(path, seen)
        self._sheets[path] = seen, sheet
        return sheet

    def inline(self, text: str, suffix: str) -> tuple[str, frozenset[str]]:
        """Return the CSS of a text in a layout (``scssify``), and the paths of what it imports; raises TagError."""
        kept = self._inline.get((text, suffix))
        if kept is None or any(_stamp(file) != stamp for file, stamp in kept[0].items()):
            seen: dict[Path, Stamp] = {}
            sheet = self._compiled(text, f"{self._site.site.source}/inline{suffix}".lstrip("/"), 1, [], seen)
            if len(self._inline) >= _INLINE_KEPT:
                self._inline.clear()
            kept = self._inline[text, suffix] = seen, sheet
        if kept[1].problems:
            raise TagError(kept[1].problems[-1].message.rstrip("."))
        root = self._root.resolve()
        return kept[1].data.decode(), frozenset(path.relative_to(root).as_posix() for path in kept[1].read)

    def file(self, url_path: str) -> Path | None:
        """Return the file at an address of the site, None where there is none; sources of sheets are not served."""
        path = self._path_of(url_path)
        if path is None or path.endswith(_SASS):
            return None
        for folder in self._folders:
            found = self._inside(f"{folder}/{path}".lstrip("/"))
            if found is not None and found.is_file():
                return found
        return None

    # ------------------------------------------------------------------

    @property
    def _folders(self) -> tuple[str, ...]:
        """Where the site's files lie: its source, and its theme (of which Jekyll copies ``assets``)."""
        source, theme = self._site.site.source, self._site.theme
        return (source, theme) if theme else (source,)

    def _path_of(self, url_path: str) -> str | None:
        """Return an address as a path below the site's source; None for what no build serves."""
        try:
            path = unquote(urlsplit(url_path).path)
        except ValueError:
            return None
        base = self._site.site.baseurl
        if base and (path == base or path.startswith(f"{base}/")):
            path = path[len(base) :]
        path = path.lstrip("/")
        included = self._site.site.raw.get("include")
        shown = set(included) if isinstance(included, list) else set()
        hidden = any(part[:1] in ("_", ".", "#") and part not in shown for part in path.split("/"))
        return None if not path or hidden else path

    def _inside(self, relative: str) -> Path | None:
        try:
            return safe_path(self._root, relative)
        except EditorError:
            return None

    def _made(self, path: str, seen: dict[Path, Stamp]) -> Sheet | None:
        for folder in self._folders:
            plain = f"{folder}/{path}".lstrip("/")
            for relative in (plain, *(plain.removesuffix(".css") + suffix for suffix in _SASS)):
                file = self._inside(relative)
                if file is None:
                    continue
                seen[file] = _stamp(file)
                if seen[file] is None or not file.is_file():
                    continue
                sheet = self._sheet_of(relative, file, seen)
                if sheet is not None:
                    return sheet
        return None

    def _sheet_of(self, relative: str, file: Path, seen: dict[Path, Stamp]) -> Sheet | None:
        try:
            data = read_file(file, limit=_LARGEST).data
        except EditorError as error:
            return Sheet(b"", frozenset({file}), (PageProblem(error.message, relative, 1),))
        has_front = data.removeprefix(b"\xef\xbb\xbf").startswith(b"---")
        if not has_front:
            # Without front matter Jekyll copies a file as it is, SCSS as SCSS.
            return Sheet(data, frozenset({file})) if relative.endswith(".css") else None
        source = parse_layout(
            data.decode("utf-8-sig", "replace").replace("\r\n", "\n"), relative, self._site.site.zone
        )
        problems = [source.problem] if source.problem else []
        text = source.text
        if has_liquid(text):
            rendered = self._site.render(
                text, self._site.page(relative, self._site.post(relative)), path=relative
            )
            text = rendered.text
            for told in rendered.problems:
                at = told.line + (source.first_line - 1 if told.path == relative else 0)
                problems.append(PageProblem(told.message, told.path or relative, at))
        if relative.endswith(".css"):
            return Sheet(text.encode(), frozenset({file}), tuple(problems))
        return self._compiled(text, relative, source.first_line, problems, seen)

    def _compiled(
        self, text: str, relative: str, first_line: int, problems: list[PageProblem], seen: dict[Path, Stamp]
    ) -> Sheet:
        # Imported late: the compiler's protocol takes a tenth of a second to load.
        from editor.storage.sitepage.sass import SassError, compile_sass

        try:
            made = compile_sass(text, relative, self._finder(seen), self._load_paths, first_line=first_line)
        except SassError as error:
            told = PageProblem(error.message, str(error.path or relative), error.line or 1)
            read = frozenset(file for file, stamp in seen.items() if stamp is not None)
            return Sheet(b"", read, (*problems, told))
        files = frozenset(found for path in made.read if (found := self._inside(path)) is not None)
        return Sheet(made.css.encode(), files, tuple(problems))

    def _finder(self, seen: dict[Path, Stamp]) -> Callable[[str], str | None]:
        def find(path: str) -> str | None:
            file = self._inside(path)
            if file is None:
                return None
            seen[file] = _stamp(file)
            if seen[file] is None or not file.is_file():
                return None
            try:
                return read_file(file, limit=_LARGEST).data.decode("utf-8-sig", "replace")
            except EditorError:
                return None

        return find

    @property
    def _load_paths(self) -> tuple[str, ...]:
        """Rule: Jekyll::Converters::Scss#sass_load_paths: ``sass_dir``, ``load_paths``, the theme's ``_sass``."""
        settings = self._site.site.raw.get("sass")
        settings = settings if isinstance(settings, dict) else {}
        given = settings.get("load_paths")
        written = [settings.get("sass_dir") or "_sass", *(given if isinstance(given, list) else ())]
        source = self._site.site.source
        paths = [str(PurePosixPath(source, str(path).strip("/"))) for path in written]
        return (*paths, f"{self._site.theme}/_sass") if self._site.theme else tuple(paths)


def _stamp(file: Path) -> Stamp:
    try:
        status = file.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size
