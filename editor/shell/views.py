"""Owns how the desk looks at the moment: view, panel, focus, size of text, colours, preferences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QApplication

from editor.core.errors import SettingsError
from editor.core.settings import Settings
from editor.shell.window import DeskWindow
from editor.storage.paths import UserPaths
from editor.storage.settings_store import save_settings
from editor.widgets.actions import apply_shortcuts
from editor.widgets.theme import apply_theme, colour_scheme, theme_for

# The text is set in lines no longer than this while it stands alone, in characters.
_MEASURE = 90
_SHOWN = {True: "shown", False: "hidden"}


class ViewDesk(QObject):
    """Carries out what a writer wants of the view.

    ``settings_changed`` carries the new ``Settings``; ``theme_changed`` the ``Theme`` in force;
    ``outline_shown`` whether the headings are on show; ``failed`` an ``EditorError``.
    """

    settings_changed = Signal(object)
    theme_changed = Signal(object)
    outline_shown = Signal(bool)
    failed = Signal(object)

    def __init__(
        self,
        app: QApplication,
        window: DeskWindow,
        actions: Mapping[str, QAction],
        settings: Settings,
        paths: UserPaths,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._app = app
        self._window = window
        self._actions = actions
        self._paths = paths
        self.settings = settings
        self.mode = "split"
        self._before_focus: tuple[str, bool, bool, bool] | None = None
        self.theme = theme_for(settings.scheme, QGuiApplication.styleHints().colorScheme())

    # -- colours -----------------------------------------------------------------------------------------------

    @Slot()
    def refresh_theme(self) -> None:
        """Wear the colours of the preferences, or of the system where they say so."""
        hints = QGuiApplication.styleHints()
        # Told first, so that native frames and dialogs follow; asking for the system's own gives up ours.
        wanted = colour_scheme(self.settings.scheme)
        if wanted == Qt.ColorScheme.Unknown:
            hints.unsetColorScheme()
        else:
            hints.setColorScheme(wanted)
        theme = theme_for(self.settings.scheme, hints.colorScheme())
        apply_theme(self._app, theme)
        self.theme = theme
        # A new style sheet gives every widget the font back that it had before the first one.
        self._set_editor_font()
        self._window.editor.set_theme(theme)
        self._window.panel.set_theme(theme)
        self._window.outline.set_theme(theme)
        self.theme_changed.emit(theme)

    # -- coming back -------------------------------------------------------------------------------------------

    def state(self) -> dict[str, str]:
        """Return mode, panel and form as plain texts to keep; what focus hides counts as shown."""
        window = self._window
        mode, panel, form, outline = self._before_focus or (
            self.mode,
            not window.panel.isHidden(),
            not window.form.isHidden(),
            not window.outline.isHidden(),
        )
        return {"mode": mode, "panel": _SHOWN[panel], "form": _SHOWN[form], "outline": _SHOWN[outline]}

    def restore(self, state: Mapping[str, str]) -> None:
        """Bring mode, panel and form back; what is missing is as in a fresh window."""
        self.set_mode(state.get("mode", "split"))
        self.toggle_panel(shown=state.get("panel") != _SHOWN[False])
        self.toggle_form(shown=state.get("form") != _SHOWN[False])
        self.toggle_outline(shown=state.get("outline") == _SHOWN[True])

    # -- modes -------------------------------------------------------------------------------------------------

    @Slot(str)
    def set_mode(self, mode: str) -> None:
        """Show the text, the text and the page, or the page alone."""
        if mode not in ("write", "split", "read"):
            return
        self.mode = mode
        self._window.show_mode(mode)
        self._window.editor.set_measure(_MEASURE if mode == "write" else None)
        for name in ("write", "split", "read"):
            self._actions[f"mode_{name}"].setChecked(name == mode)
        self._actions["toggle_preview"].setChecked(mode != "write")

    @Slot(bool)
    def toggle_preview(self, shown: bool) -> None:
        """Show or hide the page."""
        self.set_mode("split" if shown else "write")

    @Slot(bool)
    def toggle_panel(self, shown: bool) -> None:
        """Show or hide the project panel."""
        self._window.panel.setVisible(shown)
        self._actions["toggle_panel"].setChecked(shown)
        if not shown:
            self._window.editor.setFocus()

    @Slot(bool)
    def toggle_form(self, shown: bool) -> None:
        """Show or hide the form."""
        self._window.form.setVisible(shown)
        self._actions["toggle_form"].setChecked(shown)

    def toggle_outline(self, *, shown: bool) -> None:
        """Show or hide the headings of the post."""
        self._window.outline.setVisible(shown)
        self._actions["outline"].setChecked(shown)
        self.outline_shown.emit(shown)

    @Slot(bool)
    def toggle_spelling(self, on: bool) -> None:
        """Check spelling while writing, or not."""
        self.take_settings(replace(self.settings, check_spelling=on))

    @Slot(bool)
    def toggle_focus(self, on: bool) -> None:
        """Leave nothing but the text on the screen, or bring everything back as it was."""
        window = self._window
        if on and self._before_focus is None:
            panes = (window.panel, window.form, window.outline)
            panel, form, outline = (not pane.isHidden() for pane in panes)
            self._before_focus = (self.mode, panel, form, outline)
            self.set_mode("write")
            self.toggle_outline(shown=False)
            self.toggle_panel(shown=False)
            self.toggle_form(shown=False)
        elif not on and self._before_focus is not None:
            (mode, panel, form, outline), self._before_focus = self._before_focus, None
            self.set_mode(mode)
            self.toggle_panel(shown=panel)
            self.toggle_form(shown=form)
            self.toggle_outline(shown=outline)
        for bar in (window.top, window.tabs, window.status):
            bar.setVisible(self._before_focus is None)
        window.editor.setFocus()

    @Slot(bool)
    def toggle_full_screen(self, on: bool) -> None:
        """Fill the screen, or go back."""
        state = self._window.windowState()
        full = Qt.WindowState.WindowFullScreen
        self._window.setWindowState(state | full if on else state & ~full)

    # -- size --------------------------------------------------------------------------------------------------

    @Slot(int)
    def zoom(self, step: int) -> None:
        """Make the text of editor and page one step larger (1) or smaller (-1), or as usual (0)."""
        size = min(max(self.settings.editor_font_size + step, 8.0), 40.0)
        size = size if step else Settings().editor_font_size
        self.take_settings(replace(self.settings, editor_font_size=size, preview_zoom=self._page_zoom(step)))

    @Slot(int)
    def zoom_page(self, step: int) -> None:
        """Make the page alone one step larger (1) or smaller (-1), or as usual (0)."""
        self.take_settings(replace(self.settings, preview_zoom=self._page_zoom(step)))

    def _page_zoom(self, step: int) -> float:
        if step == 0:
            return Settings().preview_zoom
        return min(max(round(self.settings.preview_zoom + 0.1 * step, 2), 0.5), 4.0)

    @Slot()
    def zoom_in(self) -> None:
        """Make the text larger."""
        self.zoom(1)

    @Slot()
    def zoom_out(self) -> None:
        """Make the text smaller."""
        self.zoom(-1)

    @Slot()
    def zoom_reset(self) -> None:
        """Make the text as large as usual."""
        self.zoom(0)

    # -- preferences -------------------------------------------------------------------------------------------

    @Slot()
    def show_preferences(self) -> None:
        """Open the preferences."""
        # Here and not above: the first window does without it.
        from editor.widgets.dialogs.preferences import PreferencesDialog

        dialog = PreferencesDialog(self.settings, self._window)
        dialog.settings_changed.connect(self.take_settings)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    @Slot()
    def show_help(self) -> None:
        """Open help."""
        # Here and not above: the first window does without it.
        from editor.widgets.dialogs.help import HelpDialog

        dialog = HelpDialog(self._actions, self.theme, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    @Slot(object)
    def take_settings(self, settings: Settings) -> None:
        """Use other settings from now on, and keep them."""
        scheme_changed = settings.scheme != self.settings.scheme
        self.settings = settings
        self.use_settings()
        if scheme_changed:
            self.refresh_theme()
        try:
            save_settings(self._paths, settings)
        except SettingsError as error:
            self.failed.emit(error)

    def use_settings(self) -> None:
        """Let every part follow the settings."""
        settings = self.settings
        apply_shortcuts(self._actions, settings.shortcuts)
        self._set_editor_font()
        self._window.editor.set_highlight_line(settings.highlight_line)
        self._window.editor.set_tab_width(settings.tab_width)
        self._window.form.set_excerpt_limit(settings.excerpt_limit)
        self.settings_changed.emit(settings)

    def _set_editor_font(self) -> None:
        self._window.editor.set_font(self.settings.editor_font, round(self.settings.editor_font_size))
