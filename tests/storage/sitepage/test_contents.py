"""The plugin jekyll-toc's filters and tag; judged by the plugin itself when these cases were written."""

from __future__ import annotations

import pytest

from tests.storage.sitepage.conftest import Site

BODY = (
    '# One\n\n### *Deep* & "quoted"\n\n## Two\n{: .no_toc}\n\n# One\n\n'
    "<div class='no_toc_section'>\n<h2>Left out</h2>\n</div>\n\n<h2>No id, here</h2>\n\n<h2>No id, here</h2>\n"
)
CONTENTS = (
    '<ul id="toc" class="section-nav">\n'
    '<li class="toc-entry toc-h1"><a href="#one">One</a>\n<ul>\n'
    '<li class="toc-entry toc-h3"><a href="#deep--quoted">Deep &amp; “quoted”</a></li>\n</ul>\n</li>\n'
    '<li class="toc-entry toc-h1"><a href="#one-1">One</a>\n<ul>\n'
    '<li class="toc-entry toc-h2"><a href="#no-id-here">No id, here</a></li>\n'
    '<li class="toc-entry toc-h2"><a href="#no-id-here-1">No id, here</a></li>\n</ul>\n</li>\n</ul>'
)


@pytest.fixture
def post(site: Site) -> Site:
    site.write("_config.yml", "plugins: [jekyll-toc]\n")
    site.write("_posts/2026-03-14-ferry.md", f"---\nlayout: post\ntoc: true\n---\n{BODY}")
    return site


@pytest.mark.parametrize("layout", ["{{ content | toc_only }}", "{% toc %}"])
def test_headings_are_listed_as_they_are_nested(post: Site, layout: str) -> None:
    post.write("_layouts/post.html", layout)
    assert post.page().html == CONTENTS
    assert post.told() == []


def test_headings_get_anchors(post: Site) -> None:
    post.write("_layouts/post.html", "{{ content | toc }}")
    html = post.page().html
    anchor = '<a class="anchor" href="#{}" aria-hidden="true"><span class="octicon octicon-link"></span></a>'
    assert html.startswith(f'{CONTENTS}<h1 id="one">{anchor.format("one")}One</h1>')
    assert f"<h2>{anchor.format('no-id-here-1')}No id, here</h2>" in html
    assert html.count("octicon-link") == 5
    post.write("_layouts/post.html", "{{ content | inject_anchors }}")
    assert post.page().html == html.removeprefix(CONTENTS)


def test_the_site_says_which_levels_and_classes(post: Site) -> None:
    post.write(
        "_config.yml",
        "plugins: [jekyll-toc]\ntoc: {min_level: 2, max_level: 3, ordered_list: true, list_id: t, list_class: c, "
        "sublist_class: s, item_class: i, item_prefix: p-, no_toc_section_class: [other]}\n",
    )
    post.write("_layouts/post.html", "{{ content | toc_only }}")
    html = post.page().html
    assert html.startswith('<ol id="t" class="c">\n<li class="i p-h3"><a href="#deep--quoted">')
    assert "Left out" in html
    assert "#one" not in html


def test_a_page_that_wants_none_and_a_site_without_the_plugin_have_none(post: Site) -> None:
    post.write("_layouts/post.html", "{{ content | toc_only }}|{{ content | toc }}")
    post.write("_posts/2026-03-14-ferry.md", "---\nlayout: post\n---\n# One\n")
    assert post.page().html == '|<h1 id="one">One</h1>'
    post.write("_config.yml", "title: x\n")
    assert post.page().html == '<h1 id="one">One</h1>|<h1 id="one">One</h1>'
