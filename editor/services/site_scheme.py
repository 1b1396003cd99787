"""Owns what the Site tab may load: files of the site as it would serve them, and remote ones once they were allowed."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from itertools import count

from PySide6.QtCore import QBuffer, QByteArray, QFile, QIODevice, QObject, QUrl, Signal
from PySide6.QtWebEngineCore import (
    QWebEngineUrlRequestInfo,
    QWebEngineUrlRequestInterceptor,
    QWebEngineUrlRequestJob,
    QWebEngineUrlSchemeHandler,
)

from editor.core.links import is_secure
from editor.services.preview_scheme import MEDIA_TYPES, SHOWN
from editor.services.site_frames import ServedFile

# A site's own fonts come in older formats, too.
_TYPES = {**MEDIA_TYPES, ".ttf": b"font/ttf", ".otf": b"font/otf", ".eot": b"application/vnd.ms-fontobject"}
_SHELL = '<html><head><meta charset="utf-8"></head><body></body></html>'
_PORTS = {"https": 443, "http": 80}
# No sheet needs as many fonts and pictures: one that asks for more tells its machine what stands in the page.
_BROUGHT_AT_MOST = 100
_SHOWN = (*SHOWN, QWebEngineUrlRequestInfo.ResourceType.ResourceTypeMedia)


class SiteInterceptor(QWebEngineUrlRequestInterceptor):
    """Lets the site's own files and inline data through, and of remote ones exactly those that were allowed.

    What an allowed style sheet asks for itself is let through with it: a page's fonts come with the sheet that names
    them. ``refused`` carries the address of a remote file that was asked for and not loaded, ``followed`` of one that a
    style sheet brought.
    """

    refused = Signal(str)
    followed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._allowed: frozenset[str] = frozenset()
        self._sources: set[str] = set()
        self._followed: set[str] = set()

    def allow(self, addresses: Iterable[str]) -> None:
        """Let these and what they bring be loaded from now on, if pictures, style sheets, fonts or films by https."""
        self._allowed = frozenset(_encoded(QUrl(address)) for address in addresses if is_secure(address))
        self._sources = {_origin(QUrl(address)) for address in self._allowed}
        self._followed.clear()

    def interceptRequest(self, info: QWebEngineUrlRequestInfo) -> None:
        """Block what is neither the site's nor allowed."""
        url = info.requestUrl()
        if url.scheme() in ("copydesk", "data"):
            return
        if info.resourceType() in _SHOWN and is_secure(url.toString()):
            if _encoded(url) in self._allowed:
                return
            if self._is_brought(info):
                self._sources.add(_origin(url))
                self._followed.add(_encoded(url))
                self.followed.emit(_encoded(url))
                return
        info.block(True)
        if url.scheme() in ("http", "https"):
            self.refused.emit(_encoded(url))

    def _is_brought(self, info: QWebEngineUrlRequestInfo) -> bool:
        """Tell whether a style sheet asks that was let through: the page itself never says where it stands."""
        referrers = [bytes(value.data()) for name, value in info.httpHeaders().items() if name == b"Referer"]
        if not any(_origin(QUrl.fromEncoded(referrer)) in self._sources for referrer in referrers):
            return False
        return len(self._followed) < _BROUGHT_AT_MOST or _encoded(info.requestUrl()) in self._followed


class SiteScheme(QWebEngineUrlSchemeHandler):
    """Answers ``copydesk://site/…``: the empty page that the frame is put into, and the site's files.

    ``wanted`` carries a number and the path of a file, percent-encoded; ``answer`` is to be called with that number.
    No page of the site but the one on show is served, and nothing that is not shown in a page.
    """

    wanted = Signal(int, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs: dict[int, QWebEngineUrlRequestJob] = {}
        self._numbers = count(1)
        self._page = QUrl()
        self._doctype = ""

    def show(self, page: QUrl, doctype: str) -> None:
        """Serve an empty page at this address, in the mode that ``doctype`` makes of it."""
        self._page, self._doctype = page, doctype

    def requestStarted(self, job: QWebEngineUrlRequestJob) -> None:
        """Serve one request, or ask for what stands there."""
        url = job.requestUrl()
        if bytes(job.requestMethod().data()) != b"GET":
            job.fail(QWebEngineUrlRequestJob.Error.RequestDenied)
        elif url.host() != "site":
            job.fail(QWebEngineUrlRequestJob.Error.UrlInvalid)
        elif url == self._page:
            _reply(job, b"text/html;charset=utf-8", f"{self._doctype}{_SHELL}".encode())
        else:
            number = next(self._numbers)
            self._jobs[number] = job
            # The engine takes a job back when nobody waits for it any more.
            job.destroyed.connect(partial(self._forget, number))
            self.wanted.emit(number, url.path(QUrl.ComponentFormattingOption.FullyEncoded))

    def answer(self, number: int, served: ServedFile | None) -> None:
        """Answer a request that ``wanted`` told of."""
        job = self._jobs.pop(number, None)
        if job is None:
            return
        if served is not None and served.css is not None:
            _reply(job, b"text/css;charset=utf-8", served.css)
            return
        media_type = _TYPES.get(served.file.suffix.lower()) if served is not None and served.file else None
        if served is None or media_type is None:
            job.fail(QWebEngineUrlRequestJob.Error.UrlNotFound)
            return
        file = QFile(str(served.file), job)
        if not file.open(QIODevice.OpenModeFlag.ReadOnly):
            job.fail(QWebEngineUrlRequestJob.Error.RequestFailed)
            return
        job.reply(media_type, file)

    def _forget(self, number: int, _job: QObject | None = None) -> None:
        self._jobs.pop(number, None)


def _reply(job: QWebEngineUrlRequestJob, media_type: bytes, data: bytes) -> None:
    buffer = QBuffer(job)
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    job.reply(media_type, buffer)


def _origin(url: QUrl) -> str:
    return f"{url.scheme()}://{url.host()}:{url.port(_PORTS.get(url.scheme(), -1))}"


def _encoded(url: QUrl) -> str:
    return url.toString(QUrl.ComponentFormattingOption.FullyEncoded | QUrl.UrlFormattingOption.RemoveFragment)
