"""The front page's card among the others: how large it is while its page comes, and where the others stay."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from editor.core.cards import Card
from editor.widgets.preview.cards import CardsPane
from editor.widgets.preview.front_card import CardPlace


class Page:
    """Takes any zoom."""

    def setZoomFactor(self, factor: float) -> None:
        pass


def test_cards_stay_where_they_are_while_the_front_pages_is_loaded_again(qtbot: QtBot) -> None:
    pane = CardsPane()
    qtbot.addWidget(pane)
    pane.resize(420, 300)
    pane.show_cards(tuple(Card(kind, 360, ()) for kind in ("search", "front-page", "feed")))
    pane.front_card.set_view(QWidget(), Page())
    pane.show_front_card(True)
    pane.show()
    pane.front_card.place(CardPlace(40, 12, 360, 500))
    bar = pane.verticalScrollBar()
    # The scroll bar has come, and the cards have made room for it.
    qtbot.waitUntil(lambda: bar.maximum() > 0 and pane.widget().width() == pane.viewport().width())
    bar.setValue(bar.maximum())
    place, whole = bar.value(), pane.front_card.height()

    pane.front_card.place(CardPlace(40, 12, 360, 90, is_whole=False))  # its picture is still on its way
    QCoreApplication.processEvents()
    assert (bar.value(), pane.front_card.height()) == (place, whole)
    pane.front_card.place(CardPlace(40, 12, 360, 500))
    QCoreApplication.processEvents()
    assert bar.value() == place

    pane.front_card.place(CardPlace(40, 12, 360, 90))  # it is lower now
    assert pane.front_card.height() < whole
