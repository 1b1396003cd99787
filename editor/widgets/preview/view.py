"""Owns the web view that shows a page of the preview; imported only once the window has been painted."""

from __future__ import annotations

from PySide6.QtCore import QChildEvent, QEvent, QObject, Qt, QUrl, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QWheelEvent
from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineProfile
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QMenu, QWidget

from editor.widgets.preview.page import PreviewPage
from editor.widgets.theme import Theme

# One step of a wheel, in eighths of a degree.
_NOTCH = 120


class ArticleView(QWebEngineView):
    """Shows one ``PreviewPage``; its menu offers only what makes sense for reading.

    ``zoom_requested`` carries 1 or -1: the wheel was turned with Ctrl held.
    """

    zoom_requested = Signal(int)

    def __init__(
        self,
        profile: QWebEngineProfile,
        script: str,
        parent: QWidget | None = None,
        name: str = "article-view",
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(self.tr("Preview"))
        self.setAcceptDrops(False)
        self._turned = 0
        self._page = PreviewPage(profile, script, self)
        self.setPage(self._page)

    def article(self) -> PreviewPage:
        """Return the page with its own signals and calls."""
        return self._page

    def start(self, theme: Theme) -> None:
        """Load the page; to be called once, and again when it has died."""
        self.set_theme(theme)
        self._page.load(QUrl("copydesk://site/"))

    def set_theme(self, theme: Theme) -> None:
        """Show the page in the colours of ``theme``; also what stands there before anything is drawn."""
        self._page.setBackgroundColor(QColor(theme.base))
        self._page.call("theme", theme.name)

    def childEvent(self, event: QChildEvent) -> None:
        """Listen to the widget that the engine puts in to draw the page, which takes the wheel."""
        super().childEvent(event)
        if event.added():
            event.child().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ask for another size of text when Ctrl is held while the wheel turns (the engine would forget it)."""
        if not isinstance(event, QWheelEvent) or not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return bool(super().eventFilter(watched, event))
        # A touchpad turns a little at a time.
        self._turned += event.angleDelta().y()
        if abs(self._turned) >= _NOTCH:
            self.zoom_requested.emit(1 if self._turned > 0 else -1)
            self._turned = 0
        event.accept()
        return True

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer copying, and nothing of a browser's."""
        menu = QMenu(self)
        copy = self._page.action(QWebEnginePage.WebAction.Copy)
        copy.setText(self.tr("Copy"))
        menu.addAction(copy)
        everything = self._page.action(QWebEnginePage.WebAction.SelectAll)
        everything.setText(self.tr("Select all"))
        menu.addAction(everything)
        menu.exec(event.globalPos())
        menu.deleteLater()
