"""What the writer sets shows at once, and typing in the form asks nothing of the disk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from editor.services.workspace import Workspace
from editor.shell.app import Desk

OpenDesk = Callable[..., Desk]
POST = "_posts/2026-03-14-harbour-wall-holds.md"


def test_the_wheel_makes_the_text_larger_and_it_is_kept(site: Path, open_desk: OpenDesk) -> None:
    desk = open_desk(site / POST)
    size = desk.window.editor.font().pixelSize()
    desk.window.editor.zoom_requested.emit(1)
    assert desk.window.editor.font().pixelSize() == size + 1
    assert desk.views.settings.editor_font_size == size + 1


def test_the_current_line_is_marked_only_while_preferences_say_so(site: Path, open_desk: OpenDesk) -> None:
    desk = open_desk(site / POST)
    editor = desk.window.editor
    y = editor.cursorRect().center().y()

    def ground() -> str:
        image = editor.viewport().grab().toImage()
        return image.pixelColor(editor.viewport().width() - 3, y).name()

    marked = ground()
    desk.views.take_settings(replace(desk.views.settings, highlight_line=False))
    plain = ground()
    assert plain == desk.views.theme.base
    assert marked != plain


def test_typing_a_headline_looks_for_no_picture(
    site: Path, open_desk: OpenDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = open_desk(site / POST)
    asked: list[str] = []
    find = Workspace.find_asset

    def noted(workspace: Workspace, relative: str) -> Path | None:
        asked.append(relative)
        return find(workspace, relative)

    monkeypatch.setattr(Workspace, "find_asset", noted)
    desk.window.form.value_changed.emit("title", "Harbour wall holds on")
    assert asked == []
    desk.window.form.value_changed.emit("image", "assets/other.png")
    assert asked == ["assets/other.png"]
