"""Owns the two windows that are compared: bare Qt, and the desk as a writer has it."""

from __future__ import annotations

import html
import json
import os
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer, Slot
from PySide6.QtGui import QTextCursor
from PySide6.QtWebEngineCore import QWebEngineScript
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QSplitter, QWidget

from editor.core.settings import Settings
from editor.services.preview_scheme import register_scheme
from editor.shell.app import Desk, build_application
from editor.storage.paths import user_paths
from editor.widgets.preview.page import PreviewPage
from editor.widgets.theme import monospace_font

SIZE = (1440, 900)
_WORLD = QWebEngineScript.ScriptWorldId.ApplicationWorld
_BARE_PAGE = """<!doctype html><meta charset=utf-8><style>
body { font: 17px/1.6 serif; max-width: 640px; margin: 1em auto }
section { display: flow-root; content-visibility: auto; contain-intrinsic-size: auto 96px }
</style><body></body>"""


def start(home: Path) -> QApplication:
    """Make the application object; what the desk keeps of its own goes into ``home``.

    All is drawn into memory, where every pixel that would stand on a screen can be read.
    """
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ.setdefault("QT_QUICK_BACKEND", "software")
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")
    os.environ["COPYDESK_HOME"] = str(home)
    app = build_application()
    register_scheme()  # before any page is made, and the bare one comes first
    app.setCursorFlashTime(0)
    return app


class Bare:
    """A QPlainTextEdit and a QWebEngineView; once a key is painted, the text of its line goes into a ``<section>``."""

    name = "bare"

    def __init__(self, text: str) -> None:
        self.window = QSplitter()
        self.editor = QPlainTextEdit()
        self.editor.setFont(monospace_font())
        self.editor.setPlainText(text)
        self.view = QWebEngineView()
        self.window.addWidget(self.editor)
        self.window.addWidget(self.view)
        self.window.resize(*SIZE)
        self.window.setSizes([SIZE[0] // 2, SIZE[0] // 2])
        self.window.show()
        wait_for(self.view.loadFinished.connect, lambda: self.view.setHtml(_BARE_PAGE))
        lines = [f"<section><p>{html.escape(line)}</p></section>" for line in text.split("\n")]
        self.run(f"document.body.innerHTML = {json.dumps(''.join(lines))}")
        self._painted = QTimer(singleShot=True, interval=0)
        self._painted.timeout.connect(self._on_painted_timeout)
        self.editor.textChanged.connect(self._painted.start)

    @Slot()
    def _on_painted_timeout(self) -> None:
        block = self.editor.textCursor().block()
        paragraph = json.dumps(f"<p>{html.escape(block.text())}</p>")
        self.view.page().runJavaScript(
            f"document.body.children[{block.blockNumber()}].innerHTML = {paragraph}", _WORLD
        )

    def run(self, script: str) -> object:
        """Run a script in the page and return what it comes to."""
        return result_of(self.view, script)

    def put_cursor(self, place: str) -> None:
        """Put the cursor into a paragraph, and that paragraph into sight in the page."""
        number = put_cursor(self.editor, place)
        self.run(f"document.body.children[{number}].scrollIntoView({{block: 'center'}})")

    def shown_text(self) -> str:
        """Return the text of the page."""
        return str(self.run("document.body.innerText"))

    def close(self) -> None:
        """Take the window down."""
        self.window.close()
        self.window.deleteLater()


class Ours:
    """The whole desk with one post open, its page loaded and all blocks rendered."""

    name = "ours"

    def __init__(self, app: QApplication, post: Path, *, in_site: bool = False) -> None:
        self._desk = desk = Desk(app, user_paths(), Settings())
        self.window = desk.window
        self.window.resize(*SIZE)
        self.window.usual_sizes()
        desk.open_first(post)
        self.window.show()
        wait_for(desk.reader.ready.connect, desk.start_engine)
        self.editor: QPlainTextEdit = desk.window.editor
        wait_until(lambda: article_is_whole(desk))
        page = self._turn_to_site() if in_site else desk.reader.page()
        assert page is not None
        self._page = page
        self.view: QWidget = QWebEngineView.forPage(page)

    def _turn_to_site(self) -> PreviewPage | None:
        """Turn to the Site tab, and return its page once the body stands in it."""
        tab, length = self._desk.late.site_tab, len(self.editor.toPlainText())
        self._desk.turn_to("site")

        def is_whole() -> bool:
            page = tab.page()
            if page is None:
                return False
            shown = result_of(QWebEngineView.forPage(page), "document.body ? document.body.innerText : ''")
            return len(str(shown)) > length * 0.8

        wait_until(is_whole)
        return tab.page()

    def run(self, script: str) -> object:
        """Run a script in the page and return what it comes to."""
        return result_of(self.view, script)

    def put_cursor(self, place: str) -> None:
        """Put the cursor into a paragraph; the desk shows its block by itself."""
        put_cursor(self.editor, place)

    def shown_text(self) -> str:
        """Return the text of the page."""
        return str(self.run("document.body.innerText"))

    def close(self) -> None:
        """Take the desk down."""
        self.window.allow_close()
        self.window.close()
        self._desk.close()
        self.window.deleteLater()
        self._desk.deleteLater()


def article_is_whole(desk: Desk) -> bool:
    """Return whether every block of the article stands in its page."""
    page = desk.reader.page()
    empty = "document.querySelectorAll('#cd-body > div > section:empty').length"
    return page is not None and result_of(QWebEngineView.forPage(page), empty) == 0


def put_cursor(edit: QPlainTextEdit, place: str) -> int:
    """Put the cursor into a paragraph at the head, the middle or the end of the text; return its number."""
    last = edit.document().blockCount() - 1
    block = edit.document().findBlockByNumber({"head": 2, "middle": last // 2, "end": last - 2}[place])
    while len(block.text()) < 200 and block.previous().isValid():
        block = block.previous()
    cursor = QTextCursor(block)
    cursor.movePosition(QTextCursor.MoveOperation.Right, QTextCursor.MoveMode.MoveAnchor, 60)
    edit.setTextCursor(cursor)
    edit.centerCursor()
    return int(block.blockNumber())


def rest(ms: int) -> None:
    """Let the program run for a time."""
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()


def wait_for(connect: Callable[[Callable[..., None]], object], begin: Callable[[], object]) -> None:
    """Do something and wait until a signal, given by its ``connect``, answers."""
    loop = QEventLoop()

    def answered(*_values: object) -> None:
        loop.quit()

    connect(answered)
    begin()
    loop.exec()


def wait_until(true: Callable[[], bool]) -> None:
    """Wait until something has become true."""
    while not true():
        rest(50)


def result_of(view: QWebEngineView, script: str) -> object:
    """Return what a script comes to in a page."""
    results: list[object] = []
    loop = QEventLoop()

    def take(value: object) -> None:
        results.append(value)
        loop.quit()

    view.page().runJavaScript(script, _WORLD.value, take)
    loop.exec()
    return results[0]
