"""Reading through a whole site for what it names."""

from __future__ import annotations

from pathlib import Path

import pytest

from editor.core.assets import AssetCatalogue, AssetFilter
from editor.core.errors import ProjectError
from editor.storage.asset_uses import read_catalogue
from editor.storage.project import Project, open_project, scan_assets


def never() -> bool:
    return False


def put(root: Path, name: str, text: str = "") -> None:
    file = root / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode("utf-8", "surrogateescape"))


@pytest.fixture
def project(tmp_path: Path) -> Project:
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
    return read_catalogue(project, tuple(scan_assets(project, never)), never)


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


def test_a_folder_that_goes_away_is_a_sentence(project: Project, tmp_path: Path) -> None:
    entries = tuple(scan_assets(project, never))
    tmp_path.rename(tmp_path.with_name("elsewhere"))
    with pytest.raises(ProjectError, match="is gone"):
        read_catalogue(project, entries, never)
    tmp_path.with_name("elsewhere").rename(tmp_path)
    assert not read_catalogue(project, entries, lambda: True).complete
