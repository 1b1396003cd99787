"""Owns one open post: its front matter, its body and their undo; the tie to its file is ``post_file``'s."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QTextDocument

from editor.core.errors import (
    BrokenFrontMatterError,
    DiskConflictError,
    EditorError,
    EditRefusedError,
    NotUtf8Error,
    ReadError,
    SaveError,
)
from editor.core.post.frontmatter import FrontMatter, Value
from editor.core.post.lines import BodyLines, join_body, why_unshowable
from editor.core.post.naming import parse_name
from editor.core.post.post import Post, Problem, parse_post, parse_text
from editor.services.body import Body, BodyChange
from editor.services.edited_front import EditedFront
from editor.services.post_file import PostFile
from editor.storage.files import Fingerprint, Loaded, NameTakenError, read_file

__all__ = ["BodyChange", "Document", "DocumentState", "compose"]

# Names the step of typing in the raw view; no key can be called so.
_BLOCK_STEP = "\0block"


@dataclass(frozen=True, slots=True)
class DocumentState:
    """All that titles, marks and enabled actions derive from."""

    path: Path | None
    title: str
    dirty: bool
    conflict: str = ""  # "" none, "changed" or "gone": what happened to the file behind an edited post
    saved_at: datetime | None = None
    read_only: str = ""  # a sentence that says why, or ""
    problem: Problem | None = None
    can_undo: bool = False
    can_redo: bool = False


class Document(QObject):
    """A post being edited.

    ``state_changed`` carries a ``DocumentState`` after anything in it changed; ``front_changed`` the
    ``FrontMatter | None`` after a form edit, an undo or a reload; ``body_changed`` a ``BodyChange`` at every
    edit of the text, one by a reload included; ``reloaded`` nothing, after another text replaced everything
    (opened, recovered, or of another kind than before); ``replacing`` and ``replaced`` stand before and after any
    change of the text that the writer did not type, for a view to keep its place; ``failed`` an ``EditorError``
    and the key of the field it is about ("" for none) after something was refused: nothing changed then.
    """

    state_changed = Signal(object)
    front_changed = Signal(object)
    body_changed = Signal(object)
    reloaded = Signal()
    replacing = Signal()
    replaced = Signal()
    failed = Signal(object, str)

    def __init__(self, prepare: Callable[[QTextDocument], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._body = Body(prepare, self)
        self._file = PostFile(self)
        self.key = ""  # names the post in the journal
        self.suggested_folder: Path | None = None
        self._front = EditedFront()
        self._problem: Problem | None = None
        self._bom = False
        self._read_only = ""
        self._differs = False  # from its file, whatever undo comes back to
        self._told = ""
        self._silent = 0
        self._body.changed.connect(self.body_changed)
        self._body.replacing.connect(self.replacing)
        self._body.replaced.connect(self.replaced)
        self._body.modified_changed.connect(self._on_body_modified_changed)

    # -- opening -----------------------------------------------------------------------------------------------

    def load(self, path: Path) -> None:
        """Read ``path`` into this document. Raises ReadError; bytes that are not UTF-8 open read-only.

        What would keep the window standing still for seconds, at opening and at every key, is refused.
        """
        self._open(_read_showable(path))

    def start(self, post: Post, folder: Path | None) -> None:
        """Begin a post that has no file yet; it is to be saved in ``folder``."""
        self._file.leave()
        self.suggested_folder = folder
        with self._one_state():
            self._take(post)

    def recover(self, post: Post, base: Fingerprint | None) -> None:
        """Put the text of a safety copy over what was loaded, as unsaved work on ``base``; undo shows the file's."""
        with self._one_state():
            self._put(post)
            self._file.base = base
            self._differs = True
            self.check_disk()

    def _open(self, loaded: Loaded) -> None:
        self._read_only = ""
        try:
            post = parse_post(loaded.data, loaded.path)
        except NotUtf8Error as error:
            post = Post(bom=False, front=None, body=error.text, problem=Problem(1, error.message))
            self._read_only = error.message
        with self._one_state():
            self._file.note_loaded(loaded)
            self._take(post)

    def _take(self, post: Post) -> None:
        """Show a post from its beginning: nothing to undo, nothing to save."""
        self._bom, self._problem = post.bom, post.problem
        self._front.open(post.front)
        self._differs = False
        self._body.fill(post.body, post.newline)
        self.reloaded.emit()

    def _put(self, post: Post) -> None:
        """Put other text in place of what is here, as steps that can be undone; cursor and scroll stay."""
        if self._read_only or (self._problem is not None and post.problem is None):
            self._take(post)
            return
        if post.problem is not None and self._problem is None:
            # Undo then comes back to this text as raw text, front matter and all.
            self._take(Post(self._bom, None, self.snapshot().text, post.problem))
        if not self._body.replace(post.body, post.newline):
            self._take(post)
            return
        self._bom, self._problem = post.bom, post.problem
        if self._front.put(post.front):
            self.front_changed.emit(post.front)

    # -- what it holds -----------------------------------------------------------------------------------------

    @property
    def path(self) -> Path | None:
        """The post's file, or None while it has none."""
        return self._file.path

    @property
    def body(self) -> QTextDocument:
        """The text below the front matter, for an editor to show; under a problem the whole file."""
        return self._body.document

    @property
    def front(self) -> FrontMatter | None:
        """The front matter as it stands, or None when there is none or it cannot be read."""
        return self._front.value

    @property
    def lines(self) -> list[str]:
        """The body's lines as the editor shows them; a copy, cheap even for a very long post."""
        return self._body.lines

    @property
    def body_offset(self) -> int:
        """How many lines of the file stand before the body's first line."""
        return self.front.text.count("\n") if self.front else 0

    @property
    def state(self) -> DocumentState:
        """The facts everything else derives from."""
        return DocumentState(
            path=self.path,
            title=self.title,
            dirty=self.dirty,
            conflict=self._file.conflict,
            saved_at=self._file.saved_at,
            read_only=self._read_only,
            problem=self._problem,
            can_undo=self._front.can_undo,
            can_redo=self._front.can_redo,
        )

    @property
    def title(self) -> str:
        """The headline, or else the file's name, or an empty text for a post with neither."""
        title = self.front.get("title") if self.front else None
        if title not in (None, ""):
            return str(title)
        return self.path.name if self.path else ""

    @property
    def dirty(self) -> bool:
        """True when saving would change the file, or bring back one that is gone."""
        return self.edited or self._file.conflict == "gone"

    @property
    def edited(self) -> bool:
        """True when the text differs from what was read or saved last, whatever became of the file since."""
        return self._differs or self._body.modified or self._front.differs

    @property
    def encoding_text(self) -> str:
        """Encoding and line ends as the status line shows them."""
        kinds = {"\n": "LF", "\r\n": "CRLF", "\r": "CR"}
        original = self._body.original
        ends = {kinds[end] for end in set(original.ends)} or {kinds[original.newline]}
        return " · ".join(("UTF-8 BOM" if self._bom else "UTF-8", " + ".join(sorted(ends))))

    @property
    def file_day(self) -> date | None:
        """The day in the file's name, or None."""
        return parse_name(self.path.name).day if self.path else None

    @property
    def base(self) -> Fingerprint | None:
        """The file on disk that this text began from."""
        return self._file.base

    def snapshot(self) -> Post:
        """Return the post as it would be saved now. Joins the whole body: not for every keystroke."""
        return self.composer()()

    def composer(self) -> Callable[[], Post]:
        """Return a function that makes the snapshot of this moment later, on any thread."""
        bom, front, problem = self._bom, self.front, self._problem
        lines, original = self._body.lines, self._body.original
        return lambda: compose(bom, front, problem, lines, original)

    # -- the form's edits --------------------------------------------------------------------------------------

    def set_value(self, key: str, value: Value, order: Sequence[str] = ()) -> bool:
        """Change one front-matter value; refused edits go out by ``failed``. Returns True when it was done."""
        if self.front is None or self._read_only:
            return False
        if key in self.front and self.front.get(key) == value:
            return True
        return self._edit_front(lambda front: front.set(key, value, order), key, key)

    def remove_value(self, key: str) -> bool:
        """Remove one front-matter key with its lines."""
        if self.front is None or self._read_only or key not in self.front:
            return False
        return self._edit_front(lambda front: front.remove(key), "", key)

    def change_front(self, change: Callable[[FrontMatter], FrontMatter], key: str) -> bool:
        """Change several front-matter values at once, to be undone as one; refused edits go out by ``failed``."""
        if self.front is None or self._read_only:
            return False
        return self._edit_front(change, "", key)

    def set_block(self, block: str) -> bool:
        """Replace the whole YAML block, as the raw view does; broken YAML is refused by ``failed``."""
        if self.front is None or self._read_only:
            return False
        return self._edit_front(lambda front: front.with_block(block), _BLOCK_STEP, "")

    def add_front_matter(self, front: FrontMatter) -> None:
        """Give a post without front matter its first block, with the line ends of the post."""
        if self.front is None and self._problem is None and not self._read_only:
            if self._body.original.newline == "\r\n":
                parts = (front.opening, front.block, front.closing)
                front = FrontMatter(*(part.replace("\r\n", "\n").replace("\n", "\r\n") for part in parts))
            self._front.put(front)
            self._tell_front()

    def _edit_front(self, edit: Callable[[FrontMatter], FrontMatter], step: str, key: str) -> bool:
        try:
            changed = self._front.edit(edit, step)
        except (EditRefusedError, BrokenFrontMatterError) as error:
            self.failed.emit(error, key)
            return False
        if changed:
            self._tell_front()
        return True

    def end_front_step(self) -> None:
        """Let what is typed next into the same field be undone by itself."""
        self._front.end_step()

    def undo_front(self) -> None:
        """Take back the last change made in the form."""
        if self._front.can_undo:
            self._front.undo()
            self._tell_front()

    def redo_front(self) -> None:
        """Make the change taken back last again."""
        if self._front.can_redo:
            self._front.redo()
            self._tell_front()

    def _tell_front(self) -> None:
        self.front_changed.emit(self.front)
        self._emit_state()

    # -- saving ------------------------------------------------------------------------------------------------

    def save(self) -> None:
        """Write the post to its file, atomically. Raises SaveError (DiskConflictError when it changed there)."""
        if self.path is None:
            raise SaveError(self.tr("This post has no file yet. Choose where to save it."))
        if self._read_only:
            raise SaveError(self._read_only, path=self.path)
        post = self.snapshot()
        try:
            self._file.write(post)
        except (DiskConflictError, NameTakenError) as error:
            self.check_disk()
            if self._file.conflict:
                raise DiskConflictError(error.message, path=self.path) from error
            if self.dirty:
                raise  # It was another's only for a moment: saving once more will do.
            return  # Nothing had been written here, and what the other program wrote is shown now.
        self._after_save(post)

    def save_as(self, path: Path, *, replace: bool = False) -> None:
        """Write the post to another file and go on there. Raises SaveError; never replaces unless asked."""
        post = self.snapshot()
        self._file.write_elsewhere(post, path, replace=replace)
        self._read_only = ""
        self._after_save(post)

    def attach(self, path: Path, post: Post) -> None:
        """Go on with the file that was just made for this post, which holds ``post``. Raises ReadError."""
        self._file.attach(path)
        self._after_save(post)

    def _after_save(self, post: Post) -> None:
        with self._one_state():
            self._file.note_saved()
            self._differs = False
            # The closing fence may have got its line end with the first line below it.
            self._front.note_saved(post.front)
            self._body.note_saved(post.body, post.newline)
            if self._problem is not None:
                self._leave_raw(post)

    def _leave_raw(self, post: Post) -> None:
        """After a repair by hand, show the post as front matter and body again."""
        again = parse_text(post.text, bom=post.bom)
        if again.problem is None:
            self._take(again)
        else:
            self._problem = again.problem

    # -- what other programs do --------------------------------------------------------------------------------

    def check_disk(self) -> None:
        """Compare the file with what was read or saved last; reload a clean post, mark an edited one.

        Safe to call after our own saves: they left the fingerprint behind. A file that cannot be read is told
        of once.
        """
        if self.path is None:
            return
        before = self._file.conflict
        try:
            changed = self._file.compare(edited=self.edited)
        except EditorError as error:
            self._tell_once(error)
            return
        self._told = ""
        if changed:
            self.reload()
        elif self._file.conflict != before:
            self._emit_state()

    def _tell_once(self, error: EditorError) -> None:
        if error.message != self._told:
            self._told = error.message
            self.failed.emit(error, "")

    def reload(self) -> None:
        """Show the file as it is now; cursor and scroll stay, and what stood here is one undo away."""
        if self.path is None:
            return
        try:
            loaded = _read_showable(self.path)
            post = parse_post(loaded.data, self.path)
        except NotUtf8Error:
            self._open(loaded)
            return
        except EditorError as error:
            self._tell_once(error)
            return
        self._put_loaded(loaded, post)

    def _put_loaded(self, loaded: Loaded, post: Post) -> None:
        with self._one_state():
            self._put(post)
            self._file.note_loaded(loaded)
            self._differs = False
            self._read_only = ""
            self._front.note_loaded()
            self.body.setModified(False)

    def keep_mine(self) -> None:
        """Settle a conflict for the text in the window: the next save replaces the file as it is now."""
        try:
            self._file.settle()
        except EditorError as error:
            self.failed.emit(error, "")
            return
        self._differs = True
        self._emit_state()

    def take_theirs(self) -> None:
        """Settle a conflict for the file; the text given up stays one undo away."""
        if self.path is None:
            return
        try:
            loaded = _read_showable(self.path)
            post = parse_post(loaded.data, self.path)
        except EditorError as error:
            self.failed.emit(error, "")
            return
        self._put_loaded(loaded, post)

    def convert_to_utf8(self) -> None:
        """Make a read-only post in another encoding editable; saving will then write it as UTF-8."""
        if not self._read_only:
            return
        self._read_only = ""
        with self._one_state():
            self._take(parse_text(self.snapshot().text))
            self._differs = True

    def moved_to(self, path: Path) -> None:
        """Follow the file to a new place after it was renamed or moved."""
        self._file.path = path
        self.check_disk()
        self._emit_state()

    # -- telling -----------------------------------------------------------------------------------------------

    @Slot()
    def _on_body_modified_changed(self) -> None:
        self._emit_state()

    @contextmanager
    def _one_state(self) -> Iterator[None]:
        """Tell of the state once, when all of a change is done: half of one would mislead whoever listens."""
        self._silent += 1
        try:
            yield
        finally:
            self._silent -= 1
        self._emit_state()

    def _emit_state(self) -> None:
        if not self._silent:
            self.state_changed.emit(self.state)


def _read_showable(path: Path) -> Loaded:
    """Read a file. Raises ReadError, also for what would make the window stand still."""
    loaded = read_file(path)
    if reason := why_unshowable(loaded.data, path.name):
        raise ReadError(reason, path=path)
    return loaded


def compose(
    bom: bool,
    front: FrontMatter | None,
    problem: Problem | None,
    lines: Sequence[str],
    original: BodyLines,
) -> Post:
    """Make a post of front matter and body lines; untouched lines keep the line ends of ``original``."""
    body = join_body(lines, original)
    if problem is not None:
        return Post(bom, None, body, problem)
    if front is None:
        return Post(bom, None, body)
    return Post(bom, front, "").with_body(body)
