"""Owns how a picture is written into a text: as markdown, or as a figure with its caption."""

from __future__ import annotations

from html import escape

from editor.core.markdown.editing import safe_address
from editor.core.markdown.selection import Edit, Lines, Selection, at


def figure_lines(source: str, alt: str, caption: str) -> tuple[str, ...]:
    """Return the lines of a figure; without a caption it has none."""
    lines = ["<figure>", f'  <img src="{escape(safe_address(source))}" alt="{escape(alt)}">']
    if caption:
        lines.append(f"  <figcaption>{escape(caption, quote=False)}</figcaption>")
    return (*lines, "</figure>")


def insert_figure(lines: Lines, selection: Selection, source: str, alt: str, caption: str) -> Edit:
    """Put a figure in as a paragraph of its own: on an empty line, else under the current one."""
    end = selection.end
    made = figure_lines(source, alt, caption)
    text = lines[end.line]
    below = () if end.line + 1 >= len(lines) or not lines[end.line + 1].strip() else ("",)
    if not text.strip():
        above = ("",) if end.line and lines[end.line - 1].strip() else ()
        first = end.line + len(above)
        return Edit(end.line, end.line + 1, (*above, *made, *below), at(first + 1, len(made[1])))
    return Edit(end.line, end.line + 1, (text, "", *made, *below), at(end.line + 3, len(made[1])))


def set_figure_alt(lines: Lines, number: int, source: str, alt: str) -> Edit | None:
    """Fill the empty alt text of the picture at ``source`` in a line of HTML; None where there is none."""
    line = lines[number] if 0 <= number < len(lines) else ""
    empty = f'src="{escape(safe_address(source))}" alt=""'
    if empty not in line:
        return None
    changed = line.replace(empty, f'{empty[:-1]}{escape(" ".join(alt.split()))}"', 1)
    return Edit(number, number + 1, (changed,), at(number, len(changed)))
