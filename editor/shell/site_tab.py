"""Owns the Site tab: the post in front as the site's layouts show it, alive while it is written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from editor.core.pagecalls import page_call
from editor.core.site import SiteConfig
from editor.services.document import Document
from editor.services.renderer import Renderer, WholeBody
from editor.services.site_frames import Frame, FrameRequest, ServedFile, SiteFrames
from editor.services.workspace import Workspace
from editor.shell.liquid import UNSAVED
from editor.shell.reader import Reader
from editor.shell.site_body import SiteBody
from editor.shell.site_remote import RemoteFiles
from editor.shell.site_view import SiteView
from editor.shell.window import DeskWindow
from editor.widgets.theme import Theme

if TYPE_CHECKING:
    from editor.widgets.preview.page import PreviewPage
    from editor.widgets.preview.view import ArticleView

# The frame is made anew once the writer has rested for so long; its body follows every key by itself.
_REST_MS = 350


class SiteDesk(QObject):
    """Shows the page of the site while its tab is in sight, and does nothing while it is not.

    ``shown`` fires when the tab has been given what it shows, the page or the article in its place;
    ``files_changed`` fires when the page is made of other files than before; ``failed`` carries an ``EditorError``.
    """

    shown = Signal()
    files_changed = Signal()
    failed = Signal(object)

    def __init__(
        self,
        window: DeskWindow,
        workspace: Workspace,
        renderer: Renderer,
        reader: Reader,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window, self._workspace = window, workspace
        self._renderer, self._reader = renderer, reader
        self._frames = SiteFrames(self)
        self._view = SiteView(self._frames, window.preview.site, "site-view", (), self)
        self._remote = RemoteFiles(window.preview.site_line, self)
        self._body = SiteBody()
        self._document: Document | None = None
        self._is_on = self._is_given_up = False
        self._has_just_come = False
        self._has_engine = False
        self._knows_project = False
        self._number = 0
        self._frame: Frame | None = None
        self._is_overtaken = False
        self._version = 0
        self._sheets_are_old = False
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(renderer.want_whole)
        renderer.whole.connect(self._on_renderer_whole)
        self._frames.made.connect(self._on_frames_made)
        self._frames.failed.connect(self.failed)
        self._view.started.connect(self._on_view_started)
        self._view.ready.connect(self._on_view_ready)
        self._view.died.connect(self._on_view_died)
        self._view.served.connect(self._on_view_served)
        self._view.refused.connect(self._remote.note_refused)
        self._view.followed.connect(self._remote.note_followed)

    # -- coming and going --------------------------------------------------------------------------------------

    @Slot()
    def follow_tab(self) -> None:
        """Begin when the tab comes into sight, and rest when it goes."""
        is_on = self._window.preview.shows_site and self._has_engine
        if is_on == self._is_on:
            return
        self._is_on = is_on
        if is_on:
            self._is_given_up = False
            self._has_just_come = True
            self._learn_project()
            self._reader.lend(self)
        else:
            self._rest.stop()
            self._frames.give_up()
            self._body.drop()
            self._reader.lend(None)
            self._window.preview.site_line.clear()
            self._window.preview.show_site_as_article(False)
            self._watch(frozenset())

    @Slot()
    def start(self) -> None:
        """Take note that the web engine runs."""
        self._has_engine = True
        self.follow_tab()

    def stop(self) -> None:
        """End the thread and take the page down."""
        self._rest.stop()
        self._is_on = False
        self._view.stop()

    def page(self) -> PreviewPage | None:
        """Return the page once the tab has been shown."""
        return self._view.page()

    def set_theme(self, theme: Theme) -> None:
        """Show the site in its light or its dark scheme."""
        changed, self._view.colours = theme.name != self._view.colours, theme.name
        if changed:
            self._draw_anew()

    # -- what changes ------------------------------------------------------------------------------------------

    def show_document(self, document: Document | None) -> None:
        """Show another post, or the same from its beginning."""
        if document is not self._document:
            self._document = document
            self._is_given_up = False
            self._remote.forget()
        self._view.allow(self._remote.allowed)
        self._body.ask()
        self._renderer.want_whole()

    def run(self, script: str) -> None:
        """Pass on what a key changed, and make the frame anew after a rest."""
        if not self._body.keep(script) and self._body.is_followed:
            self._view.run(script)
        if self._frame is not None and not self._body.is_awaited:
            self._frames.give_up()
            self._rest.start()

    def redraw_picture(self, path: str, version: int) -> None:
        """Draw a picture again that changed on disk; ``path`` is relative to the project."""
        if not self._view.is_loading:
            self._view.run(page_call("picture", f"{self._site.baseurl}/{path}", version))

    @Slot(object)
    def follow(self, document: Document) -> None:
        """Follow the front matter of a document that was opened."""
        document.front_changed.connect(self.draw_soon)

    @Slot()
    def draw_soon(self, _what: object = None) -> None:
        """Make the frame anew after a rest: what it says may have changed."""
        if self._is_on:
            self._rest.start()

    @Slot(object)
    def check_files(self, paths: frozenset[Path]) -> None:
        """Draw the page again when a file has changed that it is made of."""
        if self._is_on and paths & self._reader.made_of:
            self._draw_anew()

    @Slot()
    def read_again(self, _what: object = None) -> None:
        """Read the site anew: it is another one, or has other settings or posts."""
        self._knows_project = False
        if self._is_on:
            self._learn_project()
            self._draw_anew()

    @Slot()
    def load_once(self) -> None:
        """Let the remote files load that are listed, for this post and until another one is shown."""
        self._remote.allow_listed()
        self._view.forget()
        self.show_document(self._document)

    def _learn_project(self) -> None:
        project = self._workspace.project
        if not self._knows_project and project is not None:
            self._knows_project = True
            self._frames.use(project, tuple(self._workspace.listing.posts))

    def _draw_anew(self) -> None:
        self._sheets_are_old = True
        self.draw_soon()

    @property
    def _site(self) -> SiteConfig:
        return self._workspace.project.site if self._workspace.project is not None else SiteConfig()

    # -- the frame ---------------------------------------------------------------------------------------------

    @Slot(object)
    def _on_renderer_whole(self, body: WholeBody) -> None:
        project, document = self._workspace.project, self._document
        if not self._is_on or self._is_given_up:
            return
        self._body.take(body)
        if document is None or project is None or document.state.problem is not None:
            self._fall_back("")
            return
        self._number += 1
        path = document.path or project.root / UNSAVED
        self._frames.make(FrameRequest(self._number, path, document.front, body, self._view.colours))

    @Slot(object)
    def _on_frames_made(self, frame: Frame) -> None:
        if not self._is_on or frame.number != self._number:
            return
        page = frame.page
        opened = (self._document, page.url, frame.doctype, self._remote.allowed)
        if self._view.is_loading and not self._view.shows(opened):
            self._is_overtaken = True
            return
        self._watch(frozenset(Path(file) for file in page.reads))
        if frame.is_bare:
            self._fall_back(self._why_bare(frame))
            return
        before, self._frame = self._frame, frame
        self._show_article(False)
        self._window.preview.site_line.show_problems([problem.located() for problem in page.problems])
        self._remote.show_listed(page.remote)
        if not self._view.shows(opened):
            self._view.open(opened, self._site.baseurl + page.url, frame.doctype)
            before = None
        self._put(frame, before)

    def _put(self, frame: Frame, before: Frame | None) -> None:
        """Hand the page what is new of frame, style sheets and body, in one script so that nothing flickers."""
        scripts = []
        if before is None or before.html != frame.html or before.is_live != frame.is_live:
            scripts.append(page_call("frame", frame.html, self._site.url, frame.is_live))
        scripts += self._body.hand_over(to_live=frame.is_live)
        if self._sheets_are_old and before is not None:
            self._version += 1
            scripts.append(page_call("sheets", self._version))
        self._sheets_are_old = False
        if scripts:
            self._view.run(";".join(scripts))
            self._window.preview.find_bar.note_change()
        if frame.is_live and not self._body.is_followed:
            # The page has been without blocks, and the body that this frame was made of is not kept: once more.
            self.show_document(self._document)
        elif before is None or self._has_just_come:
            # A fresh page stands at its top, and one that is turned to again where it stood: the text may have moved.
            self._has_just_come = False
            self._reader.follow_editor(self._window.editor.top_line())
        self.shown.emit()

    def _fall_back(self, sentence: str) -> None:
        """Show the article in place of the page, and say why."""
        self._frame = None
        self._view.forget()
        self._body.drop()
        self._remote.clear()
        self._window.preview.site_line.show_problems([sentence] if sentence else [])
        self._show_article(True)
        self.shown.emit()

    def _show_article(self, shown: bool) -> None:
        self._reader.show_article_too(shown)
        self._window.preview.show_site_as_article(shown)

    def _why_bare(self, frame: Frame) -> str:
        if frame.page.problems:
            todo = self.tr(
                "The post is shown as an article: put the layouts, or the theme's folder, into the site."
            )
            return f"{frame.page.problems[0].message} {todo}"
        return self.tr(
            "No layout is meant for this post, so it is shown as an article. A site keeps layouts in _layouts, such as "
            "_layouts/post.html; “layout: post” in the front matter, or in the defaults of _config.yml, puts posts in."
        )

    def _watch(self, files: frozenset[Path]) -> None:
        if files != self._reader.made_of:
            self._reader.made_of = files
            self.files_changed.emit()

    # -- the page ----------------------------------------------------------------------------------------------

    @Slot(object)
    def _on_view_started(self, view: ArticleView) -> None:
        self._reader.follow_page(view.article())
        view.zoom_requested.connect(self._reader.zoom_requested)

    @Slot()
    def _on_view_ready(self) -> None:
        if self._is_overtaken and self._is_on:
            self.show_document(self._document)
        self._is_overtaken = False

    @Slot(bool)
    def _on_view_died(self, is_worth_it: bool) -> None:
        """Bring a fresh page with the same content; say so, and show the article, when that does not help."""
        self._frame = None
        self._body.drop()
        if not self._is_on:
            return
        if is_worth_it:
            self.show_document(self._document)
            return
        text = self.tr(
            "The page of this post keeps stopping, so it is shown as an article. It is tried again when you turn to "
            "Article and back to Site, or to another post."
        )
        self._fall_back(text)
        self._is_given_up = True

    @Slot(object)
    def _on_view_served(self, served: ServedFile) -> None:
        """Remember the files that the page shows: a change of one is to be seen."""
        project = self._workspace.project
        if served.file is None or project is None or served.file in self._reader.pictures:
            return
        if served.file.is_relative_to(project.root):
            self._reader.pictures[served.file] = served.file.relative_to(project.root).as_posix()
            self.files_changed.emit()
