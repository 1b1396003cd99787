"""What a site's ``_config.yml`` says about markdown is in what is rendered."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor.core.markdown.drafting import BlockRenderer
from editor.core.markdown.live import LiveDocument
from editor.core.markdown.renderer import render_body
from editor.core.markdown.settings import USUAL, settings_of
from editor.core.site import parse_config
from tests.core.markdown.test_fidelity import fidelity, with_kramdown

CODE = "```ruby\nputs 1\n\nputs 2\n```\n\nA `span` and\n\n    plain\n"
NUMBERED = """
kramdown:
  syntax_highlighter_opts:
    css_class: code-box
    span: {line_numbers: false}
    block: {line_numbers: true, start_line: 7}
"""


def rendered(config: str, text: str) -> str:
    return render_body(text, parse_config(config).markdown)


def test_a_site_that_says_nothing_has_jekyll_s_defaults() -> None:
    assert settings_of({}) is USUAL
    assert settings_of({"kramdown": "nonsense", "highlighter": "rouge"}) is USUAL


def test_lines_of_code_are_numbered_where_the_site_numbers_them() -> None:
    html = rendered(NUMBERED, CODE)
    assert (
        '<pre class="code-box"><code><table class="rouge-table"><tbody><tr><td class="rouge-gutter gl">'
        in html
    )
    assert '<pre class="lineno">7\n8\n9\n</pre></td><td class="rouge-code"><pre>' in html
    assert '<pre class="lineno">7\n</pre></td><td class="rouge-code"><pre>plain\n</pre>' in html
    assert '<p>A <code class="language-plaintext highlighter-rouge">span</code> and</p>' in html


def test_code_without_a_language_has_the_site_s() -> None:
    html = rendered("kramdown: {syntax_highlighter_opts: {default_lang: console}}", CODE)
    assert '<code class="language-console highlighter-rouge">' in html
    assert html.count('<div class="language-console highlighter-rouge">') == 1


@pytest.mark.parametrize(
    "config",
    [
        "highlighter: none",
        "kramdown: {syntax_highlighter: none}",
        "kramdown: {syntax_highlighter_opts: {disable: true}}",
        "kramdown: {syntax_highlighter_opts: {block: {disable: true}, span: {disable: true}}}",
    ],
)
def test_a_site_may_have_its_code_uncoloured(config: str) -> None:
    html = rendered(config, CODE)
    assert '<pre><code class="language-ruby">puts 1\n\nputs 2\n</code></pre>' in html
    assert "<p>A <code>span</code> and</p>" in html
    assert "<pre><code>plain\n</code></pre>" in html


@pytest.mark.parametrize(
    ("language", "is_wrapped"),
    [("ruby", True), ("Ruby", False), ("terminal", True), ("gradle", True), ("nosuch", False)],
)
def test_code_has_a_wrapper_where_rouge_knows_its_language(language: str, is_wrapped: bool) -> None:
    html = render_body(f"```{language}\nx\n```\n")
    assert (f'<div class="language-{language} highlighter-rouge">' in html) is is_wrapped
    assert (f'<pre><code class="language-{language}">x\n</code></pre>' in html) is not is_wrapped


@pytest.mark.parametrize(
    ("config", "text", "html"),
    [
        ("{hard_wrap: true}", "a\nb  \nc", "<p>a<br />\nb  <br />\nc</p>\n"),
        ("{hard_wrap: true}", "- a\n  b\n", "<ul>\n  <li>a<br />\nb</li>\n</ul>\n"),
        ("{auto_ids: false}", "# a", "<h1>a</h1>\n"),
        ("{header_offset: 1}", "# a", '<h2 id="a">a</h2>\n'),
        ("{auto_id_prefix: s-}", "# a", '<h1 id="s-a">a</h1>\n'),
        ("{parse_block_html: true}", "<div>\n*a*\n</div>", "<div>\n  <p><em>a</em></p>\n</div>\n"),
    ],
)
def test_options_of_kramdown_hold_for_all_posts(config: str, text: str, html: str) -> None:
    assert rendered(f"kramdown: {config}", text) == html


def test_a_post_may_set_what_its_site_sets_otherwise() -> None:
    assert rendered("kramdown: {auto_ids: false}", '{::options auto_ids="true" /}\n\n# a').endswith(
        '<h1 id="a">a</h1>\n'
    )


def test_the_way_back_from_a_note_is_the_site_s() -> None:
    text = "a[^1]\n\n[^1]: b"
    assert ">up &amp; away</a></p>" in rendered("kramdown: {footnote_backlink: up & away}", text)
    assert "<p>b</p>" in rendered("kramdown: {footnote_backlink: ''}", text)


def test_levels_in_the_table_of_contents_may_be_a_list() -> None:
    html = rendered("kramdown: {toc_levels: [2, 3]}", "- x\n{:toc}\n\n# One\n\n## Two")
    assert "#two" in html
    assert "#one" not in html


def test_a_post_being_typed_keeps_its_site_s_options() -> None:
    live = LiveDocument(BlockRenderer(parse_config("kramdown: {auto_ids: false}").markdown))
    live.update(["# a"])
    assert live.html() == "<h1>a</h1>\n"
    live.update(["# a", "", "[b]: c"])
    assert live.render(0) == "<h1>a</h1>"


STRAIGHT = """
kramdown:
  smart_quotes: ["apos", "apos", "quot", "quot"]
  typographic_symbols: {hellip: ..., mdash: "---", ndash: "--", laquo_space: "<< "}
