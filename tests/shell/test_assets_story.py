"""A picture desk at work: looking for assets, seeing who uses them, and every job with its way back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu

from editor.core.asset_plan import Clash
from editor.core.assets import AssetFilter
from editor.widgets.dialogs.move_asset import MoveAssetDialog
from editor.widgets.dialogs.picker import Picker
from editor.widgets.dialogs.picture import PictureDialog
from editor.widgets.panel.assets_pane import AssetsPane
from editor.widgets.segments import Segment
from tests.conftest import png
from tests.shell.conftest import Answers
from tests.shell.story import OTHER, POST, Writer

SitDown = Callable[..., Writer]
LAYOUT = "_layouts/post.html"


@pytest.fixture
def desk(site: Path) -> Path:
    """The newsroom with a layout, a picture nobody uses, a large one, and one that is named and not there."""
    (site / "_layouts").mkdir()
    (site / LAYOUT).write_text(
        "<img src=\"{{ '/assets/wall.png' | relative_url }}\" alt=''>\n{{ content }}\n"
    )
    (site / OTHER).write_text(
        (site / OTHER).read_text() + "\n![](/assets/gone.png)\n\n![Tide](/assets/tide.png)\n"
    )
    (site / "assets" / "fog.png").write_bytes(png(30, 20))
    (site / "assets" / "tide.png").write_bytes(png(30, 20) + bytes(2_000_000))
    return site


@pytest.fixture
def at(desk: Path, sit_down: SitDown) -> Callable[..., Writer]:
    """Sit down before the assets of the newsroom, a post being open, with the keyboard in the list."""

    def sit() -> Writer:
        writer = sit_down(desk / POST)
        QTest.mouseClick(writer.field("Assets", Segment), Qt.MouseButton.LeftButton)
        writer.wait(lambda: writer.desk.late.asset_book.catalogue.complete)
        writer.keyboard_to(pane(writer).list)
        return writer

    return sit


def pane(writer: Writer) -> AssetsPane:
    return writer.window.panel.assets


def listed(writer: Writer) -> list[str]:
    model = pane(writer).list.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def choose(writer: Writer, name: str) -> None:
    """Walk to an asset by keys."""
    pane(writer).list.setFocus()
    writer.press("Home")
    for _ in range(20):
        if pane(writer).list.currentIndex().data() == name:
            return
        writer.press("Right")
    raise AssertionError(f"{name} is not among {listed(writer)}")


def drop(writer: Writer, *paths: Path) -> None:
    """Drop files on the list as a file manager does."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPointF(40, 40), copy, data, left, none)
    QApplication.sendEvent(pane(writer), enter)
    assert enter.isAccepted()
    QApplication.sendEvent(pane(writer), QDropEvent(QPointF(40, 40), copy, data, left, none))


def bytes_of(root: Path) -> dict[str, bytes]:
    return {
        file.relative_to(root).as_posix(): file.read_bytes() for file in root.rglob("*") if file.is_file()
    }


@pytest.fixture
def undone(desk: Path) -> Callable[[Writer], None]:
    """Take the last job back by the bar, and find every byte of the site as it was when the story began."""
    before = bytes_of(desk)

    def undo(writer: Writer) -> None:
        writer.click_notice("undo")
        writer.wait(lambda: ": undone." in writer.notice)
        assert bytes_of(desk) == before

    return undo


# -- looking ---------------------------------------------------------------------------------------------------


def test_what_is_said_of_each(at: Callable[[], Writer]) -> None:
    writer = at()
    assert listed(writer) == ["fog.png", "tide.png", "wall.png"]
    assert "3 asset" in writer.sentences(writer.window.panel)
    spoken = [
        str(pane(writer).list.model().index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole))
        for row in range(3)
    ]
    writer.wait(lambda: writer.desk.late.thumbnails.pixels("assets/wall.png") == (64, 40))
    wall = pane(writer).list.model().index(2, 0)
    writer.wait(lambda: "64×40" in str(wall.data(Qt.ItemDataRole.AccessibleTextRole)))
    assert "unused" in spoken[0]
    assert "2.0 MB" in spoken[1]
    assert "1 post" in spoken[2]


