"""A folder of posts as it is found on real disks."""

from __future__ import annotations

import os
import shutil
import sys
import unicodedata
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from editor.core.catalog import PostEntry
from editor.core.errors import ProjectError, SaveError
from editor.storage.files import NameTakenError
from editor.storage.project import (
    create_post,
    find_root,
    open_project,
    posts_folder,
    safe_path,
    scan_posts,
)

NOW = datetime(2026, 3, 20, 12, 0, tzinfo=UTC)

posix_only = pytest.mark.skipif(
    os.name == "nt", reason="needs links or files that Windows does not give everybody"
)


def never() -> bool:
    return False


def put(root: Path, name: str, text: str | bytes = "---\ntitle: T\n---\nBody.\n") -> Path:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return path


def rows(root: Path, now: datetime = NOW, stop: Callable[[], bool] = never) -> dict[str, PostEntry]:
    return {entry.path: entry for entry, _ in scan_posts(open_project(root), now, stop)}


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """A site with nothing in it."""
    put(tmp_path, "site/_config.yml", "title: Bare\ntimezone: Europe/London\n")
    (tmp_path / "site" / "_posts").mkdir()
    return tmp_path / "site"


# -- which folder is the site ----------------------------------------------------------------------------------


def test_a_post_belongs_to_the_nearest_folder_with_a_config(tmp_path: Path) -> None:
    put(tmp_path, "repo/_config.yml", "")
    inner = put(tmp_path, "repo/docs/_config.yml", "").parent
    post = put(tmp_path, "repo/docs/news/_posts/2026-03-14-a.md")
    deep = put(tmp_path, "repo/src/_posts/2026/2026-03-14-b.md")
    assert find_root(post) == inner
    assert find_root(inner / "news") == inner
    assert find_root(deep) == tmp_path / "repo"
    assert find_root(tmp_path / "repo" / "src" / "_posts" / "not-there-yet.md") == tmp_path / "repo"


def test_without_a_config_it_is_the_folder_above_posts(tmp_path: Path) -> None:
    post = put(tmp_path, "paper/_posts/2026/2026-03-14-a.md")
    draft = put(tmp_path, "other/_drafts/b.md")
    assert find_root(post) == tmp_path / "paper"
    assert find_root(draft) == tmp_path / "other"


def test_a_post_outside_any_site_is_in_its_own_folder_and_is_listed(tmp_path: Path) -> None:
    post = put(tmp_path, "desk/notes.md", "---\ntitle: Notes\n---\n")
    put(tmp_path, "desk/readme.txt")
    put(tmp_path, "desk/deeper/other.md")
    assert find_root(post) == tmp_path / "desk"
    (entry,) = rows(post).values()
    assert (entry.path, entry.title, entry.kind, entry.status) == ("notes.md", "Notes", "loose", "published")
    put(tmp_path, "desk/docs/_posts/2026-03-14-a.md")
    assert set(rows(post)) == {"notes.md", "docs/_posts/2026-03-14-a.md"}


def test_opening_a_folder_reads_its_config(site: Path) -> None:
    project = open_project(site / "_posts" / "2026-03-14-harbour-wall-holds.md")
    assert project.root == site.resolve()
    assert project.site.title == "The Test Tribune"


@pytest.mark.parametrize(
    ("config", "line"),
    [(b"title: [unclosed\n", None), (b"title: a\nname: caf\xe9\n", 2), (b"- a list\n", None)],
)
def test_a_broken_config_does_not_keep_the_site_closed(bare: Path, config: bytes, line: int | None) -> None:
    (bare / "_config.yml").write_bytes(config)
    put(bare, "_posts/2026-03-14-a.md")
    project = open_project(bare)
    assert project.site.problem is not None
    if line is not None:
        assert project.site.problem.line == line
        assert "not UTF-8" in project.site.problem.message
    assert list(rows(bare)) == ["_posts/2026-03-14-a.md"]


def test_a_config_with_a_byte_order_mark_is_read(bare: Path) -> None:
    (bare / "_config.yml").write_bytes(b"\xef\xbb\xbftitle: Marked\n")
    assert open_project(bare).site.title == "Marked"


def test_a_config_that_is_a_folder_is_a_problem_of_the_site(tmp_path: Path) -> None:
    (tmp_path / "_config.yml").mkdir()
    (tmp_path / "_posts").mkdir()
    problem = open_project(tmp_path).site.problem
    assert problem is not None
    assert "it is a folder" in problem.message


