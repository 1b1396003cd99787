"""Every key of the design does its thing when it is pressed, stands in a menu, and can be changed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcutEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QKeySequenceEdit,
    QLineEdit,
    QMenu,
    QTabWidget,
)

from editor.storage.paths import user_paths
from editor.storage.settings_store import load_settings
from editor.widgets.dialogs.export import ExportDialog
from editor.widgets.dialogs.help import HelpDialog
from editor.widgets.dialogs.picker import Picker
from editor.widgets.dialogs.preferences import PreferencesDialog
from tests.shell.conftest import Answers
from tests.shell.story import OTHER, POST, Writer

SitDown = Callable[..., Writer]

# The list of look.md, with what menus call it.
KEYS = {
    "New post": "Ctrl+N",
    "Open project…": "Ctrl+O",
    "Go to post…": "Ctrl+P",
    "Save": "Ctrl+S",
    "Close tab": "Ctrl+W",
    "Reopen closed tab": "Ctrl+Shift+T",
    "Bold": "Ctrl+B",
    "Italic": "Ctrl+I",
    "Link": "Ctrl+K",
    "Image…": "Ctrl+Shift+I",
    **{f"Heading {level}": f"Ctrl+{level}" for level in range(1, 7)},
    "Quote": "Ctrl+Shift+Q",
    "Bullet list": "Ctrl+Shift+8",
    "Numbered list": "Ctrl+Shift+7",
    "Comment": "Ctrl+/",
    "Find…": "Ctrl+F",
    "Replace…": "Ctrl+H",
    "Find next": "F3",
    "Search all posts…": "Ctrl+Shift+F",
    "Preview": "Ctrl+Shift+P",
    "Export…": "Ctrl+E",
    "Copy as HTML": "Ctrl+Shift+C",
    "Paste as plain text": "Ctrl+Shift+V",
    "Outline": "Ctrl+J",
    "Project panel": "F9",
    "Focus": "F8",
    "Full screen": "F11",
    "Move line up": "Alt+Up",
    "Move line down": "Alt+Down",
    "Larger text": "Ctrl++",
    "Smaller text": "Ctrl+-",
    "Normal text size": "Ctrl+0",
    "Preferences…": "Ctrl+,",
    "Command list…": "Ctrl+Shift+K",
    "Help and keys": "F1",
}


@pytest.fixture
def writer(site: Path, sit_down: SitDown) -> Writer:
    """A writer before a post, the cursor in its text."""
    return sit_down(site / POST)


def test_menus_show_every_key(writer: Writer) -> None:
    menu = writer.window.top.menu_button.menu()
    shown = {
        action.text(): action.shortcut().toString(QKeySequence.SequenceFormat.PortableText)
        for part in menu.findChildren(QMenu)
        for action in part.actions()
    } | {
        action.text(): action.shortcut().toString(QKeySequence.SequenceFormat.PortableText)
        for entry in menu.actions()
        for action in entry.menu().actions()
    }
    assert {name: shown.get(name) for name in KEYS} == KEYS


def test_no_two_commands_share_a_key(writer: Writer) -> None:
    keys = [key for action in writer.desk.actions.values() for key in action.shortcuts()]
    assert len(keys) == len({key.toString() for key in keys})


@pytest.mark.parametrize(
    ("key", "line"),
    [
        ("Ctrl+B", "Twelve for, **three** against."),
        ("Ctrl+I", "Twelve for, *three* against."),
        ("Ctrl+K", "Twelve for, [three]() against."),
        ("Ctrl+1", "# Twelve for, three against."),
        ("Ctrl+2", "## Twelve for, three against."),
        ("Ctrl+3", "### Twelve for, three against."),
        ("Ctrl+4", "#### Twelve for, three against."),
        ("Ctrl+5", "##### Twelve for, three against."),
        ("Ctrl+6", "###### Twelve for, three against."),
        ("Ctrl+Shift+Q", "> Twelve for, three against."),
        ("Ctrl+Shift+8", "- Twelve for, three against."),
        ("Ctrl+Shift+7", "1. Twelve for, three against."),
    ],
)
def test_keys_of_the_text(site: Path, sit_down: SitDown, key: str, line: str) -> None:
    writer = sit_down(site / OTHER)
    writer.window.editor.go_to(0, 14)
    writer.press(key)
    assert writer.body.splitlines()[0] == line


def test_comment_hides_and_shows(site: Path, sit_down: SitDown) -> None:
    writer = sit_down(site / OTHER)
    writer.press("Ctrl+/")
    assert writer.body.startswith("<!-- Twelve for, three against. -->")
    writer.press("Ctrl+/")
    assert writer.body == "Twelve for, three against.\n"


def test_lines_move(writer: Writer) -> None:
    writer.window.editor.go_to(6)
    writer.press("Alt+Up")
    assert writer.body.splitlines()[5:7] == ["- wind", "- tide"]
    writer.press("Alt+Down")
    assert writer.body.splitlines()[5:7] == ["- tide", "- wind"]


def test_an_image_is_asked_for_and_put_in(writer: Writer, answers: Answers, site: Path) -> None:
    answers.picture = site / "assets" / "wall.png"
    writer.window.editor.go_to(0)
    writer.press("Ctrl+Shift+I")
    writer.wait(lambda: writer.body.startswith("![](/assets/wall.png)"))


def test_plain_paste_takes_an_address_as_text(writer: Writer) -> None:
    QGuiApplication.clipboard().setText("https://tribune.example/")
    writer.window.editor.go_to(5, 2)
    writer.press("Ctrl+Shift+Right", "Ctrl+Shift+V")
    assert writer.body.splitlines()[5] == "- https://tribune.example/"


def test_find_replace_and_next(writer: Writer) -> None:
    writer.press("Ctrl+F")
    writer.type("wall")
    writer.press("F3")
    first = writer.window.editor.textCursor().selectionStart()
    assert writer.window.editor.selected_text().lower() == "wall"
    writer.press("F3")
    assert writer.window.editor.textCursor().selectionStart() > first
    writer.press("Escape")
    assert writer.focus is writer.window.editor
    writer.press("Ctrl+H")
    shown = [field for field in writer.window.find_bar.findChildren(QLineEdit) if field.isVisible()]
    assert len(shown) == 2


def test_pickers_and_the_outline_open_and_go_there(writer: Writer, site: Path) -> None:
    writer.press("Ctrl+P")
    writer.dialog(Picker)
    writer.type("council")
    writer.press("Return")
    writer.wait(lambda: writer.document.path == site / OTHER)
    writer.window.editor.setFocus()
    writer.press("Ctrl+A")
    writer.type("Start\n\n# One\n\n## Two\n")
    writer.press("Ctrl+J")
    headings = writer.window.outline.list.model()
    writer.wait(lambda: headings.rowCount() == 2)
    writer.press("Home", "Down", "Return")
    assert writer.window.editor.textCursor().block().text() == "## Two"
    assert writer.focus is writer.window.editor
    writer.press("Ctrl+Shift+K")
    writer.dialog(Picker)
    writer.type("project panel")
    writer.press("Return")
    assert not writer.window.panel.isVisible()


def test_the_command_list_says_why_a_command_cannot_be_given(writer: Writer) -> None:
    def beside(name: str) -> str:
        writer.press("Ctrl+Shift+K")
        picker = writer.dialog(Picker)
        writer.type(name)
        spoken = picker.list.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
        writer.press("Return")
        assert picker.isVisible()  # such a one is not given
        writer.press("Escape")
        return str(spoken)

    assert beside("publish draft") == "Publish draft, Only a draft can be published. Select one."
    assert beside("undo last file") == "Undo last file job, No file job to undo."
    writer.press("Ctrl+W")
    assert beside("italic") == "Italic, Open a post first."


def test_views(writer: Writer) -> None:
    window = writer.window
    writer.press("Ctrl+Shift+P")
    assert not window.preview.isVisible()
    writer.press("Ctrl+Shift+P")
    assert window.preview.isVisible()
    writer.press("F9")
    assert not window.panel.isVisible()
    writer.press("F9")
    assert window.panel.isVisible()
    writer.press("F8")
    parts = (window.panel, window.form, window.preview, window.top, window.tabs, window.status)
    assert not any(part.isVisible() for part in parts)
    assert window.editor.isVisible()
    writer.type("Words ")
    assert writer.body.startswith("Words ")
    writer.press("F8")
    assert all(part.isVisible() for part in parts)
    writer.press("F11")
    assert window.windowState() & Qt.WindowState.WindowFullScreen
    writer.press("F11")
    assert not window.windowState() & Qt.WindowState.WindowFullScreen


def test_zoom(writer: Writer) -> None:
    editor = writer.window.editor
    usual = editor.font().pixelSize()
    writer.press("Ctrl++")
    assert editor.font().pixelSize() == usual + 1
    writer.press("Ctrl+-", "Ctrl+-")
    assert editor.font().pixelSize() == usual - 1
    writer.press("Ctrl+0")
    assert editor.font().pixelSize() == usual


def test_files_and_tabs(writer: Writer, answers: Answers, site: Path, tmp_path: Path) -> None:
    writer.press("Ctrl+N")
    assert writer.tabs[-1].startswith("New post")
    assert writer.focus.accessibleName() == "Headline"
    writer.press("Ctrl+W")
    assert len(writer.tabs) == 1
    writer.press("Ctrl+W")
    assert writer.tabs == []
    writer.press("Ctrl+Shift+T")
    assert writer.document.path == site / POST
    writer.press("Ctrl+E")
    assert writer.dialog(ExportDialog).isVisible()
    writer.press("Escape")
    answers.folder = tmp_path / "other"
    (answers.folder / "_posts").mkdir(parents=True)
    writer.press("Ctrl+O")
    assert writer.desk.workspace.project is not None
    assert writer.desk.workspace.project.root == answers.folder


def test_escape_leads_out_of_focus_after_it_has_closed_what_is_open(writer: Writer) -> None:
    writer.press("F8", "Ctrl+F", "Escape")
    assert writer.window.find_bar.isHidden()
    assert writer.window.top.isHidden()
    writer.press("Escape")
    assert writer.window.top.isVisible()
    assert writer.window.form.isVisible()
    assert writer.focus is writer.window.editor
    writer.press("Escape")
    assert writer.window.top.isVisible()


def test_the_menu_opens_by_key_at_its_first_entry_and_closes_by_escape(writer: Writer) -> None:
    writer.press("F10")
    menu = writer.window.top.menu_button.menu()
    assert menu.isVisible()
    assert menu.activeAction() is menu.actions()[0]
    QTest.keyClick(menu, Qt.Key.Key_Escape)
    assert not menu.isVisible()
    assert writer.focus is writer.window.editor


def test_copied_as_html(writer: Writer) -> None:
    QGuiApplication.clipboard().clear()
    writer.press("Ctrl+Shift+C")
    writer.wait(lambda: "Copied as HTML" in writer.status)
    data = QGuiApplication.clipboard().mimeData()
    assert "<strong>held</strong>" in data.text()
    assert data.hasHtml()


def test_help_and_preferences_open_and_escape_closes_them(writer: Writer) -> None:
    for key, kind in (("F1", HelpDialog), ("Ctrl+,", PreferencesDialog)):
        writer.press(key)
        dialog: QDialog = writer.dialog(kind)
        writer.press("Escape")
        assert not dialog.isVisible()


def test_a_changed_key_works_at_once_and_after_a_restart(
    writer: Writer, site: Path, sit_down: SitDown
) -> None:
    writer.press("Ctrl+,")
    dialog = writer.dialog(PreferencesDialog)
    tabs = dialog.findChild(QTabWidget)
    assert tabs is not None
    tabs.setCurrentIndex(1)
    writer.field("Key for Bold", QKeySequenceEdit, dialog).setFocus()
    writer.press("Ctrl+Alt+B")
    box = dialog.findChild(QDialogButtonBox)
    assert box is not None
    box.button(QDialogButtonBox.StandardButton.Ok).setFocus()
    writer.press("Space")
    writer.window.editor.setFocus()
    writer.window.editor.go_to(5, 3)
    writer.press("Ctrl+Alt+B")
    assert writer.body.splitlines()[5] == "- **tide**"
    writer.press("Ctrl+B")
    assert writer.body.splitlines()[5] == "- **tide**"
    settings, problems = load_settings(user_paths())
    assert not problems
    assert dict(settings.shortcuts) == {"bold": "Ctrl+Alt+B"}
    again = sit_down(site / OTHER, settings=settings)
    again.window.editor.go_to(0, 1)
    again.press("Ctrl+B")
    assert again.body.startswith("Twelve")
    again.press("Ctrl+Alt+B")
    assert again.body.startswith("**Twelve**")


@pytest.mark.parametrize("name", ["numbers", "comment"])
def test_a_key_that_a_keyboard_gives_to_two_commands_does_one_of_them(
    site: Path, sit_down: SitDown, name: str
) -> None:
    writer = sit_down(site / OTHER)
    action = writer.desk.actions[name]
    # What Qt sends for Ctrl+Shift+7 on a German keyboard, to either of the two.
    QApplication.sendEvent(action, QShortcutEvent(action.shortcut(), 1, True))
    assert writer.body.startswith("1. Twelve")
