"""Safety copies: there while something is unsaved, gone when it is saved, and whole after a kill."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot

from editor.core.errors import EditorError
from editor.core.post.post import parse_post
from editor.services.document import Document, DocumentState
from editor.services.recovery import Recovery
from editor.storage.journal import Journal, JournalEntry

Open = Callable[..., Document]

# How often a program is killed while someone types: two seconds each, so fewer where somebody waits for the tests.
KILLS = int(os.environ.get("COPYDESK_KILLS", "20" if os.environ.get("CI") else "5"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "journal"


@pytest.fixture
def recovery(qapp: object, folder: Path) -> Iterator[Recovery]:
    recovery = Recovery(Journal(folder), lambda: "/site")
    yield recovery
    recovery.drain()


def wire(recovery: Recovery, document: Document) -> None:
    """Connect a document as the window does."""

    def note_change(_change: object) -> None:
        recovery.note_change(document)

    def note_state(_state: DocumentState) -> None:
        recovery.note_state(document)

    document.body_changed.connect(note_change)
    document.front_changed.connect(note_change)
    document.state_changed.connect(note_state)


def copies(folder: Path) -> list[Path]:
    return sorted(folder.glob("*/*.json"))


def left_behind(folder: Path) -> tuple[JournalEntry, ...]:
    with contextlib.closing(Journal(folder)) as journal:
        return journal.abandoned()


def type_text(document: Document, text: str) -> None:
    cursor = QTextCursor(document.body)
    cursor.movePosition(QTextCursor.MoveOperation.End)
    cursor.insertText(text)


def test_what_is_typed_is_in_the_journal_and_a_save_takes_it_out(
    open_document: Open, recovery: Recovery, folder: Path, qtbot: QtBot
) -> None:
    document = open_document("---\r\ntitle: The wall\r\n---\r\ntext\r\n")
    wire(recovery, document)
    type_text(document, "more\u2028")
    qtbot.waitUntil(lambda: len(copies(folder)) == 1)
    document.save()
    qtbot.waitUntil(lambda: not copies(folder))
    document.set_value("title", "The quay")
    qtbot.waitUntil(lambda: len(copies(folder)) == 1)
    recovery.drain()
    (entry,) = left_behind(folder)
    assert (entry.key, entry.path, entry.project, entry.title) == (
        document.key,
        str(document.path),
        "/site",
        "The quay",
    )
    assert entry.text == "---\r\ntitle: The quay\r\n---\r\ntext\r\nmore\u2028"
    assert entry.base == document.base


def test_undo_to_what_is_on_disk_takes_it_out_too(
    open_document: Open, recovery: Recovery, folder: Path, qtbot: QtBot
) -> None:
    document = open_document("text\n")
    wire(recovery, document)
    type_text(document, "more")
    qtbot.waitUntil(lambda: len(copies(folder)) == 1)
    document.body.undo()
    qtbot.waitUntil(lambda: not copies(folder))
    recovery.drain()
    assert left_behind(folder) == ()


def test_a_change_taken_back_before_the_copy_is_written_leaves_none(
    open_document: Open, recovery: Recovery, folder: Path
) -> None:
    document = open_document("text\n")
    wire(recovery, document)
    type_text(document, "more")
    document.body.undo()
    recovery.drain()
    assert left_behind(folder) == ()


def test_a_post_that_was_given_up_is_not_offered_again(
    open_document: Open, recovery: Recovery, folder: Path
) -> None:
    document = open_document("text\n")
    wire(recovery, document)
    type_text(document, "more")
    recovery.write_now()
    recovery.forget(document)
    recovery.drain()
    assert left_behind(folder) == ()


def test_quitting_writes_what_still_waits(open_document: Open, recovery: Recovery, folder: Path) -> None:
    document = open_document("text\n")
    wire(recovery, document)
    type_text(document, "more")
    recovery.drain()
    assert [entry.text for entry in left_behind(folder)] == ["text\nmore"]


def test_a_post_whose_file_vanished_has_a_copy_though_nothing_was_typed(
    open_document: Open, recovery: Recovery, folder: Path, qtbot: QtBot
) -> None:
    document = open_document("text\n")
    wire(recovery, document)
    assert document.path is not None
    document.path.unlink()
    document.check_disk()
    qtbot.waitUntil(lambda: len(copies(folder)) == 1)
    document.path.write_text("text\n")
    document.check_disk()
    qtbot.waitUntil(lambda: not copies(folder))


def test_every_state_while_the_disk_is_slow_is_not_queued(
    open_document: Open, recovery: Recovery, folder: Path
) -> None:
    document = open_document("")
    for number in range(50):
        type_text(document, f"{number} ")
        recovery.note_change(document)
        recovery.write_now()
    recovery.drain()
    assert [entry.text for entry in left_behind(folder)] == ["".join(f"{number} " for number in range(50))]


def test_a_copy_that_cannot_be_written_is_told_of_once_until_one_can(
    open_document: Open, recovery: Recovery, folder: Path, qtbot: QtBot
) -> None:
    document = open_document("text\n")
    told: list[EditorError] = []
    recovery.failed.connect(told.append)
    (session,) = [path for path in folder.iterdir() if path.is_dir()]

    def write(text: str) -> None:
        type_text(document, text)
        recovery.note_change(document)
        recovery.write_now()

    session.rmdir()
    session.write_text("in the way")
    with qtbot.waitSignal(recovery.failed):
        write("a")
    assert "safety copy" in told[0].message
    write("b")
    session.unlink()
    write("c")
    qtbot.waitUntil(lambda: len(copies(folder)) == 1)
    assert len(told) == 1


def test_what_another_session_left_is_found_and_settled(
    open_document: Open, recovery: Recovery, folder: Path, qtbot: QtBot
) -> None:
    with contextlib.closing(Journal(folder)) as other:
        other.write(JournalEntry("old", None, None, "Old", "rescued text\n", False, None, 1.0))
    with qtbot.waitSignal(recovery.found) as told:
        recovery.look()
    ((entry,),) = told.args
    document = open_document("text\n")
    document.recover(parse_post(entry.text.encode()), document.base)
    recovery.note_change(document)
    recovery.settle(entry)
    recovery.drain()
    assert [(entry.key, entry.text) for entry in left_behind(folder)] == [(document.key, "rescued text\n")]


def test_an_old_copy_stays_when_the_new_one_cannot_be_written(
    open_document: Open, recovery: Recovery, folder: Path, qtbot: QtBot
) -> None:
    with contextlib.closing(Journal(folder)) as other:
        other.write(JournalEntry("old", None, None, "Old", "rescued text\n", False, None, 1.0))
    with qtbot.waitSignal(recovery.found) as told:
        recovery.look()
    ((entry,),) = told.args
    (session,) = [path for path in folder.iterdir() if path.is_dir() and path != entry.source.parent]
    session.rmdir()
    session.write_text("in the way")
    document = open_document("text\n")
    document.recover(parse_post(entry.text.encode()), document.base)
    recovery.note_change(document)
    recovery.settle(entry)
    recovery.drain()
    session.unlink()
    assert [entry.key for entry in left_behind(folder)] == ["old"]


def test_a_damaged_copy_is_told_of(recovery: Recovery, folder: Path, qtbot: QtBot) -> None:
    with contextlib.closing(Journal(folder)) as other:
        other.write(JournalEntry("old", None, None, "Old", "text", False, None, 1.0))
    (copy,) = copies(folder)
    copy.write_bytes(copy.read_bytes()[:20])
    with qtbot.waitSignal(recovery.failed) as told:
        recovery.look()
    assert isinstance(told.args[0], EditorError)


# -- killed while someone types ----------------------------------------------------------------------------------

TYPIST = """
import sys, time
from pathlib import Path
from PySide6.QtCore import QCoreApplication, QTimer, Qt
from PySide6.QtGui import QGuiApplication, QTextCursor
from editor.services.document import Document
from editor.services.recovery import Recovery
from editor.storage.journal import Journal