def test_a_missing_folder_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match=r"The folder “gone” is gone"):
        open_project(tmp_path / "gone" / "post.md")


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="an administrator may do anything"
)
def test_a_folder_one_may_not_read_is_a_sentence(bare: Path) -> None:
    put(bare, "_posts/2026-03-14-a.md")
    put(bare, "news/_posts/2026-03-14-b.md")
    (bare / "_posts").chmod(0)
    try:
        found = rows(bare)
        assert found["_posts"].status == "broken"
        assert "you may not read it" in (found["_posts"].problem or "")
        assert found["news/_posts/2026-03-14-b.md"].status == "published"
        bare.chmod(0)
        with pytest.raises(ProjectError, match="You may not read the folder"):
            open_project(bare / "_posts")
    finally:
        bare.chmod(0o755)
        (bare / "_posts").chmod(0o755)


# -- listing posts ---------------------------------------------------------------------------------------------


def test_a_row_says_what_a_list_shows(site: Path) -> None:
    found = rows(site)
    assert set(found) == {
        "_posts/2026-03-14-harbour-wall-holds.md",
        "_posts/2026-03-12-council-votes.md",
        "_drafts/tide-tables.md",
    }
    wall = found["_posts/2026-03-14-harbour-wall-holds.md"]
    assert wall.title == "Harbour wall holds: engineers relieved"
    assert wall.author == "Ada Marsh"
    assert wall.day == date(2026, 3, 14)
    assert wall.moment == datetime(2026, 3, 14, 7, 30, tzinfo=UTC)
    assert (wall.kind, wall.status) == ("post", "published")
    assert wall.categories == ("News",)
    assert wall.tags == ("harbour", "weather")
    assert wall.image == "assets/wall.png"
    assert wall.excerpt == "The wall held through the night."
    assert wall.modified_ns == (site / wall.path).stat().st_mtime_ns
    assert wall.problem is None
    assert found["_posts/2026-03-12-council-votes.md"].tags == ("harbour", "budget")
    draft = found["_drafts/tide-tables.md"]
    assert (draft.kind, draft.status, draft.day) == ("draft", "draft", None)


def test_front_matter_comes_with_the_row_for_learning_habits(site: Path) -> None:
    fronts = {entry.path: front for entry, front in scan_posts(open_project(site), NOW, never)}
    front = fronts["_posts/2026-03-14-harbour-wall-holds.md"]
    assert front is not None
    assert front.keys[:3] == ("layout", "title", "date")
    text = (site / "_posts/2026-03-14-harbour-wall-holds.md").read_text(encoding="utf-8")
    assert text.startswith(front.text)


def test_posts_are_found_at_any_depth_and_nowhere_else(bare: Path) -> None:
    wanted = {
        "_posts/2026-03-01-top.md",
        "_posts/2026/03/2026-03-02-deep.markdown",
        "_posts/_special/2026-03-03-underscore.mkd",
        "_drafts/idea.md",
        "_drafts/later/idea.html",
        "sport/_posts/2026-03-04-match.mkdn",
        "sport/local/_posts/2026-03-05-match.md",
        "sport/_drafts/match.md",
    }
    unwanted = {
        "README.md",
        "_posts/2026-03-01-notes.txt",
        "_posts/.2026-03-01-hidden.md",
        "_posts/.copydesk-00000000.tmp",
        "_posts/.trash/2026-03-01-gone.md",
        "_includes/_posts/2026-03-01-x.md",
        "_site/_posts/2026-03-01-x.md",
        "node_modules/theme/_posts/2026-03-01-x.md",
        "vendor/bundle/_posts/2026-03-01-x.md",
        ".git/_posts/2026-03-01-x.md",
        "pages/2026-03-01-x.md",
    }
    for name in wanted | unwanted:
        put(bare, name)
    found = rows(bare)
    assert set(found) == wanted
    assert found["sport/local/_posts/2026-03-05-match.md"].categories == ("sport", "local")
    assert found["sport/_drafts/match.md"].kind == "draft"


def test_the_newest_name_of_a_folder_comes_first(bare: Path) -> None:
    for day in ("01", "03", "02"):
        put(bare, f"_posts/2026-03-{day}-a.md")
    assert list(rows(bare)) == [f"_posts/2026-03-{day}-a.md" for day in ("03", "02", "01")]


def test_an_empty_site_has_no_rows(bare: Path, tmp_path: Path) -> None:
    assert rows(bare) == {}
    (tmp_path / "nothing").mkdir()
    assert rows(tmp_path / "nothing") == {}


