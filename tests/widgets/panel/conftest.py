"""The pane of posts with a desk behind it that answers every question at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from editor.core.arranging import PostView, Shelf, newest_first
from editor.core.catalog import PostEntry
from editor.core.query.matching import Matcher
from editor.core.query.nodes import EVERYTHING, sought
from editor.core.query.reading import read_query
from editor.widgets.panel.posts_pane import PostsPane, ShownPosts


def entry(path: str, title: str, day: date | None, **facts: object) -> PostEntry:
    fields: dict[str, object] = {"kind": "post", "moment": None, "status": "published"}
    return PostEntry(path=path, title=title, day=day, **(fields | facts))  # type: ignore[arg-type]


POSTS = (
    entry(
        "ferry.md",
        "Harbour ferry returns",
        date(2026, 3, 14),
        categories=("News",),
        excerpt="After nine winters.",
    ),
    entry(
        "wall.md",
        "Council to vote on the tide wall",
        date(2026, 3, 12),
        status="scheduled",
        categories=("Law",),
    ),
    entry("walks.md", "Five walks for spring", date(2026, 2, 10), categories=("Outdoors",), words=900),
    entry("net.md", "The last net maker", None, status="draft", kind="draft"),
)


class Newsroom:
    """A pane and what it asked for."""

    def __init__(self, pane: PostsPane, posts: tuple[PostEntry, ...]) -> None:
        self.pane = pane
        self.posts = posts
        self.opened: list[str] = []
        self.menus: list[tuple[str, ...]] = []
        self.wanted: list[str] = []
        self.views: list[PostView] = []
        pane.post_requested.connect(self.opened.append)
        pane.menu_requested.connect(self._on_pane_menu_requested)
        pane.excerpts_wanted.connect(self.wanted.extend)
        pane.view_changed.connect(self._on_pane_view_changed)
        pane.show_has_project(has_project=True)
        self.answer(pane.view)

    def answer(self, view: PostView, *, complete: bool = True) -> None:
        """Show what a view finds."""
        shelf = Shelf(newest_first(self.posts))
        node = read_query(view.query, typing=True).node
        matches = Matcher(node, date(2026, 3, 20))
        found = None if node == EVERYTHING else {at for at, post in enumerate(shelf.posts) if matches(post)}
        rows = shelf.arrange(view, found)
        counts = shelf.counts()
        self.pane.show_posts(ShownPosts(view, rows, sought(node), counts, len(self.posts), complete=complete))

    def listed(self) -> list[str]:
        """Return the rows as they are read."""
        rows = self.pane.table.rows
        return [str(rows.data(rows.index(row, 0))) for row in range(rows.rowCount())]

    def _on_pane_view_changed(self, view: PostView) -> None:
        self.views.append(view)
        self.answer(view)

    def _on_pane_menu_requested(self, paths: tuple[str, ...], _place: QPoint) -> None:
        self.menus.append(paths)


@pytest.fixture
def newsroom(qtbot: QtBot) -> Callable[..., Newsroom]:
    def made(posts: tuple[PostEntry, ...] = POSTS, width: int = 290) -> Newsroom:
        pane = PostsPane()
        qtbot.addWidget(pane)
        pane.resize(width, 600)
        pane.show()
        pane.activateWindow()
        qtbot.waitUntil(pane.isActiveWindow)
        pane.focus_filter()
        qtbot.waitUntil(pane.search.line.hasFocus)
        return Newsroom(pane, posts)

    return made


FREE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def keys(qtbot: QtBot) -> Callable[..., None]:
    """A function that presses keys in the widget that has the keyboard, through the window."""

    def press(
        pane: PostsPane, *pressed: Qt.Key | str, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        for key in pressed:
            target = pane.focusWidget() or pane
            if isinstance(key, str):
                qtbot.keyClicks(target, key)
            else:
                qtbot.keyClick(target, key, held)

    return press
