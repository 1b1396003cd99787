"""Owns the calendar that opens under a date field."""

from __future__ import annotations

from datetime import date, datetime, time

from PySide6.QtCore import QDate, QPoint, QSignalBlocker, Qt, QTime, Signal, Slot
from PySide6.QtGui import QIcon, QPalette, QTextCharFormat
from PySide6.QtWidgets import (
    QCalendarWidget,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTimeEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)


class CalendarPopup(QFrame):
    """A month to click in and the time of day; a day chosen closes it, and so does Escape.

    ``moment_chosen`` carries a naive datetime and whether it has a time.
    """

    moment_chosen = Signal(object, bool)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setObjectName("calendarPopup")
        self.setAccessibleName(self.tr("Calendar"))
        self._has_time = True
        self._second = 0
        self.calendar = QCalendarWidget(self)
        self.calendar.setAccessibleName(self.tr("Day"))
        self.calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.calendar.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.ShortDayNames)
        self.calendar.setMinimumSize(296, 220)
        # A date is typed in the field; Qt's own box for it would cover the days, in a notation of its own.
        self.calendar.setDateEditEnabled(False)
        # Qt draws these two as black arrows, which the dark scheme swallows.
        for name, arrow in (("qt_calendar_prevmonth", "‹"), ("qt_calendar_nextmonth", "›")):
            button = self.calendar.findChild(QToolButton, name)
            if button is not None:
                button.setIcon(QIcon())
                button.setText(arrow)
        self.calendar.clicked.connect(self._on_calendar_chosen)
        self.calendar.activated.connect(self._on_calendar_chosen)
        self.time = QTimeEdit(self)
        self.time.setDisplayFormat("HH:mm")
        self.time.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.time.setAccessibleName(self.tr("Time"))
        self.time.editingFinished.connect(self._on_time_editing_finished)
        self.now = QPushButton(self.tr("Now"), self)
        self.now.setAccessibleName(self.tr("Set to now"))
        self.now.clicked.connect(self._on_now_clicked)
        label = QLabel(self.tr("Time"), self)
        label.setBuddy(self.time)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(label)
        row.addWidget(self.time)
        row.addStretch(1)
        row.addWidget(self.now)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(8)
        column.addWidget(self.calendar)
        column.addLayout(row)

    def open_at(self, corner: QPoint, moment: datetime, has_time: bool) -> None:
        """Open with the top left corner at ``corner`` (global), kept on the screen, showing ``moment``."""
        self._has_time = has_time
        self._second = moment.second
        blocker = QSignalBlocker(self.calendar)
        self.calendar.setSelectedDate(QDate(moment.year, moment.month, moment.day))
        blocker.unblock()
        self.time.setTime(QTime(moment.hour, moment.minute))
        self._dress_weekdays()
        self.adjustSize()
        screen = self.screen().availableGeometry()
        x = max(screen.left(), min(corner.x(), screen.right() - self.width()))
        y = max(screen.top(), min(corner.y(), screen.bottom() - self.height()))
        self.move(x, y)
        self.show()
        self.calendar.setFocus(Qt.FocusReason.PopupFocusReason)

    def _dress_weekdays(self) -> None:
        """Show every weekday alike: Qt's red weekends mean nothing to a paper that appears daily."""
        plain, header = QTextCharFormat(), QTextCharFormat()
        plain.setForeground(self.palette().color(QPalette.ColorRole.Text))
        header.setForeground(self.palette().color(QPalette.ColorRole.PlaceholderText))
        header.setBackground(self.palette().color(QPalette.ColorRole.Base))
        self.calendar.setHeaderTextFormat(header)
        for day in Qt.DayOfWeek:
            self.calendar.setWeekdayTextFormat(day, plain)

    def _emit(self, has_time: bool) -> None:
        day, clock = self.calendar.selectedDate(), self.time.time()
        moment = datetime.combine(
            date(day.year(), day.month(), day.day()), time(clock.hour(), clock.minute(), self._second)
        )
        self.moment_chosen.emit(moment, has_time)

    @Slot(QDate)
    def _on_calendar_chosen(self, _day: QDate) -> None:
        # Qt says clicked and activated for one double click, so the second finds the popup closed.
        if self.isVisible():
            self.hide()
            self._emit(self._has_time)

    @Slot()
    def _on_time_editing_finished(self) -> None:
        if self.isVisible():
            self._has_time = True
            self._emit(True)

    @Slot()
    def _on_now_clicked(self) -> None:
        self.hide()
        self.moment_chosen.emit(datetime.now().replace(microsecond=0), True)
