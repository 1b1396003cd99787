"""What a site usually does is learnt from its posts."""

from __future__ import annotations

from editor.core.post.frontmatter import FrontMatter
from editor.core.post.habits import Habits, learn_habits


def fronts(*blocks: str) -> list[FrontMatter]:
    return [FrontMatter("---\n", block, "---\n") for block in blocks]


def test_names_come_most_used_first() -> None:
    habits = learn_habits(
        fronts(
            "author: Ada\ntags: [sea, port]\ncategories: news sport\n",
            "authors: [Ben, Ada]\ntags: port\ncategory: Local News\n",
            "author: {name: Ada}\ntags:\n- port\n- 2026\n",
        )
    )
    assert habits.authors == ("Ada", "Ben")
    assert habits.tags == ("port", "2026", "sea")
    assert habits.categories == ("Local News", "news", "sport")


def test_the_key_order_is_that_of_most_posts() -> None:
    usual = "layout: a\ntitle: a\ndate: 2026-03-14\nimage: a\n"
    habits = learn_habits(
        fronts(usual, usual, "title: a\nlayout: b\n", "title: a\nexcerpt: c\ndate: 2026-03-14\n", usual)
    )
    assert habits.key_order == ("layout", "title", "excerpt", "date", "image")
    assert habits.layout == "a"


def test_pictures_show_the_folder_and_the_slash() -> None:
    habits = learn_habits(
        fronts(
            "image: /assets/a.jpg\n",
            "image: {path: /assets/b.jpg}\n",
            "image: other/c.jpg\n",
            "image: https://x.y/d.jpg\n",
        )
    )
    assert (habits.image_leading_slash, habits.image_folder) == (True, "assets")
    bare = learn_habits(
        fronts("image: assets/images/a.jpg\n", "image: b.jpg\n", "image: assets/images/c.jpg\n")
    )
    assert (bare.image_leading_slash, bare.image_folder) == (False, "assets/images")
    assert learn_habits(fronts("image: a.jpg\n")).image_folder == ""


def test_the_commonest_notation_of_dates_is_kept_as_an_example() -> None:
    habits = learn_habits(
        fronts(
            "date: 2026-03-14\n", "date: 2025-01-02T03:04:05\n", "date: 2024-05-06T07:08:09\n", "date: soon\n"
        )
    )
    assert habits.date_pattern is not None
    assert habits.date_pattern.text == "2024-05-06T07:08:09"


def test_nothing_is_learnt_from_nothing() -> None:
    assert learn_habits([]) == Habits()


def test_the_keys_for_a_lead_images_texts_are_learnt() -> None:
    keys = ("image_alt", "photo_alt", "photo_alt", "image-credit")
    habits = learn_habits(fronts(*(f"image: a.jpg\n{key}: words\n" for key in keys)))
    assert habits.lead_keys == {"alt": "photo_alt", "credit": "image-credit"}
