"""The front page's card is the site's own: its element, style sheets and pictures, alive while the post is written."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from editor.widgets.preview.cards import CardView
from tests.shell.story import DRAFT, POST, Writer

SitDown = Callable[..., Writer]
HOME = """---
---
<!doctype html><html><head><meta charset="utf-8"><link rel="stylesheet" href="{{ '/card.css' | relative_url }}">
<link rel="stylesheet" href="https://fonts.example/lora.css"></head>
<body><div class="banner">The Tribune of today</div><div class="river">
{% for post in site.posts limit: 2 %}<article class="card"><img src="/assets/wall.png" alt="">
<h2><a href="{{ post.url | relative_url }}">{{ post.title }}</a></h2>
<p>{{ post.content | strip_html | truncatewords: 6 }}</p></article>{% endfor %}
</div></body></html>
"""
CSS = """body { margin: 0 } .banner { position: fixed; top: 0; height: 40px } .river { padding: 900px 0 900px 300px }
.card { width: 400px; color: rgb(1, 2, 3) } .card img { width: 10px; height: 10px }
@media (prefers-color-scheme: dark) { .card { color: rgb(220, 220, 220) } }
@media (max-width: 500px) { .river { padding-left: 0 } .card { width: 300px } }
"""


@pytest.fixture
def listed(site: Path) -> Path:
    """The newsroom with a front page of two posts."""
    (site / "index.html").write_text(HOME, encoding="utf-8")
    (site / "card.css").write_text(CSS, encoding="utf-8")
    return site


class CardWriter:
    """A writer who has turned to the cards."""

    def __init__(self, writer: Writer) -> None:
        self.writer = writer
        self.pane = writer.window.preview
        self.pane.kinds.segment("cards").click()

    def page(self, expression: str) -> object:
        """Return what an expression says in the page of the card, None while there is none."""
        view = self.pane.cards.front_card.findChild(QWidget, "front-card-view")
        if view is None:
            return None
        found: list[object] = []
        view.page().runJavaScript(expression, 1, found.append)
        self.writer.wait(lambda: bool(found))
        return found[0]

    def wait(self, condition: Callable[[], bool]) -> None:
        self.writer.wait(condition, timeout=30_000)

    @property
    def card(self) -> str:
        """What the site's own card says while it is shown."""
        text = self.page("(document.querySelector('[data-cd-card]') || document.body || {}).innerText")
        return str(text) if self.is_own else ""

    @property
    def is_own(self) -> bool:
        """Whether the site's own card stands there, and not the drawn one."""
        drawn = [view.isVisible() for view in self.pane.cards.findChildren(CardView)]
        return self.pane.cards.front_card.width() > 1 and drawn.count(False) == 1

    @property
    def note(self) -> str:
        label = self.pane.cards.findChild(QLabel, "front-note")
        return label.text() if label.isVisible() else ""


@pytest.fixture
def turned(listed: Path, sit_down: SitDown) -> CardWriter:
    """A writer before the cards of the post that is the newest."""
    desk = CardWriter(sit_down(listed / POST, engine=True))
    desk.wait(lambda: "Harbour wall holds" in desk.card)
    return desk


def test_the_card_stands_alone_in_the_sites_own_dress(turned: CardWriter) -> None:
    card = "document.querySelector('[data-cd-card]')"
    turned.wait(lambda: turned.page(f"getComputedStyle({card}).color") == "rgb(1, 2, 3)")
    turned.wait(lambda: turned.page(f"{card}.querySelector('img').naturalWidth") == 64)
    assert turned.page("getComputedStyle(document.querySelector('.banner')).visibility") == "hidden"
    assert turned.page("document.querySelectorAll('.card').length") == 2
    room = turned.pane.cards.viewport().width() - 32
    turned.wait(lambda: abs(turned.pane.cards.front_card.width() - min(424, room)) < 5)
    assert turned.note == ""
    top = turned.page(f"{card}.getBoundingClientRect().top")
    assert abs(float(str(top)) - 12) < 2


