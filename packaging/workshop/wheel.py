"""Building the wheel, and trying it where nothing else of this repository is."""

from __future__ import annotations

import os
import shutil
import tempfile
import tomllib
from pathlib import Path

from .environment import Environment, prepare
from .lock import needed_by, read_lock, without_qt
from .process import ROOT, WorkshopError, call, say
from .sample import SAMPLE, newest_post

# Run inside the installed wheel: where its resources are, and that they are all there and nothing else is.
PROBE = """
import pathlib, sys
from editor.storage.paths import resources_dir
home, resources = pathlib.Path(sys.prefix).resolve(), resources_dir().resolve()
assert resources.is_relative_to(home), f"the resources come from {resources}, not from the wheel"
there = {path.relative_to(resources).as_posix() for path in resources.rglob("*") if path.is_file()}
wanted = set(sys.stdin.read().split("\\n"))
assert not wanted - there, f"missing from the wheel: {sorted(wanted - there)}"
assert not there - wanted, f"not meant for the wheel: {sorted(there - wanted)}"
print(f"{len(there)} resource files are in the wheel")
"""


def check_wheel(environment: Environment) -> bool:
    """Build sdist and wheel, install the wheel away from Qt and the repository, export a sample post with it.

    The wheel is built from the sdist, so a file missing there shows as well. Raises WorkshopError when a stage
    fails.
    """
    out = ROOT / "dist"
    shutil.rmtree(out, ignore_errors=True)
    build = (environment.python, "-m", "build", "--no-isolation", "--outdir", out, ROOT)
    _must(call(build), "build the wheel")
    (wheel,) = out.glob("*.whl")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    pins = without_qt(needed_by(read_lock(), project["dependencies"]))
    clean = prepare(".venv-wheel", pins, editable=False)
    _must(clean.pip("install", "--no-deps", "--force-reinstall", wheel), "install the wheel")
    with tempfile.TemporaryDirectory(prefix="copydesk-wheel-") as folder:
        _try_out(clean, Path(folder))
    return True


def _try_out(clean: Environment, folder: Path) -> None:
    env = {**os.environ, "COPYDESK_HOME": str(folder / "home"), "PYTHONSAFEPATH": "1"}
    env.pop("PYTHONPATH", None)
    copydesk = clean.program("copydesk")
    _must(call([copydesk, "--version"], env=env, cwd=folder), "say its version")
    listing = folder / "resources.txt"
    listing.write_text("\n".join(_resources()), encoding="utf-8")
    _must(_probe(clean, listing, env), "find its resources")
    post, page = newest_post(), folder / "page.html"
    _must(call([copydesk, "export", post, "-o", page], env=env, cwd=folder), "export a sample post")
    html = page.read_text(encoding="utf-8")
    if not html.lstrip().lower().startswith("<!doctype html>") or "</html>" not in html:
        raise WorkshopError(f"The page exported from {post.name} is not a whole HTML document.")
    say(f"the installed wheel exported {post.name} to a page of {len(html) // 1024} KiB.")


def _probe(clean: Environment, listing: Path, env: dict[str, str]) -> int:
    code = PROBE.replace("sys.stdin.read()", f"pathlib.Path({str(listing)!r}).read_text(encoding='utf-8')")
    return call([clean.python, "-c", code], env=env, cwd=listing.parent)


def _resources() -> list[str]:
    """What the wheel has to carry: everything under resources/ but the pictures for the README."""
    resources = SAMPLE.parent
    files = (path.relative_to(resources) for path in resources.rglob("*") if path.is_file())
    return sorted(path.as_posix() for path in files if path.parts[0] != "screenshots")


def _must(code: int, what: str) -> None:
    if code:
        raise WorkshopError(f"Could not {what} (exit code {code}).")
