"""The search behind the list: answers from rows and index, the newest question first."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from editor.core.arranging import PostView
from editor.core.catalog import PostEntry
from editor.services.searching import PostSearch
from editor.services.site_index import Listing, SiteIndex
from editor.services.tasks import TaskRunner
from editor.storage.project import open_project
from tests.cli.conftest import OTHER, POST

DRAFT = "_drafts/tide-tables.md"
Ask = Callable[..., Any]


@pytest.fixture
def search(qtbot: QtBot, tasks: TaskRunner, index: SiteIndex, site: Path) -> PostSearch:
    looks: list[Any] = []
    index.looked.connect(looks.append)
    index.open(open_project(site))
    qtbot.waitUntil(lambda: bool(looks) and looks[-1].listing.complete, timeout=10_000)
    search = PostSearch(tasks)
    search.set_listing(looks[-1].project, looks[-1].listing)
    return search


@pytest.fixture
def ask(qtbot: QtBot) -> Ask:
    def ask(signal: Any, question: Callable[..., None], *words: object) -> Any:
        with qtbot.waitSignal(signal, timeout=10_000) as told:
            question(*words)
        return told.args[0]

    return ask


def paths(found: Any) -> list[str]:
    return [row.path for row in found.rows.rows if isinstance(row, PostEntry)]


def test_texts_are_searched_and_states_counted(search: PostSearch, ask: Ask) -> None:
    found = ask(search.found, search.show, PostView(query="wall"))
    assert paths(found) == [POST]
    assert (found.total, found.counts) == (3, {"draft": 1, "published": 2})
    assert [word.text for word in found.words] == ["wall"]
    assert paths(ask(search.found, search.show, PostView(sort="title"))) == [OTHER, POST, DRAFT]


def test_the_newest_question_is_answered(search: PostSearch, qtbot: QtBot) -> None:
    answers: list[Any] = []
    search.found.connect(answers.append)
    for query in ("w", "wa", "wal", "three"):
        search.show(PostView(query=query))
    qtbot.waitUntil(lambda: bool(answers) and answers[-1].view.query == "three", timeout=10_000)
    assert paths(answers[-1]) == [OTHER]


def test_excerpts_and_lines_of_hits(search: PostSearch, ask: Ask) -> None:
    ask(search.found, search.show, PostView(query="against"))
    excerpts = ask(search.excerpts_found, search.show_excerpts, (OTHER, DRAFT))
    assert {path: excerpt.text for path, excerpt in excerpts.items()} == {OTHER: "Twelve for, three against."}
    lines = ask(search.lines_found, search.show_lines, "wall")
    ((post, hits),) = lines.posts
    assert (post.path, [hits.first_line + hit.line for hit in hits.hits]) == (POST, [14, 16])
    assert ask(search.lines_found, search.show_lines, "status:draft").posts == ()


def test_misspelt_letters_go_to_a_post(search: PostSearch, ask: Ask) -> None:
    assert next(iter(ask(search.matches_found, search.show_matches, "counsil vots"))).path == OTHER


def test_posts_like_one(search: PostSearch, ask: Ask, site: Path) -> None:
    found = ask(
        search.repeats_found, search.look_for_repeats, "", "Update: Harbour wall holds, engineers relieved"
    )
    assert [entry.path for entry, _ in found.posts] == [POST]
    assert ask(search.repeats_found, search.look_for_repeats, POST, found.posts[0][0].title).posts == ()
    assert ask(search.similar_found, search.show_similar, POST).posts == ()


def test_what_the_site_uses_is_told(search: PostSearch, ask: Ask) -> None:
    known = ask(search.known_found, search.set_listing, None, Listing(posts=_rows(search), complete=True))
    assert known.tags[0] == "harbour"
    assert known.years == (2026,)


def test_without_an_index_headlines_and_names_are_searched(search: PostSearch, ask: Ask) -> None:
    rows = _rows(search)
    ask(search.known_found, search.set_listing, None, Listing(posts=rows, complete=True))
    assert paths(ask(search.found, search.show, PostView(query="council"))) == [OTHER]
    assert paths(ask(search.found, search.show, PostView(query="against"))) == []


def _rows(search: PostSearch) -> tuple[PostEntry, ...]:
    return search._site.shelf.posts
