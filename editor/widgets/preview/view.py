"""Owns the web view that shows the preview page; imported only once the window has been painted."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QColor, QContextMenuEvent
from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineProfile
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QMenu, QWidget

from editor.widgets.preview.page import PreviewPage
from editor.widgets.theme import Theme


class ArticleView(QWebEngineView):
    """Shows one ``PreviewPage``; its menu offers only what makes sense for reading."""

    def __init__(self, profile: QWebEngineProfile, script: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("article-view")
        self.setAccessibleName(self.tr("Preview"))
        self.setAcceptDrops(False)
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
