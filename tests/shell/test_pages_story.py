"""Whole-file jobs on pages and the documents of collections: what applies is done, what does not says why."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from editor.widgets.dialogs.changes import ChangesDialog
from editor.widgets.dialogs.rename import RenameDialog
from tests.shell.story import OTHER, POST, Writer

SitDown = Callable[..., Writer]
PAGE, DOCUMENT = "about.md", "_recipes/soup.md"


@pytest.fixture(autouse=True)
def pages(site: Path) -> None:
    """A page, a document, and a post and a data file that link to them."""
    config = site / "_config.yml"
    config.write_text(config.read_text() + "collections:\n  recipes:\n    output: true\n", encoding="utf-8")
    (site / "_recipes").mkdir()
    (site / "_data").mkdir()
    (site / PAGE).write_bytes(
        b"---\ntitle: About us\npermalink: /us/\n---\nThe [soup]({% link _recipes/soup.md %}).\n"
    )
    (site / DOCUMENT).write_bytes(b"---\r\ntitle: Fish soup\r\n---\r\nBoil.\r\n")
    (site / OTHER).write_bytes(b"---\ntitle: Council votes\n---\n[soup](/recipes/soup/) and [us](/us/)\n")
    (site / "_data" / "menu.yml").write_bytes(b"- url: /recipes/soup/\n")


def menu_of(writer: Writer, *paths: str) -> QMenu:
    writer.window.panel.posts.menu_requested.emit(paths, writer.window.pos())
    return next(menu for menu in writer.window.findChildren(QMenu) if menu.isVisible())


def reasons(menu: QMenu) -> dict[str, str]:
    """Return the words of each line of a menu that cannot be chosen, with why."""
    return {
        one.text(): one.toolTip()
        for one in menu.actions()
        if one.isVisible() and not one.isEnabled() and one.text()
    }


def test_a_document_is_renamed_with_every_link_to_it(site: Path, sit_down: SitDown) -> None:
    writer = sit_down(site / DOCUMENT)
    writer.press("F2")
    dialog = writer.dialog(RenameDialog)
    assert dialog.windowTitle() == "Rename document"
    assert not dialog.day.isVisible()
    writer.type("fish soup")
    assert dialog.address_label.toolTip() == "https://tribune.example/recipes/fish-soup/"
    writer.press("Return")
    writer.wait(lambda: bool(writer.window.findChildren(ChangesDialog)))
    writer.dialog(ChangesDialog)
    writer.press("Return")
    writer.wait(lambda: writer.notice.startswith("The document is called “fish-soup.md” now."))
    assert (site / "_recipes" / "fish-soup.md").read_bytes() == b"---\r\ntitle: Fish soup\r\n---\r\nBoil.\r\n"
    assert b"{% link _recipes/fish-soup.md %}" in (site / PAGE).read_bytes()
    assert b"[soup](/recipes/fish-soup/)" in (site / OTHER).read_bytes()
    assert (site / "_data" / "menu.yml").read_bytes() == b"- url: /recipes/fish-soup/\n"
    writer.press("Ctrl+Alt+Z")
    writer.wait(lambda: writer.notice == "Rename document: undone.")
    assert (site / DOCUMENT).exists()


def test_a_page_is_copied_beside_it_without_its_address(site: Path, sit_down: SitDown) -> None:
    writer = sit_down(site / PAGE)
    writer.desk.actions["post_duplicate"].trigger()
    writer.wait(lambda: writer.document.path == site.resolve() / "about-2.md")
    assert b"permalink" not in (site / "about-2.md").read_bytes()
    assert writer.desk.late.jobs.undo_title == "Duplicate page"


def test_a_page_and_a_document_go_to_the_trash_and_come_back(site: Path, sit_down: SitDown) -> None:
    writer = sit_down(site / POST)
    writer.wait(lambda: len(writer.desk.workspace.listing.posts) == 5)
    menu = menu_of(writer, PAGE, DOCUMENT)
    next(one for one in menu.actions() if one.text() == "Move to trash").trigger()
    menu.close()
    writer.wait(lambda: not (site / PAGE).exists() and not (site / DOCUMENT).exists())
    writer.wait(lambda: "in the trash" in writer.notice)
    writer.click_notice("undo")
    writer.wait(lambda: (site / PAGE).exists() and (site / DOCUMENT).exists())


@pytest.mark.parametrize(
    ("path", "publish", "drafts"),
    [
        (PAGE, "A page is on the site as it is", "Withdraw takes a page off the site"),
        (DOCUMENT, "A collection has no drafts", "Withdraw takes a document off the site"),
    ],
)
def test_what_does_not_apply_says_why(
    path: str, publish: str, drafts: str, site: Path, sit_down: SitDown
) -> None:
    writer = sit_down(site / POST)
    menu = menu_of(writer, path)
    assert menu.toolTipsVisible()
    found = reasons(menu)
    assert publish in found.pop("Publish draft")
    assert drafts in found.pop("Back to drafts")
    assert found == {}
    menu.close()
    writer.desk.files.open_path(site / path)
    writer.window.post_menu.aboutToShow.emit()
    action = writer.desk.actions["post_publish"]
    assert not action.isEnabled()
    assert publish in action.toolTip()


def test_a_link_to_a_page_is_one_that_jekyll_follows(site: Path, sit_down: SitDown) -> None:
    writer = sit_down(site / PAGE)
    writer.desk.actions["post_copy_link"].trigger()
    assert QGuiApplication.clipboard().text() == "[About us]({% link about.md %})"
