"""`dev.py` answers as promised: usage, an old Python, a failed check, a machine that lacks something."""

from __future__ import annotations

import ast
import os
import re
import sys
from pathlib import Path

import pytest
from workshop import commands, environment, sample, suite, system
from workshop.environment import Environment
from workshop.lock import read_lock
from workshop.process import ROOT, WorkshopError, has_display, qt_environment
from workshop.suite import Step, run_steps


def test_names_its_commands(capsys: pytest.CaptureFixture[str]) -> None:
    assert commands.main(["--help"]) == 0
    shown = capsys.readouterr().out
    assert all(name in shown for name in ("run", "test", "lint", "bench", "screenshots", "lock"))


@pytest.mark.parametrize("arguments", [[], ["fly"]])
def test_wrong_usage_is_told_apart(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert commands.main(arguments) == 2
    assert "usage: python3 packaging/dev.py" in capsys.readouterr().out


def test_dev_py_can_be_read_by_a_python_that_is_too_old() -> None:
    tree = ast.parse((ROOT / "packaging" / "dev.py").read_text(encoding="utf-8"), feature_version=(3, 4))
    too_new = (ast.JoinedStr, ast.AnnAssign, ast.NamedExpr, ast.AsyncFunctionDef)
    assert not [node for node in ast.walk(tree) if isinstance(node, too_new)]


def test_every_check_runs_and_the_failed_ones_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    ran: list[str] = []

    def step(name: str, *, passes: bool) -> Step:
        return Step(name, lambda: (ran.append(name), passes)[1])

    def breaks() -> bool:
        raise WorkshopError("The wheel is square.")

    steps = [
        step("one", passes=True),
        step("two", passes=False),
        Step("wheel", breaks),
        step("four", passes=True),
    ]
    assert run_steps(steps) == 1
    shown = capsys.readouterr().out
    assert ran == ["one", "two", "four"]
    assert "2 of 4 checks failed: two, wheel." in shown
    assert "The wheel is square." in shown


def test_all_passed_is_zero(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_steps([Step("one", lambda: True)]) == 0
    assert "all 1 checks passed" in capsys.readouterr().out


def test_each_test_runs_once_and_those_of_the_lower_floors_without_qt(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    ran: dict[str, list[str]] = {}

    def note(command: list[object], **_others: object) -> int:
        program, *words = map(str, command)
        ran[Path(program).parents[1].name] = words
        return 0

    monkeypatch.setattr(suite, "call", note)
    monkeypatch.setattr(suite, "prepare", lambda name, _pins, editable: Environment(tmp_path / name))
    for step in suite.test_steps(Environment(tmp_path / ".venv"))[:2]:
        assert step.run()
    left_out = {word.removeprefix("--ignore=") for word in ran[".venv"] if word.startswith("--ignore=")}
    assert left_out == {word for word in ran[".venv-noqt"] if word.startswith("tests/")}
    assert left_out == {"tests/core", "tests/storage", "tests/cli"}


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="a display is always there")
def test_a_display_is_x_or_wayland(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert not has_display()
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert has_display()


def test_chromiums_sandbox_is_off_for_root_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("QTWEBENGINE_DISABLE_SANDBOX", raising=False)
    monkeypatch.setattr(os, "geteuid", lambda: 0, raising=False)
    assert qt_environment()["QTWEBENGINE_DISABLE_SANDBOX"] == "1"
    monkeypatch.setattr(os, "geteuid", lambda: 1000, raising=False)
    assert "QTWEBENGINE_DISABLE_SANDBOX" not in qt_environment()


def test_a_person_is_given_the_one_command_to_type(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(system, "is_root", lambda: False)
    monkeypatch.setattr(system, "ask", lambda command: (1, ""))
    monkeypatch.setattr(system.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(WorkshopError, match=r"sudo apt-get install --yes python3\.\d+-venv"):
        system.ensure_venv_module()


def test_a_system_without_apt_is_told_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system.sys, "platform", "linux")
    monkeypatch.setattr(system.shutil, "which", lambda name: None)
    monkeypatch.setattr(
        system, "ask", lambda command: (1, "Traceback\nImportError: libnss3.so: cannot open it")
    )
    with pytest.raises(WorkshopError, match=r"libnss3\.so: cannot open it.*package manager"):
        system.ensure_qt_libraries(Path(sys.executable))


def test_packages_go_by_the_name_this_release_knows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system, "ask", lambda command: (0, "libnss3\nlibasound2t64\n"))
    assert system._known_names(["libnss3", "libasound2"]) == ["libnss3", "libasound2t64"]
    monkeypatch.setattr(system, "ask", lambda command: (127, "apt-cache: not found"))
    assert system._known_names(["libnss3", "libasound2"]) == ["libnss3", "libasound2"]


def test_an_environment_is_remade_when_what_it_stands_on_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    pins = read_lock()
    first = environment._fingerprint(pins, editable=True)
    assert environment._fingerprint(pins, editable=True) == first
    assert environment._fingerprint(pins[1:], editable=True) != first
    assert environment._fingerprint(pins, editable=False) != first
    monkeypatch.setattr(environment, "ROOT", environment.ROOT / "packaging" / "..")
    assert environment._fingerprint(pins, editable=True) != first
    monkeypatch.undo()
    monkeypatch.setattr(environment, "PYTHON", "3.99")
    assert environment._fingerprint(pins, editable=True) != first


def test_a_broken_environment_is_not_used(tmp_path: Path) -> None:
    made = environment.Environment(tmp_path / ".venv")
    assert not environment._runs_this_python(made)
    made.scripts.mkdir(parents=True)
    made.python.write_text("not a program", encoding="utf-8")
    assert not environment._runs_this_python(made)


def test_the_build_machine_runs_what_a_person_runs() -> None:
    lines = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert lines[-1] == "exec python3 packaging/dev.py test"


def test_without_a_screen_it_says_what_was_made_and_a_fault_in_the_programs_own_words(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sample, "OUT", tmp_path)
    codes = {"--screenshot": (0, "GPU: no context"), "export": (0, "")}
    monkeypatch.setattr(sample, "ask", lambda command, env: codes[str(command[1])])
    assert sample.show_without_display(Environment(tmp_path / ".venv"), []) == 0
    shown = capsys.readouterr()
    assert f"the window: {tmp_path / 'copydesk.png'}" in shown.out
    assert ".html" in shown.out
    assert shown.err == ""
    codes["--screenshot"] = (1, "The disk is full.")
    assert sample.show_without_display(Environment(tmp_path / ".venv"), []) == 1
    shown = capsys.readouterr()
    assert "could not make the window" in shown.out
    assert "The disk is full." in shown.err


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", "ARCHITECTURE.md", "CHANGELOG.md"])
def test_the_pages_point_at_what_is_there(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    targets = {target for target in re.findall(r"\]\(([^)#]+)", text) if "://" not in target}
    assert not [target for target in targets if not (ROOT / target).exists()]
