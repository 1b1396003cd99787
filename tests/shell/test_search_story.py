"""The story of finding: the list as one types, lines of all texts, searches kept, a story told twice."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from editor.core.arranging import PostView
from editor.shell.app import Desk
from editor.storage.paths import user_paths
from editor.widgets.dialogs.new_post import NewPostDialog
from editor.widgets.dialogs.picker import Picker
from editor.widgets.panel.posts_pane import PostsPane
from editor.widgets.panel.view_menu import SavedSearch
from tests.shell.conftest import Answers
from tests.shell.story import DRAFT, OTHER, POST, OpenDesk, Writer


@pytest.fixture
def writer(open_desk: OpenDesk, qtbot: QtBot, site: Path) -> Writer:
    desk = open_desk(site / POST)
    qtbot.waitUntil(lambda: desk.workspace.listing.complete, timeout=10_000)
    return Writer(desk, qtbot)


def listed(desk: Desk) -> list[str]:
    rows = desk.window.panel.posts.table.rows
    posts = (rows.post_at(row) for row in range(rows.rowCount()))
    return [post.path for post in posts if post is not None]


def choose_from(pane: PostsPane, title: str) -> None:
    """Choose the first entry of one of the menus in the menu beside the search box."""
    (action,) = [action for action in pane.menu.actions() if action.text() == title]
    menu = action.menu()
    assert menu is not None
    menu.actions()[0].trigger()


def test_the_list_is_searched_in_texts_and_enter_opens_the_first(writer: Writer, site: Path) -> None:
    writer.press("Ctrl+Alt+P")
    writer.type("three")
    writer.press("Return")
    writer.wait(lambda: writer.document.path == site / OTHER)
    assert listed(writer.desk) == [OTHER]
    pane = writer.window.panel.posts
    assert pane.count_text == "1 of 3"
    writer.wait(lambda: pane.table.rows._excerpts.get(OTHER) is not None)


def test_the_lines_of_all_texts_and_the_way_to_one(writer: Writer, site: Path) -> None:
    writer.press("Ctrl+Shift+F")
    texts = writer.desk.late.searching._texts
    assert texts is not None
    writer.wait(texts.box.line.hasFocus)
    writer.type("twelve")
    writer.wait(lambda: texts.told.text().startswith("1 post"))
    said = str(texts.list.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole))
    writer.press("Return")
    writer.wait(lambda: writer.document.path == site / OTHER)
    assert writer.window.editor.textCursor().block().text() == "Twelve for, three against."
    number = writer.window.editor.place().line + 1
    assert said == f"line {number}: Twelve for, three against."
    writer.wait(lambda: f"Ln {number}, Col" in writer.status)
    assert writer.focus is writer.window.editor


def test_a_search_is_kept_under_a_name_for_its_project_and_comes_back(
    writer: Writer, open_desk: OpenDesk, answers: Answers, site: Path
) -> None:
    writer.press("Ctrl+Alt+P")
    writer.type("tag:harbour ")
    answers.text = "The harbour"
    pane = writer.window.panel.posts
    next(action for action in pane.menu.actions() if action.text().startswith("Save this")).trigger()
    # On disk in a moment, not only when the window closes.
    kept = user_paths().session_file
    writer.wait(lambda: kept.exists() and "The harbour" in kept.read_text(encoding="utf-8"))
    answers.text = "By the water"
    choose_from(pane, "Rename a saved search")
    assert "The harbour" not in [action.text() for action in pane.menu.actions()]
    answers.text = "The harbour"
    choose_from(pane, "Rename a saved search")
    writer.window.close()
    again = open_desk(site)
    pane = again.window.panel.posts
    assert "The harbour" in [action.text() for action in pane.menu.actions()]
    next(action for action in pane.menu.actions() if action.text() == "The harbour").trigger()
    writer.wait(lambda: set(listed(again)) == {POST, OTHER} and again.workspace.listing.complete)
    choose_from(pane, "Delete a saved search")
    assert "The harbour" not in [action.text() for action in pane.menu.actions()]


def kept_searches(writer: Writer) -> dict[str, str]:
    """Return the saved searches of the project as the session keeps them."""
    return dict(writer.desk.session.session.searches[str(writer.desk.workspace.project.root)])


def test_a_saved_search_gives_its_name_to_another_only_if_the_writer_says_so(
    writer: Writer, answers: Answers
) -> None:
    pane = writer.window.panel.posts
    saved = [SavedSearch("Council", "council"), SavedSearch("Water", "harbour")]
    for search in saved:
        answers.text = search.name
        pane.search_saved.emit(search.query)
    answers.text, answers.agrees = "Council", False
    pane.search_saved.emit("tag:vote")
    pane.search_renamed.emit(saved[1])
    assert (
        answers.questions
        == [
            "Another saved search is called “Council”. This one takes its place.",
        ]
        * 2
    )
    assert kept_searches(writer) == {"Council": "council", "Water": "harbour"}
    answers.agrees = True
    pane.search_renamed.emit(saved[1])
    assert kept_searches(writer) == {"Council": "harbour"}


def test_order_groups_and_state_come_back_with_the_project(
    writer: Writer, open_desk: OpenDesk, site: Path, tmp_path: Path
) -> None:
    pane = writer.window.panel.posts
    for name in ("By headline", "By category"):
        next(action for action in pane.menu.actions() if action.text() == name).trigger()
    writer.keyboard_to(pane.chips)
    writer.press("Right")
    writer.press("Ctrl+Alt+P")
    writer.type("tide")
    writer.wait(lambda: listed(writer.desk) == [DRAFT])
    other = tmp_path / "other"
    (other / "_posts").mkdir(parents=True)
    writer.desk.files.open_path(other)
    assert pane.view == PostView()
    writer.window.close()
    again = open_desk(site)
    assert again.window.panel.posts.view == PostView(state="draft", sort="title", group="category")
    assert again.window.panel.posts.chips.choice == "draft"
    writer.wait(lambda: listed(again) == [DRAFT])


def test_a_new_post_that_repeats_a_headline_is_told_of_it(writer: Writer) -> None:
    writer.desk.files.new_post()
    writer.type("Update: Harbour wall holds, engineers relieved")
    writer.wait(lambda: "much like the one of 14 Mar 2026" in writer.notice)
    writer.click_notice("similar")
    picker = writer.dialog(Picker)
    assert picker.list.model().rowCount() == 1
    picker.reject()
    writer.click_notice("dismiss")
    assert writer.notice == ""


def test_a_post_begun_with_a_file_is_told_of_it_too(writer: Writer) -> None:
    writer.press("Ctrl+Alt+N")
    writer.dialog(NewPostDialog)
    writer.type("Latest: engineers relieved, harbour wall holds")
    writer.press("Return")
    writer.wait(lambda: writer.document.path is not None and "latest" in writer.document.path.name)
    writer.wait(
        lambda: any("much like the one" in notice.text for notice in writer.window.notice._notices.values())
    )


def test_posts_like_the_one_in_front(writer: Writer, site: Path) -> None:
    copy = site / "_posts/2026-03-15-again.md"
    copy.write_bytes((site / POST).read_bytes())
    writer.desk.workspace.rescan()
    writer.wait(lambda: len(writer.desk.workspace.listing.posts) == 4)
    writer.desk.actions["post_similar"].trigger()
    writer.wait(lambda: any(isinstance(child, Picker) for child in writer.window.children()))
    picker = writer.dialog(Picker)
    assert str(picker.list.model().index(0, 0).data()) == "Harbour wall holds: engineers relieved"
    picker.reject()