def test_listing_stops_when_it_is_told_to(bare: Path) -> None:
    for number in range(20):
        put(bare, f"_posts/2026-03-01-{number:02}.md")
    asked = []

    def after_five() -> bool:
        asked.append(None)
        return len(asked) > 7

    assert 0 < len(rows(bare, stop=after_five)) < 10


# -- what Jekyll will do with them -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "header", "status"),
    [
        ("2026-03-14-a.md", "title: T", "published"),
        ("2026-03-21-a.md", "title: T", "scheduled"),
        ("2026-03-20-a.md", "title: T", "published"),  # midnight today
        ("2026-03-14-a.md", "date: 2026-03-20 12:00:01 +0000", "scheduled"),
        ("2026-03-14-a.md", "date: 2026-03-20 12:59:00 +0100", "published"),
        ("2026-03-14-a.md", "date: 2026-03-20 13:30:00 +0100", "scheduled"),
        ("2026-03-14-a.md", "date: 2026-03-20 11:59:00", "published"),  # London, still on winter time
        ("2026-03-14-a.md", "date: 2026-03-20 12:01:00", "scheduled"),
        ("2026-04-14-a.md", "date: 2026-03-01", "published"),  # the key counts, not the name
        ("2026-03-14-a.md", "date:", "broken"),  # nothing is no date to Jekyll
        ("2026-03-14-a.md", "date: 0001-01-01", "published"),
        ("2026-03-14-a.md", "date: 9999-12-31 23:59:59", "scheduled"),
        ("2026-03-14-a.md", "published: false", "hidden"),
        ("2026-03-14-a.md", "published: true", "published"),
        ("2026-03-14-a.md", 'published: "false"', "published"),  # a text, which Jekyll does not take for no
        ("2026-03-21-a.md", "published: false", "hidden"),
        ("no-date.md", "title: T", "hidden"),
        ("2026-03-14-a.md", "date: tomorrow", "broken"),
        ("2026-03-14-a.md", "date: [2026-03-14]", "published"),
        ("2026-03-14-a.md", "date: June 4, 2020", "published"),
        ("2026-03-14-a.md", "date: 4th of July 2020", "published"),
        ("2026-03-14-a.md", "date: 2026-03-14 (optional)", "published"),
        ("2026-03-14-a.md", "date: 2026-02-31", "published"),
        ("2026-03-14-a.md", "date: 2026-13-01", "broken"),
        ("2026-03-14-a.md", "title: [unclosed", "broken"),
    ],
)
def test_the_status_is_what_jekyll_makes_of_it(bare: Path, name: str, header: str, status: str) -> None:
    put(bare, f"_posts/{name}", f"---\n{header}\n---\nBody.\n")
    (entry,) = rows(bare).values()
    assert entry.status == status


def test_a_time_in_quotation_marks_is_in_the_zone_of_the_site(bare: Path) -> None:
    """The same words are an hour of the morning before in Auckland; without the marks they are UTC to Ruby."""
    put(bare, "_posts/2026-03-14-a.md", "---\ndate: '2026-03-20 20:00:00'\n---\n")
    put(bare, "_posts/2026-03-14-b.md", "---\ndate: 2026-03-20 20:00:00\n---\n")
    assert rows(bare)["_posts/2026-03-14-a.md"].status == "scheduled"
    (bare / "_config.yml").write_text("timezone: Pacific/Auckland\n", encoding="utf-8")
    assert rows(bare)["_posts/2026-03-14-a.md"].status == "published"
    assert rows(bare)["_posts/2026-03-14-b.md"].status == "scheduled"


@pytest.mark.parametrize("name", ["Mars/Olympus", "Europe", "../../etc/passwd", "\\x00", "7"])
def test_a_zone_nobody_knows_is_the_machines_own(bare: Path, name: str) -> None:
    (bare / "_config.yml").write_text(f'timezone: "{name}"\n', encoding="utf-8")
    put(bare, "_posts/2026-03-14-a.md", "---\ndate: 2026-03-18 12:00:00\n---\n")
    assert rows(bare)["_posts/2026-03-14-a.md"].status == "published"


def test_now_may_be_in_any_zone(bare: Path) -> None:
    put(bare, "_posts/2026-03-14-a.md", "---\ndate: 2026-03-20 12:01:00\n---\n")
    tokyo = NOW.astimezone(timezone(timedelta(hours=9)))
    assert rows(bare, tokyo)["_posts/2026-03-14-a.md"].status == "scheduled"
    assert rows(bare, tokyo + timedelta(minutes=2))["_posts/2026-03-14-a.md"].status == "published"


