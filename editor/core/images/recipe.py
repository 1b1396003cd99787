"""Owns what is to be done to a picture, as one value over the original: nothing is lost until it is saved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from editor.core.images.geometry import (
    Box,
    Size,
    at_most,
    mirrored,
    of_width,
    straightened_size,
    turned,
    whole,
    within,
)

RATIOS: Mapping[str, float | None] = MappingProxyType(
    {"free": None, "16:9": 16 / 9, "3:2": 3 / 2, "4:3": 4 / 3, "1:1": 1.0, "1.91:1": 1.91}
)
"""The shapes of a crop by name, as width over height; ``free`` has none."""

MOST_DEGREES = 30.0
"""So far a picture can be straightened, either way."""

MOST_PIXELS = 30_000
"""No edge may be resized to more: JPEG ends at 65,535, memory long before."""

MOST_IN_ALL = 150_000_000
"""Pixels a picture may be resized to: as many as one that is opened may have."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """The steps, in the order they are done whatever the order they were chosen in.

    ``turns`` quarter turns to the right, then ``mirror`` (left to right), then ``degrees`` of straightening to
    the right; then ``crop`` in pixels of the frame that leaves (None for all of it), kept to the shape ``ratio``
    (width over height; None for a free one); then ``size`` in pixels (None for as it is); then ``exposure`` in
    stops (-2 to 2), ``contrast`` and ``saturation`` (-1 to 1, 0 as it is); then ``sharpen`` (0 to 1), which is
    only done to a picture that was made smaller. ``focus`` is the point that must stay in sight when the picture
    is cut for cards, in shares of the frame before cropping.
    """

    turns: int = 0
    mirror: bool = False
    degrees: float = 0.0
    crop: Box | None = None
    ratio: float | None = None
    size: Size | None = None
    exposure: float = 0.0
    contrast: float = 0.0
    saturation: float = 0.0
    sharpen: float = 0.0
    focus: tuple[float, float] | None = None

    def frame(self, original: Size) -> Size:
        """Return the size of the picture before cropping, given its size upright."""
        size = original if self.turns % 2 == 0 else (original[1], original[0])
        return straightened_size(size, self.degrees) if self.degrees else size

    def box(self, original: Size) -> Box:
        """Return the crop, which is the whole frame when nothing is cropped."""
        frame = self.frame(original)
        return within(self.crop, frame) if self.crop is not None else whole(frame)

    def result(self, original: Size) -> Size:
        """Return the size of the finished picture."""
        return self.size or self.box(original).size

    def cropped(self, box: Box, original: Size) -> Recipe:
        """Return the recipe with another crop; a size that was asked for stays as wide as it was, in the new shape."""
        frame = self.frame(original)
        box = within(box, frame)
        size = bounded(of_width(box.size, self.size[0])) if self.size is not None else None
        return replace(self, crop=None if box == whole(frame) else box, size=size)

    def turned_right(self, original: Size) -> Recipe:
        """Return the recipe with one more quarter turn to the right; crop and focus turn with the picture."""
        frame = self.frame(original)
        crop = turned(self.crop, frame) if self.crop is not None else None
        size = (self.size[1], self.size[0]) if self.size is not None else None
        focus = (1 - self.focus[1], self.focus[0]) if self.focus is not None else None
        # Turning after mirroring is turning the other way before it; straightening is about the same middle.
        turns = (self.turns + (3 if self.mirror else 1)) % 4
        ratio = 1 / self.ratio if self.ratio is not None else None
        return replace(self, turns=turns, crop=crop, ratio=ratio, size=size, focus=focus)

    def turned_left(self, original: Size) -> Recipe:
        """Return the recipe with one more quarter turn to the left."""
        recipe = self
        for _ in range(3):
            recipe = recipe.turned_right(original)
        return recipe

    def flipped(self, original: Size) -> Recipe:
        """Return the recipe with the picture mirrored left to right; crop and focus go with it."""
        frame = self.frame(original)
        crop = mirrored(self.crop, frame) if self.crop is not None else None
        focus = (1 - self.focus[0], self.focus[1]) if self.focus is not None else None
        return replace(self, mirror=not self.mirror, degrees=-self.degrees, crop=crop, focus=focus)

    def straightened(self, degrees: float, original: Size) -> Recipe:
        """Return the recipe straightened by ``degrees`` in all; a crop stays where it fits."""
        degrees = max(-MOST_DEGREES, min(MOST_DEGREES, degrees))
        recipe = replace(self, degrees=degrees)
        if self.crop is None:
            return recipe
        before, after = self.frame(original), recipe.frame(original)
        shifted = Box(
            self.crop.left - (before[0] - after[0]) // 2,
            self.crop.top - (before[1] - after[1]) // 2,
            self.crop.width,
            self.crop.height,
        )
        return replace(recipe, crop=within(shifted, after))

    @property
    def is_nothing(self) -> bool:
        """Whether the picture stays as it is (a focus changes no pixel, nor does a shape alone)."""
        return replace(self, focus=None, ratio=None) == Recipe()


def bounded(size: Size) -> Size:
    """Return a size that was asked for, or the largest of its shape that a picture may be resized to."""
    return at_most(size, MOST_PIXELS, MOST_IN_ALL)


def focus_in_crop(recipe: Recipe, original: Size) -> tuple[float, float] | None:
    """Return the focus, which is in shares of the frame, in shares of what is left of it after cropping."""
    if recipe.focus is None:
        return None
    frame, box = recipe.frame(original), recipe.box(original)
    x = (recipe.focus[0] * frame[0] - box.left) / box.width
    y = (recipe.focus[1] * frame[1] - box.top) / box.height
    return min(1.0, max(0.0, x)), min(1.0, max(0.0, y))


class History:
    """The recipes a writer has tried, for undo and redo; steps of one slider count as one."""

    def __init__(self, first: Recipe | None = None) -> None:
        self._recipes = [first or Recipe()]
        self._at = 0
        self._merging = ""

    @property
    def recipe(self) -> Recipe:
        """The recipe in force."""
        return self._recipes[self._at]

    @property
    def first(self) -> Recipe:
        """The recipe it began with."""
        return self._recipes[0]

    @property
    def can_undo(self) -> bool:
        """Whether there is an earlier recipe."""
        return self._at > 0

    @property
    def can_redo(self) -> bool:
        """Whether there is a later recipe."""
        return self._at + 1 < len(self._recipes)

    def take(self, recipe: Recipe, merge: str = "") -> None:
        """Put another recipe in force. Steps in a row with the same ``merge`` name are one to undo."""
        if recipe == self.recipe:
            return
        if merge and merge == self._merging and self._at:
            self._recipes[self._at :] = [recipe]
        else:
            self._recipes[self._at + 1 :] = [recipe]
            self._at += 1
        self._merging = merge

    def settle(self) -> None:
        """End a row of steps: the next one is one of its own."""
        self._merging = ""

    def undo(self) -> None:
        """Go back one step."""
        self._at = max(0, self._at - 1)
        self._merging = ""

    def redo(self) -> None:
        """Go forward one step."""
        self._at = min(len(self._recipes) - 1, self._at + 1)
        self._merging = ""
