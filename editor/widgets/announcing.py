"""Owns how a screen reader is told what has just happened, wherever its reader's attention is."""

from __future__ import annotations

from PySide6.QtCore import QObject


def announce(source: QObject, sentence: str, *, urgent: bool = False) -> None:
    """Have a sentence read out, at once and over what is being read where it is ``urgent``; silent where none reads."""
    # Here and not above: PySide takes long to make these classes, and a start seldom has something to say.
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

    if not sentence or not QAccessible.isActive():
        return
    event = QAccessibleAnnouncementEvent(source, sentence)
    politeness = QAccessible.AnnouncementPoliteness
    event.setPoliteness(politeness.Assertive if urgent else politeness.Polite)
    QAccessible.updateAccessibility(event)
