"""Owns the offer to describe a lead image anew whose path was typed into the front matter's text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Slot

from editor.core.article import lead_image_of
from editor.core.links import picture_path
from editor.core.post.frontmatter import FrontMatter
from editor.core.post.lead import is_described_alike
from editor.core.site import SiteConfig
from editor.services.document import Document
from editor.services.workspace import Workspace
from editor.shell.window import DeskWindow
from editor.widgets.notice import DISMISS, Notice

_KEY = "typed-lead"


class TypedLead(QObject):
    """Notices that a post names another picture and still describes the one before.

    A picture that is chosen brings its own caption and credit. One whose path is typed does not: what else is typed
    there is the writer's, so it is offered. ``describe`` has the picture at a path of the project described anew.
    """

    def __init__(
        self,
        window: DeskWindow,
        workspace: Workspace,
        describe: Callable[[Document, str], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._workspace = workspace
        self._describe = describe
        self._document: Document | None = None
        self._settled: FrontMatter | None = None

    @Slot(object)
    def show_current(self, document: Document | None) -> None:
        """Take what a post says now for what is meant: it has come in front, or was read anew."""
        self._document = document
        self._settle()

    @Slot(object)
    def follow(self, document: Document) -> None:
        """Compare what was edited with what was meant."""
        if document is not self._document:
            self.show_current(document)
            return
        if not self._window.form.raw.isVisible():
            self._settle()  # before the disk is asked, which no key in the form may wait for
            return
        old, new = self._file(self._settled), self._file(document.front)
        if new == old:
            self._settle()
        elif old is None or new is None:
            # Half a path is typed, or the picture was renamed: it is not known yet, or another name of the same.
            self._window.notice.withdraw(_KEY)
        elif not is_described_alike(self._settled, document.front):
            self._settle()
        else:
            text = self.tr("This is another lead image, still described as the one before: “{file}”.")
            buttons = (("anew", self.tr("Describe it anew")), (DISMISS, self.tr("Leave it")))
            self._window.notice.show_notice(Notice(_KEY, text.format(file=old.name), "info", buttons))

    @Slot(str, str)
    def choose(self, notice: str, choice: str) -> None:
        """Carry out what was chosen in the quiet bar."""
        if notice != _KEY:
            return
        document, path = self._document, self._relative(self._document.front if self._document else None)
        self._settle()
        if choice == "anew" and document is not None and path is not None:
            self._describe(document, path)

    def _settle(self) -> None:
        self._settled = self._document.front if self._document is not None else None
        self._window.notice.withdraw(_KEY)

    def _relative(self, front: FrontMatter | None) -> str | None:
        lead = lead_image_of(front) if front is not None else None
        site = self._workspace.project.site if self._workspace.project is not None else SiteConfig()
        return picture_path(lead.src, site) if lead is not None else None

    def _file(self, front: FrontMatter | None) -> Path | None:
        relative = self._relative(front)
        return self._workspace.find_asset(relative) if relative else None
