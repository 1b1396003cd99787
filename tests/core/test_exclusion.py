"""``include`` and ``exclude`` let in and leave out what they do in Jekyll."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.core.exclusion import Exclusion, LeftOut

OUT, SPECIAL = LeftOut.EXCLUDED, LeftOut.SPECIAL


@pytest.mark.parametrize(
    ("exclude", "folder", "entry", "wanted"),
    [
        (["drafts"], "", "drafts", OUT),
        (["drafts"], "", "drafts-of-2020", OUT),  # a beginning is enough
        (["/drafts"], "", "drafts", OUT),
        (["drafts/"], "", "drafts", OUT),
        (["drafts"], "news", "drafts", None),
        (["_posts/old"], "_posts", "old/2020-01-01-a.md", OUT),
        (["*.markdown"], "_posts", "2020-01-01-a.markdown", OUT),
        (["*/2020-*"], "_posts", "deep/2020-01-01-a.md", OUT),
        (["2020-*"], "_posts", "2020-01-01-a.md", None),
        (["[Gg]em*"], "", "gemstones", OUT),
        ([], "", "node_modules", OUT),
        ([], "", "vendor/ruby/x.md", OUT),
        ([], "", "vendor", None),
        ([], "", "_inc", SPECIAL),
        ([], "_posts", "_deep/2020-01-01-a.md", SPECIAL),
        ([], "_posts", "deep/_x/2020-01-01-a.md", None),
        ([], "_posts", "2020-01-01-a.md~", SPECIAL),
        ([], "_posts", "2020-01-01-a.", SPECIAL),
    ],
)
def test_what_is_left_out(exclude: list[str], folder: str, entry: str, wanted: LeftOut | None) -> None:
    assert Exclusion.of(None, exclude).judge(folder, entry) is wanted


def test_what_is_included_is_read_though_it_is_special_or_excluded() -> None:
    exclusion = Exclusion.of(["_pages", "notes.md"], ["notes.md", "*.txt"])
    assert exclusion.judge("", "_pages") is None
    assert exclusion.judge("deep", "_pages") is None
    assert exclusion.judge("", "notes.md") is None
    assert exclusion.judge_folders(("_pages", "a")) is None
    assert exclusion.judge_folders(("_other", "a")) is SPECIAL


@given(st.lists(st.text(max_size=12), max_size=4), st.text(min_size=1, max_size=20))
def test_whatever_the_lists_hold_there_is_an_answer(patterns: list[str], entry: str) -> None:
    assert Exclusion.of(patterns, patterns).judge("_posts", entry) in {None, OUT, SPECIAL}
