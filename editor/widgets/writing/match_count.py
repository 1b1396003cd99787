"""Owns how many matches of a query each line of a document has, kept up while the writer types."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal, Slot
from PySide6.QtGui import QTextDocument

from editor.widgets.writing.search import Finder, SlowPatternError

_SLICE_MS = 6
_UNKNOWN = -1


class MatchCount(QObject):
    """Counts in slices between events, so that neither a long text nor a bad pattern holds up a key."""

    changed = Signal()
    """After a slice, or an edit: ``total`` and ``complete`` are new."""
    found_first = Signal(int)
    """The first line, from where counting began and around the end, that has a match."""
    slowed = Signal()
    """The pattern took too long on a line; counting has stopped."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document: QTextDocument | None = None
        self._finder: Finder | None = None
        self._counts: list[int] = []
        self._at = 0
        self._left = 0
        self._seeking = False
        self.total = 0
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._on_timer_timeout)

    @property
    def complete(self) -> bool:
        """Whether every line has been counted."""
        return self._left == 0

    @property
    def document(self) -> QTextDocument | None:
        """The document counted in."""
        return self._document

    def start(self, document: QTextDocument, finder: Finder, line: int = 0, *, seek: bool = False) -> None:
        """Count anew, beginning at ``line`` and around; ``seek`` asks for ``found_first``."""
        self.stop()
        self._document, self._finder = document, finder
        self._counts = [_UNKNOWN] * document.blockCount()
        self._at, self._left = min(line, len(self._counts) - 1), len(self._counts)
        self._seeking = seek
        document.contentsChange.connect(self._on_document_contents_change)
        self._timer.start()

    def stop(self) -> None:
        """Count no more."""
        self._timer.stop()
        if self._document is not None:
            self._document.contentsChange.disconnect(self._on_document_contents_change)
        self._document = self._finder = None
        self._counts, self._left, self.total = [], 0, 0

    def before(self, line: int) -> int:
        """Return how many matches stand in the lines above ``line``, as far as counted."""
        return sum(count for count in self._counts[:line] if count > 0)

    def may_match(self, line: int) -> bool:
        """Whether a line has a match, or has not been counted."""
        return line >= len(self._counts) or self._counts[line] != 0

    @Slot()
    def _on_timer_timeout(self) -> None:
        assert self._document is not None
        clock = QElapsedTimer()
        clock.start()
        block = self._document.findBlockByNumber(self._at)
        while self._left and clock.elapsed() < _SLICE_MS:
            if not block.isValid():
                self._at, block = 0, self._document.firstBlock()
            if self._counts[self._at] == _UNKNOWN:
                self._left -= 1
                if not self._count(self._at, block.text()):
                    return
                if self._seeking and self._counts[self._at]:
                    self._seeking = False
                    self.found_first.emit(self._at)
                    if self._finder is None:
                        return
            self._at += 1
            block = block.next()
        if not self._left:
            self._timer.stop()
        self.changed.emit()

    def _count(self, line: int, text: str) -> bool:
        assert self._finder is not None
        try:
            count = self._finder.count(text)
        except SlowPatternError:
            self.stop()
            self.slowed.emit()
            return False
        self._counts[line] = count
        self.total += count
        return True

    @Slot(int, int, int)
    def _on_document_contents_change(self, position: int, _removed: int, added: int) -> None:
        document = self._document
        assert document is not None
        first = document.findBlock(position)
        last = document.findBlock(position + added)
        if not last.isValid():
            last = document.lastBlock()
        at, new = first.blockNumber(), last.blockNumber() - first.blockNumber() + 1
        old = new - (document.blockCount() - len(self._counts))
        gone = self._counts[at : at + old]
        self.total -= sum(count for count in gone if count > 0)
        self._left += new - gone.count(_UNKNOWN)
        self._counts[at : at + old] = [_UNKNOWN] * new
        if not self._timer.isActive():
            self._at = at
            self._timer.start()
