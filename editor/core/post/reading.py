"""Owns how the text of a front-matter block becomes YAML nodes and plain values, as Jekyll would read it."""

from __future__ import annotations

import re
from typing import ClassVar, TypeAlias

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from yaml.resolver import Resolver

from editor.core.errors import BrokenFrontMatterError
from editor.core.post.dates import PostDate, parse_date
from editor.core.post.faults import explain, line_at

Value: TypeAlias = "bool | int | float | str | PostDate | list[Value] | dict[str, Value] | None"

# Composed texts start with the opening fence, as Jekyll hands it to Psych: a "%" or a byte order mark at
# the head of the block then means the same to both, and line numbers are those of the file.
FENCE = "---\n"

# libyaml's loader is ten times faster and is what Psych uses too; PyYAML is sometimes built without it.
_BASE = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_TAG = "tag:yaml.org,2002:"
# Texts whose kind is known: keys, dates, names; not excerpts.
_LONGEST_KNOWN = 40
_MOST_KNOWN = 2000
_RESOLVER = Resolver()


class _Loader(_BASE):  # type: ignore[misc, valid-type]
    """Libyaml's loader, which asks only once what kind of value a short text is: the keys of posts are the same."""

    _known: ClassVar[dict[str, str]] = {}

    def resolve(self, kind: type[Node], value: str, implicit: tuple[bool, bool]) -> str:
        """Return the tag of a node, as ``Resolver.resolve`` does."""
        if kind is ScalarNode and implicit[0]:
            return self.kind_of(value)
        return str(super().resolve(kind, value, implicit))

    @classmethod
    def kind_of(cls, text: str) -> str:
        """Return the tag of a text without quotation marks."""
        tag = cls._known.get(text)
        if tag is None:
            tag = str(_RESOLVER.resolve(ScalarNode, text, (True, False)))  # type: ignore[no-untyped-call]
            if len(text) <= _LONGEST_KNOWN:
                if len(cls._known) >= _MOST_KNOWN:
                    cls._known.clear()
                cls._known[text] = tag
        return tag


_LOADER = _Loader

_STYLE_PLAIN = (None, "")
_PLAIN_TAGS = frozenset(
    _TAG + name
    for name in ("str", "null", "bool", "int", "float", "timestamp", "value", "merge", "seq", "map")
)
_UNREADABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SEXAGESIMAL = re.compile(r"[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?")

# PyYAML's recursion is written in C and unguarded: a block nested some thousand deep would end the process.
_DEEPEST = 100
# Python turns no more digits than 4,300 into a number or back; a number this long is nobody's quantity.
_LONGEST_NUMBER = 1000
_OPENERS = "[{-?:"
# A dozen lines of aliases of aliases can stand for billions of values.
_MOST_VALUES = 10_000


def compose(text: str) -> MappingNode | None:
    """Compose ``text``, which starts with FENCE, to its root mapping; None when it holds no keys at all.

    Raises BrokenFrontMatterError, with the line, when the text is not YAML or its root is not a mapping.
    """
    root = compose_any(text)
    if root is None or (isinstance(root, ScalarNode) and root.value == "" and root.style in _STYLE_PLAIN):
        return None
    if not isinstance(root, MappingNode):
        message = "The front matter is not a list of keys and values, such as “title: A headline”."
        raise BrokenFrontMatterError(message, line=line_at(text, start_of(root)))
    return root


def compose_any(text: str) -> Node | None:
    """Compose any YAML, such as a file of ``_data``, to its root; None for an empty text.

    Raises BrokenFrontMatterError, with the line, for what is not YAML and for what would multiply or nest
    beyond measure.
    """
    illegal = _UNREADABLE.search(text)
    if illegal:
        name = f"U+{ord(illegal[0]):04X}"
        message = (
            f"There is an invisible control character ({name}) in this line, which YAML forbids. Delete it."
        )
        raise BrokenFrontMatterError(message, line=line_at(text, illegal.start()))
    try:
        _refuse_deep_nesting(text)
        root = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        problem = explain(text, error)
        raise BrokenFrontMatterError(problem.message, line=problem.line) from error
    if root is not None and "*" in text and _written_out(root, {}) > _MOST_VALUES:
        raise BrokenFrontMatterError("Aliases (*name) multiply to too many values here.", line=1)
    return root


def alias_spans(text: str) -> list[tuple[int, int]]:
    """Return the span of every ``*alias`` in document order; composed nodes do not know where those stand."""
    if "*" not in text:
        return []
    events = yaml.parse(text, Loader=_LOADER)
    return [
        (event.start_mark.index, event.end_mark.index)
        for event in events
        if isinstance(event, yaml.AliasEvent) and event.start_mark and event.end_mark
    ]


