"""Measures the start: from the command to the first window with text in it, and to the page, beside bare Qt.

    python tests/bench/bench_start.py [STARTS]        # default 9

Each program is started as a process of its own, in turns, on a post of 1,000 words: ours as ``copydesk POST`` starts
it, bare Qt as a QPlainTextEdit and a QWebEngineView in a window of the same size. Counted is the time from before the
process is made until the window's own image shows text in the editor, and until it shows text in the page. Ours must
have painted its text before the web engine is so much as imported. One start of each is not counted: it warms the
disk. Prints medians in seconds and the ratio; the goal for the first window with text is 1.5.
"""

from __future__ import annotations

import html
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QSplitter, QWidget
from screen import load
from texts import write_post

from editor.shell.constants import keep_constants_alive
from editor.shell.first_paint import FirstPaint

_FEWEST_COLOURS = 12
"""An area with text in it has at least so many colours, by its smooth edges."""


def shows_text(window: QWidget, part: QWidget) -> bool:
    """Return whether the window's image shows text where a part of it stands."""
    corner = part.mapTo(window, QPoint(0, 0))
    grabbed = window.screen().grabWindow(window.winId(), corner.x(), corner.y(), part.width(), part.height())
    image = grabbed.toImage()
    pixels = memoryview(bytes(image.constBits())).cast("I")
    return len(set(pixels)) >= _FEWEST_COLOURS


def tell(what: str) -> None:
    """Tell the program that measures that something has happened just now."""
    print(what, time.time(), flush=True)


class PageWatch:
    """Waits until a page shows text, tells so and ends the program."""

    def __init__(self, window: QWidget, view: QWidget) -> None:
        self._window, self._view = window, view
        self._timer = QTimer(interval=2)
        self._timer.timeout.connect(self._on_timer_timeout)
        self._timer.start()

    def _on_timer_timeout(self) -> None:
        if shows_text(self._window, self._view):
            tell("page")
            os._exit(0)


def run_bare(post: Path) -> None:
    """Be the bare program."""
    # Here and not above: ours must not have the web engine imported by its own bench.
    from PySide6.QtWebEngineWidgets import QWebEngineView

    keep_constants_alive()
    app = QApplication(sys.argv[:1])
    text = post.read_text("utf-8")
    window, editor, view = QSplitter(), QPlainTextEdit(), QWebEngineView()
    editor.setPlainText(text)
    view.setHtml("".join(f"<p>{html.escape(line)}</p>" for line in text.split("\n")))
    window.addWidget(editor)
    window.addWidget(view)
    window.resize(1440, 900)
    window.setSizes([720, 720])
    first = FirstPaint(window)
    watches = []

    def painted() -> None:
        tell("text" if shows_text(window, editor) else "blank")
        watches.append(PageWatch(window, view))

    first.done.connect(painted)
    window.show()
    app.exec()


def run_ours(post: Path) -> None:
    """Be Copydesk, and tell when it is about to start its web engine: after its first paint."""
    # Here and not above: the bare program must not import all of ours.
    from editor.shell import app as shell

    start_engine = shell.Desk.start_engine
    watches = []

    def painted(desk: shell.Desk) -> None:
        early = any(name.startswith("PySide6.QtWebEngine") for name in sys.modules)
        tell("early" if early else "text" if shows_text(desk.window, desk.window.editor) else "blank")
        start_engine(desk)
        watches.append(PageWatch(desk.window, desk.window.preview.findChild(QWidget, "preview-place")))

    shell.Desk.start_engine = painted  # type: ignore[method-assign]
    shell.run_window(shell.WindowOptions(path=post))


def start(name: str, post: Path, environment: dict[str, str]) -> tuple[float, float]:
    """Start a program; return the seconds to its text and to its page."""
    command = [sys.executable, __file__, "--be", name, str(post)]
    begun = time.time()
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)
    told = dict(line.split() for line in done.stdout.splitlines() if line.count(" ") == 1)
    if "text" not in told or "page" not in told:
        raise SystemExit(f"{name}: {done.stdout}{done.stderr}")
    return float(told["text"]) - begun, float(told["page"]) - begun


def measure(starts: int) -> None:
    """Start both in turns and print what it took."""
    with tempfile.TemporaryDirectory(prefix="copydesk-bench-", ignore_cleanup_errors=True) as folder:
        post = write_post(Path(folder, "site"), 1000)
        environment = {
            **os.environ,
            "COPYDESK_HOME": str(Path(folder, "home")),
            "QT_QPA_PLATFORM": "offscreen",
        }
        environment.setdefault("QT_QUICK_BACKEND", "software")
        # An installed program has its bytecode; here the first start of each, which is not counted, makes it.
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        environment["PYTHONPYCACHEPREFIX"] = str(Path(folder, "bytecode"))
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            environment.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")
        taken: dict[str, list[tuple[float, float]]] = {"bare": [], "ours": []}
        for number in range(starts + 1):
            for name, each in taken.items():
                seconds = start(name, post, environment)
                if number:
                    each.append(seconds)
    for which, what in enumerate(("first window with text", "page")):
        bare, ours = (statistics.median(pair[which] for pair in taken[name]) for name in ("bare", "ours"))
        print(f"{what}: bare {bare:.2f} s  ours {ours:.2f} s  ratio {ours / bare:.2f}   {load()}", flush=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--be"]:
        {"bare": run_bare, "ours": run_ours}[sys.argv[2]](Path(sys.argv[3]))
    else:
        measure(int(sys.argv[1]) if sys.argv[1:] else 9)
