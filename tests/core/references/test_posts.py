"""Links to a post that gets another name: found however they are written, respelled, and nothing else touched."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.core.references.posts import Page, PostMove, clues, links_to, mend_post_links, mentions
from editor.core.references.reference import SourceKind
from editor.core.site import SiteConfig

SITE = SiteConfig(url="https://tribune.example", baseurl="/paper")
OLD = "_posts/2026-03-14-harbour-wall.md"
MOVE = PostMove(OLD, "_posts/2026-03-15-sea-wall.md", "/2026/03/14/harbour-wall/", "/2026/03/15/sea-wall/")
FLAT = PostMove(OLD, "_posts/2026-03-14-sea-wall.md", "/news/harbour-wall.html", "/news/sea-wall.html")
READER = Page("_posts/2026-03-12-votes.md", "/2026/03/12/votes/", "/2026/03/12/votes/")


def mended(
    text: str, move: PostMove = MOVE, page: Page = READER, kind: SourceKind = SourceKind.MARKDOWN
) -> str:
    return mend_post_links(text, kind, page, move, SITE).text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("[a](/2026/03/14/harbour-wall/)", "[a](/2026/03/15/sea-wall/)"),
        ("[a](/2026/03/14/harbour-wall)", "[a](/2026/03/15/sea-wall)"),
        ("[a](/2026/03/14/harbour-wall/index.html)", "[a](/2026/03/15/sea-wall/index.html)"),
        ('[a](/2026/03/14/harbour-wall/#deep "Title")', '[a](/2026/03/15/sea-wall/#deep "Title")'),
        ("[a](/2026/03/14/harbour-wall/?x=1)", "[a](/2026/03/15/sea-wall/?x=1)"),
        ("[a](/paper/2026/03/14/harbour-wall/)", "[a](/paper/2026/03/15/sea-wall/)"),
        (
            "[a](https://tribune.example/paper/2026/03/14/harbour-wall/)",
            "[a](https://tribune.example/paper/2026/03/15/sea-wall/)",
        ),
        (
            "[a](https://www.tribune.example/2026/03/14/harbour-wall/)",
            "[a](https://www.tribune.example/2026/03/15/sea-wall/)",
        ),
        ("[a](//TRIBUNE.example/2026/03/14/harbour-wall/)", "[a](//TRIBUNE.example/2026/03/15/sea-wall/)"),
        (
            "[a]({{ site.baseurl }}/2026/03/14/harbour-wall/)",
            "[a]({{ site.baseurl }}/2026/03/15/sea-wall/)",
        ),
        (
            "[a]({{ '/2026/03/14/harbour-wall/' | relative_url }})",
            "[a]({{ '/2026/03/15/sea-wall/' | relative_url }})",
        ),
        ("[a](../../14/harbour-wall/)", "[a](../../15/sea-wall/)"),
        ("[a][wall]\n\n[wall]: /2026/03/14/harbour-wall/\n", "[a][wall]\n\n[wall]: /2026/03/15/sea-wall/\n"),
        (
            '<a class="x" href="/2026/03/14/harbour-wall/">a</a>',
            '<a class="x" href="/2026/03/15/sea-wall/">a</a>',
        ),
        ("[a]({% post_url 2026-03-14-harbour-wall %})", "[a]({% post_url 2026-03-15-sea-wall %})"),
        (
            "[a]({% link _posts/2026-03-14-harbour-wall.md %})",
            "[a]({% link _posts/2026-03-15-sea-wall.md %})",
        ),
        ("[a](2026-03-14-harbour-wall.md)", "[a](2026-03-15-sea-wall.md)"),
        ("[a](./2026-03-14-harbour-wall.md#x)", "[a](./2026-03-15-sea-wall.md#x)"),
        ("[a](/2026/03/14/harbour%2Dwall/)", "[a](/2026/03/15/sea-wall/)"),
    ],
)
def test_a_link_to_the_post_is_found_however_it_is_written(before: str, after: str) -> None:
    assert mended(f"One {before} two.\n") == f"One {after} two.\n"


@pytest.mark.parametrize(
    "text",
    [
        "[a](/2026/03/14/harbour-wall-two/)",
        "[a](https://elsewhere.example/2026/03/14/harbour-wall/)",
        "[a](/2026/03/14/)",
        "`[a](/2026/03/14/harbour-wall/)`",
        "The address /2026/03/14/harbour-wall/ in prose.",
        "{% post_url 2026-03-14-harbour %}",
        "{% post_url other/2026-03-14-harbour-wall %}",
        "![a](/2026/03/14/harbour-wall/wall.png)",
        "[a](mailto:x@tribune.example)",
    ],
)
def test_what_means_something_else_stays(text: str) -> None:
    assert mended(text) == text


def test_an_address_with_a_suffix_keeps_its_way_of_writing() -> None:
    assert mended("[a](/news/harbour-wall.html) [b](/news/harbour-wall)", FLAT) == (
        "[a](/news/sea-wall.html) [b](/news/sea-wall)"
    )


def test_an_address_that_changes_its_end_is_written_whole() -> None:
    move = PostMove(OLD, OLD, "/news/harbour-wall.html", "/harbour-wall/")
    assert mended("[a](/news/harbour-wall) [b](/news/harbour-wall.html)", move) == (
        "[a](/harbour-wall) [b](/harbour-wall/)"
    )


def test_a_name_in_a_folder_of_posts_is_followed() -> None:
    move = PostMove("_posts/sea/2026-03-14-wall.md", "_posts/sea/2026-03-14-quay.md", "/wall/", "/quay/")
    assert mended("{% post_url sea/2026-03-14-wall %} {% post_url 2026-03-14-wall %}", move) == (
        "{% post_url sea/2026-03-14-quay %} {% post_url 2026-03-14-quay %}"
    )


def test_where_no_spelling_leads_to_a_draft_the_place_is_reported() -> None:
    move = PostMove(OLD, "_drafts/harbour-wall.md", "/2026/03/14/harbour-wall/", "")
    text = "a\n\n[a](/2026/03/14/harbour-wall/) {% post_url 2026-03-14-harbour-wall %} {% link " + OLD + " %}"
    result = mend_post_links(text, SourceKind.MARKDOWN, READER, move, SITE)
    assert result.text == text.replace(OLD, "_drafts/harbour-wall.md")
    assert [(left.line, left.written) for left in result.left] == [
        (3, "/2026/03/14/harbour-wall/"),
        (3, "2026-03-14-harbour-wall"),
    ]


def test_the_own_relative_links_of_a_post_that_moves_still_lead_where_they_led() -> None:
    page = Page(OLD, "/2026/03/14/harbour-wall/", "/2026/04/01/harbour-wall/")
    move = PostMove(OLD, "_posts/2026-04-01-harbour-wall.md", page.url, page.new_url)
    text = "[below](2026.html) [near](../../12/votes/) [self](../harbour-wall/) [file](2026-03-12-votes.md) [top](#x) [web](https://x.y/)"
    assert mended(text, move, page) == (
        "[below](2026.html) [near](../../../03/12/votes/) [self](../harbour-wall/) "
        "[file](2026-03-12-votes.md) [top](#x) [web](https://x.y/)"
    )


def test_a_link_to_a_neighbouring_file_follows_the_post_to_another_folder() -> None:
    move = PostMove(OLD, "_drafts/harbour-wall.md", "/a/", "")
    text = "[file](2026-03-12-votes.md) [far](../about.md#us)"
    assert (
        mended(text, move, Page(OLD, "/a/")) == "[file](../_posts/2026-03-12-votes.md) [far](../about.md#us)"
    )


def test_links_are_counted_and_the_quick_look_never_misses_one() -> None:
    text = "[a](/2026/03/14/harbour-wall/) and {% post_url 2026-03-14-harbour-wall %}"
    assert len(links_to(text, SourceKind.MARKDOWN, READER, OLD, MOVE.url, SITE)) == 2
    assert mentions(text.encode(), clues(OLD, MOVE.url))
    assert not mentions(b"nothing of it", clues(OLD, MOVE.url))


def test_an_address_in_another_alphabet_is_found_encoded_or_not() -> None:
    move = PostMove("_posts/2026-03-14-größe.md", "_posts/2026-03-14-mass.md", "/gr%C3%B6%C3%9Fe/", "/mass/")
    for text in ("[a](/größe/)", "[a](/gr%C3%B6%C3%9Fe/)", "[a](/gr%c3%b6%c3%9fe/)"):
        assert mended(text, move) == "[a](/mass/)"
        assert mentions(text.encode(), clues(move.path, move.url))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "- title: Wall\n  url: /2026/03/14/harbour-wall/\n",
            "- title: Wall\n  url: /2026/03/15/sea-wall/\n",
        ),
        ("a: [/x/, '/2026/03/14/harbour-wall/#top']", "a: [/x/, '/2026/03/15/sea-wall/#top']"),
        ('a: "/2026/03/14/harbour-wall"\r\n', 'a: "/2026/03/15/sea-wall"\r\n'),
        ("- /2026/03/14/harbour-wall/index.html", "- /2026/03/15/sea-wall/index.html"),
        ("# see /2026/03/14/harbour-wall/\na: 1 # /2026/03/14/harbour-wall/", None),
        ("a: /2026/03/14/harbour-wall/deep/", None),
        ("a: x/2026/03/14/harbour-wall/", None),
        ("permalink: /2026/03/14/harbour-wall/", None),
        ("redirect_from:\n  - /2026/03/14/harbour-wall/\nnext: 1", None),
    ],
)
def test_the_address_alone_as_a_value_is_mended_in_data_and_front_matter(
    before: str, after: str | None
) -> None:
    wanted = before if after is None else after
    assert mended(before, kind=SourceKind.YAML) == wanted
    text = f"\ufeff---\n{before.replace('- title', 'm: 1 #')}\n---\nsee /2026/03/14/harbour-wall/ here\n"
    if not before.startswith("- "):
        assert mended(text) == text.replace(before, wanted)


def test_a_post_at_the_very_root_claims_no_other_value() -> None:
    move = PostMove(OLD, OLD, "/", "/wall/")
    assert mended("a: /\nb: ''\nc: x / y\n", move, kind=SourceKind.YAML) == "a: /\nb: ''\nc: x / y\n"


def test_an_address_of_another_alphabet_keeps_its_way_of_writing_in_data() -> None:
    move = PostMove(
        "_posts/2026-03-14-größe.md", "_posts/2026-03-14-maß.md", "/gr%C3%B6%C3%9Fe/", "/ma%C3%9F/"
    )
    text = "a: /größe/\nb: /gr%C3%B6%C3%9Fe/\n"
    assert mended(text, move, kind=SourceKind.YAML) == "a: /maß/\nb: /ma%C3%9F/\n"


SLUGS = st.from_regex(r"[a-z0-9]+(-[a-z0-9]+)*", fullmatch=True).filter(lambda slug: len(slug) < 20)
LINKS = st.sampled_from(
    [
        "[a]({url})",
        "[a]({short})",
        "[a](/paper{url}#x)",
        "[a](https://tribune.example{url})",
        "[a]({{{{ site.baseurl }}}}{url})",
        "[a]({{{{ '{url}' | relative_url }}}} \"T\")",
        "<a href='{url}'>",
        "[b]: {url}",
        "{{% post_url {stem} %}}",
        "{{% link _posts/{stem}.md %}}",
        "[f]({stem}.md)",
        "`{url}` plain {url}",
        "Ünrelated [x](/other/) \u2028 text",
        "---\nurl: {url}\n---\n",
    ]
)


@given(SLUGS, SLUGS, st.lists(st.tuples(LINKS, st.sampled_from(["\n", "\r\n", "\n\n", " "])), max_size=6))
def test_mended_there_and_back_is_the_same_text(old: str, new: str, pieces: list[tuple[str, str]]) -> None:
    there = PostMove(f"_posts/2026-03-14-{old}.md", f"_posts/2026-03-14-{new}.md", f"/{old}/", f"/{new}/")
    back = PostMove(there.to, there.path, there.new_url, there.url)
    names = {"url": there.url, "short": there.url[:-1], "stem": f"2026-03-14-{old}"}
    text = "".join(link.format(**names) + end for link, end in pieces)
    # Something that meant the new name before would come back with the rest; on a site no two posts share one.
    if new in text.replace(f"2026-03-14-{old}", "").replace(f"/{old}", "") or old == new:
        return
    moved = mended(text, there)
    assert mended(moved, back) == text
    assert not links_to(moved, SourceKind.MARKDOWN, READER, there.path, there.url, SITE)
