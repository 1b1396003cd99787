"""Owns the pages of the tools, one of which is shown, and where the steps of a writer end in them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractSpinBox, QSlider, QStackedWidget, QWidget

from editor.core.images.geometry import Size
from editor.core.images.recipe import Recipe
from editor.widgets.images.tools.crop import CropPage
from editor.widgets.images.tools.focus import FocusPage
from editor.widgets.images.tools.page import ToolPage
from editor.widgets.images.tools.size import SizePage
from editor.widgets.images.tools.tone import TonePage
from editor.widgets.images.tools.turn import TurnPage


class Toolbox(QStackedWidget):
    """All tools. ``recipe_changed`` carries a ``Recipe`` and the name under which steps in a row merge; ``step_ended``
    says that the next one is a step of its own."""

    recipe_changed = Signal(object, str)
    step_ended = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.crop_page, self.size_page, self.turn_page = CropPage(self), SizePage(self), TurnPage(self)
        self.tone_page, self.focus_page = TonePage(self), FocusPage(self)
        self._pages: dict[str, ToolPage] = {
            "crop": self.crop_page,
            "resize": self.size_page,
            "rotate": self.turn_page,
            "adjust": self.tone_page,
            "focus": self.focus_page,
        }
        for page in self._pages.values():
            self.addWidget(page)
            page.recipe_changed.connect(self.recipe_changed)
            for slider in page.findChildren(QSlider):
                slider.sliderReleased.connect(self.step_ended)
            for box in page.findChildren(QAbstractSpinBox):
                box.editingFinished.connect(self.step_ended)
                box.installEventFilter(self)

    def show_tool(self, name: str) -> None:
        """Show the page of a tool."""
        self.setCurrentWidget(self._pages[name])

    def show_recipe(self, recipe: Recipe, original: Size) -> None:
        """Show a recipe for a picture of ``original`` pixels in every tool; sends nothing."""
        for page in self._pages.values():
            page.show_recipe(recipe, original)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave undo and redo to the bench where a field of numbers has the keyboard."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            keys = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)
            if any(event.matches(each) for each in keys):
                event.ignore()
                return True
        return super().eventFilter(watched, event)
