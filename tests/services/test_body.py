"""The lines beside the editor's document: always the same text, whatever is typed, pasted, cut, undone or replaced."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QTextCursor, QTextDocument
from PySide6.QtWidgets import QPlainTextDocumentLayout

from editor.services.body import Body, BodyChange, rewrite, utf16_length
from editor.widgets.writing.editor import prepare_document

TEXT = st.text(st.sampled_from(list("ab \n\n\t#`😀é\u2028\u00a0\ufeff")), max_size=12)
PLACE = st.integers(0, 10**6)
EDITS = st.one_of(
    st.tuples(st.just("type"), PLACE, PLACE, TEXT),
    st.tuples(st.just("delete"), PLACE, PLACE, st.just("")),
    st.tuples(st.just("backspace"), PLACE, PLACE, st.just("")),
    st.tuples(st.just("all"), PLACE, PLACE, TEXT),
    st.tuples(st.just("two"), PLACE, PLACE, TEXT),
    st.tuples(st.just("undo"), PLACE, PLACE, st.just("")),
    st.tuples(st.just("redo"), PLACE, PLACE, st.just("")),
    st.tuples(st.just("plain"), PLACE, PLACE, TEXT),
    st.tuples(st.just("paste"), PLACE, PLACE, TEXT),
    st.tuples(st.just("replace"), PLACE, PLACE, TEXT),
)


def plain(document: QTextDocument) -> None:
    document.setDocumentLayout(QPlainTextDocumentLayout(document))


def nothing(_document: QTextDocument) -> None:
    """Leave a document as Qt makes it, without a layout."""


def lines_in(document: QTextDocument) -> list[str]:
    return [document.findBlockByNumber(number).text() for number in range(document.blockCount())]


def carry_out(body: Body, edit: tuple[str, int, int, str]) -> None:
    kind, one, other, text = edit
    document = body.document
    # Between the halves of an emoji no editor puts its cursor, and neither does this.
    stops = [0]
    for line in body.lines:
        for character in line:
            stops.append(stops[-1] + utf16_length(character))
        stops.append(stops[-1] + 1)
    stops.pop()
    one, other = stops[one % len(stops)], stops[other % len(stops)]
    cursor = QTextCursor(document)
    cursor.setPosition(one)
    cursor.setPosition(other, QTextCursor.MoveMode.KeepAnchor)
    match kind:
        case "type":
            cursor.insertText(text)
        case "delete":
            cursor.deleteChar()
        case "backspace":
            cursor.setPosition(one)
            cursor.deletePreviousChar()
        case "all":
            cursor.select(QTextCursor.SelectionType.Document)
            cursor.insertText(text)
        case "two":
            cursor.beginEditBlock()
            cursor.insertText(text)
            cursor.movePosition(QTextCursor.MoveOperation.End)
            cursor.insertText("\nx")
            cursor.movePosition(QTextCursor.MoveOperation.Start)
            cursor.deleteChar()
            cursor.endEditBlock()
        case "undo":
            document.undo()
        case "redo":
            document.redo()
        case "plain":
            document.setPlainText(text)
        case "paste":
            cursor.insertText(f"{text}\n" * 30)
        case "replace":
            body.replace(text, "\n")


@settings(max_examples=200)
@pytest.mark.parametrize(
    "prepare", [plain, nothing, prepare_document], ids=["plain", "no layout", "the editor's"]
)
@given(start=TEXT, edits=st.lists(EDITS, max_size=25))
def test_the_lines_are_always_those_of_the_document(
    qapp: object,
    prepare: Callable[[QTextDocument], None],
    start: str,
    edits: list[tuple[str, int, int, str]],
) -> None:
    body = Body(prepare)
    body.fill(start, "\n")
    # Whoever follows by the changes alone, as the preview does, must come to the same lines.
    told = body.lines

    def follow(change: BodyChange) -> None:
        told[change.first : change.first + change.removed] = change.lines[
            change.first : change.first + change.added
        ]
        assert told == list(change.lines)

    body.changed.connect(follow)
    for edit in edits:
        carry_out(body, edit)
        assert body.lines == lines_in(body.document)
        assert told == body.lines
    assert body.text().count("\n") == len(body.lines) - 1


@settings(max_examples=200)
@given(
    old=st.lists(st.sampled_from(["", "a", "ab", "😀b", "a😀b", "c"]), min_size=1, max_size=12),
    data=st.data(),
)
def test_any_text_is_rewritten_into_any_other_in_one_step(
    qapp: object, old: list[str], data: st.DataObject
) -> None:
    new = data.draw(st.lists(st.sampled_from(["", "a", "ab", "😀b", "a😀b", "c"]), min_size=1, max_size=12))
    document = QTextDocument()
    document.setPlainText("\n".join(old))
    rewrite(document, old, new)
    assert lines_in(document) == new
    if old != new:
        document.undo()
    assert lines_in(document) == old


def test_what_is_the_same_is_not_touched(qapp: object) -> None:
    body = Body(plain)
    body.fill("one\ntwo 😀 three\nfour\n", "\n")
    cursors = {}
    for word in ("one", "two", "three", "four"):
        cursors[word] = body.document.find(word)
    assert body.replace("zero\none\ntwo 😀😀, three\nfour\n", "\n")
    assert {word: cursor.selectedText() for word, cursor in cursors.items()} == {
        word: word for word in cursors
    }


def test_a_text_with_nothing_in_common_is_replaced_without_comparing_every_line(qapp: object) -> None:
    body = Body(plain)
    body.fill("\n".join(f"old {number}" for number in range(5000)), "\n")
    new = "\n".join(f"new {number}" for number in range(5000))
    assert body.replace(new, "\n")
    assert body.text() == new
    body.document.undo()
    assert body.lines[-1] == "old 4999"


def test_stand_ins_mean_the_same_after_replacing_and_undoing(qapp: object) -> None:
    body = Body(plain)
    body.fill("a\u2028b\n", "\n")
    assert body.replace("plain\n", "\n")
    body.document.undo()
    assert body.text() == "a\u2028b\n"
    assert body.replace("a\u2028c\n", "\n")
    # The private character that stands in for U+2028 here is this text's own: they cannot share a document.
    (stand_in,) = body.original.escapes.values()
    assert not body.replace(f"{stand_in}\n", "\n")
    assert not body.replace("a\u2029\u2028\n", "\n")
    assert body.text() == "a\u2028c\n"
    body.fill(f"{stand_in}\n", "\n")
    assert body.text() == f"{stand_in}\n"
    assert not body.replace("a\u2028c\n", "\n")


def test_an_edit_reads_the_touched_lines_only(qapp: object) -> None:
    body = Body(plain)
    body.fill("\n".join("word " * 10 for _ in range(10_000)), "\n")
    changes: list[BodyChange] = []
    body.changed.connect(changes.append)
    cursor = QTextCursor(body.document.findBlockByNumber(5000))
    cursor.insertText("x")
    cursor.insertText("\ny\n")
    cursor.deletePreviousChar()
    told = [(change.first, change.removed, change.added) for change in changes]
    assert told == [(5000, 1, 1), (5000, 1, 3), (5001, 2, 1)]


_CHANGES = st.lists(
    st.tuples(st.integers(0, 30), st.integers(0, 4), st.integers(0, 4)), min_size=2, max_size=2
)


@given(_CHANGES)
def test_two_changes_near_each_other_are_one(changes: list[tuple[int, int, int]]) -> None:
    before = [f"line {number}" for number in range(20)]
    lines, made = before, []
    for at, removed, added in changes:
        first = min(at, len(lines))
        removed = min(removed, len(lines) - first)
        new = [f"new {len(made)}.{number}" for number in range(added)]
        lines = [*lines[:first], *new, *lines[first + removed :]]
        made.append(BodyChange(lines, first, removed, added))
    both = made[0].followed_by(made[1])
    if both is None:
        assert abs(made[0].first - made[1].first) > 8
        return
    new = lines[both.first : both.first + both.added]
    assert [*before[: both.first], *new, *before[both.first + both.removed :]] == lines
