"""``copydesk export``."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.cli.conftest import OTHER, POST, Run


def test_without_a_place_the_file_is_written_here(run: Run, site: Path) -> None:
    said = run("export", POST)
    assert said.code == 0
    assert said.complaints == [
        f"{POST}:10: The picture assets/wall.png has no alt text for readers who cannot see it."
    ]
    page = site / "2026-03-14-harbour-wall-holds.html"
    assert said.out.startswith("2026-03-14-harbour-wall-holds.html (")
    assert page.read_text(encoding="utf-8").count("data:image/png;base64,") == 2


def test_a_name_ending_in_html_is_the_file(run: Run, site: Path) -> None:
    assert run("export", POST, "-o", "pages/wall.HTML").code == 0
    assert (site / "pages" / "wall.HTML").is_file()


def test_any_other_name_is_a_folder(run: Run, site: Path) -> None:
    assert run("export", POST, OTHER, "-o", "pages").code == 0
    assert len(list((site / "pages").iterdir())) == 2


def test_two_posts_do_not_fit_into_one_file(run: Run, site: Path) -> None:
    said = run("export", POST, OTHER, "-o", "one.html")
    assert said.code == 1
    assert said.complaints[-1].startswith(f"{OTHER}: ")
    assert "engineers relieved" in (site / "one.html").read_text(encoding="utf-8")


def test_what_is_left_out_is_said_with_its_line_and_the_file_is_written(run: Run, site: Path) -> None:
    (site / "assets" / "wall.png").unlink()
    said = run("export", POST, "-o", "wall.html")
    assert said.code == 1
    assert said.complaints == [
        f"{POST}:10: The picture assets/wall.png is missing.",
        f"{POST}:16: The picture assets/wall.png is missing.",
    ]
    assert (site / "wall.html").is_file()


def in_a_layout(site: Path, head: str) -> None:
    (site / "_layouts").mkdir()
    page = f"<html><head><title>x</title>{head}</head><body>{{{{ content }}}}<script>run()</script></body></html>"
    (site / "_layouts" / "post.html").write_text(page, encoding="utf-8")
    (site / "ferry.md").write_text("---\ntitle: Ferry\nlayout: post\n---\nText.\n", encoding="utf-8")


def test_scripts_and_fonts_of_others_are_told_of_but_no_failure(run: Run, site: Path) -> None:
    in_a_layout(site, '<script src="/x.js"></script><link rel="stylesheet" href="https://cdn.example/x.css">')
    said = run("export", "ferry.md", "--template", "site")
    assert said.code == 0
    assert said.complaints == [
        "ferry.md: The style sheet on cdn.example was left out: an exported page loads nothing.",
        "ferry.md: A script was left out: an exported page runs none.",
    ]


def test_a_style_sheet_that_the_site_lacks_is_a_failure(run: Run, site: Path) -> None:
    in_a_layout(site, '<link rel="stylesheet" href="/gone.css">')
    said = run("export", "ferry.md", "--template", "site")
    assert said.code == 1
    assert any("gone.css" in line for line in said.complaints)


def test_standard_input_becomes_standard_output(run: Run) -> None:
    said = run("export", "-", stdin=b"---\ntitle: Tide\n---\nText.\n")
    assert said.code == 0
    assert said.out.startswith("<!DOCTYPE html>")
    assert "<title>Tide – The Test Tribune</title>" in said.out


def test_a_dash_as_the_place_is_standard_output(run: Run, site: Path) -> None:
    before = sorted(site.rglob("*"))
    assert run("export", POST, "-o", "-", "--fragment").out.startswith('<article class="article"')
    assert sorted(site.rglob("*")) == before


def test_original_images(run: Run, site: Path) -> None:
    Image = pytest.importorskip("PIL.Image")
    Image.effect_noise((2100, 40), 80).save(site / "assets" / "wall.png")
    small, large = (run("export", POST, "-o", "-", *more).out for more in ([], ["--original-images"]))
    assert len(small) < len(large)


def test_a_page_of_the_site_is_not_overwritten(run: Run, site: Path) -> None:
    (site / "about.html").write_text("---\ntitle: About\n---\n")
    said = run("export", POST, "-o", "about.html")
    assert said.code == 1
    assert (site / "about.html").read_text() == "---\ntitle: About\n---\n"


def test_broken_front_matter_writes_nothing(run: Run, site: Path) -> None:
    (site / "_posts" / "2026-03-01-broken.md").write_text("---\ntitle: [\n---\n")
    said = run("export", "_posts/2026-03-01-broken.md", "-o", "out")
    assert said.code == 1
    assert said.complaints[0].startswith("_posts/2026-03-01-broken.md:")
    assert not (site / "out").exists()


def test_a_template_is_named(run: Run, site: Path) -> None:
    assert run("export", POST, "-o", "paper.html", "--template", "newspaper").code == 0
    assert 'class="masthead"' in (site / "paper.html").read_text(encoding="utf-8")
    assert run("export", POST, "-o", "-", "--template", "fragment").out.startswith("<article")


def test_an_unknown_template_is_said(run: Run, site: Path) -> None:
    said = run("export", POST, "--template", "glossy")
    assert said.code == 1
    assert "There is no template called “glossy”" in said.err
    assert not (site / "2026-03-14-harbour-wall-holds.html").exists()


def test_a_bundle_holds_the_post_and_its_pictures(run: Run, site: Path) -> None:
    said = run("export", POST, "--zip", "-o", "wall.zip")
    assert said.code == 0
    with ZipFile(site / "wall.zip") as archive:
        assert archive.namelist() == ["2026-03-14-harbour-wall-holds.md", "images/wall.png"]
        assert b"images/wall.png" in archive.read("2026-03-14-harbour-wall-holds.md")


def test_a_template_of_the_sites_own_and_its_fault(run: Run, site: Path) -> None:
    (site / "_copydesk" / "templates").mkdir(parents=True)
    template = site / "_copydesk" / "templates" / "letter.html"
    template.write_text("<title>{{ article.headline }}</title><h1>Letter</h1>{{ body }}")
    assert "<h1>Letter</h1>" in run("export", POST, "-o", "-", "--template", "letter").out
    template.write_text("<h1>\n{{ artcle }}</h1>")
    said = run("export", POST, OTHER, "-o", "out", "--template", "letter")
    assert said.code == 1
    assert len(said.complaints) == 1
    assert said.complaints[0].startswith(f"{template.resolve()}:2: ")
    assert not (site / "out").exists()


def test_a_post_goes_out_in_the_layouts_of_its_site(run: Run, site: Path) -> None:
    (site / "_layouts").mkdir()
    (site / "_layouts" / "default.html").write_text("<body><nav>{{ site.title }}</nav>{{ content }}</body>")
    (site / OTHER).write_text("---\ntitle: Other\nlayout: default\n---\nText.\n")
    said = run("export", OTHER, "--template", "site", "-o", "-")
    assert (said.code, said.complaints) == (0, [])
    assert "</nav><p>Text.</p>" in said.out
