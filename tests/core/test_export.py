"""The text of an exported page."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.core.article import Article, LeadImage
from editor.core.export import (
    PageFacts,
    article_element,
    document_html,
    first_paragraph,
    json_ld,
    metadata_html,
    shortened,
)

TEMPLATE = Path(__file__).resolve().parents[2] / "resources" / "export" / "article.html"
FACTS = PageFacts(
    "Harbour Ledger", "https://l.example/ferry/", "https://l.example/a.png", "One boat & a waiting list."
)


def article(**changes: object) -> Article:
    told: dict[str, object] = {
        "headline": "Ferry returns",
        "byline": "Ada Marsh and Ben Ode",
        "date_text": "14 March 2026",
        "date_iso": "2026-03-14T07:30:00+00:00",
        "updated_iso": "2026-03-15",
        "reading_minutes": 3,
        "words": 612,
        "excerpt": "One boat & a waiting list.",
        "lead": LeadImage("a.png", "The Tern"),
        "lang": "en-GB",
        "tags": ("ferry", "harbour"),
        "categories": ("News", "Sea"),
        "authors": ("Ada Marsh", "Ben Ode"),
    }
    return Article(**(told | changes))  # type: ignore[arg-type]


class _Reader(HTMLParser):
    """Collects what a program reads from a page's head."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.meta: list[tuple[str, str]] = []
        self.tags: list[str] = []
        self.text: dict[str, str] = {}
        self.html: dict[str, str | None] = {}
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        self.tags.append(tag)
        if tag == "html":
            self.html = told
        if tag == "meta":
            name = told.get("name") or told.get("property") or told.get("http-equiv") or ""
            self.meta.append((name, told.get("content") or ""))

    def handle_data(self, data: str) -> None:
        if self.tags:
            self.text[self.tags[-1]] = self.text.get(self.tags[-1], "") + data


def page(
    told: Article, facts: PageFacts = FACTS, body: str = "<p>Text.</p>", styles: str = "p { color: red }"
) -> str:
    template = TEMPLATE.read_text(encoding="utf-8")
    return document_html(template, told, facts, article_element("<h1>x</h1>", body), styles, "Copydesk 1")


def test_a_document_says_in_its_head_what_it_is() -> None:
    html = page(article())
    read = _Reader(html)
    assert html.startswith("<!DOCTYPE html>\n")
    assert read.html == {"lang": "en-GB"}
    assert read.text["title"].startswith("Ferry returns – Harbour Ledger")
    assert {
        ("description", "One boat & a waiting list."),
        ("author", "Ada Marsh and Ben Ode"),
        ("og:type", "article"),
        ("og:title", "Ferry returns"),
        ("og:url", "https://l.example/ferry/"),
        ("og:image", "https://l.example/a.png"),
        ("og:image:alt", "The Tern"),
        ("og:locale", "en_GB"),
        ("article:published_time", "2026-03-14T07:30:00+00:00"),
        ("article:modified_time", "2026-03-15"),
        ("article:author", "Ben Ode"),
        ("article:section", "News"),
        ("article:tag", "harbour"),
        ("twitter:card", "summary_large_image"),
        ("color-scheme", "light dark"),
    } <= set(read.meta)
    assert '<link rel="canonical" href="https://l.example/ferry/">' in html


def test_the_document_forbids_every_request_and_script() -> None:
    policy = dict(_Reader(page(article())).meta)["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert "connect-src" not in policy


def test_a_site_without_address_or_name_leaves_those_lines_out() -> None:
    html = page(article(lang="en", lead=None), PageFacts())
    for word in ("canonical", "og:url", "og:image", "og:site_name", "og:locale", "publisher", "description"):
        assert word not in html
    assert "<title>Ferry returns</title>" in html


def test_languages_written_from_right_to_left_say_so() -> None:
    assert _Reader(page(article(lang="ar-EG"))).html == {"lang": "ar-EG", "dir": "rtl"}


def test_json_ld_is_a_news_article() -> None:
    told = json.loads(json_ld(article(), FACTS))
    assert told["@type"] == "NewsArticle"
    assert told["author"] == [{"@type": "Person", "name": name} for name in ("Ada Marsh", "Ben Ode")]
    assert told["image"] == ["https://l.example/a.png"]
    assert (told["datePublished"], told["dateModified"]) == ("2026-03-14T07:30:00+00:00", "2026-03-15")
    assert told["publisher"] == {"@type": "Organization", "name": "Harbour Ledger"}


@pytest.mark.parametrize(
    "text", ["</script><script>x()</script>", "<!--<script>", "]]>&\u2028\u2029", "${x} $title"]
)
def test_nothing_a_writer_types_breaks_out_of_the_head(text: str) -> None:
    told = article(headline=text, byline=text, tags=(text,), authors=(text,), lang="en")
    html = page(told, PageFacts(text, text, text, text))
    read = _Reader(html)
    assert read.tags.count("script") == 1
    assert read.text["script"].strip() == json_ld(told, PageFacts(text, text, text, text))
    assert json.loads(read.text["script"])["headline"] == text
    assert dict(read.meta)["description"] == text
    assert read.text["title"].removesuffix("\n") == f"{text} – {text}"


@given(st.text())
def test_json_ld_never_holds_a_sign_that_html_could_read(text: str) -> None:
    written = json_ld(article(headline=text), FACTS)
    assert not set("<>&\u2028\u2029") & set(written)
    assert json.loads(written)["headline"] == (text or "Untitled")


def test_styles_cannot_close_their_element() -> None:
    assert page(article(), styles="p::after { content: '</style><script>' }").count("</style") == 1


def test_an_article_without_text_has_no_empty_body() -> None:
    assert (
        article_element("<header></header>", " \n")
        == '<article class="article">\n<header></header>\n</article>'
    )
    assert article_element("", "x", "en").startswith('<article class="article" lang="en">')


def test_metadata_has_one_line_each() -> None:
    assert all(
        line.startswith(("<meta ", "<link ", "<script "))
        for line in metadata_html(article(), FACTS).split("\n")
    )


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<h2>No</h2><p></p><p><img src=x></p><p>A <b>bold</b>\nstart &amp; end.</p>", "A bold start & end."),
        ('<p id="x">Said<sup id="fnref:1"><a href="#fn:1">1</a></sup>.</p>', "Said."),
        ("<pre>p</pre>", ""),
        ("", ""),
    ],
)
def test_the_first_paragraph_with_words_describes_a_page(html: str, text: str) -> None:
    assert first_paragraph(html) == text


@pytest.mark.parametrize(
    ("text", "limit", "short"),
    [
        ("One boat", 8, "One boat"),
        ("One boat, forty seats", 12, "One boat…"),
        ("One boat forty", 9, "One boat…"),
        ("Unbreakable", 6, "Unbre…"),
    ],
)
def test_long_text_is_cut_after_a_word(text: str, limit: int, short: str) -> None:
    assert shortened(text, limit) == short
    assert len(shortened(text, limit)) <= limit


def test_the_first_meta_is_the_character_set() -> None:
    assert re.search(r"<head>\s*<meta charset=\"utf-8\">", page(article()))
