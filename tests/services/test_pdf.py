"""Printing by the engine: pages come out as PDF in their order, without scripts and without a network."""

from __future__ import annotations

import base64
import os
import re
import signal
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import ClassVar

import pytest
from PySide6.QtCore import QBuffer, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPdf import QPdfDocument
from pytestqt.qtbot import QtBot

from editor.services.pdf import PdfMaker

DOT = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=="


@pytest.fixture
def press(qapp: object) -> Iterator[PdfMaker]:
    maker = PdfMaker()
    yield maker
    maker.stop()


def page(body: str) -> str:
    return f'<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>T</title><body>{body}</body></html>'


def printed(press: PdfMaker, qtbot: QtBot, body: str) -> bytes:
    with qtbot.waitSignal(press.made, timeout=30_000) as made:
        press.make(page(body))
    return bytes(made.args[0])


def pages(data: bytes) -> int:
    """Return how many pages a PDF has."""
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", data))


def looked_at(data: bytes, number: int = 0) -> QImage:
    """Return a page of a PDF as a picture of 210 by 297 pixels: a pixel is a millimetre."""
    document, device = QPdfDocument(), QBuffer()
    device.setData(data)
    device.open(QIODevice.OpenModeFlag.ReadOnly)
    document.load(device)
    image = document.render(number, QSize(210, 297))
    sheet = QImage(image.size(), QImage.Format.Format_RGB32)
    sheet.fill(Qt.GlobalColor.white)
    with QPainter(sheet) as painter:
        painter.drawImage(0, 0, image)
    document.close()
    return sheet


def has_dot(data: bytes) -> bool:
    """Whether a picture of one pixel is in a PDF; the engine's sign for a missing one is larger."""
    return re.search(rb"/Subtype\s*/Image\s[^>]*/Width 1\s", data) is not None


def test_a_page_is_printed_on_a4(press: PdfMaker, qtbot: QtBot) -> None:
    data = printed(press, qtbot, "<h1>Wall</h1>")
    assert data.startswith(b"%PDF-")
    assert pages(data) == 1
    width, height = (float(size) for size in re.findall(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]", data)[0])
    # Points, to the fraction that a page of 210 by 297 mm is rounded by.
    assert (abs(width - 595.3) < 1, abs(height - 841.9) < 1) == (True, True)


def test_one_after_the_other_on_as_many_sheets_as_it_takes(press: PdfMaker, qtbot: QtBot) -> None:
    assert pages(printed(press, qtbot, "<p>One.</p>")) == 1
    assert pages(printed(press, qtbot, "<p style='break-after: page'>Tide.</p>" * 3 + "<p>End.</p>")) == 4


def test_scripts_of_a_page_do_not_run(press: PdfMaker, qtbot: QtBot) -> None:
    script = "<script>document.body.innerHTML = '<p style=\"break-after: page\">x</p>'.repeat(5)</script>"
    assert pages(printed(press, qtbot, f"<p>One.</p>{script}")) == 1


def test_a_picture_in_the_page_is_on_paper_and_none_of_elsewhere(press: PdfMaker, qtbot: QtBot) -> None:
    inlined = f'<img alt="" width="200" height="200" src="data:image/png;base64,{DOT}">'
    assert has_dot(printed(press, qtbot, inlined))
    # A page that waits for another machine would never be printed; it is refused, and the rest comes out.
    remote = '<img alt="" width="200" height="200" src="https://tribune.example/a.png"><p>End.</p>'
    data = printed(press, qtbot, remote)
    assert pages(data) == 1
    assert not has_dot(data)


class _Pictures(BaseHTTPRequestHandler):
    """Another machine: it has one picture and remembers what it was asked for."""

    asked: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.send_response(200)
        self.send_header("Content-Type", "image/png")
        self.end_headers()
        self.wfile.write(base64.b64decode(DOT))

    def log_message(self, *_words: object) -> None:
        pass


@pytest.fixture
def machine() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), _Pictures)
    _Pictures.asked.clear()
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_another_machine_is_asked_for_pictures_where_that_was_allowed_and_only_then(
    press: PdfMaker, qtbot: QtBot, machine: str
) -> None:
    body = (
        f'<img alt="" width="200" height="200" src="{machine}/a.png"><iframe src="{machine}/b.html"></iframe>'
    )
    assert not has_dot(printed(press, qtbot, body))
    assert _Pictures.asked == []
    with qtbot.waitSignal(press.made, timeout=30_000) as made:
        press.make(page(body), remote=True)
    assert has_dot(bytes(made.args[0]))
    assert _Pictures.asked == ["/a.png"]
    assert not has_dot(printed(press, qtbot, body.replace("a.png", "c.png")))
    assert _Pictures.asked == ["/a.png"]


@pytest.mark.parametrize("where", ["html", "body"])
def test_a_dark_ground_fills_each_sheet_and_the_text_keeps_off_its_edges(
    press: PdfMaker, qtbot: QtBot, where: str
) -> None:
    style = (
        f"<style>{where} {{ background: #131416; color: #fff }} body {{ margin: 0; height: 100% }}</style>"
    )
    data = printed(press, qtbot, style + "<p>Tide and wall and quay and boat and net.</p>" * 90)
    assert pages(data) > 2
    for number in range(2):
        sheet = looked_at(data, number)
        margin = {
            sheet.pixelColor(x, y).name() for x in range(1, 208) for y in (*range(1, 16), *range(279, 295))
        }
        assert margin == {"#131416"}


def test_a_light_page_is_left_white(press: PdfMaker, qtbot: QtBot) -> None:
    sheet = looked_at(printed(press, qtbot, "<p>Tide.</p>"))
    assert {sheet.pixelColor(x, y).name() for x in (2, 200) for y in (2, 150, 290)} == {"#ffffff"}


def test_long_lines_of_code_are_broken_where_the_paper_ends(press: PdfMaker, qtbot: QtBot) -> None:
    row = "<style>pre { margin: 0; line-height: 30mm; font-size: 5mm; overflow: auto }</style><pre><code>"
    assert pages(printed(press, qtbot, f"{row}{'x' * 40}</code></pre>")) == 1
    # Some twenty lines of thirty millimetres.
    assert pages(printed(press, qtbot, f"{row}{'x' * 1000}</code></pre>")) > 2


def test_an_engine_that_dies_is_said_and_the_next_page_comes_out(press: PdfMaker, qtbot: QtBot) -> None:
    printed(press, qtbot, "<p>One.</p>")
    with qtbot.waitSignal(press.failed, timeout=30_000):
        press.make(page("<p>Two.</p>"))
        os.kill(press._page.renderProcessPid(), signal.SIGTERM if os.name == "nt" else signal.SIGKILL)
    assert pages(printed(press, qtbot, "<p>Three.</p>")) == 1


def test_it_can_be_stopped_twice_and_in_the_middle(press: PdfMaker, qtbot: QtBot) -> None:
    press.make(page("<p>One.</p>"))
    press.stop()
    press.stop()
