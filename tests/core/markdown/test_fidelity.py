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
