"""Finding and replacing by keys: counted, with patterns, and one step back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit, QPushButton, QToolButton

from tests.shell.story import POST, Writer

SitDown = Callable[..., Writer]
TEXT = "Ferry one, ferry two.\n\nThe FERRY and the ferryman; 12 ferries, 7 boats.\n"


@pytest.fixture
def writer(site: Path, sit_down: SitDown) -> Writer:
    """A writer before a text about ferries, the cursor at its start."""
    path = site / POST
    path.write_text("---\ntitle: Ferries\n---\n" + TEXT, encoding="utf-8")
    return sit_down(path)


def bar(writer: Writer) -> str:
    return writer.sentences(writer.window.find_bar)


def selected(writer: Writer) -> tuple[int, str]:
    cursor = writer.window.editor.textCursor()
    return cursor.selectionStart(), cursor.selectedText()


def switch(writer: Writer, name: str) -> None:
    writer.keyboard_to(writer.field(name, QToolButton))
    writer.press("Space")


def test_matches_are_counted_and_gone_through_round_the_end(writer: Writer) -> None:
    writer.press("Ctrl+F")
    writer.type("ferry")
    writer.wait(lambda: "1 of 4" in bar(writer))
    writer.press("F3", "F3")
    writer.wait(lambda: "3 of 4" in bar(writer))
    assert selected(writer)[1] == "FERRY"
    writer.press("F3", "F3")
    writer.wait(lambda: "1 of 4" in bar(writer))
    assert selected(writer) == (0, "Ferry")
    writer.press("Shift+F3")
    writer.wait(lambda: "4 of 4" in bar(writer))


def test_case_and_whole_words(writer: Writer) -> None:
    writer.press("Ctrl+F")
    writer.type("ferry")
    switch(writer, "Match case")
    writer.wait(lambda: "of 2" in bar(writer))
    switch(writer, "Whole word")
    writer.wait(lambda: "1 of 1" in bar(writer) or "1 found" in bar(writer))


def test_what_is_not_there_is_said(writer: Writer) -> None:
    writer.press("Ctrl+F")
    writer.type("submarine")
    writer.wait(lambda: "No match" in bar(writer))


def test_a_pattern_with_groups_replaces_all_in_one_step(writer: Writer, site: Path) -> None:
    writer.press("Ctrl+H")
    writer.type(r"(\d+) (\w+)")
    switch(writer, "Regular expression")
    writer.keyboard_to(writer.field("Replace with", QLineEdit))
    writer.type(r"\2: \1")
    writer.keyboard_to(writer.field("Replace every match in the post", QPushButton))
    writer.press("Space")
    assert "2 replaced" in bar(writer)
    assert writer.body == TEXT.replace("12 ferries", "ferries: 12").replace("7 boats", "boats: 7")
    writer.window.editor.setFocus()
    writer.press("Ctrl+Z")
    assert writer.body == TEXT
    assert "Safe on disk" in writer.status


def test_one_by_one_by_return(writer: Writer) -> None:
    writer.press("Ctrl+H")
    writer.type("ferry")
    writer.wait(lambda: "1 of 4" in bar(writer))
    writer.keyboard_to(writer.field("Replace with", QLineEdit))
    writer.type("boat")
    writer.press("Return")
    assert writer.body.startswith("boat one, ferry two.")
    writer.press("Return")
    assert writer.body.startswith("boat one, boat two.")


def test_a_pattern_that_is_none_is_a_sentence(writer: Writer) -> None:
    writer.press("Ctrl+F")
    switch(writer, "Regular expression")
    writer.keyboard_to(writer.field("Find", QLineEdit))
    writer.type("(fer")
    assert "cannot be read" in bar(writer)
    writer.press("F3")
    assert writer.body == TEXT


def test_the_selection_is_looked_for_and_escape_leads_back(writer: Writer) -> None:
    writer.press("Ctrl+Shift+Right", "Ctrl+F")
    assert writer.field("Find", QLineEdit).text().strip() == "Ferry"
    writer.press("Escape")
    assert not writer.window.find_bar.isVisible()
    assert writer.focus is writer.window.editor


def test_undo_outlives_a_save(writer: Writer, site: Path) -> None:
    writer.type("New. ")
    writer.press("Ctrl+S")
    assert "Safe on disk" in writer.status
    writer.press("Ctrl+Z")
    assert writer.body == TEXT
    assert "Unsaved" in writer.status
    writer.press("Ctrl+Shift+Z")
    assert "Safe on disk" in writer.status


def test_undo_of_replacing_all_goes_back_to_where_the_writer_was(writer: Writer) -> None:
    writer.write_in_body(2, "Here. ")
    place = writer.window.editor.place()
    writer.press("Ctrl+H")
    writer.type("ferry")
    field = writer.field("Replace with", QLineEdit)
    field.setText("port")
    writer.window.editor.go_to(place.line, place.column)
    writer.window.find_bar.replace_all()
    writer.window.editor.setFocus()
    writer.type("x")
    writer.press("Ctrl+Z", "Ctrl+Z")
    assert writer.window.editor.place() == place
