"""Owns the date control: a line in which a date is typed, and a calendar beside it."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QToolButton, QWidget

from editor.core.post.dates import PostDate
from editor.core.post.frontmatter import Value
from editor.widgets.form.date_text import day_shown, moved, shown, typed_date

if TYPE_CHECKING:
    from editor.widgets.form.calendar_popup import CalendarPopup


class DateField(QLineEdit):
    """A date as ``14 Mar 2026, 07:30``, written when the writer leaves the line or presses Enter.

    ``edited`` carries a PostDate in the notation the post uses, or None when the key shall go. What is no
    date is never written: ``doubted`` carries a sentence about it, and None when all is well again.
    """

    edited = Signal(object)
    doubted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value: Value = None
        self._pattern: PostDate | None = None
        self._file_day: date | None = None
        self._popup: CalendarPopup | None = None
        self._doubt: str | None = None
        self.button = QToolButton(self)
        self.button.setText("▦")
        self.button.setAccessibleName(self.tr("Choose a date"))
        self.button.setToolTip(self.tr("Choose a date (Alt+Down)"))
        self.button.setProperty("quiet", True)
        self.button.setCursor(Qt.CursorShape.ArrowCursor)
        self.button.clicked.connect(self.open_calendar)
        self.setTextMargins(0, 0, 18, 0)
        self.returnPressed.connect(self.finish)

    @property
    def doubt(self) -> str | None:
        """The sentence about a text that is no date."""
        return self._doubt

    @property
    def unwritten(self) -> str | None:
        """That sentence where the text was typed and not written; None for one that stands in the post."""
        return self._doubt if self.text().strip() != self._shown().strip() else None

    def show_value(self, value: Value) -> None:
        """Show a date, a text that is none, or nothing; a value shown already leaves the typing alone."""
        if value == self._value:
            return
        self._value = value
        self.setText(self._shown())
        if not self.hasFocus():
            self.setCursorPosition(0)
        self._doubt_about(self._doubt_of_value())

    def forget(self) -> None:
        """Forget the value, and anything typed that was not written: another post comes."""
        self._value = None
        self.clear()
        self._doubt_about(None)

    def set_pattern(self, pattern: PostDate | None) -> None:
        """Set a date of the site, whose notation a first date copies."""
        self._pattern = pattern

    def set_file_day(self, day: date | None) -> None:
        """Show the day that counts while there is no date of the post's own."""
        self._file_day = day
        self.setPlaceholderText(day_shown(day) if day else "")

    def open_calendar(self) -> None:
        """Open the calendar on the date shown."""
        if self.isReadOnly():
            return
        if self._popup is None:
            # Here and not above: few dates are looked up, and every start would wait for it.
            from editor.widgets.form.calendar_popup import CalendarPopup

            self._popup = CalendarPopup(self)
            self._popup.moment_chosen.connect(self._on_popup_moment_chosen)
        current = self._value if isinstance(self._value, PostDate) else None
        today = self._file_day or date.today()
        moment = current.moment if current else datetime.combine(today, time())
        self._popup.open_at(
            self.mapToGlobal(QPoint(0, self.height() + 2)), moment, current.has_time if current else False
        )

    def setReadOnly(self, read_only: bool) -> None:
        """Let the writer look only."""
        super().setReadOnly(read_only)
        self.button.setEnabled(not read_only)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the calendar by Alt+Down, and take back what was typed by Escape."""
        if self.button.hasFocus():
            event.ignore()  # Qt hands on what the button has no use for: nobody types into a line without a cursor
            return
        if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.open_calendar()
        elif event.key() == Qt.Key.Key_Escape and self.text() != self._shown():
            self.setText(self._shown())
            self._doubt_about(self._doubt_of_value())
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Write what was typed."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.finish()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the calendar's button at the end of the line."""
        super().resizeEvent(event)
        self.button.setGeometry(self.width() - 27, 4, 22, self.height() - 8)

    def _shown(self) -> str:
        value = self._value
        return shown(value) if isinstance(value, PostDate) else str(value or "")

    def finish(self) -> None:
        """Write the typed text, or doubt it."""
        text = self.text().strip()
        if self.isReadOnly() or text == self._shown().strip():
            self._doubt_about(self._doubt_of_value())
            return
        current = self._value if isinstance(self._value, PostDate) else None
        written = typed_date(text, current, date.today(), self._pattern) if text else None
        if text and written is None:
            self._doubt_about(
                self.tr(
                    "“{text}” is no date, so it was not written. Write it like 14 Mar 2026, 07:30."
                ).format(text=text)
            )
            return
        self._write(written)

    def _write(self, written: PostDate | None) -> None:
        self._doubt_about(None)
        changed = written != self._value
        self._value = written
        self.setText(self._shown())
        if changed:
            self.edited.emit(written)

    def _doubt_of_value(self) -> str | None:
        if self._value in (None, "") or isinstance(self._value, PostDate):
            return None
        # Ruby's Time.parse reads "June 4, 2020", takes 2016-06-31 for 1 July, and raises for "tba".
        return self.tr("Jekyll may stop its build at this date. Write it like 14 Mar 2026, 07:30.")

    def _doubt_about(self, sentence: str | None) -> None:
        if sentence != self._doubt:
            self._doubt = sentence
            self.doubted.emit(sentence)

    @Slot(object, bool)
    def _on_popup_moment_chosen(self, moment: datetime, has_time: bool) -> None:
        current = self._value if isinstance(self._value, PostDate) else None
        zone = current.moment.tzinfo if current else None
        self._write(moved(current, moment.replace(tzinfo=zone), has_time, self._pattern))
