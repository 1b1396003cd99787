"""Owns what boxes that ask something have in common: named fields, a line for what is wrong, two buttons."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)


def field_rows() -> QFormLayout:
    """Return an empty layout for fields with their names at the left, as wide as the box allows."""
    rows = QFormLayout()
    rows.setSpacing(8)
    rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    rows.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
    return rows


def problem_line(parent: QWidget) -> QLabel:
    """Return the label for a sentence that says why the box cannot go on yet; what it shows is never read as markup."""
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setProperty("tone", "error")
    return label


def button_row(decline: QPushButton, agree: QPushButton) -> QHBoxLayout:
    """Return both buttons at the right; ``agree`` is the one that Enter presses."""
    agree.setProperty("primary", True)
    agree.setDefault(True)
    row = QHBoxLayout()
    row.addStretch(1)
    row.addWidget(decline)
    row.addWidget(agree)
    return row


def stack(dialog: QDialog, *parts: QWidget | QLayout) -> None:
    """Put ``parts`` under each other into ``dialog``, with the spacing all boxes have."""
    column = QVBoxLayout(dialog)
    column.setContentsMargins(16, 16, 16, 16)
    column.setSpacing(12)
    for part in parts:
        if isinstance(part, QLayout):
            column.addLayout(part)
        else:
            column.addWidget(part)
