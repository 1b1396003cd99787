"""Owns the composition root: builds every part once, connects them, and runs the window."""

from __future__ import annotations

import faulthandler
import logging
import os
import sys
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QSize, Qt, QTranslator, Signal, Slot
from PySide6.QtWidgets import QApplication

from editor import __version__
from editor.core.errors import EditorError
from editor.core.settings import Settings
from editor.services.garbage import Garbage
from editor.services.recovery import Recovery
from editor.services.renderer import Renderer
from editor.services.site_index import SiteIndex
from editor.services.tasks import TaskRunner
from editor.services.watcher import Watcher
from editor.services.workspace import Workspace
from editor.shell.constants import keep_constants_alive
from editor.shell.controller import Controller, Parts
from editor.shell.engine import set_engine_flags
from editor.shell.files import FileDesk
from editor.shell.first_paint import FirstPaint, Steps
from editor.shell.forms import FormDesk
from editor.shell.outline import OutlineDesk
from editor.shell.preview import PreviewDesk
from editor.shell.reader import Reader
from editor.shell.screenshot import Screenshot
from editor.shell.session import SessionKeeper
from editor.shell.showing import Showing
from editor.shell.views import ViewDesk
from editor.shell.window import DeskWindow
from editor.storage.journal import Journal
from editor.storage.log import start_log
from editor.storage.paths import UserPaths, resources_dir, user_paths
from editor.storage.sample import copy_sample
from editor.storage.settings_store import load_settings
from editor.widgets.actions import build_actions
from editor.widgets.prompts import Prompts
from editor.widgets.theme import Theme
from editor.widgets.writing.editor import prepare_document

if TYPE_CHECKING:
    from editor.shell.late import LateParts

_log = logging.getLogger(__name__)

