"""A style sheet that needs no other file."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.core.sheetinline import SheetFiles, inline_sheet

SHEETS = {"base.css": "p { color: red }", "print.css": "p { color: black }"}
FILES = {"x.woff2": "data:font/woff2;base64,AAAA", "a b.png": "data:image/png;base64,BBBB"}
KNOWN = SheetFiles(SHEETS.get, FILES.get)


@pytest.mark.parametrize(
    ("css", "result"),
    [
        ('@import "base.css";', "p { color: red }\n"),
        ("@import url(base.css);", "p { color: red }\n"),
        ("@import url('print.css') print;", "@media print {\np { color: black }\n}\n"),
        ('@import "gone.css"; b { top: 0 }', " b { top: 0 }"),
        ('@font-face { src: url(x.woff2) format("woff2") }', None),
        ("b { background: url('a b.png') }", 'b { background: url("data:image/png;base64,BBBB") }'),
        ("b { background: URL( gone.png ) }", 'b { background: url("data:,") }'),
        ("b { fill: url(#g) }", "b { fill: url(#g) }"),
        ("/* url(x.woff2) */b{}", "b{}"),
        ('@charset "utf-8";b{}', "b{}"),
    ],
)
def test_what_a_sheet_names_goes_into_it(css: str, result: str | None) -> None:
    made = inline_sheet(css, KNOWN)
    if result is None:
        result = '@font-face { src: url("data:font/woff2;base64,AAAA") format("woff2") }'
    assert made == result


def test_an_allowed_address_stays_and_cannot_leave_its_quotation_marks() -> None:
    files = SheetFiles(lambda _a: None, lambda address: address)
    assert inline_sheet("b{background:url(https://e.example/a.png)}", files) == (
        'b{background:url("https://e.example/a.png")}'
    )
    made = inline_sheet("""b{background:url('x"); @import "y')}""", files)
    assert '"); @import' not in made


@given(st.text(alphabet="url()@import\"'; {}</style>\\*\n.a", max_size=60))
def test_no_sheet_can_end_the_element_it_stands_in(css: str) -> None:
    assert "</" not in inline_sheet(css, KNOWN)
