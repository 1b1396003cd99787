"""Owns what a post says of the picture on the bench: read from where it belongs, and written back there."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject

from editor.core.article import lead_image_of
from editor.core.images.credits import Credits
from editor.core.images.geometry import Size
from editor.core.images.recipe import focus_in_crop
from editor.core.markdown.inline_pictures import InlinePicture
from editor.core.post.frontmatter import FrontMatter
from editor.core.post.lead import focus_of, focus_text, with_lead_path, with_lead_texts
from editor.services.document import Document
from editor.services.workspace import Workspace
from editor.shell.lead_habits import lead_habits
from editor.shell.pictures import PictureDesk
from editor.shell.window import DeskWindow
from editor.widgets.images.subject import Result, Texts


@dataclass(frozen=True, slots=True)
class Place:
    """Where the picture on the bench belongs: to a post's lead, to a line of its body, or to no post in particular."""

    relative: str
    document: Document | None = None
    line: int = -1
    inline: InlinePicture | None = None

    @property
    def is_lead(self) -> bool:
        """Whether it leads a post."""
        return self.document is not None and self.inline is None


class BenchWords(QObject):
    """Reads and writes alt text, caption, credit, focus and path of a picture in its post."""

    def __init__(
        self, window: DeskWindow, workspace: Workspace, pictures: PictureDesk, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._workspace = workspace
        self._pictures = pictures

    def texts(self, place: Place, said: Credits) -> tuple[Texts, str]:
        """Return the texts the post has for the picture; its file fills what the post leaves empty."""
        if place.inline is not None:
            return Texts(alt=place.inline.alt), ""
        document = place.document
        lead = lead_image_of(document.front) if document is not None and document.front is not None else None
        if lead is None:
            return Texts(), ""
        hint = self.tr("from the picture's own data") if said.line and not lead.credit else ""
        return Texts(lead.alt, lead.caption or said.caption, lead.credit or said.line), hint

    def kept(self, said: Credits, texts: Texts) -> tuple[str, ...]:
        """Return in words what the file goes on saying besides what stands in the fields."""
        told = [(self.tr("title"), said.title)]
        if texts.caption is None:
            told.append((self.tr("caption"), said.caption))
        if texts.credit is None:
            told.append((self.tr("credit"), said.credit))
        told += [
            (self.tr("maker"), said.creator),
            (self.tr("source"), said.source),
            (self.tr("copyright"), said.copyright),
        ]
        pattern = self.tr("{what} “{text}”")
        return tuple(pattern.format(what=what, text=text) for what, text in told if text)

    def focus(self, place: Place) -> tuple[float, float] | None:
        """Return what the post says must stay in sight of its lead image."""
        front = place.document.front if place.is_lead and place.document is not None else None
        return focus_of(front) if front is not None else None

    def write(self, place: Place, original: Size, result: Result, written: Path | None) -> None:
        """Write into the post what was said of the picture, and its path where it was ``written`` as another file.

        ``original`` is its size in pixels when it came to the bench.
        """
        project = self._workspace.project
        relative = place.relative
        if written is not None and project is not None and written.is_relative_to(project.root):
            relative = written.relative_to(project.root).as_posix()
        if place.inline is not None and place.document is self._workspace.current:
            source = place.inline.source
            if relative != place.relative:
                source = source[: source.rfind("/") + 1] + Path(relative).name
            alt = place.inline.alt if result.texts.alt is None else result.texts.alt
            self._window.editor.set_picture(place.line, place.inline, alt, source)
        elif place.is_lead and place.document is not None:
            self._write_lead(place, original, result, relative)

    def _write_lead(self, place: Place, original: Size, result: Result, relative: str) -> None:
        """Write what was said of the picture, and where it lies now, as one change of the post."""
        assert place.document is not None
        texts, focus = result.texts, focus_in_crop(result.recipe, original)
        wanted = {
            name: text
            for name, text in (("alt", texts.alt), ("caption", texts.caption), ("credit", texts.credit))
            if text is not None
        }
        said, before = focus_text(focus) if focus is not None else "", self.focus(place)
        if said != (focus_text(before) if before is not None else ""):
            wanted["focus"] = said
        path = self._pictures.written(relative) if relative != place.relative else ""
        habits = lead_habits(self._workspace)

        def described(front: FrontMatter) -> FrontMatter:
            return with_lead_texts(with_lead_path(front, path, habits) if path else front, wanted, habits)

        place.document.change_front(described, "image")
