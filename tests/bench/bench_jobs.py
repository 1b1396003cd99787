"""Measures file jobs on a site: how long a rename takes to work out, and a tag to rename everywhere, plan and deed.

    python tests/bench/bench_jobs.py [POSTS]        # default 2000

The floor, in the same run, is reading every file that may hold a link once. Figures are medians in milliseconds.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from make_site import make_site

from editor.core.bulk import RenameItem
from editor.core.moves import Renaming
from editor.core.post.habits import Habits
from editor.core.post.naming import parse_name
from editor.storage.asset_uses import source_files
from editor.storage.bulk import plan_bulk_edit
from editor.storage.changes import ChangeJournal
from editor.storage.moves import plan_renaming
from editor.storage.project import open_project

ROUNDS = 3


def main() -> int:
    """Make a site, run each job a few times, and print the table."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "site"
        make_site(root, count, 10)
        project = open_project(root)
        posts = sorted(path.relative_to(root).as_posix() for path in (root / "_posts").rglob("*.md"))
        chosen = next(path for path in posts if parse_name(path).day)
        name = parse_name(chosen)
        edit = RenameItem("tags", "harbour", "port")

        def read_all() -> None:
            for relative in source_files(project, bool):
                (root / relative).read_bytes()

        def rename() -> None:
            plan_renaming(project, chosen, Renaming("another-name", name.day), Habits(), bool)

        def plan() -> None:
            plan_bulk_edit(project, "Rename tag", edit, posts, (), bool)

        floor = median(read_all)
        planned = plan_bulk_edit(project, "Rename tag", edit, posts, (), bool)
        journal = ChangeJournal(Path(folder) / "state", Path(folder) / "trash")

        def there_and_back() -> None:
            journal.apply(root, journal.apply(root, planned.changes).undo)

        rows = [
            ("read every file (floor)", floor),
            ("rename a post: work it out", median(rename)),
            (f"rename a tag in {len(planned.changes.changes)} posts: work it out", median(plan)),
            (f"write {len(planned.changes.changes)} posts as one job", median(there_and_back) / 2),
        ]
        journal.close()
    print(f"{count} posts")
    for label, milliseconds in rows:
        print(f"{label:58} {milliseconds:9.1f} ms {milliseconds / floor:6.2f} x")
    return 0


def median(work: Callable[[], None]) -> float:
    """Return the median time of a few runs, in milliseconds."""
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


if __name__ == "__main__":
    sys.exit(main())
