"""The bundled newsroom: a plausible site, whole in itself, that shows every kind of markdown a paper needs."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import UTC, datetime
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat

from editor.core.links import picture_path
from editor.core.markdown.renderer import render_body
from editor.core.markdown.statistics import count_words
from editor.core.post.dates import PostDate
from editor.core.post.frontmatter import FrontMatter
from editor.core.post.post import Post, parse_post
from editor.core.post.visibility import judge
from editor.core.site import SiteConfig, parse_config

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "resources" / "sample"
IMAGES = SAMPLE / "assets" / "images"
SCRIPT = ROOT / "packaging" / "draw_sample.py"
NAMES = sorted(path.relative_to(SAMPLE).as_posix() for path in SAMPLE.glob("_[dp]*/*.md"))
DRAWN = sorted(path.name for path in IMAGES.iterdir() if path.suffix in {".jpg", ".png"})
SCHEDULED = "_posts/2027-03-16-council-to-vote-on-the-tide-wall.md"
HEADLINES = (
    "Harbour ferry returns after nine winters away",
    "Council to vote on the tide wall on Thursday",
    "Profile: the last net maker on Quay Street",
    "Update: library opens its doors a week early",
    "Five walks for the first dry weekend of spring",
    "What the new bus timetable means for the school run",
    "Lifeboat crew answers its thousandth call",
)


class Seen(HTMLParser):
    """Collects what a reader's browser would fetch or follow."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.pictures: list[tuple[str, str]] = []
        self.links: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if tag == "img":
            self.pictures.append((found.get("src") or "", found.get("alt") or ""))
        if tag == "a" and found.get("href"):
            self.links.append(found["href"] or "")


@cache
def site() -> SiteConfig:
    return parse_config((SAMPLE / "_config.yml").read_text(encoding="utf-8"))


@cache
def post(name: str) -> Post:
    return parse_post((SAMPLE / name).read_bytes(), name)


@cache
def rendered(name: str) -> str:
    return render_body(post(name).body)


def front(name: str) -> FrontMatter:
    found = post(name).front
    assert found is not None, f"{name}: {post(name).problem}"
    return found


def moment(name: str, key: str = "date") -> datetime:
    date = front(name).get(key)
    assert isinstance(date, PostDate), name
    return date.moment.replace(tzinfo=None)


def lead_image(name: str) -> str | None:
    image = front(name).get("image")
    found = image.get("path") if isinstance(image, dict) else image
    return found if isinstance(found, str) else None


def addresses(names: list[str]) -> set[str]:
    return {
        judge(name, Post(False, front(name), ""), site(), datetime(2026, 3, 20, tzinfo=UTC)).url
        for name in names
    }


def test_the_site_is_set_up() -> None:
    assert site().problem is None
    assert (site().title, site().url, site().baseurl) == (
        "Harbour Ledger",
        "https://harbourledger.example",
        "",
    )
    assert (site().permalink, site().timezone, site().lang) == ("/:title/", "Europe/London", "en-GB")
    assert all({"name", "bio"} <= set(author) for author in site().authors.values())


def test_ten_posts_one_draft_one_scheduled_one_updated() -> None:
    published = [name for name in NAMES if name.startswith("_posts/")]
    drafts = [name for name in NAMES if name.startswith("_drafts/")]
    assert (len(published), len(drafts)) == (9, 1)
    assert front(drafts[0]).get("date") is None
    assert [name for name in published if moment(name).year >= 2027] == [SCHEDULED]
    assert sum("last_modified_at" in front(name) for name in published) == 1
    assert {str(front(name).get("title")) for name in NAMES} >= set(HEADLINES)


@pytest.mark.parametrize("name", NAMES)
def test_a_post_reads_as_a_finished_article(name: str) -> None:
    fields = front(name)
    assert 300 <= count_words(post(name).body) <= 1200
    assert fields.get("layout") == "post"
    assert fields.get("author") in site().authors
    assert set(fields.get("categories")) <= set(site().raw["categories"])
    assert len(str(fields.get("excerpt") or "").strip()) <= 160
    assert "markdown-error" not in rendered(name)


