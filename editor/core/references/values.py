"""Owns where the values of YAML and the strings of JSON and scripts name assets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from editor.core.errors import BrokenFrontMatterError
from editor.core.post.lead import SIDE_KEYS
from editor.core.post.reading import FENCE, compose_any, end_of, key_text, start_of
from editor.core.references.markup import Address
from editor.core.references.reference import MEDIA_END, MEDIA_INSIDE, Place

# The keys under which a post names its lead image, and those of a map that does (see core.article).
LEAD_KEY = "image"
_LEAD_PARTS = frozenset({"path", "feature", "src", "url"})
# What is said about a picture is prose, even where it ends in a file's name.
_PROSE = re.compile(
    r"(?:title|headline|alt|caption|credit|description|excerpt|summary|text|name|slug)\Z", re.IGNORECASE
)
_PICTURE_KEY = re.compile(
    r"image|img|pic|photo|thumb|teaser|cover|poster|feature|path|src|file|icon|logo|banner"
)
_PROPERTIES = re.compile(r"(?:[&!][^\s,\[\]{}]*\s+)+")

# Most headers are lines of "key: value", "- item" and lists without a dot. Those need no YAML reader to
# know where a value stands; anything else makes the pattern fail, and the reader is asked.
_PLAIN = r"[^\s\"'&*!|>%@`\[\]{},#?:\-](?:[^\s:#]|:(?=\S)|(?<=\S)#|[ \t]+(?=[^\s#]))*+"
_SCALAR = rf"(?:\"[^\"\\\n]*\"|'[^'\n]*'|{_PLAIN})"
_KEY_LINE = rf"[A-Za-z_][\w-]*:(?:[ \t]+(?:{_SCALAR}|\[[^\[\]{{}}&*!#\n.]*\]))?"
_SIMPLE = re.compile(rf"(?>(?>{_KEY_LINE}|[ \t]*-[ \t]+{_PLAIN}|\#[^\n]*|)[ \t]*\r?\n)*+\Z")
_VALUE_LINE = re.compile(
    rf"^(?P<key>[A-Za-z_][\w-]*):[ \t]+(?:\"(?P<double>[^\"\\\n]*)\"|'(?P<single>[^'\n]*)'|(?P<plain>{_PLAIN}))",
    re.MULTILINE,
)
_ITEM_LINE = re.compile(rf"^[ \t]*-[ \t]+(?P<plain>{_PLAIN})", re.MULTILINE)
# With the line end in front, and not as "^", the search goes from one to the next.
_LEAD_ALT = re.compile(rf"\n(?:{'|'.join(SIDE_KEYS['alt'])}):[ \t]*[^\s#]")
_STRING = re.compile(r"\"((?:[^\"\\\n]|\\.)*+)\"|'((?:[^'\\\n]|\\.)*+)'|`((?:[^`\\\n]|\\.)*+)`")
_CELL = re.compile(r"[^,;\t\n\r\"']+")


def header_addresses(block: str, offset: int, *, plain: bool = False) -> Iterator[Address]:
    """Yield the assets that a front-matter block names; ``offset`` is where the block stands in its file.

    ``plain`` says that its lines are known to be of the simplest form.
    """
    media = [found.start() for found in MEDIA_INSIDE.finditer(block)]
    if not media:
        return
    if plain or _SIMPLE.match(block):
        yield from _simple_lines(block, media, offset)
        return
    # What stands before the block's own first character is the fence the composed text begins with.
    yield from yaml_addresses(FENCE + block, offset - len(FENCE))


def yaml_addresses(text: str, offset: int = 0) -> Iterator[Address]:
    """Yield the assets that the values of any YAML name; nothing for YAML that cannot be read."""
    if not MEDIA_INSIDE.search(text):
        return
    try:
        root = compose_any(text)
    except (BrokenFrontMatterError, ValueError):
        return
    if root is not None:
        yield from _Walk(text, offset).addresses(root)


def string_addresses(text: str) -> Iterator[Address]:
    """Yield the quoted strings (and unquoted cells) of JSON, scripts and tables that name an asset."""
    if not MEDIA_INSIDE.search(text):
        return
    done = 0
    for found in _STRING.finditer(text):
        yield from _cells(text, done, found.start())
        start, end = found.span(next(group for group in (1, 2, 3) if found[group] is not None))
        if names_asset(text[start:end]):
            yield Address(start, end, Place.VALUE)
        done = found.end()
    yield from _cells(text, done, len(text))


def names_asset(value: str, key: str = "") -> bool:
    """Tell whether a value is the path of an asset rather than a sentence that ends in a file's name."""
    if "." not in value:
        return False
    if "\n" in value or not MEDIA_END.search(value):
        return "{{" in value and MEDIA_INSIDE.search(value) is not None
    if value.startswith(("http:", "https:", "//", "/")):
        return True
    return not _PROSE.search(key) and (" " not in value or "/" in value or bool(_PICTURE_KEY.search(key)))


