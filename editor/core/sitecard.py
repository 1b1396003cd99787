"""Owns finding a post's card on a site's own front page: the words the site shows there, and as it cuts them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_BLOCKS = frozenset(
    "address article aside blockquote br dd div dl dt figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li "
    "main nav ol p pre section table tbody td th thead tr ul".split()
)
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_UNSEEN = frozenset("script style template svg noscript head".split())
_CARDS = frozenset(("article", "li"))
"""What a card usually is as a whole."""
_AROUND = frozenset("html body main nav".split())
"""What holds cards and is none itself."""
_MOST_LINES = 8


@dataclass(frozen=True, slots=True)
class SiteCard:
    """A card as the site has it: its lines of text in order, which is the headline, and whether it has a picture.

    ``at`` is where its element begins in the text of the page.
    """

    lines: tuple[str, ...]
    headline: int
    has_picture: bool
    at: int = field(default=-1, compare=False)


@dataclass(slots=True, eq=False)
class _Node:
    tag: str
    attributes: dict[str, str]
    parent: _Node | None = None
    at: int = -1
    children: list[_Node | str] = field(default_factory=list)

    def walk(self) -> Iterator[_Node]:
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting += [child for child in reversed(node.children) if isinstance(child, _Node)]


class _Tree(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.root = self._open = _Node("html", {})
        self._lines = [0, *(found.end() for found in re.finditer("\n", html))]
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = self._put(tag, attrs)
        if tag not in _VOID:
            self._open = node

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._put(tag, attrs)

    def _put(self, tag: str, attrs: list[tuple[str, str | None]]) -> _Node:
        line, column = self.getpos()
        named = {name: value or "" for name, value in attrs}
        node = _Node(tag, named, self._open, self._lines[line - 1] + column)
        self._open.children.append(node)
        return node

    def handle_endtag(self, tag: str) -> None:
        node: _Node | None = self._open
        while node is not None and node.tag != tag:
            node = node.parent
        if node is not None and node.parent is not None:
            self._open = node.parent

    def handle_data(self, data: str) -> None:
        self._open.children.append(data)


def card_on(
    html: str, url: str, others: Collection[str], host: str = "", baseurl: str = ""
) -> SiteCard | None:
    """Return the card of the post at ``url`` on a page; None where the page shows none.

    It is the largest part around a link to the post that links to no other of the site's posts, whose addresses
    are ``others`` (all from the site's root, without ``baseurl``).
    """
    tree = _Tree(html)
    wanted = _address(url, host, "")
    rest = {_address(other, host, "") for other in others} - {wanted}
    found = None
    for node in tree.root.walk():
        if node.tag != "a" or _address(node.attributes.get("href", ""), host, baseurl) != wanted:
            continue
        card = _read(_around(node, rest, host, baseurl), node)
        if card is not None and card.lines:
            found = found or card
            if len(card.lines) > 1 or card.has_picture:
                return card
    return found


def _around(node: _Node, rest: Collection[str], host: str, baseurl: str) -> _Node:
    while node.tag not in _CARDS and node.parent is not None and node.parent.tag not in _AROUND:
        links = (each for each in node.parent.walk() if each.tag == "a")
        if any(_address(each.attributes.get("href", ""), host, baseurl) in rest for each in links):
            break
        node = node.parent
    return node


def _read(card: _Node, link: _Node) -> SiteCard | None:
    lines: list[str] = []
    heading = -1
    text: list[str] = []

    def flush(*, is_heading: bool = False) -> None:
        nonlocal heading
        line = " ".join("".join(text).split())
        text.clear()
        if line and len(lines) < _MOST_LINES:
            lines.append(line)
            if is_heading and heading < 0:
                heading = len(lines) - 1

    def visit(node: _Node) -> None:
        if node.tag in _UNSEEN or node.attributes.get("aria-hidden") == "true" or "hidden" in node.attributes:
            return
        if node.tag in _BLOCKS:
            flush()
        for child in node.children:
            if isinstance(child, str):
                text.append(child)
            else:
                visit(child)
        if node.tag in _BLOCKS:
            flush(is_heading=node.tag in _HEADINGS)

    try:
        visit(card)
    except RecursionError:  # no page that is meant to be read is so deep
        return None
    flush()
    if heading < 0:
        said = " ".join(" ".join(child for child in link.children if isinstance(child, str)).split())
        heading = next((at for at, line in enumerate(lines) if said and said in line), 0)
    has_picture = any(node.tag in ("img", "picture") for node in card.walk())
    return SiteCard(tuple(lines), heading, has_picture, card.at)


def _address(href: str, host: str, baseurl: str) -> str:
    """Return an address of the site from its root; other machines' are none of its posts."""
    try:
        parts = urlsplit(href.strip())
    except ValueError:
        return ""
    if parts.netloc and parts.hostname != host:
        return ""
    path = unquote(parts.path)
    if baseurl and path.startswith(f"{baseurl}/"):
        path = path[len(baseurl) :]
    return path.removesuffix("index.html").removesuffix(".html").rstrip("/") or "/"
