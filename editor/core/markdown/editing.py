"""Owns what the writer's editing keys do to markdown: pure functions from lines and a selection to one edit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from editor.core.markdown.highlight import START, LineState, Style, line_spans

Lines = Sequence[str]
"""The lines of a body; only the lines near the selection are ever read."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A point in a text: line and column, both from 0, columns in code points."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Selection:
    """Where the writer stands: ``anchor`` is where selecting began, ``cursor`` where it is now."""

    anchor: Place
    cursor: Place

    @property
    def start(self) -> Place:
        """The earlier end."""
        return min(self.anchor, self.cursor)

    @property
    def end(self) -> Place:
        """The later end."""
        return max(self.anchor, self.cursor)

    @property
    def empty(self) -> bool:
        """Whether nothing is selected."""
        return self.anchor == self.cursor


@dataclass(frozen=True, slots=True)
class Edit:
    """Lines ``first`` to ``last`` (exclusive) become ``lines``; ``selection`` holds in the new text."""

    first: int
    last: int
    lines: tuple[str, ...]
    selection: Selection

    def apply(self, lines: Lines) -> list[str]:
        """Return the whole text after the edit."""
        return [*lines[: self.first], *self.lines, *lines[self.last :]]


def at(line: int, column: int) -> Selection:
    """Return a selection of nothing at a place."""
    place = Place(line, column)
    return Selection(place, place)


# -- words and runs -----------------------------------------------------------------------------------------------

_WORD = re.compile(r"\w+(?:['’\-]\w+)*")
_LEAD = re.compile(
    r"[ \t]*(?:>[ \t]?)*[ \t]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?|#{1,6}[ \t]+)?"
)
_ADDRESS = re.compile(r"(?:https?|ftp)://\S+|mailto:\S+@\S+|www\.\S+\.\S+", re.IGNORECASE)


def toggle_strong(lines: Lines, selection: Selection) -> Edit:
    """Make the selection strong, or plain again; without one, the word or strong run at the cursor."""
    return _toggle_run(lines, selection, "**", Style.STRONG)


def toggle_emphasis(lines: Lines, selection: Selection) -> Edit:
    """Make the selection emphasised, or plain again; without one, the word or emphasised run at the cursor."""
    return _toggle_run(lines, selection, "*", Style.EMPHASIS)


def _toggle_run(lines: Lines, selection: Selection, mark: str, style: Style) -> Edit:
    start, end = selection.start, selection.end
    if selection.empty:
        return _toggle_at_cursor(lines[start.line], start, mark, style)
    pieces = []
    for number in range(start.line, end.line + 1):
        text = lines[number]
        first = start.column if number == start.line else 0
        last = end.column if number == end.line else len(text)
        pieces.append((text, *_trimmed(text, first, last)))
    marked = [_region(text, first, last, style) for text, first, last in pieces if first < last]
    remove = bool(marked) and all(marked)
    changed = []
    new_start, new_end = start, end
    for offset, (text, first, last) in enumerate(pieces):
        if first >= last:
            changed.append(text)
            continue
        region = _region(text, first, last, style)
        if remove and region:
            text, first, last = _unmarked(text, first, last, region, len(mark))
        elif not region:
            text, first, last = _marked(text, first, last, mark, style)
        changed.append(text)
        if offset == 0:
            new_start = Place(start.line, first)
        new_end = Place(start.line + offset, last)
    return Edit(start.line, end.line + 1, tuple(changed), _as_before(selection, new_start, new_end))


def _toggle_at_cursor(text: str, cursor: Place, mark: str, style: Style) -> Edit:
    column, size = cursor.column, len(mark)
    region = _region(text, column, column, style)
    if region:
        changed, _, _ = _unmarked(text, *region, region, size)
        return Edit(cursor.line, cursor.line + 1, (changed,), at(cursor.line, column - size))
    pair = text[column - size : column] == mark == text[column : column + size] if column >= size else False
    if pair:
        changed = text[: column - size] + text[column + size :]
        return Edit(cursor.line, cursor.line + 1, (changed,), at(cursor.line, column - size))
    word = next((found for found in _WORD.finditer(text) if found.start() < column < found.end()), None)
    if word:
        changed, first, _ = _marked(text, *word.span(), mark, style)
        return Edit(cursor.line, cursor.line + 1, (changed,), at(cursor.line, column + first - word.start()))
    changed = text[:column] + mark + mark + text[column:]
    return Edit(cursor.line, cursor.line + 1, (changed,), at(cursor.line, column + size))


