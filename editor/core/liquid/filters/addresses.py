"""Owns filters that make addresses (Jekyll::Filters::URLFilters), normalised as the Addressable gem does."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import quote, unquote

from editor.core.liquid.run import Run
from editor.core.liquid.values import text_of

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:")
_PARTS = re.compile(
    r"(?:([A-Za-z][A-Za-z0-9+.\-]*):)?(?://([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?", re.DOTALL
)
_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_PATH_SAFE = "-._~!$&'()*+,;=:@/%"
_QUERY_SAFE = _PATH_SAFE.replace(";", "?")
_INDEX = re.compile(r"/index\.html?$")
_PORTS = {"http": ":80", "https": ":443"}


def _url_of(value: Any) -> Any:
    """Posts and pages stand for their address."""
    return value.get("url") if isinstance(value, Mapping) and "url" in value else value


def relative_url(run: Run, value: Any) -> Any:
    """``relative_url``: with ``baseurl`` in front, unless it has a scheme."""
    value = _url_of(value)
    if value is None:
        return None
    text = text_of(value)
    if _SCHEME.match(text):
        return value
    base = text_of(run.engine.site.raw.get("baseurl")).removesuffix("/")
    return normalized(_slashed(base) + _slashed(text))


def absolute_url(run: Run, value: Any) -> Any:
    """``absolute_url``: with ``url`` and ``baseurl`` in front."""
    value = _url_of(value)
    if value is None:
        return None
    if _SCHEME.match(text_of(value)):
        return value
    relative = relative_url(run, value)
    host = text_of(run.engine.site.raw.get("url"))
    return normalized(host + relative) if host else relative


def _slashed(text: str) -> str:
    return text if not text or text.startswith("/") else f"/{text}"


def normalized(address: str) -> str:
    """Return an address as Addressable::URI#normalize writes it."""
    found = _PARTS.fullmatch(address)
    assert found is not None
    scheme, host, path, query, fragment = found.groups()
    parts = []
    if scheme is not None:
        parts.append(f"{scheme.lower()}:")
    if host is not None:
        parts.append(f"//{_host(host, (scheme or '').lower())}")
        path = path or "/"
    parts.append(_encoded(_without_dots(path), _PATH_SAFE))
    if query:
        parts.append(f"?{_encoded(query, _QUERY_SAFE)}")
    if fragment:
        parts.append(f"#{_encoded(fragment, _PATH_SAFE + '?')}")
    return "".join(parts)


def _host(host: str, scheme: str) -> str:
    user, at, name = host.rpartition("@")
    name = name.lower().removesuffix(_PORTS.get(scheme, "\0"))
    if not name.isascii():
        with contextlib.suppress(UnicodeError):
            name = name.encode("idna").decode()
    return user + at + name


def _encoded(text: str, safe: str) -> str:
    def settled(found: re.Match[str]) -> str:
        character = chr(int(found[1], 16))
        return character if character in _UNRESERVED else found[0].upper()

    text = re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", text)
    return quote(_ESCAPE.sub(settled, text), safe=safe)


def _without_dots(path: str) -> str:
    """Resolve ``.`` and ``..`` (RFC 3986, section 5.2.4)."""
    if "/." not in path and not path.startswith("."):
        return path
    kept: list[str] = []
    parts = path.split("/")
    for part in parts:
        if part == "..":
            if len(kept) > 1:
                kept.pop()
        elif part != ".":
            kept.append(part)
    if parts[-1] in (".", ".."):
        kept.append("")
    return "/".join(kept)


def _strip_index(_run: Run, value: Any) -> Any:
    return _INDEX.sub("/", text_of(value), count=1) if text_of(value) else None


def _uri_escape(_run: Run, value: Any) -> str:
    return quote(unquote(text_of(value)), safe="-._~:/?#[]@!$&'()*+,;=")


FILTERS: dict[str, Callable[..., Any]] = {
    "relative_url": relative_url,
    "absolute_url": absolute_url,
    "strip_index": _strip_index,
    "uri_escape": _uri_escape,
}
