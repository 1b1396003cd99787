"""The texts and the focus of a lead image, written where the post keeps them."""

from __future__ import annotations

import pytest

from editor.core.post.frontmatter import FrontMatter
from editor.core.post.lead import (
    LeadHabits,
    NewLead,
    focus_of,
    focus_text,
    is_described_alike,
    lead_text_edits,
    with_lead_path,
    with_new_lead,
)
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


# -- choosing another picture ----------------------------------------------------------------------------------

NEW = NewLead("/b.jpg", {"caption": "A tern", "credit": "Ben"}, (1600, 900))
MUTE = NewLead("/b.jpg")


@pytest.mark.parametrize(
    ("before", "new", "after"),
    [
        ("image: /a.jpg  # the lead\ntitle: T\n", MUTE, "image: /b.jpg  # the lead\ntitle: T\n"),
        (
            "image: /a.jpg\nimage_alt: 'A wall'\nimage_credit: 'Ana'  # who\ntitle:   T\nimage_focus: 1% 2%\n",
            NEW,
            "image: /b.jpg\nimage_credit: 'Ben'  # who\ntitle:   T\nimage_caption: A tern\n",
        ),
        (
            "image: /a.jpg\nphoto-caption: Old\nimage_credit: Ana\ntitle: T\n",
            MUTE,
            "image: /b.jpg\ntitle: T\n",
        ),
        (
            "image:\n  path:  /a.jpg\n  alt: A wall\n  # whose\n  credit: Ana\n  layout: wide\ntitle: T\n",
            NEW,
            "image:\n  path:  /b.jpg\n  # whose\n  credit: Ben\n  layout: wide\n  caption: A tern\ntitle: T\n",
        ),
        (
            "image: {feature: /a.jpg, caption: Old, width: 300, height: 200}\n",
            NewLead("/b.jpg", {}, (1600, 900)),
            "image: {feature: /b.jpg, width: 1600, height: 900}\n",
        ),
        ("image: {path: /a.jpg, width: 300, height: 200}\n", MUTE, "image: {path: /b.jpg}\n"),
        # Another picture of the post, with texts of its own.
        (
            "image: /a.jpg\nthumbnail: /t.jpg\nthumbnail_alt: Small\n",
            MUTE,
            "image: /b.jpg\nthumbnail: /t.jpg\nthumbnail_alt: Small\n",
        ),
    ],
)
def test_another_lead_image_takes_the_place_of_all_that_was_said_of_the_one_before(
    before: str, new: NewLead, after: str
) -> None:
    assert with_new_lead(front(before), new, LeadHabits()).block == after


def test_what_was_typed_before_there_was_a_picture_stays() -> None:
    typed = "title: T\nimage_alt: A tern\nimage_credit: Mine\n"
    block = with_new_lead(front(typed), NEW, LeadHabits()).block
    assert "image_alt: A tern\nimage_credit: Mine\n" in block
    assert "image: /b.jpg\n" in block
    assert "image_caption: A tern\n" in block


def test_choosing_the_same_picture_again_changes_nothing() -> None:
    same = "image: /b.jpg\nimage_alt: A wall\n"
    assert with_new_lead(front(same), NEW, LeadHabits()).block == same


def test_texts_go_where_the_house_keeps_them() -> None:
    in_map = with_new_lead(front("image: /a.jpg\n"), NEW, LeadHabits(in_map=True))
    assert in_map.get("image") == {"path": "/b.jpg", "caption": "A tern", "credit": "Ben"}
    keys = LeadHabits(keys={"credit": "picture_by"})
    beside = with_new_lead(
        front("image: /a.jpg\npicture_by: Ana\n"), NewLead("/b.jpg", {"credit": "Ben"}), keys
    )
    assert beside.block == "image: /b.jpg\npicture_by: Ben\n"


def test_the_same_picture_at_another_path_keeps_its_texts() -> None:
    moved = with_lead_path(front("image: {src: /a.jpg, alt: A}\n"), "/a.webp", LeadHabits())
    assert moved.block == "image: {src: /a.webp, alt: A}\n"


@pytest.mark.parametrize(
    ("before", "after", "alike"),
    [
        ("image: /a.jpg\nimage_alt: A wall\n", "image: /b.jpg\nimage_alt: A wall\n", True),
        ("image: {path: /a.jpg, credit: Ana}\n", "image: {path: /b.jpg, credit: Ana}\n", True),
        ("image: /a.jpg\nimage_alt: A wall\n", "image: /b.jpg\nimage_alt: A boat\n", False),
        ("image: /a.jpg\n", "image: /b.jpg\n", False),
    ],
)
def test_whether_two_say_the_same_of_their_pictures(before: str, after: str, alike: bool) -> None:
    assert is_described_alike(front(before), front(after)) is alike


def test_a_picture_named_already_is_described_anew() -> None:
    old = front("image: /b.jpg\nimage_alt: A wall\nimage_credit: Ana\nimage_focus: 10% 20%\n")
    new = NewLead("/b.jpg", {"credit": "Ben"})
    assert with_new_lead(old, new, LeadHabits()).text == old.text
    assert "image: /b.jpg\nimage_credit: Ben\n" in with_new_lead(old, new, LeadHabits(), is_named=True).text
