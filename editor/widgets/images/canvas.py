"""Owns the picture on the bench as it is seen: the crop frame with its grid and handles, and the focus."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from editor.core.images.geometry import Box, Size, dragged, moved, whole, within
from editor.core.images.recipe import Recipe
from editor.widgets.tokens import LIGHT, Theme

_MARGIN = 28
"""Empty px around the picture, so that handles at its border can be caught."""
_REACH = 10
"""How near, in px, the pointer must come to an edge to catch it."""
_SHADE = QColor(20, 28, 34, 140)
_SQUARE = 8
"""Px of a square of the ground that shines through a picture."""
_FOCUS_STEPS = 200
"""So many steps of an arrow key lead from edge to edge of a picture; with Shift each is ten times as large."""
_SMALLEST_DRAG = 4
"""A drag outside of the frame shorter than this, in px, is a click."""


class Tool(Enum):
    """What the mouse and the arrow keys do."""

    LOOK = "look"
    CROP = "crop"
    FOCUS = "focus"


class BenchCanvas(QWidget):
    """Shows the frame, and over it the crop.

    Boxes are in pixels of the full-size frame, whatever is shown. ``crop_changed`` carries a ``Box`` while the
    mouse drags and at each key; ``crop_settled`` when a drag ends; ``focus_moved`` a point in shares of the frame.
    """

    crop_changed = Signal(object)
    crop_settled = Signal()
    focus_moved = Signal(float, float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Picture"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumSize(260, 200)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.theme: Theme = LIGHT
        self._image = QPixmap()
        self._frame: Size = (1, 1)
        self._crop = whole((1, 1))
        self._ratio: float | None = None
        self._focus_point: tuple[float, float] | None = None
        self._tool = Tool.LOOK
        self._instead: QPixmap | None = None
        self._drag: tuple[str, QPoint, Box] | None = None

    def sizeHint(self) -> QSize:
        """Return room for a picture to be worked on."""
        return QSize(640, 480)

    # -- values in ---------------------------------------------------------------------------------------------

    def show_image(self, image: QImage) -> None:
        """Show the frame as it looks now, at whatever size."""
        self._image = QPixmap.fromImage(image)
        self.update()

    def show_recipe(self, recipe: Recipe, original: Size) -> None:
        """Take the frame a recipe makes of a picture of ``original`` pixels, with crop, shape and focus in it."""
        self._frame, self._crop = recipe.frame(original), recipe.box(original)
        self._ratio, self._focus_point = recipe.ratio, recipe.focus
        self.update()

    def set_tool(self, tool: Tool) -> None:
        """Let mouse and keys crop, set the focus, or do nothing."""
        self._tool = tool
        keys = {
            Tool.CROP: self.tr(
                "Arrow keys move the crop, with Shift by ten pixels; with Ctrl they change its size."
            ),
            Tool.FOCUS: self.tr(
                "Arrow keys move the mark of what must stay in sight, with Shift in large steps."
            ),
        }
        self.setAccessibleDescription(keys.get(tool, ""))
        self._drag = None
        self.setCursor(Qt.CursorShape.CrossCursor if tool is Tool.FOCUS else Qt.CursorShape.ArrowCursor)
        self.update()

    def show_instead(self, image: QImage | None) -> None:
        """Show another picture in place of all this while the writer looks; None ends it."""
        self._instead = QPixmap.fromImage(image) if image is not None else None
        self.update()

    @property
    def crop(self) -> Box:
        """The crop as it is shown."""
        return self._crop

    # -- places ------------------------------------------------------------------------------------------------

    def _picture(self, size: QSize | None = None) -> QRectF:
        """Return where the frame is shown: as large as there is room for, never larger than it is."""
        width, height = (size.width(), size.height()) if size is not None else self._frame
        room = QRectF(self.rect()).adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        scale = min(room.width() / max(width, 1), room.height() / max(height, 1))
        shown = QRectF(0, 0, max(1.0, width * scale), max(1.0, height * scale))
        shown.moveCenter(QRectF(self.rect()).center())
        return shown

    def rect_of(self, box: Box) -> QRectF:
        """Return where a box of the frame is on the widget, in px."""
        picture = self._picture()
        scale = picture.width() / self._frame[0]
        return QRectF(
            picture.left() + box.left * scale,
            picture.top() + box.top * scale,
            box.width * scale,
            box.height * scale,
        )

    def _pixel(self, point: QPointF) -> tuple[int, int]:
        picture = self._picture()
        scale = self._frame[0] / picture.width()
        return round((point.x() - picture.left()) * scale), round((point.y() - picture.top()) * scale)

    def _edges_at(self, point: QPointF) -> str:
        """Return the edges of the crop near a point (of ``lrtb``), ``m`` inside of it, ``""`` outside."""
        frame = self.rect_of(self._crop)
        if not frame.adjusted(-_REACH, -_REACH, _REACH, _REACH).contains(point):
            return ""
        across = _edge_near(point.x(), frame.left(), frame.right(), "lr")
        return across + _edge_near(point.y(), frame.top(), frame.bottom(), "tb") or "m"

    # -- the mouse ---------------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Catch an edge, a corner or the frame, or begin a new one; or set the focus."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if self._tool is Tool.FOCUS:
            self._move_focus(event.position())
        if self._tool is Tool.CROP:
            self._drag = (self._edges_at(event.position()), event.position().toPoint(), self._crop)
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow a drag, or show what could be caught."""
        if self._tool is Tool.FOCUS and event.buttons() & Qt.MouseButton.LeftButton:
            self._move_focus(event.position())
        elif self._drag is not None:
            self._drag_to(event.position())
        elif self._tool is Tool.CROP:
            self.setCursor(_CURSORS.get(self._edges_at(event.position()), Qt.CursorShape.CrossCursor))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End a drag."""
        if self._drag is not None or self._tool is Tool.FOCUS:
            self._drag = None
            self.crop_settled.emit()
        event.accept()

    def _drag_to(self, point: QPointF) -> None:
        assert self._drag is not None
        edges, start, box = self._drag
        x, y = self._pixel(point)
        first_x, first_y = self._pixel(QPointF(start))
        if edges == "m":
            self._take(moved(box, x - first_x, y - first_y, self._frame))
        elif edges:
            self._take(dragged(box, edges, x, y, self._frame, self._ratio))
        elif (point - QPointF(start)).manhattanLength() >= _SMALLEST_DRAG:
            corner = within(Box(first_x, first_y, 1, 1), self._frame)
            edges = ("r" if x >= first_x else "l") + ("b" if y >= first_y else "t")
            self._take(dragged(corner, edges, x, y, self._frame, self._ratio))

    def _take(self, box: Box) -> None:
        if box != self._crop:
            self._crop = box
            self.update()
            self.crop_changed.emit(box)

    def _move_focus(self, point: QPointF) -> None:
        picture = self._picture()
        x = min(1.0, max(0.0, (point.x() - picture.left()) / picture.width()))
        y = min(1.0, max(0.0, (point.y() - picture.top()) / picture.height()))
        self._focus_point = (x, y)
        self.update()
        self.focus_moved.emit(x, y)

    # -- the keyboard ------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Nudge the crop or the focus with the arrow keys."""
        step = _ARROWS.get(Qt.Key(event.key()))
        if step is None or self._tool is Tool.LOOK:
            super().keyPressEvent(event)
            return
        pixels = 10 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1
        right, down = step[0] * pixels, step[1] * pixels
        if self._tool is Tool.FOCUS:
            x, y = self._focus_point or (0.5, 0.5)
            # As far in a large picture as in a small one: across it in 20 large steps.
            x = min(1.0, max(0.0, x + right / _FOCUS_STEPS))
            y = min(1.0, max(0.0, y + down / _FOCUS_STEPS))
            self._focus_point = (x, y)
            self.update()
            self.focus_moved.emit(x, y)
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            box = self._crop
            edges = ("r" if right else "") + ("b" if down else "")
            self._take(dragged(box, edges, box.right + right, box.bottom + down, self._frame, self._ratio))
        else:
            self._take(moved(self._crop, right, down, self._frame))
        event.accept()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show that the keys work here."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that they do not."""
        super().focusOutEvent(event)
        self.update()

    # -- painting ----------------------------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the picture, what the crop leaves out in shade, and grid, handles and focus."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(
            self.rect(), QColor(self.theme.window).darker(104 if self.theme.name == "light" else 100)
        )
        if self._instead is not None:
            _draw_picture(painter, self._picture(self._instead.size()), self._instead)
            return
        picture = self._picture()
        if not self._image.isNull():
            _draw_picture(painter, picture, self._image)
        self._shade(painter, picture)
        if self._tool is Tool.CROP:
            self._draw_crop(painter)
        if self._tool is Tool.FOCUS:
            self._draw_focus(painter, picture)
        if self.hasFocus():
            painter.setPen(QPen(QColor(self.theme.link), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))

    def _shade(self, painter: QPainter, picture: QRectF) -> None:
        """Darken what will be cut off, whatever the tool is."""
        frame = self.rect_of(self._crop)
        for part in (
            QRectF(picture.left(), picture.top(), picture.width(), frame.top() - picture.top()),
            QRectF(picture.left(), frame.bottom(), picture.width(), picture.bottom() - frame.bottom()),
            QRectF(picture.left(), frame.top(), frame.left() - picture.left(), frame.height()),
            QRectF(frame.right(), frame.top(), picture.right() - frame.right(), frame.height()),
        ):
            painter.fillRect(part, _SHADE)

    def _draw_crop(self, painter: QPainter) -> None:
        frame = self.rect_of(self._crop)
        painter.setPen(QPen(QColor(255, 255, 255, 110), 1))
        for third in (1, 2):
            x, y = frame.left() + frame.width() * third / 3, frame.top() + frame.height() * third / 3
            painter.drawLine(QPointF(x, frame.top()), QPointF(x, frame.bottom()))
            painter.drawLine(QPointF(frame.left(), y), QPointF(frame.right(), y))
        # White with a dark rim: to be seen on any picture.
        for colour, width in ((QColor(0, 0, 0, 120), 4), (QColor(255, 255, 255), 2)):
            painter.setPen(QPen(colour, width))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(frame)
            for x in (frame.left(), frame.center().x(), frame.right()):
                for y in (frame.top(), frame.center().y(), frame.bottom()):
                    if QPointF(x, y) != frame.center():
                        painter.fillRect(
                            QRectF(x - 3 - width / 4, y - 3 - width / 4, 6 + width / 2, 6 + width / 2), colour
                        )

    def _draw_focus(self, painter: QPainter, picture: QRectF) -> None:
        x, y = self._focus_point or (0.5, 0.5)
        middle = QPointF(picture.left() + x * picture.width(), picture.top() + y * picture.height())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for colour, width in ((QColor(0, 0, 0, 150), 5), (QColor(255, 255, 255), 2)):
            painter.setPen(QPen(colour, width))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(middle, 14, 14)
            painter.drawLine(middle - QPointF(5, 0), middle + QPointF(5, 0))
            painter.drawLine(middle - QPointF(0, 5), middle + QPointF(0, 5))


