"""Owns what every intent of the writer leads to, and the one table of who is connected to whom."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QAction, QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from editor import __version__
from editor.core.settings import Settings
from editor.services.document import Document
from editor.services.recovery import Recovery
from editor.services.renderer import Renderer
from editor.services.site_index import SiteIndex
from editor.services.tasks import TaskRunner
from editor.services.watcher import Watcher
from editor.services.workspace import Workspace
from editor.shell.files import FileDesk
from editor.shell.forms import FormDesk
from editor.shell.outline import OutlineDesk
from editor.shell.preview import SCHEMES, PreviewDesk
from editor.shell.reader import Reader
from editor.shell.session import SessionKeeper
from editor.shell.showing import Showing
from editor.shell.views import ViewDesk
from editor.shell.window import DeskWindow
from editor.storage.paths import UserPaths
from editor.widgets.preview.stage import WIDTHS
from editor.widgets.prompts import Prompts
from editor.widgets.theme import Theme


@dataclass(frozen=True, slots=True)
class Parts:
    """What the composition root builds for the first paint."""

    app: QApplication
    window: DeskWindow
    actions: dict[str, QAction]
    workspace: Workspace
    index: SiteIndex
    recovery: Recovery
    tasks: TaskRunner
    watcher: Watcher
    preview: PreviewDesk
    renderer: Renderer
    reader: Reader
    files: FileDesk
    views: ViewDesk
    session: SessionKeeper
    showing: Showing
    outline: OutlineDesk
    forms: FormDesk
    prompts: Prompts
    paths: UserPaths


class Controller(QObject):
    """One short method for each intent and each fact."""

    def __init__(self, parts: Parts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._parts = parts
        self.connect_all()

    @property
    def current(self) -> Document | None:
        """The post in front."""
        return self._parts.workspace.current

    # -- the table ---------------------------------------------------------------------------------------------

    def connect_all(self) -> None:
        """Connect everything, sorted by sender."""
        parts, window = self._parts, self._parts.window
        files, views, editor, form = parts.files, parts.views, window.editor, window.form
        panel = window.panel
        hints = QGuiApplication.styleHints()
        table = (
            (editor.cursor_changed, self._on_editor_cursor_changed),
            (editor.cursor_changed, parts.outline.follow_text),
            (editor.refused, files.tell_refused),
            (editor.selection_changed, parts.showing.note_selection),
            (editor.top_changed, parts.outline.follow_text),
            (editor.top_changed, parts.reader.follow_editor),
            (editor.zoom_requested, views.zoom),
            (window.empty.new_post_requested, self._on_new_post_requested),
            (window.empty.open_project_requested, files.ask_project),
            (files.saved, parts.showing.note_saved),
            (files.saved, self._on_files_saved),
            (form.block_changed, parts.forms.set_block),
            (form.front_matter_requested, parts.forms.add_front_matter),
            (form.redo_requested, parts.forms.redo),
            (form.step_ended, parts.forms.end_step),
            (form.undo_requested, parts.forms.undo),
            (form.value_changed, parts.forms.set_value),
            (form.value_removed, parts.forms.remove_value),
            (hints.colorSchemeChanged, views.refresh_theme),
            (parts.index.failed, files.note_unread),
            (parts.index.failed, panel.progress.settle),
            (parts.index.failed, panel.show_stopped),
            (parts.index.paused, panel.progress.show_paused),
            (parts.index.paused, panel.show_stopped),
            (parts.index.progressed, panel.progress.show_progress),
            (parts.index.progressed, panel.show_reading),
            (parts.index.settled, files.note_read),
            (parts.index.settled, panel.progress.settle),
            (parts.index.settled, panel.show_reading),
            (window.notice.choice_made, files.choose),
            (window.outline.hide_requested, parts.outline.hide),
            (window.outline.leave_requested, parts.outline.leave),
            (window.outline.line_requested, parts.outline.go_to),
            (panel.posts.leave_requested, editor.setFocus),
            (panel.posts.new_post_requested, self._on_new_post_requested),
            (panel.posts.open_project_requested, files.ask_project),
            (panel.progress.cancel_requested, parts.index.pause),
            (panel.progress.resume_requested, parts.index.resume),
            (window.preview.turned, parts.preview.keep_place),
            (window.preview.width_chosen, parts.preview.set_width),
            (parts.reader.failed, files.tell),
            (parts.reader.page_moved, parts.outline.follow_page),
            (parts.reader.pictures_changed, parts.showing.watch),
            (parts.reader.zoom_requested, views.zoom_page),
            (parts.reader.words_counted, parts.showing.count_words),
            (parts.recovery.failed, files.tell),
            (window.tabs.close_requested, self._on_tabs_close_requested),
            (window.tabs.order_changed, self._on_tabs_order_changed),
            (window.tabs.tab_chosen, self._on_tabs_tab_chosen),
            (window.top.mode_chosen, views.set_mode),
            (views.failed, files.tell),
            (views.outline_shown, parts.outline.watch),
            (views.settings_changed, self._on_views_settings_changed),
            (views.theme_changed, self._on_views_theme_changed),
            (window.activated, self._on_window_activated),
            (window.escaped, self._on_window_escaped),
            (window.closing, self._on_window_closing),
            (window.full_screen_changed, parts.actions["full_screen"].setChecked),
            (parts.workspace.current_changed, files.show_current),
            (parts.workspace.current_changed, parts.session.keep_soon),
            (parts.workspace.current_changed, parts.showing.show_current),
            (parts.workspace.current_changed, parts.outline.show_current),
            (parts.workspace.document_closed, files.withdraw_notices),
            (parts.workspace.document_closed, parts.showing.show_closed),
            (parts.workspace.document_moved, parts.showing.show_moved),
            (parts.workspace.document_opened, parts.showing.show_opened),
            (parts.workspace.failed, files.tell),
            (parts.workspace.leaving, files.finish_form),
            (parts.workspace.listing_changed, parts.showing.show_listing),
            (parts.workspace.project_opened, parts.session.keep_soon),
            (parts.workspace.project_opened, parts.showing.show_project),
            (parts.workspace.site_changed, parts.showing.show_project),
        )
        for signal, slot in table:
            signal.connect(slot)
        slots = self._action_slots()
        for name, slot in slots.items():
            parts.actions[name].triggered.connect(slot)
        self.unserved = [name for name in parts.actions if name not in slots]
        """The commands that wait for ``LateController``."""

    def _action_slots(self) -> dict[str, object]:
        """Return what each command does; the ones about text go to the editor as they are."""
        parts, editor, find = self._parts, self._parts.window.editor, self._parts.window.find_bar
        files, views = parts.files, parts.views
        headings = {f"heading_{level}": partial(self._heading, level) for level in range(1, 7)}
        return {
            "about": self._on_about_triggered,
            "attention": self._on_attention_triggered,
            "bold": editor.bold,
            "bullets": editor.bullets,
            "close_tab": self._on_close_tab_triggered,
            "comment": editor.comment,
            "copy": partial(self._edit_focused, "copy"),
            "cut": partial(self._edit_focused, "cut"),
            "filter_posts": self._on_filter_posts_triggered,
            "find": partial(self._find, "open_find"),
            "find_next": partial(self._find, "find_next"),
            "find_previous": partial(self._find, "find_previous"),
            "focus_mode": views.toggle_focus,
            "full_screen": views.toggle_full_screen,
            "help": views.show_help,
            "italic": editor.italic,
            "link": editor.link,
            "mode_read": partial(self._mode, "read"),
            "mode_split": partial(self._mode, "split"),
            "mode_write": partial(self._mode, "write"),
            "move_down": partial(self._move, 1),
            "move_up": partial(self._move, -1),
            "new_post": self._on_new_post_requested,
            "next_part": self._on_next_part_triggered,
            "open_menu": self._parts.window.top.open_menu,
            "next_tab": partial(self._next_tab, 1),
            "numbers": editor.numbers,
            "open_file": files.ask_post,
            "open_log": self._on_open_log_triggered,
            "open_project": files.ask_project,
            "outline": parts.outline.toggle,
            **{f"page_in_{name}": partial(self._page_scheme, name) for name in SCHEMES},
            **{f"page_{name}": partial(self._page_width, name) for name in WIDTHS},
            "page_larger": partial(self._zoom_page, 1),
            "page_smaller": partial(self._zoom_page, -1),
            "page_usual_size": partial(self._zoom_page, 0),
            "paste": partial(self._edit_focused, "paste"),
            "paste_plain": editor.paste_plain,
            "preferences": views.show_preferences,
            "previous_tab": partial(self._next_tab, -1),
            "quit": self._parts.window.close,
            "quote": editor.quote,
            "redo": self._on_redo_triggered,
            "reopen_tab": files.reopen,
            "replace": find.open_replace,
            "save": self._on_save_triggered,
            "save_all": files.save_all,
            "save_as": self._on_save_as_triggered,
            "select_all": partial(self._edit_focused, "selectAll"),
            "toggle_form": views.toggle_form,
            "toggle_panel": views.toggle_panel,
            "toggle_preview": views.toggle_preview,
            "toggle_spelling": views.toggle_spelling,
            "undo": self._on_undo_triggered,
            "zoom_in": views.zoom_in,
            "zoom_out": views.zoom_out,
            "zoom_reset": views.zoom_reset,
            **headings,
        }

    # -- the text ----------------------------------------------------------------------------------------------

    @Slot(int, int)
    def _on_editor_cursor_changed(self, line: int, column: int) -> None:
        if self.current is None:
            return
        self._parts.window.status.show_place(line, column)
        if self._parts.window.editor.shows_line(line):  # else the writer has scrolled away from it
            self._parts.reader.reveal_line(line)

    def _find(self, step: str, _checked: bool = False) -> None:
        """Find in the page where that has the keyboard or stands alone, else in the text."""
        window = self._parts.window
        in_page = not window.middle.isVisible() or window.preview.has_keyboard
        if in_page and window.preview.shows_cards:
            window.preview.turn_to("article")
        getattr(window.preview.find_bar if in_page else window.find_bar, step)()

    def _heading(self, level: int, _checked: bool = False) -> None:
        self._parts.window.editor.heading(level)

    def _move(self, delta: int, _checked: bool = False) -> None:
        self._parts.window.editor.move_lines(delta)

    @Slot()
    def _on_undo_triggered(self) -> None:
        self._undo_or_redo("undo")

    @Slot()
    def _on_redo_triggered(self) -> None:
        self._undo_or_redo("redo")

    def _undo_or_redo(self, what: str) -> None:
        """Undo where the cursor is: in the text, in the form, or in a field such as the filter's."""
        window, focused = self._parts.window, QApplication.focusWidget()
        if focused is None or focused is window.editor or not hasattr(focused, what):
            if focused is not None and window.form.isAncestorOf(focused):
                getattr(self._parts.forms, what)()
            else:
                getattr(window.editor, what)()
        elif window.form.isAncestorOf(focused):
            getattr(self._parts.forms, what)()
        else:
            getattr(focused, what)()

    def _edit_focused(self, name: str, _checked: bool = False) -> None:
        """Cut, copy, paste or select all in the field that has the cursor."""
        focused = QApplication.focusWidget()
        target = focused if focused is not None and hasattr(focused, name) else self._parts.window.editor
        getattr(target, name)()

    # -- posts and files ---------------------------------------------------------------------------------------

    @Slot()
    def _on_new_post_requested(self) -> None:
        self._parts.files.new_post()

    @Slot()
    def _on_save_triggered(self) -> None:
        self._parts.files.save(self.current)

    @Slot()
    def _on_save_as_triggered(self) -> None:
        self._parts.files.save_as(self.current)

    @Slot()
    def _on_close_tab_triggered(self) -> None:
        self._parts.files.close(self.current)

    @Slot(object)
    def _on_files_saved(self, _document: Document) -> None:
        self._parts.workspace.rescan_soon()

    @Slot(int)
    def _on_tabs_tab_chosen(self, index: int) -> None:
        documents = self._parts.workspace.documents
        if index < len(documents):
            self._parts.workspace.bring_to_front(documents[index])

    @Slot(int)
    def _on_tabs_close_requested(self, index: int) -> None:
        self._parts.files.close(self._parts.workspace.documents[index])

    @Slot(int, int)
    def _on_tabs_order_changed(self, source: int, target: int) -> None:
        workspace = self._parts.workspace
        workspace.move(workspace.documents[source], target)

    def _next_tab(self, step: int, _checked: bool = False) -> None:
        workspace = self._parts.workspace
        if self.current is not None:
            index = workspace.documents.index(self.current) + step
            workspace.bring_to_front(workspace.documents[index % len(workspace.documents)])

    # -- the window --------------------------------------------------------------------------------------------

    def _mode(self, name: str, _checked: bool = False) -> None:
        self._parts.views.set_mode(name)

    def _page_width(self, name: str, _checked: bool = False) -> None:
        self._parts.preview.set_width(name)

    def _page_scheme(self, name: str, _checked: bool = False) -> None:
        self._parts.preview.set_scheme(name)

    def _zoom_page(self, step: int, _checked: bool = False) -> None:
        self._parts.views.zoom_page(step)

    @Slot(object)
    def _on_views_settings_changed(self, settings: Settings) -> None:
        self._parts.reader.apply_settings(settings)
        self._parts.showing.use_settings(settings)

    @Slot(object)
    def _on_views_theme_changed(self, theme: Theme) -> None:
        self._parts.preview.refresh_theme()

    @Slot()
    def _on_filter_posts_triggered(self) -> None:
        self._parts.views.toggle_panel(shown=True)
        self._parts.window.panel.focus_posts()

    @Slot()
    def _on_attention_triggered(self) -> None:
        self._parts.views.toggle_panel(shown=True)
        self._parts.window.panel.focus_attention()

    @Slot()
    def _on_next_part_triggered(self) -> None:
        """Go round the parts of the window that are on show."""
        window, focused = self._parts.window, QApplication.focusWidget()
        parts: list[QWidget] = [
            window.panel,
            window.outline,
            window.form,
            window.editor,
            window.notice,  # one step from the text: what it asks is mostly about that
            window.preview,
            window.top,
        ]
        shown = (part for part in parts if part.isVisible() and part.isEnabled())
        stops = [(part, stop) for part in shown if (stop := _stop_in(part)) is not None]
        here = next((index for index, (part, _) in enumerate(stops) if focused and _holds(part, focused)), -1)
        stops[(here + 1) % len(stops)][1].setFocus(Qt.FocusReason.TabFocusReason)

    @Slot()
    def _on_window_escaped(self) -> None:
        """Lead out of Focus, where nothing on the screen says how."""
        focus = self._parts.actions["focus_mode"]
        if focus.isChecked():
            focus.trigger()

    @Slot()
    def _on_window_activated(self) -> None:
        """Look what other programs did meanwhile: what they write in place the system tells of open files only."""
        self._parts.workspace.check_disk()
        self._parts.workspace.rescan_soon()

    @Slot()
    def _on_window_closing(self) -> None:
        if self._parts.files.close_all():
            self._parts.session.keep()
            self._parts.window.allow_close()

    @Slot()
    def _on_about_triggered(self) -> None:
        self._parts.prompts.tell(
            self.tr("About Copydesk"),
            self.tr(
                "Copydesk {version}\nA desktop markdown newsroom editor. Free software under the MIT licence."
            ).format(version=__version__),
        )

    @Slot()
    def _on_open_log_triggered(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._parts.paths.log)))


def _holds(part: QWidget, widget: QWidget) -> bool:
    return part is widget or part.isAncestorOf(widget)


def _stop_in(part: QWidget) -> QWidget | None:
    """Return what takes the keyboard in a part: itself, or the first thing in it that does; None for none."""
    if part.focusPolicy() != Qt.FocusPolicy.NoFocus:
        return part
    inside = (child for child in part.findChildren(QWidget) if child.isVisibleTo(part) and child.isEnabled())
    return next((child for child in inside if child.focusPolicy() & Qt.FocusPolicy.TabFocus), None)
