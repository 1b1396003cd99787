"""What asks for the colour scheme of the reader gets the answer that is wanted; words like it are left alone."""

from __future__ import annotations

import pytest

from editor.core.sitepage.colours import dressed_css, dressed_html

ASKING = "@media (prefers-color-scheme: dark) { p { color: red } } @media screen and (PREFERS-COLOR-SCHEME:light) {}"


@pytest.mark.parametrize(("scheme", "dark", "light"), [("dark", "min", "max"), ("light", "max", "min")])
def test_media_queries_are_answered(scheme: str, dark: str, light: str) -> None:
    answered = dressed_css(ASKING, scheme)
    assert f"@media ({dark}-width:0) {{ p" in answered
    assert f"screen and ({light}-width:0)" in answered


def test_a_page_that_offers_both_schemes_is_given_one() -> None:
    assert dressed_css(":root { color-scheme: light dark; }", "dark") == ":root { color-scheme: dark; }"
    assert dressed_css(":root { color-scheme: dark }", "light") == ":root { color-scheme: dark }"
    meta = '<meta name="color-scheme" content="light dark">'
    assert dressed_html(meta, "dark") == '<meta name="color-scheme" content="dark">'


def test_addresses_without_a_scheme_are_asked_for_by_https() -> None:
    css = "@import '//fonts.example/a.css'; p { background: url(//img.example/b.png) url(/own.png) }"
    assert dressed_css(css, "light") == (
        "@import 'https://fonts.example/a.css'; p { background: url(https://img.example/b.png) url(/own.png) }"
    )


def test_words_of_the_page_are_left_alone() -> None:
    html = (
        "<p>We use (prefers-color-scheme: dark) and color-scheme: light dark; here.</p>"
        '<source media="(prefers-color-scheme: dark)"><style>@media (prefers-color-scheme:dark){}</style>'
    )
    assert dressed_html(html, "dark") == (
        "<p>We use (prefers-color-scheme: dark) and color-scheme: light dark; here.</p>"
        '<source media="(min-width:0)"><style>@media (min-width:0){}</style>'
    )
