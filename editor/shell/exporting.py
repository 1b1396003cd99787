"""Owns sending posts out as files: what is asked first, the run, and what is told of it."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from shiboken6 import Shiboken

from editor.core.designs import PDF, ExportWish
from editor.core.errors import EditorError
from editor.core.post.naming import parse_name
from editor.core.post.post import Post
from editor.services.document import Document
from editor.services.exports import ExportJob, ExportReport, Exports
from editor.services.tasks import Outcome, TaskRunner
from editor.services.workspace import Workspace
from editor.shell.export_preview import ExportPreview
from editor.shell.export_words import ExportWords, report_tone
from editor.shell.window import DeskWindow
from editor.storage.export import template_names
from editor.storage.liquid.filling import Filling
from editor.storage.liquid.moment import SiteMoment
from editor.storage.outgoing import Outgoing, distinct_targets, make_outgoing
from editor.storage.project import Project, open_project
from editor.storage.theme import has_layouts
from editor.widgets.dialogs.export import ExportDialog, ExportFacts, ExportSubject
from editor.widgets.notice import DISMISS, Notice
from editor.widgets.prompts import Prompts
from editor.widgets.theme import Theme

_DONE, _RUNNING = "export:", "export-running"
# A run that takes longer shows how far it is; the figures then change no oftener than can be read.
_SHOW_AFTER_MS = 500
_REFRESH_MS = 150
# So many names of files that an export would replace are said; of more, how many.
_MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class Source:
    """A post to export: its file (which need not be there), and its text where it is open."""

    path: Path
    title: str
    post: Post | None


class ExportDesk(QObject):
    """Exports the post in front, or those selected. ``failed`` carries an ``EditorError``."""

    failed = Signal(object)
    _previewed = Signal(object)

    def __init__(
        self,
        window: DeskWindow,
        workspace: Workspace,
        tasks: TaskRunner,
        prompts: Prompts,
        theme: Callable[[], object],
        has_engine: Callable[[], bool],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._workspace = workspace
        self._tasks = tasks
        self._prompts = prompts
        self._theme = theme
        self._has_engine = has_engine
        self._runs = Exports(tasks, self)
        self._words = ExportWords(self)
        self._wish = ExportWish()
        self._dialog: ExportDialog | None = None
        self._preview: ExportPreview | None = None
        self._shown: ExportFacts = ExportFacts()
        self._last: Path | None = None
        self._folder: Path | None = None
        self._steps = (0, 0)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._on_timer_timeout)
        self._previewed.connect(self._on_previewed)
        self._runs.progressed.connect(self._on_runs_progressed)
        self._runs.done.connect(self._on_runs_done)

    def stop(self) -> None:
        """End what the engine does for exports; call it before the program ends."""
        self._runs.stop()
        self._end_preview()

    @property
    def wish(self) -> ExportWish:
        """What was wished for last."""
        return self._wish

    # -- asking ------------------------------------------------------------------------------------------------

    def export(self, document: Document | None) -> None:
        """Ask what to make of the post in front."""
        if document is not None:
            self._ask((self.source_of(document),), self.project_of(document))

    @Slot(object)
    def export_posts(self, paths: tuple[str, ...]) -> None:
        """Ask what to make of posts of the project; those that are open with the text they have in the window."""
        project = self._workspace.project
        if project is None or not paths:
            return
        titles = {entry.path: entry.title for entry in self._workspace.listing.posts}
        sources = []
        for path in paths:
            document = self._workspace.find_open(path)
            if document is not None:
                sources.append(self.source_of(document))
            else:
                sources.append(Source(project.root / path, titles.get(path) or Path(path).name, None))
        self._ask(tuple(sources), project)

    def save_pdf(self, document: Document | None) -> None:
        """Print the post in front to a PDF file."""
        if document is not None:
            self._begin((self.source_of(document),), self.project_of(document), replace(self._wish, kind=PDF))

    def source_of(self, document: Document) -> Source:
        """Return a document as it is exported."""
        path = document.path or (document.suggested_folder or Path.home()) / "post.md"
        return Source(path, document.title, document.snapshot())

    def project_of(self, document: Document) -> Project:
        """Return the project a document is exported from, its own folder where none is open."""
        return self._workspace.project or open_project(self.source_of(document).path.parent)

    def _ask(self, sources: tuple[Source, ...], project: Project) -> None:
        subject = ExportSubject(
            sources[0].title, len(sources), template_names(project), can_show_site=has_layouts(project)
        )
        dialog = ExportDialog(subject, self._wish, self._window)
        self._dialog = dialog
        if self._has_engine():
            theme = self._theme()
            assert isinstance(theme, Theme)
            self._preview = ExportPreview(theme.base, parent=self)
            self._preview.printed.connect(self._on_preview_printed)
            self._preview.lost.connect(self._on_preview_lost)
            dialog.set_view(self._preview.view)
        dialog.wish_changed.connect(partial(self._show, sources[0], project))
        dialog.decided.connect(partial(self._begin, sources, project))
        dialog.finished.connect(self._on_dialog_finished)
        self._show(sources[0], project, dialog.wish())
        dialog.open()

    @Slot(int)
    def _on_dialog_finished(self, _code: int) -> None:
        self._tasks.cancel("export preview")
        self._dialog = None
        self._end_preview()

    def _end_preview(self) -> None:
        preview, self._preview = self._preview, None
        if preview is not None:
            preview.stop()
            preview.deleteLater()

    def _show(self, source: Source, project: Project, wish: ExportWish) -> None:
        """Work out what a wish comes to."""
        assert self._dialog is not None
        self._wish = wish
        self._dialog.show_waiting()
        work = partial(_previewed, source, project, wish)
        self._tasks.submit("export preview", work, self._previewed)

    @Slot(object)
    def _on_previewed(self, outcome: Outcome) -> None:
        dialog = self._dialog
        if dialog is None or not self._tasks.is_current(outcome) or not Shiboken.isValid(dialog):
            return
        try:
            made = outcome.result()
        except EditorError as error:
            dialog.show_facts(ExportFacts(problem=error.message))
            return
        assert isinstance(made, Outgoing)
        self._shown = ExportFacts(len(made.data), tuple(self._words.remark(note) for note in made.warnings))
        if self._preview is not None:
            self._preview.show_page(made.html, remote=self._wish.remote)
            if made.needs_printing:
                self._preview.measure_print(made.html, remote=self._wish.remote)
                return
        dialog.show_facts(self._shown)

    @Slot(int)
    def _on_preview_printed(self, size: int) -> None:
        if self._dialog is not None and self._wish.kind == PDF:
            self._dialog.show_facts(replace(self._shown, size=size))

    @Slot()
    def _on_preview_lost(self) -> None:
        text = self.tr(
            "The preview of this page keeps stopping, so neither it nor the size on paper is shown."
        )
        if self._dialog is not None:
            self._dialog.show_facts(replace(self._shown, remarks=(text, *self._shown.remarks)))

    # -- doing -------------------------------------------------------------------------------------------------

    def _begin(self, sources: tuple[Source, ...], project: Project, wish: ExportWish) -> None:
        if self._runs.busy:
            text = self.tr("The last export is still under way. Try again in a moment.")
            self.failed.emit(EditorError(text))
            return
        targets = self._ask_targets(sources, project, wish)
        jobs = [
            ExportJob(source.path, target, source.post)
            for source, target in zip(sources, targets, strict=False)
        ]
        if jobs and self._runs.run(jobs, wish, Filling(SiteMoment(project))):
            self._window.notice.withdraw(_DONE)
            self._timer.start(_SHOW_AFTER_MS)

    def _ask_targets(
        self, sources: tuple[Source, ...], project: Project, wish: ExportWish
    ) -> tuple[Path, ...]:
        """Return where each post goes; none when the writer cancels."""
        folder = self._folder or project.root.parent
        if len(sources) > 1:
            chosen = self._prompts.ask_open_folder(folder, self.tr("Export"))
            self._folder = chosen or self._folder
            if chosen is None:
                return ()
            targets = distinct_targets(tuple(source.path for source in sources), chosen, wish.suffix)
            return targets if self._may_replace(targets) else ()
        path = sources[0].path
        slug = parse_name(path.name).slug or path.stem
        filters = {".pdf": "PDF (*.pdf)", ".zip": self.tr("Bundle (*.zip)")}
        target = self._prompts.ask_save_path(
            folder / f"{slug}{wish.suffix}",
            self.tr("Export"),
            filters.get(wish.suffix, self.tr("Web page (*.html)")),
        )
        if target is None:
            return ()
        self._folder = target.parent
        return (target if target.suffix else target.with_suffix(wish.suffix),)

    def _may_replace(self, targets: Sequence[Path]) -> bool:
        """Ask before files that are there are written over; a file dialog asks that for one."""
        there = [target.name for target in targets if os.path.lexists(target)]
        if not there:
            return True
        names = ", ".join(there[:_MOST_NAMED])
        if len(there) > _MOST_NAMED:
            text = self.tr("Already in “{folder}”: {names} and {count} more. The export replaces them.")
        else:
            text = self.tr("Already in “{folder}”: {names}. The export replaces what is there.")
        said = text.format(folder=targets[0].parent.name, names=names, count=len(there) - _MOST_NAMED)
        return self._prompts.ask_to_confirm(self.tr("Export"), said, self.tr("Replace"))

    # -- telling -----------------------------------------------------------------------------------------------

    @Slot(int, int)
    def _on_runs_progressed(self, done: int, total: int) -> None:
        self._steps = (done, total)

    @Slot()
    def _on_timer_timeout(self) -> None:
        self._timer.start(_REFRESH_MS)
        done, total = self._steps
        text = self.tr("Exporting: {done} of {total}").format(done=done, total=total)
        self._window.notice.show_notice(Notice(_RUNNING, text, "info", (("cancel", self.tr("Cancel")),)))

    @Slot(object)
    def _on_runs_done(self, report: ExportReport) -> None:
        self._timer.stop()
        self._window.notice.withdraw(_RUNNING)
        if not report.written and len(report.faults) == 1:
            # Under the name of what is told of a run: the next one takes it back.
            buttons = ((DISMISS, self.tr("Dismiss")),)
            fault = report.faults[0]
            self._window.notice.show_notice(Notice(_DONE, fault.message, "error", buttons))
            return
        self._last = report.written[0] if report.written else None
        is_one = report.total == 1
        opened = (("open", self.tr("Open")),) if is_one else ()
        folder = (("folder", self.tr("Show in folder")),) if report.written else ()
        buttons = (*opened, *folder, (DISMISS, self.tr("Dismiss")))
        self._window.notice.show_notice(
            Notice(_DONE, self._words.report(report), report_tone(report), buttons)
        )

    @Slot(str, str)
    def choose(self, notice: str, choice: str) -> None:
        """Carry out what was chosen in the bar about an export."""
        if notice == _RUNNING and choice == "cancel":
            self._runs.cancel()
        if notice != _DONE or self._last is None:
            return
        if choice == "open":
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._last)))
        elif choice == "folder":
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._last.parent)))


def _previewed(source: Source, project: Project, wish: ExportWish, _stop: object) -> Outgoing:
    return make_outgoing(source.post, source.path, wish, Filling(SiteMoment(project)))
