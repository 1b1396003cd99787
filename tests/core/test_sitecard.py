"""A post's card on its site's own front page."""

from __future__ import annotations

import pytest

from editor.core.sitecard import SiteCard, card_on

PAGE = """<html><head><title>Ledger</title></head><body><header><a href="/">Ledger</a></header><main><div class="front">
<article class="card"><a href="/ferry/" aria-hidden="true"><img src="/a.jpg" alt="x"></a>
<p class="kicker">News</p><h2><a href="/ferry/">Ferry <em>returns</em></a></h2>
<p>It sails on&nbsp;Monday&hellip;</p><p>By Ana · <time>14 March</time></p><script>no()</script></article>
<ul><li><a href="https://ledger.example/wall/">The wall</a> <span>12 March</span></li>
<li><a href="/fog.html">Fog</a></li></ul></div></main></body></html>"""
URLS = ("/ferry/", "/wall/", "/fog.html")


def test_a_card_has_the_sites_own_words_in_its_order() -> None:
    assert card_on(PAGE, "/ferry/", URLS) == SiteCard(
        ("News", "Ferry returns", "It sails on Monday…", "By Ana · 14 March"), 1, True
    )


def test_a_row_of_a_list_is_a_card_too() -> None:
    assert card_on(PAGE, "/wall/", URLS, "ledger.example") == SiteCard(("The wall 12 March",), 0, False)
    assert card_on(PAGE, "/fog", URLS) == SiteCard(("Fog",), 0, False)


def test_a_page_below_another_address_is_understood() -> None:
    page = PAGE.replace('href="/', 'href="/blog/')
    card = card_on(page, "/ferry/", URLS, "", "/blog")
    assert card is not None
    assert card.lines[1] == "Ferry returns"


@pytest.mark.parametrize(
    "page", ["", "<p>Nothing", PAGE, "</div></div><a href='http://[bad'>x</a>", "<div>" * 5000]
)
def test_a_page_without_the_post_has_no_card(page: str) -> None:
    assert card_on(page, "/nowhere/", URLS) is None


def test_a_card_ends_before_the_next_posts() -> None:
    page = "<div><div><a href='/ferry/'>A</a><p>one</p></div><div><a href='/wall/'>B</a></div></div>"
    assert card_on(page, "/ferry/", URLS) == SiteCard(("A", "one"), 0, False)
