"""The form by keys alone: every change is one value in the file, can be undone, and touches nothing else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QToolButton,
)

from editor.widgets.chips import ChipInput
from editor.widgets.drags import ASSETS
from tests.conftest import png_header
from tests.shell.conftest import Answers
from tests.shell.story import OTHER, POST, Writer

SitDown = Callable[..., Writer]
KINDS = """---
title: Kinds
layout: post
count: 3
ratio: 0.5
featured: true   # on the front page
embargo: 2026-04-01
aliases: [one, two]
seo:
  robots: noindex
---
Text.
"""


@pytest.fixture
def writer(site: Path, sit_down: SitDown) -> Writer:
    """A writer before the post about the wall."""
    return sit_down(site / POST)


def saved(writer: Writer) -> str:
    """Save, and return the file."""
    writer.press("Ctrl+S")
    assert writer.notice == ""
    path = writer.document.path
    assert path is not None
    return path.read_text("utf-8")


def changes(before: str, after: str) -> tuple[list[str], list[str]]:
    """Return the lines that went and those that came."""
    old, new = before.splitlines(), after.splitlines()
    return [line for line in old if line not in new], [line for line in new if line not in old]


def test_headline_author_and_excerpt(writer: Writer, site: Path) -> None:
    before = (site / POST).read_text("utf-8")
    writer.field("Headline", QPlainTextEdit).setFocus()
    writer.press("Ctrl+A")
    writer.type("Wall: it held")
    writer.press("Return")
    assert writer.focus.accessibleName() == "Author"
    writer.press("Ctrl+A")
    writer.type("Ben Ode")
    writer.field("Excerpt", QPlainTextEdit).setFocus()
    writer.press("Ctrl+End")
    writer.type(" All of it.")
    assert changes(before, saved(writer)) == (
        [
            'title: "Harbour wall holds: engineers relieved"',
            "author: ada",
            "excerpt: The wall held through the night.",
        ],
        ['title: "Wall: it held"', "author: Ben Ode", "excerpt: The wall held through the night. All of it."],
    )


def test_an_author_completes_from_the_site(writer: Writer, site: Path) -> None:
    writer.field("Author", QLineEdit).setFocus()
    writer.press("Ctrl+A")
    writer.type("Ben")
    writer.press("Down", "Return")
    assert "\nauthor: Ben Ode\n" in saved(writer)


def test_tags_and_categories_come_and_go(writer: Writer, site: Path) -> None:
    before = (site / POST).read_text("utf-8")
    chips = writer.field("Categories and tags", ChipInput)
    chips.line.setFocus()
    writer.type("budget")
    writer.press("Return")
    assert changes(before, saved(writer)) == ([], ["  - budget"])
    writer.press("Left", "Backspace")
    assert saved(writer) == before


def test_a_date_keeps_its_notation_and_the_calendar_its_time(site: Path, sit_down: SitDown) -> None:
    writer = sit_down(site / OTHER)
    before = (site / OTHER).read_text("utf-8")
    writer.field("Date", QLineEdit).setFocus()
    writer.press("Ctrl+A")
    writer.type("2026-03-13 09:15")
    writer.press("Return")
    assert changes(before, saved(writer))[1] == ["date: 2026-03-13T09:15:00"]
    writer.field("Choose a date", QToolButton).setFocus()
    writer.press("Space")
    writer.wait(lambda: writer.focus is not writer.field("Choose a date", QToolButton))
    writer.press("Right", "Return")
    assert changes(before, saved(writer))[1] == ["date: 2026-03-14T09:15:00"]


def test_a_date_that_is_none_is_marked_with_a_sentence_and_never_written(writer: Writer, site: Path) -> None:
    before = (site / POST).read_bytes()
    writer.field("Date", QLineEdit).setFocus()
    writer.press("Ctrl+A")
    writer.type("next Tuesday")
    writer.press("Return")
    sentence = writer.window.form.fields.date.doubt
    assert sentence
    assert sentence in writer.window.form.fields.date_box.toolTip() + writer.sentences(writer.window.form)
    writer.press("Ctrl+S")
    assert (site / POST).read_bytes() == before
    assert sentence in writer.notice


def test_every_form_change_is_undone_and_redone_by_keys(writer: Writer, site: Path) -> None:
    before = (site / POST).read_text("utf-8")
    writer.field("Headline", QPlainTextEdit).setFocus()
    writer.press("Ctrl+End")
    writer.type("!")
    writer.field("Excerpt", QPlainTextEdit).setFocus()
    writer.press("Ctrl+End")
    writer.type(" Twice.")
    after = writer.document.snapshot().text
    writer.press("Ctrl+Z")
    assert "Twice" not in writer.document.snapshot().text
    assert "relieved!" in writer.document.snapshot().text
    writer.press("Ctrl+Z")
    assert writer.document.snapshot().text == before
    assert "Safe on disk" in writer.status
    writer.press("Ctrl+Shift+Z", "Ctrl+Y")
    assert writer.document.snapshot().text == after
    writer.desk.actions["undo"].trigger()
    assert "Twice" not in writer.document.snapshot().text


def test_each_chip_is_undone_by_itself(writer: Writer) -> None:
    chips = writer.window.form.fields.chips
    before = [chip.accessibleName() for chip in chips.chips()]
    chips.line.setFocus()
    writer.type("rain,wind,")
    writer.press("Left", "Delete")
    assert [chip.accessibleName() for chip in chips.chips()] == [*before, "rain"]
    writer.press("Ctrl+Z")
    assert [chip.accessibleName() for chip in chips.chips()] == [*before, "rain", "wind"]
    writer.press("Ctrl+Z")
    assert [chip.accessibleName() for chip in chips.chips()] == [*before, "rain"]
    writer.press("Ctrl+Shift+Z")
    assert [chip.accessibleName() for chip in chips.chips()] == [*before, "rain", "wind"]


def test_more_fields_of_each_kind(site: Path, sit_down: SitDown) -> None:
    path = site / "_posts" / "2026-03-15-kinds.md"
    path.write_text(KINDS, encoding="utf-8")
    writer = sit_down(path)
    more = writer.window.form.fields.more
    writer.window.form.fields.disclosure.setFocus()
    writer.press("Space")

    def go(key: str) -> None:
        row = more.row(key)
        assert row is not None
        writer.keyboard_to(row.control)

    go("layout")
    writer.press("Ctrl+A")
    writer.type("feature")
    go("count")
    writer.press("Ctrl+A")
    writer.type("12")
    go("featured")
    writer.press("Space")
    go("embargo")
    writer.press("Ctrl+A")
    writer.type("2026-04-02")
    writer.press("Return")
    go("aliases")
    writer.type("three")
    writer.press("Return")
    assert changes(KINDS, saved(writer)) == (
        [
            "layout: post",
            "count: 3",
            "featured: true   # on the front page",
            "embargo: 2026-04-01",
            "aliases: [one, two]",
        ],
        [
            "layout: feature",
            "count: 12",
            "featured: false   # on the front page",
            "embargo: 2026-04-02",
            "aliases: [one, two, three]",
        ],
    )


def test_a_field_is_added_edited_and_removed(writer: Writer, site: Path) -> None:
    before = (site / POST).read_text("utf-8")
    form = writer.window.form
    form.fields.disclosure.setFocus()
    writer.press("Space")
    form.fields.more.new_key.name.setFocus()
    writer.type("subtitle")
    writer.press("Return")
    writer.type("A quiet night")
    assert changes(before, saved(writer)) == ([], ["subtitle: A quiet night"])
    row = form.fields.more.row("subtitle")
    assert row is not None
    row.remove.setFocus()
    writer.press("Space")
    assert saved(writer) == before


def test_each_kind_of_field_can_be_added(writer: Writer) -> None:
    form = writer.window.form
    form.fields.disclosure.setFocus()
    writer.press("Space")
    new = form.fields.more.new_key
    kind = new.kind
    assert isinstance(kind, QComboBox)
    kinds = [kind.itemText(index) for index in range(kind.count())]
    for index, name in enumerate(kinds):
        new.name.setFocus()
        writer.type(f"own_{index}")
        kind.setCurrentIndex(index)
        new.add.setFocus()
        writer.press("Space")
        assert f"own_{index}" in writer.document.snapshot().text, name
    assert len(kinds) >= 5


def test_the_raw_view_writes_what_is_typed_and_marks_what_cannot_be_read(writer: Writer, site: Path) -> None:
    before = (site / POST).read_text("utf-8")
    writer.field("Edit the front matter as YAML", QPushButton).setFocus()
    writer.press("Space")
    assert writer.focus is writer.window.form.raw.text
    writer.press("Ctrl+End")
    writer.type("\nsubtitle: raw")
    assert changes(before, saved(writer)) == ([], ["subtitle: raw"])
    writer.type("\n  : [")
    assert writer.window.form.raw.problem
    writer.press("Ctrl+S")
    assert "cannot be read as it stands" in writer.notice
    assert "subtitle: raw\n" in (site / POST).read_text("utf-8")
    assert "\n  : [" not in (site / POST).read_text("utf-8")


def test_the_lead_image_is_chosen_described_and_cleared(writer: Writer, site: Path, answers: Answers) -> None:
    (site / "assets" / "sea.png").write_bytes((site / "assets" / "wall.png").read_bytes())
    answers.picture = site / "assets" / "sea.png"
    lead = writer.window.form.fields.lead
    writer.keyboard_to(lead.choose)
    writer.press("Space")
    # What the picture says of itself is read before it is put in.
    writer.wait(
        lambda: writer.document.front is not None and writer.document.front.get("image") == "assets/sea.png"
    )
    writer.field("Alt text of the lead image", QLineEdit).setFocus()
    writer.type("The sea")
    text = saved(writer)
    assert "\nimage: assets/sea.png\n" in text
    assert "\nimage_alt: The sea\n" in text
    writer.keyboard_to(writer.field("Clear the lead image", QAbstractButton))
    writer.press("Space")
    assert "\nimage:" not in saved(writer)


def dropped_on_lead(writer: Writer, data: QMimeData) -> bool:
    """Drop something on the lead image as another program or the list of assets does; returns whether it is taken."""
    lead = writer.window.form.fields.lead
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    place = QPointF(lead.rect().center())
    enter = QDragEnterEvent(place, copy, data, left, none)
    lead.dragEnterEvent(enter)
    if enter.isAccepted():
        lead.dropEvent(QDropEvent(place, copy, data, left, none))
    return enter.isAccepted()


def test_a_picture_dropped_on_the_lead_image_becomes_it(writer: Writer, site: Path, tmp_path: Path) -> None:
    def lead() -> object:
        return writer.document.front.get("image") if writer.document.front is not None else None

    body = writer.document.lines
    wall = (site / "assets" / "wall.png").read_bytes()
    (tmp_path / "From the quay.png").write_bytes(wall + b"\0")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "From the quay.png"))])
    assert dropped_on_lead(writer, data)
    writer.wait(lambda: lead() == "assets/From-the-quay.png")
    assert (site / "assets" / "From-the-quay.png").is_file()

    data = QMimeData()
    data.setText("![](/assets/wall.png)")
    data.setData(ASSETS, b"assets/wall.png")
    assert dropped_on_lead(writer, data)
    writer.wait(lambda: lead() == "assets/wall.png")

    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / f"{name}.png")) for name in "ab"])
    assert not dropped_on_lead(writer, data)  # two are no lead image: the window puts them into the text
    assert writer.document.lines == body


LED = """---
title: Led
image: /assets/wall.png
image_alt: A wall
image_credit: Ana
---
Text.
"""


def test_a_lead_image_whose_path_is_typed_may_be_described_anew(site: Path, sit_down: SitDown) -> None:
    (site / "assets" / "sea.png").write_bytes((site / "assets" / "wall.png").read_bytes())
    path = site / "_posts" / "2026-03-15-led.md"
    path.write_text(LED, encoding="utf-8")
    writer = sit_down(path)
    writer.window.form.fields.raw_button.click()
    text = writer.focus
    assert isinstance(text, QPlainTextEdit)
    assert text.find("wall.png")
    writer.type("sea.png")
    assert writer.notice == "This is another lead image, still described as the one before: “wall.png”."
    writer.click_notice("anew")
    writer.wait(lambda: "image_alt" not in text.toPlainText())
    assert "title: Led\nimage: /assets/sea.png\n" in text.toPlainText()
    assert writer.notice == ""
    text.setFocus()
    writer.press("Ctrl+Z")
    assert "image_alt: A wall\nimage_credit: Ana\n" in text.toPlainText()


def test_a_quote_that_became_smart_is_undone_by_itself(writer: Writer) -> None:
    writer.window.form.set_smart_typing("en")
    headline = writer.field("Headline", QPlainTextEdit)
    headline.setFocus()
    writer.press("Ctrl+A")
    writer.type('Fog "')
    assert headline.toPlainText() == "Fog “"
    writer.press("Ctrl+Z")
    assert headline.toPlainText() == 'Fog "'
    writer.press("Ctrl+Y")
    writer.type("a")
    assert headline.toPlainText() == "Fog “a"
    writer.press("Ctrl+Z", "Ctrl+Z")
    assert headline.toPlainText() == 'Fog "'
    writer.press("Ctrl+Z")
    assert headline.toPlainText() == "Harbour wall holds: engineers relieved"


def test_the_closed_line_of_more_fields_is_that_of_the_post_in_front(site: Path, sit_down: SitDown) -> None:
    for name, block in (("a", "lang: ar\n"), ("b", "")):
        (site / "_posts" / f"2026-03-15-{name}.md").write_text(f"---\ntitle: {name}\n{block}---\n", "utf-8")
    writer = sit_down(site / "_posts" / "2026-03-15-a.md")
    words = writer.window.form.fields.disclosure
    assert words.words == "More fields: lang"
    writer.desk.files.open_path(site / "_posts" / "2026-03-15-b.md")
    assert words.words == "More fields"


def test_a_lead_image_that_is_not_there_is_said_to_be_missing(site: Path, sit_down: SitDown) -> None:
    path = site / "_posts" / "2026-03-15-led.md"
    path.write_text(LED.replace("wall.png", "none.png"), encoding="utf-8")
    writer = sit_down(path)
    box = writer.window.form.fields.lead_box
    writer.wait(lambda: box.sentence.text() == "This file is not in the project.")
    writer.desk.late.thumbnails.ready.emit("assets/none.png", QImage())
    assert box.sentence.text() == "This file is not in the project."


def test_a_lead_image_too_large_to_be_shown_says_so_with_its_pixels(site: Path, sit_down: SitDown) -> None:
    (site / "assets" / "panorama.png").write_bytes(png_header(60_000, 30_000))
    path = site / "_posts" / "2026-03-15-led.md"
    path.write_text(LED.replace("wall.png", "panorama.png"), encoding="utf-8")
    writer = sit_down(path)
    lead = writer.window.form.fields
    writer.wait(lambda: lead.lead_box.sentence.text() == "Too large to be shown here: 60000 × 30000 pixels.")
    assert lead.lead.thumbnail.words == "Not shown"


def test_what_jekyll_takes_is_shown_with_what_liquid_writes(site: Path, sit_down: SitDown) -> None:
    path = site / "_posts" / "2026-03-15-fog.md"
    path.write_text(
        "---\ntitle: Fog\n---\nIt came at {{ page.title | upcase }} hour.\n\nAnd left.\n", "utf-8"
    )
    writer = sit_down(path)
    excerpt = writer.window.form.fields.excerpt
    writer.wait(lambda: excerpt.placeholderText() == "Without one: It came at FOG hour.")
    writer.keyboard_to(writer.field("Make what Jekyll takes the excerpt", QAbstractButton))
    writer.press("Space")
    assert "\nexcerpt: It came at FOG hour.\n" in saved(writer)


def test_a_separator_changes_what_jekyll_takes(site: Path, sit_down: SitDown) -> None:
    path = site / "_posts" / "2026-03-15-fog.md"
    path.write_text(
        "---\ntitle: Fog\nexcerpt_separator: <!--a-->\n---\nOne.<!--b-->\n\nTwo.<!--a-->\n", "utf-8"
    )
    writer = sit_down(path)
    excerpt = writer.window.form.fields.excerpt
    writer.wait(lambda: excerpt.placeholderText() == "Without one: One. Two.")
    writer.window.form.fields.disclosure.click()
    writer.field("excerpt_separator", QLineEdit).setFocus()
    writer.press("Ctrl+A")
    writer.type("<!--b-->")
    writer.wait(lambda: excerpt.placeholderText() == "Without one: One.")


def test_an_alias_is_never_broken(site: Path, sit_down: SitDown) -> None:
    path = site / "_posts" / "2026-03-15-alias.md"
    path.write_text("---\ntitle: &t One\nsubtitle: *t\n---\nText.\n", encoding="utf-8")
    before = path.read_bytes()
    writer = sit_down(path)
    writer.field("Headline", QPlainTextEdit).setFocus()
    writer.press("Ctrl+End")
    writer.type("!")
    assert writer.sentences(writer.window.form) != ""
    writer.press("Ctrl+S")
    assert path.read_bytes() == before
