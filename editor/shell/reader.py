"""Owns the bridge between text and page: starts the web engine late, feeds it patches, keeps both scrolls together."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING, Protocol
from urllib.parse import quote

from PySide6.QtCore import QElapsedTimer, QObject, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from shiboken6 import Shiboken

from editor.core.article import article_of, header_html
from editor.core.errors import EditorError
from editor.core.links import is_remote, picture_path
from editor.core.pagecalls import page_call
from editor.core.post.post import Post
from editor.core.settings import Settings
from editor.core.site import SiteConfig
from editor.services.document import BodyChange, Document
from editor.services.renderer import Place, Renderer
from editor.services.workspace import Workspace
from editor.shell.page_deaths import PageDeaths
from editor.shell.window import DeskWindow
from editor.storage.paths import resources_dir
from editor.widgets.theme import Theme

if TYPE_CHECKING:
    from editor.services.preview_scheme import PreviewScheme
    from editor.widgets.preview.page import PageClick, PreviewPage

# After one side was scrolled by the other, its own reports are echoes for this long.
_ECHO_MS = 250
# Only these leave the desk, and only when the writer asks: a post is untrusted.
_OPENED_SCHEMES = ("http", "https", "mailto")


class OtherPage(Protocol):
    """A page that stands in for the article, and is led by the same calls."""

    def show_document(self, document: Document | None) -> None:
        """Show another post, or the same from its beginning; what the renderer sends next is of that one."""

    def run(self, script: str) -> None:
        """Run a script of the renderer's."""

    def redraw_picture(self, path: str, version: int) -> None:
        """Draw a picture again that changed on disk."""


