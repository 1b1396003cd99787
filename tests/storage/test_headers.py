"""The header alone must say what the whole post says."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from editor.core.errors import NotUtf8Error
from editor.core.post.naming import POST_SUFFIXES
from editor.core.post.post import parse_post
from editor.storage.headers import read_header
from editor.storage.project import open_project, scan_posts

# What front matter and its fences are made of, and what only looks like them.
PIECES = st.sampled_from(
    [
        *("---", "...", "--- ", "----", "--", "+++", " ---", "---x", "\ufeff"),
        *("title: T", "tags: [a, b]", "tags:", "  - a", "é", "title: 'open", "text", "  \t", ""),
        "long: " + "w" * 4090,
    ]
)
TEXTS = st.lists(st.tuples(PIECES, st.sampled_from(["\n", "\n", "\r\n", "\r", ""])), max_size=9).map(
    lambda pairs: "".join(piece + end for piece, end in pairs)
)


@given(st.booleans(), TEXTS)
@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_header_is_that_of_the_whole_post(tmp_path: Path, fenced: bool, text: str) -> None:
    data = ("---\n" + text if fenced else text).encode("utf-8")
    path = tmp_path / "post.md"
    path.write_bytes(data)
    header, whole = read_header(path, path.name), parse_post(data)
    assert header.front == whole.front
    assert header.bom == whole.bom
    if len(data) < 8192:  # a longer text without a header is not read on to find out what else it may be
        assert header.problem == whole.problem


def posts_of(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.rglob("*")) if path.suffix in POST_SUFFIXES and path.is_file()]


def test_headers_of_real_posts_are_those_of_the_whole_posts(corpus: Path) -> None:
    checked = 0
    for path in posts_of(corpus):
        try:
            whole = parse_post(path.read_bytes(), path)
        except NotUtf8Error:
            continue
        header = read_header(path, path.name)
        assert header.front == whole.front, path
        assert header.problem == whole.problem, path
        checked += 1
    assert checked > 1000


@pytest.mark.parametrize(
    "site",
    [
        "18f",
        "benbalter",
        "brew",
        "cfpb",
        "eslint",
        "jekyll-docs",
        "monero",
        "mundana",
        "optech",
        "swift",
        "twbs",
    ],
)
def test_every_post_of_a_real_site_is_listed(corpus: Path, site: str) -> None:
    root = corpus / site
    every = {path.relative_to(root).as_posix() for path in posts_of(root)}
    wanted = {path for path in every if "_posts/" in path}
    now = datetime(2100, 1, 1, tzinfo=UTC)
    found = {entry.path: entry for entry, _ in scan_posts(open_project(root), now, lambda: False)}
    assert wanted == {path for path in found if "_posts/" in path}
    assert all(entry.title for entry in found.values())
    assert all(entry.problem for entry in found.values() if entry.status == "broken")
    good = [entry for entry in found.values() if entry.status in {"published", "hidden", "draft"}]
    assert len(good) >= 0.97 * len(found)
