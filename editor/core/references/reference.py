"""Owns the shape of one reference: where it stands, how it is written, and what it says of the picture."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class SourceKind(StrEnum):
    """How a file is read for references."""

    MARKDOWN = "markdown"
    HTML = "html"
    STYLE = "style"
    YAML = "yaml"
    STRINGS = "strings"


class Place(StrEnum):
    """What kind of writing a reference stands in."""

    IMAGE = "image"
    LINK = "link"
    DEFINITION = "definition"
    ATTRIBUTE = "attribute"
    VALUE = "value"
    STYLE = "style"
    LIQUID = "liquid"
    POST_URL = "post_url"


PICTURE_SUFFIXES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg", ".ico", ".bmp"})
MEDIA_SUFFIXES = PICTURE_SUFFIXES | {
    *(".mp4", ".m4v", ".webm", ".mov", ".ogv", ".mp3", ".m4a", ".ogg", ".oga", ".wav", ".flac"),
    *(".pdf", ".zip", ".doc", ".docx", ".xls", ".xlsx", ".ppt", ".pptx", ".odt", ".ods", ".vtt", ".srt"),
}
"""What counts as an asset: files that pages show or offer, as against those Jekyll makes pages of."""

_KINDS = {
    SourceKind.MARKDOWN: (".md", ".markdown", ".mkdn", ".mkd", ".mkdown"),
    SourceKind.HTML: (".html", ".htm", ".xhtml", ".xml", ".liquid", ".txt"),
    SourceKind.STYLE: (".css", ".scss", ".sass", ".less"),
    SourceKind.YAML: (".yml", ".yaml"),
    SourceKind.STRINGS: (".json", ".webmanifest", ".js", ".mjs", ".ts", ".csv", ".tsv"),
}
_KIND_OF = {suffix: kind for kind, suffixes in _KINDS.items() for suffix in suffixes}
_MEDIA_ENDS = "|".join(sorted((suffix[1:] for suffix in MEDIA_SUFFIXES), key=len, reverse=True))
MEDIA_END = re.compile(rf"\.(?:{_MEDIA_ENDS})(?=[?#]|\s*\Z)", re.IGNORECASE)
MEDIA_INSIDE = re.compile(rf"\.(?:{_MEDIA_ENDS})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reference:
    """One reference in a file.

    ``line`` is 1-based and counted in the file; ``written`` is ``text[start:end]``: the path alone, without
    the Liquid, the quotation marks, the query and the fragment around it, and just what mending replaces.
    ``path`` is what it stands for once escapes and entities are read (not percent escapes), behind what
    Liquid puts in front. ``has_alt`` says whether a text stands there for those who cannot see the picture;
    None where the place takes none.
    """

    line: int
    start: int
    end: int
    written: str
    path: str
    place: Place
    has_alt: bool | None = None

    @property
    def is_media(self) -> bool:
        """Tell whether this names a picture or another asset by its suffix."""
        return MEDIA_END.search(self.path) is not None


def kind_of_source(path: str) -> SourceKind | None:
    """Return how the file at ``path`` is read for references, None when it can hold none."""
    return _KIND_OF.get(path[path.rfind(".") :].lower())
