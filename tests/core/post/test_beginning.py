"""What stands in a post when it begins."""

from __future__ import annotations

import pytest

from editor.core.post.beginning import begin_post, usual_front
from editor.core.post.dates import parse_date
from editor.core.post.frontmatter import FrontMatter
from editor.core.post.habits import Habits
from editor.core.post.post import parse_text

DATE = parse_date("2026-03-14 07:30:00 +0000")
USUAL = FrontMatter.create(
    {"layout": "post", "title": "", "date": parse_date("2026-01-01 00:00:00 +0000"), "categories": []}
)


def test_without_a_template_it_has_the_sites_usual_keys() -> None:
    post = begin_post(USUAL, None, "Storm", DATE, "News")
    assert post.text == (
        '---\nlayout: post\ntitle: "Storm"\ndate: 2026-03-14 07:30:00 +0000\ncategories: [News]\n---\n\n'
    )


def test_a_template_keeps_its_comments_and_text() -> None:
    template = parse_text("---\ntitle: x # the headline\ncategory: y\n---\n## One\r\n")
    post = begin_post(USUAL, template, "Storm", None, "News")
    assert post.text == "---\ntitle: Storm # the headline\ncategory: News\n---\n## One\r\n"


def test_a_template_of_text_alone_gets_the_usual_keys() -> None:
    post = begin_post(USUAL, parse_text("Just text.\n"), "Storm", None, "")
    assert post.text == '---\nlayout: post\ntitle: "Storm"\ncategories: []\n---\nJust text.\n'


def test_a_site_that_writes_one_category_gets_one() -> None:
    usual = FrontMatter.create({"title": ""})
    post = begin_post(usual, None, "Storm", None, "News", ("title", "category"))
    assert post.text == '---\ntitle: "Storm"\ncategory: News\n---\n\n'


@pytest.mark.parametrize(
    ("habits", "begun"),
    [
        (Habits(), "layout: post\ntitle: Storm\ndate: 2026-03-14 07:30:00 +0000\n"),
        (
            Habits(key_order=("title", "image", "excerpt", "layout", "tags", "date"), layout="news"),
            "title: Storm\nimage:\nexcerpt:\nlayout: news\ntags: []\ndate: 2026-03-14 07:30:00 +0000\n",
        ),
        # A site that sets the layout for all posts in _config.yml has it in none.
        (Habits(key_order=("date", "title")), "date: 2026-03-14 07:30:00 +0000\ntitle: Storm\n"),
    ],
)
def test_it_has_the_keys_that_the_sites_posts_have_in_their_order(habits: Habits, begun: str) -> None:
    assert usual_front(habits, "Storm", DATE).block == begun


def test_a_draft_has_no_date_and_what_is_not_wanted_is_left_out() -> None:
    habits = Habits(key_order=("title", "date", "author", "tags"))
    assert usual_front(habits, "Storm", None, ("tags",)).block == "title: Storm\ntags: []\n"
