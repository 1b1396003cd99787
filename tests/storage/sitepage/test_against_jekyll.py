"""What Debian's Jekyll builds is what we show: the sample newsroom, and all that ``{% seo %}`` can write."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sitefidelity import ROOT, built, compared, copied, has_jekyll
from tests.storage.sitepage.seo_site import CONFIGS, FRONTS, make_seo_site

pytestmark = pytest.mark.skipif(
    not has_jekyll(), reason="Jekyll is the judge, and is not installed with its plugins"
)


def test_the_sample_newsroom_is_built_as_jekyll_builds_it(tmp_path: Path) -> None:
    site = copied(ROOT / "resources" / "sample", tmp_path / "site")
    built(site, tmp_path / "built")
    found = list(compared(site, tmp_path / "built"))
    assert len(found) > 5
    assert {each.path: each.problems for each in found if each.problems} == {}
    assert {each.path for each in found if each.theirs != each.ours} == set()


@pytest.mark.parametrize("config", CONFIGS)
def test_seo_and_feed_meta_write_what_their_plugins_write(tmp_path: Path, config: str) -> None:
    site = copied(make_seo_site(tmp_path / "made", config), tmp_path / "site")
    built(site, tmp_path / "built")
    found = list(compared(site, tmp_path / "built"))
    assert len(found) == len(FRONTS)
    wrong = {
        each.path: sorted(set(each.theirs or ["not built"]).symmetric_difference(each.ours))
        for each in found
        if each.theirs != each.ours
    }
    assert wrong == {}
