"""How a site's own front page shows a post, saved or not."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from editor.core.post.post import parse_post
from editor.storage.project import open_project
from editor.storage.sitepage.front import front_page_card

NOW = datetime(2026, 3, 20, 12, tzinfo=UTC)
DRAFT = b"---\ntitle: Wall holds\nexcerpt: One two three four five six.\ncategories: [News]\n---\nText.\n"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for name, text in {
        "_config.yml": "title: Ledger\nurl: https://ledger.example\n",
        "index.html": "---\nlayout: home\n---\n",
        "_layouts/home.html": "<main>{% for post in site.posts limit: 2 %}{% include card.html post=post %}{% endfor %}"
        "</main>",
        "_includes/card.html": "<article><b>{{ include.post.categories | first }}</b>"
        "<h2><a href='{{ include.post.url }}'>"
        "{{ include.post.title }}</a></h2><p>{{ include.post.excerpt | strip_html | truncatewords: 3 }}</p></article>",
        "_posts/2026-03-14-ferry.md": "---\ntitle: Ferry\n---\nIt sails.\n",
        "_posts/2026-03-15-fog.md": "---\ntitle: Fog\n---\nIt lifts.\n",
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_a_draft_is_shown_as_the_newest_post_cut_as_the_site_cuts(site: Path) -> None:
    card = front_page_card(open_project(site), "_drafts/wall.md", parse_post(DRAFT, "wall.md"), now=NOW)
    assert card is not None
    assert card.lines == ("News", "Wall holds", "One two three...")
    assert card.headline == 1


def test_an_old_post_is_shown_with_what_is_typed(site: Path) -> None:
    post = parse_post(b"---\ntitle: Ferry returns\n---\nIt sails.\n", "2026-03-14-ferry.md")
    card = front_page_card(open_project(site), "_posts/2026-03-14-ferry.md", post, now=NOW)
    assert card is not None
    assert card.lines == ("Ferry returns", "It sails.")


@pytest.mark.parametrize("home", [None, "---\nlayout: home\n---\n", "---\n---\n{% for post in %}"])
def test_a_site_whose_front_page_shows_no_posts_has_no_card(site: Path, home: str | None) -> None:
    (site / "_layouts" / "home.html").write_text("<main>{{ content }}</main>", encoding="utf-8")
    (site / "index.html").unlink()
    if home is not None:
        (site / "index.html").write_text(home, encoding="utf-8")
    assert (
        front_page_card(open_project(site), "_drafts/wall.md", parse_post(DRAFT, "wall.md"), now=NOW) is None
    )


def test_a_folder_of_posts_alone_has_none(tmp_path: Path) -> None:
    (tmp_path / "wall.md").write_bytes(DRAFT)
    assert front_page_card(open_project(tmp_path), "wall.md", parse_post(DRAFT, "wall.md"), now=NOW) is None