def _trimmed(text: str, first: int, last: int) -> tuple[int, int]:
    """Leave out list and quote marks, blanks at the ends and the emphasis marks themselves."""
    lead = _LEAD.match(text)
    first = max(first, lead.end() if lead else 0)
    while first < last and text[first].isspace():
        first += 1
    while first < last and text[last - 1].isspace():
        last -= 1
    while last - first > 2 and text[first] == text[last - 1] and text[first] in "*_":
        first, last = first + 1, last - 1
    return first, last


def _regions(text: str, style: Style) -> list[tuple[int, int]]:
    """Return the runs of ``text`` that have ``style``, marks around them left out."""
    runs: list[tuple[int, int]] = []
    spans, _ = line_spans(text, START)
    for span in spans:
        if span.style & style:
            stop = span.start + span.length
            if runs and runs[-1][1] == span.start:
                runs[-1] = (runs[-1][0], stop)
            else:
                runs.append((span.start, stop))
    return runs


def _region(text: str, first: int, last: int, style: Style) -> tuple[int, int] | None:
    return next((run for run in _regions(text, style) if run[0] <= first and last <= run[1]), None)


def _marked(text: str, first: int, last: int, mark: str, style: Style) -> tuple[str, int, int]:
    """Put ``mark`` around a run, swallowing runs of the same style it touches."""
    size = len(mark)
    inside = [run for run in _regions(text, style) if run[0] < last and first < run[1]]
    for begin, stop in reversed(inside):
        first, last = min(first, begin - size), max(last, stop + size)
        text = text[: begin - size] + text[begin:stop] + text[stop + size :]
        last -= 2 * size
    return text[:first] + mark + text[first:last] + mark + text[last:], first + size, last + size


def _unmarked(text: str, first: int, last: int, region: tuple[int, int], size: int) -> tuple[str, int, int]:
    """Take the marks away from part of a marked run; what stands before and behind keeps its own."""
    begin, stop = region
    mark = text[begin - size : begin]
    head, tail = text[begin:first], text[last:stop]
    kept, gap = head.rstrip(), head[len(head.rstrip()) :]
    rest, space = tail.lstrip(), tail[: len(tail) - len(tail.lstrip())]
    before = (mark + kept + mark if kept else "") + gap
    behind = space + (mark + rest + mark if rest else "")
    start = begin - size + len(before)
    changed = text[: begin - size] + before + text[first:last] + behind + text[stop + size :]
    return changed, start, start + last - first


def _as_before(selection: Selection, start: Place, end: Place) -> Selection:
    return Selection(start, end) if selection.anchor <= selection.cursor else Selection(end, start)


# -- wrapping, links, pictures ------------------------------------------------------------------------------------

_PAIRS = {"*": "*", "_": "_", "`": "`", "[": "]", '"': '"', "(": ")"}


def wrap_typed(lines: Lines, selection: Selection, typed: str) -> Edit | None:
    """Put a typed mark around the selection, which stays selected; None when it is to be typed as it is."""
    if selection.empty or typed not in _PAIRS:
        return None
    return _wrapped(lines, selection, typed, _PAIRS[typed])


def _wrapped(lines: Lines, selection: Selection, before: str, behind: str) -> Edit:
    start, end = selection.start, selection.end
    changed = list(lines[start.line : end.line + 1])
    changed[-1] = changed[-1][: end.column] + behind + changed[-1][end.column :]
    changed[0] = changed[0][: start.column] + before + changed[0][start.column :]
    shift = len(before) if start.line == end.line else 0
    new_start = Place(start.line, start.column + len(before))
    return Edit(
        start.line,
        end.line + 1,
        tuple(changed),
        _as_before(selection, new_start, Place(end.line, end.column + shift)),
    )


