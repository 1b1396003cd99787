"""Owns the bench: the window in which one picture is cropped, sized, turned, toned, described and saved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QEvent, QSize, Qt, Signal, SignalInstance, Slot
from PySide6.QtGui import QImage, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from editor.core.images.geometry import Box
from editor.core.images.recipe import History, Recipe
from editor.widgets.images.canvas import BenchCanvas, Tool
from editor.widgets.images.foot import BenchFoot
from editor.widgets.images.head import BenchHead
from editor.widgets.images.saving import Saving, SavingBox
from editor.widgets.images.subject import Result, Subject
from editor.widgets.images.texts import TextsBox
from editor.widgets.images.toolbox import Toolbox
from editor.widgets.tokens import Theme

_SIDE_WIDTH = 296
_USUAL_SIZE, _LARGEST_SIZE = QSize(920, 660), QSize(1180, 800)
_HELD = {Qt.Key.Key_B: "before", Qt.Key.Key_L: "after"}
"""What is shown while a key is held."""


class BenchDialog(QDialog):
    """One picture.

    ``draw_requested`` carries a ``Recipe`` whose frame is to be drawn; ``weigh_requested`` a recipe and a ``Saving``;
    ``save_requested``, ``copy_requested`` and ``variants_requested`` a ``Result``; ``revert_requested`` when
    the original is wanted back; ``discard_requested`` when it is to be closed with work that is not saved.
    """

    draw_requested = Signal(object)
    weigh_requested = Signal(object, object)
    save_requested = Signal(object)
    copy_requested = Signal(object)
    variants_requested = Signal(object)
    revert_requested = Signal()
    discard_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Edit image"))
        self.resize(_size_over(parent))
        self._subject: Subject | None = None
        self._history = History()
        self._before: QImage | None = None
        self._after: QImage | None = None
        self._busy = False
        self._held = ""  # which other picture a key that is down asks for
        # In the order in which Tab goes through them.
        self.head, self.canvas = BenchHead(self), BenchCanvas(self)
        self.canvas.theme = theme
        self.toolbox, self.texts, self.saving = Toolbox(self), TextsBox(self), SavingBox(self)
        self.foot = BenchFoot(self)
        self._build()
        self._connect()
        self._set_busy(True)
        self.foot.say(self.tr("Opening…"))

    # -- building ----------------------------------------------------------------------------------------------

    def _build(self) -> None:
        side = QWidget(self)
        inner = QVBoxLayout(side)
        inner.setContentsMargins(16, 14, 16, 14)
        inner.setSpacing(14)
        for widget in (self.toolbox, self.texts):
            inner.addWidget(widget)
        inner.addStretch(1)
        scroll = QScrollArea(self)
        scroll.setWidget(side)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Tab goes to what is in it
        scroll.setFixedWidth(_SIDE_WIDTH)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # What the file will weigh and lose stays in sight, however small the window is.
        self.saving.setContentsMargins(16, 10, 16, 10)
        self.saving.setFixedWidth(_SIDE_WIDTH)
        aside = QVBoxLayout()
        aside.setSpacing(0)
        aside.addWidget(scroll, 1)
        aside.addWidget(self._rule())
        aside.addWidget(self.saving)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.canvas, 1)
        middle.addLayout(aside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self._rule())
        column.addLayout(middle, 1)
        column.addWidget(self._rule())
        column.addWidget(self.foot)

    def _rule(self) -> QFrame:
        rule = QFrame(self)
        rule.setProperty("rule", True)
        return rule

    def _connect(self) -> None:
        self.head.tool_chosen.connect(self._on_head_tool_chosen)
        self.head.look_requested.connect(self._show_other)
        self.head.undo_requested.connect(self._undo)
        self.head.redo_requested.connect(self._redo)
        self.toolbox.recipe_changed.connect(self._take)
        self.toolbox.step_ended.connect(self._end_step)
        self.canvas.crop_changed.connect(self._on_canvas_crop_changed)
        self.canvas.crop_settled.connect(self._end_step)
        self.canvas.focus_moved.connect(self._on_canvas_focus_moved)
        self.saving.saving_changed.connect(self._on_saving_changed)
        self.foot.save_requested.connect(self._on_foot_save_requested)
        self.foot.copy_requested.connect(self._on_foot_copy_requested)
        self.foot.variants_requested.connect(self._on_foot_variants_requested)
        self.foot.revert_requested.connect(self.revert_requested)
        self.foot.cancel_requested.connect(self.reject)
        # Wherever the keyboard is; text fields take these keys for themselves.
        for keys, slot in (
            (QKeySequence.StandardKey.Undo, self._undo),
            (QKeySequence.StandardKey.Redo, self._redo),
            (QKeySequence.StandardKey.Save, self._on_save_key),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(slot)

    # -- values in ---------------------------------------------------------------------------------------------

    def show_subject(self, subject: Subject, image: QImage) -> None:
        """Begin work on a picture; ``image`` shows it as it is."""
        self._subject = subject
        self._history = History(Recipe(focus=subject.focus))
        self._before, self._after = image, None
        self.head.show_name(subject.name)
        self.setWindowTitle(self.tr("Edit image: {name}").format(name=subject.name))
        self.texts.show_texts(subject.texts, subject.credit_hint)
        self.saving.show_file(subject.format, transparent=subject.transparent)
        self.saving.show_removed(subject.removed)
        self.saving.show_kept(subject.kept)
        self.foot.show_original(subject.has_original)
        self.foot.say(self.tr("The original is kept, outside the site."))
        self._set_busy(False)
        self.canvas.show_image(image)
        self._on_head_tool_chosen("crop")
        self._show_recipe()
        self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def show_drawn(self, image: QImage) -> None:
        """Show the frame as the recipe makes it."""
        self.canvas.show_image(image)

    def show_weight(self, weight: int, image: QImage, *, exact: bool = True) -> None:
        """Show what the finished file weighs, or about; ``image`` is what it looks like with its losses."""
        assert self._subject is not None
        if self._stays:
            return
        self._after = image
        if self._held == "after":
            self._show_other(self._held)
        self.saving.show_weight(self._subject.bytes, weight, exact=exact)

    def show_problem(self, sentence: str) -> None:
        """Say what went wrong; the bench stays as it is."""
        self.foot.say(sentence, wrong=True)
        self._set_busy(False)

    def show_done(self, sentence: str) -> None:
        """Say what was done; the bench stays as it is."""
        self.foot.say(sentence)
        self._set_busy(False)

    def show_progress(self, done: int, stages: int) -> None:
        """Say how far the saving is: so many stages are done."""
        self.foot.show_progress(done, stages)

    @property
    def is_ready(self) -> bool:
        """Whether a picture has come."""
        return self._subject is not None

    @property
    def is_changed(self) -> bool:
        """Whether there is work that would be lost."""
        return self.recipe != self._history.first or self.saving.chosen or self.texts.is_changed

    def reject(self) -> None:
        """Close, but have somebody asked before work is lost; what is being saved is given up without a question."""
        if not self._busy and self.is_changed:
            self.discard_requested.emit()
        else:
            super().reject()

    def _set_busy(self, busy: bool) -> None:
        """Let the writer only wait or cancel while a picture is being opened or saved."""
        self._busy = busy
        for widget in (self.toolbox, self.texts, self.saving, self.canvas):
            widget.setDisabled(busy)
        self.head.set_busy(busy)
        self.foot.set_busy(busy)
        self._show_history()

    def _show_history(self) -> None:
        can_undo, can_redo = self._history.can_undo, self._history.can_redo
        self.head.show_history(can_undo=can_undo and not self._busy, can_redo=can_redo and not self._busy)

    # -- recipes -----------------------------------------------------------------------------------------------

    @property
    def recipe(self) -> Recipe:
        """What is to be done to the picture, as chosen so far."""
        return self._history.recipe

    @property
    def _stays(self) -> bool:
        """Whether the file's pixels stay as they are coded."""
        assert self._subject is not None
        return self._subject.may_stay and self.recipe.is_nothing and not self.saving.chosen

    @Slot(object, str)
    def _take(self, recipe: Recipe, merge: str = "") -> None:
        drawn = _drawing(self.recipe) != _drawing(recipe)
        self._history.take(recipe, merge)
        if drawn:
            self.draw_requested.emit(recipe)
        self._show_recipe()

    def _show_recipe(self) -> None:
        assert self._subject is not None
        recipe, original = self.recipe, self._subject.original
        self.toolbox.show_recipe(recipe, original)
        self.canvas.show_recipe(recipe, original)
        self._show_history()
        self.saving.show_sizes(original, recipe.result(original))
        if self._stays:
            self._after = self._before
            self.saving.show_unchanged(self._subject.bytes)
        else:
            self._after = None  # what was weighed last is not what would be saved now
            self.saving.show_weight(self._subject.bytes, None)
            self.weigh_requested.emit(recipe, self.saving.saving)

    @Slot(object)
    def _on_canvas_crop_changed(self, box: Box) -> None:
        assert self._subject is not None
        self._take(self.recipe.cropped(box, self._subject.original), "crop")

    @Slot(float, float)
    def _on_canvas_focus_moved(self, x: float, y: float) -> None:
        self._take(replace(self.recipe, focus=(x, y)), "focus")

    @Slot(object)
    def _on_saving_changed(self, _saving: Saving) -> None:
        self._show_recipe()

    @Slot()
    def _end_step(self) -> None:
        self._history.settle()

    @Slot()
    def _undo(self) -> None:
        self._step(self._history.undo)

    @Slot()
    def _redo(self) -> None:
        self._step(self._history.redo)

    def _step(self, step: Callable[[], None]) -> None:
        if self._busy:
            return  # the keys come also then
        step()
        self.draw_requested.emit(self.recipe)
        self._show_recipe()

    @Slot(str)
    def _on_head_tool_chosen(self, name: str) -> None:
        self._history.settle()
        self.toolbox.show_tool(name)
        self.head.tools.set_choice(name)
        self.canvas.set_tool({"crop": Tool.CROP, "focus": Tool.FOCUS}.get(name, Tool.LOOK))

    # -- before and after --------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Show the picture as it was while B is held, as it will be saved while L is held.

        Keys come here from wherever they are not letters of a text. Enter in a field of numbers ends the number; it
        does not save.
        """
        shown = _HELD.get(Qt.Key(event.key()))
        if shown and not event.modifiers():
            if not event.isAutoRepeat():
                self._show_other(shown)
            return
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if not (enter and isinstance(self.focusWidget(), QAbstractSpinBox)):
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Show the work again once the key is let go."""
        if Qt.Key(event.key()) in _HELD and not event.isAutoRepeat():
            self._show_other("")
        else:
            super().keyReleaseEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Show the work again when another window takes the keyboard: the key is let go there."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and not self.isActiveWindow():
            self._show_other("")

    @Slot(str)
    def _show_other(self, which: str) -> None:
        self._held = which
        self.canvas.show_instead({"before": self._before, "after": self._after}.get(which))

    # -- saving ------------------------------------------------------------------------------------------------

    @Slot()
    def _on_foot_save_requested(self) -> None:
        self._send(self.save_requested)

    @Slot()
    def _on_save_key(self) -> None:
        field = self.focusWidget()
        if isinstance(field, QAbstractSpinBox):
            field.interpretText()  # a number that is being typed counts
        self.foot.save.click()

    @Slot()
    def _on_foot_copy_requested(self) -> None:
        self._send(self.copy_requested)

    @Slot()
    def _on_foot_variants_requested(self) -> None:
        self._send(self.variants_requested)

    def _send(self, signal: SignalInstance) -> None:
        self.foot.say(self.tr("Saving…"))
        self._set_busy(True)
        signal.emit(Result(self.recipe, self.saving.saving, self.texts.texts, self.saving.chosen))


def _size_over(window: QWidget | None) -> QSize:
    """Return how large the bench is over a window: most of it, so that large screens have room for large pictures."""
    if window is None:
        return _USUAL_SIZE
    most = window.size() * 0.9
    return (
        most.boundedTo(_LARGEST_SIZE).expandedTo(_USUAL_SIZE).boundedTo(window.size().expandedTo(_USUAL_SIZE))
    )


def _drawing(recipe: Recipe) -> Recipe:
    """The part of a recipe that changes what the canvas shows."""
    return replace(recipe, crop=None, ratio=None, size=None, sharpen=0.0, focus=None)
