"""Owns a post as its reader sees it: headline, byline, date and lead image, and the HTML of that header."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from html import escape
from typing import TYPE_CHECKING

from editor.core.markdown.statistics import count_words, reading_minutes
from editor.core.post.dates import PostDate, parse_date
from editor.core.post.lead import LEAD_TEXTS, PATH_KEYS, SIDE_KEYS
from editor.core.post.naming import parse_name
from editor.core.post.plain import headline_from, plain_line
from editor.core.post.taxonomy import authors_of, categories_of, tags_of

if TYPE_CHECKING:
    from editor.core.post.frontmatter import FrontMatter, Value
    from editor.core.post.post import Post
    from editor.core.site import SiteConfig

WORDS_PER_MINUTE = 230
"""An adult's silent reading speed of English prose, in words a minute (Brysbaert 2019, rounded)."""

# Month names are written out because strftime would follow the machine's locale, not the paper's language.
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_EXCERPT_KEYS = ("excerpt", "description", "summary")
_UPDATED_KEYS = ("last_modified_at", "updated", "modified", "date_modified")
_LANGUAGE = re.compile(r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$")
# A credit that already says what it is needs no "Photograph:" in front.
_CREDIT_SAYS = re.compile(
    r"[:©]|^\s*(photo|picture|image|illustration|graphic|courtesy|credit|by\b)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class LeadImage:
    """The picture above the text; ``src`` is as written in the front matter, the texts may be empty."""

    src: str
    alt: str = ""
    caption: str = ""
    credit: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """What the article page says around its body; texts are plain (no HTML), empty when unknown.

    ``date_text`` reads ``14 March 2026``; ``date_iso`` and ``updated_iso`` are ISO 8601, with a time and a
    zone only when the post has them. ``excerpt`` is the writer's own (never taken from the body).
    """

    headline: str
    byline: str
    date_text: str
    date_iso: str
    updated_iso: str
    reading_minutes: int
    words: int
    excerpt: str
    lead: LeadImage | None
    lang: str
    tags: tuple[str, ...]
    categories: tuple[str, ...]
    authors: tuple[str, ...] = ()
    updated_text: str = ""


def article_of(
    post: Post,
    site: SiteConfig,
    file_name: str,
    words_per_minute: int = WORDS_PER_MINUTE,
    words: int | None = None,
) -> Article:
    """Read the article out of a post; never raises, whatever shapes the front matter holds.

    ``file_name`` gives the date and the headline where the front matter has none, as Jekyll does
    (https://jekyllrb.com/docs/posts/). ``words`` is the body's word count where the caller knows it already.
    """
    front = post.front
    name = parse_name(file_name)
    published = _date(front, ("date",)) or (_plain_day(name.day) if name.day else None)
    updated = _date(front, _UPDATED_KEYS)
    if updated and published and updated.text == published.text:
        updated = None
    authors = _authors(front, site)
    words = count_words(post.body) if words is None else words
    return Article(
        headline=plain_line(_get(front, "title")) or headline_from(name.slug),
        byline=_and_list(authors),
        date_text=_day_text(published),
        date_iso=_iso(published),
        updated_iso=_iso(updated),
        reading_minutes=reading_minutes(words, words_per_minute),
        words=words,
        excerpt=_first_text(front, _EXCERPT_KEYS),
        lead=lead_image_of(front),
        lang=_language(plain_line(_get(front, "lang")), site.lang),
        tags=tags_of(front) if front is not None else (),
        categories=categories_of(front) if front is not None else (),
        authors=authors,
        updated_text=_day_text(updated),
    )


def lead_image_of(front: FrontMatter | None) -> LeadImage | None:
    """Return the lead image of a front matter, or None.

    Shapes seen in the wild: ``image: path``; a map with ``path``, ``feature``, ``src`` or ``url`` and
    ``alt``, ``caption``, ``credit``; and keys beside it such as ``image_alt`` (``core/post/lead.py``).
    """
    image = _get(front, "image")
    if isinstance(image, list):
        image = image[0] if image else None
    parts = image if isinstance(image, dict) else {"path": image}
    src = next((text for key in PATH_KEYS if (text := plain_line(parts.get(key)))), "")
    if not src:
        return None
    told = {name: plain_line(parts.get(name)) or _first_text(front, SIDE_KEYS[name]) for name in LEAD_TEXTS}
    return LeadImage(src, told["alt"], told["caption"], told["credit"])


def header_html(article: Article, image_url: Callable[[str], str]) -> str:
    """Return the ``<header>`` of the article page: headline, byline line and lead figure, all escaped.

    ``image_url`` turns the lead image's reference into the address the page shall use; an empty answer
    leaves the figure out. The classes are those of ``resources/article/article.css``.
    """
    parts = [f'<h1 class="headline">{escape(article.headline)}</h1>']
    meta = _meta_html(article)
    if meta:
        parts.append(f'<p class="byline">{meta}</p>')
    if article.lead and (url := image_url(article.lead.src)):
        parts.append(_figure_html(article.lead, url))
    return '<header class="article-header">\n' + "\n".join(parts) + "\n</header>"


def _meta_html(article: Article) -> str:
    """``By A. Writer · 14 March 2026 · Updated 15 March 2026 · 3 min read`` without the parts not known."""
    parts = []
    if article.byline:
        parts.append(f'By <span class="author">{escape(article.byline)}</span>')
    for label, iso, text in (
        ("", article.date_iso, article.date_text),
        ("Updated ", article.updated_iso, article.updated_text),
    ):
        if text:
            parts.append(f'{label}<time datetime="{escape(iso)}">{escape(text)}</time>')
    if article.words:
        parts.append(f"{article.reading_minutes}\N{NO-BREAK SPACE}min read")
    return " · ".join(parts)


def _figure_html(lead: LeadImage, url: str) -> str:
    image = f'<img src="{escape(url)}" alt="{escape(lead.alt)}">'
    caption = escape(lead.caption)
    if lead.credit:
        label = "" if _CREDIT_SAYS.search(lead.credit) else "Photograph: "
        credit = f'<span class="credit">{label}{escape(lead.credit)}</span>'
        caption = f"{caption} {credit}" if caption else credit
    below = f"\n<figcaption>{caption}</figcaption>" if caption else ""
    return f'<figure class="lead-image">\n{image}{below}\n</figure>'


def _get(front: FrontMatter | None, key: str) -> Value:
    return front.get(key) if front is not None else None


def _first_text(front: FrontMatter | None, keys: tuple[str, ...]) -> str:
    return next((text for key in keys if (text := plain_line(_get(front, key)))), "")


def _authors(front: FrontMatter | None, site: SiteConfig) -> tuple[str, ...]:
    """The names of the authors; an id that ``site.authors`` does not know stands for itself."""
    written = authors_of(front) if front is not None else ()
    names = (" ".join(site.author_name(author).split()) for author in written)
    return tuple(dict.fromkeys(name for name in names if name))


def _and_list(names: tuple[str, ...]) -> str:
    return " and ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)


def _date(front: FrontMatter | None, keys: tuple[str, ...]) -> PostDate | None:
    for key in keys:
        value = _get(front, key)
        if isinstance(value, str):
            value = parse_date(value)
        if isinstance(value, PostDate):
            return value
    return None


def _plain_day(day: date) -> PostDate:
    return PostDate(day.isoformat(), datetime(day.year, day.month, day.day), has_time=False)


def _day_text(published: PostDate | None) -> str:
    if published is None:
        return ""
    moment = published.moment
    return f"{moment.day} {_MONTHS[moment.month - 1]} {moment.year}"


def _iso(published: PostDate | None) -> str:
    if published is None:
        return ""
    return published.moment.isoformat() if published.has_time else published.moment.date().isoformat()


def _language(written: str, site_language: str) -> str:
    """A BCP 47 tag for ``lang``; Jekyll sites also write ``en_GB``. English when there is none to trust."""
    for candidate in (written, site_language or ""):
        tag = candidate.replace("_", "-")
        if _LANGUAGE.match(tag):
            return tag
    return "en"
