"""Owns the button of a bar across the window."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QWidget


def bar_button(parent: QWidget, text: str, name: str, *, quiet: bool = True) -> QPushButton:
    """Return a button that says ``text``; ``name`` is its tool tip and what a screen reader says.

    A quiet one has no frame until it is pointed at. Return in a field of the bar does not press it.
    """
    button = QPushButton(text, parent)
    button.setToolTip(name)
    button.setAccessibleName(name)
    button.setAutoDefault(False)
    button.setProperty("quiet", quiet)
    return button
