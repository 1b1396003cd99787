"""What has to come from the operating system: Python's venv module, and the libraries that Qt loads."""

from __future__ import annotations

import importlib.util
import os
import shlex
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from .process import WorkshopError, ask, is_root, platform_name, say

QT_LIBRARIES = (
    "fonts-dejavu",
    "fonts-noto-core",
    "hunspell-en-gb",
    "hunspell-en-us",
    "libasound2",
    "libdbus-1-3",
    "libegl1",
    "libenchant-2-2",
    "libfontconfig1",
    "libfreetype6",
    "libgl1",
    "libglib2.0-0",
    "libnss3",
    "libwayland-cursor0",
    "libwayland-egl1",
    "libxcb-cursor0",
    "libxcb-icccm4",
    "libxcb-image0",
    "libxcb-keysyms1",
    "libxcb-render-util0",
    "libxcb-shape0",
    "libxcb-xinerama0",
    "libxcomposite1",
    "libxdamage1",
    "libxfixes3",
    "libxkbcommon-x11-0",
    "libxkbfile1",
    "libxrandr2",
    "libxtst6",
)
"""Packages of Debian and Ubuntu that Qt and Chromium load at run time, fonts to draw with, and spelling (Enchant with
English dictionaries), which the program can do without; on a bare Debian 13 no more is missing. A name may have got
`t64` at its end since: Debian 13 and Ubuntu 24.04 changed many."""

# Imports the modules the program uses, then loads the platform plugins the way Qt will: these need libraries that no
# import would miss. Its last line names the first one missing. A fresh Linux may have no font at all, so that counts.
PROBE = """
import ctypes, pathlib, sys
import PySide6.QtWidgets, PySide6.QtSvg, PySide6.QtWebEngineCore, PySide6.QtWebEngineWidgets
plugins = pathlib.Path(PySide6.__file__).parent / "Qt" / "plugins" / "platforms"
for name in ("libqxcb.so", "libqoffscreen.so"):
    ctypes.CDLL(str(plugins / name))
home = pathlib.Path.home()
folders = ["/usr/share/fonts", "/usr/local/share/fonts", home / ".fonts", home / ".local/share/fonts"]
files = (path for folder in folders for path in pathlib.Path(folder).rglob("*"))
if not any(path.suffix in (".ttf", ".otf", ".ttc") for path in files):
    sys.exit("no font is installed")
"""


def ensure_venv_module() -> None:
    """Make sure that `python -m venv` can put pip into an environment; Debian ships Python without that part.

    Installs it as root on Debian and its relatives; otherwise raises WorkshopError with the command to type.
    """
    if importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip"):
        return
    package = "python{}.{}-venv".format(*sys.version_info[:2])
    _install([package], f"Python's venv module is missing (package {package}).")


def ensure_qt_libraries(python: Path) -> None:
    """Make sure that the given interpreter can load Qt and its browser; only Linux ever lacks anything.

    Installs what is missing as root on Debian and its relatives; otherwise raises WorkshopError with the command
    to type.
    """
    if not platform_name().startswith("linux"):
        return
    missing = _missing_for_qt(python)
    if not missing:
        return
    _install(QT_LIBRARIES, f"Qt needs something that this system does not have yet ({missing}).")
    if missing := _missing_for_qt(python):
        raise WorkshopError(
            f"Qt still cannot be loaded ({missing}). Install the system package that holds that."
        )


def _missing_for_qt(python: Path) -> str:
    code, output = ask([python, "-c", PROBE])
    lines = output.strip().splitlines() or [f"the check ended with code {code}"]
    words = lines[-1].removeprefix("ImportError: ").removeprefix("OSError: ")
    return "" if code == 0 else words.partition(": cannot open shared object file")[0]


def _install(packages: Sequence[str], reason: str) -> None:
    """Install Debian packages where this may be done unasked; otherwise raises WorkshopError with what to type."""
    if not shutil.which("apt-get"):
        raise WorkshopError(
            f"{reason} Install it with this system's package manager and run this again. "
            f"On Debian the packages are: {', '.join(packages)}."
        )
    before = _privilege()
    if before is None:
        command = shlex.join(["sudo", "apt-get", "install", "--yes", *_known_names(packages)])
        raise WorkshopError(f"{reason} This installs it:\n\n    {command}\n\nThen run this again.")
    say(f"{reason} Installing it with apt-get ...")
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    ask([*before, "apt-get", "update"], env=env)
    install = [*before, "apt-get", "install", "--yes", "--no-install-recommends"]
    code, output = ask([*install, *_known_names(packages)], env=env)
    if code:
        raise WorkshopError(f"{output}\n{reason} apt-get could not install it; its own words stand above.")


def _privilege() -> list[str] | None:
    """What goes before a command that changes the system: sudo on a build machine, None where people must do it."""
    if is_root():
        return []
    if os.environ.get("CI") and ask(["sudo", "-n", "true"])[0] == 0:
        return ["sudo", "-n", "--preserve-env=DEBIAN_FRONTEND"]
    return None


def _known_names(packages: Sequence[str]) -> list[str]:
    """The packages under the names that this release of Debian or Ubuntu has them under."""
    code, output = ask(["apt-cache", "pkgnames"])
    known = set(output.split()) if code == 0 else set()
    return [f"{name}t64" if f"{name}t64" in known else name for name in packages]
