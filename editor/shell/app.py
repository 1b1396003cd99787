"""Owns the composition root: builds every part once, connects them, and runs the window."""

from __future__ import annotations

import faulthandler
import logging
import os
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QSize, Qt, QTranslator, Signal, Slot
from PySide6.QtWidgets import QApplication

from editor import __version__
from editor.core.errors import EditorError
from editor.core.settings import Settings
from editor.services.assets import AssetBook
from editor.services.attention import Attention
from editor.services.garbage import Garbage
from editor.services.image_bench import ImageBench
from editor.services.jobs import Jobs
from editor.services.recovery import Recovery
from editor.services.renderer import Renderer
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
from editor.shell.bulk import BulkDesk
from editor.shell.cards import CardsDesk
from editor.shell.constants import keep_constants_alive
from editor.shell.controller import Controller, Parts
from editor.shell.engine import set_engine_flags
from editor.shell.excerpts import ExcerptDesk
from editor.shell.exporting import ExportDesk
from editor.shell.files import FileDesk
from editor.shell.finding import FindDesk
from editor.shell.first_paint import FirstPaint
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
from editor.shell.post_jobs import PostJobs
from editor.shell.posts import PostDesk
from editor.shell.preview import PreviewDesk
from editor.shell.reader import Reader
from editor.shell.renaming import RenameDesk
from editor.shell.repeats import RepeatDesk
from editor.shell.rescue import RescueDesk
from editor.shell.revealing import FileManager
from editor.shell.screenshot import Screenshot
from editor.shell.searching import SearchDesk
from editor.shell.sending import SendDesk
from editor.shell.session import SessionKeeper
from editor.shell.showing import Showing
from editor.shell.site_tab import SiteDesk
from editor.shell.spelling import SpellingDesk
from editor.shell.starting import StartDesk
from editor.shell.views import ViewDesk
from editor.shell.window import DeskWindow
from editor.storage.changes import ChangeJournal
from editor.storage.images.originals import Originals
from editor.storage.journal import Journal
from editor.storage.log import start_log
from editor.storage.paths import UserPaths, resources_dir, user_paths
from editor.storage.sample import copy_sample
from editor.storage.settings_store import load_settings
from editor.storage.thumbnail_store import ThumbnailStore
from editor.widgets.actions import build_actions
from editor.widgets.prompts import Prompts
from editor.widgets.theme import Theme
from editor.widgets.writing.editor import prepare_document

_log = logging.getLogger(__name__)

# A thread that renders hands the interpreter over this often; Python's usual 5 ms would be felt in typing.
_SWITCH_SECONDS = 0.001
_DESIGNED = (1440, 900)


@dataclass(frozen=True, slots=True)
class WindowOptions:
    """What the command line asks of the window; without ``dark`` it follows the system, ``view`` is for a picture."""

    path: Path | None = None
    screenshot: Path | None = None
    size: tuple[int, int] | None = None
    dark: bool | None = None
    view: str | None = None


