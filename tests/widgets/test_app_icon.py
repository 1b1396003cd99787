"""The picture in the task bar."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize
from pytestqt.qtbot import QtBot

from editor.widgets.app_icon import app_icon
from editor.widgets.theme import LIGHT


@pytest.mark.parametrize("size", [16, 32, 256])
def test_it_is_a_page_with_round_corners_at_every_size(qtbot: QtBot, size: int) -> None:
    image = app_icon().pixmap(QSize(size, size), 1.0).toImage()
    assert (image.width(), image.height()) == (size, size)
    assert image.pixelColor(0, 0).alpha() == 0
    assert image.pixelColor(size // 2, size - size // 8).name() == LIGHT.accent.lower()
    assert image.pixelColor(size * 2 // 5, int(size * 0.3)).lightness() > 150
