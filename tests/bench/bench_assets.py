"""Measures a picture desk on a large site: who uses what, thumbnails, scrolling, and the plan of a rename.

    python tests/bench/bench_assets.py [POSTS] [PICTURES] [RUNS]      # default 20000 5000 5

Each figure stands beside the raw work no program could do without, done in the same run: finding references beside one
search for a suffix in each text; the catalogue beside fetching its rows; a thumbnail beside Qt's reading alone; a
thumbnail kept on disk beside reading the small file and decoding it; the plan of a rename, which
looks at the whole folder first, beside a look at every file. Scrolling goes through all tiles of the real
window; a frame is one step and its painting, and the heartbeat notes how long the event loop was away.
"""

from __future__ import annotations

import re
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from make_site import make_site
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage, QImageReader, QLinearGradient, QPainter
from screen import p95
from sitting import Heartbeat
from windows import SIZE, rest, start, wait_until

from editor.core.references.finding import find_references
from editor.core.references.reference import SourceKind
from editor.core.settings import Settings
from editor.services.tasks import Stop
from editor.services.thumbnails import make_thumbnail
from editor.shell.app import Desk
from editor.storage.asset_jobs import plan_move
from editor.storage.asset_uses import fresh_catalogue, stored_catalogue
from editor.storage.index.schema import connect_reader
from editor.storage.paths import user_paths
from editor.storage.project import open_project
from editor.storage.thumbnail_store import ThumbnailStore
from editor.widgets.segments import Segment

_PHOTOGRAPHS = 24
_STEPS = 400
_SUFFIX = re.compile(r"\.(?:jpg|png|gif|webp|svg)\b")


def never() -> bool:
    """Go on."""
    return False


def photograph(path: Path, hue: int) -> None:
    """Draw something of a photograph's size."""
    image = QImage(2400, 1600, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    ground = QLinearGradient(0, 0, 2400, 1600)
    ground.setColorAt(0, QColor.fromHsv(hue, 90, 220))
    ground.setColorAt(1, QColor.fromHsv((hue + 120) % 360, 160, 90))
    painter.fillRect(image.rect(), ground)
    for step in range(0, 2400, 7):
        painter.drawLine(step, 0, 2400 - step, 1600)
    painter.end()
    image.save(str(path), "JPEG", 90)


def median_of(runs: int, work: Callable[[], object]) -> float:
    """Return the median of some runs in milliseconds."""
    took = []
    for _ in range(runs):
        begun = time.perf_counter()
        work()
        took.append((time.perf_counter() - begun) * 1000)
    return statistics.median(took)


def row(name: str, ours: float, floor: float, unit: str = "ms") -> None:
    """Print one line of the table."""
    print(f"{name:<44}{ours:>10.2f} {unit:<3}{floor:>10.2f} {unit:<3}{ours / floor:>8.1f}x")


def references(site: Path, runs: int) -> None:
    """Find the references of every post."""
    texts = [file.read_bytes().decode("utf-8", "replace") for file in sorted((site / "_posts").rglob("*.m*"))]
    ours = median_of(runs, lambda: [find_references(text, SourceKind.MARKDOWN) for text in texts])
    floor = median_of(runs, lambda: [_SUFFIX.search(text) for text in texts])
    row("references of a post", ours * 1000 / len(texts), floor * 1000 / len(texts), "µs")


def catalogue(site: Path, indexes: Path, runs: int) -> None:
    """Bring assets and uses together, and plan a rename of the asset with most uses."""
    project = open_project(site)
    fresh_catalogue(project, indexes, never)
    (database,) = indexes.glob("*.sqlite3")

    def rows() -> None:
        with closing(connect_reader(database)) as connection:
            connection.execute("SELECT * FROM refs").fetchall()
            connection.execute("SELECT * FROM files").fetchall()

    ours = median_of(runs, lambda: stored_catalogue(project, database, never))
    row("who uses what, from the index", ours, median_of(runs, rows))
    known = stored_catalogue(project, database, never)
    most = max(known.assets, key=lambda asset: len(asset.files))
    new = most.path.replace(most.name, f"another-{most.name}")

    def plan() -> None:
        plan_move(project, fresh_catalogue(project, indexes, never), most.path, new, "Rename")

    def read() -> None:
        for file in site.rglob("*"):
            file.stat()
        for file in most.files:
            (site / file).read_bytes()

    row(f"plan of a rename, {len(most.files)} files to mend", median_of(runs, plan), median_of(runs, read))


def thumbnails(pictures: list[Path], folder: Path, runs: int) -> None:
    """Make thumbnails, and take them from the disk."""
    store = ThumbnailStore(folder)

    def ours() -> None:
        for file in pictures:
            make_thumbnail(Path, str(file), None, Stop())

    def kept() -> None:
        for file in pictures:
            make_thumbnail(Path, str(file), store, Stop())

    def bare() -> None:
        for file in pictures:
            reader = QImageReader(str(file))
            reader.setScaledSize(QSize(256, 171))
            reader.read()

    def small() -> None:
        for file in files:
            QImage.fromData(file.read_bytes()[12:])

    row(
        "thumbnail of a photograph",
        median_of(runs, ours) / len(pictures),
        median_of(runs, bare) / len(pictures),
    )
    kept()
    files = [file for file in folder.rglob("*") if file.is_file()]
    row("thumbnail kept on disk", median_of(runs, kept) / len(files), median_of(runs, small) / len(files))


def scroll(desk: Desk) -> None:
    """Go through all tiles."""
    pane = desk.window.panel.assets
    segments = desk.window.panel.findChildren(Segment)
    next(segment for segment in segments if segment.choice == "assets").click()
    wait_until(lambda: desk.late.asset_book.catalogue.complete)
    heart = Heartbeat()
    bar, frames = pane.list.verticalScrollBar(), []
    for step in range(_STEPS):
        begun = time.perf_counter()
        bar.setValue(bar.maximum() * step // _STEPS)
        pane.list.viewport().repaint()
        frames.append((time.perf_counter() - begun) * 1000)
        rest(8)
    print(
        f"scrolling {len(desk.late.asset_book.catalogue.assets)} tiles: frame p50 {statistics.median(frames):.1f} ms, "
        f"p95 {p95(frames):.1f} ms, longest {max(frames):.1f} ms; event loop away at most {heart.longest_ms:.0f} ms, "
        f"working {heart.busy_ms:.0f} ms of it"
    )


def main(posts: int = 20_000, pictures: int = 5_000, runs: int = 5) -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        make_site(site, posts, pictures)
        found = sorted((site / "assets").rglob("*.png"))
        for number, file in enumerate(found[:_PHOTOGRAPHS]):
            photograph(file, number * 15)
        print(f"{posts} posts, {len(found)} pictures; medians of {runs} runs")
        print(f"{'':<44}{'ours':>14}{'floor':>14}{'ratio':>9}")
        references(site, runs)
        catalogue(site, Path(folder) / "indexes", runs)
        app = start(Path(folder) / "home")
        thumbnails(found[:_PHOTOGRAPHS], Path(folder) / "thumbnails", runs)
        desk = Desk(app, user_paths(), Settings())
        with closing(desk):
            desk.window.resize(*SIZE)
            desk.window.usual_sizes()
            desk.window.show()
            desk.open_first(site)
            scroll(desk)
            desk.window.allow_close()
            desk.window.close()


if __name__ == "__main__":
    main(*map(int, sys.argv[1:4]))
