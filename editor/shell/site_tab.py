"""Owns the Site tab: the post in front as the site's layouts show it, alive while it is written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from PySide6.QtCore import QObject, QTimer, QUrl, Signal, Slot
from shiboken6 import Shiboken

from editor.core.links import is_secure
from editor.core.pagecalls import page_call
from editor.services.document import Document
from editor.services.renderer import Renderer, WholeBody
from editor.services.site_frames import Frame, FrameRequest, ServedFile, SiteFrames
from editor.services.workspace import Workspace
from editor.shell.liquid import UNSAVED
from editor.shell.reader import Reader, page_script
from editor.shell.window import DeskWindow
from editor.widgets.theme import LIGHT, Theme

if TYPE_CHECKING:
    from editor.services.site_scheme import SiteInterceptor, SiteScheme
    from editor.widgets.preview.page import PreviewPage

# The frame is made anew once the writer has rested for so long; its body follows every key by itself.
_REST_MS = 350
_ORIGIN = "copydesk://site"


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
        self._theme: Theme = LIGHT
        self._page: PreviewPage | None = None
        self._scheme: SiteScheme | None = None
        self._interceptor: SiteInterceptor | None = None
        self._document: Document | None = None
        self._is_on = False
        self._has_engine = False
        self._knows_project = False
        # What is on its way to the page: a body that waits for its frame, and the patches that came after it.
        self._awaits_whole = False
        self._body: WholeBody | None = None
        self._patches: list[str] = []
        self._takes_patches = False
        self._number = 0
        self._frame: Frame | None = None
        self._opened: tuple[object, ...] = ()
        self._is_loading = self._is_overtaken = False
        self._version = 0
        self._sheets_are_old = False
        self._allowed: tuple[str, ...] = ()
        self._refused: dict[str, None] = {}
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._on_rest_timeout)
        renderer.whole.connect(self._on_renderer_whole)
        self._frames.made.connect(self._on_frames_made)
        self._frames.served.connect(self._on_frames_served)
        self._frames.failed.connect(self.failed)

    # -- coming and going --------------------------------------------------------------------------------------

    @Slot()
    def follow_tab(self) -> None:
        """Begin when the tab comes into sight, and rest when it goes."""
        is_on = self._window.preview.shows_site and self._has_engine
        if is_on == self._is_on:
            return
        self._is_on = is_on
        if is_on:
            self._learn_project()
            self._reader.lend(self)
        else:
            self._rest.stop()
            self._frames.give_up()
            self._awaits_whole = self._takes_patches = False
            self._body = None
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
        """End the thread and take the page down before its profile."""
        self._rest.stop()
        self._is_on = False
        self._frames.drain()
        if self._page is not None:
            self._page = None
            Shiboken.delete(self._view)
            Shiboken.delete(self._profile)

    def set_theme(self, theme: Theme) -> None:
        """Show the site in its light or its dark scheme."""
        changed, self._theme = theme.name != self._theme.name, theme
        if changed:
            self._draw_anew()

    # -- what changes ------------------------------------------------------------------------------------------

    def show_document(self, document: Document | None) -> None:
        """Show another post, or the same from its beginning."""
        if document is not self._document:
            self._document = document
            self._allowed, self._refused = (), {}
        if self._interceptor is not None:
            self._interceptor.allow(self._allowed)
        self._takes_patches = False
        self._awaits_whole = True
        self._body = None
        self._renderer.want_whole()

    def run(self, script: str) -> None:
        """Pass on what a key changed, and make the frame anew after a rest."""
        if self._body is not None:
            self._patches.append(script)
        elif self._takes_patches and self._page is not None:
            self._page.run(script)
        if self._frame is not None and not self._awaits_whole:
            self._frames.give_up()
            self._rest.start()

    def redraw_picture(self, path: str, version: int) -> None:
        """Draw a picture again that changed on disk; ``path`` is relative to the project."""
        if self._page is not None and not self._is_loading:
            self._page.call("picture", f"{self._base}/{path}", version)

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
        self._allowed = (*self._allowed, *filter(is_secure, self._blocked))
        self._opened = ()
        self.show_document(self._document)

    def _learn_project(self) -> None:
        project = self._workspace.project
        if not self._knows_project and project is not None:
            self._knows_project = True
            self._frames.use(project, tuple(self._workspace.listing.posts))

    def _draw_anew(self) -> None:
        self._sheets_are_old = True
        self.draw_soon()

    @Slot()
    def _on_rest_timeout(self) -> None:
        self._renderer.want_whole()

    # -- the frame ---------------------------------------------------------------------------------------------

    @Slot(object)
    def _on_renderer_whole(self, body: WholeBody) -> None:
        project, document = self._workspace.project, self._document
        if not self._is_on:
            return
        if self._awaits_whole:
            self._awaits_whole = False
            self._body, self._patches = body, []
        if document is None or project is None or document.state.problem is not None:
            self._fall_back("")
            return
        self._number += 1
        path = document.path or project.root / UNSAVED
        self._frames.make(FrameRequest(self._number, path, document.front, body, self._theme.name))

    @Slot(object)
    def _on_frames_made(self, frame: Frame) -> None:
        if not self._is_on or frame.number != self._number:
            return
        page = frame.page
        opened = (self._document, page.url, frame.doctype, self._allowed)
        if self._is_loading and opened != self._opened:
            # One page at a time: which of two has come, the engine does not tell.
            self._is_overtaken = True
            return
        self._watch(frozenset(Path(file) for file in page.reads))
        if frame.is_bare:
            self._fall_back(self._why_bare(frame))
            return
        before, self._frame = self._frame, frame
        self._show_article(False)
        self._window.preview.site_line.show_problems([problem.located() for problem in page.problems])
        self._show_remote()
        if opened != self._opened or self._page is None:
            self._open(opened)
            before = None
        self._put(frame, before)

    def _put(self, frame: Frame, before: Frame | None) -> None:
        """Hand the page what is new of frame, style sheets and body, in one script so that nothing flickers."""
        scripts = []
        if before is None or before.html != frame.html or before.is_live != frame.is_live:
            scripts.append(page_call("frame", frame.html, self._own, frame.is_live))
        if frame.is_live and self._body is not None:
            scripts += [page_call("adopt", self._body.blocks, self._body.tail), *self._patches]
        self._takes_patches = frame.is_live and (self._takes_patches or self._body is not None)
        self._body, self._patches = None, []
        if self._sheets_are_old and before is not None:
            self._version += 1
            scripts.append(page_call("sheets", self._version))
        self._sheets_are_old = False
        if scripts and self._page is not None:
            self._page.run(";".join(scripts))
            self._window.preview.find_bar.note_change()
        if frame.is_live and not self._takes_patches:
            # The page has been without blocks, and the body that this frame was made of is not kept: once more.
            self.show_document(self._document)
        elif before is None:
            # A page that has just come stands at its top.
            self._reader.follow_editor(self._window.editor.top_line())
        self.shown.emit()

    def _fall_back(self, sentence: str) -> None:
        """Show the article in place of the page, and say why."""
        self._frame, self._opened = None, ()
        self._body, self._patches, self._takes_patches = None, [], False
        line = self._window.preview.site_line
        line.show_remote((), (), can_load=False)
        line.show_problems([sentence] if sentence else [])
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

    @property
    def _base(self) -> str:
        return self._workspace.project.site.baseurl if self._workspace.project is not None else ""

    @property
    def _own(self) -> str:
        return self._workspace.project.site.url if self._workspace.project is not None else ""

    def _watch(self, files: frozenset[Path]) -> None:
        if files != self._reader.made_of:
            self._reader.made_of = files
            self.files_changed.emit()

    # -- the page ----------------------------------------------------------------------------------------------

    def _open(self, opened: tuple[object, ...]) -> None:
        """Load the empty page at the post's address, so that what is written there means what it means on the site."""
        if self._page is None:
            self._start_page()
        assert self._page is not None
        assert self._scheme is not None
        assert self._frame is not None
        self._opened = opened
        # With a number, since an address that is loaded already is not loaded again.
        self._version += 1
        address = QUrl(f"{_ORIGIN}{quote(self._base + self._frame.page.url, safe='/%')}?v={self._version}")
        self._scheme.show(address, self._frame.doctype)
        self._is_loading = True
        self._page.open(address)

    def _start_page(self) -> None:
        # The web engine is loaded after the first paint; by now it runs.
        from editor.services.preview_scheme import make_profile
        from editor.services.site_scheme import SiteInterceptor, SiteScheme
        from editor.widgets.preview.view import ArticleView

        self._scheme = SiteScheme(self)
        self._scheme.wanted.connect(self._on_scheme_wanted)
        self._interceptor = SiteInterceptor(self)
        self._interceptor.allow(self._allowed)
        self._interceptor.refused.connect(self._on_interceptor_refused)
        self._profile = make_profile(self._scheme, self._interceptor, self)
        self._view = ArticleView(self._profile, page_script("site.js"), name="site-view")
        self._page = page = self._view.article()
        self._reader.follow_page(page)
        page.ready.connect(self._on_page_ready)
        page.died.connect(self._on_page_died)
        self._view.zoom_requested.connect(self._reader.zoom_requested)
        self._window.preview.site.set_view(self._view, self._view)

    def page(self) -> PreviewPage | None:
        """Return the page once the tab has been shown."""
        return self._page

    @Slot()
    def _on_page_ready(self) -> None:
        self._is_loading = False
        self._window.preview.site.fit()
        if self._is_overtaken and self._is_on:
            self.show_document(self._document)
        self._is_overtaken = False

    @Slot()
    def _on_page_died(self) -> None:
        """Load the page again when the tab is turned to next, or another post shown: a post may be its death."""
        self._opened, self._frame = (), None
        self._takes_patches = self._is_loading = False
        if self._is_on:
            text = self.tr("The page of the site stopped. Turn to Article and back to Site to see it again.")
            self._fall_back(text)

    @Slot(int, str)
    def _on_scheme_wanted(self, number: int, address: str) -> None:
        self._frames.serve(number, address, self._theme.name)

    @Slot(int, object)
    def _on_frames_served(self, number: int, served: ServedFile | None) -> None:
        if self._scheme is not None and self._page is not None:
            self._scheme.answer(number, served)
        project = self._workspace.project
        if served is None or served.file is None or project is None or served.file in self._reader.pictures:
            return
        if served.file.is_relative_to(project.root):
            self._reader.pictures[served.file] = served.file.relative_to(project.root).as_posix()
            self.files_changed.emit()

    # -- remote files ------------------------------------------------------------------------------------------

    @property
    def _blocked(self) -> tuple[str, ...]:
        listed = self._frame.page.remote if self._frame is not None else ()
        allowed = set(self._allowed)
        return tuple(
            address for address in dict.fromkeys((*listed, *self._refused)) if address not in allowed
        )

    @Slot(str)
    def _on_interceptor_refused(self, address: str) -> None:
        """List what a style sheet asked for that was allowed itself, or a picture that was just put in."""
        if self._allowed and address not in self._allowed and address not in self._refused:
            self._refused[address] = None
            self._show_remote()

    def _show_remote(self) -> None:
        blocked = self._blocked
        self._window.preview.site_line.show_remote(
            blocked, self._allowed, can_load=any(map(is_secure, blocked))
        )
