"""Cards follow the form, and the headline's width is said under it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from editor.shell.app import Desk
from editor.widgets.preview.cards import CardView
from editor.widgets.segments import Segment

OpenDesk = Callable[..., Desk]
POST = "_posts/2026-03-14-harbour-wall-holds.md"


def names(desk: Desk) -> list[str]:
    return [view.accessibleName() for view in desk.window.preview.cards.findChildren(CardView)]


def test_cards_follow_the_headline_as_it_is_typed(qtbot: QtBot, site: Path, open_desk: OpenDesk) -> None:
    desk = open_desk(site / POST)
    segment = next(each for each in desk.window.preview.kinds.findChildren(Segment) if each.choice == "cards")
    QTest.mouseClick(segment, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: any("Harbour wall holds" in name for name in names(desk)))
    assert any("/" not in name and "harbour-wall-holds" in name for name in names(desk))
    headline = desk.window.form.fields.headline
    headline.setFocus()
    QTest.keyClick(headline, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(headline, "Wall stands")
    qtbot.waitUntil(lambda: all("Wall stands" in name for name in names(desk)))


def test_a_headline_too_wide_for_a_result_list_is_marked(
    qtbot: QtBot, site: Path, open_desk: OpenDesk
) -> None:
    desk = open_desk(site / POST)
    label = desk.window.form.fields.headline_length
    qtbot.waitUntil(lambda: "/ 580 px" in label.text())
    assert label.property("tone") == "muted"
    headline = desk.window.form.fields.headline
    headline.setFocus()
    QTest.keyClicks(headline, " and more words than any result list would show to anybody who looks for it")
    qtbot.waitUntil(lambda: label.property("tone") == "warn")


def test_cards_show_what_jekyll_takes_and_the_front_page_as_the_site_has_it(
    qtbot: QtBot, site: Path, open_desk: OpenDesk
) -> None:
    (site / "index.html").write_text(
        "---\n---\n{% for post in site.posts limit: 1 %}<article><h2><a href='{{ post.url }}'>{{ post.title }}</a></h2>"
        "<p>Only here: {{ post.excerpt | strip_html | truncatewords: 4 }}</p></article>{% endfor %}",
        encoding="utf-8",
    )
    (site / POST).write_text("---\ntitle: Wall holds\n---\nIt held all night and into the day.\n", "utf-8")
    desk = open_desk(site / POST)
    segment = next(each for each in desk.window.preview.kinds.findChildren(Segment) if each.choice == "cards")
    QTest.mouseClick(segment, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: any("Only here: It held all night..." in name for name in names(desk)))
    assert sum("It held all night and into the day." in name for name in names(desk)) == 5


def test_a_lead_image_that_is_not_there_is_on_no_card(qtbot: QtBot, site: Path, open_desk: OpenDesk) -> None:
    (site / POST).write_text("---\ntitle: Wall holds\nimage: /assets/none.png\n---\nIt held.\n", "utf-8")
    desk = open_desk(site / POST)
    segment = next(each for each in desk.window.preview.kinds.findChildren(Segment) if each.choice == "cards")
    QTest.mouseClick(segment, Qt.MouseButton.LeftButton)

    def large() -> CardView:
        return desk.window.preview.cards.findChildren(CardView)[1]

    qtbot.waitUntil(lambda: len(names(desk)) == 6)
    without = large().sizeHint().height()
    assert without < 120
    (site / "assets" / "none.png").write_bytes((site / "assets" / "wall.png").read_bytes())
    qtbot.waitUntil(lambda: large().sizeHint().height() == without + 262)
    (site / "assets" / "none.png").write_bytes(b"no picture at all")
    qtbot.waitUntil(lambda: large().sizeHint().height() == without)
