"""The bundled newsroom, shown where there is a screen and drawn to a file where there is none."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from .environment import Environment
from .process import ROOT, WorkshopError, ask, call, qt_environment, say

SAMPLE = ROOT / "resources" / "sample"
OUT = ROOT / "out"

SCREENSHOTS = (
    ("window-light.png", ("--size", "1440x900")),
    ("window-dark.png", ("--size", "1440x900", "--dark")),
    ("window-small.png", ("--size", "1100x700")),
    ("site.png", ("--size", "1440x900", "--view", "site")),
    ("bench.png", ("--size", "1440x900", "--view", "bench")),
    ("cards.png", ("--size", "1440x1240", "--view", "cards")),
    ("assets.png", ("--size", "1440x900", "--view", "assets")),
)
"""The pictures in README.md: file name, and what to ask Copydesk for."""


def newest_post(project: Path = SAMPLE) -> Path:
    """The newest post of a project that is out already. Raises WorkshopError when it has none."""
    today = date.today().isoformat()
    posts = sorted(path for path in (project / "_posts").rglob("*.md") if path.name[:10] <= today)
    if not posts:
        raise WorkshopError(f"The folder {project} holds no posts in _posts.")
    return posts[-1]


def show_without_display(environment: Environment, arguments: Sequence[str]) -> int:
    """Draw the window into a PNG and export a post to HTML on a machine without a screen; prints both paths."""
    say(
        "there is no display here (DISPLAY and WAYLAND_DISPLAY are empty): the window is drawn into a file instead."
    )
    # The screen that Qt makes up has 800 px, on which no window of this kind is laid out as it is meant.
    options = ["--size=1440x900", *(argument for argument in arguments if argument.startswith("-"))]
    paths = [Path(argument).resolve() for argument in arguments if not argument.startswith("-")]
    shown = paths[0] if paths else SAMPLE
    post = shown if shown.is_file() else newest_post(shown)
    OUT.mkdir(exist_ok=True)
    picture, page = OUT / "copydesk.png", OUT / f"{post.stem}.html"
    copydesk, env = environment.program("copydesk"), qt_environment(offscreen=True)
    steps: tuple[tuple[str, list[str | Path]], ...] = (
        (
            f"the window: {picture}",
            [copydesk, "--screenshot", picture, *options, post if shown == SAMPLE else shown],
        ),
        (f"the post as one page: {page}", [copydesk, "export", post, "-o", page]),
    )
    failed = False
    for made, command in steps:
        # Without a screen Qt and Chromium complain of much that does no harm: only a failure needs their words.
        code, words = ask(command, env=env)
        if code:
            print(words, file=sys.stderr)
        say(made if code == 0 else f"could not make {made}; the reason stands above.")
        failed = failed or code != 0
    say("on a machine with a display the same command opens the window.")
    return 1 if failed else 0


def take_screenshots(environment: Environment) -> int:
    """Make the pictures of README.md again; returns 0 when all of them were made."""
    folder = ROOT / "resources" / "screenshots"
    folder.mkdir(parents=True, exist_ok=True)
    post, env = newest_post(), qt_environment(offscreen=True)
    failures = 0
    for name, options in SCREENSHOTS:
        command = [environment.program("copydesk"), "--screenshot", folder / name, *options, post]
        failures += call(command, env=env) != 0
        say(f"{'made' if (folder / name).exists() else 'could not make'} {folder / name}")
    return 1 if failures else 0
