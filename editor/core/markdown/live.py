"""Owns a post body that is rendered block by block while it is being typed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from editor.core.markdown.blocks import Span, block_at, move_absent, next_text
from editor.core.markdown.contents import contents_html, identifiers
from editor.core.markdown.drafting import BlockRenderer, plain_box
from editor.core.markdown.extent import Extent, LineEdit
from editor.core.markdown.facts import NO_FACTS, Draft, Heading, Layout, Place, finish, gathered
from editor.core.markdown.heading import Heading as OutlineHeading
from editor.core.markdown.lineindex import LineIndex
from editor.core.markdown.notes import NotesSection
from editor.core.markdown.outline import block_headings
from editor.core.markdown.pieces import Piece


@dataclass(frozen=True, slots=True)
class Block:
    """A top-level block: ``count`` lines from line ``first`` (0-based) on, blank lines around it left out."""

    first: int
    count: int


@dataclass(frozen=True, slots=True)
class Splice:
    """``removed`` blocks from index ``start`` on gave way to ``added`` new ones, and after that what ``then`` says."""

    start: int
    removed: int
    added: int
    then: Splice | None = None


class LiveDocument:
    """The blocks of one post body and their HTML. For one thread; never raises on any text.

    Call ``update`` after each edit, then ``render`` each of ``pending`` (those in sight first). Of a body that is
    longer than is read, the rest ends ``tail``, and there ``rest_shown`` characters of it at most.
    """

    def __init__(
        self,
        renderer: BlockRenderer | None = None,
        extent: Extent | None = None,
        rest_shown: int | None = None,
    ) -> None:
        self._renderer = renderer or BlockRenderer()
        self._extent = extent or Extent()
        self._rest_shown = rest_shown
        self._lines: list[str] = []
        self._pieces: list[Piece] = []
        self._starts = LineIndex()
        self._options = self._renderer.settings.options
        self._facts = replace(NO_FACTS, options=self._options) if self._options else NO_FACTS
        self._unplaced = False
        self._undefined = False
        self._stale = 0
        self._last = Splice(0, 0, 0)
        self._tail: str | None = ""
        self._layout = Layout()
        self._notes = NotesSection(self._renderer)
        self._hungry = 0
        self._absent: dict[str, int] = {}
        self._notes_places: list[Piece] = []

    def __len__(self) -> int:
        """Return the number of blocks."""
        return len(self._pieces)

    @property
    def blocks(self) -> list[Block]:
        """All blocks, in order. A new list each time; for one block use ``block``."""
        return [self.block(index) for index in range(len(self._pieces))]

    def block(self, index: int) -> Block:
        """Return the block at ``index``."""
        return Block(self._starts[index], self._pieces[index].count)

    def line_of(self, index: int) -> int:
        """Return the first line (0-based) of the block at ``index``."""
        return self._starts[index]

    def index_of(self, line: int) -> int:
        """Return the index of the block that holds ``line``; a blank line counts to the block before it.

        0 for blank lines before the first block; -1 when there is no block at all.
        """
        return max(self._starts.at(line), 0) if self._pieces else -1

    # ------------------------------------------------------------------ edits

    def update(
        self, lines: Sequence[str], first: int = 0, removed: int | None = None, added: int | None = None
    ) -> Splice:
        """Take over the text after an edit and return which blocks changed.

        ``lines`` is the whole text now; of the text before, ``removed`` lines from ``first`` on gave way to
        ``added`` ones. Without these two the change is found by comparing from both ends. Only the lines
        around the edit are read.
        """
        was_cut = self._extent.is_cut
        if removed is None or added is None:
            first, removed, added = _difference(self._extent.whole(self._lines), lines)
        edit = LineEdit(first, removed, lines[first : first + added])
        edits = self._extent.edit(self._lines, lines, edit)
        if was_cut or self._extent.is_cut:
            self._tail = None
        splice = None
        for one in reversed([self._apply(each) for each in edits]):
            splice = replace(one, then=splice)
        return splice or Splice(len(self._pieces), 0, 0)

    def _apply(self, edit: LineEdit) -> Splice:
        first, new_lines = edit.first, edit.new
        self._lines[first : first + edit.removed] = new_lines
        old_end, shift = first + edit.removed, len(new_lines) - edit.removed
        self._absent = move_absent(self._absent, first, edit.removed, new_lines) if self._absent else {}
        start = self._restart(first, new_lines)
        at = self._starts[start] if start else 0
        return self._resplit(start, at, old_end, shift)

    def _restart(self, first: int, new_lines: Sequence[str]) -> int:
        """Return the first block that an edit at line ``first`` may change."""
        # Meanings (``: …``) may join what stands two blocks above.
        start = max(self._starts.at(first) - 2, 0)
        # What stood behind a closing mark may have kept it from closing, so the line above counts, too.
        changed = (*self._lines[max(first - 1, 0) : first], *new_lines)
        if not self._hungry:
            return start
        return next((index for index in range(start) if self._pieces[index].waits_for(changed)), start)

    def _resplit(self, start: int, at: int, old_end: int, shift: int) -> Splice:
        lines, old = self._lines, self._pieces
        spans: list[Span] = []
        keep = start
        at = next_text(lines, at)
        while at < len(lines):
            while keep < len(old) and (self._starts[keep] < old_end or self._starts[keep] + shift < at):
                keep += 1
            if keep < len(old) and self._starts[keep] + shift == at:
                break
            span = block_at(lines, at, self._absent, self._renderer.dialect)
            spans.append(span)
            at = next_text(lines, at + span.count)
        else:
            keep = len(old)
        return self._replace(start, keep, spans, shift)

    def _replace(self, start: int, keep: int, spans: list[Span], shift: int) -> Splice:
        gfm = self._renderer.dialect.gfm
        new = [
            Piece("\n".join(self._lines[span.first : span.first + span.count]), span, gfm) for span in spans
        ]
        old = self._pieces[start:keep]
        self._starts.splice(start, len(old), [span.first for span in spans], shift)
        self._hungry += sum(bool(piece.hungry) for piece in new) - sum(bool(piece.hungry) for piece in old)
        head = _common(old, new)
        tail = _common(old[head:][::-1], new[head:][::-1])
        gone, come = old[head : len(old) - tail], new[head : len(new) - tail]
        if len(gone) == len(come):
            _inherit_from(gone, come)
        self._pieces[start + head : keep - tail] = come
        self._stale += sum(piece.html is None for piece in come) - sum(piece.html is None for piece in gone)
        self._undefined = self._undefined or any(piece.defines for piece in (*gone, *come))
        self._unplaced = self._unplaced or any(not piece.plain for piece in (*gone, *come))
        self._last = Splice(start + head, len(gone), len(come))
        return self._last

    # ----------------------------------------------------------------- facts

    def _settle(self) -> None:
        """Bring definitions, heading ids and note numbers up to date with the last edits."""
        while self._undefined or self._unplaced:
            if self._undefined:
                self._undefined = False
                self._gather_definitions()
            else:
                self._unplaced = False
                self._place_all()

    def _gather_definitions(self) -> None:
        facts = gathered((self._draft(piece).told for piece in self._pieces if piece.defines), self._options)
        if facts != self._facts:
            self._facts = facts
            self._tail = None
            self._unplaced = self._unplaced or bool(self._notes_places)
            for piece in self._pieces:
                if piece.draft is not None and not piece.draft.fits(piece.text, facts):
                    self._forget(piece)

    def _forget(self, piece: Piece) -> None:
        piece.draft = None
        self._set_html(piece, None)
        self._unplaced = self._unplaced or not piece.plain

    def _place_all(self) -> None:
        layout = Layout(_first_note(self._facts.options))
        listed = [piece for piece in self._pieces if piece.contents]
        contents = [piece for piece in listed if self._draft(piece).has_contents]
        headings: list[tuple[Heading, str]] = []
        for piece in self._pieces:
            if piece.plain:
                continue
            ids = piece.ids()
            notes: tuple[str, ...] = ()
            if ids is None or piece.mentions or (contents and piece.heads):
                draft = self._draft(piece)
                ids, notes = draft.ids(), draft.notes
            self._put(piece, layout.place(ids, notes, piece.place))
            if contents and piece.draft is not None:
                headings += zip(piece.draft.headings, identifiers(piece.draft, piece.place), strict=True)
        for piece in contents:
            # The first place alone is filled.
            html = contents_html(self._draft(piece), headings) if piece is contents[0] else ""
            self._put(piece, replace(piece.place, contents=html))
        self._layout = layout
        self._tail = None
        self._notes_places = [piece for piece in listed if self._draft(piece).has_notes_place]
        for piece in self._notes_places:
            html = self._notes.html(self._facts, layout) if piece is self._notes_places[0] else ""
            self._put(piece, replace(piece.place, notes=html))

    def _put(self, piece: Piece, place: Place) -> None:
        if place is not piece.place and place != piece.place:
            piece.place = place
            self._set_html(piece, None)

    def _draft(self, piece: Piece) -> Draft:
        if piece.draft is None:
            defines, missed = piece.learn(self._renderer.draft(piece.text, self._facts))
            self._undefined = self._undefined or defines
            self._unplaced = self._unplaced or missed
        return piece.draft or Draft()

    def _set_html(self, piece: Piece, html: str | None) -> None:
        self._stale += (html is None) - (piece.html is None)
        piece.html = html

    # ---------------------------------------------------------------- results

    def pending(self) -> list[int]:
        """Return the indices of blocks without current HTML, ascending: new ones, and those that depend on a change."""
        self._settle()
        if not self._stale:
            return []
        last = range(self._last.start, min(self._last.start + self._last.added, len(self._pieces)))
        near = [index for index in last if self._pieces[index].html is None]
        if len(near) == self._stale:
            return near
        return [index for index, piece in enumerate(self._pieces) if piece.html is None]

    def render(self, index: int) -> str:
        """Return the HTML of the block at ``index``: whole elements, ``""`` for a block of definitions only."""
        return self._lines_of(index).rstrip("\n")

    def _lines_of(self, index: int) -> str:
        """Return the HTML of a block with the line end it has in the whole."""
        self._settle()
        piece = self._pieces[index]
        while piece.html is None:
            draft = self._draft(piece)
            if self._undefined or self._unplaced:
                self._settle()
            else:
                self._set_html(piece, finish(draft, piece.place))
        return piece.html

    def outline(self, most: int | None = None) -> list[OutlineHeading] | None:
        """Return the headings of the whole text with their lines; None while some blocks are still to be looked at.

        At most ``most`` blocks are looked at in this call: a block is read once, and again when it has changed.
        """
        left = most
        for piece in self._pieces:
            if piece.heads and piece.outline is None:
                if left == 0:
                    return None
                piece.outline = block_headings(piece.text.split("\n"), self._renderer.dialect)
                left = None if left is None else left - 1
        return [
            replace(heading, line=heading.line + self._starts[index])
            for index, piece in enumerate(self._pieces)
            if piece.heads
            for heading in piece.outline or ()
        ]

    def is_empty(self, index: int) -> bool:
        """Return whether the block at ``index`` shows nothing, as link definitions do."""
        return not self.render(index)

    def tail(self) -> str:
        """Return what ends the post: the section of footnotes, if it has no place of its own, and what is not read."""
        return self._end().rstrip("\n")

    def _end(self) -> str:
        self._settle()
        if self._tail is None:
            notes = "" if self._notes_places else self._notes.html(self._facts, self._layout)
            self._tail = notes + self._rest()
        return self._tail

    def _rest(self) -> str:
        if not self._extent.is_cut:
            return ""
        text, more = self._extent.rest(self._rest_shown)
        if not more and not text.strip():
            return ""
        reason = "The post is longer than can be formatted"
        return plain_box(text, f"{reason}; {more:,} more characters follow" if more else reason) + "\n"

    def html(self, below: int = 0) -> str:
        """Return the HTML of the whole body, white space included; equals ``render_body`` of the same lines.

        Of blank lines at the head the first ``below`` do not count.
        """
        return "".join(self._parts(below))

    def _parts(self, below: int) -> Iterator[str]:
        """Yield the blocks with what blank lines between them, before the first and behind the last stand for.

        Those around a block that only defines are one.
        """
        after_blank = self._starts[0] > below if self._pieces else True
        if after_blank:
            yield "\n"
        last = len(self._pieces) - 1
        for index, piece in enumerate(self._pieces):
            if html := self._lines_of(index):
                yield html
            draft = self._draft(piece)
            after_blank = after_blank and draft.only_defines
            if not after_blank and (index < last or draft.ends_blank or self._has_blank_foot()):
                yield "\n"
                after_blank = True
        yield self._end()

    def _has_blank_foot(self) -> bool:
        """Return whether blank lines follow the last block; an empty last one is the end of the line before it."""
        last = len(self._pieces) - 1
        rest = self._lines[self._starts[last] + self._pieces[last].count :]
        return len(rest) > 1 or (len(rest) == 1 and rest[0] != "")


def _first_note(options: Mapping[str, str]) -> int:
    """Return the number of the first note, which an option may set."""
    given = options.get("footnote_nr", "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 7 else 1


def _difference(old: Sequence[str], new: Sequence[str]) -> tuple[int, int, int]:
    """Return first line, lines removed and lines added between two texts."""
    shorter = min(len(old), len(new))
    head = next((at for at in range(shorter) if old[at] != new[at]), shorter)
    rest = shorter - head
    tail = next((at for at in range(rest) if old[-1 - at] != new[-1 - at]), rest)
    return head, len(old) - tail - head, len(new) - tail - head


def _common(old: Sequence[Piece], new: Sequence[Piece]) -> int:
    """Return how many pieces at the start have the same text."""
    count = 0
    for before, after in zip(old, new, strict=False):
        if before.text != after.text:
            break
        before.count, before.hungry = after.count, after.hungry
        count += 1
    return count


def _inherit_from(gone: Sequence[Piece], come: Sequence[Piece]) -> None:
    """Let each new piece start with its forerunner's place, so that an unchanged place is no news."""
    for before, after in zip(gone, come, strict=True):
        after.place = before.place
