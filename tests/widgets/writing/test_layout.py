"""Lines stand a fixed distance apart, and scrolling, paging, clicking and selecting all know of it."""

from __future__ import annotations

import gc
from collections.abc import Callable
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor, QTextDocument
from PySide6.QtTest import QTest

from editor.widgets.writing.editor import MarkdownEditor, prepare_document
from tests.widgets.writing.conftest import PROSE, Desk

SLOT = 25  # 14 px at 1.75, in whole pixels


def long_text(lines: int = 400) -> str:
    return "\n".join(f"{number}. {PROSE if number % 3 else 'short'}" for number in range(1, lines + 1))


def slots(editor: MarkdownEditor) -> list[float]:
    """The y of every line of text on screen, in px of the viewport."""
    tops = []
    block = editor.firstVisibleBlock()
    while block.isValid():
        top = editor.blockBoundingGeometry(block).translated(editor.contentOffset()).top()
        if top > editor.viewport().height():
            break
        layout = block.layout()
        tops += [top + layout.lineAt(number).y() for number in range(layout.lineCount())]
        block = block.next()
    return tops


def assert_even(editor: MarkdownEditor) -> None:
    tops = slots(editor)
    steps = {round(lower - upper, 2) for upper, lower in pairwise(tops)}
    assert steps == {SLOT}


def cursor_is_in_sight(editor: MarkdownEditor) -> bool:
    rect = editor.cursorRect()
    return rect.top() >= 0 and rect.bottom() <= editor.viewport().height()


def test_lines_are_evenly_spaced_across_wraps_and_blocks(desk: Desk) -> None:
    desk.draw("¦" + long_text(30))
    assert_even(desk.editor)


@pytest.mark.parametrize("key", ["x", Qt.Key.Key_Return, Qt.Key.Key_Backspace, Qt.Key.Key_Delete])
def test_lines_stay_even_while_typing_anywhere(desk: Desk, key: str | Qt.Key) -> None:
    desk.draw("¦" + long_text(30))
    for line in (0, 1, 2, 5, 29):
        desk.editor.go_to(line, 4)
        for _ in range(40):
            QTest.keyClick(desk.editor, key)
        assert_even(desk.editor)


def test_lines_stay_even_after_paste_undo_and_a_new_width(desk: Desk) -> None:
    desk.draw("¦" + long_text(60))
    desk.editor.insert_text(long_text(20) + "\n")
    assert_even(desk.editor)
    desk.editor.undo()
    assert_even(desk.editor)
    desk.editor.resize(420, 500)
    assert_even(desk.editor)
    desk.editor.set_measure(30)
    assert_even(desk.editor)
    desk.editor.set_font("", 20)
    assert {round(b - a) for a, b in pairwise(slots(desk.editor))} == {35}


