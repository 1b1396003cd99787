"""What needs a look across a site, read from its index."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image

from editor.core.errors import ReadError
from editor.storage.attention import Sizes, read_needs
from editor.storage.index.database import Index
from editor.storage.project import Project, open_project

NOW = datetime(2026, 3, 20, tzinfo=UTC)
FINE = "---\ntitle: Fine\nexcerpt: Good.\nimage: /assets/large.png\nimage_alt: A wall\n---\n\nText.\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "site"
    for name, text in {
        "_config.yml": "title: Ledger\n",
        "_posts/2026-03-14-fine.md": FINE,
        "_posts/2026-03-13-map.md": (
            "---\ntitle: Map\nexcerpt: Good.\nimage: {path: assets/small.png, alt: A gull}\n---\n\n"
            "Price: TK\n\n![](/assets/large.png)\n\n![A gull](/assets/large.png)\n\nThe ATKINS family.\n"
        ),
        "_posts/2026-03-12-bare.md": "---\ntitle: Bare\n---\n\nText.\n",
        "_posts/2026-03-11-long.md": f"---\ntitle: Long\nexcerpt: {'x' * 170}\nimage: /assets/large.png\n---\n\n",
    }.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    (root / "assets").mkdir()
    Image.new("RGB", (1600, 900)).save(root / "assets" / "large.png")
    Image.new("RGB", (800, 600)).save(root / "assets" / "small.png")
    return root


def needs(root: Path, cache: Path, sizes: Sizes | None = None) -> list[tuple[str, str, int]]:
    project: Project = open_project(root)
    index = Index.open(project, cache)
    index.refresh(lambda: False)
    try:
        found = read_needs(project, index.file, 160, NOW, {} if sizes is None else sizes)
    finally:
        index.close()
    return [(need.title, need.kind.value, need.line) for need in found]


def test_every_kind_of_need_is_found_with_its_place(root: Path, tmp_path: Path) -> None:
    assert needs(root, tmp_path / "cache") == [
        ("Map", "small-image", 1),
        ("Map", "no-alt", 9),
        ("Map", "mark", 7),
        ("Bare", "no-excerpt", 1),
        ("Bare", "no-image", 1),
        ("Long", "long-excerpt", 1),
        ("Long", "no-alt", 1),
    ]


def test_a_picture_is_looked_at_once(root: Path, tmp_path: Path) -> None:
    sizes: Sizes = {}
    needs(root, tmp_path / "cache", sizes)
    assert sorted(sizes.values()) == [(800, 600), (1600, 900)]
    known = dict(sizes)
    needs(root, tmp_path / "cache", sizes)
    assert sizes == known


def test_a_lead_image_that_is_not_there_is_one_that_is_gone(root: Path, tmp_path: Path) -> None:
    for name, image in (
        ("gone", "/assets/none.png"),
        ("far", "https://pictures.example/a.png"),
        ("made", "{{ site.cdn }}/a.png"),
    ):
        (root / "_posts" / f"2026-03-09-{name}.md").write_text(
            f"---\ntitle: {name}\nexcerpt: Good.\nimage: '{image}'\nimage_alt: A\n---\n", encoding="utf-8"
        )
    found = needs(root, tmp_path / "cache")
    assert [title for title, kind, _ in found if kind == "gone-image"] == ["gone"]


def test_a_damaged_picture_and_an_unreadable_post_are_no_obstacle(root: Path, tmp_path: Path) -> None:
    (root / "assets" / "small.png").write_bytes(b"nonsense")
    (root / "_posts" / "2026-03-10-broken.md").write_text("---\ntitle: [TK\n---\n")
    found = needs(root, tmp_path / "cache")
    assert ("Map", "small-image", 1) not in found
    assert ("Map", "mark", 7) in found
    (broken,) = {title for title, kind, _ in found if kind == "unread"}
    assert {kind for title, kind, _ in found if title == broken} == {"unread", "mark"}


def test_an_index_that_cannot_be_asked_gets_a_sentence(root: Path, tmp_path: Path) -> None:
    file = tmp_path / "none.db"
    file.write_bytes(b"no database at all, by any means")
    with pytest.raises(ReadError, match="What needs attention cannot be told"):
        read_needs(open_project(root), file, 160, NOW, {})