def _cells(text: str, start: int, end: int) -> Iterator[Address]:
    for cell in _CELL.finditer(text, start, end):
        if names_asset(cell[0].strip()) and "/" in cell[0] and not re.search(r"\s|[(){}=]", cell[0].strip()):
            yield Address(*cell.span(), Place.VALUE)


def _simple_lines(block: str, media: Sequence[int], offset: int) -> Iterator[Address]:
    last = -1
    for at in media:
        line = block.rfind("\n", 0, at) + 1
        if line == last:
            continue
        last = line
        if found := _VALUE_LINE.match(block, line):
            group = found.lastgroup or ""
            if names_asset(found[group], found["key"]):
                start, end = found.span(group)
                has_alt = bool(_LEAD_ALT.search(f"\n{block}")) if found["key"] == LEAD_KEY else None
                yield Address(offset + start, offset + end, Place.VALUE, has_alt)
        elif (found := _ITEM_LINE.match(block, line)) and names_asset(found["plain"]):
            start, end = found.span("plain")
            yield Address(offset + start, offset + end, Place.VALUE)


class _Walk:
    """Goes through composed nodes in document order; an alias is its anchor's business."""

    def __init__(self, text: str, offset: int) -> None:
        self._text = text
        self._offset = offset
        self._seen: set[int] = set()

    def addresses(
        self, node: Node, keys: tuple[str, ...] = (), has_alt: bool | None = None
    ) -> Iterator[Address]:
        if id(node) in self._seen:
            return
        self._seen.add(id(node))
        if isinstance(node, ScalarNode):
            yield from self._scalar(node, keys, has_alt)
        elif isinstance(node, SequenceNode):
            for item in node.value:
                yield from self.addresses(item, keys, has_alt)
        elif isinstance(node, MappingNode):
            yield from self._mapping(node, keys, has_alt)

    def _mapping(self, node: MappingNode, keys: tuple[str, ...], has_alt: bool | None) -> Iterator[Address]:
        told = {key_text(key): value for key, value in node.value}
        for key, value in told.items():
            inner: bool | None = None
            if not keys and key == LEAD_KEY:
                inner = any(_is_told(told[name]) for name in SIDE_KEYS["alt"] if name in told)
            elif keys == (LEAD_KEY,) and key in _LEAD_PARTS:
                inner = has_alt or _is_told(told.get("alt"))
            yield from self.addresses(value, (*keys, key), inner)

    def _scalar(self, node: ScalarNode, keys: tuple[str, ...], has_alt: bool | None) -> Iterator[Address]:
        key = keys[-1] if keys else ""
        if node.style in ("|", ">") or not names_asset(node.value.strip(), key):
            return
        start, end = start_of(node), end_of(node)
        if properties := _PROPERTIES.match(self._text, start, end):
            start = properties.end()
        if node.style in ("'", '"'):
            start, end = start + 1, end - 1
        if "\n" not in self._text[start:end]:
            yield Address(self._offset + start, self._offset + end, Place.VALUE, has_alt)


def _is_told(node: Node | None) -> bool:
    return isinstance(node, ScalarNode) and bool(node.value.strip())


def read_scalar(written: str, before: str) -> str:
    """Return what the inside of a YAML scalar stands for; ``before`` is the character in front of it."""
    if before == "'":
        return written.replace("''", "'")
    if before == '"' and "\\" in written:
        try:
            return str(yaml.safe_load(f'"{written}"'))
        except (yaml.YAMLError, ValueError):
            return written
    return written