def test_filters_by_keys_and_their_counts(at: Callable[[], Writer]) -> None:
    writer = at()
    chips = pane(writer).chips
    words = {choice: chips.chip(choice).text() for choice in AssetFilter if chips.chip(choice).isVisible()}
    assert words == {
        AssetFilter.ALL: "All",
        AssetFilter.UNUSED: "Unused 1",
        AssetFilter.MISSING: "Missing 1",
        AssetFilter.LARGE: "Large 1",
        AssetFilter.NO_ALT: "No alt text 1",
    }
    for choice, name in (
        (AssetFilter.UNUSED, "fog.png"),
        (AssetFilter.MISSING, "gone.png"),
        (AssetFilter.LARGE, "tide.png"),
        (AssetFilter.NO_ALT, "wall.png"),
    ):
        writer.keyboard_to(chips.chip(choice))
        writer.press("Space")
        assert listed(writer) == [name]


def test_searching_and_coming_back_to_the_text(at: Callable[[], Writer]) -> None:
    writer = at()
    writer.keyboard_to(pane(writer).filter)
    writer.type("TIDE")
    assert listed(writer) == ["tide.png"]
    writer.press("Down")
    assert writer.focus is pane(writer).list
    writer.press("Escape")
    assert writer.focus is writer.window.editor
    pane(writer).filter.setText("nothing like it")
    assert "Nothing here matches" in writer.sentences(pane(writer))


def test_a_list_instead_of_a_grid_is_remembered(at: Callable[[], Writer], sit_down: SitDown) -> None:
    writer = at()
    assert pane(writer).list.is_grid
    segment = pane(writer).modes.segment("list")
    assert segment is not None
    QTest.mouseClick(segment, Qt.MouseButton.LeftButton)
    assert not pane(writer).list.is_grid
    assert listed(writer) == ["fog.png", "tide.png", "wall.png"]
    writer.window.close()
    assert not pane(sit_down(None)).list.is_grid


def test_enter_looks_at_a_picture(at: Callable[[], Writer]) -> None:
    writer = at()
    choose(writer, "wall.png")
    writer.press("Return")
    writer.wait(lambda: bool(writer.window.findChildren(PictureDialog)))
    dialog = writer.dialog(PictureDialog)
    assert "64 × 40" in " ".join(label.text() for label in dialog.findChildren(QLabel))
    writer.press("Escape")


def test_the_list_of_uses_leads_to_the_line(at: Callable[[], Writer]) -> None:
    writer = at()
    writer.keyboard_to(pane(writer).chips.chip(AssetFilter.MISSING))
    writer.press("Space")
    choose(writer, "gone.png")
    writer.press("Return")  # there is nothing to look at, so the places are shown
    picker = writer.dialog(Picker)
    assert picker.windowTitle() == "“gone.png” is used in"
    place = str(picker.list.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole))
    assert place.startswith("Council votes, line ")
    assert place.endswith("/assets/gone.png · no alt text")
    writer.press("Return")
    writer.wait(lambda: writer.document.path == writer.desk.workspace.project.root / OTHER)  # type: ignore[union-attr]
    line = writer.window.editor.textCursor().block().text()
    assert line == "![](/assets/gone.png)"
    assert place.startswith(f"Council votes, line {writer.window.editor.place().line + 1} ")
    assert writer.focus is writer.window.editor


# -- using -----------------------------------------------------------------------------------------------------


def test_insert_at_the_cursor(at: Callable[[], Writer]) -> None:
    writer = at()
    writer.window.editor.go_to(0)
    choose(writer, "fog.png")
    writer.press("Ctrl+Return")
    assert writer.body.startswith("![](/assets/fog.png)")
    assert writer.focus is writer.window.alt_bar.field  # what it shows can be said at once
    writer.press("Escape")
    assert writer.focus is writer.window.editor


def test_a_picture_is_dragged_into_the_text(at: Callable[[], Writer]) -> None:
    writer = at()
    view, editor = pane(writer).list, writer.window.editor
    index = next(view.model().index(row, 0) for row, name in enumerate(listed(writer)) if name == "fog.png")
    assert index.flags() & Qt.ItemFlag.ItemIsDragEnabled
    data = view.model().mimeData([index])
    place = QPointF(editor.viewport().rect().bottomRight())
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(place, copy, data, left, none)
    QApplication.sendEvent(editor.viewport(), enter)
    assert enter.isAccepted()
    QApplication.sendEvent(editor.viewport(), QDropEvent(place, copy, data, left, none))
    writer.wait(lambda: "![](/assets/fog.png)" in writer.body)
    assert writer.focus is writer.window.alt_bar.field
    writer.press("Escape")
    writer.press("Ctrl+Z")
    assert "fog.png" not in writer.body


