"""Shapes, exact pixels and the focus on the bench, and what is asked before work on it is lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDoubleSpinBox, QLabel, QPushButton, QSpinBox
from pytestqt.qtbot import QtBot

from editor.core.images.geometry import Box
from editor.shell.app import Desk
from editor.widgets.images.bench import BenchDialog
from tests.shell.bench import POST, bench, bench_on, drag, press
from tests.shell.conftest import Answers

OpenDesk = Callable[..., Desk]


@pytest.fixture
def dialog(qtbot: QtBot, site: Path, wall: Path, open_desk: OpenDesk) -> BenchDialog:
    """The bench with the lead image on it, 600 by 400 pixels."""
    return bench(qtbot, open_desk(site / POST))


def chosen(dialog: BenchDialog) -> str:
    """The shape that is marked."""
    chips = dialog.toolbox.crop_page.findChildren(QPushButton)
    return next(chip.text() for chip in chips if chip.isCheckable() and chip.isChecked())


def field(dialog: BenchDialog, name: str) -> QSpinBox:
    """A field for a number by its name."""
    boxes = dialog.toolbox.crop_page.findChildren(QSpinBox)
    return next(box for box in boxes if box.accessibleName() == name)


def enter(box: QSpinBox, number: int) -> None:
    """Type a number over the one that stands there, and leave the field."""
    box.setFocus()
    box.selectAll()
    QTest.keyClicks(box, str(number))
    QTest.keyClick(box, Qt.Key.Key_Tab)


def test_trying_shapes_one_after_the_other_does_not_shrink_the_frame(dialog: BenchDialog) -> None:
    for shape in ("16:9", "1:1", "1.91:1", "Own", "1:1", "3:2"):
        press(dialog, shape)
    assert dialog.recipe.crop is None  # the picture itself is 3:2
    enter(field(dialog, "Width"), 300)
    mine = dialog.recipe.crop
    for shape in ("1:1", "1.91:1", "3:2"):
        press(dialog, shape)
    assert dialog.recipe.crop == mine == Box(0, 0, 300, 200)


def test_a_shape_of_ones_own_is_typed_digit_by_digit_and_is_one_step_for_each_number(
    dialog: BenchDialog,
) -> None:
    press(dialog, "Own")
    assert dialog.recipe.crop == Box(140, 0, 320, 400)
    enter(field(dialog, "Width of the own shape"), 12)
    enter(field(dialog, "Height of the own shape"), 10)
    assert dialog.recipe.crop == Box(60, 0, 480, 400)
    press(dialog, "Undo")
    press(dialog, "Undo")
    assert dialog.recipe.crop == Box(140, 0, 320, 400)


def test_undo_marks_the_shape_that_is_in_force_again(dialog: BenchDialog) -> None:
    press(dialog, "1:1")
    press(dialog, "16:9")
    press(dialog, "Undo")
    assert chosen(dialog) == "1:1"
    press(dialog, "Undo")
    assert chosen(dialog) == "Free"
    frame = dialog.canvas.rect_of(dialog.canvas.crop)
    drag(dialog, frame.bottomRight(), frame.center() + QPointF(0, 40))
    crop = dialog.recipe.crop
    assert crop is not None
    assert abs(crop.width / crop.height - 1) > 0.1


def test_a_shape_turns_with_the_picture(dialog: BenchDialog) -> None:
    press(dialog, "16:9")
    press(dialog, "Turn right")
    crop = dialog.recipe.crop
    assert crop is not None
    assert crop.height > crop.width
    assert chosen(dialog) == "Own"
    assert field(dialog, "Width of the own shape").value() == 9
    assert field(dialog, "Height of the own shape").value() == 16
    frame = dialog.canvas.rect_of(crop)
    drag(dialog, frame.bottomRight(), frame.center())
    smaller = dialog.recipe.crop
    assert smaller is not None
    assert smaller.height < crop.height
    assert abs(smaller.width / smaller.height - 9 / 16) < 0.01


def test_exact_pixels_are_typed_in_the_order_of_the_fields(dialog: BenchDialog) -> None:
    for name, number in (("Left", 100), ("Top", 50), ("Width", 320), ("Height", 180)):
        enter(field(dialog, name), number)
    assert dialog.recipe.crop == Box(100, 50, 320, 180)


def test_a_typed_number_never_breaks_the_shape(dialog: BenchDialog) -> None:
    press(dialog, "1:1")
    enter(field(dialog, "Width"), 600)
    assert dialog.recipe.box((600, 400)).size == (400, 400)
    enter(field(dialog, "Left"), 500)
    assert dialog.recipe.crop == Box(500, 0, 100, 100)


def test_a_shape_that_cuts_nothing_leaves_the_pixels_as_they_are(
    qtbot: QtBot, site: Path, wall: Path, open_desk: OpenDesk
) -> None:
    before = wall.read_bytes()
    dialog = bench(qtbot, open_desk(site / POST))
    press(dialog, "3:2")
    press(dialog, "Save")
    assert wall.read_bytes() == before


def with_focus(site: Path) -> None:
    text = (site / POST).read_text("utf-8").replace("title:", "image_focus: 25% 50%\ntitle:", 1)
    (site / POST).write_text(text, encoding="utf-8")


def test_the_focus_of_the_post_is_shown_and_follows_a_crop(
    qtbot: QtBot, site: Path, wall: Path, open_desk: OpenDesk
) -> None:
    with_focus(site)
    desk = open_desk(site / POST)
    dialog = bench(qtbot, desk)
    assert dialog.recipe.focus == (0.25, 0.5)
    enter(field(dialog, "Width"), 300)
    with qtbot.waitSignal(desk.late.bench.saved):
        press(dialog, "Save")
    assert desk.workspace.current.front.get("image_focus") == "50% 50%"


def test_a_focus_that_is_not_touched_stays_as_it_was_written(
    qtbot: QtBot, site: Path, wall: Path, open_desk: OpenDesk
) -> None:
    with_focus(site)
    text = (site / POST).read_text("utf-8").replace("25% 50%", "'25.4%, 50%'")
    (site / POST).write_text(text, encoding="utf-8")
    desk = open_desk(site / POST)
    before = desk.workspace.current.front.text
    dialog = bench(qtbot, desk)
    press(dialog, "Save")
    assert desk.workspace.current.front.text == before


def test_the_middle_takes_the_focus_out_of_the_post(
    qtbot: QtBot, site: Path, wall: Path, open_desk: OpenDesk
) -> None:
    with_focus(site)
    desk = open_desk(site / POST)
    dialog = bench(qtbot, desk)
    press(dialog, "The middle")
    press(dialog, "Save")
    assert not desk.workspace.current.front.get("image_focus")


@pytest.mark.parametrize("agrees", [True, False])
def test_work_that_is_not_saved_is_lost_only_after_a_question(
    qtbot: QtBot, site: Path, wall: Path, open_desk: OpenDesk, answers: Answers, agrees: bool
) -> None:
    desk = open_desk(site / POST)
    dialog = bench(qtbot, desk)
    press(dialog, "1:1")
    answers.agrees = agrees
    QTest.keyClick(dialog.canvas, Qt.Key.Key_Escape)
    assert any("wall.png" in question for question in answers.questions)
    assert (bench_on(desk) is None) is agrees
    if not agrees:
        assert dialog.recipe.crop == Box(100, 0, 400, 400)


def test_the_bench_closes_at_once_when_nothing_was_changed_or_all_of_it_undone(
    qtbot: QtBot, site: Path, wall: Path, open_desk: OpenDesk, answers: Answers
) -> None:
    desk = open_desk(site / POST)
    dialog = bench(qtbot, desk)
    press(dialog, "1:1")
    press(dialog, "Undo")
    dialog.close()
    assert not answers.questions
    assert bench_on(desk) is None


def test_words_that_are_not_saved_are_work_too(
    qtbot: QtBot, site: Path, wall: Path, open_desk: OpenDesk, answers: Answers
) -> None:
    desk = open_desk(site / POST)
    dialog = bench(qtbot, desk)
    answers.agrees = False
    dialog.texts.alt.setPlainText("The wall at dawn")
    press(dialog, "Cancel")
    assert answers.questions
    assert bench_on(desk) is dialog


@pytest.mark.parametrize("agrees", [True, False])
def test_the_original_comes_back_only_after_a_question(
    qtbot: QtBot, site: Path, wall: Path, open_desk: OpenDesk, answers: Answers, agrees: bool
) -> None:
    before = wall.read_bytes()
    desk = open_desk(site / POST)
    dialog = bench(qtbot, desk)
    press(dialog, "1:1")
    with qtbot.waitSignal(desk.late.bench.saved):
        press(dialog, "Save")
    qtbot.waitUntil(lambda: bench_on(desk) is None)
    mine = wall.read_bytes()
    dialog = bench(qtbot, desk)
    answers.agrees = agrees
    press(dialog, "Revert to original")
    assert any("wall.png" in question for question in answers.questions)
    if agrees:
        qtbot.waitUntil(lambda: bench_on(desk) is None)
    assert wall.read_bytes() == (before if agrees else mine)


def test_a_picture_read_too_late_is_not_shown_in_place_of_the_next(
    qtbot: QtBot, site: Path, wall: Path, open_desk: OpenDesk
) -> None:
    Image.new("RGB", (50, 30), "green").save(site / "assets" / "other.png")
    desk = open_desk(site / POST)
    with qtbot.waitSignal(desk.late.bench.opened) as first:
        desk.late.benches.edit_asset("assets/other.png")
    dialog = bench_on(desk)
    assert dialog is not None
    dialog.close()
    dialog = bench(qtbot, desk)
    desk.late.benches.show_opened(first.args[0])
    assert "wall.png" in dialog.windowTitle()
    assert dialog.recipe.result((600, 400)) == (600, 400)
    assert "600×400" in " ".join(label.text() for label in dialog.saving.findChildren(QLabel))


def test_a_small_frame_is_moved_by_its_middle_and_sized_by_its_edges(dialog: BenchDialog) -> None:
    for name, number in (("Left", 300), ("Top", 200), ("Width", 12), ("Height", 12)):
        enter(field(dialog, name), number)
    frame = dialog.canvas.rect_of(Box(300, 200, 12, 12))
    assert frame.width() < 20
    drag(dialog, frame.center(), frame.center() + QPointF(-60, 40))
    crop = dialog.recipe.crop
    assert crop is not None
    assert crop.size == (12, 12)
    assert crop.left < 290
    frame = dialog.canvas.rect_of(crop)
    drag(dialog, frame.topLeft(), frame.topLeft() - QPointF(40, 40))
    larger = dialog.recipe.crop
    assert larger is not None
    assert (larger.right, larger.bottom) == (crop.right, crop.bottom)
    assert larger.width > 30


def test_tab_goes_from_the_picture_through_its_tool_and_words_to_saving(dialog: BenchDialog) -> None:
    seen: list[str] = []
    widget = dialog.canvas
    while len(seen) < 30 and "Save" not in seen:
        QTest.keyClick(widget, Qt.Key.Key_Tab)
        widget = dialog.focusWidget()
        seen.append(widget.accessibleName() or getattr(widget, "text", str)())
    wanted = ["Left", "Height", "Whole picture", "Alt text", "Credit", "Save as", "Cancel", "Save"]
    assert [name for name in seen if name in wanted] == wanted


def test_a_size_beyond_bounds_is_brought_within_them_and_said_in_per_cent(dialog: BenchDialog) -> None:
    dialog.head.tools.chosen.emit("resize")
    page = dialog.toolbox.size_page
    enter(next(box for box in page.findChildren(QSpinBox) if box.accessibleName() == "Width"), 30_000)
    assert dialog.recipe.size == (15_000, 10_000)
    percent = page.findChild(QDoubleSpinBox)
    assert percent.value() == 2500


def test_escape_closes_the_bench_while_its_picture_is_still_being_read(
    qtbot: QtBot, site: Path, wall: Path, open_desk: OpenDesk, answers: Answers
) -> None:
    desk = open_desk(site / POST)
    desk.window.form.fields.lead.edit.click()
    dialog = bench_on(desk)
    assert dialog is not None
    assert not dialog.is_ready
    QTest.keyClick(dialog, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)  # there is nothing to undo yet
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert bench_on(desk) is None
    assert not answers.questions
    bench(qtbot, desk)


def test_undo_waits_while_a_picture_is_being_saved(
    qtbot: QtBot, site: Path, wall: Path, open_desk: OpenDesk
) -> None:
    desk = open_desk(site / POST)
    dialog = bench(qtbot, desk)
    press(dialog, "1:1")
    with qtbot.waitSignal(desk.late.bench.saved):
        press(dialog, "Save")
        QTest.keyClick(dialog, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert dialog.recipe.crop == Box(100, 0, 400, 400)
