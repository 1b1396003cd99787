"""Owns the quick look at one picture of the project, and what can be done with it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QImage, QPixmap, QResizeEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget


@dataclass(frozen=True, slots=True)
class PictureFacts:
    """What is said of a picture under it: its path in the project, and sizes as text."""

    path: str
    detail: str
    can_insert: bool


class _Canvas(QLabel):
    """Shows a picture as large as there is room for, never larger than it is."""

    def __init__(self, image: QImage, parent: QWidget) -> None:
        super().__init__(parent)
        self._image = image
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self.setMinimumSize(240, 160)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Scale to the new size."""
        super().resizeEvent(event)
        if self._image.isNull():
            return
        ratio = self.devicePixelRatio()
        room = QSize(int(self.width() * ratio), int(self.height() * ratio))
        size = self._image.size()
        if size.width() > room.width() or size.height() > room.height():
            size = size.scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
        scaled = QPixmap.fromImage(
            self._image.scaled(
                size, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            )
        )
        scaled.setDevicePixelRatio(ratio)
        self.setPixmap(scaled)


class PictureDialog(QDialog):
    """Shows a picture. ``decided`` carries ``insert``, ``lead``, ``edit`` or ``reveal`` with the picture's path."""

    decided = Signal(str, object)

    def __init__(self, facts: PictureFacts, image: QImage, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts = facts
        self.setWindowTitle(facts.path.rsplit("/", 1)[-1])
        self.resize(760, 560)
        canvas = _Canvas(image, self)
        canvas.setAccessibleName(facts.path)
        if image.isNull():
            canvas.setText(
                self.tr(
                    "This picture cannot be shown. It may be damaged, or of a kind Copydesk does not know."
                )
            )
            canvas.setWordWrap(True)
        detail = QLabel(f"{facts.path}\n{facts.detail}", self)
        detail.setTextFormat(Qt.TextFormat.PlainText)
        detail.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        detail.setProperty("tone", "muted")
        row = QHBoxLayout()
        row.addWidget(detail, 1)
        buttons = (
            ("reveal", self.tr("Show in folder"), True),
            ("edit", self.tr("Edit…"), not image.isNull()),
            ("lead", self.tr("Set as lead image"), facts.can_insert),
            ("insert", self.tr("Insert into text"), facts.can_insert),
        )
        for name, label, enabled in buttons:
            button = QPushButton(label, self)
            button.setObjectName(f"picture-{name}")
            button.setEnabled(enabled)
            button.clicked.connect(self._on_button_clicked)
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addWidget(canvas, 1)
        column.addLayout(row)

    @Slot()
    def _on_button_clicked(self) -> None:
        name = self.sender().objectName().removeprefix("picture-")
        self.accept()
        self.decided.emit(name, self._facts.path)
