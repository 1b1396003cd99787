"""A small site whose files a test writes as it goes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from editor.core.markdown.renderer import render_body
from editor.core.post.post import parse_post
from editor.core.sitepage.page import SitePage
from editor.storage.liquid.moment import SiteMoment
from editor.storage.liquid.site import LiquidSite
from editor.storage.project import open_project
from editor.storage.sitepage.pages import SitePages

NOW = datetime(2026, 11, 24, tzinfo=UTC)
POST = "---\ntitle: Ferry returns\nlayout: post\n---\nThe *ferry* is back.\n"


class Site:
    """A folder with a post; ``page`` is what the post becomes."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.write("_config.yml", "title: Ledger\nurl: https://ledger.example\n")
        self.write("_posts/2026-03-14-ferry.md", POST)

    def write(self, path: str, text: str) -> Path:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")
        return file

    def pages(self) -> SitePages:
        return SitePages(LiquidSite(SiteMoment(open_project(self.root), NOW)))

    def page(self, pages: SitePages | None = None, **how: bool) -> SitePage:
        path = self.root / "_posts/2026-03-14-ferry.md"
        post = parse_post(path.read_bytes())
        return (pages or self.pages()).page(path, post, render_body(post.body).rstrip("\n"), **how)

    def told(self) -> list[str]:
        return [problem.located() for problem in self.page().problems]


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


@pytest.fixture
def layouts(site: Site) -> Callable[[dict[str, str]], Site]:
    def written(texts: dict[str, str]) -> Site:
        for name, text in texts.items():
            site.write(f"_layouts/{name}.html", text)
        return site

    return written
