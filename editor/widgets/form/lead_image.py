"""Owns the lead image in the form: its thumbnail, Choose and Edit."""

from __future__ import annotations

from pathlib import PurePath

from PySide6.QtCore import QRectF, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDropEvent,
    QImage,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPalette,
    QPen,
)
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from editor.core.references.reference import PICTURE_SUFFIXES
from editor.widgets.drags import dragged_assets, foreign_files
from editor.widgets.form.field_box import sentence_label
from editor.widgets.tokens import RADIUS


class LeadThumbnail(QWidget):
    """The picture, cut to fill 102 x 76 px, or a dashed box with the word for what is missing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image: QImage | None = None
        self._words = ""
        self.set_height(76)

    def set_height(self, pixels: int) -> None:
        """Take this height, and the width that belongs to it: 102 x 76 px in the design."""
        self.setFixedSize(round(pixels * 102 / 76), pixels)

    @property
    def words(self) -> str:
        """What the empty box says."""
        return "" if self._image else self._words

    def show_image(self, image: QImage | None, words: str) -> None:
        """Show a picture, or else words in a dashed box."""
        self._image = None if image is None or image.isNull() else image
        self._words = words
        self.setAccessibleName(words or self.tr("Lead image"))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the picture with round corners, or the box."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        frame = QRectF(self.rect())
        if self._image is None:
            pen = QPen(self.palette().color(QPalette.ColorRole.Mid).darker(118), 1, Qt.PenStyle.DashLine)
            painter.setPen(pen)
            painter.drawRoundedRect(frame.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
            painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(frame.adjusted(6, 4, -6, -4), int(flags), self._words)
            return
        path = QPainterPath()
        path.addRoundedRect(frame, RADIUS, RADIUS)
        painter.setClipPath(path)
        painter.fillRect(frame, QColor(self.palette().color(QPalette.ColorRole.Midlight)))
        painter.drawImage(frame, self._image, _filling(self._image, frame))


def _filling(image: QImage, frame: QRectF) -> QRectF:
    """Return the middle part of ``image`` that has the shape of ``frame``."""
    scale = max(frame.width() / image.width(), frame.height() / image.height())
    width, height = frame.width() / scale, frame.height() / scale
    return QRectF((image.width() - width) / 2, (image.height() - height) / 2, width, height)


class LeadImageField(QWidget):
    """Thumbnail and buttons, as in the design; the alt text has a line of its own in the form.

    ``dropped`` carries the path of a picture: of an asset from the project's root, of another file the whole one.
    """

    choose_requested = Signal()
    edit_requested = Signal()
    dropped = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.thumbnail = LeadThumbnail(self)
        self.choose = QPushButton(self.tr("Choose…"), self)
        self.choose.setAccessibleName(self.tr("Choose a lead image"))
        self.choose.clicked.connect(self._on_choose_clicked)
        self.edit = QPushButton(self.tr("Edit…"), self)
        self.edit.setAccessibleName(self.tr("Edit the lead image"))
        self.edit.clicked.connect(self._on_edit_clicked)
        for button in (self.choose, self.edit):
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.sentence: QLabel = sentence_label(self)
        buttons = QVBoxLayout()
        buttons.setSpacing(5)
        buttons.addStretch(1)
        buttons.addWidget(self.choose)
        buttons.addWidget(self.edit)
        buttons.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self.thumbnail)
        row.addLayout(buttons, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addLayout(row)
        self.setFocusProxy(self.choose)
        self.setAcceptDrops(True)

    def show_source(self, source: str) -> None:
        """Take notice of the path the post names; Edit is there for one only."""
        self.edit.setVisible(bool(source))
        self.setToolTip(source)

    def show_image(self, image: QImage | None, missing: str | None, has_source: bool) -> None:
        """Show the picture; ``missing`` is the sentence why a named one cannot be shown."""
        if missing:
            words = self.tr("Not shown")
        else:
            words = (
                "" if image is not None else (self.tr("Loading…") if has_source else self.tr("No picture"))
            )
        self.thumbnail.show_image(image, words)
        self.thumbnail.setToolTip(missing or "")

    def set_read_only(self, read_only: bool) -> None:
        """Let the writer look only."""
        self.choose.setDisabled(read_only)
        self.edit.setDisabled(read_only)
        self.setAcceptDrops(not read_only)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take one picture, out of the list of assets or from another program (Qt's own)."""
        if _picture(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand on the picture (Qt's own)."""
        if picture := _picture(event):
            event.acceptProposedAction()
            self.dropped.emit(picture)

    @Slot()
    def _on_choose_clicked(self) -> None:
        self.choose_requested.emit()

    @Slot()
    def _on_edit_clicked(self) -> None:
        self.edit_requested.emit()


def _picture(event: QDropEvent) -> str:
    """Return the path of the one picture that is dragged, "" where there are several or it is something else."""
    paths = dragged_assets(event.mimeData()) or foreign_files(event)
    return paths[0] if len(paths) == 1 and PurePath(paths[0]).suffix.lower() in PICTURE_SUFFIXES else ""
