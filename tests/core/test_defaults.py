"""``defaults`` reach the files that Jekyll applies them to, and the narrowest scope wins."""

from __future__ import annotations

import pytest

from editor.core.defaults import Defaults
from editor.core.site import parse_config


def values(config: str, path: str, kind: str = "posts") -> dict[str, object]:
    return dict(parse_config(config).defaults.values_for(path, kind))


def test_defaults_apply_to_their_folder_the_narrowest_last() -> None:
    config = (
        "defaults:\n"
        "- {scope: {path: _posts/sport}, values: {layout: sport}}\n"
        "- {scope: {path: '', type: posts}, values: {layout: post, lang: en}}\n"
        "- {scope: {type: pages}, values: {layout: page}}\n"
        "- nonsense\n"
        "- {scope: {path: _posts}, values: nonsense}\n"
    )
    assert values(config, "_posts/a.md") == {"layout": "post", "lang": "en"}
    assert values(config, "_posts/sport/a.md") == {"layout": "sport", "lang": "en"}
    assert values(config, "about.md", "pages") == {"layout": "page"}


def test_a_path_is_a_beginning_and_not_a_folder() -> None:
    """Jekyll compares the letters only: “_posts/sport” covers “_posts/sporting.md”, too."""
    assert values("defaults: [{scope: {path: _posts/sport}, values: {a: 1}}]", "_posts/sporting.md") == {
        "a": 1
    }


@pytest.mark.parametrize(
    ("pattern", "path", "covered"),
    [
        ("_posts/*/2026-*", "_posts/sport/2026-03-14-a.md", True),
        ("_posts/*/2026-*", "_posts/2026-03-14-a.md", False),
        ("_posts/*", "_posts/sport/deep/2026-03-14-a.md", True),
        ("**/deep/*", "_posts/sport/deep/2026-03-14-a.md", True),
        ("_posts/{sport,news}/*", "_posts/news/2026-03-14-a.md", True),
        ("_posts/[st]*/*", "_posts/news/2026-03-14-a.md", False),
        ("*/.hidden*", "_posts/.hidden.md", True),
        ("_posts/*", "_posts/.hidden.md", False),
    ],
)
def test_stars_stay_in_their_folder(pattern: str, path: str, covered: bool) -> None:
    found = values(f"defaults: [{{scope: {{path: '{pattern}'}}, values: {{a: 1}}}}]", path)
    assert found == ({"a": 1} if covered else {})


def test_a_type_outranks_none_and_the_later_of_equals_wins() -> None:
    config = (
        "defaults:\n"
        "- {scope: {path: '', type: post}, values: {a: typed}}\n"
        "- {scope: {path: ''}, values: {a: plain, b: plain}}\n"
        "- {scope: {path: '', type: posts}, values: {b: later, c: {d: 1}}}\n"
        "- {values: {c: {e: 2}}}\n"
    )
    assert values(config, "_posts/a.md") == {"a": "typed", "b": "later", "c": {"d": 1, "e": 2}}


def test_the_folder_of_the_collections_counts_for_nothing() -> None:
    config = "collections_dir: news\ndefaults: [{scope: {path: news/_posts}, values: {a: 1}}]"
    assert values(config, "_posts/a.md") == {"a": 1}


@pytest.mark.parametrize("found", [None, "text", 3, {}, [None, 3, []], [{"scope": 3, "values": {}}]])
def test_odd_defaults_are_none(found: object) -> None:
    assert dict(Defaults.of(found).values_for("_posts/a.md", "posts")) == {}
