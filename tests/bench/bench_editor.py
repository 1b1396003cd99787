"""Measures keystroke to painted glyph of a bare QPlainTextEdit and of our editor, in one process, paired.

    python tests/bench/bench_editor.py [WORDS ...]        # default 1000 10000 100000

For each length both editors get the same document, and turns of 50 keys alternate between them, so that what else
the machine does falls on both. A key counts from the press to the end of the repaint it caused. Prints medians and
95th percentiles in ms and their ratio; the goal is a p95 of at most twice the bare editor's.
"""

from __future__ import annotations

import gc
import os
import statistics
import sys
import time

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtGui import QTextCursor, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from texts import PLACES, prose

from editor.shell.constants import keep_constants_alive
from editor.widgets.theme import LIGHT, apply_theme, monospace_font
from editor.widgets.writing.editor import MarkdownEditor, prepare_document

# CPU time where the machine is busy with other things: COPYDESK_BENCH_CLOCK=cpu.
_clock = time.thread_time if os.environ.get("COPYDESK_BENCH_CLOCK") == "cpu" else time.perf_counter

TURNS, KEYS, WARM = 12, 50, 30


def bare(text: str) -> QPlainTextEdit:
    """Return Qt's own editor with a text."""
    edit = QPlainTextEdit()
    edit.setFont(monospace_font())
    edit.setPlainText(text)
    return edit


def ours(text: str) -> QPlainTextEdit:
    """Return our editor with a text."""
    edit = MarkdownEditor()
    document = QTextDocument(edit)
    prepare_document(document)
    document.setPlainText(text)
    edit.show_body(document)
    return edit


def put_cursor(edit: QPlainTextEdit, place: str) -> None:
    """Put the cursor into a paragraph at the head, the middle or the end of the text."""
    last = edit.document().blockCount() - 1
    block = edit.document().findBlockByNumber({"head": 2, "middle": last // 2, "end": last - 2}[place])
    while len(block.text()) < 200 and block.previous().isValid():
        block = block.previous()
    cursor = QTextCursor(block)
    cursor.movePosition(QTextCursor.MoveOperation.Right, QTextCursor.MoveMode.MoveAnchor, 60)
    edit.setTextCursor(cursor)
    edit.centerCursor()


def turn(app: QApplication, edit: QPlainTextEdit, keys: int) -> list[float]:
    """Type and return the ms each key took."""
    edit.setFocus()
    app.sendPostedEvents()
    QTest.qWait(1)
    took = []
    for number in range(keys):
        character = "harbour ferry "[number % 14]
        start = _clock()
        QTest.keyClick(edit, character)
        app.sendPostedEvents()
        QTest.qWait(0)
        took.append((_clock() - start) * 1000)
    return took


def compare(app: QApplication, words: int, place: str) -> None:
    """Measure both editors at one length and place, and print a line."""
    text = prose(words)
    edits = (bare(text), ours(text))
    for edit in edits:
        edit.resize(650, 600)
        edit.show()
        QTest.qWaitForWindowExposed(edit)
        put_cursor(edit, place)
        turn(app, edit, WARM)
    gc.collect()
    took: tuple[list[float], list[float]] = ([], [])
    for _ in range(TURNS):
        for edit, each in zip(edits, took, strict=True):
            each += turn(app, edit, KEYS)
    (floor, floor95), (mine, mine95) = (
        (statistics.median(each), statistics.quantiles(each, n=20)[-1]) for each in took
    )
    print(
        f"{words:>7} words, {place:<6} bare {floor:5.2f} / {floor95:5.2f} ms   ours {mine:5.2f} / {mine95:5.2f} ms"
        f"   ratio {mine / floor:4.2f} / {mine95 / floor95:4.2f}",
        flush=True,
    )
    for edit in edits:
        edit.close()
        edit.deleteLater()


def main() -> None:
    """Run every length at every place."""
    keep_constants_alive()
    app = QApplication([*sys.argv[:1], "-style", "fusion"])  # as ours
    apply_theme(app, LIGHT)
    print("keystroke to painted glyph, median / p95")
    for words in [int(word) for word in sys.argv[1:]] or [1000, 10_000, 100_000]:
        for place in PLACES:
            compare(app, words, place)


if __name__ == "__main__":
    main()
