"""Cards: each cut where the real one would cut, with letters of a made-up width."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from editor.core.article import article_of
from editor.core.cards import HEADLINE_WIDTH, card_facts, cards, clamp, ended, headline_width, runs_left
from editor.core.graphemes import end_of
from editor.core.post.post import parse_post
from editor.core.site import parse_config
from editor.core.sitecard import SiteCard

SITE = parse_config("title: Harbour Ledger\nurl: https://ledger.example\n")
POST = (
    b"---\ntitle: Harbour ferry returns\ndate: 2026-03-14 07:30:00 +0000\nexcerpt: It sails on Monday.\n"
    b"categories: [News]\nimage: /a.jpg\nauthor: M. Okafor\n---\nText.\n"
)


def ten(text: str) -> float:
    """Every letter is ten px wide."""
    return 10.0 * len(text)


def made() -> dict[str, list[str]]:
    post = parse_post(POST, "2026-03-14-ferry.md")
    article = article_of(post, SITE, "2026-03-14-ferry.md")
    facts = card_facts(article, "/news/ferry%20returns/", SITE)
    return {card.kind: [text.text for text in card.texts] for card in cards(facts)}


def test_every_card_says_what_its_readers_see() -> None:
    assert made() == {
        "search": [
            "ledger.example › news › ferry returns",
            "Harbour ferry returns",
            "14 Mar 2026 — It sails on Monday.",
        ],
        "large": ["ledger.example", "Harbour ferry returns", "It sails on Monday."],
        "small": ["Harbour ferry returns", "It sails on Monday.", "ledger.example"],
        "front-page": ["Harbour ferry returns", "News · 14 Mar 2026"],
        "feed": ["Harbour ferry returns", "Harbour Ledger · M. Okafor · 14 Mar 2026", "It sails on Monday."],
        "notification": ["Harbour Ledger · now", "Harbour ferry returns", "It sails on Monday."],
    }


def test_a_post_without_picture_has_cards_without() -> None:
    post = parse_post(b"---\ntitle: A\n---\n", "a.md")
    facts = card_facts(article_of(post, SITE, "a.md"), "/a/", SITE)
    assert all(card.picture is None for card in cards(facts))


def test_a_result_list_ends_behind_a_whole_word() -> None:
    assert ended("one two three", 130, ten) == "one two three"
    assert ended("one two three", 120, ten) == "one two ..."
    assert ended("one two, three", 120, ten) == "one two ..."
    assert ended("港口渡轮九年后回来", 80, ten) == "港口渡轮 ..."
    assert ended("incomprehensible", 90, ten) == "incom ..."


def test_what_fits_is_not_cut() -> None:
    assert clamp("one two", 70, 1, ten) == ("one two",)
    assert clamp("", 70, 2, ten) == ()


def test_lines_break_between_words_and_the_last_says_that_there_is_more() -> None:
    assert clamp("one two three four", 80, 3, ten) == ("one two", "three", "four")
    assert clamp("one two three four", 80, 2, ten) == ("one two", "three f…")
    assert clamp("one two three four", 80, 1, ten) == ("one two…",)


def test_a_word_that_is_too_wide_is_broken() -> None:
    assert clamp("abcdefghijkl", 50, 3, ten) == ("abcde", "fghij", "kl")


def test_scripts_without_blanks_break_anywhere() -> None:
    assert clamp("渡し船が戻る", 30, 2, ten) == ("渡し船", "が戻る")


def test_no_line_begins_with_a_mark_that_closes_nor_ends_with_one_that_opens() -> None:
    assert clamp("渡し船だ。」と", 40, 2, ten) == ("渡し船", "だ。」と")
    assert clamp("港に「船」が", 30, 2, ten) == ("港に", "「船…")
    assert clamp("ラッシャー", 30, 3, ten) == ("ラッ", "シャー")
    assert clamp("港 and 船が来た", 70, 2, ten) == ("港 and 船", "が来た")


def test_no_emoji_is_cut() -> None:
    family = "👩‍👩‍👧"
    assert clamp(f"ab{family}cd", 50, 1, ten) == ("ab…",)
    assert clamp(f"{family * 3}", 60, 3, ten) == (family,) * 3
    assert clamp(family, 20, 1, ten) == (f"{family}…",)


@pytest.mark.parametrize(
    ("text", "left"),
    [("المجلس", True), ("“3 שלום”", True), ("Ellermouth المجلس", False), ("港", False), ("12 — !", False)],
)
def test_which_way_a_text_runs_is_told_by_its_first_letter(text: str, left: bool) -> None:
    assert runs_left(text) is left


def is_one_sign(text: str) -> bool:
    """A line holds at least that, however narrow it is; an emoji may be several characters."""
    return end_of(text, 1) == len(text)


@example("0🏻", 11, 1)
@given(st.text(max_size=80), st.integers(11, 200), st.integers(1, 4))
def test_no_line_is_wider_than_the_card(text: str, width: int, lines: int) -> None:
    found = clamp(text, width, lines, ten)
    assert len(found) <= lines
    assert all(ten(line) <= width or is_one_sign(line.removesuffix("…")) for line in found)
    if not found or not found[-1].endswith("…"):
        assert "".join("".join(found).split()) == "".join(text.split())


def test_the_width_of_a_headline_in_a_result_list() -> None:
    assert (
        headline_width("x" * 40, lambda text, pixels, bold: len(text) * pixels * 0.5) == 400 < HEADLINE_WIDTH
    )


def test_what_stands_for_the_text_is_the_description_then_the_excerpt_then_what_jekyll_takes() -> None:
    article = article_of(parse_post(POST, "2026-03-14-ferry.md"), SITE, "2026-03-14-ferry.md")
    bare = replace(article, excerpt="")
    for facts, said in (
        (card_facts(article, "/a/", SITE, description="For machines.", automatic="Text."), "For machines."),
        (card_facts(article, "/a/", SITE, automatic="Text."), "It sails on Monday."),
        (card_facts(bare, "/a/", SITE, automatic="Text."), "Text."),
    ):
        shown = {card.kind: [text.text for text in card.texts] for card in cards(facts)}
        assert shown["large"][2] == shown["small"][1] == shown["feed"][2] == shown["notification"][2] == said
        assert shown["search"][2] == f"14 Mar 2026 — {said}"


def test_the_front_page_card_has_the_sites_own_lines() -> None:
    article = article_of(parse_post(POST, "2026-03-14-ferry.md"), SITE, "2026-03-14-ferry.md")
    front = SiteCard(("News", "Ferry returns", "It sails…"), 1, False)
    facts = card_facts(article, "/a/", SITE, front=front)
    card = next(card for card in cards(facts) if card.kind == "front-page")
    assert [text.text for text in card.texts] == list(front.lines)
    assert [text.bold for text in card.texts] == [False, True, False]
    assert card.picture is None
