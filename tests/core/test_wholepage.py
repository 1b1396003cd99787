"""A page of somebody else's making that stands alone."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from editor.core.offline import Picture, Rewriting
from editor.core.sheetinline import SheetFiles
from editor.core.wholepage import PageFiles, WholePage, stand_alone

SHEETS = {"site.css": "h1 { color: red }"}


def files(*, remote: bool = False) -> PageFiles:
    def picture(src: str) -> Picture:
        return Picture(url=src if src.startswith("data:") else "data:image/png;base64,AA")

    return PageFiles(
        SHEETS.get,
        SheetFiles(SHEETS.get, lambda _a: "data:image/png;base64,BB"),
        Rewriting(picture, link=lambda href: f"https://l.example{href}" if href.startswith("/") else href),
        remote,
    )


def alone(html: str, **how: bool) -> WholePage:
    return stand_alone(html, files(**how))


PAGE = """<!doctype html>
<html lang="de" class="no-js" onload="x()">
<head>
  <meta charset="latin-1"><meta http-equiv="refresh" content="0;url=/x">
  <meta name="viewport" content="width=device-width">
  <title>A &amp; B</title>
  <link rel="stylesheet" href="site.css" media="screen">
  <link rel="stylesheet" href="https://e.example/fonts.css">
  <link rel="preconnect" href="https://e.example">
  <link rel="canonical" href="/a/">
  <link rel="icon" href="/favicon.png">
  <style>h2 { background: url(x.png) }</style>
  <script>alert(1)</script>
  <script type="application/ld+json">{"a": "</p>"}</script>
</head>
<body class="post" onclick="x()" style="background: url(y.png)">
<main><h1>Hi</h1><img src="/a.png" alt="A"><p style="background: url(z.png)">t</p></main>
<iframe src="https://e.example/v"></iframe><script src="/x.js"></script>
</body>
</html>"""


def test_all_it_shows_is_in_it_and_nothing_runs() -> None:
    page = alone(PAGE).html
    head, _, body = page.partition("</head>")
    assert page.startswith('<!DOCTYPE html>\n<html lang="de" class="no-js">')
    assert head.count("charset") == 1
    assert "<title>A &amp; B</title>" in head
    assert '<style media="screen">\nh1 { color: red }\n</style>' in head
    assert 'h2 { background: url("data:image/png;base64,BB") }' in head
    assert '<link rel="canonical" href="https://l.example/a/">' in head
    assert '<link rel="icon" href="data:image/png;base64,AA">' in head
    assert '{"a": "\\u003c/p>"}' in head
    assert "<main><h1>Hi</h1>" in body
    assert 'class="post"' in body
    assert re.findall(r"\son\w+=|alert|refresh|preconnect|fonts\.css|x\.js|<iframe", page) == []
    assert re.findall(r'(?:src|href)="(?!data:|https://[le]\.example)', page) == []
    assert page.count("BB") == 3


def test_what_was_left_out_is_said() -> None:
    said = [note.message for note in alone(PAGE).notes]
    assert any("script was left out" in message for message in said)
    assert any(message.startswith("Embedded page left out (e.example)") for message in said)


def test_style_sheets_of_other_machines_stay_where_they_are_allowed() -> None:
    page = alone(PAGE, remote=True).html
    assert '<link rel="stylesheet" href="https://e.example/fonts.css">' in page
    assert "style-src 'unsafe-inline' https: http:" in page
    assert "alert" not in page


def test_a_mark_stands_first_in_the_body() -> None:
    assert (
        stand_alone("<body><p>x", files(), mark="<p>Draft</p>\n")
        .html.partition("<body>")[2]
        .startswith("\n<p>Draft</p>\n<p>x</p>"[:16])
    )


def test_a_page_without_head_and_body_gets_both() -> None:
    page = alone("<title>T</title><h1>Hi").html
    assert "<title>T</title>" in page.partition("</head>")[0]
    assert "<h1>Hi</h1>" in page.partition("<body>")[2]
    assert "Just text" in alone("Just text").html


@given(st.text(alphabet="<>/htmlbodyscript \"'=!-[]&;onx", max_size=80))
def test_no_text_breaks_the_frame(text: str) -> None:
    page = alone(text).html
    assert page.count("<body") == 1
    assert page.rstrip().endswith("</body>\n</html>")
    assert re.search(r"<script(?! type=\"application/ld)", page) is None
