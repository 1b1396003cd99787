"""``copydesk url``."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import OTHER, POST, Run


def test_a_shown_post_is_its_address(run: Run) -> None:
    said = run("url", POST, OTHER)
    assert (said.code, said.err) == (0, "")
    assert said.out.splitlines() == [f"/harbour-wall-holds/\t{POST}", f"/council-votes/\t{OTHER}"]


def test_json_is_an_object_a_line(run: Run, site: Path) -> None:
    config = site / "_config.yml"
    config.write_text(config.read_text(encoding="utf-8") + "baseurl: /ledger/\n", encoding="utf-8")
    (site / "_drafts").mkdir(exist_ok=True)
    (site / "_drafts" / "idea.md").write_text("---\ntitle: Idea\n---\n", encoding="utf-8")
    said = run("url", "--json", POST, "_drafts/idea.md")
    shown, draft = map(json.loads, said.out.splitlines())
    assert (shown["path"], shown["url"], shown["shown"], shown["why"]) == (
        POST,
        "/ledger/harbour-wall-holds/",
        True,
        None,
    )
    assert shown["date"] == "2026-03-14T07:30:00+00:00"
    assert (draft["url"], draft["shown"]) == ("/ledger/idea/", False)
    assert draft["why"].startswith("It is a draft")
    assert said.code == 0


def test_what_stops_the_whole_build_is_a_problem(run: Run, site: Path) -> None:
    (site / "_posts" / "2026-03-01-odd.md").write_text("---\ndate: soon\n---\n", encoding="utf-8")
    said = run("url", "_posts/2026-03-01-odd.md", "_posts/none.md", OTHER)
    assert said.code == 1
    assert said.out.splitlines()[0] == "not shown\t_posts/2026-03-01-odd.md"
    assert "Jekyll stops the whole build" in said.complaints[0]
    assert said.complaints[1].startswith("_posts/none.md: ")
    assert said.out.splitlines()[1] == "not shown\t_posts/none.md"
    assert said.out.splitlines()[2].startswith("/council-votes/")


def test_every_post_that_is_named_has_a_line(run: Run, site: Path) -> None:
    broken, foreign, gone = (f"_posts/2026-03-0{day}-x.md" for day in (1, 2, 3))
    (site / broken).write_text("---\ntitle: [\n---\n", encoding="utf-8")
    (site / foreign).write_bytes(b"---\ntitle: caf\xe9\n---\n")
    said = run("url", "--json", broken, foreign, gone, OTHER)
    lines = [json.loads(line) for line in said.out.splitlines()]
    assert [line["path"] for line in lines] == [broken, foreign, gone, OTHER]
    assert [line["shown"] for line in lines] == [True, False, False, True]
    # Jekyll builds the first one without its front matter, and skips the second.
    assert lines[0]["remarks"][0].startswith("Jekyll cannot read its front matter")
    assert "is not UTF-8" in lines[1]["why"]
    assert "no longer there" in lines[2]["why"]
    assert all(set(line) == set(lines[3]) for line in lines)
    assert said.code == 1


def test_what_may_surprise_is_said(run: Run, site: Path) -> None:
    name = "_posts/2026-03-01-late.md"
    (site / name).write_text("---\ntitle: Late\ndate: 2026-03-02\n---\n", encoding="utf-8")
    said = run("url", name)
    assert said.code == 0
    assert said.complaints == [
        f"{name}: The file name says 1 March 2026, its date 2 March 2026: the date counts."
    ]
    assert "  note      The file name says" in run("show", name).out


def test_two_posts_on_one_address_are_said(run: Run, site: Path) -> None:
    name = "_posts/2026-03-01-copy.md"
    (site / name).write_text("---\nslug: council-votes\n---\n", encoding="utf-8")
    said = run("url", name, "--json")
    assert said.code == 0
    (line,) = said.out.splitlines()
    assert json.loads(line)["remarks"][0].startswith(f"“{OTHER}” has this address, too")
    assert run("url", POST).err == ""
    assert f"  note      “{OTHER}” has this address, too" in run("show", name).out
    (facts,) = json.loads(run("show", OTHER, "--json").out)
    assert facts["remarks"][0].startswith(f"“{name}” has this address, too")


def test_a_post_outside_of_any_site_is_judged_alone(run: Run, tmp_path: Path) -> None:
    loose = tmp_path / "elsewhere" / "note.md"
    loose.parent.mkdir()
    loose.write_text("---\ntitle: Note\n---\n", encoding="utf-8")
    assert run("url", str(loose)).code == 0


def test_show_says_why_a_post_is_hidden(run: Run, site: Path) -> None:
    (site / "_posts" / "2026-03-01-off.md").write_text("---\npublished: false\n---\n", encoding="utf-8")
    said = run("show", "_posts/2026-03-01-off.md")
    assert "  hidden    “published: false” keeps it off the site." in said.out.splitlines()
