"""Every post page of the sample newsroom is the page that Debian's Jekyll builds."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sitefidelity import ROOT, built, compared, copied, has_jekyll


@pytest.mark.skipif(not has_jekyll(), reason="Jekyll is the judge, and is not installed with its plugins")
def test_the_sample_newsroom_is_built_as_jekyll_builds_it(tmp_path: Path) -> None:
    site = copied(ROOT / "resources" / "sample", tmp_path / "site")
    built(site, tmp_path / "built")
    found = list(compared(site, tmp_path / "built"))
    assert len(found) > 5
    assert {each.path: each.problems for each in found if each.problems} == {}
    assert {each.path for each in found if each.theirs != each.ours} == set()
