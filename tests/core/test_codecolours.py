"""Program code in an article can be read in both schemes, and a page carries only the rules it needs."""

from __future__ import annotations

import re

import pytest
from pygments.style import Style

from editor.core.codeclasses import used_code_classes
from editor.core.codecolours import CodeDark, CodeLight, code_css


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(("style", "ground"), [(CodeLight, "#f3f0e9"), (CodeDark, "#262421")])
def test_every_colour_has_a_contrast_of_four_and_a_half(style: type[Style], ground: str) -> None:
    for token, told in style:
        if told["color"]:
            light, dark = sorted((luminance(f"#{told['color']}"), luminance(ground)), reverse=True)
            assert (light + 0.05) / (dark + 0.05) >= 4.5, token


def test_only_the_classes_of_the_page_get_rules_in_both_schemes() -> None:
    html = '<div class="highlight"><pre><span></span><code><span class="k">def</span></code></pre></div>'
    css = code_css(used_code_classes(html))
    assert set(re.findall(r"\.highlight \.(\w+)", css)) == {"k"}
    assert ':root[data-theme="dark"] .highlight .k' in css
    assert "prefers-color-scheme: dark" in css


def test_a_page_without_code_gets_no_rules() -> None:
    assert used_code_classes('<p>A <span class="k">k</span></p>') == frozenset()
    assert code_css(frozenset()) == ""


def test_the_whole_sheet_names_the_common_classes() -> None:
    assert {"k", "nf", "s2", "c1", "mi"} <= set(re.findall(r"\.highlight \.(\w+) ", code_css()))
