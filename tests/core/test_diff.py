"""Two versions are compared line by line, for eyes and for patch."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.core import diff
from editor.core.diff import DiffKind, DiffLine, around_changes, compare, unified

TEXTS = st.lists(
    st.sampled_from(["a\n", "b\n", "\n", "c\r\n", "d\u2028e\n", "\x0cf\n", "g"]), max_size=8
).map("".join)


def test_changed_lines_stand_old_before_new() -> None:
    assert compare("one\ntwo\nthree\n", "one\nTWO\nthree\nfour") == (
        DiffLine(DiffKind.SAME, 1, 1, "one"),
        DiffLine(DiffKind.REMOVED, 2, None, "two"),
        DiffLine(DiffKind.ADDED, None, 2, "TWO"),
        DiffLine(DiffKind.SAME, 3, 3, "three"),
        DiffLine(DiffKind.ADDED, None, 4, "four"),
    )


def test_a_line_end_alone_is_a_change() -> None:
    assert [line.kind for line in compare("a\r\n", "a\n")] == [DiffKind.REMOVED, DiffKind.ADDED]


@given(TEXTS, TEXTS)
def test_both_versions_can_be_read_off(old: str, new: str) -> None:
    lines = compare(old, new)
    for numbers in ([line.old_line for line in lines], [line.new_line for line in lines]):
        known = [number for number in numbers if number is not None]
        assert known == list(range(1, len(known) + 1))
    kept = [line.text for line in lines if line.kind is not DiffKind.ADDED]
    assert "\n".join(kept) == old.replace("\r\n", "\n").removesuffix("\n")


def test_too_many_lines_to_match_are_old_before_new(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(diff, "_MATCHED_AT_MOST", 5)
    old, new = "a\nb\nc\nd\nz\n", "a\nc\nb\nx\nz\n"
    assert [(line.kind.value, line.text) for line in compare(old, new)] == [
        ("same", "a"),
        *(("removed", text) for text in "bcd"),
        *(("added", text) for text in "cbx"),
        ("same", "z"),
    ]


def test_what_is_far_from_a_change_is_left_out_once() -> None:
    lines = compare("a\nb\nc\nd\ne\nf\n", "a\nb\nc\nD\ne\nf\n")
    near = [line and line.text for line in around_changes(lines, 1)]
    assert near == [None, "c", "d", "D", "e", None]
    assert list(around_changes(compare("a\n", "a\n"), 3)) == [None]


def test_equal_texts_have_no_diff() -> None:
    assert unified("a\nb", "a\nb", "x.md") == ""


def test_a_diff_names_the_file_and_the_missing_line_end() -> None:
    assert (
        unified("a\nb", "a\nc\n", "x.md")
        == "--- a/x.md\n+++ b/x.md\n@@ -1,2 +1,2 @@\n a\n-b\n\\ No newline at end of file\n+c\n"
    )


@pytest.mark.skipif(shutil.which("git") is None, reason="no git here")
@pytest.mark.parametrize(
    ("old", "new"), [("a\nb\n", "a\r\nb"), ("x\u2028y\nz", "x\u2028y\nq\n\n"), ("a\rb\nc\n", "a\rb\nd\n")]
)
def test_git_applies_it(tmp_path: Path, old: str, new: str) -> None:
    file = tmp_path / "x.md"
    file.write_bytes(old.encode())
    subprocess.run(
        ["git", "apply", "--whitespace=nowarn", "-"],
        input=unified(old, new, "x.md").encode(),
        cwd=tmp_path,
        check=True,
    )
    assert file.read_bytes() == new.encode()
