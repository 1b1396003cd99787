"""Owns links to posts: which post a link means, and how it is written once the post has another name or address."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from posixpath import normpath, relpath
from typing import NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

from editor.core.references.addresses import address_values
from editor.core.references.finding import find_references
from editor.core.references.mending import Mended, encoded_segment, respelled, rewritten
from editor.core.references.reference import Place, Reference, SourceKind
from editor.core.site import SiteConfig

_LINKS = frozenset({Place.LINK, Place.DEFINITION, Place.ATTRIBUTE})
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:")
# Files that Jekyll makes pages of, and some themes links to; not .html, which pages themselves are called.
_FILES = (".md", ".markdown", ".mkdn", ".mkd", ".mkdown")
_SUFFIX = re.compile(r"\.[^./]+$")
_DATED = re.compile(r"\d+-\d+-\d+-.+")
# How else servers let an address end: a folder's page without its slash or by name, a page without its suffix.
_ENDS = {"/": ("", "/index.html"), ".html": ("",), "": (".html",)}


@dataclass(frozen=True, slots=True)
class PostMove:
    """A post under its old and new name: paths in the project, and addresses from ``/`` on as on the site."""

    path: str
    to: str
    url: str
    new_url: str


@dataclass(frozen=True, slots=True)
class Page:
    """The file that is read for links; ``url`` is where its page stands, "" where it is part of others.

    ``new_url`` differs where the page itself moves.
    """

    path: str
    url: str = ""
    new_url: str = ""


class _Meaning(NamedTuple):
    """How a reference says which post it means: by ``tag``, ``path``, ``file`` or ``address`` (and its end)."""

    how: str
    end: str = ""


def mend_post_links(text: str, kind: SourceKind, page: Page, move: PostMove, site: SiteConfig) -> Mended:
    """Return ``text`` with every link to the moved post leading to its new place.

    Links by address (also with the site's own host, ``baseurl`` or Liquid in front, without the last slash
    or ``.html``), by ``post_url`` and ``link`` tags, by file name, and relative ones, and the address alone as a
    value in YAML; where the page itself moves, its own relative links too. Raises EditRefusedError when that
    cannot be done cleanly.
    """
    edits: list[tuple[Reference, str]] = []
    left: list[Reference] = []
    for reference in find_references(text, kind):
        meaning = _meaning(reference, page, move.path, move.url, site)
        if meaning is not None:
            written = _spelled(meaning, reference, page, move)
        elif page.path == move.path and _is_relative(reference) and not reference.is_media:
            written = _own_relative(reference, page, move)
        else:
            continue
        if written is None:
            left.append(reference)
        elif written != reference.written:
            edits.append((reference, written))
    for reference, written in _values(text, kind, move):
        if written is None:
            left.append(reference)
        else:
            edits.append((reference, written))
    edits.sort(key=lambda edit: edit[0].start)
    left.sort(key=lambda reference: reference.start)
    return rewritten(text, kind, edits, left)


def _values(text: str, kind: SourceKind, move: PostMove) -> Iterator[tuple[Reference, str | None]]:
    """Yield the old address where it stands as a value, and how it is written now."""
    if not move.url or move.url == move.new_url:
        return
    (base, end), (new_base, new_end) = _parted(move.url), _parted(move.new_url)
    for reference, address in address_values(text, kind, tuple(base + one for one in (end, *_ENDS[end]))):
        tail = address.removeprefix(base)
        new = new_base + (tail if tail in _ENDS[new_end] else new_end) if move.new_url else ""
        yield reference, (new if reference.written == address else unquote(new)) or None


def links_to(
    text: str, kind: SourceKind, page: Page, path: str, url: str, site: SiteConfig
) -> tuple[Reference, ...]:
    """Return the links in ``text`` that lead to the post at ``path`` whose address is ``url``."""
    found = [one for one in find_references(text, kind) if _meaning(one, page, path, url, site)]
    nowhere = PostMove(path, path, url, "")
    return (*found, *(reference for reference, _ in _values(text, kind, nowhere)))


def clues(path: str, url: str) -> tuple[bytes, ...]:
    """Return what at least one of stands in every file with a link to a post, for a quick look at its bytes."""
    last = next((part for part in reversed(url.split("/")) if part), "")
    bare = _SUFFIX.sub("", last)
    names = {_stem(path), bare, bare.lower(), unquote(bare)}
    return tuple(sorted(name.encode("utf-8", "surrogateescape") for name in names if name))


def mentions(data: bytes, looked_for: Sequence[bytes]) -> bool:
    """Tell whether a file's bytes hold any of the ``clues``."""
    return any(clue in data for clue in looked_for)


# -- what a reference means ------------------------------------------------------------------------------------


