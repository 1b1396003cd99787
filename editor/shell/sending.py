"""Owns sending the post in front elsewhere without a file of ours: to the clipboard and to a printer."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication

from editor.core.designs import DESIGNS, FRAGMENT, PAGE, ExportWish
from editor.core.errors import EditorError
from editor.core.markdown.renderer import render_filled
from editor.core.richtext import RichText, rich_text
from editor.services.document import Document
from editor.services.tasks import Outcome, TaskRunner
from editor.shell.export_preview import ExportPreview
from editor.shell.exporting import ExportDesk, Source
from editor.shell.window import DeskWindow
from editor.storage.liquid.filling import Filling
from editor.storage.liquid.moment import SiteMoment
from editor.storage.outgoing import Outgoing, make_outgoing
from editor.storage.pages import path_in_project, write_page
from editor.storage.project import Project
from editor.widgets.prompts import Prompts

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

_MOST_DPI = 600
"""The engine hands a printer pictures of its pages: at the 1,200 that some offer each takes ten seconds and 12 MB."""


class SendDesk(QObject):
    """Copies the post in front and prints it. ``failed`` carries an ``EditorError``."""

    failed = Signal(object)
    _copied = Signal(object)
    _copied_rich = Signal(object)
    _print_made = Signal(object)
    _file_written = Signal(object)

    def __init__(
        self,
        window: DeskWindow,
        tasks: TaskRunner,
        prompts: Prompts,
        exports: ExportDesk,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._tasks = tasks
        self._prompts = prompts
        self._exports = exports
        self._sheet: ExportPreview | None = None
        self._printer: QPrinter | None = None
        self._source = Path()
        self._copied.connect(self._on_copied)
        self._copied_rich.connect(self._on_copied_rich)
        self._print_made.connect(self._on_print_made)
        self._file_written.connect(self._on_file_written)

    def stop(self) -> None:
        """End what the engine does for printing; call it before the program ends."""
        sheet, self._sheet = self._sheet, None
        if sheet is not None:
            sheet.stop()
            sheet.deleteLater()

    # -- the clipboard -----------------------------------------------------------------------------------------

    def copy_html(self, document: Document | None) -> None:
        """Put the body as HTML on the clipboard: as source text, and as rich text for programs that take it."""
        if document is not None:
            source, project = self._exports.source_of(document), self._exports.project_of(document)
            self._tasks.submit("copy", partial(_body_html, source, project), self._copied)

    @Slot(object)
    def _on_copied(self, outcome: Outcome) -> None:
        html, problem = outcome.result()
        _put(html, html)
        if problem:
            text = self.tr("Copied as HTML, with a box where Liquid could not be filled in: {reason}")
            self._window.status.show_message(text.format(reason=problem))
        else:
            self._window.status.show_message(self.tr("Copied as HTML"))

    def copy_rich(self, document: Document | None) -> None:
        """Put the article on the clipboard as mail, word processors and content systems take it over."""
        if document is not None:
            source, project = self._exports.source_of(document), self._exports.project_of(document)
            self._tasks.submit("copy", partial(_article_rich, source, project), self._copied_rich)

    @Slot(object)
    def _on_copied_rich(self, outcome: Outcome) -> None:
        try:
            rich = outcome.result()
        except EditorError as error:
            self.failed.emit(error)
            return
        assert isinstance(rich, RichText)
        _put(rich.html, rich.text)
        self._window.status.show_message(self.tr("Copied as rich text"))

    # -- paper -------------------------------------------------------------------------------------------------

    def print_post(self, document: Document | None) -> None:
        """Print the post in front, in the design that was exported last."""
        if document is None or self._sheet is not None:
            return
        source, project = self._exports.source_of(document), self._exports.project_of(document)
        wish = replace(self._exports.wish, kind=PAGE)
        self._source = source.path
        self._tasks.submit("print", partial(_page, source, project, wish), self._print_made)

    @Slot(object)
    def _on_print_made(self, outcome: Outcome) -> None:
        try:
            made = outcome.result()
        except EditorError as error:
            self.failed.emit(error)
            return
        assert isinstance(made, Outgoing)
        printer = self._prompts.ask_printer()
        if printer is None:
            return
        self._printer = printer
        self._sheet = ExportPreview("#ffffff", 1.0, self)
        self._sheet.loaded.connect(self._on_sheet_loaded)
        self._sheet.view.printFinished.connect(self._on_sheet_print_finished)
        # The designs are white on paper but for the one that is to be dark; a site's ground would cost ink alone.
        self._sheet.view.set_grounds_printed(self._exports.wish.template in DESIGNS)
        self._sheet.show_page(made.html, remote=self._exports.wish.remote)
        self._window.status.show_message(self.tr("Printing…"))

    @Slot(bool)
    def _on_sheet_loaded(self, _is_good: bool) -> None:
        from editor.services.pdf import paper_script  # loaded with the engine by now

        if self._sheet is not None:
            self._sheet.view.run(paper_script(with_margins=False), self._print_sheet)

    def _print_sheet(self, _result: object) -> None:
        sheet, printer = self._sheet, self._printer
        if sheet is None or printer is None:
            return
        if printer.outputFormat() == printer.OutputFormat.PdfFormat:
            # A printer that is a file gets what the engine makes, not a picture of each of its pages.
            sheet.view.print_to_pdf(
                partial(self._write, Path(printer.outputFileName())), printer.pageLayout()
            )
        else:
            printer.setResolution(min(printer.resolution(), _MOST_DPI))
            sheet.view.print(printer)

    def _write(self, target: Path, data: bytes) -> None:
        if self._sheet is None:
            return
        if data:
            self._tasks.submit("print", partial(_written, target, data, self._source), self._file_written)
        else:
            self._on_sheet_print_finished(False)

    @Slot(object)
    def _on_file_written(self, outcome: Outcome) -> None:
        try:
            outcome.result()
        except EditorError as error:
            self._end_printing("")
            self.failed.emit(error)
            return
        self._on_sheet_print_finished(True)

    def _end_printing(self, said: str) -> None:
        self._printer = None
        # Not here and now: the view is the one that tells.
        QTimer.singleShot(0, self.stop)
        self._window.status.show_message(said)

    @Slot(bool)
    def _on_sheet_print_finished(self, is_good: bool) -> None:
        self._end_printing(self.tr("Printed") if is_good else "")
        if not is_good:
            self.failed.emit(
                EditorError(self.tr("The post could not be printed. Try it again, or save it as PDF."))
            )


def _written(target: Path, data: bytes, source: Path, _stop: object) -> int:
    return write_page(target, data, source)


def _put(html: str, text: str) -> None:
    data = QMimeData()
    data.setText(text)
    data.setHtml(html)
    QGuiApplication.clipboard().setMimeData(data)


def _body_html(source: Source, project: Project, _stop: object) -> tuple[str, str]:
    """Return the body as HTML, its Liquid filled in as in exports, and the first reason why some of it was not."""
    post = source.post
    assert post is not None
    filled = Filling(SiteMoment(project)).fill(post, path_in_project(source.path, project))
    html = render_filled(post.body, filled.text, project.site.markdown).rstrip("\n")
    return html, next((problem.message for problem in filled.problems), "")


def _article_rich(source: Source, project: Project, _stop: object) -> RichText:
    # Pictures of other machines stay there: who pastes them has a network.
    wish = ExportWish(FRAGMENT, remote=True)
    return rich_text(make_outgoing(source.post, source.path, wish, Filling(SiteMoment(project))).html)


def _page(source: Source, project: Project, wish: ExportWish, _stop: object) -> Outgoing:
    return make_outgoing(source.post, source.path, wish, Filling(SiteMoment(project)))
