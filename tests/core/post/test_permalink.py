"""The address of a post is the one Jekyll would give it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.core.errors import EditRefusedError
from editor.core.post.frontmatter import FrontMatter
from editor.core.post.post import Post
from editor.core.post.visibility import judge
from editor.core.site import SiteConfig, parse_config

PATH = "_posts/2026-03-04-Harbour_reopens.md"

NOW = datetime(2026, 3, 20, 12, tzinfo=UTC)


def front(block: str) -> FrontMatter:
    return FrontMatter("---\n", block, "---\n")


def url(config: str, block: str = "title: x\n", path: str = PATH) -> str:
    return judge(path, Post(False, front(block), ""), parse_config(config), NOW).url


@pytest.mark.parametrize(
    ("style", "address"),
    [
        ("date", "/news/2026/03/04/Harbour_reopens.html"),
        ("pretty", "/news/2026/03/04/Harbour_reopens/"),
        ("ordinal", "/news/2026/063/Harbour_reopens.html"),
        ("weekdate", "/news/2026/W10/Wed/Harbour_reopens.html"),
        ("none", "/news/Harbour_reopens.html"),
        ("/:title/", "/Harbour_reopens/"),
        ("/:slug", "/harbour-reopens"),
        ("/:year/:i_month/:i_day/:short_year/:title.html", "/2026/3/4/26/Harbour_reopens.html"),
        ("/:long_month-:short_month/:long_day-:short_day/:w_year", "/March-Mar/Wednesday-Wed/2026"),
        ("/:categories/:title_:y_day/", "/news/Harbour_reopens_063/"),
        ("/:collection/:name:output_ext", "/posts/2026-03-04-harbour-reopens.html"),
    ],
)
def test_styles_and_placeholders(style: str, address: str) -> None:
    assert url(f"permalink: {style}", "categories: News\n") == address


def test_the_default_is_the_date_style() -> None:
    assert judge(PATH, Post(False, None, ""), SiteConfig(), NOW).url == "/2026/03/04/Harbour_reopens.html"


def test_front_matter_decides_before_defaults_and_config() -> None:
    config = "permalink: none\ndefaults:\n- scope: {path: _posts}\n  values: {permalink: /d/:title/}\n"
    assert url(config) == "/d/Harbour_reopens/"
    assert url(config, "permalink: /own/:slug/\n") == "/own/harbour-reopens/"


def test_the_slug_key_replaces_the_name() -> None:
    assert url("permalink: /:title/", "slug: Other One\n") == "/Other-One/"


def test_categories_come_from_folders_and_keys_once() -> None:
    found = url(
        "permalink: none", "categories: [Sport, News]\ncategory: Sport\n", "sport/_posts/2026-03-04-a.md"
    )
    assert found == "/sport/news/a.html"
    assert url("permalink: none", path="_posts/inside/2026-03-04-a.md") == "/a.html"


def test_other_scripts_are_percent_encoded() -> None:
    assert url("permalink: /:title/", path="_posts/2026-03-04-größe.md") == "/gr%C3%B6%C3%9Fe/"


def test_the_date_key_counts_in_the_zone_of_the_site() -> None:
    config = "permalink: /:year/:month/:day/:hour/\ntimezone: Europe/Berlin\n"
    assert url(config, "date: 2026-07-01 23:30:00 +0000\n") == "/2026/07/02/01/"
    # Psych takes a bare time for UTC; in quotation marks it is local time.
    assert url(config, "date: 2026-07-01T23:30:00\n") == "/2026/07/02/01/"
    assert url(config, 'date: "2026-07-01T23:30:00"\n') == "/2026/07/01/23/"
    assert url(config, "date: 2026-07-01\n") == "/2026/07/01/00/"


def test_an_unknown_zone_is_utc() -> None:
    assert (
        url("permalink: /:day/:hour/\ntimezone: Nowhere/At_all\n", "date: 2026-07-01 23:30:00 -0200\n")
        == "/02/01/"
    )


def test_dots_and_double_slashes_go() -> None:
    assert url("permalink: //a//../:categories/./:title", "title: x\n") == "/a/Harbour_reopens"


def test_a_draft_without_any_date_is_dated_by_its_file() -> None:
    draft, modified = Post(False, None, ""), datetime(2026, 3, 1, 12, tzinfo=UTC)
    assert (
        judge("_drafts/idea.md", draft, SiteConfig(), NOW, modified=modified).url == "/2026/03/01/idea.html"
    )
    assert judge("_drafts/idea.md", draft, SiteConfig(), NOW).url == "/2026/03/20/idea.html"


@given(st.text(max_size=40), st.text(max_size=20))
def test_whatever_a_template_and_a_slug_hold_there_is_an_address_or_a_sentence(
    template: str, slug: str
) -> None:
    front = FrontMatter("---\n", "", "---\n")
    for key, value in (("permalink", template), ("slug", slug)):
        try:
            front = front.set(key, value)
        except EditRefusedError:  # a control character that YAML cannot hold
            return
    found = judge(PATH, Post(False, front, ""), SiteConfig(), NOW)
    assert found.url.startswith("/") if found.shown else found.why
    assert found.url.isascii()
