"""A page made again for another body is the page made anew, whatever its layouts do."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor.core.post.post import parse_post
from tests.storage.sitepage.conftest import Site

FRAGMENTS = (
    "{{ content | number_of_words }}", "{% include a.html %}", "{% include a.html x=words %}", "{{ page.title }}",
    "{% assign words = content | size %}", "{{ words }}", "{% cycle 'a', 'b' %}", "{% increment n %}",
    "{% assign ps = ps | push: page %}", "{{ ps.last.content }}", "{{ n }}",
    "{% capture c %}{{ content }}{% endcapture %}", "{{ c }}", "{% assign p = page %}", "{{ p.content }}",
    "{% for i in (1..4) limit:2 %}{{ i }}{% endfor %}", "{% for i in (1..4) offset:continue %}{{ i }}{% endfor %}",
    "{% ifchanged %}{{ words }}{% endifchanged %}", "{{ page.excerpt | strip_html }}", "{{ site.posts | size }}",
    "{% for post in site.posts %}{{ post.content }}{% endfor %}", "{{ page | jsonify | size }}",
    "{% include gone.html %}",
    "{% assign t = page.title %}", "{{ t }}", "{% seo %}", "{% if content contains 'new' %}N{% endif %}",
    "{% assign sorted = site.posts | sort: 'title' %}", "{{ sorted.first.title }}",
    "{% unless x %}{% break %}{% endunless %}",
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(FRAGMENTS), max_size=9), st.lists(st.sampled_from(FRAGMENTS), max_size=5))
def test_what_is_kept_of_a_page_never_shows_an_older_body(inner: list[str], outer: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        site = Site(Path(folder))
        site.write("_layouts/post.html", "---\nlayout: outer\n---\n" + "\n".join(inner))
        site.write("_layouts/outer.html", "\n".join((*outer, "{{ content }}")))
        site.write("_includes/a.html", "{% assign words = 'few' %}[{{ include.x }}{{ page.date }}{{ c }}]")
        site.write("_posts/2026-03-13-before.md", "---\ntitle: Before\n---\n{% include a.html %}\n")
        path = site.root / "_posts/2026-03-14-ferry.md"
        post = parse_post(path.read_bytes())
        kept = site.pages()
        for body in ("old", "old", "new words", "old", "newer"):
            changed = post.with_body(f"{body}\n")
            page, anew = (pages.page(path, changed, f"<p>{body}</p>") for pages in (kept, site.pages()))
            assert page.html == anew.html
            assert page.problems == anew.problems
            assert page.reads == anew.reads


@pytest.mark.parametrize("changed", ["_includes/a.html", "_data/d.yml", "_includes/deep.html"])
def test_what_is_kept_is_made_again_when_a_file_it_was_made_of_changes(site: Site, changed: str) -> None:
    site.write("_layouts/post.html", "{% include a.html %}{{ content }}")
    site.write(
        "_includes/a.html", "{{ site.data.d.x }}{% for post in site.posts %}{{ post.content }}{% endfor %}"
    )
    site.write("_includes/deep.html", "deep")
    site.write("_data/d.yml", "x: first")
    site.write("_posts/2026-03-13-before.md", "---\n---\n{% include deep.html %}\n")
    pages = site.pages()
    before = site.page(pages).html
    assert site.page(pages).html == before
    site.write(changed, "x: second, and longer")
    assert site.page(pages).html == site.page().html != before
