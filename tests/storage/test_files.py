"""Reading and saving whole files: what a writer finds on disk afterwards."""

from __future__ import annotations

import os
import socket
import stat
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from editor.core.errors import DiskConflictError, ReadError, SaveError
from editor.storage import atomic
from editor.storage.files import (
    FileVanishedError,
    NameTakenError,
    create_file,
    fingerprint_of,
    read_file,
    save_file,
)

posix_only = pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")
needs_rights = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="an administrator may do anything"
)


def names_in(folder: Path) -> list[str]:
    return sorted(item.name for item in folder.iterdir())


# -- reading ---------------------------------------------------------------------------------------------------


def test_reading_gives_the_bytes_as_they_are(tmp_path: Path) -> None:
    data = b"\xef\xbb\xbf---\r\ntitle: x\r---\n\x00\xff\x1a last"
    path = tmp_path / "post.md"
    path.write_bytes(data)
    loaded = read_file(path)
    assert loaded.data == data
    assert loaded.path == path
    assert loaded.fingerprint.size == len(data)
    assert loaded.fingerprint == fingerprint_of(path)


def test_a_missing_file_is_a_sentence_with_its_name(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"“gone\.md” could not be opened because it is no longer there\."):
        read_file(tmp_path / "gone.md")
    assert fingerprint_of(tmp_path / "gone.md") is None
    assert fingerprint_of(tmp_path / "gone" / "post.md") is None


def test_a_folder_named_like_a_post_is_a_sentence(tmp_path: Path) -> None:
    folder = tmp_path / "2026-03-14-folder.md"
    folder.mkdir()
    with pytest.raises(ReadError, match="it is a folder"):
        read_file(folder)
    with pytest.raises(SaveError, match="a folder has that name"):
        save_file(folder, b"text")
    with pytest.raises(NameTakenError):
        create_file(folder, b"text")
    assert names_in(tmp_path) == [folder.name]


@posix_only
def test_a_fifo_named_like_a_post_neither_hangs_nor_is_replaced(tmp_path: Path) -> None:
    fifo = tmp_path / "post.md"
    os.mkfifo(fifo)
    with pytest.raises(ReadError, match="not an ordinary file"):
        read_file(fifo)
    with pytest.raises(SaveError, match="not an ordinary file"):
        save_file(fifo, b"text")
    assert stat.S_ISFIFO(fifo.stat().st_mode)


@posix_only
def test_a_socket_named_like_a_post_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # the path of a socket may hold 104 characters only
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("post.md")
        with pytest.raises(ReadError, match="could not be opened"):
            read_file(tmp_path / "post.md")


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no such device here")
def test_a_device_is_not_read_for_ever() -> None:
    with pytest.raises(ReadError, match="not an ordinary file"):
        read_file(Path("/dev/zero"))


def test_a_huge_file_is_a_sentence_and_is_not_read_into_memory(tmp_path: Path) -> None:
    path = tmp_path / "huge.md"
    with path.open("wb") as file:
        file.truncate(50 * 1024 * 1024 + 1)
    with pytest.raises(ReadError, match=r"“huge\.md” is larger than 50 MB"):
        read_file(path)
    path.write_bytes(b"12345")
    assert read_file(path, limit=5).data == b"12345"
    with pytest.raises(ReadError, match="larger than 4 bytes"):
        read_file(path, limit=4)


@needs_rights
def test_a_file_one_may_not_read_is_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "secret.md"
    path.write_bytes(b"x")
    path.chmod(0)
    with pytest.raises(ReadError, match="you may not read it"):
        read_file(path)


def test_a_name_no_file_can_have_is_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "a\0b.md"
    with pytest.raises(ReadError, match="not a name a file can have"):
        read_file(path)
    with pytest.raises(ReadError, match="not a name a file can have"):
        fingerprint_of(path)
    with pytest.raises(SaveError, match="not a name a file can have"):
        save_file(path, b"x")
    with pytest.raises(SaveError, match="not a name a file can have"):
        create_file(path, b"x")


# -- fingerprints ----------------------------------------------------------------------------------------------


def test_a_touched_file_has_not_changed(tmp_path: Path) -> None:
    path = tmp_path / "post.md"
    path.write_bytes(b"same")
    before = fingerprint_of(path)
    os.utime(path, ns=(1, 1))
    assert fingerprint_of(path) == before


def test_a_change_that_keeps_size_and_time_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "post.md"
    path.write_bytes(b"same")
    before = read_file(path).fingerprint
    path.write_bytes(b"sane")
    os.utime(path, ns=(before.mtime_ns, before.mtime_ns))
    with pytest.raises(DiskConflictError):
        save_file(path, b"mine", expected=before)
    assert path.read_bytes() == b"sane"


# -- saving ----------------------------------------------------------------------------------------------------


