"""One open post: what is on disk after typing, form edits, undo, and what other programs do meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from editor.core.errors import DiskConflictError, EditorError, EditRefusedError, SaveError
from editor.core.post.frontmatter import FrontMatter
from editor.core.post.post import Post, parse_post
from editor.services.document import Document, DocumentState
from editor.storage.files import NameTakenError

Open = Callable[..., Document]

FRONT = "---\ntitle: The wall\ntags: [harbour]\n---\n"


def type_text(document: Document, text: str, position: int | None = None) -> QTextCursor:
    """Type where the cursor is put, or at the end."""
    cursor = QTextCursor(document.body)
    if position is None:
        cursor.movePosition(QTextCursor.MoveOperation.End)
    else:
        cursor.setPosition(position)
    cursor.insertText(text)
    return cursor


def states_of(document: Document) -> list[DocumentState]:
    states: list[DocumentState] = []
    document.state_changed.connect(states.append)
    return states


def errors_of(document: Document) -> list[tuple[EditorError, str]]:
    errors: list[tuple[EditorError, str]] = []
    document.failed.connect(lambda error, key: errors.append((error, key)))
    return errors


# -- byte for byte -----------------------------------------------------------------------------------------------

BODIES = {
    "plain": "One\n\nTwo\n",
    "windows": "One\r\n\r\nTwo\r\n",
    "mixed": "One\r\nTwo\nThree\rFour\r\n\n\rFive",
    "lone CR": "One\rTwo\rThree",
    "no final newline": "One\nTwo",
    "empty": "",
    "only line ends": "\n\n\n",
    "blank lines first": "\n\n   indented\n",
    "blank lines last": "One\n\n\n",
    "spaces": " a\u00a0b\u2009c\u3000 \t\n",
    "separators": "a\u2028b\u2029c\u0085d\n",
    "control": "a\x00b\x0cc\x0bd\x1ce\x1f\n",
    "Qt's own": "a\ufdd0b\ufdd1c\ufffcd\ufffee\n",
    "a mark inside": "\ufeffa\n\ufeff\ufeffb\n",
    "private": "\uefff\uf000\u2028\n",
    "emoji": "👩‍🚒 fire 🚒\n\U0010ffff\n",
    "right to left": "שלום\u200f\u202eعالم\n",
}

FRONTS = {"usual": FRONT, "windows": FRONT.replace("\n", "\r\n"), "none": "", "bom": "\ufeff" + FRONT}
FRAGILE = "ab \n\r\t\x00\x0c\u00a0\u2028\u2029\ufeff\ufffc\ufdd0😀"


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES.keys())
@pytest.mark.parametrize("front", FRONTS.values(), ids=FRONTS.keys())
def test_a_letter_typed_and_deleted_leaves_the_bytes(open_document: Open, front: str, body: str) -> None:
    data = (front + body).encode()
    document = open_document(data)
    assert document.snapshot().encode() == data
    for position in (0, document.body.characterCount() - 1):
        type_text(document, "x", position).deletePreviousChar()
    document.save()
    assert document.path is not None
    assert document.path.read_bytes() == data


@settings(max_examples=150)
@given(body=st.text(st.one_of(st.sampled_from(FRAGILE), st.characters(codec="utf-8"))))
def test_any_body_comes_back_from_the_editor(qapp: object, body: str) -> None:
    document = Document(lambda _: None)
    post = parse_post((FRONT + body).encode())
    document.start(post, None)
    type_text(document, "x\n", 0)
    document.body.undo()
    assert document.snapshot() == post


def test_typing_changes_the_line_and_no_line_end(open_document: Open) -> None:
    document = open_document(FRONT + "One\r\nTwo\nThree\rFour\r\n")
    type_text(document, "!", 3)
    type_text(document, "\nNew", len("One!\nTwo"))
    document.save()
    assert document.path is not None
    assert document.path.read_bytes() == (FRONT + "One!\r\nTwo\nNew\r\nThree\rFour\r\n").encode()
    # The ends just written are the lines' own now.
    type_text(document, "?", 0)
    assert document.snapshot().body == "?One!\r\nTwo\nNew\r\nThree\rFour\r\n"


def test_a_first_word_below_a_fence_without_line_end(open_document: Open) -> None:
    document = open_document("---\ntitle: a\n---")
    type_text(document, "word")
    document.save()
    assert document.path is not None
    assert document.path.read_text() == "---\ntitle: a\n---\nword"
    assert not document.dirty


def test_half_a_character_is_a_sentence_and_not_a_crash(qapp: object, tmp_path: Path) -> None:
    document = Document(lambda _: None)
    document.start(Post(bom=False, front=None, body="one\ntwo \ud83d\n"), tmp_path)
    with pytest.raises(SaveError, match="line 2 holds half a character"):
        document.save_as(tmp_path / "half.md")
    assert list(tmp_path.iterdir()) == []


# -- dirty, undo and redo ----------------------------------------------------------------------------------------


def test_undo_past_a_save_is_unsaved_and_redo_to_it_is_clean(open_document: Open) -> None:
    document = open_document(FRONT + "text")
    type_text(document, " a")
    assert document.dirty
    document.save()
    assert not document.dirty
    type_text(document, "b")
    document.body.undo()
    assert document.lines == ["text a"]
    assert not document.dirty
    document.body.undo()
    assert document.lines == ["text"]
    assert document.dirty
    states = states_of(document)
    document.body.redo()
    assert [state.dirty for state in states] == [False]


def test_the_state_is_told_at_the_first_letter_and_not_at_the_next(open_document: Open) -> None:
    document = open_document(FRONT + "text")
    states = states_of(document)
    for letter in "abc":
        type_text(document, letter)
    assert [state.dirty for state in states] == [True]
    states.clear()
    document.save()
    assert [(state.dirty, state.saved_at is not None) for state in states] == [(False, True)]


def test_typing_in_a_field_is_one_step_back(open_document: Open) -> None:
    document = open_document(FRONT)
    fronts: list[FrontMatter] = []
    document.front_changed.connect(fronts.append)
    for title in ("The wall h", "The wall ho", "The wall holds"):
        assert document.set_value("title", title)
    document.set_value("author", "Ada")
    assert document.state.can_undo
    document.undo_front()
    document.undo_front()
    assert document.front is not None
    assert document.front.text == FRONT
    assert not document.dirty
    assert not document.state.can_undo
    document.redo_front()
    assert document.title == "The wall holds"
    document.redo_front()
    assert document.front.get("author") == "Ada"
    assert not document.state.can_redo
    assert len(fronts) == 8


def test_a_letter_typed_and_deleted_in_a_field_leaves_nothing_to_undo(open_document: Open) -> None:
    document = open_document(FRONT)
    document.set_value("title", "The wallx")
    document.set_value("title", "The wall")
    assert not document.dirty
    assert not document.state.can_undo


def test_undo_in_the_form_stops_at_a_save(open_document: Open) -> None:
    document = open_document(FRONT)
    document.set_value("title", "One")
    document.save()
    document.set_value("title", "One more")
    document.undo_front()
    assert document.title == "One"
    assert not document.dirty
    document.undo_front()
    assert document.title == "The wall"
    assert document.dirty


def test_a_new_edit_forgets_what_could_be_redone(open_document: Open) -> None:
    document = open_document(FRONT)
    document.set_value("title", "One")
    document.undo_front()
    document.remove_value("tags")
    assert not document.state.can_redo
    document.redo_front()
    assert document.front is not None
    assert document.front.text == "---\ntitle: The wall\n---\n"


def test_a_refused_edit_says_why_and_changes_nothing(open_document: Open) -> None:
    text = "---\na: &x one\nb: *x\n---\nbody"
    document = open_document(text)
    errors, states = errors_of(document), states_of(document)
    assert not document.set_value("a", "two")
    (error, key) = errors.pop()
    assert isinstance(error, EditRefusedError)
    assert key == "a"
    assert not document.set_block("a: [")
    assert errors.pop()[1] == ""
    assert (document.snapshot().text, states, document.state.can_undo) == (text, [], False)


def test_front_matter_is_added_with_the_posts_line_ends(open_document: Open) -> None:
    document = open_document("One\r\nTwo\r\n")
    document.add_front_matter(FrontMatter.create({"title": "A", "layout": "post"}))
    assert document.snapshot().text == "---\r\ntitle: A\r\nlayout: post\r\n---\r\nOne\r\nTwo\r\n"
    document.undo_front()
    assert document.snapshot().text == "One\r\nTwo\r\n"
    assert not document.dirty


# -- what other programs do --------------------------------------------------------------------------------------


def test_a_clean_post_follows_the_file_and_the_view_stays(open_document: Open, qtbot: QtBot) -> None:
    lines = [f"line {number}" for number in range(400)]
    document = open_document(FRONT + "\n".join(lines))
    editor = QPlainTextEdit()
    qtbot.addWidget(editor)
    editor.setDocument(document.body)
    editor.resize(300, 200)
    editor.show()
    cursor = editor.textCursor()
    cursor.setPosition(document.body.findBlockByNumber(205).position() + 4)
    editor.setTextCursor(cursor)
    editor.verticalScrollBar().setValue(200)
    assert document.path is not None
    changed = [*lines[:100], "new one", *lines[100:150], *lines[160:300], "line 300, longer", *lines[301:]]
    document.path.write_text(FRONT.replace("wall", "harbour") + "\n".join(changed))
    changes: list[object] = []
    reloads: list[None] = []
    document.body_changed.connect(changes.append)
    document.reloaded.connect(lambda: reloads.append(None))
    top = QTextCursor(document.body)
    document.replacing.connect(lambda: top.setPosition(editor.firstVisibleBlock().position()))
    document.replaced.connect(lambda: editor.verticalScrollBar().setValue(top.blockNumber()))
    document.check_disk()
    assert (document.lines, document.title, document.dirty) == (changed, "The harbour", False)
    assert editor.textCursor().block().text() == "line 205"
    assert editor.textCursor().positionInBlock() == 4
    assert editor.firstVisibleBlock().text() == "line 200"
    assert len(changes) == 1
    assert reloads == []
    document.body.undo()
    assert document.lines == lines
    assert document.dirty


def test_an_edited_post_is_marked_and_never_written_over_the_others_work(open_document: Open) -> None:
    document = open_document(FRONT + "text\n")
    type_text(document, "mine")
    assert document.path is not None
    document.path.write_text(FRONT + "theirs\n")
    with pytest.raises(DiskConflictError):
        document.save()
    assert document.state.conflict == "changed"
    assert document.lines == ["text", "mine"]
    assert document.path.read_text() == FRONT + "theirs\n"
    # Theirs went away again by itself.
    document.path.write_text(FRONT + "text\n")
    document.check_disk()
    assert document.state.conflict == ""
    document.save()
    assert document.path.read_text() == FRONT + "text\nmine"


def test_keep_mine_replaces_theirs_at_the_next_save_only(open_document: Open) -> None:
    document = open_document(FRONT + "text\n")
    cursor = type_text(document, "mine")
    assert document.path is not None
    document.path.write_text("theirs\n")
    document.check_disk()
    document.keep_mine()
    assert document.path.read_text() == "theirs\n"
    cursor.document().undo()
    assert document.dirty, "the file holds something else, whatever was undone"
    document.path.write_text("theirs again\n")
    with pytest.raises(DiskConflictError):
        document.save()
    document.keep_mine()
    document.save()
    assert document.path.read_text() == FRONT + "text\n"
    assert not document.dirty


def test_theirs_taken_is_one_undo_away_from_mine(open_document: Open) -> None:
    document = open_document(FRONT + "text\nmore\n")
    type_text(document, "mine ", 0)
    document.set_value("title", "Mine")
    assert document.path is not None
    theirs = FRONT.replace("wall", "quay") + "text\r\nmore\r\nof it"
    document.path.write_bytes(theirs.encode())
    document.check_disk()
    states = states_of(document)
    document.take_theirs()
    assert [(state.dirty, state.conflict, state.title) for state in states] == [(False, "", "The quay")]
    assert document.snapshot().text == theirs
    document.body.undo()
    document.undo_front()
    assert (document.lines, document.title, document.dirty) == (["mine text", "more", ""], "Mine", True)


def test_broken_theirs_taken_leaves_mine_one_undo_away_as_text(open_document: Open) -> None:
    document = open_document(FRONT + "text\n")
    type_text(document, "mine")
    assert document.path is not None
    document.path.write_text("---\ntitle: [\n---\ntheirs\n")
    document.check_disk()
    document.take_theirs()
    assert document.state.problem is not None
    assert document.snapshot().encode() == b"---\ntitle: [\n---\ntheirs\n"
    assert not document.dirty
    document.body.undo()
    document.save()
    assert document.path.read_text() == FRONT + "text\nmine"
    assert document.title == "The wall"


def test_a_vanished_file_makes_the_text_unsaved_until_it_is_back(open_document: Open) -> None:
    document = open_document(FRONT + "text\n")
    assert document.path is not None
    document.path.unlink()
    document.check_disk()
    assert (document.state.conflict, document.dirty) == ("gone", True)
    document.path.write_text(FRONT + "text\n")
    document.check_disk()
    assert (document.state.conflict, document.dirty) == ("", False)
    document.path.unlink()
    document.check_disk()
    document.path.write_text(FRONT + "other\n")
    document.check_disk()
    assert (document.state.conflict, document.lines) == ("", ["other", ""])


def test_a_vanished_file_is_written_back_but_not_over_one_that_came_meanwhile(open_document: Open) -> None:
    document = open_document(FRONT + "text\n")
    assert document.path is not None
    document.path.unlink()
    with pytest.raises(DiskConflictError):
        document.save()
    assert document.state.conflict == "gone"
    document.keep_mine()
    document.path.write_text("somebody's\n")
    with pytest.raises(DiskConflictError):
        document.save()
    assert document.state.conflict == "changed"
    assert document.path.read_text() == "somebody's\n"
    document.path.unlink()
    document.keep_mine()
    document.save()
    assert document.path.read_text() == FRONT + "text\n"
    assert not document.dirty


def test_a_file_that_cannot_be_read_any_more_is_told_of_once(open_document: Open) -> None:
    document = open_document(FRONT + "text\n")
    errors = errors_of(document)
    assert document.path is not None
    document.path.unlink()
    document.path.mkdir()
    document.check_disk()
    document.check_disk()
    document.keep_mine()
    assert len(errors) == 2  # once for the check, once because the writer asked
    assert document.lines == ["text", ""]
    document.path.rmdir()
    document.path.write_text(FRONT + "text\n")
    document.check_disk()
    assert document.state.conflict == ""


def test_our_own_saves_and_a_touch_are_no_change(open_document: Open) -> None:
    document = open_document(FRONT + "text\n")
    type_text(document, "more")
    document.save()
    states = states_of(document)
    document.check_disk()
    assert document.path is not None
    document.path.touch()
    document.check_disk()
    assert states == []


# -- raw text, other encodings, other places ---------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: [\n---\nbody\r\n\u2028",
        "---\ntitle: never closed\nbody",
        "+++\ntitle = 1\n+++\nbody\n",
        "---\r\ntitle: 'x\r\n---\r\nbody\r\n",
    ],
)
def test_what_cannot_be_read_is_shown_as_it_is_and_saved_as_it_was(open_document: Open, text: str) -> None:
    document = open_document(text.encode())
    assert document.state.problem is not None
    assert document.front is None
    assert not document.set_value("title", "x")
    type_text(document, "y", 0).deletePreviousChar()
    document.save()
    assert document.path is not None
    assert document.path.read_bytes() == text.encode()


def test_front_matter_repaired_by_hand_is_front_matter_again(open_document: Open) -> None:
    document = open_document("---\ntitle: [a\n---\nbody\nmore\n")
    view = QTextCursor(document.body)
    view.setPosition(document.body.findBlockByNumber(4).position() + 2)
    type_text(document, "]", len("---\ntitle: [a"))
    assert document.state.problem is not None
    document.save()
    assert document.state.problem is None
    assert document.front is not None
    assert document.front.get("title") == ["a"]
    assert (document.lines, document.dirty) == (["body", "more", ""], False)
    assert (view.block().text(), view.positionInBlock()) == ("more", 2)


def test_a_repair_that_is_none_moves_the_mark_to_the_next_fault(open_document: Open) -> None:
    document = open_document("---\ntitle: [a\nb: ]\n---\n")
    type_text(document, "]", len("---\ntitle: [a"))
    document.save()
    assert document.state.problem is not None
    assert document.state.problem.line == 3


def test_another_encoding_is_read_only_until_it_is_converted(open_document: Open) -> None:
    data = "---\ntitle: Caf\xe9\n---\nna\xefve\r\n".encode("cp1252")
    document = open_document(data)
    assert "Windows-1252" in document.state.read_only
    assert not document.dirty
    with pytest.raises(SaveError):
        document.save()
    assert document.path is not None
    assert document.path.read_bytes() == data
    document.convert_to_utf8()
    assert (document.title, document.state.read_only, document.dirty) == ("Café", "", True)
    document.save()
    assert document.path.read_bytes() == data.decode("cp1252").encode()


def test_a_clean_post_saved_elsewhere_in_another_encoding_turns_read_only(open_document: Open) -> None:
    document = open_document(FRONT + "text\n")
    assert document.path is not None
    document.path.write_bytes(b"caf\xe9\n")
    document.check_disk()
    assert document.state.read_only
    assert document.lines == ["café", ""]
    document.path.write_text(FRONT + "café\n")
    document.check_disk()
    assert (document.state.read_only, document.title, document.dirty) == ("", "The wall", False)


def test_save_as_goes_on_there_and_asks_before_replacing(open_document: Open, tmp_path: Path) -> None:
    document = open_document(FRONT + "text\n")
    type_text(document, "more")
    other = tmp_path / "other.md"
    other.write_text("taken")
    with pytest.raises(NameTakenError):
        document.save_as(other)
    assert other.read_text() == "taken"
    document.save_as(other, replace=True)
    assert other.read_text() == FRONT + "text\nmore"
    assert (document.path, document.dirty) == (other, False)
    assert (tmp_path / "2026-03-14-wall.md").read_text() == FRONT + "text\n"


def test_a_new_post_gets_its_file(open_document: Open, tmp_path: Path) -> None:
    document = Document(lambda _: None)
    post = Post(bom=False, front=FrontMatter.create({"title": "New"}), body="\n")
    document.start(post, tmp_path)
    assert (document.path, document.dirty, document.title) == (None, False, "New")
    with pytest.raises(SaveError):
        document.save()
    type_text(document, "text")
    path = tmp_path / "new.md"
    post = document.snapshot()
    path.write_bytes(post.encode())
    document.attach(path, post)
    assert (document.path, document.dirty) == (path, False)
    document.check_disk()
    assert document.state.conflict == ""
    type_text(document, "!")
    document.save()
    assert path.read_text() == "---\ntitle: New\n---\n\ntext!"


def test_a_moved_file_is_followed(open_document: Open, tmp_path: Path) -> None:
    document = open_document(FRONT + "text\n")
    assert document.path is not None
    target = document.path.rename(tmp_path / "moved.md")
    document.moved_to(target)
    assert (document.path, document.state.conflict, document.dirty) == (target, "", False)


# -- safety copies -----------------------------------------------------------------------------------------------


def test_a_safety_copy_is_unsaved_work_and_the_file_is_one_undo_away(open_document: Open) -> None:
    document = open_document(FRONT + "text\n")
    copy = parse_post((FRONT.replace("wall", "quay") + "text, longer\n").encode())
    document.recover(copy, document.base)
    assert (document.snapshot(), document.dirty, document.state.conflict) == (copy, True, "")
    document.body.undo()
    assert document.lines == ["text", ""]
    document.body.redo()
    document.save()
    assert document.path is not None
    assert document.path.read_bytes() == copy.encode()
    assert not document.dirty


def test_a_safety_copy_of_an_older_file_is_a_conflict(open_document: Open) -> None:
    document = open_document(FRONT + "text\n")
    base = document.base
    assert document.path is not None
    document.path.write_text(FRONT + "newer\n")
    again = Document(lambda _: None)
    again.load(document.path)
    again.recover(parse_post((FRONT + "rescued\n").encode()), base)
    assert again.state.conflict == "changed"
    with pytest.raises(DiskConflictError):
        again.save()
    assert document.path.read_text() == FRONT + "newer\n"


def test_a_composer_keeps_the_moment_it_was_made_in(open_document: Open) -> None:
    document = open_document(FRONT + "text\n")
    compose = document.composer()
    type_text(document, "more")
    assert compose().text == FRONT + "text\n"


# -- what is shown -----------------------------------------------------------------------------------------------


def test_title_line_ends_and_place_of_the_body(open_document: Open) -> None:
    document = open_document("\ufeff---\r\ntitle: ''\r\n---\r\nOne\nTwo\r\nThree\r\n")
    assert document.title == "2026-03-14-wall.md"
    assert document.encoding_text == "UTF-8 BOM · CRLF + LF"
    assert document.body_offset == 3
    assert str(document.file_day) == "2026-03-14"


def test_typing_a_word_leaves_no_quotes_that_only_its_beginning_needed(open_document) -> None:
    document = open_document(b"---\nexcerpt: Old\n---\nText\n")
    for text in ("N", "Ne", "New"):
        assert document.set_value("excerpt", text)
    assert document.snapshot().text == "---\nexcerpt: New\n---\nText\n"


def test_typing_on_in_a_field_keeps_what_another_program_wrote_meanwhile(open_document: Open) -> None:
    document = open_document(FRONT + "text")
    document.set_value("title", "The wal")
    document.save()
    assert document.path is not None
    document.path.write_text(document.path.read_text().replace("[harbour]", "[harbour, theirs]"))
    document.check_disk()
    document.set_value("title", "The wall!")
    assert document.snapshot().text == "---\ntitle: The wall!\ntags: [harbour, theirs]\n---\ntext"
