"""Owns what a picture or link in a post points at: a file of the project, or nothing we may read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes, urljoin, urlsplit

if TYPE_CHECKING:
    from editor.core.site import SiteConfig

# The Liquid that writers put into addresses (https://jekyllrb.com/docs/liquid/filters/): the site's own
# prefix, or a quoted path sent through a filter that adds that prefix. Anything else is left unresolved.
_SITE_OUTPUT = re.compile(r"\{\{-?\s*site\.(?:url|baseurl)\s*-?\}\}")
_FILTERED_PATH = re.compile(
    r"""^\{\{-?\s*(?P<quote>["'])(?P<path>[^"']*)(?P=quote)\s*
        (?:\|\s*(?:relative_url|absolute_url|prepend:\s*site\.(?:baseurl|url))\s*)*-?\}\}""",
    re.VERBOSE,
)
# Most paths: nothing in them stands for anything else, and no step leads up.
_PLAIN_PATH = re.compile(r"/?(?:[\w-][\w.-]*/)*[\w-][\w.-]*", re.ASCII)
_SCHEME = re.compile(r"^[A-Za-z][A-Za-z0-9+.\-]*:")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
# WHATWG URL: browsers drop these anywhere in an address before they read its scheme.
_IGNORED_IN_URLS = re.compile(r"[\x00-\x20\x7f]")
_LINE_ENDS = re.compile(r"[\t\r\n]+")
_ILLEGAL = re.compile(r"""[\x00-\x20"<>^`{|}\x7f]""")
_SAFE_SCHEMES = frozenset({"http", "https", "mailto", "tel", "sms", "ftp", "sftp", "xmpp", "geo", "magnet"})


def picture_path(src: str, site: SiteConfig, post_path: str = "") -> str | None:
    """Return the project-relative posix path that ``src`` names, or None when it names none.

    ``post_path`` is the project-relative path of the post, against which ``./`` and ``../`` are read.
    A path without a leading slash is read from the project's root, as Jekyll themes do with ``image``.
    The site's own absolute addresses count as its files. None stands for another host, a ``data:``
    address, Liquid we cannot fill in, and every path that would leave the project (``..``, a drive
    letter, a backslash, a control character). No disk is read: the file need not exist.
    """
    if _PLAIN_PATH.fullmatch(src):
        return (_without_base(src, site.baseurl) if src[0] == "/" else src).lstrip("/")
    path = _without_liquid(src.strip())
    if path is None:
        return None
    path = _own_address(path, site)
    if _SCHEME.match(path) or path.startswith("//"):
        return None
    try:
        path = unquote_to_bytes(re.split(r"[?#]", path, maxsplit=1)[0]).decode("utf-8")
    except UnicodeDecodeError:
        return None
    # A colon is a drive letter or an NTFS stream on Windows; neither is ever part of a web path here.
    if "\\" in path or ":" in path or _CONTROL.search(path):
        return None
    if path.startswith("/"):
        return _inside("", _without_base(path, site.baseurl))
    if path.startswith(("./", "../")):
        return _inside(post_path.rpartition("/")[0], path)
    return _inside("", path)


def is_remote(src: str) -> bool:
    """Tell whether ``src`` names something on another machine (a scheme with a host, or ``//host``)."""
    address = _IGNORED_IN_URLS.sub("", src)
    return bool(re.match(r"^(?:[A-Za-z][A-Za-z0-9+.\-]*:)?[/\\]{2}", address))


def is_secure(src: str) -> bool:
    """Return whether an address is asked for by https, the only way a remote file is ever loaded."""
    return src.strip().lower().startswith("https://")


def safe_link(href: str) -> bool:
    """Tell whether a link may stay in a page: no scheme at all, or one that only opens something.

    ``javascript:``, ``data:``, ``file:`` and the like are refused, however they are spaced or cased.
    """
    address = _IGNORED_IN_URLS.sub("", href)
    scheme = _SCHEME.match(address)
    return scheme is None or scheme.group()[:-1].lower() in _SAFE_SCHEMES


def absolute_link(href: str, site: SiteConfig, page_url: str) -> str | None:
    """Return ``href`` as a reader outside the site needs it, or None when it holds Liquid we cannot fill in.

    The site's address goes in front of local paths, when the site has one; ``page_url`` is the post's own path
    on the site (``/2026/03/title/``). Characters no address may hold are percent-encoded, as browsers do
    when they follow the link (URL Standard, section 4.4). Any other ``href`` comes back unchanged.
    """
    filled = _without_liquid(href.strip())
    if filled is None:
        return None
    based = filled != href.strip()
    if filled.startswith("#") or not filled or _SCHEME.match(filled):
        return _encoded(filled)
    if based and filled.startswith("/") and site.baseurl.strip("/"):
        filled = "/" + site.baseurl.strip("/") + _without_base(filled, site.baseurl)
    if not site.url:
        return _encoded(filled)
    try:
        return _encoded(urljoin(page_address(site, page_url), filled))
    except ValueError:
        return _encoded(filled)


def page_address(site: SiteConfig, page_url: str) -> str:
    """Return the whole address of a page of the site (Jekyll's ``absolute_url``); empty without ``url``."""
    if not site.url:
        return ""
    base = "/" + site.baseurl.strip("/") if site.baseurl.strip("/") else ""
    return site.url.rstrip("/") + base + "/" + page_url.lstrip("/")


def _encoded(address: str) -> str:
    """Drop tabs and line ends and percent-encode what may not stand in an address."""
    return _ILLEGAL.sub(lambda found: f"%{ord(found.group()):02X}", _LINE_ENDS.sub("", address))


def _without_liquid(src: str) -> str | None:
    """Fill in the Liquid that names the site's root; None when other Liquid is left."""
    filtered = _FILTERED_PATH.match(src)
    if filtered:
        path = filtered.group("path") + src[filtered.end() :]
        src = path if path.startswith("/") or _SCHEME.match(path) else "/" + path
    filled = _SITE_OUTPUT.sub("", src)
    if filled != src and not filled.startswith("/"):
        filled = "/" + filled
    return None if "{{" in filled or "{%" in filled else filled


def _own_address(src: str, site: SiteConfig) -> str:
    """Turn an absolute address of this very site into a path from its root."""
    if not site.url or not (_SCHEME.match(src) or src.startswith("//")):
        return src
    try:
        own, there = urlsplit(site.url), urlsplit(src)
    except ValueError:
        return src
    same = there.netloc and own.netloc.lower() == there.netloc.lower()
    return (there.path or "/") if same and there.scheme in ("", "http", "https") else src


def _without_base(path: str, baseurl: str) -> str:
    base = "/" + baseurl.strip("/")
    return path[len(base) :] if base != "/" and path.startswith(base + "/") else path


def _inside(folder: str, path: str) -> str | None:
    """Fold ``.`` and ``..``; None as soon as a step would leave the project, or when nothing is left."""
    parts: list[str] = []
    for part in f"{folder}/{path}".split("/"):
        if part == "..":
            if not parts:
                return None
            parts.pop()
        elif part in ("", "."):
            continue
        elif not part.strip(" ."):
            return None  # Windows drops trailing dots and spaces, which makes "..." or ".. " a way up
        else:
            parts.append(part)
    return "/".join(parts) or None
