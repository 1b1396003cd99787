"""The cards as they are seen: every one there, cut around the focus, no wider than the pane."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from editor.core.article import article_of
from editor.core.cards import card_facts, cards
from editor.core.post.post import parse_post
from editor.core.site import parse_config
from editor.widgets.preview.cards import CardsPane, CardView, card_name, text_width
from editor.widgets.tokens import DARK

SITE = parse_config("title: Ledger\nurl: https://ledger.example\n")


def made(title: str = "Harbour ferry returns") -> tuple[object, ...]:
    text = f"---\ntitle: {title}\nexcerpt: It sails.\nimage: /a.jpg\ndate: 2026-03-14\n---\n"
    return cards(card_facts(article_of(parse_post(text.encode(), "a.md"), SITE, "a.md"), "/a/", SITE))


@pytest.fixture
def pane(qtbot: QtBot) -> CardsPane:
    pane = CardsPane()
    qtbot.addWidget(pane)
    pane.resize(420, 600)
    pane.show()
    pane.show_cards(made())
    return pane


def halves() -> QImage:
    """Red on the left, blue on the right."""
    image = QImage(400, 100, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    painter = QPainter(image)
    painter.fillRect(200, 0, 200, 100, QColor("blue"))
    painter.end()
    return image


def test_every_card_stands_under_its_name(pane: CardsPane) -> None:
    names = [label.text() for label in pane.findChildren(QLabel) if label.isVisible()]
    assert names == [card_name(card.kind) for card in made()]
    assert all(view.accessibleName() for view in pane.findChildren(CardView))


def test_no_card_is_wider_than_the_pane(pane: CardsPane) -> None:
    assert all(view.width() <= pane.viewport().width() for view in pane.findChildren(CardView))
    pane.resize(1000, 600)
    assert max(view.width() for view in pane.findChildren(CardView)) == 600


def test_the_picture_is_cut_around_the_focus(pane: CardsPane) -> None:
    small = pane.findChildren(CardView)[2]
    pane.show_picture(halves(), (0.0, 0.5))
    left = small.grab().toImage().pixelColor(20, 30)
    pane.show_picture(halves(), (1.0, 0.5))
    right = small.grab().toImage().pixelColor(20, 30)
    assert left.red() > 200 > left.blue()
    assert right.blue() > 200 > right.red()


def test_other_texts_take_the_place_of_the_old_ones(pane: CardsPane) -> None:
    before = len(pane.findChildren(CardView))
    pane.show_cards(made("Another headline"))
    views = pane.findChildren(CardView)
    assert len(views) == before
    assert all("Another headline" in view.accessibleName() for view in views)


def test_dark_cards_are_dark(pane: CardsPane) -> None:
    pane.set_theme(DARK)
    image = pane.findChildren(CardView)[0].grab().toImage()
    assert image.pixelColor(image.width() // 2, 6).lightness() < 60


def test_a_wider_text_is_wider(qapp: object) -> None:
    assert 0 < text_width("ill", 20, False) < text_width("mmm", 20, False) < text_width("mmm", 20, True) * 1.2


def test_arabic_stands_at_the_right_and_its_ellipsis_at_the_left(pane: CardsPane) -> None:
    pane.resize(700, 600)
    pane.show_cards(made("المجلس يوافق على إعادة فتح الميناء " * 6))
    notification = pane.findChildren(CardView)[-1]
    image = notification.grab().toImage()
    ratio = image.devicePixelRatio()

    def ink(left: int, right: int, top: int, bottom: int) -> int:
        return sum(
            image.pixelColor(round(x * ratio), round(y * ratio)).lightness() < 128
            for x in range(left, right)
            for y in range(top, bottom)
        )

    headline = (34, 52)
    assert ink(13, 24, *headline) < ink(330, 346, *headline)
    assert ink(318, 348, *headline) > 0
    pane.show_cards(made("المجلس"))
    image = notification.grab().toImage()
    assert ink(13, 200, *headline) == 0 < ink(280, 349, *headline)


def test_words_stand_in_the_place_of_a_picture_that_is_not_loaded(pane: CardsPane) -> None:
    large = pane.findChildren(CardView)[1]
    pane.show_picture(QImage(), (0.5, 0.5))
    empty = large.grab().toImage()
    pane.show_picture(QImage(), (0.5, 0.5), "On another server; not loaded.")
    assert large.grab().toImage() != empty
