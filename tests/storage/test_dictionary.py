"""The system's dictionaries and the writer's own words; where a system has no Enchant, what is said then."""

from __future__ import annotations

import builtins
from pathlib import Path
from typing import Any

import pytest

from editor.core.errors import SpellingError
from editor.storage.dictionary import Dictionary


def english(file: Path) -> Dictionary:
    """A dictionary of the system's English; skips where there is none."""
    try:
        tags = [tag for tag in Dictionary.languages() if tag.startswith("en")]
    except SpellingError as error:
        pytest.skip(error.message)
    if not tags:
        pytest.skip("no English dictionary")
    dictionary = Dictionary(file)
    dictionary.use(tags[0])
    return dictionary


def test_wrong_words_are_told_from_right_ones(tmp_path: Path) -> None:
    dictionary = english(tmp_path / "words.txt")
    assert dictionary.wrong(["ferry", "skiper", "don't"]) == {"skiper"}
    assert "skipper" in dictionary.suggest("skiper")


def test_an_own_word_is_right_for_good(tmp_path: Path) -> None:
    file = tmp_path / "config" / "words.txt"
    english(file).add("Okafor")
    again = english(file)
    assert not again.wrong(["Okafor", "okafor"])
    assert file.read_text(encoding="utf-8") == "okafor\n"


def test_own_words_edited_by_hand_into_nonsense_do_no_harm(tmp_path: Path) -> None:
    file = tmp_path / "words.txt"
    file.write_bytes(b"\xff\xfe\n\n tern \n")
    assert not english(file).wrong(["Tern"])


def test_a_word_of_a_thousand_letters_is_neither_wrong_nor_looked_up(tmp_path: Path) -> None:
    dictionary = english(tmp_path / "words.txt")
    assert not dictionary.wrong(["x" * 1000])
    assert dictionary.suggest("x" * 1000) == ()


def test_an_unknown_language_is_refused_with_a_sentence(tmp_path: Path) -> None:
    dictionary = english(tmp_path / "words.txt")
    with pytest.raises(SpellingError, match="“xx_XX” could not be loaded"):
        dictionary.use("xx_XX")


def test_before_a_language_is_chosen_nothing_is_wrong(tmp_path: Path) -> None:
    dictionary = Dictionary(tmp_path / "words.txt")
    assert not dictionary.wrong(["skiper"])
    assert dictionary.suggest("skiper") == ()


def test_a_system_without_enchant_is_told_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *arguments: Any, **more: Any) -> Any:
        if name == "enchant":
            raise ImportError(name)
        return real(name, *arguments, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(SpellingError, match="Enchant library, which is not on this computer"):
        Dictionary.languages()
