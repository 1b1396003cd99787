"""The front matter while it is edited: steps of undo, and where a run of typing ends."""

from __future__ import annotations

from functools import partial

import pytest

from editor.core.post.frontmatter import FrontMatter
from editor.core.post.post import parse_text
from editor.services.edited_front import EditedFront

TEXT = "---\ntitle: One\ntags: [a]\n---\n"


def front(text: str = TEXT) -> FrontMatter:
    found = parse_text(text).front
    assert found is not None
    return found


def type_title(edited: EditedFront, title: str) -> None:
    edited.edit(lambda value: value.set("title", title), "title")


@pytest.fixture
def edited(qapp: object) -> EditedFront:
    """A front matter that was just opened."""
    fresh = EditedFront()
    fresh.open(front())
    return fresh


def test_typing_leaves_no_quotes_that_only_its_beginning_needed(edited: EditedFront) -> None:
    for text in ("N", "Ne", "New"):
        type_title(edited, text)
    assert edited.value == front(TEXT.replace("One", "New"))
    edited.undo()
    assert edited.value == front()
    assert not edited.differs


@pytest.mark.parametrize("way", ["put", "open", "save", "undo"])
def test_a_run_ends_with_whatever_comes_between(edited: EditedFront, way: str) -> None:
    type_title(edited, "Two")
    theirs = front(TEXT.replace("[a]", "[a, theirs]"))
    {
        "put": partial(edited.put, theirs),
        "open": partial(edited.open, theirs),
        "save": partial(edited.note_saved, theirs),
        "undo": edited.undo,
    }[way]()
    type_title(edited, "Two!")
    assert edited.value is not None
    assert edited.value.get("title") == "Two!"
    assert edited.value.get("tags") == (["a"] if way == "undo" else ["a", "theirs"])


def test_what_another_program_wrote_is_one_step_back_and_clean(edited: EditedFront) -> None:
    theirs = front(TEXT.replace("[a]", "[b]"))
    assert edited.put(theirs)
    edited.note_loaded()
    assert not edited.differs
    edited.undo()
    assert edited.value == front()
    assert edited.differs
    assert not edited.put(front())
