"""A run of exports: post after post, what fails is said and the rest goes on, and it ends when it is told to."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Signal
from pytestqt.qtbot import QtBot

from editor.core.designs import BUNDLE, PDF, ExportWish
from editor.core.post.post import parse_post
from editor.services import pdf
from editor.services.exports import ExportJob, ExportReport, Exports
from editor.services.tasks import TaskRunner
from editor.storage.liquid.filling import Filling
from editor.storage.liquid.moment import SiteMoment
from editor.storage.project import open_project


class Press(QObject):
    """Prints at once what it is given, or fails with it."""

    made = Signal(bytes)
    failed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.stopped = False

    def make(self, html: str, *, remote: bool = False) -> None:
        """Print a page."""
        if "Torn" in html:
            self.failed.emit()
        else:
            self.made.emit(b"%PDF of " + html.encode()[:15])

    def stop(self) -> None:
        """End."""
        self.stopped = True


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site of four posts, the third of them broken."""
    (tmp_path / "site" / "_posts").mkdir(parents=True)
    (tmp_path / "site" / "_config.yml").write_text("title: Paper\n")
    for day, text in enumerate(("Calm.", "Torn.", None, "![Gone](/gone.png)"), 1):
        front = "title: A" if text is not None else "tags: [a"
        path = tmp_path / "site" / "_posts" / f"2026-03-0{day}-day.md"
        path.write_text(f"---\n{front}\n---\n{text}\n")
    return tmp_path / "site"


@pytest.fixture
def exports(tasks: TaskRunner, monkeypatch: pytest.MonkeyPatch) -> Iterator[Exports]:
    """What carries out the runs, on a press that needs no engine."""
    monkeypatch.setattr(pdf, "PdfMaker", Press)
    made = Exports(tasks)
    yield made
    made.stop()


def jobs(site: Path, suffix: str = ".html") -> list[ExportJob]:
    out = site.parent / "out"
    return [ExportJob(path, out / f"{path.stem}{suffix}") for path in sorted((site / "_posts").iterdir())]


def run(exports: Exports, qtbot: QtBot, site: Path, todo: list[ExportJob], wish: ExportWish) -> ExportReport:
    with qtbot.waitSignal(exports.done, timeout=20_000) as done:
        assert exports.run(todo, wish, Filling(SiteMoment(open_project(site))))
        assert exports.busy
    assert not exports.busy
    return done.args[0]


def test_what_cannot_be_exported_is_said_and_the_rest_is_written(
    exports: Exports, qtbot: QtBot, site: Path
) -> None:
    steps: list[tuple[int, int]] = []
    exports.progressed.connect(lambda done, total: steps.append((done, total)))
    report = run(exports, qtbot, site, jobs(site), ExportWish())
    assert [path.name for path in report.written] == [f"2026-03-0{day}-day.html" for day in (1, 2, 4)]
    assert all(path.read_text("utf-8").startswith("<!DOCTYPE html>") for path in report.written)
    assert [fault.path.name for fault in report.faults if fault.path] == ["2026-03-03-day.md"]
    assert [(path.name, note.line) for path, note in report.warnings] == [("2026-03-04-day.md", 4)]
    assert (report.total, report.was_stopped) == (4, False)
    assert steps == [(done, 4) for done in range(5)]


def test_the_text_of_an_open_post_goes_out_and_not_its_file(
    exports: Exports, qtbot: QtBot, site: Path
) -> None:
    first = jobs(site)[0]
    post = parse_post(first.path.read_bytes().replace(b"Calm", b"Windy"))
    report = run(exports, qtbot, site, [ExportJob(first.path, first.target, post)], ExportWish())
    assert "Windy." in report.written[0].read_text("utf-8")


def test_pages_are_printed_one_by_one_and_a_torn_one_is_named(
    exports: Exports, qtbot: QtBot, site: Path
) -> None:
    report = run(exports, qtbot, site, jobs(site, ".pdf"), ExportWish(PDF))
    assert [path.read_bytes() for path in report.written] == [b"%PDF of <!DOCTYPE html>"] * 2
    assert [fault.path.name for fault in report.faults if fault.path] == [
        "2026-03-02-day.md",
        "2026-03-03-day.md",
    ]
    assert "could not be printed to PDF" in report.faults[0].message


def test_bundles_go_out_as_they_are(exports: Exports, qtbot: QtBot, site: Path) -> None:
    report = run(exports, qtbot, site, jobs(site, ".zip")[:1], ExportWish(BUNDLE))
    assert report.written[0].read_bytes().startswith(b"PK")


@pytest.mark.parametrize("kind", ["page", PDF])
def test_a_target_that_takes_no_file_is_a_fault_of_that_post(
    exports: Exports, qtbot: QtBot, site: Path, kind: str
) -> None:
    (site.parent / "out").write_text("a file, no folder")
    report = run(exports, qtbot, site, jobs(site)[:1], ExportWish(kind))
    assert report.written == []
    assert len(report.faults) == 1


def test_cancelled_it_ends_after_the_post_under_way(exports: Exports, qtbot: QtBot, site: Path) -> None:
    exports.progressed.connect(lambda done, _total: exports.cancel() if done == 1 else None)
    report = run(exports, qtbot, site, jobs(site), ExportWish())
    assert [path.name for path in report.written] == ["2026-03-01-day.html"]
    assert report.was_stopped
    assert sorted(path.name for path in (site.parent / "out").iterdir()) == ["2026-03-01-day.html"]


def test_one_run_at_a_time_and_none_of_nothing(exports: Exports, qtbot: QtBot, site: Path) -> None:
    filling = Filling(SiteMoment(open_project(site)))
    assert not exports.run([], ExportWish(), filling)
    with qtbot.waitSignal(exports.done):
        assert exports.run(jobs(site)[:1], ExportWish(), filling)
        assert not exports.run(jobs(site)[1:2], ExportWish(), filling)


def test_the_press_is_taken_down_with_it(exports: Exports, qtbot: QtBot, site: Path) -> None:
    run(exports, qtbot, site, jobs(site, ".pdf")[:1], ExportWish(PDF))
    press = exports.printer()
    exports.stop()
    assert isinstance(press, Press)
    assert press.stopped
