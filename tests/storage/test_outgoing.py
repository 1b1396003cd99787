"""What a post becomes when it is sent out: the bytes of its file, a page to look at, and what was left out."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from editor.core.designs import BUNDLE, FRAGMENT, PAGE, PDF, ExportWish
from editor.core.errors import EditorError, ExportError
from editor.core.post.post import parse_post
from editor.storage.liquid.filling import Filling
from editor.storage.liquid.moment import SiteMoment
from editor.storage.outgoing import distinct_targets, make_outgoing, written_out
from editor.storage.project import open_project
from tests.conftest import png

TEXT = (
    "---\ntitle: Wall & tide\ndate: 2026-03-14\n---\n"
    "{{ page.title }} held.\n\n![The wall](/assets/wall.png) ![Gone](/assets/gone.png)\n"
)


@pytest.fixture
def post(tmp_path: Path) -> Path:
    """A post of a small site, with one picture that is there and one that is not."""
    for folder in ("_posts", "assets"):
        (tmp_path / folder).mkdir()
    (tmp_path / "_config.yml").write_text("title: Paper\n")
    (tmp_path / "assets" / "wall.png").write_bytes(png(8, 8))
    path = tmp_path / "_posts" / "2026-03-14-wall.md"
    path.write_text(TEXT, encoding="utf-8")
    return path


def filling(post: Path) -> Filling:
    return Filling(SiteMoment(open_project(post.parents[1])))


def test_a_page_is_what_is_looked_at_to_the_byte(post: Path) -> None:
    made = make_outgoing(None, post, ExportWish(PAGE, "newspaper"), filling(post))
    assert made.data.decode() == made.html
    assert 'class="masthead"' in made.html
    assert "Wall &amp; tide held." in made.html
    assert [(note.line, note.message) for note in made.warnings] == [
        (7, "The picture assets/gone.png is missing.")
    ]
    assert not made.needs_printing


def test_the_text_in_the_window_goes_before_the_file(post: Path) -> None:
    typed = parse_post(TEXT.replace("held", "holds").encode())
    assert "holds." in make_outgoing(typed, post, ExportWish(), filling(post)).html


def test_a_fragment_is_the_bare_article_in_whatever_design(post: Path) -> None:
    made = make_outgoing(None, post, ExportWish(FRAGMENT, "dark"), filling(post))
    assert made.data.startswith(b"<article")
    assert b"<style" not in made.data


def test_a_pdf_is_a_page_until_it_has_been_printed(post: Path) -> None:
    made = make_outgoing(None, post, ExportWish(PDF, "dark"), filling(post))
    assert made.needs_printing
    assert made.html.startswith("<!DOCTYPE html>")
    printed = written_out(made, b"%PDF-1.4")
    assert (printed.data, printed.needs_printing) == (b"%PDF-1.4", False)
    assert (printed.html, printed.warnings) == (made.html, made.warnings)


def test_a_fragment_has_no_pages_to_print(post: Path) -> None:
    with pytest.raises(ExportError, match="no pages to print"):
        make_outgoing(None, post, ExportWish(PDF, FRAGMENT), filling(post))


def test_a_bundle_is_shown_as_a_list_of_what_is_in_it(post: Path) -> None:
    made = make_outgoing(None, post, ExportWish(BUNDLE), filling(post))
    with ZipFile(BytesIO(made.data)) as archive:
        assert archive.namelist() == [post.name, "images/wall.png"]
    assert f"<td>{post.name}</td>" in made.html
    assert "<td>images/wall.png</td><td>1 kB</td>" in made.html
    assert any("gone.png" in note.message for note in made.warnings)


def test_names_in_the_list_are_text(post: Path) -> None:
    odd = post.with_name("2026-03-15-a&b.md")
    odd.write_text("Text.\n")
    assert "2026-03-15-a&amp;b.md" in make_outgoing(None, odd, ExportWish(BUNDLE), filling(post)).html


@pytest.mark.parametrize("kind", [PAGE, PDF, FRAGMENT])
def test_a_post_that_cannot_be_read_is_a_sentence(post: Path, kind: str) -> None:
    post.write_text("---\ntags: [a\n---\nText.\n", encoding="utf-8")
    with pytest.raises(EditorError, match="Correct this before exporting"):
        make_outgoing(None, post, ExportWish(kind), filling(post))
    post.unlink()
    with pytest.raises(EditorError, match=r"wall\.md"):
        make_outgoing(None, post, ExportWish(kind), filling(post))


def test_no_two_posts_go_into_one_file() -> None:
    paths = tuple(Path(name) for name in ("a/one.md", "b/One.md", "b/one-2.md", "c/one.markdown", "two.md"))
    targets = distinct_targets(paths, Path("out"), ".pdf")
    assert [target.name for target in targets] == [
        "one.pdf",
        "One-2.pdf",
        "one-2-2.pdf",
        "one-3.pdf",
        "two.pdf",
    ]
    assert {target.parent for target in targets} == {Path("out")}