def _edge_near(at: float, low: float, high: float, edges: str) -> str:
    """Return which of two edges is near; a small frame keeps half of itself to be moved by."""
    inside = min(_REACH, (high - low) / 4)
    if at <= low + inside:
        return edges[0]
    return edges[1] if at >= high - inside else ""


def _draw_picture(painter: QPainter, place: QRectF, image: QPixmap) -> None:
    """Draw a picture, over a chequered ground where it lets the ground shine through."""
    if image.hasAlphaChannel():
        painter.save()
        painter.setBrushOrigin(place.topLeft())
        painter.fillRect(place, _chequered())
        painter.restore()
    painter.drawPixmap(place, image, QRectF(image.rect()))


def _chequered() -> QBrush:
    squares = QPixmap(2 * _SQUARE, 2 * _SQUARE)
    squares.fill(QColor(255, 255, 255))
    painter = QPainter(squares)
    for at in (0, _SQUARE):
        painter.fillRect(at, at, _SQUARE, _SQUARE, QColor(214, 214, 214))
    painter.end()
    return QBrush(squares)


_CURSORS = {
    "l": Qt.CursorShape.SizeHorCursor,
    "r": Qt.CursorShape.SizeHorCursor,
    "t": Qt.CursorShape.SizeVerCursor,
    "b": Qt.CursorShape.SizeVerCursor,
    "lt": Qt.CursorShape.SizeFDiagCursor,
    "rb": Qt.CursorShape.SizeFDiagCursor,
    "rt": Qt.CursorShape.SizeBDiagCursor,
    "lb": Qt.CursorShape.SizeBDiagCursor,
    "m": Qt.CursorShape.SizeAllCursor,
}
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
