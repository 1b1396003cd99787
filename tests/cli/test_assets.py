"""``copydesk assets``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run


@pytest.fixture
def desk(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tmp_path / "desk"
    for name, text in {
        "_config.yml": "title: Ledger\n",
        "_posts/2026-03-14-ferry.md": "---\nimage: assets/ferry.jpg\n---\n\n![](/assets/gone.png)\n",
        "assets/ferry.jpg": "x" * 1_900_000,
        "assets/fog.jpg": "x",
    }.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    monkeypatch.chdir(root)
    return root


def test_all_with_size_and_use(run: Run, desk: Path) -> None:
    said = run("assets")
    assert (said.code, said.err) == (0, "")
    assert said.out == "assets/ferry.jpg  1.9 MB  used in 1\nassets/fog.jpg  1 bytes  unused\n"


def test_only_unused(run: Run, desk: Path) -> None:
    assert run("assets", "--unused").out == "assets/fog.jpg  1 bytes  unused\n"


def test_missing_ones_point_at_the_line_and_fail(run: Run, desk: Path) -> None:
    said = run("assets", "--missing", "--project", str(desk))
    assert said.out == "_posts/2026-03-14-ferry.md:5: assets/gone.png is not there\n"
    assert said.code == 1
    (desk / "assets" / "gone.png").write_text("x")
    assert run("assets", "--missing").code == 0


def test_json_is_one_object_a_line(run: Run, desk: Path) -> None:
    ferry, fog = map(json.loads, run("assets", "--json").out.splitlines())
    assert ferry == {
        "path": "assets/ferry.jpg",
        "size": 1_900_000,
        "missing": False,
        "stops": False,
        "posts": ["_posts/2026-03-14-ferry.md"],
        "uses": [
            {"file": "_posts/2026-03-14-ferry.md", "line": 2, "written": "assets/ferry.jpg", "alt": False},
        ],
    }
    assert fog["uses"] == []
    (gone,) = map(json.loads, run("assets", "--missing", "--json").out.splitlines())
    assert (gone["path"], gone["size"], gone["missing"]) == ("assets/gone.png", None, True)


def test_wrong_command_lines(run: Run, desk: Path) -> None:
    assert run("assets", "--unused", "--missing").code == 2
    said = run("assets", "--project", "nowhere")
    assert said.code == 1
    assert "There is no folder “nowhere”" in said.err
