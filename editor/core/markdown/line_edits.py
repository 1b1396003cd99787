"""Owns the editing keys that act on whole lines: headings, quotes, lists, comments and moving."""

from __future__ import annotations

import re

from editor.core.markdown.highlight import is_underline
from editor.core.markdown.selection import Edit, Lines, Place, Selection, at, line_edit

_HEADING = re.compile(r"( {0,3})(#{1,6})[ \t]+(?=\S)|( {0,3})(#{1,6})[ \t]*$")
_QUOTE_MARK = re.compile(r"( {0,3})>[ \t]?")
_OUT = re.compile(r"\A(?:\t| {1,4})")
_INDENT = 4
_MARKER = re.compile(r"([ \t]*)(?:([-*+])|(\d{1,9})([.)]))[ \t]+(\[[ xX]\][ \t]+)?")


def set_heading(lines: Lines, selection: Selection, level: int) -> Edit:
    """Make the selected lines headings of ``level`` (1 to 6), or plain when they all are; 0 makes them plain."""
    first, last = selection.start.line, selection.last_line
    chosen = lines[first : last + 1]
    underlined = len(chosen) == 1 and last + 1 < len(lines) and _is_underlined(chosen[0], lines[last + 1])
    mark = "#" * level + " " if level else ""
    filled = [text for text in chosen if text.strip()] or [""]
    same = (1 if lines[last + 1].lstrip().startswith("=") else 2) == level if underlined else False
    if mark and (same or all(_heading_level(text) == level for text in filled)):
        mark = ""
    only = len(chosen) == 1
    changed = [mark + _without_heading(text) if text.strip() or only else text for text in chosen]
    edit = line_edit(lines, selection, first, changed)
    if not underlined:
        return edit
    # The row of = or - under the line was its mark.
    behind = Place(first, len(edit.lines[0]))
    new = Selection(min(edit.selection.anchor, behind), min(edit.selection.cursor, behind))
    return Edit(first, last + 2, edit.lines, new)


def _is_underlined(text: str, below: str) -> bool:
    return bool(text.strip()) and not _heading_level(text) and is_underline(below) and bool(below.strip())


def _heading_level(text: str) -> int:
    found = _HEADING.match(text)
    return len(found[2] or found[4]) if found else 0


def _without_heading(text: str) -> str:
    found = _HEADING.match(text)
    return text[found.end() :] if found else text


def toggle_quote(lines: Lines, selection: Selection) -> Edit:
    """Quote the selected lines, or take one level of quoting away when all of them are quoted."""
    first, last = selection.start.line, selection.last_line
    chosen = lines[first : last + 1]
    filled = [text for text in chosen if text.strip()]
    if filled and all(_QUOTE_MARK.match(text) for text in filled):
        changed = [_QUOTE_MARK.sub(r"\1", text, count=1) for text in chosen]
    else:
        changed = ["> " + text if text.strip() or len(chosen) == 1 else ">" for text in chosen]
    return line_edit(lines, selection, first, changed)


def toggle_bullets(lines: Lines, selection: Selection) -> Edit:
    """Make the selected lines a bulleted list, or plain when they all are bullets."""
    return _toggle_list(lines, selection, numbered=False)


def toggle_numbers(lines: Lines, selection: Selection) -> Edit:
    """Make the selected lines a numbered list, or plain when they all are numbered."""
    return _toggle_list(lines, selection, numbered=True)


def _toggle_list(lines: Lines, selection: Selection, *, numbered: bool) -> Edit:
    first, last = selection.start.line, selection.last_line
    chosen = lines[first : last + 1]
    found = [_MARKER.match(text) for text in chosen]
    group = 3 if numbered else 2
    filled = [match for match, text in zip(found, chosen, strict=True) if text.strip()]
    remove = bool(filled) and all(match and match[group] for match in filled)
    changed, count = [], 0
    for text, match in zip(chosen, found, strict=True):
        if not text.strip() and len(chosen) > 1:
            changed.append(text)
            continue
        blanks = match[1] if match else text[: len(text) - len(text.lstrip())]
        rest = text[match.end() - len(match[5] or "") :] if match else text[len(blanks) :]
        count += 1
        mark = "" if remove else (f"{count}. " if numbered else "- ")
        changed.append(blanks + mark + rest)
    return line_edit(lines, selection, first, changed)


