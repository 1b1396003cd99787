"""Owns where the form's fields stand: the controls of the design and their places, without what they mean."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from editor.widgets.chip import ChipGroup
from editor.widgets.chips import ChipInput
from editor.widgets.form.address_line import AddressLine
from editor.widgets.form.author_field import AuthorField
from editor.widgets.form.date_field import DateField
from editor.widgets.form.disclosure import Disclosure
from editor.widgets.form.field_box import FieldBox, sentence_label
from editor.widgets.form.lead_image import LeadImageField
from editor.widgets.form.more_fields import MoreFields
from editor.widgets.form.text_fields import AreaField, HeadlineEdit, LineField
from editor.widgets.theme import set_property

CATEGORY = "category"
TAG = "tag"
_LEAD_WIDTH = 214


class FieldsPage(QWidget):
    """Headline and address; author, date, categories and tags; excerpt and lead image; more fields."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._make_controls()
        self._trio = QGridLayout()
        self._narrow: bool | None = None
        self._pair = pair = QGridLayout()
        pair.setHorizontalSpacing(12)
        pair.setColumnStretch(0, 1)
        pair.setColumnMinimumWidth(1, _LEAD_WIDTH)
        pair.addWidget(self.excerpt_box, 0, 0)
        pair.addWidget(self.lead_box, 0, 1)
        pair.addLayout(self._foot(), 1, 0, Qt.AlignmentFlag.AlignVCenter)
        pair.addWidget(self.alt_row, 1, 1)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._head())
        column.addLayout(self._trio)
        column.addWidget(self.search_row)
        column.addLayout(pair)
        column.addWidget(self.more)
        self.set_narrow(narrow=False)

    def set_narrow(self, *, narrow: bool) -> None:
        """Give categories and tags a row of their own, where three columns would not hold a date.

        What that costs in height is taken from the spaces, the excerpt and the thumbnail.
        """
        if narrow == self._narrow:
            return
        self._narrow = narrow
        gap, picture = (7, 64) if narrow else (9, 76)
        self._trio.setHorizontalSpacing(9)
        self._trio.setVerticalSpacing(gap)
        self._pair.setVerticalSpacing(gap)
        self._column.setSpacing(gap)
        self.excerpt.setFixedHeight(picture)
        self.lead.thumbnail.set_height(picture)
        self._place_trio(narrow=narrow)

    def _make_controls(self) -> None:
        self.headline = HeadlineEdit(self)
        self.headline.setPlaceholderText(self.tr("Headline"))
        self.headline.setAccessibleName(self.tr("Headline"))
        self.headline_sentence = sentence_label(self)
        self.address = AddressLine(self)
        self.headline_length = QLabel(self)
        self.headline_length.setProperty("scale", "meta")
        self.headline_length.setProperty("tone", "muted")
        self.headline_length.setAccessibleDescription(self.tr("Length of the headline"))
        self.author = AuthorField(self)
        self.author_box = FieldBox(self.tr("Author"), self.author, self, beside=True)
        self.date = DateField(self)
        self.date_box = FieldBox(self.tr("Date"), self.date, self, beside=True)
        self.chips = ChipInput(
            (ChipGroup(CATEGORY, self.tr("Category"), "accent"), ChipGroup(TAG, self.tr("Tag"))), self
        )
        self.chips.set_placeholder(self.tr("Add a category or tag"))
        self.chips.set_name(self.tr("Categories and tags"))
        self.chips_box = FieldBox(self.tr("Categories and tags"), self.chips, self)
        # Tab goes through what is made in the order in which it is made: as it is read.
        self._make_search_row()
        self.excerpt = AreaField(self)
        self.excerpt_box = FieldBox(self.tr("Excerpt"), self.excerpt, self)
        self.use_that = self.excerpt_box.add_action(
            self.tr("Use that"), self.tr("Make what Jekyll takes the excerpt")
        )
        self.use_that.hide()
        self.suggest = self.excerpt_box.add_action(
            self.tr("Suggest"), self.tr("Suggest an excerpt from the text")
        )
        self.lead = LeadImageField(self)
        self.lead_box = FieldBox(self.tr("Lead image"), self.lead, self)
        self.lead_box.setFixedWidth(_LEAD_WIDTH)
        self.clear_lead = self.lead_box.add_action(self.tr("Clear"), self.tr("Clear the lead image"))
        self._make_alt()
        self.disclosure = Disclosure(self)
        self.raw_button = QPushButton(self.tr("Edit as YAML"), self)
        self.raw_button.setProperty("quiet", True)
        self.raw_button.setAccessibleName(self.tr("Edit the front matter as YAML"))
        self.more = MoreFields(self.disclosure, self)

    def _make_alt(self) -> None:
        self.alt_row = QWidget(self)
        self.alt = LineField(self.alt_row)
        self.alt.setAccessibleName(self.tr("Alt text of the lead image"))
        self.alt.setPlaceholderText(self.tr("What it shows"))
        label = QLabel(self.tr("Alt text"), self.alt_row)
        label.setProperty("tone", "muted")
        label.setProperty("scale", "label")
        label.setBuddy(self.alt)
        row = QHBoxLayout(self.alt_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(label)
        row.addWidget(self.alt, 1)

    def _make_search_row(self) -> None:
        """What only some sites have: a headline for narrow places, and a text for search engines."""
        self.search_row = QWidget(self)
        self.short, self.seo = LineField(self.search_row), LineField(self.search_row)
        self.short_box = FieldBox(self.tr("Short headline"), self.short, self.search_row)
        self.seo_box = FieldBox(self.tr("SEO description"), self.seo, self.search_row)
        row = QHBoxLayout(self.search_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(9)
        row.addWidget(self.short_box, 1)
        row.addWidget(self.seo_box, 2)

    def _head(self) -> QVBoxLayout:
        head = QVBoxLayout()
        head.setSpacing(1)
        for part in (self.headline, self.headline_sentence):
            head.addWidget(part)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.address, 1)
        row.addWidget(self.headline_length, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
        head.addLayout(row)
        return head

    def show_headline_length(self, characters: int, width: int, most: int) -> None:
        """Say how long the headline is: in characters, and in px of the ``most`` that a result list has for it."""
        text = self.tr("{count} characters · {width} / {most} px").format(
            count=characters, width=width, most=most
        )
        wide = width > most
        self.headline_length.setText(text if characters and (wide or not self._narrow) else "")
        set_property(self.headline_length, "tone", "warn" if wide else "muted")
        self.headline_length.setToolTip(self.tr("A result list cuts this headline.") if wide else "")

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.addWidget(self.disclosure, 1)
        foot.addWidget(self.raw_button)
        return foot

    def _place_trio(self, *, narrow: bool) -> None:
        places = ((0, 0, 1, 1), (0, 1, 1, 1), (1, 0, 1, 2) if narrow else (0, 2, 1, 1))
        for box, place in zip((self.author_box, self.date_box, self.chips_box), places, strict=True):
            self._trio.removeWidget(box)
            self._trio.addWidget(box, *place)
        for column in range(3):
            self._trio.setColumnStretch(column, 0 if narrow and column == 2 else 1)
