"""Front matter of plain lines is read without the YAML reader, and never otherwise than by it."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from editor.core.errors import BrokenFrontMatterError
from editor.core.post import reading
from editor.core.post.fields import value_under
from editor.core.post.frontmatter import FrontMatter, Value
from editor.core.post.plain_lines import read_plain_lines
from editor.core.post.reading import FENCE, key_text, plain_value, same_value

_KEYS = st.sampled_from(
    ["title", "date", "tags", "on", "null", "a-b", "image", "last_modified_at", "Ünter", "9"]
)
_PIECES = st.sampled_from(
    [
        *(
            "word",
            "Words of it",
            "2026-03-14",
            "07:30:00 +0100",
            "12:30",
            "1_000",
            "0x1F",
            "010",
            "1.5",
            ".5",
            "1e3",
        ),
        *(
            "yes",
            "No",
            "null",
            "~",
            "true",
            "a.b",
            "/assets/a.png",
            "https://example.org/a?b=c",
            "é",
            "漢字",
            "\xa0",
        ),
        *(
            " ",
            "  ",
            ":",
            ": ",
            " #",
            "#",
            "'",
            '"',
            "\\",
            "[",
            "]",
            ", ",
            ",",
            "{",
            "}",
            "-",
            "- ",
            "...",
            "&a",
            "*a",
        ),
        *("!", "|", ">", "%", "@", "`", "=", "<<", "?", "\t", "\r", "\x85", "\u2028", "\ufeff", "\x00", "\n"),
    ]
)
_TEXTS = st.lists(_PIECES, max_size=4).map("".join)
_VALUES = st.one_of(
    _TEXTS.map(lambda text: f" {text}"),
    _TEXTS.map(lambda text: f' "{text}"'),
    _TEXTS.map(lambda text: f" '{text}'"),
    st.lists(_TEXTS, max_size=3).map(lambda texts: f" [{', '.join(texts)}]"),
    _TEXTS,
)
_LINES = st.one_of(
    st.tuples(_KEYS, _VALUES).map(lambda pair: f"{pair[0]}:{pair[1]}\n"), _TEXTS.map("{}\n".format)
)
_BLOCKS = st.lists(_LINES, max_size=4).map("".join)


def by_yaml(block: str) -> dict[str, Value] | None:
    """What the YAML reader says; None where it refuses."""
    try:
        root = reading.compose(FENCE + block)
    except BrokenFrontMatterError:
        return None
    return (
        {} if root is None else {key_text(key): value_under(key_text(key), node) for key, node in root.value}
    )


@given(_BLOCKS)
@example("")
@example("title: A: b\n")
@example('title: "a" b\n')
@example("tags: [a, b]\ntags: [yes, c d]\n")
@example("title:\n- a\n")
@example("date: 2026-03-14 07:30\ntitle: a\n  b\n")
def test_plain_lines_are_read_as_the_yaml_reader_reads_them(block: str) -> None:
    expected = by_yaml(block)
    if read_plain_lines(block, plain_value) is not None:
        assert expected is not None
    if expected is not None:
        front = FrontMatter("---\n", block, "---\n")
        assert front.keys == tuple(expected)
        assert all(same_value(front.get(key), value) for key, value in expected.items())


@pytest.mark.parametrize(
    "block",
    [
        'title: "The wall: it holds"\ndate: 2026-03-14 07:30:00 +0100\ntags: [harbour, the wall]\nimage: /a/b.png\n',
        "layout: post\ntags: []\nexcerpt: 'One “line”.'\nimage:\n",
    ],
)
def test_the_usual_headers_are_plain(block: str) -> None:
    assert read_plain_lines(block, plain_value) is not None


@pytest.mark.parametrize(
    "block",
    [
        "a: b\n c: d\n",
        "a: &x b\n",
        "a: 'it''s'\n",
        'a: "\\n"\n',
        "a: b # c\n",
        "a: b: c\n",
        "a:\tb\n",
        "a: [b\n",
    ],
)
def test_anything_else_is_for_the_yaml_reader(block: str) -> None:
    assert read_plain_lines(block, plain_value) is None
