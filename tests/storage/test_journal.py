"""The journal: what a writer gets back after the program was killed."""

from __future__ import annotations

import contextlib
import json
import os
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor.core.errors import SaveError
from editor.storage.files import Fingerprint
from editor.storage.journal import Journal, JournalEntry
from editor.storage.journal_entry import DamagedEntryError, decode_entry, encode_entry

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=300)  # lone surrogates, NUL and all


def entry_with(text: str, key: str = "one", written_at: float = 1.0) -> JournalEntry:
    return JournalEntry(key, "/site/_posts/a.md", "/site", "A title", text, False, None, written_at)


def start(program: str, folder: Path, *arguments: str) -> subprocess.Popen[str]:
    """Start another program that uses the same journal, and may be killed."""
    return subprocess.Popen(
        [sys.executable, "-c", program, str(folder), *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


def kill(program: subprocess.Popen[str]) -> str:
    """Kill without any chance to tidy up (SIGKILL), and return what it had said."""
    program.kill()
    return program.communicate()[0]


WRITE_AND_WAIT = """
import sys
from pathlib import Path
from editor.storage.journal import Journal, JournalEntry
journal = Journal(Path(sys.argv[1]))
for key in sys.argv[2:]:
    journal.write(JournalEntry(key, None, None, key, "text of " + key, False, None, 1.0))
print("ready", flush=True)
sys.stdin.readline()
"""

WRITE_FOR_EVER = """
import itertools, sys
from pathlib import Path
from editor.storage.journal import Journal, JournalEntry
journal = Journal(Path(sys.argv[1]))
for number in itertools.count():
    text = f"{number}\\n" + "word " * 3000 + f"\\n{number}"
    journal.write(JournalEntry("post", None, None, "Post", text, False, None, float(number)))
    print(number, flush=True)
"""


# -- one program -----------------------------------------------------------------------------------------------


def test_what_a_closed_session_left_is_found_by_the_next(tmp_path: Path) -> None:
    base = Fingerprint(5, 123, 456, "abc")
    entry = JournalEntry("k", "/site/_posts/ä.md", "/site", "Title", "text\r\n\u2028", True, base, 12.5)
    first = Journal(tmp_path)
    first.write(entry)
    first.close()
    second = Journal(tmp_path)
    (found,) = second.abandoned()
    assert found == entry
    assert found.base is not None
    assert found.base.mtime_ns == 123
    assert found.base.inode == 456
    assert second.problems == ()
    second.close()


def test_the_last_text_of_a_post_is_the_one_kept(tmp_path: Path) -> None:
    with contextlib.closing(Journal(tmp_path)) as first:
        for text in ("a", "ab", "abc"):
            first.write(entry_with(text))
    with contextlib.closing(Journal(tmp_path)) as second:
        assert [entry.text for entry in second.abandoned()] == ["abc"]


def test_a_discarded_entry_is_gone_and_nothing_else_stays_on_disk(tmp_path: Path) -> None:
    first = Journal(tmp_path)
    first.write(entry_with("saved"))
    first.discard("one")
    first.discard("never written")
    first.close()
    first.close()
    assert list(tmp_path.iterdir()) == []


def test_ones_own_entries_are_not_abandoned(tmp_path: Path) -> None:
    with contextlib.closing(Journal(tmp_path)) as journal:
        journal.write(entry_with("mine"))
        assert journal.abandoned() == ()


def test_entries_come_newest_first_and_a_forgotten_one_stays_gone(tmp_path: Path) -> None:
    with contextlib.closing(Journal(tmp_path)) as first:
        first.write(entry_with("older", "a", 1.0))
        first.write(entry_with("newer", "b", 2.0))
    second = Journal(tmp_path)
    newer, older = second.abandoned()
    assert (newer.text, older.text) == ("newer", "older")
    second.forget(newer)
    assert second.abandoned() == (older,)
    second.forget(older)
    second.forget(older)
    second.close()
    assert list(tmp_path.iterdir()) == []


def test_an_entry_that_was_put_off_is_offered_again_next_time(tmp_path: Path) -> None:
    with contextlib.closing(Journal(tmp_path)) as first:
        first.write(entry_with("later"))
    for _ in range(3):
        with contextlib.closing(Journal(tmp_path)) as again:
            assert [entry.text for entry in again.abandoned()] == ["later"]


def test_keys_may_be_any_text(tmp_path: Path) -> None:
    keys = ["", "/", "../../x", "a" * 5000, "\ud800", "CON", "ä\0"]
    with contextlib.closing(Journal(tmp_path)) as first:
        for key in keys:
            first.write(entry_with(key, key))
    with contextlib.closing(Journal(tmp_path)) as second:
        assert sorted(entry.key for entry in second.abandoned()) == sorted(keys)


@pytest.mark.skipif(os.name == "nt", reason="rights come from the folder there")
def test_nobody_else_can_read_an_unsaved_post(tmp_path: Path) -> None:
    with contextlib.closing(Journal(tmp_path / "journal")) as journal:
        journal.write(entry_with("embargoed"))
        (file,) = (tmp_path / "journal").glob("*/*.json")
        assert stat.S_IMODE((tmp_path / "journal").stat().st_mode) == 0o700
        assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_threads_may_write_and_discard_at_once(tmp_path: Path) -> None:
    journal = Journal(tmp_path)

    def work(key: str) -> None:
        for number in range(20):
            journal.write(entry_with(str(number), key))
        if key != "kept":
            journal.discard(key)

    threads = [threading.Thread(target=work, args=(key,)) for key in ("kept", "b", "c")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    journal.close()
    with contextlib.closing(Journal(tmp_path)) as second:
        assert [(entry.key, entry.text) for entry in second.abandoned()] == [("kept", "19")]


def test_a_session_folder_removed_under_ones_feet_is_made_again(tmp_path: Path) -> None:
    with contextlib.closing(Journal(tmp_path)) as journal:
        (session,) = (item for item in tmp_path.iterdir() if item.is_dir())
        session.rmdir()
        journal.write(entry_with("still safe"))
    with contextlib.closing(Journal(tmp_path)) as second:
        assert [entry.text for entry in second.abandoned()] == ["still safe"]


def test_a_journal_that_cannot_be_begun_says_why(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder", encoding="utf-8")
    with pytest.raises(SaveError, match="Unsaved changes cannot be kept safe"):
        Journal(tmp_path / "file" / "journal")


def test_an_entry_that_cannot_be_written_names_the_post_and_the_reason(tmp_path: Path) -> None:
    with contextlib.closing(Journal(tmp_path / "journal")) as journal:
        (session,) = (item for item in (tmp_path / "journal").iterdir() if item.is_dir())
        session.rmdir()
        session.write_bytes(b"a file in the way")
        with pytest.raises(SaveError, match=r"unsaved changes to “A title” have no safety copy because"):
            journal.write(entry_with("text"))
        session.unlink()


# -- damage ----------------------------------------------------------------------------------------------------


def damage(kind: str, data: bytes) -> bytes:
    plain = json.loads(data)
    match kind:
        case "empty":
            return b""
        case "cut short":
            return data[: len(data) // 2]
        case "zeroed":
            return b"\0" * len(data)
        case "not utf-8":
            return b"\xff" + data
        case "another text":
            return data.replace(b"whole text", b"hole  text")
        case "not a map":
            return b"[1, 2, 3]"
        case "deeply nested":
            return b"[" * 100_000
        case "huge number":
            return json.dumps({**plain, "written_at": 10**400}).encode()
        case "later format":
            return json.dumps({**plain, "format": 99}).encode()
        case "wrong types":
            return json.dumps({**plain, "text": 7}).encode()
        case "short base":
            return json.dumps({**plain, "base": [1]}).encode()
    raise AssertionError(kind)


KINDS = [
    *("empty", "cut short", "zeroed", "not utf-8", "another text", "not a map", "deeply nested"),
    *("huge number", "later format", "wrong types", "short base"),
]


@pytest.mark.parametrize("kind", KINDS)
def test_a_damaged_entry_is_set_aside_and_told_of_and_the_others_are_found(tmp_path: Path, kind: str) -> None:
    with contextlib.closing(Journal(tmp_path)) as first:
        first.write(entry_with("whole text", "bad"))
        (file,) = tmp_path.glob("*/*.json")
        first.write(entry_with("good", "good"))
    bad = damage(kind, file.read_bytes())
    file.write_bytes(bad)
    with contextlib.closing(Journal(tmp_path)) as second:
        (good,) = second.abandoned()
        assert good.text == "good"
        (problem,) = second.problems
        assert "damaged" in problem
        (aside,) = tmp_path.glob("*.damaged")
        assert aside.read_bytes() == bad
        assert str(aside) in problem
        second.forget(good)
    with contextlib.closing(Journal(tmp_path)) as third:
        assert third.abandoned() == ()
        assert third.problems == ()


def test_other_things_in_the_folder_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    (tmp_path / "folder").mkdir()
    (tmp_path / "odd.lock").mkdir()
    with contextlib.closing(Journal(tmp_path)) as journal:
        assert journal.abandoned() == ()
    assert {item.name for item in tmp_path.iterdir()} == {"notes.txt", "folder", "odd.lock"}


@given(ANY_TEXT, ANY_TEXT, st.none() | ANY_TEXT, st.booleans(), st.floats(0, 1e12))
@settings(max_examples=200)
def test_an_entry_comes_back_as_it_was(
    text: str, title: str, path: str | None, bom: bool, written_at: float
) -> None:
    entry = JournalEntry("key", path, path, title, text, bom, None, written_at)
    assert decode_entry(encode_entry(entry)) == entry


@pytest.mark.parametrize(
    "text", ["\ud83d" + "\ude00", "\ude00", "😀\ud83d", "\ufeff", "\x00\x0c\r\u2028", "\\ud83d"]
)
def test_text_that_looks_like_something_else_comes_back_as_it_was(text: str) -> None:
    assert decode_entry(encode_entry(entry_with(text))).text == text


@given(st.binary(max_size=200))
def test_no_bytes_at_all_can_crash_the_reader(data: bytes) -> None:
    with pytest.raises(DamagedEntryError):
        decode_entry(data)


@given(st.data())
@settings(max_examples=200)
def test_one_changed_byte_is_damage_or_changes_no_text(data: st.DataObject) -> None:
    entry = entry_with("The council voted twelve to three.\n")
    encoded = bytearray(encode_entry(entry))
    encoded[data.draw(st.integers(0, len(encoded) - 1))] ^= data.draw(st.integers(1, 255))
    with contextlib.suppress(DamagedEntryError):
        assert decode_entry(bytes(encoded)).text == entry.text


# -- several programs, and killed ones -------------------------------------------------------------------------


def test_entries_of_a_living_program_are_not_touched_and_those_of_a_killed_one_are_found(
    tmp_path: Path,
) -> None:
    alive = start(WRITE_AND_WAIT, tmp_path, "alive")
    doomed = start(WRITE_AND_WAIT, tmp_path, "doomed", "doomed too")
    for program in (alive, doomed):
        assert program.stdout is not None
        assert program.stdout.readline() == "ready\n"
    with contextlib.closing(Journal(tmp_path)) as journal:
        assert journal.abandoned() == ()
        kill(doomed)
        assert {entry.text for entry in journal.abandoned()} == {"text of doomed", "text of doomed too"}
        kill(alive)
        assert len(journal.abandoned()) == 3


def test_of_two_programs_only_one_is_offered_a_lost_post(tmp_path: Path) -> None:
    kill_when_ready = start(WRITE_AND_WAIT, tmp_path, "lost")
    assert kill_when_ready.stdout is not None
    kill_when_ready.stdout.readline()
    kill(kill_when_ready)
    first, second = Journal(tmp_path), Journal(tmp_path)
    assert len(first.abandoned()) == 1
    assert second.abandoned() == ()
    assert len(first.abandoned()) == 1
    first.close()  # without having settled it
    assert len(second.abandoned()) == 1
    second.close()


def test_programs_that_start_at_the_same_moment_get_a_session_each(tmp_path: Path) -> None:
    programs = [start(WRITE_AND_WAIT, tmp_path, f"post {number}") for number in range(6)]
    with contextlib.closing(Journal(tmp_path)) as journal:
        for program in programs:
            journal.abandoned()  # sweeps while the others begin
            assert program.stdout is not None
            assert program.stdout.readline() == "ready\n"
        assert journal.abandoned() == ()
        for program in programs:
            kill(program)
        assert {entry.key for entry in journal.abandoned()} == {f"post {number}" for number in range(6)}


def test_killed_while_writing_twenty_times_never_loses_what_was_acknowledged(tmp_path: Path) -> None:
    for attempt in range(20):
        program = start(WRITE_FOR_EVER, tmp_path)
        assert program.stdout is not None
        for _ in range(3 + attempt):  # each time at another moment of the writing
            program.stdout.readline()
        said = kill(program).split()
        acknowledged = int(said[-1]) if said else 2 + attempt
        with contextlib.closing(Journal(tmp_path)) as journal:
            (entry,) = journal.abandoned()
            number = int(entry.written_at)
            # The one being written when the end came may be there already; an older one may not.
            assert number in (acknowledged, acknowledged + 1)
            assert entry.text == f"{number}\n" + "word " * 3000 + f"\n{number}"
            assert journal.problems == ()
            journal.forget(entry)
    assert list(tmp_path.iterdir()) == []
