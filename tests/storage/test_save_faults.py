"""Saving when the disk gives way at any one step: the old file is whole, nothing is left over, a sentence says why."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from editor.core.errors import SaveError
from editor.storage import atomic, faults
from editor.storage.files import create_file, fingerprint_of, read_file, save_file

OLD = b"---\ntitle: Old\n---\nThe old text.\n"
NEW = b"---\ntitle: New\n---\n" + b"A longer new text. " * 5000

REASONS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "your share of the disk is used up",
    errno.EACCES: "you may not write there",
    errno.EPERM: "the system forbids changing it",
    errno.EROFS: "this disk is read-only",
    errno.EIO: "the disk reported an error",
    errno.EMFILE: "too many files are open",
    errno.ENFILE: "the system has too many files open",
}

# Every call of the system that a save makes before the new file has its name.
SAVE_STEPS = ["open", "write", "fsync", "close", "replace"]
if os.name != "nt":
    SAVE_STEPS.insert(3, "fchmod")
CREATE_STEPS = ["open", "write", "fsync", "close", "rename" if os.name == "nt" else "link"]


def break_step(monkeypatch: pytest.MonkeyPatch, step: str, code: int, times: int = 1) -> None:
    """Let the first calls of ``os.<step>`` fail as the system would let them."""
    real: Callable[..., Any] = getattr(os, step)
    left = [times]

    def broken(*args: Any, **kwargs: Any) -> Any:
        if left[0] and _concerns_a_save(step, args):
            left[0] -= 1
            if step == "close":
                real(*args)  # the system closes the handle even when it reports a fault
            raise OSError(code, os.strerror(code))
        return real(*args, **kwargs)

    monkeypatch.setattr(atomic.os, step, broken)


def _concerns_a_save(step: str, args: tuple[Any, ...]) -> bool:
    return step != "open" or atomic.is_temporary(Path(args[0]).name)


@pytest.mark.parametrize("code", REASONS, ids=lambda code: errno.errorcode[code])
@pytest.mark.parametrize("step", SAVE_STEPS)
def test_a_save_that_fails_leaves_the_old_file_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, code: int
) -> None:
    if step == "fchmod" and code == errno.EPERM:
        pytest.skip("a disk without modes says so like this; see the test below")
    path = tmp_path / "post.md"
    path.write_bytes(OLD)
    with monkeypatch.context() as patch:
        break_step(patch, step, code)
        with pytest.raises(SaveError) as caught:
            save_file(path, NEW)
    assert path.read_bytes() == OLD
    assert [item.name for item in tmp_path.iterdir()] == ["post.md"]
    assert caught.value.path == path
    assert caught.value.message.startswith(f"“post.md” was not saved because {REASONS[code]}. ")
    assert caught.value.message.endswith("The file on disk is unchanged.")
    assert isinstance(caught.value.__cause__, OSError)
    save_file(path, NEW)  # and once the cause is gone, the same call works
    assert path.read_bytes() == NEW


@pytest.mark.parametrize(
    "code", [errno.ENOSPC, errno.EACCES, errno.EIO], ids=lambda code: errno.errorcode[code]
)
@pytest.mark.parametrize("step", CREATE_STEPS)
def test_a_new_file_that_fails_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, code: int
) -> None:
    with monkeypatch.context() as patch:
        break_step(patch, step, code)
        with pytest.raises(SaveError, match=REASONS[code]):
            create_file(tmp_path / "post.md", NEW)
    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_fills_up_half_way_leaves_the_old_file_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "post.md"
    path.write_bytes(OLD)
    real = os.write
    room = [40]

    def write_some(handle: int, data: bytes) -> int:
        if not room[0]:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        written = real(handle, data[: min(7, room[0])])
        room[0] -= written
        return written

    with monkeypatch.context() as patch:
        patch.setattr(atomic.os, "write", write_some)
        with pytest.raises(SaveError, match="the disk is full"):
            save_file(path, NEW)
    assert path.read_bytes() == OLD
    assert [item.name for item in tmp_path.iterdir()] == ["post.md"]


def test_a_disk_that_takes_a_few_bytes_at_a_time_gets_them_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.write
    with monkeypatch.context() as patch:
        patch.setattr(atomic.os, "write", lambda handle, data: real(handle, data[:1000]))
        save_file(tmp_path / "post.md", NEW)
    assert (tmp_path / "post.md").read_bytes() == NEW


def test_an_interrupted_save_leaves_the_old_file_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "post.md"
    path.write_bytes(OLD)

    def interrupted(handle: int) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(atomic.os, "fsync", interrupted)
        with pytest.raises(KeyboardInterrupt):
            save_file(path, NEW)
    assert path.read_bytes() == OLD
    assert [item.name for item in tmp_path.iterdir()] == ["post.md"]


def test_a_file_that_cannot_be_compared_is_not_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "post.md"
    path.write_bytes(OLD)
    opened = read_file(path).fingerprint
    with monkeypatch.context() as patch:
        break_step(patch, "read", errno.EIO)
        with pytest.raises(SaveError, match="could not be checked"):
            save_file(path, NEW, expected=opened)
    assert path.read_bytes() == OLD
    assert [item.name for item in tmp_path.iterdir()] == ["post.md"]


def test_the_file_is_compared_after_the_new_one_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another program that saves while ours waits for the disk must win."""
    path = tmp_path / "post.md"
    path.write_bytes(OLD)
    opened = read_file(path).fingerprint
    real = os.fsync

    def meanwhile(handle: int) -> None:
        real(handle)
        path.write_bytes(b"theirs")

    with monkeypatch.context() as patch:
        patch.setattr(atomic.os, "fsync", meanwhile)
        with pytest.raises(SaveError, match="changed by another program"):
            save_file(path, NEW, expected=opened)
    assert path.read_bytes() == b"theirs"


