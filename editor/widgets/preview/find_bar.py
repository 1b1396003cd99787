"""Owns the bar that finds words in the page in front of the preview."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from editor.widgets.bar_button import bar_button
from editor.widgets.theme import set_property

if TYPE_CHECKING:
    from PySide6.QtWebEngineCore import QWebEngineFindTextResult, QWebEnginePage
    from PySide6.QtWebEngineWidgets import QWebEngineView


# A page that changes while the writer finds in it is looked through again once it has been still for so long.
_REST_MS = 250


class PageFindBar(QFrame):
    """Finds while the writer types; Enter goes on, Shift+Enter back.

    ``view_in_front`` gives the web view that is on show, None where none is: the bar looks in that one, whichever
    it is, and takes its marks out of the one before. ``shown`` tells whether the bar is on show.
    """

    shown = Signal(bool)

    def __init__(
        self, view_in_front: Callable[[], QWebEngineView | None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._view_in_front = view_in_front
        self._page: QWebEnginePage | None = None
        self._looked_for = ("", False)
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._on_rest_timeout)
        self.setObjectName("page-find")
        self.setAccessibleName(self.tr("Find in the page"))
        self._query = QLineEdit(self)
        self._query.setPlaceholderText(self.tr("Find in the page"))
        self._query.setAccessibleName(self.tr("Find in the page"))
        self._query.setMinimumWidth(90)
        self._query.installEventFilter(self)
        self._number = QLabel(self)
        self._number.setProperty("tone", "muted")
        self._number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._case = QToolButton(self)
        self._case.setText(self.tr("Aa"))
        self._case.setToolTip(self.tr("Match case"))
        self._case.setAccessibleName(self.tr("Match case"))
        self._case.setCheckable(True)
        self._case.setProperty("quiet", True)
        self._case.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._previous = bar_button(self, "↑", self.tr("Previous match"))
        self._next = bar_button(self, "↓", self.tr("Next match"))
        self._done = bar_button(self, self.tr("Done"), self.tr("Close find in the page"))
        self._lay_out()
        self._query.textChanged.connect(self._on_query_changed)
        self._case.toggled.connect(self._on_query_changed)
        self._previous.clicked.connect(self.find_previous)
        self._next.clicked.connect(self.find_next)
        self._done.clicked.connect(self.close_bar)
        self.hide()

    def _lay_out(self) -> None:
        self._number.setMinimumWidth(self.fontMetrics().horizontalAdvance("888 of 888"))
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(2)
        row.addWidget(self._query, 1)
        row.addSpacing(6)
        for widget in (self._case, self._number, self._previous, self._next, self._done):
            row.addWidget(widget)

    # -- opening and closing -----------------------------------------------------------------------------------

    @Slot()
    def open_find(self) -> None:
        """Show the bar, with the words selected in the page as query, and look."""
        view = self._view_in_front()
        if view is None:
            return
        selected = view.selectedText().strip()
        self.show()
        self.shown.emit(True)
        if selected and "\n" not in selected and selected != self._query.text():
            self._query.setText(selected)
        elif not self._page:
            self._look_anew()
        self._query.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._query.selectAll()

    @Slot()
    def close_bar(self) -> None:
        """Hide the bar, take the marks out of the page and give it the keyboard; the query stays."""
        if self.isHidden():
            return
        self._leave_page()
        self.hide()
        self.shown.emit(False)
        view = self._view_in_front()
        if view is not None:
            view.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def follow_front(self) -> None:
        """Look in the page that is in front now, if the bar is on show; without a page it goes."""
        if self.isHidden():
            return
        if self._view_in_front() is None:
            self._leave_page()
            self.hide()
            self.shown.emit(False)
        else:
            self._look_anew()

    @Slot()
    def note_change(self) -> None:
        """The page has changed: what was counted is not true any more.

        It is looked through again after a rest while the keyboard is in here, else with the next step: a page that
        follows the text must not run off to a match while somebody types.
        """
        if self._page is not None:
            self._looked_for = ("", False)
            self._show("", is_missing=False)
            self._rest.start()

    @Slot()
    def _on_rest_timeout(self) -> None:
        if self._query.hasFocus() and self._looked_for != self._wanted():
            self._look_anew()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter finds on, Shift+Enter finds back (Qt's own)."""
        is_press = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if is_press and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._step(back=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
            return True
        return bool(super().eventFilter(watched, event))

    # -- finding -----------------------------------------------------------------------------------------------

    @Slot()
    def find_next(self) -> None:
        """Go to the next match, around the end of the page if need be."""
        self._step(back=False)

    @Slot()
    def find_previous(self) -> None:
        """Go to the match before, around the head of the page if need be."""
        self._step(back=True)

    def _step(self, *, back: bool) -> None:
        if self.isHidden() or not self._query.text():
            self.open_find()
            if not self._query.text() or self._page is not None:
                return
        if self._looked_for != self._wanted():
            self._look_anew(back=back)
        else:
            self._find(back=back)

    @Slot()
    def _on_query_changed(self) -> None:
        if not self.isHidden():
            self._look_anew()

    def _wanted(self) -> tuple[str, bool]:
        return self._query.text(), self._case.isChecked()

    def _look_anew(self, *, back: bool = False) -> None:
        """Look for the query as it stands, in the page that is in front."""
        self._leave_page()
        view = self._view_in_front()
        if view is None or not self._query.text():
            return
        self._page = view.page()
        self._page.findTextFinished.connect(self._on_page_find_text_finished)
        self._looked_for = self._wanted()
        self._find(back=back)

    def _find(self, *, back: bool) -> None:
        from PySide6.QtWebEngineCore import QWebEnginePage  # not before the first paint

        text, match_case = self._looked_for
        flags = QWebEnginePage.FindFlag(0)
        if back:
            flags |= QWebEnginePage.FindFlag.FindBackward
        if match_case:
            flags |= QWebEnginePage.FindFlag.FindCaseSensitively
        if self._page is not None:
            self._page.findText(text, flags)

    def _leave_page(self) -> None:
        """Take the marks out of the page looked in last."""
        page, self._page = self._page, None
        self._looked_for = ("", False)
        self._show("", is_missing=False)
        if page is not None:
            page.findTextFinished.disconnect(self._on_page_find_text_finished)
            page.findText("")

    @Slot(object)
    def _on_page_find_text_finished(self, result: QWebEngineFindTextResult) -> None:
        if self._looked_for != self._wanted():
            return
        total, at = result.numberOfMatches(), result.activeMatch()
        locale = self.locale()
        if not total:
            self._show(self.tr("No match"), is_missing=True)
        else:
            text = self.tr("{0} of {1}").format(locale.toString(at), locale.toString(total))
            self._show(text, is_missing=False)

    def _show(self, text: str, *, is_missing: bool) -> None:
        self._number.setText(text)
        self._number.setAccessibleName(text)
        set_property(self._query, "wrong", is_missing)
