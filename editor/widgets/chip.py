"""Owns one chip, and the line at the end of a row of them."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QEnterEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
)
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QToolButton, QWidget

_CROSS = 15


@dataclass(frozen=True, slots=True)
class ChipGroup:
    """One kind of chip in a field: its id, what a writer calls one of it, and its tone (``"accent"`` or ``""``)."""

    name: str
    label: str
    tone: str = ""


class Chip(QToolButton):
    """One value as a chip: Delete or the cross removes it, the arrow keys leave it."""

    remove_requested = Signal()
    step_requested = Signal(int)
    typed = Signal(str)
    menu_requested = Signal(QPoint)

    def __init__(self, text: str, group: ChipGroup, parent: QWidget) -> None:
        super().__init__(parent)
        self.setText(text.replace("&", "&&"))
        self.setProperty("tone", group.tone)
        self.setAccessibleName(text)
        self.setAccessibleDescription(self.tr("{kind}, Delete removes it").format(kind=group.label))
        self.setToolTip(f"{text} ({group.label})" if group.label else text)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._hovered = False

    def sizeHint(self) -> QSize:
        """Return the text's width with the design's padding."""
        self.ensurePolished()
        return QSize(self.fontMetrics().horizontalAdvance(self.accessibleName()) + 14, 20)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move, remove, or hand a typed letter to the field's line."""
        key = event.key()
        if key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.remove_requested.emit()
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Up):
            self.step_requested.emit(-1)
        elif key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Escape):
            self.step_requested.emit(1)
        elif event.text().strip() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer the chip's menu; the menu key works too."""
        self.menu_requested.emit(event.globalPos())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Remove by a click on the cross."""
        on_cross = event.position().x() >= self.width() - _CROSS and self.rect().contains(
            event.position().toPoint()
        )
        super().mouseReleaseEvent(event)
        if on_cross and self.isEnabled() and event.button() == Qt.MouseButton.LeftButton:
            self.remove_requested.emit()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show the cross."""
        self._hovered = True
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Hide the cross."""
        self._hovered = False
        super().leaveEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the chip, with a cross over its end while the pointer is on it."""
        super().paintEvent(event)
        if not self._hovered or not self.isEnabled():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRect(self.width() - _CROSS - 2, 2, _CROSS, self.height() - 4)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.palette().color(QPalette.ColorRole.Button))
        painter.drawRoundedRect(area, 8, 8)
        painter.setPen(self.palette().color(QPalette.ColorRole.ButtonText))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, "×")


class ChipLine(QLineEdit):
    """The line at the end of a chip field; tells the field what it has no use for itself."""

    commit_requested = Signal()
    step_back_requested = Signal()
    focus_moved = Signal(bool)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn Enter and comma into chips, and Backspace or Left at the start into a step back."""
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or event.text() == ",":
            self.commit_requested.emit()
        elif (
            key in (Qt.Key.Key_Backspace, Qt.Key.Key_Left)
            and self.cursorPosition() == 0
            and not self.hasSelectedText()
        ):
            self.step_back_requested.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell the field, which shows that it has the keyboard."""
        super().focusInEvent(event)
        self.focus_moved.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Keep what was typed: leaving the field adds it."""
        super().focusOutEvent(event)
        self.focus_moved.emit(False)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.commit_requested.emit()
