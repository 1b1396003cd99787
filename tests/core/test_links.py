"""What a picture or a link in a post points at."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor.core.links import absolute_link, is_remote, page_address, picture_path, safe_link
from editor.core.site import SiteConfig, parse_config

PLAIN = parse_config("url: https://news.example")
BASED = parse_config("url: https://news.example\nbaseurl: /paper")
POST = "_posts/2026/2026-03-14-ferry.md"


@pytest.mark.parametrize(
    ("src", "path"),
    [
        ("/assets/a.png", "assets/a.png"),
        ("assets/a.png", "assets/a.png"),
        ("./a.png", "_posts/2026/a.png"),
        ("../../assets/a.png", "assets/a.png"),
        ("/assets/./b/../a.png?v=2#top", "assets/a.png"),
        ("/assets/caf%C3%A9%20one.png", "assets/café one.png"),
        ("{{ site.baseurl }}/assets/a.png", "assets/a.png"),
        ("{{site.url}}{{site.baseurl}}/assets/a.png", "assets/a.png"),
        ("{{ site.baseurl }}assets/a.png", "assets/a.png"),
        ('{{ "/assets/a.png" | relative_url }}', "assets/a.png"),
        ("{{ 'assets/a.png' | absolute_url }}", "assets/a.png"),
        ('{{ "/assets/" | prepend: site.baseurl }}a.png', "assets/a.png"),
        ("https://news.example/assets/a.png", "assets/a.png"),
        ("//NEWS.example/assets/a.png", "assets/a.png"),
        ("  /assets/a.png\n", "assets/a.png"),
    ],
)
def test_ways_to_name_a_file_of_the_project(src: str, path: str) -> None:
    assert picture_path(src, PLAIN, POST) == path


@pytest.mark.parametrize(
    "src",
    [
        *("", "/", ".", "#top", "?x", "https://other.example/a.png", "//other.example/a.png"),
        *("data:image/png;base64,AA", "../../../a.png", "/../a.png", "/a/../../b.png", "..", "/%2e%2e/a.png"),
        *("..\\a.png", "/a%5c..%5cb.png", "C:/a.png", "/C:/a.png", "/a.png:stream", "file:///etc/passwd"),
        *("/a%00.png", "/a\x1f.png", "/%ff.png", "/a/.. /../b.png", "/.../a.png", "{{ page.image }}"),
        *("{% link a.png %}", "http://[bad", "{{ '/../a.png' | relative_url }}", "https:a.png"),
    ],
)
def test_what_is_no_file_of_the_project(src: str) -> None:
    assert picture_path(src, PLAIN, POST) is None


def test_the_base_url_is_not_a_folder() -> None:
    assert picture_path("/paper/assets/a.png", BASED) == "assets/a.png"
    assert picture_path("/assets/a.png", BASED) == "assets/a.png"
    assert picture_path("/papers/a.png", BASED) == "papers/a.png"
    assert picture_path("https://news.example/paper/a.png", BASED) == "a.png"


@given(st.text(alphabet="./\\%2e5cC:a {}#?~\0é", max_size=24), st.sampled_from(["", POST]))
@settings(max_examples=200)
def test_no_path_ever_leaves_the_project(src: str, post_path: str) -> None:
    path = picture_path(src, PLAIN, post_path)
    if path is not None:
        parts = PurePosixPath(path).parts
        assert not path.startswith("/")
        assert ".." not in parts
        assert not any(sign in path for sign in ("\\", ":", "\0"))


@pytest.mark.parametrize(
    "href",
    ["/a/", "a.html", "#top", "https://e.example", "mailto:a@e.example", "tel:+44", "HTTP://E.example", ""],
)
def test_links_that_only_open_something_are_safe(href: str) -> None:
    assert safe_link(href)


@pytest.mark.parametrize(
    "href",
    [
        "javascript:x",
        "JAVASCRIPT:x",
        " java\nscript:x",
        "vbscript:x",
        "data:text/html,x",
        "file:///x",
        "\x01javascript:x",
    ],
)
def test_links_that_run_or_read_are_not(href: str) -> None:
    assert not safe_link(href)


@pytest.mark.parametrize(
    ("src", "remote"),
    [
        ("https://e.example/a", True),
        ("//e.example/a", True),
        ("/\\e.example/a", True),
        ("/a//b", False),
        ("data:x", False),
    ],
)
def test_remote_addresses(src: str, remote: bool) -> None:
    assert is_remote(src) is remote


@pytest.mark.parametrize(
    ("site", "href", "address"),
    [
        (PLAIN, "/2026/pilots/", "https://news.example/2026/pilots/"),
        (PLAIN, "../pilots/", "https://news.example/pilots/"),
        (PLAIN, "#fn:1", "#fn:1"),
        (PLAIN, "https://e.example/a", "https://e.example/a"),
        (PLAIN, "mailto:a@e.example", "mailto:a@e.example"),
        (PLAIN, "{% post_url x %}", None),
        (PLAIN, "mailto:{{ site.mail }}", None),
        (PLAIN, " https://e.example/a b\n/{c}|d ", "https://e.example/a%20b/%7Bc%7D%7Cd"),
        (PLAIN, "mailto: a@e.example", "mailto:%20a@e.example"),
        (parse_config("baseurl: /paper"), "{{ site.baseurl }}/pilots/", "/paper/pilots/"),
        (BASED, "{{ site.baseurl }}/pilots/", "https://news.example/paper/pilots/"),
        (BASED, "{{ '/pilots/' | relative_url }}", "https://news.example/paper/pilots/"),
        (BASED, "/paper/pilots/", "https://news.example/paper/pilots/"),
        (parse_config(""), "/pilots/", "/pilots/"),
    ],
)
def test_a_reader_elsewhere_gets_whole_addresses(site: SiteConfig, href: str, address: str | None) -> None:
    assert absolute_link(href, site, "/ferry/") == address


def test_the_address_of_a_page_has_the_base_url_once() -> None:
    assert page_address(BASED, "/ferry/") == "https://news.example/paper/ferry/"
    assert page_address(PLAIN, "ferry/") == "https://news.example/ferry/"
    assert page_address(parse_config(""), "/ferry/") == ""
