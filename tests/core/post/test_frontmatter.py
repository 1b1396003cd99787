"""An edit of the front matter changes the value it is about and no other character."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from editor.core.errors import BrokenFrontMatterError, EditRefusedError
from editor.core.post.dates import PostDate, parse_date, with_moment
from editor.core.post.frontmatter import FieldKind, FrontMatter, Value
from editor.core.post.reading import same_value

SEED = """\
layout: post
title: "Update: it's a “perfect” storm"
date: 2025-06-10T01:19:13
author: "badely"
categories: [News]
tags: []
excerpt: "The clashes over raids."
image: assets/images/9375.jpg
"""
ORDER = ("layout", "title", "subtitle", "date", "author", "categories", "tags", "excerpt", "image")


def front(block: str, newline: str = "\n") -> FrontMatter:
    return FrontMatter(f"---{newline}", block, f"---{newline}")


def date(text: str) -> PostDate:
    found = parse_date(text)
    assert found is not None
    return found


# Reading ---------------------------------------------------------------------------------------------


def test_fields_have_values_kinds_and_places() -> None:
    block = SEED + "published: yes\nweight: 3\nextra: {a: 1}\nempty:\n"
    fields = {field.key: field for field in front(block).fields}
    assert fields["title"].value == "Update: it's a “perfect” storm"
    assert (fields["title"].line, fields["title"].source) == (3, '"Update: it\'s a “perfect” storm"')
    kinds = {key: field.kind for key, field in fields.items()}
    assert kinds["date"] is FieldKind.DATE
    assert kinds["tags"] is FieldKind.LIST
    assert kinds["published"] is FieldKind.YESNO
    assert kinds["weight"] is FieldKind.NUMBER
    assert kinds["extra"] is FieldKind.NESTED
    assert kinds["empty"] is FieldKind.EMPTY
    assert kinds["image"] is FieldKind.TEXT
    assert front(block).keys == tuple(fields)
    assert all(field.locked is None and field.note is None for field in fields.values())


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("2026-03-14 07:30:00 +0100", date("2026-03-14 07:30:00 +0100")),
        ("2026-03-14 07:30:00-0800", date("2026-03-14 07:30:00-0800")),
        ('"2025-06-10T01:19:13Z"', date("2025-06-10T01:19:13Z")),
        ("2016-06-31", "2016-06-31"),
        ("June 4, 2020", "June 4, 2020"),
    ],
)
def test_a_date_is_read_as_jekyll_reads_it(source: str, value: Value) -> None:
    assert front(f"date: {source}\n").get("date") == value


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("012", 10), ("0x1F", 31), ("-0b11", -3), ("1_000", 1000), ("1.5", 1.5), ("-.inf", float("-inf")),
        ("off", False), ("~", None),
        ("12:30", "12:30"), ("08", "08"), ("=", "="), ("! '7'", 7), ("!!str 7", "7"), ("'7'", "7"),
        ("[1, [yes]]", [1, [True]]),
    ],
)  # fmt: skip
def test_plain_values_are_read(source: str, value: Value) -> None:
    assert same_value(front(f"key: {source}\n").get("key"), value)


def test_a_quoted_date_is_text_under_any_other_key() -> None:
    assert front('title: "2026-03-14"\n').get("title") == "2026-03-14"


def test_of_duplicate_keys_the_last_counts_and_says_so() -> None:
    block = "title: one\ndate: 2026-03-14\ntitle: two # kept\n"
    field = front(block).field("title")
    assert field is not None
    assert (field.value, field.line) == ("two", 4)
    assert field.note == "“title” stands in lines 2 and 4; the last one counts."
    assert front(block).set("title", "three").block == block.replace("two", "three")
    assert front(block).remove("title").block == "date: 2026-03-14\n"


def test_a_list_that_was_handed_out_is_the_callers_own() -> None:
    found = front("tags: [a]\nimage: {path: [x]}\n")
    tags, image = found.get("tags"), found.get("image")
    assert isinstance(tags, list)
    assert isinstance(image, dict)
    tags.append("b")
    image["alt"] = "A pier"
    assert found.get("tags") == ["a"]
    assert (
        found.set("tags", tags).set("image", image).block == "tags: [a, b]\nimage: {path: [x], alt: A pier}\n"
    )


def test_missing_keys_have_a_default() -> None:
    assert front(SEED).get("nothing", "here") == "here"
    assert front(SEED).field("nothing") is None
    assert "nothing" not in front(SEED)
    assert "title" in front(SEED)


def test_an_alias_has_the_value_of_its_anchor() -> None:
    found = front("a: &x [1]\nb: *x\nc: &self [*self]\n")
    assert found.get("b") == [1]
    assert found.get("c") == [None]


BOMB = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 9)
)


@pytest.mark.parametrize("block", [BOMB, f"{BOMB}title: *a8\ntags: *a8\n"])
def test_aliases_that_multiply_are_refused_with_a_sentence(block: str) -> None:
    with pytest.raises(BrokenFrontMatterError, match="multiply"):
        front(block).get("a8")


@pytest.mark.parametrize(
    "block", [f"a: {'[' * 5000}{']' * 5000}\n", "".join(f"{'  ' * n}a:\n" for n in range(2000))]
)
def test_lists_and_maps_without_a_floor_are_refused_with_a_sentence(block: str) -> None:
    with pytest.raises(BrokenFrontMatterError, match="nested too deeply"):
        front(block).get("a")


@pytest.mark.parametrize("number", ["9" * 100_000, f"-{'1_' * 50_000}1", f"0x{'f' * 5000}", f"0{'7' * 5000}"])
def test_a_number_of_thousands_of_digits_stays_text(number: str) -> None:
    found = front(f"title: H\nnote: {number}\n")
    assert found.get("note") == number
    assert found.set("title", "Ferry").text == f"---\ntitle: Ferry\nnote: {number}\n---\n"


def test_megabytes_of_keys_are_read_and_one_is_edited() -> None:
    block = "".join(f"key{number}: value {number}\n" for number in range(20_000))
    found = front(f"{block}note: {'word ' * 200_000}\n")
    assert found.get("key19999") == "value 19999"
    assert found.set("key7", "other").get("key7") == "other"
    last = found.field("key19999")
    assert last is not None
    assert last.line == 20_001


# One value, everything else the same -------------------------------------------------------------------

DRAWN = [
    # block, key, value, block afterwards
    ("a: old # note\nb: 1\n", "a", "new", "a: new # note\nb: 1\n"),
    ("a: 'old'   # note\n", "a", "it's", "a: 'it''s'   # note\n"),
    ('a: "old"\n', "a", 'say "x"', 'a: "say \\"x\\""\n'),
    ("a: old\n", "a", "b: c", 'a: "b: c"\n'),
    ("a: old\nb: 'x'\n", "a", "yes", "a: 'yes'\nb: 'x'\n"),
    ("a:\tb\t# note\n", "a", "c", "a:\tc\t# note\n"),
    ("a : b\n", "a", "c", "a : c\n"),
    ('"a": b\n', "a", "c", '"a": c\n'),
    ("a: x\n  y\n  z # note\nb: 1\n", "a", "w", "a: w # note\nb: 1\n"),
    ("a: 'x\n\n  y'\nb: 1\n", "a", "w", "a: 'w'\nb: 1\n"),
    ("a:\n  x\n  y\nb: 1\n", "a", "w", "a:\n  w\nb: 1\n"),
    ("a: > # note\n    x\n    y\n\n\nb: 1\n", "a", "p: q\nr\n", "a: > # note\n    p: q\n\n    r\n\n\nb: 1\n"),
    ("a: |\n  x\n# note\nb: 1\n", "a", "p\nq", "a: |-\n  p\n  q\n# note\nb: 1\n"),
    ("a: |+\n  x\n\n\nb: 1\n", "a", "p\n", "a: |\n  p\nb: 1\n"),
    ("a:\nb: 1\n", "a", "x", "a: x\nb: 1\n"),
    ("a: \nb: 1\n", "a", "x", "a: x\nb: 1\n"),
    ("a: # note\nb: 1\n", "a", "x", "a: x # note\nb: 1\n"),
    ("a: x # note\nb: 1\n", "a", None, "a: # note\nb: 1\n"),
    ("a: ~\nb: 1\n", "a", None, "a: ~\nb: 1\n"),
    ("a: No\n", "a", True, "a: Yes\n"),
    ("a: 1.50\n", "a", 2, "a: 2\n"),
    ("a: one\n", "a", "x\ny", "a: |-\n  x\n  y\n"),
    ("a: &x old\nb: 1\n", "a", "new", "a: &x new\nb: 1\n"),
    ("a: ! 'old'\n", "a", "new", "a: ! 'new'\n"),
    ("a: ! 'old'\n", "a", "2012", "a: '2012'\n"),
    ("a: &x old\nb: *x # note\n", "b", "new", "a: &x old\nb: new # note\n"),
    ("😀: é\na: 😀 x # 😀\n", "a", "w", "😀: é\na: w # 😀\n"),
    ("a: x\rb: y\n", "a", "z", "a: z\rb: y\n"),
    ("a: x\r\nb: y\nc: z\r\n", "b", "w", "a: x\r\nb: w\nc: z\r\n"),
    ("{a: x, b: [y]}\n", "a", "p, q", '{a: "p, q", b: [y]}\n'),
    # lists
    ("a: [x, 'y']\nb: 1\n", "a", ["x", "y", "z"], "a: [x, 'y', z]\nb: 1\n"),
    ("a: [ x,y ]\n", "a", ["w", "x", "y"], "a: [ w,x,y ]\n"),
    ("a: [x, y, z] # note\n", "a", ["x", "z"], "a: [x, z] # note\n"),
    ("a: [x, y, z]\n", "a", ["x"], "a: [x]\n"),
    ("a: [x]\n", "a", ["p, q"], 'a: ["p, q"]\n'),
    ("a: []\n", "a", ["x"], "a: [x]\n"),
    ("a: [x, y,]\n", "a", [], "a: []\n"),
    ("a: [\n  x,\n  y # why\n]\n", "a", ["x", "y", "z"], "a: [\n  x,\n  y, # why\n  z\n]\n"),
    ("a:\n- x\n- 'y' # why\n# note\n- z\nb: 1\n", "a", ["x", "y", "w", "z"],
     "a:\n- x\n- 'y' # why\n- w\n# note\n- z\nb: 1\n"),
    ("a:\n  - x\n  - y # why\n  # note\n\nb: 1\n", "a", ["y", "z"], "a:\n  - y # why\n  - z\n  # note\n\nb: 1\n"),
    ("a:\n-   x\nb: 1\n", "a", ["w", "x"], "a:\n-   w\n-   x\nb: 1\n"),
    ("a: # note\n  - x\nb: 1\n", "a", [], "a: [] # note\nb: 1\n"),
    ("a:\n  - x\nb: 1\n", "a", "word", "a: word\nb: 1\n"),
    ("a: word # note\nl:\n  - x\n", "a", ["p"], "a: # note\n  - p\nl:\n  - x\n"),
    ("a: word # note\n", "a", ["p"], "a: [p] # note\n"),
    ("a:\n-\n- x\n", "a", ["w", "x"], "a:\n- w\n- x\n"),
    ("l:\n- &q x\n- *q\nb: 1\n", "l", ["x"], "l:\n- &q x\nb: 1\n"),
    # maps
    ("a:\n  p: 1 # why\n  q: 'x'\n  # note\nb: 1\n", "a", {"p": 1, "q": "z", "r": "w"},
     "a:\n  p: 1 # why\n  q: 'z'\n  r: 'w'\n  # note\nb: 1\n"),
    ("a:\n  p: 1\n  q: 2 # why\nb: 1\n", "a", {"q": 2}, "a:\n  q: 2 # why\nb: 1\n"),
    ("a: {p: 1, q: 2}\n", "a", {"p": 1, "r": "x"}, "a: {p: 1, r: x}\n"),
    ("a:\n- p: 1\n  q: x\n- p: 2 # why\n", "a", [{"p": 1, "q": "w"}, {"p": 2}], "a:\n- p: 1\n  q: w\n- p: 2 # why\n"),
    ("a:\n- p: 1\n  q: x\n- p: 2\n", "a", [{"q": "x"}, {"p": 2}], "a:\n- q: x\n- p: 2\n"),
    ("a: pic.jpg\nb: 1\n", "a", {"path": "pic.jpg", "alt": "A pier"}, "a:\n  path: pic.jpg\n  alt: A pier\nb: 1\n"),
    ("a:\n  path: pic.jpg\nb: 1\n", "a", "pic.jpg", "a: pic.jpg\nb: 1\n"),
]  # fmt: skip


@pytest.mark.parametrize(("block", "key", "value", "wanted"), DRAWN, ids=[drawn[0] for drawn in DRAWN])
def test_only_the_value_changes(block: str, key: str, value: Value, wanted: str) -> None:
    edited = front(block).set(key, value)
    assert edited.block == wanted
    assert same_value(edited.get(key), value)


def test_setting_the_value_that_is_there_changes_nothing() -> None:
    awkward = front("a: [ x,  'y' ]\nb:   'z'\ndate: \"2026-03-14\"\n")
    for field in awkward.fields:
        assert awkward.set(field.key, field.value) is awkward


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        ("2025-06-10T01:19:13", "2027-11-09T18:07:00"),
        ('"2026-03-14 07:30:00 +0100"', '"2027-11-09 18:07:00 +0100"'),
        ("2026-03-14 07:30:00-0800 # note", "2027-11-09 18:07:00-0800 # note"),
        ("June 4, 2020", "2027-11-09 18:07:00"),
    ],
)
def test_dates_keep_their_notation_and_quotation_marks(source: str, wanted: str) -> None:
    found = front(f"date: {source}\n")
    old = found.get("date")
    new = with_moment(
        old if isinstance(old, PostDate) else date("2026-03-14 10:00:00"), date("2027-11-09 18:07").moment
    )
    assert found.set("date", new).block == f"date: {wanted}\n"


def test_a_string_under_a_key_for_dates_is_a_date_and_elsewhere_text() -> None:
    assert front("").set("date", "2026-03-14").block == "date: 2026-03-14\n"
    assert (
        front("").set("last_modified_at", "2026-03-14 10:00").block == "last_modified_at: 2026-03-14 10:00\n"
    )
    assert front("").set("title", "2026-03-14").block == 'title: "2026-03-14"\n'


# New keys and removed ones -----------------------------------------------------------------------------


def test_a_new_key_goes_where_the_site_has_it() -> None:
    assert 'storm"\nsubtitle: "Two words"\ndate:' in front(SEED).set("subtitle", "Two words", ORDER).block
    assert (
        front("date: 2026-03-14\n").set("layout", "post", ORDER).block == "layout: post\ndate: 2026-03-14\n"
    )
    assert front(SEED).set("weight", 1, ORDER).block == SEED + "weight: 1\n"


def test_a_new_key_follows_the_whole_of_the_one_before() -> None:
    block = "tags:\n  - a\n  # - not yet\nimage: x.jpg\n"
    assert front(block).set("excerpt", "Short", ORDER).block == block.replace(
        "image", "excerpt: Short\nimage"
    )


@pytest.mark.parametrize("block", ["", "# only a note\n", "\n\n"])
def test_a_block_without_keys_takes_one(block: str) -> None:
    assert front(block).set("title", "First").block == f"{block}title: First\n"


def test_new_lines_end_like_the_others() -> None:
    crlf = SEED.replace("\n", "\r\n")
    assert front(crlf, "\r\n").set("weight", ["a"]).block == crlf + "weight: [a]\r\n"
    assert front("", "\r\n").set("a", {"b": 1}).block == "a:\r\n  b: 1\r\n"


def test_a_new_list_is_written_like_the_others() -> None:
    assert front("a:\n- x\n").set("b", ["w", "z"]).block == "a:\n- x\nb:\n- w\n- z\n"
    assert front("a: [x]\n").set("b", ["w", "z"]).block == "a: [x]\nb: [w, z]\n"


def test_an_indented_block_stays_indented() -> None:
    assert front("  a: 1\n  b: 2\n").set("c", ["x"]).block == "  a: 1\n  b: 2\n  c: [x]\n"


REMOVED = [
    ("# above\na: x # note\n# below\nb: 1\n", "a", "# above\n# below\nb: 1\n"),
    ("b: 1\n\na:\n- x\n- y # note\n\n# below\n", "a", "b: 1\n\n\n# below\n"),
    ("a: |\n  x\n\n  y\n\nb: 1\n", "a", "\nb: 1\n"),
    ("a: 'x\n  y'\nb: 1\n", "a", "b: 1\n"),
    ("a: x\n", "a", ""),
    ("{a: x, b: y}\n", "a", "{b: y}\n"),
    ("a: x\r\nb: y\r\n", "b", "a: x\r\n"),
    ("a: x\nb: y\n", "c", "a: x\nb: y\n"),
]


@pytest.mark.parametrize(("block", "key", "wanted"), REMOVED)
def test_removing_a_key_removes_its_lines_alone(block: str, key: str, wanted: str) -> None:
    assert front(block).remove(key).block == wanted


def test_front_matter_is_made_from_pairs() -> None:
    made = FrontMatter.create(
        {"title": "Say: yes", "date": date("2026-03-14 07:30:00 +0100"), "tags": ["a", "b"]}, "\r\n"
    )
    assert (
        made.text == '---\r\ntitle: "Say: yes"\r\ndate: 2026-03-14 07:30:00 +0100\r\ntags: [a, b]\r\n---\r\n'
    )


# Refusals ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("block", "key", "value"),
    [
        ("a: &x one\nb: *x\n", "a", "two"),
        ("a:\n  p: &x one\nb: [*x]\n", "a", {"p": "two"}),
        ("a: &x {p: 1}\n<<: *x\n", "a", {"p": 2}),
        ("a: !ruby/object:X one\n", "a", "two"),
        ("? a\n: one\nb: 1\n", "a", "two"),
        ("a: one\n", "a", "half \ud83d"),
    ],
)
def test_an_edit_that_would_touch_something_else_is_refused_with_a_sentence(
    block: str, key: str, value: Value
) -> None:
    found = front(block)
    with pytest.raises(EditRefusedError, match=f"“{key}”.*\\.$") as caught:
        found.set(key, value)
    assert found.block == block
    field = found.field(key)
    assert field is not None
    if field.locked:
        assert (caught.value.message, caught.value.line) == (field.locked, field.line)


def test_removing_what_another_key_points_at_is_refused() -> None:
    with pytest.raises(EditRefusedError, match="anchor"):
        front("a: &x one\nb: *x\n").remove("a")
    assert front("a: &x one\nb: *x\n").remove("b").block == "a: &x one\n"


def test_items_beside_an_anchor_can_still_be_read() -> None:
    field = front("a: &x one\nb: *x\n").field("b")
    assert field is not None
    assert (field.value, field.source, field.locked) == ("one", "*x", None)


# The raw view ------------------------------------------------------------------------------------------


def test_another_block_is_taken_as_it_is() -> None:
    edited = front(SEED).with_block("title:   'x'\n# note\n")
    assert edited.text == "---\ntitle:   'x'\n# note\n---\n"
    assert edited.get("title") == "x"


def test_another_block_gets_a_last_line_end_and_keeps_the_others() -> None:
    assert (
        front("a: 1\r\nb: 2\r\n", "\r\n").with_block("a: 1\nb: 3\nc: 4").block == "a: 1\r\nb: 3\r\nc: 4\r\n"
    )
    assert front(SEED).with_block("").block == ""


@pytest.mark.parametrize(
    ("block", "line", "clue"),
    [
        ("a: 1\nb: x: y\n", 3, "colon"),
        ("a: 1\nb: 'open\nc: 2\n", 3, "never closed"),
        ("a: 1\nno colon\nb: 2\n", 3, "no colon"),
        ("a: [x\nb: 2\n", 3, "brackets"),
        ("a: @x\n", 2, "reserves"),
        ("a: %x\n", 2, "reserves"),
        ("a: *x\n", 2, "points at"),
        ("a: - x\n", 2, "dash"),
        ('a: "\\q"\n', 2, "backslash"),
        ("a: 'x' y\n", 2, "quotation mark"),
        ("a: 1\n\tb: 2\n", 3, "tab|indented"),
        ("- a\n", 2, "keys and values"),
        ("word\n", 2, "keys and values"),
        ("a: \x07\n", 2, "U\\+0007"),
        ("a: 1\n---\nb: 2\n", 3, "end the front matter"),
        ("a: 1\n...\n", 3, "end the front matter"),
        ("a: 1\n--- b\n", 3, "second document"),
        ("a: " + "[" * 5000 + "]" * 5000 + "\n", 2, "deeply"),
        ("a: " + "- " * 20000 + "x\n", 2, "dash"),
        ("a0: &a0 x\n" + "".join(f"a{i + 1}: &a{i + 1} [*a{i}, *a{i}]\n" for i in range(40)), 1, "multiply"),
    ],
    ids=range(20),
)
def test_a_broken_block_says_where_and_why(block: str, line: int, clue: str) -> None:
    with pytest.raises(BrokenFrontMatterError, match=f"(?i){clue}") as caught:
        front(SEED).with_block(block)
    assert caught.value.line == line
    assert caught.value.message.endswith(".")


# Whatever comes ----------------------------------------------------------------------------------------

TEXT = st.text(st.sampled_from("ab :#-'\"[]{},&*!|>%@`?\n\t\\é😀.1"), max_size=12)
SCALARS: st.SearchStrategy[Value] = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-9999, 9999),
    st.floats(allow_nan=False),
    TEXT,
    st.sampled_from(["x", "two words"]),
)
VALUES: st.SearchStrategy[Value] = st.one_of(
    SCALARS,
    st.lists(st.one_of(SCALARS, st.dictionaries(st.sampled_from("pqr"), SCALARS, max_size=3)), max_size=4),
    st.dictionaries(
        st.sampled_from(["path", "alt", "a b"]), st.one_of(SCALARS, st.lists(TEXT, max_size=3)), max_size=3
    ),
)
SOURCES = [
    "x", "'x'", '"x" # note', "", " # note", "[x, 'y']", "[ ]", "[\n  x, # one\n  y,\n]",
    "\n- x\n- 'y' # note\n# note", "\n  - x\n\n  -  y",
    "\n  p: x\n  q: 'y' # note", "{p: x, q: [y]}", "|\n  x\n  y\n", ">-\n    x\n    y\n\n", "x\n  y",
    "'x\n\n  y'", "\n- p: x\n  q: y\n- z",
    "&m x", "&n [x]", "! 'x'", "2026-03-14", "yes", "1_000", "~", "\n  - - x\n    - y", "\n-\n  p: x", "|+\n  x\n\n",
]  # fmt: skip
LINES = st.sampled_from(
    ["", "# note", "  # indented note", "plain: x", "quoted: 'it''s' # note", "list:\n- 1\n- 2"]
)


@st.composite
def blocks(draw: st.DrawFn) -> tuple[str, str]:
    """Draw a block with a ``key`` somewhere in it, and the text that follows the value of that key."""
    before, after = (
        draw(st.lists(LINES, max_size=2)),
        draw(st.lists(LINES.filter(lambda line: line[:1] != " "), max_size=2)),
    )
    newline = draw(st.sampled_from(["\n", "\n", "\r\n"]))
    source = draw(st.sampled_from(SOURCES))
    tail = "".join(line + "\n" for line in after) if not source.startswith("|+") else ""
    block = "".join(line + "\n" for line in before) + f"key: {source}\n{tail}"
    return block.replace("\n", newline), tail.replace("\n", newline)


def load_others(block: str) -> dict[str, object]:
    return {key: value for key, value in yaml.load(block, Loader=yaml.CSafeLoader).items() if key != "key"}


@settings(max_examples=200, deadline=None)
@given(blocks(), VALUES)
def test_any_value_replaces_any_other(drawn: tuple[str, str], value: Value) -> None:
    block, tail = drawn
    edited = front(block).set("key", value)
    assert same_value(edited.get("key"), value)
    assert edited.block.startswith(block[: block.index("key:")])
    assert edited.block.endswith(tail)
    assert load_others(edited.block) == load_others(block)
    if "\r\n" in block:
        assert edited.block.count("\n") == edited.block.count("\r\n")


@settings(max_examples=100, deadline=None)
@given(blocks(), VALUES, VALUES)
def test_a_second_edit_can_follow_and_a_removal_takes_all(
    drawn: tuple[str, str], first: Value, second: Value
) -> None:
    block = drawn[0]
    edited = front(block).set("new key", first).set("key", second).set("new key", second).remove("new key")
    assert "new key" not in edited
    assert same_value(edited.get("key"), second)
    assert edited.remove("key").get("plain") == front(block).get("plain")
