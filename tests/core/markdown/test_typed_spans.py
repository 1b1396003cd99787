"""A letter typed into a line gives it the same styles as reading the line anew."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.core.markdown.highlight import START, LineState, line_spans
from editor.core.markdown.typed_spans import spans_after_typing

PIECES = st.sampled_from(
    [
        *"aZé *_`~[]()<>!{}&;:|\\#-=+.1\"'",
        *(
            "  ",
            "https",
            "htps",
            "://",
            "mailto",
            "word",
            "two words",
            "**",
            "~~",
            "```",
            "<!--",
            "-->",
            "[^n]",
        ),
        *("](", "]:", "{%", "%}", "{{", "{:", "- ", "> ", "# ", "1. ", "    ", "&amp;", "<b>", "\ue000"),
    ]
)
LINES = st.lists(PIECES, max_size=14).map("".join)
STATES = st.builds(
    LineState, comment=st.booleans(), text=st.booleans(), listed=st.booleans(), quote=st.booleans()
)
FOLLOWING = st.sampled_from(["", "text", "===", "---"])


@given(LINES, STATES, FOLLOWING, st.data())
def test_it_equals_reading_anew(line: str, state: LineState, following: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(line)))
    typed = data.draw(st.sampled_from("ab sé"))
    longer = line[:at] + typed + line[at:]
    before, below = line_spans(line, state, following)
    known = spans_after_typing(before, longer, at)
    if known is not None:
        assert (known, below) == line_spans(longer, state, following)


@pytest.mark.parametrize(
    ("line", "typed"),
    [
        ("The ferry¦ is late", "s"),
        ("The ferry is late¦", "r"),
        ("The **ferry** is **la¦te** again", "s"),
        ("> It w¦ill cross", "h"),
        ("- a [link](https://example.org) and mo¦", "r"),
        ("## A head¦line", " "),
    ],
)
def test_prose_is_not_read_anew(line: str, typed: str) -> None:
    at = line.index("¦")
    before = line_spans(line.replace("¦", ""), START)[0]
    longer = line.replace("¦", typed)
    assert spans_after_typing(before, longer, at) == line_spans(longer, START)[0]


@pytest.mark.parametrize(
    ("line", "typed"),
    [
        ("a `co¦de` b", "x"),
        ("htps¦://example.org", "t"),
        ("see ht¦ps://example.org", "t"),
        ("a *¦word*", "x"),
        ("¦word", "x"),
        ("word¦", "*"),
        ("a [^no¦te]", " "),
    ],
)
def test_markup_is_read_anew(line: str, typed: str) -> None:
    at = line.index("¦")
    before = line_spans(line.replace("¦", ""), START)[0]
    assert spans_after_typing(before, line.replace("¦", typed), at) is None
