"""Owns the list of everything a writer can ask for: its words, its menu and its keys."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtGui import QAction, QKeySequence, QShortcutEvent

_TR = QCoreApplication.translate
# Which command does nothing where its key is typed like that of another.
_GIVES_WAY = {"comment": "numbers"}
# On macOS, where Ctrl is the Command key, the system takes some keys before any program hears of them: Hide, Log Out,
# the next program and the desktop. Meta is the Control key there.
_ON_MACOS = {
    "replace": ("Ctrl+Shift+H",),
    "quote": ("Ctrl+Shift+B",),
    "next_tab": ("Meta+Tab",),
    "previous_tab": ("Meta+Shift+Tab",),
    "full_screen": ("Meta+Ctrl+F",),
}
# What stands in the program's own menu on macOS; Qt would go by English words.
_ROLES = {
    "about": QAction.MenuRole.AboutRole,
    "preferences": QAction.MenuRole.PreferencesRole,
    "quit": QAction.MenuRole.QuitRole,
}


@dataclass(frozen=True, slots=True)
class Command:
    """One thing to ask for; ``keys`` are portable key texts, the first one shown in menus."""

    name: str
    text: str
    menu: str
    keys: tuple[str, ...] = ()
    checkable: bool = False
    group: int = 0  # commands of one menu are separated where the group changes


def commands(platform: str = sys.platform) -> tuple[Command, ...]:
    """Return every command in the order menus show them, with the keys of a ``sys.platform`` and the window's words."""
    if platform != "darwin":
        return _commands()
    return tuple(replace(command, keys=_ON_MACOS.get(command.name, command.keys)) for command in _commands())