"""


def test_quotes_and_dashes_are_as_straight_as_the_site_has_them() -> None:
    html = rendered(STRAIGHT, '# The "ferry"\n\n"It\'s back" -- or... << soon >>---no')
    assert '<h1 id="the-ferry">The "ferry"</h1>' in html
    assert '<p>"It\'s back" -- or... &lt;&lt; soon\u00a0»---no</p>' in html


def test_quotes_may_be_those_of_another_language() -> None:
    config = "kramdown: {smart_quotes: 'lsaquo,rsaquo,171,187'}"
    assert rendered(config, "\"a 'b' c\"") == "<p>«a ‹b› c»</p>\n"


@pytest.mark.parametrize(
    ("output", "html"),
    [
        ("numeric", "&#169; &#8211; &#8220;a&#8221; &amp;"),
        ("symbolic", "&copy; &ndash; &ldquo;a&rdquo; &amp;"),
        ("as_input", "&copy; &#8211; &#8220;a&#8221; &amp;"),
        ("as_char", "© – “a” &amp;"),
    ],
)
def test_entities_are_written_as_the_site_wants_them(output: str, html: str) -> None:
    config = f"kramdown: {{entity_output: {output}}}"
    assert rendered(config, '&copy; -- "a" &amp;') == f"<p>{html}</p>\n"


@pytest.mark.parametrize("nothing", ["null", "false", ""])
def test_math_stays_as_it_was_typed_where_the_site_has_no_engine(nothing: str) -> None:
    html = rendered(f"kramdown:\n  math_engine: {nothing}\n", "a $$x^2$$\n\n$$\ny\n$$\n{: .wide}\n")
    assert '<span class="kdmath">$x^2$</span>' in html
    assert '<div class="wide kdmath">$$\ny\n$$</div>' in html


@pytest.mark.parametrize(
    "config",
    [
        "{smart_quotes: 'apos,apos'}",
        "{smart_quotes: 'one,two,three,four'}",
        "{smart_quotes: '0,0,99999999,1114112'}",
        "{typographic_symbols: [a, b]}",
        "{typographic_symbols: {unknown: x}}",
        "{entity_output: loud}",
    ],
)
def test_what_kramdown_does_not_know_changes_nothing(config: str) -> None:
    text = '"It\'s" &copy; -- ...'
    assert rendered(f"kramdown: {config}", text) == render_body(text)


OPTIONS = [
    {"smart_quotes": "apos,apos,quot,quot", "typographic_symbols": {"ndash": "&x <"}, "math_engine": None},
    {"entity_output": "numeric", "smart_quotes": "39,39,34,34"},
    {"entity_output": "as_input", "hard_wrap": True},
    {"input": "Kramdown", "hard_wrap": True},
]
WORDS = st.sampled_from(
    [*('"a"', "it's", "'80s", "--", "---", "...", "<< x >>", "$$x<1$$", "\n\n$$\ny\n$$\n\n", "&amp;", "&copy;"),
    *("&#8217;", "*b*", "`c`", '[l](u "t")', "\n# H \"q\"\n", "\n\n", "\n", "  \n", "\\\n", "{:.k}", "\n| | \"b\" |\n"),
    *('\\"', "\n- i", "\n> q", "ABC", "[^1]", " ", "\n\n*[ABC]: d\n\n", '\n\n[^1]: "n"\n\n', "~~s~~", "\n\n- [ ] t\n"),
    *("\nx\n# h #\n", "\n#h\n", "\n# b\\#\n", "\n~~~\nc\n~~~\n", "\n```\nk\n```\n", "\n ~~~\n", "\n: m\n"),
    *("\n====\n", "\n<div>\n", "\n#\n")]
)  # fmt: skip
TEXTS = st.lists(WORDS, max_size=10).map("".join)


@with_kramdown
@pytest.mark.parametrize("options", OPTIONS)
def test_a_site_s_options_give_what_kramdown_gives(options: dict[str, object]) -> None:
    site = settings_of({"kramdown": options})
    texts = [path.read_text(encoding="utf-8") for path in sorted(fidelity.CASES.glob("*.md"))]
    texts += ['<< x >> &amp; # *h* "q"\n====\n', "#\nh\n\n## a ##\n", "a\n~~~\nb\n~~~\n\n~~~ ruby\nc\n~~~\n"]
    for text, theirs in zip(texts, fidelity.by_kramdown(texts, options), strict=True):
        assert fidelity.tree(theirs or "") == fidelity.tree(render_body(text, site))


@settings(max_examples=60)
@given(st.sampled_from(OPTIONS), TEXTS, TEXTS)
def test_a_post_typed_bit_by_bit_reads_as_the_whole(
    options: dict[str, object], before: str, after: str
) -> None:
    site = settings_of(json.loads(json.dumps({"kramdown": options})))
    live = LiveDocument(BlockRenderer(site))
    for text in (before, before + after, after):
        live.update(text.split("\n"))
        for index in live.pending():
            live.render(index)
        assert live.html() == render_body(text, site)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("a\n# b\n- c\n> d", "<p>a\n# b\n- c\n&gt; d</p>\n"),
        ("#b", '<h1 id="b">b</h1>\n'),
        ("# Über *uns* & 2", '<h1 id="ber-uns--2">Über <em>uns</em> &amp; 2</h1>\n'),
        ("# a\n\n# a", '<h1 id="a">a</h1>\n\n<h1 id="a-1">a</h1>\n'),
        ("- [ ] a\n", "<ul>\n  <li>[ ] a</li>\n</ul>\n"),
        ("~~a~~ \\~", "<p>~~a~~ \\~</p>\n"),
        ("a\\\nb", "<p>a\\\nb</p>\n"),
        ("a  \nb", "<p>a<br />\nb</p>\n"),
    ],
)
def test_a_site_may_read_without_github_s_additions(text: str, html: str) -> None:
    assert rendered("kramdown: {input: kramdown, hard_wrap: true}", text) == html


def test_the_outline_knows_the_headings_that_the_site_has() -> None:
    live = LiveDocument(BlockRenderer(parse_config("kramdown: {input: kramdown}").markdown))
    live.update(["#One", "", "text", "# none", "", "Two", "---"])
    assert [(heading.text, heading.line) for heading in live.outline() or ()] == [("One", 0), ("Two", 5)]
