"""Everything a change has to pass, in order; all of it runs, and what failed is named at the end."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from .environment import Environment, prepare
from .lock import read_lock, without_qt
from .process import ROOT, WorkshopError, call, qt_environment, say
from .wheel import check_wheel

QT_FREE_TESTS = ("tests/core", "tests/storage", "tests/cli")


@dataclass(frozen=True)
class Step:
    """One check with the name it is reported under; `run` says whether it passed."""

    name: str
    run: Callable[[], bool]


def lint_steps(environment: Environment) -> list[Step]:
    """The checks that read the code without running it."""

    def passes(*command: str | Path) -> Callable[[], bool]:
        return lambda: call(command) == 0

    python = environment.python
    return [
        Step("ruff check", passes(python, "-m", "ruff", "check", "--output-format=concise", ".")),
        Step(
            "ruff format", passes(python, "-m", "ruff", "format", "--check", "--output-format=concise", ".")
        ),
        *(
            Step(
                f"mypy for {system}",
                # A cache each: they would throw one another's away.
                passes(python, "-m", "mypy", "--platform", system, "--cache-dir", f".mypy_cache/{system}"),
            )
            for system in ("linux", "win32", "darwin")
        ),
        Step("import-linter", passes(environment.program("lint-imports"), "--no-logo", "--no-cache")),
    ]


def test_steps(environment: Environment) -> list[Step]:
    """Every test once, those of the lower floors where there is no Qt, and the wheel."""
    others = [f"--ignore={folder}" for folder in QT_FREE_TESTS]
    return [
        Step("pytest", lambda: run_pytest(environment, others)),
        Step("pytest without Qt", _run_without_qt),
        Step("wheel", lambda: check_wheel(environment)),
    ]


def run_pytest(environment: Environment, arguments: Sequence[str]) -> bool:
    """Run the tests, offscreen; `arguments` go to pytest as they are."""
    command: list[str | Path] = [environment.python, "-m", "pytest", *arguments]
    return call(command, env=qt_environment(offscreen=True)) == 0


def _run_without_qt() -> bool:
    """The lower floors where Qt is not installed at all: nothing there may need it, not even by accident."""
    environment = prepare(".venv-noqt", without_qt(read_lock()), editable=True)
    folders = [folder for folder in QT_FREE_TESTS if (ROOT / folder).is_dir()]
    return call([environment.python, "-m", "pytest", "-p", "no:cacheprovider", *folders]) == 0


def run_steps(steps: Sequence[Step]) -> int:
    """Run every step, also after one has failed; returns 0 when all passed, 1 otherwise."""
    results: list[tuple[str, bool, float]] = []
    for step in steps:
        heading = f"---- {step.name} "
        print(f"\n{heading:-<100}", flush=True)
        started = time.monotonic()
        try:
            passed = step.run()
        except WorkshopError as error:
            say(str(error))
            passed = False
        results.append((step.name, passed, time.monotonic() - started))
    print(f"\n{'---- in short ':-<100}")
    for name, passed, seconds in results:
        print(f"{'ok    ' if passed else 'FAILED'}  {name:<20} {seconds:6.1f} s")
    failed = [name for name, passed, _ in results if not passed]
    if failed:
        say(f"{len(failed)} of {len(results)} checks failed: {', '.join(failed)}.")
        return 1
    say(f"all {len(results)} checks passed on {os.cpu_count()} cores.")
    return 0
