"""Ctrl+E: one file that holds everything, made from the text in the window, with a word on what is missing."""

from __future__ import annotations

import base64
import os
import re
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from editor.widgets.dialogs.export import ExportDialog
from tests.shell.conftest import Answers
from tests.shell.story import OTHER, POST, Writer

SitDown = Callable[..., Writer]


def agree(writer: Writer) -> None:
    """Press Ctrl+E, wait for the size, and press Return."""
    writer.press("Ctrl+E")
    dialog = writer.dialog(ExportDialog)
    writer.wait(lambda: dialog.size_label.text().startswith("Size") or dialog.problem_label.text() != "")
    QTest.mouseClick(dialog.export_button, Qt.MouseButton.LeftButton)


def exported(writer: Writer, answers: Answers, target: Path) -> str:
    """Export the post in front, wait for the word in the bar, and return the page."""
    answers.target = target
    agree(writer)
    writer.wait(lambda: writer.notice.startswith("Exported to"))
    return target.read_text("utf-8")


def test_the_page_holds_its_pictures_and_the_unsaved_text(
    site: Path, sit_down: SitDown, answers: Answers, tmp_path: Path
) -> None:
    before = (site / POST).read_bytes()
    writer = sit_down(site / POST)
    writer.write_in_body(1, "Still: ")
    writer.field("Date", QLineEdit).setFocus()
    writer.press("Ctrl+A")
    writer.type("2026-03-20 08:00")
    page = exported(writer, answers, tmp_path / "wall.html")
    assert answers.asked == ["save harbour-wall-holds.html"]
    assert "Still: The wall <strong>held</strong>" in page
    assert "20 March 2026" in page
    pictures = re.findall(r'src="(data:image/png;base64,[^"]+)"', page)
    assert len(pictures) == 2
    assert base64.b64decode(pictures[0].partition(",")[2]).startswith(b"\x89PNG")
    assert re.findall(r'(?:src|href)="(?!data:|#|https://tribune\.example/)([^"]+)"', page) == []
    assert "<script src" not in page
    assert (site / POST).read_bytes() == before
    assert writer.window.notice.current is not None
    assert writer.window.notice.current.tone == "ok"


def test_what_is_missing_is_said_with_its_line(
    site: Path, sit_down: SitDown, answers: Answers, tmp_path: Path
) -> None:
    writer = sit_down(site / POST)
    writer.write_in_body(0, "![Gone](/assets/gone.png)\n")
    page = exported(writer, answers, tmp_path / "wall.html")
    assert "line 13" in writer.notice
    assert "gone.png" in writer.notice
    assert "gone.png" in page


