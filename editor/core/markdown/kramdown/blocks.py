"""Owns the reading of blocks: a text becomes a tree whose leaves hold text that is not yet read for spans."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from editor.core.markdown.kramdown import grammar as g
from editor.core.markdown.kramdown.definitions import (
    read_abbreviation,
    read_end_mark,
    read_extension,
    read_link_target,
    read_note,
)
from editor.core.markdown.kramdown.htmlblocks import read_html
from editor.core.markdown.kramdown.lists import read_list, read_meanings
from editor.core.markdown.kramdown.reader import Reader
from editor.core.markdown.kramdown.tables import read_table
from editor.core.markdown.tree import Node

_LAZY_CODE = re.compile(r"\n( {0,3}\S)", re.ASCII)
_MATH_END = re.compile(r"\$\$")


class BlockReader(Reader):
    """Reads every sort of block."""

    def step(self) -> None:
        """Read the block or the blank lines at ``pos``."""
        text, pos = self.text, self.pos
        blank = g.BLANK_LINES.match(text, pos)
        if blank:
            _read_blank(self, blank)
            return
        if text.startswith(("    ", "\t"), pos):
            _read_code(self)
            return
        at = pos
        while text[at] == " ":
            at += 1
        first = text[at]
        for reader in _READERS.get(first, ()):
            if reader(self):
                return
        if (first != "\t" and _read_underlined(self)) or (first in "$\\" and _read_math(self)):
            return
        if "|" in text[pos : text.index("\n", pos)] and read_table(self):
            return
        for reader in _LATE_READERS.get(first, ()):
            if reader(self):
                return
        if first == "\t":
            self.tree.add_text(self.line())
            return
        _read_paragraph(self)


def _read_blank(reader: Reader, found: re.Match[str]) -> None:
    reader.pos = found.end()
    last = reader.tree.last()
    if last is not None and last.kind == "blank":
        last.value += found[0]
    else:
        reader.add(Node("blank", found[0]))


def _read_code(reader: Reader) -> None:
    code = reader.indented(reader.pos)
    reader.pos += len(code)
    code = _LAZY_CODE.sub(r" \1", code)
    reader.add(Node("pre", g.INDENT.sub("", code)))


def _read_fence(reader: Reader) -> bool:
    dialect = reader.work.dialect
    found = dialect.fence.match(reader.text, reader.pos)
    if found is None:
        return False
    start = reader.text.index("\n", found.end())
    language = reader.text[found.end() : start].strip(g.BLANKS)
    if re.search(g.S, language):
        return False
    character = found[1][-1]
    if reader.search(character * 3, _fence_end(character * 3, dialect.fence_indent), start + 1) is None:
        return False
    for size in _fence_sizes(len(found[1])):
        fence = found[1][:size]
        closed = reader.search(fence, _fence_end(fence, dialect.fence_indent), start + 1)
        if closed is None:
            continue
        reader.pos = closed.end()
        node = reader.add(Node("pre", reader.text[start + 1 : closed.start()]))
        language = found[1][size:] + language
        if language:
            node.attributes["class"] = "language-" + (language.partition("?")[0] or language)
        return True
    return False


def _read_quote(reader: Reader) -> bool:
    start = reader.pos
    reader.line()
    while not g.LAZY_END.match(reader.text, reader.pos):
        reader.line()
    reader.after(g.QUOTE_MARK.sub("", reader.text[start : reader.pos]), reader.add(Node("blockquote")))
    return True


def _read_heading(reader: Reader) -> bool:
    dialect = reader.work.dialect
    found = dialect.heading.match(reader.text, reader.pos)
    if found is None or not (dialect.gfm or reader.after_boundary()):
        return False
    text, identifier = _heading_text(found["text"])
    text = dialect.heading_foot.sub("", text).rstrip(g.BLANKS)
    return _add_heading(reader, len(found["marks"]), text, identifier, found.end())


def _read_underlined(reader: Reader) -> bool:
    end = reader.text.index("\n", reader.pos) + 1
    underline = g.UNDERLINE.match(reader.text, end)
    if underline is None or not reader.after_boundary():
        return False
    text, identifier = _heading_text(reader.text[reader.pos : end].lstrip(" "))
    return _add_heading(reader, 2 if underline["mark"] == "-" else 1, text, identifier, underline.end())


def _add_heading(reader: Reader, level: int, text: str, identifier: str | None, end: int) -> bool:
    if not text:
        return False
    reader.pos = end
    node = reader.add(Node("header", text))
    node.level = level
    if identifier:
        node.attributes["id"] = identifier
    return True


def _read_rule(reader: Reader) -> bool:
    found = g.RULE.match(reader.text, reader.pos)
    if found is None:
        return False
    reader.pos = found.end()
    reader.add(Node("hr"))
    return True


def _read_math(reader: Reader) -> bool:
    text = reader.text
    found = g.MATH.match(text, reader.pos)
    if found is None or not reader.after_boundary():
        return False
    closed = reader.search("$$", _MATH_END, found.end())
    if closed is None:
        return False
    line_end = g.LINE_END.match(text, closed.end())
    if found["escape"]:
        reader.pos = found.end() - 2 if line_end else reader.pos
        return False
    start, reader.pos = reader.pos, line_end.end() if line_end else closed.end()
    if reader.before_boundary():
        reader.add(Node("math", text[found.end() : closed.start()].strip(g.BLANKS))).flag = True
        return True
    reader.pos = start
    reader.work.hungry.add("$$")
    return False


def _read_paragraph(reader: Reader) -> None:
    start, text = reader.pos, reader.text
    end = text.index("\n", start) + 1
    paragraph_end = reader.work.dialect.paragraph_end
    while not paragraph_end.match(text, end):
        end = text.index("\n", end) + 1
    reader.pos = end
    content = text[start:end].rstrip(g.BLANKS)
    last = reader.tree.last()
    if last is not None and last.kind == "p":
        joint = "  \n" if text[max(start - 3, 0) : start] == "  \n" else "\n"
        last.value += joint + content
    else:
        reader.add(Node("p", content.lstrip(g.BLANKS)))


def _fence_sizes(size: int) -> list[int]:
    """Return how long a fence may be that is opened by ``size`` marks, most likely first.

    The rest of a longer run is read as the language, as kramdown does when nothing closes the whole run.
    """
    return [size, *range(min(size - 1, 8), 2, -1)]


@lru_cache(maxsize=64)
def _fence_end(fence: str, indent: str) -> re.Pattern[str]:
    return re.compile(rf"^{indent}{re.escape(fence)}{re.escape(fence[-1])}*[ \t\r\f\v]*\n", re.MULTILINE)


def _heading_text(text: str) -> tuple[str, str | None]:
    text = text.rstrip(g.BLANKS)
    found = g.HEADING_ID.search(text)
    if found is None:
        return text, None
    return text[: found.start()].rstrip(g.BLANKS), found["id"]


_Try = Callable[[Reader], bool]
_LIST: tuple[_Try, ...] = (read_list,)
_RULE_OR_LIST: tuple[_Try, ...] = (_read_rule, read_list)
_READERS: dict[str, tuple[_Try, ...]] = {
    "`": (_read_fence,),
    "~": (_read_fence,),
    ">": (_read_quote,),
    "#": (_read_heading,),
    "*": _RULE_OR_LIST,
    "-": _RULE_OR_LIST,
    "_": (_read_rule,),
    "+": _LIST,
    **dict.fromkeys("0123456789", _LIST),
    ":": (read_meanings,),
    "<": (read_html,),
}
"""What a block may be by its first character, in the order in which it is tried."""
_LATE_READERS: dict[str, tuple[_Try, ...]] = {
    "[": (read_note, read_link_target),
    "*": (read_abbreviation,),
    "{": (read_extension,),
    "^": (read_end_mark,),
}
"""What else it may be when it is neither an underlined heading nor a table."""