def test_the_menu_sets_the_lead_image(at: Callable[[], Writer]) -> None:
    writer = at()
    choose(writer, "fog.png")
    view = pane(writer).list
    view.customContextMenuRequested.emit(view.visualRect(view.currentIndex()).center())
    menu = next(menu for menu in writer.window.findChildren(QMenu) if menu.isVisible())
    lead = next(action for action in menu.actions() if action.objectName() == "asset-lead")
    lead.trigger()
    menu.close()
    # What the picture says of itself is read first.
    front = writer.document.front
    assert front is not None
    writer.wait(lambda: str((writer.document.front or front).get("image")).strip("/") == "assets/fog.png")


# -- jobs ------------------------------------------------------------------------------------------------------


def rename_to(writer: Writer, old: str, stem: str) -> MoveAssetDialog:
    choose(writer, old)
    writer.press("F2")
    dialog = writer.dialog(MoveAssetDialog)
    writer.type(stem)  # the stem is selected, the suffix stays
    writer.wait(dialog.agree.isEnabled)
    return dialog


def test_a_rename_shows_its_changes_mends_them_and_is_undone(
    at: Callable[[], Writer], desk: Path, undone: Callable[[Writer], None]
) -> None:
    writer = at()
    dialog = rename_to(writer, "wall.png", "harbour")
    shown = dialog.changes.toPlainText()
    assert POST in shown
    assert LAYOUT in shown
    assert "+ <img src=\"{{ '/assets/harbour.png' | relative_url }}\" alt=''>" in shown
    writer.press("Return")
    writer.wait(lambda: writer.notice == "“assets/wall.png” is now “assets/harbour.png”.")
    assert listed(writer) == [
        "fog.png",
        "harbour.png",
        "tide.png",
    ]  # at once, not when all has been read again
    assert b"assets/harbour.png" in (desk / POST).read_bytes()
    assert b"/assets/harbour.png" in (desk / LAYOUT).read_bytes()
    assert not (desk / "assets/wall.png").exists()
    # The open post follows: what it shows is what is on disk, and nothing is unsaved.
    writer.wait(
        lambda: str(writer.document.front and writer.document.front.get("image")) == "assets/harbour.png"
    )
    assert not writer.document.dirty
    writer.wait(lambda: "harbour.png" in listed(writer))
    assert pane(writer).list.currentIndex().data() == "harbour.png"
    undone(writer)
    writer.wait(lambda: "wall.png" in listed(writer))
    assert pane(writer).list.currentIndex().data() == "wall.png"


def test_a_rename_says_which_unsaved_text_it_saves_and_mends_that_too(
    at: Callable[[], Writer], desk: Path
) -> None:
    writer = at()
    writer.write_in_body(0, "Not yet saved: ![](/assets/wall.png) ![](/assets/fog.png) ")
    before = bytes_of(desk)
    dialog = rename_to(writer, "wall.png", "harbour")
    said = "The unsaved text of “Harbour wall holds: engineers relieved” is saved first."
    assert said in dialog.summary.text()
    assert bytes_of(desk) == before
    writer.press("Return")
    writer.wait(lambda: writer.notice == "“assets/wall.png” is now “assets/harbour.png”.")
    assert b"Not yet saved: ![](/assets/harbour.png)" in (desk / POST).read_bytes()
    assert writer.body.startswith("Not yet saved: ![](/assets/harbour.png) ![](/assets/fog.png)")
    assert not writer.document.dirty


def test_a_picture_named_in_unsaved_text_alone_is_followed_and_missed(
    at: Callable[[], Writer], desk: Path, answers: Answers
) -> None:
    writer = at()
    writer.write_in_body(0, "![](/assets/fog.png) ")
    answers.agrees = False
    choose(writer, "fog.png")
    writer.press("Delete")
    writer.wait(lambda: bool(answers.questions))
    assert answers.questions == ["“fog.png” will be missing in “Harbour wall holds: engineers relieved”."]
    dialog = rename_to(writer, "fog.png", "mist")
    assert "is saved first" in dialog.summary.text()
    writer.press("Return")
    writer.wait(lambda: "is now “assets/mist.png”" in writer.notice)
    assert writer.body.startswith("![](/assets/mist.png)")
    assert b"![](/assets/mist.png)" in (desk / POST).read_bytes()


def test_a_name_in_use_is_refused_before_anything_happens(at: Callable[[], Writer]) -> None:
    writer = at()
    choose(writer, "wall.png")
    writer.press("F2")
    dialog = writer.dialog(MoveAssetDialog)
    writer.type("fog")
    writer.wait(lambda: "exists already" in dialog.summary.text())
    assert not dialog.agree.isEnabled()
    writer.press("Escape")


