"""Owns the cards in which readers meet a post before they open it, and where each of them cuts what it shows.

No service publishes its rules; these are measured on their pages, as others measure them, and hold for 2026:

- A result list on a desktop: headline 580 px of 20 px Arial, text 920 px of 14 px Arial over two lines, both ended
  behind the last whole word that fits, with “ ...”. How such widths are found:
  https://www.screamingfrog.co.uk/page-title-meta-description-lengths-by-pixel-width/
- Shared links: the browser cuts what goes over its lines, within a word, with “…” (CSS ``line-clamp``); a large picture
  has the shape of 1200x630, a small one is square.
- Feed readers and phones cut by lines, too; how many depends on the program: these are usual ones.
- The front page: the site's own words, as its own templates cut them (``core/sitecard.py``).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from editor.core.article import Article
from editor.core.excerpt import shortened
from editor.core.graphemes import end_of, is_inside, start_of
from editor.core.site import SiteConfig
from editor.core.sitecard import SiteCard

HEADLINE_WIDTH = 580
"""Pixels a headline has in a result list."""
SNIPPET_WIDTH = 920
"""And the text below it, on all its lines together."""
_MOST_SHOWN = 600
"""No card has room for more characters."""
HEADLINE_PIXELS = 20
"""Its size there."""

# Marks that begin no line in scripts without blanks, and those that end none (UAX #14: CL, CP, EX, IS, NS; OP).
_NOT_FIRST = frozenset(
    "、。，．：；！？｡､）］｝〕〉》」』】〙〗〟’”»›)]},.:;!?…‥・ーヽヾゝゞ々〻ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ％"
)
_NOT_LAST = frozenset("（［｛〔〈《「『【〘〖〝‘“«‹([{￥＄£")

Measure = Callable[[str, int, bool], float]
"""Gives the width in px of a text set in a sans serif of so many px, bold or not."""


@dataclass(frozen=True, slots=True)
class CardText:
    """A text of a card: ``pixels`` high letters, at most ``lines`` lines of ``width`` px; ``tone`` names a colour.

    With ``total``, it ends behind a whole word once all its lines together are wider than so many px.
    """

    text: str
    pixels: int
    width: int
    lines: int = 1
    bold: bool = False
    tone: str = "text"
    total: int = 0


@dataclass(frozen=True, slots=True)
class CardPicture:
    """Where a card has its picture (``top`` or ``left``) and how large, in px; it is cut around the focus."""

    place: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Card:
    """One card: ``kind`` is a name for programs; ``framed`` cards have a border around them."""

    kind: str
    width: int
    texts: tuple[CardText, ...]
    picture: CardPicture | None = None
    framed: bool = True
    padding: int = 12


@dataclass(frozen=True)
class CardFacts:
    """What cards say: the article, its address on the site, the site's name and host, the focus of its picture.

    ``described`` is what stands for the text: of the post's ``description``, its excerpt, and what Jekyll takes as
    excerpt the first there is (as jekyll-seo-tag and jekyll-feed have it). ``front`` is the card of the site's own
    front page, where that could be made.
    """

    article: Article
    address: str
    site_name: str
    host: str
    focus: tuple[float, float] = field(default=(0.5, 0.5))
    described: str = ""
    front: SiteCard | None = None


def card_facts(
    article: Article,
    url: str,
    site: SiteConfig,
    focus: tuple[float, float] | None = None,
    *,
    description: str = "",
    automatic: str = "",
    front: SiteCard | None = None,
) -> CardFacts:
    """Gather what cards say of an article at ``url`` (from the site's root, as Jekyll makes it).

    ``description`` is the post's own for machines, ``automatic`` what Jekyll takes as excerpt of one without.
    """
    host = urlsplit(site.url).hostname or "example.com"
    name = site.raw.get("title")
    described = description or article.excerpt or shortened(automatic, _MOST_SHOWN)
    return CardFacts(
        article,
        url,
        name if isinstance(name, str) and name else host,
        host,
        focus or (0.5, 0.5),
        described,
        front,
    )


def cards(facts: CardFacts) -> tuple[Card, ...]:
    """Return every card in the order the preview shows them."""
    return (
        _search(facts),
        _large(facts),
        _small(facts),
        _front_page(facts),
        _feed(facts),
        _notification(facts),
    )


def clamp(text: str, width: float, lines: int, measure: Callable[[str], float]) -> tuple[str, ...]:
    """Break ``text`` into at most ``lines`` lines of ``width`` px, as a browser does; the last ends in an ellipsis
    where not all of it fits. Words stay whole unless one alone is too wide; scripts without blanks break anywhere.
    """
    rest = " ".join(text.split())
    found: list[str] = []
    while rest and len(found) < lines:
        last = len(found) == lines - 1
        if measure(rest) <= width:
            found.append(rest)
            return tuple(found)
        count = start_of(rest, _fitting(rest, width - (measure("…") if last else 0), measure))
        if last:
            found.append(rest[: count or end_of(rest, 1)].rstrip(" ,;:–—-") + "…")
            return tuple(found)
        cut = _break_at(rest, count)
        found.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return tuple(found)


def ended(text: str, width: float, measure: Callable[[str], float]) -> str:
    """Return ``text`` ended behind the last whole word that fits into ``width`` px, with " ..." where that cuts any."""
    text = " ".join(text.split())
    if measure(text) <= width:
        return text
    count = _fitting(text, width - measure(" ..."), measure)
    return text[: _break_at(text, count)].rstrip(" ,;:–—-") + " ..."


def headline_width(headline: str, measure: Measure) -> int:
    """Return how wide a headline is in a result list, in px; more than ``HEADLINE_WIDTH`` is cut there."""
    return round(measure(headline, HEADLINE_PIXELS, False))


def _fitting(text: str, width: float, measure: Callable[[str], float]) -> int:
    """Return how many characters fit, by halving."""
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if measure(text[:middle]) <= width:
            low = middle
        else:
            high = middle - 1
    return low


def runs_left(text: str) -> bool:
    """Tell whether a text is written from right to left, by its first letter (``dir="auto"`` in HTML)."""
    kinds = (unicodedata.bidirectional(character) for character in text)
    return next((kind != "L" for kind in kinds if kind in ("L", "R", "AL")), False)


def _break_at(text: str, count: int) -> int:
    """Return where a line of at most ``count`` characters ends: behind a word, or in one that is too wide."""
    if count >= len(text) or text[count].isspace():
        return max(count, 1)
    blank = text.rfind(" ", 0, count + 1)
    wide = next((at for at in range(count, max(blank, 0), -1) if _breaks_before(text, at)), 0)
    return max(wide if wide > blank else blank, 0) or start_of(text, count) or end_of(text, 1)


def _breaks_before(text: str, at: int) -> bool:
    """Tell whether a line may begin there without a blank: beside an ideograph, but with none of its closing marks,
    as browsers have it (``line-break: normal``)."""
    before, here = text[at - 1], text[at]
    if here in _NOT_FIRST or before in _NOT_LAST or is_inside(text, at):
        return False
    return _breaks_anywhere(before) or _breaks_anywhere(here)


def _breaks_anywhere(character: str) -> bool:
    return (
        "\u2e80" <= character <= "\u9fff"
        or "\uac00" <= character <= "\ud7af"
        or "\uff00" <= character <= "\uffef"
    )


def _search(facts: CardFacts) -> Card:
    article = facts.article
    steps = [unquote(part) for part in facts.address.strip("/").split("/") if part]
    trail = " › ".join([facts.host, *steps])
    said = facts.described
    dated = f"{_short_day(article)} — {said}" if article.date_text and said else said
    return Card(
        "search",
        600,
        (
            CardText(trail, 14, 580, tone="muted"),
            CardText(article.headline, HEADLINE_PIXELS, HEADLINE_WIDTH, tone="link", total=HEADLINE_WIDTH),
            CardText(dated, 14, 580, 2, tone="text", total=SNIPPET_WIDTH),
        ),
    )


def _large(facts: CardFacts) -> Card:
    article = facts.article
    picture = CardPicture("top", 500, 262) if article.lead else None
    return Card(
        "large",
        500,
        (
            CardText(facts.host, 12, 476, tone="muted"),
            CardText(article.headline, 16, 476, 2, bold=True),
            CardText(facts.described, 14, 476, 2, tone="muted"),
        ),
        picture,
    )


def _small(facts: CardFacts) -> Card:
    article = facts.article
    picture = CardPicture("left", 125, 125) if article.lead else None
    width = 476 - (137 if picture else 0)
    return Card(
        "small",
        500,
        (
            CardText(article.headline, 15, width, 2, bold=True),
            CardText(facts.described, 13, width, 2, tone="muted"),
            CardText(facts.host, 12, width, tone="muted"),
        ),
        picture,
    )


def _front_page(facts: CardFacts) -> Card:
    """The card of the site's own front page: its lines, cut where the site cuts them; else headline and date."""
    article, front = facts.article, facts.front
    shown = article.lead is not None and (front is None or front.has_picture)
    picture = CardPicture("left", 114, 76) if shown else None
    width = 476 - (126 if picture else 0)
    if front is not None:
        lines = enumerate(front.lines)
        texts = [
            CardText(line, 15, width, 4, bold=True)
            if at == front.headline
            else CardText(line, 13, width, 6, tone="muted")
            for at, line in lines
        ]
        return Card("front-page", 500, tuple(texts), picture)
    meta = " · ".join(part for part in (*article.categories[:1], _short_day(article)) if part)
    return Card(
        "front-page",
        500,
        (CardText(article.headline, 15, width, 2, bold=True), CardText(meta, 12, width, tone="muted")),
        picture,
    )


def _feed(facts: CardFacts) -> Card:
    article = facts.article
    meta = " · ".join(part for part in (facts.site_name, article.byline, _short_day(article)) if part)
    return Card(
        "feed",
        500,
        (
            CardText(article.headline, 15, 476, 3, bold=True),
            CardText(meta, 12, 476, tone="muted"),
            CardText(facts.described, 14, 476, 3),
        ),
    )


def _notification(facts: CardFacts) -> Card:
    article = facts.article
    return Card(
        "notification",
        360,
        (
            CardText(f"{facts.site_name} · now", 12, 336, tone="muted"),
            CardText(article.headline, 14, 336, bold=True),
            CardText(facts.described, 14, 336, 2),
        ),
    )


def _short_day(article: Article) -> str:
    """``14 Mar 2026`` from ``14 March 2026``."""
    parts = article.date_text.split()
    return f"{parts[0]} {parts[1][:3]} {parts[2]}" if len(parts) == 3 else article.date_text