class Desk(QObject):
    """The running program: the window and everything behind it."""

    def __init__(
        self, app: QApplication, paths: UserPaths, settings: Settings, prompts: Prompts | None = None
    ) -> None:
        super().__init__()
        self.garbage = Garbage(self)
        self.paths = paths
        self.prompts = prompts or Prompts()
        self.actions = build_actions(self, settings.shortcuts)
        self.tasks = TaskRunner(self)
        self.index = SiteIndex(paths.index, self)
        self.workspace = Workspace(self.index, prepare_document, self)
        self.renderer = Renderer(self)
        self.journal = Journal(paths.journal)
        self.recovery = Recovery(self.journal, self._project_path, self)
        self.watcher = Watcher(self)
        self.window = DeskWindow(self.actions)
        self.prompts.set_parent(self.window)
        self.reader = Reader(self.window, self.workspace, self.renderer, self)
        self.views = ViewDesk(app, self.window, self.actions, settings, paths, self)
        self.site_tab = SiteDesk(self.window, self.workspace, self.renderer, self.reader, self)
        self.preview = PreviewDesk(self.window, self.reader, self.site_tab, self.actions, self._theme, self)
        self.files = FileDesk(self.window, self.workspace, self.recovery, self.prompts, self._theme, self)
        self.rescue = RescueDesk(self.window, self.workspace, self.recovery, self._theme, self)
        self.spelling = Spelling(paths.own_words, self)
        self.spellings = SpellingDesk(self.window, self.workspace, self.spelling, self.actions, self)
        self.search = PostSearch(self.tasks, self)
        self.finding = FindDesk(self.window, self.search, self.actions, self)
        self.thumbnails = Thumbnails(
            self.tasks, self.workspace.find_asset, ThumbnailStore(paths.thumbnails), self
        )
        self.changes = ChangeJournal(paths.changes, paths.trash)
        self.jobs = Jobs(self.workspace, self.tasks, self.changes, self)
        self.job_desk = JobDesk(self.window, self.workspace, self.jobs, self.files, self.actions, self)
        self.asset_book = AssetBook(self.workspace, self.tasks, paths.index, self)
        self.importing = ImportDesk(
            self.workspace, self.asset_book, self.tasks, self.job_desk, self.prompts, self
        )
        self.pictures = PictureDesk(
            self.window, self.workspace, self.thumbnails, self.tasks, self.prompts, self.importing, self
        )
        self.inline_pictures = InlinePictureDesk(
            self.window,
            self.workspace,
            self.asset_book,
            self.tasks,
            self.importing,
            self.prompts,
            paths,
            self,
        )
        self.bench = ImageBench(Originals(paths.originals), self)
        self.benches = BenchDesk(self.window, self.workspace, self.bench, self.pictures, self._theme, self)
        self.attention = Attention(self.workspace, self.tasks, self)
        self.liquid = LiquidDesk(self.workspace, self.renderer, self)
        self.cards = CardsDesk(self.window, self.workspace, self.tasks, self)
        self.excerpts = ExcerptDesk(self.window, self.workspace, self)
        self.exports = ExportDesk(
            self.window, self.workspace, self.tasks, self.prompts, self._theme, self._has_engine, self
        )
        self.sending = SendDesk(self.window, self.tasks, self.prompts, self.exports, self)
        self.session = SessionKeeper(paths, self.window, self.workspace, self.tasks, self._view_state, self)
        self.showing = Showing(
            self.window,
            self.workspace,
            self.actions,
            self.files,
            self.pictures,
            self.reader,
            self.recovery,
            self.watcher,
            self,
        )
        self.address = AddressDesk(self.window, self.workspace, self.files, self.tasks, self)
        self.founding = FoundingDesk(self.window, self.workspace, self.files, self.actions["make_site"], self)
        self.file_manager = FileManager(self)
        self.listing = ListingDesk(
            self.window,
            self.workspace,
            self.files,
            self.pictures,
            self.reader,
            self.session,
            self.thumbnails,
            self.watcher,
            self.file_manager,
            self,
        )
        self.outline = OutlineDesk(self.window, self.workspace, self.renderer, self.reader, self.views, self)
        self.repeats = RepeatDesk(self.window, self.workspace, self.search, self)
        self.searching = SearchDesk(
            self.window, self.workspace, self.search, self.session, self.prompts, self
        )
        self.forms = FormDesk(self.window, self.workspace, self.files, self.pictures, self)
        self.asset_changes = AssetChanges(
            self.window, self.workspace, self.asset_book, self.job_desk, self.prompts, self
        )
        self.assets = AssetDesk(
            self.window,
            self.workspace,
            self.asset_book,
            self.thumbnails,
            self.asset_changes,
            self.importing,
            self.pictures,
            self.listing,
            self.prompts,
            self,
        )
        self.plans = PlanDesk(
            self.window,
            self.workspace,
            self.jobs,
            self.job_desk,
            self.files,
            self.tasks,
            self.prompts,
            self._theme,
            self,
        )
        self.names = RenameDesk(self.window, self.workspace, self.address, self.plans, self)
        self.bulk = BulkDesk(self.window, self.workspace, self.plans, self)
        self.post_jobs = PostJobs(self.workspace, self.job_desk, self.files, self.plans, self.names, self)
        self.posts = PostDesk(
            self.window,
            self.workspace,
            self.job_desk,
            self.files,
            self.post_jobs,
            self.names,
            self.bulk,
            self.actions,
            self,
        )
        self.starting = StartDesk(self.window, self.workspace, self.files, self.address, self.plans, self)
        self.controller = Controller(self._parts(app), self)
        self.views.use_settings()
        self.views.refresh_theme()
        self.session.restore_window()
        self.views.restore(self.session.session.layout)
        self.preview.restore(self.session.session.layout)

    def _parts(self, app: QApplication) -> Parts:
        return Parts(
            app=app,
            window=self.window,
            actions=self.actions,
            workspace=self.workspace,
            index=self.index,
            recovery=self.recovery,
            tasks=self.tasks,
            thumbnails=self.thumbnails,
            asset_book=self.asset_book,
            asset_changes=self.asset_changes,
            assets=self.assets,
            importing=self.importing,
            watcher=self.watcher,
            preview=self.preview,
            reader=self.reader,
            site_tab=self.site_tab,
            files=self.files,
            rescue=self.rescue,
            finding=self.finding,
            spelling=self.spelling,
            spellings=self.spellings,
            pictures=self.pictures,
            inline_pictures=self.inline_pictures,
            bench=self.bench,
            benches=self.benches,
            attention=self.attention,
            cards=self.cards,
            liquid=self.liquid,
            excerpts=self.excerpts,
            exports=self.exports,
            sending=self.sending,
            views=self.views,
            session=self.session,
            showing=self.showing,
            address=self.address,
            founding=self.founding,
            file_manager=self.file_manager,
            listing=self.listing,
            outline=self.outline,
            search=self.search,
            searching=self.searching,
            repeats=self.repeats,
            forms=self.forms,
            jobs=self.jobs,
            job_desk=self.job_desk,
            plans=self.plans,
            names=self.names,
            posts=self.posts,
            starting=self.starting,
            prompts=self.prompts,
            paths=self.paths,
        )

    def turn_to(self, view: str) -> None:
        """Bring ``assets``, ``attention``, ``bench``, ``cards`` or ``site`` up, as a writer would."""
        if view == "bench":
            self.benches.edit_lead()
        elif view in ("cards", "site"):
            self.window.preview.turn_to(view)
        else:
            self.window.panel.turn_to(view)

    def _project_path(self) -> str | None:
        return str(self.workspace.project.root) if self.workspace.project else None

    def _has_engine(self) -> bool:
        return self.reader.page() is not None

    def _theme(self) -> Theme:
        return self.views.theme

    def _view_state(self) -> dict[str, str]:
        return {**self.views.state(), **self.preview.state()}

    @Slot()
    def start_engine(self) -> None:
        """Start what must not delay the first paint: the web engine, and the search for safety copies."""
        self.reader.start(self.preview.theme)
        self.recovery.look()
        self.jobs.recover()
        self.thumbnails.trim()

    def open_first(self, path: Path | None) -> None:
        """Open what was asked for, what was open last, or the sample newsroom."""
        session = self.session.session
        if path is not None:
            self.files.open_path(path)
        elif self.views.settings.open_last and session.project and Path(session.project).is_dir():
            self.workspace.open_project(Path(session.project))
            self.session.restore_tabs()
        else:
            self._open_sample()
        if path is not None and path.is_dir() and session.project == self._project_path():
            self.session.restore_tabs()

    def _open_sample(self) -> None:
        try:
            sample = copy_sample(resources_dir(), self.paths.sample)
        except EditorError as error:
            self.files.tell(error)
            return
        self.workspace.open_project(sample)
        posts = sorted((sample / "_posts").glob("*.md"))
        ferry = [post for post in posts if "ferry" in post.name]
        if posts:
            self.workspace.open_post((ferry or posts)[-1])

    def close(self) -> None:
        """End every thread; call it once the window has closed."""
        self.session.stop()
        self.exports.stop()
        self.sending.stop()
        self.index.drain()
        self.tasks.drain()
        self.renderer.drain()
        self.recovery.drain()
        self.spelling.drain()
        self.bench.drain()
        self.site_tab.stop()
        self.garbage.give_back()
        self.changes.close()
        self.reader.stop()


