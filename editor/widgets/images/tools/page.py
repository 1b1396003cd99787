"""Owns what all tools of the bench share: a recipe in, a recipe out, and how their fields are laid out."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QSpinBox, QVBoxLayout, QWidget

from editor.core.images.geometry import Size
from editor.core.images.recipe import MOST_PIXELS, Recipe
from editor.widgets.numbers import set_in


class ToolPage(QWidget):
    """What all tools share: ``recipe_changed`` carries a ``Recipe`` and the name under which steps in a row merge."""

    recipe_changed = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._recipe = Recipe()
        self._original: Size = (1, 1)

    def show_recipe(self, recipe: Recipe, original: Size) -> None:
        """Show a recipe for a picture of ``original`` pixels; sends nothing."""
        self._recipe, self._original = recipe, original
        blockers = [QSignalBlocker(child) for child in self.findChildren(QWidget)]
        self._fill()
        del blockers

    def _fill(self) -> None:
        """Show ``_recipe``."""
        raise NotImplementedError

    def _change(self, recipe: Recipe, merge: str = "") -> None:
        self._recipe = recipe
        self.recipe_changed.emit(recipe, merge)

    def _pixels(self, name: str) -> QSpinBox:
        box = QSpinBox(self)
        box.setRange(0, MOST_PIXELS)
        box.setSuffix(self.tr(" px"))
        box.setAccessibleName(name)
        box.setKeyboardTracking(False)
        set_in(box)
        return box


def column(page: QWidget) -> QVBoxLayout:
    """Lay a page out from top to bottom."""
    laid = QVBoxLayout(page)
    laid.setContentsMargins(0, 0, 0, 0)
    laid.setSpacing(8)
    return laid


def pairs(*rows: tuple[QLabel, QWidget, QLabel, QWidget]) -> QGridLayout:
    """Lay out two fields to a row, each under its label."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(8)
    grid.setVerticalSpacing(3)
    for number, row in enumerate(rows):
        for index, widget in enumerate(row):
            grid.addWidget(widget, 2 * number + index % 2, index // 2)
            if index % 2:
                row[index - 1].setBuddy(widget)
    return grid


def label(text: str, parent: QWidget) -> QLabel:
    """Return the small muted words that name a field."""
    named = QLabel(text, parent)
    named.setProperty("tone", "muted")
    named.setProperty("scale", "label")
    return named
