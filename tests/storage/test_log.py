"""The log file in the user's log folder."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from editor.storage.log import start_log, stop_log
from editor.storage.paths import UserPaths


@pytest.fixture
def paths(tmp_path: Path) -> Iterator[UserPaths]:
    level = logging.getLogger().level
    yield UserPaths.below(tmp_path)
    stop_log()
    logging.getLogger().setLevel(level)


def test_what_is_logged_is_in_the_users_log_folder(paths: UserPaths) -> None:
    file = start_log(paths)
    assert file == paths.log_file
    logging.getLogger("editor.shell").info("started")
    logging.getLogger("editor.shell").debug("too much detail")
    stop_log()
    (line,) = paths.log_file.read_text(encoding="utf-8").splitlines()
    assert line.endswith("INFO editor.shell: started")


def test_starting_twice_logs_once(paths: UserPaths) -> None:
    start_log(paths)
    start_log(paths)
    logging.getLogger("x").info("once")
    stop_log()
    assert paths.log_file.read_text(encoding="utf-8").count("once") == 1


def test_the_log_does_not_grow_for_ever(paths: UserPaths) -> None:
    start_log(paths)
    logger = logging.getLogger("x")
    for number in range(12_000):
        logger.info("%d %s", number, "x" * 300)
    stop_log()
    files = sorted(paths.log.iterdir())
    assert len(files) == 4
    assert sum(file.stat().st_size for file in files) <= 4 * 512 * 1024
    assert "11999" in paths.log_file.read_text(encoding="utf-8")


@pytest.mark.allow_log("could not parse|it went wrong")
def test_a_message_that_quotes_a_post_is_cut_short(paths: UserPaths) -> None:
    start_log(paths)
    secret = "embargoed until midnight " * 100
    logging.getLogger("x").error("could not parse: %s", secret)
    try:
        raise ValueError(secret)
    except ValueError:
        logging.getLogger("x").exception("it went wrong")
    stop_log()
    text = paths.log_file.read_text(encoding="utf-8")
    assert max(len(line) for line in text.splitlines()) < 500
    assert "(2" in text  # how long it was
    assert "test_log.py" in text  # the traceback is there


@pytest.mark.allow_log("odd")
def test_any_text_can_be_logged(paths: UserPaths) -> None:
    start_log(paths)
    logging.getLogger("x").warning("odd \ud800 ä 🌊 \x00")
    stop_log()
    assert "odd" in paths.log_file.read_text(encoding="utf-8")


@pytest.mark.allow_log("No log file could be opened")
def test_a_log_folder_that_cannot_be_made_does_not_stop_the_program(tmp_path: Path, paths: UserPaths) -> None:
    (tmp_path / "log").write_text("a file in the way", encoding="utf-8")
    assert start_log(paths) is None
    logging.getLogger("x").info("carries on")


def test_a_file_that_cannot_be_renamed_is_written_on(
    paths: UserPaths, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What happens on Windows while a second window logs to the same file."""
    start_log(paths)

    def held(*_: object) -> None:
        raise PermissionError(13, "held")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", held)
        for number in range(3000):
            logging.getLogger("x").info("%d %s", number, "x" * 300)
    stop_log()
    text = paths.log_file.read_text(encoding="utf-8")
    assert "INFO x: 0 x" in text
    assert "INFO x: 2999 x" in text
