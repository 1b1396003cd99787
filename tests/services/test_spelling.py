"""Verdicts come from a thread of their own; a made-up dictionary stands in for the system's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from editor.core.errors import SaveError, SpellingError
from editor.services.spelling import Spelling
from editor.storage.dictionary import Dictionary

KNOWN = {"the", "ferry", "is", "back"}


class MadeUp(Dictionary):
    """Knows four words and one language."""

    @staticmethod
    def languages() -> tuple[str, ...]:
        return ("en_GB",)

    def use(self, language: str) -> None:
        self.language = language

    def wrong(self, words: Iterable[str]) -> frozenset[str]:
        return frozenset(word for word in words if word.lower() not in KNOWN)

    def suggest(self, word: str, most: int = 5) -> tuple[str, ...]:
        return ("ferry",)

    def add(self, word: str) -> None:
        raise SaveError("The disk is full.")


@pytest.fixture
def spelling(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Spelling]:
    monkeypatch.setattr("editor.services.spelling.Dictionary", MadeUp)
    service = Spelling(tmp_path / "words.txt")
    with qtbot.waitSignal(service.language_changed, check_params_cb=lambda tag: tag == "en_GB"):
        service.use(["en-GB"])
    yield service
    service.drain()
    service.deleteLater()


def test_a_word_is_in_doubt_once_it_has_been_looked_up(qtbot: QtBot, spelling: Spelling) -> None:
    assert not spelling.is_wrong("ferri")
    assert not spelling.is_wrong("ferry")
    qtbot.waitUntil(lambda: spelling.is_wrong("ferri"))
    assert not spelling.is_wrong("ferry")


def test_only_words_that_are_to_be_underlined_are_told_of(qtbot: QtBot, spelling: Spelling) -> None:
    told: list[object] = []
    spelling.judged.connect(told.append)
    spelling.is_wrong("ferry")
    with qtbot.waitSignal(spelling._verdicts_read):
        pass
    spelling.is_wrong("ferri")
    qtbot.waitUntil(lambda: spelling.is_wrong("ferri"))
    # None stands for the language, which may be told of as late as here.
    assert [words for words in told if words is not None] == [frozenset({"ferri"})]


def test_an_ignored_word_is_right_until_the_end(qtbot: QtBot, spelling: Spelling) -> None:
    qtbot.waitUntil(lambda: spelling.is_wrong("ferri"))
    spelling.ignore("ferri")
    assert not spelling.is_wrong("ferri")
    with qtbot.waitSignal(spelling.found, check_params_cb=lambda finding: finding is None):
        spelling.find(["The ferri is back"], 0, 0)


def test_the_next_word_is_found_behind_the_cursor_then_around(qtbot: QtBot, spelling: Spelling) -> None:
    lines = ["The ferri is", "", "bakc"]
    with qtbot.waitSignal(spelling.found) as heard:
        spelling.find(lines, 0, 5)
    assert heard.args[0].place == (2, (0, "bakc"))
    with qtbot.waitSignal(spelling.found) as heard:
        spelling.find(lines, 2, 4)
    assert heard.args[0].place == (0, (4, "ferri"))
    assert heard.args[0].suggestions == ("ferry",)


def test_words_in_doubt_are_counted(qtbot: QtBot, spelling: Spelling) -> None:
    with qtbot.waitSignal(spelling.counted) as heard:
        spelling.count(["ferri ferri", "`bakc`", "is bakc"])
    assert heard.args == [3]


def test_a_word_that_cannot_be_kept_is_told(qtbot: QtBot, spelling: Spelling) -> None:
    with qtbot.waitSignal(spelling.failed) as heard:
        spelling.learn("Okafor")
    assert heard.args[0].message == "The disk is full."


def test_without_a_dictionary_the_reason_is_told(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none() -> tuple[str, ...]:
        raise SpellingError("There is no dictionary.")

    monkeypatch.setattr(MadeUp, "languages", staticmethod(none))
    monkeypatch.setattr("editor.services.spelling.Dictionary", MadeUp)
    service = Spelling(tmp_path / "words.txt")
    with qtbot.waitSignals([service.failed, service.language_changed]):
        service.use(["en"])
    service.drain()
    service.deleteLater()