@given(old=st.none() | st.binary(max_size=200), new=st.binary(max_size=200_000))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_saved_is_what_is_read(tmp_path: Path, old: bytes | None, new: bytes) -> None:
    path = tmp_path / "post.md"
    path.unlink(missing_ok=True)
    if old is not None:
        path.write_bytes(old)
    fingerprint = save_file(path, new)
    loaded = read_file(path)
    assert loaded.data == new
    assert loaded.fingerprint == fingerprint
    assert (loaded.fingerprint.inode, loaded.fingerprint.mtime_ns) == (
        fingerprint.inode,
        fingerprint.mtime_ns,
    )
    assert names_in(tmp_path) == ["post.md"]


def test_saving_twice_with_the_returned_fingerprint_is_no_conflict(tmp_path: Path) -> None:
    path = tmp_path / "post.md"
    path.write_bytes(b"one")
    fingerprint = save_file(path, b"two", expected=read_file(path).fingerprint)
    fingerprint = save_file(path, b"three", expected=fingerprint)
    assert path.read_bytes() == b"three"


def test_a_file_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "post.md"
    path.write_bytes(b"one")
    opened = read_file(path).fingerprint
    path.write_bytes(b"theirs")
    with pytest.raises(DiskConflictError, match="changed by another program") as caught:
        save_file(path, b"mine", expected=opened)
    assert not isinstance(caught.value, FileVanishedError)
    assert caught.value.path == path
    assert path.read_bytes() == b"theirs"
    assert names_in(tmp_path) == ["post.md"]
    save_file(path, b"mine", expected=fingerprint_of(path))
    assert path.read_bytes() == b"mine"


def test_a_file_that_vanished_meanwhile_is_its_own_case(tmp_path: Path) -> None:
    path = tmp_path / "post.md"
    path.write_bytes(b"one")
    opened = read_file(path).fingerprint
    path.unlink()
    with pytest.raises(FileVanishedError, match="no longer on disk"):
        save_file(path, b"mine", expected=opened)
    assert names_in(tmp_path) == []
    save_file(path, b"mine")
    assert path.read_bytes() == b"mine"


@pytest.mark.parametrize("expect", [False, True])
def test_a_vanished_folder_is_a_sentence(tmp_path: Path, expect: bool) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    path = folder / "post.md"
    path.write_bytes(b"one")
    opened = read_file(path).fingerprint
    path.unlink()
    folder.rmdir()
    with pytest.raises(SaveError, match="its folder is gone"):
        save_file(path, b"mine", expected=opened if expect else None)
    with pytest.raises(SaveError, match="its folder is gone"):
        create_file(path, b"mine")
    assert not folder.exists()


@posix_only
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o644, 0o755, 0o664])
def test_permissions_are_kept(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "post.md"
    path.write_bytes(b"one")
    path.chmod(mode)
    save_file(path, b"two")
    assert stat.S_IMODE(path.stat().st_mode) == mode


@posix_only
def test_a_new_file_has_the_permissions_any_new_file_has(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        save_file(tmp_path / "saved.md", b"x")
        create_file(tmp_path / "created.md", b"x")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "saved.md").stat().st_mode) == 0o640
    assert stat.S_IMODE((tmp_path / "created.md").stat().st_mode) == 0o640


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only an administrator may give a file away"
)
def test_the_owner_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "post.md"
    path.write_bytes(b"one")
    os.chown(path, 1234, 2345)
    path.chmod(0o640)
    save_file(path, b"two")
    seen = path.stat()
    assert (seen.st_uid, seen.st_gid, stat.S_IMODE(seen.st_mode)) == (1234, 2345, 0o640)


@pytest.mark.skipif(sys.platform != "linux", reason="Python knows extended attributes on Linux alone")
def test_extended_attributes_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "post.md"
    path.write_bytes(b"one")
    try:
        os.setxattr(path, "user.desk", b"city")
    except OSError:
        pytest.skip("this disk keeps no attributes")
    save_file(path, b"two")
    assert os.getxattr(path, "user.desk") == b"city"


def test_a_file_marked_read_only_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "post.md"
    path.write_bytes(b"one")
    path.chmod(0o444)
    with pytest.raises(SaveError, match="marked read-only"):
        save_file(path, b"two")
    assert path.read_bytes() == b"one"
    assert names_in(tmp_path) == ["post.md"]
    path.chmod(0o644)  # so that Windows can tidy up


@needs_rights
def test_a_folder_one_may_not_write_is_a_sentence(tmp_path: Path) -> None:
    folder = tmp_path / "locked"
    folder.mkdir()
    path = folder / "post.md"
    path.write_bytes(b"one")
    folder.chmod(0o555)
    try:
        with pytest.raises(SaveError, match="you may not write there"):
            save_file(path, b"two")
        with pytest.raises(SaveError, match="you may not write there"):
            create_file(folder / "new.md", b"two")
        assert path.read_bytes() == b"one"
        assert names_in(folder) == ["post.md"]
    finally:
        folder.chmod(0o755)


@posix_only
def test_a_link_is_followed_and_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    real = tmp_path / "real" / "post.md"
    real.write_bytes(b"one")
    link = tmp_path / "post.md"
    link.symlink_to("real/post.md")
    fingerprint = save_file(link, b"two", expected=read_file(link).fingerprint)
    assert link.is_symlink()
    assert real.read_bytes() == b"two"
    assert fingerprint_of(real) == fingerprint
    assert names_in(tmp_path / "real") == ["post.md"]


