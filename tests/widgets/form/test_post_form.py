"""The form driven by keys, on a post that takes every change: what it writes and what it leaves alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from editor.widgets.form.post_form import PostForm
from editor.widgets.form.vocabulary import FormVocabulary, extra_keys
from tests.widgets.form.conftest import Desk

Open = Callable[..., Desk]
K = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier

POST = """---
title: "Harbour ferry returns"   # the desk's own words
author: M. Okafor
date: 2026-03-14 07:30:00 +0100
categories: [News]
tags:
  - ferry
  - harbour
excerpt: Sails again on Monday.
image: assets/tern.jpg
layout: post
---
Body
"""


def focus(desk: Desk, widget: QWidget) -> QWidget:
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    focused = QApplication.focusWidget()
    assert focused is not None
    return focused


def type_over(qtbot: QtBot, desk: Desk, widget: QWidget, text: str) -> None:
    """Replace what stands in a text control, by keys."""
    target = focus(desk, widget)
    qtbot.keyClick(target, K.Key_A, CTRL)
    if text:
        qtbot.keyClicks(target, text)
    else:
        qtbot.keyClick(target, K.Key_Delete)


def test_shows_every_field_of_the_post(open_form: Open) -> None:
    fields = open_form(POST).form.fields
    assert fields.headline.text == "Harbour ferry returns"
    assert fields.author.line.text() == "M. Okafor"
    assert fields.date.text() == "14 Mar 2026, 07:30"
    assert fields.date_box.hint.text() == "· +0100"
    assert [chip.text() for chip in fields.chips.chips()] == ["News", "ferry", "harbour"]
    assert fields.excerpt.text == "Sails again on Monday."
    assert fields.excerpt_box.hint.text() == "22 / 160"
    assert fields.disclosure.words == "More fields: layout"


def test_showing_says_nothing(open_form: Open) -> None:
    desk = open_form(POST)
    desk.show(POST.replace("Monday", "Tuesday").replace("ferry\n", "boats\n"))
    desk.show("---\n---\n")
    assert desk.changes == []


@pytest.mark.parametrize(
    ("control", "typed", "old", "new"),
    [
        ("headline", "Ferry: back", '"Harbour ferry returns"', '"Ferry: back"'),
        ("headline", "yes", '"Harbour ferry returns"', '"yes"'),
        ("author", "A. Bell", "M. Okafor", "A. Bell"),
        ("excerpt", "No more.", "Sails again on Monday.", "No more."),
    ],
)
def test_typing_changes_one_value_and_nothing_else(
    open_form: Open, qtbot: QtBot, control: str, typed: str, old: str, new: str
) -> None:
    desk = open_form(POST)
    widget = getattr(desk.form.fields, control)
    type_over(qtbot, desk, getattr(widget, "line", widget), typed)
    assert desk.text == POST.removesuffix("Body\n").replace(old, new)
    assert len(desk.changes) == len(typed), "each key is its own change"


def test_typing_in_the_middle_keeps_the_cursor_while_the_post_answers(open_form: Open, qtbot: QtBot) -> None:
    desk = open_form(POST)
    line = desk.form.fields.author.line
    focus(desk, line)
    line.setCursorPosition(1)
    qtbot.keyClicks(line, "ary")
    assert (line.text(), line.cursorPosition()) == ("Mary. Okafor", 4)
    headline = desk.form.fields.headline
    focus(desk, headline)
    qtbot.keyClick(headline, K.Key_Home, CTRL)
    qtbot.keyClicks(headline, "The ")
    assert headline.text == "The Harbour ferry returns"
    assert headline.textCursor().position() == 4


def test_undo_in_the_post_reaches_the_focused_field(open_form: Open, qtbot: QtBot) -> None:
    desk = open_form(POST)
    type_over(qtbot, desk, desk.form.fields.excerpt, "x")
    desk.show(POST)
    assert desk.form.fields.excerpt.text == "Sails again on Monday."
    assert desk.form.fields.excerpt.hasFocus()


@pytest.mark.parametrize(
    ("key", "modifiers", "signal"),
    [
        (K.Key_Z, CTRL, "undo_requested"),
        (K.Key_Z, CTRL | SHIFT, "redo_requested"),
        (K.Key_Y, CTRL, "redo_requested"),
    ],
)
@pytest.mark.parametrize("control", ["headline", "excerpt", "date", "alt", "author", "chips"])
def test_undo_keys_undo_in_the_post(
    open_form: Open, qtbot: QtBot, key: Qt.Key, modifiers: Qt.KeyboardModifier, signal: str, control: str
) -> None:
    desk = open_form(POST)
    target = focus(desk, getattr(desk.form.fields, control))
    with qtbot.waitSignal(getattr(desk.form, signal), timeout=1000):
        qtbot.keyClick(target, key, modifiers)


def test_undo_keys_work_in_a_row_of_more_fields(open_form: Open, qtbot: QtBot) -> None:
    desk = open_form(POST)
    desk.form.fields.disclosure.setChecked(True)
    row = desk.form.fields.more.row("layout")
    assert row is not None
    with qtbot.waitSignal(desk.form.undo_requested, timeout=1000):
        qtbot.keyClick(focus(desk, row.control), K.Key_Z, CTRL)


def test_a_missing_key_is_added_by_the_first_letter_and_gone_with_the_last(
    open_form: Open, qtbot: QtBot
) -> None:
    desk = open_form("---\ntitle: x\n---\n")
    excerpt = focus(desk, desk.form.fields.excerpt)
    qtbot.keyClick(excerpt, K.Key_A)
    assert "excerpt: a\n" in desk.text
    qtbot.keyClick(excerpt, K.Key_Backspace)
    assert desk.text == "---\ntitle: x\n---\n"


def test_a_key_that_was_there_keeps_its_place_when_its_text_goes(open_form: Open, qtbot: QtBot) -> None:
    desk = open_form(POST)
    type_over(qtbot, desk, desk.form.fields.excerpt, "")
    # Not "", which Jekyll would show in place of the excerpt it takes from the text.
    assert "\nexcerpt:\n" in desk.text
    qtbot.keyClicks(desk.form.fields.excerpt, "New.")
    assert desk.front is not None
    assert list(desk.front.keys) == [line.split(":")[0] for line in POST.splitlines()[1:-2] if ":" in line]
    assert desk.front.get("excerpt") == "New."


def test_line_ends_become_spaces(open_form: Open, qtbot: QtBot) -> None:
    desk = open_form(POST)
    for control in (desk.form.fields.excerpt, desk.form.fields.headline):
        focus(desk, control)
        QApplication.clipboard().setText("one\r\n  two\nthree")
        qtbot.keyClick(control, K.Key_A, CTRL)
        qtbot.keyClick(control, K.Key_V, CTRL)
        assert control.text == "one two three"


def test_a_no_break_space_survives_an_edit(open_form: Open, qtbot: QtBot) -> None:
    desk = open_form("---\ntitle: 10\u00a0km\n---\n")
    headline = focus(desk, desk.form.fields.headline)
    qtbot.keyClick(headline, K.Key_End, CTRL)
    qtbot.keyClicks(headline, "!")
    assert desk.text == "---\ntitle: 10\u00a0km!\n---\n"


def test_enter_in_the_headline_moves_on(open_form: Open, qtbot: QtBot) -> None:
    desk = open_form(POST)
    qtbot.keyClick(focus(desk, desk.form.fields.headline), K.Key_Return)
    assert desk.form.fields.author.line.hasFocus()
    assert desk.changes == []


def test_tab_goes_through_the_fields_in_reading_order(open_form: Open, qtbot: QtBot) -> None:
    fields = open_form(POST).form.fields
    fields.headline.setFocus()
    order = []
    for _ in range(13):
        focused = QApplication.focusWidget()
        assert focused is not None
        order.append(focused.accessibleName())
        qtbot.keyClick(focused, K.Key_Tab)
    assert order == [
        "Headline",
        "Author",
        "Date",
        "Choose a date",
        "Categories and tags",
        "Excerpt",
        "Suggest an excerpt from the text",
        "Choose a lead image",
        "Edit the lead image",
        "Clear the lead image",
        "Alt text of the lead image",
        "More fields: layout",
        "Edit the front matter as YAML",
    ]


def test_tab_goes_from_the_tags_to_the_short_headline_above_the_excerpt(
    open_form: Open, qtbot: QtBot
) -> None:
    fields = open_form("---\ntitle: x\nshort_title: s\nexcerpt: e\nseo_description: d\n---\n").form.fields
    fields.chips.line.setFocus()
    order = []
    for _ in range(4):
        focused = QApplication.focusWidget()
        assert focused is not None
        order.append(focused.accessibleName())
        qtbot.keyClick(focused, K.Key_Tab)
    assert order == ["Categories and tags", "Short headline", "SEO description", "Excerpt"]


def test_a_long_headline_takes_three_rows_and_no_more(open_form: Open) -> None:
    fields = open_form("---\ntitle: x\n---\n").form.fields
    one = fields.headline.height()
    heights = []
    for words in (12, 60, 60):
        fields.headline.show_text("harbour " * words)
        heights.append(fields.headline.height())
    assert one < heights[0] < heights[1] == heights[2]
    assert heights[1] < one * 3.2


@pytest.mark.parametrize("width", [360, 460, 648, 900])
@pytest.mark.parametrize("limit", [200, 315, 1000])
def test_the_form_takes_what_it_needs_up_to_its_limit(
    open_form: Open, qtbot: QtBot, width: int, limit: int
) -> None:
    tags = ", ".join(f"word{number}" for number in range(9))
    desk = open_form(f"---\ntitle: {'harbour ' * 20}\ndate: June 4, 2020\ntags: [{tags}]\n---\n", width=width)
    form = desk.form
    form.set_height_limit(limit)
    bar = form._scroll.verticalScrollBar()

    def settled() -> bool:
        whole = form._body.height() <= form._scroll.viewport().height()
        return (
            form.height() <= limit + 24
            and form._scroll.height() >= form.height() - 2
            and whole != bar.isVisible()
        )

    qtbot.waitUntil(settled)
    assert (form.height() == limit) == bar.isVisible()


def test_a_form_a_little_too_high_is_shown_whole_and_a_lot_too_high_one_scrolls(
    open_form: Open, qtbot: QtBot
) -> None:
    form = open_form("---\ntitle: Harbour\n---\n").form
    form.set_height_limit(1000)
    qtbot.waitUntil(lambda: 100 < form.height() < 1000)
    needed = form.height()
    form.set_height_limit(needed - 20)
    assert (form.height(), form.scrolls_by) == (needed, 0)
    form.set_height_limit(needed - 40)
    qtbot.waitUntil(lambda: form.height() == needed - 40 and form.scrolls_by > 0)


@pytest.mark.parametrize(("excerpt", "tone"), [("x" * 160, "muted"), ("x" * 161, "warn")])
def test_the_counter_warns_past_the_limit(open_form: Open, excerpt: str, tone: str) -> None:
    hint = open_form(f"---\nexcerpt: {excerpt}\n---\n").form.fields.excerpt_box.hint
    assert hint.text() == f"{len(excerpt)} / 160"
    assert hint.property("tone") == tone


def test_the_limit_can_be_set(open_form: Open) -> None:
    desk = open_form(POST)
    desk.form.set_excerpt_limit(10)
    assert desk.form.fields.excerpt_box.hint.text() == "22 / 10"
    assert desk.form.fields.excerpt_box.hint.property("tone") == "warn"


@pytest.mark.parametrize("key", ["excerpt", "description", "summary"])
def test_the_excerpt_is_edited_where_the_site_keeps_it(open_form: Open, qtbot: QtBot, key: str) -> None:
    desk = open_form(f"---\ntitle: x\n{key}: Old\n---\n")
    assert desk.form.fields.excerpt.text == "Old"
    type_over(qtbot, desk, desk.form.fields.excerpt, "New")
    assert desk.text == f"---\ntitle: x\n{key}: New\n---\n"


# Authors


def test_an_author_completes_from_the_site(open_form: Open, qtbot: QtBot) -> None:
    desk = open_form("---\ntitle: x\n---\n")
    line = focus(desk, desk.form.fields.author)
    qtbot.keyClicks(line, "ok")
    qtbot.keyClick(line, K.Key_Down)
    qtbot.keyClick(line, K.Key_Return)
    assert desk.front is not None
    assert desk.front.get("author") == "M. Okafor"


def test_an_author_is_never_completed_unasked(open_form: Open, qtbot: QtBot) -> None:
    desk = open_form("---\ntitle: x\n---\n")
    line = focus(desk, desk.form.fields.author)
    qtbot.keyClicks(line, "A. Be")
    qtbot.keyClick(line, K.Key_Tab)
    assert desk.front is not None
    assert desk.front.get("author") == "A. Be"


def test_an_author_is_found_by_name_and_written_as_id(open_form: Open, qtbot: QtBot) -> None:
    desk = open_form("---\nauthor: x\n---\n")
    line = desk.form.fields.author.line
    type_over(qtbot, desk, line, "Ben")
    qtbot.keyClick(line, K.Key_Down)
    qtbot.keyClick(line, K.Key_Return)
    assert desk.text == "---\nauthor: ode\n---\n"
    assert desk.form.fields.author_box.hint.text() == "· Ben Ode"


@pytest.mark.parametrize("key", ["author", "authors"])
def test_several_authors_are_chips_and_stay_a_list(open_form: Open, qtbot: QtBot, key: str) -> None:
    desk = open_form(f"---\n{key}: [A. Bell, M. Okafor]\n---\n")
    line = focus(desk, desk.form.fields.author)
    qtbot.keyClicks(line, "C. Dunn,")
    assert desk.text == f"---\n{key}: [A. Bell, M. Okafor, C. Dunn]\n---\n"


# Lead image


def test_choose_asks_and_clear_removes_the_key(open_form: Open, qtbot: QtBot) -> None:
    desk = open_form(POST)
    lead = desk.form.fields.lead
    with qtbot.waitSignal(desk.form.choose_image_requested, timeout=1000):
        qtbot.keyClick(focus(desk, lead.choose), K.Key_Space)
    qtbot.keyClick(focus(desk, desk.form.fields.clear_lead), K.Key_Space)
    assert desk.text == POST.removesuffix("Body\n").replace("image: assets/tern.jpg\n", "")
    assert not desk.form.fields.clear_lead.isVisible()
    assert lead.thumbnail.words == "No picture"
    assert not desk.form.fields.alt_row.isVisible()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("image: a.jpg", "image: a.jpg\nimage_alt: B"),
        ("image: a.jpg\nimage_alt: A", "image: a.jpg\nimage_alt: B"),
        ("image:\n  path: a.jpg\n  alt: A # old", "image:\n  path: a.jpg\n  alt: B # old"),
        ("image:\n  feature: a.jpg", "image:\n  feature: a.jpg\n  alt: B"),
        ("image: {path: a.jpg}\nimage_alt: A", "image: {path: a.jpg}\nimage_alt: B"),
    ],
)
def test_the_alt_text_goes_where_the_post_keeps_it(
    open_form: Open, qtbot: QtBot, before: str, after: str
) -> None:
    desk = open_form(f"---\n{before}\n---\n")
    type_over(qtbot, desk, desk.form.fields.alt, "B")
    assert desk.text == f"---\n{after}\n---\n"


def test_a_missing_picture_is_said_in_a_sentence(open_form: Open) -> None:
    desk = open_form(POST)
    desk.form.set_lead_image(None, "assets/tern.jpg is not in the project.")
    assert desk.form.fields.lead.thumbnail.words == "Not shown"
    assert desk.form.fields.lead_box.sentence.text() == "assets/tern.jpg is not in the project."
    assert desk.form.fields.lead_box.sentence.isVisible()
    desk.form.set_lead_image(QImage(8, 8, QImage.Format.Format_RGB32), None)
    assert not desk.form.fields.lead_box.sentence.isVisible()
    assert desk.form.fields.lead.thumbnail.words == ""


# Without front matter


def test_front_matter_that_cannot_be_read_closes_the_form_and_says_why(open_form: Open) -> None:
    desk = open_form("---\ntitle: [a\n---\n")
    assert not desk.form.fields.isVisible()
    assert not desk.form.reason.add.isVisible()
    assert "cannot be read" in desk.form.reason.words


def test_a_file_without_front_matter_is_offered_some(open_form: Open, qtbot: QtBot) -> None:
    desk = open_form("Hello\n")
    with qtbot.waitSignal(desk.form.front_matter_requested, timeout=1000):
        qtbot.keyClick(focus(desk, desk.form.reason.add), K.Key_Space)
    desk.show("---\ntitle: x\n---\n")
    assert desk.form.fields.isVisible()
    assert not desk.form.reason.add.isVisible()


def test_a_read_only_post_can_only_be_looked_at(open_form: Open, qtbot: QtBot) -> None:
    desk = open_form(POST)
    desk.form.show_front(desk.front, None, True)
    fields = desk.form.fields
    for control in (
        fields.headline,
        fields.author.line,
        fields.date,
        fields.excerpt,
        fields.alt,
        fields.chips.line,
    ):
        qtbot.keyClicks(focus(desk, control), "x")
        qtbot.keyClick(control, K.Key_Backspace)
        qtbot.keyClick(control, K.Key_Return)
    assert not fields.lead.choose.isEnabled()
    assert desk.changes == []


# Marks


def test_a_locked_value_cannot_be_typed_over_and_says_why(open_form: Open, qtbot: QtBot) -> None:
    desk = open_form("---\nauthor: &a Ann\neditor: *a\n---\n")
    qtbot.keyClicks(focus(desk, desk.form.fields.author), "x")
    assert desk.changes == []
    assert "anchor" in desk.form.fields.author_box.sentence.text()


def test_a_mark_is_settled_by_the_next_change(open_form: Open, qtbot: QtBot) -> None:
    desk = open_form(POST)
    desk.form.mark("author", "That could not be written.")
    assert desk.form.fields.author_box.sentence.isVisible()
    type_over(qtbot, desk, desk.form.fields.headline, "T")
    assert not desk.form.fields.author_box.sentence.isVisible()


@pytest.mark.parametrize("key", ["title", "author", "date", "categories", "tags", "excerpt", "image"])
def test_any_field_can_be_marked(open_form: Open, key: str) -> None:
    form = open_form(POST).form
    form.mark(key, "That is wrong.")
    assert "That is wrong." in sentences(form)
    form.mark(key, None)
    assert "That is wrong." not in sentences(form)


def test_a_mark_on_a_closed_row_is_counted_and_found(open_form: Open) -> None:
    form = open_form(POST).form
    form.mark("layout", "There is no such layout.")
    assert form.fields.disclosure.words == "More fields: layout, 1 to correct"
    form.fields.disclosure.setChecked(True)
    assert "There is no such layout." in sentences(form)


def sentences(form: PostForm) -> list[str]:
    fields = form.fields
    boxes = (fields.author_box, fields.date_box, fields.chips_box, fields.excerpt_box, fields.lead_box)
    labels = [fields.headline_sentence, *(box.sentence for box in boxes)]
    row = fields.more.row("layout")
    labels += [row.sentence] if row else []
    return [label.text() for label in labels if label.isVisible()]


# Dates


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("15 Mar 2026, 09:05", "2026-03-15 09:05:00 +0100"),
        ("2026-03-15 09:05", "2026-03-15 09:05:00 +0100"),
        ("09:05", "2026-03-14 09:05:00 +0100"),
        ("2026-03-15 09:05:00 +0000", "2026-03-15 09:05:00 +0000"),
        ("15 Mar 2026", "2026-03-15"),
    ],
)
def test_a_typed_date_keeps_notation_and_zone(
    open_form: Open, qtbot: QtBot, typed: str, written: str
) -> None:
    desk = open_form(POST)
    type_over(qtbot, desk, desk.form.fields.date, typed)
    assert desk.changes == [], "half a date is no date"
    qtbot.keyClick(desk.form.fields.date, K.Key_Return)
    assert desk.text == POST.removesuffix("Body\n").replace("2026-03-14 07:30:00 +0100", written)


def test_a_date_is_also_written_on_leaving(open_form: Open, qtbot: QtBot) -> None:
    desk = open_form(POST)
    type_over(qtbot, desk, desk.form.fields.date, "1 Apr 2026, 12:00")
    qtbot.keyClick(desk.form.fields.date, K.Key_Tab)
    assert "date: 2026-04-01 12:00:00 +0100\n" in desk.text


def test_leaving_a_date_alone_writes_nothing(open_form: Open, qtbot: QtBot) -> None:
    desk = open_form(POST.replace("07:30:00", "07:30:13"))
    qtbot.keyClick(focus(desk, desk.form.fields.date), K.Key_Return)
    qtbot.keyClick(desk.form.fields.date, K.Key_Tab)
    assert desk.changes == []


def test_what_is_no_date_is_marked_and_never_written(open_form: Open, qtbot: QtBot) -> None:
    desk = open_form(POST)
    field, box = desk.form.fields.date, desk.form.fields.date_box
    type_over(qtbot, desk, field, "next week")
    qtbot.keyClick(field, K.Key_Return)
    assert desk.changes == []
    assert field.text() == "next week"
    assert "next week" in box.sentence.text()
    assert desk.form.unfinished() == box.sentence.text()
    qtbot.keyClick(field, K.Key_Escape)
    assert field.text() == "14 Mar 2026, 07:30"
    assert not box.sentence.isVisible()
    assert desk.form.unfinished() is None


def test_a_date_in_words_is_shown_and_marked(open_form: Open, qtbot: QtBot) -> None:
    desk = open_form("---\ndate: June 4, 2020\n---\n")
    assert desk.form.unfinished() is None  # it stands in the post as it stands here
    assert desk.form.fields.date.text() == "June 4, 2020"
    assert desk.form.fields.date_box.sentence.isVisible()
    type_over(qtbot, desk, desk.form.fields.date, "4 Jun 2020")
    qtbot.keyClick(desk.form.fields.date, K.Key_Return)
    assert desk.front is not None
    assert "2020-06-04" in desk.text
    assert not desk.form.fields.date_box.sentence.isVisible()


def test_the_file_names_day_is_shown_until_there_is_a_date(open_form: Open) -> None:
    desk = open_form("---\ntitle: x\n---\n")
    desk.form.set_file_day(date(2026, 3, 14))
    assert desk.form.fields.date.text() == ""
    assert desk.form.fields.date.placeholderText() == "14 Mar 2026"


def test_an_emptied_date_removes_the_key(open_form: Open, qtbot: QtBot) -> None:
    desk = open_form(POST)
    type_over(qtbot, desk, desk.form.fields.date, "")
    qtbot.keyClick(desk.form.fields.date, K.Key_Return)
    assert desk.changes == [("date", None)]


# From post to post


def test_saving_takes_what_is_typed_and_not_entered(open_form: Open, qtbot: QtBot) -> None:
    desk = open_form(POST)
    type_over(qtbot, desk, desk.form.fields.date, "1 Apr 2026, 12:00")
    desk.form.finish_edits()
    focus(desk, desk.form.fields.chips)
    qtbot.keyClicks(desk.form.fields.chips.line, "lifeboat")
    desk.form.finish_edits()
    assert "date: 2026-04-01 12:00:00 +0100\n" in desk.text
    assert "  - harbour\n  - lifeboat\n" in desk.text


def test_nothing_typed_for_one_post_reaches_the_next(open_form: Open, qtbot: QtBot) -> None:
    desk = open_form("---\ntitle: one\n---\n")
    desk.form.start_post("one")
    desk.show("---\ntitle: one\n---\n")
    type_over(qtbot, desk, desk.form.fields.date, "tomorrowish")
    qtbot.keyClick(desk.form.fields.date, K.Key_Return)
    desk.form.start_post("two")
    desk.show("---\ntitle: two\n---\n")
    assert desk.form.fields.date.text() == ""
    qtbot.keyClick(desk.form.fields.date, K.Key_Tab)
    assert desk.changes == []
    assert desk.form.unfinished() is None


def test_quotes_are_smart_only_where_that_is_wished(open_form: Open, qtbot: QtBot) -> None:
    desk = open_form("---\ntitle: x\n---\n")
    headline = focus(desk, desk.form.fields.headline)
    qtbot.keyClick(headline, K.Key_End, CTRL)
    qtbot.keyClicks(headline, ' "a"')
    assert headline.text == 'x "a"'
    desk.form.set_smart_typing("de")
    qtbot.keyClicks(headline, ' "b" -- c...')
    assert headline.text == 'x "a" „b“ – c…'
    desk.form.set_smart_typing(None)
    qtbot.keyClicks(headline, "'")
    assert headline.text.endswith("c…'")


def test_what_is_over_the_limit_of_the_excerpt_is_marked(open_form: Open, qtbot: QtBot) -> None:
    desk = open_form("---\ntitle: x\nexcerpt: Twelve chars\n---\n")
    excerpt = desk.form.fields.excerpt
    desk.form.set_excerpt_limit(20)
    assert excerpt.extraSelections() == []
    desk.form.set_excerpt_limit(6)
    (marked,) = excerpt.extraSelections()
    assert marked.cursor.selectedText() == " chars"
    assert desk.form.fields.excerpt_box.hint.text() == "12 / 6"
    qtbot.keyClick(focus(desk, excerpt), K.Key_A, CTRL)
    qtbot.keyClicks(excerpt, "Short")
    assert excerpt.extraSelections() == []


def test_what_jekyll_takes_becomes_the_excerpt_at_a_click(open_form: Open, qtbot: QtBot) -> None:
    desk = open_form(POST.replace("excerpt: Sails again on Monday.\n", ""))
    fields = desk.form.fields
    assert not fields.use_that.isVisible()
    desk.form.show_automatic_excerpt("The ferry sails again. " * 20)
    assert fields.use_that.isVisible()
    assert fields.excerpt.placeholderText().endswith("…")
    qtbot.mouseClick(fields.use_that, Qt.MouseButton.LeftButton)
    assert desk.front is not None
    assert desk.front.get("excerpt") == "The ferry sails again. " * 20
    assert not fields.use_that.isVisible()


def test_a_whole_post_is_no_excerpt_to_use(open_form: Open) -> None:
    desk = open_form(POST.replace("excerpt: Sails again on Monday.\n", ""))
    desk.form.show_automatic_excerpt("word " * 400)
    assert not desk.form.fields.use_that.isVisible()


def test_short_headline_and_description_are_there_where_the_site_has_them(
    open_form: Open, qtbot: QtBot
) -> None:
    desk = open_form(POST)
    fields = desk.form.fields
    assert not fields.search_row.isVisible()
    desk.form.set_vocabulary(FormVocabulary(short_key="short_title", seo_key="description"))
    assert fields.short_box.isVisible()
    assert fields.seo_box.isVisible()
    type_over(qtbot, desk, fields.short, "Ferry back")
    type_over(qtbot, desk, fields.seo, "x" * 161)
    assert desk.front is not None
    assert (desk.front.get("short_title"), desk.front.get("description")) == ("Ferry back", "x" * 161)
    assert fields.seo_box.hint.text() == "161 / 160"
    assert fields.seo_box.hint.property("tone") == "warn"
    assert desk.front.get("excerpt") == "Sails again on Monday."


def test_which_keys_a_site_has_is_learnt_from_its_posts() -> None:
    assert extra_keys(("title", "description", "excerpt", "short_title"), "excerpt") == (
        "short_title",
        "description",
    )
    assert extra_keys(("title", "description"), "description") == ("", "")


@pytest.mark.parametrize(
    ("beside", "words", "key", "value"),
    [
        ("", FormVocabulary(), "image_alt", "A ferry"),
        ("", FormVocabulary(alt_key="photo_alt"), "photo_alt", "A ferry"),
        ("image-alt: Old\n", FormVocabulary(alt_key="photo_alt", lead_in_map=True), "image-alt", "A ferry"),
        ("", FormVocabulary(lead_in_map=True), "image", {"path": "assets/tern.jpg", "alt": "A ferry"}),
    ],
)
def test_alt_text_goes_where_the_site_keeps_it(
    open_form: Open, qtbot: QtBot, beside: str, words: FormVocabulary, key: str, value: object
) -> None:
    desk = open_form(POST.replace("layout: post\n", f"layout: post\n{beside}"))
    desk.form.set_vocabulary(words)
    type_over(qtbot, desk, desk.form.fields.alt, "A ferry")
    assert desk.front is not None
    assert desk.front.get(key) == value
    assert "image_alt" not in desk.front or key == "image_alt"
