"""Owns stories told twice: the list of posts like one, and the quiet word when a new post repeats one."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from editor.core.catalog import shown_day
from editor.services.document import Document
from editor.services.searching import FoundSimilar, PostSearch
from editor.services.workspace import Workspace
from editor.shell.window import DeskWindow
from editor.storage.similar import Likeness
from editor.widgets.dialogs.picker import Choice, Picker
from editor.widgets.notice import DISMISS, Notice
from editor.widgets.panel.posts import day_text, meta_text
from editor.widgets.theme import LIGHT, Theme

# A headline is compared once its writer has paused.
_PAUSE_MS = 900
_KEY = "repeats:"
_LONGEST = 80


class RepeatDesk(QObject):
    """Shows the posts that tell one story. ``post_chosen`` carries a path in the project."""

    post_chosen = Signal(object)

    def __init__(
        self, window: DeskWindow, workspace: Workspace, search: PostSearch, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._workspace = workspace
        self._search = search
        self._new: set[str] = set()
        self._expected = ""
        self._asked: tuple[str, str] = ("", "")
        self._found = FoundSimilar("", "")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._on_pause_timeout)
        self.theme: Theme = LIGHT

    # -- the list ----------------------------------------------------------------------------------------------

    @Slot(object)
    def show_similar(self, found: FoundSimilar) -> None:
        """List the posts like one, and how alike they are."""
        title = self.tr("Posts like “{title}”").format(title=_short(found.title))
        picker = Picker(title, self.theme, self._window)
        picker.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        picker.chosen.connect(self.post_chosen)
        if not found.posts:
            picker.set_nothing(self.tr("No other post tells this story."))
        picker.show_choices(
            [
                Choice(entry.path, entry.title or entry.path, f"{self._said(alike)} · {meta_text(entry)}")
                for entry, alike in found.posts
            ]
        )
        picker.open()

    def _said(self, alike: Likeness) -> str:
        """Say how alike two posts are in the fewest words."""
        parts = []
        if alike.headline:
            parts.append(self.tr("headline {0} %").format(round(100 * alike.headline)))
        if alike.text:
            parts.append(self.tr("text {0} %").format(round(100 * alike.text)))
        return ", ".join(parts)

    # -- a new post --------------------------------------------------------------------------------------------

    @Slot(object)
    def expect(self, path: str) -> None:
        """Take the post at ``path`` for a new one when it is opened."""
        self._expected = path

    @Slot(object)
    def follow(self, document: Document) -> None:
        """Look at the headlines of a post that has no file yet, or was begun a moment ago."""
        begun = bool(self._expected) and self._workspace.relative_of(document) == self._expected
        if document.path is None or begun:
            self._new.add(document.key)
            document.front_changed.connect(partial(self._note, document.key))
        if begun:
            self._expected = ""
            self._pause.start()

    @Slot(object)
    def forget(self, document: Document) -> None:
        """Let go of a post that is closed."""
        self._new.discard(document.key)
        self._window.notice.withdraw(_KEY + document.key)

    def _note(self, key: str, _front: object) -> None:
        if key in self._new:
            self._pause.start()

    @Slot()
    def _on_pause_timeout(self) -> None:
        document = self._workspace.current
        if document is None or document.key not in self._new:
            return
        title = str(document.front.get("title") or "") if document.front is not None else ""
        if (document.key, title) != self._asked:
            self._asked = (document.key, title)
            self._search.look_for_repeats(self._workspace.relative_of(document), title)

    @Slot(object)
    def show_repeats(self, found: FoundSimilar) -> None:
        """Say that a headline is much like one there is, or take that back."""
        key = self._asked[0]
        if key not in self._new or found.title != self._asked[1]:
            return
        if not found.posts:
            self._window.notice.withdraw(_KEY + key)
            return
        self._found = found
        entry, _ = found.posts[0]
        day = shown_day(entry)
        said = _short(entry.title)
        if day is None:
            text = self.tr("This headline is much like one there is: “{title}”.").format(title=said)
        else:
            text = self.tr("This headline is much like the one of {day}: “{title}”.")
            text = text.format(title=said, day=day_text(day))
        buttons = (("similar", self.tr("Similar posts…")), (DISMISS, self.tr("Dismiss")))
        self._window.notice.show_notice(Notice(_KEY + key, text, "info", buttons))

    @Slot(str, str)
    def choose(self, key: str, name: str) -> None:
        """Show what the notice speaks of; dismissed, it does not come again for this post."""
        if not key.startswith(_KEY):
            return
        if name == DISMISS:
            self._new.discard(key.removeprefix(_KEY))
        elif name == "similar":
            self.show_similar(self._found)


def _short(title: str) -> str:
    return title if len(title) <= _LONGEST else title[: _LONGEST - 1].rstrip() + "…"
