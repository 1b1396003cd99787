"""Reading through a whole site for what it names."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from editor.core.assets import AssetCatalogue, AssetFilter
from editor.core.errors import ProjectError, ReadError
from editor.storage.asset_uses import fresh_catalogue, stored_catalogue
from editor.storage.project import Project, open_project


def never() -> bool:
    return False


def put(root: Path, name: str, text: str = "") -> None:
    file = root / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode("utf-8", "surrogateescape"))


@pytest.fixture
def project(tmp_path: Path) -> Project:
    tmp_path = tmp_path / "site"
    put(tmp_path, "_config.yml", "baseurl: /paper\nlogo: /assets/logo.svg\n")
    for name in ("post", "draft", "page", "layout", "include", "style", "data", "unused"):
        put(tmp_path, f"assets/{name}.png", "x")
    put(tmp_path, "assets/logo.svg", "x")
    put(tmp_path, "_posts/2026-03-14-a.md", "---\nimage: assets/post.png\n---\n![](/assets/gone.png)\n")
    put(tmp_path, "_drafts/b.md", "![B](/paper/assets/draft.png)\n`/assets/unused.png`\n")
    put(tmp_path, "index.html", "---\n---\n<img src='assets/page.png' alt=''>")
    put(tmp_path, "_layouts/post.html", "<img src=\"{{ '/assets/layout.png' | relative_url }}\">")
    put(tmp_path, "_includes/a/x.html", "<a href='{{ site.baseurl }}/assets/include.png'>")
    put(tmp_path, "assets/css/main.scss", "---\n---\na { background: url(../style.png) }")
    put(tmp_path, "_data/team.yml", "- photo: data.png\n")
    put(tmp_path, "_site/index.html", "<img src=/assets/unused.png>")
    return open_project(tmp_path)


def catalogue(project: Project) -> AssetCatalogue:
    return fresh_catalogue(project, project.root.with_name("indexes"), never)


def test_every_kind_of_file_can_use_an_asset(project: Project) -> None:
    found = catalogue(project)
    assert [asset.path for asset in found.listed(AssetFilter.UNUSED)] == ["assets/unused.png"]
    assert {asset.name: asset.files[0] for asset in found.assets if asset.uses} == {
        "data.png": "_data/team.yml",
        "draft.png": "_drafts/b.md",
        "include.png": "_includes/a/x.html",
        "layout.png": "_layouts/post.html",
        "logo.svg": "_config.yml",
        "page.png": "index.html",
        "post.png": "_posts/2026-03-14-a.md",
        "style.png": "assets/css/main.scss",
    }
    assert [(gone.path, gone.uses[0].line) for gone in found.missing] == [("assets/gone.png", 4)]


def test_what_is_there_but_not_published_is_not_missing(project: Project) -> None:
    put(project.root, "_private/x.png", "x")
    put(project.root, "_drafts/c.md", "![C](/_private/x.png)")
    assert [gone.path for gone in catalogue(project).missing] == ["assets/gone.png"]


def test_odd_files_do_not_stop_it(project: Project) -> None:
    put(project.root, "_posts/2026-03-15-latin.md", "\udcff ![A](/assets/unused.png)")
    put(project.root, "_posts/2026-03-16-broken.md", "---\ntitle: [\n---\n![A](/assets/unused.png)")
    (project.root / "folder.md").mkdir()
    (project.root / "loop.md").symlink_to("loop.md")
    unused = catalogue(project).find("assets/unused.png")
    assert unused is not None
    assert [(use.file, use.line) for use in unused.uses] == [
        ("_posts/2026-03-15-latin.md", 1),
        ("_posts/2026-03-16-broken.md", 4),
    ]


def test_a_folder_that_goes_away_is_a_sentence(project: Project) -> None:
    project.root.rename(project.root.with_name("elsewhere"))
    with pytest.raises(ProjectError, match="is gone"):
        catalogue(project)


def test_the_index_of_the_window_says_the_same(project: Project, tmp_path: Path) -> None:
    whole = catalogue(project)
    (database,) = (tmp_path / "indexes").glob("*.sqlite3")
    assert stored_catalogue(project, database, never) == whole
    assert not stored_catalogue(project, database, lambda: True).complete
    with pytest.raises(ReadError, match="cannot be read just now"):
        stored_catalogue(project, tmp_path / "none" / "x.sqlite3", never)


def test_pictures_are_listed_with_size_and_time(project: Project) -> None:
    wanted = {
        "assets/2026/a b.JPG": 3,
        "images/ä.webp": 4,
        "img/x.avif": 5,
        "uploads/x.svg": 6,
        "static/x.gif": 7,
        "favicon.png": 8,
    }
    before = {asset.path for asset in catalogue(project).assets}
    for name, size in wanted.items():
        put(project.root, name, "x" * size)
    for name in (
        *("assets/x.psd", "assets/.hidden.txt", "_site/assets/x.png", "node_modules/x.png", ".git/x.png"),
        *("_includes/x.png", "vendor/x.png"),
    ):
        put(project.root, name, "x")
    (project.root / "assets" / "folder.png").mkdir()
    found = {asset.path: asset.entry for asset in catalogue(project).assets}
    assert set(found) - before == set(wanted)
    assert found["images/ä.webp"].size == 4
    assert found["images/ä.webp"].modified_ns == (project.root / "images/ä.webp").stat().st_mtime_ns


def test_assets_that_the_site_leaves_out_are_not_listed(project: Project) -> None:
    put(project.root, "_config.yml", "exclude: [drafts-of-pictures, '*.tmp.png', /old/]\n")
    for name in ("drafts-of-pictures/x.png", "a.tmp.png", "old/x.png", "older/x.png", "plan.pdf", "clip.mp4"):
        put(project.root, name, "x")
    found = {asset.path for asset in catalogue(open_project(project.root)).assets}
    assert {path for path in found if not path.startswith("assets/")} == {
        *("older/x.png", "plan.pdf", "clip.mp4"),
    }


@pytest.mark.skipif(os.name == "nt", reason="links need a right there")
def test_pictures_outside_the_site_are_not_listed(project: Project, tmp_path: Path) -> None:
    before = {asset.path for asset in catalogue(project).assets}
    secret = tmp_path / "secret/x.png"
    put(tmp_path, "secret/x.png", "x")
    (project.root / "assets" / "link.png").symlink_to(secret)
    (project.root / "assets" / "out").symlink_to(secret.parent)
    (project.root / "assets" / "broken.png").symlink_to("gone.png")
    assert {asset.path for asset in catalogue(project).assets} == before


@pytest.mark.skipif(sys.platform != "linux", reason="other systems take no such names")
def test_a_name_at_which_jekyll_stops_is_noted_where_it_takes_the_file(tmp_path: Path) -> None:
    put(tmp_path, "_config.yml", "exclude: [assets/old]\n")
    for name in (
        "assets/caf\udce9.png",
        "assets/old/caf\udce9.png",
        "_sources/caf\udce9.png",
        "assets/café.png",
    ):
        put(tmp_path, name, "x")
    catalogue = fresh_catalogue(open_project(tmp_path), tmp_path.with_name("index"), never)
    assert [asset.path for asset in catalogue.listed(AssetFilter.STOPS)] == ["assets/caf\udce9.png"]
