"""Owns the text below the front matter while it is edited: a QTextDocument, and the same text as lines."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QTextCursor, QTextDocument

from editor.core.post.lines import BodyLines, join_body, split_body

# Beyond this many comparisons two texts have too little in common to be worth matching line by line.
_MOST_COMPARISONS = 4_000_000

# Changes with so many lines between them are one, and these lines are looked at again.
_NEAR = 8


@dataclass(frozen=True, slots=True)
class BodyChange:
    """Lines ``first`` to ``first + removed`` of the body were replaced by ``added`` lines; ``lines`` is the result."""

    lines: Sequence[str]
    first: int
    removed: int
    added: int

    def followed_by(self, other: BodyChange) -> BodyChange | None:
        """Return the change that this one and the ``other`` after it make together, None where they are far apart."""
        first = min(self.first, other.first)
        # Of the text between the two changes.
        count = max(self.first + self.added, other.first + other.removed) - first
        if count > self.added + other.removed + _NEAR:
            return None
        removed = count - self.added + self.removed
        return BodyChange(other.lines, first, removed, count - other.removed + other.added)


class Body(QObject):
    """The text of one post.

    ``changed`` carries a ``BodyChange`` at every edit, undo and redo; ``modified_changed`` fires when the text
    comes to differ from what was saved last, or to be the same again. ``replacing`` comes before and ``replaced``
    after another text is put in place of this one, by ``fill`` or ``replace``: time for a view to note by a cursor
    which line is at its top, and to go there again.
    """

    changed = Signal(object)
    replacing = Signal()
    replaced = Signal()
    modified_changed = Signal()

    def __init__(self, prepare: Callable[[QTextDocument], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.document = QTextDocument(self)
        prepare(self.document)
        # A document that has no layout yet does not tell what changes in it; asking for the layout makes one.
        self.document.documentLayout()
        self._original = split_body("")
        self._lines: list[str] = [""]
        self._filling = False
        self.document.contentsChange.connect(self._on_document_contents_change)
        self.document.modificationChanged.connect(self._on_document_modification_changed)

    # -- what it holds -----------------------------------------------------------------------------------------

    @property
    def lines(self) -> list[str]:
        """The lines as the editor shows them; a copy, cheap even for a very long post."""
        return self._lines.copy()

    @property
    def original(self) -> BodyLines:
        """The lines and line ends as they stand on disk: what untouched lines keep their ends from."""
        return self._original

    @property
    def modified(self) -> bool:
        """True when the text differs from what was saved last; undoing back to it makes it False again."""
        return self.document.isModified()

    def text(self) -> str:
        """Return the text with every line's own line end. Joins it all: not for every keystroke."""
        return join_body(self._lines, self._original)

    # -- changing it as a whole --------------------------------------------------------------------------------

    def fill(self, text: str, newline: str) -> None:
        """Begin anew with ``text``, unmodified and with nothing to undo; ``changed`` does not fire.

        Cursors stay in the lines both texts have in common.
        """
        self._original = split_body(text, newline)
        lines = list(self._original.lines)
        self.replacing.emit()
        self._filling = True
        try:
            if self._lines == [""]:
                self.document.setPlainText("\n".join(lines))
            else:
                rewrite(self.document, self._lines, lines)
            self.document.clearUndoRedoStacks()
            self.document.setModified(False)
        finally:
            self._filling = False
        self._lines = lines
        self.replaced.emit()

    def replace(self, text: str, newline: str) -> bool:
        """Put ``text`` in place of this one as a single step that can be undone; cursors stay where they can.

        False, and nothing is done, where the private characters that stand in for fragile ones would mean
        different things in the two texts: then only ``fill`` will do.
        """
        fresh = split_body(text, newline)
        stand_ins = self._shared_stand_ins(fresh)
        if stand_ins is None:
            return False
        self._original = replace(fresh, escapes=stand_ins)
        self.replacing.emit()
        rewrite(self.document, self.lines, fresh.lines)
        self.replaced.emit()
        return True

    def _shared_stand_ins(self, fresh: BodyLines) -> Mapping[str, str] | None:
        """Return stand-ins that are right for this text (and the undo of it) and for ``fresh``, or None."""
        mine, theirs = self._original.escapes, fresh.escapes
        if dict(mine) == dict(theirs):
            return mine
        if mine and theirs:
            return None
        # Only one of the texts needs stand-ins: the other must not hold these characters in their own right.
        needed, lines = (theirs, self._lines) if theirs else (mine, fresh.lines)
        used = set(needed.values())
        return None if any(used.intersection(line) for line in lines) else needed

    def note_saved(self, text: str, newline: str) -> None:
        """Take note that the text as it stands was written as ``text``: its line ends are the lines' own now."""
        ends = split_body(text, newline)
        # The editor goes on with the stand-ins it has.
        self._original = replace(ends, lines=tuple(self._lines), escapes=self._original.escapes)
        self.document.setModified(False)

    # -- following the editor ----------------------------------------------------------------------------------

    @Slot(int, int, int)
    def _on_document_contents_change(self, position: int, _removed: int, added: int) -> None:
        """Bring the lines up to date from the touched blocks alone, and tell what changed.

        How many lines gave way follows from the block count, for Qt counts the document's last separator among
        the removed and added characters of some edits and not of others.
        """
        if self._filling:
            return
        block = self.document.findBlock(position)
        if not block.isValid():
            block = self.document.lastBlock()
        within = position + added < block.position() + block.length()
        last = block if within else self.document.findBlock(position + added)
        if not last.isValid():
            last = self.document.lastBlock()
        first = block.blockNumber()
        new = [block.text()]
        while block != last:
            block = block.next()
            new.append(block.text())
        removed = len(self._lines) - self.document.blockCount() + len(new)
        self._lines[first : first + removed] = new
        self.changed.emit(BodyChange(self._lines.copy(), first, removed, len(new)))

    @Slot(bool)
    def _on_document_modification_changed(self, _modified: bool) -> None:
        if not self._filling:
            self.modified_changed.emit()