def test_the_trash_names_the_posts_that_would_miss_it(
    at: Callable[[], Writer], desk: Path, answers: Answers, undone: Callable[[Writer], None]
) -> None:
    writer = at()
    choose(writer, "wall.png")
    answers.agrees = False
    writer.press("Delete")
    writer.wait(lambda: bool(answers.questions))
    assert "“Harbour wall holds: engineers relieved”" in answers.questions[-1]
    assert LAYOUT in answers.questions[-1]
    assert (desk / "assets/wall.png").exists()
    answers.agrees = True
    writer.press("Delete")
    writer.wait(lambda: writer.notice == "“wall.png” went to the trash.")
    writer.wait(lambda: pane(writer).chips.chip(AssetFilter.MISSING).text() == "Missing 2")
    undone(writer)


def test_unused_ones_go_without_a_question(at: Callable[[], Writer], desk: Path, answers: Answers) -> None:
    writer = at()
    choose(writer, "fog.png")
    writer.press("Delete")
    writer.wait(lambda: writer.notice == "“fog.png” went to the trash.")
    assert answers.asked == []
    assert not (desk / "assets/fog.png").exists()


def test_a_replacement_keeps_the_name(
    at: Callable[[], Writer], desk: Path, answers: Answers, tmp_path: Path, undone: Callable[[Writer], None]
) -> None:
    writer = at()
    answers.picture = tmp_path / "new.png"
    answers.picture.write_bytes(png(50, 50))
    writer.wait(lambda: writer.desk.late.thumbnails.pixels("assets/wall.png") == (64, 40))
    writer.desk.late.assets.do("replace", ("assets/wall.png",))
    writer.wait(lambda: writer.notice == "“assets/wall.png” was replaced.")
    assert (desk / "assets/wall.png").read_bytes() == png(50, 50)
    writer.wait(lambda: writer.desk.late.thumbnails.pixels("assets/wall.png") == (50, 50))
    undone(writer)


def test_a_replacement_of_another_kind_takes_its_suffix_and_every_reference_along(
    at: Callable[[], Writer], desk: Path, answers: Answers, tmp_path: Path, undone: Callable[[Writer], None]
) -> None:
    writer = at()
    answers.picture = tmp_path / "new.jpg"
    Image.new("RGB", (50, 50)).save(answers.picture)
    writer.desk.late.assets.do("replace", ("assets/wall.png",))
    told = "“assets/wall.png” was replaced. “assets/wall.png” is now “assets/wall.jpg”."
    writer.wait(lambda: writer.notice == told)
    assert "“wall.png” becomes “wall.jpg”" in answers.questions[-1]
    assert (desk / "assets/wall.jpg").read_bytes() == answers.picture.read_bytes()
    assert "/assets/wall.jpg" in (desk / LAYOUT).read_text()
    undone(writer)


def test_a_picture_changed_by_another_program_is_drawn_again(at: Callable[[], Writer], desk: Path) -> None:
    writer = at()
    writer.wait(lambda: writer.desk.late.thumbnails.pixels("assets/fog.png") == (30, 20))
    (desk / "assets/fog.png").write_bytes(png(12, 34))
    (desk / "assets/new.png").write_bytes(png(5, 5))  # a folder tells of names that come and go
    writer.wait(lambda: writer.desk.late.thumbnails.pixels("assets/fog.png") == (12, 34))
    writer.wait(lambda: "new.png" in listed(writer))


# -- bringing in -----------------------------------------------------------------------------------------------


def test_files_dropped_on_the_list_come_in_and_are_chosen(
    at: Callable[[], Writer], desk: Path, tmp_path: Path, undone: Callable[[Writer], None]
) -> None:
    writer = at()
    (tmp_path / "Sea view.PNG").write_bytes(png(9, 9))
    drop(writer, tmp_path / "Sea view.PNG")
    writer.wait(lambda: "came into “assets”" in writer.notice)
    assert (desk / "assets" / "Sea-view.png").read_bytes() == png(9, 9)
    writer.wait(lambda: pane(writer).list.currentIndex().data() == "Sea-view.png")
    undone(writer)


def test_a_post_dropped_on_the_list_is_said_to_be_no_asset_and_the_others_come_in(
    at: Callable[[], Writer], desk: Path, tmp_path: Path
) -> None:
    writer = at()
    (tmp_path / "notes.md").write_text("Notes.\n", encoding="utf-8")
    (tmp_path / "sea.png").write_bytes(png(9, 9))
    drop(writer, tmp_path / "notes.md", tmp_path / "sea.png")
    assert writer.notice == "“notes.md” is a post and no asset. “Open post file…” opens it."
    writer.wait(lambda: "sea.png" in listed(writer))
    assert not (desk / "assets" / "notes.md").exists()


