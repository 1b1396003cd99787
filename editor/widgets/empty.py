"""Owns what stands in the middle of the desk while no post is open: what to do next, and the button for it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget


class EmptyDesk(QFrame):
    """Says what to do next."""

    new_post_requested = Signal()
    go_to_post_requested = Signal()
    open_project_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("empty-desk")
        self._text = QLabel(self)
        self._text.setWordWrap(True)
        self._text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._text.setProperty("tone", "muted")
        self.new_button = QPushButton(self.tr("New post"), self)
        self.new_button.setProperty("primary", True)
        self.find_button = QPushButton(self.tr("Go to post…"), self)
        self.open_button = QPushButton(self.tr("Open project…"), self)
        self.new_button.clicked.connect(self.new_post_requested)
        self.find_button.clicked.connect(self.go_to_post_requested)
        self.open_button.clicked.connect(self.open_project_requested)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        for button in (self.new_button, self.find_button, self.open_button):
            row.addWidget(button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 32, 32, 32)
        column.setSpacing(16)
        column.addStretch(2)
        column.addWidget(self._text)
        column.addLayout(row)
        column.addStretch(3)
        self.show_project(has_project=False)

    def show_project(self, *, has_project: bool, has_posts: bool = True) -> None:
        """Say what makes sense with or without a project, and with none that has no posts yet."""
        if not has_project:
            text = self.tr("Open the folder of your site: the one that holds _posts.")
        elif has_posts:
            text = self.tr("Pick a post from the list at the left, or start a new one.")
        else:
            text = self.tr("There is no post yet. Write the first one.")
        self._text.setText(text)
        self.new_button.setVisible(has_project)
        self.find_button.setVisible(has_project and has_posts)
