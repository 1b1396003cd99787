"""Owns an article as rich text for a clipboard: plain structure that mail, word processors and editors take over."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from html.parser import HTMLParser

from editor.core.htmlrules import VOID, Attributes, tag_html

_SERIF, _MONO = "Georgia, 'Times New Roman', serif", "Menlo, Consolas, 'DejaVu Sans Mono', monospace"
# Style sheets and classes do not survive a paste; what these say does, or does no harm.
_STYLES = {
    "blockquote": "margin: 0 0 1em 1em; padding-left: 1em; border-left: 3px solid #b3261e; color: #555555",
    "code": f"font-family: {_MONO}; font-size: 0.9em",
    "figcaption": "color: #555555; font-size: 0.85em",
    "img": "max-width: 100%; height: auto",
    "kbd": f"font-family: {_MONO}",
    "mark": "background: #f7e6a6",
    "pre": f"font-family: {_MONO}; font-size: 0.9em; background: #f3f0e9; padding: 0.8em; white-space: pre-wrap",
    "table": "border-collapse: collapse",
    "td": "border: 1px solid #dcd8cf; padding: 0.3em 0.6em; vertical-align: top",
    "th": "border: 1px solid #dcd8cf; padding: 0.3em 0.6em; vertical-align: top; font-weight: bold; text-align: left",
}
_KEPT = frozenset(
    "p h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre code kbd samp var em i strong b u s del ins mark small sub "
    "sup a img br hr table caption thead tbody tfoot tr th td figure figcaption q cite abbr dfn time".split()
)
_ATTRIBUTES = {
    "a": ("href", "title"),
    "abbr": ("title",),
    "img": ("src", "alt", "title", "width", "height"),
    "ol": ("start", "type", "reversed"),
    "td": ("colspan", "rowspan"),
    "th": ("colspan", "rowspan", "scope"),
}
_BLOCKS = frozenset(
    "p h1 h2 h3 h4 h5 h6 ul ol dl blockquote pre hr table figure figcaption header div article section".split()
)
_LINES = frozenset(("li", "dt", "dd", "tr", "br", "caption"))
_SILENT = frozenset(("style", "script", "title", "svg", "math"))
_ALIGNED = re.compile(r"text-align\s*:\s*(left|right|center)", re.IGNORECASE)
_GAPS = re.compile(r"\n{3,}")
_NESTED = re.compile(r"\n\n(?= +(?:•|\d+\.)\N{NO-BREAK SPACE})")
_BLANKS = re.compile(r"[ \t\r\n]+")


@dataclass(frozen=True, slots=True)
class RichText:
    """An article for a clipboard: HTML whose every style stands at its element, and the same as plain text."""

    html: str
    text: str


def rich_text(html: str) -> RichText:
    """Return an article's HTML as it should be pasted: elements that mean something, no classes, no boxes.

    Headings, lists, tables, quotes, links and pictures keep their structure; task lists keep their boxes as signs.
    """
    reader = _Reader()
    reader.feed(html)
    reader.close()
    body = "".join(reader.html).strip()
    lines = [line.rstrip() for line in "".join(reader.text).split("\n")]
    text = _NESTED.sub("\n", _GAPS.sub("\n\n", "\n".join(lines))).strip()
    return RichText(f'<div style="font-family: {_SERIF}">\n{body}\n</div>', f"{text}\n" if text else "")


class _Reader(HTMLParser):
    """Writes both forms while it reads."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.html: list[str] = []
        self.text: list[str] = []
        self._lists: list[int | None] = []
        self._links: list[str] = []
        self._silent = 0
        self._pre = 0
        self._cells = 0

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        """Keep an element that means something."""
        if tag in _SILENT:
            self._silent += 1
        if self._silent:
            return
        told = dict(reversed(attrs))
        self._begin_text(tag, told)
        if tag == "input" and told.get("type") == "checkbox":
            self.html.append("\N{BALLOT BOX WITH CHECK} " if "checked" in told else "\N{BALLOT BOX} ")
        elif tag in _KEPT:
            kept = [(name, value) for name, value in attrs if name in _ATTRIBUTES.get(tag, ())]
            if tag == "a":  # what leads to another place of the page leads nowhere once it is pasted
                kept = [
                    (name, value)
                    for name, value in kept
                    if name != "href" or not (value or "").startswith("#")
                ]
            style = self._style(tag, told)
            self.html.append(tag_html(tag, [*kept, ("style", style)] if style else kept))

    def handle_startendtag(self, tag: str, attrs: Attributes) -> None:
        """Read ``/>`` as HTML does; in drawings, which are left out, it closes what it opens."""
        self.handle_starttag(tag, attrs)
        if tag in _SILENT:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close what was kept."""
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif not self._silent:
            self._end_text(tag)
            if tag in _KEPT and tag not in VOID:
                self.html.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        """Keep text."""
        if self._silent:
            return
        self.html.append(escape(data, quote=False))
        if self._pre:
            self.text.append(data)
        else:
            said = _BLANKS.sub(" ", data)
            at_start = not self.text or self.text[-1].endswith(("\n", " "))
            self.text.append(said.lstrip(" ") if at_start else said)

    def _style(self, tag: str, told: dict[str, str | None]) -> str:
        style = _STYLES.get(tag, "")
        if tag == "code" and self._pre:
            return ""
        aligned = _ALIGNED.search(told.get("style") or "") if tag in ("td", "th") else None
        return f"{style}; text-align: {aligned[1].lower()}" if aligned else style

    # -- plain text

    def _begin_text(self, tag: str, told: dict[str, str | None]) -> None:
        if (
            tag in _BLOCKS
            and not (tag in ("ul", "ol") and self._lists)
            and not (tag == "p" and self._after_sign())
        ):
            self.text.append("\n\n")
        elif tag in _LINES or tag in ("ul", "ol"):
            self.text.append("\n")
        match tag:
            case "pre":
                self._pre += 1
            case "ul" | "ol":
                start = told.get("start") or "1"
                self._lists.append((int(start) if start.isdigit() else 1) if tag == "ol" else None)
            case "li":
                self.text.append(self._sign())
            case "tr":
                self._cells = 0
            case "td" | "th":
                self.text.append("\t" if self._cells else "")
                self._cells += 1
            case "img":
                self.text.append(f"[{told['alt']}]" if told.get("alt") else "")
            case "hr":
                self.text.append("* * *\n\n")
            case "a":
                href = told.get("href") or ""
                self._links.append(href if href.startswith(("http:", "https:", "mailto:")) else "")
            case "input" if told.get("type") == "checkbox":
                self.text.append("[x] " if "checked" in told else "[ ] ")

    def _after_sign(self) -> bool:
        return bool(self.text) and self.text[-1].endswith("\N{NO-BREAK SPACE}")

    def _sign(self) -> str:
        number = self._lists[-1] if self._lists else None
        indent = "  " * max(0, len(self._lists) - 1)
        if number is None:
            return f"{indent}•\N{NO-BREAK SPACE}"
        self._lists[-1] = number + 1
        return f"{indent}{number}.\N{NO-BREAK SPACE}"

    def _end_text(self, tag: str) -> None:
        if tag == "pre":
            self._pre = max(0, self._pre - 1)
        elif tag in ("ul", "ol") and self._lists:
            self._lists.pop()
        elif tag == "a" and self._links and (href := self._links.pop()):
            self.text.append(f" ({href})")
        if tag in _BLOCKS and not (tag in ("ul", "ol") and self._lists):
            self.text.append("\n\n")
