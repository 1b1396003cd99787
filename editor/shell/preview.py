"""Owns how the writer looks at the page: which one, as wide as which screen, and in which colours."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction

from editor.shell.reader import Reader
from editor.shell.window import DeskWindow
from editor.widgets.preview.pane import KINDS
from editor.widgets.preview.stage import WIDTHS
from editor.widgets.theme import DARK, LIGHT, Theme

_OWN = {"light": LIGHT, "dark": DARK}
SCHEMES = ("window", *_OWN)


class PreviewDesk(QObject):
    """Carries out what the writer wants of the preview as a whole; kept with the session.

    ``window_theme`` gives the colours of the window, which the page wears unless it is to have its own;
    ``theme_changed`` carries the ``Theme`` that pages are to have from now on.
    """

    theme_changed = Signal(object)

    def __init__(
        self,
        window: DeskWindow,
        reader: Reader,
        actions: Mapping[str, QAction],
        window_theme: Callable[[], Theme],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._reader = reader
        self._actions = actions
        self._window_theme = window_theme
        self._width = "desktop"
        self._scheme = "window"

    # -- coming back -------------------------------------------------------------------------------------------

    def state(self) -> dict[str, str]:
        """Return tab, width and colours as plain texts to keep."""
        kind = self._window.preview.kinds.choice
        return {"page_kind": kind, "page_width": self._width, "page_scheme": self._scheme}

    def restore(self, state: Mapping[str, str]) -> None:
        """Bring tab, width and colours back; what is missing or odd is as in a fresh window."""
        self.set_width(state.get("page_width", "desktop"))
        self.set_scheme(state.get("page_scheme", "window"))
        kind = state.get("page_kind", KINDS[0])
        self._window.preview.turn_to(kind if kind in KINDS else KINDS[0])

    # -- width -------------------------------------------------------------------------------------------------

    @Slot(str)
    def set_width(self, name: str) -> None:
        """Show the page as on a ``phone``, a ``tablet`` or a ``desktop``."""
        self._width = name if name in WIDTHS else "desktop"
        for each in WIDTHS:
            self._actions[f"page_{each}"].setChecked(each == self._width)
        self._window.preview.set_width(self._width)
        self.keep_place()

    @Slot()
    def keep_place(self) -> None:
        """Show the same part of the post in a page that has just been laid out anew."""
        if self._window.editor.isVisible():
            self._reader.follow_editor(self._window.editor.top_line())

    # -- colours -----------------------------------------------------------------------------------------------

    @property
    def theme(self) -> Theme:
        """The colours of the page."""
        return _OWN.get(self._scheme) or self._window_theme()

    @Slot(str)
    def set_scheme(self, name: str) -> None:
        """Show the page ``light``, ``dark``, or in the colours of the ``window``."""
        self._scheme = name if name in SCHEMES else "window"
        for each in SCHEMES:
            self._actions[f"page_in_{each}"].setChecked(each == self._scheme)
        self.refresh_theme()

    @Slot()
    def refresh_theme(self) -> None:
        """Give pages and cards the colours they are to have now."""
        self._reader.set_theme(self.theme)
        self._window.preview.set_cards_theme(self.theme)
        self.theme_changed.emit(self.theme)
