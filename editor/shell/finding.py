"""Owns going somewhere by typing: to a post, to a command."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence

from editor.core.catalog import PostEntry
from editor.services.searching import PostSearch
from editor.shell.window import DeskWindow
from editor.widgets.actions import commands, reason_of
from editor.widgets.dialogs.picker import Choice, Picker
from editor.widgets.panel.posts import meta_text
from editor.widgets.theme import Theme


class FindDesk(QObject):
    """Opens pickers. ``post_chosen`` carries a path in the project."""

    post_chosen = Signal(object)

    def __init__(
        self,
        window: DeskWindow,
        search: PostSearch,
        actions: Mapping[str, QAction],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._search = search
        self._posts: Picker | None = None
        self._actions = actions
        self.theme: Theme | None = None

    def _open(self, title: str, choices: Sequence[Choice]) -> Picker:
        assert self.theme is not None
        picker = Picker(title, self.theme, self._window)
        # It holds a row for every post of the site: gone once it has been used.
        picker.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        picker.show_choices(choices)
        picker.open()
        return picker

    @Slot()
    def go_to_post(self) -> None:
        """Find a post by its headline, author, category or file name."""
        picker = self._open(self.tr("Go to post"), ())
        picker.chosen.connect(self.post_chosen)
        picker.typed.connect(self._search.show_matches)
        picker.destroyed.connect(self._on_picker_destroyed)
        self._posts = picker
        picker.show_found(())
        self._search.show_matches("")

    @Slot()
    def _on_picker_destroyed(self) -> None:
        self._posts = None

    @Slot(object)
    def show_matches(self, posts: Sequence[PostEntry]) -> None:
        """Offer the posts that what was typed may mean."""
        if self._posts is not None:
            self._posts.show_found(
                [Choice(entry.path, entry.title or entry.path, meta_text(entry)) for entry in posts]
            )

    @Slot()
    def show_commands(self) -> None:
        """Find a command by its name; one that cannot be given now says why."""
        choices = []
        for command in commands():
            action = self._actions[command.name]
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            off = "" if action.isEnabled() else reason_of(action) or self.tr("Not possible now.")
            choices.append(Choice(command.name, command.text.rstrip("…"), keys, off=off))
        self._open(self.tr("Command list"), choices).chosen.connect(self._on_command_chosen)

    @Slot(object)
    def _on_command_chosen(self, name: str) -> None:
        self._actions[name].trigger()
