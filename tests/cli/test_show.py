"""``copydesk show``."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import OTHER, POST, Run


def test_a_post_says_who_what_and_when(run: Run) -> None:
    said = run("show", POST)
    assert said.code == 0
    assert said.err == ""
    for line in (
        POST,
        "  Harbour wall holds: engineers relieved",
        "  slug      harbour-wall-holds",
        "  url       /harbour-wall-holds/",
        "  date      2026-03-14T07:30:00+00:00",
        "    tags        harbour, weather",
    ):
        assert line in said.out.splitlines()


def test_json_is_an_array_with_one_object_per_post(run: Run) -> None:
    said = run("show", POST, OTHER, "--json")
    first, second = json.loads(said.out)
    assert (first["file"], first["headline"], first["authors"]) == (
        POST,
        "Harbour wall holds: engineers relieved",
        ["Ada Marsh"],
    )
    assert list(first["front_matter"]) == [
        *("layout", "title", "date", "author", "categories", "tags", "image", "excerpt"),
    ]
    assert first["front_matter"]["date"] == "2026-03-14 07:30:00 +0000"
    assert (second["tags"], second["words"], second["problem"]) == (["harbour", "budget"], 4, None)


def test_one_broken_post_does_not_hide_the_others(run: Run, site: Path) -> None:
    (site / "_posts" / "2026-03-01-broken.md").write_text("---\ntitle: [\n---\nText.\n")
    said = run("show", "_posts/2026-03-01-broken.md", "_posts/none.md", OTHER, "--json")
    assert said.code == 1
    broken, good = json.loads(said.out)
    assert broken["front_matter"] is None
    assert broken["problem"]["line"] >= 2
    assert good["headline"] == "Council votes"
    line, gone = said.complaints
    assert line.startswith("_posts/2026-03-01-broken.md:")
    assert gone.startswith("_posts/none.md: ")


def test_a_post_that_is_not_utf8_is_a_sentence(run: Run, site: Path) -> None:
    (site / "_posts" / "2026-03-01-old.md").write_bytes("---\ntitle: Café\n---\n".encode("latin-1"))
    said = run("show", "_posts/2026-03-01-old.md")
    assert said.code == 1
    assert said.complaints[0].startswith("_posts/2026-03-01-old.md: ")


def test_a_broken_site_configuration_is_said_once(run: Run, site: Path) -> None:
    (site / "_config.yml").write_text("title: [\n")
    said = run("show", POST, OTHER)
    assert said.code == 1
    assert len(said.complaints) == 1
    assert "_config.yml:" in said.complaints[0]
    assert "Council votes" in said.out


def test_a_folder_is_no_post(run: Run) -> None:
    said = run("show", "_posts")
    assert said.code == 1
    assert "folder" in said.err


def test_standard_input_is_a_post(run: Run) -> None:
    said = run("show", "-", "--json", stdin="---\ntitle: Größe zählt\n---\nEin Wort.\n".encode())
    [told] = json.loads(said.out)
    assert (told["file"], told["headline"], told["words"]) == ("-", "Größe zählt", 2)


def test_a_pattern_the_shell_left_alone_is_filled_in(run: Run) -> None:
    assert len(json.loads(run("show", "_posts/*.md", "--json").out)) == 2


def test_a_pattern_may_stand_for_folders_and_finds_nothing_hidden(run: Run, site: Path) -> None:
    (site / "_posts" / ".#2026-03-12-council-votes.md").write_text(
        "---\ntitle: Left over\n---\n", encoding="utf-8"
    )
    told = json.loads(run("show", "_*/*.md", "--json").out)
    assert sorted(post["file"].replace("\\", "/") for post in told) == ["_drafts/tide-tables.md", OTHER, POST]


def test_a_pattern_below_a_folder_whose_name_looks_like_one(run: Run, site: Path) -> None:
    (site / "_posts").rename(site / "old [2026]")
    assert len(json.loads(run("show", "old [2026]/*.md", "--json").out)) == 2


def test_values_json_has_no_word_for_become_text(run: Run) -> None:
    front = b"---\nrate: .inf\nwhen: 2026-03-14\nnested: {a: [1, {b: ~}]}\n---\n"
    [told] = json.loads(run("show", "-", "--json", stdin=front).out)
    assert told["front_matter"] == {"rate": "inf", "when": "2026-03-14", "nested": {"a": [1, {"b": None}]}}


def test_a_post_without_front_matter_says_so(run: Run) -> None:
    assert "no front matter" in run("show", "-", stdin=b"Just text.\n").out