def _commands() -> tuple[Command, ...]:
    def tr(text: str) -> str:
        return _TR("Commands", text)

    headings = tuple(
        Command(f"heading_{level}", tr("Heading {0}").format(level), "format", (f"Ctrl+{level}",), group=1)
        for level in range(1, 7)
    )
    return (
        Command("new_post", tr("New post"), "file", ("Ctrl+N",)),
        Command("new_post_from", tr("New post from template…"), "file", ("Ctrl+Alt+N",)),
        Command("open_project", tr("Open project…"), "file", ("Ctrl+O",)),
        Command("make_site", tr("Make this folder a site"), "file"),
        Command("open_file", tr("Open post file…"), "file", ("Ctrl+Shift+O",)),
        Command("go_to_post", tr("Go to post…"), "file", ("Ctrl+P",)),
        Command("save", tr("Save"), "file", ("Ctrl+S",), group=1),
        Command("save_as", tr("Save as…"), "file", ("Ctrl+Shift+S",), group=1),
        Command("save_all", tr("Save all"), "file", ("Ctrl+Alt+S",), group=1),
        Command("export", tr("Export…"), "file", ("Ctrl+E",), group=2),
        Command("save_pdf", tr("Save as PDF…"), "file", group=2),
        Command("print_post", tr("Print…"), "file", group=2),
        Command("copy_rich", tr("Copy as rich text"), "file", ("Ctrl+Alt+C",), group=2),
        Command("copy_html", tr("Copy as HTML"), "file", ("Ctrl+Shift+C",), group=2),
        Command("close_tab", tr("Close tab"), "file", ("Ctrl+W",), group=3),
        Command("reopen_tab", tr("Reopen closed tab"), "file", ("Ctrl+Shift+T",), group=3),
        Command("quit", tr("Quit"), "file", ("Ctrl+Q",), group=4),
        Command("undo", tr("Undo"), "edit", ("Ctrl+Z",)),
        Command("redo", tr("Redo"), "edit", ("Ctrl+Shift+Z", "Ctrl+Y")),
        Command("undo_job", tr("Undo last file job"), "edit", ("Ctrl+Alt+Z",)),
        Command("redo_job", tr("Redo last file job"), "edit", ("Ctrl+Alt+Y",)),
        Command("cut", tr("Cut"), "edit", ("Ctrl+X",), group=1),
        Command("copy", tr("Copy"), "edit", ("Ctrl+C",), group=1),
        Command("paste", tr("Paste"), "edit", ("Ctrl+V",), group=1),
        Command("paste_plain", tr("Paste as plain text"), "edit", ("Ctrl+Shift+V",), group=1),
        Command("select_all", tr("Select all"), "edit", ("Ctrl+A",), group=1),
        Command("find", tr("Find…"), "edit", ("Ctrl+F",), group=2),
        Command("replace", tr("Replace…"), "edit", ("Ctrl+H",), group=2),
        Command("find_next", tr("Find next"), "edit", ("F3",), group=2),
        Command("find_previous", tr("Find previous"), "edit", ("Shift+F3",), group=2),
        Command("search_posts", tr("Search all posts…"), "edit", ("Ctrl+Shift+F",), group=2),
        Command("filter_posts", tr("Find in the list of posts"), "edit", ("Ctrl+Alt+P",), group=2),
        Command("spelling", tr("Spelling…"), "edit", ("F7",), group=3),
        Command("toggle_spelling", tr("Check spelling while writing"), "edit", (), checkable=True, group=3),
        Command("preferences", tr("Preferences…"), "edit", ("Ctrl+,",), group=4),
        Command("post_rename", tr("Rename post…"), "post", ("F2",)),
        Command("post_duplicate", tr("Duplicate post"), "post", ()),
        Command("post_publish", tr("Publish draft"), "post", (), group=1),
        Command("post_to_drafts", tr("Back to drafts"), "post", (), group=1),
        Command("post_withdraw", tr("Withdraw"), "post", (), group=1),
        Command("post_show_again", tr("Show again"), "post", (), group=1),
        Command("post_copy_address", tr("Copy URL"), "post", (), group=2),
        Command("post_copy_link", tr("Copy link to post"), "post", (), group=2),
        Command("post_similar", tr("Similar posts…"), "post", (), group=2),
        Command("post_reveal", tr("Show in folder"), "post", (), group=2),
        Command("post_export", tr("Export these posts…"), "post", (), group=3),
        Command("bulk_edit", tr("Change several posts…"), "post", (), group=3),
        Command("post_trash", tr("Move to trash"), "post", (), group=4),
        Command("bold", tr("Bold"), "format", ("Ctrl+B",)),
        Command("italic", tr("Italic"), "format", ("Ctrl+I",)),
        Command("link", tr("Link"), "format", ("Ctrl+K",)),
        Command("image", tr("Image…"), "format", ("Ctrl+Shift+I",)),
        Command("edit_image", tr("Edit image…"), "format", ("Ctrl+Alt+I",)),
        *headings,
        Command("quote", tr("Quote"), "format", ("Ctrl+Shift+Q",), group=2),
        Command("bullets", tr("Bullet list"), "format", ("Ctrl+Shift+8",), group=2),
        Command("numbers", tr("Numbered list"), "format", ("Ctrl+Shift+7",), group=2),
        Command("comment", tr("Comment"), "format", ("Ctrl+/",), group=2),
        Command("move_up", tr("Move line up"), "format", ("Alt+Up",), group=3),
        Command("move_down", tr("Move line down"), "format", ("Alt+Down",), group=3),
        Command("mode_write", tr("Write"), "view", ("Ctrl+Alt+1",), checkable=True),
        Command("mode_split", tr("Split"), "view", ("Ctrl+Alt+2",), checkable=True),
        Command("mode_read", tr("Read"), "view", ("Ctrl+Alt+3",), checkable=True),
        Command("toggle_preview", tr("Preview"), "view", ("Ctrl+Shift+P",), checkable=True, group=1),
        Command("toggle_panel", tr("Project panel"), "view", ("F9",), checkable=True, group=1),
        Command("outline", tr("Outline"), "view", ("Ctrl+J",), checkable=True, group=1),
        Command("toggle_form", tr("Front matter form"), "view", ("Ctrl+Alt+F",), checkable=True, group=1),
        Command("attention", tr("Needs attention"), "view", ("Ctrl+Alt+A",), group=2),
        Command("next_tab", tr("Next tab"), "view", ("Ctrl+Tab",), group=2),
        Command("previous_tab", tr("Previous tab"), "view", ("Ctrl+Shift+Tab",), group=2),
        Command("next_part", tr("Next part of the window"), "view", ("F6",), group=2),
        Command("open_menu", tr("Open the menu"), "view", ("F10",), group=2),
        Command("focus_mode", tr("Focus"), "view", ("F8",), checkable=True, group=3),
        Command("full_screen", tr("Full screen"), "view", ("F11",), checkable=True, group=3),
        Command("zoom_in", tr("Larger text"), "view", ("Ctrl++", "Ctrl+="), group=4),
        Command("zoom_out", tr("Smaller text"), "view", ("Ctrl+-",), group=4),
        Command("zoom_reset", tr("Normal text size"), "view", ("Ctrl+0",), group=4),
        Command("page_phone", tr("Phone width"), "page", (), checkable=True),
        Command("page_tablet", tr("Tablet width"), "page", (), checkable=True),
        Command("page_desktop", tr("Desktop width"), "page", (), checkable=True),
        Command(
            "page_in_window", tr("Page in the colours of the window"), "page", (), checkable=True, group=1
        ),
        Command("page_in_light", tr("Light page"), "page", (), checkable=True, group=1),
        Command("page_in_dark", tr("Dark page"), "page", (), checkable=True, group=1),
        Command("page_larger", tr("Larger page"), "page", ("Ctrl+Alt++", "Ctrl+Alt+="), group=2),
        Command("page_smaller", tr("Smaller page"), "page", ("Ctrl+Alt+-",), group=2),
        Command("page_usual_size", tr("Normal page size"), "page", ("Ctrl+Alt+0",), group=2),
        Command("show_commands", tr("Command list…"), "help", ("Ctrl+Shift+K",)),
        Command("help", tr("Help and keys"), "help", ("F1",)),
        Command("open_log", tr("Show the log file"), "help", (), group=1),
        Command("about", tr("About Copydesk"), "help", (), group=1),
    )