@posix_only
def test_a_link_that_leads_nowhere_makes_its_target(tmp_path: Path) -> None:
    link = tmp_path / "post.md"
    link.symlink_to("later.md")
    save_file(link, b"text")
    assert link.is_symlink()
    assert (tmp_path / "later.md").read_bytes() == b"text"


@posix_only
def test_a_link_in_a_circle_is_a_sentence(tmp_path: Path) -> None:
    link = tmp_path / "post.md"
    link.symlink_to("post.md")
    with pytest.raises(ReadError, match="leads back to itself"):
        read_file(link)
    with pytest.raises(SaveError, match="leads back to itself"):
        save_file(link, b"text")
    with pytest.raises(NameTakenError):
        create_file(link, b"text")


@posix_only
def test_the_longest_name_a_disk_takes_can_be_saved(tmp_path: Path) -> None:
    path = tmp_path / ("n" * 252 + ".md")
    create_file(path, b"one")
    save_file(path, b"two", expected=read_file(path).fingerprint)
    assert path.read_bytes() == b"two"


def test_a_name_too_long_is_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / ("n" * 300 + ".md")
    for put in (save_file, create_file):
        with pytest.raises(SaveError, match="name is too long"):
            put(path, b"text")
    with pytest.raises(ReadError, match="name is too long"):
        read_file(path)
    assert names_in(tmp_path) == []


@pytest.mark.parametrize(
    "name",
    [
        "a post with spaces.md",
        "größe – “quoted” 東京 🌊.md",
        unicodedata.normalize("NFC", "café.md"),
        unicodedata.normalize("NFD", "café.md"),
        "-rf.md",
        "#1.md",
        "100%.md",
    ],
)
def test_unusual_names_are_only_names(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    create_file(path, b"one")
    save_file(path, b"two", expected=read_file(path).fingerprint)
    assert path.read_bytes() == b"two"
    assert len(names_in(tmp_path)) == 1


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux takes any bytes as a name")
def test_a_name_that_is_not_unicode_can_be_saved_and_named(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.md"))
    create_file(path, b"one")
    save_file(path, b"two", expected=read_file(path).fingerprint)
    assert read_file(path).data == b"two"
    with pytest.raises(NameTakenError) as caught:
        create_file(path, b"three")
    assert caught.value.message.encode("utf-8").startswith("“caf?.md” exists".encode())


# -- new files -------------------------------------------------------------------------------------------------


def test_a_new_file_never_replaces_one(tmp_path: Path) -> None:
    path = tmp_path / "post.md"
    create_file(path, b"first")
    with pytest.raises(NameTakenError, match=r"“post\.md” exists already"):
        create_file(path, b"second")
    assert path.read_bytes() == b"first"
    assert names_in(tmp_path) == ["post.md"]


@posix_only
def test_a_new_file_does_not_follow_a_dangling_link(tmp_path: Path) -> None:
    link = tmp_path / "post.md"
    link.symlink_to("elsewhere.md")
    with pytest.raises(NameTakenError):
        create_file(link, b"x")
    assert not (tmp_path / "elsewhere.md").exists()


def test_of_many_programs_making_one_name_exactly_one_wins(tmp_path: Path) -> None:
    path = tmp_path / "post.md"
    program = (
        "import sys; from pathlib import Path\n"
        "from editor.storage.files import NameTakenError, create_file\n"
        "sys.stdin.readline()\n"
        "try: create_file(Path(sys.argv[1]), sys.argv[2].encode() * 50000); print('won')\n"
        "except NameTakenError: print('lost')\n"
    )
    racers = [
        subprocess.Popen(
            [sys.executable, "-c", program, str(path), letter],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for letter in "abcd"
    ]
    for racer in racers:
        assert racer.stdin is not None
        racer.stdin.write("\n")
        racer.stdin.flush()
    said = {letter: racer.communicate()[0].strip() for letter, racer in zip("abcd", racers, strict=True)}
    winners = [letter for letter, word in said.items() if word == "won"]
    assert len(winners) == 1
    assert path.read_bytes() == winners[0].encode() * 50000
    assert names_in(tmp_path) == ["post.md"]


# -- what a killed program leaves ------------------------------------------------------------------------------


def test_left_over_temporary_files_are_cleared_but_fresh_and_other_ones_stay(tmp_path: Path) -> None:
    old = tmp_path / ".copydesk-00000001.tmp"
    fresh = tmp_path / ".copydesk-00000002.tmp"
    for path in (old, fresh, tmp_path / "post.md", tmp_path / ".copydesk-notes"):
        path.write_bytes(b"x")
        os.utime(path, ns=(1000, 1000))
    os.utime(fresh, ns=(5000, 5000))
    atomic.clear_temporaries(tmp_path, before_ns=2000)
    assert names_in(tmp_path) == [".copydesk-00000002.tmp", ".copydesk-notes", "post.md"]
    atomic.clear_temporaries(tmp_path / "missing", before_ns=2000)
