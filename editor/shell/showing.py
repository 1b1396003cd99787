"""Owns showing the post in front: every part of the window derives from its document and its state."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache, partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QTextCursor

from editor.core.catalog import shown_path
from editor.core.errors import EditorError
from editor.core.markdown.statistics import count_words, reading_minutes
from editor.core.post.frontmatter import FrontMatter
from editor.core.post.places import PAGE
from editor.core.settings import Settings
from editor.services.document import BodyChange, Document, DocumentState
from editor.services.recovery import Recovery
from editor.services.site_index import Listing
from editor.services.watcher import Watcher
from editor.services.workspace import Workspace
from editor.shell.files import FileDesk
from editor.shell.reader import Reader
from editor.shell.window import DeskWindow
from editor.storage.project import Project
from editor.widgets.actions import enable
from editor.widgets.status import Safety
from editor.widgets.tabs import TabText

# Words of a selection are counted once it has rested; a drag through a long post must not wait for it.
_SELECTION_MS = 120
# What makes sense only with a post in front.
_NEED_POST = frozenset(
    "save save_as export save_pdf print_post copy_rich copy_html close_tab undo redo paste_plain "
    "find replace find_next find_previous "
    "next_tab previous_tab focus_mode spelling bold italic link image edit_image quote bullets numbers comment "
    "move_up move_down heading_1 heading_2 heading_3 heading_4 heading_5 heading_6".split()
)


class Showing(QObject):
    """Keeps the window in step with the open documents.

    ``shown_anew`` carries the document in front, or None, after it has come into the form and before it comes into
    the page; ``front_shown`` the one whose front matter was edited.
    """

    shown_anew = Signal(object)
    front_shown = Signal(object)

    def __init__(
        self,
        window: DeskWindow,
        workspace: Workspace,
        actions: Mapping[str, QAction],
        files: FileDesk,
        reader: Reader,
        recovery: Recovery,
        watcher: Watcher,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._workspace = workspace
        self._actions = actions
        self._files = files
        self._reader = reader
        self._recovery = recovery
        self._watcher = watcher
        self._top, self._top_share = QTextCursor(), 0.0
        self._watched: frozenset[Path] = frozenset()
        self._words = 0
        self._words_per_minute = Settings().reading_words_per_minute
        self._selection_timer = QTimer(self)
        self._selection_timer.setSingleShot(True)
        self._selection_timer.setInterval(_SELECTION_MS)
        self._selection_timer.timeout.connect(self.show_words)
        self.show_enabled()

    @Slot(object)
    def show_project(self, project: Project) -> None:
        """Say at once which project is open; its posts come when they have been read."""
        self._window.panel.show_site(project.site.title or project.root.name)
        self._window.empty.show_project(has_project=True)

    @Slot(object)
    def show_listing(self, listing: Listing) -> None:
        """Invite to write the first post of a site that has none."""
        # A folder that is still being read, or could not be read to its end, may hold some.
        if self._workspace.project is not None:
            has_posts = not listing.complete or any(entry.kind != PAGE for entry in listing.posts)
            self._window.empty.show_project(has_project=True, has_posts=has_posts)

    # -- documents ---------------------------------------------------------------------------------------------

    @Slot(object)
    def show_opened(self, document: Document) -> None:
        """Follow a document from now on."""
        document.state_changed.connect(partial(self._show_state, document))
        document.body_changed.connect(partial(self._pass_on_body, document))
        document.front_changed.connect(partial(self._show_front, document))
        document.reloaded.connect(partial(self._show_reloaded, document))
        document.replacing.connect(partial(self._keep_place, document))
        document.replaced.connect(partial(self._take_up_place, document))
        document.failed.connect(partial(self._show_failure, document))
        self.watch()
        self.show_tabs()
        self._files.show_conflict(document, document.state)

    @Slot(object)
    def show_closed(self, _document: Document) -> None:
        """Show one tab less."""
        self.watch()
        self.show_tabs()

    @Slot(object)
    def show_moved(self, document: Document) -> None:
        """Follow a post whose file has another name now; its day, its page and its safety copy derive from that."""
        self.watch()
        self.show_tabs()
        if document.dirty:
            self._recovery.note_change(document)
        if document is self._workspace.current:
            self.show_form()
            self._reader.show_document(document, int(self._window.editor.top_line()))
            self._show_state(document, document.state)

    @Slot(object)
    def show_current(self, document: Document | None) -> None:
        """Show another post in every part of the window, or that there is none."""
        window = self._window
        window.centre.setCurrentWidget(window.desk if document else window.empty)
        window.editor.show_body(
            document.body if document else None, bool(document and document.state.read_only)
        )
        self.show_form()
        self.shown_anew.emit(document)
        self._reader.show_document(document, int(window.editor.top_line()))
        if document is None:
            window.status.clear()
            window.top.path.set_path("")
            window.setWindowTitle("Copydesk")
        else:
            self._show_state(document, document.state)
            window.status.show_place(0, 0)
        self.show_tabs()
        self.show_enabled()
        window.panel.show_current(self._relative(document))
        if document is not None:
            window.editor.setFocus()

    def _show_state(self, document: Document, state: DocumentState) -> None:
        self.show_tabs()
        self._recovery.note_state(document)
        self._files.show_conflict(document, state)
        if document is not self._workspace.current:
            return
        window = self._window
        window.editor.setReadOnly(bool(state.read_only))
        # Of another encoding there is no line to mend: the whole file is.
        broken = None if state.read_only or state.problem is None else state.problem.line - 1
        window.editor.mark_line(broken)
        window.status.show_safety(self._safety(state))
        window.status.show_encoding(document.encoding_text)
        relative = self._relative(document)
        self._show_place(document, relative)
        window.setWindowTitle(f"{state.title or self.tr('New post')}{'*' if state.dirty else ''} - Copydesk")
        window.panel.show_current(relative)

    def _pass_on_body(self, document: Document, change: BodyChange) -> None:
        self._recovery.note_change(document)
        if document is self._workspace.current:
            self._reader.change_body(change)

    def _keep_place(self, document: Document) -> None:
        """Note which line is at the top before another program's text comes in, wherever it will then be."""
        if document is self._workspace.current:
            top = self._window.editor.top_line()
            self._top, self._top_share = QTextCursor(document.body.findBlockByNumber(int(top))), top % 1

    def _take_up_place(self, document: Document) -> None:
        if document is self._workspace.current:
            self._window.editor.scroll_to_line(self._top.blockNumber() + self._top_share)

    def _show_front(self, document: Document, _front: FrontMatter | None) -> None:
        self._recovery.note_change(document)
        if document is self._workspace.current:
            self.show_form()
            if document.path is None:
                self._show_place(document, "")  # which follows from headline and date
            self.front_shown.emit(document)
            self._reader.show_header()

    def _show_reloaded(self, document: Document) -> None:
        if document is not self._workspace.current:
            return
        self.show_form()
        self.shown_anew.emit(document)
        self._reader.show_document(document, int(self._window.editor.top_line()))

    def _show_failure(self, document: Document, error: EditorError, key: str) -> None:
        if document is self._workspace.current and key:
            self._window.form.mark(key, error.message)
        else:
            self._files.tell(error)

    def _safety(self, state: DocumentState) -> Safety:
        if state.read_only:
            return Safety(self.tr("Read only"), "warn")
        if state.conflict == "changed":
            return Safety(self.tr("Changed on disk"), "error")
        if state.conflict == "gone":
            return Safety(self.tr("Gone from disk"), "error")
        if state.dirty or state.saved_at is None:
            return Safety(self.tr("Unsaved"), "warn")
        return Safety(self.tr("Safe on disk {time}").format(time=state.saved_at.strftime("%H:%M")), "ok")

    def _relative(self, document: Document | None) -> str:
        project = self._workspace.project
        if document is None or document.path is None or project is None:
            return ""
        return _relative_path(document.path, project.root)

    def _show_place(self, document: Document, relative: str) -> None:
        """Show a post's path in the project, or outside; of a new one the path that it will be given."""
        if relative:
            place = relative.replace("/", " / ")
        elif document.path is not None:
            place = str(document.path)
        elif document.title and (wanted := self._files.path_for(document)):
            place = self.tr("Not saved yet: {file}").format(file=wanted.replace("/", " / "))
        else:
            place = self.tr("Not saved yet")
        self._window.top.path.set_path(shown_path(place))

    def show_tabs(self) -> None:
        """Show a tab for every open post."""
        workspace, tabs = self._workspace, self._window.tabs
        texts = []
        for document in workspace.documents:
            state = document.state
            texts.append(TabText(state.title, state.dirty, str(state.path) if state.path else ""))
        index = (
            workspace.documents.index(self._workspace.current)
            if self._workspace.current in workspace.documents
            else -1
        )
        tabs.show_tabs(texts, index)
        tabs.setVisible(bool(texts) and not self._actions["focus_mode"].isChecked())

    def show_form(self) -> None:
        """Show the front matter of the post in front."""
        document, form = self._workspace.current, self._window.form
        if document is None:
            form.show_front(None, None)
            return
        state = document.state
        form.start_post(document.key)
        form.set_file_day(document.file_day)
        problem = state.problem.message if state.problem else None
        form.show_front(document.front, problem, bool(state.read_only))

    @Slot()
    def show_enabled(self) -> None:
        """Enable the commands that make sense now."""
        has_post = self._workspace.current is not None
        reason = "" if has_post else self.tr("Open a post first.")
        for name in _NEED_POST:
            enable(self._actions[name], reason)
        self._window.top.export_button.setEnabled(has_post)

    @Slot()
    def watch(self) -> None:
        """Watch the files of the open posts, and what else is on show: pictures, layouts, the front page."""
        posts = self._watched = frozenset(one.path for one in self._workspace.documents if one.path)
        reader = self._reader
        self._watcher.watch_files([*posts, *reader.pictures, *reader.made_of, *reader.cards_made_of])

    @Slot(object)
    def note_saved(self, document: Document) -> None:
        """Watch a file, too, that a post has got only now."""
        if document.path not in self._watched:
            self.watch()

    # -- length ------------------------------------------------------------------------------------------------

    @Slot(int)
    def count_words(self, words: int) -> None:
        """Take over the number of words of the text, which the renderer keeps."""
        self._words = words
        self.show_words()

    @Slot()
    def note_selection(self) -> None:
        """Count the words of the selection once it has rested."""
        self._selection_timer.start()

    @Slot()
    def show_words(self) -> None:
        """Show words and reading time of the selection, or of the text where nothing is selected."""
        if self._workspace.current is None:
            return
        selected = self._window.editor.selected_text()
        words = count_words(selected) if selected else self._words
        text = self.tr("%Ln word(s)", "", words)
        minutes = self.tr("{0} min read").format(reading_minutes(words, self._words_per_minute))
        self._window.status.show_words(
            self.tr("Selection: {words} · {minutes}").format(words=text, minutes=minutes)
            if selected
            else f"{text} · {minutes}"
        )

    def use_settings(self, settings: Settings) -> None:
        """Follow the writer's reading speed."""
        self._words_per_minute = settings.reading_words_per_minute
        self.show_words()


@lru_cache(maxsize=64)
def _relative_path(path: Path, root: Path) -> str:
    """Return a post's path in its project, or "" outside. Kept: resolving asks the disk, which typing must not."""
    real = path.resolve()
    return real.relative_to(root).as_posix() if real.is_relative_to(root) else ""
