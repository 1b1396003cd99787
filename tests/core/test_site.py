"""The site's settings are read as Jekyll reads them, and never stop anybody from writing."""

from __future__ import annotations

import pytest

from editor.core.site import SiteConfig, parse_config


def test_settings_are_read() -> None:
    site = parse_config(
        "title: Harbour Ledger\ndescription: A paper\nurl: https://ledger.example/\nbaseurl: news/\n"
        "permalink: /:title/\n"
        "timezone: Europe/London\nlang: en\nexcerpt_separator: <!--more-->\nfuture: true\n"
    )
    assert (site.title, site.description, site.url, site.baseurl) == (
        "Harbour Ledger",
        "A paper",
        "https://ledger.example",
        "/news",
    )
    assert (site.permalink, site.timezone, site.lang, site.future) == (
        "/:title/",
        "Europe/London",
        "en",
        True,
    )
    assert site.excerpt_separator == "<!--more-->"
    assert site.problem is None


@pytest.mark.parametrize("text", ["", "# nothing\n", "---\n"])
def test_an_empty_file_means_jekylls_defaults(text: str) -> None:
    assert parse_config(text) == SiteConfig()
    assert parse_config(text).permalink == "date"


def test_name_and_locale_stand_in() -> None:
    site = parse_config("name: Seed\nlocale: pt_BR\nbaseurl: /\n")
    assert (site.title, site.lang, site.baseurl) == ("Seed", "pt-BR", "")


@pytest.mark.parametrize(
    ("text", "line"),
    [("a: 1\nb: x: y\n", 2), ("- a\n", 1), ("word", 1), ("a: '\n", 2), ("a: \x07", 1), ("? [a]\n: b\n", 1)],
)
def test_what_cannot_be_read_is_a_problem_and_everything_a_default(text: str, line: int) -> None:
    site = parse_config(text)
    assert site.problem is not None
    assert site.problem.line == line
    assert site.problem.message.startswith("_config.yml")
    assert site.permalink == "date"


def test_odd_values_do_no_harm() -> None:
    site = parse_config(
        "\ufefftitle: 2026\nurl:\nmarkdown: [a]\nlaunch: 2016-06-31\nx: !ruby/object:Y {}\ny: =\n1: one\n"
        "future: 'true'\n"
    )
    assert (site.title, site.url, site.permalink, site.future) == ("2026", "", "date", True)
    assert site.raw["launch"] == "2016-06-31"
    assert site.raw["1"] == "one"
    assert site.problem is None


@pytest.mark.parametrize(
    "authors",
    [
        "ada: {name: Ada Brown}",
        "ada: Ada Brown",
        "- {id: ada, name: Ada Brown}",
        "- {username: ada, name: Ada Brown}",
    ],
)
def test_authors_are_known_by_their_id(authors: str) -> None:
    indented = "\n".join("  " + line for line in authors.splitlines())
    site = parse_config(f"authors:\n{indented}\n")
    assert site.author_name("ada") == "Ada Brown"
    assert site.author_name("ben") == "ben"


def test_an_empty_permalink_is_one() -> None:
    """Jekyll then writes all posts to the one address that the site itself has."""
    assert parse_config("permalink: ''\n").permalink == ""
    assert parse_config("permalink:\n").permalink == "date"