@pytest.mark.parametrize("height", [300, 411, 500, 777])
def test_jumping_to_the_end_shows_the_last_line_whole(desk: Desk, height: int) -> None:
    desk.editor.resize(640, height)
    desk.draw("¦" + long_text())
    QTest.keyClick(desk.editor, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert cursor_is_in_sight(desk.editor)
    assert_even(desk.editor)
    QTest.keyClicks(desk.editor, " more words at the end of it all" * 9)
    assert cursor_is_in_sight(desk.editor)
    QTest.keyClick(desk.editor, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    assert desk.editor.top_line() == 0
    assert cursor_is_in_sight(desk.editor)


def test_the_scroll_bar_reaches_the_last_line(desk: Desk) -> None:
    desk.draw("¦" + long_text())
    bar = desk.editor.verticalScrollBar()
    bar.setValue(bar.maximum())
    last = desk.document.lastBlock()
    rect = desk.editor.blockBoundingGeometry(last).translated(desk.editor.contentOffset())
    assert rect.bottom() <= desk.editor.viewport().height() + SLOT
    assert_even(desk.editor)


def test_paging_down_leaves_no_line_unseen(desk: Desk) -> None:
    desk.draw("¦" + long_text())
    editor, seen = desk.editor, set()
    for _ in range(200):
        block = editor.firstVisibleBlock()
        while block.isValid():
            rect = editor.blockBoundingGeometry(block).translated(editor.contentOffset())
            if rect.top() >= editor.viewport().height():
                break
            for number in range(block.layout().lineCount()):
                line = block.layout().lineAt(number)
                top = rect.top() + line.y()
                if top >= -1 and top + line.height() <= editor.viewport().height() + 1:
                    seen.add((block.blockNumber(), number))
            block = block.next()
        if editor.verticalScrollBar().value() == editor.verticalScrollBar().maximum():
            break
        QTest.keyClick(editor, Qt.Key.Key_PageDown)
        assert_even(editor)
    all_lines = {
        (number, line)
        for number in range(desk.document.blockCount())
        for line in range(desk.document.findBlockByNumber(number).lineCount())
    }
    assert all_lines - seen == set()


def test_paging_up_comes_back_to_the_top(desk: Desk) -> None:
    desk.draw("¦" + long_text())
    QTest.keyClick(desk.editor, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    for _ in range(200):
        QTest.keyClick(desk.editor, Qt.Key.Key_PageUp)
        assert_even(desk.editor)
        assert cursor_is_in_sight(desk.editor)
    assert desk.editor.top_line() == 0


def test_going_to_a_line_centres_it(desk: Desk) -> None:
    desk.draw("¦" + long_text())
    desk.editor.go_to(250, 3)
    middle = desk.editor.viewport().height() / 2
    assert abs(desk.editor.cursorRect().center().y() - middle) <= 2 * SLOT
    assert desk.editor.textCursor().blockNumber() == 250


def test_the_top_line_comes_back(desk: Desk) -> None:
    desk.draw("¦" + long_text())
    for line in (0, 3, 100.5, 390):
        desk.editor.scroll_to_line(line)
        assert desk.editor.top_line() <= line
        again = desk.editor.top_line()
        desk.editor.scroll_to_line(again)
        assert desk.editor.top_line() == again
    desk.editor.scroll_to_line(10_000)
    assert desk.editor.verticalScrollBar().value() == desk.editor.verticalScrollBar().maximum()


def test_a_click_between_two_lines_hits_the_nearer_line_where_it_was_clicked(desk: Desk) -> None:
    desk.draw("¦" + "\n".join(["abcdefghij"] * 12))
    editor = desk.editor
    x = editor.cursorRect(QTextCursor(desk.document.findBlockByNumber(0))).left() + 42
    for y in range(24, 24 + 10 * SLOT):
        QTest.mouseClick(editor.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(x, y))
        cursor = editor.textCursor()
        assert cursor.positionInBlock() == 5
        rect = editor.cursorRect()
        assert abs(rect.center().y() - y) <= SLOT / 2 + 1


def test_a_click_in_a_wrapped_line_hits_that_line(desk: Desk) -> None:
    desk.draw("¦" + PROSE + " " + PROSE)
    editor = desk.editor
    lines = desk.document.firstBlock().layout().lineCount()
    assert lines > 2
    for number in range(lines):
        line = desk.document.firstBlock().layout().lineAt(number)
        for share in (0.05, 0.5, 0.95):
            y = 20 + number * SLOT + 3 + int(share * (SLOT - 1))
            QTest.mouseClick(editor.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(60, y))
            assert line.textStart() < editor.textCursor().position() < line.textStart() + line.textLength()


def test_the_collector_leaves_a_document_alone_that_only_qt_holds(
    open_editor: Callable[..., MarkdownEditor],
) -> None:
    editor = open_editor()
    editor.show_body(child_document(editor))
    for _ in range(3):
        QTest.keyClicks(editor, "some words")
        gc.collect()
    assert editor.toPlainText().startswith("some words")
    assert_even(editor)


def child_document(editor: MarkdownEditor) -> QTextDocument:
    document = QTextDocument(editor)
    prepare_document(document)
    document.setPlainText("\n" + long_text(20))
    return document


def test_a_document_keeps_its_even_lines_while_another_is_shown(
    open_editor: Callable[..., MarkdownEditor],
) -> None:
    editor = open_editor()
    one, other = child_document(editor), child_document(editor)
    editor.show_body(one)
    editor.show_body(other)
    QTextCursor(one).insertText("changed\nmeanwhile\n" * 30)
    editor.resize(500, 400)
    editor.show_body(one)
    assert_even(editor)
    assert editor.toPlainText().startswith("changed")


def test_fallback_glyphs_do_not_move_the_lines_apart(desk: Desk) -> None:
    desk.draw("¦plain\nfarewell 🎉 中文\nplain\n" + "mixed 🎉 " * 40 + "\nplain")
    tops = slots(desk.editor)
    assert all(abs((lower - upper) - SLOT) <= 4 for upper, lower in pairwise(tops))
    assert desk.document.firstBlock().next().next().layout().lineAt(0).y() == slots(desk.editor)[0] - 20