def test_it_follows_headline_and_body_as_they_are_typed(turned: CardWriter) -> None:
    headline = turned.writer.window.form.fields.headline
    turned.writer.keyboard_to(headline)
    turned.writer.press("Ctrl+A")
    turned.writer.type("Wall stands")
    turned.wait(lambda: "Wall stands" in turned.card)
    turned.writer.write_in_body(0, "All night long ")
    turned.wait(lambda: "All night long" in turned.card)


def test_it_is_dark_and_as_on_a_phone_when_the_page_is(turned: CardWriter) -> None:
    color = "getComputedStyle(document.querySelector('[data-cd-card]')).color"
    turned.writer.desk.preview.set_scheme("dark")
    turned.wait(lambda: turned.page(color) == "rgb(220, 220, 220)")
    turned.writer.desk.preview.set_width("phone")
    turned.wait(lambda: abs(turned.pane.cards.front_card.width() - 312) < 5)


def test_a_draft_is_shown_as_it_will_stand_there(listed: Path, sit_down: SitDown) -> None:
    desk = CardWriter(sit_down(listed / DRAFT, engine=True))
    desk.wait(lambda: desk.is_own)
    assert desk.note == "As it will stand there: it is not shown yet."


@pytest.mark.parametrize(
    ("home", "sentence"),
    [
        (
            HOME.replace("limit: 2", "limit: 0"),
            "The site's front page shows no posts, so this card is only a sketch.",
        ),
        (
            HOME.replace("limit: 2", "limit: 1"),
            "Not on the front page: other posts there are newer. Drawn as if it were the newest.",
        ),
        (
            None,
            "There is no front page (index.html or index.md) to take it from, so this card is only a sketch.",
        ),
    ],
)
def test_a_post_that_is_not_there_is_drawn_and_that_is_said(
    listed: Path, sit_down: SitDown, home: str | None, sentence: str
) -> None:
    if home is None:
        (listed / "index.html").unlink()
    else:
        (listed / "index.html").write_text(home, encoding="utf-8")
    (listed / "_posts" / "2025-01-02-gale.md").write_text(
        "---\ntitle: Gale\n---\nIt blew.\n", encoding="utf-8"
    )
    desk = CardWriter(sit_down(listed / "_posts" / "2025-01-02-gale.md", engine=True))
    desk.wait(lambda: desk.note == sentence)
    assert not desk.is_own


def test_a_page_is_not_said_to_have_no_front_page(listed: Path, sit_down: SitDown) -> None:
    (listed / "about.md").write_text("---\ntitle: About us\n---\nWho we are.\n", encoding="utf-8")
    desk = CardWriter(sit_down(listed / "about.md", engine=True))
    desk.wait(
        lambda: desk.note == "This is a page, and a front page lists posts, so this card is only a sketch."
    )
    assert not desk.is_own


def test_it_is_drawn_again_when_its_template_or_style_sheet_changes_on_disk(
    listed: Path, turned: CardWriter
) -> None:
    card = "document.querySelector('[data-cd-card]')"
    (listed / "index.html").write_text(HOME.replace("<p>", "<p>Changed: "), encoding="utf-8")
    turned.wait(lambda: "Changed: " in turned.card)
    (listed / "card.css").write_text(CSS.replace("rgb(1, 2, 3)", "rgb(4, 5, 6)"), encoding="utf-8")
    turned.wait(lambda: turned.page(f"getComputedStyle({card}).color") == "rgb(4, 5, 6)")


def test_a_card_whose_page_dies_comes_back(turned: CardWriter, qtbot: QtBot) -> None:
    view = turned.pane.cards.front_card.findChild(QWidget, "front-card-view")
    with qtbot.waitSignal(view.page().ready, timeout=30_000):
        os.kill(view.page().renderProcessPid(), signal.SIGTERM if os.name == "nt" else signal.SIGKILL)
    turned.wait(lambda: "Harbour wall holds" in turned.card)
