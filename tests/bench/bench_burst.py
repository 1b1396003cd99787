"""Measures how far the preview lags behind a burst of keys, and whether any is lost, beside bare Qt.

    python tests/bench/bench_burst.py [WORDS ...]        # default 1000 10000 100000

300 keys are typed 10 ms apart into the whole desk and into bare Qt (a QPlainTextEdit whose line goes into one
``<section>`` of a QWebEngineView after each paint), in turns, in the middle of the post. Lag is the time from the last
key to the last change of the page, of which every pixel is compared. Afterwards the text of the editor and of the
page must hold all keys. Prints the median and the longest lag in ms; the goal is 30 ms, and no key lost.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from screen import Eye, load
from texts import TYPED, prose, write_post
from windows import Bare, Ours, rest, start

TURNS, KEYS, INTERVAL_S, SETTLED_S = 5, 300, 0.010, 0.25


def burst(app: QApplication, subject: Bare | Ours, turn: int) -> float:
    """Type one burst; return how many ms after the last key the page changed last. Raises when a key was lost."""
    eye = Eye(app, subject)
    eye.aim("x")
    text = f" b{turn} " + (TYPED * 2)[: KEYS - 7] + f" e{turn}"
    due = time.perf_counter()
    for character in text:
        while time.perf_counter() < due:
            eye.turn()
        QTest.keyClick(subject.editor, character)
        due += INTERVAL_S
    last = changed = time.perf_counter()
    shown = eye.page_pixels()
    while time.perf_counter() < last + SETTLED_S:
        eye.turn()
        now = eye.page_pixels()
        if now != shown:
            changed, shown = time.perf_counter(), now
    for place, held in (("editor", subject.editor.toPlainText()), ("page", subject.shown_text())):
        if text.strip() not in held:
            raise SystemExit(f"{subject.name}: keys of the burst are missing in the {place}")
    return (changed - last) * 1000


def compare(app: QApplication, subjects: tuple[Bare, Ours], words: int) -> None:
    """Measure both windows at one length, and print a line."""
    lags: tuple[list[float], list[float]] = ([], [])
    for turn in range(TURNS):
        for subject, each in zip(subjects, lags, strict=True):
            subject.window.activateWindow()
            subject.editor.setFocus()
            subject.put_cursor("middle")
            rest(400)
            each.append(burst(app, subject, turn))
    floor, mine = ((statistics.median(each), max(each)) for each in lags)
    print(
        f"{words:>7} words, page behind the last of {KEYS} keys, median / most:"
        f" bare {floor[0]:5.1f} / {floor[1]:5.1f}  ours {mine[0]:5.1f} / {mine[1]:5.1f} ms, none lost   {load()}",
        flush=True,
    )


def main() -> None:
    """Run every length."""
    with tempfile.TemporaryDirectory(prefix="copydesk-bench-", ignore_cleanup_errors=True) as folder:
        app = start(Path(folder, "home"))
        for words in [int(word) for word in sys.argv[1:]] or [1000, 10_000, 100_000]:
            post = write_post(Path(folder, f"site-{words}"), words)
            with closing(Bare(prose(words))) as bare, closing(Ours(app, post)) as ours:
                compare(app, (bare, ours), words)
            rest(100)


if __name__ == "__main__":
    main()
