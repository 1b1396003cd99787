"""A pure edit and the same edit in a document give the same text, as one step, touching no more than it must."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QTextCursor, QTextDocument
from PySide6.QtWidgets import QPlainTextDocumentLayout

from editor.core.markdown.selection import Edit, Place, Selection
from editor.widgets.writing.columns import from_utf16, to_utf16
from editor.widgets.writing.edits import DocumentLines, apply_edit, place_of, position_of, selection_of

LINE = st.text("ab *🎉é\u00a0", max_size=8)


def document_of(lines: list[str]) -> QTextDocument:
    document = QTextDocument()
    document.setPlainText("\n".join(lines))
    document.clearUndoRedoStacks()
    return document


def lines_of(document: QTextDocument) -> list[str]:
    return list(DocumentLines(document))


@given(st.lists(LINE, min_size=1, max_size=6), st.lists(LINE, max_size=4), st.data())
@settings(max_examples=200)
def test_an_edit_comes_out_in_the_document_as_it_does_on_paper(
    qapp: object, lines: list[str], new: list[str], data: st.DataObject
) -> None:
    first = data.draw(st.integers(0, len(lines) - 1))
    last = data.draw(st.integers(first + 1, len(lines)))
    new = new or [""]
    result = [*lines[:first], *new, *lines[last:]]
    line = data.draw(st.integers(0, len(result) - 1))
    place = Place(line, data.draw(st.integers(0, len(result[line]))))
    edit = Edit(first, last, tuple(new), Selection(Place(0, 0), place))
    document = document_of(lines)
    cursor = QTextCursor(document)
    apply_edit(cursor, edit)
    assert lines_of(document) == edit.apply(lines) == result
    assert selection_of(cursor) == edit.selection
    if result != lines:
        document.undo()
    assert lines_of(document) == lines
    assert not document.isUndoAvailable()


def test_an_edit_touches_only_what_changes(qapp: object) -> None:
    document = document_of(["same", "the old words", "same"])
    document.setDocumentLayout(QPlainTextDocumentLayout(document))  # without one, Qt tells of no change
    told: list[tuple[int, int, int]] = []
    document.contentsChange.connect(lambda *change: told.append(change))
    apply_edit(
        QTextCursor(document),
        Edit(0, 3, ("same", "the new words", "same"), Selection(Place(0, 0), Place(0, 0))),
    )
    assert told == [(9, 3, 3)]


@given(st.text("ab🎉é", max_size=10), st.integers(0, 12))
def test_columns_there_and_back(text: str, column: int) -> None:
    column = min(column, len(text))
    assert from_utf16(text, to_utf16(text, column)) == column
    assert to_utf16(text, len(text)) == len(text.encode("utf-16-le")) // 2


@pytest.mark.parametrize(
    ("place", "position"),
    [
        (Place(0, 0), 0),
        (Place(0, 2), 3),
        (Place(1, 1), 5),
        (Place(1, 99), 6),
        (Place(99, 0), 6),
        (Place(-1, -5), 0),
    ],
)
def test_positions_outside_the_text_are_its_nearest_end(qapp: object, place: Place, position: int) -> None:
    document = document_of(["🎉a", "bc"])
    assert position_of(document, place) == position


def test_a_position_knows_its_place(qapp: object) -> None:
    document = document_of(["🎉a", "bc"])
    assert place_of(document, 3) == Place(0, 2)
    assert place_of(document, 5) == Place(1, 1)


def test_lines_are_a_sequence(qapp: object) -> None:
    lines = DocumentLines(document_of(["a", "b", "c"]))
    assert (len(lines), lines[1], lines[-1], lines[1:]) == (3, "b", "c", ["b", "c"])
    with pytest.raises(IndexError):
        lines[3]
