"""Owns one open post: its front matter, its body document, its undo, and its tie to the file on disk."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from PySide6.QtCore import QElapsedTimer, QObject, Signal, Slot
from PySide6.QtGui import QTextCursor, QTextDocument

from editor.core.errors import (
    BrokenFrontMatterError,
    DiskConflictError,
    EditorError,
    EditRefusedError,
    NotUtf8Error,
    SaveError,
)
from editor.core.post.frontmatter import FrontMatter, Value
from editor.core.post.lines import BodyLines, join_body, split_body
from editor.core.post.naming import parse_name
from editor.core.post.post import Post, Problem, parse_post
from editor.storage.files import Fingerprint, create_file, fingerprint_of, read_file, save_file

# Two edits of one field within this many milliseconds are one undo step, as a text field would have it.
_SAME_STEP_MS = 1500
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


@dataclass(frozen=True, slots=True)
class BodyChange:
    """Lines ``first`` to ``first + removed`` of the body were replaced by ``added`` lines; ``lines`` is the result."""

    lines: Sequence[str]
    first: int
    removed: int
    added: int


class Document(QObject):
    """A post being edited.

    ``state_changed`` carries a ``DocumentState`` after anything in it changed; ``front_changed`` the
    ``FrontMatter | None`` after a form edit, an undo or a reload; ``body_changed`` a ``BodyChange`` at every
    edit of the text; ``reloaded`` nothing, after the file's own text replaced everything; ``failed`` an
    ``EditorError`` and the key of the field it is about ("" for none) after an edit was refused: nothing
    changed then.
    """

    state_changed = Signal(object)
    front_changed = Signal(object)
    body_changed = Signal(object)
    reloaded = Signal()
    failed = Signal(object, str)

    def __init__(self, prepare: Callable[[QTextDocument], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.body = QTextDocument(self)
        prepare(self.body)
        self.path: Path | None = None
        self.key = ""  # names the post in the journal
        self.suggested_folder: Path | None = None
        self._front: FrontMatter | None = None
        self._problem: Problem | None = None
        self._bom = False
        self._saved_front = ""
        self._base: Fingerprint | None = None
        self._original = split_body("")
        self._lines: list[str] = [""]
        self._read_only = ""
        self._conflict = ""
        self._saved_at: datetime | None = None
        self._recovered = False
        self._undo: list[FrontMatter | None] = []
        self._redo: list[FrontMatter | None] = []
        self._last_edit = ""
        self._since_edit = QElapsedTimer()
        self._loading = False
        self.body.contentsChange.connect(self._on_body_contents_change)
        self.body.modificationChanged.connect(self._on_body_modification_changed)

    # -- reading -----------------------------------------------------------------------------------------------

    def load(self, path: Path) -> None:
        """Read ``path`` into this document. Raises ReadError; bytes that are not UTF-8 open read-only."""
        loaded = read_file(path)
        self._read_only = ""
        try:
            post = parse_post(loaded.data, path)
        except NotUtf8Error as error:
            post = Post(bom=False, front=None, body=error.text, problem=Problem(1, error.message))
            self._read_only = error.message
        self.path = path
        self._base = loaded.fingerprint
        self._saved_at = datetime.fromtimestamp(loaded.fingerprint.mtime_ns / 1e9)
        self._conflict = ""
        self._take(post)
        self._emit_state()

    def start(self, post: Post, folder: Path | None) -> None:
        """Begin a post that has no file yet; it is to be saved in ``folder``."""
        self.path = None
        self.suggested_folder = folder
        self._base = None
        self._take(post)
        self._emit_state()

    def recover(self, post: Post, base: Fingerprint | None) -> None:
        """Put the text of a safety copy over what was loaded, as unsaved work on ``base``."""
        self._take(post)
        self._base = base
        self._recovered = True
        if self.path is not None:
            self.check_disk()
        self._emit_state()

    def _take(self, post: Post) -> None:
        self._bom, self._front, self._problem = post.bom, post.front, post.problem
        self._saved_front = post.front.text if post.front else ""
        self._undo.clear()
        self._redo.clear()
        self._last_edit = ""
        self._recovered = False
        self._original = split_body(post.body, post.newline)
        self._fill_body(self._original.lines)
        self.body.clearUndoRedoStacks()
        self.body.setModified(False)
        self.reloaded.emit()

    def _fill_body(self, lines: Sequence[str]) -> None:
        self._loading = True
        try:
            self.body.setPlainText("\n".join(lines))
        finally:
            self._loading = False
        self._lines = list(lines)

    # -- what it holds -----------------------------------------------------------------------------------------

    @property
    def front(self) -> FrontMatter | None:
        """The front matter as it stands, or None when there is none or it cannot be read."""
        return self._front

    @property
    def lines(self) -> list[str]:
        """The body's lines as the editor shows them; a copy, cheap even for a very long post."""
        return self._lines.copy()

    @property
    def body_offset(self) -> int:
        """How many lines of the file stand before the body's first line."""
        return self._front.text.count("\n") if self._front else 0

    @property
    def state(self) -> DocumentState:
        """The facts everything else derives from."""
        return DocumentState(
            path=self.path,
            title=self.title,
            dirty=self.dirty,
            conflict=self._conflict,
            saved_at=self._saved_at,
            read_only=self._read_only,
            problem=self._problem,
            can_undo=bool(self._undo),
            can_redo=bool(self._redo),
        )

    @property
    def title(self) -> str:
        """The headline, or else what the file name says, or an empty text for a post with neither."""
        title = self._front.get("title") if self._front else None
        if title not in (None, ""):
            return str(title)
        return self.path.name if self.path else ""

    @property
    def dirty(self) -> bool:
        """True when saving would change the file."""
        front = self._front.text if self._front else ""
        return self._recovered or self.body.isModified() or front != self._saved_front

    @property
    def encoding_text(self) -> str:
        """Encoding and line ends as the status line shows them."""
        kinds = {"\n": "LF", "\r\n": "CRLF", "\r": "CR"}
        ends = {kinds[end] for end in set(self._original.ends)} or {kinds[self._original.newline]}
        return " · ".join(("UTF-8 BOM" if self._bom else "UTF-8", " + ".join(sorted(ends))))

    @property
    def file_day(self) -> date | None:
        """The day in the file's name, or None."""
        return parse_name(self.path.name).day if self.path else None

    @property
    def base(self) -> Fingerprint | None:
        """The file on disk that this text began from."""
        return self._base

    def snapshot(self) -> Post:
        """Return the post as it would be saved now. Joins the whole body: not for every keystroke."""
        return compose(self._bom, self._front, self._problem, self._lines, self._original)

    def composer(self) -> Callable[[], Post]:
        """Return a function that makes the snapshot of this moment later, on any thread."""
        bom, front, problem = self._bom, self._front, self._problem
        lines, original = self._lines.copy(), self._original
        return lambda: compose(bom, front, problem, lines, original)

    # -- the form's edits --------------------------------------------------------------------------------------

    def set_value(self, key: str, value: Value, order: Sequence[str] = ()) -> bool:
        """Change one front-matter value; refused edits go out by ``failed``. Returns True when it was done."""
        if self._front is None or self._read_only:
            return False
        if key in self._front and self._front.get(key) == value:
            return True
        return self._edit_front(lambda front: front.set(key, value, order), key, key)

    def remove_value(self, key: str) -> bool:
        """Remove one front-matter key with its lines."""
        if self._front is None or self._read_only or key not in self._front:
            return False
        return self._edit_front(lambda front: front.remove(key), "", key)

    def set_block(self, block: str) -> bool:
        """Replace the whole YAML block, as the raw view does; broken YAML is refused by ``failed``."""
        if self._front is None or self._read_only:
            return False
        return self._edit_front(lambda front: front.with_block(block), _BLOCK_STEP, "")

    def add_front_matter(self, front: FrontMatter) -> None:
        """Give a post without front matter its first block."""
        if self._front is None and self._problem is None and not self._read_only:
            self._remember("")
            self._show_front(front)

    def _edit_front(self, edit: Callable[[FrontMatter], FrontMatter], step: str, key: str) -> bool:
        assert self._front is not None
        try:
            changed = edit(self._front)
        except (EditRefusedError, BrokenFrontMatterError) as error:
            self.failed.emit(error, key)
            return False
        if changed.text != self._front.text:
            self._remember(step)
            self._show_front(changed)
        return True

    def _remember(self, step: str) -> None:
        same = bool(step) and step == self._last_edit and self._since_edit.elapsed() < _SAME_STEP_MS
        if not same:
            self._undo.append(self._front)
        self._redo.clear()
        self._last_edit = step
        self._since_edit.start()

    def undo_front(self) -> None:
        """Take back the last change made in the form."""
        if self._undo:
            self._redo.append(self._front)
            self._last_edit = ""
            self._show_front(self._undo.pop())

    def redo_front(self) -> None:
        """Make the change taken back last again."""
        if self._redo:
            self._undo.append(self._front)
            self._last_edit = ""
            self._show_front(self._redo.pop())

    def _show_front(self, front: FrontMatter | None) -> None:
        self._front = front
        self.front_changed.emit(front)
        self._emit_state()

    # -- the body's edits --------------------------------------------------------------------------------------

    @Slot(int, int, int)
    def _on_body_contents_change(self, position: int, _removed: int, added: int) -> None:
        """Bring the mirror of lines up to date from the touched blocks alone, and tell what changed."""
        if self._loading:
            return
        first_block = self.body.findBlock(position)
        # Qt counts the document's last separator as a character in some edits, so the end may lie behind the text.
        last_block = self.body.findBlock(position + added)
        if not last_block.isValid():
            last_block = self.body.lastBlock()
        first, last = first_block.blockNumber(), last_block.blockNumber()
        new = [first_block.text()]
        while first_block != last_block:
            first_block = first_block.next()
            new.append(first_block.text())
        removed = len(self._lines) - self.body.blockCount() + len(new)
        assert last - first + 1 == len(new)
        self._lines[first : first + removed] = new
        self.body_changed.emit(BodyChange(self._lines.copy(), first, removed, len(new)))

    @Slot(bool)
    def _on_body_modification_changed(self, _modified: bool) -> None:
        if not self._loading:
            self._emit_state()

    def _replace_body(self, lines: Sequence[str]) -> None:
        """Put other text in the editor as one step that can be undone."""
        cursor = QTextCursor(self.body)
        cursor.beginEditBlock()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText("\n".join(lines))
        cursor.endEditBlock()

    # -- disk --------------------------------------------------------------------------------------------------

    def save(self) -> None:
        """Write the post to its file, atomically. Raises SaveError (DiskConflictError when it changed there)."""
        if self.path is None:
            raise SaveError(self.tr("This post has no file yet. Choose where to save it."))
        if self._read_only:
            raise SaveError(self._read_only, path=self.path)
        post = self.snapshot()
        try:
            self._base = save_file(self.path, post.encode(), expected=self._base)
        except DiskConflictError:
            self.check_disk()
            raise
        self._after_save(post)

    def save_as(self, path: Path, *, replace: bool = False) -> None:
        """Write the post to another file and go on there. Raises SaveError; never replaces unless asked."""
        post = self.snapshot()
        data = post.encode()
        self._base = save_file(path, data, expected=None) if replace else create_file(path, data)
        self.path = path
        self._read_only = ""
        self._after_save(post)

    def attach(self, path: Path, post: Post) -> None:
        """Go on with the file that was just made for this post, which holds ``post``."""
        self.path = path
        self._base = fingerprint_of(path)
        self._after_save(post)

    def _after_save(self, post: Post) -> None:
        self._saved_at = datetime.now()
        self._conflict = ""
        self._recovered = False
        self._saved_front = post.front.text if post.front else ""
        # The editor goes on with the stand-ins it has; the line ends are those just written.
        self._original = replace(
            split_body(post.body, post.newline), lines=tuple(self._lines), escapes=self._original.escapes
        )
        self.body.setModified(False)
        if self._problem is not None:
            self._leave_raw(post)
        self._emit_state()

    def _leave_raw(self, post: Post) -> None:
        """After a repair by hand, show the post as front matter and body again."""
        again = parse_post(post.encode(), self.path)
        if again.problem is None:
            self._take(again)
        else:
            self._problem = again.problem

    def check_disk(self) -> None:
        """Compare the file with what was read or saved last; reload a clean post, mark an edited one.

        Cheap when nothing changed. Safe to call after our own saves: they left the fingerprint behind.
        """
        if self.path is None or self._base is None:
            return
        now = fingerprint_of(self.path)
        if now == self._base:
            conflict = ""
        elif now is None:
            conflict = "gone"
        elif now.digest == self._base.digest:
            # Touched or replaced by the same bytes (a checkout, a sync program): nothing to tell the writer.
            self._base, conflict = now, ""
        elif not self.dirty:
            self.reload()
            return
        else:
            conflict = "changed"
        if conflict != self._conflict:
            self._conflict = conflict
            self._emit_state()

    def reload(self) -> None:
        """Read the file again, dropping nothing that was not saved unless the caller asked. Failures go out."""
        if self.path is None:
            return
        try:
            self.load(self.path)
        except EditorError as error:
            self.failed.emit(error, "")

    def keep_mine(self) -> None:
        """Settle a conflict for the text in the window: the next save replaces the file as it is now."""
        if self.path is not None:
            self._base = fingerprint_of(self.path)
        self._conflict = ""
        self._recovered = True  # unsaved even when undone to the text first read: the file holds another
        self._emit_state()

    def take_theirs(self) -> None:
        """Settle a conflict for the file; the text given up stays one undo away."""
        if self.path is None:
            return
        try:
            loaded = read_file(self.path)
            post = parse_post(loaded.data, self.path)
        except EditorError as error:
            self.failed.emit(error, "")
            return
        self._base, self._conflict, self._recovered = loaded.fingerprint, "", False
        self._saved_at = datetime.fromtimestamp(loaded.fingerprint.mtime_ns / 1e9)
        if (post.problem is None) != (self._problem is None):
            self._take(post)
            self._emit_state()
            return
        self._bom, self._problem = post.bom, post.problem
        self._remember("")
        self._saved_front = post.front.text if post.front else ""
        self._original = split_body(post.body, post.newline)
        self._replace_body(self._original.lines)
        self.body.setModified(False)
        self._show_front(post.front)

    def convert_to_utf8(self) -> None:
        """Make a read-only post in another encoding editable; saving will then write it as UTF-8."""
        if not self._read_only:
            return
        self._read_only = ""
        self._take(parse_post("".join(self.snapshot().text).encode("utf-8"), self.path))
        self._recovered = True
        self._emit_state()

    def moved_to(self, path: Path) -> None:
        """Follow the file to a new place after it was renamed or moved."""
        self.path = path
        self._base = fingerprint_of(path)
        self._emit_state()

    def _emit_state(self) -> None:
        self.state_changed.emit(self.state)


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
