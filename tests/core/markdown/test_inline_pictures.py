"""Pictures in a line of markdown."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from editor.core.markdown.inline_pictures import InlinePicture, picture_at, pictures_in, set_picture

LINE = 'See ![The *Tern*](/a/tern.jpg "Title") and ![](<b c.png>).'


def test_pictures_are_found_with_their_places() -> None:
    first, second = pictures_in(LINE)
    assert (first.alt, first.source) == ("The *Tern*", "/a/tern.jpg")
    assert LINE[first.start : first.end] == '![The *Tern*](/a/tern.jpg "Title")'
    assert (second.alt, second.source) == ("", "b c.png")


def test_the_picture_under_the_cursor_or_the_only_one() -> None:
    assert picture_at(LINE, 10) == pictures_in(LINE)[0]
    assert picture_at(LINE, len(LINE)) is None
    assert picture_at("One: ![x](y.png)", 0) == InlinePicture(5, 16, "x", "y.png")
    assert picture_at("None", 0) is None


def test_another_alt_text_changes_nothing_else() -> None:
    first = pictures_in(LINE)[0]
    edit = set_picture([LINE], 0, first, "A [small] ferry", first.source)
    assert edit is not None
    assert edit.lines == (LINE.replace("The *Tern*", "A \\[small\\] ferry"),)
    assert pictures_in(edit.lines[0])[0].alt == "A [small] ferry"


def test_another_address_keeps_the_title() -> None:
    first = pictures_in(LINE)[0]
    edit = set_picture([LINE], 0, first, first.alt, "/a/tern.webp")
    assert edit is not None
    assert edit.lines == (LINE.replace("tern.jpg", "tern.webp"),)


def test_a_picture_that_is_gone_is_left_alone() -> None:
    first = pictures_in(LINE)[0]
    assert set_picture(["Other text"], 0, first, "x", "y") is None
    assert set_picture([LINE], 7, first, "x", "y") is None
    assert set_picture([LINE], 0, first, first.alt, first.source) is None


@given(st.text(alphabet='![]()<>\\ ab."', max_size=80), st.text(max_size=20))
def test_an_alt_text_comes_back_as_it_was_given(line: str, alt: str) -> None:
    for picture in pictures_in(line):
        edit = set_picture([line], 0, picture, alt, picture.source)
        if edit is not None:
            wanted = " ".join(alt.split())
            assert (
                any(found.alt == wanted for found in pictures_in(edit.lines[0]))
                or "[" in wanted
                or "]" in wanted
            )
