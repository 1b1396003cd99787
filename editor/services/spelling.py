"""Owns what is known of the spelling of words: a dictionary in a thread of its own, and its verdicts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from editor.core.errors import EditorError, SpellingError
from editor.core.spelling import Place, from_place, pick_language, places
from editor.services.tasks import SerialWorker, Stop
from editor.storage.dictionary import Dictionary

_GATHER_MS = 60
"""Words met while painting are asked about together, this much later."""
_LINES_AT_ONCE = 8
"""After so many lines the worker looks whether the text has changed meanwhile."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A word that may be misspelt, where it is, and what may have been meant."""

    place: Place
    suggestions: tuple[str, ...]


class Spelling(QObject):
    """Says of a word whether it is misspelt, and finds the next one that is.

    ``judged`` carries the words of which more is known than before, as far as that may show, or None for all of them;
    ``counted`` carries how many misspelt words a text holds;
    ``found`` a ``Finding``, or None when nothing is left; ``suggested`` a word and a tuple of suggestions;
    ``language_changed`` the dictionary's tag, "" for none; ``failed`` an ``EditorError``, once for each language.
    """

    judged = Signal(object)
    counted = Signal(int)
    found = Signal(object)
    suggested = Signal(str, object)
    language_changed = Signal(str)
    failed = Signal(object)
    _verdicts_read = Signal(object, object)

    def __init__(self, own_words: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._dictionary = Dictionary(own_words)
        self._worker = SerialWorker(parent=self)
        self._wanted: tuple[str, ...] = ()
        self._verdicts: dict[str, bool] = {}
        self._ignored: set[str] = set()
        self._unasked: set[str] = set()
        self._reading: Stop | None = None
        self._gather = QTimer(self)
        self._gather.setSingleShot(True)
        self._gather.setInterval(_GATHER_MS)
        self._gather.timeout.connect(self._on_gather_timeout)
        self._verdicts_read.connect(self._on_verdicts_read)

    def use(self, wanted: Sequence[str]) -> None:
        """Take the first of the wanted languages that there is a dictionary for; the text says why if there is none."""
        if tuple(wanted) == self._wanted:
            return
        self._wanted = tuple(wanted)
        self._forget()
        self._worker.post(partial(self._load, self._wanted))

    def _load(self, wanted: tuple[str, ...]) -> None:
        try:
            language = pick_language(wanted, Dictionary.languages())
            if language is None:
                raise SpellingError(
                    f"There is no spelling dictionary for “{wanted[0] if wanted else ''}” on this computer. "
                    "Install one, or choose another language in Preferences."
                )
            if language != self._dictionary.language:
                self._dictionary.use(language)
        except EditorError as error:
            self.failed.emit(error)
            language = ""
        self.language_changed.emit(language)
        self.judged.emit(None)

    def _forget(self) -> None:
        self._verdicts.clear()
        self._unasked.clear()

    # -- words -------------------------------------------------------------------------------------------------

    def is_wrong(self, word: str) -> bool:
        """Return whether a word is known to be misspelt; one not yet looked up is, and ``judged`` tells when."""
        verdict = self._verdicts.get(word)
        if verdict is None:
            self._unasked.add(word)
            if not self._gather.isActive():
                self._gather.start()
        return bool(verdict) and word not in self._ignored

    @Slot()
    def _on_gather_timeout(self) -> None:
        words, self._unasked = frozenset(self._unasked), set()
        if words:
            self._worker.post(partial(self._judge, words))

    def _judge(self, words: frozenset[str]) -> None:
        if self._dictionary.language:
            self._verdicts_read.emit(words, self._dictionary.wrong(words))

    @Slot(object, object)
    def _on_verdicts_read(self, words: frozenset[str], wrong: frozenset[str]) -> None:
        self._verdicts.update({word: word in wrong for word in words})
        if wrong:  # what has proved right was not underlined before either
            self.judged.emit(wrong)

    def ignore(self, word: str) -> None:
        """Take a word as right until the program ends."""
        self._ignored.add(word)
        self.judged.emit(frozenset({word}))

    def learn(self, word: str) -> None:
        """Take a word into the writer's own dictionary."""
        self._ignored.add(word)
        self._worker.post(partial(self._learn, word))
        self.judged.emit(frozenset({word}))

    def _learn(self, word: str) -> None:
        try:
            self._dictionary.add(word)
        except EditorError as error:
            self.failed.emit(error)

    def suggest(self, word: str) -> None:
        """Look for what may have been meant; ``suggested`` answers."""
        self._worker.post(partial(self._suggest, word))

    def _suggest(self, word: str) -> None:
        self.suggested.emit(word, self._dictionary.suggest(word))

    # -- texts -------------------------------------------------------------------------------------------------

    def count(self, lines: Sequence[str]) -> None:
        """Count the misspelt words of a body; ``counted`` answers, unless another text is asked about before."""
        ignored = frozenset(self._ignored)
        self._worker.post(partial(self._count, tuple(lines), ignored, self._begin_reading()))

    def find(self, lines: Sequence[str], line: int, column: int) -> None:
        """Find the first misspelt word at or behind a place, around the end; ``found`` answers."""
        ignored = frozenset(self._ignored)
        self._worker.post(partial(self._find, tuple(lines), line, column, ignored, self._begin_reading()))

    def stand_back(self) -> None:
        """Stop reading a text that is about to change; cheap enough for every keystroke."""
        if self._reading is not None:
            self._reading.set()
            self._reading = None

    def _begin_reading(self) -> Stop:
        self.stand_back()
        self._reading = Stop()
        return self._reading

    def _wrong_places(
        self, lines: tuple[str, ...], ignored: frozenset[str], stop: Stop
    ) -> list[Place] | None:
        """Return the misspelt words of a text; None when it was given up."""
        known: dict[str, bool] = {}
        wrong = []
        for place in places(lines):
            word = place.word.text
            if word not in known:
                known[word] = word not in ignored and bool(self._dictionary.wrong((word,)))
            if known[word]:
                wrong.append(place)
            if place.line % _LINES_AT_ONCE == 0 and stop():
                return None
        return wrong

    def _count(self, lines: tuple[str, ...], ignored: frozenset[str], stop: Stop) -> None:
        wrong = self._wrong_places(lines, ignored, stop)
        if wrong is not None:
            self.counted.emit(len(wrong))

    def _find(
        self, lines: tuple[str, ...], line: int, column: int, ignored: frozenset[str], stop: Stop
    ) -> None:
        wrong = self._wrong_places(lines, ignored, stop)
        if wrong is None:
            return
        if not wrong:
            self.found.emit(None)
            return
        place = from_place(wrong, line, column)[0]
        self.found.emit(Finding(place, self._dictionary.suggest(place.word.text)))

    def drain(self) -> None:
        """End the thread; call it before the program quits."""
        self.stand_back()
        self._worker.drain(finish=True)
