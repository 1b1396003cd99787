"""Where sentences end, against sixty ledes marked by hand."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.core.sentences import sentences

_LINES = (Path(__file__).parent / "fixtures" / "ledes.txt").read_text(encoding="utf-8").splitlines()
LEDES = [tuple(line.split("\t", 1)) for line in _LINES if line and not line.startswith("#")]


def test_there_are_sixty_ledes() -> None:
    assert len(LEDES) == 60


@pytest.mark.parametrize(("language", "marked"), LEDES)
def test_a_lede_is_cut_where_a_reader_would(language: str, marked: str) -> None:
    wanted = [part.strip() for part in marked.split("‖")]
    assert list(sentences(marked.replace("‖", ""), language)) == wanted


@given(st.text(alphabet="abc DR.No1!?。」”\"' \n", max_size=120))
def test_nothing_is_lost(text: str) -> None:
    assert "".join("".join(sentences(text)).split()) == "".join(text.split())


def test_a_text_without_marks_is_one_sentence() -> None:
    assert sentences("no mark at all") == ("no mark at all",)
    assert sentences("  \n ") == ()
