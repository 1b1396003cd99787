"""``copydesk export --pdf``: pages printed by the web engine."""

from __future__ import annotations

from pathlib import Path

import pytest

from editor.__main__ import main
from editor.cli.commands import run_command

POST = "_posts/2026-03-14-harbour-wall-holds.md"
OTHER = "_posts/2026-03-12-council-votes.md"


def test_each_post_becomes_a_pdf(
    qapp: object, site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(site)
    assert main(["export", POST, OTHER, "--pdf", "--template", "newspaper", "-o", "print"]) == 0
    files = [Path(line.split(" (")[0]) for line in capsys.readouterr().out.splitlines()]
    assert [file.name for file in files] == [f"{Path(name).stem}.pdf" for name in (POST, OTHER)]
    for file in files:
        data = file.read_bytes()
        assert data.startswith(b"%PDF-")
        assert data.rstrip().endswith(b"%%EOF")


def test_what_is_missing_is_said_and_the_pdf_is_written(
    qapp: object, site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(site)
    (site / "assets" / "wall.png").unlink()
    assert main(["export", POST, "--pdf", "-o", "wall.pdf"]) == 1
    assert "assets/wall.png is missing" in capsys.readouterr().err
    assert (site / "wall.pdf").read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--pdf", "--template", "fragment"], "A fragment has no pages"),
        (["--pdf", "-o", "-"], "Standard output takes pages as text"),
    ],
)
def test_wrong_usage(
    qapp: object,
    site: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: list[str],
    said: str,
) -> None:
    monkeypatch.chdir(site)
    assert main(["export", POST, *words]) == 2
    assert said in capsys.readouterr().err
    assert main(["export", POST, "--pdf", "--zip"]) == 2


def test_without_the_engine_it_says_so(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(["export", str(site / POST), "--pdf"]) == 2
    assert "Printing needs" in capsys.readouterr().err