def test_the_file_can_be_opened_from_the_bar(
    site: Path, sit_down: SitDown, answers: Answers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    writer = sit_down(site / POST)
    exported(writer, answers, tmp_path / "wall.html")
    writer.click_notice("open")
    assert opened == [QUrl.fromLocalFile(str(tmp_path / "wall.html"))]
    writer.click_notice("dismiss")
    assert writer.notice == ""


def test_a_place_that_takes_no_file_is_a_sentence(
    site: Path, sit_down: SitDown, answers: Answers, tmp_path: Path
) -> None:
    writer = sit_down(site / POST)
    (tmp_path / "notes.txt").write_text("not a folder")
    answers.target = tmp_path / "notes.txt" / "wall.html"
    agree(writer)
    writer.wait(lambda: writer.notice != "")
    assert "was not saved" in writer.notice
    assert "wall.html" in writer.notice


def test_front_matter_that_cannot_be_read_is_refused_with_its_line(
    site: Path, sit_down: SitDown, answers: Answers, tmp_path: Path
) -> None:
    path = site / "_posts" / "2026-03-15-odd.md"
    path.write_text("---\ntags: [a\n---\nText.\n", encoding="utf-8")
    writer = sit_down(path)
    writer.press("Ctrl+E")
    dialog = writer.dialog(ExportDialog)
    writer.wait(lambda: "Correct this before exporting." in dialog.problem_label.text())
    assert not dialog.export_button.isEnabled()
    dialog.reject()


def test_cancelled_nothing_is_written(site: Path, sit_down: SitDown, answers: Answers) -> None:
    writer = sit_down(site / POST)
    agree(writer)
    assert answers.asked == ["save harbour-wall-holds.html"]
    assert writer.notice == ""
    writer.press("Ctrl+E")
    writer.dialog(ExportDialog)
    writer.press("Escape")
    assert not [one for one in writer.window.findChildren(ExportDialog) if one.isVisible()]


def test_the_choice_is_kept_and_shown_as_it_will_be(
    site: Path, sit_down: SitDown, answers: Answers, tmp_path: Path
) -> None:
    writer = sit_down(site / POST, engine=True)
    writer.press("Ctrl+E")
    dialog = writer.dialog(ExportDialog)
    view = writer.field("The page as it will be", QWebEngineView, dialog)
    dialog.designs.setCurrentRow(1)
    writer.wait(lambda: dialog.size_label.text() != "Working out the size…")
    writer.wait(lambda: "masthead" in _html(writer, view))
    answers.target = tmp_path / "wall.html"
    QTest.mouseClick(dialog.export_button, Qt.MouseButton.LeftButton)
    writer.wait(lambda: writer.notice.startswith("Exported to"))
    assert 'class="masthead"' in answers.target.read_text("utf-8")
    writer.press("Ctrl+E")
    assert writer.dialog(ExportDialog).designs.currentRow() == 1
    writer.dialog(ExportDialog).reject()


def test_pictures_keep_to_their_column_in_the_newspaper(site: Path, sit_down: SitDown) -> None:
    writer = sit_down(site / POST, engine=True)
    writer.write_in_body(0, "One.\n\nTwo.\n\n![Wall](/assets/wall.png)\n\nThree.\n\n")
    writer.press("Ctrl+E")
    dialog = writer.dialog(ExportDialog)
    view = writer.field("The page as it will be", QWebEngineView, dialog)
    dialog.designs.setCurrentRow(1)
    writer.wait(lambda: "masthead" in _html(writer, view) and "Three." in _html(writer, view))
    seen: list[str] = []
    # In a world of its own: the page itself runs no scripts.
    view.page().runJavaScript(
        "[...document.querySelectorAll('.article-body > p')].slice(0, 4)"
        ".map(p=>parseFloat(getComputedStyle(p).textIndent) > 0).join()",
        1,
        seen.append,
    )
    writer.wait(lambda: bool(seen))
    assert seen == ["false,true,false,false"]
    dialog.reject()


def test_a_preview_that_dies_comes_back_and_one_that_keeps_dying_is_a_sentence(
    site: Path, sit_down: SitDown, qtbot: QtBot
) -> None:
    writer = sit_down(site / POST, engine=True)
    writer.press("Ctrl+E")
    dialog = writer.dialog(ExportDialog)
    view = writer.field("The page as it will be", QWebEngineView, dialog)
    writer.wait(lambda: "The wall held" in _html(writer, view))

    def kill() -> None:
        pid = view.page().renderProcessPid()
        os.kill(pid, signal.SIGTERM if os.name == "nt" else signal.SIGKILL)

    for _ in range(3):
        with qtbot.waitSignal(view.loadFinished, timeout=30_000):
            kill()
        writer.wait(lambda: "The wall held" in _html(writer, view))
    assert view.zoomFactor() == pytest.approx(0.7)
    kill()
    writer.wait(lambda: "keeps stopping" in dialog.remarks.toPlainText())
    assert dialog.export_button.isEnabled()
    dialog.reject()


def _html(writer: Writer, view: QWebEngineView) -> str:
    seen: list[str] = []
    view.page().toHtml(seen.append)
    writer.wait(lambda: bool(seen))
    return seen[0]


def test_a_pdf_a_bundle_and_a_fragment(
    site: Path, sit_down: SitDown, answers: Answers, tmp_path: Path
) -> None:
    writer = sit_down(site / POST)
    for kind, name, start in (
        ("pdf", "wall.pdf", b"%PDF-"),
        ("bundle", "wall.zip", b"PK"),
        ("fragment", "wall.html", b"<article"),
    ):
        answers.target = tmp_path / name
        writer.press("Ctrl+E")
        dialog = writer.dialog(ExportDialog)
        writer.keyboard_to(dialog.kinds)
        dialog.kinds.set_choice(kind)
        dialog.kinds.chosen.emit(kind)
        writer.wait(lambda dialog=dialog: dialog.size_label.text().startswith("Size"))
        QTest.mouseClick(dialog.export_button, Qt.MouseButton.LeftButton)
        writer.wait(lambda target=answers.target: target.exists() and str(target) in writer.notice)
        assert answers.target.read_bytes().startswith(start)
    assert answers.asked == [f"save harbour-wall-holds{suffix}" for suffix in (".pdf", ".zip", ".html")]


def test_several_posts_go_into_one_folder_and_a_broken_one_is_named(
    site: Path, sit_down: SitDown, answers: Answers, tmp_path: Path
) -> None:
    broken = "_posts/2026-03-15-odd.md"
    (site / broken).write_text("---\ntags: [a\n---\nText.\n", encoding="utf-8")
    writer = sit_down(site / POST)
    writer.write_in_body(1, "Still: ")
    answers.folder = tmp_path / "out"
    writer.desk.late.posts.export_requested.emit((POST, OTHER, broken))
    dialog = writer.dialog(ExportDialog)
    writer.wait(lambda: "Size of “" in dialog.size_label.text())
    QTest.mouseClick(dialog.export_button, Qt.MouseButton.LeftButton)
    writer.wait(lambda: writer.notice.startswith("2 post(s) exported to"))
    assert answers.asked == ["folder Export"]
    assert "1 post(s) could not be exported. 2026-03-15-odd.md: " in writer.notice
    names = sorted(path.name for path in answers.folder.iterdir())
    assert names == [f"{Path(name).stem}.html" for name in (OTHER, POST)]
    assert "Still: The wall" in (answers.folder / f"{Path(POST).stem}.html").read_text("utf-8")


def test_several_posts_replace_files_that_are_there_only_if_the_writer_says_so(
    site: Path, sit_down: SitDown, answers: Answers, tmp_path: Path
) -> None:
    writer = sit_down(site / POST)
    answers.folder = tmp_path / "out"
    answers.folder.mkdir()
    there = answers.folder / f"{Path(POST).stem}.html"
    there.write_text("Mine.", encoding="utf-8")
    for answers.agrees in (False, True):
        writer.desk.late.posts.export_requested.emit((POST, OTHER))
        dialog = writer.dialog(ExportDialog)
        writer.wait(lambda dialog=dialog: "Size of “" in dialog.size_label.text())
        QTest.mouseClick(dialog.export_button, Qt.MouseButton.LeftButton)
        if not answers.agrees:
            assert [path.name for path in answers.folder.iterdir()] == [there.name]
            assert there.read_text("utf-8") == "Mine."
    writer.wait(lambda: writer.notice.startswith("2 post(s) exported to"))
    assert answers.questions == [f"Already in “out”: {there.name}. The export replaces what is there."] * 2
    assert "The wall" in there.read_text("utf-8")


def test_the_button_has_every_way_out(site: Path, sit_down: SitDown) -> None:
    menu = sit_down(site / POST).window.top.export_button.menu()
    assert menu is not None
    ways = ["Export…", "Save as PDF…", "Print…", "Copy as rich text", "Copy as HTML"]
    assert [action.text() for action in menu.actions()] == ways


def test_rich_text_on_the_clipboard_keeps_its_structure(site: Path, sit_down: SitDown) -> None:
    writer = sit_down(site / POST)
    writer.press("Ctrl+Alt+C")
    writer.wait(lambda: "Copied as rich text" in writer.status)
    data = QGuiApplication.clipboard().mimeData()
    assert "<strong>held</strong>" in data.html()
    assert data.html().count('src="data:image/png;base64,') == 2
    assert "class=" not in data.html()
    assert "The wall held" in data.text()
    assert "<" not in data.text()


def test_html_on_the_clipboard_has_its_liquid_filled_in(site: Path, sit_down: SitDown) -> None:
    (site / "_includes").mkdir(exist_ok=True)
    (site / "_includes" / "tide.html").write_text("High water at {{ include.at }}.\n", encoding="utf-8")
    writer = sit_down(site / POST)
    writer.write_in_body(0, 'Of "{{ page.title }}". {% include tide.html at="06:40" %}\n\n')
    QGuiApplication.clipboard().clear()
    writer.press("Ctrl+Shift+C")
    writer.wait(lambda: "Copied as HTML" in writer.status)
    data = QGuiApplication.clipboard().mimeData()
    assert "Of “Harbour wall holds: engineers relieved”. High water at 06:40." in data.text()
    assert data.html() == data.text()
    assert "{%" not in data.text()
    writer.write_in_body(0, "{% include gone.html %}\n\n")
    writer.press("Ctrl+Shift+C")
    writer.wait(lambda: "with a box" in writer.status)
    assert "gone.html" in writer.status
    assert "gone.html" in QGuiApplication.clipboard().text()


def test_it_is_printed_on_the_printer_that_is_chosen(
    site: Path, sit_down: SitDown, answers: Answers, tmp_path: Path
) -> None:
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "paper.pdf"))
    answers.printer = printer
    writer = sit_down(site / POST, engine=True)
    writer.desk.actions["print_post"].trigger()
    writer.wait(lambda: "Printed" in writer.status)
    assert answers.asked == ["printer"]
    writer.desk.actions["print_post"].trigger()
    writer.wait(lambda: "Printing" in writer.status)
    writer.wait(lambda: "Printed" in writer.status)
    paper = QPdfDocument()
    paper.load(str(tmp_path / "paper.pdf"))
    # As text, which can be looked for and is sharp at any size.
    assert "Harbour wall holds" in paper.getAllText(0).text()


