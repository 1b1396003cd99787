"""Pictures come into the text: pasted, dropped, from the list; named by the house, asked for their alt text."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QWidget

from editor.core.markdown.renderer import render_body
from editor.widgets.drags import ASSETS
from tests.shell.story import OTHER, POST, Writer

SitDown = Callable[..., Writer]


def copied_picture() -> None:
    """Put a picture on the clipboard, as a screenshot program does."""
    image = QImage(60, 40, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    QGuiApplication.clipboard().setImage(image)


def drop(writer: Writer, *files: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    writer.window.editor.insertFromMimeData(data)


def photo(folder: Path, name: str) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_bytes(b"not read for a drop")
    if path.suffix in (".jpg", ".png"):
        Image.new("RGB", (30, 20), "blue").save(path)
    return path


def text(writer: Writer) -> str:
    return "\n".join(writer.document.lines)


def test_a_pasted_picture_gets_a_name_a_place_and_its_alt_text(site: Path, sit_down: SitDown) -> None:
    writer = sit_down(site / POST)
    copied_picture()
    writer.write_in_body(0, "")
    writer.press("Ctrl+V")
    writer.wait(lambda: writer.window.alt_bar.isVisible())
    with Image.open(site / "assets" / "harbour-wall-holds-1.png") as image:
        assert image.size == (60, 40)
    assert "![](/assets/harbour-wall-holds-1.png)" in text(writer)
    writer.type("A red square\n")
    assert "![A red square](/assets/harbour-wall-holds-1.png)" in text(writer)
    assert writer.window.alt_bar.isHidden()
    assert writer.window.editor.hasFocus()


def test_several_dropped_pictures_are_asked_for_one_after_the_other(
    site: Path, tmp_path: Path, sit_down: SitDown
) -> None:
    writer = sit_down(site / POST)
    writer.write_in_body(0, "")
    drop(writer, photo(tmp_path / "camera", "IMG 1.jpg"), photo(tmp_path / "camera", "IMG 2.jpg"))
    writer.wait(lambda: writer.window.alt_bar.isVisible())
    assert "![](/assets/harbour-wall-holds-1.jpg)" in text(writer)
    assert "![](/assets/harbour-wall-holds-2.jpg)" in text(writer)
    writer.press("Escape")  # the first one can wait
    writer.type("The second\n")
    assert "![](/assets/harbour-wall-holds-1.jpg)" in text(writer)
    assert "![The second](/assets/harbour-wall-holds-2.jpg)" in text(writer)


@pytest.mark.parametrize("figures", [False, True], ids=["markdown", "figures"])
@pytest.mark.parametrize("name", ["wall (1).png", "100% wall.png", "möwe 🐦 & co.png", "half%20done.png"])
def test_the_alt_text_finds_a_picture_of_any_name(
    site: Path, sit_down: SitDown, name: str, figures: bool
) -> None:
    style = site / "_copydesk" / "style.yml"
    style.parent.mkdir()
    style.write_text(f"figures: {str(figures).lower()}\n")
    photo(site / "assets", name)
    writer = sit_down(site / POST)
    writer.write_in_body(0, "")
    writer.desk.late.inline_pictures.put_in([f"assets/{name}"])
    assert f"Alt text for {name}" in writer.sentences(writer.window.alt_bar)
    writer.type("A gull\n")
    shown = render_body(text(writer))
    found = re.search('<img src="([^"]*)" alt="A gull"', shown)
    assert found is not None, shown
    assert unquote(unescape(found[1])) == f"/assets/{name}"


def test_many_dropped_pictures_are_one_step_to_undo(site: Path, tmp_path: Path, sit_down: SitDown) -> None:
    writer = sit_down(site / POST)
    writer.write_in_body(0, "")
    before = text(writer)
    drop(writer, *(photo(tmp_path / "camera", f"IMG {number}.jpg") for number in range(4)))
    writer.wait(lambda: writer.window.alt_bar.isVisible())
    assert text(writer).count("![](/assets/harbour-wall-holds-") == 4
    writer.window.alt_bar.give_up()
    writer.keyboard_to(writer.window.editor)
    writer.press("Ctrl+Z")
    assert text(writer) == before


def test_the_house_decides_folder_name_and_figure(site: Path, tmp_path: Path, sit_down: SitDown) -> None:
    (site / "_copydesk").mkdir()
    (site / "_copydesk" / "style.yml").write_text(
        "figures: true\npicture_folder: media\npicture_name: '{date}-{n}-{name}'\n"
    )
    writer = sit_down(site / POST)
    writer.write_in_body(0, "")
    drop(writer, photo(tmp_path / "camera", "tern.jpg"))
    writer.wait(lambda: writer.window.alt_bar.isVisible())
    assert (site / "media" / "2026-03-14-1-tern.jpg").is_file()
    writer.type("The <Tern>\n")
    assert '<img src="/media/2026-03-14-1-tern.jpg" alt="The &lt;Tern&gt;">' in text(writer)
    assert "<figure>" in text(writer)


@pytest.mark.parametrize("name", ["IMG.HEIC", "IMG.jpg"])
def test_a_picture_browsers_do_not_show_gets_a_sentence_whatever_its_name(
    site: Path, tmp_path: Path, sit_down: SitDown, name: str
) -> None:
    writer = sit_down(site / POST)
    before, files = text(writer), set((site / "assets").iterdir())
    writer.write_in_body(0, "")
    phone = photo(tmp_path / "camera", name)
    phone.write_bytes(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(200))
    drop(writer, phone)
    writer.wait(lambda: "browsers do not show" in writer.notice)
    assert text(writer) == before
    assert set((site / "assets").iterdir()) == files


def test_one_picture_that_cannot_be_shown_keeps_no_other_out(
    site: Path, tmp_path: Path, sit_down: SitDown
) -> None:
    writer = sit_down(site / POST)
    writer.write_in_body(0, "")
    drop(writer, photo(tmp_path / "camera", "IMG.HEIC"), photo(tmp_path / "camera", "tern.jpg"))
    writer.wait(lambda: writer.window.alt_bar.isVisible())
    assert "![](/assets/harbour-wall-holds-1.jpg)" in text(writer)


def test_another_post_is_not_asked_about(site: Path, tmp_path: Path, sit_down: SitDown) -> None:
    writer = sit_down(site / POST)
    writer.write_in_body(0, "")
    drop(writer, photo(tmp_path / "camera", "tern.jpg"))
    writer.wait(lambda: writer.window.alt_bar.isVisible())
    writer.desk.files.open_path(site / "_posts" / "2026-03-12-council-votes.md")
    assert writer.window.alt_bar.isHidden()


def test_an_asset_dragged_onto_a_word_gets_a_paragraph_of_its_own_and_is_asked_for(
    site: Path, sit_down: SitDown
) -> None:
    writer = sit_down(site / POST)
    photo(site / "assets", "tern.png")
    writer.write_in_body(0, "![A wall](/assets/wall.png) and more\nof the same.\n\n")
    editor = writer.window.editor
    data = QMimeData()
    data.setText("![](/assets/tern.png)")
    data.setData(ASSETS, b"assets/tern.png")
    editor.go_to(0, 5)
    event = QDropEvent(
        QPointF(editor.cursorRect().center()),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    editor.dropEvent(event)
    writer.wait(lambda: writer.window.alt_bar.isVisible())
    lines = writer.document.lines
    assert list(lines[:4]) == [
        "![A wall](/assets/wall.png) and more",
        "of the same.",
        "",
        "![](/assets/tern.png)",
    ]
    writer.type("A boat\n")
    assert "![A boat](/assets/tern.png)" in text(writer)


class _Drag(QDropEvent):
    """A drop of files on the window; ``began`` is the part of our own window it began in, if any."""

    def __init__(self, files: list[Path], began: QWidget | None) -> None:
        self.data = QMimeData()
        self.data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
        left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        super().__init__(QPointF(9, 9), Qt.DropAction.CopyAction, self.data, left, none)
        self.began = began

    def source(self) -> QWidget | None:
        return self.began


def test_a_picture_pulled_in_the_preview_does_not_come_into_the_project_again(
    site: Path, tmp_path: Path, sit_down: SitDown
) -> None:
    writer = sit_down(site / POST)
    files, before = set((site / "assets").iterdir()), text(writer)
    picture = photo(tmp_path / "camera", "IMG 1.jpg")
    preview, assets = writer.window.preview, writer.window.panel.assets
    for part in (writer.window, writer.window.editor, assets, writer.window.form.fields.lead):
        part.dropEvent(_Drag([picture], preview))
    writer.window.dropEvent(_Drag([picture], None))  # the same from another program, which is taken
    writer.wait(lambda: writer.window.alt_bar.isVisible())
    assert len(set((site / "assets").iterdir()) - files) == 1
    assert text(writer).count("![](/assets/") == before.count("![](/assets/") + 1
    assert writer.document.front is not None
    assert "/camera/" not in str(writer.document.front.get("image"))
    assert picture.name not in text(writer)


def undo_import(writer: Writer) -> None:
    writer.press("Ctrl+Alt+Z")
    writer.wait(lambda: ": undone." in writer.notice)


@pytest.mark.parametrize("figures", [False, True], ids=["markdown", "figures"])
@pytest.mark.parametrize("line", [0, 1, 2])
def test_what_was_put_into_the_text_leaves_it_when_its_import_is_undone(
    site: Path, tmp_path: Path, sit_down: SitDown, figures: bool, line: int
) -> None:
    (site / "_copydesk").mkdir()
    (site / "_copydesk" / "style.yml").write_text(f"figures: {str(figures).lower()}\n")
    writer = sit_down(site / POST)
    writer.write_in_body(line, "")
    before, files = text(writer), set((site / "assets").iterdir())
    drop(writer, photo(tmp_path / "camera", "IMG 1.jpg"), photo(tmp_path / "camera", "IMG 2.jpg"))
    writer.wait(lambda: writer.window.alt_bar.isVisible())
    writer.type("A red square\n")
    with_pictures = text(writer)
    assert "A red square" in with_pictures
    undo_import(writer)
    assert text(writer) == before
    assert writer.window.alt_bar.isHidden()
    assert set((site / "assets").iterdir()) == files
    writer.press("Ctrl+Alt+Y")
    writer.wait(lambda: ": done again." in writer.notice)
    assert text(writer) == with_pictures
    undo_import(writer)
    assert text(writer) == before


def test_what_was_typed_around_a_picture_stays_when_its_import_is_undone(
    site: Path, tmp_path: Path, sit_down: SitDown
) -> None:
    writer = sit_down(site / POST)
    writer.write_in_body(0, "")
    drop(writer, photo(tmp_path / "camera", "IMG 1.jpg"))
    writer.wait(lambda: writer.window.alt_bar.isVisible())
    writer.press("Escape", "End")
    writer.type(" seen from the quay")
    writer.desk.files.open_path(site / OTHER)
    undo_import(writer)
    writer.desk.files.open_path(site / POST)
    assert "harbour-wall-holds-1.jpg" not in text(writer)
    assert " seen from the quay" in text(writer)