def test_a_site_that_shows_the_future_schedules_nothing(bare: Path) -> None:
    (bare / "_config.yml").write_text("future: true\n", encoding="utf-8")
    put(bare, "_posts/2030-01-01-a.md")
    assert rows(bare)["_posts/2030-01-01-a.md"].status == "published"


# -- posts that are broken, and things that are none -----------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "status", "said"),
    [
        (b"", "published", "no front matter"),
        (b"Just words.\n", "published", "no front matter"),
        (b"---\ntitle: T\nnever closed\n", "broken", "never closed"),
        (b"---\ntitle: T\n---not a fence\n", "broken", "never closed"),
        (b"---\ntitle: 'T\n---\n", "broken", None),
        (b"+++\ntitle = 'T'\n+++\n", "broken", "TOML"),
        (b"---\ntitle: caf\xe9\n---\n", "broken", "not UTF-8"),
        (b"---\ndate: someday\n---\n", "broken", "Jekyll stops the whole build"),
        (b"\xff\xfe-\0-\0-\0\n\0", "broken", "not UTF-8"),
    ],
    ids=lambda value: repr(value)[:30],
)
def test_one_broken_post_is_one_row_with_a_sentence(
    bare: Path, data: bytes, status: str, said: str | None
) -> None:
    put(bare, "_posts/2026-03-14-a-b.md", data)
    put(bare, "_posts/2026-03-13-good.md")
    found = rows(bare)
    entry = found["_posts/2026-03-14-a-b.md"]
    assert entry.status == status
    assert entry.problem
    assert said is None or said in entry.problem
    assert found["_posts/2026-03-13-good.md"].problem is None


@pytest.mark.parametrize(
    "data",
    [
        b"\xef\xbb\xbf---\ntitle: T\n---\n",
        b"---  \ntitle: T\n---\t\nBody",
        b"---\r\ntitle: T\r\n---\r\nBody",
        b"---\ntitle: T\n...\nBody",
        b"---\ntitle: T\n---",
        b"---\ntitle: T\n---\n" + b"\xff\xfe not text, but only in the body",
    ],
    ids=repr,
)
def test_every_kind_of_fence_is_read(bare: Path, data: bytes) -> None:
    put(bare, "_posts/2026-03-14-a-b.md", data)
    (entry,) = rows(bare).values()
    assert (entry.title, entry.problem, entry.status) == ("T", None, "published")


def test_an_empty_block_takes_the_headline_from_the_name(bare: Path) -> None:
    put(bare, "_posts/2026-03-14-harbour-wall.md", "---\n---\nBody.\n")
    (entry,) = rows(bare).values()
    assert (entry.title, entry.problem) == ("Harbour Wall", None)


@pytest.mark.parametrize("size", [8_180, 8_190, 8_191, 8_192, 8_193, 8_200, 30_000, 600_000])
def test_a_long_header_is_read_to_its_end(bare: Path, size: int) -> None:
    filler = "note: |\n" + "  é words words words\n" * 40_000
    block = f"title: T\n{filler.encode()[: size - 20].decode('utf-8', 'ignore')}"
    put(bare, "_posts/2026-03-14-a.md", f"---\n{block}\nlast: yes\n---\nBody é\n" + "body\n" * 5000)
    (row,) = scan_posts(open_project(bare), NOW, never)
    assert row[0].problem is None
    assert row[1] is not None
    assert row[1].keys[-1] == "last"


def test_a_huge_file_without_an_end_is_given_up(bare: Path) -> None:
    put(bare, "_posts/2026-03-14-a.md", "---\ntitle: T\n" + "é" * 3_000_000)
    put(bare, "_posts/2026-03-13-b.md", "é" * 3_000_000)
    found = rows(bare)
    assert found["_posts/2026-03-14-a.md"].status == "broken"
    assert found["_posts/2026-03-13-b.md"].status == "published"


def test_a_folder_named_like_a_post_is_a_folder(bare: Path) -> None:
    put(bare, "_posts/2026-03-14-a.md/2026-03-15-b.md")
    assert list(rows(bare)) == ["_posts/2026-03-14-a.md/2026-03-15-b.md"]


@posix_only
def test_a_fifo_named_like_a_post_is_a_row_and_does_not_hang(bare: Path) -> None:
    os.mkfifo(bare / "_posts" / "2026-03-14-a.md")
    (entry,) = rows(bare).values()
    assert entry.status == "broken"
    assert "not an ordinary file" in (entry.problem or "")


