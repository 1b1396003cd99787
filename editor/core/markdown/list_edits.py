"""Owns what Enter, Shift+Enter, Tab and Shift+Tab do in lists, quotes and code."""

from __future__ import annotations

import re
from collections.abc import Sequence

from editor.core.markdown.highlight import START, LineState, goes_on
from editor.core.markdown.selection import Edit, Lines, Place, Selection, at, line_edit

_MARK = (
    r"(?P<quote>(?:[ \t]{0,3}>[ \t]?)*)(?P<indent>[ \t]*)(?P<mark>[-*+]|(?P<number>\d{1,9})(?P<end>[.)]))"
    r"(?P<gap>[ \t]+|$)"
)
_ITEM = re.compile(rf"{_MARK}(?P<task>\[[ xX]\](?:[ \t]+|$))?")
_PLAIN_ITEM = re.compile(rf"{_MARK}(?P<task>(?!))?")
_PREFIX = re.compile(r"(?P<quote>(?:[ \t]{0,3}>[ \t]?)*)(?P<indent>[ \t]*)")
_RULE = re.compile(r"[ \t]{0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,})")
_LONGEST_LIST = 2000
"""Items are looked for and numbered this many lines around an edit; a longer list is not written by hand."""


def new_line(lines: Lines, selection: Selection, state: LineState = START) -> Edit:
    """Break the line as Enter does: lists, tasks, quotes and indentation go on; an empty item ends its list.

    ``state`` is what stands above the line (in a code block only the indentation goes on).
    """
    start, end = selection.start, selection.end
    text = lines[start.line]
    head, tail = text[: start.column], lines[end.line][end.column :]
    prefix = _PREFIX.match(head)
    assert prefix is not None
    if state.in_code or goes_on(text, state):
        return _broken(start, end, head, head[: len(head) - len(head.lstrip())] if head.strip() else "", tail)
    item = _item(text, state.gfm)
    if item and selection.empty and not text[item.end() :].strip() and start.column >= item.end("mark"):
        return _ended_item(lines, start.line, item)
    if item and start.column >= item.end("gap"):
        return _next_item(lines, start, end, item)
    quote = prefix["quote"]
    if quote and head == prefix[0] and not tail.strip() and selection.empty:
        return Edit(start.line, start.line + 1, ("",), at(start.line, 0))
    if quote:
        return _broken(start, end, head, _spaced(quote) + prefix["indent"], tail)
    return _broken(start, end, head, prefix["indent"] if head.strip() else "", tail)


def hard_break(lines: Lines, selection: Selection) -> Edit:
    """Break the line inside its paragraph (two blanks before the line end), in step with list and quote."""
    start, end = selection.start, selection.end
    text = lines[start.line]
    head, tail = text[: start.column], lines[end.line][end.column :]
    item = _item(text)
    prefix = _PREFIX.match(head)
    assert prefix is not None
    if item and start.column >= item.end("gap"):
        lead = _spaced(item["quote"]) + " " * (item.end("gap") - len(item["quote"]))
    else:
        lead = _spaced(prefix["quote"]) + prefix["indent"]
    return _broken(start, end, head.rstrip(" ") + "  ", lead, tail.lstrip(" "))


def indent(lines: Lines, selection: Selection, state: LineState = START) -> Edit | None:
    """Nest the selected list items under the item above, with all that belongs to them; None outside lists.

    ``state`` is what stands above the first line.
    """
    first = selection.start.line
    item = _item(lines[first])
    if not item or goes_on(lines[first], state):
        return None
    above = _item_above(lines, first, len(item["indent"]))
    content = above.end("gap") - len(above["quote"]) if above and above["gap"] else 0
    if above is None or content <= len(item["indent"]):
        return Edit(first, first + 1, (lines[first],), selection)
    deeper = _reindented(lines, selection, " " * content, None)
    if not (item["number"] and above["number"] and above["indent"] == item["indent"]):
        return deeper
    return _with_below(deeper, _renumbered(lines, deeper.last, item, int(above["number"])))


def outdent(lines: Lines, selection: Selection, state: LineState = START) -> Edit | None:
    """Move the selected list items out to the list around them; None when there is nothing to move out.

    ``state`` is what stands above the first line.
    """
    first = selection.start.line
    item = _item(lines[first])
    if not item or not item["indent"] or goes_on(lines[first], state):
        return None
    return _out(lines, selection, first, item)


def _out(lines: Lines, selection: Selection, first: int, item: re.Match[str]) -> Edit:
    parent = _parent(lines, first, item)
    edit = _reindented(lines, selection, parent["indent"] if parent else "", parent)
    joined = _item(edit.lines[0])
    if not joined or not joined["number"]:
        return edit
    return _with_below(edit, _renumbered(lines, edit.last, joined, int(joined["number"])))


def _with_below(edit: Edit, below: Sequence[str]) -> Edit:
    """Return an edit that also gives the lines behind it their new text."""
    return Edit(edit.first, edit.last + len(below), (*edit.lines, *below), edit.selection)


