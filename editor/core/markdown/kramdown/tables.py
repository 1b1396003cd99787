"""Owns tables: rows of cells between pipes, with or without a pipe at the start, a head, several bodies and a foot."""

from __future__ import annotations

import re
from collections.abc import Iterator

from editor.core.markdown.kramdown import grammar as g
from editor.core.markdown.kramdown.reader import Reader
from editor.core.markdown.tree import Node

_PIPE = re.compile(r"\||.*?[^\\\n]\|")
_START = re.compile(r" {0,3}(?=\S)(?:\||.*?[^\\\n]\|).*\n", re.ASCII)
_LINE = re.compile(r"(?:\||.*?[^\\\n]\|).*\n")
_SEPARATOR = re.compile(r"(?=[+|: \t]*-)([+|: \t-]*+)\n")
_FOOT = re.compile(r"(?=[+|: \t]*=)[+|: \t=]*+\n")
_ALIGNMENT = re.compile(r"[ \t]?(:?)-+(:?)[ \t]?")
_CODE_TAG = re.compile(r"(<code[^>\n]*+>.*?</code>)")
_TICKS = re.compile("`+")
_TICKS_OR_TAG = re.compile("`+|<")
_CELL_END = re.compile(r"(?<!\\)\|")
_ALIGNMENTS = {(":", ""): "left", ("", ":"): "right", (":", ":"): "center", ("", ""): ""}
_CODE_TAGS_AT_MOST = 200
"""``<code>`` tags looked for in one line; each unclosed one reads through to its end."""


class _Table:
    """A table while its lines are read."""

    def __init__(self) -> None:
        self.node = Node("table")
        self.alignments: list[str] = []
        self.rows: list[Node] = []
        self.has_foot = False

    def close(self, kind: str, force: bool = False) -> None:
        """Put the rows so far into a head, body or foot."""
        if self.has_foot and kind == "tbody" and not force:
            return
        part = Node(kind)
        part.children += self.rows
        if kind == "thead":
            for row in self.rows:
                for cell in row.nodes():
                    cell.kind = "th"
        self.rows = []
        self.node.children.append(part)

    def separate(self, line: str) -> None:
        """End the head, or a body, by a line of dashes."""
        if not self.rows:
            return
        if not self.alignments and not self.has_foot:
            self.close("thead")
            self.alignments = [_ALIGNMENTS[found] for found in _ALIGNMENT.findall(line)]
        else:
            self.close("tbody")

    def finish(self) -> bool:
        """Make all rows equally long; return whether the table has a body."""
        if self.rows:
            self.close("tfoot" if self.has_foot else "tbody")
        rows = [
            (row, "th" if part.kind == "thead" else "td")
            for part in self.node.nodes()
            for row in part.nodes()
        ]
        columns = max((len(row.children) for row, _ in rows), default=0)
        for row, cell_kind in rows:
            row.children += [Node(cell_kind) for _ in range(columns - len(row.children))]
            for cell, alignment in zip(row.nodes(), self.alignments, strict=False):
                cell.detail = (alignment,)
        return any(part.kind == "tbody" for part in self.node.nodes())


def read_table(reader: Reader) -> bool:
    """Read the table at the reader's place, if there is one."""
    text = reader.text
    if _START.match(text, reader.pos) is None or not reader.after_boundary():
        return False
    start = reader.pos
    table = _Table()
    leading = text[start : text.index("\n", start)].lstrip(g.BLANKS).startswith("|")
    first = _SEPARATOR.match(text, start)
    reader.pos = first.end() if first else start
    while reader.pos < len(text) and _LINE.match(text, reader.pos):
        separator = _SEPARATOR.match(text, reader.pos)
        foot = None if separator else _FOOT.match(text, reader.pos)
        if separator:
            reader.pos = separator.end()
            table.separate(separator[1])
        elif foot:
            reader.pos = foot.end()
            if table.rows:
                table.close("tbody", force=True)
            table.has_foot = True
        else:
            table.rows.append(_row(reader.line().rstrip(" \t\n"), leading))
    is_table = (
        reader.before_boundary() and _every_line_has_a_pipe(text[start : reader.pos - 1]) and table.finish()
    )
    if not is_table:
        reader.pos = start
        # So it is in kramdown: what looked like a table takes the attribute list before it along.
        reader.pending = None
        return False
    reader.add(table.node)
    return True


