"""Owns which repository a project is pushed to."""

from __future__ import annotations

import re
from pathlib import Path

_ORIGIN = re.compile(r'^\[remote "origin"\]\s*$(.*?)(?=^\[|\Z)', re.MULTILINE | re.DOTALL)
_URL = re.compile(r"^\s*url\s*=\s*(\S+)", re.MULTILINE)
_LARGEST = 100_000


def origin_of(root: Path) -> str:
    """Return the address of ``origin`` in a project's Git settings; ``""`` where there is none."""
    try:
        with (root / ".git" / "config").open(encoding="utf-8", errors="replace") as settings:
            section = _ORIGIN.search(settings.read(_LARGEST))
    except OSError:
        return ""
    url = _URL.search(section[1]) if section else None
    return url[1] if url else ""
