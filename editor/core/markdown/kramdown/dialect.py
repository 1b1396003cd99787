"""Owns the two ways kramdown reads a text: with GitHub's additions, which Jekyll has it do, and by itself."""

from __future__ import annotations

import re
from dataclasses import dataclass

from editor.core.markdown.kramdown import grammar as g


@dataclass(frozen=True, slots=True)
class Dialect:
    """What begins and ends blocks, and whether GitHub's additions hold.

    These are struck text, lists of tasks, a break for a backslash at the end of a line, ``hard_wrap``, and ids of
    headings in all scripts.
    """

    gfm: bool
    fence: re.Pattern[str]
    fence_indent: str
    heading: re.Pattern[str]
    heading_foot: re.Pattern[str]
    paragraph_end: re.Pattern[str]


GFM = Dialect(
    gfm=True,
    fence=g.FENCE,
    fence_indent=" {0,3}",
    heading=g.HEADING,
    heading_foot=re.compile(r"[\t ]#+\Z"),
    paragraph_end=g.PARAGRAPH_END,
)
KRAMDOWN = Dialect(
    gfm=False,
    fence=re.compile(r"(~{3,})"),
    fence_indent="",
    heading=re.compile(r"(?P<marks>#{1,6})[\t ]*(?P<text>[^ \t].*)\n"),
    heading_foot=re.compile(r"(?<!\\)#+\Z"),
    paragraph_end=g.OWN_PARAGRAPH_END,
)
"""``kramdown: {input: kramdown}``: a heading needs a blank line above, a paragraph ends at one, code has tildes."""