def insert_link(lines: Lines, selection: Selection) -> Edit:
    """Make the selection a link and put the cursor where its address goes.

    A selected address becomes the target, the cursor stands where its text goes. In a link already, the address
    is selected.
    """
    start, end = selection.start, selection.end
    text = lines[start.line]
    address = _link_address(text, start.column, end.column) if start.line == end.line else None
    if address:
        chosen = Selection(Place(start.line, address[0]), Place(start.line, address[1]))
        return Edit(start.line, start.line + 1, (text,), chosen)
    if selection.empty:
        word = next(
            (found for found in _WORD.finditer(text) if found.start() < start.column < found.end()), None
        )
        if word:
            start, end = Place(start.line, word.start()), Place(start.line, word.end())
    chosen_text = text[start.column : end.column] if start.line == end.line else ""
    if _ADDRESS.fullmatch(chosen_text):
        changed = f"{text[: start.column]}[]({safe_address(chosen_text)}){text[end.column :]}"
        return Edit(start.line, start.line + 1, (changed,), at(start.line, start.column + 1))
    edit = _wrapped(lines, Selection(start, end), "[", "]()")
    if start == end:
        return Edit(edit.first, edit.last, edit.lines, at(start.line, start.column + 1))
    place = edit.selection.end
    return Edit(edit.first, edit.last, edit.lines, at(place.line, place.column + 2))


def _link_address(text: str, first: int, last: int) -> tuple[int, int] | None:
    for found in re.finditer(r"\[[^\[\]]*\]\(([^()\s]*)[^()]*\)", text):
        if found.start() < first and last < found.end():
            return found.span(1)
    return None


def paste_link(lines: Lines, selection: Selection, pasted: str) -> Edit | None:
    """Make the selection a link to a pasted address; None when this is no address or no plain selection."""
    pasted = pasted.strip()
    start, end = selection.start, selection.end
    if selection.empty or start.line != end.line or not _ADDRESS.fullmatch(pasted):
        return None
    text = lines[start.line]
    chosen = text[start.column : end.column]
    if (
        not chosen.strip()
        or _ADDRESS.fullmatch(chosen.strip())
        or _link_address(text, start.column, end.column)
    ):
        return None
    link = f"[{chosen}]({safe_address(pasted)})"
    changed = text[: start.column] + link + text[end.column :]
    return Edit(start.line, start.line + 1, (changed,), at(start.line, start.column + len(link)))


def safe_address(address: str) -> str:
    """Return an address that can stand between ``(`` and ``)``: blanks and round brackets percent-encoded."""
    for character, code in ((" ", "%20"), ("(", "%28"), (")", "%29"), ("<", "%3C"), (">", "%3E")):
        address = address.replace(character, code)
    return address


def insert_image(lines: Lines, selection: Selection, source: str, alt: str = "") -> Edit:
    """Put a picture in: alone on an empty line, else as a paragraph of its own under the current line.

    The selected text, if any, is taken as alt text when none is given; the cursor ends behind the picture.
    """
    start, end = selection.start, selection.end
    text = lines[start.line]
    if not alt and start.line == end.line:
        alt = text[start.column : end.column]
    label = re.sub(r"([\[\]\\])", r"\\\1", " ".join(alt.split()))
    image = f"![{label}]({safe_address(source)})"
    if not text.strip():
        return Edit(start.line, start.line + 1, (text + image,), at(start.line, len(text + image)))
    below = () if end.line + 1 >= len(lines) or not lines[end.line + 1].strip() else ("",)
    kept = tuple(lines[start.line : end.line + 1])
    return Edit(start.line, end.line + 1, (*kept, "", image, *below), at(end.line + 2, len(image)))


# -- whole lines --------------------------------------------------------------------------------------------------

_HEADING = re.compile(r"( {0,3})(#{1,6})[ \t]+(?=\S)|( {0,3})(#{1,6})[ \t]*$")
_QUOTE_MARK = re.compile(r"( {0,3})>[ \t]?")
_MARKER = re.compile(r"([ \t]*)(?:([-*+])|(\d{1,9})([.)]))[ \t]+(\[[ xX]\][ \t]+)?")


def set_heading(lines: Lines, selection: Selection, level: int) -> Edit:
    """Make the selected lines headings of ``level`` (1 to 6), or plain when they all are; 0 makes them plain."""
    first, last = selection.start.line, _last_line(selection)
    chosen = lines[first : last + 1]
    mark = "#" * level + " " if level else ""
    filled = [text for text in chosen if text.strip()] or [""]
    if mark and all(_heading_level(text) == level for text in filled):
        mark = ""
    only = len(chosen) == 1
    changed = [mark + _without_heading(text) if text.strip() or only else text for text in chosen]
    return _line_edit(lines, selection, first, last, changed)


