"""Virtual environments of this repository: filled from the lock file, reused while what they stand on is unchanged."""

from __future__ import annotations

import hashlib
import json
import shutil
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from .lock import Pin
from .process import ROOT, WorkshopError, ask, call, say
from .system import ensure_venv_module

STAMP = "copydesk.json"
PYTHON = "{}.{}".format(*sys.version_info[:2])


@dataclass(frozen=True)
class Environment:
    """A virtual environment in one folder of the repository."""

    folder: Path

    @property
    def scripts(self) -> Path:
        """The folder that holds its programs."""
        return self.folder / ("Scripts" if sys.platform == "win32" else "bin")

    @property
    def python(self) -> Path:
        """Its interpreter."""
        return self.program("python")

    def program(self, name: str) -> Path:
        """The path of an installed program, such as `copydesk` or `lint-imports`."""
        return self.scripts / (f"{name}.exe" if sys.platform == "win32" else name)

    def pip(self, *arguments: str | Path) -> int:
        """Run its pip, without the advice it gives about itself; returns the exit code."""
        quiet = () if sys.stdout.isatty() else ("-qq",)
        return call(
            [self.python, "-m", "pip", "--disable-pip-version-check", "--no-input", *quiet, *arguments]
        )


def prepare(name: str, pins: Sequence[Pin], *, editable: bool) -> Environment:
    """The environment of that name with exactly these packages at their pinned versions, made or renewed where needed.

    With `editable` the repository itself is installed into it, so that `copydesk` runs the files at hand. An
    environment that somebody made by hand is taken over as it is and brought to the pinned versions. Raises
    WorkshopError with what to do when it cannot be made.
    """
    environment = Environment(ROOT / name)
    wanted = _fingerprint(pins, editable=editable)
    found = _read_stamp(environment)
    # Its programs know the folder they were installed into: a repository that was moved needs them anew.
    moved = bool(found) and found.get("repository") != wanted["repository"]
    if moved or not _runs_this_python(environment):
        _create(environment)
    elif found == wanted:
        return environment
    started = time.monotonic()
    say(f"installing {len(pins)} packages into {name} (the first time this downloads them) ...")
    _install_pins(environment, pins)
    if editable:
        _install_repository(environment)
    (environment.folder / STAMP).write_text(json.dumps(wanted, indent=2) + "\n", encoding="utf-8")
    say(f"{name} is ready after {time.monotonic() - started:.0f} seconds.")
    return environment


def _fingerprint(pins: Sequence[Pin], *, editable: bool) -> dict[str, str]:
    """What an environment stands on. The project file counts for the editable one: it names the installed commands."""
    text = "\n".join(pin.text for pin in pins)
    if editable:
        text += (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    return {"repository": str(ROOT), "python": PYTHON, "contents": hashlib.sha256(text.encode()).hexdigest()}


def _read_stamp(environment: Environment) -> dict[str, str]:
    """What the environment was made for; empty for one that is missing, unfinished or made by hand."""
    try:
        stamp = json.loads((environment.folder / STAMP).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def _runs_this_python(environment: Environment) -> bool:
    """Whether the environment exists, works, has pip, and is of the version of Python that runs this."""
    probe = "import sys, pip; print('{}.{}'.format(*sys.version_info[:2]))"
    if not environment.python.exists():
        return False
    code, output = ask([environment.python, "-c", probe])
    return code == 0 and output.split()[-1:] == [PYTHON]


def _create(environment: Environment) -> None:
    ensure_venv_module()
    say(f"making {environment.folder.name} with Python {PYTHON} ...")
    if environment.folder.exists():
        shutil.rmtree(environment.folder)
    # Quietly: of a run that somebody stops here, Python would print where it was.
    code, words = ask([sys.executable, "-m", "venv", environment.folder])
    if code:
        print(words, file=sys.stderr)
        raise WorkshopError(
            f"The environment {environment.folder} could not be made; the reason stands above."
        )


def _install_pins(environment: Environment, pins: Sequence[Pin]) -> None:
    (environment.folder / STAMP).unlink(missing_ok=True)
    requirements = environment.folder / "requirements.txt"
    requirements.write_text("\n".join(pin.text for pin in pins) + "\n", encoding="utf-8")
    options = ("--require-hashes", "--no-deps", "--retries", "8")
    if environment.pip("install", *options, "--requirement", requirements):
        raise WorkshopError(
            "The packages could not be installed; pip's own words stand above. Is this machine online? "
            "Run the same command again when it is: what was downloaded is kept."
        )


def _install_repository(environment: Environment) -> None:
    # The build backend is among the pins, so nothing is fetched past the lock file.
    if environment.pip("install", "--no-deps", "--no-build-isolation", "--editable", ROOT):
        raise WorkshopError(
            "Copydesk could not be installed into its environment; pip's own words stand above."
        )
