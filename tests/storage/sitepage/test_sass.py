"""A site's SCSS becomes CSS from the project's own files, and from no others; what fails says where."""

from __future__ import annotations

import os

import pytest

from editor.storage.sitepage import sass
from editor.storage.sitepage.sass import SassError, compile_sass
from tests.storage.sitepage.conftest import Site

FILES = {
    "_sass/_tokens.scss": "$ink: #111;",
    "_sass/deep/_index.scss": "i { color: $ink; }",
    "_sass/_old.sass": "em\n  color: red\n",
    "_sass/_plain.css": "b { color: blue; }",
    "_sass/_broken.scss": "a {\n  color: $nowhere;\n}",
    "assets/css/_beside.scss": "p { margin: 0; }",
    "../outside.scss": "u { color: red; }",
    "/outside.scss": "u { color: red; }",
}


def css(source: str) -> str:
    return " ".join(compile_sass(source, "assets/css/main.scss", FILES.get).css.split())


def test_partials_are_found_where_jekyll_looks() -> None:
    assert css('@import "tokens", "deep";') == "i { color: #111; }"
    assert css('@use "old"; @use "plain"; @use "beside";') == (
        "em { color: red; } b { color: blue; } p { margin: 0; }"
    )


def test_all_files_read_are_known_so_that_a_change_of_them_is_seen() -> None:
    made = compile_sass('@import "tokens"; @import "beside";', "assets/css/main.scss", FILES.get)
    assert made.read == ("assets/css/main.scss", "_sass/_tokens.scss", "assets/css/_beside.scss")


@pytest.mark.parametrize(
    "name", ["../../../outside", "/outside", "file:///etc/outside", "../outside.scss", "https://host/x"]
)
def test_nothing_outside_the_project_is_read(name: str) -> None:
    asked: list[str] = []

    def find(path: str) -> str | None:
        asked.append(path)
        return FILES.get(path)

    with pytest.raises(SassError, match="find stylesheet"):
        compile_sass(f'@use "{name}";', "assets/css/main.scss", find)
    assert not [path for path in asked if path.startswith(("..", "/"))]


def test_a_fault_names_file_and_line() -> None:
    with pytest.raises(SassError) as found:
        compile_sass("\n@import 'broken';", "assets/css/main.scss", FILES.get, first_line=4)
    assert found.value.located() == (
        "_sass/_broken.scss:2: “_sass/_broken.scss”, line 2: Undefined variable. "
        "The page is shown without this style sheet."
    )
    with pytest.raises(SassError) as found:
        compile_sass("\na { color: $x }", "assets/css/main.scss", FILES.get, first_line=4)
    assert found.value.line == 5


@pytest.mark.parametrize("source", ["@while true {}", '$a: "x"; @while true { $a: $a + $a; }'])
def test_a_style_sheet_without_end_is_given_up(source: str) -> None:
    with pytest.raises(SassError, match="more time or memory"):
        compile_sass(source, "assets/css/main.scss", FILES.get, seconds=0.5)


def test_without_a_compiler_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sass.platform, "system", lambda: "Haiku")
    monkeypatch.setattr(sass.shutil, "which", lambda _name: None)
    with pytest.raises(SassError, match=r"no Dart Sass on this computer.*sass-lang\.com/install"):
        css("a { b: c; }")


def test_a_layout_may_hold_scss_of_its_own(site: Site) -> None:
    layout = "<style>{% capture sheet %}{% include a.scss %}{% endcapture %}{{ sheet | scssify }}</style>"
    site.write("_layouts/post.html", layout)
    site.write("_includes/a.scss", "@import 'tones';\n.{{ page.layout }} { a { color: $tide } }")
    site.write("_sass/_tones.scss", "$tide: teal;")
    pages = site.pages()
    assert site.page(pages).html == "<style>.post a {\n  color: teal;\n}</style>"
    file = site.write("_sass/_tones.scss", "$tide: red;")
    os.utime(file, (1, 1))
    assert "color: red" in site.page(pages).html


def test_scss_in_a_layout_that_cannot_be_read_is_told(site: Site) -> None:
    sheet = "{% capture sheet %}a { color: $nowhere }{% endcapture %}{{ sheet | scssify }}"
    site.write("_layouts/post.html", sheet)
    assert any("Undefined variable" in told for told in site.told())
    site.write("_layouts/post.html", "{{ page.sheet | sassify }}")
    site.write("_posts/2026-03-14-ferry.md", "---\nlayout: post\nsheet: |\n  a\n    color: red\n---\n")
    assert site.page().html == "a {\n  color: red;\n}"
