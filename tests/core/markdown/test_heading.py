from __future__ import annotations

from editor.core.markdown.heading import Heading, heading_at


def test_a_line_belongs_to_the_part_of_the_heading_above_it() -> None:
    found = (Heading(1, "One", 2), Heading(2, "Two", 6))
    assert [heading_at(found, line) for line in (0, 1, 2, 5, 6, 99)] == [-1, -1, 0, 0, 1, 1]
    assert heading_at((), 3) == -1
