"""Owns the ``seo`` tag as the plugin jekyll-seo-tag writes it (version 2.8, lib/template.html and its drops)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from typing import Any

from editor.core.liquid.filters import FILTERS
from editor.core.liquid.run import Run
from editor.core.liquid.values import is_hash, is_truthy, text_of

_VERSION = "2.8.0"
_HOME_OR_ABOUT = re.compile(r"^/(?:about/)?(?:index.html?)?$", re.MULTILINE)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:")
_UNTITLED = re.compile("title=false", re.IGNORECASE)
_ENTITIES = ("BlogPosting", "CreativeWork")
_AUTHORS = ("Organization", "Person")
_VERIFIED_BY = (
    ("google", "google-site-verification"), ("bing", "msvalidate.01"), ("alexa", "alexaVerifyID"),
    ("yandex", "yandex-verification"), ("baidu", "baidu-site-verification"),
    ("facebook", "facebook-domain-verification"),
)  # fmt: skip


def seo_tag(run: Run, markup: str, names: Mapping[str, Any]) -> str:
    """Return what ``{% seo %}`` writes into the head of the page in sight."""
    return _Seo(run, markup, names).text()


class _Seo:
    """The tag on one page; values are as in the plugin's drops, and written without escaping, as it writes them."""

    def __init__(self, run: Run, markup: str, names: Mapping[str, Any]) -> None:
        self._run = run
        self._markup = markup
        self._page: Mapping[str, Any] = _hash(names.get("page"))
        self._site: Mapping[str, Any] = _hash(names.get("site"))
        self._paginator: Mapping[str, Any] = _hash(names.get("paginator"))
        self._version = text_of(_hash(names.get("jekyll")).get("version"))

    def text(self) -> str:
        title = self._title
        lines = [f"<!-- Begin Jekyll SEO tag v{_VERSION} -->"]
        if title and not _UNTITLED.search(self._markup):
            lines.append(f"<title>{title}</title>")
        lines += [
            _named("generator", f"Jekyll v{self._version}"),
            *self._head(),
            *self._picture_and_kind(),
            *self._cards(),
            *self._verified(),
            f'<script type="application/ld+json">\n{self._filter("jsonify", self._json_ld())}</script>',
            "<!-- End Jekyll SEO tag -->",
        ]
        return "\n".join(lines) + "\n"

    def _head(self) -> list[str]:
        lines = []
        if self._page_title:
            lines.append(_property("og:title", self._page_title))
        if is_truthy(self._author.get("name")):
            lines.append(_named("author", self._author["name"]))
        lines.append(_property("og:locale", self._locale))
        if self._description:
            lines.append(_named("description", self._description))
            lines.append(_property("og:description", self._description))
        if is_truthy(self._of_site("url")):
            lines.append(f'<link rel="canonical" href="{self._address}" />')
            lines.append(_property("og:url", self._address))
        if self._site_title:
            lines.append(_property("og:site_name", self._site_title))
        return lines

    def _picture_and_kind(self) -> list[str]:
        lines = []
        if self._picture:
            lines.append(_property("og:image", self._picture))
            lines += [
                _property(f"og:image:{key}", self._image[key])
                for key in ("height", "width", "alt")
                if is_truthy(self._image.get(key))
            ]
        if is_truthy(self._page.get("date")):
            published = self._filter("date_to_xmlschema", self._page["date"])
            lines += [_property("og:type", "article"), _property("article:published_time", published)]
        else:
            lines.append(_property("og:type", "website"))
        for rel, key in (("prev", "previous_page"), ("next", "next_page")):
            if is_truthy(self._paginator.get(key)):
                there = self._filter("absolute_url", self._paginator.get(f"{key}_path"))
                lines.append(f'<link rel="{rel}" href="{there}" />')
        return lines

    def _cards(self) -> list[str]:
        lines = []
        twitter = self._of_site("twitter")
        if self._picture:
            kinds = (_hash(self._page.get("twitter")).get("card"), _hash(twitter).get("card"))
            card = next((kind for kind in kinds if kind not in (None, False, "")), "summary_large_image")
            lines += [_named("twitter:card", card), _property("twitter:image", self._picture)]
        else:
            lines.append(_named("twitter:card", "summary"))
        if self._picture and is_truthy(self._image.get("alt")):
            lines.append(_named("twitter:image:alt", self._image["alt"]))
        if self._page_title:
            lines.append(_property("twitter:title", self._page_title))
        if is_truthy(twitter):
            name = text_of(_hash(twitter).get("username")).replace("@", "")
            lines.append(_named("twitter:site", f"@{name}"))
            found = self._author.get("twitter") or self._author.get("name")
            if isinstance(found, str):
                creator = found.removeprefix("@").replace("@", "")
                lines.append(_named("twitter:creator", f"@{creator}"))
        facebook = _hash(self._of_site("facebook"))
        for key, name in (
            ("admins", "fb:admins"),
            ("publisher", "article:publisher"),
            ("app_id", "fb:app_id"),
        ):
            if is_truthy(facebook.get(key)):
                lines.append(_property(name, facebook[key]))
        return lines

    def _verified(self) -> list[str]:
        found = self._of_site("webmaster_verifications")
        if is_truthy(found):
            given = _hash(found)
            return [_named(name, given[key]) for key, name in _VERIFIED_BY if is_truthy(given.get(key))]
        google = self._of_site("google_site_verification")
        return [_named("google-site-verification", google)] if is_truthy(google) else []

    # ------------------------------------------------------------------ JSON-LD

    def _json_ld(self) -> dict[str, Any]:
        found: dict[str, Any] = {
            "@context": "https://schema.org",
            "@type": self._type,
            "author": self._author_of_page(),
            "dateModified": self._modified,
            "datePublished": self._published,
            "description": self._description,
            "headline": self._page_title,
            "image": self._image_of_page(),
            "mainEntityOfPage": {"@type": "WebPage", "@id": self._address}
            if self._type in _ENTITIES
            else None,
            "name": self._name,
            "publisher": self._publisher(),
            "sameAs": self._links(),
            "url": self._address,
        }
        return {key: value for key, value in found.items() if value is not None}

    def _author_of_page(self) -> dict[str, Any] | None:
        name, kind = self._author.get("name"), self._author.get("type")
        if not is_truthy(name) or (is_truthy(kind) and kind not in _AUTHORS):
            return None
        found = {"@type": kind if is_truthy(kind) else "Person", "name": name}
        if is_truthy(self._author.get("url")):
            found["url"] = self._author["url"]
        return found

    def _image_of_page(self) -> Any:
        if not self._picture:
            return None
        rest = {key: value for key, value in self._image.items() if key != "path"}
        return {**rest, "url": self._picture, "@type": "imageObject"} if rest else self._picture

    def _publisher(self) -> dict[str, Any] | None:
        logo = self._of_site("logo")
        if not is_truthy(logo):
            return None
        there = logo if _SCHEME.match(text_of(logo)) else self._filter("absolute_url", logo)
        found: dict[str, Any] = {
            "@type": "Organization",
            "logo": {"@type": "ImageObject", "url": self._filter("uri_escape", there)},
        }
        if is_truthy(self._author.get("name")):
            found["name"] = self._author["name"]
        return found

    def _links(self) -> Any:
        links = self._seo.get("links")
        if not is_truthy(links) and self._is_home_or_about:
            links = self._social.get("links")
        return links if is_truthy(links) else None

    # ------------------------------------------------------------------ what the plugin's drops say

    def _filter(self, name: str, value: Any) -> Any:
        return FILTERS[name](self._run, value)

    def _of_site(self, key: str) -> Any:
        return self._site.get(key)

    def _plain(self, value: Any) -> str | None:
        """Rule: Drop#format_string. None for what leaves nothing to read."""
        for name in ("markdownify", "strip_html", "normalize_whitespace", "escape_once"):
            value = self._filter(name, value)
        return value or None

    @cached_property
    def _site_title(self) -> str | None:
        title = self._of_site("title")
        return self._plain(title if is_truthy(title) else self._of_site("name"))

    @cached_property
    def _page_title(self) -> str | None:
        return self._plain(self._page.get("title")) or self._site_title

    @cached_property
    def _title(self) -> str | None:
        described = self._plain(self._of_site("tagline")) or self._plain(self._of_site("description"))
        if self._site_title and self._page_title != self._site_title:
            title: str | None = f"{self._page_title} | {self._site_title}"
        elif self._site_title and self._plain(self._of_site("description")):
            title = f"{self._site_title} | {described}"
        else:
            title = self._page_title
        return f"{self._page_number}{title or ''}" if self._page_number else title

    @cached_property
    def _page_number(self) -> str:
        current, total = self._paginator.get("page"), self._paginator.get("total_pages")
        if not isinstance(current, int) or current < 2:
            return ""
        written = text_of(self._of_site("seo_paginator_message")) or "Page %<current>s of %<total>s for "
        return written.replace("%<current>s", str(current)).replace("%<total>s", text_of(total))

    @cached_property
    def _description(self) -> str | None:
        written = self._page.get("description")
        if not is_truthy(written):
            written = self._page.get("excerpt")
        return self._plain(written) or self._plain(self._of_site("description"))

    @cached_property
    def _author(self) -> Mapping[str, Any]:
        """Rule: AuthorDrop: of the page, the first of its authors, the site's; with what ``_data/authors`` says."""
        several = self._page.get("authors")
        sources = [self._page.get("author"), *(several[:1] if isinstance(several, list) else ())]
        found = next((one for one in (*sources, self._of_site("author")) if text_of(one)), None)
        if is_hash(found):
            return _hash(found)
        if not isinstance(found, str):
            return {}
        known = _hash(_hash(self._of_site("data")).get("authors")).get(found)
        return {"name": found, **_hash(known)}

    @cached_property
    def _image(self) -> Mapping[str, Any]:
        image = self._page.get("image")
        return image if isinstance(image, Mapping) else {"path": image if isinstance(image, str) else None}

    @cached_property
    def _picture(self) -> str | None:
        found = next(
            (one for key in ("path", "facebook", "twitter") if is_truthy(one := self._image.get(key))), None
        )
        if found is None:
            return None
        if isinstance(found, str) and not _SCHEME.match(found):
            found = self._filter("absolute_url", found)
        return text_of(self._filter("uri_escape", found))

    @cached_property
    def _locale(self) -> str:
        choices = (
            self._page.get("locale"),
            self._of_site("locale"),
            self._page.get("lang"),
            self._of_site("lang"),
        )
        return text_of(next((one for one in choices if is_truthy(one)), "en_US")).replace("-", "_")

    @cached_property
    def _address(self) -> str:
        own = text_of(self._page.get("canonical_url"))
        return own or re.sub(
            r"/index\.html$", "/", text_of(self._filter("absolute_url", self._page.get("url")))
        )

    @cached_property
    def _published(self) -> Any:
        date = self._page.get("date")
        return self._filter("date_to_xmlschema", date) if is_truthy(date) else None

    @cached_property
    def _modified(self) -> Any:
        choices = (self._seo.get("date_modified"), self._page.get("last_modified_at"), self._page.get("date"))
        date = next((one for one in choices if is_truthy(one)), None)
        return None if date is None else self._filter("date_to_xmlschema", date)

    @cached_property
    def _is_home_or_about(self) -> bool:
        return bool(_HOME_OR_ABOUT.search(text_of(self._page.get("url"))))

    @cached_property
    def _type(self) -> Any:
        if is_truthy(self._seo.get("type")):
            return self._seo["type"]
        if self._is_home_or_about:
            return "WebSite"
        return "BlogPosting" if is_truthy(self._page.get("date")) else "WebPage"

    @cached_property
    def _name(self) -> str | None:
        if is_truthy(self._seo.get("name")) and (named := self._plain(self._seo["name"])):
            return named
        if not self._is_home_or_about:
            return None
        social = self._social.get("name")
        return self._plain(social) if is_truthy(social) else self._site_title

    @property
    def _seo(self) -> Mapping[str, Any]:
        return _hash(self._page.get("seo"))

    @property
    def _social(self) -> Mapping[str, Any]:
        return _hash(self._of_site("social"))


def _hash(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _named(name: str, content: Any) -> str:
    return f'<meta name="{name}" content="{text_of(content)}" />'


def _property(name: str, content: Any) -> str:
    return f'<meta property="{name}" content="{text_of(content)}" />'
