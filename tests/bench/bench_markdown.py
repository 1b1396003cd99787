"""Measures how soon a key is rendered, and a whole post, beside Python-Markdown as the floor everybody knows.

    python tests/bench/bench_markdown.py [WORDS ...]        # default 1000 10000 100000

A key is one letter typed in the middle of a paragraph, a heading or a list item somewhere in the post: the time until
all blocks it changed have their HTML again. A whole post is split and rendered from nothing; Python-Markdown (with
``extra`` and ``smarty``) does the same in the same run if it is installed. Prints milliseconds, median and 95th
percentile.
"""

from __future__ import annotations

import importlib
import importlib.util
import os
import random
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from editor.core.markdown.live import LiveDocument
from editor.core.markdown.renderer import render_body

# CPU time where the machine is busy with other things: COPYDESK_BENCH_CLOCK=cpu.
_clock = time.thread_time if os.environ.get("COPYDESK_BENCH_CLOCK") == "cpu" else time.perf_counter

KEYS, RUNS = 300, 5
WORDS = "the harbour ferry crossed again on Monday after nine winters and a waiting list of boats".split()
KINDS: dict[str, Callable[[str], bool]] = {
    "paragraph": lambda line: len(line) > 60 and line[0].isalpha(),
    "heading": lambda line: line.startswith("#"),
    "list item": lambda line: line.startswith("- "),
}


def prose(words: int) -> str:
    """Return a deterministic post of about ``words`` words with headings, lists, quotes, notes and links."""
    chance = random.Random(words)
    parts, count, notes = ["# A post of many words", ""], 5, 0
    while count < words:
        size = chance.randint(40, 90)
        text = [chance.choice(WORDS) for _ in range(size)]
        text[7], text[14], text[21] = f"**{text[7]}**", f"*{text[14]}*", f'"{text[21]}"'
        text[30] = f"[{text[30]}](https://example.org/{text[30]})"
        parts += [" ".join(text) + ".", ""]
        count += size
        kind = chance.randint(0, 6)
        if kind == 0:
            parts += [f"## {chance.choice(WORDS)} {chance.choice(WORDS)}", ""]
        elif kind == 1:
            parts += [*(f"- {chance.choice(WORDS)} *{chance.choice(WORDS)}*" for _ in range(4)), ""]
        elif kind == 2:
            parts += [f"> {chance.choice(WORDS)} said *so*", ""]
        elif kind == 3:
            notes += 1
            parts += [f"It was so[^{notes}].", "", f"[^{notes}]: {chance.choice(WORDS)}", ""]
    return "\n".join(parts)


def key_times(text: str, fits: Callable[[str], bool]) -> list[float]:
    """Return the milliseconds of keys typed into lines that fit."""
    chance = random.Random(7)
    lines = text.split("\n")
    document = LiveDocument()
    document.update(lines)
    document.html()
    places = [at for at, line in enumerate(lines) if line and fits(line)]
    times = []
    for _ in range(KEYS):
        at = chance.choice(places)
        middle = len(lines[at]) // 2
        lines[at] = lines[at][:middle] + chance.choice("aeiou") + lines[at][middle:]
        start = _clock()
        document.update(lines, at, 1, 1)
        for index in document.pending():
            document.render(index)
        document.tail()
        times.append((_clock() - start) * 1000)
    return times


def whole_time(render: Callable[[str], str], text: str) -> float:
    """Return the median milliseconds of a whole render."""
    times = []
    for _ in range(RUNS):
        start = _clock()
        render(text)
        times.append((_clock() - start) * 1000)
    return statistics.median(times)


def floor() -> Callable[[str], str] | None:
    """Return Python-Markdown's renderer, None where it is not installed."""
    if importlib.util.find_spec("markdown") is None:
        return None
    markdown = importlib.import_module("markdown")

    def render(text: str) -> str:
        return str(markdown.markdown(text, extensions=["extra", "smarty"]))

    return render


def main(arguments: Sequence[str]) -> None:
    """Print the table."""
    by_python_markdown = floor()
    for words in [int(argument) for argument in arguments] or [1000, 10_000, 100_000]:
        text = prose(words)
        ours = whole_time(render_body, text)
        line = f"{words:7} words  whole {ours:8.1f} ms"
        if by_python_markdown is not None:
            theirs = whole_time(by_python_markdown, text)
            line += f"  Python-Markdown {theirs:8.1f} ms  ratio {ours / theirs:.2f}"
        print(line)
        for kind, fits in KINDS.items():
            times = sorted(key_times(text, fits))
            middle, late = statistics.median(times), times[int(len(times) * 0.95)]
            print(f"               key in a {kind:10} p50 {middle:6.2f} ms  p95 {late:6.2f} ms")


if __name__ == "__main__":
    main(sys.argv[1:])
