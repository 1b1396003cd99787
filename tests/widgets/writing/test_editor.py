"""The editor under real keys, clipboard and mouse: what the writer types is what stands in the document."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QTextCursor,
    QTextDocument,
    QWheelEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from editor.widgets.theme import DARK, LIGHT
from editor.widgets.writing.editor import MarkdownEditor, SelectionFacts, prepare_document
from tests.widgets.writing.conftest import PROSE, Desk

SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


def paste(text: str) -> None:
    QGuiApplication.clipboard().setText(text)


# -- typing ----------------------------------------------------------------------------------------------------------


def test_a_list_is_written_with_enter_and_tab_alone(desk: Desk) -> None:
    desk.draw("¦")
    QTest.keyClicks(desk.editor, "- First sailing")
    QTest.keyClick(desk.editor, Qt.Key.Key_Return)
    QTest.keyClicks(desk.editor, "at 06:40")
    QTest.keyClick(desk.editor, Qt.Key.Key_Tab)
    QTest.keyClick(desk.editor, Qt.Key.Key_Return)
    QTest.keyClick(desk.editor, Qt.Key.Key_Tab, SHIFT)
    QTest.keyClicks(desk.editor, "Last")
    QTest.keyClick(desk.editor, Qt.Key.Key_Return)
    QTest.keyClick(desk.editor, Qt.Key.Key_Return)
    QTest.keyClicks(desk.editor, "End")
    assert desk.drawn == "- First sailing\n  - at 06:40\n- Last\nEnd¦"


def test_enter_in_the_keypad_is_enter(desk: Desk) -> None:
    desk.draw("- one¦")
    QTest.keyClick(desk.editor, Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)
    assert desk.drawn == "- one\n- ¦"


def test_shift_enter_breaks_the_line_hard(desk: Desk) -> None:
    desk.draw("> one¦")
    QTest.keyClick(desk.editor, Qt.Key.Key_Return, SHIFT)
    assert desk.drawn == "> one  \n> ¦"


def test_enter_in_a_fence_far_from_its_opening_knows_it_is_code(desk: Desk) -> None:
    desk.draw("```\n" + "- x\n" * 300 + "- y¦\n```")
    QTest.keyClick(desk.editor, Qt.Key.Key_Return)
    assert "- y\n¦\n```" in desk.drawn


def test_each_editing_key_is_one_step_back(desk: Desk) -> None:
    desk.draw("1. one¦\n2. two\n3. three")
    before = desk.text
    QTest.keyClick(desk.editor, Qt.Key.Key_Return)
    assert desk.text == "1. one\n2. \n3. two\n4. three"
    desk.editor.undo()
    assert desk.text == before
    desk.editor.redo()
    assert desk.text == "1. one\n2. \n3. two\n4. three"


def test_tab_outside_lists_goes_to_the_next_stop(desk: Desk) -> None:
    desk.draw("ab¦")
    QTest.keyClick(desk.editor, Qt.Key.Key_Tab)
    assert desk.drawn == "ab  ¦"


def test_tab_over_selected_lines_moves_them_in_and_back_and_loses_none(desk: Desk) -> None:
    desk.draw("‹one\ntwo›\nthree")
    QTest.keyClick(desk.editor, Qt.Key.Key_Tab)
    assert desk.drawn == "    ‹one\n    two›\nthree"
    QTest.keyClick(desk.editor, Qt.Key.Key_Tab, SHIFT)
    assert desk.drawn == "‹one\ntwo›\nthree"


def test_shift_tab_at_the_head_of_a_line_leaves_the_editor(qtbot: QtBot) -> None:
    box = QWidget()
    qtbot.addWidget(box)
    row = QHBoxLayout(box)
    field, editor = QLineEdit(), MarkdownEditor()
    row.addWidget(field)
    row.addWidget(editor)
    document = QTextDocument(box)
    prepare_document(document)
    editor.show_body(document)
    box.show()
    qtbot.waitExposed(box)
    editor.setFocus()
    QTest.keyClick(editor, Qt.Key.Key_Tab, SHIFT)
    assert box.focusWidget() is field


@pytest.mark.parametrize(
    ("typed", "drawn"),
    [
        ("*", "a *‹word›* b"),
        ("[", "a [‹word›] b"),
        ("`", "a `‹word›` b"),
        ('"', 'a "‹word›" b'),
        ("x", "a x¦ b"),
    ],
)
def test_typing_over_a_selection(desk: Desk, typed: str, drawn: str) -> None:
    desk.draw("a ‹word› b")
    QTest.keyClicks(desk.editor, typed)
    assert desk.drawn == drawn


def test_two_stars_make_a_selection_strong(desk: Desk) -> None:
    desk.draw("a ‹word› b")
    QTest.keyClicks(desk.editor, "**")
    assert desk.drawn == "a **‹word›** b"


def test_an_emoji_does_not_lead_an_edit_astray(desk: Desk) -> None:
    desk.draw("🎉 ‹party› 🎉")
    desk.editor.bold()
    assert desk.drawn == "🎉 **‹party›** 🎉"


# -- commands --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("command", "before", "then"),
    [
        (lambda editor: editor.bold(), "th¦e", "**th¦e**"),
        (lambda editor: editor.italic(), "th¦e", "*th¦e*"),
        (lambda editor: editor.link(), "‹the›", "[the](¦)"),
        (lambda editor: editor.heading(2), "th¦e", "## th¦e"),
        (lambda editor: editor.quote(), "th¦e", "> th¦e"),
        (lambda editor: editor.bullets(), "th¦e", "- th¦e"),
        (lambda editor: editor.numbers(), "‹a\nb›", "1. ‹a\n2. b›"),
        (lambda editor: editor.comment(), "th¦e", "<!-- th¦e -->"),
        (lambda editor: editor.move_lines(-1), "a\nb¦", "b¦\na"),
        (lambda editor: editor.insert_image("/a b.jpg", "A boat"), "¦", "![A boat](/a%20b.jpg)¦"),
    ],
)
def test_commands(desk: Desk, command: Callable[[MarkdownEditor], None], before: str, then: str) -> None:
    desk.draw(before)
    command(desk.editor)
    assert desk.drawn == then
    desk.editor.undo()
    assert desk.text == before.replace("¦", "").replace("‹", "").replace("›", "")


def test_nothing_changes_a_text_that_is_read_only(desk: Desk) -> None:
    desk.draw("‹the› end")
    desk.editor.show_body(desk.document, read_only=True)
    paste("https://example.org/")
    desk.editor.bold()
    desk.editor.heading(1)
    desk.editor.paste()
    desk.editor.paste_plain()
    desk.editor.insert_image("/a.jpg", "")
    QTest.keyClicks(desk.editor, "x*")
    QTest.keyClick(desk.editor, Qt.Key.Key_Tab)
    QTest.keyClick(desk.editor, Qt.Key.Key_Return)
    assert desk.text == "the end"
    QTest.keyClick(desk.editor, Qt.Key.Key_End, CTRL)
    assert desk.editor.textCursor().atEnd()


# -- pasting and dropping --------------------------------------------------------------------------------------------


def test_an_address_pasted_over_words_makes_a_link(desk: Desk) -> None:
    desk.draw("see ‹the pilots› there")
    paste("https://example.org/a")
    desk.editor.paste()
    assert desk.drawn == "see [the pilots](https://example.org/a)¦ there"


def test_pasted_plain_an_address_takes_the_place_of_the_words(desk: Desk) -> None:
    desk.draw("see ‹the pilots› there")
    paste("https://example.org/a")
    desk.editor.paste_plain()
    assert desk.drawn == "see https://example.org/a¦ there"


def test_pasted_text_is_plain_clean_and_one_step(desk: Desk) -> None:
    desk.draw("a ¦ b")
    data = QMimeData()
    data.setText("one\r\ntwo\rthree\u2028four\x00")
    data.setHtml("<b>one</b>")
    desk.editor.insertFromMimeData(data)
    assert desk.drawn == "a one\ntwo\nthree\nfour¦ b"
    desk.editor.undo()
    assert desk.text == "a  b"


def test_files_are_told_of_and_not_written_into_the_text(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    desk.draw("one\ntwo¦")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "a.jpg")), QUrl.fromLocalFile(str(tmp_path / "b.png"))])
    with qtbot.waitSignal(desk.editor.files_dropped) as told:
        desk.editor.insertFromMimeData(data)
    paths, line = told.args
    assert [Path(path).name for path in paths] == ["a.jpg", "b.png"]
    assert line == 1
    assert desk.text == "one\ntwo"


# Qt names no other way to make the event that a window system sends.
@pytest.mark.filterwarnings("ignore:Function.*QDragEnterEvent:DeprecationWarning")
def test_files_dropped_are_told_with_the_line_they_fell_on(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    desk.draw("¦one\ntwo\nthree")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "a.jpg"))])
    where = QPointF(desk.editor.cursorRect(QTextCursor(desk.document.findBlockByNumber(2))).center())
    # Qt only lets those move who came in.
    enter = QDragEnterEvent(
        where.toPoint(),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(desk.editor.viewport(), enter)
    assert enter.isAccepted()
    drop = QDropEvent(
        where, Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    with qtbot.waitSignal(desk.editor.files_dropped) as told:
        QApplication.sendEvent(desk.editor.viewport(), drop)
    assert told.args[1] == 2
    assert desk.text == "one\ntwo\nthree"


def test_a_web_address_dropped_is_text(desk: Desk) -> None:
    desk.draw("see ¦")
    data = QMimeData()
    data.setUrls([QUrl("https://example.org/a")])
    data.setText("https://example.org/a")
    desk.editor.insertFromMimeData(data)
    assert desk.text == "see https://example.org/a"


def test_a_picture_on_the_clipboard_is_told_of(desk: Desk, qtbot: QtBot) -> None:
    data = QMimeData()
    data.setImageData(QImage(4, 4, QImage.Format.Format_RGB32))
    with qtbot.waitSignal(desk.editor.image_pasted):
        desk.editor.insertFromMimeData(data)
    assert desk.text == ""


# -- documents, positions, signals -----------------------------------------------------------------------------------


def other_document(desk: Desk, text: str) -> QTextDocument:
    document = QTextDocument(desk.editor)
    prepare_document(document)
    document.setPlainText(text)
    return document


def test_each_document_comes_back_where_it_was_left(desk: Desk) -> None:
    desk.draw("¦" + "\n".join([PROSE] * 200))
    desk.editor.go_to(150, 7)
    top = desk.editor.top_line()
    desk.editor.show_body(other_document(desk, "short"))
    assert desk.editor.top_line() == 0
    desk.editor.show_body(desk.document)
    assert desk.editor.top_line() == top
    assert (desk.editor.textCursor().blockNumber(), desk.editor.textCursor().positionInBlock()) == (150, 7)


def test_what_changed_above_meanwhile_moves_the_place_along(desk: Desk) -> None:
    desk.draw("¦" + "\n".join([PROSE] * 200))
    desk.editor.go_to(150, 7)
    top = desk.editor.top_line()
    desk.editor.show_body(other_document(desk, "short"))
    QTextCursor(desk.document).insertText("new\nnew\n")
    desk.editor.show_body(desk.document)
    assert desk.editor.top_line() == top + 2
    assert desk.editor.textCursor().blockNumber() == 152


def test_a_text_that_became_shorter_is_shown_to_its_end(desk: Desk) -> None:
    desk.draw("¦" + "\n".join([PROSE] * 200))
    desk.editor.go_to(150, 7)
    desk.editor.show_body(other_document(desk, "short"))
    desk.document.setPlainText("short")
    desk.editor.show_body(desk.document)
    assert desk.editor.top_line() == 0


def test_undo_stays_with_its_document(desk: Desk) -> None:
    desk.draw("¦")
    QTest.keyClicks(desk.editor, "one")
    desk.editor.show_body(other_document(desk, ""))
    desk.editor.show_body(desk.document)
    desk.editor.undo()
    assert desk.text == ""


def test_the_cursor_is_told_of_once_for_a_burst(desk: Desk, qtbot: QtBot) -> None:
    desk.draw("🎉 one\ntwo¦")
    told: list[tuple[int, int]] = []
    desk.editor.cursor_changed.connect(lambda line, column: told.append((line, column)))
    with qtbot.waitSignal(desk.editor.cursor_changed):
        QTest.keyClicks(desk.editor, " three")
        desk.editor.go_to(0, 3)
    assert told == [(0, 3)]


def test_the_selection_is_told_of_with_its_size(desk: Desk, qtbot: QtBot) -> None:
    desk.draw("¦one\ntwo")
    with qtbot.waitSignal(desk.editor.selection_changed) as told:
        desk.editor.selectAll()
    assert told.args == [SelectionFacts(7, 2)]
    assert desk.editor.selected_text() == "one\ntwo"


def test_scrolling_tells_the_top_line_and_being_scrolled_does_not(desk: Desk, qtbot: QtBot) -> None:
    desk.draw("¦" + "\n".join(["short"] * 300))
    told: list[float] = []
    desk.editor.top_changed.connect(told.append)
    desk.editor.scroll_to_line(40)
    desk.editor.show_body(other_document(desk, "x\n" * 100))
    desk.editor.show_body(desk.document)
    assert told == []
    desk.editor.verticalScrollBar().setValue(60)
    assert told == [60.0]


def test_the_wheel_with_ctrl_asks_for_another_size(desk: Desk) -> None:
    steps: list[int] = []
    desk.editor.zoom_requested.connect(steps.append)
    for turn in (120, -120):
        wheel = QWheelEvent(
            QPointF(50, 50), QPointF(50, 50), QPoint(), QPoint(0, turn), Qt.MouseButton.NoButton, CTRL,
            Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(desk.editor.viewport(), wheel)
    assert steps == [1, -1]


def test_zoom_keeps_the_place_and_comes_back(desk: Desk) -> None:
    desk.draw("¦" + "\n".join(["short"] * 300))
    desk.editor.scroll_to_line(100)
    assert desk.editor.zoom(1) == 15
    assert desk.editor.zoom(3) == 18
    assert desk.editor.top_line() == 100
    assert desk.editor.zoom(0) == 14
    assert desk.editor.zoom(-100) == 8
    assert desk.editor.zoom(100) == 40


# -- what is seen ----------------------------------------------------------------------------------------------------


def colour_at(editor: MarkdownEditor, x: int, y: int) -> str:
    return QColor(editor.viewport().grab().toImage().pixel(x, y)).name()


def test_the_current_line_is_marked_over_the_whole_width_and_follows_the_cursor(desk: Desk) -> None:
    desk.draw("¦one\n\ntwo\n\nthree")
    desk.editor.setFocus()
    ground = LIGHT.base
    for line in (0, 2, 4):
        desk.editor.go_to(line)
        y = desk.editor.cursorRect().center().y()
        right = desk.editor.viewport().width() - 2
        assert colour_at(desk.editor, 2, y) == colour_at(desk.editor, right, y) != ground
        assert colour_at(desk.editor, right, (y + 50) % 150 if line else 130) == ground
    desk.editor.set_highlight_line(False)
    assert colour_at(desk.editor, 2, y) == ground


def test_a_selection_is_an_unbroken_band(desk: Desk) -> None:
    desk.draw("‹same words here\nsame words here\nsame words here›")
    desk.editor.set_highlight_line(False)
    image = desk.editor.viewport().grab().toImage()
    column = {QColor(image.pixel(21, y)).name() for y in range(30, 95)} - {QColor(LIGHT.text).name()}
    assert LIGHT.base not in column


def test_a_dark_theme_makes_a_dark_page(desk: Desk) -> None:
    desk.draw("¦one")
    desk.editor.set_theme(DARK)
    assert colour_at(desk.editor, 5, 300) == DARK.base


def test_a_measure_centres_a_narrow_page_and_its_sides_still_work(
    open_editor: Callable[..., MarkdownEditor],
) -> None:
    editor = open_editor(1200, 400)
    document = QTextDocument(editor)
    prepare_document(document)
    document.setPlainText("\n".join(["some words"] * 100))
    editor.show_body(document)
    wide = editor.viewport().width()
    editor.set_measure(60)
    assert editor.viewport().width() < wide / 1.5
    page = editor.viewport().geometry()
    left = page.left()
    assert abs(page.center().x() - (editor.width() - editor.verticalScrollBar().width()) / 2) <= 2
    third = editor.cursorRect(QTextCursor(document.findBlockByNumber(3))).center().y()
    side = editor.childAt(left // 2, third)
    QTest.mouseClick(side, Qt.MouseButton.LeftButton, pos=QPoint(5, third))
    assert (editor.textCursor().blockNumber(), editor.textCursor().positionInBlock()) == (3, 0)
    wheel = QWheelEvent(
        QPointF(5, 5), side.mapToGlobal(QPointF(5, 5)), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(side, wheel)
    assert editor.top_line() > 0
    editor.set_measure(None)
    # The bar beside the text has come meanwhile; nothing else takes of the width.
    assert editor.viewport().width() == editor.width() - editor.verticalScrollBar().width()
    assert not side.isVisible()


def test_it_has_a_name_for_screen_readers(desk: Desk) -> None:
    assert desk.editor.accessibleName()
