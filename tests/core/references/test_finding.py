"""What a file points at, and exactly where it says so."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.core.references.finding import find_references
from editor.core.references.reference import Place, SourceKind, kind_of_source

MARKDOWN, HTML, STYLE = SourceKind.MARKDOWN, SourceKind.HTML, SourceKind.STYLE


def paths(text: str, kind: SourceKind = MARKDOWN) -> list[str]:
    return [found.path for found in find_references(text, kind)]


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("![A ferry](/assets/a.png)", "/assets/a.png"),
        ('See [the plan](/assets/plan.pdf "The plan").', "/assets/plan.pdf"),
        ("![A](</assets/two words.png>)", "/assets/two words.png"),
        ("![A](/assets/two words.png 'Title')", "/assets/two words.png"),
        ("![A](/assets/ferry_(1).png)", "/assets/ferry_(1).png"),
        (r"![A](/assets/ferry\_1\).png)", "/assets/ferry_1).png"),
        ('![A](/a.png "A \\"quoted\\" title")', "/a.png"),
        ('![A][one]\n\n[one]: /assets/a.png "T"', "/assets/a.png"),
        ("[one]: </assets/a b.png>", "/assets/a b.png"),
        ("![A]({{ site.baseurl }}/assets/a.png)", "/assets/a.png"),
        ("![A]({{site.url}}{{site.baseurl}}/assets/a.png)", "/assets/a.png"),
        ("![A]({{ '/assets/a (1).png' | relative_url }} 'T')", "/assets/a (1).png"),
        ("![A]({{ 'assets/a.png' | absolute_url }}?v=2)", "/assets/a.png"),
        ("![A]({{ '/assets/' | relative_url }}a.png)", "/assets/a.png"),
        ("![A]({% link assets/a.png %})", "assets/a.png"),
        ("![A](/assets/a.png?v=2#top)", "/assets/a.png"),
        ("[Before]({% post_url 2026-03-14-ferry %})", "2026-03-14-ferry"),
        ('<img src="/a.png" alt="A">', "/a.png"),
        ("<img src=/a.png>", "/a.png"),
        ("<img\n  alt='x > y'\n  src='/a.png'>", "/a.png"),
        ('<img src="{{ "/a.png" | relative_url }}">', "/a.png"),
        ('<video poster="/a.jpg"></video>', "/a.jpg"),
        ('<a href="/a.pdf?x=1&amp;y">', "/a.pdf"),
        ('<a href="/fish&amp;chips.pdf">', "/fish&chips.pdf"),
        ("<p style=\"background: url('/a.png')\">", "/a.png"),
        ('{% include figure.html src="/assets/a.png" caption="A" %}', "/assets/a.png"),
        ("{% assign lead = '/assets/a.png' %}", "/assets/a.png"),
        ("1. A list\n\n    ![A](/in-a-list.png)", "/in-a-list.png"),
    ],
)
def test_ways_to_name_a_file_in_a_post(text: str, path: str) -> None:
    assert paths(text) == [path]


def test_a_picture_that_is_a_link_names_both() -> None:
    found = find_references("[![A](/small.png)](/large.png)", MARKDOWN)
    assert [(each.path, each.place) for each in found] == [
        ("/small.png", Place.IMAGE),
        ("/large.png", Place.LINK),
    ]


def test_every_candidate_of_a_srcset() -> None:
    text = '<img srcset="/a.png 1x, /b.png 2x,/c,d.png 3x, {{ \'/e.png\' | relative_url }} 4x" src="/f.png">'
    assert paths(text, HTML) == ["/a.png", "/b.png", "/c,d.png", "/e.png", "/f.png"]


@pytest.mark.parametrize(
    "text",
    [
        *(
            "`![A](/a.png)`",
            "``` \n![A](/a.png)\n```",
            "~~~~\n<img src=/a.png>\n~~~~",
            "<!-- ![A](/a.png) -->",
        ),
        *("Text\n\n    ![A](/a.png)\n", "{% raw %}![A](/a.png){% endraw %}", "![A]({{ page.image }})"),
        *(
            "{% highlight html %}\n<img src=/a.png>\n{% endhighlight %}",
            "[top](#top)",
            "![A](",
            "![A](/a.png",
        ),
        *("[^1]: /a.png", "<a title='src=/a.png'>", "![A](/a\n\nb.png)", "a ](/b.png)", r"\![A\](/a.png)"),
        *("![A](/assets/{{ page.slug }}.png)", "", "<", "![]()"),
    ],
)
def test_what_points_at_nothing(text: str) -> None:
    assert paths(text) == []


def front(block: str, body: str = "") -> str:
    return f"---\n{block}\n---\n{body}"


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        ("title: A\nimage: assets/a.png # the ferry", ["assets/a.png"]),
        ("image: '/assets/a.png'\ntags: [a, b]", ["/assets/a.png"]),
        ('image: "/assets/a.png"', ["/assets/a.png"]),
        ('image: "/assets/caf\\u00e9.png"', ["/assets/café.png"]),
        ("image: 'it''s.png'", ["it's.png"]),
        ("image:\n  path: /a.png\n  thumbnail: /b.png\n  width: 3", ["/a.png", "/b.png"]),
        ("image: {feature: /a.png, credit: Me}", ["/a.png"]),
        ("gallery:\n  - /a.png\n  - url: /b.png\n    alt: B", ["/a.png", "/b.png"]),
        ("gallery:\n- /a.png\n- b.jpg", ["/a.png", "b.jpg"]),
        ("image: &lead /a.png\nthumbnail: *lead", ["/a.png"]),
        ("image: {{ site.baseurl }}/a.png", []),
        ("image: \"{{ '/a.png' | relative_url }}\"", ["/a.png"]),
        ("title: Download the report.pdf\ncaption: see a.png", []),
        ("excerpt: |\n  image: /a.png\nimage: /b.png", ["/b.png"]),
        ("excerpt: >\n  A long\n  text a.png\nlayout: post", []),
        ("title: one\n  two.png\nimage: /b.png", ["/b.png"]),
        ("image: [", []),
        ("date: 2026-03-14 07:30:00 +0100\nimage: naïve ü.png", ["naïve ü.png"]),
    ],
)
def test_front_matter_values_that_name_an_asset(block: str, expected: list[str]) -> None:
    text = front(block, "![A](/body.png)\n")
    found = find_references(text, MARKDOWN)
    assert [each.path for each in found if each.place is Place.VALUE] == expected
    assert all(text[each.start : each.end] == each.written for each in found)


def test_lines_are_counted_in_the_file() -> None:
    text = "\ufeff---\r\ntitle: A\r\nimage: /a.png\r\n---\r\n\r\n![A](/b.png)\r\n"
    found = find_references(text, MARKDOWN)
    assert [(each.line, each.path, text[each.start : each.end]) for each in found] == [
        (3, "/a.png", "/a.png"),
        (6, "/b.png", "/b.png"),
    ]


@pytest.mark.parametrize(
    ("text", "has_alt"),
    [
        ("![A](/a.png)", True),
        ("![](/a.png)", False),
        ("![ ](/a.png)", False),
        ("![A][x]\n\n![][x]\n\n[x]: /a.png", False),
        ("[x]: /a.png", None),
        ("[A](/a.png)", None),
        ('<img src="/a.png">', False),
        ('<img src="/a.png" alt="">', True),
        ('<source src="/a.mp4">', None),
        (front("image: /a.png"), False),
        (front("image: /a.png\nimage_alt: A ferry"), True),
        (front("image:\n  path: /a.png\n  alt: A ferry"), True),
        (front("image:\n  path: /a.png\n  alt: ''"), False),
        (front("teaser: /a.png"), None),
        ('{% include figure src="/a.png" alt="A" %}', True),
        ('{% include figure src="/a.png" %}', None),
    ],
)
def test_whether_a_text_stands_in_for_the_picture(text: str, has_alt: bool | None) -> None:
    assert [found.has_alt for found in find_references(text, MARKDOWN)] == [has_alt]


def test_style_sheets() -> None:
    text = (
        '---\n---\n/* url(/no.png) */ a { background: url( "../img/a b.png" ), url(b\\(1\\).png?x) }\n'
        "b { background: url({{ '/c.png' | relative_url }}) }"
    )
    assert paths(text, STYLE) == ["../img/a b.png", "b(1).png", "/c.png"]


def test_data_files() -> None:
    assert paths("- name: A\n  photo: /team/a.jpg\n- name: B\n  photo: b.jpg\n", SourceKind.YAML) == [
        "/team/a.jpg",
        "b.jpg",
    ]
    assert paths('{"icons": [{"src": "/icon.png"}], "t": "no"}', SourceKind.STRINGS) == ["/icon.png"]
    assert paths("name,photo\nA,/team/a.jpg\n", SourceKind.STRINGS) == ["/team/a.jpg"]
    assert paths("- [unclosed /a.png", SourceKind.YAML) == []


def test_layouts_and_feeds_are_read_as_html() -> None:
    text = '<meta property="og:image" content="/card.png"><link rel="icon" href="/icon.svg">'
    assert paths(text, HTML) == ["/card.png", "/icon.svg"]
    assert [kind_of_source(name) for name in ("_layouts/a.html", "a.XML", "b.scss", "c.png")] == [
        HTML,
        HTML,
        STYLE,
        None,
    ]


PIECES = st.sampled_from(
    [
        *(
            "![",
            "[",
            "](",
            ")",
            "](/a.png)",
            "<img src=",
            '"',
            "'",
            ">",
            "<",
            "{{",
            "}}",
            "{%",
            "%}",
            "`",
            "```",
        ),
        *(
            "\n",
            "\n\n",
            "    ",
            "---\n",
            "image: ",
            "/a.png",
            "url(",
            "<!--",
            "-->",
            "\\",
            "&amp;",
            " | relative_url",
        ),
        *("srcset=", ",", "[x]: ", "{% raw %}", "é", "\ufeff", "\r", "- ", "|", "#", "*a", "&a "),
    ]
)


@given(st.lists(PIECES, max_size=30).map("".join), st.sampled_from(list(SourceKind)))
def test_spans_are_exact_for_any_text(text: str, kind: SourceKind) -> None:
    found = find_references(text, kind)
    for reference in found:
        assert text[reference.start : reference.end] == reference.written
        assert reference.line == text.count("\n", 0, reference.start) + 1
    assert all(one.end <= other.start for one, other in pairwise(found))


def test_the_first_line_right_below_the_front_matter_is_text_and_no_code() -> None:
    text = "---\ntitle: A headline that is long enough\n---\n[first](/one/) and ![two](/two.png)\n"
    assert [found.path for found in find_references(text, SourceKind.MARKDOWN)] == ["/one/", "/two.png"]