@posix_only
def test_links_are_followed_inside_the_site_only(bare: Path, tmp_path: Path) -> None:
    outside = put(tmp_path, "elsewhere/2026-03-14-secret.md")
    put(bare, "archive/2026-03-01-old.md")
    posts = bare / "_posts"
    (posts / "2026-03-14-link.md").symlink_to(outside)
    (posts / "out").symlink_to(outside.parent)
    (posts / "old").symlink_to("../archive")
    (posts / "2026-03-02-old.md").symlink_to("../archive/2026-03-01-old.md")
    assert set(rows(bare)) == {"_posts/old/2026-03-01-old.md", "_posts/2026-03-02-old.md"}


@posix_only
def test_links_in_a_circle_end(bare: Path) -> None:
    put(bare, "_posts/a/2026-03-14-x.md")
    put(bare, "_posts/b/2026-03-14-y.md")
    (bare / "_posts" / "a" / "up").symlink_to("..")
    (bare / "_posts" / "a" / "b").symlink_to("../b")
    (bare / "_posts" / "b" / "a").symlink_to("../a")
    (bare / "_posts" / "self").symlink_to("self")
    (bare / "_posts" / "2026-03-14-self.md").symlink_to("2026-03-14-self.md")
    found = rows(bare)
    assert {"_posts/a/2026-03-14-x.md", "_posts/b/2026-03-14-y.md"} <= set(found)
    assert len(found) < 8


@posix_only
def test_a_link_that_leads_nowhere_is_a_row_that_says_so(bare: Path) -> None:
    (bare / "_posts" / "2026-03-14-a.md").symlink_to("missing.md")
    (entry,) = rows(bare).values()
    assert entry.status == "broken"
    assert "no longer there" in (entry.problem or "")


@posix_only
def test_a_link_that_goes_away_while_it_is_followed_stops_nothing(
    bare: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(bare, "_posts/2026-03-01-stays.md")
    (bare / "_posts" / "2026-03-14-link.md").symlink_to("2026-03-01-stays.md")
    follow = os.path.realpath

    def gone(path: str | os.PathLike[str], *, strict: bool = False) -> str:
        if os.fspath(path).endswith("link.md"):
            raise FileNotFoundError(path)
        return follow(path, strict=strict)

    monkeypatch.setattr(os.path, "realpath", gone)
    assert set(rows(bare)) == {"_posts/2026-03-01-stays.md"}


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_names_are_as_the_disk_writes_them(bare: Path, form: str) -> None:
    name = unicodedata.normalize(form, "2026-03-14-café über 東京 🌊 a b.md")
    put(bare, f"_posts/{name}")
    (entry,) = rows(bare).values()
    assert (bare / entry.path).is_file()
    assert unicodedata.normalize("NFC", entry.path) == unicodedata.normalize("NFC", f"_posts/{name}")


@posix_only
def test_the_longest_name_is_listed(bare: Path) -> None:
    name = "2026-03-14-" + "n" * 241 + ".md"
    put(bare, f"_posts/{name}")
    assert list(rows(bare)) == [f"_posts/{name}"]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux takes any bytes as a name")
def test_a_name_that_is_not_unicode_is_listed(bare: Path) -> None:
    name = os.fsdecode(b"2026-03-14-caf\xe9.md")
    put(bare, f"_posts/{name}", "no front matter")
    (entry,) = rows(bare).values()
    assert (bare / entry.path).is_file()


def test_a_disk_that_is_unplugged_meanwhile_is_a_sentence_not_an_empty_site(bare: Path) -> None:
    for number in range(3):
        put(bare, f"_posts/2026-03-01-{number}.md")
        put(bare, f"a{number}/_posts/2026-03-02-{number}.md")
    scan = scan_posts(open_project(bare), NOW, never)
    next(scan)
    shutil.rmtree(bare)
    with pytest.raises(ProjectError, match=r"The folder “site” is gone"):
        list(scan)


def test_pictures_of_an_unplugged_disk_are_a_sentence_too(site: Path) -> None:
    project = open_project(site)
    shutil.rmtree(site)
    with pytest.raises(ProjectError, match=r"The folder “site” is gone"):
        list(scan_posts(project, NOW, never))


def test_a_post_deleted_meanwhile_is_left_out(bare: Path) -> None:
    for number in range(3):
        put(bare, f"_posts/2026-03-01-{number}.md")
    scan = scan_posts(open_project(bare), NOW, never)
    first, _ = next(scan)
    assert first.path == "_posts/2026-03-01-2.md"
    (bare / "_posts" / "2026-03-01-1.md").unlink()
    assert [entry.path for entry, _ in scan] == ["_posts/2026-03-01-0.md"]


# -- pictures --------------------------------------------------------------------------------------------------


# -- the border ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("relative", "inside"),
    [
        ("assets/wall.png", "assets/wall.png"),
        ("assets/../assets/./new.png", "assets/new.png"),
        ("", "."),
        ("a b/ä.png", "a b/ä.png"),
    ],
)
def test_a_path_inside_is_given(site: Path, relative: str, inside: str) -> None:
    assert safe_path(site, relative) == (site / inside).resolve()