@pytest.mark.skipif(os.name == "nt", reason="folders are not synchronised there")
@pytest.mark.allow_log("folder of a saved file could not be synchronised")
def test_a_folder_that_cannot_be_synchronised_is_logged_and_the_save_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "post.md"
    path.write_bytes(OLD)
    real = os.fsync
    calls = []

    def second_fails(handle: int) -> None:
        calls.append(handle)
        if len(calls) == 2:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        real(handle)

    with monkeypatch.context() as patch:
        patch.setattr(atomic.os, "fsync", second_fails)
        fingerprint = save_file(path, NEW)
    assert path.read_bytes() == NEW
    assert fingerprint_of(path) == fingerprint
    assert "could not be synchronised" in caplog.text


@pytest.mark.parametrize("code", [errno.EINVAL, errno.ENOTSUP], ids=lambda code: errno.errorcode[code])
def test_a_disk_that_knows_no_synchronising_can_be_saved_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    break_step(monkeypatch, "fsync", code, times=2)
    save_file(tmp_path / "post.md", NEW)
    assert (tmp_path / "post.md").read_bytes() == NEW


@pytest.mark.skipif(os.name == "nt", reason="no modes there")
def test_a_disk_that_knows_no_modes_can_be_saved_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "post.md"
    path.write_bytes(OLD)
    break_step(monkeypatch, "fchmod", errno.EPERM)
    save_file(path, NEW)
    assert path.read_bytes() == NEW


@pytest.mark.skipif(os.name == "nt", reason="links are not used there")
@pytest.mark.parametrize("code", [errno.EPERM, errno.EOPNOTSUPP], ids=lambda code: errno.errorcode[code])
def test_a_disk_that_knows_no_hard_links_takes_new_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    path = tmp_path / "post.md"
    break_step(monkeypatch, "link", code, times=2)
    create_file(path, NEW)
    assert path.read_bytes() == NEW
    with pytest.raises(SaveError, match="exists already"):
        create_file(path, OLD)
    assert path.read_bytes() == NEW
    assert [item.name for item in tmp_path.iterdir()] == ["post.md"]


def test_a_virus_scanner_that_lets_go_in_time_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What Windows does to a file it has just seen; the pauses are taken out."""
    path = tmp_path / "post.md"
    path.write_bytes(OLD)
    monkeypatch.setattr(atomic, "_REPLACE_PAUSES", (0.0, 0.0, 0.0))
    with monkeypatch.context() as patch:
        break_step(patch, "replace", errno.EACCES, times=3)
        save_file(path, NEW)
    assert path.read_bytes() == NEW
    with monkeypatch.context() as patch:
        break_step(patch, "replace", errno.EACCES, times=4)
        with pytest.raises(SaveError, match="you may not write there"):
            save_file(path, OLD)
    assert path.read_bytes() == NEW


@pytest.mark.parametrize(
    ("winerror", "reason"),
    [
        (32, "another program is holding it"),
        (33, "another program is holding it"),
        (112, "the disk is full"),
        (123, "its name has characters this system does not take"),
        (206, "its name is too long for this disk"),
    ],
)
def test_windows_is_understood_by_its_own_numbers(winerror: int, reason: str) -> None:
    error = OSError(errno.EINVAL, "what Python makes of it")
    error.winerror = winerror  # type: ignore[attr-defined, unused-ignore]
    assert reason in faults.save_sentence(error, Path("post.md"))


def test_a_fault_nobody_foresaw_is_told_in_the_systems_own_words() -> None:
    sentence = faults.save_sentence(OSError(errno.ENOTTY, "Inappropriate ioctl for device"), Path("post.md"))
    assert "the system refused it (Inappropriate ioctl for device)" in sentence
    assert "no reason was given" in faults.read_sentence(OSError(), Path("post.md"))
