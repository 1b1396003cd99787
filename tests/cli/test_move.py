"""``copydesk move``."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import OTHER, POST, Run

MOVED = "_posts/2026-03-14-sea-wall.md"


@pytest.fixture(autouse=True)
def linked(site: Path) -> bytes:
    """A post that links to another, by address and by tag; returns its bytes."""
    links = b"[a](/harbour-wall-holds/) {% post_url 2026-03-14-harbour-wall-holds %}"
    data = b"---\r\ntitle: Council votes\r\n---\r\n" + links
    (site / OTHER).write_bytes(data)
    return data


def everything(site: Path) -> dict[str, bytes]:
    return {
        path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()
    }


def test_a_post_gets_another_name_and_the_links_follow(run: Run, site: Path, linked: bytes) -> None:
    before = everything(site)
    said = run("move", POST, "sea-wall")
    assert (said.code, said.out, said.err) == (0, f"{MOVED}\n", "")
    assert everything(site) == {
        **{name: data for name, data in before.items() if name != POST},
        MOVED: before[POST],
        OTHER: linked.replace(b"harbour-wall-holds", b"sea-wall"),
    }
    assert run("move", MOVED, "harbour-wall-holds").code == 0
    assert everything(site) == before


def test_another_day_and_a_redirect(run: Run, site: Path) -> None:
    before = (site / POST).read_bytes()
    said = run("move", POST, "sea-wall", "--date", "2026-03-15", "--redirect", "--no-links")
    assert said.out == "_posts/2026-03-15-sea-wall.md\n"
    after = (site / "_posts" / "2026-03-15-sea-wall.md").read_bytes()
    assert b"date: 2026-03-15 07:30:00 +0000\n" in after
    assert b"/harbour-wall-holds/" in after
    assert after.endswith(before.partition(b"excerpt")[2].partition(b"---")[2])
    assert b"/harbour-wall-holds/" in (site / OTHER).read_bytes()


def test_a_dry_run_prints_a_diff_and_changes_nothing(run: Run, site: Path) -> None:
    before = everything(site)
    said = run("move", POST, "sea-wall", "--dry-run")
    assert everything(site) == before
    assert f"rename from {POST}\nrename to {MOVED}\n" in said.out
    assert f"--- a/{OTHER}\n+++ b/{OTHER}\n" in said.out
    assert "+[a](/sea-wall/) {% post_url 2026-03-14-sea-wall %}" in said.out


def test_a_name_in_use_changes_nothing(run: Run, site: Path) -> None:
    (site / MOVED).write_text("somebody's")
    before = everything(site)
    said = run("move", POST, "sea-wall")
    assert said.code == 1
    assert "“2026-03-14-sea-wall.md” exists already" in said.err
    assert everything(site) == before


def test_a_post_without_a_day_stays_without(run: Run, site: Path) -> None:
    assert run("move", "_drafts/tide-tables.md", "Tides at dawn").out == "_drafts/Tides-at-dawn.md\n"


@pytest.mark.parametrize(
    "name",
    ["assets/wall.png", "_config.yml", "_includes/a.html", "_layouts/post.html", "robots.txt", "LICENSE.md"],
)
def test_only_what_links_can_be_mended_to_is_renamed(run: Run, site: Path, name: str) -> None:
    for each in ("_includes/a.html", "_layouts/post.html", "robots.txt", "LICENSE.md"):
        (site / each).parent.mkdir(exist_ok=True)
        (site / each).write_text("plain\n", encoding="utf-8")
    before = everything(site)
    said = run("move", name, "x")
    assert (said.code, said.out) == (1, "")
    assert said.err == f"{name}: It is no post, draft or page, so what names it could not be mended here.\n"
    assert everything(site) == before


@pytest.mark.parametrize(
    ("words", "code"),
    [(["gone.md", "x"], 1), ([POST, "x", "--date", "tomorrow"], 2), ([POST, "!!!"], 1), ([], 2)],
)
def test_what_cannot_be_done_is_said(run: Run, site: Path, words: list[str], code: int) -> None:
    before = everything(site)
    said = run("move", *words)
    assert said.code == code
    assert said.err
    assert everything(site) == before
