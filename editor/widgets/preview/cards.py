"""Owns the cards in the preview: painted as readers meet them, light or dark, cut where the real ones are cut."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QImage,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from editor.core.cards import Card, CardPicture, CardText, clamp, ended, runs_left
from editor.core.images.geometry import of_ratio
from editor.widgets.preview.front_card import FrontCardView
from editor.widgets.tokens import LIGHT, RADIUS, Theme

_LINE_HEIGHT = 1.35
_GAP = 4
_MARGIN = 16
_WORDS_PIXELS = 12


def card_font(pixels: int, *, bold: bool = False) -> QFont:
    """Return the sans serif that result lists and shared links are set in, or what is nearest to it here."""
    font = QFont()
    font.setFamilies(["Arial", "Helvetica", "Liberation Sans", "Noto Sans", "DejaVu Sans"])
    font.setPixelSize(pixels)
    font.setBold(bold)
    return font


def text_width(text: str, pixels: int, bold: bool) -> float:
    """Return how wide a text is in that sans serif, in px."""
    return float(QFontMetricsF(card_font(pixels, bold=bold)).horizontalAdvance(text))


class CardView(QWidget):
    """One card, as wide as the real one where there is room."""

    def __init__(self, card: Card, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._card = card
        self._image = QImage()
        self._focus = (0.5, 0.5)
        self._words = ""
        self._scale = 1.0
        self.theme: Theme = LIGHT
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_card(card)

    def show_card(self, card: Card) -> None:
        """Show other texts."""
        self._card = card
        self._fit()
        self.setAccessibleName(", ".join(text.text for text in card.texts if text.text))
        self.update()

    def set_room(self, width: int) -> None:
        """Shrink the card as a whole where there is less room than it is wide: what is cut stays the same."""
        self._scale = min(1.0, max(0.2, width / self._card.width))
        self._fit()

    def _fit(self) -> None:
        size = self.sizeHint()
        self.setFixedSize(round(size.width() * self._scale), round(size.height() * self._scale))
        self.update()

    def show_picture(self, image: QImage, focus: tuple[float, float], words: str = "") -> None:
        """Show the lead image, cut around the focus; ``words`` stand in its place while it is null."""
        self._image, self._focus, self._words = image, focus, words
        self.update()

    def sizeHint(self) -> QSize:
        """Return the card's width and the height its texts need."""
        card = self._card
        texts = self._texts_height() + 2 * card.padding
        picture = card.picture
        if picture is None:
            return QSize(card.width, round(texts))
        if picture.place == "top":
            return QSize(card.width, round(picture.height + texts))
        return QSize(
            card.width, round(max(texts, picture.height + 2 * (0 if picture.height > 100 else card.padding)))
        )

    def _lines(self, text: CardText) -> tuple[str, ...]:
        def measure(part: str) -> float:
            return text_width(part, text.pixels, text.bold)

        said = ended(text.text, text.total, measure) if text.total else text.text
        return clamp(said, text.width, text.lines, measure)

    def _texts_height(self) -> float:
        heights = [
            len(self._lines(text)) * text.pixels * _LINE_HEIGHT for text in self._card.texts if text.text
        ]
        return sum(heights) + _GAP * max(0, len(heights) - 1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the card."""
        painter = QPainter(self)
        painter.scale(self._scale, self._scale)
        self.paint(painter)

    def paint(self, painter: QPainter) -> None:
        """Paint the card at the painter's origin: on the screen, or into a file."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        card, hint = self._card, self.sizeHint()
        size = QRectF(0, 0, hint.width(), hint.height())
        shape = QPainterPath()
        shape.addRoundedRect(size.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS + 2, RADIUS + 2)
        painter.fillPath(shape, QColor(self.theme.base))
        painter.save()
        painter.setClipPath(shape)
        left, top = float(card.padding), float(card.padding)
        picture = card.picture
        if picture is not None:
            place = self._picture_place(picture, size)
            self._paint_picture(painter, place)
            if picture.place == "top":
                top += picture.height
            else:
                left = place.right() + card.padding
                top = (size.height() - self._texts_height()) / 2
        for text in card.texts:
            top = self._paint_text(painter, text, left, top)
        painter.restore()
        painter.setPen(QPen(QColor(self.theme.line), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(shape)

    def _picture_place(self, picture: CardPicture, size: QRectF) -> QRectF:
        if picture.place == "top":
            return QRectF(0, 0, size.width(), picture.height)
        if picture.height > 100:  # reaches from edge to edge
            return QRectF(0, 0, picture.width, size.height())
        return QRectF(self._card.padding, (size.height() - picture.height) / 2, picture.width, picture.height)

    def _paint_picture(self, painter: QPainter, place: QRectF) -> None:
        if self._image.isNull():
            painter.fillRect(place, QColor(self.theme.chip))
            painter.setFont(card_font(_WORDS_PIXELS))
            painter.setPen(QColor(self.theme.muted))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(place.adjusted(_GAP, _GAP, -_GAP, -_GAP), int(flags), self._words)
            return
        box = of_ratio(
            (self._image.width(), self._image.height()), place.width() / place.height(), self._focus
        )
        painter.drawImage(place, self._image, QRectF(box.left, box.top, box.width, box.height))

    def _paint_text(self, painter: QPainter, text: CardText, left: float, top: float) -> float:
        if not text.text:
            return top
        painter.setFont(card_font(text.pixels, bold=text.bold))
        painter.setPen(
            QColor({"muted": self.theme.muted, "link": self.theme.link}.get(text.tone, self.theme.text))
        )
        height = text.pixels * _LINE_HEIGHT
        # As in the pages of the services, which let each text run its own way: dir="auto".
        leftwards = runs_left(text.text)
        side = Qt.AlignmentFlag.AlignRight if leftwards else Qt.AlignmentFlag.AlignLeft
        flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute | side)
        painter.setLayoutDirection(
            Qt.LayoutDirection.RightToLeft if leftwards else Qt.LayoutDirection.LeftToRight
        )
        for line in self._lines(text):
            box = QRectF(left, top, text.width, height)
            painter.drawText(box.adjusted(-4 * leftwards, 0, 4 * (not leftwards), 0), flags, line)
            top += height
        return top + _GAP


class CardsPane(QScrollArea):
    """All cards of the post in front, each under its name.

    The front page's is drawn until the site's own has come, which ``front_card`` shows; ``dressed`` fires when the
    cards have got other colours.
    """

    dressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("cards")
        self.setAccessibleName(self.tr("Cards"))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner = QWidget(self)
        inner.setObjectName("cards-inner")
        self._reason = QLabel(inner)
        self._reason.setWordWrap(True)
        self._reason.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, 0)
        self._reason.hide()
        self._inner = QWidget(inner)
        outer = QVBoxLayout(inner)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._reason)
        outer.addWidget(self._inner, 1)
        self._column = QVBoxLayout(self._inner)
        self._column.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, 24)
        self._column.setSpacing(8)
        self._column.addStretch(1)
        self.setWidget(inner)
        self._views: dict[str, CardView] = {}
        self._theme: Theme = LIGHT
        self.front_card = FrontCardView(self._inner)
        self.front_card.hide()
        self.front_note = QLabel(self._inner)
        self.front_note.setObjectName("front-note")
        self.front_note.setProperty("scale", "meta")
        self.front_note.setWordWrap(True)
        self.front_note.hide()

    @property
    def theme(self) -> Theme:
        """The colours of the cards."""
        return self._theme

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the cards fill the pane, none wider than the real one."""
        super().resizeEvent(event)
        room = self.viewport().width() - 2 * _MARGIN
        self.front_card.set_room(room)
        for view in self._views.values():
            view.set_room(room)

    def show_cards(self, cards: tuple[Card, ...]) -> None:
        """Show these cards; what is there already only gets its texts."""
        self._reason.hide()
        self._inner.show()
        for card in cards:
            view = self._views.get(card.kind)
            if view is not None:
                view.show_card(card)
                continue
            label = QLabel(card_name(card.kind), self._inner)
            label.setProperty("tone", "muted")
            label.setProperty("scale", "meta")
            view = CardView(card, self._inner)
            view.theme = self._theme
            view.set_room(self.viewport().width() - 2 * _MARGIN)
            self._views[card.kind] = view
            is_front = card.kind == "front-page"
            for part in (label, *((self.front_note, self.front_card) if is_front else ()), view):
                self._column.insertWidget(self._column.count() - 1, part)
            self._column.insertSpacing(self._column.count() - 1, 10)

    def show_reason(self, sentence: str) -> None:
        """Show why there are no cards in their place."""
        self._inner.hide()
        self._reason.setText(sentence)
        self._reason.show()

    def set_screen(self, width: int) -> None:
        """Show the front page's own card as on a screen of so many px."""
        self.front_card.set_screen(width)

    def show_front_note(self, sentence: str) -> None:
        """Say under its name what the front page's card is, ``""`` where it is just that."""
        self.front_note.setText(sentence)
        self.front_note.setVisible(bool(sentence))

    def expect_front_card(self) -> None:
        """Let the site's own card be laid out, out of sight as long as the drawn one stands there."""
        self.front_card.show()

    def show_front_card(self, is_own: bool) -> None:
        """Show the site's own card in place of the drawn one, or the drawn one."""
        self.front_card.setVisible(is_own)
        drawn = self._views.get("front-page")
        if drawn is not None:
            drawn.setVisible(not is_own)

    def show_picture(self, image: QImage, focus: tuple[float, float], words: str = "") -> None:
        """Give every card the lead image; in place of a null one stand ``words``."""
        for view in self._views.values():
            view.show_picture(image, focus, words)

    def set_theme(self, theme: Theme) -> None:
        """Paint the cards in these colours."""
        self._theme = theme
        for view in self._views.values():
            view.theme = theme
            view.update()
        self.dressed.emit()


def card_name(kind: str) -> str:
    """Return what a card is called."""
    names = {
        "search": _say("Search result"),
        "large": _say("Shared link, large image"),
        "small": _say("Shared link, small image"),
        "front-page": _say("Front page"),
        "feed": _say("Feed reader"),
        "notification": _say("Notification on a phone"),
    }
    return names[kind]


def _say(text: str) -> str:
    return QCoreApplication.translate("Cards", text)
