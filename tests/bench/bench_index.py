"""Measures opening, searching and following a large site, beside the raw work that no program could do without.

    python tests/bench/bench_index.py [POSTS] [PICTURES] [RUNS]      # default 20000 5000 3
    python tests/bench/bench_index.py --growth [POSTS ...]           # default 2000 5000 20000 50000 100000

Floor: one thread reads every post, loads every header with CSafeLoader and inserts every text into a plain FTS5 table.
Ours is the desk as a writer has it, its preview running, and a heartbeat in its event loop that notes how long the
window was away. First: the site is opened with an empty cache folder; warm: again, in a new process. Key: a letter
more in the search box, until the list has its rows. Checkout: 2,000 posts are replaced as git does, counted from the
last of them until the list shows it. Each figure is the median of some runs, each in a process of its own; of keys the
95th percentile, of the heartbeat the longest gap. ``--growth`` prints what indexes of sites of several sizes cost.
"""

from __future__ import annotations

import contextlib
import json
import os
import resource
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import yaml
from make_site import make_site

REPLACED = 2000
TYPED = (
    "harbour ferry",
    "s",
    "a",
    "council -vote",
    "title:bridge",
    "winter OR summer",
    "tag:mill",
    '"the harbour"',
)
_CPU = os.environ.get("COPYDESK_BENCH_CLOCK") == "cpu"


def clock() -> float:
    """Return seconds; CPU time of this process where the machine is busy with other things."""
    return time.process_time() if _CPU else time.perf_counter()


# -- the floor ---------------------------------------------------------------------------------------------------------


def floor(site: Path) -> dict[str, float]:
    """Read, parse and insert everything, and say what each took in seconds."""
    start = clock()
    posts = sorted(path for folder in ("_posts", "_drafts") for path in (site / folder).rglob("*.m*"))
    texts = [path.read_bytes().decode("utf-8", "replace") for path in posts]
    read = clock()
    for text in texts:
        end = text.find("\n---", 4)
        with contextlib.suppress(yaml.YAMLError, ValueError):
            yaml.load(text[4 : max(end, 4)], Loader=yaml.CSafeLoader)
    parsed = clock()
    with (
        tempfile.TemporaryDirectory() as folder,
        contextlib.closing(sqlite3.connect(f"{folder}/floor")) as made,
    ):
        made.execute("CREATE VIRTUAL TABLE texts USING fts5 (body, content = '')")
        made.executemany("INSERT INTO texts (rowid, body) VALUES (?, ?)", enumerate(texts))
        made.commit()
    end_ = clock()
    return {"floor": end_ - start, "read": read - start, "headers": parsed - read, "fts": end_ - parsed}


# -- the desk ----------------------------------------------------------------------------------------------------------


def desk(site: Path, home: Path, steps: list[str]) -> dict[str, float]:
    """Open a desk, take these steps on it, and say what each took."""
    from sitting import MeasuredDesk  # Qt and the desk: the floor is measured without

    with MeasuredDesk(home) as measured:
        return {name: value for step in steps for name, value in measured.take(step, site).items()}


# -- runs --------------------------------------------------------------------------------------------------------------


def run(*arguments: str) -> dict[str, float]:
    """Run a part of this program in a process of its own."""
    told = subprocess.run(
        [sys.executable, __file__, *arguments], stdout=subprocess.PIPE, check=True, text=True
    ).stdout
    found: dict[str, float] = json.loads(told.splitlines()[-1])
    return found


