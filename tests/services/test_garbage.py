"""Circles of objects are cleared on the main thread, and only there."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from editor.services.garbage import Garbage


class Circle:
    """Something that only the collector can clear away, and that notes which thread did."""

    def __init__(self, threads: list[int]) -> None:
        self.me = self
        weakref.finalize(self, lambda: threads.append(threading.get_ident()))


@pytest.fixture
def garbage(qapp: QObject) -> Iterator[Garbage]:
    garbage = Garbage()
    yield garbage
    garbage.give_back()
    garbage.deleteLater()


def test_a_workers_thread_clears_nothing_away(qtbot: QtBot, garbage: Garbage) -> None:
    threads: list[int] = []

    def allocate() -> None:
        for _ in range(5000):
            Circle(threads)

    worker = threading.Thread(target=allocate)
    worker.start()
    worker.join()
    assert threads == []
    qtbot.waitUntil(lambda: len(threads) == 5000, timeout=10_000)
    assert set(threads) == {threading.get_ident()}


def test_what_the_start_made_is_looked_through_no_more(garbage: Garbage) -> None:
    before = gc.get_freeze_count()
    garbage.spare()
    try:
        assert gc.get_freeze_count() > before
        assert not gc.isenabled()  # or a worker's thread would clear circles away
    finally:
        gc.unfreeze()


def test_python_gets_its_collector_back(garbage: Garbage) -> None:
    assert not gc.isenabled()
    garbage.give_back()
    assert gc.isenabled()