def test_a_printer_that_is_a_file_nobody_may_write_says_so(
    site: Path, sit_down: SitDown, answers: Answers, tmp_path: Path
) -> None:
    (tmp_path / "page").write_text("No folder.")
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "page" / "paper.pdf"))
    answers.printer = printer
    writer = sit_down(site / POST, engine=True)
    writer.desk.actions["print_post"].trigger()
    writer.wait(lambda: "“paper.pdf” was not saved" in writer.notice)


@pytest.mark.parametrize(("design", "ground"), [("Dark", "#131416"), ("The site’s layout", "#ffffff")])
def test_paper_is_dark_only_where_the_design_is(
    site: Path, sit_down: SitDown, answers: Answers, tmp_path: Path, design: str, ground: str
) -> None:
    (site / "_layouts").mkdir()
    (site / "_layouts" / "post.html").write_text('<body style="background: #131416">{{ content }}</body>')
    post = site / POST
    post.write_text(post.read_text("utf-8").replace("---\n", "---\nlayout: post\n", 1), "utf-8")
    writer = sit_down(post, engine=True)
    writer.press("Ctrl+E")
    designs = writer.dialog(ExportDialog).designs
    designs.setCurrentRow([designs.item(row).text() for row in range(designs.count())].index(design))
    answers.target = tmp_path / "wall.html"
    writer.wait(lambda: writer.dialog(ExportDialog).size_label.text().startswith("Size"))
    QTest.mouseClick(writer.dialog(ExportDialog).export_button, Qt.MouseButton.LeftButton)
    writer.wait(lambda: answers.target is not None and answers.target.is_file())
    answers.printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    answers.printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    answers.printer.setOutputFileName(str(tmp_path / "paper.pdf"))
    writer.desk.actions["print_post"].trigger()
    writer.wait(lambda: "Printed" in writer.status)
    paper = QPdfDocument()
    paper.load(str(tmp_path / "paper.pdf"))
    image = paper.render(0, QSize(210, 297))
    # Where the page is bare, what is looked at is the paper below it.
    colour = image.pixelColor(190, 270)
    assert (colour.name() if colour.alpha() else "#ffffff") == ground