def _heading_level(text: str) -> int:
    found = _HEADING.match(text)
    return len(found[2] or found[4]) if found else 0


def _without_heading(text: str) -> str:
    found = _HEADING.match(text)
    return text[found.end() :] if found else text


def toggle_quote(lines: Lines, selection: Selection) -> Edit:
    """Quote the selected lines, or take one level of quoting away when all of them are quoted."""
    first, last = selection.start.line, _last_line(selection)
    chosen = lines[first : last + 1]
    if all(_QUOTE_MARK.match(text) for text in chosen if text.strip()) and any(
        text.strip() for text in chosen
    ):
        changed = [_QUOTE_MARK.sub(r"\1", text, count=1) for text in chosen]
    else:
        changed = ["> " + text if text.strip() or len(chosen) == 1 else ">" for text in chosen]
    return _line_edit(lines, selection, first, last, changed)


def toggle_bullets(lines: Lines, selection: Selection) -> Edit:
    """Make the selected lines a bulleted list, or plain when they all are bullets."""
    return _toggle_list(lines, selection, numbered=False)


def toggle_numbers(lines: Lines, selection: Selection) -> Edit:
    """Make the selected lines a numbered list, or plain when they all are numbered."""
    return _toggle_list(lines, selection, numbered=True)


def _toggle_list(lines: Lines, selection: Selection, *, numbered: bool) -> Edit:
    first, last = selection.start.line, _last_line(selection)
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
    return _line_edit(lines, selection, first, last, changed)


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
    if chosen[0].startswith("<!--") and chosen[-1].endswith("-->"):
        opening = 5 if chosen[0].startswith("<!-- ") and len(chosen[0]) > 5 else 4
        closing = 4 if chosen[-1].endswith(" -->") and len(chosen[-1]) > 4 else 3
        chosen[-1] = chosen[-1][:-closing]
        chosen[0] = chosen[0][opening:]
        shift = -opening
    elif any("<!--" in text or "-->" in text for text in chosen):
        return None
    else:
        chosen[-1] += " -->"
        chosen[0] = "<!-- " + chosen[0]
        shift = 5
    last_column = len(chosen[-1]) + (len(head) if start.line == end.line else 0)
    chosen[0] = head + chosen[0]
    chosen[-1] += tail
    if selection.empty:
        column = max(selection.cursor.column + shift, len(head))
        return Edit(start.line, end.line + 1, tuple(chosen), at(start.line, min(column, len(chosen[0]))))
    new = _as_before(selection, start, Place(end.line, last_column))
    return Edit(start.line, end.line + 1, tuple(chosen), new)


def move_lines(lines: Lines, selection: Selection, delta: int) -> Edit | None:
    """Move the selected lines one line up (-1) or down (1); None at the end of the text."""
    first, last = selection.start.line, _last_line(selection)
    if (delta < 0 and first == 0) or (delta > 0 and last + 1 >= len(lines)):
        return None
    moved = lines[first : last + 1]
    step = -1 if delta < 0 else 1
    new = Selection(
        Place(selection.anchor.line + step, selection.anchor.column),
        Place(selection.cursor.line + step, selection.cursor.column),
    )
    if step < 0:
        return Edit(first - 1, last + 1, (*moved, lines[first - 1]), new)
    return Edit(first, last + 2, (lines[last + 1], *moved), new)


def _last_line(selection: Selection) -> int:
    """A selection that ends before a line's first character does not mean that line."""
    start, end = selection.start, selection.end
    return end.line - 1 if end.column == 0 and end.line > start.line else end.line


def _line_edit(lines: Lines, selection: Selection, first: int, last: int, changed: Sequence[str]) -> Edit:
    """Return the edit of whole lines; both ends of the selection keep their distance to the line's end."""

    def moved(place: Place) -> Place:
        if not first <= place.line <= last:
            return place
        behind = len(lines[place.line]) - place.column
        return Place(place.line, max(0, len(changed[place.line - first]) - behind))

    return Edit(first, last + 1, tuple(changed), Selection(moved(selection.anchor), moved(selection.cursor)))


# -- lists and quotes under the Enter and Tab keys ------------------------------------------------------------------

