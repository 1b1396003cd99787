"""Compares the pages we make of posts with those that Jekyll builds of the same sites, as normalised DOM trees.

    python tests/sitefidelity.py [--show N] [--theme FOLDER] SITE ...

Each site is copied first; what its configuration asks of plugins that are not installed is left out of the copy, and
``--theme`` names a theme's folder to put into it. A normalised tree is that of ``tests/fidelity.py``: all counts, the
head with what ``{% seo %}`` writes and JSON-LD included, but comments, the colours of code, and the version of Jekyll.
White space in scripts does not count: kramdown indents what is in lists and tables, we do not, and ``strip_newlines``
leaves it there. Of posts with one address the last counts, which is the one Jekyll leaves.
Needs the command ``jekyll``, with the gems jekyll-seo-tag and jekyll-feed for sites that use them.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from editor.storage.liquid.moment import SiteMoment
from editor.storage.liquid.site import LiquidSite

if TYPE_CHECKING:
    from editor.storage.sitepage.pages import SitePages

ROOT = Path(__file__).resolve().parents[1]
_INSTALLED = ("jekyll-seo-tag", "jekyll-feed")
_GENERATOR = re.compile(r'content="Jekyll v[^"]*"')


@dataclass(frozen=True)
class Compared:
    """One post: its path in the site, the tree of Jekyll's page (None: it builds none) and of ours."""

    path: str
    theirs: list[str] | None
    ours: list[str]
    problems: tuple[str, ...]


@lru_cache(maxsize=1)
def has_jekyll() -> bool:
    """Return whether the command ``jekyll`` is there, with the plugins the sample newsroom uses."""
    if shutil.which("jekyll") is None or shutil.which("ruby") is None:
        return False
    check = ["ruby", "-e", "require 'jekyll'; require 'jekyll-seo-tag'; require 'jekyll-feed'"]
    return subprocess.run(check, capture_output=True, check=False).returncode == 0


def copied(site: Path, target: Path, theme: Path | None = None) -> Path:
    """Copy a site so that Jekyll builds all posts of it with what is installed, and return the copy."""
    shutil.copytree(site, target, ignore=shutil.ignore_patterns(".git", "_site", ".jekyll-cache", "Gemfile*"))
    for each in (target, *target.rglob("*")):
        each.chmod(each.stat().st_mode | 0o600)
    added = f"\nplugins: [{', '.join(_INSTALLED)}]\ngems: []\nfuture: true\nremote_theme: null\n"
    if theme is not None:
        shutil.copytree(theme, target / "vendor" / theme.name)
        added += f"theme: {theme.name.rpartition('-')[0] or theme.name}\n"
    with (target / "_config.yml").open("a", encoding="utf-8") as config:
        config.write(added)
    return target


def built(site: Path, target: Path) -> None:
    """Build a site with Jekyll; raises CalledProcessError."""
    subprocess.run(
        ["jekyll", "build", "--quiet", "--disable-disk-cache", "--source", site, "--destination", target],
        check=True,
        capture_output=True,
        cwd=site,
        env=os.environ | {"TZ": "UTC", "LANG": "C.UTF-8"},
    )


def compared(site: Path, built_in: Path) -> Iterator[Compared]:
    """Yield each post of a site that was built."""
    from editor.core.markdown.renderer import render_filled
    from editor.core.post.post import parse_post
    from editor.storage.liquid.filling import Filling
    from editor.storage.project import open_project
    from editor.storage.sitepage.pages import SitePages

    project = open_project(site)
    now = datetime.now(UTC)
    pages, filling = SitePages(LiquidSite(SiteMoment(project, now))), Filling(SiteMoment(project, now))
    paths = [path for path in sorted(project.root.rglob("_posts/**/*")) if path.is_file()]
    last = {_url(pages, path): path for path in paths}
    for path in paths:
        relative = path.relative_to(project.root).as_posix()
        if path.suffix not in project.site.markdown_suffixes:
            continue
        post = parse_post(path.read_bytes())
        page = pages.page(
            path, post, render_filled(post.body, filling.fill(post, relative).text, project.site.markdown)
        )
        url = _url(pages, path)
        made = _file(built_in, url)
        theirs = tree(made.read_text(encoding="utf-8")) if made.is_file() and last[url] == path else None
        yield Compared(relative, theirs, tree(page.html), tuple(each.located() for each in page.problems))


def _url(pages: SitePages, path: Path) -> str:
    relative = pages.relative(path)
    return pages.site.page(relative, pages.site.post(relative)).facts.url


def tree(html: str) -> list[str]:
    """Return a page as the list of its tags and texts, without comments and the version of Jekyll."""
    from tests.fidelity import tree as whole

    events = whole(_GENERATOR.sub('content="Jekyll"', html))
    return [
        "".join(event.split()) if at and events[at - 1].startswith("<script") else event
        for at, event in enumerate(events)
        if not event.startswith("<!--")
    ]


def _file(folder: Path, url: str) -> Path:
    path = unquote(url).lstrip("/")
    if not path or path.endswith("/"):
        return folder / path / "index.html"
    return folder / (path if Path(path).suffix == ".html" else f"{path}.html")


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the share of equal pages for each site; return 1 where Jekyll is missing."""
    from tests.fidelity import excerpt

    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("sites", nargs="+", type=Path)
    parser.add_argument("--theme", type=Path, help="a theme's folder to put into each site")
    parser.add_argument("--show", type=int, default=3, metavar="N", help="differences to show")
    options = parser.parse_args(arguments)
    if not has_jekyll():
        print("Jekyll is not installed: gem install jekyll jekyll-seo-tag jekyll-feed", file=sys.stderr)
        return 1
    for site in options.sites:
        with tempfile.TemporaryDirectory() as folder:
            copy = copied(site, Path(folder) / "site", options.theme)
            built(copy, Path(folder) / "built")
            found = list(compared(copy, Path(folder) / "built"))
        pages = [each for each in found if each.theirs is not None]
        wrong = [each for each in pages if each.theirs != each.ours]
        print(
            f"{site.name:16} {len(pages) - len(wrong):6} of {len(pages):6} equal, {len(found) - len(pages)} not built"
        )
        for each in wrong[: options.show]:
            print(f"    {each.path}\n{excerpt(each.theirs or [], each.ours)}")
        for problem in sorted({problem for each in found for problem in each.problems})[: options.show]:
            print(f"    {problem}")
    return 0


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    sys.exit(main())
