"""Measures keystroke to painted preview, and to painted glyph, of the whole desk and of bare Qt, paired.

    python tests/bench/bench_preview.py [--liquid] [--site] [WORDS ...]        # default 1000 10000 100000

With ``--liquid`` every paragraph of the post has outputs of Liquid in it; with ``--site`` the Site tab is in front, and
what counts is its page.

Bare Qt is a QPlainTextEdit beside a QWebEngineView; as soon as a key is painted, the text of its line goes into one
``<section>`` of the page by ``runJavaScript``, unrendered. Ours is the desk as a writer has it: form, highlighting,
spelling, rendering, journal. Both windows are open in one process and take turns. Keys come one at a time, each when
the one before has shown, after a pause of random length, so that they fall anywhere between two frames. Counted is the
time from the press until the window's own image, of which every pixel is compared, shows the key in the editor (glyph)
and in the page (preview). Spaces are typed but not counted: the page shows none at the end of a word. Prints medians
and 95th percentiles in ms, and their ratios.
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
from contextlib import closing
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from screen import Eye, Strokes, load, p95
from texts import PLACES, TYPED, prose, write_post
from windows import Bare, Ours, rest, start

TURNS, KEYS = 8, 25


def type_some(eye: Eye, at: int, chance: random.Random, taken: Strokes) -> None:
    """Type a turn's keys and note what each took."""
    for number in range(at, at + KEYS):
        character = TYPED[number % len(TYPED)]
        rest(chance.randint(20, 50))
        if character == " ":
            QTest.keyClick(eye.subject.editor, character)
            continue
        glyph, page = eye.press(character)
        taken.glyph.append(glyph)
        taken.page.append(page)


def report(what: str, floor: list[float], mine: list[float]) -> str:
    """Return a line's part about one of the two figures."""
    middle = (statistics.median(floor), statistics.median(mine))
    late = (p95(floor), p95(mine))
    return (
        f"  {what} bare {middle[0]:5.2f} / {late[0]:5.2f}  ours {middle[1]:5.2f} / {late[1]:5.2f} ms"
        f"  ratio {middle[1] / middle[0]:4.2f} / {late[1] / late[0]:4.2f}"
    )


def compare(app: QApplication, subjects: tuple[Bare, Ours], words: int, place: str) -> None:
    """Measure both windows at one place, and print a line."""
    chance = random.Random(7)
    eyes = []
    for subject in subjects:
        subject.window.activateWindow()
        subject.put_cursor(place)
        rest(400)
        eye = Eye(app, subject)
        eye.aim("x")
        eyes.append(eye)
    taken = (Strokes([], []), Strokes([], []))
    for turn in range(TURNS):
        for subject, eye, each in zip(subjects, eyes, taken, strict=True):
            subject.window.activateWindow()
            subject.editor.setFocus()
            rest(100)
            type_some(eye, turn * KEYS, chance, each)
    print(
        f"{words:>7} words, {place:<6}",
        report("preview", taken[0].page, taken[1].page),
        report("glyph", taken[0].glyph, taken[1].glyph),
        f"  {load()}",
        flush=True,
    )


def main() -> None:
    """Run every length at every place."""
    with tempfile.TemporaryDirectory(prefix="copydesk-bench-", ignore_cleanup_errors=True) as folder:
        app = start(Path(folder, "home"))
        print("keystroke to painted preview and glyph, median / p95")
        options = {each for each in sys.argv[1:] if each.startswith("--")}
        for words in [int(word) for word in sys.argv[1:] if word not in options] or [1000, 10_000, 100_000]:
            post = write_post(Path(folder, f"site-{words}"), words, liquid="--liquid" in options)
            with (
                closing(Bare(prose(words))) as bare,
                closing(Ours(app, post, in_site="--site" in options)) as ours,
            ):
                for place in PLACES:
                    compare(app, (bare, ours), words, place)
            rest(100)


if __name__ == "__main__":
    main()