@pytest.mark.parametrize("name", [name for name in NAMES if name.startswith("_posts/")])
def test_a_post_is_dated_as_its_file_is_named(name: str) -> None:
    assert Path(name).name.startswith(moment(name).strftime("%Y-%m-%d-"))
    if "last_modified_at" in front(name):
        assert moment(name, "last_modified_at") > moment(name)


def test_front_matter_is_as_varied_as_on_real_sites() -> None:
    blocks = "\n".join(front(name).block for name in NAMES)
    shapes = {
        "double-quoted title with a colon": r'^title: "[^"]+: ',
        "single-quoted title": r"^title: '",
        "plain title": r"^title: [A-Z]",
        "flow list": r"^tags: \[",
        "block list": r"^tags:\n  - ",
        "nested map": r"^image:\n  path: .*\n  alt: .*\n  caption: .*\n  credit: ",
        "side keys": r"^image_alt: .*\nimage_caption: .*\nimage_credit: ",
        "folded text": r"^excerpt: >-\n",
        "empty value": r"^excerpt:\n",
        "comment on its own line": r"^# ",
        "comment after a value": r"^\S.* # ",
        "yes or no": r"^reviewed: true",
        "number": r"^edition: 3",
        "own permalink": r"^permalink: /",
    }
    assert [shape for shape, pattern in shapes.items() if not re.search(pattern, blocks, re.MULTILINE)] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_picture_of_a_post_is_there_and_described(name: str) -> None:
    seen = Seen(rendered(name)).pictures
    assert all(alt for _, alt in seen)
    lead = lead_image(name)
    sources = [source for source, _ in seen] + ([lead] if lead else [])
    for source in sources:
        path = picture_path(source, site(), name)
        assert path is not None, source
        assert (SAMPLE / path).is_file(), source
    assert len(sources) == len(set(sources)), "the same picture twice in one article"


def test_two_pictures_are_unused_and_only_the_draft_has_no_lead_image() -> None:
    used = {source.rsplit("/", 1)[-1] for name in NAMES for source, _ in Seen(rendered(name)).pictures}
    used |= {str(lead).rsplit("/", 1)[-1] for name in NAMES if (lead := lead_image(name))}
    assert {path.name for path in IMAGES.iterdir()} - used == {"fog.jpg", "quay-night.jpg"}
    assert [name for name in NAMES if not lead_image(name)] == [
        name for name in NAMES if name.startswith("_drafts/")
    ]


@pytest.mark.parametrize("name", NAMES)
def test_every_link_within_the_site_leads_to_a_published_page(name: str) -> None:
    readable = addresses([other for other in NAMES if other.startswith("_posts/") and other != SCHEDULED])
    within = [link for link in Seen(rendered(name)).links if link.startswith("/")]
    assert set(within) <= readable | {"/about/"}


def test_every_layout_include_and_style_that_is_named_is_there() -> None:
    text = {
        path.relative_to(SAMPLE).as_posix(): path.read_text(encoding="utf-8")
        for folder in ("_layouts", "_includes", "_sass", "assets/css")
        for path in (SAMPLE / folder).iterdir()
    }
    fronts = [*text.values(), *((SAMPLE / name).read_text(encoding="utf-8") for name in NAMES)]
    fronts += [path.read_text(encoding="utf-8") for path in SAMPLE.glob("*.md")]
    wanted = {
        f"_layouts/{name}.html" for found in fronts for name in re.findall(r"^layout: (\S+)", found, re.M)
    }
    wanted |= {
        f"_includes/{name}" for found in text.values() for name in re.findall(r"\{%-? include (\S+)", found)
    }
    wanted |= {
        f"_sass/_{name}.scss" for found in text.values() for name in re.findall(r'@import "(\w+)"', found)
    }
    assert len(wanted) >= 15
    assert wanted <= set(text)


def test_posts_lead_to_one_another() -> None:
    linked = {link for name in NAMES for link in Seen(rendered(name)).links}
    assert len(linked & addresses(NAMES)) >= 6


