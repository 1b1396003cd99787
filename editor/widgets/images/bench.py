"""Owns the bench: the window in which one picture is cropped, sized, turned, toned, described and saved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal, Slot
from PySide6.QtGui import QImage, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QSlider,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from editor.core.images.geometry import Box, Size
from editor.core.images.recipe import History, Recipe
from editor.widgets.images.canvas import BenchCanvas, Tool
from editor.widgets.images.saving import Saving, SavingBox
from editor.widgets.images.tools import CropPage, FocusPage, SizePage, TonePage, ToolPage, TurnPage
from editor.widgets.segments import Segments
from editor.widgets.tokens import Theme

_ALT_HEIGHT = 56
_SIDE_WIDTH = 296
_USUAL_SIZE, _LARGEST_SIZE = QSize(920, 660), QSize(1180, 800)
_HELD = {Qt.Key.Key_B: "before", Qt.Key.Key_L: "after"}
"""What is shown while a key is held."""
_NAME_WIDTH = 190
"""Px that the file's name may take in the head; a camera's can be as long as the window."""


@dataclass(frozen=True, slots=True)
class Texts:
    """What goes with the picture in the post; None for what this place in the post has no room for."""

    alt: str | None = None
    caption: str | None = None
    credit: str | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """The picture on the bench: its name, the texts it has in the post, where an empty credit was filled from, its
    file's facts, what is taken out of it and what stays in words, and whether an original can be gone back to."""

    name: str
    texts: Texts
    credit_hint: str
    original: Size
    bytes: int
    format: str
    transparent: bool
    removed: tuple[str, ...]
    kept: tuple[str, ...]
    has_original: bool


@dataclass(frozen=True, slots=True)
class Result:
    """What is to be saved."""

    recipe: Recipe
    saving: Saving
    texts: Texts
    chosen: bool = False
    """Whether the writer has chosen format or quality; else the pixels may stay as they are coded."""


