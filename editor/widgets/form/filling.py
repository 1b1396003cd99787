"""Owns how the fields get their values: each from its key, and only where it differs from what is shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from PySide6.QtGui import QImage

from editor.core.excerpt import length, overflow
from editor.core.post.dates import PostDate
from editor.core.post.frontmatter import Field, FrontMatter
from editor.widgets.form.date_text import zone_shown
from editor.widgets.form.extra_row import text_of
from editor.widgets.form.field_box import show_sentence
from editor.widgets.form.fields_page import CATEGORY, TAG, FieldsPage
from editor.widgets.form.images import IMAGE, image_alt, image_source
from editor.widgets.form.lists import is_singular, read_items
from editor.widgets.form.places import Places


@dataclass(frozen=True)
class Showing:
    """All that the fields show: a post's front matter, its picture, and the sentences about its keys.

    ``missing`` says why the picture cannot be shown; ``marks`` maps a key to what is wrong with its value.
    """

    front: FrontMatter
    places: Places
    read_only: bool = False
    image: QImage | None = None
    missing: str | None = None
    excerpt_limit: int = 160
    marks: Mapping[str, str] = field(default_factory=dict)

    def locked(self, found: Field | None) -> bool:
        """Return whether a key may only be looked at in its field."""
        return self.read_only or (found is not None and found.locked is not None)

    def note(self, key: str) -> str | None:
        """Return what is worth knowing about a key, or why it is locked."""
        found = self.front.field(key)
        return (found.locked or found.note) if found else None


def fill(page: FieldsPage, showing: Showing) -> None:
    """Bring every field in line; a field that shows its value already keeps cursor, focus and typing."""
    _fill_texts(page, showing)
    _fill_author(page, showing)
    _fill_date(page, showing)
    _fill_chips(page, showing)
    fill_lead(page, showing)
    _fill_search(page, showing)
    show_marks(page, showing)


def fill_lead(page: FieldsPage, showing: Showing) -> None:
    """Show the lead image and its alt text."""
    source, alt = image_source(showing.front), image_alt(showing.front)
    page.lead.show_source(source)
    page.clear_lead.setVisible(bool(source))
    if source:
        page.lead.show_image(showing.image, showing.missing, has_source=True)
    else:
        page.lead.show_image(None, None, has_source=False)
    page.lead.set_read_only(showing.locked(showing.front.field(IMAGE)))
    page.alt.show_text(alt or None, bool(alt))
    page.alt.setReadOnly(showing.read_only)
    page.alt_row.setVisible(bool(source))


def _fill_search(page: FieldsPage, showing: Showing) -> None:
    """Show the short headline and the text for search engines, where the site or this post has them."""
    places = showing.places
    for key, line, box in (
        (places.short, page.short, page.short_box),
        (places.seo, page.seo, page.seo_box),
    ):
        box.setVisible(bool(key))
        if key:
            value = showing.front.get(key)
            line.show_text(value if isinstance(value, str) else None, key in showing.front)
            line.setReadOnly(showing.locked(showing.front.field(key)))
    count_search(page, showing.excerpt_limit)
    page.search_row.setVisible(bool(places.short or places.seo))


def count_search(page: FieldsPage, limit: int) -> None:
    """Show how long both are; ``limit`` is that of an excerpt, which search engines cut a description at, too."""
    short, seo = length(page.short.text()), length(page.seo.text())
    page.short_box.set_hint(str(short) if short else "")
    page.seo_box.set_hint(f"{seo} / {limit}", "warn" if seo > limit else "muted")


def count_excerpt(page: FieldsPage, limit: int) -> None:
    """Show how many characters the excerpt has, and mark what is past ``limit``."""
    text = page.excerpt.text
    count = length(text)
    page.excerpt.mark_from(overflow(text, limit))
    page.excerpt_box.set_hint(f"{count} / {limit}", "warn" if count > limit else "muted")


def show_marks(page: FieldsPage, showing: Showing) -> None:
    """Show under each field what is wrong with its value, else what is worth knowing."""
    places, marks, note = showing.places, showing.marks, showing.note
    show_sentence(page.headline, page.headline_sentence, marks.get(places.title), note(places.title))
    page.author_box.mark(marks.get(places.author), note(places.author))
    page.date_box.mark(marks.get(places.date) or page.date.doubt, note(places.date))
    page.excerpt_box.mark(marks.get(places.excerpt), note(places.excerpt))
    missing = showing.missing if image_source(showing.front) else None
    page.lead_box.mark(marks.get(IMAGE) or missing, note(IMAGE))
    keys = (places.category, places.tag)
    mark = next((marks[key] for key in keys if key in marks), None)
    page.chips_box.mark(mark, next((found for found in map(note, keys) if found), None))


def _fill_texts(page: FieldsPage, showing: Showing) -> None:
    for control, key in ((page.headline, showing.places.title), (page.excerpt, showing.places.excerpt)):
        found = showing.front.field(key)
        control.show_text(text_of(found) if found else None, found is not None)
        no_text = found is not None and isinstance(found.value, list | dict)
        control.setReadOnly(no_text or showing.locked(found))
    count_excerpt(page, showing.excerpt_limit)


def _fill_author(page: FieldsPage, showing: Showing) -> None:
    found = showing.front.field(showing.places.author)
    value = found.value if found else None
    page.author.show_value(value, text_of(found) if found else None, found is not None)
    page.author.set_read_only(showing.locked(found) or isinstance(value, dict))
    page.author_box.set_hint(page.author.name_of(value))


def _fill_date(page: FieldsPage, showing: Showing) -> None:
    found = showing.front.field(showing.places.date)
    value = found.value if found else None
    page.date.show_value(value)
    page.date.setReadOnly(showing.locked(found))
    page.date_box.set_hint(zone_shown(value) if isinstance(value, PostDate) else "")


def _fill_chips(page: FieldsPage, showing: Showing) -> None:
    locked = False
    for group, key in ((CATEGORY, showing.places.category), (TAG, showing.places.tag)):
        items = read_items(showing.front.get(key), is_singular(key))
        page.chips.set_items(group, items or ())
        locked = locked or items is None or showing.locked(showing.front.field(key))
    page.chips.set_read_only(locked)
