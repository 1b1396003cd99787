"""What the head of a post says once Liquid has run."""

from __future__ import annotations

from pathlib import Path

import pytest

from editor.storage.liquid.filling import Filling
from editor.storage.liquid.ledes import Lede, lede_of
from editor.storage.liquid.moment import SiteMoment
from editor.storage.project import open_project


@pytest.fixture
def filling(tmp_path: Path) -> Filling:
    (tmp_path / "_config.yml").write_text("title: Ledger\n", encoding="utf-8")
    (tmp_path / "_includes").mkdir()
    (tmp_path / "_includes" / "place.html").write_text("<b>Ellermouth</b>\n\nand more", encoding="utf-8")
    return Filling(SiteMoment(open_project(tmp_path)))


def lede(filling: Filling, head: str) -> Lede:
    return lede_of(filling, None, "_posts/2026-03-14-a.md", head, "\n\n")


def test_what_liquid_writes_is_part_of_it(filling: Filling) -> None:
    found = lede(filling, "He told *{{ site.title }}* so.\n\nThen he left {{ site.title }}.")
    assert found.automatic == "He told Ledger so."
    assert "Then he left Ledger." in found.text


def test_the_excerpt_is_cut_before_liquid_runs(filling: Filling) -> None:
    assert lede(filling, "From {% include place.html %}.\n\nRest.").automatic == "From Ellermouth and more."


def test_where_liquid_has_problems_the_text_is_taken_as_it_is_written(filling: Filling) -> None:
    found = lede(filling, "He told {% include none.html %}so.\n\nRest.")
    assert found.automatic == "He told so."
    assert lede(filling, "{% if true %}Yes.\n\nNo.{% endif %}").automatic == "Yes."