def rewrite(document: QTextDocument, old: Sequence[str], new: Sequence[str]) -> None:
    """Turn the lines ``old`` of ``document`` into ``new`` as one step, touching as few characters as possible."""
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    # From the end, so that the numbers of the lines still to come hold.
    for first, end, lines in reversed(list(_differing_runs(old, new))):
        _rewrite_run(cursor, old, first, end, lines)
    cursor.endEditBlock()


def _differing_runs(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int, Sequence[str]]]:
    """Yield first line, line after the last, and the new lines, of each stretch in which the texts differ."""
    shorter = min(len(old), len(new))
    head = next((at for at in range(shorter) if old[at] != new[at]), shorter)
    rest = shorter - head
    tail = next((at for at in range(rest) if old[-1 - at] != new[-1 - at]), rest)
    old_middle, new_middle = old[head : len(old) - tail], new[head : len(new) - tail]
    if len(old_middle) * len(new_middle) > _MOST_COMPARISONS:
        yield head, head + len(old_middle), new_middle
        return
    # Here and not above: a text that was read again is rare, and every start would load it.
    from difflib import SequenceMatcher

    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old_middle, new_middle).get_opcodes():
        if tag != "equal":
            yield head + i1, head + i2, new_middle[j1:j2]


def _rewrite_run(cursor: QTextCursor, old: Sequence[str], first: int, end: int, lines: Sequence[str]) -> None:
    document = cursor.document()
    if end < len(old):
        # Each line with the end behind it, so that whole lines come and go.
        start = document.findBlockByNumber(first).position()
        before, after = ("".join(f"{line}\n" for line in run) for run in (old[first:end], lines))
    elif first:
        start = (
            document.findBlockByNumber(first).position() - 1
            if first < len(old)
            else document.characterCount() - 1
        )
        before, after = ("".join(f"\n{line}" for line in run) for run in (old[first:end], lines))
    else:
        start = 0
        before, after = "\n".join(old), "\n".join(lines)
    head = _common(before, after)
    tail = _common(before[head:][::-1], after[head:][::-1])
    start += utf16_length(before[:head])
    cursor.setPosition(start)
    cursor.setPosition(
        start + utf16_length(before[head : len(before) - tail]), QTextCursor.MoveMode.KeepAnchor
    )
    cursor.insertText(after[head : len(after) - tail])


def _common(one: str, other: str) -> int:
    """Return how many characters two texts begin with alike."""
    shorter = min(len(one), len(other))
    return next((at for at in range(shorter) if one[at] != other[at]), shorter)


def utf16_length(text: str) -> int:
    """Return the length of ``text`` as Qt counts it: characters beyond U+FFFF, such as emoji, count two."""
    return len(text) + sum(character > "\uffff" for character in text)
