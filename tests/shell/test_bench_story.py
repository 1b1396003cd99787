"""The bench: a picture is cropped with the mouse, described, saved, undone, and the post and every view follow."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QMenu, QPushButton, QSlider, QSpinBox
from pytestqt.qtbot import QtBot

from editor.core.images.credits import Credits
from editor.core.images.geometry import Box
from editor.shell.app import Desk
from editor.storage.images.encoding import Encoding, encode
from editor.storage.images.opening import PictureFacts, read_facts
from editor.storage.images.originals import Originals
from editor.storage.paths import user_paths
from tests.shell.bench import POST, bench, bench_on, control, drag, press, ready_bench
from tests.shell.conftest import Answers

OpenDesk = Callable[..., Desk]


def test_a_corner_dragged_with_the_mouse_crops_and_saving_keeps_the_original(
    qtbot: QtBot, site: Path, wall: Path, open_desk: OpenDesk
) -> None:
    before = wall.read_bytes()
    desk = open_desk(site / POST)
    dialog = bench(qtbot, desk)
    frame = dialog.canvas.rect_of(dialog.canvas.crop)
    drag(dialog, frame.bottomRight(), frame.center())
    crop = dialog.recipe.crop
    assert crop is not None
    assert (crop.left, crop.top) == (0, 0)
    assert abs(crop.width - 300) <= 4
    assert abs(crop.height - 200) <= 4
    with qtbot.waitSignal(desk.late.bench.saved):
        press(dialog, "Save")
    with Image.open(wall) as image:
        assert image.size == crop.size
        red, _, blue = image.convert("RGB").getpixel((5, 5))  # type: ignore[misc]
        assert red > 150 > blue
    qtbot.waitUntil(lambda: bench_on(desk) is None)
    dialog = bench(qtbot, desk)
    with qtbot.waitSignal(desk.late.bench.reverted):
        press(dialog, "Revert to original")
    assert wall.read_bytes() == before


def test_a_shape_is_kept_while_the_frame_is_dragged(
    qtbot: QtBot, site: Path, wall: Path, open_desk: OpenDesk
) -> None:
    desk = open_desk(site / POST)
    dialog = bench(qtbot, desk)
    press(dialog, "1:1")
    assert dialog.recipe.crop == Box(100, 0, 400, 400)
    frame = dialog.canvas.rect_of(dialog.canvas.crop)
    drag(dialog, frame.topLeft(), frame.topLeft() + QPointF(60, 20))
    crop = dialog.recipe.crop
    assert crop is not None
    assert crop.width == crop.height < 400
    drag(dialog, dialog.canvas.rect_of(crop).center(), dialog.canvas.rect_of(crop).center() + QPointF(-40, 0))
    moved = dialog.recipe.crop
    assert moved is not None
    assert moved.size == crop.size
    assert moved.left < crop.left


def test_arrow_keys_nudge_and_undo_takes_it_back(
    qtbot: QtBot, site: Path, wall: Path, open_desk: OpenDesk
) -> None:
    desk = open_desk(site / POST)
    dialog = bench(qtbot, desk)
    press(dialog, "1:1")
    canvas = dialog.canvas
    QTest.keyClick(canvas, Qt.Key.Key_Left)
    QTest.keyClick(canvas, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert dialog.recipe.crop == Box(89, 0, 400, 400)
    QTest.keyClick(canvas, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert dialog.recipe.crop == Box(100, 0, 400, 400)
    press(dialog, "Undo")
    assert dialog.recipe.crop is None
    press(dialog, "Redo")
    assert dialog.recipe.crop == Box(100, 0, 400, 400)


def test_the_texts_go_into_the_post_and_the_untouched_file_stays(
    qtbot: QtBot, site: Path, wall: Path, open_desk: OpenDesk
) -> None:
    before, post = wall.read_bytes(), (site / POST).read_text("utf-8")
    desk = open_desk(site / POST)
    dialog = bench(qtbot, desk)
    dialog.texts.alt.setPlainText("The wall, still standing")
    dialog.texts.credit.setText("Ledger")
    press(dialog, "Save")
    front = desk.workspace.current.front
    assert front.get("image_alt") == "The wall, still standing"
    assert front.get("image_credit") == "Ledger"
    assert wall.read_bytes() == before
    assert (site / POST).read_text("utf-8") == post  # until it is saved


def test_another_format_is_another_file_and_the_post_names_it(
    qtbot: QtBot, site: Path, wall: Path, open_desk: OpenDesk
) -> None:
    desk = open_desk(site / POST)
    dialog = bench(qtbot, desk)
    control(dialog, "Save as", QComboBox).setCurrentIndex(2)
    with qtbot.waitSignal(desk.late.bench.saved):
        press(dialog, "Save")
    assert (site / "assets" / "wall.webp").is_file()
    assert wall.is_file()
    assert desk.workspace.current.front.get("image") == "assets/wall.webp"


def test_the_weight_of_the_finished_file_is_shown(
    qtbot: QtBot, site: Path, wall: Path, open_desk: OpenDesk
) -> None:
    desk = open_desk(site / POST)
    dialog = bench(qtbot, desk)

    def said() -> str:
        return " ".join(label.text() for label in dialog.saving.findChildren(QLabel))

    assert "pixels left as they are" in said()
    control(dialog, "Quality", QSlider).setFocus()
    control(dialog, "Save as", QComboBox).setCurrentIndex(0)
    qtbot.waitUntil(lambda: "→" in said() and "…" not in said())
    assert "600×400" in said()


def test_a_picture_in_the_text_gets_its_alt_text_there(
    qtbot: QtBot, site: Path, wall: Path, open_desk: OpenDesk
) -> None:
    desk = open_desk(site / POST)
    editor = desk.window.editor
    editor.setFocus()
    editor.go_to(0, 0)
    QTest.keyClicks(editor, "![old](/assets/wall.png) ")
    QTest.keyClick(
        editor, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    )
    dialog = ready_bench(qtbot, desk)
    assert not dialog.texts.caption.isVisible()
    dialog.texts.alt.setPlainText("The wall at dawn")
    press(dialog, "Save")
    assert desk.workspace.current.lines[0].startswith("![The wall at dawn](/assets/wall.png)")


def test_a_damaged_picture_gets_a_sentence(qtbot: QtBot, site: Path, wall: Path, open_desk: OpenDesk) -> None:
    wall.write_bytes(b"\x89PNG\r\n\x1a\nnonsense")
    desk = open_desk(site / POST)
    desk.window.form.fields.lead.edit.click()
    qtbot.waitUntil(
        lambda: any("damaged" in label.text() for label in desk.window.notice.findChildren(QLabel))
    )
    assert bench_on(desk) is None


def test_holding_a_key_shows_the_picture_as_it_was(
    qtbot: QtBot, site: Path, wall: Path, open_desk: OpenDesk
) -> None:
    desk = open_desk(site / POST)
    dialog = bench(qtbot, desk)
    with qtbot.waitSignal(desk.late.bench.drawn):
        dialog.head.tools.chosen.emit("adjust")
        dialog.toolbox.tone_page.findChild(object, "tone-exposure").setValue(-200)
    middle = QPoint(dialog.canvas.width() // 2 - 40, dialog.canvas.height() // 2)
    dark = dialog.canvas.grab().toImage().pixelColor(middle).red()
    QTest.keyPress(dialog.canvas, Qt.Key.Key_B)
    bright = dialog.canvas.grab().toImage().pixelColor(middle).red()
    QTest.keyRelease(dialog.canvas, Qt.Key.Key_B)
    assert bright > dark + 50
    assert dialog.canvas.grab().toImage().pixelColor(middle).red() == dark


def test_what_will_be_saved_is_never_shown_as_it_was_before_the_last_change(
    qtbot: QtBot, site: Path, wall: Path, open_desk: OpenDesk
) -> None:
    desk = open_desk(site / POST)
    dialog = bench(qtbot, desk)
    middle = QPoint(dialog.canvas.width() // 2 - 40, dialog.canvas.height() // 2)

    def red() -> int:
        return dialog.canvas.grab().toImage().pixelColor(middle).red()

    untouched = red()
    with qtbot.waitSignal(desk.late.bench.weighed):
        dialog.head.tools.chosen.emit("adjust")
        with qtbot.waitSignal(desk.late.bench.drawn):
            dialog.toolbox.tone_page.findChild(object, "tone-exposure").setValue(-200)
        QTest.keyPress(dialog.canvas, Qt.Key.Key_L)  # before the file it will be has been worked out
        assert red() < untouched - 50
    qtbot.waitUntil(lambda: dialog.canvas._instead is not None)
    assert red() < untouched - 50
    QTest.keyRelease(dialog.canvas, Qt.Key.Key_L)
    assert dialog.canvas._instead is None


def test_what_a_photo_says_of_people_is_named_and_gone_after_saving(
    qtbot: QtBot, site: Path, open_desk: OpenDesk
) -> None:
    exif = Image.Exif()
    exif[0x013B] = "Ana"
    exif.get_ifd(0x8825)[2] = (51.0, 7.0, 13.0)
    photo = site / "assets" / "photo.jpg"
    Image.new("RGB", (300, 200), (90, 120, 90)).save(photo, exif=exif)
    text = (site / POST).read_text("utf-8").replace("assets/wall.png", "assets/photo.jpg")
    (site / POST).write_text(text, encoding="utf-8")
    desk = open_desk(site / POST)
    dialog = bench(qtbot, desk)
    assert any("where it was taken" in label.text() for label in dialog.saving.findChildren(QLabel))
    assert dialog.texts.credit.text() == "Ana"
    press(dialog, "1:1")
    with qtbot.waitSignal(desk.late.bench.saved):
        press(dialog, "Save")
    assert facts(photo).personal == ()
    assert facts(photo).credits == Credits(creator="Ana", credit="Ana")


def test_all_sizes_of_the_house_are_written_beside_the_picture(
    qtbot: QtBot, site: Path, wall: Path, open_desk: OpenDesk
) -> None:
    (site / "_copydesk").mkdir()
    (site / "_copydesk" / "style.yml").write_text("variants: {lead: 300, card: 100x100}\n")
    desk = open_desk(site / POST)
    dialog = bench(qtbot, desk)
    dialog.head.tools.chosen.emit("focus")
    picture = dialog.canvas.rect_of(Box(0, 0, 600, 400))
    QTest.mouseClick(
        dialog.canvas, Qt.MouseButton.LeftButton, pos=(picture.topLeft() + QPointF(4, 40)).toPoint()
    )
    with qtbot.waitSignal(desk.late.bench.varied):
        press(dialog, "Save variants")
    with Image.open(site / "assets" / "wall-lead.png") as lead:
        assert lead.size == (300, 200)
    with Image.open(site / "assets" / "wall-card.png") as card:
        assert card.size == (100, 100)
        red, _, blue = card.convert("RGB").getpixel((50, 50))  # type: ignore[misc]
        assert red > 150 > blue
    assert any("wall-lead.png, wall-card.png" in label.text() for label in dialog.findChildren(QLabel))


def test_a_focus_set_on_the_bench_is_kept_in_the_post(
    qtbot: QtBot, site: Path, wall: Path, open_desk: OpenDesk
) -> None:
    desk = open_desk(site / POST)
    dialog = bench(qtbot, desk)
    dialog.head.tools.chosen.emit("focus")
    picture = dialog.canvas.rect_of(Box(0, 0, 600, 400))
    QTest.mouseClick(dialog.canvas, Qt.MouseButton.LeftButton, pos=picture.center().toPoint())
    QTest.keyClick(dialog.canvas, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    press(dialog, "Save")
    assert desk.workspace.current.front.get("image_focus") == "55% 50%"


def test_the_menu_of_a_picture_in_the_text_offers_the_bench(
    qtbot: QtBot, site: Path, wall: Path, open_desk: OpenDesk
) -> None:
    desk = open_desk(site / POST)
    editor = desk.window.editor
    editor.setFocus()
    editor.go_to(0, 0)
    QTest.keyClicks(editor, "![old](/assets/wall.png) ")
    menu = QMenu(desk.window)
    editor.menu_opening.emit(menu, 0, 4)
    next(action for action in menu.actions() if action.text() == "Edit image…").trigger()
    ready_bench(qtbot, desk)


# Title, caption, maker and rights as a photographer's program writes them (IPTC-IIM in JPEG's APP13).
SAID = Credits("Tern day", "At the berth", "Ada Keel", "Keel/Wire", "", "2026 Keel")


@pytest.fixture
def photo(site: Path) -> Path:
    """The lead image of the post, a JPEG that says who made it, and where it was taken."""
    path = site / "assets" / "photo.jpg"
    exif = Image.Exif()
    exif.get_ifd(0x8825)[2] = (51.0, 7.0, 13.0)
    plain = encode(Image.new("RGB", (300, 200), (90, 120, 90)), Encoding("JPEG"), SAID, path)
    with Image.open(BytesIO(plain)) as image:
        image.save(path, exif=exif, xmp=image.info["xmp"], quality="keep")
    text = (site / POST).read_text("utf-8").replace("assets/wall.png", "assets/photo.jpg")
    (site / POST).write_text(text, encoding="utf-8")
    return path


def facts(path: Path) -> PictureFacts:
    return read_facts(path.read_bytes(), path)


def test_title_maker_and_rights_outlive_an_edit_and_are_shown(
    qtbot: QtBot, site: Path, photo: Path, open_desk: OpenDesk
) -> None:
    desk = open_desk(site / POST)
    dialog = bench(qtbot, desk)
    said = " ".join(label.text() for label in dialog.saving.findChildren(QLabel))
    assert "title “Tern day”" in said
    assert "maker “Ada Keel”" in said
    assert "copyright “2026 Keel”" in said
    dialog.texts.credit.setText("Ada Keel for the Ledger")
    press(dialog, "1:1")
    with qtbot.waitSignal(desk.late.bench.saved):
        press(dialog, "Save")
    after = facts(photo)
    assert after.size == (200, 200)
    assert after.credits == replace(SAID, credit="Ada Keel for the Ledger")


def test_saving_an_untouched_picture_takes_out_what_the_bench_names_and_leaves_every_pixel(
    qtbot: QtBot, site: Path, photo: Path, open_desk: OpenDesk
) -> None:
    assert facts(photo).personal
    with Image.open(photo) as image:
        before = image.tobytes()
    desk = open_desk(site / POST)
    dialog = bench(qtbot, desk)
    with qtbot.waitSignal(desk.late.bench.saved):
        press(dialog, "Save")
    assert facts(photo).personal == ()
    assert facts(photo).credits == SAID
    with Image.open(photo) as image:
        assert image.tobytes() == before


def test_another_quality_alone_is_saved(qtbot: QtBot, site: Path, photo: Path, open_desk: OpenDesk) -> None:
    Image.effect_noise((300, 200), 60).save(photo, quality=95)
    before = photo.stat().st_size
    desk = open_desk(site / POST)
    dialog = bench(qtbot, desk)
    control(dialog, "Quality", QSlider).setValue(20)
    with qtbot.waitSignal(desk.late.bench.saved):
        press(dialog, "Save")
    assert photo.stat().st_size < before / 2


def test_keys_for_before_and_undo_work_beside_a_slider(
    qtbot: QtBot, site: Path, wall: Path, open_desk: OpenDesk
) -> None:
    desk = open_desk(site / POST)
    dialog = bench(qtbot, desk)
    dialog.head.tools.chosen.emit("adjust")
    slider = dialog.toolbox.tone_page.findChild(QSlider, "tone-exposure")
    slider.setFocus()
    for value in (-60, -200):
        slider.setSliderDown(True)
        with qtbot.waitSignal(desk.late.bench.drawn):
            slider.setValue(value)
        slider.setSliderDown(False)
    middle = QPoint(dialog.canvas.width() // 2 - 40, dialog.canvas.height() // 2)

    def red() -> int:
        return dialog.canvas.grab().toImage().pixelColor(middle).red()

    dark = red()
    QTest.keyPress(slider, Qt.Key.Key_B)
    assert red() > dark + 50
    QTest.keyRelease(slider, Qt.Key.Key_B)
    assert red() == dark
    QTest.keyClick(slider, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert dialog.recipe.exposure == -0.6
    QTest.keyClick(slider, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert dialog.recipe.exposure == 0


def test_enter_ends_a_number_and_saves_nothing(
    qtbot: QtBot, site: Path, wall: Path, open_desk: OpenDesk
) -> None:
    desk = open_desk(site / POST)
    dialog = bench(qtbot, desk)
    width = next(
        box for box in dialog.toolbox.crop_page.findChildren(QSpinBox) if box.accessibleName() == "Width"
    )
    width.setFocus()
    width.selectAll()
    QTest.keyClicks(width, "120")
    QTest.keyClick(width, Qt.Key.Key_Return)
    assert dialog.recipe.crop == Box(0, 0, 120, 400)
    assert bench_on(desk) is dialog
    QTest.keyClick(width, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert dialog.recipe.crop is None


def test_a_key_saves_with_the_number_that_is_being_typed(
    qtbot: QtBot, site: Path, wall: Path, open_desk: OpenDesk
) -> None:
    desk = open_desk(site / POST)
    dialog = bench(qtbot, desk)
    width = next(box for box in dialog.findChildren(QSpinBox) if box.accessibleName() == "Width")
    width.setFocus()
    width.selectAll()
    QTest.keyClicks(width, "120")
    with qtbot.waitSignal(desk.late.bench.saved):
        QTest.keyClick(width, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    with Image.open(wall) as image:
        assert image.width == 120


def test_a_picture_another_program_has_replaced_is_left_alone(
    qtbot: QtBot, site: Path, wall: Path, open_desk: OpenDesk
) -> None:
    desk = open_desk(site / POST)
    dialog = bench(qtbot, desk)
    Image.new("RGB", (50, 50), "green").save(wall)
    theirs = wall.read_bytes()
    press(dialog, "1:1")
    with qtbot.waitSignal(desk.late.bench.failed):
        press(dialog, "Save")
    assert wall.read_bytes() == theirs
    assert any("another program" in label.text() for label in dialog.findChildren(QLabel))


def test_the_original_comes_back_after_several_savings(
    qtbot: QtBot, site: Path, wall: Path, open_desk: OpenDesk
) -> None:
    before = wall.read_bytes()
    desk = open_desk(site / POST)
    for shape in ("1:1", "16:9", "4:3"):
        dialog = bench(qtbot, desk)
        press(dialog, shape)
        with qtbot.waitSignal(desk.late.bench.saved):
            press(dialog, "Save")
        qtbot.waitUntil(lambda: bench_on(desk) is None)
        assert wall.read_bytes() != before
    dialog = bench(qtbot, desk)
    with qtbot.waitSignal(desk.late.bench.reverted):
        press(dialog, "Revert to original")
    assert wall.read_bytes() == before


def test_another_lead_image_brings_its_own_texts_and_one_undo_takes_all_back(
    qtbot: QtBot, site: Path, photo: Path, open_desk: OpenDesk
) -> None:
    Image.new("RGB", (60, 40)).save(site / "assets" / "other.png")
    text = (
        (site / POST).read_text("utf-8").replace("title:", "image_alt: A tern\nimage_credit: Ada\ntitle:", 1)
    )
    (site / POST).write_text(text, encoding="utf-8")
    desk = open_desk(site / POST)
    document = desk.workspace.current
    before = document.front.text
    with qtbot.waitSignal(document.front_changed):
        desk.late.pictures.use("lead", "assets/other.png")
    assert document.front.get("image") == "assets/other.png"
    assert "image_alt" not in document.front
    assert "image_credit" not in document.front
    with qtbot.waitSignal(document.front_changed):
        desk.late.pictures.use("lead", "assets/photo.jpg")
    assert document.front.get("image_caption") == SAID.caption
    assert document.front.get("image_credit") == SAID.credit
    document.undo_front()
    document.undo_front()
    assert document.front.text == before


def test_what_the_bench_writes_into_a_post_is_one_step_to_undo(
    qtbot: QtBot, site: Path, wall: Path, open_desk: OpenDesk
) -> None:
    desk = open_desk(site / POST)
    before = desk.workspace.current.front.text
    dialog = bench(qtbot, desk)
    dialog.texts.alt.setPlainText("The wall, still standing")
    dialog.texts.credit.setText("Ledger")
    control(dialog, "Save as", QComboBox).setCurrentIndex(2)
    with qtbot.waitSignal(desk.late.bench.saved):
        press(dialog, "Save")
    assert desk.workspace.current.front.get("image") == "assets/wall.webp"
    desk.workspace.current.undo_front()
    assert desk.workspace.current.front.text == before


def test_another_picture_put_in_its_place_is_not_reverted_to_the_first(
    qtbot: QtBot, site: Path, wall: Path, open_desk: OpenDesk
) -> None:
    desk = open_desk(site / POST)
    dialog = bench(qtbot, desk)
    press(dialog, "1:1")
    with qtbot.waitSignal(desk.late.bench.saved):
        press(dialog, "Save")
    qtbot.waitUntil(lambda: bench_on(desk) is None)
    Image.new("RGB", (50, 50), "green").save(wall)
    theirs = wall.read_bytes()
    dialog = bench(qtbot, desk)
    assert not any(
        button.isVisible()
        for button in dialog.findChildren(QPushButton)
        if button.text() == "Revert to original"
    )
    press(dialog, "16:9")
    with qtbot.waitSignal(desk.late.bench.saved):
        press(dialog, "Save")
    qtbot.waitUntil(lambda: bench_on(desk) is None)
    dialog = bench(qtbot, desk)
    with qtbot.waitSignal(desk.late.bench.reverted):
        press(dialog, "Revert to original")
    assert wall.read_bytes() == theirs


def test_sizes_that_are_there_are_replaced_only_after_a_question_and_kept(
    qtbot: QtBot, site: Path, wall: Path, open_desk: OpenDesk, answers: Answers
) -> None:
    (site / "_copydesk").mkdir()
    (site / "_copydesk" / "style.yml").write_text("variants: {lead: 300, card: 100x100}\n")
    Image.new("RGB", (9, 9), "green").save(site / "assets" / "wall-card.png")
    theirs = (site / "assets" / "wall-card.png").read_bytes()
    desk = open_desk(site / POST)
    dialog = bench(qtbot, desk)
    answers.agrees = False
    press(dialog, "Save variants")
    assert "wall-card.png" in answers.questions[-1]
    assert (site / "assets" / "wall-card.png").read_bytes() == theirs
    assert not (site / "assets" / "wall-lead.png").exists()
    answers.agrees = True
    with qtbot.waitSignal(desk.late.bench.varied):
        press(dialog, "Save variants")
    card = site / "assets" / "wall-card.png"
    with Image.open(card) as image:
        assert image.size == (100, 100)
    assert (site / "assets" / "wall-lead.png").is_file()
    assert Originals(user_paths().originals).revert(card) == theirs


@pytest.mark.parametrize("suffix", ["bmp", "avif", "gif"])
def test_words_alone_leave_a_file_of_any_kind_as_it_is(
    qtbot: QtBot, site: Path, open_desk: OpenDesk, suffix: str
) -> None:
    path = site / "assets" / f"wall.{suffix}"
    Image.new("RGB", (60, 40), "red").save(path)
    before, files = path.read_bytes(), set(path.parent.iterdir())
    text = (site / POST).read_text("utf-8").replace("assets/wall.png", f"assets/wall.{suffix}")
    (site / POST).write_text(text, encoding="utf-8")
    desk = open_desk(site / POST)
    dialog = bench(qtbot, desk)
    dialog.texts.alt.setPlainText("The wall, still standing")
    press(dialog, "Save")
    front = desk.workspace.current.front
    assert front.get("image_alt") == "The wall, still standing"
    assert front.get("image") == f"assets/wall.{suffix}"
    assert path.read_bytes() == before
    assert set(path.parent.iterdir()) == files


def test_what_has_to_be_coded_anew_to_be_cleaned_is_weighed(
    qtbot: QtBot, site: Path, open_desk: OpenDesk
) -> None:
    exif = Image.Exif()
    exif[0x0110] = "Model 3"
    path = site / "assets" / "wall.avif"
    Image.new("RGB", (60, 40), "red").save(path, exif=exif)
    text = (site / POST).read_text("utf-8").replace("assets/wall.png", "assets/wall.avif")
    (site / POST).write_text(text, encoding="utf-8")
    desk = open_desk(site / POST)
    with qtbot.waitSignal(desk.late.bench.weighed):
        dialog = bench(qtbot, desk)
    assert not any("pixels left" in label.text() for label in dialog.saving.findChildren(QLabel))
    with qtbot.waitSignal(desk.late.bench.saved):
        press(dialog, "Save")
    assert facts(path).personal == ()


def test_work_on_a_picture_that_was_deleted_meanwhile_can_be_saved_as_a_copy(
    qtbot: QtBot, site: Path, wall: Path, open_desk: OpenDesk
) -> None:
    desk = open_desk(site / POST)
    dialog = bench(qtbot, desk)
    press(dialog, "1:1")
    wall.unlink()
    press(dialog, "Save")
    assert any("no longer there. Save a copy" in label.text() for label in dialog.findChildren(QLabel))
    assert not wall.exists()
    with qtbot.waitSignal(desk.late.bench.saved):
        press(dialog, "Save a copy")
    with Image.open(wall) as image:
        assert image.size == (400, 400)


@pytest.mark.parametrize("held", [None, Qt.Key.Key_B, Qt.Key.Key_L])
def test_the_ground_shines_through_a_transparent_picture_in_squares(
    qtbot: QtBot, site: Path, wall: Path, open_desk: OpenDesk, held: Qt.Key | None
) -> None:
    Image.new("RGBA", (600, 400), (0, 0, 0, 0)).save(wall)
    dialog = bench(qtbot, open_desk(site / POST))
    if held is not None:
        QTest.keyPress(dialog.canvas, held)
    middle = dialog.canvas.rect_of(dialog.canvas.crop).center().toPoint() + QPoint(13, 13)
    seen = dialog.canvas.grab().toImage()
    colours = {seen.pixelColor(middle + QPoint(step, 0)).name() for step in range(24)}
    assert colours == {"#ffffff", "#d6d6d6"}
