"""A change of several files as a value: what it touches, what a writer is shown, and the way back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from editor.core.changes import ChangeSet, Create, Move, Restore, Trash, Write, previews
from editor.core.diff import DiffKind

RENAME = ChangeSet(
    "Rename post",
    (
        Write("_posts/old.md", b"a\n", b"a\nredirect_from: /old/\n"),
        Write("_posts/other.md", b"see /old/\n", b"see /new/\n"),
        Move("_posts/old.md", "_posts/new.md"),
    ),
)


def test_it_names_every_path_it_touches_and_where_files_go() -> None:
    assert RENAME.paths == {"_posts/old.md", "_posts/other.md", "_posts/new.md"}
    assert RENAME.written == ("_posts/old.md", "_posts/other.md")
    assert RENAME.moved == {"_posts/old.md": "_posts/new.md"}


def test_moves_in_a_row_are_one_and_back_again_is_none() -> None:
    there = (Move("a", "b"), Move("b", "c"))
    assert ChangeSet("Rename", there).moved == {"a": "c"}
    assert ChangeSet("Rename", (*there, Move("c", "a"))).moved == {}


def test_the_inverse_undoes_the_last_step_first() -> None:
    changes = ChangeSet("Tidy", (*RENAME.changes, Create("x.md", b"x"), Trash("y.md")))
    assert changes.inverse(["kept/7"]).changes == (
        Restore("y.md", "kept/7"),
        Trash("x.md", b"x"),
        Move("_posts/new.md", "_posts/old.md"),
        Write("_posts/other.md", b"see /new/\n", b"see /old/\n"),
        Write("_posts/old.md", b"a\nredirect_from: /old/\n", b"a\n"),
    )


def test_each_file_is_previewed_once_with_its_lines_and_its_new_name() -> None:
    first, second = previews(RENAME)
    assert (first.path, first.to, first.count()) == ("_posts/old.md", "_posts/new.md", (1, 0))
    assert [(line.kind, line.text) for line in second.lines()] == [
        (DiffKind.REMOVED, "see /old/"),
        (DiffKind.ADDED, "see /new/"),
    ]


def test_a_write_after_the_move_belongs_to_the_same_file() -> None:
    changes = ChangeSet(
        "Publish", (Move("_drafts/a.md", "_posts/a.md"), Write("_posts/a.md", b"1\n", b"2\n"))
    )
    (only,) = previews(changes)
    assert (only.path, only.to, only.before, only.after) == ("_drafts/a.md", "_posts/a.md", b"1\n", b"2\n")


def test_bytes_that_are_no_text_have_no_lines() -> None:
    (only,) = previews(ChangeSet("Replace", (Write("a.png", b"\x89PNG", b"\xff\xd8"),)))
    assert only.lines() == ()


@given(st.lists(st.tuples(st.binary(max_size=3), st.binary(max_size=3)), max_size=6))
def test_the_inverse_of_the_inverse_is_the_change_itself(pairs: list[tuple[bytes, bytes]]) -> None:
    changes = ChangeSet("Any", tuple(Write(f"{at}.md", *pair) for at, pair in enumerate(pairs)))
    assert changes.inverse().inverse() == changes


def test_files_that_are_written_are_named_as_before_also_on_the_way_back() -> None:
    there = ChangeSet("Publish", (Write("_drafts/a.md", b"1", b"2"), Move("_drafts/a.md", "_posts/a.md")))
    assert there.written == ("_drafts/a.md",)
    assert there.inverse().written == ("_posts/a.md",)


def test_files_that_go_again_are_named_as_before() -> None:
    made = ChangeSet("Copy", (Create("a.md", b"x"), Move("a.md", "b.md"))).inverse()
    assert made.thrown_again == ("b.md",)
    assert ChangeSet("Trash", (Trash("a.md"),)).thrown_again == ()
