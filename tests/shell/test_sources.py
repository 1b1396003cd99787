"""That PySide does not read each module's source again after its import."""

from __future__ import annotations

import linecache
from pathlib import Path

import pytest

import editor.shell  # noqa: F401  (what is tried comes with it)


def test_the_source_of_an_imported_module_is_not_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "seldom_named.py"
    source.write_text("import PySide6.QtCore\n", "utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    __import__("seldom_named")  # not importlib's, which PySide does not see
    assert str(source) not in linecache.cache
