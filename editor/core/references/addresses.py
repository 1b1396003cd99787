"""Owns addresses of the site that stand as plain values in YAML: menus in ``_data``, related posts in front matter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from editor.core.post.fences import split_fences
from editor.core.references.reference import Place, Reference, SourceKind

_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_KEY = re.compile(r"([^\s#:\-\[{][^:\n]*?)[ \t]*:(?=\s|$)")
# What these say is the file's own address, and no link to another one.
_OWN = frozenset({"permalink", "redirect_from"})
_FENCED = frozenset({SourceKind.MARKDOWN, SourceKind.HTML})


def address_values(
    text: str, kind: SourceKind, addresses: tuple[str, ...]
) -> Iterator[tuple[Reference, str]]:
    """Yield where one of ``addresses`` (from ``/`` on, percent-encoded) stands as a whole value, and which.

    In YAML and in front matter, encoded or not, with a fragment or query behind it or none; not in comments.
    """
    start, end = _region(text, kind)
    if start == end:
        return
    spelled = {form: one for one in addresses for form in (unquote(one), one) if len(form) > 1}
    among = "|".join(re.escape(form) for form in sorted(spelled, key=len, reverse=True))
    if not among:
        return
    found = re.compile(rf"(?:(?<=[\s\"'\[,])|^)(?P<url>{among})(?=[\"'\],?#\s]|$)", re.MULTILINE)
    key, at = "", start
    for number, line in enumerate(_LINE.findall(text[start:end]), text.count("\n", 0, start) + 1):
        top = _KEY.match(line)
        key = top[1].strip("\"'") if top else key
        code = line if "#" not in line else re.split(r"(?:^|\s)#", line, maxsplit=1)[0]
        for match in found.finditer(code) if key not in _OWN else ():
            written = match["url"]
            place = at + match.start("url")
            yield (
                Reference(number, place, place + len(written), written, written, Place.VALUE),
                spelled[written],
            )
        at += len(line)


def _region(text: str, kind: SourceKind) -> tuple[int, int]:
    """Return where the YAML of a file is."""
    if kind is SourceKind.YAML:
        return 0, len(text)
    bom = 1 if text.startswith("\ufeff") else 0
    fenced = split_fences(text[bom:]) if kind in _FENCED else None
    if fenced is None:
        return 0, 0
    start = bom + len(fenced.opening)
    return start, start + len(fenced.block)