app = QGuiApplication([])
document = Document(lambda _: None)
document.key = "post"
document.load(Path(sys.argv[1]))
recovery = Recovery(Journal(Path(sys.argv[2])), lambda: None)
document.body_changed.connect(lambda _: recovery.note_change(document))
document.state_changed.connect(lambda _: recovery.note_state(document))
cursor = QTextCursor(document.body)
cursor.movePosition(QTextCursor.MoveOperation.End)
number = 0

def type_word():
    global number
    number += 1
    cursor.insertText(f"{number} ")
    print(number, time.monotonic_ns(), flush=True)

timer = QTimer(interval=10, timerType=Qt.TimerType.PreciseTimer)
timer.timeout.connect(type_word)
timer.start()
app.exec()
"""


def test_kill_9_while_typing_loses_a_second_at_most(tmp_path: Path) -> None:
    start = "---\ntitle: The wall\n---\n" + "A paragraph of the article as it stands.\n\n" * 300
    post = tmp_path / "post.md"
    post.write_text(start)
    lost = []
    for round_number in range(KILLS):
        # Each round goes on in a journal that the rounds before it left behind.
        lost.append(lost_seconds(post, tmp_path / "journal", start, words=80 + 23 * round_number % 70))
    assert post.read_text() == start
    print("lost, in seconds:", " ".join(f"{seconds:.2f}" for seconds in lost))
    assert max(lost) <= 1.0


def lost_seconds(post: Path, folder: Path, start: str, words: int) -> float:
    """Kill a program after it has typed so many words; return how old the newest word in its copy was by then."""
    program = subprocess.Popen(
        [sys.executable, "-c", TYPIST, str(post), str(folder)],
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    assert program.stdout is not None
    typed: dict[int, int] = {}
    for line in program.stdout:
        number, moment = map(int, line.split())
        typed[number] = moment
        if number == words:
            break
    program.kill()
    rest = program.communicate()[0].splitlines(keepends=True)
    typed.update(tuple(map(int, line.split())) for line in rest if line.endswith("\n"))  # type: ignore[misc]
    with contextlib.closing(Journal(folder)) as journal:
        (entry,) = journal.abandoned()
        journal.forget(entry)
    assert entry.path == str(post)
    assert entry.text.startswith(start)
    kept = [int(word) for word in entry.text[len(start) :].split()]
    assert kept == list(range(1, len(kept) + 1))
    return (max(typed.values()) - typed[kept[-1]]) / 1e9
