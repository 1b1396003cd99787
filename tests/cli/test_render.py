"""``copydesk render``."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import OTHER, POST, Run


def test_the_body_goes_to_standard_output_without_front_matter(run: Run) -> None:
    said = run("render", OTHER)
    assert (said.code, said.out, said.err) == (0, "<p>Twelve for, three against.</p>\n", "")


def test_several_bodies_follow_one_another(run: Run) -> None:
    out = run("render", OTHER, POST).out
    assert out.index("Twelve") < out.index("<strong>held</strong>")


def test_a_folder_gets_one_file_per_post(run: Run, site: Path) -> None:
    said = run("render", POST, OTHER, "-o", "out/html")
    assert said.code == 0
    assert sorted(path.name for path in (site / "out" / "html").iterdir()) == [
        "2026-03-12-council-votes.html",
        "2026-03-14-harbour-wall-holds.html",
    ]
    assert (site / "out/html/2026-03-12-council-votes.html").read_bytes().endswith(b"three against.</p>\n")


def test_two_posts_of_one_name_do_not_overwrite_each_other(run: Run, site: Path) -> None:
    (site / "_drafts" / "2026-03-12-Council-votes.md").write_text("Draft.\n")
    said = run("render", OTHER, "_drafts/2026-03-12-Council-votes.md", "-o", "out")
    assert said.code == 1
    assert "already" in said.err
    assert "Twelve" in (site / "out/2026-03-12-council-votes.html").read_text()


def test_standard_input(run: Run) -> None:
    assert run("render", "-", stdin="---\ntitle: x\n---\n*né*".encode()).out == "<p><em>né</em></p>\n"


def test_a_post_with_broken_front_matter_is_not_rendered_as_text(run: Run) -> None:
    said = run("render", "-", stdin=b"---\ntitle: [\n---\nText.\n")
    assert (said.code, said.out) == (1, "")
    assert said.complaints[0].startswith("-:")


def test_an_empty_post_is_empty(run: Run) -> None:
    assert run("render", "-", stdin=b"").out == ""
