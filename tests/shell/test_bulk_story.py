"""One edit of many posts: chosen by keys, its changes seen first, done at once, undone at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QPlainTextEdit

from editor.widgets.dialogs.bulk import BulkDialog
from editor.widgets.dialogs.changes import ChangesDialog
from tests.shell.story import DRAFT, OTHER, POST, Writer

SitDown = Callable[..., Writer]


def everything(site: Path) -> dict[str, bytes]:
    return {
        path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()
    }


def ask(writer: Writer, what: str) -> BulkDialog:
    writer.desk.actions["bulk_edit"].trigger()
    dialog = writer.dialog(BulkDialog)
    dialog.what.setCurrentIndex(dialog.what.findText(what))
    dialog.first.setFocus()
    return dialog


def changes(writer: Writer) -> ChangesDialog:
    writer.wait(lambda: any(one.isVisible() for one in writer.window.findChildren(ChangesDialog)))
    return writer.dialog(ChangesDialog)


def test_a_tag_is_renamed_across_the_site_and_only_where_it_stands(site: Path, sit_down: SitDown) -> None:
    before = everything(site)
    writer = sit_down(site / POST)
    ask(writer, "Rename a tag")
    writer.type("harbour")
    writer.press("Tab")
    writer.type("port")
    writer.press("Return")
    dialog = changes(writer)
    assert dialog.list.model().rowCount() == 2
    assert "−   - harbour\n+   - port" in dialog.view.toPlainText()
    assert everything(site) == before
    writer.press("Return")
    writer.wait(lambda: "changed" in writer.notice)
    assert everything(site) == {
        **before,
        POST: before[POST].replace(b"  - harbour\n", b"  - port\n"),
        OTHER: before[OTHER].replace(b"tags: harbour budget", (site / OTHER).read_bytes().split(b"\n")[4]),
    }
    assert b"port" in (site / OTHER).read_bytes()
    assert writer.document.front is not None
    assert writer.document.front.get("tags") == ["port", "weather"]
    writer.press("Ctrl+Alt+Z")
    writer.wait(lambda: "undone" in writer.notice)
    assert everything(site) == before


def test_all_posts_of_the_site_are_no_pages(site: Path, sit_down: SitDown) -> None:
    (site / "about.md").write_text("---\ntitle: About\n---\nHarbour\n", encoding="utf-8")
    writer = sit_down(site / POST)
    dialog = ask(writer, "Set a field")
    dialog.where.setCurrentIndex(dialog.where.count() - 1)
    assert dialog.where.currentText() == "in all posts of the site (3)"
    dialog.key.setEditText("desk")
    writer.type("news")
    writer.press("Return")
    files = changes(writer).list.model()
    names = {str(files.index(row, 0).data()) for row in range(files.rowCount())}
    assert names == {path.rpartition("/")[2] for path in (POST, OTHER, DRAFT)}


def test_selected_posts_get_a_field(site: Path, sit_down: SitDown) -> None:
    writer = sit_down(site)
    table = writer.window.panel.posts.table
    writer.wait(lambda: table.rows.rowCount() == 3)
    table.setFocus()
    table.select_first()
    writer.press("Shift+Down")
    dialog = ask(writer, "Set a field")
    assert dialog.where.currentText().startswith("in 2 selected")
    dialog.key.setEditText("desk")
    writer.type("politics")
    writer.press("Return")
    assert changes(writer).list.model().rowCount() == 2
    writer.press("Return")
    writer.wait(lambda: "changed" in writer.notice)
    assert b"desk: politics\n" in (site / DRAFT).read_bytes()
    assert b"desk: politics\n" in (site / POST).read_bytes()
    assert b"desk" not in (site / OTHER).read_bytes()


def test_a_bad_pattern_gets_a_sentence_and_a_good_one_changes_bodies_alone(
    site: Path, sit_down: SitDown
) -> None:
    before = everything(site)
    writer = sit_down(site / POST)
    dialog = ask(writer, "Replace text")
    dialog.regex.setChecked(True)
    writer.type("(held")
    assert "This pattern cannot be read" in dialog.problem_label.text()
    assert not dialog.preview_button.isEnabled()
    dialog.first.setText(r"wall \*\*(held)\*\*")
    dialog.second.setText("WALL $1 ü")
    assert dialog.problem_label.text() == ""
    writer.press("Return")
    changes(writer)
    writer.press("Return")
    writer.wait(lambda: "changed" in writer.notice)
    assert everything(site) == {
        **before,
        POST: before[POST].replace(b"wall **held**", "WALL held ü".encode()),
    }


def test_a_pattern_that_would_take_for_ever_leaves_that_post_alone(site: Path, sit_down: SitDown) -> None:
    (site / OTHER).write_text("---\ntitle: x\n---\n" + "a" * 5000 + "\n", encoding="utf-8")
    writer = sit_down(site / POST)
    dialog = ask(writer, "Replace text")
    dialog.regex.setChecked(True)
    dialog.where.setCurrentIndex(dialog.where.count() - 1)
    writer.type("(a+)+b|held")
    writer.press("Return")
    shown = changes(writer)
    remarks = writer.field("Remarks", QPlainTextEdit, shown).toPlainText()
    assert f"{OTHER} stays as it is: The pattern takes too long" in remarks
    writer.press("Escape")


def test_where_nothing_would_change_the_bar_says_so(site: Path, sit_down: SitDown) -> None:
    before = everything(site)
    writer = sit_down(site / POST)
    ask(writer, "Rename a tag")
    writer.type("nowhere")
    writer.press("Tab")
    writer.type("x")
    writer.press("Return")
    writer.wait(lambda: writer.notice == "No post would change.")
    assert everything(site) == before
