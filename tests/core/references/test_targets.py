"""Which file of the project a reference means."""

from __future__ import annotations

import pytest

from editor.core.references.finding import find_references
from editor.core.references.reference import kind_of_source
from editor.core.references.targets import AssetNames, candidates
from editor.core.site import parse_config

SITE = parse_config("url: https://news.example\nbaseurl: /paper")
ASSETS = AssetNames(
    ["assets/images/a.png", "assets/images/b.png", "old/b.png", "docs/img/c.png", "assets/css/d.png", "e.png"]
)
POST = "_posts/2026-03-14-ferry.md"


def meant(text: str, file: str = POST) -> tuple[str, ...]:
    kind = kind_of_source(file)
    assert kind is not None
    (reference,) = find_references(text, kind)
    return ASSETS.meant(candidates(reference, file, SITE), file, reference.place)


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("![A](/assets/images/a.png)", "assets/images/a.png"),
        ("![A](assets/images/a.png)", "assets/images/a.png"),
        ("![A](/paper/assets/images/a.png)", "assets/images/a.png"),
        ("![A](https://news.example/paper/assets/images/a.png)", "assets/images/a.png"),
        ("![A](../assets/images/a.png)", "assets/images/a.png"),
        ("![A](/assets/images/%61.png)", "assets/images/a.png"),
        ("---\nimage: a.png\n---\n", "assets/images/a.png"),
    ],
)
def test_from_a_post(text: str, path: str) -> None:
    assert meant(text) == (path,)


@pytest.mark.parametrize(
    "text",
    ["![A](https://elsewhere.example/e.png)", "![A](a.png)", "![A](../../e.png)", "---\nimage: f.png\n---\n"],
)
def test_nothing_that_is_there(text: str) -> None:
    assert meant(text) == ()


def test_a_bare_name_in_a_page_may_stand_beside_it_but_not_in_a_post() -> None:
    assert meant("![A](img/c.png)", "docs/index.md") == ("docs/img/c.png",)
    assert meant("![A](img/c.png)", "_posts/x/2026-03-14-a.md") == ()


def test_a_style_sheet_counts_from_its_own_folder() -> None:
    assert meant("a { background: url(d.png) }", "assets/css/main.css") == ("assets/css/d.png",)
    assert meant("a { background: url(../images/a.png) }", "assets/css/main.css") == ("assets/images/a.png",)


def test_a_value_that_a_layout_completes_may_mean_several() -> None:
    assert meant("---\nimage: b.png\n---\n") == ("assets/images/b.png", "old/b.png")
