"""Owns what every intent of the writer leads to, and the one table of who is connected to whom."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QAction, QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from editor import __version__
from editor.core.errors import EditorError
from editor.core.settings import Settings
from editor.services.assets import AssetBook
from editor.services.attention import Attention
from editor.services.document import Document
from editor.services.image_bench import ImageBench
from editor.services.jobs import Jobs
from editor.services.recovery import Recovery
from editor.services.searching import PostSearch
from editor.services.site_index import SiteIndex
from editor.services.spelling import Spelling
from editor.services.tasks import TaskRunner
from editor.services.thumbnails import Thumbnails
from editor.services.watcher import Watcher
from editor.services.workspace import Workspace
from editor.shell.address import AddressDesk
from editor.shell.asset_changes import AssetChanges
from editor.shell.assets import AssetDesk
from editor.shell.bench import BenchDesk
from editor.shell.cards import CardsDesk
from editor.shell.excerpts import ExcerptDesk
from editor.shell.exporting import ExportDesk
from editor.shell.files import FileDesk
from editor.shell.finding import FindDesk
from editor.shell.forms import FormDesk
from editor.shell.founding import FoundingDesk
from editor.shell.importing import ImportDesk
from editor.shell.inline_pictures import InlinePictureDesk
from editor.shell.jobs import JobDesk
from editor.shell.liquid import LiquidDesk
from editor.shell.listing import ListingDesk
from editor.shell.outline import OutlineDesk
from editor.shell.pictures import PictureDesk
from editor.shell.planning import PlanDesk
from editor.shell.posts import PostDesk
from editor.shell.preview import SCHEMES, PreviewDesk
from editor.shell.reader import Reader
from editor.shell.renaming import RenameDesk
from editor.shell.repeats import RepeatDesk
from editor.shell.rescue import RescueDesk
from editor.shell.revealing import FileManager
from editor.shell.searching import SearchDesk
from editor.shell.sending import SendDesk
from editor.shell.session import SessionKeeper
from editor.shell.showing import Showing
from editor.shell.site_tab import SiteDesk
from editor.shell.spelling import SpellingDesk
from editor.shell.starting import StartDesk
from editor.shell.views import ViewDesk
from editor.shell.window import DeskWindow
from editor.storage.paths import UserPaths
from editor.storage.project import ASSET_SUFFIXES
from editor.widgets.preview.stage import WIDTHS
from editor.widgets.prompts import Prompts
from editor.widgets.theme import Theme


@dataclass(frozen=True, slots=True)
class Parts:
    """Everything the composition root has built."""

    app: QApplication
    window: DeskWindow
    actions: dict[str, QAction]
    workspace: Workspace
    index: SiteIndex
    recovery: Recovery
    tasks: TaskRunner
    thumbnails: Thumbnails
    asset_book: AssetBook
    asset_changes: AssetChanges
    assets: AssetDesk
    importing: ImportDesk
    watcher: Watcher
    preview: PreviewDesk
    reader: Reader
    site_tab: SiteDesk
    files: FileDesk
    rescue: RescueDesk
    finding: FindDesk
    spelling: Spelling
    spellings: SpellingDesk
    pictures: PictureDesk
    inline_pictures: InlinePictureDesk
    bench: ImageBench
    benches: BenchDesk
    attention: Attention
    cards: CardsDesk
    liquid: LiquidDesk
    excerpts: ExcerptDesk
    exports: ExportDesk
    sending: SendDesk
    views: ViewDesk
    session: SessionKeeper
    showing: Showing
    address: AddressDesk
    founding: FoundingDesk
    file_manager: FileManager
    listing: ListingDesk
    outline: OutlineDesk
    search: PostSearch
    searching: SearchDesk
    repeats: RepeatDesk
    jobs: Jobs
    job_desk: JobDesk
    plans: PlanDesk
    names: RenameDesk
    posts: PostDesk
    starting: StartDesk
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
            (parts.asset_book.changed, parts.assets.show_catalogue),
            (parts.asset_book.failed, files.tell),
            (parts.asset_changes.failed, files.tell),
            (parts.address.clashes_found, panel.posts.show_clashes),
            (parts.address.judged, parts.cards.take_fate),
            (parts.attention.changed, panel.attention.show_needs),
            (parts.attention.failed, files.tell),
            (parts.bench.drawn, parts.benches.show_drawn),
            (parts.bench.failed, parts.benches.show_failure),
            (parts.bench.opened, parts.benches.show_opened),
            (parts.bench.progressed, parts.benches.show_progress),
            (parts.bench.reverted, parts.benches.show_reverted),
            (parts.bench.saved, parts.benches.show_saved),
            (parts.bench.varied, parts.benches.show_varied),
            (parts.bench.weighed, parts.benches.show_weight),
            (parts.benches.failed, files.tell),
            (parts.benches.picture_written, parts.cards.show_soon),
            (parts.benches.picture_written, parts.listing.redraw),
            (editor.cursor_changed, self._on_editor_cursor_changed),
            (editor.cursor_changed, parts.outline.follow_text),
            (editor.files_dropped, parts.inline_pictures.drop),
            (editor.image_pasted, parts.inline_pictures.paste),
            (editor.menu_closed, parts.spellings.forget_menu),
            (editor.menu_opening, parts.benches.extend_menu),
            (editor.menu_opening, parts.spellings.extend_menu),
            (editor.selection_changed, parts.showing.note_selection),
            (editor.top_changed, parts.outline.follow_text),
            (editor.top_changed, parts.reader.follow_editor),
            (editor.zoom_requested, views.zoom),
            (window.empty.go_to_post_requested, parts.finding.go_to_post),
            (window.empty.new_post_requested, self._on_new_post_requested),
            (window.empty.open_project_requested, files.ask_project),
            (parts.exports.failed, files.tell),
            (parts.file_manager.failed, files.tell),
            (files.saved, self._on_files_saved),
            (parts.finding.post_chosen, parts.listing.open_post),
            (form.block_changed, parts.forms.set_block),
            (form.choose_image_requested, parts.forms.choose_image),
            (form.edit_image_requested, parts.benches.edit_lead),
            (form.front_matter_requested, parts.forms.add_front_matter),
            (form.redo_requested, parts.forms.redo),
            (parts.excerpts.automatic_found, parts.cards.take_automatic),
            (form.suggestions_requested, parts.excerpts.suggest),
            (form.undo_requested, parts.forms.undo),
            (form.value_changed, parts.forms.set_value),
            (form.value_removed, parts.forms.remove_value),
            (hints.colorSchemeChanged, views.refresh_theme),
            (parts.importing.failed, files.tell),
            (parts.index.failed, panel.progress.settle),
            (parts.index.failed, panel.show_stopped),
            (parts.index.paused, panel.progress.show_paused),
            (parts.index.paused, panel.show_stopped),
            (parts.index.progressed, panel.progress.show_progress),
            (parts.index.progressed, panel.show_reading),
            (parts.index.settled, parts.asset_book.refresh),
            (parts.index.settled, parts.liquid.fill_again),
            (parts.index.settled, panel.progress.settle),
            (parts.index.settled, panel.show_reading),
            (parts.jobs.done, parts.importing.follow_job),
            (parts.jobs.done, parts.job_desk.show_done),
            (parts.jobs.done, parts.plans.follow_done),
            (parts.jobs.done, parts.posts.follow_job),
            (parts.jobs.failed, parts.importing.forget_job),
            (parts.jobs.failed, parts.job_desk.show_failed),
            (parts.jobs.progressed, parts.job_desk.show_progress),
            (parts.jobs.started, parts.job_desk.show_started),
            (parts.jobs.undo_changed, parts.job_desk.show_undo),
            (window.notice.choice_made, files.choose),
            (window.notice.choice_made, parts.repeats.choose),
            (window.notice.choice_made, parts.job_desk.choose),
            (window.notice.choice_made, parts.plans.choose),
            (window.notice.choice_made, parts.exports.choose),
            (window.outline.hide_requested, parts.outline.hide),
            (window.outline.leave_requested, parts.outline.leave),
            (window.outline.line_requested, parts.outline.go_to),
            (panel.assets.files_dropped, parts.assets.drop),
            (panel.assets.import_requested, parts.assets.ask_import),
            (panel.assets.job_requested, parts.assets.do),
            (panel.assets.leave_requested, editor.setFocus),
            (panel.assets.menu_requested, parts.assets.show_menu),
            (panel.assets.open_project_requested, files.ask_project),
            (panel.attention.leave_requested, editor.setFocus),
            (panel.attention.need_chosen, parts.listing.go_to_need),
            (panel.attention_shown, parts.attention.set_watched),
            (panel.assets.picture_wanted, parts.assets.want_picture),
            (panel.posts.excerpts_wanted, parts.search.show_excerpts),
            (panel.posts.leave_requested, editor.setFocus),
            (panel.posts.menu_requested, parts.posts.show_menu),
            (panel.posts.new_post_requested, self._on_new_post_requested),
            (panel.posts.open_project_requested, files.ask_project),
            (panel.posts.picture_wanted, parts.assets.want_picture),
            (panel.posts.post_requested, parts.listing.open_post),
            (panel.posts.search_removed, parts.searching.forget_search),
            (panel.posts.search_saved, parts.searching.save_search),
            (panel.posts.site_requested, parts.founding.make_site),
            (panel.posts.view_changed, parts.searching.show_view),
            (parts.pictures.edit_requested, parts.benches.edit_asset),
            (parts.inline_pictures.failed, files.tell),
            (parts.pictures.failed, files.tell),
            (parts.pictures.insert_requested, parts.inline_pictures.put_in),
            (panel.progress.cancel_requested, parts.index.pause),
            (panel.progress.resume_requested, parts.index.resume),
            (parts.pictures.reveal_requested, parts.listing.reveal),
            (window.preview.kind_chosen, parts.cards.show_soon),
            (window.preview.site_line.load_requested, parts.site_tab.load_once),
            (window.preview.turned, parts.site_tab.follow_tab),
            (window.preview.width_chosen, parts.preview.set_width),
            (parts.reader.failed, files.tell),
            (parts.reader.page_moved, parts.outline.follow_page),
            (parts.reader.pictures_changed, parts.showing.watch),
            (parts.reader.ready, parts.site_tab.start),
            (parts.reader.zoom_requested, views.zoom_page),
            (parts.reader.words_counted, parts.showing.count_words),
            (parts.names.failed, files.tell),
            (parts.plans.failed, files.tell),
            (parts.posts.export_requested, parts.exports.export_posts),
            (parts.posts.failed, files.tell),
            (parts.posts.reveal_requested, parts.listing.reveal),
            (parts.posts.similar_requested, parts.search.show_similar),
            (parts.recovery.failed, files.tell),
            (parts.recovery.found, parts.rescue.offer),
            (window.post_menu.aboutToShow, parts.posts.show_sensible),
            (window.recent_menu.aboutToShow, parts.listing.fill_recent),
            (parts.starting.begun, parts.repeats.expect),
            (parts.sending.failed, files.tell),
            (parts.starting.failed, files.tell),
            (window.tabs.close_requested, self._on_tabs_close_requested),
            (window.tabs.order_changed, self._on_tabs_order_changed),
            (window.tabs.tab_chosen, self._on_tabs_tab_chosen),
            (parts.site_tab.failed, files.tell),
            (parts.site_tab.files_changed, parts.showing.watch),
            (parts.spelling.counted, parts.spellings.show_count),
            (parts.spelling.failed, parts.spellings.keep_problem),
            (parts.spelling.found, parts.spellings.show_finding),
            (parts.spelling.judged, parts.spellings.redraw),
            (parts.spelling.language_changed, parts.spellings.show_language),
            (parts.spelling.suggested, parts.spellings.show_suggestions),
            (window.spelling_bar.ignore_requested, parts.spellings.ignore),
            (window.spelling_bar.learn_requested, parts.spellings.learn),
            (window.spelling_bar.leave_requested, parts.spellings.leave),
            (window.spelling_bar.next_requested, parts.spellings.start),
            (window.spelling_bar.replace_requested, parts.spellings.replace),
            (window.status.note_requested, parts.spellings.start),
            (parts.repeats.post_chosen, parts.listing.open_post),
            (parts.search.excerpts_found, panel.posts.show_excerpts),
            (parts.search.failed, files.tell),
            (parts.search.found, parts.searching.show_found),
            (parts.search.known_found, panel.posts.show_known),
            (parts.search.known_found, parts.searching.show_known),
            (parts.search.lines_found, parts.searching.show_lines),
            (parts.search.matches_found, parts.finding.show_matches),
            (parts.search.repeats_found, parts.repeats.show_repeats),
            (parts.search.similar_found, parts.repeats.show_similar),
            (parts.searching.line_chosen, self._on_searching_line_chosen),
            (parts.searching.post_chosen, parts.listing.open_post),
            (parts.thumbnails.ready, parts.assets.show_picture),
            (parts.thumbnails.ready, parts.pictures.show_thumbnail),
            (window.top.mode_chosen, views.set_mode),
            (views.failed, files.tell),
            (views.outline_shown, parts.outline.watch),
            (views.settings_changed, self._on_views_settings_changed),
            (views.theme_changed, parts.assets.set_theme),
            (views.theme_changed, self._on_views_theme_changed),
            (parts.watcher.files_changed, parts.listing.check_files),
            (parts.watcher.files_changed, parts.site_tab.check_files),
            (parts.watcher.folders_changed, parts.listing.check_folders),
            (parts.watcher.folders_changed, parts.site_tab.draw_soon),
            (window.alt_bar.answered, parts.inline_pictures.set_alt),
            (window.alt_bar.closed, parts.inline_pictures.leave_alt),
            (window.activated, parts.address.show_soon),
            (window.activated, self._on_window_activated),
            (window.closing, self._on_window_closing),
            (window.full_screen_changed, parts.actions["full_screen"].setChecked),
            (window.urls_dropped, self._on_window_urls_dropped),
            (parts.app.focusChanged, parts.posts.show_enabled),
            (parts.workspace.current_changed, parts.posts.show_enabled),
            (parts.workspace.current_changed, parts.address.show_soon),
            (parts.workspace.current_changed, parts.session.keep_soon),
            (parts.workspace.current_changed, parts.liquid.fill_again),
            (parts.workspace.current_changed, parts.showing.show_current),
            (parts.workspace.current_changed, parts.excerpts.show_current),
            (parts.workspace.current_changed, parts.outline.show_current),
            (parts.workspace.current_changed, parts.inline_pictures.show_current),
            (parts.workspace.current_changed, parts.spellings.show_current),
            (parts.workspace.document_closed, parts.address.forget),
            (parts.workspace.document_closed, parts.repeats.forget),
            (parts.workspace.document_closed, parts.showing.show_closed),
            (parts.workspace.document_moved, parts.posts.show_enabled),
            (parts.workspace.document_moved, parts.showing.show_moved),
            (parts.workspace.document_moved, parts.address.show_soon),
            (parts.workspace.document_opened, parts.address.follow),
            (parts.workspace.document_opened, parts.repeats.follow),
            (parts.workspace.document_opened, parts.showing.show_opened),
            (parts.workspace.document_opened, parts.cards.follow),
            (parts.workspace.document_opened, parts.liquid.follow),
            (parts.workspace.document_opened, parts.site_tab.follow),
            (parts.workspace.document_opened, parts.excerpts.follow),
            (parts.workspace.document_opened, parts.spellings.follow),
            (parts.workspace.failed, files.tell),
            (parts.workspace.leaving, files.finish_form),
            (parts.workspace.listing_changed, parts.asset_book.follow),
            (parts.workspace.listing_changed, parts.address.gather),
            (parts.workspace.listing_changed, parts.attention.follow),
            (parts.workspace.listing_changed, parts.liquid.read_again),
            (parts.workspace.listing_changed, parts.site_tab.read_again),
            (parts.workspace.listing_changed, parts.listing.show_listing),
            (parts.workspace.listing_changed, parts.searching.show_listing),
            (parts.workspace.project_opened, parts.asset_book.forget),
            (parts.workspace.listing_changed, parts.posts.show_enabled),
            (parts.workspace.project_opened, parts.founding.show_project),
            (parts.workspace.project_opened, parts.job_desk.forget),
            (parts.workspace.project_opened, parts.listing.show_project),
            (parts.workspace.project_opened, parts.session.keep_soon),
            (parts.workspace.project_opened, parts.searching.show_project),
            (parts.workspace.site_changed, parts.asset_book.forget),
            (parts.workspace.site_changed, parts.address.show_soon),
            (parts.workspace.site_changed, parts.founding.show_project),
            (parts.workspace.site_changed, parts.liquid.read_again),
            (parts.workspace.site_changed, parts.site_tab.read_again),
            (parts.workspace.site_changed, parts.listing.show_project),
        )
        for signal, slot in table:
            signal.connect(slot)
        for name, slot in self._action_slots().items():
            parts.actions[name].triggered.connect(slot)

    def _action_slots(self) -> dict[str, object]:
        """Return what each command does; the ones about text go to the editor as they are."""
        parts, editor, find = self._parts, self._parts.window.editor, self._parts.window.find_bar
        files, views, finding = parts.files, parts.views, parts.finding
        headings = {f"heading_{level}": partial(self._heading, level) for level in range(1, 7)}
        return {
            "about": self._on_about_triggered,
            "attention": self._on_attention_triggered,
            "bold": editor.bold,
            "bullets": editor.bullets,
            "close_tab": self._on_close_tab_triggered,
            "comment": editor.comment,
            "copy": partial(self._edit_focused, "copy"),
            "copy_html": partial(self._send, parts.sending.copy_html),
            "copy_rich": partial(self._send, parts.sending.copy_rich),
            "cut": partial(self._edit_focused, "cut"),
            "edit_image": parts.benches.edit_here,
            "export": partial(self._send, parts.exports.export),
            "filter_posts": self._on_filter_posts_triggered,
            "find": partial(self._find, "open_find"),
            "find_next": partial(self._find, "find_next"),
            "find_previous": partial(self._find, "find_previous"),
            "focus_mode": views.toggle_focus,
            "full_screen": views.toggle_full_screen,
            "go_to_post": finding.go_to_post,
            "help": views.show_help,
            "image": self._on_image_triggered,
            "italic": editor.italic,
            "link": editor.link,
            "make_site": parts.founding.make_site,
            "mode_read": partial(self._mode, "read"),
            "mode_split": partial(self._mode, "split"),
            "mode_write": partial(self._mode, "write"),
            "move_down": partial(self._move, 1),
            "move_up": partial(self._move, -1),
            "new_post": self._on_new_post_requested,
            "new_post_from": parts.starting.ask,
            "next_part": self._on_next_part_triggered,
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
            "print_post": partial(self._send, parts.sending.print_post),
            "previous_tab": partial(self._next_tab, -1),
            "quit": self._parts.window.close,
            "quote": editor.quote,
            "redo": self._on_redo_triggered,
            "redo_job": parts.job_desk.redo,
            "reopen_tab": files.reopen,
            "replace": find.open_replace,
            "save": self._on_save_triggered,
            "save_all": files.save_all,
            "save_as": self._on_save_as_triggered,
            "save_pdf": partial(self._send, parts.exports.save_pdf),
            "search_posts": parts.searching.search_texts,
            "select_all": partial(self._edit_focused, "selectAll"),
            "show_commands": finding.show_commands,
            "spelling": parts.spellings.start,
            "toggle_form": views.toggle_form,
            "toggle_panel": views.toggle_panel,
            "toggle_preview": views.toggle_preview,
            "toggle_spelling": views.toggle_spelling,
            "undo": self._on_undo_triggered,
            "undo_job": parts.job_desk.undo,
            "zoom_in": views.zoom_in,
            "zoom_out": views.zoom_out,
            "zoom_reset": views.zoom_reset,
            **parts.posts.commands(),
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

    @Slot(int)
    def _on_searching_line_chosen(self, line: int) -> None:
        self._parts.window.editor.go_to(line)
        self._parts.window.editor.setFocus()

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

    def _send(self, way: Callable[[Document | None], None], _checked: bool = False) -> None:
        """Send the post in front out, with what is still being typed in the form."""
        self._parts.files.finish_form()
        way(self.current)

    @Slot()
    def _on_image_triggered(self) -> None:
        self._parts.inline_pictures.insert(self.current)

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
        self._parts.attention.set_limit(settings.excerpt_limit)
        self._parts.excerpts.use_settings(settings)
        self._parts.spellings.use_settings(settings)

    @Slot(object)
    def _on_views_theme_changed(self, theme: Theme) -> None:
        self._parts.preview.refresh_theme()
        self._parts.finding.theme = theme
        self._parts.searching.set_theme(theme)
        self._parts.repeats.theme = theme

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
            window.preview,
            window.top,
        ]
        shown = [part for part in parts if part.isVisible() and part.isEnabled()]
        here = next((index for index, part in enumerate(shown) if focused and _holds(part, focused)), -1)
        _enter(shown[(here + 1) % len(shown)])

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

    @Slot(object)
    def _on_window_urls_dropped(self, urls: list[QUrl]) -> None:
        paths = [Path(url.toLocalFile()) for url in urls]
        pictures = [path for path in paths if path.suffix.lower() in ASSET_SUFFIXES]
        if pictures and self.current is not None:
            self._parts.inline_pictures.drop(pictures, 0)
        elif pictures:
            text = self.tr("Open the post first that the picture is for, then drop it again.")
            self._parts.files.tell(EditorError(text), "dropped")
        for path in paths:
            if path not in pictures:
                self._parts.files.open_path(path)

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


def _enter(part: QWidget) -> None:
    """Give the keyboard to a part, or to the first thing in it that takes it."""
    target = part
    if part.focusPolicy() == Qt.FocusPolicy.NoFocus:
        inside = [child for child in part.findChildren(QWidget) if child.isVisibleTo(part)]
        target = next((child for child in inside if child.focusPolicy() & Qt.FocusPolicy.TabFocus), part)
    target.setFocus(Qt.FocusReason.TabFocusReason)
