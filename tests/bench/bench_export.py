"""Measures how long many posts take to export, beside a loop over Python-Markdown that writes plain files.

    python tests/bench/bench_export.py [POSTS] [RUNS]        # default 1000 posts, 3 runs

Both are whole programs, from their start to their end, on the same site of ``make_site.py``: the command reads front
matter, puts pictures, styles and metadata in and writes each page whole; the floor turns each body into HTML and writes
it. They take turns, so that a busy machine slows both. Prints seconds, the median of the runs, and the ratio, which is
to be 2 at most.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from make_site import make_site

ROOT = Path(__file__).resolve().parents[2]
FLOOR = """
import sys
from pathlib import Path
import markdown
out = Path(sys.argv[1])
out.mkdir(parents=True)
for name in Path(sys.argv[2]).read_text("utf-8").split("\\n"):
    body = Path(name).read_text("utf-8", "replace").split("---", 2)[-1]
    page = markdown.markdown(body, extensions=["extra", "toc"])
    (out / (Path(name).stem + ".html")).write_text(page, "utf-8")
"""


def seconds(command: list[str], clock: str) -> float:
    """Return how long a program takes: on the wall, or of the processor."""
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    before, start = os.times(), time.perf_counter()
    subprocess.run(
        command, check=False, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    after = os.times()
    if clock == "wall":
        return time.perf_counter() - start
    return after.children_user + after.children_system - before.children_user - before.children_system


def main() -> None:
    """Print the table."""
    posts = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    clock = os.environ.get("COPYDESK_BENCH_CLOCK", "wall")
    with tempfile.TemporaryDirectory() as folder:
        site = make_site(Path(folder) / "site", posts, posts // 4)
        files = sorted(
            str(path) for path in (site / "_posts").rglob("*") if path.suffix in (".md", ".markdown")
        )
        names = Path(folder) / "names"
        names.write_text("\n".join(files), encoding="utf-8")
        ours: list[float] = []
        floor: list[float] = []
        for turn in range(runs):
            target = Path(folder) / f"{turn}"
            floor.append(seconds([sys.executable, "-c", FLOOR, f"{target}-floor", str(names)], clock))
            ours.append(
                seconds([sys.executable, "-m", "editor", "export", *files, "-o", f"{target}-ours"], clock)
            )
            made = len(list(Path(f"{target}-ours").iterdir()))
        one, other = statistics.median(ours), statistics.median(floor)
    print(f"{len(files)} posts, {made} exported, {runs} runs, {clock} clock, median")
    print(f"copydesk export    {one:6.2f} s")
    print(f"Python-Markdown    {other:6.2f} s")
    print(f"ratio              {one / other:6.2f}   (at most 2)")


if __name__ == "__main__":
    main()
