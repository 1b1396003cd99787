"""``copydesk excerpt``."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import POST, Run


def test_excerpt_automatic_and_suggestions_are_shown(run: Run) -> None:
    said = run("excerpt", POST)
    assert said.code == 0
    assert "  excerpt     The wall held through the night." in said.out.splitlines()
    assert "              32 of 160 characters" in said.out.splitlines()
    assert any(line.startswith("  automatic   The wall") for line in said.out.splitlines())


def test_only_suggestions_for_a_script(run: Run, site: Path) -> None:
    (site / "_posts" / "2026-03-15-fog.md").write_text(
        "---\ntitle: Fog\n---\nThe fog came at *dawn* and stayed. Nobody saw the ferry leave the quay.\n"
    )
    said = run("excerpt", "--suggest", "--limit", "50", "_posts/2026-03-15-fog.md")
    assert said.code == 0
    assert said.out.splitlines() == [
        "The fog came at dawn and stayed.",
        "Nobody saw the ferry leave the quay.",
    ]


def test_the_limit_is_the_sites_own(run: Run, site: Path) -> None:
    (site / "_copydesk").mkdir()
    (site / "_copydesk" / "style.yml").write_text("excerpt_limit: 90\n")
    assert "              32 of 90 characters" in run("excerpt", POST).out.splitlines()
    assert "              32 of 120 characters" in run("excerpt", "--limit", "120", POST).out.splitlines()


def test_json_has_one_object_to_a_line(run: Run) -> None:
    facts = json.loads(run("excerpt", "--json", POST).out)
    assert facts["file"] == POST
    assert facts["characters"] == len(facts["excerpt"])


def test_a_post_from_standard_input(run: Run) -> None:
    said = run("excerpt", "--suggest", "-", stdin=b"The boat is back in the harbour.\n")
    assert said.out == "The boat is back in the harbour.\n"


def test_a_post_without_running_text_and_a_broken_one_are_problems(run: Run, site: Path) -> None:
    (site / "_posts" / "2026-03-15-list.md").write_text("---\ntitle: List\n---\n- one\n- two\n")
    (site / "_posts" / "2026-03-15-bad.md").write_text("---\ntitle: [\n---\nText.\n")
    said = run("excerpt", "--suggest", "_posts/2026-03-15-list.md", "_posts/2026-03-15-bad.md")
    assert said.code == 1
    assert said.complaints[0].startswith("_posts/2026-03-15-list.md: There is no running text")
    assert said.complaints[1].startswith("_posts/2026-03-15-bad.md:")


def test_a_limit_is_a_number_of_characters(run: Run) -> None:
    for written in ("0", "-5", "many"):
        said = run("excerpt", "--limit", written, POST)
        assert (said.code, said.out) == (2, "")
        assert "--limit" in said.err


def test_liquid_has_run_over_what_is_said(run: Run, site: Path) -> None:
    title = "Tribune of the Harbour"
    (site / "_config.yml").write_text(f"title: {title}\n", encoding="utf-8")
    (site / "_posts" / "2026-03-15-fog.md").write_text(
        "---\ntitle: Fog\n---\nThe pilot told {{ site.title }}, and left the quay.\n", encoding="utf-8"
    )
    said = run("excerpt", "--json", "_posts/2026-03-15-fog.md")
    sentence = f"The pilot told {title}, and left the quay."
    assert json.loads(said.out)["automatic"] == sentence
    assert json.loads(said.out)["suggestions"] == [sentence]
