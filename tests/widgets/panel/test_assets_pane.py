"""The pane of assets alone: what it says of each, how it fits, and what it keeps while the list changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from editor.core.assets import Asset, AssetCatalogue, AssetFilter, Use
from editor.core.catalog import AssetEntry
from editor.core.references.reference import Place
from editor.widgets.panel.asset_chips import AssetChips
from editor.widgets.panel.asset_model import AssetModel
from editor.widgets.panel.asset_tiles import AssetDelegate
from editor.widgets.panel.assets_pane import AssetsPane
from editor.widgets.stylesheet import style_sheet
from editor.widgets.tokens import LIGHT

POST = Use("_posts/a.md", 3, "/assets/a.png", Place.IMAGE, has_alt=True)
LAYOUT = Use("_layouts/a.html", 3, "/assets/a.png", Place.ATTRIBUTE, has_alt=True)


def asset(name: str, size: int = 1000, uses: Sequence[Use] = (POST,)) -> Asset:
    return Asset(AssetEntry(f"assets/{name}", size, 1), tuple(uses))


def many(count: int) -> AssetCatalogue:
    return AssetCatalogue(tuple(asset(f"{number:04}.png") for number in range(count)), (), complete=True)


@pytest.fixture
def pane(qtbot: QtBot) -> AssetsPane:
    made = AssetsPane()
    qtbot.addWidget(made)
    made.show_has_project(has_project=True)
    made.resize(281, 600)
    made.show()
    return made


def names(pane: AssetsPane) -> list[str]:
    model = pane.list.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


@pytest.mark.parametrize(
    ("of", "pixels", "words", "warns"),
    [
        (asset("a.png"), (1600, 900), "1600×900 · 1 post(s)", False),
        (asset("a.png"), (0, 0), "1 kB · 1 post(s)", False),
        (asset("a.png", uses=()), (1600, 900), "1600×900 · unused", True),
        (asset("a.png", uses=(LAYOUT,)), (1600, 900), "1600×900 · 1 file(s)", False),
        (asset("a.png", 6_100_000), (4032, 3024), "4032×3024 · 6.1 MB · 1 post(s)", True),
        (replace(asset("a.png"), stops=True), (1600, 900), "stops Jekyll · 1 post(s)", True),
        (asset("a.pdf", 6_100_000), (0, 0), "6.1 MB · 1 post(s)", True),
        (asset("a.png", -1), (0, 0), "missing · 1 post(s)", True),
    ],
)
def test_the_words_under_a_name(
    qtbot: QtBot, of: Asset, pixels: tuple[int, int], words: str, warns: bool
) -> None:
    model = AssetModel()
    delegate = AssetDelegate(model)
    delegate.uses_known = True
    assert delegate.words(of, pixels) == (words, warns)
    model.deleteLater()


def test_a_name_that_is_no_text_can_be_read_and_is_said_to_stop_the_build(pane: AssetsPane) -> None:
    pane.show_catalogue(AssetCatalogue((replace(asset("caf\udce9.png"), stops=True),), (), complete=True))
    assert names(pane) == ["caf?.png"]
    spoken = str(pane.list.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole))
    assert "Jekyll stops the whole build at its name, which is no UTF-8: rename it" in spoken
    assert pane.chips.chip(AssetFilter.STOPS).text() == "Stops Jekyll 1"


def test_nothing_is_called_unused_before_that_is_known(qtbot: QtBot) -> None:
    model = AssetModel()
    assert AssetDelegate(model).words(asset("a.png", uses=()), (16, 9)) == ("16×9", False)
    model.deleteLater()


@pytest.mark.parametrize("sheet", ["", style_sheet(LIGHT)], ids=["plain", "styled"])
@pytest.mark.parametrize(("width", "columns"), [(200, 1), (260, 2), (281, 2), (330, 2), (420, 3), (900, 7)])
def test_as_many_columns_as_fit(qtbot: QtBot, pane: AssetsPane, width: int, columns: int, sheet: str) -> None:
    pane.setStyleSheet(sheet)
    pane.show_catalogue(many(40))
    pane.resize(width, 600)
    view, model = pane.list, pane.list.model()

    def tops() -> list[int]:
        return [view.visualRect(model.index(row, 0)).top() for row in range(columns + 1)]

    qtbot.waitUntil(lambda: len(set(tops()[:columns])) == 1 and tops()[columns] > tops()[0])
    last = view.visualRect(model.index(columns - 1, 0))
    assert last.right() <= view.viewport().width()


def test_the_chips_take_the_lines_they_need(qtbot: QtBot) -> None:
    chips = AssetChips()
    qtbot.addWidget(chips)
    chips.show()
    chips.resize(240, 40)
    chips.show_counts(dict.fromkeys(AssetFilter, 1234))
    boxes = [chips.chip(choice).geometry() for choice in AssetFilter]
    assert all(box.right() <= chips.width() for box in boxes)
    assert all(not one.intersects(other) for one in boxes for other in boxes if one is not other)
    assert chips.height() >= max(box.bottom() for box in boxes)
    chips.show_counts({AssetFilter.ALL: 5})
    assert [choice for choice in AssetFilter if chips.chip(choice).isVisible()] == [AssetFilter.ALL]


def test_thumbnails_are_asked_for_what_is_on_the_screen(qtbot: QtBot, pane: AssetsPane) -> None:
    wanted: list[str] = []
    pane.picture_wanted.connect(wanted.append)
    pane.show_catalogue(many(5000))
    qtbot.waitUntil(lambda: len(wanted) >= 6)
    pane.list.verticalScrollBar().setValue(pane.list.verticalScrollBar().maximum())
    qtbot.waitUntil(lambda: "assets/4999.png" in wanted)
    assert len(wanted) < 60


def test_the_choice_stays_while_others_come_and_go(pane: AssetsPane) -> None:
    pane.show_catalogue(many(10))
    pane.select("assets/0005.png")
    fewer = AssetCatalogue(many(10).assets[3:], (), complete=True)
    pane.show_catalogue(fewer)
    assert pane.list.currentIndex().data() == "0005.png"
    pane.show_catalogue(AssetCatalogue(many(10).assets[:5], (), complete=True))
    assert pane.list.currentIndex().isValid()
    assert len(names(pane)) == 5


def test_all_that_is_chosen_stays_chosen_when_another_comes(pane: AssetsPane) -> None:
    pane.show_catalogue(many(4))
    pane.list.selectAll()
    pane.show_catalogue(many(5))
    assert [each.name for each in pane.list.selected()] == ["0000.png", "0001.png", "0002.png", "0003.png"]


def test_the_choice_follows_an_asset_to_its_new_name(pane: AssetsPane) -> None:
    pane.show_catalogue(many(4))
    pane.select("assets/0001.png")
    pane.follow_moves({"assets/0001.png": "assets/zz.png"})
    kept = tuple(each for each in many(4).assets if each.name != "0001.png")
    pane.show_catalogue(AssetCatalogue((*kept, asset("zz.png")), (), complete=True))
    assert [each.name for each in pane.list.selected()] == ["zz.png"]


def test_an_asset_stays_on_show_under_a_name_that_the_search_does_not_find(pane: AssetsPane) -> None:
    def names() -> list[str]:
        model = pane.list.model()
        return [str(model.index(row, 0).data()) for row in range(model.rowCount())]

    before, renamed = many(4), AssetCatalogue((*many(4).assets[:1], *many(4).assets[2:], asset("zz.png")))
    pane.show_catalogue(before)
    pane.filter.setText("0001")
    pane.select("assets/0001.png")
    pane.follow_moves({"assets/0001.png": "assets/zz.png"})
    pane.show_catalogue(renamed)
    assert names() == ["zz.png"]
    assert [each.name for each in pane.list.selected()] == ["zz.png"]
    pane.follow_moves({"assets/zz.png": "assets/0001.png"})  # undone
    pane.show_catalogue(before)
    assert names() == ["0001.png"]
    pane.follow_moves({"assets/0001.png": "assets/zz.png"})
    pane.show_catalogue(renamed)
    pane.filter.setText("000")
    assert names() == ["0000.png", "0002.png", "0003.png"]


@pytest.mark.parametrize(
    ("of", "says"),
    [(asset("a.png"), "cannot be shown"), (asset("a.png", 0), "empty file"), (asset("a.png", -1), "missing")],
)
def test_a_picture_that_cannot_be_drawn_says_why(pane: AssetsPane, of: Asset, says: str) -> None:
    pane.show_catalogue(AssetCatalogue((of,), (), complete=True))
    pane.set_picture(of.path, QImage(), (0, 0))
    index = pane.list.model().index(0, 0)
    assert says in str(index.data(Qt.ItemDataRole.ToolTipRole))
    assert says in str(index.data(Qt.ItemDataRole.AccessibleTextRole))


def test_a_mended_picture_is_no_longer_called_damaged(pane: AssetsPane) -> None:
    pane.show_catalogue(many(1))
    pane.set_picture("assets/0000.png", QImage(), (0, 0))
    pane.set_picture("assets/0000.png", QImage(4, 4, QImage.Format.Format_RGB32), (4, 4))
    assert "cannot be shown" not in str(pane.list.model().index(0, 0).data(Qt.ItemDataRole.ToolTipRole))


def test_a_menu_is_about_all_that_is_chosen(qtbot: QtBot, pane: AssetsPane) -> None:
    pane.show_catalogue(many(4))
    pane.list.selectAll()
    with qtbot.waitSignal(pane.menu_requested) as asked:
        pane.list.customContextMenuRequested.emit(
            pane.list.visualRect(pane.list.model().index(1, 0)).center()
        )
    assert asked.args is not None
    assert asked.args[0] == tuple(f"assets/{number:04}.png" for number in range(4))
    assert isinstance(asked.args[1], QPoint)


@pytest.mark.parametrize(
    ("key", "held", "job"),
    [
        (Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "look"),
        (Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier, "look"),
        (Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier, "insert"),
        (Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier, "used"),
        (Qt.Key.Key_F2, Qt.KeyboardModifier.NoModifier, "rename"),
        (Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier, "trash"),
    ],
)
def test_keys_that_do_something(
    qtbot: QtBot, pane: AssetsPane, key: Qt.Key, held: Qt.KeyboardModifier, job: str
) -> None:
    pane.show_catalogue(many(3))
    pane.list.setCurrentIndex(pane.list.model().index(1, 0))
    with qtbot.waitSignal(pane.job_requested) as asked:
        qtbot.keyClick(pane.list, key, held)
    assert asked.args == [job, ("assets/0001.png",)]


def test_what_is_dragged_reads_as_markdown(qtbot: QtBot) -> None:
    model = AssetModel()
    model.set_rows([asset("a.png"), asset("b c.png"), asset("plan.pdf"), asset("gone.png", -1)])
    assert model.mimeData([model.index(2), model.index(1)]).text() == (
        "![](</assets/b c.png>)\n\n[plan.pdf](/assets/plan.pdf)"
    )
    drags = [bool(model.flags(model.index(row)) & Qt.ItemFlag.ItemIsDragEnabled) for row in range(4)]
    assert drags == [True, True, True, False]
    model.deleteLater()
