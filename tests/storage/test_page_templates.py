"""Exports in the site's own templates."""

from __future__ import annotations

from pathlib import Path

import pytest

from editor.core.errors import TemplateError
from editor.core.post.post import parse_post
from editor.storage.export import ExportedPage, ExportOptions, export_page, template_names
from editor.storage.page_templates import FOLDER
from editor.storage.project import open_project

PNG = b"\x89PNG\r\n\x1a\n"
POST = b"---\ntitle: Ferry & tide\ndate: 2026-03-14\nauthor: Ada\nimage: {path: assets/a.png, alt: Quay}\n---\nText.\n"


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    root = tmp_path / "site"
    for folder in ("_posts", "_drafts", "assets", FOLDER):
        (root / folder).mkdir(parents=True)
    (root / "_config.yml").write_text("title: Ledger\nurl: https://l.example\n")
    (root / "assets" / "a.png").write_bytes(_picture())
    return root


def _picture() -> bytes:
    from io import BytesIO  # beside Pillow, which only this picture needs

    from PIL import Image

    file = BytesIO()
    Image.new("RGB", (4, 4)).save(file, "PNG")
    return file.getvalue()


def write(desk: Path, name: str, text: str) -> None:
    (desk / FOLDER / name).write_text(text, encoding="utf-8")


def exported(desk: Path, path: str = "_posts/2026-03-14-ferry.md", **options: object) -> ExportedPage:
    return export_page(parse_post(POST), desk / path, open_project(desk), ExportOptions("letter", **options))  # type: ignore[arg-type]


def test_the_names_are_those_of_the_files_without_parts(desk: Path) -> None:
    for name in ("letter.html", "card.html", "_foot.html", "letter.css", "plain.html"):
        write(desk, name, "")
    assert template_names(open_project(desk)) == ("plain", "newspaper", "dark", "card", "letter")


def test_a_page_is_laid_out_by_it_and_stands_alone(desk: Path) -> None:
    write(
        desk,
        "letter.html",
        '<html lang="{{ article.lang }}"><head><title>{{ article.headline }}</title>{{ metadata }}'
        '<link rel="stylesheet" href="letter.css"></head><body><main><h1>{{ article.headline }}</h1>'
        '<img src="{{ lead_url }}" alt="{{ article.lead.alt }}">{{ body }}<p>{{ page.author }}, {{ site.title }}, '
        '{{ page.date }}</p><img src="/assets/a.png" alt="B"></main></body></html>',
    )
    write(desk, "letter.css", "@font-face { font-family: A; src: url(fonts/a.woff2) }")
    (desk / FOLDER / "fonts").mkdir()
    (desk / FOLDER / "fonts" / "a.woff2").write_bytes(b"wOF2")
    page = exported(desk)
    assert page.warnings == ()
    assert "<h1>Ferry &amp; tide</h1>" in page.text
    assert "<p>Text.</p>" in page.text
    assert "<p>Ada, Ledger, 2026-03-14</p>" in page.text
    assert 'src: url("data:font/woff2;base64,d09GMg==")' in page.text
    assert page.text.count('src="data:image/png;base64,') == 2
    assert '<link rel="canonical" href="https://l.example' in page.text


def test_what_is_remote_is_listed_and_left_out_unless_allowed(desk: Path) -> None:
    write(
        desk, "letter.html", '<link rel="stylesheet" href="https://e.example/f.css"><p>{{ article.headline }}'
    )
    page = exported(desk)
    assert [note.message for note in page.warnings] == [
        "The style sheet on e.example was left out: an exported page loads nothing."
    ]
    assert "e.example" not in page.text
    assert "https://e.example/f.css" in exported(desk, remote=True).text


def test_a_sheet_that_is_missing_or_imports_itself_ends(desk: Path) -> None:
    write(
        desk,
        "letter.html",
        '<link rel="stylesheet" href="a.css"><link rel="stylesheet" href="../../../x.css">',
    )
    write(desk, "a.css", '@import "a.css"; @import "gone.css"; p { top: 0 }')
    page = exported(desk)
    assert "p { top: 0 }" in page.text
    assert sorted(note.message for note in page.warnings) == [
        "The style sheet ../../../x.css is not a file of this project, so it was left out.",
        "The style sheet _copydesk/templates/gone.css is missing.",
    ]


def test_a_draft_is_marked_even_where_the_template_forgets(desk: Path) -> None:
    write(desk, "letter.html", "<body><h1>{{ article.headline }}</h1>")
    assert "Draft – not for publication</aside>\n<h1>" in exported(desk, "_drafts/ferry.md").text
    write(desk, "letter.html", "<body><h1>{{ article.headline }}</h1><i>{{ mark }}</i>")
    text = exported(desk, "_drafts/ferry.md").text
    assert text.count("Draft – not for publication") == 1


def test_a_fault_names_the_template_and_the_line(desk: Path) -> None:
    write(desk, "letter.html", "<p>\n{{ artcle.headline }}")
    with pytest.raises(TemplateError) as caught:
        exported(desk)
    assert caught.value.located().endswith(
        "_copydesk/templates/letter.html:2: The template “letter.html” made no page in line 2: 'artcle' is undefined."
    )


def test_no_template_is_read_from_outside_the_project(desk: Path) -> None:
    (desk.parent / "secret.html").write_text("secret")
    write(desk, "letter.html", '{% include "../../../secret.html" %}')
    with pytest.raises(TemplateError):
        exported(desk)
