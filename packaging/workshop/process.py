"""Running other programs from the repository, and what is said while they run."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


class WorkshopError(Exception):
    """Something the person at the keyboard has to do first; its text says what."""


def say(text: str) -> None:
    """Print one line of progress at once, so that it stands above what the next program prints."""
    print(f"copydesk: {text}", flush=True)


def call(
    command: Sequence[str | Path], *, env: Mapping[str, str] | None = None, cwd: Path | None = ROOT
) -> int:
    """Run a program with its output going straight through; returns its exit code.

    `env` replaces the whole environment where given; `cwd` None keeps the caller's folder.
    """
    try:
        return subprocess.run([str(part) for part in command], env=env, cwd=cwd, check=False).returncode
    except FileNotFoundError as error:
        raise WorkshopError(f"The program {command[0]} is missing, so this step could not run.") from error


def ask(command: Sequence[str | Path], *, env: Mapping[str, str] | None = None) -> tuple[int, str]:
    """Run a program quietly; returns its exit code and everything it said."""
    try:
        result = subprocess.run(
            [str(part) for part in command],
            env=env,
            cwd=ROOT,
            check=False,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
        )
    except OSError as error:
        return 127, str(error)
    return result.returncode, result.stdout


def is_root() -> bool:
    """Whether this runs as the superuser of a POSIX system."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def platform_name() -> str:
    """The name of this system; asked through here, the type checker reads the code for the others as well."""
    return sys.platform


def has_display() -> bool:
    """Whether a window could be shown: always on Windows and macOS, with an X or Wayland display elsewhere."""
    if platform_name() in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def qt_environment(*, offscreen: bool = False) -> dict[str, str]:
    """The environment to start a Qt program with.

    Chromium refuses to run as root unless its sandbox is off, so it is off for root alone. `offscreen` draws
    into memory, with the software renderer: by far the quickest where there is no graphics card.
    """
    env = dict(os.environ)
    if is_root():
        env.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")
    if offscreen:
        env["QT_QPA_PLATFORM"] = "offscreen"
        env["QT_QUICK_BACKEND"] = "software"
    return env