def _item(text: str, gfm: bool = True) -> re.Match[str] | None:
    """Return the list item that a line begins; without ``gfm`` there are no tasks."""
    found = (_ITEM if gfm else _PLAIN_ITEM).match(text)
    return None if found and _RULE.fullmatch(text) else found


def _broken(start: Place, end: Place, head: str, lead: str, tail: str) -> Edit:
    return Edit(start.line, end.line + 1, (head, lead + tail), at(start.line + 1, len(lead)))


def _spaced(quote: str) -> str:
    return quote if not quote or quote.endswith((" ", "\t")) else quote + " "


# -- one item more, one list less -----------------------------------------------------------------------------------


def _next_item(lines: Lines, start: Place, end: Place, item: re.Match[str]) -> Edit:
    text = lines[start.line]
    mark = item["mark"]
    following = _item(lines[end.line + 1]) if end.line + 1 < len(lines) else None
    # A list whose items all say "1." goes on so.
    lazy = following and following["indent"] == item["indent"] and following["number"] == item["number"]
    if item["number"] and not lazy:
        mark = f"{int(item['number']) + 1}{item['end']}"
    gap = item["gap"] or " "
    if len(mark) > len(item["mark"]) and len(gap) > 1:
        gap = gap[1:]
    lead = item["quote"] + item["indent"] + mark + gap + ("[ ] " if item["task"] else "")
    head, tail = text[: start.column].rstrip(" "), lines[end.line][end.column :].lstrip(" ")
    edit = Edit(start.line, end.line + 1, (head, lead + tail), at(start.line + 1, len(lead)))
    if not item["number"] or lazy:
        return edit
    return _with_below(edit, _renumbered(lines, end.line + 1, item, int(item["number"]) + 1))


def _ended_item(lines: Lines, number: int, item: re.Match[str]) -> Edit:
    """An empty item steps out to the list around it, or ends the list."""
    text = lines[number]
    if item["indent"] and _parent(lines, number, item):
        return _out(lines, at(number, len(text)), number, item)
    return Edit(number, number + 1, (item["quote"],), at(number, len(item["quote"])))


def _renumbered(lines: Lines, first: int, item: re.Match[str], number: int) -> list[str]:
    """Return the lines from ``first`` up to the last sibling of ``item`` whose number changes, counted on."""
    changed: list[str] = []
    kept = 0
    depth, quote = len(item["indent"]), item["quote"]
    for text in lines[first : first + _LONGEST_LIST]:
        body = text[len(quote) :] if text.startswith(quote) else text.lstrip("> \t")
        found = _item(text)
        inset = len(body) - len(body.lstrip())
        if found and inset == depth and found["quote"] == quote:
            if found["end"] != item["end"]:
                break
            number += 1
            changed.append(text[: found.start("number")] + str(number) + text[found.end("number") :])
            if changed[-1] != text:
                kept = len(changed)
            continue
        if body.strip() and inset <= depth:
            break
        changed.append(text)
    return changed[:kept]


def _parent(lines: Lines, number: int, item: re.Match[str]) -> re.Match[str] | None:
    """Return the nearest item above that stands further left, in the same list."""
    return _item_above(lines, number, len(item["indent"]) - 1)


def _item_above(lines: Lines, number: int, deepest: int) -> re.Match[str] | None:
    """Return the nearest item above with at most ``deepest`` columns before it, in this list."""
    for above in range(number - 1, max(-1, number - _LONGEST_LIST), -1):
        text = lines[above]
        found = _item(text)
        if found and len(found["indent"]) <= deepest:
            return found
        if not found and text.strip() and not text.startswith((" ", "\t", ">")):
            return None
    return None


def _reindented(lines: Lines, selection: Selection, new: str, parent: re.Match[str] | None) -> Edit:
    """Give the selected items and what hangs under them the indentation ``new``; they join ``parent``'s list."""
    first, last = selection.start.line, selection.last_line
    item = _item(lines[first])
    assert item is not None
    old, quote = item["indent"], item["quote"]
    stop = last + 1
    while (
        stop < len(lines) and stop - last < _LONGEST_LIST and _hangs_under(lines[stop], len(quote), len(old))
    ):
        stop += 1
    changed = []
    for text in lines[first:stop]:
        body = text[len(quote) :] if text.startswith(quote) else text
        depth = len(body) - len(body.lstrip())
        room = new + " " * (depth - len(old)) if depth >= len(old) else new
        changed.append(quote + room + body[depth:] if body.strip() else text)
    mark = item["mark"]
    if parent:
        mark = f"{int(parent['number']) + 1}{parent['end']}" if parent["number"] else parent["mark"]
    elif item["number"]:
        mark = f"1{item['end']}"
    changed[0] = quote + new + mark + lines[first][item.end("mark") :]
    return line_edit(lines, selection, first, changed)


def _hangs_under(text: str, quote: int, depth: int) -> bool:
    body = text[quote:]
    return bool(body.strip()) and len(body) - len(body.lstrip()) > depth