@pytest.mark.parametrize(
    "relative",
    [
        "../secret.txt",
        "assets/../../secret.txt",
        "/etc/passwd",
        "//server/share/x",
        "C:/Windows/win.ini",
        "C:x",
        "c:\\x",
        "..\\secret.txt",
        "assets\\wall.png",
        "assets/x\0.png",
        "../site-of-somebody-else/x",
    ],
)
def test_a_path_outside_is_refused(site: Path, relative: str) -> None:
    with pytest.raises(ProjectError, match="outside the project"):
        safe_path(site, relative)


@posix_only
def test_a_link_out_of_the_site_is_refused(site: Path, tmp_path: Path) -> None:
    secret = put(tmp_path, "secret/x.png", b"x")
    (site / "out").symlink_to(secret.parent)
    (site / "out.png").symlink_to(secret)
    (site / "in").symlink_to("assets")
    (site / "loop").symlink_to("loop")
    for relative in ("out/x.png", "out.png", "out"):
        with pytest.raises(ProjectError, match="outside the project"):
            safe_path(site, relative)
    with pytest.raises(ProjectError, match="leads nowhere"):
        safe_path(site, "loop/x.png")
    assert safe_path(site, "in/wall.png") == (site / "assets/wall.png").resolve()


# -- new posts -------------------------------------------------------------------------------------------------


def test_a_new_post_goes_where_the_sites_posts_are(bare: Path) -> None:
    project = open_project(bare)
    path = create_post(project, "---\ntitle: Ä\n---\n", "2026-03-20-ae.md")
    assert path == project.root / "_posts" / "2026-03-20-ae.md"
    assert path.read_bytes() == "---\ntitle: Ä\n---\n".encode()
    draft = create_post(project, "x", "idea.md", draft=True)
    assert draft == project.root / "_drafts" / "idea.md"
    with pytest.raises(NameTakenError):
        create_post(project, "other", "2026-03-20-ae.md")
    assert path.read_bytes() == "---\ntitle: Ä\n---\n".encode()


@pytest.mark.parametrize(
    ("config", "folder"),
    [
        ("collections_dir: collections", "collections/_posts"),
        ("source: src", "src/_posts"),
        ("source: ./\ncollections_dir: /c/", "c/_posts"),
        ("source: 7", "_posts"),
    ],
)
def test_a_site_may_keep_its_posts_elsewhere(bare: Path, config: str, folder: str) -> None:
    (bare / "_config.yml").write_text(config, encoding="utf-8")
    assert posts_folder(open_project(bare)) == bare.resolve() / folder


def test_a_config_cannot_send_posts_out_of_the_site(bare: Path) -> None:
    (bare / "_config.yml").write_text("collections_dir: ../../elsewhere", encoding="utf-8")
    with pytest.raises(ProjectError, match="outside the project"):
        create_post(open_project(bare), "x", "2026-03-20-a.md")


@pytest.mark.parametrize(
    "name", ["", ".", "..", "a/b.md", "a\\b.md", "../x.md", "a\0.md", "a:b.md", "con.md", "a\n.md", " "]
)
def test_a_name_that_is_none_is_refused(bare: Path, name: str) -> None:
    with pytest.raises(ProjectError, match="cannot be the name of a file"):
        create_post(open_project(bare), "x", name)
    assert list((bare / "_posts").iterdir()) == []


def test_a_text_that_cannot_be_written_is_a_sentence(bare: Path) -> None:
    with pytest.raises(SaveError, match="not valid Unicode"):
        create_post(open_project(bare), "\ud800", "a.md")
    (bare / "_drafts").write_text("a file in the way", encoding="utf-8")
    with pytest.raises(SaveError, match=r"“a\.md” was not saved because"):
        create_post(open_project(bare), "x", "a.md", draft=True)
