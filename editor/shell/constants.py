"""Owns keeping None, True and False alive under Pythons that still count how often they are used."""

from __future__ import annotations

import ctypes
import sys

# More than any session can lose, and far from what the counter can hold.
_PLENTY = 1 << 40


def keep_constants_alive() -> None:
    """Give the constants so many references that they cannot run out.

    PySide6 6.12 is built for Pythons whose constants are immortal (3.12, PEP 683) and hands out None and
    booleans without counting them. Under Python 3.11 each call of a Qt method thus loses a reference, and the
    interpreter aborts with "deallocating None" after some ten thousand of them.
    """
    counts = sys.implementation.name == "cpython" and sys.version_info < (3, 12)
    # A debug build puts other fields before the counter; nobody edits posts in one.
    if not counts or hasattr(sys, "gettotalrefcount"):
        return
    for constant in (None, True, False):
        ctypes.c_ssize_t.from_address(id(constant)).value += _PLENTY