@pytest.mark.parametrize(
    ("choice", "names"),
    [
        (Clash.REPLACE, {"fog.png": 9, "tide.png": 9}),
        (Clash.KEEP_BOTH, {"fog.png": 30, "fog-2.png": 9, "tide.png": 30, "tide-2.png": 9}),
        (Clash.SKIP, {"fog.png": 30, "tide.png": 30}),
    ],
)
def test_names_in_use_are_asked_about_once_for_all(
    at: Callable[[], Writer],
    desk: Path,
    answers: Answers,
    tmp_path: Path,
    choice: Clash,
    names: dict[str, int],
) -> None:
    writer = at()
    for name in ("fog.png", "tide.png", "new.png"):
        (tmp_path / name).write_bytes(png(9, 9))
    (tmp_path / "wall.png").write_bytes((desk / "assets" / "wall.png").read_bytes())
    answers.clash = (choice, True)
    answers.files = [tmp_path / name for name in ("wall.png", "fog.png", "tide.png", "new.png")]
    QTest.mouseClick(pane(writer).import_button, Qt.MouseButton.LeftButton)
    writer.wait(lambda: "came into “assets”" in writer.notice)
    assert answers.asked.count("clash fog.png") == 1
    assert "clash tide.png" not in answers.asked
    assert "clash wall.png" not in answers.asked  # it is there with the same bytes
    widths = {
        file.name: int.from_bytes(file.read_bytes()[16:20], "big")
        for file in (desk / "assets").iterdir()
        if file.name not in ("wall.png", "new.png")
    }
    assert widths == names


def test_files_go_where_the_others_are(site: Path, sit_down: SitDown, tmp_path: Path) -> None:
    (site / POST).write_text((site / POST).read_text().replace("image: assets/wall.png\n", ""))
    (site / "assets").rename(site / "media")
    writer = sit_down(site)
    QTest.mouseClick(writer.field("Assets", Segment), Qt.MouseButton.LeftButton)
    writer.wait(lambda: listed(writer) == ["wall.png"])
    (tmp_path / "sea.png").write_bytes(png(9, 9))
    drop(writer, tmp_path / "sea.png")
    writer.wait(lambda: (site / "media" / "sea.png").exists())


def test_cancelling_a_clash_brings_nothing_in(
    at: Callable[[], Writer], desk: Path, answers: Answers, tmp_path: Path
) -> None:
    writer = at()
    before = bytes_of(desk)
    for name in ("new.png", "fog.png"):
        (tmp_path / name).write_bytes(png(9, 9))
    drop(writer, tmp_path / "new.png", tmp_path / "fog.png")
    writer.wait(lambda: "clash fog.png" in answers.asked)
    assert bytes_of(desk) == before


def test_a_file_that_cannot_be_read_is_a_sentence(
    at: Callable[[], Writer], desk: Path, tmp_path: Path
) -> None:
    writer = at()
    before = bytes_of(desk)
    drop(writer, tmp_path / "gone.png")
    writer.wait(lambda: "gone.png" in writer.notice)
    assert bytes_of(desk) == before


def test_a_site_without_pictures_says_what_to_do_and_takes_the_first(
    site: Path, sit_down: SitDown, tmp_path: Path
) -> None:
    (site / "assets" / "wall.png").unlink()
    writer = sit_down(site)
    QTest.mouseClick(writer.field("Assets", Segment), Qt.MouseButton.LeftButton)
    writer.wait(lambda: "No pictures yet" in writer.sentences(pane(writer)))
    (tmp_path / "sea.png").write_bytes(png(9, 9))
    drop(writer, tmp_path / "sea.png")
    writer.wait(lambda: listed(writer) == ["sea.png"])


def test_show_in_folder_shows_the_picture(
    at: Callable[..., Writer], desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    writer = at()
    shown: list[Path] = []
    monkeypatch.setattr(writer.desk.late.file_manager, "show", shown.append)
    choose(writer, "fog.png")
    view = pane(writer).list
    view.customContextMenuRequested.emit(view.visualRect(view.currentIndex()).center())
    menu = next(menu for menu in writer.window.findChildren(QMenu) if menu.isVisible())
    next(action for action in menu.actions() if action.objectName() == "asset-reveal").trigger()
    menu.close()
    assert shown == [desk / "assets" / "fog.png"]
