"""A post is read as Jekyll reads it, keeps every byte, and says what is wrong with it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.core.errors import NotUtf8Error
from editor.core.post.frontmatter import FrontMatter
from editor.core.post.post import Post, Problem, parse_post, parse_text

WHOLE = [
    b"---\ntitle: x\n---\nBody\n",
    b"---\ntitle: x\n---\n\n\n    Indented body",
    b"\xef\xbb\xbf---\r\ntitle: x\r\n---\r\nBody\r\n",
    b"---  \ntitle: x\n---\t \nBody",
    b"---\ntitle: x\n...\nBody\n---\nstill body\n",
    b"---\n---\nBody\n",
    b"---\n# only a note\n---\n",
    b"---\ntitle: x\n---",
    b"---\ntitle: x\r\n---\nmixed\r\nline\rends\n",
    b"---\n\n\ntitle: x\n\n---\nBody",
    b"---\ntitle: ---\ntext: a --- b\n  --- x\n----: y\n---\nBody\n",
]


@pytest.mark.parametrize("data", WHOLE)
def test_front_matter_is_found_and_every_byte_kept(data: bytes) -> None:
    post = parse_post(data)
    assert post.front is not None
    assert post.problem is None
    assert post.encode() == data


def test_fences_block_and_body_are_told_apart() -> None:
    post = parse_post(b"---  \ntitle: x\n...\n\n body\n")
    assert post.front == FrontMatter("---  \n", "title: x\n", "...\n")
    assert post.body == "\n body\n"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"Only text\n",
        b" ---\na: 1\n---\n",
        b"\n\nText\n",
        b"--- a\n---\n",
        b"----\na: 1\n----\n",
        b"\n---\n\ntext\n",
    ],
)
def test_a_text_without_front_matter_is_all_body(data: bytes) -> None:
    post = parse_post(data)
    assert (post.front, post.problem) == (None, None)
    assert post.encode() == data


@pytest.mark.parametrize(
    ("text", "line", "clue"),
    [
        ("---\ntitle: x\n\nBody\n", 1, "never closed"),
        ("---\ntitle: x\n --- \nBody\n", 1, "never closed"),
        ("---\ntitle: x: y\nb: 1\n---\nBody\n", 2, "colon"),
        ("---\r\na: 1\r\nb: 'x\r\n---\r\n", 3, "never closed"),
        ("---\n- a\n---\n", 2, "keys and values"),
        ("+++\ntitle = 'x'\n+++\nBody\n", 1, "TOML"),
        ("---\rtitle: x\r---\rBody\r", 1, "carriage return"),
        ("\n\n---\ntitle: x\n---\nBody\n", 3, "Blank lines"),
        ("---\ntitle: \x00\n---\n", 2, "control character"),
    ],
)
def test_what_cannot_be_read_is_a_problem_with_a_line(text: str, line: int, clue: str) -> None:
    post = parse_post(text.encode())
    assert post.problem is not None
    assert post.problem.line == line
    assert clue in post.problem.message
    assert post.problem.message.endswith(".")
    assert (post.front, post.body) == (None, text)
    assert post.encode() == text.encode()


def test_a_mended_text_is_read_again() -> None:
    broken = parse_text("---\ntitle: x: y\n---\nBody\n", bom=True)
    mended = broken.with_body("---\ntitle: 'x: y'\n---\nBody\n")
    assert mended.problem is None
    assert mended.front is not None
    assert mended.front.get("title") == "x: y"
    assert mended.encode().startswith(b"\xef\xbb\xbf---\n")


@pytest.mark.parametrize(
    ("data", "encoding", "text"),
    [
        ("Größe “quoted”".encode("cp1252"), "Windows-1252", "Größe “quoted”"),
        (b"caf\xe9 \x81", "ISO-8859-1", "café \x81"),
        ("---\ntitle: é\n---\n".encode("utf-16"), "UTF-16", "---\ntitle: é\n---\n"),
        ("---\ntitle: é\n---\n".encode("utf-16-le"), "UTF-16-LE", "---\ntitle: é\n---\n"),
        ("---\ntitle: é\n---\n".encode("utf-16-be"), "UTF-16-BE", "---\ntitle: é\n---\n"),
    ],
)
def test_other_encodings_are_guessed(data: bytes, encoding: str, text: str) -> None:
    with pytest.raises(NotUtf8Error, match=f"“a.md”.*{encoding}") as caught:
        parse_post(data, "folder/a.md")
    assert (caught.value.encoding, caught.value.text) == (encoding, text)


@pytest.mark.parametrize(
    "data",
    [b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01 a picture's bytes", b"\x89PNG\r\n\x1a\n\x00IHDR" + b"x" * 40],
)
def test_what_is_no_text_at_all_is_not_called_another_encoding(data: bytes) -> None:
    with pytest.raises(NotUtf8Error, match="is not a text, so it cannot be a post"):
        parse_post(data, "a.jpg")


def test_a_body_below_a_closing_fence_without_line_end_gets_one() -> None:
    post = parse_post(b"---\r\ntitle: x\r\n---").with_body("Body")
    assert post.encode() == b"---\r\ntitle: x\r\n---\r\nBody"
    assert parse_post(post.encode()) == post


def test_a_post_without_front_matter_gains_some_and_can_lose_it() -> None:
    post = parse_post(b"Only text\n")
    made = post.with_front(FrontMatter.create({"title": "x"}))
    assert made.encode() == b"---\ntitle: x\n---\nOnly text\n"
    assert made.with_front(None) == post


def test_the_usual_line_end_is_known() -> None:
    assert parse_post(b"---\r\na: 1\r\n---\r\nx\n").newline == "\r\n"
    assert parse_post(b"one line").newline == "\n"


def test_a_problem_is_a_value() -> None:
    assert Post(False, None, "x", Problem(1, "Why.")).text == "x"


@given(
    st.lists(
        st.sampled_from(
            ["---", "...", "\n", "\r\n", "\r", " ", "a: 1", "b", "\ufeff", "+++", "é", "'", "\x85"]
        ),
        max_size=14,
    ).map("".join)
)
def test_no_text_is_changed_by_opening_it(text: str) -> None:
    data = text.encode()
    assert parse_post(data).encode() == data
