"""Owns the arithmetic of frames on a picture: boxes in whole pixels, shapes, and what turning does to them."""

from __future__ import annotations

import math
from dataclasses import dataclass

Size = tuple[int, int]
"""Width and height in pixels."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of a picture in whole pixels: its left and top edge, its width and height (at least 1)."""

    left: int
    top: int
    width: int
    height: int

    @property
    def right(self) -> int:
        """The first column right of the box."""
        return self.left + self.width

    @property
    def bottom(self) -> int:
        """The first row below the box."""
        return self.top + self.height

    @property
    def size(self) -> Size:
        """Width and height."""
        return self.width, self.height


def whole(size: Size) -> Box:
    """Return the box that is the whole picture."""
    return Box(0, 0, max(1, size[0]), max(1, size[1]))


def within(box: Box, size: Size) -> Box:
    """Return ``box`` moved, and where need be made smaller, to lie inside a picture of ``size``."""
    width, height = min(max(1, box.width), size[0]), min(max(1, box.height), size[1])
    left = min(max(0, box.left), size[0] - width)
    top = min(max(0, box.top), size[1] - height)
    return Box(left, top, width, height)


def moved(box: Box, right: int, down: int, size: Size) -> Box:
    """Return ``box`` moved by pixels as far as the picture goes."""
    return within(Box(box.left + right, box.top + down, box.width, box.height), size)


def of_ratio(size: Size, ratio: float, focus: tuple[float, float] = (0.5, 0.5)) -> Box:
    """Return the largest box of a shape (width over height) in a picture, as near around ``focus`` as it goes.

    ``focus`` is in shares of width and height.
    """
    width, height = size
    wide = width > height * ratio
    cut = (max(1, round(height * ratio)) if wide else width, height if wide else max(1, round(width / ratio)))
    left = round(focus[0] * width - cut[0] / 2)
    top = round(focus[1] * height - cut[1] / 2)
    return within(Box(left, top, *cut), size)


def reshaped(box: Box, ratio: float, size: Size) -> Box:
    """Return a box of a shape with about the area and the middle of ``box``, inside the picture."""
    area = box.width * box.height
    width = math.sqrt(area * ratio)
    factor = min(1.0, size[0] / width, size[1] / (width / ratio))
    width *= factor
    cut = (max(1, min(size[0], round(width))), max(1, min(size[1], round(width / ratio))))
    middle = (box.left + box.width / 2, box.top + box.height / 2)
    return within(Box(round(middle[0] - cut[0] / 2), round(middle[1] - cut[1] / 2), *cut), size)


def cut_off(box: Box, size: Size, ratio: float | None = None) -> Box:
    """Return ``box`` without what lies beyond a picture of ``size``: its left and top stay where they are.

    With ``ratio`` what is left keeps that shape.
    """
    left, top = min(max(0, box.left), size[0] - 1), min(max(0, box.top), size[1] - 1)
    room = (max(1, min(box.width, size[0] - left)), max(1, min(box.height, size[1] - top)))
    return Box(left, top, *(room if ratio is None or room == box.size else of_ratio(room, ratio).size))


def dragged(box: Box, edges: str, x: int, y: int, size: Size, ratio: float | None = None) -> Box:
    """Return ``box`` with the edges named in ``edges`` (of ``lrtb``) dragged to column ``x`` and row ``y``.

    The opposite edges stay. With ``ratio`` the shape stays: the drag's longer way decides, and at the
    border of the picture the box stops growing in both directions.
    """
    left, top, right, bottom = box.left, box.top, box.right, box.bottom
    if "l" in edges:
        left = min(max(0, x), right - 1)
    if "r" in edges:
        right = max(min(size[0], x), left + 1)
    if "t" in edges:
        top = min(max(0, y), bottom - 1)
    if "b" in edges:
        bottom = max(min(size[1], y), top + 1)
    if ratio is None:
        return Box(left, top, right - left, bottom - top)
    return _dragged_shape(box, edges, (right - left, bottom - top), size, ratio)


def _dragged_shape(box: Box, edges: str, wanted: Size, size: Size, ratio: float) -> Box:
    if not set(edges) & set("tb"):
        width = float(wanted[0])
    elif not set(edges) & set("lr"):
        width = wanted[1] * ratio
    else:
        width = max(wanted[0], wanted[1] * ratio)
    # How far there is to go from the edges that stay; a side that is not dragged grows to both sides.
    middle = (box.left + box.width / 2, box.top + box.height / 2)
    room_x = (
        box.right
        if "l" in edges
        else size[0] - box.left
        if "r" in edges
        else 2 * min(middle[0], size[0] - middle[0])
    )
    room_y = (
        box.bottom
        if "t" in edges
        else size[1] - box.top
        if "b" in edges
        else 2 * min(middle[1], size[1] - middle[1])
    )
    width = max(1.0, min(width, room_x, room_y * ratio))
    cut = (max(1, round(width)), max(1, round(width / ratio)))
    left = box.right - cut[0] if "l" in edges else box.left if "r" in edges else round(middle[0] - cut[0] / 2)
    top = box.bottom - cut[1] if "t" in edges else box.top if "b" in edges else round(middle[1] - cut[1] / 2)
    return within(Box(left, top, *cut), size)


def turned(box: Box, size: Size) -> Box:
    """Return where ``box`` is once its picture of ``size`` was turned by 90 degrees to the right."""
    return Box(size[1] - box.bottom, box.left, box.height, box.width)


def mirrored(box: Box, size: Size) -> Box:
    """Return where ``box`` is once its picture of ``size`` was mirrored left to right."""
    return Box(size[0] - box.right, box.top, box.width, box.height)


def straightened_size(size: Size, degrees: float) -> Size:
    """Return the size of the largest frame of the picture's own shape that holds no empty corner.

    The picture is turned about its middle by ``degrees`` (less than 45 either way).
    """
    width, height = size
    angle = math.radians(abs(degrees))
    sine, cosine = math.sin(angle), math.cos(angle)
    # The turned picture holds a frame scaled by s when s*w and s*h fit its turned sides both ways.
    scale = min(width / (width * cosine + height * sine), height / (width * sine + height * cosine))
    return max(1, math.floor(width * scale + 1e-9)), max(1, math.floor(height * scale + 1e-9))


def scaled(box: Box, factor: float, size: Size) -> Box:
    """Return ``box`` on a picture that is ``factor`` times as large and has ``size`` pixels."""
    left, top = round(box.left * factor), round(box.top * factor)
    right, bottom = round(box.right * factor), round(box.bottom * factor)
    return within(Box(left, top, max(1, right - left), max(1, bottom - top)), size)


def at_most(size: Size, edge: int, pixels: int) -> Size:
    """Return ``size``, or the largest of its shape whose edges are at most ``edge`` long, and of at most ``pixels``."""
    factor = min(edge / max(size), math.sqrt(pixels / (size[0] * size[1])))
    if factor >= 1:
        return size
    return max(1, math.floor(size[0] * factor)), max(1, math.floor(size[1] * factor))


def long_edge(size: Size, pixels: int) -> Size:
    """Return ``size`` in its own shape with its longer edge ``pixels`` long."""
    factor = pixels / max(size)
    return max(1, round(size[0] * factor)), max(1, round(size[1] * factor))


def of_width(size: Size, width: int) -> Size:
    """Return ``size`` in its own shape, ``width`` pixels wide."""
    return max(1, width), max(1, round(size[1] * width / size[0]))


def of_height(size: Size, height: int) -> Size:
    """Return ``size`` in its own shape, ``height`` pixels high."""
    return max(1, round(size[0] * height / size[1])), max(1, height)
