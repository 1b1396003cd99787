"""Owns the form over a post's front matter: values in, one change at a time out."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFrame, QWidget

from editor.core.post.frontmatter import FrontMatter
from editor.widgets.form.vocabulary import FormVocabulary


class PostForm(QFrame):
    """The fields of one post. Setters never emit; every change the writer makes is a signal."""

    value_changed = Signal(str, object)
    value_removed = Signal(str)
    block_changed = Signal(str)
    choose_image_requested = Signal()
    front_matter_requested = Signal()
    undo_requested = Signal()
    redo_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)

    def show_front(self, front: FrontMatter | None, problem: str | None, read_only: bool = False) -> None:
        """Show a post's front matter; to be called after every edit."""

    def set_vocabulary(self, vocabulary: FormVocabulary) -> None:
        """Offer the site's own words."""

    def set_file_day(self, day: date | None) -> None:
        """Name the day in the file's name, which counts when there is no ``date`` key."""

    def set_lead_image(self, image: QImage | None, missing: str | None) -> None:
        """Show the lead image, or the sentence that says why there is none."""

    def set_excerpt_limit(self, limit: int) -> None:
        """Set the number of characters an excerpt should not exceed."""

    def set_height_limit(self, pixels: int) -> None:
        """Set the height above which the form scrolls (about 45 % of the column it stands in)."""

    def mark(self, key: str, sentence: str | None) -> None:
        """Mark the value of a key as wrong with a sentence, or take the mark away."""
