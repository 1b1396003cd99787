"""``copydesk set``: the value changes and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import OTHER, POST, Run


def text(site: Path, post: str = POST) -> str:
    return (site / post).read_bytes().decode()


def changed_lines(before: str, after: str) -> tuple[list[str], list[str]]:
    old, new = before.splitlines(), after.splitlines()
    return [line for line in old if line not in new], [line for line in new if line not in old]


@pytest.mark.parametrize(
    ("words", "gone", "came"),
    [
        (["author=Ben Ode"], ["author: ada"], ["author: Ben Ode"]),
        (
            ["excerpt=Yes: it held"],
            ["excerpt: The wall held through the night."],
            ['excerpt: "Yes: it held"'],
        ),
        (["categories=News, Sea"], ["categories: [News]"], ["categories: [News, Sea]"]),
        (["date=2026-04-01"], ["date: 2026-03-14 07:30:00 +0000"], ["date: 2026-04-01 07:30:00 +0000"]),
        (["date=2026-04-01 08:15"], ["date: 2026-03-14 07:30:00 +0000"], ["date: 2026-04-01 08:15:00 +0000"]),
        (
            ["date=2026-04-01 08:15 +0200"],
            ["date: 2026-03-14 07:30:00 +0000"],
            ["date: 2026-04-01 08:15:00 +0200"],
        ),
        (["--add", "tags=tide"], [], ["  - tide"]),
        (["--remove", "tags=harbour"], ["  - harbour"], []),
        (["--remove", "image"], ["image: assets/wall.png"], []),
        (["published=false"], [], ["published: false"]),
        (["weight:=3"], [], ["weight: 3"]),
        (["gallery:=[a.png, b.png]"], [], ["gallery: [a.png, b.png]"]),
        (["subtitle=Yes"], [], ['subtitle: "Yes"']),
        (["author=ada"], [], []),
        (["--add", "tags=harbour"], [], []),
        (["--remove", "nothing"], [], []),
    ],
)
def test_changes(run: Run, site: Path, words: list[str], gone: list[str], came: list[str]) -> None:
    before = text(site)
    said = run("set", POST, *words)
    assert said.code == 0
    assert changed_lines(before, text(site)) == (gone, came)
    assert "# the desk's own tag" in text(site)


def test_the_notation_of_a_date_stays(run: Run, site: Path) -> None:
    run("set", OTHER, "date=2026-04-01 08:15")
    assert "date: 2026-04-01T08:15:00\n" in text(site, OTHER)


def test_tags_written_as_text_become_a_list_when_one_is_added(run: Run, site: Path) -> None:
    run("set", OTHER, "--add", "tags=tide")
    said = run("show", OTHER, "--json")
    assert '"tags": [\n      "harbour",\n      "budget",\n      "tide"\n    ]' in said.out


def test_several_posts_and_changes_at_once(run: Run, site: Path) -> None:
    said = run("set", POST, OTHER, "author=Cy Dee", "--add", "tags=sea", "subtitle=x")
    assert said.code == 0
    assert said.out.splitlines() == [
        f"{POST}: changed author, tags, subtitle",
        f"{OTHER}: changed author, tags, subtitle",
    ]
    assert "author: Cy Dee" in text(site)
    assert "author: Cy Dee" in text(site, OTHER)


def test_a_dry_run_prints_a_diff_and_writes_nothing(run: Run, site: Path) -> None:
    before = text(site)
    said = run("set", POST, "author=Ben Ode", "--dry-run")
    assert said.code == 0
    assert text(site) == before
    assert said.out.splitlines()[:2] == [f"--- a/{POST}", f"+++ b/{POST}"]
    assert "-author: ada\n+author: Ben Ode\n" in said.out


def test_a_dry_run_without_effect_prints_nothing(run: Run) -> None:
    assert run("set", POST, "author=ada", "--dry-run").out == ""


def test_windows_line_ends_and_a_byte_order_mark_stay(run: Run, site: Path) -> None:
    path = site / "_posts" / "2026-01-01-a.md"
    path.write_bytes(b"\xef\xbb\xbf---\r\ntitle: A\r\n---\r\nText\rmore\n")
    assert run("set", "_posts/2026-01-01-a.md", "title=B").code == 0
    assert path.read_bytes() == b"\xef\xbb\xbf---\r\ntitle: B\r\n---\r\nText\rmore\n"


def test_a_new_key_goes_where_the_site_has_it(run: Run, site: Path) -> None:
    (site / "_posts" / "2026-03-01-c.md").write_text("---\nlayout: post\ntitle: C\ndate: 2026-03-01\n---\n")
    run("set", "_posts/2026-03-01-c.md", "author=ada", "image=a.png")
    assert text(site, "_posts/2026-03-01-c.md").splitlines()[4:6] == ["author: ada", "image: a.png"]


def test_a_post_without_front_matter_gets_one(run: Run, site: Path) -> None:
    (site / "_posts" / "2026-03-01-c.md").write_text("Text.\n")
    assert run("set", "_posts/2026-03-01-c.md", "title=C").code == 0
    assert text(site, "_posts/2026-03-01-c.md") == "---\ntitle: C\n---\nText.\n"


def test_standard_input_goes_to_standard_output(run: Run) -> None:
    said = run("set", "-", "title=B", stdin=b"---\r\ntitle: A\r\n---\r\nText.")
    assert (said.code, said.out) == (0, "---\r\ntitle: B\r\n---\r\nText.")


def test_text_that_looks_like_yes_or_no_is_pointed_out(run: Run, site: Path) -> None:
    said = run("set", POST, "featured=false")
    assert said.code == 0
    assert 'featured: "false"' in text(site)
    assert "featured:=false" in said.err


@pytest.mark.parametrize(
    "words",
    [
        [POST],
        ["title=x"],
        [POST, "date=June 4"],
        [POST, "date=2026-02-31"],
        [POST, "x:=[unclosed"],
        [POST, "x:=1\nother: 2"],
        [POST, "--add", "tags"],
        [POST, "--add", "tags="],
        [POST, "--remove", "=x"],
    ],
)
def test_what_cannot_be_understood_changes_nothing(run: Run, site: Path, words: list[str]) -> None:
    before = text(site)
    said = run("set", *words)
    assert said.code == 2
    assert said.err
    assert text(site) == before


def test_broken_front_matter_is_left_alone_and_the_others_are_changed(run: Run, site: Path) -> None:
    broken = site / "_posts" / "2026-03-01-broken.md"
    broken.write_text("---\ntitle: [\n---\n")
    said = run("set", "_posts/2026-03-01-broken.md", OTHER, "author=Cy")
    assert said.code == 1
    assert said.complaints[0].startswith("_posts/2026-03-01-broken.md:")
    assert "Nothing was changed." in said.complaints[0]
    assert broken.read_text() == "---\ntitle: [\n---\n"
    assert "author: Cy" in text(site, OTHER)


def test_a_refused_edit_is_a_sentence_and_changes_nothing(run: Run, site: Path) -> None:
    post = site / "_posts" / "2026-03-01-anchor.md"
    post.write_text("---\nbase: &b {x: 1}\nuse: *b\n---\n")
    said = run("set", "_posts/2026-03-01-anchor.md", "--remove", "base")
    assert said.code == 1
    assert said.complaints[0].startswith("_posts/2026-03-01-anchor.md:")
    assert post.read_text() == "---\nbase: &b {x: 1}\nuse: *b\n---\n"


def test_a_file_whose_name_looks_like_a_change_has_a_slash(run: Run, site: Path) -> None:
    (site / "a=b").write_text("---\ntitle: A\n---\n")
    assert run("set", "./a=b", "title=B").code == 0
    assert (site / "a=b").read_text() == "---\ntitle: B\n---\n"
