"""The texts and the focus of a lead image, written where the post keeps them."""

from __future__ import annotations

import pytest

from editor.core.post.frontmatter import FrontMatter
from editor.core.post.lead import focus_of, focus_text, lead_text_edits
from editor.core.post.post import parse_post


def front(block: str) -> FrontMatter:
    found = parse_post(f"---\n{block}---\n".encode(), "a.md").front
    assert found is not None
    return found


def test_a_picture_with_a_map_keeps_its_texts_in_it() -> None:
    edits = lead_text_edits(front("image:\n  path: /a.jpg\n  alt: old\n"), {"alt": "new", "credit": "Ana"})
    assert edits == (("image", {"path": "/a.jpg", "alt": "new", "credit": "Ana"}),)


def test_any_other_has_keys_beside_it() -> None:
    edits = lead_text_edits(front("image: /a.jpg\nimage_alt: old\n"), {"alt": "new", "caption": "C"})
    assert edits == (("image_alt", "new"), ("image_caption", "C"))


def test_the_keys_beside_it_are_the_posts_own_then_the_houses() -> None:
    keys = {"alt": "image-alt", "credit": "photo_credit"}
    edits = lead_text_edits(
        front("image: /a.jpg\nimage_description: old\n"), {"alt": "new", "credit": "A"}, keys=keys
    )
    assert edits == (("image_description", "new"), ("photo_credit", "A"))
    assert lead_text_edits(front("image: /a.jpg\n"), {"alt": "new"}, keys=keys) == (("image-alt", "new"),)


def test_what_says_the_same_or_nothing_is_left_alone() -> None:
    assert lead_text_edits(front("image: /a.jpg\nimage_alt: same\n"), {"alt": "same", "credit": ""}) == ()
    assert lead_text_edits(front("image: {path: /a.jpg}\n"), {"alt": ""}) == ()


@pytest.mark.parametrize(
    ("block", "focus"),
    [
        ("image_focus: 30% 40%\n", (0.3, 0.4)),
        ("image: {path: /a.jpg, focus: 100% 0%}\n", (1.0, 0.0)),
        ("image_focus: left\n", None),
        ("image_focus: 300% 40%\n", (1.0, 0.4)),
        ("image: /a.jpg\n", None),
    ],
)
def test_the_focus_is_written_as_css_writes_it(block: str, focus: tuple[float, float] | None) -> None:
    assert focus_of(front(block)) == focus


def test_a_focus_comes_back() -> None:
    assert focus_of(front(f"image_focus: {focus_text((0.254, 0.7))}\n")) == (0.25, 0.7)
