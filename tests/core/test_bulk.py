"""One edit of many posts: the bytes that change are those of the value, and posts that need no change have none."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.core.bulk import (
    AddItem,
    BulkEdit,
    RemoveField,
    RenameItem,
    ReplaceText,
    SetField,
    TakeItem,
    edited,
    plan_bulk,
)
from editor.core.errors import EditorError, EditRefusedError
from editor.core.moves import Source


def after(edit: BulkEdit, text: str) -> str:
    return edited(edit, Source("_posts/a.md", text.encode())).decode()


def post(front: str, body: str = "Text\r\nmore\n") -> str:
    return f"---\r\n{front}\n---\n{body}"


@pytest.mark.parametrize(
    ("edit", "before", "wanted"),
    [
        (AddItem("tags", "sea"), "tags: [a, 'b']  # t", "tags: [a, 'b', sea]  # t"),
        (AddItem("tags", "sea"), "tags:\n  - a\n  - b", "tags:\n  - a\n  - b\n  - sea"),
        (AddItem("tags", "sea"), "tags: [a, sea]", "tags: [a, sea]"),
        (AddItem("tags", "sea"), "tag: sea", "tag: sea"),
        (AddItem("categories", "News"), "category: News", "category: News"),
        (TakeItem("tags", "sea"), "tags: [a, sea, b]", "tags: [a, b]"),
        (TakeItem("tags", "sea"), "tags: [a,  b]", "tags: [a,  b]"),
        (TakeItem("categories", "News"), "category: News\ntitle: x", "title: x"),
        (RenameItem("tags", "sea", "ocean"), "tags:\n- sea # s\n- b", "tags:\n- ocean # s\n- b"),
        (RenameItem("tags", "sea", "ocean"), "tags: [ocean, sea]", "tags: [ocean]"),
        (RenameItem("tags", "sea", "ocean"), "tags: sea", "tags: ocean"),
        (RenameItem("tags", "sea", "ocean"), "tag: 'sea'", "tag: 'ocean'"),
        (RenameItem("tags", "sea", "the ocean"), "tags: [x, seaside]", "tags: [x, seaside]"),
        (SetField("author", "ada"), 'author: "ben"  # b', 'author: "ada"  # b'),
        (SetField("published", "no"), "published: true", "published: false"),
        (
            SetField("date", "2026-04-01"),
            "date: 2026-03-14 07:30:00 +0100",
            "date: 2026-04-01 07:30:00 +0100",
        ),
        (SetField("author", "ada"), "author: ada", "author: ada"),
        (RemoveField("author"), "title: x\nauthor: ada", "title: x"),
        (RemoveField("author"), "title: x", "title: x"),
    ],
)
def test_only_the_value_changes(edit: BulkEdit, before: str, wanted: str) -> None:
    assert after(edit, post(before)) == post(wanted)


def test_a_name_of_two_words_stays_one_name() -> None:
    assert "the ocean" in after(RenameItem("tags", "sea", "the ocean"), post("tags: sea"))
    assert after(RenameItem("tags", "sea", "the ocean"), post("tags: sea")) != post("tags: the ocean")


def test_text_is_replaced_line_by_line_and_other_line_ends_stay() -> None:
    replace = ReplaceText(lambda line: re.sub("Wall$", "Quay", line))
    assert after(replace, post("title: Wall", "The Wall\r\nWall \nWall\rend")) == post(
        "title: Wall", "The Quay\r\nWall \nQuay\rend"
    )


def test_a_replacement_may_make_new_lines() -> None:
    assert after(
        ReplaceText(lambda line: line.replace("; ", "\n")), post("a: b", "one; two\r\nend\r\n")
    ) == post("a: b", "one\r\ntwo\r\nend\r\n")


def test_posts_that_would_not_change_are_not_in_the_plan_and_those_that_cannot_are_named() -> None:
    files = {
        "a.md": post("tags: [sea]").encode(),
        "b.md": post("tags: [x]").encode(),
        "c.md": b"---\ntags: [\n---\n",
        "d.md": b"\xff\xfe\x00",
        "e.md": b"no front matter",
        "f.md": post("x: &t [sea]\ntags: *t").encode(),
    }
    sources = [Source(path, data) for path, data in files.items()]
    plan = plan_bulk("Rename tag", RenameItem("tags", "sea", "ocean"), sources)
    assert "a.md" in plan.changes.paths
    assert {one.path for one in plan.left} >= {"c.md", "d.md"}
    assert all(one.why.endswith(".") for one in plan.left)
    assert "b.md" not in plan.changes.paths | {one.path for one in plan.left}
    assert "e.md" not in plan.changes.paths | {one.path for one in plan.left}


def test_a_field_cannot_be_given_to_a_post_without_front_matter() -> None:
    with pytest.raises(EditRefusedError, match="It has no front matter"):
        after(SetField("author", "ada"), "plain text")


NAMES = st.sampled_from(["sea", "a b", "News", "2026", "true", "Ölpest", "x"])


@given(
    st.sampled_from(
        ["tags: [sea, News]", "tags:\n- sea\n- x # n", "tags: sea x", "tag: sea", "title: y", "tags:"]
    ),
    NAMES,
)
def test_added_and_taken_out_again_is_the_same_bytes_or_at_least_the_same_names(
    front: str, name: str
) -> None:
    before = post(front)
    if name in after(TakeItem("tags", name), before) and f"{name}" in front:
        return
    there = after(AddItem("tags", name), before)
    back = after(TakeItem("tags", name), there)
    assert after(TakeItem("tags", name), back) == back
    assert back.endswith("Text\r\nmore\n")


@given(st.text(max_size=60), st.text("ab\r\n", max_size=20))
def test_no_text_is_ever_half_edited(front: str, body: str) -> None:
    source = Source("a.md", f"---\n{front}\n---\n{body}".encode("utf-8", "surrogatepass"))
    for edit in (AddItem("tags", "x"), RenameItem("tags", "x", "y"), ReplaceText(lambda line: line)):
        try:
            result = edited(edit, source)
        except EditorError:
            continue
        if isinstance(edit, ReplaceText):
            assert result == source.data