def _meaning(reference: Reference, page: Page, path: str, url: str, site: SiteConfig) -> _Meaning | None:
    if reference.place is Place.POST_URL:
        return _Meaning("tag") if _names_post(reference.path, path) else None
    if reference.path.lstrip("/") == path:
        return _Meaning("path")
    if reference.place not in _LINKS or reference.is_media:
        return None
    if _is_relative(reference) and reference.path.endswith(_suffix(path)):
        folder = page.path.rpartition("/")[0]
        if normpath(f"{folder}/{unquote(reference.path)}") == path:
            return _Meaning("file")
    target = _site_path(reference.path, page.url, site) if url else None
    if target is None:
        return None
    base, own_end = _parted(unquote(url))
    return next(
        (_Meaning("address", end) for end in (own_end, *_ENDS[own_end]) if target == base + end), None
    )


def _names_post(name: str, path: str) -> bool:
    """Tell whether ``post_url`` with this name means the post (Jekyll, PostComparer: by its name, then its folder)."""
    folder, _, own = name.strip("/").rpartition("/")
    above = path.rpartition("/")[0]
    if _stem(path) != own:
        return False
    return not folder or f"/{above}".endswith((f"/_posts/{folder}", f"/{folder}/_posts"))


def _site_path(path: str, page_url: str, site: SiteConfig) -> str | None:
    """Return the path from the site's root that an address leads to, decoded; None when it leads elsewhere."""
    if _SCHEME.match(path) or path.startswith("//"):
        try:
            there, own = urlsplit(path), urlsplit(site.url)
        except ValueError:
            return None
        if not there.netloc or _host(there.netloc) != _host(own.netloc):
            return None
        path = there.path or "/"
    elif not path.startswith("/"):
        return unquote(urljoin(page_url, path)) if page_url else None
    base = site.baseurl.rstrip("/")
    return unquote(path[len(base) :] if base and path.startswith(f"{base}/") else path)


def _host(netloc: str) -> str:
    """Return a host as sites are known by it: www or not, it is the same one."""
    return netloc.lower().removeprefix("www.")


def _is_relative(reference: Reference) -> bool:
    path = reference.path
    return reference.place in _LINKS and not path.startswith("/") and not _SCHEME.match(path)


# -- how it is written from now on -----------------------------------------------------------------------------


def _spelled(meaning: _Meaning, reference: Reference, page: Page, move: PostMove) -> str | None:
    """Return the new spelling, None when no spelling leads to the new place."""
    match meaning.how:
        case "tag":
            return _post_name(reference, move)
        case "path":
            return f"/{move.to}" if reference.written.startswith("/") else move.to
        case "file":
            here = (move.to if page.path == move.path else page.path).rpartition("/")[0]
            return _dotted(relpath(f"/{move.to}", f"/{here}"), reference)
    if not move.new_url:
        return None
    base, end = _parted(unquote(move.new_url))
    target = base + (meaning.end if meaning.end in _ENDS[end] else end)
    if _is_relative(reference):
        return _relative(target, page.new_url or page.url, reference)
    old = _parted(unquote(move.url))[0] + meaning.end
    return respelled(reference, "", old[1:], target[1:])


def _post_name(reference: Reference, move: PostMove) -> str | None:
    stem = _stem(move.to)
    if not _DATED.fullmatch(stem) or "_posts" not in move.to.split("/"):
        return None  # a draft has no name that the tag could say
    folder, slash, _ = reference.written.rpartition("/")
    if folder and move.path.rpartition("/")[0] != move.to.rpartition("/")[0]:
        return None
    return f"{folder}{slash}{stem}"


def _own_relative(reference: Reference, page: Page, move: PostMove) -> str:
    """Write a relative link of the very post that moves so that it leads where it led."""
    if reference.path.endswith(_FILES):
        old, new = (path.rpartition("/")[0] for path in (move.path, move.to))
        target = normpath(f"/{old}/{unquote(reference.path)}")
        return reference.written if old == new else _dotted(relpath(target, f"/{new}"), reference)
    if not page.url or not page.new_url:
        return reference.written
    target = unquote(urljoin(page.url, reference.path))
    if page.url.endswith("/") and target.startswith(unquote(page.url)):
        return reference.written  # it leads below the page itself, and goes with it
    return _relative(target, page.new_url, reference)


def _relative(target: str, page_url: str, reference: Reference) -> str:
    """Write a path of the site from a page; a spelling that leads there already stays."""
    if unquote(urljoin(page_url, reference.path)) == target:
        return reference.written
    there = relpath(target, page_url.rpartition("/")[0] or "/")
    return _dotted(f"{there}/" if target.endswith("/") and there != "/" else there, reference)


def _dotted(path: str, reference: Reference) -> str:
    written = "/".join(encoded_segment(part, spaced=False) for part in path.split("/"))
    return f"./{written}" if reference.path.startswith("./") and not written.startswith("..") else written


def _parted(url: str) -> tuple[str, str]:
    """Part an address from its end: ``/``, ``.html`` or nothing."""
    end = next((end for end in ("/", ".html") if url.endswith(end)), "")
    return url.removesuffix(end), end


def _stem(path: str) -> str:
    return _SUFFIX.sub("", path.rpartition("/")[2])


def _suffix(path: str) -> str:
    found = _SUFFIX.search(path)
    return found[0] if found else ""
