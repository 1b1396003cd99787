"""Thumbnails in lists of any length: asked for when they are seen, and no more of them held than some screens."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QPixmap
from pytestqt.qtbot import QtBot

from editor.widgets.panel.picture_shelf import PictureShelf


@pytest.fixture
def asked() -> list[str]:
    return []


@pytest.fixture
def shelf(qtbot: QtBot, asked: list[str]) -> PictureShelf:
    return PictureShelf(asked.append, 3)


def test_a_picture_is_asked_for_once_and_shown_when_it_has_come(
    shelf: PictureShelf, asked: list[str]
) -> None:
    assert shelf.look_at("wall.png").isNull()
    assert shelf.look_at("wall.png").isNull()
    assert asked == ["wall.png"]
    shelf.put("wall.png", QPixmap(4, 4))
    assert shelf.look_at("wall.png").width() == 4
    assert asked == ["wall.png"]


def test_one_that_comes_while_it_is_asked_for_is_there_at_once(qtbot: QtBot) -> None:
    shelf = PictureShelf(lambda path: shelf.put(path, QPixmap(4, 4)))
    assert shelf.look_at("wall.png").width() == 4


def test_only_those_looked_at_last_are_held(shelf: PictureShelf, asked: list[str]) -> None:
    for path in ("one", "two", "three"):
        shelf.look_at(path)
        shelf.put(path, QPixmap(4, 4))
    shelf.look_at("one")
    shelf.look_at("four")
    assert shelf.held == 2
    assert not shelf.look_at("one").isNull()
    asked.clear()
    shelf.look_at("two")
    assert asked == ["two"]


def test_what_nobody_looks_at_any_more_is_not_taken_in(shelf: PictureShelf) -> None:
    shelf.put("wall.png", QPixmap(4, 4))
    assert shelf.held == 0


def test_a_changed_picture_is_asked_for_again(shelf: PictureShelf, asked: list[str]) -> None:
    for path in ("one", "two"):
        shelf.look_at(path)
        shelf.put(path, QPixmap(4, 4))
    shelf.forget("one")
    assert shelf.look_at("one").isNull()
    assert asked == ["one", "two", "one"]
    shelf.clear()
    assert shelf.held == 0
