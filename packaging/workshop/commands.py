"""The sub-commands of `packaging/dev.py`: what each is called, what it does, and in which environment."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

from .environment import Environment, prepare
from .lock import LOCK_FILE, read_lock
from .process import ROOT, WorkshopError, call, has_display, qt_environment, say
from .sample import show_without_display, take_screenshots
from .suite import lint_steps, run_pytest, run_steps, test_steps
from .system import ensure_qt_libraries


def main(arguments: Sequence[str]) -> int:
    """Run one sub-command; returns the exit code: 0 good, 1 something failed, 2 wrong usage."""
    if not arguments or arguments[0] in ("-h", "--help", "help"):
        print(_usage())
        return 0 if arguments else 2
    name, *rest = arguments
    if name not in COMMANDS:
        say(f"there is no command {name!r}.\n\n{_usage()}")
        return 2
    try:
        return COMMANDS[name][0](rest)
    except WorkshopError as error:
        say(str(error))
        return 1
    except KeyboardInterrupt:
        say("stopped.")
        return 130


def _workshop(*, qt: bool = True) -> Environment:
    """The environment that everything is run and checked in, with Qt ready to load if asked for."""
    environment = prepare(".venv", read_lock(), editable=True)
    if qt:
        ensure_qt_libraries(environment.python)
    return environment


def _run(arguments: Sequence[str]) -> int:
    environment = _workshop()
    opens_window = not arguments or arguments[0] in ("--dark", "--light") or Path(arguments[0]).exists()
    if opens_window and not has_display():
        return show_without_display(environment, arguments)
    if opens_window:
        say("opening the window ...")
    return call([environment.program("copydesk"), *arguments], env=qt_environment(), cwd=None)


def _test(arguments: Sequence[str]) -> int:
    environment = _workshop()
    if arguments:
        return 0 if run_pytest(environment, arguments) else 1
    return run_steps([*lint_steps(environment), *test_steps(environment)])


def _lint(_arguments: Sequence[str]) -> int:
    return run_steps(lint_steps(_workshop(qt=False)))


def _bench(arguments: Sequence[str]) -> int:
    environment = _workshop()
    scripts = {
        path.stem.removeprefix("bench_"): path
        for path in sorted((ROOT / "tests" / "bench").glob("bench_*.py"))
    }
    if arguments and arguments[0] not in scripts:
        raise WorkshopError(f"There is no bench {arguments[0]!r}; there are: {', '.join(scripts)}.")
    chosen = [scripts[arguments[0]]] if arguments else list(scripts.values())
    env = qt_environment(offscreen=not has_display())
    return max([call([environment.python, script, *arguments[1:]], env=env) for script in chosen], default=0)


def _screenshots(_arguments: Sequence[str]) -> int:
    return take_screenshots(_workshop())


def _lock(_arguments: Sequence[str]) -> int:
    """Resolve anew, for every system and every supported Python at once; the newest versions that fit are pinned."""
    uv = shutil.which("uv") or shutil.which("uv", path=str(Environment(ROOT / ".venv").scripts))
    if uv is None:
        raise WorkshopError(
            "The lock file is made with uv. Install it (for example: pipx install uv) and run this again."
        )
    options = ["--universal", "--generate-hashes", "--upgrade", "--extra", "dev", "--python-version", "3.11"]
    layout = ["--custom-compile-command", "python packaging/dev.py lock", "--no-emit-index-url", "--quiet"]
    target = LOCK_FILE.relative_to(ROOT)
    code = call([uv, "pip", "compile", *options, *layout, "--output-file", target, "pyproject.toml"])
    if code == 0:
        say(f"{target} now pins {len(read_lock())} packages; the next run installs them.")
    return code


COMMANDS: dict[str, tuple[Callable[[Sequence[str]], int], str]] = {
    "run": (_run, "open Copydesk on the sample newsroom, or on the post or folder named after it"),
    "test": (_test, "every check a change has to pass; with arguments, only pytest with those"),
    "lint": (_lint, "the checks that do not run the code: ruff, mypy, import-linter"),
    "bench": (
        _bench,
        "measure the speed beside bare Qt; with a name, that bench alone, and what follows is for it",
    ),
    "screenshots": (_screenshots, "make the pictures in README.md again"),
    "lock": (_lock, "pin the newest versions that fit in packaging/requirements.lock (needs uv)"),
}


def _usage() -> str:
    lines = ["usage: python3 packaging/dev.py COMMAND [ARGUMENTS]", ""]
    lines += [f"  {name:<12} {text}" for name, (_, text) in COMMANDS.items()]
    return "\n".join(lines)
