"""The five floors of the house: who may import whom, as the contracts in pyproject.toml say."""

from __future__ import annotations

from pathlib import Path

import pytest
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

ROOT = Path(__file__).resolve().parents[1]


def test_no_floor_imports_from_above(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    # It sets up logging for a program of its own, and would turn off every logger of the tests that follow.
    monkeypatch.setattr("importlinter.cli.logging_config.dictConfig", lambda _config: None)
    status = lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_logo=True, no_cache=True)
    assert status == EXIT_STATUS_SUCCESS, capsys.readouterr().out
