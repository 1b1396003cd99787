"""Printing by the engine: pages come out as PDF in their order, without scripts and without a network."""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from editor.services.pdf import PdfMaker


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
    dot = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=="
    inlined = f'<img alt="" width="200" height="200" src="data:image/png;base64,{dot}">'
    assert has_dot(printed(press, qtbot, inlined))
    # A page that waits for another machine would never be printed; it is refused, and the rest comes out.
    remote = '<img alt="" width="200" height="200" src="https://tribune.example/a.png"><p>End.</p>'
    data = printed(press, qtbot, remote)
    assert pages(data) == 1
    assert not has_dot(data)


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
