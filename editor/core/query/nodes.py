"""Owns what a query means once it is read: a tree of frozen values."""

from __future__ import annotations

from dataclasses import dataclass

from editor.core.query.when import When


@dataclass(frozen=True, slots=True)
class Words:
    """Words in a row, anywhere in a post or, with ``field``, in its ``title``, ``author`` or ``path`` alone.

    With ``prefix`` the last word is only the beginning of one.
    """

    text: str
    field: str = ""
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Label:
    """A whole ``category`` or ``tag``, whatever its capitals and accents; with ``prefix`` its beginning."""

    field: str
    name: str
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class State:
    """What Jekyll will do with the post: one of the ``PostStatus`` values."""

    status: str


@dataclass(frozen=True, slots=True)
class Has:
    """Whether a post has a thing (one of ``fields.THINGS``) or, not ``present``, lacks it."""

    thing: str
    present: bool = True


@dataclass(frozen=True, slots=True)
class Dated:
    """A border in time: ``since``, ``until`` (the post's own day) or ``changed`` (its file, at or after)."""

    border: str
    when: When


@dataclass(frozen=True, slots=True)
class Length:
    """How many words the text has: at least ``least`` and at most ``most``, where they are given."""

    least: int | None = None
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Not:
    """Everything that ``node`` is not."""

    node: Node


@dataclass(frozen=True, slots=True)
class AllOf:
    """What all of these find; none of them means every post. Never one alone, never one inside another."""

    nodes: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class AnyOf:
    """What at least one of these finds. Two or more, never one inside another."""

    nodes: tuple[Node, ...]


Term = Words | Label | State | Has | Dated | Length
Node = Term | Not | AllOf | AnyOf

EVERYTHING = AllOf()


@dataclass(frozen=True, slots=True)
class Query:
    """A query as it was understood. A ``problem`` is a sentence for the writer; ``node`` is then the rest."""

    text: str
    node: Node = EVERYTHING
    problem: str = ""


def all_of(nodes: list[Node]) -> Node:
    """Return what all nodes find, without needless nesting."""
    flat: list[Node] = []
    for node in nodes:
        flat.extend(node.nodes if isinstance(node, AllOf) else (node,))
    return flat[0] if len(flat) == 1 else AllOf(tuple(flat))


def any_of(nodes: list[Node]) -> Node:
    """Return what any node finds, without needless nesting; there must be one at least."""
    flat: list[Node] = []
    for node in nodes:
        flat.extend(node.nodes if isinstance(node, AnyOf) else (node,))
    return flat[0] if len(flat) == 1 else AnyOf(tuple(flat))


def negated(node: Node) -> Node:
    """Return the opposite of a node."""
    return node.node if isinstance(node, Not) else Not(node)


def sought(node: Node) -> tuple[Words, ...]:
    """Return the words a hit can be shown by: those that are not excluded, in the order of the query."""
    if isinstance(node, Words):
        return (node,)
    if isinstance(node, AllOf | AnyOf):
        return tuple(words for part in node.nodes for words in sought(part))
    return ()