_ITEM = re.compile(
    r"(?P<quote>(?:[ \t]{0,3}>[ \t]?)*)(?P<indent>[ \t]*)(?P<mark>[-*+]|(?P<number>\d{1,9})(?P<end>[.)]))"
    r"(?P<gap>[ \t]+|$)(?P<task>\[[ xX]\](?:[ \t]+|$))?"
)
_PREFIX = re.compile(r"(?P<quote>(?:[ \t]{0,3}>[ \t]?)*)(?P<indent>[ \t]*)")
_LONGEST_LIST = 2000
"""Numbers are set right for this many lines below an edit; a longer list is not written by hand."""


def new_line(lines: Lines, selection: Selection, state: LineState = START) -> Edit:
    """Break the line as Enter does: lists, tasks, quotes and indentation go on; an empty item ends its list.

    ``state`` is what stands above the line (in a code block only the indentation goes on).
    """
    start, end = selection.start, selection.end
    head, tail = lines[start.line][: start.column], lines[end.line][end.column :]
    prefix = _PREFIX.match(head)
    assert prefix is not None
    if state.in_code:
        return _broken(
            start, end, head, _PREFIX.sub("", head) and head[: len(head) - len(head.lstrip())], tail
        )
    item = _ITEM.match(head)
    if item and _is_rule(lines[start.line]):
        item = None
    if item and item.end() == len(head) and not tail.strip() and selection.empty:
        return _ended_item(lines, start.line, item)
    if item and start.column >= item.end("gap"):
        return _next_item(lines, start, end, item)
    quote = prefix["quote"]
    if quote and head == prefix[0] and not tail.strip() and selection.empty:
        return Edit(start.line, start.line + 1, ("",), at(start.line, 0))
    if quote and start.column >= len(quote):
        return _broken(start, end, head, _spaced_quote(quote) + prefix["indent"], tail)
    return _broken(start, end, head, prefix["indent"] if head.strip() else "", tail)


def hard_break(lines: Lines, selection: Selection) -> Edit:
    """Break the line inside its paragraph (two blanks before the line end), in step with list and quote."""
    start, end = selection.start, selection.end
    text = lines[start.line]
    head, tail = text[: start.column], lines[end.line][end.column :]
    item = _ITEM.match(head)
    prefix = _PREFIX.match(head)
    assert prefix is not None
    if item:
        lead = _spaced_quote(item["quote"]) + " " * (item.end("gap") - len(item["quote"]))
    else:
        lead = _spaced_quote(prefix["quote"]) + prefix["indent"]
    return _broken(start, end, head.rstrip(" ") + "  ", lead, tail.lstrip(" "))


def _broken(start: Place, end: Place, head: str, lead: str, tail: str) -> Edit:
    return Edit(start.line, end.line + 1, (head, lead + tail), at(start.line + 1, len(lead)))


def _spaced_quote(quote: str) -> str:
    return quote if not quote or quote.endswith((" ", "\t")) else quote + " "


def _is_rule(text: str) -> bool:
    return bool(re.fullmatch(r"[ \t]{0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,})", text))


def _next_item(lines: Lines, start: Place, end: Place, item: re.Match[str]) -> Edit:
    text = lines[start.line]
    mark = item["mark"]
    following = _sibling_below(lines, end.line, item)
    if item["number"] and not (following and following["number"] == item["number"]):
        mark = f"{int(item['number']) + 1}{item['end']}"
    gap = item["gap"] or " "
    if len(mark) > len(item["mark"]) and len(gap) > 1:
        gap = gap[1:]
    lead = item["quote"] + item["indent"] + mark + gap + ("[ ] " if item["task"] else "")
    head, tail = text[: start.column].rstrip(" "), lines[end.line][end.column :].lstrip(" ")
    changed = [head, lead + tail]
    last = end.line + 1
    if item["number"]:
        below = _renumbered(lines, last, item, int(re.sub(r"\D", "", mark)))
        changed += below
        last += len(below)
    return Edit(start.line, last, tuple(changed), at(start.line + 1, len(lead)))


def _ended_item(lines: Lines, number: int, item: re.Match[str]) -> Edit:
    """An empty item steps out to the list around it, or ends the list."""
    parent = _parent(lines, number, item)
    if parent:
        return _reindented(lines, at(number, len(lines[number])), number, number, parent["indent"], parent)
    kept = item["quote"]
    return Edit(number, number + 1, (kept,), at(number, len(kept)))


