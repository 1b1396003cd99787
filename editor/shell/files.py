"""Owns what happens between open posts and the disk: opening, new, saving, closing and conflicts."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal, Slot

from editor.core.errors import DiskConflictError, EditorError, ProjectError
from editor.core.post.beginning import usual_front
from editor.core.post.dates import PostDate, parse_date, with_moment
from editor.core.post.frontmatter import FrontMatter
from editor.core.post.habits import Habits
from editor.core.post.naming import file_name, parse_name, slugify
from editor.core.post.post import Post, parse_post
from editor.core.site import SiteConfig
from editor.services.document import Document, DocumentState
from editor.services.recovery import Recovery
from editor.services.workspace import Workspace
from editor.shell.session import SessionKeeper
from editor.shell.window import DeskWindow
from editor.storage.clock import site_now
from editor.storage.files import read_file
from editor.storage.project import create_post, open_project, posts_folder
from editor.widgets.notice import Notice
from editor.widgets.prompts import Prompts, Unsaved
from editor.widgets.theme import Theme

_log = logging.getLogger(__name__)


class FileDesk(QObject):
    """Carries out what a writer wants with files. ``saved`` carries the ``Document`` that was written."""

    saved = Signal(object)

    def __init__(
        self,
        window: DeskWindow,
        workspace: Workspace,
        recovery: Recovery,
        prompts: Prompts,
        theme: Callable[[], Theme],
        session: SessionKeeper,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._workspace = workspace
        self._recovery = recovery
        self._session = session
        self._prompts = prompts
        self._theme = theme
        self._closed: list[Path] = []
        self._unread = ""

    # -- telling -----------------------------------------------------------------------------------------------

    def tell(self, error: EditorError, key: str = "") -> None:
        """Show an error in the quiet bar until the writer dismisses it."""
        _log.info("told: %s (%s)", type(error).__name__, error.path)
        buttons = (("dismiss", self.tr("Dismiss")),)
        self._window.notice.show_notice(Notice(key or _key_of(error), error.message, "error", buttons))

    @Slot(str)
    def tell_refused(self, sentence: str) -> None:
        """Say why the text did not take something in."""
        self.tell(EditorError(sentence), "refused")

    @Slot(object)
    def note_unread(self, error: EditorError) -> None:
        """Remember why the project could not be read, which is no longer true once it can be."""
        self._unread = _key_of(error)

    @Slot()
    def note_read(self) -> None:
        """Take back that the project could not be read."""
        if self._unread:
            self._window.notice.withdraw(self._unread)
            self._unread = ""

    def _tell_unsaved(self, document: Document, error: EditorError) -> None:
        """Say why a post was not saved, and offer to save it elsewhere."""
        _log.info("not saved: %s (%s)", type(error).__name__, error.path)
        buttons = (("elsewhere", self.tr("Save as…")), ("dismiss", self.tr("Dismiss")))
        notice = Notice(f"save:{document.key}", error.message, "error", buttons)
        self._window.notice.withdraw(
            notice.key
        )  # tried again it is new, and comes before what went wrong since
        self._window.notice.show_notice(notice)

    # -- opening and starting ----------------------------------------------------------------------------------

    def open_path(self, path: Path) -> None:
        """Open a folder as project, or a post in its project."""
        if path.is_dir():
            self.open_project(path)
            return
        project = self._workspace.project
        if project is None or not path.absolute().is_relative_to(project.root):
            self.open_project(path, front=path)
        self._workspace.open_post(path)

    def open_project(self, path: Path, front: Path | None = None) -> bool:
        """Open the site that ``path`` is in, with the tabs it had. False when it cannot be.

        Of the project before nothing stays open but what is not saved. ``front`` is the post to come to the front.
        """
        before = self._workspace.project
        if not self._workspace.open_project(path):
            return False
        project = self._workspace.project
        assert project is not None
        if before is None or before.root != project.root:
            self.finish_form()  # or what was typed there would go with its tab
            self._session.change_tabs(before, project, front)
        return True

    def ask_project(self) -> None:
        """Ask for a folder and open it."""
        project = self._workspace.project
        if path := self._prompts.ask_open_folder(project.root.parent if project else None):
            self.open_project(path)

    def ask_post(self) -> None:
        """Ask for a post's file and open it."""
        project = self._workspace.project
        if path := self._prompts.ask_open_file(project.root if project else None):
            self.open_path(path)

    def new_post(self, *, draft: bool = False) -> None:
        """Start a post with the site's usual keys; it has no file until it is saved."""
        project = self._workspace.project
        front = self.usual_front(title="", dated=not draft)
        folder = posts_folder(project, draft=draft) if project else None
        self._workspace.start_post(Post(bom=False, front=front, body="\n"), folder)
        self._window.form.focus_headline()

    def first_front_matter(self, document: Document) -> FrontMatter:
        """Return front matter for a post that has none, with what its file name says already."""
        slug = parse_name(document.path.name).slug if document.path else ""
        return self.usual_front(title=slug.replace("-", " ").capitalize(), dated=document.file_day is None)

    def usual_front(self, *, title: str, dated: bool) -> FrontMatter:
        """Return the keys this site's posts usually have, in their usual order."""
        habits = self._workspace.listing.habits or Habits()
        return usual_front(habits, title, self.present_date() if dated else None)

    def present_date(self) -> PostDate:
        """Return the present moment in the notation of the site's dates."""
        habits = self._workspace.listing.habits
        pattern = habits.date_pattern if habits else None
        now = site_now(self._workspace.project.site if self._workspace.project else SiteConfig())
        known = pattern or parse_date("2026-01-01 00:00:00 +0000")
        assert known is not None
        return with_moment(known, now)

    def reopen(self) -> None:
        """Open again the tab of this project that was closed last."""
        project = self._workspace.project
        here = [path for path in self._closed if project is None or path.is_relative_to(project.root)]
        for path in reversed(here):
            self._closed.remove(path)
            if path.is_file():
                self.open_path(path)
                return

    # -- saving ------------------------------------------------------------------------------------------------

    def save(self, document: Document | None) -> bool:
        """Save a post; a new one gets its file from date and headline. True when it is on disk."""
        if document is None:
            return False
        if document is self._workspace.current:
            self.finish_form()
        try:
            if document.path is None:
                if not self._save_first(document):
                    return False
            else:
                document.save()
        except DiskConflictError:
            return False  # the bar for it is shown by the document's state
        except EditorError as error:
            self._tell_unsaved(document, error)
            return False
        self._window.notice.withdraw(f"save:{document.key}")
        self.saved.emit(document)
        return True

    @Slot()
    def finish_form(self) -> None:
        """Take over what is typed in the form but not entered, and say what could not be."""
        document = self._workspace.current
        if document is None:
            return
        self._window.form.finish_edits()
        key = f"unfinished:{document.key}"
        if sentence := self._window.form.unfinished():
            self._window.notice.show_notice(Notice(key, sentence, "warn", (("dismiss", self.tr("Dismiss")),)))
        else:
            self._window.notice.withdraw(key)

    def _save_first(self, document: Document) -> bool:
        """Make the file of a new post, named as Jekyll wants it."""
        title = document.title or self._prompts.ask_text(
            self.tr("Headline"), self.tr("Give the post a headline; its file is named after it:")
        )
        if not title:
            return False
        if not document.title:
            document.set_value("title", title)
        project = self._workspace.project
        begun = document.suggested_folder
        if begun is not None and (project is None or not begun.is_relative_to(project.root.resolve())):
            project = open_project(begun)  # another one was opened since the post was begun
        if project is None:
            return self._save_elsewhere(document, Path.home() / self.name_for(document))
        folder = begun or posts_folder(project)
        post = document.snapshot()
        path = create_post(project, post.text, self.name_for(document), draft=folder.name == "_drafts")
        document.attach(path, post)
        return True

    def name_for(self, document: Document) -> str:
        """Return the name that a post without a file will have."""
        date = document.front.get("date") if document.front else None
        day = date.moment.date() if isinstance(date, PostDate) else datetime.now().date()
        slug = slugify(document.title) or "post"
        if document.suggested_folder is not None and document.suggested_folder.name == "_drafts":
            return f"{slug}.md"
        return file_name(day, slug)

    def path_for(self, document: Document) -> str:
        """Return a post's path in the project, or the one it will be given; "" outside."""
        project = self._workspace.project
        if document.path is not None or project is None:
            return self._workspace.relative_of(document)
        try:
            folder = document.suggested_folder or posts_folder(project)
        except ProjectError:
            return ""
        path = folder / self.name_for(document)
        return path.relative_to(project.root).as_posix() if path.is_relative_to(project.root) else ""

    def save_as(self, document: Document | None) -> bool:
        """Ask for another file and save there."""
        if document is None:
            return False
        if document is self._workspace.current:
            self.finish_form()
        suggested = document.path or (document.suggested_folder or Path.home()) / self.name_for(document)
        try:
            return self._save_elsewhere(document, suggested)
        except EditorError as error:
            self._tell_unsaved(document, error)
            return False

    def _save_elsewhere(self, document: Document, suggested: Path) -> bool:
        path = self._prompts.ask_save_path(suggested)
        if path is None:
            return False
        if path == document.path:
            return self.save(document)
        # The system's own dialog has asked about an existing file.
        document.save_as(path, replace=True)
        self._window.notice.withdraw(f"save:{document.key}")
        self.saved.emit(document)
        return True

    def save_all(self) -> bool:
        """Save every changed post; False when one could not be."""
        self.finish_form()
        return self.save_each([document for document in self._workspace.documents if document.dirty])

    def save_each(self, documents: Sequence[Document]) -> bool:
        """Save all of these, also those after one that could not be; True when every one is on disk."""
        saved = [self.save(document) for document in documents]
        return all(saved)

    # -- closing -----------------------------------------------------------------------------------------------

    def close(self, document: Document | None) -> bool:
        """Close a tab, asking about unsaved changes. False when the writer thinks better of it."""
        if document is None:
            return False
        if document is self._workspace.current:
            self.finish_form()
        if document.dirty and not self.settle([document]):
            return False
        self.drop(document)
        return True

    def close_all(self) -> bool:
        """Settle every unsaved post before the window closes."""
        self.finish_form()
        return self.settle([document for document in self._workspace.documents if document.dirty])

    def settle(self, documents: Sequence[Document]) -> bool:
        """Ask what becomes of unsaved text and see to it; False when the writer thinks better of it."""
        if not documents:
            return True
        titles = [document.title or self.tr("New post") for document in documents]
        match self._prompts.ask_discard(titles):
            case Unsaved.SAVE:
                return self.save_each(documents)
            case Unsaved.DISCARD:
                for document in documents:
                    self._recovery.forget(document)
                return True
        return False

    def drop(self, document: Document) -> None:
        """Close a tab whose text is on disk or not wanted."""
        if document.path is not None:
            self._closed.append(document.path)
        self._recovery.forget(document)
        self._workspace.close(document)

    @Slot(object)
    def withdraw_notices(self, document: Document) -> None:
        """Say nothing more of a post that was closed."""
        for subject in ("conflict", "save", "raw", "unfinished"):
            self._window.notice.withdraw(f"{subject}:{document.key}")

    # -- conflicts ---------------------------------------------------------------------------------------------

    def show_conflict(self, document: Document, state: DocumentState) -> None:
        """Show or take back the bars that a document's state calls for."""
        key = f"conflict:{document.key}"
        name = state.path.name if state.path else ""
        if state.conflict == "changed":
            text = self.tr("“{name}” was changed by another program while you were editing it.").format(
                name=name
            )
            buttons = (
                ("compare", self.tr("Compare")),
                ("mine", self.tr("Keep mine")),
                ("theirs", self.tr("Take theirs")),
            )
            self._window.notice.show_notice(Notice(key, text, "warn", buttons))
        elif state.conflict == "gone":
            text = self.tr("“{name}” is no longer where it was. Its text is safe in this window.").format(
                name=name
            )
            buttons = (("mine", self.tr("Write it back")), ("elsewhere", self.tr("Save as…")))
            self._window.notice.show_notice(Notice(key, text, "warn", buttons))
        else:
            self._window.notice.withdraw(key)
        if document is self._workspace.current:
            self._show_raw(document, state)

    @Slot(object)
    def show_current(self, current: Document | None) -> None:
        """Say why the post in front is shown as text, and no more why another is: its lines are out of sight."""
        for document in self._workspace.documents:
            if document is not current:
                self._window.notice.withdraw(f"raw:{document.key}")
        if current is not None:
            self._show_raw(current, current.state)

    def _show_raw(self, document: Document, state: DocumentState) -> None:
        key = f"raw:{document.key}"
        if state.read_only:
            buttons = (("convert", self.tr("Convert to UTF-8")),)
            self._window.notice.show_notice(Notice(key, state.read_only, "warn", buttons))
        elif state.problem is not None:
            text = self.tr("Line {line}: {message}").format(
                line=state.problem.line, message=state.problem.message
            )
            self._window.notice.show_notice(
                Notice(key, text, "error", (("line", self.tr("Go to the line")),))
            )
        else:
            self._window.notice.withdraw(key)

    @Slot(str, str)
    def choose(self, notice: str, choice: str) -> None:
        """Carry out what was chosen in the quiet bar."""
        _, _, key = notice.partition(":")
        document = next((item for item in self._workspace.documents if item.key == key), None)
        if document is None:
            return
        match choice:
            case "compare":
                self._compare(document)
            case "mine" if document.state.conflict == "gone":
                document.keep_mine()
                self.save(document)
            case "mine":
                document.keep_mine()
            case "theirs":
                document.take_theirs()
            case "elsewhere":
                self.save_as(document)
            case "convert":
                document.convert_to_utf8()
            case "line" if document.state.problem is not None:
                self._window.editor.go_to(document.state.problem.line - 1)
                self._window.editor.setFocus()

    def _compare(self, document: Document) -> None:
        assert document.path is not None
        try:
            theirs = parse_post(read_file(document.path).data, document.path).text
        except EditorError as error:
            self.tell(error)
            return
        # Here and not above: the first window does without it.
        from editor.widgets.dialogs.compare import CompareDialog, Versions

        versions = Versions(self.tr("the file"), theirs, self.tr("this window"), document.snapshot().text)
        buttons = (("theirs", self.tr("Take theirs")), ("mine", self.tr("Keep mine")))
        dialog = CompareDialog(self.tr("Compare"), versions, buttons, self._theme(), self._window)
        dialog.setObjectName(f"conflict:{document.key}")
        dialog.decided.connect(self._on_compare_decided)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    @Slot(str)
    def _on_compare_decided(self, choice: str) -> None:
        self.choose(self.sender().objectName(), choice)


def _key_of(error: EditorError) -> str:
    """Return what the notice of an error is known by: the same one is not shown twice."""
    return f"error:{error.message}"
