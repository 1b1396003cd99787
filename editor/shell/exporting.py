"""Owns sending a post out: one HTML file, or HTML on the clipboard, made off the main thread."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication

from editor.core.errors import EditorError
from editor.core.markdown.renderer import render_body
from editor.core.post.naming import parse_name
from editor.core.post.post import Post
from editor.services.document import Document
from editor.services.tasks import Outcome, TaskRunner
from editor.services.workspace import Workspace
from editor.shell.window import DeskWindow
from editor.storage.export import ExportResult, export_post
from editor.storage.project import Project, open_project
from editor.widgets.notice import Notice
from editor.widgets.prompts import Prompts


@dataclass(frozen=True, slots=True)
class _Job:
    post: Post
    source: Path
    target: Path
    project: Project | None


class ExportDesk(QObject):
    """Exports the post in front. ``failed`` carries an ``EditorError``."""

    failed = Signal(object)
    _exported = Signal(object)
    _copied = Signal(object)

    def __init__(
        self,
        window: DeskWindow,
        workspace: Workspace,
        tasks: TaskRunner,
        prompts: Prompts,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._workspace = workspace
        self._tasks = tasks
        self._prompts = prompts
        self._last: Path | None = None
        self._folder: Path | None = None
        self._exported.connect(self._on_exported)
        self._copied.connect(self._on_copied)

    def export(self, document: Document | None) -> None:
        """Ask where to, and write one HTML file with everything in it."""
        if document is None:
            return
        project = self._workspace.project
        source = document.path or (document.suggested_folder or Path.home()) / "post.md"
        folder = self._folder or (project.root.parent if project else source.parent)
        slug = parse_name(source.name).slug or source.stem
        target = self._prompts.ask_save_path(
            folder / f"{slug}.html", self.tr("Export as HTML"), self.tr("Web page (*.html)")
        )
        if target is None:
            return
        if not target.suffix:
            target = target.with_suffix(".html")
        self._folder = target.parent
        self._window.status.show_message(self.tr("Exporting…"))
        job = _Job(document.snapshot(), source, target, project)
        self._tasks.submit("export", lambda _stop: _export(job), self._exported)

    @Slot(object)
    def _on_exported(self, outcome: Outcome) -> None:
        self._window.status.show_message("")
        try:
            result = outcome.result()
        except EditorError as error:
            self.failed.emit(error)
            return
        assert isinstance(result, ExportResult)
        self._last = result.path
        text = self.tr("Exported to “{path}”.").format(path=result.path)
        warnings = [warning for warning in result.warnings if not warning.is_advice]
        if warnings:
            lines = "; ".join(
                self.tr("line {line}: {message}").format(line=warning.line, message=warning.message)
                if warning.line
                else warning.message
                for warning in warnings[:3]
            )
            text = f"{text} {self.tr('Please check:')} {lines}"
            if len(warnings) > 3:
                text += " " + self.tr("… and %n more.", "", len(warnings) - 3)
        buttons = (
            ("open", self.tr("Open")),
            ("folder", self.tr("Show in folder")),
            ("dismiss", self.tr("Dismiss")),
        )
        self._window.notice.show_notice(Notice("export:", text, "warn" if warnings else "ok", buttons))

    @Slot(str, str)
    def choose(self, notice: str, choice: str) -> None:
        """Carry out what was chosen in the bar about an export."""
        if notice != "export:" or self._last is None:
            return
        if choice == "open":
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._last)))
        elif choice == "folder":
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._last.parent)))

    def copy_html(self, document: Document | None) -> None:
        """Put the body as HTML on the clipboard: as source text, and as rich text for programs that take it."""
        if document is None:
            return
        post = document.snapshot()
        self._tasks.submit("copy", lambda _stop: render_body(post.body), self._copied)

    @Slot(object)
    def _on_copied(self, outcome: Outcome) -> None:
        html = str(outcome.result())
        data = QMimeData()
        data.setText(html)
        data.setHtml(html)
        QGuiApplication.clipboard().setMimeData(data)
        self._window.status.show_message(self.tr("Copied as HTML"))


def _export(job: _Job) -> ExportResult:
    project = job.project or open_project(job.source.parent)
    return export_post(job.post, job.source, job.target, project)
