"""A post in its site's own layouts is one file: styles, fonts and pictures in it, nothing that runs or asks."""

from __future__ import annotations

import base64
import re
from pathlib import Path

import pytest

from editor.core.errors import ExportError
from editor.core.offline import Note
from editor.core.post.post import parse_post
from editor.storage.export import ExportedPage, ExportOptions, export_page
from editor.storage.project import open_project
from tests.storage.test_export import picture

FILES = {
    "_config.yml": "title: Ledger\nurl: https://l.example\nbaseurl: /paper\npermalink: /:title/\nfuture: true\n",
    "_layouts/default.html": """<!doctype html><html lang="en"><head><title>{{ page.title }} | {{ site.title }}</title>
<link rel="stylesheet" href="{{ '/css/main.css' | relative_url }}">
<link rel="stylesheet" href="https://cdn.example/boot.css"><link rel="preconnect" href="https://cdn.example">
<script>run()</script></head><body class="page" onload="run()">{% include nav.html %}{{ content }}
<script src="https://cdn.example/x.js"></script></body></html>""",
    "_layouts/post.html": "---\nlayout: default\n---\n<main><img src='{{ site.baseurl }}/{{ page.image }}' alt='Lead'>"
    "<h1>{{ page.title }}</h1>{{ content }}</main>",
    "_includes/nav.html": "<nav><a href='{{ '/about/' | relative_url }}'>About</a></nav>",
    "css/main.scss": "---\n---\n@import 'type';\n.page { background: url('../assets/lead.png'); }",
    "_sass/_type.scss": "@font-face { font-family: L; src: url(/paper/assets/l.woff2) format('woff2'); }\n"
    "@font-face { font-family: R; src: url(https://cdn.example/r.woff2); }",
}
FRONT = "---\ntitle: Ferry\nlayout: post\nimage: assets/lead.png\n---\n"


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    for path, text in FILES.items():
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / "lead.png").write_bytes(picture())
    (tmp_path / "assets" / "l.woff2").write_bytes(b"wOF2font")
    return tmp_path


def exported(desk: Path, body: str = "The *ferry*.\n", front: str = FRONT, **options: object) -> ExportedPage:
    path = desk / "_posts" / "2026-03-14-ferry.md"
    return export_page(
        parse_post((front + body).encode()), path, open_project(desk), ExportOptions("site", **options)
    )


def test_all_that_the_layouts_name_is_in_the_page(desk: Path) -> None:
    page = exported(desk, "![Boat](/paper/assets/lead.png)\n")
    assert "<title>Ferry | Ledger</title>" in page.text
    assert '<nav><a href="https://l.example/paper/about/">About</a></nav>' in page.text
    assert f'src: url("data:font/woff2;base64,{base64.b64encode(b"wOF2font").decode()}")' in page.text
    assert 'background: url("data:image/png;base64,' in page.text
    assert page.text.count('src="data:image/png;base64,') == 2


def test_nothing_runs_and_nothing_is_asked_of_others_which_is_said(desk: Path) -> None:
    page = exported(desk)
    assert "run()" not in page.text
    assert "<script" not in page.text
    assert not re.search(r'(?:src|href)="(?!data:|https://l\.example/)', page.text)
    assert "cdn.example" not in page.text
    told = [note.message for note in page.warnings if not note.is_trouble]
    assert "The style sheet on cdn.example was left out: an exported page loads nothing." in told
    assert "The file on cdn.example was left out: an exported page loads nothing." in told
    assert "A script was left out: an exported page runs none." in told


def test_remote_styles_and_fonts_stay_where_they_are_allowed_but_no_script(desk: Path) -> None:
    page = exported(desk, remote=True)
    assert '<link rel="stylesheet" href="https://cdn.example/boot.css">' in page.text
    assert 'url("https://cdn.example/r.woff2")' in page.text
    assert "x.js" not in page.text


def test_a_draft_and_an_embargo_are_marked_in_the_sites_layout_too(desk: Path) -> None:
    page = exported(desk, front=FRONT.replace("layout", "published: false\nlayout"))
    assert re.search(r"<body[^>]*>\s*<aside class=\"publication-mark\"[^>]*>Not published</aside>", page.text)


def test_the_body_is_as_accessible_as_in_our_own_pages(desk: Path) -> None:
    """What kramdown writes and axe-core takes for a fault stays out, as in ``core/accessible.py``."""
    text = exported(desk, "- [ ] task\n\nNote[^1].\n\n[^1]: It.\n").text
    assert 'role="doc-endnote"' not in text
    assert '<sup id="fnref:1">' in text
    assert 'aria-label="Done"' in text


def test_a_missing_picture_of_the_body_is_named_with_its_line(desk: Path) -> None:
    page = exported(desk, "Text.\n\n![Gone](/paper/assets/gone.png)\n")
    assert Note(8, "The picture assets/gone.png is missing or none that browsers show.") in page.warnings


def test_faults_of_the_layouts_are_named_with_file_and_line(desk: Path) -> None:
    (desk / "_includes" / "nav.html").unlink()
    assert "_layouts/default.html, line 4: There is no “nav.html” in _includes." in [
        note.message for note in exported(desk).warnings
    ]


def test_wide_pictures_are_made_smaller_unless_wished_otherwise(desk: Path) -> None:
    (desk / "assets" / "lead.png").write_bytes(picture(2400, 10, "PNG"))
    assert len(exported(desk).text) < len(exported(desk, original_images=True).text)


def test_a_post_without_a_layout_is_not_exported_in_one(desk: Path) -> None:
    with pytest.raises(ExportError) as found:
        exported(desk, front="---\ntitle: Ferry\nlayout: gone\n---\n")
    assert found.value.message == (
        "There is no layout “gone” in _layouts, so Jekyll leaves it out. Choose another template to export it in."
    )


def test_a_folder_without_layouts_says_so(tmp_path: Path) -> None:
    (tmp_path / "_posts").mkdir()
    with pytest.raises(ExportError, match="This folder has no layouts of a site"):
        exported(tmp_path)
