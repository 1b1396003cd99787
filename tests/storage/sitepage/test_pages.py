"""A post stands in its layouts as on the site; what is wrong with them is a sentence with file and line."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from editor.core.markdown.renderer import render_body
from editor.core.post.post import parse_post
from editor.core.sitepage.marks import BODY_END, BODY_START
from tests.storage.sitepage.conftest import Site

Layouts = Callable[[Mapping[str, str]], Site]


def test_layouts_stand_around_each_other_and_know_what_the_inner_ones_say(layouts: Layouts) -> None:
    site = layouts(
        {
            "post": "---\nlayout: default\nkind: story\n---\n<article>{{ content }}</article>",
            "default": "---\nkind: a\nwide: yes\n---\n<body class='{{ layout.kind }} {{ layout.wide }}'>{{ content }}",
        }
    )
    assert site.page().html == (
        "<body class='story true'><article><p>The <em>ferry</em> is back.</p></article>"
    )


@pytest.mark.parametrize(
    ("written", "shown"), [("none", False), ("null", True), ("''", False), ("false", False)]
)
def test_a_post_may_do_without_its_layout(layouts: Layouts, written: str, shown: bool) -> None:
    """``null`` is no word of the post's own, so the site's defaults count."""
    site = layouts({"post": "<main>{{ content }}</main>"})
    site.write("_config.yml", "defaults: [{scope: {path: ''}, values: {layout: post}}]")
    site.write("_posts/2026-03-14-ferry.md", f"---\nlayout: {written}\n---\nBody\n")
    page = site.page()
    assert page.html == ("<main><p>Body</p></main>" if shown else "<p>Body</p>")
    assert page.problems == ()


def test_a_layout_sees_the_post_as_html_its_neighbours_and_others(layouts: Layouts) -> None:
    site = layouts(
        {
            "post": "{{ page.excerpt }}|{{ page.content }}|{{ page.previous.title }}|{{ page.next.title }}|"
            "{% for post in site.related_posts %}{{ post.title }},{% endfor %}|{{ paginator.page }}"
        }
    )
    site.write("_posts/2026-03-13-before.md", "---\ntitle: Before\n---\n")
    site.write("_posts/2026-03-15-after.md", "---\ntitle: After\n---\n")
    html = "<p>The <em>ferry</em> is back.</p>"
    assert site.page().html == f"{html}\n|{html}|Before|After|After,Before,|"


def test_blank_lines_below_the_front_matter_are_no_excerpt(layouts: Layouts) -> None:
    site = layouts({"post": "{{ page.excerpt }}"})
    site.write("_posts/2026-03-14-ferry.md", "---\nlayout: post\n---\n\n\nFirst.\n\nSecond.\n")
    assert site.page().html == "<p>First.</p>\n"


def test_the_body_can_be_found_again_in_the_page(layouts: Layouts) -> None:
    site = layouts({"post": "<main>{{ content }}</main>"})
    html = site.page(mark_body=True).html
    assert html == f"<main>{BODY_START}<p>The <em>ferry</em> is back.</p>{BODY_END}</main>"


def test_a_layout_that_is_not_there_is_named_where_it_is_asked_for(site: Site) -> None:
    page = site.page()
    assert page.html == "<p>The <em>ferry</em> is back.</p>"
    assert site.told() == [
        "_posts/2026-03-14-ferry.md:3: There is no layout “post” in _layouts, so Jekyll leaves it out."
    ]
    site.write("_config.yml", "theme: minima")
    assert site.told() == [
        "_posts/2026-03-14-ferry.md:3: There is no layout “post” in _layouts, and the theme “minima” is not in this "
        "folder, so the page is shown without it."
    ]


def test_layouts_that_lead_back_to_themselves_end(layouts: Layouts) -> None:
    site = layouts(
        {
            "post": "---\nlayout: outer\n---\n[{{ content }}]",
            "outer": "---\na: 1\nlayout: post\n---\n({{ content }})",
        }
    )
    assert site.page().html == "([<p>The <em>ferry</em> is back.</p>])"
    assert site.told() == [
        "_layouts/outer.html:3: Layouts lead back to themselves: “post” → “outer” → “post”. Jekyll stops there."
    ]


def test_front_matter_of_a_layout_that_cannot_be_read_counts_as_empty(layouts: Layouts) -> None:
    site = layouts({"post": "---\na: 1\nb: [\n---\n<b>{{ content }}</b>"})
    assert site.page().html == "<b><p>The <em>ferry</em> is back.</p></b>"
    (told,) = site.told()
    assert told.startswith(
        "_layouts/post.html:3: The front matter of the layout “_layouts/post.html” cannot be read, so it counts as"
    )


def test_a_failing_include_is_a_box_in_the_page_and_named_by_file_and_line(layouts: Layouts) -> None:
    site = layouts({"post": "---\n# a\n---\n\n<p>\n{% include gone.html %}</p>{% include deep.html %}"})
    site.write("_includes/deep.html", "\n{% include gone.html %}")
    page = site.page()
    assert page.html.count('class="cd-problem"') == 2
    assert site.told() == [
        "_layouts/post.html:6: There is no “gone.html” in _includes",
        "_includes/deep.html:2: There is no “gone.html” in _includes",
    ]


def test_a_box_in_the_head_would_end_it(layouts: Layouts) -> None:
    site = layouts({"post": "<head>{% include gone.html %}<title>T</title></head>{{ content }}"})
    page = site.page()
    assert page.html.startswith("<head><title>T</title></head>")
    assert page.problems


def test_an_include_that_includes_itself_ends_with_a_sentence(layouts: Layouts) -> None:
    site = layouts({"post": "{% include loop.html %}<p>after</p>"})
    site.write("_includes/loop.html", "x{% include loop.html %}")
    page = site.page()
    assert page.html.endswith("<p>after</p>")
    assert "Includes stand more than 25 deep in each other" in page.problems[0].message


def test_a_page_that_is_no_longer_wanted_ends_soon(layouts: Layouts) -> None:
    site = layouts({"post": "{% for i in (1..900000) %}{{ i }}{% endfor %}"})
    pages = site.pages()
    path = site.root / "_posts/2026-03-14-ferry.md"
    post = pages.site.post("_posts/2026-03-14-ferry.md")
    page = pages.page(path, post, "", cancelled=lambda: True)
    assert page.problems[0].message == "It was stopped."


def test_what_a_theme_in_the_project_has_counts_where_the_site_has_nothing(layouts: Layouts) -> None:
    site = layouts({"default": "own {{ content }}"})
    site.write("_config.yml", "theme: dune")
    site.write("vendor/bundle/ruby/3.1.0/gems/dune-2.5.1/_layouts/post.html", "---\nlayout: default\n---\n"
               "{% include by.html %}")  # fmt: skip
    site.write("vendor/bundle/ruby/3.1.0/gems/dune-2.5.1/_layouts/default.html", "theirs")
    site.write("vendor/bundle/ruby/3.1.0/gems/dune-2.5.1/_includes/by.html", "by")
    site.write("vendor/bundle/ruby/3.1.0/gems/dune-2.5.1/assets/main.css", "a{}")
    pages = site.pages()
    page = site.page(pages)
    assert (page.html, page.problems) == ("own by", ())
    assert pages.stylesheet("/assets/main.css") == b"a{}"


def test_what_is_fetched_from_elsewhere_is_listed_once(layouts: Layouts) -> None:
    site = layouts(
        {
            "post": '<link rel="stylesheet" href="//cdn.example/a.css"><link rel="stylesheet" href="/a.css">'
            '<link rel="canonical" href="https://other.example/"><script src="https://cdn.example/x.js"></script>'
            '<img src="https://ledger.example/own.png"><img src="/p.png" srcset="https://cdn.example/p.png 2x">'
            '<script src="https://cdn.example/x.js"></script><a href="https://elsewhere.example">{{ content }}</a>'
        }
    )
    site.write("a.css", "@font-face { src: url(https://fonts.example/f.woff2) }")
    assert site.page().remote == (
        "https://cdn.example/a.css",
        "https://cdn.example/x.js",
        "https://cdn.example/p.png",
        "https://fonts.example/f.woff2",
    )


def test_style_sheets_are_what_the_built_site_serves(layouts: Layouts) -> None:
    site = layouts({"post": '<link rel="stylesheet" href="/paper/css/main.css">'})
    site.write("_config.yml", "baseurl: /paper\nink: '#111'")
    scss = site.write(
        "css/main.scss", "---\n---\n@import 'tokens'; b { color: $ink; i { color: {{ site.ink }} } }"
    )
    tokens = site.write("_sass/_tokens.scss", "$ink: #222;")
    pages = site.pages()
    page = site.page(pages)
    assert page.problems == ()
    assert {scss, tokens} <= page.reads
    assert b"color: #222" in (pages.stylesheet("/paper/css/main.css?v=2") or b"")
    assert b"color: #111" in (pages.stylesheet("/css/main.css") or b"")
    site.write("_sass/_tokens.scss", "$ink: #345678;")
    assert b"color: #345678" in (pages.stylesheet("/css/main.css") or b"")
    assert pages.file("/css/main.scss") is None


def test_a_fault_in_a_style_sheet_and_one_that_is_not_there_are_told(layouts: Layouts) -> None:
    site = layouts(
        {"post": '<link rel="stylesheet" href="/a.css"><link rel="stylesheet" href="/b.css">{{ content }}'}
    )
    site.write("a.scss", "---\n---\na {\n  color: $nowhere;\n}")
    told = site.told()
    assert told[0].startswith("a.scss:4: “a.scss”, line 4: Undefined variable.")
    assert told[1] == "_layouts/post.html:1: There is no style sheet “/b.css” in this site."


@pytest.mark.parametrize(
    "address", ["/../secret.txt", "/%2e%2e/secret.txt", "/_config.yml", "/.git/config", "/", ""]
)
def test_only_what_a_build_would_serve_is_served(site: Site, address: str) -> None:
    site.write(".git/config", "x")
    (site.root.parent / "secret.txt").write_text("x")
    font = site.write("assets/f o.woff2", "x")
    pages = site.pages()
    assert pages.file(address) is None
    assert pages.file("/assets/f%20o.woff2?v=1") == font


def test_a_layout_that_changes_is_read_again(layouts: Layouts) -> None:
    site = layouts({"post": "one"})
    pages = site.pages()
    page = site.page(pages)
    assert page.html == "one"
    layout = site.write("_layouts/post.html", "three")
    assert layout in page.reads
    assert site.page(pages).html == "three"


def test_of_other_posts_a_page_sees_what_jekyll_has_made_by_then(layouts: Layouts) -> None:
    """Jekyll makes posts from the oldest on: those after the page in view are still their source."""
    site = layouts({"post": "{% for post in site.posts reversed %}{{ post.content | strip }}|{% endfor %}"})
    site.write("_posts/2026-03-13-before.md", "---\n---\n*before*\n")
    site.write("_posts/2026-03-15-after.md", "---\n---\n*after*\n")
    assert site.page().html == "<p><em>before</em></p>|<p>The <em>ferry</em> is back.</p>|*after*|"


def test_a_body_of_megabytes_stays_in_its_layouts_whatever_else_is_stopped(layouts: Layouts) -> None:
    site = layouts(
        {
            "post": "---\nlayout: default\n---\n{% for i in (1..1000000000) %}{% endfor %}<main>{{ content }}</main>",
            "default": "{{ content }}{{ page.excerpt | strip_html }}",
        }
    )
    site.write("_config.yml", "excerpt_separator: <!--more-->\n")
    site.write("_posts/2026-03-14-ferry.md", f"---\nlayout: post\n---\n{'harbour ' * 1_250_000}\n")
    page = site.page()
    assert "<main>" in page.html
    assert page.html.count("harbour") == 2 * 1_250_000
    assert [problem.message for problem in page.problems] == [
        "It goes round more often than a page can need."
    ]


def test_a_page_has_no_excerpt_unless_the_site_wants_one(layouts: Layouts) -> None:
    site = layouts({"page": "[{{ page.excerpt }}]"})
    site.write("about.md", "---\nlayout: page\n---\nWho *we* are.\n\nMore.\n")
    assert page_of(site, "about.md") == "[]"
    site.write("_config.yml", "page_excerpts: true\n")
    assert page_of(site, "about.md") == "[<p>Who <em>we</em> are.</p>\n]"


def test_a_page_s_layouts_see_its_source_and_a_post_s_see_its_html(layouts: Layouts) -> None:
    site = layouts({"page": "[{{ page.content }}]", "post": "[{{ page.content }}]"})
    site.write("about.md", "---\nlayout: page\n---\nWho *{{ page.title }}* are.\n")
    assert page_of(site, "about.md") == "[Who *{{ page.title }}* are.\n]"
    assert site.page().html == "[<p>The <em>ferry</em> is back.</p>]"


def test_what_a_hash_cannot_hold_is_nothing_in_it(layouts: Layouts) -> None:
    site = layouts(
        {"post": "{% assign who = site.data.people[page.author] | default: page.author %}{{ who.name }}"}
    )
    site.write("_data/people.yml", "ann: {name: Ann of data}\n")
    site.write("_posts/2026-03-14-ferry.md", "---\nlayout: post\nauthor: {name: Ann}\n---\nx\n")
    assert site.page().html == "Ann"
    site.write("_posts/2026-03-14-ferry.md", "---\nlayout: post\nauthor: ann\n---\nx\n")
    assert site.page().html == "Ann of data"


def page_of(site: Site, name: str) -> str:
    file = site.root / name
    post = parse_post(file.read_bytes())
    return site.pages().page(file, post, render_body(post.body)).html


def test_a_plugin_gives_posts_a_layout_that_name_none(layouts: Layouts) -> None:
    site = layouts(
        {"post": "<main>{{ page.layout }}: {{ content }}</main>", "default": "<i>{{ content }}</i>"}
    )
    site.write("_posts/2026-03-14-ferry.md", "---\ntitle: Ferry\n---\nBody\n")
    assert site.page().html == "<p>Body</p>"
    site.write("_config.yml", "plugins: [jekyll-default-layout]")
    assert site.page().html == "<main>post: <p>Body</p></main>"
    (site.root / "_layouts/post.html").unlink()
    assert site.page().html == "<i><p>Body</p></i>"
    (site.root / "_layouts/default.html").unlink()
    assert (site.page().html, site.page().problems) == ("<p>Body</p>", ())
    site.write("_layouts/default.html", "<i>{{ content }}</i>")
    site.write("_posts/2026-03-14-ferry.md", "---\nlayout: none\n---\nBody\n")
    assert site.page().html == "<p>Body</p>"


def test_the_repository_that_a_site_is_pushed_to_is_known_to_its_layouts(layouts: Layouts) -> None:
    site = layouts({"post": "{{ site.github.repository_nwo }}"})
    site.write("_config.yml", "plugins: [jekyll-github-metadata]")
    site.write(".git/config", '[remote "origin"]\n\turl = git@github.com:harbour/ledger.git\n')
    assert site.page().html == "harbour/ledger"


def test_the_later_pages_of_a_list_of_posts_are_among_the_sites_pages(layouts: Layouts) -> None:
    """Menus that go over all pages show them, as jekyll-paginate 1.1 adds each as a copy of the first."""
    each = "{{ each.title }} {{ each.url }} {{ each.dir }} {{ each.path }}, "
    shown = f"{{% for each in site.html_pages %}}{each}{{% endfor %}}"
    site = layouts({"post": f"{shown}{{{{ site.pages | size }}}}"})
    site.write("_config.yml", "paginate: 1\npaginate_path: /news/page:num/\nplugins: [jekyll-paginate]")
    site.write("news/index.html", "---\ntitle: News\n---\n{{ paginator.total_pages }}")
    site.write("_posts/2026-03-15-after.md", "---\ntitle: After\n---\n")
    assert site.page().html == (
        "News /news/ /news/ news/index.html, News /news/page2/ /news/page2/ news/index.html, 2"
    )
    site.write("_config.yml", "title: Ledger")
    assert site.page().html == "News /news/ /news/ news/index.html, 1"


def test_pages_of_a_folder_that_the_site_includes_are_among_its_pages(layouts: Layouts) -> None:
    """``include: [_pages]`` is how many themes keep their pages apart."""
    site = layouts({"post": "{{ site.pages | map: 'url' | join: ' ' }}"})
    site.write("_pages/about.md", "---\ntitle: About\npermalink: /about/\n---\n")
    site.write("_notes/not.md", "---\ntitle: Not\n---\n")
    site.write("_pages/_not.md", "---\ntitle: Not either\n---\n")
    assert site.page().html == ""
    site.write("_config.yml", "include: [_pages]")
    assert site.page().html == "/about/"


def test_a_page_has_no_related_posts(layouts: Layouts) -> None:
    site = layouts({"post": "{{ site.related_posts | size }}", "page": "{{ site.related_posts | size }}"})
    site.write("_posts/2026-03-15-after.md", "---\ntitle: After\n---\n")
    assert site.page().html == "1"
    page = site.write("about.md", "---\nlayout: page\n---\n")
    assert site.pages().page(page, parse_post(page.read_bytes()), "").html == "0"


def test_neighbours_are_those_in_the_order_that_the_site_gives_a_collection(layouts: Layouts) -> None:
    site = layouts(
        {"post": "{% for book in site.books %}{{ book.title }} {{ book.previous.title }}, {% endfor %}"}
    )
    site.write("_config.yml", "collections: {books: {output: true, sort_by: rank}}")
    site.write("_books/one.md", "---\ntitle: One\nrank: 2\ndate: 2020-01-01\n---\n")
    site.write("_books/two.md", "---\ntitle: Two\nrank: 1\ndate: 2021-01-01\n---\n")
    assert site.page().html == "Two , One Two, "


def test_the_collection_of_posts_says_how_their_addresses_are_made(layouts: Layouts) -> None:
    site = layouts({"post": "{{ site.collections.first.permalink }}"})
    assert site.page().html == "/:categories/:year/:month/:day/:title:output_ext"
    site.write("_config.yml", "permalink: /news/:title/")
    assert site.page().html == "/news/:title/"
