"""What was put in for a file goes again: exactly where nothing was typed around it, else the picture alone."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from editor.core.markdown.editing import insert_file_link, insert_image
from editor.core.markdown.figures import insert_figure
from editor.core.markdown.selection import Edit, at
from editor.core.markdown.taking_out import put_in, take_out

TEXTS = st.lists(
    st.sampled_from(["", "One line.", "# Head", "![](/a.png)", "- item"]), min_size=1, max_size=8
)
INSERTS: dict[Callable[..., Edit], tuple[str, ...]] = {
    insert_image: (),
    insert_figure: ("", ""),
    insert_file_link: ("name",),
}


@given(TEXTS, st.data(), st.sampled_from(list(INSERTS)), st.text("ab [(", max_size=5))
def test_the_text_is_as_it_was_before(
    lines: list[str], data: st.DataObject, insert: Callable[..., Edit], name: str
) -> None:
    number = data.draw(st.integers(0, len(lines) - 1))
    column = data.draw(st.integers(0, len(lines[number])))
    source = f"/new {name}.png"
    edit = insert(lines, at(number, column), source, *INSERTS[insert])
    changed = edit.apply(lines)
    back = take_out(changed, put_in(source, lines, edit))
    assert back is not None
    assert back.apply(changed) == lines


def test_an_alt_text_that_was_given_since_goes_along() -> None:
    put = put_in("/a.png", ["One."], insert_image(["One."], at(0, 0), "/a.png"))
    lines = ["One.", "", "![A boat](/a.png)"]
    back = take_out(lines, put)
    assert back is not None
    assert back.apply(lines) == ["One."]


def test_among_other_words_by_now_the_picture_alone_goes() -> None:
    put = put_in("/a.png", ["One."], insert_image(["One."], at(0, 0), "/a.png"))
    lines = ["Two.", "See ![A boat](/a.png) here."]
    back = take_out(lines, put)
    assert back is not None
    assert back.apply(lines) == ["Two.", "See  here."]


def test_what_is_there_no_more_is_not_looked_for_elsewhere() -> None:
    put = put_in("/a.png", ["One."], insert_image(["One."], at(0, 0), "/a.png"))
    assert take_out(["One.", "![](/b.png)"], put) is None
