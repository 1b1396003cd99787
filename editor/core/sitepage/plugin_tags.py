"""Owns the tags of plugins that many sites use: what each writes, or a small labelled box where only a build knows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from typing import Any
from zlib import crc32

from editor.core.liquid.faults import TagError
from editor.core.liquid.filters.addresses import absolute_url, relative_url
from editor.core.liquid.filters.contents import contents_of, has_plugin
from editor.core.liquid.run import Plugin, Run
from editor.core.liquid.values import is_truthy, text_of
from editor.core.sitepage.seo import seo_tag

_WORD = re.compile(r"""(?:([\w-]+)\s*[:=](?!//)\s*)?(?:"([^"]*)"|'([^']*)'|(\S+))""")
_NAME = re.compile(r"[\w-]+")
_GIST = re.compile(r"(?:[\w.-]+/)?[0-9a-fA-F]+")
_YOUTUBE = re.compile(r"(?:.*?(?:youtu\.be/|[?&]v=|/embed/|/shorts/))?([\w-]{6,20})(?:[?&#].*)?")
_VIMEO = re.compile(r"(?:.*?vimeo\.com/(?:video/)?)?(\d{4,12})(?:[?&#/].*)?")
_LONGEST_MARKUP = 500


class _Words:
    """The markup of a tag: words in their order, and those with a key; a name that the page knows is its value."""

    def __init__(self, markup: str, names: Mapping[str, Any]) -> None:
        self.plain: list[str] = []
        self.keyed: dict[str, str] = {}
        for key, double, single, bare in _WORD.findall(markup[:_LONGEST_MARKUP]):
            value = double or single or (_named(bare, names) if bare else "")
            if key:
                self.keyed[key] = value
            else:
                self.plain.append(value)

    def first(self, *keys: str) -> str:
        """Return the value of the first of these keys that is there, else the first word; else ``""``."""
        found = next((self.keyed[key] for key in keys if self.keyed.get(key)), "")
        return found or (self.plain[0] if self.plain else "")


def _named(word: str, names: Mapping[str, Any]) -> str:
    value: Any = names
    for part in word.split("."):
        try:
            value = value[part]
        except (KeyError, TypeError, IndexError):
            return word
    return text_of(value)


def _feed_meta(run: Run, _markup: str, _names: Mapping[str, Any]) -> str:
    """jekyll-feed, lib/jekyll-feed/meta-tag.rb."""
    raw = run.engine.site.raw
    feed = raw.get("feed")
    path = text_of(feed.get("path")) if isinstance(feed, Mapping) else ""
    title = text_of(raw.get("title")) or text_of(raw.get("name"))
    titled = f" title={_attribute(title)}" if title else ""
    address = _attribute(text_of(absolute_url(run, path or "feed.xml")))
    return f'<link type="application/atom+xml" rel="alternate" href={address}{titled} />'


def _attribute(text: str) -> str:
    plain = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    return f'"{plain}"'


def _toc(run: Run, _markup: str, _names: Mapping[str, Any]) -> str:
    """jekyll-toc: the table of contents of the page, which has to want one."""
    if not has_plugin(run):
        raise TagError("“toc” is a tag of the plugin jekyll-toc, which _config.yml does not name")
    return contents_of(run, text_of(run.page.get("content"))) if is_truthy(run.page.get("toc")) else ""


def _gist(_run: Run, markup: str, names: Mapping[str, Any]) -> str:
    """jekyll-gist: a script, and for readers without scripts the way to the gist."""
    words = _Words(markup, names)
    name = words.first()
    if not _GIST.fullmatch(name):
        raise TagError("“gist” needs the id of a gist, such as: gist user/5555251")
    file = f"?file={escape(words.plain[1])}" if len(words.plain) > 1 else ""
    return (
        f'<noscript><p><a href="https://gist.github.com/{name}">Gist {escape(name)}</a></p></noscript>'
        f'<script src="https://gist.github.com/{name}.js{file}"> </script>'
    )


def _avatar(_run: Run, markup: str, names: Mapping[str, Any]) -> str:
    """jekyll-avatar: a person's picture at GitHub."""
    words = _Words(markup, names)
    user = words.first("user").lstrip("@")
    if not _NAME.fullmatch(user):
        raise TagError("“avatar” needs a name at GitHub, such as: avatar hubot size=40")
    written = words.keyed.get("size", "")
    size = int(written) if re.fullmatch(r"\d{1,4}", written, re.ASCII) else 40

    def address(scale: int) -> str:
        path = f"{user}?v=3&s={size * scale}"
        return f"https://avatars{crc32(path.encode()) % 4}.githubusercontent.com/{escape(path)}"

    classes = "avatar avatar-small" if size < 48 else "avatar"
    sources = ", ".join(f"{address(scale)} {scale}x" for scale in range(1, 5))
    return (
        f'<img class="{classes}" alt="{user}" width="{size}" height="{size}" data-proofer-ignore="true" '
        f'src="{address(1)}" srcset="{sources}" />'
    )


def _frame(name: str, pattern: re.Pattern[str], before: str) -> Plugin:
    def written(_run: Run, markup: str, names: Mapping[str, Any]) -> str:
        found = pattern.fullmatch(_Words(markup, names).first("id", "url"))
        if found is None:
            raise TagError(f"“{name}” needs the address or the id of a video")
        return (
            f'<iframe width="560" height="315" src="{before}{found[1]}" title="{name.capitalize()} video" '
            'frameborder="0" allowfullscreen></iframe>'
        )

    return written


def _tweet(_run: Run, markup: str, names: Mapping[str, Any]) -> str:
    address = _Words(markup, names).first("url")
    if not re.match(r"https?://", address):
        raise TagError("“tweet” needs the address of a post")
    link = escape(address)
    return f'<blockquote class="twitter-tweet"><p><a href="{link}">{link}</a></p></blockquote>'


def _picture(run: Run, markup: str, names: Mapping[str, Any]) -> str:
    """Plugins that make pictures in many sizes: here the one picture they are made of."""
    words = _Words(markup, names)
    source = (
        words.keyed.get("path")
        or words.keyed.get("src")
        or next((word for word in words.plain if "." in word), "")
    )
    if not source:
        raise TagError("This tag needs the path of a picture")
    kept = "".join(
        f' {key}="{escape(words.keyed[key])}"'
        for key in ("alt", "class", "width", "height")
        if key in words.keyed
    )
    return f'<img src="{escape(text_of(relative_url(run, source)))}"{kept}>'


def _only_built(what: str) -> Plugin:
    def refused(_run: Run, _markup: str, _names: Mapping[str, Any]) -> str:
        raise TagError(f"{what} is there only when the site is built")

    return refused


PLUGIN_TAGS: Mapping[str, Plugin] = {
    "seo": seo_tag,
    "feed_meta": _feed_meta,
    "toc": _toc,
    "gist": _gist,
    "avatar": _avatar,
    "youtube": _frame("youtube", _YOUTUBE, "https://www.youtube.com/embed/"),
    "vimeo": _frame("vimeo", _VIMEO, "https://player.vimeo.com/video/"),
    "twitter": _tweet,
    "tweet": _tweet,
    "picture": _picture,
    "responsive_image": _picture,
    "octicon": _only_built("This icon"),
    "github_edit_link": _only_built("The link to edit the page at GitHub"),
    "cite": _only_built("This citation"),
    "bibliography": _only_built("The bibliography"),
}
"""Tags by their names; ``Plugin`` says what each takes and gives."""
