"""What a query finds in the index: each term against small posts, and SQL against the same query asked of the rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.core.catalog import PostEntry
from editor.core.errors import ReadError
from editor.core.query.fields import STATES
from editor.core.query.matching import Matcher
from editor.core.query.nodes import Dated, Has, Label, Length, Node, Not, State, Words, all_of, any_of
from editor.core.query.reading import read_query
from editor.core.query.when import Ago, Period
from editor.core.similar import probes
from editor.storage.index.database import Index
from editor.storage.index.search import Search
from editor.storage.index.translation import Moment
from editor.storage.project import open_project

NOW = datetime(2026, 3, 20, 12, tzinfo=UTC)
MOMENT = Moment(NOW, NOW.date())

STORY = "The ferry that once carried half the town to work will cross the harbour again on Monday after nine winters."
SITE = {
    "_config.yml": "title: The Test Tribune\ntimezone: Europe/London\n",
    "_posts/2026-03-14-ferry.md": "---\ntitle: Harbour ferry returns\ncategories: [News, World News]\ntags: [Élan]\n"
    "author: M. Okafor\nimage: a.png\nimage_alt: A boat\nexcerpt: After all.\n---\n"
    f"{STORY}\n\n![The Tern](t.png) [pilots](/p/)\n",
    "_posts/2026-03-12-wall.md": "---\ntitle: The tide wall\ncategories: [Politics]\ndate: 2026-03-12 09:00:00\n---\n"
    "Held twice. ![](w.png)\n",
    "_posts/2026-03-30-vote.md": "---\ntitle: Council votes\ncategories: news\n---\nTwelve for the harbour.\n",
    "_posts/2025-11-02-quiet.md": "---\ntitle: Quiet\npublished: false\ntags: [elan, C++]\n---\n"
    + "word " * 300,
    "_posts/2025-10-01-untitled.md": "---\nlayout: post\n---\nNine boats, winters apart.\n",
    "_posts/2025-09-01-broken.md": "---\ntitle: [\n---\nBroken harbour.\n",
    "_drafts/net.md": f"---\ntitle: The last net maker\n---\nAs said: {STORY} And more of it.\n",
}

FOUND = {
    "harbour": {"ferry", "vote", "broken", "net"},
    "HARB*": {"ferry", "vote", "broken", "net"},
    "harbour -ferry": {"vote", "broken"},
    "harbour -category:News": {"broken", "net"},
    '"nine winters"': {"ferry", "net"},
    '"nine winters" OR broken': {"ferry", "net", "broken"},
    "nine winters": {"ferry", "net", "untitled"},
    "title:harbour": {"ferry"},
    "-harbour": {"wall", "quiet", "untitled"},
    "elan": {"ferry", "quiet"},
    "tag:elan": {"ferry", "quiet"},
    "tag:c++": {"quiet"},
    "category:news": {"ferry", "vote"},
    "category:world*": {"ferry"},
    "category:nowhere": set(),
    "author:okafor": {"ferry"},
    "path:2025": {"quiet", "untitled", "broken"},
    "status:published": {"ferry", "wall", "untitled"},
    "status:scheduled": {"vote"},
    "status:draft": {"net"},
    "is:hidden": {"quiet"},
    "is:broken": {"broken"},
    "has:image": {"ferry"},
    "missing:alt": {"wall"},
    "has:alt": {"ferry"},
    "has:pictures": {"ferry", "wall"},
    "has:links": {"ferry"},
    "missing:title": {"untitled", "broken"},
    "has:date": {"wall"},
    "has:excerpt": {"ferry"},
    "since:2026-03-13": {"ferry", "vote"},
    "until:2025-10": {"untitled", "broken"},
    "since:2026 until:2026-03-12": {"wall"},
    "words:>200": {"quiet"},
    "words:<4": {"wall", "broken"},
    "since:2026 (category:politics OR title:votes)": {"wall", "vote"},
    '"': set(),
}


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    root = tmp_path_factory.mktemp("site")
    for name, text in SITE.items():
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    index = Index.open(open_project(root), tmp_path_factory.mktemp("cache"))
    index.refresh(lambda: False)
    yield index
    index.close()


@pytest.fixture(scope="module")
def rows(index: Index) -> dict[int, PostEntry]:
    return index.posts(NOW)


@pytest.fixture(scope="module")
def search(index: Index) -> Iterator[Search]:
    search = Search(index.file)
    yield search
    search.close()


def short(entry: PostEntry) -> str:
    return Path(entry.path).stem.rpartition("-")[2]


@pytest.mark.parametrize("query", FOUND)
def test_a_query_finds(query: str, search: Search, rows: dict[int, PostEntry]) -> None:
    found = search.find(read_query(query).node, MOMENT)
    expected = FOUND[query] if query != '"' else {short(entry) for entry in rows.values()}
    assert {short(rows[id_]) for id_ in found if id_ in rows} == expected


def test_a_site_that_shows_the_future_schedules_nothing(search: Search) -> None:
    future = Moment(NOW, NOW.date(), future=True)
    assert search.find(State("scheduled"), future) == frozenset()
    assert len(search.find(State("published"), future)) == len(search.find(State("published"), MOMENT)) + 1


def test_a_file_changed_today(search: Search, rows: dict[int, PostEntry]) -> None:
    today = date.today()
    assert search.find(Dated("changed", Ago(0, "d")), Moment(NOW, today)) >= set(rows)
    assert not search.find(Dated("changed", Ago(0, "d")), Moment(NOW, date(today.year + 2, 1, 1)))


def test_posts_that_share_runs_of_words(search: Search, rows: dict[int, PostEntry]) -> None:
    assert {short(rows[id_]) for id_ in search.sharing(probes(STORY))} == {"ferry", "net"}


def test_what_nobody_waits_for_ends(search: Search) -> None:
    assert search.find(read_query("harbour").node, MOMENT, lambda: True) <= search.find(
        read_query("harbour").node, MOMENT
    )


def test_a_question_nobody_waits_for_does_not_end_the_next_one(
    search: Search, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("editor.storage.index.search._STEPS", 1)
    assert search.find(State("draft"), MOMENT, lambda: True) == frozenset()
    assert len(search.find(Label("tag", "c++"), MOMENT)) == 1


def test_labels_that_come_later_are_known(tmp_path: Path) -> None:
    (tmp_path / "_posts").mkdir()
    post = tmp_path / "_posts/2026-01-01-a.md"
    post.write_text("---\ntitle: A\ntags: [old]\n---\n", encoding="utf-8")
    index = Index.open(open_project(tmp_path), tmp_path / "cache")
    index.refresh(lambda: False)
    search = Search(index.file)
    assert search.find(Label("tag", "old"), MOMENT)
    (tmp_path / "_posts/2026-01-02-b.md").write_text("---\ntitle: B\ntags: [new]\n---\n", encoding="utf-8")
    index.refresh(lambda: False)
    assert search.find(Label("tag", "new"), MOMENT)
    search.close()
    index.close()


def test_an_index_that_is_none_is_told_in_a_sentence(tmp_path: Path) -> None:
    file = tmp_path / "index.sqlite3"
    file.write_bytes(b"no database at all, but long enough to look at " * 40)
    search = Search(file)
    for _ in range(2):
        with pytest.raises(ReadError, match="cannot be searched"):
            search.find(read_query("harbour").node, MOMENT)
    search.close()


NAMES = st.sampled_from(("news", "World News", "politics", "élan", "e", "w", "c++", "nowhere"))
TERMS = st.one_of(
    st.builds(
        Words,
        st.sampled_from(("harbour", "the", "quiet", "2025", "okafor", "ferry returns")),
        st.just("title"),
    ),
    st.builds(Words, st.sampled_from(("okafor", "m", "ok")), st.just("author"), st.booleans()),
    st.builds(Words, st.sampled_from(("2025", "posts", "drafts net", "0")), st.just("path"), st.booleans()),
    st.builds(Label, st.sampled_from(("category", "tag")), NAMES, st.booleans()),
    st.builds(State, st.sampled_from(STATES)),
    st.builds(Has, st.sampled_from(("image", "excerpt", "category", "tag", "author", "date")), st.booleans()),
    st.builds(
        Dated,
        st.sampled_from(("since", "until")),
        st.sampled_from(
            (Period(2026), Period(2026, 3), Period(2026, 3, 12), Period(2025, 10, 1), Ago(6, "d"))
        ),
    ),
    st.builds(Length, st.integers(0, 400), st.none() | st.integers(0, 400)),
)
NODES = st.recursive(
    TERMS,
    lambda inner: st.one_of(
        inner.map(lambda node: node.node if isinstance(node, Not) else Not(node)),
        st.lists(inner, min_size=1, max_size=3).map(all_of),
        st.lists(inner, min_size=1, max_size=3).map(any_of),
    ),
    max_leaves=6,
)


@given(NODES)
def test_sql_finds_what_the_rows_say(search: Search, rows: dict[int, PostEntry], node: Node) -> None:
    matches: Callable[[PostEntry], bool] = Matcher(node, MOMENT.today)
    assert search.find(node, MOMENT) & set(rows) == {id_ for id_, entry in rows.items() if matches(entry)}


@given(st.text(max_size=20) | st.text('"*(){}:^+-aé \0', max_size=12))
def test_any_text_can_be_looked_for(search: Search, text: str) -> None:
    for typing in (False, True):
        search.find(read_query(text, typing=typing).node, MOMENT)


def test_a_day_is_the_one_on_the_site(tmp_path: Path) -> None:
    root = tmp_path / "site"
    (root / "_posts").mkdir(parents=True)
    (root / "_config.yml").write_text("timezone: Pacific/Auckland\n", encoding="utf-8")
    late = "---\ntitle: Late\ndate: 2026-03-14 23:30:00 +0000\n---\n"
    (root / "_posts" / "2026-03-14-late.md").write_text(late, encoding="utf-8")
    index = Index.open(open_project(root), tmp_path / "cache")
    index.refresh(lambda: False)
    rows = index.posts(NOW)
    search = Search(index.file)
    for query, count in (("since:2026-03-15", 1), ("until:2026-03-14", 0)):
        node = read_query(query).node
        assert len(search.find(node, MOMENT)) == count
        assert sum(map(Matcher(node, MOMENT.today), rows.values())) == count
    search.close()
    index.close()
