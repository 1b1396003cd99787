"""A writer sees under the headline where the post will stand, and what a key does to that, as it is typed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QToolButton

from tests.shell.story import DRAFT, OTHER, POST, Writer

SitDown = Callable[..., Writer]


def says(writer: Writer, text: str) -> None:
    """Go on once the line under the headline says ``text``."""
    line = writer.window.form.fields.address
    writer.wait(lambda: text in line.text())
    assert line.isVisible()


def test_the_address_of_each_post(site: Path, sit_down: SitDown) -> None:
    writer = sit_down(site / POST)
    says(writer, "On the site: /harbour-wall-holds/ · 14 March 2026")
    writer.desk.files.open_path(site / DRAFT)
    says(writer, "Draft, not on the site yet: /tide-tables/")


def test_the_line_makes_the_form_taller_and_not_scroll(site: Path, sit_down: SitDown) -> None:
    writer = sit_down(site / POST)
    says(writer, "On the site:")
    form = writer.window.form
    before = form.height()
    writer.wait(lambda: form.scrolls_by == 0)
    writer.document.set_value("date", "2026-03-10 08:30:00 +0000")
    says(writer, "the date counts.")
    writer.wait(lambda: form.height() > before and form.scrolls_by == 0)


def test_a_date_is_followed_as_it_is_typed(site: Path, sit_down: SitDown) -> None:
    writer = sit_down(site / POST)
    says(writer, "On the site:")
    writer.document.set_value("date", "2099-01-02")
    says(writer, "Scheduled for 2 January 2099")
    writer.document.set_value("date", "soon")
    says(writer, "Jekyll stops the whole build")
    writer.document.undo_front()
    writer.document.undo_front()
    says(writer, "On the site: /harbour-wall-holds/ · 14 March 2026")


def test_a_new_post_shows_the_address_its_headline_will_give_it(site: Path, sit_down: SitDown) -> None:
    writer = sit_down(site)
    writer.press("Ctrl+N")
    writer.field("Headline", QPlainTextEdit).setFocus()
    writer.type("Gulls return")
    says(writer, "/gulls-return/")
    writer.type("ing")
    says(writer, "/gulls-returning/")
    assert "Its address was" not in writer.window.form.fields.address.text()


def test_two_posts_on_one_address(site: Path, sit_down: SitDown) -> None:
    writer = sit_down(site / OTHER)
    says(writer, "On the site: /council-votes/")
    writer.wait(lambda: writer.desk.workspace.listing.complete)
    writer.document.set_value("slug", "harbour-wall-holds")
    says(writer, f"“{POST}” has this address, too")


def test_the_list_marks_posts_on_one_address_until_one_has_another(site: Path, sit_down: SitDown) -> None:
    copy = site / "_posts" / "2026-03-01-copy.md"
    copy.write_text("---\ntitle: Copy\nslug: council-votes\n---\n", encoding="utf-8")
    writer = sit_down(site / POST)
    rows = writer.window.panel.posts.table.rows

    def said(path: str) -> str:
        return str(rows.data(rows.place_of(path), Qt.ItemDataRole.AccessibleTextRole))

    writer.wait(lambda: "Address taken twice" in said(OTHER))
    assert "Address taken twice" in said("_posts/2026-03-01-copy.md")
    assert "Address taken twice" not in said(POST)
    tip = rows.data(rows.place_of(OTHER), Qt.ItemDataRole.ToolTipRole)
    assert "“_posts/2026-03-01-copy.md” has this address, too" in str(tip)
    copy.unlink()
    writer.wait(lambda: "Address taken twice" not in said(OTHER))


def test_the_settings_of_the_site_are_followed(site: Path, sit_down: SitDown) -> None:
    writer = sit_down(site / POST)
    says(writer, "/harbour-wall-holds/")
    (site / "_config.yml").write_text("permalink: none\nbaseurl: /ledger\n", encoding="utf-8")
    writer.desk.workspace.rescan()
    says(writer, "On the site: /ledger/news/harbour-wall-holds.html")


def test_a_setting_that_ends_the_build_is_said_until_it_is_mended(site: Path, sit_down: SitDown) -> None:
    writer = sit_down(site / POST)
    says(writer, "/harbour-wall-holds/")
    (site / "_config.yml").write_text("permalink: none\nexclude: notes\n", encoding="utf-8")
    writer.desk.workspace.rescan()
    writer.wait(lambda: writer.notice.startswith("_config.yml, line 2: “exclude” has to be a list"))
    says(writer, "On the site: /news/harbour-wall-holds.html")
    (site / "_config.yml").write_text("permalink: none\nexclude: [notes]\n", encoding="utf-8")
    writer.desk.workspace.rescan()
    writer.wait(lambda: writer.notice == "")


def test_a_post_outside_of_any_site_has_no_line(tmp_path: Path, sit_down: SitDown) -> None:
    loose = tmp_path / "loose"
    loose.mkdir()
    (loose / "a.md").write_text("---\ntitle: A\n---\nText.\n", encoding="utf-8")
    writer = sit_down(loose / "a.md")
    writer.desk.late.address.show_now()
    assert not writer.window.form.fields.address.isVisible()
    assert writer.window.findChild(QLineEdit) is not None


def test_pages_and_collections_are_listed_and_have_addresses(site: Path, sit_down: SitDown) -> None:
    config = site / "_config.yml"
    config.write_text(
        config.read_text("utf-8") + "collections: {recipes: {output: true}}\n", encoding="utf-8"
    )
    (site / "_recipes").mkdir()
    (site / "_recipes" / "pie.md").write_text("---\ntitle: Kipper pie\n---\n", encoding="utf-8")
    (site / "about.md").write_text("---\ntitle: About us\n---\n", encoding="utf-8")
    (site / "README.md").write_text("No front matter, so no page.\n", encoding="utf-8")
    writer = sit_down(site / "about.md")
    says(writer, "On the site: /about/")
    writer.wait(lambda: writer.desk.workspace.listing.complete)
    listed = {entry.path: entry.status for entry in writer.desk.workspace.listing.posts}
    assert (listed["about.md"], listed["_recipes/pie.md"]) == ("published", "published")
    assert "README.md" not in listed
    writer.wait(lambda: "Pages 1" in [chip.text() for chip in writer.window.panel.findChildren(QToolButton)])
    writer.desk.files.open_path(site / "_recipes" / "pie.md")
    says(writer, "On the site: /recipes/pie/")


def test_an_edit_that_takes_a_known_address_away_is_told(site: Path, sit_down: SitDown) -> None:
    writer = sit_down(site / POST)
    says(writer, "On the site: /harbour-wall-holds/")
    writer.document.set_value("slug", "wall-stands")
    says(writer, "Its address was /harbour-wall-holds/")
    writer.document.set_value("redirect_from", ["/harbour-wall-holds/"])
    line = writer.window.form.fields.address
    writer.wait(lambda: "Its address was" not in line.text())
    writer.document.undo_front()
    writer.document.undo_front()
    says(writer, "On the site: /harbour-wall-holds/ · 14 March 2026")


def test_a_new_post_shows_the_file_it_will_be_and_that_its_name_is_in_use(
    site: Path, sit_down: SitDown
) -> None:
    writer = sit_down(site)
    writer.press("Ctrl+N")
    place = writer.window.top.path
    assert place.toolTip() == "Not saved yet"
    writer.document.set_value("date", "2026-03-14")
    writer.field("Headline", QPlainTextEdit).setFocus()
    writer.type("Harbour wall holds")
    assert place.toolTip() == f"Not saved yet: {POST.replace('/', ' / ')}"
    says(writer, f"There is a post called “{Path(POST).name}” already")
    writer.type(" on")
    writer.wait(lambda: "already" not in writer.window.form.fields.address.text())
    assert place.toolTip().endswith("-on.md")
