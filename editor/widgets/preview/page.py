"""Owns the web page of the preview: loaded once, patched by scripts of ours, deaf to the post's own scripts."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass
from string import Template

from PySide6.QtCore import QObject, Qt, QUrl, Signal, Slot
from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineProfile, QWebEngineScript

from editor.core.pagecalls import page_call
from editor.widgets.preview.front_card import CardPlace

_WORLD = QWebEngineScript.ScriptWorldId.ApplicationWorld


@dataclass(frozen=True, slots=True)
class PageClick:
    """A click in the article: the block, how far down in it (0 to 1), the word hit and what stands before it."""

    block: int
    fraction: float
    word: str
    before: str


class PreviewPage(QWebEnginePage):
    """A page of the preview. Scripts queue until it is loaded, then run in the order they were given.

    ``script`` runs in it first, with ``$token`` filled in. The profile has the scripts of pages switched off.
    """

    clicked = Signal(object)
    header_clicked = Signal()
    scrolled = Signal(int, float)
    moved = Signal(int, float)
    """What stands at the top of the page now, whoever scrolled it; ``scrolled`` is the reader's own doing."""
    card_placed = Signal(object)
    """Where the card stands that a front page shows alone, a ``CardPlace``."""
    link_requested = Signal(QUrl)
    ready = Signal()
    _ended = Signal()
    died = Signal()
    """The process that draws the page ended; nothing is shown until the page is loaded again."""

    def __init__(self, profile: QWebEngineProfile, script: str, parent: QObject | None = None) -> None:
        super().__init__(profile, parent)
        self._token = f"cd{secrets.token_hex(8)}:"
        self._script = Template(script).safe_substitute(token=self._token)
        self._queue: list[str] | None = []
        self._address = QUrl("copydesk://site/")
        self.loadFinished.connect(self._on_load_finished)
        # Queued: the engine is to be done with the old process before it is asked for another.
        self._ended.connect(self._on_ended, Qt.ConnectionType.QueuedConnection)
        self.renderProcessTerminated.connect(self._ended)

    def open(self, address: QUrl) -> None:
        """Load the page at an address, and go nowhere else; scripts queue again until it is there."""
        self._address = address
        self._queue = []
        self.load(address)

    def run(self, script: str) -> None:
        """Run one of the page's patching calls, now or once the page is there."""
        if self._queue is not None:
            self._queue.append(script)
        else:
            self.runJavaScript(script, _WORLD)

    def call(self, name: str, *values: object) -> None:
        """Run ``cd.NAME(values…)``; values are sent as JSON."""
        self.run(page_call(name, *values))

    @Slot()
    def _on_ended(self) -> None:
        self._queue = []
        self.died.emit()

    @Slot(bool)
    def _on_load_finished(self, _ok: bool) -> None:
        if self._queue is None:
            # A refused navigation ends like this, too; the page stands, and a second script would not know it.
            return
        self.runJavaScript(self._script, _WORLD)
        waiting, self._queue = self._queue, None
        for script in waiting:
            self.runJavaScript(script, _WORLD)
        self.ready.emit()

    def javaScriptConsoleMessage(
        self, _level: QWebEnginePage.JavaScriptConsoleMessageLevel, message: str, _line: int, _source: str
    ) -> None:
        """Take our own script's reports; anything else is the engine talking to developers."""
        if not message.startswith(self._token):
            return
        report = json.loads(message[len(self._token) :])
        data = report["data"]
        match report["kind"]:
            case "click":
                self.clicked.emit(PageClick(data["block"], data["fraction"], data["word"], data["before"]))
            case "header":
                self.header_clicked.emit()
            case "scroll":
                if not data["led"]:
                    self.scrolled.emit(data["block"], data["fraction"])
                self.moved.emit(data["block"], data["fraction"])
            case "card":
                place = CardPlace(data["x"], data["y"], data["width"], data["height"], data["whole"])
                self.card_placed.emit(place)
            case "open":
                self.link_requested.emit(QUrl(data["url"]))

    def acceptNavigationRequest(
        self, url: QUrl, _kind: QWebEnginePage.NavigationType, is_main_frame: bool
    ) -> bool:
        """Refuse to go anywhere, by link, form or refresh, once the page is there.

        Not even to the page itself: a post that says ``<meta http-equiv="refresh">`` would wipe what is shown.
        """
        return is_main_frame and self._queue is not None and url == self._address

    def createWindow(self, _kind: QWebEnginePage.WebWindowType) -> QWebEnginePage | None:
        """Open no second window."""
        return None
