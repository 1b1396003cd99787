"""A post's header as a row of the list."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.core.catalog import PostEntry, PostStatus
from editor.core.entries import DRAFT, LOOSE, POST, broken_entry, entry_of
from editor.core.post.post import parse_post
from editor.core.site import SiteConfig, parse_config

NOW = datetime(2026, 3, 20, 12, tzinfo=UTC)
PATH = "_posts/2026-03-14-harbour-wall.md"


def row(header: str, path: str = PATH, site: SiteConfig | None = None) -> PostEntry:
    post = parse_post(f"---\n{header}\n---\nBody.\n".encode())
    kind = DRAFT if path.startswith("_drafts/") else POST
    return entry_of(path, kind, post, site or SiteConfig(), NOW, 7)


@pytest.mark.parametrize(
    ("header", "title"),
    [
        ("title: Plain", "Plain"),
        ("title: 2026", "2026"),
        ("title: 2026-03-14", "2026-03-14"),
        ('title: "The <em>Gazette</em> &amp; us"', "The Gazette & us"),
        ("title: >\n  folded\n  over", "folded over"),
        ("title:", "Harbour Wall"),
        ("title: [a, b]", "Harbour Wall"),
        ("layout: post", "Harbour Wall"),
    ],
)
def test_the_title_is_one_plain_line(header: str, title: str) -> None:
    assert row(header).title == title


@pytest.mark.parametrize(
    ("header", "author"),
    [
        ("author: ada", "Ada Marsh"),
        ("author: nobody we know", "nobody we know"),
        ("authors: [ada, Ben Ode]", "Ada Marsh, Ben Ode"),
        ("author: {name: Cy}", "Cy"),
        ("author:", ""),
    ],
)
def test_authors_are_named_as_the_site_names_them(header: str, author: str) -> None:
    assert row(header, site=parse_config("authors: {ada: {name: Ada Marsh}}")).author == author


@pytest.mark.parametrize(
    ("header", "image"),
    [
        ("image: assets/a.png", "assets/a.png"),
        ("image: {path: /a.png, alt: x}", "a.png"),
        ("image: {feature: b.jpg}", "b.jpg"),
        ("image: [c.png, d.png]", "c.png"),
        ("image: {width: 3}", ""),
        ("image: 7", ""),
        ("image: []", ""),
    ],
)
def test_the_lead_image_is_found_in_the_shapes_sites_use(header: str, image: str) -> None:
    assert row(header).image == image


@pytest.mark.parametrize(
    ("path", "categories"),
    [
        (PATH, ("News",)),
        ("sport/_posts/2026-03-14-a.md", ("sport", "News")),
        ("News/_posts/2026-03-14-a.md", ("News",)),
        ("a/b/_drafts/c.md", ("a", "b", "News")),
        ("_posts/deep/er/2026-03-14-a.md", ("News",)),
    ],
)
def test_folders_above_the_posts_are_categories(path: str, categories: tuple[str, ...]) -> None:
    assert row("category: News", path).categories == categories


def test_the_excerpt_is_the_writers_own() -> None:
    assert row("description: D\nexcerpt: E").excerpt == "E"
    assert row("description: D").excerpt == "D"
    assert row("title: T").excerpt == ""


def test_day_and_moment_are_told_apart() -> None:
    entry = row("date: 2026-03-15 08:00:00 +0100")
    assert entry.day == date(2026, 3, 14)
    assert entry.moment is not None
    assert entry.moment.isoformat() == "2026-03-15T08:00:00+01:00"
    assert entry.modified_ns == 7


def test_a_broken_file_has_a_row_with_its_name() -> None:
    entry = broken_entry("_posts/2026-03-14-a.md", POST, "You may not read it.", 5)
    assert (entry.title, entry.day, entry.status) == ("2026-03-14-a.md", date(2026, 3, 14), "broken")
    assert (entry.problem, entry.modified_ns) == ("You may not read it.", 5)


@given(
    st.sampled_from([POST, DRAFT, LOOSE]),
    st.sampled_from([PATH, "_drafts/a.md", "x.md", "a/_posts/9999-99-99-.md"])
    | st.text(min_size=1, max_size=20),
    st.binary(max_size=60)
    | st.lists(
        st.sampled_from(["date: ", "title: ", "image: ", "tags: ", "author: ", "published: "]).flatmap(
            lambda key: st.text(max_size=12).map(lambda value: key + value)
        ),
        max_size=4,
    ).map(lambda lines: ("---\n" + "\n".join(lines) + "\n---\n").encode("utf-8", "ignore")),
)
def test_whatever_a_file_holds_it_has_a_row(kind: str, path: str, data: bytes) -> None:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return
    entry = entry_of(path, kind, parse_post(data), SiteConfig(), NOW)
    assert entry.path == path
    assert entry.title
    assert entry.status in set(PostStatus)
