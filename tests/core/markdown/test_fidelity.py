"""Our rendering beside that of Ruby's kramdown, where it is installed."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from editor.core.markdown.renderer import render_body

ROOT = Path(__file__).resolve().parents[3]


def program() -> ModuleType:
    """Return the module tests/fidelity.py."""
    if "fidelity" not in sys.modules:
        spec = importlib.util.spec_from_file_location("fidelity", ROOT / "tests" / "fidelity.py")
        assert spec is not None
        assert spec.loader is not None
        sys.modules["fidelity"] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules["fidelity"])
    return sys.modules["fidelity"]


fidelity = program()
with_kramdown = pytest.mark.skipif(not fidelity.has_kramdown(), reason="Ruby's kramdown is not installed")


@pytest.mark.parametrize("path", sorted(fidelity.CASES.glob("*.md")), ids=lambda path: str(path.stem))
def test_our_cases_read_as_kramdown_read_them(path: Path) -> None:
    theirs = fidelity.tree(path.with_suffix(".html").read_text(encoding="utf-8"))
    ours = fidelity.tree(render_body(path.read_text(encoding="utf-8")))
    assert fidelity.difference(theirs, ours) == "", fidelity.excerpt(theirs, ours)


@pytest.mark.parametrize("path", sorted(fidelity.CASES.glob("*.md")), ids=lambda path: str(path.stem))
def test_our_cases_have_kramdown_s_white_space(path: Path) -> None:
    """Templates count it: an excerpt of 160 characters ends elsewhere where there is a line end more."""
    theirs = fidelity.uncoloured(path.with_suffix(".html").read_text(encoding="utf-8"))
    assert fidelity.uncoloured(render_body(path.read_text(encoding="utf-8"))).split("\n") == theirs.split(
        "\n"
    )


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("a\n\n\n\nb", "<p>a</p>\n\n<p>b</p>\n"),
        ("# a\nb\n- c\n", '<h1 id="a">a</h1>\n<p>b</p>\n<ul>\n  <li>c</li>\n</ul>\n'),
        ("\n\na", "\n<p>a</p>\n"),
        ("a\n\n", "<p>a</p>\n\n"),
        ("a\n", "<p>a</p>\n"),
        ("", "\n"),
        # What only defines leaves the blank lines around it one.
        ("a\n\n[b]: c\n\n[d]: e\n\nf", "<p>a</p>\n\n<p>f</p>\n"),
        ("- a\n\n  [b]: c\n\n  d", "<ul>\n  <li>\n    <p>a</p>\n\n    <p>d</p>\n  </li>\n</ul>\n"),
        # The rest of a line behind a tag without content is a blank line.
        ("<hr>\na", "<hr />\n\n<p>a</p>\n"),
        ("<hr>", "<hr />\n\n"),
        ("<div>a</div>\nb", "<div>a</div>\n<p>b</p>\n"),
        (
            "> a\n>\n> - b\n>   - c",
            "<blockquote>\n  <p>a</p>\n\n  <ul>\n    <li>b\n      <ul>\n        <li>c</li>\n"
            "      </ul>\n    </li>\n  </ul>\n</blockquote>\n",
        ),
    ],
)
def test_white_space_between_blocks_is_kramdown_s(text: str, html: str) -> None:
    assert render_body(text) == html
    if fidelity.has_kramdown():
        assert fidelity.by_kramdown([text]) == [html]


@with_kramdown
def test_our_cases_and_the_sample_read_as_kramdown_reads_them() -> None:
    differ = {}
    count = 0
    for _, path, theirs, ours in fidelity.compared(fidelity.posts(Path("no-corpus"))):
        count += 1
        if fidelity.difference(theirs, ours):
            differ[path.name] = fidelity.excerpt(theirs, ours)
    assert differ == {}
    assert count >= 20


@with_kramdown
@pytest.mark.skipif(not fidelity.CORPUS.is_dir(), reason="the corpus of real posts is not here")
def test_real_posts_read_as_kramdown_reads_them() -> None:
    """Every tenth post; the program itself compares all."""
    found = list(fidelity.posts())[::10]
    differ = {
        path.name: fidelity.excerpt(theirs, ours)
        for _, path, theirs, ours in fidelity.compared(found)
        if fidelity.difference(theirs, ours) and path.name not in fidelity.EXPECTED
    }
    assert differ == {}


@with_kramdown
@pytest.mark.skipif(not fidelity.CORPUS.is_dir(), reason="the corpus of real posts is not here")
def test_real_posts_have_kramdown_s_white_space() -> None:
    """Every tenth post, as above."""
    bodies = [
        body for _, path in list(fidelity.posts())[::10] if (body := fidelity.body_of(path)) is not None
    ]
    pairs = zip(bodies, fidelity.by_kramdown(bodies), strict=True)
    differ = [
        body
        for body, html in pairs
        if fidelity.uncoloured(render_body(body)) != fidelity.uncoloured(html or "")
    ]
    assert differ == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("<p class='a' id=b>x</p>", '<p id="b" class="a">x</p>'),
        ("<ul>\n  <li>a</li>\n</ul>", "<ul><li>a</li></ul>"),
        (
            '<div class="language-x highlighter-rouge"><pre><code>a <span class="k">b</span>\n</code></pre></div>',
            "<pre><code>a b</code></pre>",
        ),
        ("<p>&copy; a\n b</p>", "<p>© a b</p>"),
        ("a<br />\nb", "a<br>b"),
    ],
)
def test_what_reads_the_same_has_one_tree(one: str, other: str) -> None:
    assert fidelity.tree(one) == fidelity.tree(other)
    assert fidelity.difference(fidelity.tree(one), fidelity.tree(other)) == ""


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("<p>a</p>", "<p>b</p>", "kramdown text, ours text"),
        ("<p>a</p>", "a", "kramdown <p>, ours text"),
        ('<h1 id="a">a</h1>', "<h1>a</h1>", "kramdown <h1>, ours <h1>"),
        ("<p>a <b>b</b></p>", "<p>a<b>b</b></p>", "kramdown text, ours text"),
        ("<p>a</p>", "<p>a</p><hr>", "kramdown end, ours <hr>"),
        ("<pre>a\n b</pre>", "<pre>a\nb</pre>", "kramdown text, ours text"),
    ],
)
def test_what_reads_otherwise_is_told_apart(one: str, other: str, kind: str) -> None:
    assert fidelity.difference(fidelity.tree(one), fidelity.tree(other)) == kind


def test_posts_with_liquid_are_left_out_and_front_matter_is_not_part_of_the_body(tmp_path: Path) -> None:
    plain, liquid = tmp_path / "a.md", tmp_path / "b.md"
    plain.write_text("---\ntitle: x\n---\nbody\n", encoding="utf-8")
    liquid.write_text("{% include x %}\n", encoding="utf-8")
    assert fidelity.body_of(plain) == "body\n"
    assert fidelity.body_of(liquid) is None
