"""Owns front matter as a value: its exact characters, its fields, and edits that change nothing else."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Self, TypeAlias

from yaml.nodes import MappingNode

from editor.core.errors import BrokenFrontMatterError, EditRefusedError
from editor.core.post import reading
from editor.core.post.edits import CannotSpliceError, Edit, apply
from editor.core.post.emit import writer_for
from editor.core.post.faults import line_at
from editor.core.post.fences import early_closing
from editor.core.post.fields import Field, FieldKind, as_meant, is_date_key, kind_of, value_under
from editor.core.post.layout import Layout, Pair, lay_out
from editor.core.post.lines import keep_line_ends
from editor.core.post.plain_lines import read_plain_lines
from editor.core.post.proof import agrees, refuse_unwritable, same_beside
from editor.core.post.reading import FENCE, key_text
from editor.core.post.splice import Splicer

__all__ = ["Field", "FieldKind", "FrontMatter", "Value", "is_date_key"]

Value: TypeAlias = reading.Value

# A tuple: a union of types is made anew each time it is named.
_CONTAINERS = (list, dict)


@dataclass(frozen=True)
class FrontMatter:
    """The front matter of one post: two fences and the YAML between them, character by character.

    Every edit returns a new value and has been read back before: the one key changed and nothing else.
    """

    opening: str
    block: str
    closing: str

    @property
    def text(self) -> str:
        """All of it, fences included, as it stands at the head of the file."""
        return self.opening + self.block + self.closing

    @property
    def newline(self) -> str:
        """The line end that most lines of the block have, which new lines get too; the fence's if it has none."""
        source = self.block if "\n" in self.block else self.opening
        windows = source.count("\r\n")
        return "\r\n" if windows * 2 > source.count("\n") else "\n"

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """The keys in their order, each once."""
        return tuple(self._values)

    @cached_property
    def is_plain(self) -> bool:
        """Whether every line is a key and a value in the forms that ``read_plain_lines`` reads."""
        return read_plain_lines(self.block, reading.plain_value) is not None

    @cached_property
    def fields(self) -> tuple[Field, ...]:
        """Every key with its value, in the order of ``keys``."""
        root = self._layout.root
        pairs = {} if root is None else {key_text(pair.key.node): pair for pair in root.pairs}
        return tuple(self._field(key, pairs[key]) for key in self.keys)

    def field(self, key: str) -> Field | None:
        """Return the field of ``key``, None where there is no such key."""
        return next((field for field in self.fields if field.key == key), None)

    def get(self, key: str, default: Value = None) -> Value:
        """Return the value of ``key`` as Jekyll reads it; of duplicate keys the last one counts.

        A list or map is the caller's own to change.
        """
        value = self._values.get(key, default)
        return _own(value) if isinstance(value, _CONTAINERS) else value

    def __contains__(self, key: object) -> bool:
        return key in self._values

    def set(self, key: str, value: Value, order: Sequence[str] = ()) -> FrontMatter:
        """Return front matter in which ``key`` has ``value`` and every other character is as it was.

        A string is text, and quoted where a reader would take it for anything else; only under a key for
        dates is a string in a date's notation a date. Scalars keep their quotation marks, lists their style
        and the source of items that stay. A new key goes where ``order``, this site's usual order of keys,
        puts it among those present, otherwise to the end.

        Raises EditRefusedError when that cannot be done without touching something else.
        """
        wanted = as_meant(key, value)
        if key in self and reading.same_value(self.get(key), wanted):
            return self
        refuse_unwritable(key, wanted)
        pair = self._pair(key)
        if pair is not None and self._locked(key, pair):
            raise self._refusal(key, pair, "changed")
        for edits in self._set_attempts(key, wanted, pair, order):
            edited = self._verified(edits, key, wanted)
            if edited is not None:
                return edited
        raise self._refusal(key, pair, "changed" if pair else "added")

    def remove(self, key: str) -> FrontMatter:
        """Return front matter without the lines of ``key``; comments in lines of their own stay.

        Raises EditRefusedError when another key points at its value.
        """
        pair = self._pair(key)
        root = self._layout.root
        if pair is None or root is None:
            return self
        edits = Splicer(self._layout, writer_for(self._layout, self.newline)).remove_key(root, key)
        edited = self._verified(edits, key, None, removed=True)
        if edited is None:
            raise self._refusal(key, pair, "removed")
        return edited

    def with_block(self, block: str) -> FrontMatter:
        """Return front matter with other YAML between the fences, as a raw view edits it.

        Lines that were there keep their own line ends, though the view may know only ``\\n``. Raises
        BrokenFrontMatterError, whose line is counted in the file, when Jekyll could not read the result.
        """
        block = keep_line_ends(block, self.block, self.newline)
        if block and not block.endswith("\n"):
            block += self.newline
        edited = replace(self, block=block)
        edited.check()
        return edited

    def check(self) -> None:
        """Raise BrokenFrontMatterError when the block is not YAML or holds a line that would close it."""
        early = early_closing(self.block)
        if early is not None:
            message = "This line would end the front matter here. Indent it, or put it in quotation marks."
            raise BrokenFrontMatterError(message, line=line_at(self.block, early) + 1)
        _ = self._values  # reading them is the check

    @classmethod
    def create(cls, pairs: Mapping[str, Value], newline: str = "\n") -> Self:
        """Return new front matter with these keys in this order."""
        front = FrontMatter(f"---{newline}", "", f"---{newline}")
        for key, value in pairs.items():
            front = front.set(key, value)
        return cls(front.opening, front.block, front.closing)

    # Reading -----------------------------------------------------------------------------------------

    @cached_property
    def _root(self) -> MappingNode | None:
        return reading.compose(FENCE + self.block)

    @cached_property
    def _values(self) -> dict[str, Value]:
        # A list of posts needs values only: the nodes of 20,000 of them would take hundreds of megabytes.
        if "_root" in self.__dict__:
            return _values_of(self._root)
        plain = read_plain_lines(self.block, reading.plain_value)
        self.__dict__["is_plain"] = plain is not None  # as cached_property would
        if plain is not None:
            return {key: as_meant(key, value) for key, value in plain.items()}
        return _values_of(reading.compose(FENCE + self.block))

    @cached_property
    def _layout(self) -> Layout:
        return lay_out(FENCE + self.block, self._root)

    def _line(self, index: int) -> int:
        return bisect_left(self._line_ends, index) + 1

    @cached_property
    def _line_ends(self) -> list[int]:
        return [found.start() for found in re.finditer("\n", self._layout.text)]

    def _pairs(self, key: str) -> list[Pair]:
        return self._pairs_by_key.get(key, [])

    @cached_property
    def _pairs_by_key(self) -> dict[str, list[Pair]]:
        found: dict[str, list[Pair]] = {}
        for pair in self._layout.root.pairs if self._layout.root else ():
            found.setdefault(key_text(pair.key.node), []).append(pair)
        return found

    def _pair(self, key: str) -> Pair | None:
        return next(reversed(self._pairs(key)), None)

    def _field(self, key: str, pair: Pair) -> Field:
        value = value_under(key, pair.value.node)
        source = self._layout.text[pair.value.start : pair.value.end]
        line = self._line(pair.key.start)
        return Field(
            key, value, kind_of(value), line, source, self._note(key, value), self._locked(key, pair)
        )

    def _note(self, key: str, value: Value) -> str | None:
        lines = [self._line(pair.key.start) for pair in self._pairs(key)] if self._has_duplicates else []
        if len(lines) > 1:
            where = f"{', '.join(map(str, lines[:-1]))} and {lines[-1]}"
            return f"“{key}” stands in lines {where}; the last one counts."
        return None

    @cached_property
    def _has_duplicates(self) -> bool:
        return self._root is not None and len(self._root.value) > len(self._values)

    def _refusal(self, key: str, pair: Pair | None, deed: str) -> EditRefusedError:
        message = (pair and self._locked(key, pair)) or (
            f"“{key}” cannot be {deed} here without touching something else. Use “Edit as YAML” for it."
        )
        return EditRefusedError(message, line=self._line(pair.key.start) if pair else None)

    def _locked(self, key: str, pair: Pair) -> str | None:
        if pair.colon is None and not (self._layout.root and self._layout.root.bracketed):
            return f"“{key}” is written in YAML's long form, with a question mark. Change it under “Edit as YAML”."
        if pair.value.alias:
            return None
        if self._layout.shared_outside(pair.value):
            return (
                f"“{key}” holds an anchor (&…) that another key points at, so changing it here would change "
                "that one too. Change it under “Edit as YAML”."
            )
        if reading.has_special_type(pair.value.node):
            return f"“{key}” has a type of its own ({pair.value.node.tag}). Change it under “Edit as YAML”."
        return None

    # Editing -----------------------------------------------------------------------------------------

    def _set_attempts(
        self, key: str, value: Value, pair: Pair | None, order: Sequence[str]
    ) -> Iterator[list[Edit]]:
        """Yield ways to set a key, the smallest first; the later ones touch more of its own value only."""
        writer = writer_for(self._layout, self.newline)
        root = self._layout.root
        for whole in (False, True):
            for cautious in (False, True):
                splicer = Splicer(self._layout, replace(writer, cautious=cautious), whole)
                try:
                    if pair is None or root is None:
                        yield splicer.add_key(key, value, order)
                    else:
                        yield splicer.set_key(root, pair, value)
                except CannotSpliceError:
                    continue

    def _verified(
        self, edits: list[Edit], key: str, value: Value, removed: bool = False
    ) -> FrontMatter | None:
        """Make the edits and read the result back; None unless ``key`` alone changed, and as wanted."""
        try:
            text = apply(self._layout.text, edits)
            root = reading.compose(text)
        except (CannotSpliceError, BrokenFrontMatterError):
            return None
        edited = FrontMatter(self.opening, text.removeprefix(FENCE), self.closing)
        edited.__dict__["_root"] = root  # as cached_property would: it has just been read
        if early_closing(edited.block) is not None or not same_beside(key, self._root, root):
            return None
        if removed:
            return edited if key not in edited else None
        return edited if key in edited and agrees(edited.get(key), value) else None


def _values_of(root: MappingNode | None) -> dict[str, Value]:
    if root is None:
        return {}
    names = (key_text(key) for key, _ in root.value)
    return {name: value_under(name, node) for name, (_, node) in zip(names, root.value, strict=True)}


def _own(value: Value) -> Value:
    # Most items are texts: asked here, they cost no call.
    if isinstance(value, list):
        return [item if isinstance(item, str) else _own(item) for item in value]
    if isinstance(value, dict):
        return {key: item if isinstance(item, str) else _own(item) for key, item in value.items()}
    return value
