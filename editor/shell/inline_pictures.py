"""Owns bringing pictures into the text: chosen, dropped or pasted, named by the house, asked for their alt text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QImage, QTextCursor

from editor.core.changes import Restore, Trash
from editor.core.errors import SaveError
from editor.core.house import HouseStyle
from editor.core.markdown.editing import safe_address
from editor.core.markdown.figures import has_empty_alt
from editor.core.markdown.inline_pictures import pictures_in
from editor.core.markdown.taking_out import PutIn, take_out
from editor.core.post.naming import parse_name, slugify
from editor.core.references.reference import PICTURE_SUFFIXES
from editor.services.assets import AssetBook
from editor.services.document import Document
from editor.services.jobs import JobDone, Way
from editor.services.tasks import Outcome, TaskRunner
from editor.services.workspace import Workspace
from editor.shell.importing import ImportDesk
from editor.shell.window import DeskWindow
from editor.storage.asset_imports import NamingRule
from editor.storage.paths import UserPaths
from editor.storage.project import read_style
from editor.widgets.prompts import Prompts
from editor.widgets.writing.edits import DocumentLines, apply_edit


@dataclass(frozen=True, slots=True)
class _Taken:
    """What left a text with its files, and the text as that left it."""

    document: Document
    lines: tuple[str, ...]
    puts: Mapping[str, PutIn]


class InlinePictureDesk(QObject):
    """Carries out what a writer wants with pictures in the text. ``failed`` carries an ``EditorError``."""

    failed = Signal(object)
    _pasted = Signal(object)

    def __init__(
        self,
        window: DeskWindow,
        workspace: Workspace,
        book: AssetBook,
        tasks: TaskRunner,
        importing: ImportDesk,
        prompts: Prompts,
        paths: UserPaths,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._workspace = workspace
        self._book = book
        self._tasks = tasks
        self._importing = importing
        self._prompts = prompts
        self._folder = paths.pasted
        self._put: dict[str, tuple[Document, PutIn]] = {}  # by the paths of the files
        self._taken: list[_Taken] = []
        self._pasted.connect(self._on_pasted)

    # -- coming in ---------------------------------------------------------------------------------------------

    def insert(self, document: Document | None) -> None:
        """Ask for a picture and put it into the text."""
        project = self._workspace.project
        if document is None or project is None:
            return
        start = project.root / self._importing.folder
        path = self._prompts.ask_picture(start if start.is_dir() else project.root)
        if path is not None:
            self._bring_in([path])

    @Slot(object, int)
    def drop(self, paths: object, _line: int) -> None:
        """Put dropped pictures into the text, copying those from elsewhere into the project."""
        assert isinstance(paths, list)
        self._bring_in([Path(path) for path in paths])

    @Slot(object)
    def paste(self, image: QImage) -> None:
        """Put a picture from the clipboard into the text; it becomes a PNG file of the project."""
        if self._workspace.current is not None and self._workspace.project is not None:
            self._tasks.submit("paste", lambda _stop: _written(self._folder, image), self._pasted)

    @Slot(object)
    def _on_pasted(self, outcome: Outcome) -> None:
        try:
            file = outcome.result()
        except OSError as error:
            self.failed.emit(
                SaveError(
                    self.tr("The picture on the clipboard could not be kept ({reason}).").format(
                        reason=error.strerror
                    )
                )
            )
            return
        assert isinstance(file, Path)
        self._bring_in([file])

    def _bring_in(self, files: Sequence[Path]) -> None:
        document, project = self._workspace.current, self._workspace.project
        if document is None or project is None or document.state.read_only:
            return
        style = read_style(project.root)
        naming = NamingRule(style.picture_name, *self._slug_and_day(document))
        then = partial(self._came, document, style)
        self._importing.bring_in(files, then, style.picture_folder, naming, for_pages=True)

    def _slug_and_day(self, document: Document) -> tuple[str, str]:
        name = parse_name(document.path.name) if document.path is not None else None
        slug = name.slug if name is not None else slugify(document.title)
        day = name.day.isoformat() if name is not None and name.day is not None else ""
        return slug or "picture", day

    def _came(self, document: Document, style: HouseStyle, paths: Sequence[str]) -> None:
        """Put files that have come in into the text, if the post is still in front."""
        if document is self._workspace.current:
            self.put_in(paths, style)

    # -- into the text -----------------------------------------------------------------------------------------

    def put_in(self, paths: Sequence[str], style: HouseStyle | None = None) -> None:
        """Put assets into the text at the cursor: pictures as the house writes them, others as links."""
        current, project, editor = self._workspace.current, self._workspace.project, self._window.editor
        if current is None or project is None or current.state.read_only:
            return
        style = style or read_style(project.root)
        figures = self._book.catalogue.mostly_figures() if style.figures is None else style.figures
        with editor.one_step():
            for path in paths:
                source = _address(path)
                if Path(path).suffix.lower() not in PICTURE_SUFFIXES:
                    put = editor.insert_file_link(source, path.rpartition("/")[2])
                elif figures:
                    put = editor.insert_figure(source, "", "")
                else:
                    put = editor.insert_image(source, "")
                if put is not None:
                    self._put[path] = (current, put)
        editor.setFocus()
        for path in paths:
            if Path(path).suffix.lower() in PICTURE_SUFFIXES:
                self._window.alt_bar.ask(_address(path))

    @Slot(str, str)
    def set_alt(self, source: str, alt: str) -> None:
        """Give a picture that came in its alt text, wherever in the text it stands by now."""
        current, editor = self._workspace.current, self._window.editor
        if current is None:
            return
        for number, line in enumerate(current.lines):
            for picture in pictures_in(line) if "![" in line else ():
                if picture.source == safe_address(source) and not picture.alt:
                    editor.set_picture(number, picture, alt, picture.source)
                    return
            if has_empty_alt(line, source):
                editor.set_figure_alt(number, source, alt)
                return

    # -- out of the text ---------------------------------------------------------------------------------------

    @Slot(object)
    def follow_job(self, job: JobDone) -> None:
        """Let what was put in for a file leave the text with it when its import is undone, and come back with it."""
        if job.way is Way.UNDO:
            self._take_out({change.path for change in job.changes.changes if isinstance(change, Trash)})
        elif job.way is Way.REDO:
            self._put_back({change.path for change in job.changes.changes if isinstance(change, Restore)})

    def _take_out(self, paths: set[str]) -> None:
        here = self._workspace.documents
        gone = {path: self._put.pop(path) for path in list(self._put) if path in paths}
        for document in {document for document, _ in gone.values() if document in here}:
            puts = {path: put for path, (of, put) in gone.items() if of is document}
            if document.state.read_only:
                continue
            if document is self._workspace.current:
                self._window.alt_bar.give_up()
            cursor = QTextCursor(document.body)
            cursor.beginEditBlock()
            # The last that came in stands on what the others made.
            for put in reversed(puts.values()):
                edit = take_out(DocumentLines(document.body), put)
                if edit is not None:
                    apply_edit(cursor, edit)
            cursor.endEditBlock()
            self._taken.append(_Taken(document, tuple(document.lines), puts))

    def _put_back(self, paths: set[str]) -> None:
        here = self._workspace.documents
        for taken in [one for one in self._taken if paths >= one.puts.keys()]:
            self._taken.remove(taken)
            if taken.document in here and tuple(taken.document.lines) == taken.lines:
                taken.document.body.undo()
                self._put.update({path: (taken.document, put) for path, put in taken.puts.items()})

    @Slot()
    def leave_alt(self) -> None:
        """Go back to the text."""
        self._window.editor.setFocus()

    @Slot(object)
    def show_current(self, _document: Document | None) -> None:
        """Another post is in front: what was asked of the one before can wait."""
        self._window.alt_bar.give_up()


def _address(path: str) -> str:
    """Return the address of an asset; what has a meaning in addresses is escaped, the rest is left to be read."""
    for character in "%?#":
        path = path.replace(character, f"%{ord(character):02X}")
    return f"/{path}"


def _written(folder: Path, image: QImage) -> Path:
    """Write a picture into the folder of pasted ones; runs in a worker. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "pasted.png"
    if not image.save(str(file), "PNG"):
        raise OSError(0, "it is no picture")
    return file
