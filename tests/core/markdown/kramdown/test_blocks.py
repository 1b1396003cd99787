"""Blocks that are easily read otherwise; whole constructs stand in tests/fidelity_cases, judged by kramdown itself."""

from __future__ import annotations

import re

import pytest

from editor.core.markdown.kramdown.attributes import LISTS_AT_MOST
from editor.core.markdown.kramdown.reader import DEPTH_AT_MOST
from editor.core.markdown.renderer import render_body


def rendered(text: str) -> str:
    """Return HTML without the white space between blocks, which test_whitespace.py has."""
    return re.sub(r"\n+ *", "\n", render_body(text)).strip("\n")


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("text\n- item", "<p>text</p>\n<ul>\n<li>item</li>\n</ul>"),
        ("text\n* * *\nmore", "<p>text</p>\n<hr />\n<p>more</p>"),
        ("text\n***\nmore", "<p>text\n***\nmore</p>"),
        ("text\n===", '<h1 id="text">text</h1>'),
        ("a\ntext\n===", "<p>a\ntext\n===</p>"),
        ("#no heading\n# ?", "<p>#no heading</p>\n<h1>?</h1>"),
        ("``` two words\ncode\n", "<p>``` two words\ncode</p>"),
        (
            "> a\nlazy\n\n> b",
            "<blockquote>\n<p>a\nlazy</p>\n</blockquote>\n<blockquote>\n<p>b</p>\n</blockquote>",
        ),
        ("a\n\n^\nb\n^\n    c", "<p>a</p>\n<p>b</p>\n" + "{code}c\n</code></pre></div></div>"),
        ("$$\nx < y\n$$", r"\[x &lt; y\]"),
        ("{::comment}\nno\n{:/comment}\nyes", "<!-- no -->\n<p>yes</p>"),
        ("{::nomarkdown}\n<i>*</i>\n{:/}", "<i>*</i>"),
    ],
)
def test_where_blocks_begin_and_end(text: str, html: str) -> None:
    code = '<div class="language-plaintext highlighter-rouge"><div class="highlight"><pre class="highlight"><code>'
    assert rendered(text) == html.replace("{code}", code)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("text\n{: .a #b c='d'}", '<p class="a" id="b" c="d">text</p>'),
        ("x\n\n{: .a}\ntext", '<p>x</p>\n<p class="a">text</p>'),
        ("# A\n{: .a}\n{: .b}", '<h1 class="a b" id="a">A</h1>'),
        ("- {: .a} item\n{: .b}", '<ul class="b">\n<li class="a">item</li>\n</ul>'),
        ("> q\n{: .a}", '<blockquote class="a">\n<p>q</p>\n</blockquote>'),
        (
            'text\n{:n}\n\n{:n: .a title="b \\"c\\""}\n{:n: .d}',
            '<p class="a d" title="b &quot;c&quot;">text</p>',
        ),
        ("*a*{: .b} c{: .d}", '<p><em class="b">a</em> c{: .d}</p>'),
        ('<div class="x">\n</div>\n{: .a}', '<div class="x a">\n</div>'),
        ('include.html key="value"', "<p>include.html key=”value”</p>"),
        ('{% include x key="v" %}', "<p>{% include x key=”v” %}</p>"),
    ],
)
def test_attribute_lists_reach_what_they_stand_at(text: str, html: str) -> None:
    assert rendered(text) == html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("- a\n\n- b", "<ul>\n<li>\n<p>a</p>\n</li>\n<li>\n<p>b</p>\n</li>\n</ul>"),
        ("- a\n- b\n\n- c", "<ul>\n<li>a</li>\n<li>\n<p>b</p>\n</li>\n<li>c</li>\n</ul>"),
        ("- a\n  - b\n- c", "<ul>\n<li>a\n<ul>\n<li>b</li>\n</ul>\n</li>\n<li>c</li>\n</ul>"),
        ("10. a\n    b", "<ol>\n<li>a\nb</li>\n</ol>"),
        ("- a\n^\n- b", "<ul>\n<li>a</li>\n</ul>\n<ul>\n<li>b</li>\n</ul>"),
    ],
)
def test_list_items_are_tight_or_loose_by_their_blank_lines(text: str, html: str) -> None:
    assert rendered(text) == html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("<div>\n*raw*\n</div>", "<div>\n*raw*\n</div>"),
        ('<div markdown="1">\n*read*\n</div>', "<div>\n<p><em>read</em></p>\n</div>"),
        ('<p markdown="1">*read*</p>', "<p><em>read</em></p>"),
        ('<div><p markdown="1">*a*</p></div>', "<div><p><em>a</em></p></div>"),
        (
            '<table><tr><td markdown="span">*a*</td></tr></table>',
            "<table><tr><td><em>a</em></td></tr></table>",
        ),
        ("<div>a</div> *b*", "<div>a</div>\n<p><em>b</em></p>"),
        ("<custom>\n*raw*\n</custom>", "<custom>\n*raw*\n</custom>"),
        ("<b>*read*</b>", "<p><b><em>read</em></b></p>"),
        ("<div>\nnever closed", "<div>\nnever closed\n</div>"),
        ("<p class=a-b>not a tag</p>", "<p>&lt;p class=a-b&gt;not a tag&lt;/p&gt;</p>"),
        ("<script>a < b && c</script>", "<script>a < b && c</script>"),
    ],
)
def test_html_is_raw_unless_it_says_otherwise(text: str, html: str) -> None:
    assert rendered(text) == html


