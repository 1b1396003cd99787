"""A post as its reader sees it."""

from __future__ import annotations

import pytest

from editor.core.article import Article, LeadImage, article_of, header_html, lead_image_of
from editor.core.post.post import parse_post
from editor.core.site import parse_config

SITE = parse_config(
    """
lang: en-GB
authors:
  ada: {name: Ada Marsh}
  ben: Ben Ode
"""
)
NAME = "2026-03-14-harbour-ferry-returns.md"


def article(front: str, body: str = "", name: str = NAME) -> Article:
    return article_of(parse_post(f"---\n{front}\n---\n{body}".encode()), SITE, name)


def test_everything_a_post_says_of_itself() -> None:
    told = article(
        """title: "Ferry <em>returns</em> &amp; stays"
date: 2026-03-14 07:30:00 +0100
last_modified_at: 2026-03-15
author: ada
categories: [News]
tags: ferry harbour
excerpt: One boat.
image: assets/a.png
image_alt: The Tern
lang: de_AT""",
        "word " * 460,
    )
    assert told == Article(
        headline="Ferry returns & stays",
        byline="Ada Marsh",
        date_text="14 March 2026",
        date_iso="2026-03-14T07:30:00+01:00",
        updated_iso="2026-03-15",
        reading_minutes=2,
        words=460,
        excerpt="One boat.",
        lead=LeadImage("assets/a.png", alt="The Tern"),
        lang="de-AT",
        tags=("ferry", "harbour"),
        categories=("News",),
        authors=("Ada Marsh",),
        updated_text="15 March 2026",
    )


def test_the_file_name_says_what_the_front_matter_does_not() -> None:
    told = article("layout: post")
    assert (told.headline, told.date_text, told.date_iso) == (
        "Harbour Ferry Returns",
        "14 March 2026",
        "2026-03-14",
    )
    assert (told.lang, told.byline, told.lead, told.excerpt) == ("en-GB", "", None, "")


def test_a_post_whose_front_matter_is_broken_still_has_a_headline() -> None:
    told = article_of(parse_post(b"---\ntitle: [\n---\nText.\n"), SITE, NAME)
    assert told.headline == "Harbour Ferry Returns"


@pytest.mark.parametrize(
    ("front", "byline"),
    [
        ("author: ben", "Ben Ode"),
        ("author: badely", "badely"),
        ("author: {name: Cy Dee, email: x}", "Cy Dee"),
        ("authors: [ada, ben, Cy Dee]", "Ada Marsh, Ben Ode and Cy Dee"),
        ("authors: [ada, ada]", "Ada Marsh"),
        ("authors: [{name: Cy Dee}, ben]", "Cy Dee and Ben Ode"),
        ("author:", ""),
        ("author: [[ada]]", "Ada Marsh"),
        ("author: 7", "7"),
    ],
)
def test_bylines(front: str, byline: str) -> None:
    assert article(front).byline == byline


@pytest.mark.parametrize(
    ("front", "lead"),
    [
        ("image: a.png", LeadImage("a.png")),
        ("image: {path: a.png, alt: A, caption: B, credit: C}", LeadImage("a.png", "A", "B", "C")),
        ("image: {feature: a.png}\nimage_alt: A", LeadImage("a.png", "A")),
        ("image: a.png\nimage_caption: B\nimage_credit: C", LeadImage("a.png", "", "B", "C")),
        ("image: [a.png, b.png]", LeadImage("a.png")),
        ("image: ''", None),
        ("image: []", None),
        ("image: {alt: A}", None),
        ("image: true", None),
        ("title: a", None),
    ],
)
def test_shapes_of_the_lead_image(front: str, lead: LeadImage | None) -> None:
    assert lead_image_of(parse_post(f"---\n{front}\n---\n".encode()).front) == lead


@pytest.mark.parametrize(
    ("front", "tags"),
    [
        ("tags: a b", ("a", "b")),
        ("tags: a, b c", ("a,", "b", "c")),
        ("tags: [a, a, 2026]", ("a", "2026")),
        ("tag: one two", ("one two",)),
        ("tags:", ()),
    ],
)
def test_tags_as_jekyll_reads_them(front: str, tags: tuple[str, ...]) -> None:
    assert article(front).tags == tags


def test_a_date_nobody_can_read_falls_back_to_the_file_name() -> None:
    assert article("date: June 4, 2020").date_iso == "2026-03-14"
    assert article("date: 2026-02-31").date_iso == "2026-03-14"


def test_an_update_that_is_the_date_itself_is_none() -> None:
    assert article("date: 2026-03-14\nlast_modified_at: 2026-03-14").updated_iso == ""


@pytest.mark.parametrize("lang", ["xx-", "klingon!", '"><script>', "7"])
def test_a_language_that_is_none_falls_back_to_the_site(lang: str) -> None:
    assert article(f"lang: '{lang}'").lang == "en-GB"


def test_the_header_of_the_page() -> None:
    told = article(
        "title: Ferry\nauthor: ada\ndate: 2026-03-14 07:30\nlast_modified_at: 2026-03-15\n"
        "image: {path: a.png, alt: The Tern, caption: At its berth., credit: Harbour Ledger}",
        "word",
    )
    assert header_html(told, lambda src: f"/x/{src}") == (
        '<header class="article-header">\n'
        '<h1 class="headline">Ferry</h1>\n'
        '<p class="byline">By <span class="author">Ada Marsh</span>'
        ' · <time datetime="2026-03-14T07:30:00">14 March 2026</time>'
        ' · Updated <time datetime="2026-03-15">15 March 2026</time> · 1\N{NO-BREAK SPACE}min read</p>\n'
        '<figure class="lead-image">\n<img src="/x/a.png" alt="The Tern">\n'
        '<figcaption>At its berth. <span class="credit">Photograph: Harbour Ledger</span></figcaption>\n'
        "</figure>\n</header>"
    )


def test_the_header_escapes_everything_and_leaves_out_what_is_not_there() -> None:
    told = article(
        "title: 'A & B \"C\" < D'\nauthor: '<script>x</script>\"'\nimage: '\"><script>.png'", name="x.md"
    )
    html = header_html(told, lambda src: src)
    assert "<script" not in html
    assert "A &amp; B &quot;C&quot; &lt; D" in html
    assert "<time" not in html
    assert "min read" not in html
    assert "<figure" not in header_html(told, lambda _src: "")


@pytest.mark.parametrize(
    "credit", ["Photo: Ada", "© Ledger", "Courtesy of the museum", "Illustration by Ben"]
)
def test_a_credit_that_says_what_it_is_gets_no_label(credit: str) -> None:
    told = article(f"image: {{path: a.png, credit: '{credit}'}}")
    assert f'<span class="credit">{credit}</span>' in header_html(told, str)