def test_saved_as_pdf_without_a_question_but_where(
    site: Path, sit_down: SitDown, answers: Answers, tmp_path: Path
) -> None:
    writer = sit_down(site / POST)
    answers.target = tmp_path / "wall.pdf"
    writer.desk.actions["save_pdf"].trigger()
    writer.wait(lambda: writer.notice.startswith("Exported to"))
    assert answers.target.read_bytes().startswith(b"%PDF-")


def test_the_page_can_be_that_of_the_site_itself(
    site: Path, sit_down: SitDown, answers: Answers, tmp_path: Path
) -> None:
    (site / "_layouts").mkdir()
    (site / "_layouts" / "post.html").write_text("<body><nav>Ours</nav>{{ content }}</body>")
    post = site / POST
    post.write_text(post.read_text("utf-8").replace("---\n", "---\nlayout: post\n", 1), "utf-8")
    writer = sit_down(post)
    writer.press("Ctrl+E")
    designs = writer.dialog(ExportDialog).designs
    names = [designs.item(row).text() for row in range(designs.count())]
    designs.setCurrentRow(names.index("The site’s layout"))
    answers.target = tmp_path / "wall.html"
    writer.wait(lambda: writer.dialog(ExportDialog).size_label.text().startswith("Size"))
    QTest.mouseClick(writer.dialog(ExportDialog).export_button, Qt.MouseButton.LeftButton)
    writer.wait(lambda: answers.target is not None and answers.target.is_file())
    assert "<nav>Ours</nav>" in answers.target.read_text("utf-8")


def test_a_fault_is_no_longer_told_once_another_export_went_well(
    site: Path, sit_down: SitDown, answers: Answers, tmp_path: Path
) -> None:
    writer = sit_down(site / POST)
    (tmp_path / "page").write_text("No folder.")
    answers.target = tmp_path / "page" / "wall.pdf"
    writer.desk.actions["save_pdf"].trigger()
    writer.wait(lambda: "“wall.pdf” was not saved" in writer.notice)
    answers.target = tmp_path / "wall.pdf"
    writer.desk.actions["save_pdf"].trigger()
    writer.wait(lambda: writer.notice.startswith("Exported to"))
