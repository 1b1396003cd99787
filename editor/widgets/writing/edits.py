"""Owns the step from Qt's cursor to the pure editing functions and back: lines in, one undo step out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import overload

from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument

from editor.core.markdown.selection import Edit, Place, Selection
from editor.widgets.writing.columns import from_utf16, to_utf16


class DocumentLines(Sequence[str]):
    """The lines of a document, each read only when it is asked for."""

    def __init__(self, document: QTextDocument) -> None:
        self._document = document

    def __len__(self) -> int:
        return self._document.blockCount()

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> list[str]: ...
    def __getitem__(self, index: int | slice) -> str | list[str]:
        if isinstance(index, slice):
            return [self[number] for number in range(*index.indices(len(self)))]
        if index < 0:
            index += len(self)
        if not 0 <= index < len(self):
            raise IndexError(index)
        return self._document.findBlockByNumber(index).text()

    def __iter__(self) -> Iterator[str]:
        block = self._document.firstBlock()
        while block.isValid():
            yield block.text()
            block = block.next()


def place_of(document: QTextDocument, position: int) -> Place:
    """Return the line and column of a position in a document."""
    block = document.findBlock(position)
    return Place(block.blockNumber(), from_utf16(block.text(), position - block.position()))


def position_of(document: QTextDocument, place: Place) -> int:
    """Return the position of a line and column; what lies outside the text is taken as its nearest end."""
    block = document.findBlockByNumber(max(place.line, 0))
    if not block.isValid():
        block = document.lastBlock()
        return block.position() + block.length() - 1
    return block.position() + to_utf16(block.text(), max(place.column, 0))


def selection_of(cursor: QTextCursor) -> Selection:
    """Return where a cursor stands as lines and columns."""
    document = cursor.document()
    end = place_of(document, cursor.position())
    if not cursor.hasSelection():
        return Selection(end, end)
    return Selection(place_of(document, cursor.anchor()), end)


def apply_edit(cursor: QTextCursor, edit: Edit) -> None:
    """Change the document as ``edit`` says, in one undo step, touching no character that stays; move ``cursor``."""
    document = cursor.document()
    first = document.findBlockByNumber(edit.first)
    last = document.findBlockByNumber(edit.last - 1)
    old = "\n".join(_texts(first, last))
    new = "\n".join(edit.lines)
    head = _common_length(old, new)
    tail = _common_length(old[head:][::-1], new[head:][::-1])
    start = first.position() + _units(old[:head])
    end = last.position() + last.length() - 1 - _units(old[len(old) - tail :])
    cursor.beginEditBlock()
    if old != new:
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(new[head : len(new) - tail])
    cursor.endEditBlock()
    cursor.setPosition(position_of(document, edit.selection.anchor))
    cursor.setPosition(position_of(document, edit.selection.cursor), QTextCursor.MoveMode.KeepAnchor)


def _texts(first: QTextBlock, last: QTextBlock) -> Iterator[str]:
    block = first
    while block.isValid():
        yield block.text()
        if block == last:
            return
        block = block.next()


def _units(text: str) -> int:
    return to_utf16(text, len(text))


def _common_length(one: str, other: str) -> int:
    """Return how many leading characters two texts share."""
    size = min(len(one), len(other))
    if one[:size] == other[:size]:
        return size
    low, high = 0, size
    while high - low > 1:
        middle = (low + high) // 2
        if one[:middle] == other[:middle]:
            low = middle
        else:
            high = middle
    return low
