"""Owns lists: what belongs to an item by its indentation, where lists nest, which items hold paragraphs."""

from __future__ import annotations

import re
from functools import partial

from editor.core.markdown.kramdown import grammar as g
from editor.core.markdown.kramdown.attributes import read_attribute_list
from editor.core.markdown.kramdown.reader import Reader
from editor.core.markdown.tree import Node

_TABS = re.compile(r"( *)(\t+)")
_LEADING_TABS = re.compile(r"\t+")
_TASK = re.compile(r"\s*\[([ xX])\]\s+", re.ASCII)


class _Item:
    """A list item or meaning while its lines are gathered; each of ``parts`` is read from a fresh start."""

    def __init__(self, node: Node, marker: str, first_line: str) -> None:
        self.node = node
        self.width, text = _content(len(marker), first_line)
        given = g.ITEM_LIST.match(text)
        if given:
            node.list = read_attribute_list(given["list"])
            text = text[given.end() :]
        self.parts = [[text]]
        self._lazy_end = g.lazy_line(self.width)

    def content_line(self, line: str, lazy: bool) -> str | None:
        """Return ``line`` with tabs spread if it belongs to the item, by indentation or else as a ``lazy`` one."""
        if self._is_indented(line) or (lazy and not self._lazy_end.match(line)):
            tabs = _LEADING_TABS.match(line)
            return " " * (4 * tabs.end()) + line[tabs.end() :] if tabs else line
        return None

    def _is_indented(self, line: str) -> bool:
        """Return whether ``line`` reaches the content's column; a tab counts for four columns in steps."""
        at = 0
        for _ in range(self.width // 4):
            if line.startswith("\t", at):
                at += 1
            elif line.startswith("    ", at):
                at += 4
            else:
                return False
        return line.startswith((" " * (self.width % 4), "\t", "    "), at)

    def texts(self) -> list[str]:
        """Return the parts as texts."""
        return ["".join(part) for part in self.parts]


def _content(column: int, text: str) -> tuple[int, str]:
    """Return the content column of an item whose mark ends at ``column``, and its first line from there on."""
    if g.ITEM_LIST_ALONE.match(text):
        return 4, text.lstrip(g.BLANKS)
    while found := _TABS.match(text):
        spaces = 4 - (len(found[1]) + column) % 4 + (len(found[2]) - 1) * 4
        text = found[1] + " " * spaces + text[found.end() :]
    return column + len(text) - len(text.lstrip(" ")), text.lstrip(g.BLANKS)


def _next_marks(mark: str, width: int) -> re.Pattern[str]:
    """Return what starts the next item of a list whose last item has its content at column ``width``."""
    return _NEXT[mark][min(width - 1, 3)]


_NEXT = {
    mark: [re.compile(rf"( {{0,{most}}}{mark})([\t| ].*\n)") for most in range(4)]
    for mark in ("[+*-]", "[0-9]+\\.", ":")
}


def read_list(reader: Reader) -> bool:
    """Read the list at the reader's place, if there is one."""
    text = reader.text
    kind, mark = ("ul", "[+*-]") if g.BULLET.match(text, reader.pos) else ("ol", "[0-9]+\\.")
    start = g.BULLET if kind == "ul" else g.NUMBER
    if start.match(text, reader.pos) is None:
        return False
    node = reader.add(Node(kind))
    items: list[_Item] = []
    nested = after_blank = cut = False
    while reader.pos < len(text):
        pos = reader.pos
        if after_blank and g.RULE.match(text, pos):
            break
        end = g.END_MARK.match(text, pos)
        if end:
            cut = True
            reader.pos = end.end()
            break
        found = start.match(text, pos)
        if found:
            item = _Item(Node("li"), found[1], found[2])
            items.append(item)
            reader.pos = found.end()
            start = _next_marks(mark, item.width)
            nested, after_blank = g.ITEM.match(item.parts[0][0]) is not None, False
            continue
        blank = g.BLANK_LINES.match(text, pos)
        if blank:
            nested = after_blank = True
            reader.pos = blank.end()
            item.parts[-1].append(blank[0])
            continue
        line = item.content_line(text[pos : text.index("\n", pos) + 1], not after_blank)
        if line is None:
            break
        reader.line()
        indented = line.startswith(" " * item.width)
        line = line[item.width :] if indented else line
        if not nested and indented and g.ITEM.match(line):
            item.parts.append([])
            nested = True
        elif nested and not indented and g.ITEM.match(line):
            line = " " * (item.width + 4) + line
        item.parts[-1].append(line)
        after_blank = False
    node.children += [item.node for item in items]
    reader.work.jobs.append(partial(_finish_list, node, cut, reader.work.dialect.gfm))
    _plan(reader, items)
    if after_blank and not cut:
        # The blank lines that end the last item stand behind the list.
        reader.tree.children.append(Node("blank", items[-1].parts[-1][-1]))
    return True


def _plan(reader: Reader, items: list[_Item]) -> None:
    for item in reversed(items):
        for text in reversed(item.texts()):
            reader.after(text, item.node)


def _finish_list(node: Node, cut: bool, gfm: bool) -> None:
    items = [child for child in node.children if isinstance(child, Node)]
    spread = False
    for at, item in enumerate(items):
        is_last = at == len(items) - 1
        children = item.children
        if children:
            first, second = children[0], children[1] if len(children) > 1 else None
            if not isinstance(first, Node):
                spread = True
                continue
            if first.kind == "p" and first.list and isinstance(second, Node) and second.kind == "mark":
                del children[1]
                second = children[1] if len(children) > 1 else None
            before_blank = isinstance(second, Node) and second.kind == "blank"
            tight = not before_blank or (is_last and len(children) == 2 and not cut)
            if first.kind == "p" and tight and (not is_last or len(items) == 1 or spread):
                first.flag = True
                if second is not None and not before_blank:
                    first.value += "\n"
            last = item.last()
            if last is not None and last.kind == "blank":
                children.pop()
        head = children[0] if children else None
        spread = spread or not isinstance(head, Node) or head.kind != "p" or head.flag
    if gfm:
        _mark_tasks(node, items)


def _mark_tasks(node: Node, items: list[Node]) -> None:
    found_one = False
    for item in items:
        head = item.children[0] if item.children else None
        if not isinstance(head, Node) or head.kind != "p":
            continue
        task = _TASK.match(head.value)
        if task:
            found_one = True
            checked = ' checked="checked"' if task[1] != " " else ""
            box = f'<input type="checkbox" class="task-list-item-checkbox" disabled="disabled"{checked} />'
            head.value = box + head.value[task.end() :]
        if found_one:
            item.attributes["class"] = "task-list-item"
    if found_one:
        node.attributes["class"] = "task-list"


def read_meanings(reader: Reader) -> bool:
    """Read the meanings (``: …``) at the reader's place; the paragraph before them holds the terms."""
    text = reader.text
    if g.MEANING.match(text, reader.pos) is None:
        return False
    children = reader.tree.children
    last = reader.tree.last()
    before = children[-2] if len(children) > 1 else None
    loose = False
    if last is not None and last.kind == "blank" and last.value == "\n" and isinstance(before, Node):
        last, loose = before, True
    if last is None or last.kind != "p":
        return False
    del children[-2 if loose else -1 :]
    node = Node("dl")
    # The terms' attribute list counts; one between terms and meanings is lost, as in kramdown.
    node.list, reader.pending = last.list, None
    node.children += _terms(last.value)
    meanings = _read_meaning_items(reader, node, loose)
    _place(reader.tree, node)
    last_line = meanings[-1].parts[-1][-1]
    if len(meanings[-1].parts[-1]) > 1 and not last_line.strip(g.BLANKS):
        children.append(Node("blank", last_line))
    reader.work.jobs.append(partial(_finish_meanings, [item.node for item in meanings]))
    _plan(reader, meanings)
    return True


def _terms(text: str) -> list[Node]:
    terms = []
    for line in text.rstrip("\n").split("\n"):
        term = Node("dt")
        given = g.ITEM_LIST.match(line)
        if given:
            term.list = read_attribute_list(given["list"])
        term.value = line[given.end() :] if given else line
        terms.append(term)
    return terms


def _read_meaning_items(reader: Reader, node: Node, loose: bool) -> list[_Item]:
    text = reader.text
    start = g.MEANING
    items: list[_Item] = []
    after_blank = False
    while reader.pos < len(text):
        pos = reader.pos
        found = start.match(text, pos)
        if found:
            item = _Item(Node("dd"), found[1], found[2])
            item.node.flag = loose
            items.append(item)
            node.children.append(item.node)
            reader.pos = found.end()
            start = _next_marks(":", item.width)
            loose = after_blank = False
            continue
        if g.END_MARK.match(text, pos):
            break
        blank = g.BLANK_LINES.match(text, pos)
        if blank:
            loose = after_blank = True
            reader.pos = blank.end()
            item.parts[-1].append(blank[0])
            continue
        line = item.content_line(text[pos : text.index("\n", pos) + 1], not after_blank)
        if line is None:
            break
        reader.line()
        item.parts[-1].append(line.removeprefix(" " * item.width))
        loose = after_blank = False
    return items


def _place(tree: Node, node: Node) -> None:
    """Put a list of meanings into the tree, into the one before it if nothing but a blank line is between."""
    last = tree.last()
    before = tree.children[-2] if len(tree.children) > 1 else None
    if last is not None and last.kind == "dl":
        last.children += node.children
    elif last is not None and last.kind == "blank" and isinstance(before, Node) and before.kind == "dl":
        tree.children.pop()
        before.children += node.children
    else:
        tree.children.append(node)


def _finish_meanings(items: list[Node]) -> None:
    for item in items:
        loose, item.flag = item.flag, False
        last = item.last()
        if last is not None and last.kind == "blank":
            item.children.pop()
        head = item.children[0] if item.children else None
        if isinstance(head, Node) and head.kind == "p" and not loose:
            head.flag = True
            if len(item.children) > 1:
                head.value += "\n"