def _renumbered(lines: Lines, first: int, item: re.Match[str], number: int) -> list[str]:
    """Return the lines from ``first`` up to the last sibling of ``item`` whose number changes, counted on."""
    changed: list[str] = []
    kept = 0
    for at_line in range(first, min(len(lines), first + _LONGEST_LIST)):
        text = lines[at_line]
        found = _ITEM.match(text)
        depth = len(found["indent"]) if found else len(text) - len(text.lstrip())
        if found and depth == len(item["indent"]) and found["quote"] == item["quote"]:
            if found["end"] != item["end"]:
                break
            number += 1
            changed.append(text[: found.start("number")] + str(number) + text[found.end("number") :])
            if changed[-1] != text:
                kept = len(changed)
            continue
        if text.strip(" \t>") and depth <= len(item["indent"]):
            break
        changed.append(text)
    return changed[:kept]


def _sibling_below(lines: Lines, number: int, item: re.Match[str]) -> re.Match[str] | None:
    if number + 1 >= len(lines):
        return None
    found = _ITEM.match(lines[number + 1])
    return found if found and found["indent"] == item["indent"] and found["end"] == item["end"] else None


def _parent(lines: Lines, number: int, item: re.Match[str]) -> re.Match[str] | None:
    """Return the nearest item above that stands further left in the same list."""
    for above in range(number - 1, max(-1, number - _LONGEST_LIST), -1):
        found = _ITEM.match(lines[above])
        if found and len(found["indent"]) < len(item["indent"]):
            return found
        text = lines[above]
        if text.strip() and not found and len(text) - len(text.lstrip()) == 0:
            return None
    return None


def indent(lines: Lines, selection: Selection) -> Edit | None:
    """Nest the selected list items under the item above, with all that belongs to them; None outside lists."""
    first, last = selection.start.line, _last_line(selection)
    item = _ITEM.match(lines[first])
    if not item:
        return None
    for above in range(first - 1, max(-1, first - _LONGEST_LIST), -1):
        found = _ITEM.match(lines[above])
        if found and len(found["indent"]) <= len(item["indent"]):
            content = found.end("gap") - len(found["quote"])
            if found["gap"] and content > len(item["indent"]):
                return _reindented(lines, selection, first, last, " " * content, None)
            break
        if not found and lines[above].strip() and not lines[above].startswith((" ", "\t", ">")):
            break
    return Edit(first, first + 1, (lines[first],), selection)


def outdent(lines: Lines, selection: Selection) -> Edit | None:
    """Move the selected list items out to the list around them; None when there is nothing to move out."""
    first, last = selection.start.line, _last_line(selection)
    item = _ITEM.match(lines[first])
    if not item or not item["indent"]:
        return None
    parent = _parent(lines, first, item)
    return _reindented(lines, selection, first, last, parent["indent"] if parent else "", parent)


def _reindented(
    lines: Lines, selection: Selection, first: int, last: int, new: str, parent: re.Match[str] | None
) -> Edit:
    """Give the items ``first`` to ``last`` and what hangs under them the indentation ``new``, and count anew."""
    item = _ITEM.match(lines[first])
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
    if item["number"]:
        count = int(parent["number"]) + 1 if parent and parent["number"] else 1
        changed[0] = quote + new + f"{count}{item['end']}" + lines[first][item.end("mark") :]
    elif parent and not parent["number"]:
        changed[0] = quote + new + parent["mark"] + lines[first][item.end("mark") :]
    return _line_edit_over(lines, selection, first, stop, changed)


def _hangs_under(text: str, quote: int, depth: int) -> bool:
    body = text[quote:]
    return bool(body.strip()) and len(body) - len(body.lstrip()) > depth


def _line_edit_over(
    lines: Lines, selection: Selection, first: int, stop: int, changed: Sequence[str]
) -> Edit:
    edit = _line_edit(lines, selection, first, stop - 1, changed)
    return Edit(first, stop, tuple(changed), edit.selection)


# -- pasting --------------------------------------------------------------------------------------------------------

_LINE_ENDS = re.compile("\r\n|[\r\n\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029]")
_UNWANTED = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f\ufeff\ufffc\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]")


def clean_paste(text: str) -> str:
    """Return pasted text with one kind of line end, without NULs and other characters that are not text."""
    return _UNWANTED.sub("", _LINE_ENDS.sub("\n", text))