class _Faults(QObject):
    """Brings unexpected errors from any thread to the main one, where the journal is written and the writer told."""

    happened = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self.happened.connect(self._on_happened)

    def report(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Take what ``sys.excepthook`` is given."""
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        _log.error("unexpected", exc_info=(kind, error, trace))
        self.happened.emit(kind.__name__)

    def report_thread(self, fault: threading.ExceptHookArgs) -> None:
        """Take what ``threading.excepthook`` is given."""
        self.report(fault.exc_type, fault.exc_value or fault.exc_type(), fault.exc_traceback)

    @Slot(str)
    def _on_happened(self, kind: str) -> None:
        self._desk.recovery.write_now()
        text = self.tr(
            "Something went wrong inside Copydesk ({kind}). Your text is safe; save it and start Copydesk again if "
            "the window behaves oddly. Help > Show the log file has the details."
        ).format(kind=kind)
        self._desk.files.tell(EditorError(text), "fault")


def run_window(options: WindowOptions) -> int:
    """Open the window (or make its picture) and return the exit code."""
    app = build_application(screenshot=options.screenshot is not None)
    paths = user_paths()
    start_log(paths)
    _log.info(
        "Copydesk %s, Python %s, Qt %s",
        __version__,
        sys.version.split()[0],
        QLibraryInfo.version().toString(),
    )
    settings, problems = load_settings(paths)
    if options.dark is not None:
        settings = _with_scheme(settings, dark=options.dark)
    desk = Desk(app, paths, settings)
    faults = _Faults(desk)
    sys.excepthook = faults.report
    threading.excepthook = faults.report_thread
    for problem in (*problems, *desk.session.problems):
        desk.files.tell(EditorError(problem))
    if options.size is not None:
        desk.window.resize(QSize(*options.size))
    elif "geometry" not in desk.session.session.layout:
        desk.window.resize(_first_size(app.primaryScreen().availableSize()))
    if "splitter" not in desk.session.session.layout:
        desk.window.usual_sizes()
    target = options.screenshot
    turn_to = partial(desk.turn_to, options.view) if options.view else None
    screenshot = Screenshot(desk.window, desk.reader, target, turn_to) if target is not None else None
    if screenshot is not None:
        desk.session.stop()
    first_paint = FirstPaint(desk.window)
    first_paint.done.connect(desk.start_engine)
    first_paint.done.connect(desk.garbage.spare)
    desk.open_first(options.path)
    desk.window.show()
    code = app.exec()
    desk.close()
    return screenshot.exit_code if screenshot is not None else code


def _first_size(screen: QSize) -> QSize:
    """Return the design's size, or what the screen has room for with the window's frame around it."""
    return QSize(*_DESIGNED).boundedTo(screen - QSize(16, 48))


def build_application(arguments: Sequence[str] = ("copydesk",), *, screenshot: bool = False) -> QApplication:
    """Make the application object with everything that must be set before it."""
    keep_constants_alive()
    faulthandler.enable(file=sys.__stderr__) if sys.__stderr__ is not None else None
    sys.setswitchinterval(_SWITCH_SECONDS)
    set_engine_flags()
    if screenshot:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        os.environ.setdefault("QT_QUICK_BACKEND", "software")
    # The web engine shares graphics with the window it is put into later.
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)
    app = QApplication(list(arguments))
    app.setApplicationName("Copydesk")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("copydesk")
    _translate(app)
    return app


def _translate(app: QApplication) -> None:
    """Load the texts for the system's language; ours in English too, which knows the plural forms."""
    ours = str(resources_dir() / "translations")
    qt = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    wanted = ((QLocale("en"), "copydesk", ours), (QLocale(), "qtbase", qt), (QLocale(), "copydesk", ours))
    for locale, name, folder in wanted:
        translator = QTranslator(app)
        if translator.load(locale, name, "_", folder):
            app.installTranslator(translator)


def _with_scheme(settings: Settings, *, dark: bool) -> Settings:
    return replace(settings, scheme="dark" if dark else "light")
