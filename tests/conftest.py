"""What every test stands on: no screen, no user's own files, and no warning that passes unseen.

A test fails on a Python warning (pyproject.toml), a Qt warning (pytest-qt), a log record of WARNING or above, or a
window left behind. The tests of core, storage and cli also run where neither Qt nor pytest-qt is installed, so nothing
of Qt is imported here before a test asks for it.
"""

from __future__ import annotations

import gc
import importlib.util
import logging
import os
import re
import shutil
import struct
import sys
import tempfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, settings

from editor.shell.constants import keep_constants_alive

if TYPE_CHECKING:
    from PySide6.QtCore import SignalInstance
    from PySide6.QtWidgets import QApplication, QWidget
    from pytestqt.qtbot import QtBot
    from pytestqt.wait_signal import SignalBlocker

# A test run makes far more Qt calls than a session; on Python 3.11 each costs a reference to a constant.
keep_constants_alive()

ROOT = Path(__file__).resolve().parents[1]

# Before Qt is imported by anything: draw into memory, and let Chromium run as root, as build machines do.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")
if hasattr(os, "geteuid") and os.geteuid() == 0:
    os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")
HOME = tempfile.mkdtemp(prefix="copydesk-tests-")
os.environ["COPYDESK_HOME"] = HOME

# A machine under load is slow, and that is not a fault; a build machine tries the same examples each time.
PROFILE = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow], "print_blob": True}
settings.register_profile("here", **PROFILE)
settings.register_profile("ci", derandomize=True, **PROFILE)
settings.load_profile("ci" if os.environ.get("CI") else "here")

PATIENCE_MS = 30_000
PASSED = pytest.StashKey[bool]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Know the names of pytest-qt's settings where it is not installed, or pytest would warn of them."""
    if importlib.util.find_spec("pytestqt") is None:
        for name in ("qt_api", "qt_default_raising", "qt_log_level_fail"):
            parser.addini(name, "set for pytest-qt")
        parser.addini("qt_log_ignore", "set for pytest-qt", type="linelist")


def pytest_unconfigure() -> None:
    """Take away the user's folders that the tests were given, and what they copied."""
    shutil.rmtree(HOME, ignore_errors=True)
    # Without a screen the clipboard is a static of Qt: it would delete what Python made once Python has gone, and
    # end the process with a crash.
    gui = sys.modules.get("PySide6.QtGui")
    if gui is not None and gui.QGuiApplication.instance() is not None:
        gui.QGuiApplication.clipboard().clear()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    """Remember whether the test itself passed, for the checks that come after it."""
    report = yield
    if call.when == "call":
        item.stash[PASSED] = report.passed
    return report


class _Records(logging.Handler):
    """Keeps the records of WARNING and above."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.kept: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.kept.append(record)


@pytest.fixture(autouse=True)
def no_unexpected_log(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test during which something was logged that it did not announce with `@pytest.mark.allow_log`."""
    records = _Records()
    logging.getLogger().addHandler(records)
    yield
    logging.getLogger().removeHandler(records)
    patterns = [marker.args[0] for marker in request.node.iter_markers("allow_log")]
    texts = [f"{record.levelname} {record.name}: {record.getMessage()}" for record in records.kept]
    unexpected = [text for text in texts if not any(re.search(pattern, text) for pattern in patterns)]
    if unexpected:
        pytest.fail("logged without being expected:\n" + "\n".join(unexpected), pytrace=False)


@pytest.fixture(autouse=True)
def garbage_on_the_main_thread() -> Iterator[None]:
    """Clear circles of objects between tests only: a worker's thread that did it would destroy Qt objects of others."""
    gc.disable()
    yield
    gc.collect(1)
    gc.disable()  # a desk that was closed has switched it on again