# A thread that works hands the interpreter over this often. Drawing a list gives it away some dozens of times and
# waits for it each time: Python's usual 5 ms would be felt in typing, and 1 ms while a site is read.
_SWITCH_SECONDS = 0.0002
_DESIGNED = (1440, 900)
# How long the late parts wait for the page at most, some three times as long as it takes, and then for its first frame.
_PAGE_MS, _FRAME_MS = 1500, 100
# What ``late`` imports, in portions: imported at once they would hold up a key typed meanwhile.
_LATE_MODULES = (
    "editor.core.references.finding",
    "editor.storage.export",
    "editor.storage.outgoing",
    "editor.shell.exporting",
    "editor.shell.pictures",
    "editor.shell.bench",
    "editor.shell.assets",
    "editor.shell.site_tab",
    "editor.widgets.panel.assets_pane",
    "editor.widgets.suggestion_list",
    "editor.shell.searching",
    "editor.shell.bulk",
    "editor.shell.late",
    "editor.shell.late_controller",
)


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
        self.preview = PreviewDesk(self.window, self.reader, self.actions, self._theme, self)
        self.session = SessionKeeper(paths, self.window, self.workspace, self.tasks, self._view_state, self)
        self.files = FileDesk(
            self.window, self.workspace, self.recovery, self.prompts, self._theme, self.session, self
        )
        self.showing = Showing(
            self.window,
            self.workspace,
            self.actions,
            self.files,
            self.reader,
            self.recovery,
            self.watcher,
            self,
        )
        self.outline = OutlineDesk(self.window, self.workspace, self.renderer, self.reader, self.views, self)
        self.forms = FormDesk(self.window, self.workspace, self.files, self)
        self._parts = self._first_parts(app)
        self._late: LateParts | None = None
        self.controller = Controller(self._parts, self)
        self._early = [self.actions[name] for name in self.controller.unserved]
        for action in self._early:
            action.triggered.connect(self._on_early_triggered)
        self.steps = Steps(self._steps_after_paint(), self)
        self.views.use_settings()
        self.views.refresh_theme()
        self.session.restore_window()
        self.views.restore(self.session.session.layout)
        self.preview.restore(self.session.session.layout)

    def _first_parts(self, app: QApplication) -> Parts:
        return Parts(
            app=app,
            window=self.window,
            actions=self.actions,
            workspace=self.workspace,
            index=self.index,
            recovery=self.recovery,
            tasks=self.tasks,
            watcher=self.watcher,
            preview=self.preview,
            renderer=self.renderer,
            reader=self.reader,
            files=self.files,
            views=self.views,
            session=self.session,
            showing=self.showing,
            outline=self.outline,
            forms=self.forms,
            prompts=self.prompts,
            paths=self.paths,
        )

    @property
    def late(self) -> LateParts:
        """The parts that the first paint does without, built now if they have not been."""
        return self.build_late()

    def build_late(self) -> LateParts:
        """Build the late parts, unless that has been done."""
        if self._late is None:
            # Here and not above: this imports more than half of the program.
            from editor.shell.late import LateParts
            from editor.shell.late_controller import LateController

            self._late = LateParts(self._parts, self)
            LateController(self._parts, self._late)
            for action in self._early:
                action.triggered.disconnect(self._on_early_triggered)
        return self._late

    @Slot()
    def _on_early_triggered(self) -> None:
        """A command that a late part carries out: have that part, and give the command again."""
        command = self.sender()
        self.build_late()
        command.trigger()

    def _steps_after_paint(self) -> Iterator[None]:
        """Start the engine, then bring in the late parts, a few modules at a time."""
        for worker in (self.renderer, self.index):
            worker.release()
        self.reader.start(self.preview.theme)
        # The engine lives on this thread, too: its page comes sooner while nothing else is done here.
        self.steps.wait_for(self.reader.ready, _PAGE_MS, _FRAME_MS)
        yield
        for name in _LATE_MODULES:
            import_module(name)
            yield
        self.late.recover()
        self.garbage.spare()

    def turn_to(self, view: str) -> None:
        """Bring ``assets``, ``attention``, ``bench``, ``cards`` or ``site`` up, as a writer would."""
        self.build_late()  # a picture of a view is one of what late parts put into it
        if view == "bench":
            self.late.benches.edit_lead()
        elif view in ("cards", "site"):
            self.window.preview.turn_to(view)
        else:
            self.window.panel.turn_to(view)

    def _project_path(self) -> str | None:
        return str(self.workspace.project.root) if self.workspace.project else None

    def _theme(self) -> Theme:
        return self.views.theme

    def _view_state(self) -> dict[str, str]:
        return {**self.views.state(), **self.preview.state()}

    @Slot()
    def start_engine(self) -> None:
        """Start what must not delay the first paint: the web engine, the late parts, the search for safety copies."""
        self.steps.start(self.window.windowHandle())

    def hold(self) -> None:
        """Keep the threads from taking the interpreter until the first paint: it does one thing at a time."""
        for worker in (self.renderer, self.index):
            worker.hold()

    def open_first(self, path: Path | None) -> None:
        """Open what was asked for, what was open last, or the sample newsroom."""
        session = self.session.session
        if path is not None:
            self.files.open_path(path)
        elif self.views.settings.open_last and session.project and Path(session.project).is_dir():
            self.files.open_project(Path(session.project))
        else:
            self._open_sample()

    def _open_sample(self) -> None:
        try:
            sample = copy_sample(resources_dir(), self.paths.sample)
        except EditorError as error:
            self.files.tell(error)
            return
        self.files.open_project(sample)
        posts = sorted((sample / "_posts").glob("*.md"))
        ferry = [post for post in posts if "ferry" in post.name]
        if posts and not self.workspace.documents:
            self.workspace.open_post((ferry or posts)[-1])

    def close(self) -> None:
        """End every thread; call it once the window has closed."""
        self.steps.stop()
        self.session.stop()
        if self._late is not None:
            self._late.stop()
        self.index.drain()
        self.tasks.drain()
        self.renderer.drain()
        self.recovery.drain()
        if self._late is not None:
            self._late.close()
        self.garbage.give_back()
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
    try:
        return _show(desk, faults, options)
    except Exception:
        _log.exception("unexpected, and there is no window any more")
        raise
    finally:
        # Whatever has gone wrong: a thread that is left running would take the program down with it.
        desk.close()
        sys.excepthook, threading.excepthook = sys.__excepthook__, threading.__excepthook__


def _show(desk: Desk, faults: _Faults, options: WindowOptions) -> int:
    """Open what is asked for and serve the window until it closes; return the exit code."""
    screenshot = None
    if options.screenshot is not None:
        turn_to = partial(desk.turn_to, options.view) if options.view else None
        shown = desk.late.site_tab.shown if options.view == "site" else None
        screenshot = Screenshot(desk.window, desk.reader, options.screenshot, turn_to, shown)
        desk.session.stop()
    first_paint = FirstPaint(desk.window)
    first_paint.done.connect(desk.start_engine)
    desk.hold()
    try:
        desk.open_first(options.path)
    except Exception as error:
        if screenshot is not None:
            raise
        # The window comes all the same, and says it.
        faults.report(type(error), error, error.__traceback__)
    desk.window.show()
    code = QApplication.exec()
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
    # Fusion is the one style that takes its colours from the palette alone on every system.
    app = QApplication([*arguments, "-style", "fusion"])
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
