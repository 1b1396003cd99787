"""Owns the line under the headline: what becomes of the post in front is judged anew as it is edited."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from editor.core.addresses import clashes_of, taken_addresses
from editor.core.catalog import PostEntry
from editor.core.post.post import Post
from editor.core.post.visibility import Visibility, judge, target_of
from editor.services.document import Document
from editor.services.tasks import Outcome, Stop, TaskRunner
from editor.services.workspace import Listing, Workspace
from editor.shell.files import FileDesk
from editor.shell.window import DeskWindow

# Where front matter cannot be read, its first lines tell whether Jekyll finds any.
_HEAD_LINES = 200


class AddressDesk(QObject):
    """Says under the headline where the post in front stands on the site, or why it does not.

    Judging takes a tenth of a millisecond and no disk; the addresses of all other posts are gathered in the
    background each time the list has been read. ``judged`` carries the ``Visibility`` of the post in front, or None,
    ``clashes_found`` a mapping of each path whose address others have, too, to the paths of these.
    """

    judged = Signal(object)
    clashes_found = Signal(object)
    _gathered = Signal(object)

    def __init__(
        self,
        window: DeskWindow,
        workspace: Workspace,
        files: FileDesk,
        tasks: TaskRunner,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._workspace = workspace
        self._files = files
        self._tasks = tasks
        self._taken: dict[str, list[str]] = {}
        self._names: Mapping[str, str] = {}
        # The address that readers know, by the key of the open post: the one it had when it was last on disk.
        self._known: dict[str, str] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self.show_now)
        self._gathered.connect(self._on_gathered)

    @Slot(object)
    def follow(self, document: Document) -> None:
        """Judge a document anew whenever its front matter, its file or its text as a whole has changed."""
        document.front_changed.connect(self.show_soon)
        document.state_changed.connect(self.show_soon)
        document.reloaded.connect(self.show_soon)

    @Slot()
    def show_soon(self, _what: object = None) -> None:
        """Judge once everything that comes with this key or click has been done."""
        self._timer.start()

    @Slot()
    def show_now(self) -> None:
        """Judge the post in front and show what becomes of it; a post outside the site has no line."""
        document, project = self._workspace.current, self._workspace.project
        path = self._files.path_for(document) if document is not None else ""
        if document is None or project is None or not path or not project.is_site:
            self._window.form.show_fate(None)
            self.judged.emit(None)
            return
        modified = (
            None if document.base is None else datetime.fromtimestamp(document.base.mtime_ns / 1e9, UTC)
        )
        fate = judge(
            path, _header(document), project.site, datetime.now(UTC), modified=modified, taken=self._taken
        )
        fate = self._remember(document, fate)
        self._window.form.show_fate(fate, project.site.baseurl)
        self.judged.emit(fate)

    def _remember(self, document: Document, fate: Visibility) -> Visibility:
        """Note the address of a post that readers can see, and add a remark when an edit would take it away."""
        if document.path is None:  # nobody has seen it yet
            return self._without_clash(document, fate)
        if not document.dirty:
            if fate.shown and fate.url:
                self._known[document.key] = fate.url
            else:
                self._known.pop(document.key, None)
            return fate
        known = self._known.get(document.key)
        if known is None or known == fate.url:
            return fate
        remark = self.tr("Its address was {url}: links to that would break. Add it to redirect_from.").format(
            url=known
        )
        redirected = document.front.get("redirect_from") if document.front is not None else None
        if known in (redirected if isinstance(redirected, list) else [redirected]):
            return fate
        return replace(fate, remarks=(*fate.remarks, remark))

    def _without_clash(self, document: Document, fate: Visibility) -> Visibility:
        """Add a remark when the name that a new post would be given is in use."""
        holder = self.namesake_of(self._files.path_for(document))
        if not holder:
            return fate
        remark = self.tr("There is a post called “{file}” already: give this one another headline or day.")
        return replace(fate, remarks=(*fate.remarks, remark.format(file=holder.rpartition("/")[2])))

    @Slot(object)
    def forget(self, document: Document) -> None:
        """Forget a post that was closed."""
        self._known.pop(document.key, None)

    @Slot(object)
    def gather(self, listing: Listing) -> None:
        """Learn which addresses are taken."""
        if listing.complete:
            self._tasks.submit("addresses", partial(_gather, listing.posts), self._gathered, long=True)
        else:
            self._taken, self._names = {}, {}
            self.clashes_found.emit({})

    def holder_of(self, url: str, path: str) -> str:
        """Return the path of another post that has this address, "" for none; ``path`` is whose it shall be."""
        holders = self._taken.get(target_of(url), ()) if url else ()
        return next((holder for holder in holders if holder != path), "")

    def namesake_of(self, path: str) -> str:
        """Return the path of the post that has this file name, as disks that ignore case see it; "" for none."""
        return self._names.get(path.casefold(), "")

    @Slot(object)
    def _on_gathered(self, outcome: Outcome) -> None:
        if self._tasks.is_current(outcome):
            self._taken, self._names, clashes = outcome.result()
            self.clashes_found.emit(clashes)
            self.show_soon()


def _header(document: Document) -> Post:
    """Return the post without its text, which no rule asks for."""
    front = document.front
    head = "" if front is not None else "\n".join(document.lines[:_HEAD_LINES])
    return Post(False, front, head, document.state.problem)


_Gathered = tuple[dict[str, list[str]], dict[str, str], dict[str, tuple[str, ...]]]


def _gather(posts: Sequence[PostEntry], stop: Stop) -> _Gathered:
    """Return who has each address, each file name without its case, and the clashes; runs in a worker."""
    taken = taken_addresses(posts, stop)
    return taken, {entry.path.casefold(): entry.path for entry in posts}, clashes_of(taken)
