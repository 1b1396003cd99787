"""Owns the preview's column: its bar, and the place for the page, which is empty until the engine has started."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QHideEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QMenu,
    QStackedLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from editor.widgets.preview.find_bar import PageFindBar
from editor.widgets.preview.site_line import SiteLine
from editor.widgets.preview.stage import PHONE, TABLET, PageStage
from editor.widgets.segments import Segments
from editor.widgets.tab_order import follow_in_tab_order
from editor.widgets.theme import LIGHT, Theme

if TYPE_CHECKING:
    from PySide6.QtWebEngineWidgets import QWebEngineView

    from editor.widgets.preview.cards import CardsPane

_MARGIN = 12
KINDS = ("article", "site", "cards")
# A screen on which sites show what they have for desktops, and no wider: the page has to be read beside the text.
_DESKTOP = 1024
_SCREENS = {"phone": PHONE, "tablet": TABLET, "desktop": _DESKTOP}


class PreviewPane(QFrame):
    """The column at the right.

    ``width_chosen`` carries ``phone``, ``tablet`` or ``desktop``; ``kind_chosen`` ``article``, ``site`` or
    ``cards``; ``turned`` fires when another of them may have come into sight, or none.
    """

    width_chosen = Signal(str)
    kind_chosen = Signal(str)
    turned = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("preview")
        self.kinds = Segments(
            self.tr("Preview"),
            (("article", self.tr("Article")), ("site", self.tr("Site")), ("cards", self.tr("Cards"))),
            self,
        )
        self.kinds.chosen.connect(self._on_kinds_chosen)
        self.widths = Segments(
            self.tr("Width of the page"),
            (
                ("phone", self.tr("Phone")),
                ("tablet", self.tr("Tablet")),
                ("desktop", self.tr("Desktop")),
            ),
            self,
        )
        self.widths.set_choice("desktop")
        self.widths.chosen.connect(self.width_chosen)
        self.menu_button = QToolButton(self)
        self.menu_button.setText(self.tr("Page ▾"))
        self.menu_button.setAccessibleName(self.tr("How the page is shown"))
        self.menu_button.setToolTip(self.menu_button.accessibleName())
        self.menu_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu_button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.menu_button.setProperty("bar", True)
        bar = QFrame(self)
        bar.setObjectName("preview-bar")
        self._row = QHBoxLayout(bar)
        self._row.setContentsMargins(_MARGIN, 7, _MARGIN, 7)
        self._row.addWidget(self.kinds)
        self._row.addStretch(1)
        self._row.addWidget(self.widths)
        self._row.addWidget(self.menu_button)
        self._place = QFrame(self)
        self._place.setObjectName("preview-place")
        self._pages = QStackedLayout(self._place)
        self.article = PageStage(self._place)
        self.site = PageStage(self._place, desktop=_DESKTOP)
        self._cards: CardsPane | None = None
        self._cards_theme: Theme = LIGHT
        self._site_is_article = False
        self._pages.addWidget(self.article)
        self._pages.addWidget(self.site)
        self.site_line = SiteLine(self)
        self.find_bar = PageFindBar(self.view_in_front, self)
        self._build_column(bar)

    def _build_column(self, bar: QFrame) -> None:
        # Escape closes the bar from within the page, too; anywhere else it has a meaning of its own.
        leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.find_bar.close_bar)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        leave.setEnabled(False)
        self.find_bar.shown.connect(leave.setEnabled)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(self.site_line)
        column.addWidget(self.find_bar)
        column.addWidget(self._place, 1)

    def set_menu(self, menu: QMenu) -> None:
        """Hang the menu of the page on its button."""
        self.menu_button.setMenu(menu)

    @property
    def cards(self) -> CardsPane:
        """The cards, built when they are first wanted."""
        if self._cards is None:
            # Here and not above: a start seldom shows them, and they bring a part of core with them.
            from editor.widgets.preview.cards import CardsPane

            self._cards = CardsPane(self._place)
            self._pages.addWidget(self._cards)
            self._cards.set_theme(self._cards_theme)
            self._cards.set_screen(_SCREENS[self.widths.choice])
            follow_in_tab_order(self._cards, self.menu_button)
        return self._cards

    def set_cards_theme(self, theme: Theme) -> None:
        """Paint the cards in these colours."""
        self._cards_theme = theme
        if self._cards is not None:
            self._cards.set_theme(theme)

    @property
    def stages(self) -> tuple[PageStage, ...]:
        """Every place of a page."""
        return (self.article, self.site)

    def view_in_front(self) -> QWebEngineView | None:
        """Return the web view that is on show, None while cards are or before the engine has started."""
        stage = self._pages.currentWidget()
        return cast("QWebEngineView | None", stage.view) if isinstance(stage, PageStage) else None

    @property
    def has_keyboard(self) -> bool:
        """Whether what is typed goes to the page, its bar or what finds in it."""
        focused = QApplication.focusWidget()
        return focused is not None and self.isAncestorOf(focused)

    def set_width(self, name: str) -> None:
        """Show pages as wide as a ``phone``, a ``tablet`` or a ``desktop``."""
        self.widths.set_choice(name)
        for stage in self.stages:
            stage.set_width(name)
        if self._cards is not None:
            self._cards.set_screen(_SCREENS[name])

    def set_zoom(self, zoom: float) -> None:
        """Show pages so many times as large as designed."""
        for stage in self.stages:
            stage.set_zoom(zoom)

    @property
    def shows_cards(self) -> bool:
        """Whether the cards are in sight, and not the page."""
        return self.kinds.choice == "cards" and self.isVisible()

    @property
    def shows_site(self) -> bool:
        """Whether the Site tab is in sight."""
        return self.kinds.choice == "site" and self.isVisible()

    def show_site_as_article(self, as_article: bool) -> None:
        """Show the article in the Site tab, where the site has no page for the post, or the page again."""
        if as_article != self._site_is_article:
            self._site_is_article = as_article
            self._show()

    def turn_to(self, kind: str) -> None:
        """Show ``article``, ``site`` or ``cards``."""
        self.kinds.set_choice(kind)
        self._on_kinds_chosen(kind)

    def showEvent(self, event: QShowEvent) -> None:
        """Tell that the pane is in sight."""
        super().showEvent(event)
        self.turned.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        """Tell that the pane is out of sight."""
        super().hideEvent(event)
        self.turned.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the widths to the menu where the bar has no room for them."""
        super().resizeEvent(event)
        self._show_widths()

    @Slot(str)
    def _on_kinds_chosen(self, kind: str) -> None:
        self._show()
        self.kind_chosen.emit(kind)
        self.turned.emit()

    def _show(self) -> None:
        shown: QWidget = self.article
        if self.kinds.choice == "cards":
            shown = self.cards
        elif self.kinds.choice == "site" and not self._site_is_article:
            shown = self.site
        self._pages.setCurrentWidget(shown)
        self.find_bar.follow_front()
        self._show_widths()

    def _show_widths(self) -> None:
        parts = (self.kinds, self.widths, self.menu_button)
        needed = sum(part.sizeHint().width() for part in parts) + 2 * self._row.spacing() + 2 * _MARGIN
        self.widths.setVisible(self.kinds.choice != "cards" and needed <= self.width())
