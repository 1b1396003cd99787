"""What needs attention is listed, opened at its place, and gone from the list once it is mended and saved."""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt

from tests.shell.story import Writer

SitDown = Callable[..., Writer]
MARKED = "_posts/2026-03-10-marked.md"


def listed(writer: Writer) -> list[str]:
    model = writer.window.panel.attention.list.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def test_a_need_is_opened_at_its_line_and_mended(site: Path, sit_down: SitDown) -> None:
    (site / MARKED).write_text(
        "---\ntitle: Marked\nexcerpt: Good.\nimage: assets/wall.png\nimage_alt: A wall\n---\n\nThe price is TK.\n"
    )
    writer = sit_down(site)
    pane = writer.window.panel.attention
    writer.press("Ctrl+Alt+A")
    writer.wait(lambda: "Marked" in listed(writer))
    pane.kinds.setCurrentIndex(pane.kinds.findData("mark"))
    assert listed(writer) == ["Marked"]
    said = str(pane.list.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole))
    assert "TK left in the text, line 2" in said
    pane.focus_list()
    writer.press("Return")
    assert writer.document.title == "Marked"
    writer.wait(lambda: "Ln 2, Col" in writer.status)
    assert writer.window.editor.hasFocus()
    writer.press("Home")
    writer.press("Shift+End")
    writer.type("The price is 3.")
    writer.press("Ctrl+S")
    writer.wait(lambda: listed(writer) == [])


def test_the_list_has_the_keyboard_once_the_posts_were_looked_through(site: Path, sit_down: SitDown) -> None:
    (site / MARKED).write_text("---\ntitle: Marked\n---\n\nText.\n")
    writer = sit_down(site)
    writer.press("Ctrl+Alt+A")
    pane = writer.window.panel.attention
    writer.wait(lambda: "Marked" in listed(writer))
    assert writer.focus is pane.list
    assert pane.list.currentIndex().row() == 0


def test_a_post_that_cannot_be_read_is_opened_at_its_fault(site: Path, sit_down: SitDown) -> None:
    (site / MARKED).write_text("---\ntitle: Marked\ntags: [a\nauthor: b\n---\n\nText.\n")
    writer = sit_down(site)
    writer.press("Ctrl+Alt+A")
    pane = writer.window.panel.attention
    writer.wait(lambda: pane.kinds.findData("unread") >= 0)
    pane.kinds.setCurrentIndex(pane.kinds.findData("unread"))
    assert len(listed(writer)) == 1
    pane.focus_list()
    writer.press("Return")
    problem = writer.document.state.problem
    assert problem is not None
    assert problem.line > 1
    writer.wait(lambda: f"Ln {problem.line}, Col" in writer.status)
    assert writer.window.editor.hasFocus()


def test_what_is_in_the_front_matter_leads_to_the_form(site: Path, sit_down: SitDown) -> None:
    (site / MARKED).write_text("---\ntitle: Marked\nimage: assets/wall.png\n---\n\nText.\n")
    writer = sit_down(site)
    writer.press("Ctrl+Alt+A")
    writer.wait(lambda: "Marked" in listed(writer))
    pane = writer.window.panel.attention
    pane.kinds.setCurrentIndex(pane.kinds.findData("no-excerpt"))
    row = listed(writer).index("Marked")
    pane.list.setCurrentIndex(pane.list.model().index(row, 0))
    pane.focus_list()
    writer.press("Return")
    assert writer.document.title == "Marked"
    assert writer.focus is writer.window.form.fields.excerpt
    pane.focus_list()
    writer.press("Escape")
    assert writer.window.editor.hasFocus()


@pytest.mark.parametrize(
    ("kind", "front", "field"),
    [
        ("no-image", "excerpt: Good.", "lead.choose"),
        ("no-alt", "excerpt: Good.\nimage: assets/wall.png", "alt"),
        ("small-image", "excerpt: Good.\nimage: assets/wall.png\nimage_alt: A wall", "lead.edit"),
        ("long-excerpt", f"excerpt: {'Too long. ' * 30}", "excerpt"),
        ("mark", "excerpt: It costs TK pounds.", "excerpt"),
    ],
)
def test_each_need_leads_to_the_field_that_mends_it(
    site: Path, sit_down: SitDown, kind: str, front: str, field: str
) -> None:
    Image.new("RGB", (60, 40)).save(site / "assets" / "wall.png")
    (site / MARKED).write_text(f"---\ntitle: Marked\n{front}\n---\n\nText.\n")
    writer = sit_down(site)
    writer.press("Ctrl+Alt+A")
    pane = writer.window.panel.attention
    writer.wait(lambda: "Marked" in listed(writer))
    pane.kinds.setCurrentIndex(pane.kinds.findData(kind))
    pane.list.setCurrentIndex(pane.list.model().index(listed(writer).index("Marked"), 0))
    pane.focus_list()
    writer.press("Return")
    assert writer.document.title == "Marked"
    assert writer.focus is attrgetter(field)(writer.window.form.fields)


def test_the_sites_own_limit_counts_in_the_form_and_in_the_list(site: Path, sit_down: SitDown) -> None:
    (site / "_copydesk").mkdir()
    (site / "_copydesk" / "style.yml").write_text("excerpt_limit: 40\n")
    (site / MARKED).write_text(f"---\ntitle: Marked\nexcerpt: {'Six by. ' * 6}\n---\n\nText.\n")
    writer = sit_down(site / MARKED)
    hint = writer.window.form.fields.excerpt_box.hint
    writer.wait(lambda: hint.text() == "47 / 40")
    writer.press("Ctrl+Alt+A")
    pane = writer.window.panel.attention
    writer.wait(lambda: pane.kinds.findData("long-excerpt") > 0)
