"""``copydesk find``."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import OTHER, POST, Run

DRAFT = "_drafts/tide-tables.md"


def test_hits_are_lines_of_files_as_compilers_point(run: Run) -> None:
    said = run("find", "wall")
    assert (said.code, said.err) == (0, "")
    assert said.out.splitlines() == [
        f"{POST}:14: The wall **held**. See [the council](2026-03-12-council-votes.html).",
        f"{POST}:16: ![The wall at dawn](/assets/wall.png)",
    ]


def test_a_post_found_by_something_else_stands_there_with_its_headline(run: Run) -> None:
    assert run("find", "status:draft").out == f"{DRAFT}: Tide tables\n"
    assert run("find", "author:ode", "missing:image").out == f"{OTHER}: Council votes\n"
    assert run("find", "title:council").out == f"{OTHER}: Council votes\n"


def test_posts_stand_in_the_order_of_the_list(run: Run) -> None:
    paths = [line.partition(":")[0] for line in run("find", " -nowhere").out.splitlines()]
    assert paths == [DRAFT, POST, OTHER]


def test_a_minus_begins_what_is_excluded_and_no_option(run: Run) -> None:
    for words in (["-nowhere"], ["--", "-nowhere"], ["--json", "-nowhere"], ["-nowhere", "-zeppelin"]):
        assert len(run("find", *words).out.splitlines()) == 3, words
    assert run("find", "-wall").out.splitlines() == run("find", " -wall").out.splitlines()
    assert run("find", "-h").out.startswith("usage: copydesk find")
    assert run("find", "--nowhere", "wall").code == 2


def test_json_is_an_object_a_line(run: Run) -> None:
    (line,) = run("find", "--json", '"twelve for"').out.splitlines()
    assert json.loads(line) == {
        "path": OTHER,
        "title": "Council votes",
        "date": "2026-03-12",
        "status": "published",
        "categories": [],
        "tags": ["harbour", "budget"],
        "author": "Ben Ode",
        "words": 4,
        "lines": [{"line": 7, "text": "Twelve for, three against."}],
    }


def test_nothing_found_is_nothing_printed(run: Run) -> None:
    assert (run("find", "zeppelin").out, run("find", "zeppelin").code) == ("", 0)


def test_a_malformed_query_is_explained(run: Run) -> None:
    said = run("find", "categry:News")
    assert (said.code, said.out) == (2, "")
    assert "Did you mean category:?" in said.err


def test_a_change_on_disk_is_found_at_once(run: Run, site: Path) -> None:
    assert run("find", "zeppelin").out == ""
    (site / "_drafts/airship.md").write_text("---\ntitle: Airship\n---\n\nA zeppelin.\n", encoding="utf-8")
    assert run("find", "zeppelin").out == "_drafts/airship.md:5: A zeppelin.\n"


def test_another_project_and_one_that_is_not_there(run: Run, site: Path, tmp_path: Path) -> None:
    (tmp_path / "other/_posts").mkdir(parents=True)
    (tmp_path / "other/_posts/2026-01-01-a.md").write_text("---\ntitle: A\n---\nzeppelin\n", encoding="utf-8")
    assert (
        run("find", "zeppelin", "--project", str(tmp_path / "other")).out
        == "_posts/2026-01-01-a.md:4: zeppelin\n"
    )
    said = run("find", "zeppelin", "--project", "nowhere")
    assert said.code == 1
    assert "There is no folder “nowhere”" in said.err


def test_the_help_names_the_fields(run: Run) -> None:
    assert "missing:" in run("find", "--help").out
