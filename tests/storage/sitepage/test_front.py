"""How a site's own front page shows a post, saved or not."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from editor.core.post.post import parse_post
from editor.core.sitepage.marks import CARD
from editor.storage.liquid.moment import SiteMoment
from editor.storage.project import open_project
from editor.storage.sitepage.front import FrontPage, FrontPages

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


def front(site: Path, path: str, text: bytes | str) -> FrontPage | None:
    data = text.encode() if isinstance(text, str) else text
    return FrontPages(SiteMoment(open_project(site), NOW)).front_page(path, parse_post(data, path))


def test_a_draft_is_shown_as_the_newest_post_cut_as_the_site_cuts(site: Path) -> None:
    found = front(site, "_drafts/wall.md", DRAFT)
    assert found is not None
    assert found.card is not None
    assert found.card.lines == ("News", "Wall holds", "One two three...")
    assert found.card.headline == 1


def test_the_mark_stands_before_the_element_of_the_post(site: Path) -> None:
    found = front(site, "_posts/2026-03-14-ferry.md", "---\ntitle: Ferry returns\n---\nIt sails.\n")
    assert found is not None
    before, mark, after = found.page.html.partition(CARD)
    assert mark
    assert "Fog" in before
    assert after.startswith("<article><b></b><h2><a href='/2026/03/14/ferry.html'>Ferry returns</a>")


def test_an_old_post_keeps_its_place_and_says_what_it_would_show_as_the_newest(site: Path) -> None:
    found = front(site, "_posts/2025-01-01-gale.md", "---\ntitle: Gale\n---\nIt blew.\n")
    assert found is not None
    assert found.card is None
    assert CARD not in found.page.html
    assert "Fog" in found.page.html
    assert found.as_newest is not None
    assert found.as_newest.lines == ("Gale", "It blew.")


PAGED = "<ul>{% for post in paginator.posts %}<li><a href='{{ post.url }}'>{{ post.title }}</a></li>{% endfor %}</ul>"


def test_a_front_page_that_is_paged_shows_its_first_page(site: Path) -> None:
    (site / "_config.yml").write_text("title: Ledger\npaginate: 2\n", encoding="utf-8")
    (site / "_layouts" / "home.html").write_text(
        f"{PAGED} 1 of {{{{ paginator.total_pages }}}}", encoding="utf-8"
    )
    (site / "_posts" / "2026-03-16-hid.md").write_text(
        "---\ntitle: Hid\nhidden: true\n---\n", encoding="utf-8"
    )
    found = front(site, "_drafts/wall.md", DRAFT)
    assert found is not None
    assert found.card is not None
    assert found.page.html.endswith("1 of 2")
    assert "Fog" in found.page.html
    assert "Ferry" not in found.page.html
    assert "Hid" not in found.page.html


def test_posts_that_are_listed_on_a_page_of_their_own_are_found_there(site: Path) -> None:
    (site / "_config.yml").write_text("paginate: 2\npaginate_path: /news/page:num\n", encoding="utf-8")
    (site / "_layouts" / "home.html").write_text("<main>Welcome</main>", encoding="utf-8")
    (site / "news").mkdir()
    (site / "news" / "index.html").write_text(f"---\n---\n{PAGED}", encoding="utf-8")
    found = front(site, "_drafts/wall.md", DRAFT)
    assert found is not None
    assert found.card is not None
    assert found.page.url == "/news/"


def test_one_look_after_another_shows_what_was_typed_meanwhile(site: Path) -> None:
    pages = FrontPages(SiteMoment(open_project(site), NOW))
    titles = []
    for title in (b"Wall holds", b"Wall stands"):
        found = pages.front_page(
            "_drafts/wall.md", parse_post(DRAFT.replace(b"Wall holds", title), "wall.md")
        )
        assert found is not None
        assert found.card is not None
        titles.append(found.card.lines[1])
    assert titles == ["Wall holds", "Wall stands"]


@pytest.mark.parametrize(
    "home", ["---\nlayout: home\n---\n", "---\n---\n{% for post in %}", "No front matter"]
)
def test_a_front_page_without_posts_has_no_card(site: Path, home: str) -> None:
    (site / "_layouts" / "home.html").write_text("<main>{{ content }}</main>", encoding="utf-8")
    (site / "index.html").write_text(home, encoding="utf-8")
    found = front(site, "_drafts/wall.md", DRAFT)
    assert found is not None
    assert (found.card, found.as_newest) == (None, None)


def test_the_front_page_may_be_a_page_that_asks_for_that_address(site: Path) -> None:
    (site / "index.html").unlink()
    assert front(site, "_drafts/wall.md", DRAFT) is None
    (site / "home.html").write_text("---\nlayout: home\npermalink: /\n---\n", encoding="utf-8")
    found = front(site, "_drafts/wall.md", DRAFT)
    assert found is not None
    assert found.card is not None


def test_a_folder_of_posts_alone_and_a_page_have_none(tmp_path: Path, site: Path) -> None:
    assert front(site, "about.md", "---\ntitle: About\n---\n") is None
    (site / "_config.yml").unlink()
    for name in ("_layouts/home.html", "_includes/card.html", "index.html"):
        (site / name).unlink()
    (tmp_path / "alone").mkdir()
    (tmp_path / "alone" / "wall.md").write_bytes(DRAFT)
    assert front(tmp_path / "alone", "wall.md", DRAFT) is None


def test_a_list_of_the_newer_plugin_for_pages_shows_the_post(site: Path) -> None:
    (site / "_config.yml").write_text(
        "title: Ledger\npagination:\n  enabled: true\n  per_page: 2\n  sort_reverse: true\n", encoding="utf-8"
    )
    (site / "_layouts" / "home.html").write_text("<main>Welcome</main>", encoding="utf-8")
    (site / "news").mkdir()
    (site / "news" / "index.md").write_text(
        f"---\npagination:\n  enabled: true\n---\n{PAGED}\n\n1 of {{{{ paginator.total_pages }}}}\n", "utf-8"
    )
    (site / "_posts" / "2026-03-16-hid.md").write_text(
        "---\ntitle: Hid\nhidden: true\n---\n", encoding="utf-8"
    )
    found = front(site, "_drafts/wall.md", DRAFT)
    assert found is not None
    assert found.card is not None
    assert found.page.url == "/news/"
    assert "1 of 2" in found.page.html
    assert "Fog" in found.page.html
    assert "Ferry" not in found.page.html
    assert "Hid" not in found.page.html
    (site / "news" / "index.md").write_text(
        f"---\npagination:\n  enabled: true\n  category: news\n---\n{PAGED}\n", "utf-8"
    )
    (site / "index.html").write_text(f"---\npagination:\n  enabled: true\n---\n{PAGED}\n", "utf-8")
    found = front(site, "_drafts/wall.md", DRAFT)
    assert found is not None
    assert found.card is not None
    assert found.page.url == "/"