class Reader(QObject):
    """The preview of the document in front. ``ready`` once the page can be seen.

    ``pictures_changed`` fires when the page asks for the file of another picture; ``failed`` carries an
    ``EditorError`` when the page cannot be shown; ``zoom_requested`` 1 or -1 when the wheel is turned with Ctrl held;
    ``page_moved`` the body line, with a fraction, that stands at the top of the page now.
    """

    ready = Signal()
    words_counted = Signal(int)
    pictures_changed = Signal()
    failed = Signal(object)
    zoom_requested = Signal(int)
    page_moved = Signal(float)

    def __init__(
        self, window: DeskWindow, workspace: Workspace, renderer: Renderer, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._workspace = workspace
        self._renderer = renderer
        self._document: Document | None = None
        self._page: PreviewPage | None = None
        self._scheme: PreviewScheme | None = None
        self._early: list[str] = []
        self._words = 0
        self._settings = Settings()
        self._theme: Theme | None = None
        self._follow_editor = QElapsedTimer()
        self._follow_page = QElapsedTimer()
        self._header: str | None = None
        self._other: OtherPage | None = None
        self._is_behind = self._shows_both = False
        self._goes_to_click = False
        self.is_ready = False
        """Whether ``ready`` has been."""
        self._deaths = PageDeaths("preview")
        self.pictures: dict[Path, str] = {}
        """The files of the pictures that the page shows, or would if they were there, by path; as in the project."""
        self.made_of: frozenset[Path] = frozenset()
        """The files besides, of which the page that stands in for the article is made."""
        self.cards_made_of: frozenset[Path] = frozenset()
        """And those of which the cards are made while they are in sight."""
        renderer.patched.connect(self._on_renderer_patched)
        renderer.counted.connect(self._on_renderer_counted)
        renderer.located.connect(self._on_renderer_located)
        renderer.line_found.connect(self._on_renderer_line_found)
        renderer.top_found.connect(self._on_renderer_top_found)
        renderer.place_found.connect(self.page_moved)

    # -- starting ----------------------------------------------------------------------------------------------

    def start(self, theme: Theme) -> None:
        """Start the web engine and load the page; to be called once the window has been painted."""
        self._theme = theme
        # Importing the web engine takes about as long as opening the rest of the window: it must not delay that.
        from editor.services.preview_scheme import (
            OfflineInterceptor,
            PreviewScheme,
            make_profile,
            register_scheme,
        )
        from editor.widgets.preview.view import ArticleView  # the same engine, so the same delay saved

        register_scheme()
        self._scheme = PreviewScheme(self)
        self._scheme.find_file = self._find_picture
        self._scheme.texts = _page_texts(theme)
        self._interceptor = OfflineInterceptor(self)
        self._profile = make_profile(self._scheme, self._interceptor, self)
        script = page_script("preview.js")
        view = ArticleView(self._profile, script)
        self._view = view
        self._page = page = view.article()
        self.follow_page(page)
        page.died.connect(self._on_page_died)
        page.ready.connect(self._on_page_ready)
        for script in self._early:
            page.run(script)
        self._early.clear()
        view.zoom_requested.connect(self.zoom_requested)
        view.start(theme)
        self._window.preview.article.set_view(view, view)

    def follow_page(self, page: PreviewPage) -> None:
        """Do what clicks and scrolling in a page ask for."""
        page.clicked.connect(self._on_page_clicked)
        page.header_clicked.connect(self._on_page_header_clicked)
        page.scrolled.connect(self._on_page_scrolled)
        page.moved.connect(self._renderer.find_place)
        page.link_requested.connect(self._on_page_link_requested)

    def stop(self) -> None:
        """Take the page down before its profile, here and now: the engine must not be left to the collector."""
        if self._page is not None:
            self._page = None
            Shiboken.delete(self._view)
            Shiboken.delete(self._profile)

    @Slot()
    def _on_page_ready(self) -> None:
        self._view.setEnabled(True)
        self.is_ready = True
        self.ready.emit()

    @Slot()
    def _on_page_died(self) -> None:
        """Bring a fresh page with the same content; say so only when that does not help."""
        if not self._deaths.note():
            text = self.tr(
                "The preview of this post keeps stopping, so it is not shown. The text is not affected: go on writing "
                "and save as usual. The preview comes back with another post."
            )
            self.failed.emit(EditorError(text))
            return
        self._start_again()
        self._header = None  # whatever the page has is another post's, or gone
        if self._other is None:
            self._show_body(int(self._window.editor.top_line()))
        self._is_behind = self._other is not None
        self.show_header()

    def _start_again(self) -> None:
        """Load the page anew, empty and looking as before."""
        assert self._theme is not None
        # A new process takes the keyboard, in the middle of a word; it cannot while the view is disabled.
        self._view.setEnabled(False)
        self._view.start(self._theme)
        self._window.preview.article.fit()

    def set_theme(self, theme: Theme) -> None:
        """Show the page in other colours."""
        self._theme = theme
        if self._page is not None:
            self._view.set_theme(theme)

    def apply_settings(self, settings: Settings) -> None:
        """Take over the writer's preferences."""
        zoomed = settings.preview_zoom != self._settings.preview_zoom
        self._settings = settings
        if zoomed:
            self._window.preview.set_zoom(settings.preview_zoom)
            self.follow_editor(self._window.editor.top_line())
        self.show_header()

    def page(self) -> PreviewPage | None:
        """Return the page once the engine has been started."""
        return self._page

    def _call(self, script: str) -> None:
        if self._page is not None:
            self._page.run(script)
        else:
            self._early.append(script)

    def _call_in_front(self, script: str) -> None:
        if self._other is not None:
            self._other.run(script)
        if self._other is None or self._shows_both:
            self._call(script)
        else:
            self._is_behind = True

    # -- the document ------------------------------------------------------------------------------------------

    def show_document(self, document: Document | None, top_line: int = 0) -> None:
        """Show another post, or none."""
        self._document = document
        self._early.clear()
        self._words = 0
        self._header = None  # whatever the page has is another post's, or gone
        self.pictures.clear()
        if self._deaths.is_given_up:
            self._start_again()
        self._show_body(top_line)
        self.show_header()
        if self._other is not None:
            self._other.show_document(document)

    def _show_body(self, top_line: int) -> None:
        self._renderer.show(self._document.lines if self._document else [], top_line)

    def lend(self, other: OtherPage | None) -> None:
        """Let another page follow the text in place of the article, or none, and the article again."""
        if other is self._other:
            return
        self._other, self._shows_both = other, False
        if other is not None:
            other.show_document(self._document)
        else:
            self._catch_up()

    def show_article_too(self, shown: bool) -> None:
        """Let the article follow the text beside the page that stands in for it, or no more."""
        self._shows_both = shown
        if shown:
            self._catch_up()

    def _catch_up(self) -> None:
        """Show what the other page alone was told."""
        if self._is_behind:
            self._is_behind = False
            top = self._window.editor.top_line()
            self._show_body(int(top))
            # A page that is filled anew stands at its top.
            self.follow_editor(top)

    def change_body(self, change: BodyChange) -> None:
        """Pass an edit of the text on to the renderer."""
        self._renderer.change(change)

    def show_header(self) -> None:
        """Bring headline, byline, date and lead image up to date."""
        html = self._header_html()
        if html != self._header:
            self._header = html
            self._call(page_call("header", html))

    def _header_html(self) -> str:
        document = self._document
        if document is None or document.state.problem is not None:
            return ""
        site = self._workspace.project.site if self._workspace.project else SiteConfig()
        name = document.path.name if document.path else ""
        article = article_of(
            Post(bom=False, front=document.front, body=""),
            site,
            name,
            self._settings.reading_words_per_minute,
            self._words,
        )
        return header_html(article, self._image_url(site))

    def _image_url(self, site: SiteConfig) -> Callable[[str], str]:
        def url(src: str) -> str:
            path = None if is_remote(src) else picture_path(src, site)
            # A remote picture is named but never fetched; its alt text stands in its place.
            return f"copydesk://site/{quote(path)}" if path else src

        return url

    def _find_picture(self, reference: str) -> Path | None:
        """Return the file of a picture that the page asks for, and remember it: a change of it is to be seen."""
        found = self._workspace.picture_place(reference)
        if found is None:
            return None
        relative, file = found
        if file not in self.pictures:
            self.pictures[file] = relative
            self.pictures_changed.emit()
        return file if file.is_file() else None

    def picture_changed(self, path: str, version: int) -> None:
        """Draw a picture again that changed on disk; ``path`` is relative to the project."""
        self._call(page_call("picture", "/" + path, version))
        if self._other is not None:
            self._other.redraw_picture(path, version)

    # -- following each other ----------------------------------------------------------------------------------

    def follow_editor(self, line: float) -> None:
        """Scroll the page to the line at the top of the editor; only the writer's own scrolling is told."""
        if self._settings.preview_follows and not self._goes_to_click:
            self._renderer.locate(line, "scrollTo")

    def go_to(self, line: int) -> None:
        """Bring a line to the top of the page, whether it follows the editor or not."""
        # The cursor that moves there as well is not to have the page move less far.
        self._follow_page.start()
        self._renderer.locate(line, "scrollTo")

    def reveal_line(self, line: int) -> None:
        """Make sure that the block being written is in sight in the page."""
        if self._settings.preview_follows and not self._echo(self._follow_page):
            self._renderer.locate(line, "reveal")

    @staticmethod
    def _echo(timer: QElapsedTimer) -> bool:
        return timer.isValid() and timer.elapsed() < _ECHO_MS

    @Slot(str)
    def _on_renderer_patched(self, script: str) -> None:
        self._call_in_front(script)
        self._window.preview.find_bar.note_change()

    @Slot(int)
    def _on_renderer_counted(self, words: int) -> None:
        self._words = words
        self.show_header()
        self.words_counted.emit(words)

    @Slot(object)
    def _on_renderer_located(self, place: Place) -> None:
        self._follow_editor.start()
        self._call_in_front(page_call(place.purpose or "scrollTo", place.block, place.fraction))

    @Slot(int, int)
    def _on_renderer_line_found(self, line: int, column: int) -> None:
        # The text comes to the click; the page stays where it is under the hand.
        self._goes_to_click = True
        self._window.editor.go_to(line, column)
        self._goes_to_click = False
        self._window.editor.setFocus()

    @Slot(float)
    def _on_renderer_top_found(self, line: float) -> None:
        self._window.editor.scroll_to_line(line)

    @Slot(object)
    def _on_page_clicked(self, click: PageClick) -> None:
        self._follow_page.start()
        self._renderer.find_line(click.block, click.fraction, click.word, click.before)

    @Slot()
    def _on_page_header_clicked(self) -> None:
        self._window.form.focus_headline()

    @Slot(int, float)
    def _on_page_scrolled(self, block: int, fraction: float) -> None:
        if self._settings.preview_follows and not self._echo(self._follow_editor):
            self._follow_page.start()
            self._renderer.find_top(block, fraction)

    @Slot(QUrl)
    def _on_page_link_requested(self, url: QUrl) -> None:
        if url.scheme() in _OPENED_SCHEMES:
            QDesktopServices.openUrl(url)


def page_script(*names: str) -> str:
    """Return what runs in a page of the preview: what all pages share, and the page's own."""
    folder = resources_dir() / "preview"
    return "\n".join((folder / each).read_text("utf-8") for each in ("common.js", *names))


def _page_texts(theme: Theme) -> dict[str, tuple[bytes, bytes]]:
    """Return what ``copydesk://app/`` serves."""
    # Here and not above: Pygments comes with it, and the first paint needs no colours of code.
    from editor.core.codecolours import code_css

    resources = resources_dir()
    page = Template((resources / "preview" / "page.html").read_text("utf-8")).substitute(
        lang="en", theme=theme.name
    )
    css = b"text/css;charset=utf-8"
    return {
        "page.html": (b"text/html;charset=utf-8", page.encode("utf-8")),
        "article.css": (css, (resources / "article" / "article.css").read_bytes()),
        "preview.css": (css, (resources / "preview" / "preview.css").read_bytes()),
        "code.css": (css, code_css().encode("utf-8")),
    }
