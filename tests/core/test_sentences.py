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


@pytest.mark.parametrize(
    ("language", "marked"),
    [
        ("fr", "M. Dupont a dit : « Nous irons ! »‖ Mme Durand rit.‖ Env. 3,5 % manquent.‖ Voir p. 12."),
        ("fr", "« Nous irons ! » dit-il hier.‖ Personne ne le croit."),
        ("de", "Er kam z. B. mit Dr. Nora Vogt, d. h. zu spät.‖ »Na gut«, sagte er."),
        (
            "de",
            "Die Brücke kostet 3,5 Mio. Euro.‖ Geplant waren ca. 2 Mio.‖ Die Stadt zahlt bzw. leiht den Rest.",
        ),
        ("zh", "市议会决定翻修港口。‖“安全第一。”市长说。‖工程明年开始！"),
        ("en", "The gap was 5 mm.‖ It was closed.‖ He told me.‖ Then he left."),
    ],
)
def test_other_tongues_have_stops_and_quotations_of_their_own(language: str, marked: str) -> None:
    wanted = [part.strip() for part in marked.split("‖")]
    assert list(sentences(marked.replace("‖", ""), language)) == wanted


@given(st.text(alphabet="abc DR.No1!?。」”\"' \n", max_size=120))
def test_nothing_is_lost(text: str) -> None:
    assert "".join("".join(sentences(text)).split()) == "".join(text.split())


def test_a_text_without_marks_is_one_sentence() -> None:
    assert sentences("no mark at all") == ("no mark at all",)
    assert sentences("  \n ") == ()
