"""Owns going from match to match in a document, and replacing them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtGui import QTextBlock, QTextCursor

from editor.widgets.writing.search import Finder, Match

MayMatch = Callable[[int], bool]
"""Tells of a line number whether the line is worth looking at."""

Found = tuple[QTextBlock, Match]


def next_match(finder: Finder, cursor: QTextCursor, may_match: MayMatch) -> Found | None:
    """Return the first match behind the selection, around the end if need be. Raises SlowPatternError."""
    block = cursor.document().findBlock(cursor.selectionEnd())
    here = cursor.selectionEnd() - block.position()
    # An empty match under the cursor is where the writer stands already.
    bare = not cursor.hasSelection()
    for turn, each in enumerate(_around(block, may_match, forward=True)):
        for match in finder.matches(each.text()):
            ahead = match.start > here or (match.start == here and not (bare and match.length == 0))
            if turn or each != block or ahead:
                return each, match
    return None


def previous_match(finder: Finder, cursor: QTextCursor, may_match: MayMatch) -> Found | None:
    """Return the last match before the selection, around the head if need be. Raises SlowPatternError."""
    block = cursor.document().findBlock(cursor.selectionStart())
    here = cursor.selectionStart() - block.position()
    for turn, each in enumerate(_around(block, may_match, forward=False)):
        matches = [
            match for match in finder.matches(each.text()) if turn or each != block or match.start < here
        ]
        if matches:
            return each, matches[-1]
    return None


def _around(block: QTextBlock, may_match: MayMatch, *, forward: bool) -> Iterator[QTextBlock]:
    """Yield the blocks from ``block`` once around the document and ``block`` again."""
    document = block.document()
    each = block
    for _ in range(document.blockCount() + 1):
        if may_match(each.blockNumber()) or each == block:
            yield each
        each = each.next() if forward else each.previous()
        if not each.isValid():
            each = document.firstBlock() if forward else document.lastBlock()


def selected_match(finder: Finder, cursor: QTextCursor) -> tuple[int, Match] | None:
    """Return the match that is selected and which of its line it is, from 1. Raises SlowPatternError."""
    block = cursor.document().findBlock(cursor.selectionStart())
    start, length = (
        cursor.selectionStart() - block.position(),
        cursor.selectionEnd() - cursor.selectionStart(),
    )
    for number, match in enumerate(finder.matches(block.text()), 1):
        if (match.start, match.length) == (start, length):
            return number, match
    return None


def replace_all(finder: Finder, cursor: QTextCursor, text: str, may_match: MayMatch) -> int:
    """Replace every match in the cursor's document as one undo step; return how many. Raises SlowPatternError."""
    found: list[tuple[int, Match]] = []
    block = cursor.document().firstBlock()
    while block.isValid():
        if may_match(block.blockNumber()):
            found += [(block.position(), match) for match in finder.matches(block.text())]
        block = block.next()
    cursor.beginEditBlock()
    for position, match in reversed(found):
        cursor.setPosition(position + match.start)
        cursor.setPosition(position + match.start + match.length, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(finder.replacement(match, text))
    cursor.endEditBlock()
    return len(found)
