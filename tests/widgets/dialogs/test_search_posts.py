"""The window that searches all texts: posts, their lines, and the way to them by keys."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from editor.core.catalog import PostEntry
from editor.core.query.hits import Excerpt, Hit
from editor.widgets.dialogs.hit_rows import HitRow
from editor.widgets.dialogs.search_posts import SearchPosts

K = Qt.Key
WALL = PostEntry("wall.md", "post", "The wall holds", date(2026, 3, 14), None, "published")
VOTE = PostEntry("vote.md", "post", "Council votes", date(2026, 3, 12), None, "published")
ROWS = (
    HitRow(WALL),
    HitRow(WALL, Hit(2, Excerpt("The wall held.", ((4, 8),)))),
    HitRow(WALL, Hit(4, Excerpt("A wall.", ((2, 6),)))),
    HitRow(VOTE),
)


@pytest.fixture
def box(qtbot: QtBot) -> SearchPosts:
    box = SearchPosts()
    qtbot.addWidget(box)
    box.open_for("")
    qtbot.waitUntil(box.box.line.hasFocus)
    return box


def search(box: SearchPosts, qtbot: QtBot, text: str) -> None:
    """Type a query and answer it."""
    with qtbot.waitSignal(box.search_requested) as asked:
        QTest.keyClicks(box.box.line, text)
    assert asked.args == [text]
    box.show_rows(text, ROWS, posts=2, total=2)


def listed(box: SearchPosts) -> list[str]:
    model = box.list.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def test_posts_and_their_lines_are_listed_and_counted(box: SearchPosts, qtbot: QtBot) -> None:
    search(box, qtbot, "wall")
    assert listed(box) == [
        "The wall holds, 14 Mar 2026",
        "line 3: The wall held.",
        "line 5: A wall.",
        "Council votes, 12 Mar 2026",
    ]
    assert box.told.text().startswith("2 post")
    box.show_rows("wall", ROWS, posts=2, total=900)
    assert "the first 2 posts" in box.told.text()


def test_enter_opens_the_first_line_and_a_walk_any_other(box: SearchPosts, qtbot: QtBot) -> None:
    search(box, qtbot, "wall")
    with qtbot.waitSignal(box.chosen) as told:
        QTest.keyClick(box.box.line, K.Key_Return)
    assert told.args == ["wall.md", 2]
    assert not box.isVisible()
    box.open_for("")
    box.show_rows("wall", ROWS, posts=2, total=2)
    QTest.keyClick(box.box.line, K.Key_Down)
    QTest.keyClick(box.list, K.Key_Down)
    with qtbot.waitSignal(box.chosen) as told:
        QTest.keyClick(box.list, K.Key_Return)
    assert told.args == ["vote.md", -1]


def test_enter_before_the_answer_waits_for_it(box: SearchPosts, qtbot: QtBot) -> None:
    QTest.keyClicks(box.box.line, "wall")
    with qtbot.assertNotEmitted(box.chosen):
        QTest.keyClick(box.box.line, K.Key_Return)
    with qtbot.waitSignal(box.chosen) as told:
        box.show_rows("wall", ROWS, posts=2, total=2)
    assert told.args == ["wall.md", 2]


def test_more_of_the_same_answer_leaves_the_writer_where_they_are(box: SearchPosts, qtbot: QtBot) -> None:
    search(box, qtbot, "wall")
    QTest.keyClick(box.box.line, K.Key_Down)
    box.show_rows("wall", (*ROWS, HitRow(VOTE, Hit(0, Excerpt("wall", ((0, 4),))))), posts=2, total=2)
    assert box.list.currentIndex().row() == 2


def test_the_keyboard_goes_back_into_the_box(box: SearchPosts, qtbot: QtBot) -> None:
    search(box, qtbot, "wall")
    QTest.keyClick(box.box.line, K.Key_Down)
    assert box.list.hasFocus()
    QTest.keyClick(box.list, K.Key_S)
    assert box.box.line.text() == "walls"
    assert box.box.line.hasFocus()
    QTest.keyClick(box.box.line, K.Key_Escape)
    QTest.keyClick(box.box.line, K.Key_Escape)
    assert not box.isVisible()


def test_it_says_what_to_do_and_that_there_is_nothing(box: SearchPosts, qtbot: QtBot) -> None:
    box.show_rows("", (), posts=0, total=0)
    assert "Type words" in box.told.text()
    QTest.keyClicks(box.box.line, "zeppelin")
    box.show_rows("zeppelin", (), posts=0, total=0)
    assert box.told.text() == "No post has that."
    box.box.set_text("foo:bar")
    assert "foo" in box.box.problem


def test_it_opens_for_what_was_selected_and_remembers_what_was_looked_for(box: SearchPosts) -> None:
    box.open_for('"nine winters"')
    assert box.box.line.text() == '"nine winters"'
    box.hide()
    box.open_for("")
    assert box.box.line.selectedText() == '"nine winters"'