def toggle_comment(lines: Lines, selection: Selection) -> Edit | None:
    """Hide the selection (or the line) in an HTML comment, or bring it back; None when a comment ends inside."""
    start, end = selection.start, selection.end
    if selection.empty:
        text = lines[start.line]
        start = Place(start.line, len(text) - len(text.lstrip()))
        end = Place(start.line, max(len(text.rstrip()), start.column))
    chosen = list(lines[start.line : end.line + 1])
    head, tail = chosen[0][: start.column], chosen[-1][end.column :]
    chosen[-1] = chosen[-1][: end.column]
    chosen[0] = chosen[0][start.column :]
    shift = _comment(chosen)
    if not shift:
        return None
    last_column = len(chosen[-1]) + (len(head) if start.line == end.line else 0)
    chosen[0] = head + chosen[0]
    chosen[-1] += tail
    if selection.empty:
        column = min(max(selection.cursor.column + shift, len(head)), len(chosen[0]))
        new = at(start.line, column)
    else:
        new = selection.between(start, Place(end.line, last_column))
    return Edit(start.line, end.line + 1, tuple(chosen), new)


def _comment(chosen: list[str]) -> int:
    """Put lines in a comment or take them out; return how far the text moved, 0 when that cannot be done."""
    inside = "\n".join(chosen)
    if inside.startswith("<!--") and inside.endswith("-->") and len(inside) >= 7:
        inside = inside[4:-3]
        shift = -4
        if inside.startswith(" "):
            inside, shift = inside[1:], -5
        inside = inside.removesuffix(" ")
    elif "<!--" in inside or "-->" in inside:
        return 0
    else:
        inside, shift = f"<!-- {inside} -->", 5
    chosen[:] = inside.split("\n")
    return shift


def indent(lines: Lines, selection: Selection) -> Edit:
    """Insert blanks up to the next multiple of four; move the selected lines four columns in instead, if any are."""
    if selection.empty:
        line, column = selection.cursor.line, selection.cursor.column
        blanks = " " * (_INDENT - column % _INDENT)
        text = lines[line]
        return Edit(line, line + 1, (text[:column] + blanks + text[column:],), at(line, column + len(blanks)))
    first, last = selection.start.line, selection.last_line
    changed = [" " * _INDENT + text if text.strip() else text for text in lines[first : last + 1]]
    return line_edit(lines, selection, first, changed)


def outdent(lines: Lines, selection: Selection) -> Edit | None:
    """Move the selected lines up to four columns out; None when none can, or the cursor is at the line's head."""
    first, last = selection.start.line, selection.last_line
    chosen = lines[first : last + 1]
    changed = [_OUT.sub("", text) for text in chosen]
    if changed == list(chosen) or (selection.empty and selection.cursor.column == 0):
        return None
    return line_edit(lines, selection, first, changed)


def move_lines(lines: Lines, selection: Selection, delta: int) -> Edit | None:
    """Move the selected lines one line up (-1) or down (1); None at the end of the text."""
    first, last = selection.start.line, selection.last_line
    if (delta < 0 and first == 0) or (delta > 0 and last + 1 >= len(lines)):
        return None
    moved = tuple(lines[first : last + 1])
    step = -1 if delta < 0 else 1

    def place(old: Place) -> Place:
        # What was selected up to the head of the line behind may now end with the text.
        if old.line > last and old.line + step >= len(lines):
            return Place(last + step, len(moved[-1]))
        return Place(old.line + step, old.column)

    new = Selection(place(selection.anchor), place(selection.cursor))
    if step < 0:
        return Edit(first - 1, last + 1, (*moved, lines[first - 1]), new)
    return Edit(first, last + 2, (lines[last + 1], *moved), new)
