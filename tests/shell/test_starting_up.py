"""What the first window waits for, and that nothing asked of it early is lost."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QLabel

from editor.widgets.dialogs.picker import Picker
from tests.conftest import ROOT
from tests.shell.story import POST, Writer

SitDown = Callable[..., Writer]

# The program as it starts, until its first paint; what it has loaded by then is told.
START = """
import os, sys
from pathlib import Path
from PySide6 import QtWidgets
from editor.shell import app

def painted(desk):
    words = len(desk.window.editor.toPlainText().split())
    print(words)
    print(*sys.modules, sep="\\n")
    print(*(f"PySide6.QtWidgets.{name}" for name in vars(QtWidgets)), sep="\\n", flush=True)  # made when asked for
    os._exit(0)

app.Desk.start_engine = painted
app.run_window(app.WindowOptions(path=Path(sys.argv[1])))
"""

# A start in which a part of ours does not do what it should; "told" is what the window says at its first paint.
FAULTY = """
import sys
from pathlib import Path
from editor.shell import app

def fault(*_values):
    raise ZeroDivisionError

def painted(desk):
    notice = desk.window.notice.current
    print("told:", notice.text if notice else "")
    app.QApplication.quit()

app.Desk.start_engine = painted
{fault}
sys.exit(app.run_window(app.WindowOptions(path=Path(sys.argv[1]))))
"""

# Each takes a part of the time that a start may take, and nothing of it is on the first window.
LATER = (
    "PIL",
    "PySide6.QtPrintSupport",
    "PySide6.QtWebEngineCore",
    "PySide6.QtWebEngineWidgets",
    "PySide6.QtWidgets.QStyle",
    "editor.core.cards",
    "editor.core.liquid.engine",
    "editor.core.markdown.kramdown",
    "editor.core.query.nodes",
    "editor.core.references.finding",
    "editor.core.sitepage",
    "editor.core.spelling",
    "editor.shell.late",
    "editor.shell.site_tab",
    "editor.storage.export",
    "editor.storage.index",
    "editor.widgets.dialogs",
    "editor.widgets.panel.assets_pane",
    "editor.widgets.panel.attention_pane",
    "editor.widgets.suggestion_list",
    "enchant",
    "logging.handlers",
    "markdown",
    "pygments",
    "rapidfuzz",
    "socket",
)


def start(program: str, post: Path, home: Path) -> subprocess.CompletedProcess[str]:
    """Start the program in a process of its own, and wait for its end."""
    environment = {**os.environ, "COPYDESK_HOME": str(home), "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        [sys.executable, "-c", program, str(post)],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_the_first_window_with_text_needs_none_of_what_can_come_later(site: Path, home: Path) -> None:
    done = start(START, site / POST, home)
    assert done.returncode == 0, done.stderr
    shown, *loaded = done.stdout.split("\n")
    assert int(shown) > 10
    assert "editor.shell.app" in loaded
    early = [name for name in loaded if any(name == late or name.startswith(f"{late}.") for late in LATER)]
    assert early == []


def test_the_window_comes_and_says_so_when_opening_a_post_goes_wrong(site: Path, home: Path) -> None:
    done = start(FAULTY.format(fault="app.FileDesk.open_path = fault"), site / POST, home)
    assert done.returncode == 0, done.stderr
    assert "told: Something went wrong inside Copydesk (ZeroDivisionError)" in done.stdout


def test_a_start_that_ends_in_a_fault_ends_its_threads_and_says_why(site: Path, home: Path) -> None:
    # Threads run here that otherwise wait for the first paint.
    fault = "app.Desk.hold = lambda desk: None; app.DeskWindow.show = fault"
    done = start(FAULTY.format(fault=fault), site / POST, home)
    assert done.returncode == 1, done.stderr  # and not by the signal of an abort
    assert "ZeroDivisionError" in done.stderr
    logs = "".join(file.read_text("utf-8") for file in home.rglob("*.log"))
    assert "ZeroDivisionError" in logs


def test_a_command_given_before_its_part_is_there_is_carried_out(site: Path, sit_down: SitDown) -> None:
    writer = sit_down(site / POST, late=False)
    writer.press("Ctrl+Shift+K")
    assert writer.dialog(Picker).isVisible()
    writer.press("Escape")
    writer.press("Ctrl+Shift+K")
    assert len(writer.window.findChildren(Picker)) == 1


def test_what_was_done_before_a_part_was_there_is_known_to_it(site: Path, sit_down: SitDown) -> None:
    writer = sit_down(site / POST, late=False)
    writer.document.set_value("date", "2099-01-02")
    writer.write_in_body(0, "Early words. ")
    line = writer.window.form.fields.address
    assert line.text() == ""
    writer.desk.build_late()
    writer.wait(lambda: "Scheduled for 2 January 2099" in line.text())
    rows = writer.window.panel.posts.table
    writer.wait(lambda: rows.model().rowCount() > 0)
    assert writer.body.startswith("Early words. ")


def test_the_first_window_names_the_project_that_is_being_read(site: Path, sit_down: SitDown) -> None:
    writer = sit_down(site, late=False)
    panel, empty = writer.window.panel, writer.window.empty
    texts = {
        label.text() for part in (panel, empty) for label in part.findChildren(QLabel) if label.isVisible()
    }
    assert {"Reading…", "Reading the folder…"} <= texts
    assert not any("Open the folder of your site" in text for text in texts)
    assert "The Test Tribune" in texts


def test_what_needs_attention_is_listed_when_it_was_turned_to_before_its_part_was_there(
    site: Path, sit_down: SitDown
) -> None:
    writer = sit_down(site / POST, late=False)
    writer.press("Ctrl+Alt+A")
    needs = writer.window.panel.attention
    assert needs.isVisible()
    writer.desk.build_late()
    writer.wait(lambda: "…" not in needs.count_text and needs.kinds.count() > 0)
