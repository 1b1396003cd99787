"""Owns a job on assets as it is shown before it happens, and the answers a writer can give."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from editor.core.assets import Use
from editor.core.changes import ChangeSet
from editor.core.references.mending import Mend


class Clash(StrEnum):
    """What becomes of a file that comes in under a name that is in use."""

    REPLACE = "replace"
    KEEP_BOTH = "keep both"
    SKIP = "skip"


@dataclass(frozen=True, slots=True)
class FileMends:
    """The lines of one file that change."""

    file: str
    mends: tuple[Mend, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """A job as it is shown before it happens; ``left`` are references it cannot bring along."""

    changes: ChangeSet
    mends: tuple[FileMends, ...] = ()
    left: tuple[Use, ...] = ()
