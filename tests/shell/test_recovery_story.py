"""The program is killed while somebody writes: the next start offers each post, and writes nothing unasked."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from editor.shell import rescue
from editor.storage.journal import JournalEntry
from editor.widgets.dialogs.compare import Difference
from editor.widgets.dialogs.recovery import RecoveryDialog
from tests.conftest import ROOT
from tests.shell.story import POST, Writer

SitDown = Callable[..., Writer]

# The real desk, typed in, and gone without a goodbye once its safety copies are on disk.
TYPE_AND_DIE = """
import os, signal, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from editor.core.settings import Settings
from editor.shell.app import Desk, build_application
from editor.storage.paths import user_paths

app = build_application(screenshot=True)
desk = Desk(app, user_paths(), Settings())
desk.open_first(Path(sys.argv[1]))
desk.window.show()
QTest.keyClicks(desk.window.editor, "Typed before the crash. ")
desk.files.new_post()
desk.window.form.value_changed.emit("title", "Storm warning")
QTest.keyClicks(desk.window.editor, "Never saved.")

def die_when_written():
    if len([file for file in user_paths().journal.rglob("*.json")]) >= 2:
        os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))

timer = QTimer()
timer.timeout.connect(die_when_written)
timer.start(20)
app.exec()
"""


@pytest.fixture
def killed(site: Path, home: Path) -> Path:
    """The site, after a desk on it was killed with two unsaved posts."""
    environment = {**os.environ, "COPYDESK_HOME": str(home), "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", TYPE_AND_DIE, str(site / POST)],
        env=environment,
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == (-signal.SIGKILL if os.name != "nt" else signal.SIGTERM), done.stderr
    return site


@pytest.fixture
def offered(killed: Path, sit_down: SitDown, qtbot: QtBot) -> tuple[Writer, RecoveryDialog]:
    """The next start, with the offer on the screen."""
    writer = sit_down(killed)
    with qtbot.waitSignal(writer.desk.recovery.found, timeout=10_000):
        writer.desk.recovery.look()
    return writer, writer.dialog(RecoveryDialog)


def journal(writer: Writer) -> int:
    """Return how many safety copies there are once the desk has written what it has to."""
    writer.desk.recovery.drain()
    return len(list(writer.desk.paths.journal.rglob("*.json")))


def test_each_post_is_offered_with_a_comparison_and_comes_back_unsaved(
    offered: tuple[Writer, RecoveryDialog], killed: Path
) -> None:
    writer, dialog = offered
    before = (killed / POST).read_bytes()
    names = [dialog.list.item(row).text() for row in range(dialog.list.count())]
    assert sorted(name.splitlines()[0] for name in names) == [
        "Harbour wall holds: engineers relieved",
        "Storm warning",
    ]
    assert any("never saved" in name for name in names)
    # The month as a word, as everywhere in the window: 3 4 2026 is two days.
    assert all(re.fullmatch(r"\d{1,2} [^\W\d]+ \d{4}, \d\d:\d\d", name.splitlines()[-1]) for name in names)
    dialog.list.setCurrentRow(next(row for row, name in enumerate(names) if "Harbour" in name))
    writer.wait(lambda: "+ Typed before the crash." in dialog.view.toPlainText())
    dialog.all_button.setFocus()
    writer.press("Space")
    assert not dialog.isVisible()
    assert sorted(writer.tabs) == ["Harbour wall holds: engi… ●", "Storm warning ●"]
    bodies = ["\n".join(document.lines) for document in writer.desk.workspace.documents]
    assert any(body.startswith("Typed before the crash. \n") for body in bodies)
    assert any(body.startswith("Never saved.") for body in bodies)
    assert (killed / POST).read_bytes() == before
    writer.desk.actions["save_all"].trigger()
    assert b"Typed before the crash." in (killed / POST).read_bytes()
    assert [file for file in (killed / "_posts").iterdir() if "storm-warning" in file.name]
    assert journal(writer) == 0


def test_a_copy_can_be_taken_before_it_has_been_compared(
    killed: Path, sit_down: SitDown, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = threading.Event()
    compared = rescue._compared_with_file

    def slowly(key: str, entry: JournalEntry) -> tuple[str, Difference]:
        go_on.wait()
        return compared(key, entry)

    monkeypatch.setattr(rescue, "_compared_with_file", slowly)
    writer = sit_down(killed)
    try:
        with qtbot.waitSignal(writer.desk.recovery.found, timeout=10_000):
            writer.desk.recovery.look()
        dialog = writer.dialog(RecoveryDialog)
        assert dialog.view.toPlainText() == "Comparing it with the file…"
        writer.keyboard_to(dialog.restore_button)
        writer.press("Space")
        assert len(writer.tabs) == 1
    finally:
        go_on.set()
    writer.wait(lambda: "+ " in dialog.view.toPlainText())


def test_what_is_typed_while_the_offer_comes_up_is_no_answer_to_it(
    offered: tuple[Writer, RecoveryDialog],
) -> None:
    writer, dialog = offered
    writer.type("Storm \n over\n\n  the pier ")
    writer.press("Enter")
    assert dialog.isVisible()
    assert dialog.list.count() == 2
    assert writer.tabs == []
    assert journal(writer) == 2
    writer.keyboard_to(dialog.restore_button)
    writer.press("Space")
    assert dialog.list.count() == 1
    assert len(writer.tabs) == 1


def test_a_copy_that_is_discarded_is_gone_and_the_other_stays(
    offered: tuple[Writer, RecoveryDialog], killed: Path
) -> None:
    writer, dialog = offered
    before = (killed / POST).read_bytes()
    dialog.discard_button.setFocus()
    writer.press("Space")
    assert dialog.list.count() == 1
    writer.press("Escape")
    assert writer.tabs == []
    assert (killed / POST).read_bytes() == before
    assert journal(writer) == 1


def test_decided_later_it_is_offered_again(
    offered: tuple[Writer, RecoveryDialog], killed: Path, sit_down: SitDown, qtbot: QtBot
) -> None:
    writer, dialog = offered
    dialog.later_button.setFocus()
    writer.press("Space")
    writer.window.close()
    assert journal(writer) == 2
    again = sit_down(killed)
    with qtbot.waitSignal(again.desk.recovery.found, timeout=10_000):
        again.desk.recovery.look()
    assert again.dialog(RecoveryDialog).list.count() == 2


def test_a_new_post_comes_back_to_its_own_site(
    killed: Path, sit_down: SitDown, qtbot: QtBot, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    (other / "_posts").mkdir(parents=True)
    writer = sit_down(other)
    with qtbot.waitSignal(writer.desk.recovery.found, timeout=10_000):
        writer.desk.recovery.look()
    dialog = writer.dialog(RecoveryDialog)
    writer.keyboard_to(dialog.all_button)
    writer.press("Space")
    writer.desk.actions["save_all"].trigger()
    assert [file for file in (killed / "_posts").iterdir() if "storm-warning" in file.name]
    assert list((other / "_posts").iterdir()) == []