def _row(line: str, leading: bool) -> Node:
    cells: list[str] = []
    tagged = "</code>" in line and line.count("<code") <= _CODE_TAGS_AT_MOST
    for at, piece in enumerate(_CODE_TAG.split(line) if tagged else [line]):
        if at % 2:
            cells = [*cells[:-1], cells[-1] + piece] if cells else [piece]
            continue
        for text, is_code in _code_spans(piece):
            parts = [text] if is_code else [part.replace("\\|", "|") for part in _CELL_END.split(text)]
            if cells:
                cells[-1] += parts[0]
                cells += parts[1:]
            else:
                cells = parts
    if leading and cells and not cells[0].strip(g.BLANKS):
        del cells[0]
    if cells and not cells[-1].strip(g.BLANKS):
        del cells[-1]
    row = Node("tr")
    for cell in cells:
        row.children.append(Node("td", cell.strip(g.BLANKS)))
    return row


def _code_spans(text: str) -> Iterator[tuple[str, bool]]:
    """Yield stretches of ``text`` and whether each is a code span, its marks included."""
    plain = at = 0
    while (mark := _TICKS.search(text, at)) is not None:
        end = code_end(text, mark)
        at = mark.end()
        if end is not None:
            if mark.start() > plain:
                yield text[plain : mark.start()], False
            yield text[mark.start() : end], True
            plain = at = end
    if plain < len(text):
        yield text[plain:], False


def code_end(text: str, mark: re.Match[str]) -> int | None:
    """Return where the code span that ``mark`` (some backticks) opens is over, None if it opens none."""
    if len(mark[0]) == 1:
        before, after = text[max(mark.start() - 1, 0) : mark.start()], text[mark.end() : mark.end() + 1]
        if (not before or before in g.BLANKS) and after and after in g.BLANKS:
            return None
    end = text.find(mark[0], mark.end())
    return end + len(mark[0]) if end >= 0 else None


def _every_line_has_a_pipe(text: str) -> bool:
    """Return whether each line holds a pipe that stands outside of code and tags."""
    has_pipe = False
    for piece, is_code in _code_and_tags(text):
        lines = piece.split("\n")
        while lines and not lines[-1]:
            del lines[-1]
        if is_code:
            if len(lines) > 2 or (len(lines) == 2 and not has_pipe):
                return has_pipe
            if len(lines) == 2:
                has_pipe = False
            continue
        if len(lines) > 1 and not has_pipe and not _PIPE.match(lines[0]):
            return False
        has_pipe = (has_pipe and len(lines) <= 1) or (bool(lines) and _PIPE.match(lines[-1]) is not None)
    return has_pipe


def _code_and_tags(text: str) -> Iterator[tuple[str, bool]]:
    """Yield stretches of ``text`` outside of inline HTML, and whether each is a code span."""
    plain = at = 0
    last = text.rfind("-->")
    while (mark := _TICKS_OR_TAG.search(text, at)) is not None:
        at = mark.end()
        end = _element_end(text, mark.start(), last) if mark[0] == "<" else code_end(text, mark)
        if end is None:
            continue
        if mark.start() > plain:
            yield text[plain : mark.start()], False
        if mark[0] != "<":
            yield text[mark.start() : end].strip("`"), True
        plain = at = end
    if plain < len(text):
        yield text[plain:], False


def _element_end(text: str, at: int, last_comment_end: int) -> int | None:
    """Return where the inline element or comment at ``at`` is over, None when there is none."""
    if text.startswith("<!--", at):
        return text.find("-->", at) + 3 if at < last_comment_end else None
    tag = g.TAG.match(text, at)
    if tag is None or tag["name"].lower() in g.BLOCK_TAGS:
        return None
    if tag["closed"] or tag["name"].lower() in g.VOID_TAGS:
        return tag.end()
    close = re.compile(rf"</{re.escape(tag['name'])}{g.S}*>", re.IGNORECASE).search(text, tag.end())
    return close.end() if close else len(text)
