"""Owns the line under the headline: where the post stands on the site, or why it does not."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QSize, Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from editor.core.catalog import PostStatus
from editor.core.post.visibility import Visibility
from editor.widgets.theme import set_property


class AddressLine(QLabel):
    """A quiet sentence and the gravest remark; amber where it may surprise, red where it stops the build."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setProperty("scale", "meta")
        self.setProperty("tone", "muted")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.hide()

    def minimumSizeHint(self) -> QSize:
        """Return one line, however narrow: Qt's own would keep room for a line broken at every word."""
        return QSize(0, self.fontMetrics().height())

    def show_fate(self, fate: Visibility | None, baseurl: str = "") -> None:
        """Show what becomes of a post; None hides the line. ``baseurl`` goes before its address."""
        said = self._said(fate, baseurl) if fate is not None else ()
        text = " · ".join(said[:2])
        if text != self.text():
            self.setText(text)
            self.setVisible(bool(text))
        more = "\n".join(said) if len(said) > 2 else ""
        self.setToolTip(more)
        self.setAccessibleDescription(more)
        if fate is not None:
            set_property(self, "tone", _tone(fate))

    def _said(self, fate: Visibility, baseurl: str) -> tuple[str, ...]:
        address = baseurl + fate.url if fate.url else ""
        day = QLocale().toString(fate.day, "d MMMM yyyy") if fate.day else ""
        if fate.shown:
            where = " · ".join(filter(None, (address, day)))
            first = (
                self.tr("On the site: {address}").format(address=where) if where else self.tr("On the site")
            )
        elif fate.status is PostStatus.DRAFT:
            first = self.tr("Draft, not on the site yet: {address}").format(address=address or day)
        elif fate.status is PostStatus.SCHEDULED:
            first = self.tr("Scheduled for {day}, shown when the site is built then: {address}").format(
                day=day, address=address
            )
        else:
            first = self.tr("Not on the site: {why}").format(why=fate.why)
        return (first, *fate.remarks)


def _tone(fate: Visibility) -> str:
    if fate.stops or fate.status is PostStatus.BROKEN:
        return "error"
    surprising = fate.remarks or fate.status is PostStatus.HIDDEN
    return "warn" if surprising else "muted"
