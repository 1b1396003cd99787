"""Owns what the writer's editing keys do within a line: strong and emphasised words, links, pictures, pasting."""

from __future__ import annotations

import re

from editor.core.markdown.highlight import LineState, Style, line_spans
from editor.core.markdown.selection import Edit, Lines, Place, Selection, at

# -- words and runs -----------------------------------------------------------------------------------------------

_WORD = re.compile(r"\w+(?:['’\-]\w+)*")
_LEAD = re.compile(
    r"[ \t]*(?:>[ \t]?)*[ \t]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?|#{1,6}[ \t]+)?"
)
_ADDRESS = re.compile(r"(?:https?|ftp)://\S+|mailto:\S+@\S+|www\.\S+\.\S+", re.IGNORECASE)


# Marks are toggled in an indented line as in any other: whether it is code hangs on the lines above.
_WITHIN_TEXT = LineState(text=True)


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
    return Edit(start.line, end.line + 1, tuple(changed), selection.between(new_start, new_end))


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
    """Leave out list and quote marks, blanks at the ends and emphasis marks."""
    lead = _LEAD.match(text)
    first = max(first, lead.end() if lead else 0)
    while first < last and (text[first].isspace() or text[first] in "*_"):
        first += 1
    while first < last and (text[last - 1].isspace() or text[last - 1] in "*_"):
        last -= 1
    return first, last


def _regions(text: str, style: Style) -> list[tuple[int, int]]:
    """Return the runs of ``text`` that have ``style``, marks around them left out."""
    runs: list[tuple[int, int]] = []
    spans, _ = line_spans(text, _WITHIN_TEXT)
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
    inner = text[first:last]
    # Marks of another kind right beside the part (*** is two kinds) stay with it.
    while first > begin and text[first - 1] in "*_":
        first -= 1
    while last < stop and text[last] in "*_":
        last += 1
    head, tail = text[begin:first], text[last:stop]
    kept, gap = head.rstrip(), head[len(head.rstrip()) :]
    rest, space = tail.lstrip(), tail[: len(tail) - len(tail.lstrip())]
    before = (mark + kept + mark if kept else "") + gap
    behind = space + (mark + rest + mark if rest else "")
    middle = text[first:last]
    start = begin - size + len(before) + middle.find(inner)
    changed = text[: begin - size] + before + middle + behind + text[stop + size :]
    return changed, start, start + len(inner)


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
        selection.between(new_start, Place(end.line, end.column + shift)),
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


_HEADING = re.compile(r" {0,3}#{1,6}(?:\s|$)")


def insert_image(lines: Lines, selection: Selection, source: str, alt: str = "") -> Edit:
    """Put a picture in as a paragraph of its own: on an empty line, else under the paragraph of the current one.

    The selected text, if any, is taken as alt text when none is given; the cursor ends behind the picture.
    """
    start, end = selection.start, selection.end
    text = lines[start.line]
    if not alt and start.line == end.line:
        alt = text[start.column : end.column]
    label = re.sub(r"([\[\]\\])", r"\\\1", " ".join(alt.split()))
    image = f"![{label}]({safe_address(source)})"
    if not text.strip():
        above, below = room_at(lines, start.line)
        number = start.line + len(above)
        return Edit(start.line, start.line + 1, (*above, text + image, *below), at(number, len(text + image)))
    last = paragraph_end(lines, end.line)
    below = room_at(lines, last)[1]
    return Edit(last, last + 1, (lines[last], "", image, *below), at(last + 2, len(image)))


def insert_file_link(lines: Lines, selection: Selection, source: str, name: str) -> Edit:
    """Put a link to a file in behind the selection, or the word, that the cursor is in, apart from its neighbours."""
    place = selection.end
    text, column = lines[place.line], place.column
    if column and not text[column - 1].isspace():
        column += re.match(r"\S*", text[column:]).end()  # type: ignore[union-attr]
    before, behind = text[:column], text[column:]
    label = re.sub(r"([\[\]\\])", r"\\\1", name)
    link = f"{' ' if before and not before[-1].isspace() else ''}[{label}]({safe_address(source)})"
    space = " " if behind and not behind[0].isspace() else ""
    return Edit(
        place.line, place.line + 1, (before + link + space + behind,), at(place.line, len(before + link))
    )


def room_at(lines: Lines, number: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the empty lines that what is put in at a line needs above and below, to join no other paragraph."""
    above = ("",) if number and lines[number - 1].strip() else ()
    below = ("",) if number + 1 < len(lines) and lines[number + 1].strip() else ()
    return above, below


def paragraph_end(lines: Lines, number: int) -> int:
    """Return the last line of the paragraph that a line is in: what is put in there does not break a sentence."""
    if _HEADING.match(lines[number]):
        return number
    while number + 1 < len(lines) and lines[number + 1].strip() and not _HEADING.match(lines[number + 1]):
        number += 1
    return number


# -- pasting --------------------------------------------------------------------------------------------------------

_LINE_ENDS = re.compile("\r\n|[\r\n\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029]")
_UNWANTED = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f\ufeff\ufffc\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]")


def clean_paste(text: str) -> str:
    """Return pasted text with one kind of line end, without NULs and other characters that are not text."""
    return _UNWANTED.sub("", _LINE_ENDS.sub("\n", text))
