"""Owns what the preview may load: the page, its styles and the project's own pictures, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QFile, QIODevice, QObject
from PySide6.QtWebEngineCore import (
    QWebEngineProfile,
    QWebEngineSettings,
    QWebEngineUrlRequestInfo,
    QWebEngineUrlRequestInterceptor,
    QWebEngineUrlRequestJob,
    QWebEngineUrlScheme,
    QWebEngineUrlSchemeHandler,
)

SCHEME = b"copydesk"

# Only what a page shows: a post must not be able to read its neighbours' text through a style sheet or a frame.
MEDIA_TYPES: Mapping[str, bytes] = {
    ".png": b"image/png",
    ".jpg": b"image/jpeg",
    ".jpeg": b"image/jpeg",
    ".gif": b"image/gif",
    ".webp": b"image/webp",
    ".avif": b"image/avif",
    ".svg": b"image/svg+xml",
    ".bmp": b"image/bmp",
    ".ico": b"image/x-icon",
    ".mp4": b"video/mp4",
    ".webm": b"video/webm",
    ".mp3": b"audio/mpeg",
    ".ogg": b"audio/ogg",
    ".woff": b"font/woff",
    ".woff2": b"font/woff2",
}


def register_scheme() -> None:
    """Make the private scheme known to the engine; must run before the first profile is made. Once is enough."""
    if QWebEngineUrlScheme.schemeByName(SCHEME).name():
        return
    scheme = QWebEngineUrlScheme(SCHEME)
    scheme.setSyntax(QWebEngineUrlScheme.Syntax.Host)
    flag = QWebEngineUrlScheme.Flag
    scheme.setFlags(flag.SecureScheme | flag.LocalScheme | flag.LocalAccessAllowed)
    QWebEngineUrlScheme.registerScheme(scheme)


SHOWN = (
    QWebEngineUrlRequestInfo.ResourceType.ResourceTypeImage,
    QWebEngineUrlRequestInfo.ResourceType.ResourceTypeStylesheet,
    QWebEngineUrlRequestInfo.ResourceType.ResourceTypeFontResource,
)
"""The kinds of file that stand on a page, on paper too; scripts and frames, which are pages of their own, are none."""


class OfflineInterceptor(QWebEngineUrlRequestInterceptor):
    """Blocks every request that is not for the private scheme or inline data, whatever asked for it.

    ``remote`` lets pictures, style sheets and fonts of other machines through, for who has asked for them.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.remote = False

    def interceptRequest(self, info: QWebEngineUrlRequestInfo) -> None:
        """Block what would leave the project."""
        scheme = info.requestUrl().scheme()
        if scheme in ("copydesk", "data"):
            return
        if not (self.remote and scheme in ("http", "https") and info.resourceType() in SHOWN):
            info.block(True)


class PreviewScheme(QWebEngineUrlSchemeHandler):
    """Answers ``copydesk://app/NAME`` from texts given to it and ``copydesk://site/PATH`` from the project.

    ``find_file`` takes the path of a request without its leading slash, percent-encoded as a post would write
    it, and returns the file to serve, or None when there is none inside the project.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.texts: dict[str, tuple[bytes, bytes]] = {}
        self.find_file: Callable[[str], Path | None] = _find_nothing

    def requestStarted(self, job: QWebEngineUrlRequestJob) -> None:
        """Serve one request."""
        url = job.requestUrl()
        # A post can show a form that posts to us: only reading is served.
        if bytes(job.requestMethod().data()) != b"GET":
            job.fail(QWebEngineUrlRequestJob.Error.RequestDenied)
            return
        # Not decoded here: who finds the file does it, and twice would make another name of 100%25.png.
        path = url.path(url.ComponentFormattingOption.FullyEncoded).lstrip("/")
        if url.host() == "app":
            self._serve_text(job, path)
        elif url.host() == "site" and path == "":
            self._serve_text(job, "page.html")
        elif url.host() == "site":
            self._serve_file(job, path)
        else:
            job.fail(QWebEngineUrlRequestJob.Error.UrlInvalid)

    def _serve_text(self, job: QWebEngineUrlRequestJob, name: str) -> None:
        if name not in self.texts:
            job.fail(QWebEngineUrlRequestJob.Error.UrlNotFound)
            return
        media_type, data = self.texts[name]
        buffer = QBuffer(job)
        buffer.setData(QByteArray(data))
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        job.reply(media_type, buffer)

    def _serve_file(self, job: QWebEngineUrlRequestJob, path: str) -> None:
        found = self.find_file(path)
        media_type = MEDIA_TYPES.get(found.suffix.lower()) if found else None
        if found is None or media_type is None:
            job.fail(QWebEngineUrlRequestJob.Error.UrlNotFound)
            return
        file = QFile(str(found), job)
        if not file.open(QIODevice.OpenModeFlag.ReadOnly):
            job.fail(QWebEngineUrlRequestJob.Error.RequestFailed)
            return
        job.reply(media_type, file)


_SWITCHED_OFF = (
    QWebEngineSettings.WebAttribute.JavascriptEnabled,
    QWebEngineSettings.WebAttribute.JavascriptCanOpenWindows,
    QWebEngineSettings.WebAttribute.JavascriptCanAccessClipboard,
    QWebEngineSettings.WebAttribute.LocalStorageEnabled,
    QWebEngineSettings.WebAttribute.PluginsEnabled,
    QWebEngineSettings.WebAttribute.PdfViewerEnabled,
    QWebEngineSettings.WebAttribute.AutoLoadIconsForPage,
    QWebEngineSettings.WebAttribute.ErrorPageEnabled,
    QWebEngineSettings.WebAttribute.HyperlinkAuditingEnabled,
    QWebEngineSettings.WebAttribute.DnsPrefetchEnabled,
    QWebEngineSettings.WebAttribute.NavigateOnDropEnabled,
    QWebEngineSettings.WebAttribute.LocalContentCanAccessRemoteUrls,
    QWebEngineSettings.WebAttribute.LocalContentCanAccessFileUrls,
    QWebEngineSettings.WebAttribute.FullScreenSupportEnabled,
)


def make_profile(
    handler: QWebEngineUrlSchemeHandler, interceptor: QWebEngineUrlRequestInterceptor, parent: QObject
) -> QWebEngineProfile:
    """Return a profile that keeps nothing on disk, serves only what ``handler`` gives, and runs no script of a page.

    What is switched off here is off in every page of the profile: a post is untrusted wherever it is shown.
    """
    profile = QWebEngineProfile(parent)
    for attribute in _SWITCHED_OFF:
        profile.settings().setAttribute(attribute, False)
    profile.settings().setAttribute(QWebEngineSettings.WebAttribute.PlaybackRequiresUserGesture, True)
    profile.installUrlSchemeHandler(SCHEME, handler)
    profile.setUrlRequestInterceptor(interceptor)
    profile.setHttpCacheType(QWebEngineProfile.HttpCacheType.NoCache)
    profile.setPersistentCookiesPolicy(QWebEngineProfile.PersistentCookiesPolicy.NoPersistentCookies)
    profile.setSpellCheckEnabled(False)
    return profile


def allow_remote(settings: QWebEngineSettings, interceptor: OfflineInterceptor, allowed: bool) -> None:
    """Let a page load what shows of other machines, or nothing of them; its scripts stay off."""
    interceptor.remote = allowed
    settings.setAttribute(QWebEngineSettings.WebAttribute.LocalContentCanAccessRemoteUrls, allowed)


def _find_nothing(_path: str) -> Path | None:
    return None
