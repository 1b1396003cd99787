"""Owns the rewriting of article HTML so that opening it runs nothing and asks nothing of any network.

The page also carries a Content Security Policy; this makes it read well, that is the second lock.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser
from itertools import accumulate

from editor.core.htmlrules import (
    BOXED,
    DROPPED_WHOLE,
    LINKS,
    MAY_STAY_OPEN,
    UNWRAPPED,
    VOID,
    Attributes,
    box_html,
    escape_stray_ampersands,
    harmless_attributes,
    is_element_name,
    is_ordinary,
    place_of,
    tag_html,
    without_link_attributes,
)
from editor.core.links import safe_link
from editor.core.stylesheets import harmless_declarations, harmless_sheet

_DECORATIVE = ("presentation", "none")


@dataclass(frozen=True, slots=True)
class Picture:
    """What became of a picture reference: a ``url`` to put in its place, or the ``fault`` in the way.

    A ``fault`` is a whole sentence; the reader sees it in the box and the writer in the warnings.
    """

    url: str = ""
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """Something that was left out or changed; ``line`` is 1-based in the post's file, None when unknown.

    ``is_advice`` says that the page is whole and could still be better, ``is_meant`` that it is as such a page is
    meant to be: it runs no scripts, and takes its looks from no other machine.
    """

    line: int | None
    message: str
    is_advice: bool = False
    is_meant: bool = False

    @property
    def is_trouble(self) -> bool:
        """Whether readers will miss something."""
        return not self.is_advice and not self.is_meant


@dataclass(frozen=True, slots=True)
class OfflineHtml:
    """Rewritten HTML, the writer's own style sheets (for the page's head) and what to tell the writer."""

    html: str
    styles: str
    notes: tuple[Note, ...]


@dataclass(frozen=True)
class Rewriting:
    """How to rewrite: three questions the rewriter asks about what it meets.

    ``picture`` resolves a picture's address, ``link`` gives the address a reader outside the site needs (None
    when there is none), ``line_of`` finds the file line of a piece of the source (several spellings of it).
    ``sheet`` and ``declarations`` make CSS harmless; ``attributes`` may better those of an element; ``whole`` says
    that the HTML is all of a page's body, which may have its own ``<main>``.
    """

    picture: Callable[[str], Picture]
    link: Callable[[str], str | None] = field(default=lambda href: href)
    line_of: Callable[..., int | None] = field(default=lambda *_spellings: None)
    sheet: Callable[[str], str] = field(default=harmless_sheet)
    declarations: Callable[[str], str] = field(default=harmless_declarations)
    attributes: Callable[[str, Attributes], Attributes] = field(default=lambda _tag, attrs: attrs)
    whole: bool = False


@dataclass(frozen=True, slots=True)
class _Box:
    """An element that becomes a box: its tag, what it would have loaded, its picture, its line."""

    tag: str
    address: str
    poster: str
    line: int | None


def make_offline(html: str, rewriting: Rewriting) -> OfflineHtml:
    """Return ``html`` as it may stand in a file that is opened without a network; never raises.

    Ordinary markup comes back character for character. Scripts, event handlers, comments and document tags
    go; frames, players, plug-ins and pictures that cannot be shown become labelled boxes; style sheets move
    to ``styles``; elements left open are closed, so that the page around stays whole.
    """
    return _Rewriter(escape_stray_ampersands(html), rewriting).finish()


class _Rewriter(HTMLParser):
    """One pass over the HTML; ``finish`` gives the result."""

    def __init__(self, html: str, rewriting: Rewriting) -> None:
        super().__init__(convert_charrefs=False)
        self._lower = html.lower()
        self._starts = [0, *accumulate(len(line) + 1 for line in html.split("\n"))]
        self._how = rewriting
        self._out: list[str] = []
        self._notes: list[Note] = []
        self._styles: list[str] = []
        self._sheet: list[str] = []
        self._open: list[str] = []
        self._skipping: list[str] = []
        self._box: _Box | None = None
        self.feed(html)
        self.close()

    def finish(self) -> OfflineHtml:
        """Close what is open and return the result."""
        if self._skipping:
            self._leave_skipped()
        while self._open:
            self._close(self._open.pop())
        return OfflineHtml("".join(self._out), "\n".join(filter(None, self._styles)), tuple(self._notes))

    # -- what the parser reports

    def parse_marked_section(self, i: int, report: bool = True) -> int:
        """Read ``<![…>`` as the comment that browsers take it for; the base class raises on it."""
        return self.parse_bogus_comment(i, report)

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        """Keep, change, box or drop an element."""
        if self._skipping:
            self._start_inside_skipped(tag, attrs)
        elif not is_element_name(tag):
            self._out.append(escape(self.get_starttag_text() or "", quote=False))
        elif tag in BOXED:
            self._start_boxed(tag, attrs)
        elif tag in DROPPED_WHOLE:
            self._start_dropped(tag)
        elif tag == "style":
            self._skip(tag)
        elif tag == "img":
            self._picture(attrs)
        elif self._stays(tag):
            self._keep(tag, attrs)

    def handle_startendtag(self, tag: str, attrs: Attributes) -> None:
        """Read ``/>`` as HTML does: it closes an element in SVG and MathML only (section 13.1.2.1)."""
        self.handle_starttag(tag, attrs)
        if not self._skipping and self._open[-1:] == [tag] and self._in_foreign():
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        """Close an element together with what was left open in it; an end tag without a start goes."""
        if self._skipping:
            if tag == self._skipping[-1]:
                self._skipping.pop()
                if not self._skipping:
                    self._leave_skipped()
            return
        if tag not in self._open:
            return
        while (last := self._open.pop()) != tag:
            self._close(last)
        self._out.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        """Keep text, with every ``<`` that opened no tag escaped."""
        if not self._skipping:
            self._out.append(data.replace("<", "&lt;"))
        elif self._skipping == ["style"]:
            self._sheet.append(data)

    def handle_entityref(self, name: str) -> None:
        """Keep a named character reference."""
        if not self._skipping:
            self._out.append(f"&{name};")

    def handle_charref(self, name: str) -> None:
        """Keep a numeric character reference."""
        if not self._skipping:
            self._out.append(f"&#{name};")

    # -- elements that stay

    def _stays(self, tag: str) -> bool:
        if tag == "main":
            return self._how.whole
        return tag not in UNWRAPPED or (tag == "title" and self._in_foreign())

    def _keep(self, tag: str, attrs: Attributes) -> None:
        kept = self._with_addresses(tag, harmless_attributes(attrs, self._how.declarations))
        kept = self._how.attributes(tag, kept)
        source = self.get_starttag_text() or ""
        self._out.append(source if kept == attrs and is_ordinary(source) else tag_html(tag, kept))
        if source.endswith("/>") and self._in_foreign() and kept != attrs:
            self._out[-1] = self._out[-1][:-1] + "/>"
        if tag not in VOID:
            self._open.append(tag)

    def _with_addresses(self, tag: str, attrs: Attributes) -> Attributes:
        kept: Attributes = []
        lost = False
        for name, value in attrs:
            if name in ("href", "xlink:href"):
                value = self._address(tag, value or "")
                if value is None:
                    lost = True
                    continue
            kept.append((name, value))
        return without_link_attributes(kept) if lost else kept

    def _address(self, tag: str, href: str) -> str | None:
        """Return the address an ``href`` may have, or None when it has to go."""
        if tag in LINKS:
            target = self._how.link(href) if safe_link(href) else None
            if target is None:
                why = (
                    "holds Liquid that only Jekyll fills in"
                    if safe_link(href)
                    else "would run code or open a local file"
                )
                self._note(f"A link lost its address: {href} {why}.", href)
            return target
        if tag in ("image", "feimage") and not href.startswith("#"):
            return self._how.picture(href).url or None
        return href if href.startswith(("#", "data:image/")) else None

    # -- pictures

    def _picture(self, attrs: Attributes) -> None:
        told = dict(reversed(attrs))
        src, alt = (told.get("src") or "").strip(), told.get("alt") or ""
        if not src:
            return
        picture = self._how.picture(src)
        if picture.fault:
            self._note(picture.fault, src)
            about = f" It shows: {alt}" if alt else ""
            self._out.append(box_html(escape(picture.fault + about, quote=False)))
            return
        if not alt.strip() and told.get("role") not in _DECORATIVE and told.get("aria-hidden") != "true":
            self._advise_alt(src)
        kept = [
            (name, value)
            for name, value in harmless_attributes(attrs, self._how.declarations)
            if name != "alt"
        ]
        self._out.append(tag_html("img", [("src", picture.url), ("alt", alt), *kept]))

    def _advise_alt(self, src: str) -> None:
        if not src.lower().startswith("data:"):
            advice = f"The picture {src} has no alt text for readers who cannot see it."
            self._notes.append(Note(self._how.line_of(src), advice, is_advice=True))

    # -- elements that go

    def _start_boxed(self, tag: str, attrs: Attributes) -> None:
        told = dict(reversed(attrs))
        address = (told.get("src") or told.get("data") or "").strip()
        line = self._how.line_of(address, f"<{tag}")
        self._box = _Box(tag, address, (told.get("poster") or "").strip(), line)
        if tag in VOID or not self._has_end(tag):
            self._leave_skipped()
        else:
            self._skipping.append(tag)

    def _start_dropped(self, tag: str) -> None:
        if tag == "script":
            # In a layout scripts are furniture; one that a writer put into the text may have been part of it.
            message, meant = "A script was left out: an exported page runs none.", self._how.whole
            self._notes.append(Note(self._how.line_of("<script"), message, is_meant=meant))
        self._skip(tag)

    def _skip(self, tag: str) -> None:
        """Leave out everything up to the end tag; without one, nothing but the tag, lest the rest vanish."""
        if self._has_end(tag):
            self._skipping.append(tag)

    def _start_inside_skipped(self, tag: str, attrs: Attributes) -> None:
        if tag == self._skipping[-1]:
            self._skipping.append(tag)
        elif self._box and not self._box.address and tag in ("source", "embed", "iframe"):
            source = (dict(attrs).get("src") or "").strip()
            self._box = _Box(self._box.tag, source, self._box.poster, self._box.line)

    def _leave_skipped(self) -> None:
        self._skipping.clear()
        if self._sheet:
            self._styles.append(self._how.sheet("".join(self._sheet).replace("&amp;", "&")))
            self._sheet.clear()
        if self._box:
            self._out.append(self._boxed(self._box))
            self._box = None

    def _boxed(self, box: _Box) -> str:
        what, where = BOXED[box.tag], place_of(box.address)
        shown_where = f" ({where})" if where else ""
        self._notes.append(Note(box.line, f"{what} left out{shown_where}: an exported page loads nothing."))
        poster = self._how.picture(box.poster).url if box.poster else ""
        picture = tag_html("img", [("src", poster), ("alt", "")]) if poster else ""
        target = self._how.link("https:" + box.address if box.address.startswith("//") else box.address)
        label = escape(where or "the original")
        if box.address and target and safe_link(target) and "a" not in self._open:
            label = tag_html("a", [("href", target)]) + label + "</a>"
        return box_html(f"{picture}{what} not included: {label}")

    # -- small things

    def _in_foreign(self) -> bool:
        return "svg" in self._open or "math" in self._open

    def _has_end(self, tag: str) -> bool:
        line, column = self.getpos()
        return self._lower.find(f"</{tag}", self._starts[line - 1] + column) >= 0

    def _close(self, tag: str) -> None:
        if tag not in MAY_STAY_OPEN:
            self._out.append(f"</{tag}>")

    def _note(self, message: str, *spellings: str) -> None:
        self._notes.append(Note(self._how.line_of(*spellings), message))
