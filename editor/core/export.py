"""Owns the text of an exported page: the document, its metadata and its description."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from html import escape, unescape
from string import Template

from editor.core.article import Article
from editor.core.designs import DESIGNS, USUAL_DESIGN, Design, mark_html, masthead_html

# The file's second lock (https://www.w3.org/TR/CSP3/): whatever the writer's HTML still held, nothing runs,
# nothing is requested, nothing is submitted. JSON-LD is data, which script-src does not concern.
_POLICY = (
    "default-src 'none'; img-src data:{0}; font-src data:{0}; style-src 'unsafe-inline'{0}; base-uri 'none'; "
    "form-action 'none'"
)
DESCRIPTION_LENGTH = 200
"""Characters; where a description taken from the text is cut (one given by the writer never is)."""

_PARAGRAPH = re.compile(r"<p(?:\s[^>]*)?>(.*?)</p>", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"<[^>]*>")
_FOOTNOTE_MARK = re.compile(r"<sup\b.*?</sup>", re.DOTALL)
_RIGHT_TO_LEFT = frozenset(("ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"))


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What a page says of itself to machines; every text may be empty.

    ``url`` and ``image_url`` are whole addresses on the published site.
    """

    site_name: str = ""
    url: str = ""
    image_url: str = ""
    description: str = ""


def document_html(
    template: str,
    article: Article,
    facts: PageFacts,
    article_html: str,
    styles: str,
    generator: str,
    design: Design = DESIGNS[USUAL_DESIGN],
    mark: str = "",
    *,
    remote: bool = False,
) -> str:
    """Return the whole HTML5 document, its lines ended by LF.

    ``template`` is a ``string.Template`` with ``$lang $direction $theme $policy $title $metadata $styles $masthead
    $mark $article``; ``styles`` must hold no ``</style``. ``generator`` names the program and its version,
    ``mark`` is what ``publication_mark`` says; ``remote`` lets pictures, styles and fonts come from the network.
    """
    right_to_left = article.lang.partition("-")[0].lower() in _RIGHT_TO_LEFT
    title = article.headline or "Untitled"
    return Template(template).substitute(
        lang=escape(article.lang),
        direction=' dir="rtl"' if right_to_left else "",
        theme=f' data-theme="{design.theme}"' if design.theme else "",
        policy=escape(policy(remote=remote), quote=False),
        title=escape(f"{title} – {facts.site_name}" if facts.site_name else title, quote=False),
        metadata=metadata_html(article, facts, generator, design.scheme),
        styles=styles.strip().replace("</", "<\\/"),
        masthead=masthead_html(design, facts.site_name),
        mark=mark_html(mark),
        article=article_html,
    )


def policy(*, remote: bool = False) -> str:
    """Return the Content Security Policy of a page; ``remote`` allows what shows, still nothing that runs."""
    return _POLICY.format(" https: http:" if remote else "")


def article_element(header: str, body: str, lang: str = "") -> str:
    """Return the ``<article>`` of a page; ``lang`` is named only when it stands outside a document of ours."""
    language = f' lang="{escape(lang)}"' if lang else ""
    inside = f'<div class="article-body">\n{body.strip()}\n</div>\n' if body.strip() else ""
    return f'<article class="article"{language}>\n{header}\n{inside}</article>'


def metadata_html(article: Article, facts: PageFacts, generator: str = "", scheme: str = "light dark") -> str:
    """Return description, author, canonical address, Open Graph (https://ogp.me) and JSON-LD as head lines."""
    lines = [_meta("name", "color-scheme", scheme)]
    lines += _meta_lines("name", [("generator", generator), ("description", facts.description)])
    lines += _meta_lines("name", [("author", article.byline)])
    if facts.url:
        lines.append(f'<link rel="canonical" href="{escape(facts.url)}">')
    # An empty icon: without one a browser asks the place the file was opened from for favicon.ico.
    lines.append('<link rel="icon" href="data:,">')
    lines += _meta_lines("property", _open_graph(article, facts))
    card = "summary_large_image" if facts.image_url else "summary"
    lines.append(_meta("name", "twitter:card", card))
    lines.append(f'<script type="application/ld+json">{json_ld(article, facts)}</script>')
    return "\n".join(lines)


def json_ld(article: Article, facts: PageFacts) -> str:
    """Return schema.org ``NewsArticle`` data as JSON that cannot close the ``<script>`` it stands in."""
    told: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": article.headline or "Untitled",
        "description": facts.description,
        "datePublished": article.date_iso,
        "dateModified": article.updated_iso or article.date_iso,
        "inLanguage": article.lang,
        "author": [{"@type": "Person", "name": name} for name in article.authors],
        "publisher": {"@type": "Organization", "name": facts.site_name} if facts.site_name else None,
        "image": [facts.image_url] if facts.image_url else None,
        "mainEntityOfPage": facts.url,
        "url": facts.url,
        "articleSection": list(article.categories),
        "keywords": list(article.tags),
        "wordCount": article.words,
    }
    text = json.dumps({key: value for key, value in told.items() if value}, ensure_ascii=False)
    # HTML, section 4.12.1.3: "<!--", "<script" and "</script" must not appear inside a script element.
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def first_paragraph(html: str, limit: int = DESCRIPTION_LENGTH) -> str:
    """Return the text of the first paragraph that has any, cut at a word to ``limit`` characters."""
    for found in _PARAGRAPH.finditer(html):
        text = " ".join(unescape(_TAG.sub("", _FOOTNOTE_MARK.sub("", found[1]))).split())
        if text:
            return shortened(text, limit)
    return ""


def shortened(text: str, limit: int) -> str:
    """Return ``text`` in at most ``limit`` characters, ended by an ellipsis after a whole word."""
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    whole = cut if text[limit - 1].isspace() else cut.rpartition(" ")[0] or cut
    return whole.rstrip(" ,;:–—-.") + "…"


def _open_graph(article: Article, facts: PageFacts) -> list[tuple[str, str]]:
    alt = article.lead.alt if article.lead and facts.image_url else ""
    return [
        ("og:type", "article"),
        ("og:title", article.headline or "Untitled"),
        ("og:description", facts.description),
        ("og:url", facts.url),
        ("og:site_name", facts.site_name),
        ("og:locale", article.lang.replace("-", "_") if "-" in article.lang else ""),
        ("og:image", facts.image_url),
        ("og:image:alt", alt),
        ("article:published_time", article.date_iso),
        ("article:modified_time", article.updated_iso),
        *(("article:author", name) for name in article.authors),
        *(("article:section", name) for name in article.categories[:1]),
        *(("article:tag", name) for name in article.tags),
    ]


def _meta_lines(kind: str, pairs: list[tuple[str, str]]) -> list[str]:
    return [_meta(kind, name, content) for name, content in pairs if content]


def _meta(kind: str, name: str, content: str) -> str:
    return f'<meta {kind}="{name}" content="{escape(content)}">'
