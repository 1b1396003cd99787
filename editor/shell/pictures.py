"""Owns the lead image of the post in front, and the quick look at any picture of the project."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QLocale, QObject, Qt, Signal, Slot
from PySide6.QtGui import QImage, QImageReader

from editor.core.article import lead_image_of
from editor.core.errors import EditorError, ProjectError
from editor.core.links import is_remote, picture_path
from editor.core.post.lead import NewLead, with_new_lead
from editor.core.site import SiteConfig
from editor.services.document import Document
from editor.services.tasks import Outcome, Stop, TaskRunner
from editor.services.thumbnails import Thumbnails, is_too_large, read_thumbnail
from editor.services.workspace import Workspace
from editor.shell.importing import ImportDesk
from editor.shell.lead_habits import lead_habits
from editor.shell.window import DeskWindow
from editor.storage.files import read_file
from editor.storage.images.opening import BYTES_LIMIT, read_facts
from editor.storage.images.opening import PictureFacts as FileFacts
from editor.widgets.dialogs.picture import PictureDialog, PictureFacts
from editor.widgets.prompts import Prompts

# The quick look shows a picture no larger than this: enough for any screen, quick to decode.
_LOOK_SIDE = 2000
"""In pixels, the longer side."""


class PictureDesk(QObject):
    """Carries out what a writer wants with pictures. ``failed`` carries an ``EditorError``."""

    failed = Signal(object)
    reveal_requested = Signal(object)
    edit_requested = Signal(object)
    insert_requested = Signal(list)
    _looked = Signal(object)
    _lead_read = Signal(object)

    def __init__(
        self,
        window: DeskWindow,
        workspace: Workspace,
        thumbnails: Thumbnails,
        tasks: TaskRunner,
        prompts: Prompts,
        importing: ImportDesk,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._workspace = workspace
        self._thumbnails = thumbnails
        self._tasks = tasks
        self._prompts = prompts
        self._importing = importing
        self._lead = ""
        self._shown: tuple[Document | None, str] = (None, "")
        self._looked.connect(self._on_looked)
        self._lead_read.connect(self._on_lead_read)

    # -- the lead image ----------------------------------------------------------------------------------------

    def show_lead(self, document: Document | None) -> None:
        """Show the lead image of the post in the form, or say why there is none."""
        lead = lead_image_of(document.front) if document and document.front else None
        self._shown = (document, lead.src if lead else "")
        self._lead = ""
        if lead is None:
            self._window.form.set_lead_image(None, None)
            return
        if is_remote(lead.src):
            self._window.form.set_lead_image(None, self.tr("On another server; not loaded."))
            return
        site = self._workspace.project.site if self._workspace.project else SiteConfig()
        path = picture_path(lead.src, site)
        if path is None:
            self._window.form.set_lead_image(None, self.tr("This path leaves the project."))
            return
        self._lead = path
        if self._workspace.find_asset(path) is None:
            self._window.form.set_lead_image(None, self.tr("This file is not in the project."))
            return
        image = self._thumbnails.get(path)
        if image is not None:
            self.show_thumbnail(path, image)

    def follow_lead(self, document: Document) -> None:
        """Show the lead image after a form edit; looks at the disk only when another picture is named."""
        lead = lead_image_of(document.front) if document.front else None
        if (document, lead.src if lead else "") != self._shown:
            self.show_lead(document)

    @Slot(object, QImage)
    def show_thumbnail(self, path: str, image: QImage) -> None:
        """Put a thumbnail into the form when it is the lead image's."""
        if path == self._lead:
            is_there = self._workspace.find_asset(path) is not None
            pixels = self._thumbnails.pixels(path)
            if not is_there:
                why = self.tr("This file is not in the project.")
            elif is_too_large(pixels):
                why = self.tr("Too large to be shown here: {0} × {1} pixels.").format(*pixels)
            else:
                why = self.tr("This picture cannot be read.")
            is_shown = is_there and not image.isNull()
            self._window.form.set_lead_image(image if is_shown else None, None if is_shown else why)

    def choose_lead(self, document: Document | None) -> None:
        """Ask for a picture and make it the lead image."""
        if document is not None and document.front is not None:
            self._importing.bring_in(self._ask(), partial(self._lead_came, document), for_pages=True)

    def bring_lead(self, document: Document | None, path: str) -> None:
        """Make a picture the lead image: one of the project, named from its root, or a file from elsewhere."""
        project = self._workspace.project
        if document is not None and document.front is not None and project is not None:
            self._importing.bring_in(
                [project.root / path], partial(self._lead_came, document), for_pages=True
            )

    def _lead_came(self, document: Document, paths: Sequence[str]) -> None:
        if paths and document in self._workspace.documents:
            self.set_lead(document, paths[0])

    def set_lead(self, document: Document, relative: str) -> None:
        """Make a picture of the project the lead image, with the caption and credit its file brings."""
        self._read_lead(document, relative, self.written(relative), is_named=False)

    def describe_lead(self, document: Document, relative: str) -> None:
        """Let the lead image, named already, have the caption and credit its file brings, and lose all others."""
        lead = lead_image_of(document.front) if document.front is not None else None
        if lead is not None:
            self._read_lead(document, relative, lead.src, is_named=True)

    def _read_lead(self, document: Document, relative: str, written: str, *, is_named: bool) -> None:
        file = self._workspace.find_asset(relative)
        self._tasks.submit(
            "lead", lambda _stop: (written, document, is_named, _facts_of(file)), self._lead_read
        )

    @Slot(object)
    def _on_lead_read(self, outcome: Outcome) -> None:
        written, document, is_named, facts = outcome.result()
        if document not in self._workspace.documents or document.front is None:
            return
        said = {"caption": facts.credits.caption, "credit": facts.credits.line} if facts is not None else {}
        new = NewLead(written, said, facts.size if facts is not None else None)
        habits = lead_habits(self._workspace)
        change = partial(with_new_lead, new=new, habits=habits, is_named=is_named)
        document.change_front(change, "image")

    def written(self, relative: str) -> str:
        """Return the path of a picture of the project as the site writes it."""
        habits = self._workspace.listing.habits
        return f"/{relative}" if habits is None or habits.image_leading_slash else relative

    def _ask(self) -> list[Path]:
        """Ask for a picture, beginning where the site has its others."""
        project = self._workspace.project
        if project is None:
            return []
        start = project.root / self._importing.folder
        path = self._prompts.ask_picture(start if start.is_dir() else project.root)
        return [path] if path else []

    # -- the quick look ----------------------------------------------------------------------------------------

    def look(self, relative: str) -> None:
        """Show a picture of the project large."""
        file = self._workspace.find_asset(relative)
        if file is None:
            self.failed.emit(ProjectError(self.tr("“{path}” is no longer there.").format(path=relative)))
            return
        self._tasks.submit("look", lambda stop: (relative, file, _read(file, stop)), self._looked)

    @Slot(object)
    def _on_looked(self, outcome: Outcome) -> None:
        relative, file, (image, width, height) = outcome.result()
        size = QLocale().formattedDataSize(file.stat().st_size, 1, QLocale.DataSizeFormat.DataSizeSIFormat)
        detail = f"{width} × {height} · {size}" if width else size
        current = self._workspace.current
        can_insert = current is not None and not current.state.read_only
        dialog = PictureDialog(PictureFacts(relative, detail, can_insert), image, self._window)
        dialog.decided.connect(self.use)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    @Slot(str, object)
    def use(self, choice: str, relative: str) -> None:
        """Carry out what was chosen for a picture of the project."""
        document = self._workspace.current
        if choice == "insert" and document is not None:
            self.insert_requested.emit([relative])
        elif choice == "lead" and document is not None:
            self.set_lead(document, relative)
        elif choice == "edit":
            self.edit_requested.emit(relative)
        elif choice == "reveal" and (file := self._workspace.find_asset(relative)):
            self.reveal_requested.emit(file)


def _facts_of(file: Path | None) -> FileFacts | None:
    """Read what a picture says of itself; a drawing or a file that cannot be read says nothing."""
    try:
        return read_facts(read_file(file, BYTES_LIMIT).data, file) if file is not None else None
    except EditorError:
        return None


def _read(file: Path, stop: Stop) -> tuple[QImage, int, int]:
    size = QImageReader(str(file)).size()
    return read_thumbnail(file, stop, _LOOK_SIDE), max(size.width(), 0), max(size.height(), 0)
