"""Only the lines on screen are styled; what is shown is always what a fresh look at the text would give."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QTextBlock, QTextCursor, QTextDocument
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from editor.core.markdown.highlight import START, LineState, line_state
from editor.widgets.theme import DARK
from editor.widgets.writing import highlighter
from editor.widgets.writing.editor import MarkdownEditor, prepare_document
from tests.widgets.writing.conftest import PROSE, Desk

Look = list[tuple[int, int, bool, bool, str]]


def look(block: QTextBlock) -> Look:
    """What is styled in a line: start, length, bold, italic, colour of each run."""
    return [
        (
            run.start,
            run.length,
            run.format.fontWeight() >= QFont.Weight.Bold,
            run.format.fontItalic(),
            run.format.foreground().color().name(),
        )
        for run in block.layout().formats()
    ]


def look_of(desk: Desk, line: int) -> Look:
    desk.editor.viewport().repaint()
    return look(desk.document.findBlockByNumber(line))


def styled_lines(document: QTextDocument) -> int:
    block, count = document.firstBlock(), 0
    while block.isValid():
        count += bool(block.layout().formats())
        block = block.next()
    return count


def test_strong_words_are_bold_and_their_marks_are_not(desk: Desk) -> None:
    desk.draw("¦after **nine winters** on")
    marks = look_of(desk, 0)
    assert [(start, length, bold) for start, length, bold, _, _ in marks] == [
        (6, 2, False),
        (8, 12, True),
        (20, 2, False),
    ]


def test_an_emoji_before_a_mark_does_not_shift_it(desk: Desk) -> None:
    desk.draw("¦🎉 **party**")
    assert [(start, length) for start, length, *_ in look_of(desk, 0)] == [(3, 2), (5, 5), (10, 2)]


def test_a_long_post_is_styled_on_screen_only(desk: Desk) -> None:
    desk.draw("¦" + "\n".join(["**bold** words"] * 5000))
    desk.editor.viewport().repaint()
    assert 0 < styled_lines(desk.document) < 60


def test_scrolling_styles_what_comes_into_sight(desk: Desk) -> None:
    desk.draw("¦" + "\n".join(["**bold** words"] * 5000))
    desk.editor.scroll_to_line(3000)
    assert look_of(desk, 3003)
    assert styled_lines(desk.document) < 150


def test_a_fence_opened_at_the_head_changes_what_is_on_screen_at_once_and_no_more(desk: Desk) -> None:
    desk.draw("¦\n" + "\n".join(["**bold** words"] * 5000))
    QTest.keyClicks(desk.editor, "```")
    assert not any(bold for _, _, bold, _, _ in look_of(desk, 5))
    assert styled_lines(desk.document) < 60
    for _ in range(3):
        QTest.keyClick(desk.editor, Qt.Key.Key_Backspace)
    assert any(bold for _, _, bold, _, _ in look_of(desk, 5))


def test_far_below_a_new_fence_is_right_too(desk: Desk) -> None:
    desk.draw("¦\n" + "\n".join(["**bold** words"] * 5000))
    QTest.keyClicks(desk.editor, "```")
    desk.editor.scroll_to_line(4000)
    assert not any(bold for _, _, bold, _, _ in look_of(desk, 4003))


def test_an_underline_typed_below_makes_a_heading_and_taking_it_away_unmakes_it(desk: Desk) -> None:
    desk.draw("Title\n¦")
    QTest.keyClicks(desk.editor, "==")
    assert [bold for _, _, bold, _, _ in look_of(desk, 0)] == [True]
    for _ in range(2):
        QTest.keyClick(desk.editor, Qt.Key.Key_Backspace)
    assert look_of(desk, 0) == []


def test_styling_leaves_undo_and_the_modified_mark_alone(desk: Desk) -> None:
    desk.draw("¦**bold**")
    desk.document.setModified(False)
    desk.document.clearUndoRedoStacks()
    desk.editor.viewport().repaint()
    assert not desk.document.isModified()
    assert not desk.document.isUndoAvailable()


def test_styling_tells_nobody_of_a_change(desk: Desk) -> None:
    desk.draw("¦" + "\n".join(["**bold** words"] * 500))
    told: list[tuple[int, int, int]] = []
    desk.document.contentsChange.connect(lambda *change: told.append(change))
    desk.editor.scroll_to_line(300)
    desk.editor.viewport().repaint()
    assert told == []
    QTest.keyClick(desk.editor, "x")
    assert told == [(0, 0, 1)]


def test_code_in_a_fence_is_coloured_by_its_language(desk: Desk, qtbot: QtBot) -> None:
    desk.draw('```python\ndef sail(boat):\n    """Over\n    lines."""\n```\ndef plain¦')
    desk.editor.viewport().repaint()
    fence = desk.document.findBlockByNumber(1)
    qtbot.waitUntil(lambda: (0, 3, True) in [run[:3] for run in look(fence)])
    green = {run[4] for run in look(desk.document.findBlockByNumber(3))}
    assert green & {run[4] for run in look(desk.document.findBlockByNumber(2))}
    assert look(desk.document.findBlockByNumber(5)) == []


def test_a_fence_in_an_unknown_language_is_plain_code(desk: Desk, qtbot: QtBot) -> None:
    desk.draw("```klingon\nqapla\n```\n```python\ndef x\n```¦")
    desk.editor.viewport().repaint()
    # The fence below has been coloured, so this one has had its turn.
    qtbot.waitUntil(lambda: len(look(desk.document.findBlockByNumber(4))) > 1)
    assert len(look(desk.document.findBlockByNumber(1))) == 1


def test_typing_in_a_fence_is_coloured_while_it_is_typed(desk: Desk, qtbot: QtBot) -> None:
    desk.draw("```python\ndef x(): pass\n¦\n```")
    desk.editor.viewport().repaint()
    qtbot.waitUntil(lambda: len(look(desk.document.findBlockByNumber(1))) > 1)
    QTest.keyClicks(desk.editor, "return 1")
    assert (0, 6, True) in [run[:3] for run in look(desk.document.findBlockByNumber(2))]


LINES = [
    "```",
    "```python",
    "~~~",
    "**bold** a",
    "- item",
    "  more",
    "> said",
    "",
    "Title",
    "===",
    "<!-- open",
    "-->",
    "    in",
    "# H",
    "🎉 *x*",
]
EDIT = st.tuples(
    st.sampled_from(["type", "line", "delete", "undo", "redo", "paste"]),
    st.integers(0, 10**6),
    st.integers(0, 40),
)


@given(st.lists(st.sampled_from(LINES), max_size=25), st.lists(EDIT, max_size=12))
@example(
    lines=["```", "🎉 *x*", "**bold** a", "**bold** a", "- item"],
    edits=[
        ("type", 6, 0),
        ("type", 6, 0),
        ("type", 0, 0),
        ("type", 7, 0),
        ("delete", 7, 2),
        ("type", 491112, 0),
    ],
)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_after_any_edits_all_lines_look_as_if_the_text_had_just_been_opened(
    desk: Desk, lines: list[str], edits: list[tuple[str, int, int]]
) -> None:
    document = desk.document
    document.setPlainText("\n".join(lines))
    desk.editor.viewport().repaint()
    for kind, place, size in edits:
        carry_out(document, kind, place, size)
        if size % 2:
            desk.editor.viewport().repaint()
    desk.editor.viewport().repaint()
    fresh_editor = desk.editor
    fresh = QTextDocument(fresh_editor)
    prepare_document(fresh)
    fresh.setPlainText(document.toPlainText())
    old = [look(document.findBlockByNumber(number)) for number in range(min(18, document.blockCount()))]
    fresh_editor.show_body(fresh)
    fresh_editor.scroll_to_line(0)
    fresh_editor.viewport().repaint()
    new = [look(fresh.findBlockByNumber(number)) for number in range(min(18, fresh.blockCount()))]
    fresh_editor.show_body(document)
    assert old == new
    state = START
    for number, text in enumerate(document.toPlainText().split("\n")):
        assert document.documentLayout().highlighter.state_above(number) == state
        state = line_state(text, state)


def carry_out(document: QTextDocument, kind: str, place: int, size: int) -> None:
    cursor = QTextCursor(document)
    last = document.characterCount() - 1
    cursor.setPosition(place % (last + 1))
    if kind == "undo":
        document.undo()
    elif kind == "redo":
        document.redo()
    elif kind == "delete":
        cursor.setPosition(min(last, cursor.position() + size), QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
    elif kind == "type":
        cursor.insertText(["`", "*", "x", " ", "-", "="][size % 6])
    else:
        chosen = [LINES[(size + step) % len(LINES)] for step in range(1 + size % 5)]
        cursor.insertText("\n" if kind == "line" else "\n".join(chosen))


def test_wide_prose_does_not_make_the_editor_slower_to_open(desk: Desk) -> None:
    desk.draw("¦" + "\n\n".join([PROSE * 3] * 2000))
    desk.editor.viewport().repaint()
    laid_out = sum(
        1
        for number in range(desk.document.blockCount())
        if desk.document.findBlockByNumber(number).layout().lineCount()
    )
    assert laid_out < 200


def test_another_theme_restyles(desk: Desk) -> None:
    desk.draw("¦[a](b)")
    light = look_of(desk, 0)
    desk.editor.set_theme(DARK)
    assert look_of(desk, 0)[0][4] == DARK.link != light[0][4]


def test_an_editor_without_a_post_is_empty_and_read_only(open_editor: Callable[..., MarkdownEditor]) -> None:
    editor = open_editor()
    QTest.keyClicks(editor, "lost words")
    assert editor.toPlainText() == ""


def test_a_site_without_githubs_additions_is_coloured_so_at_once_and_back(desk: Desk) -> None:
    desk.draw("Harbour\n# Wall\n~~tern~~¦")
    heading, struck = look_of(desk, 1), look_of(desk, 2)
    assert heading
    assert struck
    desk.editor.set_gfm(False)
    assert look_of(desk, 1) == look_of(desk, 2) == []
    assert not desk.editor.state_above(1).gfm
    desk.editor.set_gfm(True)
    assert (look_of(desk, 1), look_of(desk, 2)) == (heading, struck)


def test_the_end_of_a_long_text_is_shown_before_all_above_has_been_looked_at(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, lines in (("_AT_ONCE", 100), ("_LOOK_BACK", 40), ("_SLICE", 50)):
        monkeypatch.setattr(highlighter, name, lines)
    looked_at = []

    def counted(text: str, above: LineState) -> LineState:
        looked_at.append(text)
        return line_state(text, above)

    desk.draw("¦~~~\n" + "\n".join(["**bold** words"] * 1000))
    desk.editor.viewport().repaint()
    monkeypatch.setattr(highlighter, "line_state", counted)
    desk.editor.moveCursor(QTextCursor.MoveOperation.End)
    desk.editor.viewport().repaint()
    last = desk.document.lastBlock()
    assert 0 < len(looked_at) <= 41
    assert any(bold for _, _, bold, _, _ in look(last))  # as if no fence were open

    def all_code() -> bool:
        desk.editor.viewport().repaint()
        return not any(bold for _, _, bold, _, _ in look(last))

    qtbot.waitUntil(all_code)
    assert len(looked_at) > 900
