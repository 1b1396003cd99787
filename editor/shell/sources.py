"""Owns keeping PySide from reading the source of every module that is imported."""

from __future__ import annotations

import contextlib
import sys


def leave_sources_unread() -> None:
    """Tell PySide that no module asks for its ``__feature__`` switches (snake_case, true_property).

    To know that, PySide6 6.12 looks for its own name in the whole source of each module right after that module's
    import: of the standard library's, too, and again of what it finds in packages. None of ours asks, and a program
    without sources, as PyInstaller makes it, gets the same answer. It was a tenth of the way to the first window.
    """
    with contextlib.suppress(ImportError):  # where there is no Qt, there is nothing to tell it
        import PySide6.QtCore  # noqa: F401  (what is changed here comes with it)
    feature = sys.modules.get("shibokensupport.feature")
    if hasattr(feature, "_mod_uses_pyside"):
        feature._mod_uses_pyside = _uses_none


def _uses_none(_module: object) -> bool:
    return False
