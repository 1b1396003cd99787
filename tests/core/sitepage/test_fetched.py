"""What a page asks of others is found wherever HTML and CSS can ask, and only there."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.core.sitepage.fetched import fetched_by, fetched_by_sheet, local_path, remote_of


@pytest.mark.parametrize(
    ("html", "addresses"),
    [
        ('<link rel=stylesheet href="//c.example/a.css">', ["//c.example/a.css"]),
        ('<link rel="canonical" href="https://l.example/"><a href="https://l.example/">x</a>', []),
        ("<img src=a.png srcset='b.png 1x, https://c.example/c.png?w=1,2 2x'>",
         ["a.png", "b.png", "https://c.example/c.png?w=1,2"]),
        ("<style>@import 'x.css'; b { background: url( \"y.png\" ) } /* url(no.png) */</style>", ["x.css", "y.png"]),
        ('<p style="background: url(z.png)">', ["z.png"]),
        ('<video poster=p.png><source src="v.mp4"></video><iframe src="https://v.example/"></iframe>',
         ["p.png", "v.mp4", "https://v.example/"]),
        ('<img src="data:image/png;base64,x"><use href="#icon">', []),
        ('<!-- <script src="x.js"></script> --><script>"<img src=y.png>"</script>', []),
        ('<script src="/s.js"></script><script src="/s.js"></script>', ["/s.js"]),
    ],
)  # fmt: skip
def test_every_way_to_ask_is_known(html: str, addresses: list[str]) -> None:
    assert list(fetched_by(html).addresses) == addresses


def test_style_sheets_in_use_are_told_apart() -> None:
    html = '<link rel="Stylesheet" href="a.css"><link rel="alternate stylesheet" href="b.css"><link rel=icon href=i>'
    assert fetched_by(html).sheets == ("a.css",)


def test_a_sites_own_host_is_not_remote() -> None:
    asked = ("//l.example/a.css", "/b.css", "HTTPS://c.example/x", "ftp://d.example/y", "data:x")
    found = remote_of(asked, lambda address: address.startswith("https://l.example/"))
    assert list(found) == ["HTTPS://c.example/x"]


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("/css/a.css?v=1", "/css/a.css"),
        ("a.css", "/news/ferry/a.css"),
        ("../a.css", "/news/a.css"),
        ("https://l.example/a.css", "/a.css"),
        ("//l.example/a.css", "/a.css"),
        ("https://c.example/a.css", None),
        ("https://[/", None),
    ],
)
def test_addresses_are_read_from_the_page_they_stand_in(address: str, path: str | None) -> None:
    assert local_path(address, "/news/ferry/", lambda known: known.startswith("https://l.example/")) == path


_HTML = st.lists(
    st.sampled_from(["<", ">", "<link ", "<style>", "</style>", "rel=stylesheet ", "href=", "'", '"', "<![", "<!--",
                     "x.css", "<script>", "</script>", "@import ", "url(", ")", "srcset=", ",", " ", "<?", "&", "/*",
                     "<img "])
).map("".join)  # fmt: skip


@given(_HTML)
def test_nothing_that_looks_like_html_is_too_much(html: str) -> None:
    found = fetched_by(html)
    assert set(found.sheets) <= set(found.addresses)
    assert len(set(found.addresses)) == len(found.addresses)


@given(st.text(alphabet="url(@import'\")/*; x.") | _HTML)
def test_nothing_that_looks_like_css_is_too_much(css: str) -> None:
    assert all(address and address == address.strip() for address in fetched_by_sheet(css))


@pytest.mark.parametrize(
    "trap", ["<", "<a ", "<!--", '<img src="', "<style>url( ", "<style>@import ", "<img =", " ", "<style"]
)
def test_what_never_closes_is_read_once(trap: str) -> None:
    """Read again from each of its beginnings it would take hours."""
    html = f"<img src=a.png><style>b {{}}</style><style>url({trap * 100_000}"
    assert fetched_by(html).addresses[0] == "a.png"
    assert fetched_by_sheet(f"url(b.png) url({trap * 100_000}")[0] == "b.png"
