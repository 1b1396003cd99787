"""Owns the rest of the table of who is connected to whom: every row with a part that comes after the first paint."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Slot

from editor.core.settings import Settings
from editor.services.document import Document
from editor.shell.controller import Parts
from editor.shell.late import LateParts
from editor.widgets.theme import Theme


class LateController(QObject):
    """Connects the late parts, and tells them first what they have missed."""

    def __init__(self, parts: Parts, late: LateParts) -> None:
        super().__init__(late)
        self._parts, self._late = parts, late
        for signal, slot in self._table():
            signal.connect(slot)
        for signal, told, slots in self._facts():
            for slot in slots:
                signal.connect(slot)
                for fact in told:
                    slot(fact)
        for name, slot in self._action_slots().items():
            parts.actions[name].triggered.connect(slot)
        if parts.reader.is_ready:
            late.site_tab.start()
        parts.workspace.check_disk()  # what the watcher told of so far has been heard by nobody

    def _facts(self) -> tuple[tuple[object, tuple[object, ...], tuple[Callable[[object], None], ...]], ...]:
        """Return the signals that tell how things stand, how they stand now, and who has to know, oldest first."""
        parts, late = self._parts, self._late
        views, workspace, showing = parts.views, parts.workspace, parts.showing
        panel = parts.window.panel
        project = (workspace.project,) if workspace.project is not None else ()
        return (
            (views.theme_changed, (views.theme,), (late.assets.set_theme, self._on_views_theme_changed)),
            (panel.attention_shown, (panel.shows_attention,), (late.attention.set_watched,)),
            (parts.preview.theme_changed, (parts.preview.theme,), (late.site_tab.set_theme,)),
            (views.settings_changed, (views.settings,), (self._on_views_settings_changed,)),
            (
                workspace.project_opened,
                project,
                (
                    late.asset_book.forget,
                    late.founding.show_project,
                    late.job_desk.forget,
                    late.listing.show_project,
                    late.searching.show_project,
                ),
            ),
            (
                workspace.listing_changed,
                (workspace.listing,) if project else (),
                (
                    late.asset_book.follow,
                    late.address.gather,
                    late.attention.follow,
                    late.excerpts.read_limit,
                    late.liquid.read_again,
                    late.listing.show_listing,
                    late.searching.show_listing,
                    late.posts.show_enabled,
                    late.site_tab.read_again,
                ),
            ),
            (
                workspace.document_opened,
                workspace.documents,
                (
                    late.address.follow,
                    late.repeats.follow,
                    late.cards.follow,
                    late.liquid.follow,
                    late.excerpts.follow,
                    late.spellings.follow,
                    late.site_tab.follow,
                ),
            ),
            (
                workspace.current_changed,
                (workspace.current,),
                (
                    late.posts.show_enabled,
                    late.address.show_soon,
                    late.excerpts.show_current,
                    late.inline_pictures.show_current,
                    late.spellings.show_current,
                ),
            ),
            (
                showing.shown_anew,
                (workspace.current,),
                (late.pictures.show_lead, late.liquid.fill_again, late.typed_lead.show_current),
            ),
            (showing.front_shown, (), (late.pictures.follow_lead, late.typed_lead.follow)),
        )

    def _table(self) -> tuple[tuple[object, object], ...]:
        """Return what leads to what, sorted by sender."""
        parts, late, window = self._parts, self._late, self._parts.window
        files, editor, form, panel = parts.files, window.editor, window.form, window.panel
        return (
            (late.asset_book.changed, late.assets.show_catalogue),
            (late.asset_book.failed, files.tell),
            (late.asset_changes.failed, files.tell),
            (late.address.clashes_found, panel.posts.show_clashes),
            (late.address.judged, late.cards.take_fate),
            (late.attention.changed, panel.attention.show_needs),
            (late.attention.failed, files.tell),
            (late.bench.drawn, late.benches.show_drawn),
            (late.bench.failed, late.benches.show_failure),
            (late.bench.opened, late.benches.show_opened),
            (late.bench.progressed, late.benches.show_progress),
            (late.bench.reverted, late.benches.show_reverted),
            (late.bench.saved, late.benches.show_saved),
            (late.bench.varied, late.benches.show_varied),
            (late.bench.weighed, late.benches.show_weight),
            (late.assets.failed, files.tell),
            (late.benches.failed, files.tell),
            (late.benches.picture_written, late.cards.read_again),
            (late.benches.picture_written, late.listing.redraw),
            (editor.assets_dropped, late.inline_pictures.put_in),
            (editor.files_dropped, late.dropping.take_in_text),
            (editor.image_pasted, late.inline_pictures.paste),
            (editor.menu_closed, late.spellings.forget_menu),
            (editor.menu_opening, late.benches.extend_menu),
            (editor.menu_opening, late.spellings.extend_menu),
            (window.empty.go_to_post_requested, late.finding.go_to_post),
            (late.exports.failed, files.tell),
            (late.file_manager.failed, files.tell),
            (late.finding.post_chosen, late.listing.open_post),
            (form.choose_image_requested, self._on_form_choose_image_requested),
            (form.edit_image_requested, late.benches.edit_lead),
            (form.image_dropped, self._on_form_image_dropped),
            (late.excerpts.automatic_found, late.cards.take_automatic),
            (late.excerpts.limit_found, late.attention.set_limit),
            (late.excerpts.limit_found, form.set_excerpt_limit),
            (form.suggestions_requested, late.excerpts.suggest),
            (late.importing.failed, files.tell),
            (parts.index.settled, late.asset_book.refresh),
            (parts.index.settled, late.jobs.recover_left),
            (parts.index.settled, late.liquid.fill_again),
            (late.jobs.done, late.assets.follow_job),
            (late.jobs.done, late.asset_book.follow_job),
            (late.jobs.done, late.importing.follow_job),
            (late.jobs.done, late.inline_pictures.follow_job),
            (late.jobs.done, late.job_desk.show_done),
            (late.jobs.done, late.plans.follow_done),
            (late.jobs.done, late.posts.follow_job),
            (late.jobs.failed, late.importing.forget_job),
            (late.jobs.failed, late.job_desk.show_failed),
            (late.jobs.progressed, late.job_desk.show_progress),
            (late.jobs.started, late.job_desk.show_started),
            (late.jobs.undo_changed, late.job_desk.show_undo),
            (window.notice.choice_made, late.repeats.choose),
            (window.notice.choice_made, late.job_desk.choose),
            (window.notice.choice_made, late.plans.choose),
            (window.notice.choice_made, late.exports.choose),
            (window.notice.choice_made, late.typed_lead.choose),
            (panel.assets.files_dropped, late.assets.drop),
            (panel.assets.leave_requested, editor.setFocus),
            (panel.assets.open_project_requested, files.ask_project),
            (panel.assets.import_requested, late.assets.ask_import),
            (panel.assets.job_requested, late.assets.do),
            (panel.assets.menu_requested, late.assets.show_menu),
            (panel.attention.leave_requested, editor.setFocus),
            (panel.attention.need_chosen, late.listing.go_to_need),
            (panel.assets.picture_wanted, late.assets.want_picture),
            (panel.posts.excerpts_wanted, late.search.show_excerpts),
            (panel.posts.menu_requested, late.posts.show_menu),
            (panel.posts.picture_wanted, late.assets.want_picture),
            (panel.posts.post_requested, late.listing.open_post),
            (panel.posts.search_removed, late.searching.forget_search),
            (panel.posts.search_renamed, late.searching.rename_search),
            (panel.posts.search_saved, late.searching.save_search),
            (panel.posts.site_requested, late.founding.make_site),
            (panel.posts.view_changed, late.searching.show_view),
            (late.pictures.edit_requested, late.benches.edit_asset),
            (late.inline_pictures.failed, files.tell),
            (late.pictures.failed, files.tell),
            (late.pictures.insert_requested, late.inline_pictures.put_in),
            (late.pictures.reveal_requested, late.listing.reveal),
            (window.preview.cards.dressed, late.cards.show_soon),
            (window.preview.kind_chosen, late.cards.show_soon),
            (window.preview.site_line.load_requested, late.site_tab.load_once),
            (window.preview.turned, late.site_tab.follow_tab),
            (parts.reader.ready, late.site_tab.start),
            (parts.reader.ready, late.cards.show_soon),
            (late.names.failed, files.tell),
            (late.plans.failed, files.tell),
            (late.posts.export_requested, late.exports.export_posts),
            (late.posts.failed, files.tell),
            (late.posts.reveal_requested, late.listing.reveal),
            (late.posts.similar_requested, late.search.show_similar),
            (parts.recovery.found, late.rescue.offer),
            (window.post_menu.aboutToShow, late.posts.show_sensible),
            (window.recent_menu.aboutToShow, late.listing.fill_recent),
            (late.site_tab.failed, files.tell),
            (late.site_tab.files_changed, parts.showing.watch),
            (late.starting.begun, late.repeats.expect),
            (late.sending.failed, files.tell),
            (late.starting.failed, files.tell),
            (late.spelling.counted, late.spellings.show_count),
            (late.spelling.failed, late.spellings.keep_problem),
            (late.spelling.found, late.spellings.show_finding),
            (late.spelling.judged, late.spellings.redraw),
            (late.spelling.language_changed, late.spellings.show_language),
            (late.spelling.suggested, late.spellings.show_suggestions),
            (window.spelling_bar.ignore_requested, late.spellings.ignore),
            (window.spelling_bar.learn_requested, late.spellings.learn),
            (window.spelling_bar.leave_requested, late.spellings.leave),
            (window.spelling_bar.next_requested, late.spellings.start),
            (window.spelling_bar.replace_requested, late.spellings.replace),
            (window.status.note_requested, late.spellings.start),
            (late.repeats.post_chosen, late.listing.open_post),
            (late.search.excerpts_found, panel.posts.show_excerpts),
            (late.search.failed, files.tell),
            (late.search.found, late.searching.show_found),
            (late.search.known_found, panel.posts.show_known),
            (late.search.known_found, late.searching.show_known),
            (late.search.lines_found, late.searching.show_lines),
            (late.search.matches_found, late.finding.show_matches),
            (late.search.repeats_found, late.repeats.show_repeats),
            (late.search.similar_found, late.repeats.show_similar),
            (late.searching.line_chosen, self._on_searching_line_chosen),
            (late.searching.post_chosen, late.listing.open_post),
            (late.thumbnails.ready, late.assets.show_picture),
            (late.thumbnails.ready, late.pictures.show_thumbnail),
            (late.cards.files_changed, parts.showing.watch),
            (parts.watcher.files_changed, late.cards.check_files),
            (parts.watcher.files_changed, late.listing.check_files),
            (parts.watcher.files_changed, late.site_tab.check_files),
            (parts.watcher.folders_changed, late.listing.check_folders),
            (parts.watcher.folders_changed, late.site_tab.draw_soon),
            (window.alt_bar.answered, late.inline_pictures.set_alt),
            (window.alt_bar.closed, late.inline_pictures.leave_alt),
            (window.activated, late.address.show_soon),
            (window.files_dropped, late.dropping.take),
            (parts.app.focusChanged, late.posts.show_enabled),
            (parts.workspace.document_closed, late.address.forget),
            (parts.workspace.document_closed, late.repeats.forget),
            (parts.workspace.document_moved, late.posts.show_enabled),
            (parts.workspace.document_moved, late.address.show_soon),
            (parts.workspace.listing_changed, late.cards.show_soon),
            (late.liquid.gfm_told, window.editor.set_gfm),
            (parts.workspace.site_changed, late.asset_book.forget),
            (parts.workspace.site_changed, late.address.show_soon),
            (parts.workspace.site_changed, late.cards.read_again),
            (parts.workspace.site_changed, late.founding.show_project),
            (parts.workspace.site_changed, late.liquid.read_again),
            (parts.workspace.site_changed, late.listing.show_project),
            (parts.workspace.site_changed, late.site_tab.read_again),
        )

    def _action_slots(self) -> dict[str, object]:
        """Return what each command does that a late part carries out."""
        late = self._late
        return {
            "copy_html": partial(self._send, late.sending.copy_html),
            "copy_rich": partial(self._send, late.sending.copy_rich),
            "edit_image": late.benches.edit_here,
            "export": partial(self._send, late.exports.export),
            "go_to_post": late.finding.go_to_post,
            "image": self._on_image_triggered,
            "make_site": late.founding.make_site,
            "new_post_from": late.starting.ask,
            "print_post": partial(self._send, late.sending.print_post),
            "redo_job": late.job_desk.redo,
            "save_pdf": partial(self._send, late.exports.save_pdf),
            "search_posts": late.searching.search_texts,
            "show_commands": late.finding.show_commands,
            "spelling": late.spellings.start,
            "undo_job": late.job_desk.undo,
            **late.posts.commands(),
        }

    @Slot(int)
    def _on_searching_line_chosen(self, line: int) -> None:
        self._parts.window.editor.go_to(line)
        self._parts.window.editor.setFocus()

    @Slot()
    def _on_form_choose_image_requested(self) -> None:
        self._late.pictures.choose_lead(self._parts.workspace.current)

    @Slot(object)
    def _on_form_image_dropped(self, path: str) -> None:
        self._late.pictures.bring_lead(self._parts.workspace.current, path)

    def _send(self, way: Callable[[Document | None], None], _checked: bool = False) -> None:
        """Send the post in front out, with what is still being typed in the form."""
        self._parts.files.finish_form()
        way(self._parts.workspace.current)

    @Slot()
    def _on_image_triggered(self) -> None:
        self._late.inline_pictures.insert(self._parts.workspace.current)

    @Slot(object)
    def _on_views_settings_changed(self, settings: Settings) -> None:
        self._late.excerpts.use_settings(settings)
        self._late.spellings.use_settings(settings)

    @Slot(object)
    def _on_views_theme_changed(self, theme: Theme) -> None:
        self._late.finding.theme = theme
        self._late.searching.set_theme(theme)
        self._late.repeats.theme = theme