class BenchDialog(QDialog):
    """One picture.

    ``draw_requested`` carries a ``Recipe`` whose frame is to be drawn; ``weigh_requested`` a recipe and a ``Saving``;
    ``save_requested``, ``copy_requested`` and ``variants_requested`` a ``Result``; ``revert_requested`` when
    the original is wanted back.
    """

    draw_requested = Signal(object)
    weigh_requested = Signal(object, object)
    save_requested = Signal(object)
    copy_requested = Signal(object)
    variants_requested = Signal(object)
    revert_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Edit image"))
        self.resize(_size_over(parent))
        self._subject: Subject | None = None
        self._history = History()
        self._before: QImage | None = None
        self._after: QImage | None = None
        self._held = ""  # which other picture a key that is down asks for
        self.canvas = BenchCanvas(self)
        self.canvas.theme = theme
        self.crop_page, self.size_page = CropPage(self), SizePage(self)
        self.turn_page, self.tone_page, self.focus_page = TurnPage(self), TonePage(self), FocusPage(self)
        self._pages: dict[str, ToolPage] = {
            "crop": self.crop_page,
            "resize": self.size_page,
            "rotate": self.turn_page,
            "adjust": self.tone_page,
            "focus": self.focus_page,
        }
        self.tools = Segments(
            self.tr("Tool"),
            (
                ("crop", self.tr("Crop")),
                ("resize", self.tr("Resize")),
                ("rotate", self.tr("Rotate")),
                ("adjust", self.tr("Adjust")),
                ("focus", self.tr("Focus")),
            ),
            self,
        )
        self.saving = SavingBox(self)
        self._name = QLabel(self)
        self._name.setProperty("tone", "muted")
        self._name.setTextFormat(Qt.TextFormat.PlainText)
        self._stack = QStackedWidget(self)
        self._texts = self._build_texts()
        self._build()
        self._connect()
        self.setEnabled(False)

    # -- building ----------------------------------------------------------------------------------------------

    def _build_texts(self) -> QWidget:
        box = QWidget(self)
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self.alt = QPlainTextEdit(box)
        self.alt.setFixedHeight(_ALT_HEIGHT)
        self.alt.setTabChangesFocus(True)
        self.alt.setProperty("field", True)
        self.caption, self.credit = QLineEdit(box), QLineEdit(box)
        self._alt_note, self._credit_note = QLabel(box), QLabel(box)
        self._alt_note.setProperty("tone", "warn")
        self._rows: dict[str, tuple[QWidget, ...]] = {}
        for key, text, field, note in (
            ("alt", self.tr("Alt text"), self.alt, self._alt_note),
            ("caption", self.tr("Caption"), self.caption, QLabel(box)),
            ("credit", self.tr("Credit"), self.credit, self._credit_note),
        ):
            field.setAccessibleName(text)
            label = QLabel(text, box)
            for each in (label, note):
                each.setProperty("scale", "label")
                if each is not self._alt_note:
                    each.setProperty("tone", "muted")
            head = QHBoxLayout()
            head.addWidget(label)
            head.addStretch(1)
            head.addWidget(note)
            column.addLayout(head)
            column.addWidget(field)
            self._rows[key] = (label, note, field)
        return box

    def _build(self) -> None:
        self._undo = QPushButton(self.tr("Undo"), self)
        self._redo = QPushButton(self.tr("Redo"), self)
        self._look = QPushButton(self.tr("Before"), self)
        self._look.setToolTip(self.tr("Hold to see the picture as it was (key B)"))
        self._loss = QPushButton(self.tr("Saved"), self)
        self._loss.setToolTip(self.tr("Hold to see it as it will be saved, with what is lost (key L)"))
        head = QHBoxLayout()
        title = QLabel(self.tr("Edit image"), self)
        bold = title.font()
        bold.setBold(True)
        title.setFont(bold)
        for widget in (title, self._name):
            head.addWidget(widget)
        head.addStretch(1)
        for widget in (self.tools, self._look, self._loss, self._undo, self._redo):
            head.addWidget(widget)
        side = QWidget(self)
        inner = QVBoxLayout(side)
        inner.setContentsMargins(16, 14, 16, 14)
        inner.setSpacing(14)
        for page in self._pages.values():
            self._stack.addWidget(page)
        for widget in (self._stack, self._texts):
            inner.addWidget(widget)
        inner.addStretch(1)
        scroll = QScrollArea(self)
        scroll.setWidget(side)
        scroll.setWidgetResizable(True)
        scroll.setFixedWidth(_SIDE_WIDTH)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        rule = QFrame(self)
        rule.setProperty("rule", True)
        # What the file will weigh and lose stays in sight, however small the window is.
        self.saving.setContentsMargins(16, 10, 16, 10)
        self.saving.setFixedWidth(_SIDE_WIDTH)
        aside = QVBoxLayout()
        aside.setSpacing(0)
        aside.addWidget(scroll, 1)
        aside.addWidget(rule)
        aside.addWidget(self.saving)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.canvas, 1)
        middle.addLayout(aside)
        self._progress = QProgressBar(self)
        self._progress.setTextVisible(False)
        self._progress.setFixedSize(120, 6)
        self._progress.setAccessibleName(self.tr("Saving"))
        self._progress.hide()
        self._problem = QLabel(self)
        self._problem.setProperty("tone", "muted")
        self._problem.setWordWrap(True)
        self._problem.setTextFormat(Qt.TextFormat.PlainText)
        self._revert = QPushButton(self.tr("Revert to original"), self)
        cancel, self._copy = QPushButton(self.tr("Cancel"), self), QPushButton(self.tr("Save a copy"), self)
        self._variants = QPushButton(self.tr("Save variants"), self)
        self._variants.setToolTip(
            self.tr("Write it in all sizes of the house beside its file, cut around the focus")
        )
        self._save = QPushButton(self.tr("Save"), self)
        self._save.setProperty("primary", True)
        self._save.setDefault(True)
        foot = QHBoxLayout()
        foot.addWidget(self._progress)
        foot.addWidget(self._problem, 1)
        for button in (self._revert, cancel, self._variants, self._copy, self._save):
            foot.addWidget(button)
        cancel.clicked.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for layout, top in ((head, True), (None, True), (middle, False), (None, True), (foot, True)):
            if layout is None:
                rule = QFrame(self)
                rule.setProperty("rule", True)
                column.addWidget(rule)
            else:
                if top:
                    layout.setContentsMargins(16, 10, 16, 10)
                    layout.setSpacing(8)
                column.addLayout(layout, 0 if top else 1)

    def _connect(self) -> None:
        for page in self._pages.values():
            page.recipe_changed.connect(self._on_page_recipe_changed)
            for slider in page.findChildren(QSlider):
                slider.sliderReleased.connect(self._on_step_ended)
            for box in page.findChildren(QAbstractSpinBox):
                box.editingFinished.connect(self._on_step_ended)
                box.installEventFilter(self)
        self.crop_page.ratio_chosen.connect(self.canvas.set_ratio)
        self.canvas.crop_changed.connect(self._on_canvas_crop_changed)
        self.canvas.crop_settled.connect(self._on_canvas_crop_settled)
        self.canvas.focus_moved.connect(self._on_canvas_focus_moved)
        self.tools.chosen.connect(self._on_tools_chosen)
        self.saving.saving_changed.connect(self._on_saving_changed)
        self._undo.clicked.connect(self._on_undo_clicked)
        self._redo.clicked.connect(self._on_redo_clicked)
        self._look.pressed.connect(partial(self._show_other, "before"))
        self._look.released.connect(partial(self._show_other, ""))
        self._loss.pressed.connect(partial(self._show_other, "after"))
        self._loss.released.connect(partial(self._show_other, ""))
        self._save.clicked.connect(self._on_save_clicked)
        self._copy.clicked.connect(self._on_copy_clicked)
        self._variants.clicked.connect(self._on_variants_clicked)
        self._revert.clicked.connect(self.revert_requested)
        self.alt.textChanged.connect(self._on_alt_text_changed)
        self._shortcuts = [
            self._shortcut(QKeySequence.StandardKey.Undo, self._on_undo_clicked),
            self._shortcut(QKeySequence.StandardKey.Redo, self._on_redo_clicked),
        ]

    def _shortcut(self, keys: QKeySequence.StandardKey, slot: Callable[[], None]) -> QShortcut:
        # Wherever the keyboard is; text fields take these keys for themselves.
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.activated.connect(slot)
        return shortcut

    # -- values in ---------------------------------------------------------------------------------------------

    def show_subject(self, subject: Subject, image: QImage) -> None:
        """Begin work on a picture; ``image`` shows it as it is."""
        self._subject = subject
        self._history = History()
        self._before, self._after = image, None
        shown = self.fontMetrics().elidedText(subject.name, Qt.TextElideMode.ElideMiddle, _NAME_WIDTH)
        self._name.setText(shown)
        self._name.setToolTip(subject.name)
        self.setWindowTitle(self.tr("Edit image: {name}").format(name=subject.name))
        for key, widgets in self._rows.items():
            for widget in widgets:
                widget.setVisible(getattr(subject.texts, key) is not None)
        self.alt.setPlainText(subject.texts.alt or "")
        self.caption.setText(subject.texts.caption or "")
        self.credit.setText(subject.texts.credit or "")
        self._credit_note.setText(subject.credit_hint)
        self.saving.show_file(subject.format, transparent=subject.transparent)
        self.saving.show_removed(subject.removed)
        self.saving.show_kept(subject.kept)
        self._revert.setVisible(subject.has_original)
        self._problem.setText(self.tr("The first original is kept outside of the site."))
        self.setEnabled(True)
        self.canvas.show_image(image)
        self._on_tools_chosen("crop")
        self._show_recipe(weigh=True)
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
        """Say what went wrong, or what was done; the bench stays as it is."""
        self._problem.setText(sentence)
        self._set_busy(False)

    def show_progress(self, done: int, stages: int) -> None:
        """Say how far the saving is: so many stages are done."""
        self._progress.setRange(0, stages)
        self._progress.setValue(done)

    def _set_busy(self, busy: bool) -> None:
        """Let the writer only wait or cancel while a picture is being saved."""
        self._progress.setVisible(busy)
        for widget in (self._stack, self._texts, self.saving, self.tools, self.canvas):
            widget.setDisabled(busy)
        for button in (self._revert, self._save, self._copy, self._variants, self._look, self._loss):
            button.setDisabled(busy)
        self._undo.setEnabled(not busy and self._history.can_undo)
        self._redo.setEnabled(not busy and self._history.can_redo)

    # -- recipes -----------------------------------------------------------------------------------------------

    @property
    def recipe(self) -> Recipe:
        """What is to be done to the picture, as chosen so far."""
        return self._history.recipe

    @property
    def _stays(self) -> bool:
        """Whether the file's pixels stay as they are coded."""
        return self.recipe.is_nothing and not self.saving.chosen

    def _take(self, recipe: Recipe, merge: str = "") -> None:
        drawn = _drawing(self.recipe) != _drawing(recipe)
        self._history.take(recipe, merge)
        if drawn:
            self.draw_requested.emit(recipe)
        self._show_recipe(weigh=True)

    def _show_recipe(self, *, weigh: bool) -> None:
        assert self._subject is not None
        recipe, original = self.recipe, self._subject.original
        for page in self._pages.values():
            page.show_recipe(recipe, original)
        self.canvas.show_frame(recipe.frame(original), recipe.box(original), recipe.focus)
        self._undo.setEnabled(self._history.can_undo)
        self._redo.setEnabled(self._history.can_redo)
        self.saving.show_sizes(original, recipe.result(original))
        if self._stays:
            self._after = self._before
            self.saving.show_unchanged(self._subject.bytes)
        elif weigh:
            self._after = None  # what was weighed last is not what would be saved now
            self.saving.show_weight(self._subject.bytes, None)
            self.weigh_requested.emit(recipe, self.saving.saving)

    @Slot(object, str)
    def _on_page_recipe_changed(self, recipe: Recipe, merge: str) -> None:
        self._take(recipe, merge)

    @Slot(object)
    def _on_canvas_crop_changed(self, box: Box) -> None:
        recipe = self.recipe
        size = recipe.size
        if size is not None:
            size = (size[0], max(1, round(size[0] * box.height / box.width)))
        self._take(replace(recipe, crop=box, size=size), "crop")

    @Slot()
    def _on_step_ended(self) -> None:
        self._history.settle()

    @Slot()
    def _on_canvas_crop_settled(self) -> None:
        self._history.settle()

    @Slot(float, float)
    def _on_canvas_focus_moved(self, x: float, y: float) -> None:
        self._take(replace(self.recipe, focus=(x, y)), "focus")

    @Slot(object)
    def _on_saving_changed(self, _saving: Saving) -> None:
        self._show_recipe(weigh=True)

    @Slot()
    def _on_undo_clicked(self) -> None:
        self._step(self._history.undo)

    @Slot()
    def _on_redo_clicked(self) -> None:
        self._step(self._history.redo)

    def _step(self, step: Callable[[], None]) -> None:
        step()
        self.draw_requested.emit(self.recipe)
        self._show_recipe(weigh=True)

    @Slot(str)
    def _on_tools_chosen(self, name: str) -> None:
        self._history.settle()
        self._stack.setCurrentWidget(self._pages[name])
        self.tools.set_choice(name)
        tool = {"crop": Tool.CROP, "focus": Tool.FOCUS}.get(name, Tool.LOOK)
        self.canvas.set_tool(tool)

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

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave undo and redo to the bench where a field of numbers has the keyboard."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            keys = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)
            if any(event.matches(each) for each in keys):
                event.ignore()
                return True
        return super().eventFilter(watched, event)

    def _show_other(self, which: str) -> None:
        self._held = which
        self.canvas.show_instead({"before": self._before, "after": self._after}.get(which))

    # -- saving ------------------------------------------------------------------------------------------------

    @Slot()
    def _on_alt_text_changed(self) -> None:
        self._alt_note.setText("" if self.alt.toPlainText().strip() else self.tr("required"))

    def _result(self) -> Result:
        assert self._subject is not None
        texts = self._subject.texts
        return Result(
            self.recipe,
            self.saving.saving,
            Texts(
                None if texts.alt is None else " ".join(self.alt.toPlainText().split()),
                None if texts.caption is None else self.caption.text().strip(),
                None if texts.credit is None else self.credit.text().strip(),
            ),
            self.saving.chosen,
        )

    @Slot()
    def _on_save_clicked(self) -> None:
        self._send(self.save_requested)

    @Slot()
    def _on_copy_clicked(self) -> None:
        self._send(self.copy_requested)

    @Slot()
    def _on_variants_clicked(self) -> None:
        self._send(self.variants_requested)

    def _send(self, signal: object) -> None:
        self._problem.setText(self.tr("Saving…"))
        self._set_busy(True)
        signal.emit(self._result())  # type: ignore[attr-defined]


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
    return replace(recipe, crop=None, size=None, sharpen=0.0, focus=None)