def start_of(node: Node) -> int:
    """Return where a node starts, its ``&anchor`` and ``!tag`` included."""
    assert node.start_mark is not None
    return int(node.start_mark.index)


def end_of(node: Node) -> int:
    """Return where the reader was when the node was over; past trailing comments in a block collection."""
    assert node.end_mark is not None
    return int(node.end_mark.index)


def has_special_type(node: Node) -> bool:
    """Say whether a node carries a tag, such as ``!ruby/object``, that plain values cannot express."""
    return node.tag not in _PLAIN_TAGS


def value_of(node: Node, known: dict[int, Value] | None = None) -> Value:
    """Convert a node to a plain value; a date becomes a PostDate, what only looks like one stays text.

    Aliases give the value of their anchor, and an anchor that contains itself gives None there.
    """
    known = {} if known is None else known
    if id(node) in known:
        return known[id(node)]
    if isinstance(node, ScalarNode):
        return _scalar_value(node)
    known[id(node)] = None
    value: Value
    if isinstance(node, SequenceNode):
        value = [value_of(item, known) for item in node.value]
    else:
        value = {key_text(key): value_of(item, known) for key, item in node.value}
    known[id(node)] = value
    return value


def key_text(node: Node) -> str:
    """Return a key as written, without quotation marks; a key that is not a scalar has no name."""
    return node.value if isinstance(node, ScalarNode) else ""


def same_value(one: Value, other: Value) -> bool:
    """Compare two values as YAML sees them: ``1``, ``1.0`` and ``true`` all differ, map order does not."""
    if type(one) is not type(other):
        return False
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same_value, one, other))
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same_value(item, other[key]) for key, item in one.items())
    return one == other or (one != one and other != other)


def same_node(one: Node, other: Node, seen: set[tuple[int, int]] | None = None) -> bool:
    """Compare two nodes by type and content, wherever they stand and however they are quoted."""
    seen = set() if seen is None else seen
    if (id(one), id(other)) in seen:
        return True
    if one.tag != other.tag or type(one) is not type(other):
        return False
    if isinstance(one, ScalarNode):
        return bool(one.value == other.value)
    seen.add((id(one), id(other)))
    if len(one.value) != len(other.value):
        return False
    if isinstance(one, SequenceNode):
        return all(same_node(a, b, seen) for a, b in zip(one.value, other.value, strict=True))
    return all(
        same_node(a, b, seen) and same_node(c, d, seen)
        for (a, c), (b, d) in zip(one.value, other.value, strict=True)
    )


def _scalar_value(node: ScalarNode) -> Value:
    text: str = node.value
    kind = node.tag.removeprefix(_TAG)
    if node.style not in _STYLE_PLAIN and kind == "str":
        # Any other kind is a bare "!" before quotation marks, which readers take as if those were not there.
        return text
    return _meant_by(text, kind)


def plain_value(text: str) -> Value:
    """Return what a text means that stands without quotation marks."""
    return _meant_by(text, _Loader.kind_of(text).removeprefix(_TAG))


def _meant_by(text: str, kind: str) -> Value:
    if kind == "null":
        return None
    if kind == "bool":
        return text.lower() in ("yes", "true", "on")
    if kind in ("int", "float"):
        return _number(text, kind)
    return parse_date(text) or text


def _number(text: str, kind: str) -> int | float | str:
    if _SEXAGESIMAL.fullmatch(text):
        return text
    if len(text) > _LONGEST_NUMBER:
        return text
    digits = text.replace("_", "").lower()
    if kind == "float":
        return float(digits.replace(".inf", "inf").replace(".nan", "nan"))
    sign = -1 if digits.startswith("-") else 1
    digits = digits.lstrip("+-")
    if digits.startswith(("0x", "0b")):
        return sign * int(digits, 0)
    return sign * int(digits, 8 if digits.startswith("0") and digits != "0" else 10)


def _refuse_deep_nesting(text: str) -> None:
    if sum(map(text.count, _OPENERS)) <= _DEEPEST:
        return
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > _DEEPEST:
                mark = event.start_mark
                line = line_at(text, mark.index) if mark else 1
                raise BrokenFrontMatterError("Lists or maps are nested too deeply in this line.", line=line)
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


def _written_out(node: Node, known: dict[int, int]) -> int:
    """Return how many values a node would be with every alias written out."""
    if id(node) not in known:
        known[id(node)] = 1
        if not isinstance(node, ScalarNode):
            pairs = node.value if isinstance(node, MappingNode) else [(item,) for item in node.value]
            known[id(node)] += sum(_written_out(part, known) for pair in pairs for part in pair)
    return known[id(node)]
