"""What a post is called after a move, what changes inside it, and that the way back gives the same bytes."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.core.changes import ChangeSet, Move, Write
from editor.core.errors import EditRefusedError
from editor.core.moves import (
    MovePlan,
    Renaming,
    Source,
    copy_of,
    plan_back_to_drafts,
    plan_publish,
    plan_rename,
    plan_show_again,
    plan_withdraw,
    renamed_path,
)
from editor.core.post.dates import parse_date
from editor.core.post.habits import Habits
from editor.core.site import parse_config

SITE = parse_config("permalink: /:year/:month/:title/\nurl: https://tribune.example\n")
PATH = "_posts/2026-03-14-wall.md"
WALL = Source(PATH, b'---\ntitle:  "Wall"   # the desk\'s\r\ndate: 2026-03-14 07:30:00 +0000\n---\nText.\n')
NEWS = Source(
    "_posts/2026-03-15-news.md",
    b"---\ntitle: News\n---\n[a](/2026/03/wall/) and {% post_url 2026-03-14-wall %}.\r\nEnd",
)
DAY = date(2026, 3, 14)
HABITS = Habits(key_order=("title", "date", "published"), date_pattern=parse_date("2026-01-01T10:00"))
NOON = datetime(2026, 11, 24, 12, 5, 33, tzinfo=UTC)


def after(plan: MovePlan | ChangeSet, path: str) -> bytes:
    """What a file holds once the plan is carried out."""
    changes = plan.changes if isinstance(plan, MovePlan) else plan
    found = [one.after for one in changes.changes if isinstance(one, Write) and one.path == path]
    assert len(found) == 1
    return found[0]


def carried_out(plan: MovePlan, files: dict[str, bytes]) -> dict[str, bytes]:
    """The files of a site after a plan, done as the disk would do it."""
    files = dict(files)
    for change in plan.changes.changes:
        if isinstance(change, Write):
            assert files[change.path] == change.before
            files[change.path] = change.after
        elif isinstance(change, Move):
            assert change.to not in files
            files[change.to] = files.pop(change.path)
    return files


# -- renaming --------------------------------------------------------------------------------------------------


def test_a_rename_moves_the_file_and_mends_the_links_of_others() -> None:
    plan = plan_rename(SITE, WALL, Renaming("Sea Wall", DAY), [NEWS])
    assert plan.move.to == "_posts/2026-03-14-Sea-Wall.md"
    assert (plan.move.url, plan.move.new_url) == ("/2026/03/wall/", "/2026/03/Sea-Wall/")
    assert plan.mended == (NEWS.path,)
    assert after(plan, NEWS.path) == NEWS.data.replace(b"/wall/", b"/Sea-Wall/").replace(
        b"14-wall", b"14-Sea-Wall"
    )
    assert plan.changes.written == (NEWS.path,)  # the post itself only gets another name


def test_links_are_left_alone_when_the_writer_says_so() -> None:
    plan = plan_rename(SITE, WALL, Renaming("quay", DAY, mend=False), [NEWS])
    assert plan.changes.changes == (Move(PATH, "_posts/2026-03-14-quay.md"),)


def test_another_day_changes_the_date_key_in_its_own_notation_and_keeps_the_time() -> None:
    plan = plan_rename(SITE, WALL, Renaming("wall", date(2026, 4, 2)), [])
    assert plan.move.to == "_posts/2026-04-02-wall.md"
    assert after(plan, PATH) == WALL.data.replace(b"2026-03-14 07:30", b"2026-04-02 07:30")


def test_a_slug_key_goes_with_the_name() -> None:
    source = Source(PATH, b"---\ntitle: Wall\nslug: 'wall'\n---\n")
    plan = plan_rename(SITE, source, Renaming("quay", DAY), [])
    assert after(plan, PATH) == b"---\ntitle: Wall\nslug: 'quay'\n---\n"
    assert (plan.move.url, plan.move.new_url) == ("/2026/03/wall/", "/2026/03/quay/")


def test_a_slug_of_its_own_stays_and_so_does_the_address() -> None:
    source = Source(PATH, b"---\ntitle: Wall\nslug: old-wall\n---\n")
    plan = plan_rename(SITE, source, Renaming("quay", DAY, redirect=True), [NEWS])
    assert (plan.move.url, plan.move.new_url) == ("/2026/03/old-wall/", "/2026/03/old-wall/")
    assert PATH not in plan.changes.written


@pytest.mark.parametrize(
    ("before", "wanted"),
    [
        (b"---\ntitle: Wall\n---\n", [b"redirect_from:", b"/2026/03/wall/"]),
        (b"---\ntitle: Wall\nredirect_from: /first/\n---\n", [b"/first/", b"/2026/03/wall/"]),
        (b"---\ntitle: Wall\nredirect_from:\n  - /first/\n---\n", [b"  - /first/\n  - /2026/03/wall/\n"]),
    ],
)
def test_the_old_address_leads_to_the_post(before: bytes, wanted: list[bytes]) -> None:
    plan = plan_rename(SITE, Source(PATH, before), Renaming("quay", DAY, redirect=True), [])
    for piece in wanted:
        assert piece in after(plan, PATH)


def test_an_address_the_post_comes_back_to_is_no_redirect_any_more() -> None:
    source = Source(PATH, b"---\ntitle: Wall\nredirect_from:\n  - /2026/03/quay/\n  - /first/\n---\n")
    plan = plan_rename(SITE, source, Renaming("quay", DAY, redirect=True), [])
    assert after(plan, PATH) == (b"---\ntitle: Wall\nredirect_from:\n  - /first/\n  - /2026/03/wall/\n---\n")


def test_a_post_whose_address_stays_needs_no_redirect() -> None:
    source = Source(PATH, b"---\npermalink: /always/\n---\n")
    plan = plan_rename(SITE, source, Renaming("quay", DAY, redirect=True), [])
    assert plan.changes.changes == (Move(PATH, "_posts/2026-03-14-quay.md"),)


def test_a_post_that_is_no_text_or_has_broken_front_matter_is_moved_as_it_is() -> None:
    for data in (b"\xff\xfe\x00nothing", b"---\ntitle: [\n---\n"):
        plan = plan_rename(SITE, Source(PATH, data), Renaming("quay", DAY, redirect=True), [NEWS])
        assert PATH not in plan.changes.written
        assert plan.changes.moved == {PATH: "_posts/2026-03-14-quay.md"}


def test_links_in_files_that_are_not_utf8_are_mended_and_their_other_bytes_kept() -> None:
    other = Source("about.md", b"\xe9t\xe9 [a](/2026/03/wall/)")
    plan = plan_rename(SITE, WALL, Renaming("quay", DAY), [other])
    assert after(plan, "about.md") == b"\xe9t\xe9 [a](/2026/03/quay/)"


@pytest.mark.parametrize(
    ("path", "slug", "day", "to"),
    [
        (PATH, "wall", DAY, PATH),
        (PATH, "Größe & Co.", DAY, "_posts/2026-03-14-Größe-&-Co..md"),
        (
            "_posts/2026-3-4-Old--Name.markdown",
            "Old--Name",
            date(2026, 3, 5),
            "_posts/2026-03-05-Old--Name.markdown",
        ),
        ("_posts/2026-3-4-a.md", "b---c", date(2026, 3, 4), "_posts/2026-3-4-b---c.md"),
        ("_drafts/sub/idea.md", "a/b\\c:d", None, "_drafts/sub/a-b-c-d.md"),
        ("_drafts/idea.md", "con", None, "_drafts/con-post.md"),
    ],
)
def test_names_are_made_of_what_every_system_takes(path: str, slug: str, day: date | None, to: str) -> None:
    assert renamed_path(path, slug, day) == to


@pytest.mark.parametrize("slug", ["", "   ", "!!!", "..."])
def test_a_name_of_nothing_is_refused(slug: str) -> None:
    with pytest.raises(EditRefusedError, match="needs a letter or a digit"):
        renamed_path(PATH, slug, DAY)


SLUGS = st.from_regex(r"[a-z][a-z0-9]{2,6}(-[a-z0-9]{1,5}){0,2}", fullmatch=True)
LINKS = st.sampled_from(
    [
        "[a](/2026/03/{0}/)",
        "{{% post_url 2026-03-14-{0} %}}",
        "[x]: https://tribune.example/2026/03/{0}",
        "plain",
    ]
)


@given(
    SLUGS,
    SLUGS,
    st.lists(st.tuples(LINKS, st.sampled_from(["\n", "\r\n", " \n\n"])), max_size=5),
    st.sampled_from([b"", b"\xef\xbb\xbf"]),
)
def test_rename_and_mend_then_back_gives_the_same_bytes(
    old: str, new: str, pieces: list[tuple[str, str]], bom: bytes
) -> None:
    path = f"_posts/2026-03-14-{old}.md"
    text = "".join(link.format(old) + end for link, end in pieces)
    files = {
        path: bom + f"---\ntitle:   {old}\n---\n{text}".encode(),
        "_posts/2026-03-20-b.md": bom + f"---\ntitle: b\r\n---\r\n{text}".encode(),
        "about.html": text.encode(),
    }
    others = [Source(name, data) for name, data in files.items() if name != path]
    there = plan_rename(SITE, Source(path, files[path]), Renaming(new, DAY), others)
    moved = carried_out(there, files)
    others = [Source(name, data) for name, data in moved.items() if name != there.move.to]
    back = plan_rename(SITE, Source(there.move.to, moved[there.move.to]), Renaming(old, DAY), others)
    assert carried_out(back, moved) == files


# -- drafts ----------------------------------------------------------------------------------------------------


def test_a_draft_is_published_today_in_the_sites_notation() -> None:
    draft = Source("_drafts/sea/tides.md", b"---\ntitle: Tides\n---\nHigh.\n")
    other = Source("about.md", b"{% link _drafts/sea/tides.md %}")
    plan = plan_publish(SITE, draft, NOON, [other], HABITS)
    assert plan.move.to == "_posts/sea/2026-11-24-tides.md"
    assert after(plan, draft.path) == b"---\ntitle: Tides\ndate: 2026-11-24T12:05\n---\nHigh.\n"
    assert after(plan, "about.md") == b"{% link _posts/sea/2026-11-24-tides.md %}"


def test_a_draft_with_a_date_gets_the_new_one_in_its_own_notation() -> None:
    draft = Source("_drafts/tides.md", b"---\ntitle: Tides\ndate: 2020-01-01 # once\npublished: false\n---\n")
    plan = plan_publish(SITE, draft, NOON, [], HABITS)
    assert after(plan, draft.path) == (b"---\ntitle: Tides\ndate: 2026-11-24 # once\npublished: true\n---\n")


def test_a_site_without_date_keys_gets_none() -> None:
    draft = Source("_drafts/tides.md", b"---\ntitle: Tides\n---\n")
    assert plan_publish(SITE, draft, NOON, [], Habits()).changes.changes == (
        Move("_drafts/tides.md", "_posts/2026-11-24-tides.md"),
    )


def test_a_date_that_cannot_be_read_is_not_overwritten() -> None:
    draft = Source("_drafts/tides.md", b"---\ndate: next week\n---\n")
    with pytest.raises(EditRefusedError, match="“next week” cannot be read"):
        plan_publish(SITE, draft, NOON, [], Habits())


def test_back_to_drafts_the_day_leaves_the_name_and_links_that_break_are_named() -> None:
    plan = plan_back_to_drafts(SITE, WALL, [NEWS])
    assert plan.changes.changes == (Move(PATH, "_drafts/wall.md"),)
    assert [(one.path, one.line, one.written) for one in plan.left] == [
        (NEWS.path, 4, "/2026/03/wall/"),
        (NEWS.path, 4, "2026-03-14-wall"),
    ]


def test_only_a_draft_can_be_published_and_only_a_post_taken_back() -> None:
    with pytest.raises(EditRefusedError, match="does not stand in a folder “_drafts”"):
        plan_publish(SITE, WALL, NOON, [], HABITS)
    with pytest.raises(EditRefusedError, match="does not stand in a folder “_posts”"):
        plan_back_to_drafts(SITE, Source("_drafts/a.md", b""), [])


# -- withdrawing and copies ------------------------------------------------------------------------------------


def test_withdrawn_and_shown_again_is_the_same_file() -> None:
    withdrawn = after(plan_withdraw(WALL, HABITS), PATH)
    assert b"published: false" in withdrawn
    assert after(plan_show_again(Source(PATH, withdrawn)), PATH) == WALL.data


def test_a_post_without_readable_front_matter_cannot_be_withdrawn() -> None:
    for data in (b"no fences", b"---\na: [\n---\n", b"\xff\xfe"):
        with pytest.raises(EditRefusedError, match=r"“2026-03-14-wall\.md” has no front matter"):
            plan_withdraw(Source(PATH, data))


def test_a_copy_holds_all_but_what_belongs_to_one_post_alone() -> None:
    source = Source(
        PATH, b"---\ntitle: Wall\npermalink: /w/\nslug: wall # s\nredirect_from: [/a/]\n---\nText\r\n"
    )
    assert (
        copy_of(source, "_posts/2026-03-14-wall-2.md") == b"---\ntitle: Wall\nslug: wall-2 # s\n---\nText\r\n"
    )
    assert copy_of(Source(PATH, b"\xffx"), "y.md") == b"\xffx"
