"""Owns how a picture is written into a text: as markdown, or as a figure with its caption."""

from __future__ import annotations

from html import escape

from editor.core.markdown.editing import paragraph_end, room_at, safe_address
from editor.core.markdown.selection import Edit, Lines, Selection, at


def figure_lines(source: str, alt: str, caption: str) -> tuple[str, ...]:
    """Return the lines of a figure; without a caption it has none."""
    lines = ["<figure>", f'  <img src="{escape(safe_address(source))}" alt="{escape(alt)}">']
    if caption:
        lines.append(f"  <figcaption>{escape(caption, quote=False)}</figcaption>")
    return (*lines, "</figure>")


def insert_figure(lines: Lines, selection: Selection, source: str, alt: str, caption: str) -> Edit:
    """Put a figure in as a paragraph of its own: on an empty line, else under the current one."""
    number = selection.end.line
    made = figure_lines(source, alt, caption)
    if not lines[number].strip():
        above, below = room_at(lines, number)
        first = number + len(above)
        return Edit(number, number + 1, (*above, *made, *below), at(first + 1, len(made[1])))
    last = paragraph_end(lines, number)
    below = room_at(lines, last)[1]
    return Edit(last, last + 1, (lines[last], "", *made, *below), at(last + 3, len(made[1])))


def has_empty_alt(line: str, source: str) -> bool:
    """Tell whether a line of HTML shows the picture at ``source`` with an alt text that is empty."""
    return _empty_alt(source) in line


def _empty_alt(source: str) -> str:
    return f'src="{escape(safe_address(source))}" alt=""'


def set_figure_alt(lines: Lines, number: int, source: str, alt: str) -> Edit | None:
    """Fill the empty alt text of the picture at ``source`` in a line of HTML; None where there is none."""
    line = lines[number] if 0 <= number < len(lines) else ""
    empty = _empty_alt(source)
    if empty not in line:
        return None
    changed = line.replace(empty, f'{empty[:-1]}{escape(" ".join(alt.split()))}"', 1)
    return Edit(number, number + 1, (changed,), at(number, len(changed)))
