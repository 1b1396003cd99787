"""A writer's own CSS asks for nothing."""

from __future__ import annotations

import pytest

from editor.core.stylesheets import harmless_declarations, harmless_sheet, harmless_value


@pytest.mark.parametrize(
    ("css", "kept"),
    [
        ("text-align: right", "text-align: right"),
        ("color: red; width: calc(1px + 2px);", "color: red; width: calc(1px + 2px);"),
        ("color: red; background: url( 'x.png' )", "color: red"),
        ("background: URL(x.png); color: red", "color: red"),
        ("background: u/**/rl(x)", ""),
        ("background: image-set('x' 1x)", ""),
        (r"background: \75rl(x)", ""),
        ("width: expression(alert(1))", ""),
        ("background: url(data:image/png;base64,AA)", "background: url(data:image/png;base64,AA)"),
        ("behavior: url(x.htc)", ""),
    ],
)
def test_declarations_that_load_go(css: str, kept: str) -> None:
    assert harmless_declarations(css) == kept


@pytest.mark.parametrize(
    ("css", "kept"),
    [
        ("p { color: red }", "p { color: red }"),
        ("@import url(x.css); p { color: red }", "p { color: red }"),
        ("@import 'x.css' screen;p{}", "p{}"),
        ("p { background: url(x.png) }", "p { background: none }"),
        ("p { fill: url(#a) }", "p { fill: url(#a) }"),
        (r'p::before { content: "\201C" }', r'p::before { content: "\201C" }'),
        (r"p { background: \75 rl(x) }", ""),
        ("p { background: url('x)y') }", ""),
        ("p {} </style><script>", ""),
    ],
)
def test_sheets_lose_their_addresses(css: str, kept: str) -> None:
    assert harmless_sheet(css) == kept


def test_a_value_may_name_a_part_of_the_same_page() -> None:
    assert harmless_value("url(#gradient)")
    assert not harmless_value("url(other.svg#gradient)")
