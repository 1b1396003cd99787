"""Owns showing a file where it lies: selected in the system's file manager, or else its folder opened."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from editor.core.errors import ReadError

Answer = Callable[[bool], None]

_NAME = "org.freedesktop.FileManager1"
_PATH = "/org/freedesktop/FileManager1"
# A file manager that has to be started first takes its time; one that hangs is not waited for longer.
_WAIT_MS = 8000


class FileManager(QObject):
    """Shows files in the file manager of a platform (as ``sys.platform`` names it).

    ``start`` begins a program with arguments and, for Windows, the rest of its command line as it is written;
    ``select`` asks the file manager of a Linux desktop for an address and answers later whether it did; ``open_url``
    opens a folder. The last two tell whether they could. ``failed`` carries an ``EditorError``.
    """

    failed = Signal(object)

    def __init__(
        self,
        parent: QObject | None = None,
        *,
        platform: str = sys.platform,
        start: Callable[[str, list[str], str], bool] | None = None,
        select: Callable[[str, Answer], None] | None = None,
        open_url: Callable[[QUrl], bool] | None = None,
    ) -> None:
        super().__init__(parent)
        self._platform = platform
        self._start = start or _start
        self._select = select or self._ask_desktop
        self._open_url = open_url or QDesktopServices.openUrl

    def show(self, file: Path) -> None:
        """Select a file in its folder. Where the file manager cannot do that, the folder is opened."""
        match self._platform:
            case "win32":
                # Explorer takes a comma for the end of the name unless the name alone, not the option, is quoted.
                self._follow(file, self._start("explorer.exe", [], f'/select,"{file}"'))
            case "darwin":
                self._follow(file, self._start("open", ["-R", str(file)], ""))
            case _:
                # as_uri also spells names that are no Unicode.
                self._select(file.absolute().as_uri(), lambda shown: self._follow(file, shown))

    def _follow(self, file: Path, shown: bool) -> None:
        if shown or self._open_url(QUrl(file.absolute().parent.as_uri())):
            return
        sentence = self.tr(
            "“{folder}” could not be shown: no program for folders answered. The file is “{name}”."
        )
        self.failed.emit(ReadError(sentence.format(folder=file.parent, name=file.name), path=file))

    def _ask_desktop(self, address: str, answer: Answer) -> None:
        """Ask the desktop's file manager over D-Bus, without waiting for it."""
        try:
            # Only who asks pays for loading it.
            from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusPendingCallWatcher
        except ImportError:  # a PySide that was packed without it
            answer(False)
            return
        bus = QDBusConnection.sessionBus()
        if not bus.isConnected():
            answer(False)
            return
        message = QDBusMessage.createMethodCall(_NAME, _PATH, _NAME, "ShowItems")
        message.setArguments([[address], ""])
        watcher = QDBusPendingCallWatcher(bus.asyncCall(message, _WAIT_MS), self)

        def done() -> None:
            watcher.deleteLater()
            answer(not watcher.isError())

        watcher.finished.connect(done)


def _start(program: str, arguments: list[str], native: str) -> bool:
    process = QProcess()
    process.setProgram(program)
    process.setArguments(arguments)
    if native:
        process.setNativeArguments(native)
    started = process.startDetached()
    return bool(started[0] if isinstance(started, tuple) else started)
