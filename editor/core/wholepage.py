"""Owns making a whole page stand alone: its styles, fonts and pictures go into it, its scripts go.

For pages that templates make; what stands around an article of ours needs none of it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from html import escape
from html.parser import HTMLParser
from itertools import accumulate

from editor.core.export import policy
from editor.core.htmlrules import Attributes, harmless_attributes, tag_html
from editor.core.links import is_remote, safe_link
from editor.core.offline import Note, Rewriting, make_offline
from editor.core.sheetinline import SheetFiles, inline_sheet
from editor.core.stylesheets import harmless_declarations

_HEAD_TAGS = frozenset(("title", "meta", "link", "style", "script", "base", "noscript", "template"))
_ICONS = frozenset(("icon", "shortcut", "apple-touch-icon"))
# Links that only say something; every other kind fetches, or would be told to programs that fetch.
_TOLD = frozenset(("canonical", "alternate", "author", "license", "next", "prev", "me", "shortlink"))
_DROPPED_META = frozenset(("refresh", "content-security-policy", "set-cookie", "x-dns-prefetch-control"))


@dataclass(frozen=True)
class PageFiles:
    """What a page asks for: the text of a style sheet, inlined; the files its own styles name; its pictures.

    ``sheet`` answers None for what is left out. ``remote`` lets style sheets of other machines stay.
    """

    sheet: Callable[[str], str | None]
    inline: SheetFiles
    rewriting: Rewriting
    remote: bool = False


@dataclass(frozen=True, slots=True)
class WholePage:
    """The page that stands alone, and what was left out of it."""

    html: str
    notes: tuple[Note, ...]


def stand_alone(html: str, files: PageFiles, *, mark: str = "") -> WholePage:
    """Return the page with everything in it; ``mark`` is HTML that goes first into its body.

    Scripts, frames and players go; a Content Security Policy says the same to the browser. Never raises.
    """
    head = _Head(html, files)
    rewriting = replace(
        files.rewriting,
        sheet=lambda css: inline_sheet(css, files.inline),
        declarations=_declarations(files),
        whole=True,
    )
    body = make_offline(head.body, rewriting)
    lines = [
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{escape(policy(remote=files.remote), quote=False)}">',
        *head.kept,
    ]
    if not head.has_icon:
        # Without one a browser asks the place the file was opened from for favicon.ico.
        lines.append('<link rel="icon" href="data:,">')
    if body.styles.strip():
        lines.append(f"<style>\n{body.styles.strip()}\n</style>")
    text = (
        f"<!DOCTYPE html>\n{tag_html('html', head.html)}\n<head>\n" + "\n".join(lines) + "\n</head>\n"
        f"{tag_html('body', head.attributes)}\n{mark}{body.html.strip()}\n</body>\n</html>\n"
    )
    return WholePage(text, (*head.notes, *body.notes))


def _declarations(files: PageFiles) -> Callable[[str], str]:
    return lambda css: harmless_declarations(inline_sheet(css, files.inline))


@dataclass(slots=True)
class _Element:
    """An element of the head whose text is being read."""

    tag: str
    attrs: Attributes = field(default_factory=list)
    text: list[str] = field(default_factory=list)


class _Head(HTMLParser):
    """Reads a page up to its body: what of the head is kept, and where the body begins and ends."""

    def __init__(self, html: str, files: PageFiles) -> None:
        super().__init__(convert_charrefs=True)
        self._files = files
        self._starts = [0, *accumulate(len(line) + 1 for line in html.split("\n"))]
        self._open: _Element | None = None
        self._body: int | None = None
        self.kept: list[str] = []
        self.notes: list[Note] = []
        self.html: Attributes = []
        self.attributes: Attributes = []
        self.has_icon = False
        self.feed(html)
        self.close()
        start = len(html) if self._body is None else self._body
        end = html.lower().rfind("</body")
        self.body = html[start:] if end < start else html[start:end]

    def _here(self) -> int:
        line, column = self.getpos()
        return self._starts[line - 1] + column

    def parse_marked_section(self, i: int, report: bool = True) -> int:
        """Read ``<![…>`` as the comment that browsers take it for; the base class raises on it."""
        return self.parse_bogus_comment(i, report)

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        """Keep or drop an element of the head; any other begins the body."""
        if self._body is not None:
            return
        if tag == "html":
            self.html = harmless_attributes(attrs)
        elif tag == "body":
            self.attributes = harmless_attributes(attrs, _declarations(self._files))
            self._body = self._here() + len(self.get_starttag_text() or "")
        elif tag in ("title", "style", "script", "template"):
            self._open = _Element(tag, attrs)
        elif tag == "link":
            self._link(attrs)
        elif tag == "meta":
            self._meta(attrs)
        elif tag != "head" and tag not in _HEAD_TAGS:
            self._body = self._here()

    def handle_startendtag(self, tag: str, attrs: Attributes) -> None:
        """Read ``/>`` as HTML does: it closes nothing."""
        self.handle_starttag(tag, attrs)

    def handle_data(self, data: str) -> None:
        """Take the text of an element of the head; any other text begins the body."""
        if self._body is not None:
            return
        if self._open is not None:
            self._open.text.append(data)
        elif data.strip():
            self._body = self._here()

    def handle_endtag(self, tag: str) -> None:
        """Write an element of the head that is complete."""
        if self._body is not None or self._open is None or tag != self._open.tag:
            return
        element, self._open = self._open, None
        text = "".join(element.text)
        told = dict(reversed(element.attrs))
        if tag == "title":
            self.kept.append(f"<title>{escape(' '.join(text.split()), quote=False)}</title>")
        elif tag == "style":
            self._style(inline_sheet(text, self._files.inline), told.get("media") or "")
        elif tag == "script":
            self._script(told.get("type") or "", text)

    def _script(self, kind: str, text: str) -> None:
        if kind.strip().lower() == "application/ld+json":
            data = text.strip().replace("<", "\\u003c")
            self.kept.append(f'<script type="application/ld+json">{data}</script>')
        else:
            self.notes.append(Note(None, "A script was left out: an exported page runs none.", is_meant=True))

    def _style(self, css: str, media: str) -> None:
        if css.strip():
            about: Attributes = [("media", media)] if media and media != "all" else []
            self.kept.append(f"{tag_html('style', about)}\n{css.strip()}\n</style>")

    def _meta(self, attrs: Attributes) -> None:
        told = dict(reversed(attrs))
        if "charset" in told or (told.get("http-equiv") or "").strip().lower() in _DROPPED_META:
            return
        kept = [(name, value) for name, value in attrs if not name.startswith("on")]
        self.kept.append(tag_html("meta", kept))

    def _link(self, attrs: Attributes) -> None:
        told = dict(reversed(attrs))
        kinds = set((told.get("rel") or "").lower().split())
        address = (told.get("href") or "").strip()
        if "stylesheet" in kinds and "alternate" not in kinds and address:
            self._sheet(address, told.get("media") or "")
        elif kinds & _ICONS and address:
            self._icon(address)
        elif kinds & _TOLD and safe_link(address):
            target = self._files.rewriting.link(address)
            if target is not None:
                changed = [(name, target if name == "href" else value) for name, value in attrs]
                self.kept.append(tag_html("link", [pair for pair in changed if not pair[0].startswith("on")]))

    def _sheet(self, address: str, media: str) -> None:
        if is_remote(address) and self._files.remote:
            about: Attributes = [("media", media)] if media else []
            self.kept.append(tag_html("link", [("rel", "stylesheet"), ("href", address), *about]))
            return
        css = self._files.sheet(address)
        if css is not None:
            self._style(css, media)

    def _icon(self, address: str) -> None:
        picture = self._files.rewriting.picture(address)
        if picture.url and not self.has_icon:
            self.has_icon = True
            self.kept.append(tag_html("link", [("rel", "icon"), ("href", picture.url)]))
