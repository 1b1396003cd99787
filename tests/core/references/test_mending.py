"""References that follow a file to its new name, and nothing else that changes."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from editor.core.references.finding import find_references
from editor.core.references.mending import Mended, mend
from editor.core.references.reference import Reference, kind_of_source
from editor.core.references.targets import AssetNames, candidates
from editor.core.site import parse_config

SITE = parse_config("url: https://news.example\nbaseurl: /paper")
POST = "_posts/2026-03-14-ferry.md"
OLD = "assets/images/old.png"


def moved(text: str, new: str, old: str = OLD, file: str = POST) -> Mended:
    names = AssetNames([old])

    def means(reference: Reference) -> str | None:
        found = names.meant(candidates(reference, file, SITE), file, reference.place)
        return found[0] if len(found) == 1 else None

    kind = kind_of_source(file)
    assert kind is not None
    return mend(text, kind, file, means, {old: new})


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("![A](/assets/images/old.png)", "![A](/assets/images/new.png)"),
        ("![A](assets/images/old.png?v=1#x 'T')", "![A](assets/images/new.png?v=1#x 'T')"),
        ("![A](/paper/assets/images/old.png)", "![A](/paper/assets/images/new.png)"),
        (
            "![A](https://news.example/assets/images/old.png)",
            "![A](https://news.example/assets/images/new.png)",
        ),
        ("![A]({{ site.baseurl }}/assets/images/old.png)", "![A]({{ site.baseurl }}/assets/images/new.png)"),
        (
            '<img src="{{ "/assets/images/old.png" | relative_url }}">',
            '<img src="{{ "/assets/images/new.png" | relative_url }}">',
        ),
        (
            "![A]({{ '/assets/' | relative_url }}images/old.png)",
            "![A]({{ '/assets/' | relative_url }}images/new.png)",
        ),
        ("![A](../assets/images/old.png)", "![A](../assets/images/new.png)"),
        ("---\nimage: old.png # lead\n---\n", "---\nimage: new.png # lead\n---\n"),
        ("---\nimage: 'assets/images/old.png'\n---\n", "---\nimage: 'assets/images/new.png'\n---\n"),
        ('<img srcset="/assets/images/old.png 2x">', '<img srcset="/assets/images/new.png 2x">'),
        ("`/assets/images/old.png` ![A](/other.png)", "`/assets/images/old.png` ![A](/other.png)"),
    ],
)
def test_a_rename_keeps_the_way_a_path_is_written(before: str, after: str) -> None:
    assert moved(before, "assets/images/new.png").text == after


def test_a_move_to_another_folder() -> None:
    assert moved("![A](/assets/images/old.png)", "media/a/old.png").text == "![A](/media/a/old.png)"
    assert moved("![A](../assets/images/old.png)", "media/old.png").text == "![A](../media/old.png)"
    style = moved("a{b:url(../images/old.png)}", "assets/css/new.png", file="assets/css/a.css")
    assert style.text == "a{b:url(./new.png)}"
    beside = moved("a{b:url(old.png)}", "x/new.png", old="assets/css/old.png", file="assets/css/a.css")
    assert beside.text == "a{b:url(../../x/new.png)}"


def test_what_a_layout_completes_is_left_and_told_of() -> None:
    result = moved("---\nimage: old.png\n---\n", "media/old.png")
    assert result.text == "---\nimage: old.png\n---\n"
    assert [reference.line for reference in result.left] == [2]


def test_names_that_mean_something_where_they_are_written() -> None:
    new = 'assets/images/a b (1) & "c", d#e%f.png'
    for text in (
        *(
            "![A](/assets/images/old.png)",
            "<img src='/assets/images/old.png'>",
            "[x]: /assets/images/old.png",
        ),
        *("---\nimage: assets/images/old.png\n---\n", "---\nimage: [assets/images/old.png, b]\n---\n"),
        *('<img srcset="/assets/images/old.png 2x">', '{% include x src="/assets/images/old.png" %}'),
    ):
        (reference,) = find_references(moved(text, new).text, kind_of_source(POST))  # type: ignore[arg-type]
        assert candidates(reference, POST, SITE)[0] == new


def test_the_changes_are_told_line_by_line() -> None:
    text = "One\r\n![A](/assets/images/old.png) ![B](/assets/images/old.png)\r\n"
    (told,) = moved(text, "assets/images/new.png").mends
    assert (told.line, told.before) == (2, "![A](/assets/images/old.png) ![B](/assets/images/old.png)")
    assert told.after == "![A](/assets/images/new.png) ![B](/assets/images/new.png)"


NAMES = st.text(st.sampled_from("ab é%#?&'\"()[]{}<>,;*!@|-_+~"), min_size=1, max_size=8).map(
    lambda name: name + ".png"
)
FOLDERS = st.sampled_from(["assets/images/", "assets/", "media/a b/"])
SHAPES = st.sampled_from(
    [
        *("![A](/{})", "![A]({} 'T')", "![](<{}>)", "<img src=\"/{}\" alt=''>", "---\nimage: /{}\n---\n\n\n"),
        *(
            '---\nimage: "{}"\ntags: [a]\n---\n',
            "[x]: /{}",
            "![A]({{{{ '/{}' | relative_url }}}})",
            "\r\n[a](/{})\r",
        ),
        *(
            "<a href='/paper/{}'>",
            '{{% include f.html src="/{}" %}}',
            "<p style='background:url(/{})'>",
            "![A](../{})",
        ),
    ]
)


@given(SHAPES, FOLDERS, NAMES, FOLDERS, NAMES)
def test_there_and_back_gives_the_original_bytes(
    shape: str, one: str, name: str, two: str, other: str
) -> None:
    old, new = "assets/images/harbour.png", one + name
    assume(old != new)
    text = f"{shape.format(old)}\ntail `/{old}`"
    there = moved(text, new, old=old)
    assert not there.left
    assert there.mends
    back = moved(there.text, old, old=new)
    assert back.text == text
    # A second name on the way changes nothing.
    assume(len({old, new, two + other}) == 3)
    again = moved(moved(there.text, two + other, old=new).text, old, old=two + other)
    assert again.text == text
