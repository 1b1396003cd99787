"""Tags of well-known plugins give their HTML; what only a build knows, or cannot be read, is a labelled box."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.core.sitepage.plugin_tags import PLUGIN_TAGS
from tests.core.liquid.conftest import rendering


def shown(tag: str) -> str:
    rendered = rendering(f"{{% {tag} %}}", plugins=PLUGIN_TAGS)
    assert rendered.problems == ()
    return rendered.text


def test_a_gist_is_its_script_and_a_link() -> None:
    assert shown("gist ann/5555251 a.rb") == (
        '<noscript><p><a href="https://gist.github.com/ann/5555251">Gist ann/5555251</a></p></noscript>'
        '<script src="https://gist.github.com/ann/5555251.js?file=a.rb"> </script>'
    )


@pytest.mark.parametrize(
    "written",
    ["dQw4w9WgXcQ", "https://youtu.be/dQw4w9WgXcQ", '"https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=3"'],
)
def test_a_video_is_a_frame_however_it_is_named(written: str) -> None:
    assert 'src="https://www.youtube.com/embed/dQw4w9WgXcQ"' in shown(f"youtube {written}")


def test_an_avatar_has_the_address_of_its_plugin() -> None:
    assert shown("avatar hubot size=80").startswith(
        '<img class="avatar" alt="hubot" width="80" height="80" data-proofer-ignore="true" src="https://avatars'
    )


def test_pictures_and_posts_of_others_are_shown_plainly() -> None:
    assert 'src="/paper/Ferry%20returns.png"' in shown('picture path="Ferry returns.png" alt="A boat"')
    assert shown("tweet https://t.example/1").startswith('<blockquote class="twitter-tweet">')


def test_a_name_that_the_page_knows_stands_for_its_value() -> None:
    rendered = rendering("{% assign id = 'dQw4w9WgXcQ' %}{% youtube id %}", plugins=PLUGIN_TAGS)
    assert "embed/dQw4w9WgXcQ" in rendered.text


@pytest.mark.parametrize(
    "tag", ["octicon mark-github", "gist", "youtube", "avatar", "picture", "bibliography", "vimeo x"]
)
def test_what_cannot_be_shown_is_a_box_with_the_reason(tag: str) -> None:
    rendered = rendering(f"{{% {tag} %}}", plugins=PLUGIN_TAGS)
    assert rendered.text.startswith('<span class="cd-problem"')
    assert len(rendered.problems) == 1


@given(st.sampled_from(sorted(PLUGIN_TAGS)), st.text(max_size=80))
def test_no_markup_breaks_out_of_its_tag(name: str, markup: str) -> None:
    if "%}" in markup or "\n" in markup:
        return
    text = rendering(f"{{% {name} {markup} %}}", plugins=PLUGIN_TAGS).text
    assert "<b>" not in text
    assert "</body" not in text