def test_what_stands_in_lists_and_quotes_without_end_becomes_a_paragraph() -> None:
    depth = DEPTH_AT_MOST + 50
    quoted = render_body("> " * depth + "text")
    assert quoted.count("<blockquote>") == DEPTH_AT_MOST + 1
    assert quoted.count("</blockquote>") == DEPTH_AT_MOST + 1
    assert "&gt; text</p>" in quoted
    listed = render_body("- " * depth + "text")
    assert listed.count("<li>") == listed.count("</li>") == DEPTH_AT_MOST + 1
    assert "- text" in listed
    assert rendered("<div>" * depth) == "<div>" * depth + "\n" + "</div>" * depth


def test_lists_that_name_each_other_are_put_on_an_element_so_often_and_no_oftener() -> None:
    """Each level would double the work, and forty of them outlive the reader."""
    text = "".join(f"{{:a{level}: .c a{level + 1} a{level + 1}}}\n" for level in range(40)) + "\nx\n{: a0}\n"
    assert 1 < render_body(text).count(" c") <= LISTS_AT_MOST
    each = "".join(f"{{:a{one}: .c {' '.join(f'a{other}' for other in range(20))}}}\n" for one in range(20))
    assert 1 < render_body(each + "\nx\n{: a0}\n").count(" c") <= LISTS_AT_MOST


MANY = 20_000


@pytest.mark.parametrize(
    ("text", "holds", "times"),
    [
        ('"a" ' * 2 * MANY, "“a”", 2 * MANY),
        ("'" * 2 * MANY, "’", 2 * MANY),
        ("- item\n" * MANY, "<li>item</li>", MANY),
        ("\n".join("> " * level + "x" for level in range(1000)), "<blockquote>", 999),
        ("\n".join(" " * (2 * level) + "- x" for level in range(1000)), "<li>", 1000),
        ("[" * MANY, "[", MANY),
        ("[a](" * MANY, "[a](", MANY),
        ("![" * MANY + "]" * MANY, "![", MANY),
        ("**a *b _c " * MANY, "a ", MANY),
        ("*a" * MANY, "a", MANY),
        ("`` ` " * MANY, "` ", 1),
        ("~~a " * MANY, "~~a", MANY),
        ("<b>" * MANY, "b", MANY),
        ("<x>" * MANY, "</x>", MANY),
        ("<a href='" * MANY, "&lt;a href=", MANY),
        ("<div>\n" * MANY, "</div>", MANY),
        ("</div>\n" * MANY, "&lt;/div&gt;", MANY),
        ("<!-- \n\n" * MANY, "&lt;!–", MANY),
        ("$$ a\n\n" * (MANY + 1), "$$ a", MANY + 1),
        ("{: " * MANY, "{:", MANY),
        ("{:\n\n" * MANY, "{:", MANY),
        ("{::comment}\n\n" * MANY, "{::comment}", MANY),
        ("```a\n\n" * MANY, "```a", MANY),
        ("a | b\n" * MANY, "<tr>", MANY),
        ("| `a " * MANY + "|", "<td>", 1),
        ("-" * MANY + "x|", "x", 1),
        ("x" + " " * 5 * MANY + "y", "y</p>", 1),
        ("# a\n\n" * MANY, '<h1 id="a-', MANY - 1),
        ("<http:" * MANY + "\n>", "&lt;http:", MANY),
        ("a\\\n" * MANY, "<br />", MANY - 1),
        ("[a]: b" + " " * 4 * MANY + "c\n\n[a]", '<a href="b ', 1),
        ("[a]: b" + " 'c\"" * 4 * MANY, "[a]: b", 1),
        ("a|</code><code" + ">" * 4 * MANY, "<td>", 2),
        ("a|<!-- " * 2 * MANY + "\n", "<td>", 2 * MANY),
        ("".join(f"a {{::x{number}}} " for number in range(4 * MANY)), "{::x", 4 * MANY),
        ("".join(f"{{::x{number}}}\n\n" for number in range(MANY)), "{::x", MANY),
        ("{::x " * 10 * MANY, "{::x", 10 * MANY),
        ("".join(f"<x{number}>a " for number in range(MANY)), "a ", MANY),
        (
            "[^0]\n\n" + "".join(f"[^{number}]: x [^{number + 1}]\n" for number in range(2 * MANY)),
            "<li ",
            2 * MANY,
        ),
        (
            "".join(f"{{:a{number}: .c}}\n" for number in range(MANY)) + "\n" + "[a](b){: a0} " * MANY,
            'class="c"',
            MANY,
        ),
        ("".join(f"*[w{number}]: x\n" for number in range(MANY)) + "\n" + "an w1\n\n" * MANY, "<abbr", MANY),
    ],
    ids=lambda value: repr(value[:12]) if isinstance(value, str) else None,
)
def test_a_page_of_marks_comes_back_whole(text: str, holds: str, times: int) -> None:
    html = render_body(text)
    assert html.count(holds) >= times
    assert "cd-problem" not in html
