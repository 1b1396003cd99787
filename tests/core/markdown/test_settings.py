"""What a site's ``_config.yml`` says about markdown is in what is rendered."""

from __future__ import annotations

import pytest

from editor.core.markdown.drafting import BlockRenderer
from editor.core.markdown.live import LiveDocument
from editor.core.markdown.renderer import render_body
from editor.core.markdown.settings import USUAL, settings_of
from editor.core.site import parse_config

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
