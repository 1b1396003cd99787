"""The pane of posts: searching, narrowing, ordering, walking and selecting, by keys."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from editor.core.arranging import PostView
from editor.core.query.completion import Known
from editor.core.query.hits import Excerpt
from editor.widgets.panel.lists import select_alone
from editor.widgets.panel.posts_pane import PostsPane, ShownPosts
from editor.widgets.panel.rows import ExcerptRole, MarksRole
from editor.widgets.panel.view_menu import SavedSearch
from tests.widgets.panel.conftest import POSTS, Newsroom, entry

K = Qt.Key
Make = Callable[..., Newsroom]
Keys = Callable[..., None]

FERRY, WALL, WALKS, NET = (post.title for post in (POSTS[0], POSTS[1], POSTS[2], POSTS[3]))


def test_all_posts_are_listed_newest_first(newsroom: Make) -> None:
    assert newsroom().listed() == [NET, FERRY, WALL, WALKS]


def test_the_list_follows_every_letter(newsroom: Make, keys: Keys) -> None:
    room = newsroom()
    keys(room.pane, "wal")
    assert room.listed() == [WALL, WALKS]
    keys(room.pane, "k")
    assert room.listed() == [WALKS]
    assert room.pane.count_text == "1 of 4"
    keys(room.pane, K.Key_Escape)
    assert room.listed() == [NET, FERRY, WALL, WALKS]
    assert room.pane.count_text == "4 post(s)"


def test_a_list_that_is_not_whole_says_whether_it_is_still_read(newsroom: Make) -> None:
    room = newsroom()
    room.answer(PostView(), complete=False)
    assert room.pane.count_text == "Reading…"
    room.pane.show_stopped(stopped=True)
    assert room.pane.count_text == "Stopped: 4 so far"
    room.pane.show_stopped(stopped=False)
    assert room.pane.count_text == "Reading…"
    room.answer(PostView())
    assert room.pane.count_text == "4 post(s)"


def test_the_selection_stays_while_the_same_post_is_written(newsroom: Make, keys: Keys) -> None:
    room = newsroom()
    room.pane.show_current("ferry.md")
    keys(room.pane, K.Key_Down, K.Key_Down, K.Key_Down)
    chosen = room.pane.selected_paths()
    assert chosen != ("ferry.md",)
    room.pane.show_current("ferry.md")  # saved, reloaded, marked
    assert room.pane.selected_paths() == chosen
    room.pane.show_current("walks.md")
    assert room.pane.selected_paths() == ("walks.md",)


def test_a_selected_post_that_gets_another_name_stays_selected(newsroom: Make) -> None:
    room = newsroom()
    room.pane.show_current("net.md")
    select_alone(room.pane.table, room.pane.table.rows.place_of("wall.md"))
    room.pane.table.note_moved({"wall.md": "tide.md"})
    room.answer(PostView())  # the folder has not been read again yet
    assert room.pane.selected_paths() == ("wall.md",)
    room.posts = (*(post for post in POSTS if post.path != "wall.md"), replace(POSTS[1], path="tide.md"))
    room.answer(PostView())
    assert room.pane.selected_paths() == ("tide.md",)


@pytest.mark.parametrize(("gone", "left"), [(WALL, "walks.md"), (WALKS, "wall.md")])
def test_where_the_selected_post_is_gone_its_neighbour_is_selected(
    newsroom: Make, gone: str, left: str
) -> None:
    room = newsroom()
    room.pane.show_current("net.md")
    path = next(post.path for post in POSTS if post.title == gone)
    select_alone(room.pane.table, room.pane.table.rows.place_of(path))
    room.posts = tuple(post for post in POSTS if post.path != path)
    room.answer(PostView())
    assert room.pane.selected_paths() == (left,)


def test_enter_opens_the_first_though_a_field_is_suggested(newsroom: Make, keys: Keys) -> None:
    room = newsroom()
    keys(room.pane, "ti")  # title: begins so, too
    assert room.pane.search.completer.list.isVisible()
    keys(room.pane, K.Key_Return)
    assert room.opened == ["wall.md"]
    assert not room.pane.search.completer.list.isVisible()
    assert room.pane.search.line.text() == "ti"


def test_home_and_end_go_to_the_first_and_the_last_post(newsroom: Make, keys: Keys) -> None:
    room = newsroom()
    keys(room.pane, K.Key_Down, K.Key_End)
    assert room.pane.selected_paths() == ("walks.md",)
    keys(room.pane, K.Key_Home)
    assert room.pane.selected_paths() == ("net.md",)
    keys(room.pane, K.Key_End, held=Qt.KeyboardModifier.ShiftModifier)
    assert len(room.pane.selected_paths()) == 4


def test_a_malformed_query_explains_itself_and_the_rest_still_counts(newsroom: Make, keys: Keys) -> None:
    room = newsroom()
    keys(room.pane, "ferry status:gone ")
    assert "status:gone" in room.pane.search.problem
    assert room.listed() == [FERRY]
    room.pane.search.line.clear()
    assert room.pane.search.problem == ""


def test_the_hit_is_marked_in_the_headline_and_below_it(newsroom: Make, keys: Keys, qtbot: QtBot) -> None:
    room = newsroom()
    keys(room.pane, "winters")
    rows = room.pane.table.rows
    first = rows.index(0, 0)
    assert rows.data(first, MarksRole) == ()
    assert rows.data(first, ExcerptRole) == Excerpt("After nine winters.", ((11, 18),))
    qtbot.waitUntil(lambda: room.wanted == ["ferry.md"])
    hit = Excerpt("…nine winters after…", ((6, 13),))
    room.pane.show_excerpts({"ferry.md": hit, "elsewhere.md": hit})
    assert rows.data(first, ExcerptRole) == hit
    room.pane.search.set_text("returns")
    assert rows.data(rows.index(0, 0), MarksRole) == ((14, 21),)


def test_rows_are_no_higher_than_what_they_show(newsroom: Make, keys: Keys) -> None:
    room = newsroom()
    usual = room.pane.table.rowHeight(0)
    keys(room.pane, "ferry")
    assert room.pane.table.rowHeight(0) > usual
    keys(room.pane, K.Key_Escape)
    assert room.pane.table.rowHeight(0) == usual


@pytest.mark.parametrize(
    ("state", "listed"), [("draft", [NET]), ("scheduled", [WALL]), ("published", [FERRY, WALKS])]
)
def test_a_chip_narrows_the_list(newsroom: Make, state: str, listed: list[str]) -> None:
    room = newsroom()
    chips = room.pane.chips
    chips.set_choice(state)
    chips.chosen.emit(state)
    assert room.listed() == listed


def test_every_part_of_the_menu_begins_with_its_name(newsroom: Make) -> None:
    pane = newsroom().pane
    actions = pane.menu.actions()
    assert not actions[0].isSeparator()
    menu = pane.menu.menu
    menu.popup(pane.mapToGlobal(pane.rect().center()))
    names = [label.text() for label in menu.findChildren(QLabel) if label.isVisible()]
    menu.close()
    assert names == ["Order", "Groups", "Saved searches"]


def test_order_and_groups_come_from_the_menu(newsroom: Make) -> None:
    room = newsroom()
    actions = {action.text(): action for action in room.pane.menu.actions()}
    actions["Longest first"].trigger()
    assert room.listed()[0] == WALKS
    actions["Newest first"].trigger()
    actions["By month"].trigger()
    assert room.listed() == ["No date", NET, "March 2026", FERRY, WALL, "February 2026", WALKS]
    assert room.pane.table.rowHeight(0) < room.pane.table.rowHeight(1)
    {action.text(): action for action in room.pane.menu.actions()}["No groups"].trigger()
    assert room.pane.table.rowHeight(0) == room.pane.table.rowHeight(1)


def test_headings_are_passed_over_by_the_keyboard(newsroom: Make, keys: Keys) -> None:
    room = newsroom()
    room.pane.menu.view_chosen.emit(PostView(group="month"))
    keys(room.pane, K.Key_Down, K.Key_Down, K.Key_Return)
    assert room.opened == ["ferry.md"]


def test_the_keyboard_that_comes_into_a_grouped_list_begins_below_its_heading(
    newsroom: Make, keys: Keys
) -> None:
    room = newsroom()
    room.pane.menu.view_chosen.emit(PostView(group="month"))
    table = room.pane.table
    assert not table.currentIndex().isValid()
    table.setFocus(Qt.FocusReason.TabFocusReason)
    assert table.currentIndex().row() == 1
    keys(table, K.Key_Down, K.Key_Return)
    assert room.opened == ["ferry.md"]


def test_the_keyboard_goes_from_the_box_through_the_list_and_back(newsroom: Make, keys: Keys) -> None:
    room = newsroom()
    keys(room.pane, K.Key_Down)
    assert room.pane.table.hasFocus()
    keys(room.pane, K.Key_Down, K.Key_Return)
    assert room.opened == ["ferry.md"]
    keys(room.pane, K.Key_Up, K.Key_Up)
    assert room.pane.search.line.hasFocus()
    keys(room.pane, K.Key_Return)
    assert room.opened == ["ferry.md", "net.md"]


def test_letters_typed_in_the_list_go_to_the_box(newsroom: Make, keys: Keys) -> None:
    room = newsroom()
    keys(room.pane, K.Key_Down, "w", "alk")
    assert room.pane.search.line.text() == "walk"
    assert room.listed() == [WALKS]


def test_several_rows_are_selected_and_the_menu_gets_them_all(newsroom: Make, keys: Keys) -> None:
    room = newsroom()
    keys(room.pane, K.Key_Down, K.Key_Down)
    keys(room.pane, K.Key_Down, K.Key_Down, held=Qt.KeyboardModifier.ShiftModifier)
    assert room.pane.selected_paths() == ("ferry.md", "wall.md", "walks.md")
    table = room.pane.table
    table.customContextMenuRequested.emit(table.visualRect(table.currentIndex()).center())
    assert room.menus == [("ferry.md", "wall.md", "walks.md")]
    room.answer(replace(room.pane.view, reverse=True))
    assert set(room.pane.selected_paths()) == {"ferry.md", "wall.md", "walks.md"}


def test_a_click_opens_but_gathering_rows_does_not(newsroom: Make, qtbot: QtBot) -> None:
    room = newsroom()
    table = room.pane.table

    def click(row: int, held: Qt.KeyboardModifier) -> None:
        place = table.visualRect(table.rows.index(row, 0)).center()
        qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, held, place)

    click(1, Qt.KeyboardModifier.NoModifier)
    click(2, Qt.KeyboardModifier.ControlModifier)
    assert room.opened == ["ferry.md"]
    assert room.pane.selected_paths() == ("ferry.md", "wall.md")


def test_the_post_in_front_is_selected_again_when_it_is_back_in_the_list(newsroom: Make, keys: Keys) -> None:
    room = newsroom()
    room.pane.show_current("ferry.md")
    keys(room.pane, "walks")
    assert room.pane.selected_paths() == ()
    keys(room.pane, K.Key_Escape)
    assert room.pane.selected_paths() == ("ferry.md",)


def test_suggestions_are_taken_by_keys(newsroom: Make, keys: Keys) -> None:
    room = newsroom()
    room.pane.show_known(Known(categories=("News", "Law")))
    offered = room.pane.search.completer.list
    keys(room.pane, "w")
    assert offered.offered == ()
    keys(room.pane, K.Key_Backspace, "cat")
    assert [row.label for row in offered.offered] == ["category:"]
    keys(room.pane, K.Key_Down, K.Key_Return)
    assert [row.label for row in offered.offered] == ["News", "Law"]
    keys(room.pane, K.Key_Down, K.Key_Down, K.Key_Return)
    assert room.pane.search.line.text() == "category:Law "
    assert room.listed() == [WALL]
    keys(room.pane, K.Key_Space, held=Qt.KeyboardModifier.ControlModifier)
    assert "since:" in [row.label for row in offered.offered]
    keys(room.pane, K.Key_Escape)
    assert offered.offered == ()


def test_saved_searches_are_offered_taken_and_deleted(newsroom: Make, keys: Keys) -> None:
    room = newsroom()
    saved: list[str] = []
    removed: list[object] = []
    room.pane.search_saved.connect(saved.append)
    room.pane.search_removed.connect(removed.append)

    def menu() -> dict[str, object]:
        return {action.text(): action for action in room.pane.menu.actions()}

    assert not menu()["Save this search…"].isEnabled()  # type: ignore[attr-defined]
    keys(room.pane, "walks")
    menu()["Save this search…"].trigger()  # type: ignore[attr-defined]
    assert saved == ["walks"]
    search = SavedSearch("Spring & walks", "spring walks")
    room.pane.show_saved([search])
    menu()["Spring && walks"].trigger()  # type: ignore[attr-defined]
    assert room.pane.search.line.text() == "spring walks"
    (action,) = menu()["Delete a saved search"].menu().actions()  # type: ignore[attr-defined]
    action.trigger()
    assert removed == [search]


def test_an_empty_list_says_why_and_what_to_do(newsroom: Make, qtbot: QtBot) -> None:
    room = newsroom()
    pane = room.pane
    pane.search.set_text("nowhere")
    pane._empty.pressed.emit()
    assert room.listed() == [NET, FERRY, WALL, WALKS]
    room.posts = ()
    room.answer(PostView())
    assert pane.count_text == "0 post(s)"
    with qtbot.waitSignal(pane.new_post_requested):
        pane._empty.pressed.emit()
    pane.show_has_project(has_project=False)
    with qtbot.waitSignal(pane.open_project_requested):
        pane._empty.pressed.emit()


def test_while_the_folder_is_read_the_first_rows_are_there(newsroom: Make) -> None:
    room = newsroom()
    room.answer(PostView(), complete=False)
    assert room.pane.count_text == "Reading…"
    assert room.listed() == [NET, FERRY, WALL, WALKS]


def test_a_refresh_keeps_the_place_in_a_long_list(newsroom: Make) -> None:
    many = tuple(
        entry(f"{number:05}.md", f"Post {number}", None, modified_ns=-number) for number in range(20_000)
    )
    room = newsroom(many)
    table = room.pane.table
    table.verticalScrollBar().setValue(500_000)
    top = table.rowAt(0)
    room.posts = (entry("new.md", "New", None, modified_ns=1), *many)
    room.answer(room.pane.view)
    assert table.rowAt(0) == top + 1
    room.answer(replace(room.pane.view, reverse=True))
    assert table.rowAt(0) == 0


def test_chips_flow_over_lines_where_there_is_no_room(newsroom: Make) -> None:
    wide, narrow = newsroom(width=420), newsroom(width=200)
    assert wide.pane.chips.height() < narrow.pane.chips.height()
    for room in (wide, narrow):
        chips = room.pane.chips
        shown = [chip for chip in chips._chips.values() if chip.isVisible()]
        assert all(chip.geometry().right() < chips.width() for chip in shown)
        assert all(chip.geometry().bottom() < chips.height() for chip in shown)


def test_counts_give_way_to_a_fourth_line_of_chips(newsroom: Make) -> None:
    states = ("draft", "scheduled", "published", "hidden", "broken")
    many = tuple(
        entry(f"{state}-{number}.md", state, None, status=state) for state in states for number in range(300)
    )
    narrow, wide = newsroom(many, width=200), newsroom(many, width=420)
    texts = [chip.text() for chip in narrow.pane.chips._chips.values() if chip.isVisible()]
    assert texts == ["All", "Drafts", "Scheduled", "Published", "Hidden", "Broken"]
    assert narrow.pane.chips._chips["hidden"].toolTip() == "Hidden 300"
    assert narrow.pane.chips._chips["hidden"].accessibleName() == "Hidden 300"
    assert wide.pane.chips._chips["hidden"].text() == "Hidden 300"


def test_everything_has_a_name_for_a_screen_reader(newsroom: Make) -> None:
    pane: PostsPane = newsroom().pane
    assert pane.search.line.accessibleName()
    assert pane.search.button.accessibleName()
    assert pane.table.accessibleName()
    assert pane.chips.accessibleName()
    spoken = pane.table.rows.data(pane.table.rows.index(1, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == f"{FERRY}, 14 Mar 2026 · News"


def test_a_selection_of_everything_is_told_without_reading_each_row(newsroom: Make) -> None:
    room = newsroom()
    room.pane.table.selectAll()
    assert len(room.pane.selected_paths()) == 4
    room.pane.table.selectionModel().select(
        room.pane.table.rows.index(0, 0), QItemSelectionModel.SelectionFlag.Deselect
    )
    assert len(room.pane.selected_paths()) == 3
    room.pane.show_posts(ShownPosts())
    assert room.pane.selected_paths() == ()
