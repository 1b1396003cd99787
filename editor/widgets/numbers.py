"""Owns how a field for a number is set in from its border: Qt's style sheets cannot move the text of one."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractSpinBox

_ROOM = 8
"""Px that make a number begin where the text of other fields does."""


def set_in(box: QAbstractSpinBox) -> None:
    """Leave the room beside a number that other fields have beside their text."""
    box.lineEdit().setTextMargins(_ROOM, 0, _ROOM, 0)
