"""Jekyll is the judge of whether a post shows and at which address: made-up sites, the sample, real sites."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from editor.core.post.post import parse_post
from editor.core.post.visibility import judge, target_of
from editor.core.site import parse_config
from tests.corpus.judging import HAS_JEKYLL, verdicts

CORPUS = Path(os.environ.get("COPYDESK_CORPUS") or Path(__file__).parents[3] / "shared" / "corpus")
SAMPLE = Path(__file__).parents[2] / "resources" / "sample"

pytestmark = pytest.mark.skipif(not HAS_JEKYLL, reason="no Jekyll here")

TEMPLATES = (
    *("date", "pretty", "ordinal", "weekdate", "none", "/:title/", "/:categories/:slug", ":year/:title"),
    "/:slugified_categories/:short_year-:i_month-:i_day/:name:output_ext",
    "/:long_month/:short_month/:long_day/:short_day/:w_year/:week/:w_day/:title.html",
    "/:collection/:path/:hour.:minute.:second/",
    "/é/:y_day_:title_/:month_:day",
    "//a//../:categories/./:title..html",
)
ZONES = ("", "Europe/Berlin", "America/Los_Angeles", "Pacific/Auckland", "Asia/Kolkata", "Nowhere/At_all")
NAMES = (
    *("2020-03-29-plain.md", "2020-1-2-short.markdown", "20-01-02-two.md", "2019-12-30-week.html"),
    *("2020-02-30-rolled.md", "2020-06-01-größe Naïve.md", "2020-06-02-東京.md", "2020-06-03-😀.md"),
    *("2020-06-04-v1.2.3 d&e.md", "2020-06-05-dots...md", "2020-06-06-CamelCase_x.md", "2020-06-07---.md"),
    *(
        "deep/er/2020-06-08-in.md",
        "_no/2020-06-09-out.md",
        "deep/_yes/2020-06-10-in.md",
        "2020-06-11-e\u0301.md",
    ),
    *(
        "no-date.md",
        "2020-06-12.md",
        "2020-06-13-notes.txt",
        "2020-06-14-x.md~",
        "2100-01-01-later.md",
        "Ǆ.md",
    ),
)
DATES = (
    *(
        "2020-03-29",
        "2020-03-29 01:30:00",
        "2020-03-29T23:30:00",
        "2020-10-25 02:30:00 +0200",
        "2020-3-1 4:05",
    ),
    *("2020-12-31 23:59:59 -0500", "2020-01-01T00:30:00Z", "2020-01-01 00:30:00-0800", "2020/05/06 07:08"),
    *(
        "'2020-03-29 12:30:00'",
        '"2020-07-04T23:00:00"',
        "'2020-07-04'",
        "June 4, 2020",
        "4 July 2020 10:15 pm",
    ),
    *(
        "Sat, 4 Jul 2020 10:00:00 +0200",
        "2020-06-31",
        "2020-06-31 23:30:00",
        "20200704",
        "31.12.2020",
        "5-3-2020",
    ),
    *(
        "2100-01-01",
        "2020-01-01 10:00 EST",
        "2020-01-01 24:00:00",
        "2020-07-04 (about)",
        "1969-07-20",
        "! '2020-02-02'",
        "Feb 8 2020 11pm",
        "2020-02-08 9 a.m. +0100",
        "2020-02-08 23h30",
    ),
)
KEYS = (
    *(
        "slug: Other One",
        "slug: größe.2",
        "slug: ''",
        "slug: false",
        "slug:",
        "permalink: /own/:title/",
        "permalink: x.xml",
    ),
    *("permalink: /:year/:categories", "permalink: ''", "permalink: false", "permalink:", "published: false"),
    *(
        "published:",
        "published: 'false'",
        "published: true",
        "category: One Two",
        "categories: a b",
        "category: [x, Y]",
    ),
    *(
        "categories: [News, 'a/b', C#, 7, true, null]",
        "categories: {a: b}",
        "categories: [[a, b], c]",
        "layout: none",
    ),
    *("categories: ''", "category: ''", "tags: a b", "title: A", "slug: 'a/b c'", "categories: [über, ÉTÉ]"),
)
SETTINGS = (
    *(
        "future: true",
        "unpublished: true",
        "show_drafts: true",
        "exclude: [news, '*.markdown']",
        "exclude: [_posts/deep]",
    ),
    *(
        "include: [_x, .htaccess]",
        "exclude: [_posts/2020-06-0*]",
        "defaults: [{values: {permalink: /d/:title}}]",
    ),
    "defaults: [{scope: {path: _posts/deep}, values: {permalink: /deep/:slug/, categories: [in, depth]}}, "
    "{scope: {path: '', type: posts}, values: {permalink: /all/:slug/, category: every}}]",
    "defaults: [{scope: {path: '_posts/*/2020*', type: post}, values: {published: false}}]",
    "defaults: [{scope: {path: '**/_posts/**', type: posts}, values: {date: '2018-01-01'}}]",
    "collections: {recipes: {output: true}, notes: {output: false}, posts: {permalink: /p/:title}}",
    "collections: {recipes: {output: true, permalink: '/:collection/:year/:name/'}}",
    "collections_dir: src\ncollections: [recipes]",
    "markdown_ext: md",
)
FOLDERS = (
    "_posts",
    "news/_posts",
    "news/Ü b/_posts",
    "_drafts",
    "news/_drafts",
    "_recipes",
    "_notes",
    "_x/_posts",
)
PAGES = (
    "about.md",
    "index.html",
    "news/index.md",
    "news/a b.md",
    "feed.xml",
    "_x/no.md",
    "v1.0.md",
    "plain.md",
)
FATAL = (
    *(
        "date: soon",
        "date:",
        "date: ''",
        "date: 2020-13-01",
        "date: 2020",
        "date: 12:30",
        "date: true",
        "slug: 12",
    ),
    *(
        "slug: [a]",
        "slug: 2020-01-01",
        "permalink: 12",
        "permalink: /:nothing/:title",
        "permalink: [a]",
        "date: 12/31/2020",
    ),
)


def write(root: Path, files: Mapping[str, str]) -> Path:
    for name, text in files.items():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        os.utime(file, (1_590_000_000, 1_590_000_000))
    return root


def made_up(seed: int) -> dict[str, str]:
    """A site of odd names, dates, keys and settings; nothing in it stops Jekyll."""
    dice = random.Random(seed)
    config = [f"permalink: '{TEMPLATES[seed % len(TEMPLATES)]}'"]
    zone = dice.choice(ZONES)
    config += [f"timezone: {zone}"] if zone else []
    chosen = {setting.partition(":")[0]: setting for setting in dice.sample(SETTINGS, 3)}
    files = {"_config.yml": "\n".join([*config, *chosen.values()]) + "\n"}
    base = "src/" if "collections_dir" in chosen else ""
    for folder in (
        "_posts",
        "news/_posts",
        "news/Ü b/_posts",
        "_drafts",
        "news/_drafts",
        "_recipes",
        "_notes",
        "_x/_posts",
    ):
        for name in dice.sample(NAMES, 9):
            lines = {key.partition(":")[0]: key for key in dice.sample(KEYS, dice.randrange(3))}
            if dice.random() < 0.6:
                lines["date"] = f"date: {dice.choice(DATES)}"
            header = "\n".join(lines.values())
            files[f"{base}{folder}/{name}"] = (
                f"---\n{header}\n---\nText.\n" if dice.random() < 0.94 else "Text.\n"
            )
    files[f"{base}_posts/2020-01-05-broken.md"] = "---\ntitle: [\n---\nText.\n"
    for name in (
        "about.md",
        "index.html",
        "news/index.md",
        "news/a b.md",
        "feed.xml",
        "_x/no.md",
        "v1.0.md",
        "plain.md",
    ):
        key = dice.choice(
            ("title: x", "permalink: /own/", "permalink: /:title.html", "published: false", "permalink:")
        )
        files[name] = f"---\n{key}\n---\nText.\n" if name != "plain.md" else "Text.\n"
    return files


def test_made_up_sites(tmp_path: Path) -> None:
    sites = [(write(tmp_path / f"site-{seed}", made_up(seed)), None) for seed in range(len(TEMPLATES) * 4)]
    found = verdicts(sites)
    assert [f"{one.site} {line}" for one in found for line in (*one.apart, *one.stops)] == []
    assert [one.stopped for one in found if one.stopped] == []
    assert sum(one.files for one in found) > 3000


@pytest.mark.parametrize("place", ["_posts/2020-01-01-a.md", "_recipes/a.md"])
def test_what_stops_jekyll_is_known_to(tmp_path: Path, place: str) -> None:
    config = "collections: {recipes: {output: true}}\npermalink: /:title/\n"
    sites = [
        (write(tmp_path / f"{number}", {"_config.yml": config, place: f"---\n{key}\n---\n"}), None)
        for number, key in enumerate(FATAL)
    ]
    for key, verdict in zip(FATAL, verdicts(sites), strict=True):
        # The address of a recipe is its path: its slug is not asked for.
        stops = bool(verdict.stopped)
        assert (key, bool(verdict.stops)) == (key, stops), verdict.stopped
        assert stops or (place == "_recipes/a.md" and key.startswith("slug"))


@pytest.mark.parametrize(
    "setting",
    [
        *(
            "exclude: a",
            "exclude:",
            "exclude: [a]",
            "include: {a: b}",
            "plugins:",
            "plugins: a",
            "plugins: []",
        ),
        *("keep_files: a", "keep_files:", "collections: a", "collections:", "collections: {r: true}"),
        *(
            "collections: {r: }",
            "collections: [r]",
            "collections_dir: 5",
            "limit_posts: '2'",
            "limit_posts: -1",
        ),
        *(
            "limit_posts: 1.5",
            "limit_posts:",
            "permalink: false",
            "permalink: 7",
            "permalink:",
            "permalink: [a]",
        ),
        *(
            "markdown_ext: [md]",
            "timezone: 5",
            "future: x",
            "baseurl: 5",
            "excerpt_separator: 5",
            "defaults: x",
        ),
    ],
)
def test_settings_that_stop_jekyll_are_known(tmp_path: Path, setting: str) -> None:
    post = "---\ntitle: x\n---\nText.\n"
    site = write(
        tmp_path / "site", {"_config.yml": f"{setting}\n", "_posts/2020-01-01-a.md": post, "about.md": post}
    )
    ran = subprocess.run(
        ["jekyll", "build", "--quiet", "--source", str(site), "--destination", str(tmp_path / "out")],
        capture_output=True,
        env={**os.environ, "TZ": "UTC"},
    )
    stops = parse_config((site / "_config.yml").read_text(encoding="utf-8")).problem is not None
    assert stops == (ran.returncode != 0)


def test_a_name_with_a_day_that_is_none_stops_it_unless_there_is_a_date(tmp_path: Path) -> None:
    name = "_posts/2020-13-01-a.md"
    bad = write(tmp_path / "bad", {name: "---\ntitle: x\n---\n"})
    good = write(tmp_path / "good", {name: "---\ndate: 2020-02-01\n---\n"})
    first, second = verdicts([(bad, None), (good, None)])
    assert first.stopped
    assert first.stops == [name]
    assert (second.stopped, second.stops, second.apart) == ("", [], [])


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux takes any bytes as a name")
@pytest.mark.parametrize("folder", ["_posts/2020-01-01-", "_recipes/", "", "_drafts/"])
def test_a_name_that_is_no_utf_8_stops_it_wherever_it_looks(tmp_path: Path, folder: str) -> None:
    name = folder + os.fsdecode(b"caf\xe9.md")
    config = "collections: {recipes: {output: true}}\n"
    site = write(tmp_path / "site", {"_config.yml": config, name: "---\ntitle: x\n---\n"})
    (verdict,) = verdicts([(site, None)])
    assert bool(verdict.stopped) == bool(verdict.stops) == (folder != "_drafts/")


def test_a_byte_order_mark_hides_the_front_matter_of_what_is_no_post(tmp_path: Path) -> None:
    names = ("_posts/2020-01-01-a.md", "_recipes/a.md", "about.md", "_drafts/a.md")
    marked = dict.fromkeys(names, "\ufeff---\ntitle: x\n---\n")
    config = "show_drafts: true\ncollections: {recipes: {output: true}}\n"
    (verdict,) = verdicts([(write(tmp_path / "site", {"_config.yml": config, **marked}), None)])
    assert (verdict.stopped, verdict.apart) == ("", [])


def test_the_sample_as_it_is_built(tmp_path: Path) -> None:
    """The whole of Jekyll, rendering and all: every page it wrote, and none besides."""
    site = shutil.copytree(SAMPLE, tmp_path / "sample")
    out = tmp_path / "out"
    subprocess.run(
        ["jekyll", "build", "--quiet", "--source", str(site), "--destination", str(out)],
        check=True,
        capture_output=True,
        env={**os.environ, "TZ": "UTC"},
    )
    pages = {path.relative_to(out).as_posix() for path in out.rglob("*.html")}
    config = parse_config((site / "_config.yml").read_text(encoding="utf-8"))
    shown = set()
    for file in site.rglob("*.md"):
        path = file.relative_to(site).as_posix()
        found = judge(path, parse_post(file.read_bytes()), config, datetime.now(UTC))
        shown |= {target_of(found.url)} if found.shown else set()
    assert len(shown) > 5
    assert shown == pages
    (told,) = verdicts([(site, None)])
    assert (told.apart, told.stops) == ([], [])


@pytest.mark.skipif(not CORPUS.is_dir(), reason="no corpus here")
def test_real_sites(tmp_path: Path) -> None:
    """On each site at least 99.5 % of the posts are where Jekyll puts them; prints the table."""
    sites = []
    for folder in sorted(path for path in CORPUS.iterdir() if path.is_dir()):
        root = next(
            (path.parent for path in sorted(folder.rglob("_posts")) if path.parent.name != "src"), folder
        )
        copied = shutil.copytree(root, tmp_path / folder.name)
        config = copied / "_config.yml"
        raw = parse_config(config.read_text(encoding="utf-8")).raw if config.exists() else {}
        # Without plugins and themes, which are not here. JSON, because Debian's Ruby refuses ":title" in YAML.
        sites.append(
            (copied, {key: value for key, value in raw.items() if key not in ("plugins", "theme", "gems")})
        )
    found = verdicts(sites)
    for one in found:
        print(f"{one.site:<16} {one.files:>5} files  {one.share:6.2f} %  {one.stopped}")
        print("".join(f"    {line}\n" for line in one.apart), end="")
    assert [one.site for one in found if one.stopped] == []
    assert [one.site for one in found if one.share < 99.5] == []
