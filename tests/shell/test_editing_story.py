"""The main story: open a post, change the form and two paragraphs, watch the page, save, and see only that changed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPlainTextEdit
from pytestqt.qtbot import QtBot

from editor.shell.app import Desk

OpenDesk = Callable[..., Desk]
POST = "_posts/2026-03-14-harbour-wall-holds.md"


def page_text(qtbot: QtBot, desk: Desk) -> str:
    """What a reader sees in the preview now."""
    page = desk.reader.page()
    assert page is not None
    found: list[str] = []
    page.runJavaScript("cd.text()", 1, found.append)
    qtbot.waitUntil(lambda: bool(found), timeout=10_000)
    return found[0]


def test_only_what_was_edited_changes_on_disk(qtbot: QtBot, site: Path, open_desk: OpenDesk) -> None:
    path = site / POST
    before = path.read_bytes()
    desk = open_desk(path, engine=True)
    form, editor = desk.window.form, desk.window.editor

    excerpt = next(
        field for field in form.findChildren(QPlainTextEdit) if field.accessibleName() == "Excerpt"
    )
    excerpt.setFocus()
    QTest.keyClick(excerpt, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(excerpt, "It held.")
    editor.setFocus()
    editor.go_to(1, 0)
    QTest.keyClicks(editor, "Still: ")
    qtbot.waitUntil(lambda: "Still: The wall held." in page_text(qtbot, desk), timeout=10_000)

    desk.actions["save"].trigger()

    after = before.replace(b"The wall held through the night.", b"It held.").replace(
        b"The wall **", b"Still: The wall **"
    )
    assert path.read_bytes() == after
    texts = [label.text() for label in desk.window.status.findChildren(QLabel)]
    assert any(text.startswith("Safe on disk") for text in texts)
