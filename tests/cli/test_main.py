"""What ``copydesk`` does with its first word."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType

import pytest

from editor import __version__
from editor.cli.commands import COMMANDS
from tests.cli.conftest import POST, Run


@pytest.fixture
def window(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, object]]:
    """Stands in for the window, which needs Qt; keeps what it was opened with."""
    opened: list[dict[str, object]] = []
    app = ModuleType("editor.shell.app")

    def options(**told: object) -> dict[str, object]:
        return told

    def run_window(told: dict[str, object]) -> int:
        opened.append(told)
        return 0

    app.WindowOptions = options  # type: ignore[attr-defined]
    app.run_window = run_window  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "editor.shell.app", app)
    return opened


def test_version(run: Run) -> None:
    assert run("--version").out == f"copydesk {__version__}\n"


def test_help_names_every_command_with_examples(run: Run) -> None:
    said = run("--help")
    assert said.code == 0
    assert all(f"  {name} " in said.out for name in COMMANDS)
    assert "examples:" in said.out


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_examples(run: Run, command: str) -> None:
    said = run(command, "--help")
    assert said.code == 0
    assert f"usage: copydesk {command}" in said.out
    assert "examples:" in said.out


@pytest.mark.parametrize("command", [name for name in COMMANDS if name != "assets"])
def test_a_command_without_its_arguments_is_wrong_usage(run: Run, command: str) -> None:
    said = run(command)
    assert said.code == 2
    assert said.out == ""
    assert said.err


@pytest.mark.parametrize(
    "words", [("--nonsense",), ("show", POST, "--nonsense"), ("--size", "big"), (POST, POST)]
)
def test_what_nobody_knows_is_wrong_usage(run: Run, words: tuple[str, ...]) -> None:
    assert run(*words).code == 2


def test_a_misspelt_command_is_guessed(run: Run) -> None:
    said = run("shwo")
    assert said.code == 2
    assert said.complaints == [
        "There is no command, folder or post called “shwo”. Did you mean: copydesk show?"
    ]


def test_no_word_at_all_opens_the_window(run: Run, window: list[dict[str, object]]) -> None:
    assert run().code == 0
    assert window == [{"path": None, "screenshot": None, "size": None, "dark": None, "view": None}]


def test_a_folder_or_a_post_opens_the_window(run: Run, window: list[dict[str, object]]) -> None:
    run(".")
    run(POST, "--light")
    run("--screenshot", "desk.png", "--size", "1440x900", "--dark", ".")
    assert [told["path"] for told in window] == [Path(), Path(POST), Path()]
    assert [told["dark"] for told in window] == [None, False, True]
    assert (window[2]["screenshot"], window[2]["size"]) == (Path("desk.png"), (1440, 900))


def test_a_folder_called_like_a_command_is_opened_by_its_path(
    run: Run, site: Path, window: list[dict[str, object]]
) -> None:
    (site / "show").mkdir()
    assert run("show").code == 2
    assert run("./show").code == 0
    assert window[0]["path"] == Path("show")


def test_without_qt_the_window_is_a_sentence(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "editor.shell.app", raising=False)
    for name in [name for name in sys.modules if name.startswith(("PySide6", "editor.shell."))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "PySide6", None)
    said = run(".")
    assert said.code == 1
    assert "PySide6, which is not installed" in said.err