def report(posts: int, pictures: int, runs: int) -> None:
    """Measure a site of this size and print a table."""
    with tempfile.TemporaryDirectory(prefix="copydesk-bench-", ignore_cleanup_errors=True) as folder:
        site = make_site(Path(folder, "site"), posts, pictures)
        taken: list[dict[str, float]] = []
        for number in range(runs):
            home = Path(folder, f"home-{number}")
            one = run("--floor", str(site))
            one |= run("--desk", str(site), str(home), "first")
            one |= run("--desk", str(site), str(home), "warm,keys,checkout")
            taken.append(one)
    middle = {name: statistics.median(one[name] for one in taken) for name in taken[0]}
    load = f", load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores" if hasattr(os, "getloadavg") else ""
    print(f"{posts} posts, {pictures} pictures, medians of {runs} runs{load}")
    rows = (
        ("floor: read, CSafeLoader, FTS5", f"{middle['floor']:.2f} s", ""),
        (
            "first open, complete",
            f"{middle['first']:.2f} s",
            f"{middle['first'] / middle['floor']:.2f} x floor",
        ),
        ("first rows drawn", f"{middle['first_rows']:.2f} s", ""),
        ("memory added, after / at most", f"{middle['memory']:.0f} / {middle['memory_peak']:.0f} MB", ""),
        ("warm open, list drawn", f"{middle['warm_rows']:.2f} s", f"complete {middle['warm']:.2f} s"),
        ("key to rows, median / p95", f"{middle['key']:.1f} / {middle['key95']:.1f} ms", ""),
        (f"checkout of {REPLACED} posts", f"{middle['checkout']:.2f} s", ""),
        *(
            (f"window away, {step}", f"{middle[f'away_{step}']:.0f} ms", "")
            for step in ("first", "warm", "keys", "checkout")
        ),
    )
    for name, value, remark in rows:
        print(f"{name:<34}{value:>16}   {remark}")


# -- growth ------------------------------------------------------------------------------------------------------------


def index_only(site: Path, cache: Path) -> dict[str, float]:
    """Make the index of a site without a window, and say what each step took in seconds."""
    from editor.storage.index.database import Index
    from editor.storage.index.schema import MATCHING
    from editor.storage.project import open_project

    def stop() -> bool:
        return False

    def timed(work: Callable[[], Any]) -> float:
        begun = clock()
        work()
        return clock() - begun

    index = Index.open(open_project(site), cache)
    now = datetime.now(UTC)
    taken = {"build": timed(lambda: index.refresh(stop)), "look": timed(lambda: index.refresh(stop))}
    taken["rows"] = timed(lambda: index.posts(now))
    with contextlib.closing(index.reader()) as reader:
        taken["prefix"] = statistics.median(
            timed(lambda: reader.execute(MATCHING, {"words": "s*"}).fetchall()) for _ in range(9)
        )
    taken["disk"] = sum(file.stat().st_size for file in cache.iterdir()) / 1e6
    taken["memory"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (
        1e6 if sys.platform == "darwin" else 1e3
    )
    index.close()
    return taken


def growth(sizes: list[int]) -> None:
    """Print what indexes of these sizes cost, and per 1,000 posts."""
    print("posts     build  per 1,000     look  per 1,000     rows   's*'     disk   memory")
    for posts in sizes:
        with tempfile.TemporaryDirectory(prefix="copydesk-bench-", ignore_cleanup_errors=True) as folder:
            site = make_site(Path(folder, "site"), posts, posts // 4)
            one = run("--index", str(site), str(Path(folder, "cache")))
            shutil.rmtree(site)
        thousands = posts / 1000
        print(
            f"{posts:<7}{one['build']:6.2f} s{one['build'] / thousands * 1000:8.0f} ms{one['look']:7.2f} s"
            f"{one['look'] / thousands * 1000:8.1f} ms{one['rows']:7.2f} s{one['prefix'] * 1000:5.0f} ms"
            f"{one['disk']:6.0f} MB{one['memory']:6.0f} MB",
            flush=True,
        )


def _numbers(arguments: list[str], usual: tuple[int, ...]) -> Iterator[int]:
    yield from (int(text) for text in arguments)
    yield from usual[len(arguments) :]


def main(arguments: list[str]) -> None:
    """Measure what is asked for."""
    match arguments:
        case ["--floor", site]:
            print(json.dumps(floor(Path(site))))
        case ["--desk", site, home, steps]:
            print(json.dumps(desk(Path(site), Path(home), steps.split(","))))
        case ["--index", site, cache]:
            print(json.dumps(index_only(Path(site), Path(cache))))
        case ["--growth", *sizes]:
            growth([int(size) for size in sizes] or [2000, 5000, 20_000, 50_000, 100_000])
        case _:
            posts, pictures, runs = _numbers(arguments, (20_000, 5000, 3))
            report(posts, pictures, runs)


if __name__ == "__main__":
    main(sys.argv[1:])
