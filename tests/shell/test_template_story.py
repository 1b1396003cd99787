"""A new post from a template: name and address shown as one types, clashes said before, the file made at once."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from editor.widgets.dialogs.new_post import NewPostDialog
from tests.shell.story import Writer

SitDown = Callable[..., Writer]
KEYS = "layout: interview   # ours\ntitle: ''\ndate: 2020-01-01\nauthor: ada\ntags: [people]\n"
TEMPLATE = f"---\n{KEYS}---\n## Who?\r\n\n"


@pytest.fixture(autouse=True)
def template(site: Path) -> None:
    (site / "_templates").mkdir()
    (site / "_templates" / "long-interview.md").write_bytes(TEMPLATE.encode())


def asked(writer: Writer) -> NewPostDialog:
    writer.press("Ctrl+Alt+N")
    return writer.dialog(NewPostDialog)


def test_a_post_is_made_from_a_template(site: Path, sit_down: SitDown) -> None:
    writer = sit_down(site)
    dialog = asked(writer)
    writer.type("Net makers: the last one")
    assert dialog.slug.text() == "net-makers-the-last-one"
    dialog.day.setText("16 Mar 2026, 09:15")
    dialog.category.setEditText("People")
    dialog.template.setCurrentIndex(dialog.template.findText("long interview"))
    assert dialog.file_label.toolTip() == "_posts/2026-03-16-net-makers-the-last-one.md"
    assert dialog.address_label.toolTip() == "https://tribune.example/net-makers-the-last-one/"
    writer.press("Return")
    path = site / "_posts" / "2026-03-16-net-makers-the-last-one.md"
    writer.wait(lambda: writer.desk.workspace.current is not None)
    text = path.read_bytes().decode()
    assert re.fullmatch(
        r"---\nlayout: interview   # ours\ntitle: 'Net makers: the last one'\ndate: 2026-03-16.*\nauthor: ada\n"
        r"(categories: \[People\]\n)?tags: \[people\]\n(categories: \[People\]\n)?---\n## Who\?\r\n\n",
        text,
    )
    assert writer.document.path == path.resolve()
    writer.press("Ctrl+Alt+Z")
    writer.wait(lambda: not path.exists())


def test_a_draft_has_no_date_and_no_address(site: Path, sit_down: SitDown) -> None:
    writer = sit_down(site)
    dialog = asked(writer)
    writer.type("Tides")
    dialog.draft.setChecked(True)
    dialog.template.setCurrentIndex(1)
    assert (dialog.file_label.toolTip(), dialog.address_label.toolTip()) == ("_drafts/tides.md", "")
    writer.press("Return")
    writer.wait(lambda: writer.desk.workspace.current is not None)
    assert b"date" not in (site / "_drafts" / "tides.md").read_bytes()


def test_clashes_and_what_is_no_date_are_said_as_one_types(site: Path, sit_down: SitDown) -> None:
    writer = sit_down(site)
    dialog = asked(writer)
    assert not dialog.create_button.isEnabled()
    writer.type("Council votes")
    dialog.day.setText("12 Mar 2026")
    assert "There is a post of this name already" in dialog.problem_label.text()
    dialog.day.setText("13 Mar 2026")
    writer.wait(lambda: writer.desk.late.address.holder_of("/council-votes/", "") != "")
    dialog.day.setText("14 Mar 2026")
    assert "“_posts/2026-03-12-council-votes.md” has this address already" in dialog.problem_label.text()
    assert not dialog.create_button.isEnabled()
    dialog.day.setText("sometime")
    assert "“sometime” is no date" in dialog.problem_label.text()
    dialog.day.setText("14 Mar 2026")
    dialog.slug.setFocus()
    dialog.slug.selectAll()
    writer.type("votes")
    assert dialog.create_button.isEnabled()
    dialog.title.setText("Council votes again")
    assert dialog.slug.text() == "votes"
    dialog.slug.setFocus()
    dialog.slug.selectAll()
    writer.type("!!")
    assert "needs a letter or a digit" in dialog.problem_label.text()
    writer.press("Escape")
    assert len(list((site / "_posts").iterdir())) == 2
