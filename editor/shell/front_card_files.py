"""Owns what ``copydesk cards`` needs of the web engine: posts' own cards of their site's front page as pictures."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEventLoop, QObject, Qt, QTimer, Slot
from PySide6.QtGui import QImage

from editor.core.post.post import Post
from editor.core.sitecard import SiteCard
from editor.services.front_frames import FrontFrame
from editor.services.preview_scheme import register_scheme
from editor.shell.engine import set_engine_flags
from editor.shell.front_card import FrontCard
from editor.storage.project import Project
from editor.widgets.preview.front_card import CardPlace, FrontCardView
from editor.widgets.tokens import Theme

# Once all has come that the card shows, it is painted within this time; a page that never comes is not waited for.
_SETTLE_MS = 400
_PATIENCE_MS = 20_000


def prepare_engine() -> None:
    """Set what the web engine needs; call it before there is an application."""
    set_engine_flags()
    register_scheme()
    if QCoreApplication.instance() is None:
        QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)


class FrontCardPainter(QObject):
    """Paints cards for a command, which waits for each; ``scale`` pixels of the picture are one of the page.

    ``close`` has to be called before the program ends.
    """

    def __init__(self, theme: Theme, scale: float) -> None:
        super().__init__()
        self._theme = theme
        self._view = FrontCardView()
        self._view.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        self._view.set_most(scale)
        self._view.set_room(10_000)
        self._card = FrontCard(self._view, self)
        self._card.found.connect(self._on_card_found)
        self._card.placed.connect(self._on_card_placed)
        self._card.lost.connect(self._on_card_lost)
        self._rest = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._patience.timeout.connect(self._give_up)
        self._loop = QEventLoop()
        self._rest.timeout.connect(self._loop.quit)
        self._frame = FrontFrame(0)
        self._is_placed = False

    def paint(self, project: Project, relative: str, post: Post) -> tuple[QImage, SiteCard | None]:
        """Return a post's card as the front page shows it, and what it says; the picture is null where it does not."""
        self._frame, self._is_placed = FrontFrame(0), False
        self._view.show()
        self._patience.start()
        self._card.use(project)
        self._card.ask(relative, post, self._theme.name)
        self._loop.exec()
        self._patience.stop()
        return self._view.grab().toImage() if self._is_placed else QImage(), self._frame.card

    def close(self) -> None:
        """End the engine; call it once all is painted."""
        self._card.stop()
        self._view.close()

    @Slot(object)
    def _on_card_found(self, frame: FrontFrame) -> None:
        self._frame = frame
        if frame.is_shown:
            self._card.show_frame(frame, self._theme.base)
        else:
            self._loop.quit()

    @Slot(object)
    def _on_card_placed(self, place: CardPlace) -> None:
        self._is_placed = place.is_seen
        if place.is_whole:
            self._rest.start()

    @Slot(bool)
    def _on_card_lost(self, comes_back: bool) -> None:
        self._rest.stop()
        if not comes_back:
            self._give_up()

    @Slot()
    def _give_up(self) -> None:
        self._rest.stop()
        self._loop.quit()
