"""Settings of the wrong kind: the sentence, the line, and what is no fault."""

from __future__ import annotations

import pytest

from editor.core.site import parse_config


@pytest.mark.parametrize(
    ("setting", "says"),
    [
        ("exclude: notes", "“exclude” has to be a list"),
        ("include:", "“include” has to be a list"),
        ("plugins: jekyll-feed", "“plugins” has to be a list"),
        ("limit_posts: '2'", "“limit_posts” has to be a number"),
        ("limit_posts: -1", "“limit_posts” has to be a number"),
        ("permalink: 7", "“permalink” has to be text"),
        ("collections: {recipes: true}", "“collections” has to name collections"),
    ],
)
def test_a_setting_that_ends_the_build_is_a_problem_with_its_line(setting: str, says: str) -> None:
    site = parse_config(f"title: Ledger\n\n{setting}\nbaseurl: /x\n")
    assert site.problem is not None
    assert site.problem.line == 3
    assert site.problem.message.startswith(says)
    assert site.problem.message.endswith("Jekyll stops the whole build at it.")
    assert (site.title, site.baseurl) == ("Ledger", "/x")


@pytest.mark.parametrize(
    "setting",
    [
        "exclude: []",
        "collections: [recipes]",
        "collections: {recipes: }",
        "limit_posts: 0",
        "permalink:",
        "keep_files:",
    ],
)
def test_what_jekyll_takes_is_no_problem(setting: str) -> None:
    assert parse_config(setting + "\n").problem is None
