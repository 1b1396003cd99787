"""A lock that the system frees when its holder is gone."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from editor.storage.locking import FileLock

HOLD = """
import sys
from pathlib import Path
from editor.storage.locking import FileLock
lock = FileLock.take(Path(sys.argv[1]))
print(lock is not None, flush=True)
sys.stdin.readline()
"""


def test_a_lock_has_one_holder_at_a_time(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    first = FileLock.take(path)
    assert first is not None
    assert FileLock.take(path) is None
    assert FileLock.take(path) is None  # and trying did not free it
    first.release()
    second = FileLock.take(path)
    assert second is not None
    first.release()  # has no say any more
    assert FileLock.take(path) is None
    second.release(remove=True)
    assert not path.exists()


def test_another_programs_lock_ends_with_that_program(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "True\n"
    assert FileLock.take(path) is None
    holder.kill()
    holder.communicate()
    lock = FileLock.take(path)
    assert lock is not None
    lock.release(remove=True)


def test_a_program_started_by_the_holder_does_not_keep_the_lock(tmp_path: Path) -> None:
    lock = FileLock.take(tmp_path / "lock")
    assert lock is not None
    child = subprocess.Popen(
        [sys.executable, "-c", "print('up', flush=True); input()"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        close_fds=False,
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "up\n"
    lock.release()
    again = FileLock.take(tmp_path / "lock")
    child.communicate("\n")
    assert again is not None
    again.release()


@pytest.mark.skipif(os.name == "nt", reason="an open file cannot be removed there")
def test_a_lock_on_a_file_that_was_swept_away_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "lock"
    real = os.open

    def open_and_lose(*args: object, **kwargs: object) -> int:
        handle = real(*args, **kwargs)  # type: ignore[arg-type]
        path.unlink()
        return handle

    with monkeypatch.context() as patch:
        patch.setattr("editor.storage.locking.os.open", open_and_lose)
        assert FileLock.take(path) is None


def test_a_lock_that_cannot_be_made_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="lock"):
        FileLock.take(tmp_path / "missing" / "lock")
