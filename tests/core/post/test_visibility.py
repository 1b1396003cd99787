"""What is said of a post: where it stands and when, why it does not, and what may surprise."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.core.catalog import PostStatus
from editor.core.post.post import parse_text
from editor.core.post.visibility import WITHHELD, Visibility, judge, target_of
from editor.core.site import parse_config

NOW = datetime(2026, 3, 20, 12, tzinfo=UTC)
PATH = "_posts/2026-03-14-ferry.md"


def fate(header: str = "title: T", path: str = PATH, config: str = "", **known: object) -> Visibility:
    return judge(path, parse_text(f"---\n{header}\n---\nText.\n"), parse_config(config), NOW, **known)  # type: ignore[arg-type]


def test_a_post_that_shows_has_address_and_day() -> None:
    found = fate("date: 2026-03-14 07:30:00 +0100", config="permalink: pretty\nbaseurl: /x\n")
    assert (found.url, found.day, found.shown) == ("/2026/03/14/ferry/", date(2026, 3, 14), True)
    assert (found.why, found.remarks, found.stops) == ("", (), False)


@pytest.mark.parametrize(
    ("header", "path", "config", "status", "why"),
    [
        ("published: false", PATH, "", "hidden", WITHHELD),
        ("published:", PATH, "", "hidden", WITHHELD),
        ("title: T", "_drafts/idea.md", "", "draft", "It is a draft"),
        ("title: T", "_posts/idea.md", "", "hidden", "does not begin with a date"),
        ("date: 2026-03-21", PATH, "", "scheduled", "on or after 21 March 2026"),
        ("title: T", PATH, "exclude: [_posts/2026-03*]", "hidden", "“exclude”"),
        ("title: T", "_old/_posts/2026-03-14-a.md", "", "hidden", "begins with “_”"),
        ("title: T", PATH, "collections_dir: src", "hidden", "outside of “src”"),
        ("title: T", PATH, "source: docs", "hidden", "outside of “docs”"),
        ("title: T", "_notes/a.md", "collections: {notes: {}}", "hidden", "no “output: true”"),
        ("title: T", "_notes/a.md", "collections: [notes]", "hidden", "no “output: true”"),
        ("title: T", "_loose/a.md", "", "hidden", "begins with “_”"),
        ("date: soon", PATH, "", "broken", "stops the whole build"),
        ("title: T", "_posts/2026-03-14-caf\udce9.md", "", "broken", "no UTF-8"),
        ("title: T", "_posts/caf\udce9.md", "", "broken", "no UTF-8"),
        ("title: T", "caf\udce9.md", "", "broken", "no UTF-8"),
        ("title: T", "_drafts/caf\udce9.md", "", "draft", "It is a draft"),
        ("title: T", "_drafts/caf\udce9.md", "show_drafts: true", "broken", "no UTF-8"),
        ("date:", PATH, "", "broken", "Its date is empty"),
        ("title: T", "_posts/2026-13-14-a.md", "", "broken", "which is no day"),
        ("slug: 12", PATH, "", "broken", "Its slug “12”"),
        ("permalink: [a]", PATH, "", "broken", "Its permalink"),
        ("permalink: /:foo/", PATH, "", "broken", "“:foo”"),
        ("permalink: ''", "about.md", "", "broken", "Its permalink"),
    ],
)
def test_why_not(header: str, path: str, config: str, status: str, why: str) -> None:
    found = fate(header, path, config)
    assert not found.shown
    assert found.status.value == status
    assert why in found.why
    assert found.stops == (status == "broken")


@pytest.mark.parametrize(
    ("header", "path", "config"),
    [
        ("published: false", PATH, "unpublished: true"),
        ("title: T", "_drafts/idea.md", "show_drafts: true"),
        ("date: 2026-03-21", PATH, "future: true"),
        ("published: 'false'", PATH, ""),
        ("title: T", "_notes/a.md", "collections: {notes: {output: true}}"),
        ("title: T", "about.md", ""),
        ("title: T", "_pages/about.md", "include: [_pages]"),
    ],
)
def test_what_shows_all_the_same(header: str, path: str, config: str) -> None:
    assert fate(header, path, config).shown


@pytest.mark.parametrize(
    ("header", "path", "config", "remark"),
    [
        (
            "date: 2026-03-13",
            PATH,
            "",
            "The file name says 14 March 2026, its date 13 March 2026: the date counts.",
        ),
        (
            "date: 2026-03-14 23:30:00 -0500",
            PATH,
            "timezone: Europe/London",
            "Its date says 14 March 2026; in the site's time zone, Europe/London, that moment is on 15 March 2026.",
        ),
        ("date: 2026-03-14 23:30:00 -0500", PATH, "", "in UTC, as the site names no time zone"),
        ("date: 4th of July 2020", PATH, "", "not in a form this program can use"),
        ("date: soon", "_drafts/a.md", "", "stops the whole build"),
        ("title: T", PATH, "limit_posts: 3", "newest 3 posts only"),
        ("title: T", PATH, "a: [", "_config.yml cannot be read"),
        ("title: [", PATH, "", "Jekyll cannot read its front matter"),
    ],
)
def test_what_may_surprise(header: str, path: str, config: str, remark: str) -> None:
    assert any(remark in text for text in fate(header, path, config).remarks)


def test_a_post_without_front_matter_is_built() -> None:
    found = judge(PATH, parse_text("Just words.\n"), parse_config(""), NOW)
    assert found.shown
    assert found.remarks[0].startswith("It has no front matter")


def test_two_posts_on_one_address() -> None:
    others = {target_of("/ferry"): [PATH, "_posts/2025-01-01-ferry.md"]}
    found = fate(config="permalink: /:title.html", taken=others)
    assert found.shown
    assert "“_posts/2025-01-01-ferry.md” has this address, too" in found.remarks[0]
    assert fate(config="permalink: /:title/", taken=others).remarks == ()
    assert fate(config="permalink: /:title.html", taken={"ferry.html": [PATH]}).remarks == ()


@pytest.mark.parametrize(("kept", "said"), [("ferry", True), ("other", False), ("fer", True)])
def test_what_keep_files_keeps(kept: str, said: bool) -> None:
    found = fate("published: false", config=f"permalink: /:title/\nkeep_files: [{kept}, 3]\n")
    assert any("“keep_files”" in remark for remark in found.remarks) == said
    assert fate(config=f"permalink: /:title/\nkeep_files: [{kept}]\n").remarks == ()


def test_an_address_that_hangs_on_the_day_of_the_build_is_not_made_up() -> None:
    broken = judge(PATH, parse_text("---\ntitle: [\n---\n"), parse_config(""), NOW)
    assert (broken.url, broken.moment, broken.shown) == ("", None, True)
    named = judge(PATH, parse_text("---\ntitle: [\n---\n"), parse_config("permalink: /:title/"), NOW)
    assert named.url == "/2026-03-14-ferry/"


def test_a_draft_is_dated_by_its_file() -> None:
    modified = datetime(2026, 3, 1, 23, tzinfo=UTC)
    found = fate(path="_drafts/idea.md", config="timezone: Pacific/Auckland", modified=modified)
    assert found.url == "/2026/03/02/idea.html"


@given(
    st.sampled_from(
        [PATH, "_drafts/a.md", "_posts/x.md", "a/_posts/2020-1-1-b.md", "about.md", "_notes/n.md", "x"]
    )
    | st.text(min_size=1, max_size=15),
    st.text(max_size=40)
    | st.sampled_from(["date: 1", "slug: {}", "permalink: {a: b}", "categories: {a: [b]}"]),
    st.text(max_size=30)
    | st.sampled_from(["permalink: {a: b}", "collections: {notes: {output: 1, permalink: [a]}}"]),
)
def test_whatever_it_is_there_is_a_judgement(path: str, header: str, config: str) -> None:
    found = fate(header, path, config)
    assert found.shown == (not found.why)
    assert found.status in set(PostStatus)
    assert not found.url or found.url.startswith("/")


@pytest.mark.parametrize(
    ("path", "shown"),
    [(PATH, True), ("_drafts/idea.md", True), ("about.md", False), ("_recipes/a.md", False)],
)
def test_a_byte_order_mark_hides_the_front_matter_of_what_is_no_post(path: str, shown: bool) -> None:
    site = parse_config("show_drafts: true\ncollections: {recipes: {output: true}}\n")
    found = judge(path, parse_text("---\ntitle: T\n---\n", bom=True), site, NOW)
    assert (found.shown, "byte order mark" in found.why) == (shown, not shown)
