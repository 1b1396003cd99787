"""Preferences: every setting does something at once, is kept, and a bad or unwritable file is a sentence."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialogButtonBox, QKeySequenceEdit

from editor.core.settings import Settings
from editor.storage.paths import user_paths
from editor.storage.settings_store import load_settings
from editor.widgets.dialogs.preferences import PreferencesDialog
from tests.shell.story import POST, Writer

SitDown = Callable[..., Writer]


@pytest.fixture
def writer(site: Path, sit_down: SitDown) -> Writer:
    return sit_down(site / POST)


def opened(writer: Writer) -> PreferencesDialog:
    writer.press("Ctrl+,")
    return writer.dialog(PreferencesDialog)


def agree(writer: Writer, dialog: PreferencesDialog) -> None:
    box = dialog.findChild(QDialogButtonBox)
    assert box is not None
    writer.keyboard_to(box.button(QDialogButtonBox.StandardButton.Ok))
    writer.press("Space")


def test_what_is_set_shows_at_once_and_is_kept(writer: Writer) -> None:
    dialog = opened(writer)
    dialog.scheme.setCurrentIndex(2)
    dialog.font_size.setValue(18)
    dialog.tab_width.setValue(2)
    dialog.zoom.setValue(150)
    dialog.excerpt_limit.setValue(20)
    dialog.words.setValue(50)
    dialog.highlight_line.setChecked(False)
    dialog.follows.setChecked(False)
    dialog.open_last.setChecked(False)
    agree(writer, dialog)
    window = writer.window
    assert window.editor.font().pixelSize() == 18
    assert window.editor.palette().base().color().name() == writer.desk.views.theme.base
    assert writer.desk.views.theme.name == "dark"
    assert re.search(r"\b\d+ ?/ ?20\b", writer.sentences(window.form))
    kept, problems = load_settings(user_paths())
    assert not problems
    assert kept == replace(
        Settings(),
        scheme="dark",
        editor_font_size=18.0,
        tab_width=2,
        preview_zoom=1.5,
        excerpt_limit=20,
        reading_words_per_minute=50,
        highlight_line=False,
        preview_follows=False,
        open_last=False,
    )


def test_cancel_changes_nothing(writer: Writer) -> None:
    dialog = opened(writer)
    dialog.font_size.setValue(30)
    writer.press("Escape")
    assert writer.window.editor.font().pixelSize() == 14
    assert not user_paths().settings_file.exists()


@pytest.mark.parametrize("key", ["Ctrl+S", "Ctrl+Y", "Ctrl+="])
def test_a_key_that_is_taken_is_named_and_not_kept(writer: Writer, key: str) -> None:
    dialog = opened(writer)
    edit = next(e for e in dialog.findChildren(QKeySequenceEdit) if e.accessibleName() == "Key for Bold")
    edit.setKeySequence(QKeySequence(key))
    assert "Bold" in dialog.clash.text()
    assert key in dialog.clash.text()
    agree(writer, dialog)
    assert dialog.isVisible()
    writer.press("Escape")
    assert writer.desk.actions["bold"].shortcut() == QKeySequence("Ctrl+B")


def test_settings_that_cannot_be_written_are_a_sentence_and_still_used(
    writer: Writer, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = user_paths().settings_file
    target.parent.mkdir(parents=True, exist_ok=True)
    target.unlink(missing_ok=True)
    target.mkdir()
    (target / "in the way").write_text("x")
    writer.press("Ctrl++")
    assert writer.window.editor.font().pixelSize() == 15
    assert writer.notice != ""


def test_the_size_of_the_text_outlives_a_change_of_colours(writer: Writer) -> None:
    writer.press("Ctrl++", "Ctrl++")
    writer.desk.views.take_settings(replace(writer.desk.views.settings, scheme="dark"))
    assert writer.window.editor.font().pixelSize() == 16
    writer.desk.views.take_settings(replace(writer.desk.views.settings, scheme="light"))
    assert writer.window.editor.font().pixelSize() == 16