def menus() -> tuple[tuple[str, str], ...]:
    """Return the menus' names and titles in their order."""
    return (
        ("file", _TR("Commands", "&File")),
        ("edit", _TR("Commands", "&Edit")),
        ("post", _TR("Commands", "&Post")),
        ("format", _TR("Commands", "F&ormat")),
        ("view", _TR("Commands", "&View")),
        ("page", _TR("Commands", "P&age")),
        ("help", _TR("Commands", "&Help")),
    )


class CommandAction(QAction):
    """An action that is not mute where a keyboard gives two commands the same key.

    On a German one Ctrl+/ is typed as Ctrl+Shift+7, which Qt takes for both and then does neither.
    """

    def __init__(self, text: str, parent: QObject) -> None:
        super().__init__(text, parent)
        self.gives_way_to: QAction | None = None

    def event(self, event: QEvent) -> bool:
        """Do what the key says to one of the two, always the same one (Qt's own)."""
        if isinstance(event, QShortcutEvent) and event.isAmbiguous():
            (self.gives_way_to or self).trigger()
            return True
        return bool(super().event(event))


def build_actions(parent: QObject, shortcuts: Mapping[str, str]) -> dict[str, QAction]:
    """Make a QAction for every command; ``shortcuts`` (name to key text, "" for none) replace the usual keys."""
    actions: dict[str, CommandAction] = {}
    for command in commands():
        action = CommandAction(command.text, parent)
        action.setObjectName(command.name)
        action.setCheckable(command.checkable)
        action.setMenuRole(_ROLES.get(command.name, QAction.MenuRole.NoRole))
        actions[command.name] = action
    for name, other in _GIVES_WAY.items():
        actions[name].gives_way_to = actions[other]
    apply_shortcuts(actions, shortcuts)
    return dict(actions)


def enable(action: QAction, reason: str) -> None:
    """Enable an action, or disable it for a ``reason``, a sentence that its tool tip and the command list say."""
    action.setEnabled(not reason)
    action.setToolTip(reason)
    action.setData(reason)


def reason_of(action: QAction) -> str:
    """Return the sentence why an action is disabled, "" where it is not or nobody has said."""
    reason = action.data()
    return reason if isinstance(reason, str) and not action.isEnabled() else ""


def apply_shortcuts(actions: Mapping[str, QAction], shortcuts: Mapping[str, str]) -> None:
    """Give every action its usual keys, or the writer's own where there are any."""
    for command in commands():
        own = shortcuts.get(command.name)
        keys = command.keys if own is None else ((own,) if own else ())
        actions[command.name].setShortcuts([QKeySequence(key) for key in keys])
