"""Background jobs: the newest wins, errors come back, and no thread outlives its owner."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QObject, Signal
from pytestqt.qtbot import QtBot

from editor.services.tasks import Outcome, SerialWorker, Stop, TaskRunner


class Receiver(QObject):
    done = Signal(object)


@pytest.fixture
def receiver(qapp: object) -> Receiver:
    return Receiver()


def waiter(gate: threading.Event) -> Callable[[Stop], object]:
    def work(stop: Stop) -> object:
        gate.wait()
        return stop()

    return work


def test_an_outcome_comes_to_the_main_thread(tasks: TaskRunner, receiver: Receiver, qtbot: QtBot) -> None:
    threads: list[threading.Thread] = []
    receiver.done.connect(lambda _: threads.append(threading.current_thread()))
    with qtbot.waitSignal(receiver.done) as told:
        revision = tasks.submit("a", lambda _: threading.current_thread(), receiver.done)
    (outcome,) = told.args
    assert (outcome.key, outcome.revision) == ("a", revision)
    assert outcome.result() is not threading.main_thread()
    assert threads == [threading.main_thread()]
    assert tasks.is_current(outcome)


@pytest.mark.parametrize("kind", [ValueError, SystemExit, KeyboardInterrupt])
def test_what_a_job_raises_is_raised_where_the_result_is_asked_for(
    tasks: TaskRunner, receiver: Receiver, qtbot: QtBot, kind: type[BaseException]
) -> None:
    def work(_stop: Stop) -> object:
        raise kind("ink")

    with qtbot.waitSignal(receiver.done) as told:
        tasks.submit("a", work, receiver.done)
    (outcome,) = told.args
    with pytest.raises(kind, match="ink"):
        outcome.result()


def test_the_newest_job_of_a_key_stops_the_one_before(
    tasks: TaskRunner, receiver: Receiver, qtbot: QtBot
) -> None:
    gate = threading.Event()
    outcomes: list[Outcome] = []
    receiver.done.connect(outcomes.append)
    stops: list[Stop] = []

    def work(stop: Stop) -> object:
        stops.append(stop)
        gate.wait()
        return "old"

    tasks.submit("a", work, receiver.done)
    qtbot.waitUntil(lambda: bool(stops))
    with qtbot.waitSignal(receiver.done):
        newest = tasks.submit("a", lambda _: "new", receiver.done)
        assert stops[0]()
        gate.set()
    tasks.drain()
    assert [(outcome.revision, outcome.value) for outcome in outcomes] == [(newest, "new")]


def test_an_outcome_on_its_way_is_not_current_once_it_is_overtaken(
    tasks: TaskRunner, receiver: Receiver, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(receiver.done) as told:
        tasks.submit("a", lambda _: "old", receiver.done)
    tasks.cancel("a")
    assert not tasks.is_current(told.args[0])


def test_other_keys_go_on(tasks: TaskRunner, receiver: Receiver, qtbot: QtBot) -> None:
    gate = threading.Event()
    with qtbot.waitSignal(receiver.done) as told:
        tasks.submit("slow", waiter(gate), receiver.done)
        tasks.submit("quick", lambda _: 1, receiver.done)
    assert told.args[0].key == "quick"
    gate.set()


def test_long_jobs_run_one_after_the_other_and_hold_up_no_other(
    tasks: TaskRunner, receiver: Receiver, qtbot: QtBot
) -> None:
    gate = threading.Event()
    told: list[str] = []
    receiver.done.connect(lambda outcome: told.append(outcome.key))
    try:
        for key in ("first long", "second long", "third long"):
            tasks.submit(key, waiter(gate), receiver.done, long=True)
        with qtbot.waitSignal(receiver.done):
            tasks.submit("short", lambda _: None, receiver.done)
        assert told == ["short"]
    finally:
        gate.set()
    qtbot.waitUntil(lambda: len(told) == 4)
    assert told[1:] == ["first long", "second long", "third long"]


def test_draining_stops_what_runs_and_forgets_what_waits(receiver: Receiver, qtbot: QtBot) -> None:
    runner = TaskRunner(threads=1)
    begun = threading.Event()
    ran: list[str] = []
    outcomes: list[Outcome] = []
    receiver.done.connect(outcomes.append)

    def until_stopped(stop: Stop) -> object:
        begun.set()
        while not stop():
            threading.Event().wait(0.001)
        return None

    runner.submit("a", until_stopped, receiver.done)
    runner.submit("b", lambda _: ran.append("b"), receiver.done)
    assert begun.wait(10)
    runner.drain()
    assert (ran, outcomes) == ([], [])


def test_a_receiver_that_is_gone_hurts_nobody(tasks: TaskRunner, receiver: Receiver, qtbot: QtBot) -> None:
    gate = threading.Event()
    doomed = Receiver()
    tasks.submit("doomed", waiter(gate), doomed.done)
    doomed.deleteLater()
    qtbot.waitSignal(doomed.destroyed).wait()
    with qtbot.waitSignal(receiver.done):
        gate.set()
        tasks.submit("other", lambda _: None, receiver.done)


# -- the serial worker -------------------------------------------------------------------------------------------


@pytest.fixture
def worker(qapp: object) -> Iterator[SerialWorker]:
    worker = SerialWorker()
    yield worker
    worker.drain()
    assert worker.isFinished() or not worker.isRunning()


def test_jobs_run_in_their_order_and_draining_does_them_all(worker: SerialWorker) -> None:
    done: list[int] = []
    for number in range(200):
        worker.post(lambda number=number: done.append(number))
    worker.drain()
    assert done == list(range(200))
    worker.post(lambda: done.append(-1))
    assert not worker.isRunning()
    assert len(done) == 200


def test_a_job_posted_alone_takes_the_place_of_all_that_wait(worker: SerialWorker) -> None:
    gate, begun = threading.Event(), threading.Event()
    done: list[str] = []

    def first() -> None:
        begun.set()
        gate.wait()
        done.append("first")

    worker.post(first)
    assert begun.wait(10)
    worker.post(lambda: done.append("dropped"))
    worker.post(lambda: done.append("newest"), alone=True)
    gate.set()
    worker.drain()
    assert done == ["first", "newest"]


def test_draining_can_leave_what_waits_undone(qapp: object) -> None:
    gate, begun = threading.Event(), threading.Event()
    done: list[str] = []

    class Gated(SerialWorker):
        def wait(self) -> bool:
            gate.set()  # only now that the end has been asked for may the first job go on
            return super().wait()

    def first() -> None:
        begun.set()
        gate.wait()
        done.append("first")

    worker = Gated()
    worker.post(first)
    assert begun.wait(10)
    worker.post(lambda: done.append("never"))
    worker.drain(finish=False)
    assert done == ["first"]


def test_a_worker_that_was_given_nothing_has_no_thread(worker: SerialWorker) -> None:
    before = threading.active_count()
    worker.drain()
    assert threading.active_count() == before


def test_a_bad_job_is_told_and_the_next_one_is_done(
    worker: SerialWorker, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[object] = []
    monkeypatch.setattr(sys, "excepthook", lambda _kind, error, _trace: told.append(str(error)))
    done: list[str] = []

    def bad() -> None:
        raise ValueError("ink")

    worker.post(bad)
    worker.post(lambda: done.append("next"))
    worker.drain()
    assert (told, done) == (["ink"], ["next"])


def test_idle_work_is_done_between_jobs_until_there_is_none(qapp: object, qtbot: QtBot) -> None:
    done: list[str] = []
    left = [3]

    def idle() -> float | None:
        if not left[0]:
            return None
        left[0] -= 1
        done.append("idle")
        return 0.001

    worker = SerialWorker(idle)
    worker.post(lambda: done.append("job"))
    qtbot.waitUntil(lambda: len(done) == 4)
    left[0] = 1
    worker.post(lambda: done.append("job"))
    qtbot.waitUntil(lambda: len(done) == 6)
    worker.drain()
    assert done == ["job", "idle", "idle", "idle", "job", "idle"]
