"""Reading `packaging/requirements.lock`: which pins there are, and which of them an environment needs."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from .process import ROOT

LOCK_FILE = ROOT / "packaging" / "requirements.lock"

QT_PACKAGES = frozenset({"shiboken6", "pytest-qt"})
"""Packages that are Qt or useless without it; every `pyside6…` package counts as well."""

_PARENT = re.compile(r"^\s+#\s+(?:via\s+)?([A-Za-z0-9][A-Za-z0-9._-]*)")


@dataclass(frozen=True)
class Pin:
    """One pinned package: its normal name (PEP 503), its lines with hashes, and who asked for it."""

    name: str
    text: str
    parents: frozenset[str]


def normal_name(name: str) -> str:
    """The one spelling of a package's name that PEP 503 compares: `Python_Frontmatter` is `python-frontmatter`."""
    return re.sub(r"[-_.]+", "-", name).lower()


def read_lock(path: Path = LOCK_FILE) -> tuple[Pin, ...]:
    """All pins of a lock file as `uv pip compile --generate-hashes` writes it, in order.

    A package may be pinned twice, for different versions of Python. Raises OSError where the file cannot be read.
    """
    entries: list[list[str]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line[0].isspace() and not line.startswith("#"):
            entries.append([line])
        elif entries and line.strip():
            entries[-1].append(line)
    return tuple(_pin(lines) for lines in entries)


def _pin(lines: list[str]) -> Pin:
    name = normal_name(re.split(r"[=<>!~;\[\s]", lines[0], maxsplit=1)[0])
    comments = [line for line in lines if line.lstrip().startswith("#")]
    parents = {match[1] for line in comments if (match := _PARENT.match(line)) and match[1] != "via"}
    return Pin(name, "\n".join(lines), frozenset(normal_name(parent) for parent in parents))


def without_qt(pins: Iterable[Pin]) -> tuple[Pin, ...]:
    """The pins that remain on a machine that must not have Qt."""
    return tuple(pin for pin in pins if pin.name not in QT_PACKAGES and not pin.name.startswith("pyside6"))


def needed_by(pins: Iterable[Pin], roots: Iterable[str]) -> tuple[Pin, ...]:
    """The pins of the named packages and of all they stand on: what a user installs, without the developers' tools.

    `roots` are requirements as `[project] dependencies` lists them, versions and all.
    """
    pins = tuple(pins)
    wanted = {normal_name(re.split(r"[=<>!~;\[\s]", root, maxsplit=1)[0]) for root in roots}
    while grown := {pin.name for pin in pins if pin.parents & wanted} - wanted:
        wanted |= grown
    return tuple(pin for pin in pins if pin.name in wanted)