@pytest.mark.parametrize(
    ("kind", "pattern"),
    [
        ("second-level heading", r"<h2"),
        ("strong", r"<strong>"),
        ("emphasis", r"<em>"),
        ("nested list", r"<li>[^<]*\s*<ul>"),
        ("list in a numbered list", r"(?s)<ol>.*?<li>.*?<ul>.*?</ol>"),
        ("numbered list", r"<ol>"),
        ("quotation", r"<blockquote>"),
        ("quotation in a quotation", r"<blockquote>\s*<blockquote>"),
        ("table cell to the right", r'<td[^>]*(text-align: ?right|align="right")'),
        ("table cell in the middle", r'<td[^>]*(text-align: ?center|align="center")'),
        ("footnote", r'class="footnote"'),
        ("coloured Python", r'class="[^"]*(highlight|language-python)'),
        ("code in a line", r"<code[^>]*>from</code>"),
        ("figure", r"<figcaption>"),
        ("picture with a caption below", r"<img[^>]*>(<br ?/?>)?\s*<em>"),
        ("definition list", r"<dl>\s*<dt>"),
        ("abbreviation", r'<abbr title="inshore lifeboat">'),
        ("strikethrough", r"<del>"),
        ("task to do", r'type="checkbox"(?![^>]*checked)'),
        ("task done", r"<input[^>]*checked"),
        ("rule", r"<hr"),
        ("titled reference link", r'<a [^>]*title="Data desk'),
        ("hard break", r"Yours faithfully,<br"),
    ],
)
def test_the_posts_use_all_the_markdown_a_paper_needs(kind: str, pattern: str) -> None:
    assert any(re.search(pattern, rendered(name)) for name in NAMES), f"no {kind}"


@pytest.mark.parametrize("name", NAMES)
def test_no_mark_is_left_unread(name: str) -> None:
    """A reference, footnote or strike that did not resolve would show its marks to the reader."""
    text = re.sub(r"(?s)<(pre|code)\b.*?</\1>", "", rendered(name))
    assert not re.search(r"\]\[|\[\^|~~|\*\*|^&gt;|\[ \]|\[x\]", re.sub(r"<[^>]+>", "", text), re.MULTILINE)


def test_the_data_desk_does_its_sums(tmp_path: Path) -> None:
    body = post("_posts/2026-02-27-high-water-in-one-file.md").body
    blocks = dict(re.findall(r"(?s)```(csv|python)\n(.*?)```", body))
    (tmp_path / "high-water.csv").write_text(blocks["csv"], encoding="utf-8")
    ran = subprocess.run(
        [sys.executable, "-c", blocks["python"]], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert ran.stdout.splitlines() == [
        "All: 125",
        "First ten years: 9, last ten: 45",
        "That is 5 times as many",
    ]


def test_pictures_are_many_small_and_named_for_any_disk() -> None:
    files = list(IMAGES.iterdir())
    assert len(files) >= 12
    assert sum(path.stat().st_size for path in files) < 1_500_000
    assert all(re.fullmatch(r"[a-z0-9-]+\.(jpg|png|svg)", path.name) for path in files)


def test_the_script_draws_the_same_pictures_again(tmp_path: Path) -> None:
    few = ["bus-23.jpg", "high-water.png", "tern-berth.jpg", "ferry-route.svg"]
    subprocess.run([sys.executable, str(SCRIPT), *few, "-o", str(tmp_path)], check=True, timeout=120)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(few)
    assert (tmp_path / "ferry-route.svg").read_bytes() == (IMAGES / "ferry-route.svg").read_bytes()
    for name in few[:3]:
        with Image.open(tmp_path / name) as again, Image.open(IMAGES / name) as kept:
            assert again.size == kept.size
            apart = ImageChops.difference(again.convert("RGB"), kept.convert("RGB"))
            # Another build of the JPEG library may round differently, never by more than a shade.
            assert max(ImageStat.Stat(apart).mean) < 1


@pytest.mark.parametrize("name", DRAWN)
def test_each_picture_has_the_size_the_script_gives_it(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(SCRIPT.parent))
    import draw_sample  # found only once its folder is on the path

    with Image.open(IMAGES / name) as picture:
        assert picture.size == draw_sample.SIZES[name]
        assert min(picture.size) >= 700


def test_the_chart_and_the_file_in_the_article_agree(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(SCRIPT.parent))
    from sample_art.paper import HIGH_WATERS  # found only once its folder is on the path

    body = post("_posts/2026-02-27-high-water-in-one-file.md").body
    rows = re.findall(r"^(\d{4}),(\d+),", body, re.MULTILINE)
    assert {int(year): int(count) for year, count in rows} == HIGH_WATERS
