"""Running commands as a writer does: in a newsroom's folder, with what the terminal shows."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from editor.__main__ import main


@dataclass(frozen=True)
class Said:
    """What a command answered."""

    code: int
    out: str
    err: str

    @property
    def complaints(self) -> list[str]:
        return self.err.splitlines()


Run = Callable[..., Said]


@pytest.fixture
def run(site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command in the newsroom's folder; ``stdin`` is what is piped in."""
    monkeypatch.chdir(site)

    def run(*words: str, stdin: bytes = b"") -> Said:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="ascii"))
        capsys.readouterr()
        code = main(list(words))
        told = capsys.readouterr()
        return Said(code, told.out, told.err)

    return run


POST = "_posts/2026-03-14-harbour-wall-holds.md"
OTHER = "_posts/2026-03-12-council-votes.md"