@pytest.fixture(autouse=True)
def no_leaked_window(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that leaves a window behind: the next one would meet its timers, signals and shortcuts."""
    before = set(_windows())
    yield
    if not request.node.stash.get(PASSED, False):
        return  # A failed test holds its widgets in the traceback, and has said enough.
    left = {address: text for address, text in _windows(settle=True).items() if address not in before}
    if left:
        pytest.fail(f"windows left behind: {', '.join(sorted(left.values()))}", pytrace=False)


def _windows(*, settle: bool = False) -> dict[int, str]:
    """Address and description of all windows without a parent; none where no Qt application was ever made.

    `settle` first lets Qt and Python finish what they were told to delete.
    """
    if "PySide6.QtWidgets" not in sys.modules:
        return {}
    # Qt may not be installed at all where this file is read.
    from PySide6.QtCore import QCoreApplication, QEvent
    from PySide6.QtWidgets import QApplication
    from shiboken6 import Shiboken

    if not isinstance(QApplication.instance(), QApplication):
        return {}
    if settle:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    found = [widget for widget in QApplication.topLevelWidgets() if widget.parent() is None]
    if settle and found:
        # Only where something is left: a full collection after every test would double the time of the suite.
        del found
        gc.collect()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        found = [widget for widget in QApplication.topLevelWidgets() if widget.parent() is None]
    return {
        Shiboken.getCppPointer(widget)[0]: f"{type(widget).__name__} {widget.objectName()!r}"
        for widget in found
        if widget.metaObject().className() != "QTipLabel"  # Qt keeps one for all tool tips
    }


@pytest.fixture(scope="session")
def qapp_cls() -> type:
    """The application class for pytest-qt, after the preview's scheme is known: Qt wants that order."""
    # Qt may not be installed at all where this file is read.
    from PySide6.QtWidgets import QApplication

    from editor.services.preview_scheme import register_scheme

    register_scheme()
    return QApplication


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    """A bot that waits up to half a minute where pytest-qt gives up after five seconds, which a busy machine needs."""
    # Qt may not be installed at all where this file is read.
    from pytestqt.qtbot import QtBot

    class PatientBot(QtBot):
        def waitUntil(self, callback: Callable[[], object], *, timeout: int = PATIENCE_MS) -> None:
            super().waitUntil(callback, timeout=timeout)

        def waitSignal(
            self, signal: SignalInstance, *, timeout: int = PATIENCE_MS, **others: Any
        ) -> SignalBlocker:
            return super().waitSignal(signal, timeout=timeout, **others)

        def waitExposed(self, widget: QWidget, *, timeout: int = PATIENCE_MS) -> object:
            return super().waitExposed(widget, timeout=timeout)

    return PatientBot(request)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """User folders of this test alone, empty: what `COPYDESK_HOME` names while it runs."""
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv("COPYDESK_HOME", str(folder))
    return folder


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of real posts, one folder per site; skips where they are not at hand."""
    folder = Path(os.environ.get("COPYDESK_CORPUS") or ROOT.parent / "shared" / "corpus")
    if not folder.is_dir():
        pytest.skip("the real posts are not here (COPYDESK_CORPUS names their folder)")
    return folder


def png_header(width: int, height: int) -> bytes:
    """The beginning of a PNG that claims a size and holds no pixels."""
    parts = (b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0), b"IDAT")
    chunks = (struct.pack(">I", len(part) - 4) + part + struct.pack(">I", zlib.crc32(part)) for part in parts)
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def png(width: int, height: int, grey: int = 128) -> bytes:
    """A grey picture as a PNG file (RFC 2083), so that no test needs a drawing library."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    pixels = zlib.compress((b"\0" + bytes([grey]) * width) * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


NEWSROOM = {
    "_config.yml": """title: The Test Tribune
url: https://tribune.example
permalink: /:title/
timezone: Europe/London
authors:
  ada:
    name: Ada Marsh
""",
    "_posts/2026-03-14-harbour-wall-holds.md": """---
layout: post
title: "Harbour wall holds: engineers relieved"
date: 2026-03-14 07:30:00 +0000
author: ada
categories: [News]
tags:
  - harbour
  - weather   # the desk's own tag
image: assets/wall.png
excerpt: The wall held through the night.
---

The wall **held**. See [the council](2026-03-12-council-votes.html).

![The wall at dawn](/assets/wall.png)

- tide
- wind
""",
    "_posts/2026-03-12-council-votes.md": """---
title: Council votes
date: 2026-03-12T18:05:00
author: Ben Ode
tags: harbour budget
---
Twelve for, three against.
""",
    "_drafts/tide-tables.md": """---
title: Tide tables
---

| Day | High |
|-----|------|
| Mon | 4.2  |
""",
}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A tiny newsroom of this test alone: two posts, a draft, a picture and a `_config.yml`."""
    root = tmp_path / "site"
    for name, text in NEWSROOM.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
    (root / "assets").mkdir()
    (root / "assets" / "wall.png").write_bytes(png(64, 40))
    return root
