"""``copydesk new``."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.cli.conftest import Run


def test_a_new_post_has_the_sites_habits(run: Run, site: Path) -> None:
    said = run("new", 'Storm "Ada" hits: 3 boats lost')
    assert (said.code, said.err) == (0, "")
    path = Path(said.out.strip())
    assert re.fullmatch(r"\d{4}-\d\d-\d\d-storm-ada-hits-3-boats-lost\.md", path.name)
    assert path.parent == site / "_posts"
    text = path.read_bytes().decode()
    assert re.fullmatch(
        r"""---\nlayout: post\ntitle: .*\ndate: .*\ncategories: \[\]\ntags: \[\]\nexcerpt:\n---\n\n""",
        text,
    )
    assert "author" not in text
    assert run("show", str(path)).out.splitlines()[1] == '  Storm "Ada" hits: 3 boats lost'


def test_a_draft_has_no_date(run: Run, site: Path) -> None:
    said = run("new", "Net maker", "--draft")
    assert said.out.strip() == str(site / "_drafts" / "net-maker.md")
    assert "date" not in (site / "_drafts" / "net-maker.md").read_text()


def test_another_project(run: Run, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    said = run("new", "First", "--project", str(tmp_path / "elsewhere"))
    assert said.code == 0
    [post] = (tmp_path / "elsewhere" / "_posts").iterdir()
    assert re.search(r"^date: \d{4}-\d\d-\d\d \d\d:\d\d:\d\d [+-]\d{4}$", post.read_text(), re.MULTILINE)


def test_a_post_that_is_there_is_never_overwritten(run: Run, site: Path) -> None:
    run("new", "Net maker", "--draft")
    (site / "_drafts" / "net-maker.md").write_text("mine")
    said = run("new", "Net maker", "--draft")
    assert said.code == 1
    assert "net-maker.md" in said.complaints[0]
    assert (site / "_drafts" / "net-maker.md").read_text() == "mine"


@pytest.mark.parametrize("words", [["!!!"], [""], ["A", "--project", "nowhere"], ["A", "B"]])
def test_wrong_usage_makes_no_file(run: Run, site: Path, words: list[str]) -> None:
    before = sorted(site.rglob("*"))
    assert run("new", *words).code == 2
    assert sorted(site.rglob("*")) == before
