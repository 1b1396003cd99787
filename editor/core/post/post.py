"""Owns a post as bytes and values: byte order mark, front matter, body, and what is wrong with it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import PurePath

from editor.core.errors import BrokenFrontMatterError, NotUtf8Error
from editor.core.post.fences import split_fences
from editor.core.post.frontmatter import FrontMatter
from editor.core.problem import Problem

__all__ = ["Post", "Problem", "parse_post", "parse_text"]

_BOM = "\ufeff"
_LATE_OPENING = re.compile(r"\s*^---[ \t\r]*\n", re.MULTILINE)
# Texts whose first line promises front matter that Jekyll does not find.
_LOOKALIKES = (
    (
        re.compile(r"---[ \t\r\f\v]*\n"),
        "The front matter that starts here is never closed. Put a line with only --- after its last key.",
    ),
    (
        re.compile(r"\+\+\+[ \t\r]*\n"),
        "This front matter is TOML (between +++ lines), which Jekyll does not read. "
        "Rewrite it as YAML between --- lines.",
    ),
    (
        re.compile(r"---[ \t]*\r(?!\n)"),
        "The lines of this file end in a bare carriage return, so Jekyll sees no front matter. "
        "Convert its line ends.",
    ),
)


@dataclass(frozen=True)
class Post:
    """A post. ``front`` is None when it has no front matter, or none that could be read.

    With a ``problem`` the ``body`` is the whole text, fences and all: it is shown and kept as it is.
    """

    bom: bool
    front: FrontMatter | None
    body: str
    problem: Problem | None = None

    @property
    def text(self) -> str:
        """The whole text, without a byte order mark."""
        return (self.front.text if self.front else "") + self.body

    @property
    def lines_above(self) -> int:
        """How many lines of the file stand above the body's first."""
        return self.front.text.count("\n") if self.front else 0

    @property
    def newline(self) -> str:
        """The line end that most lines have; ``\\n`` for a text without any."""
        text = self.text
        windows = text.count("\r\n")
        return "\r\n" if windows * 2 > text.count("\n") else "\n"

    def encode(self) -> bytes:
        """Return the bytes of the file."""
        return ((_BOM if self.bom else "") + self.text).encode()

    def with_front(self, front: FrontMatter | None) -> Post:
        """Return the post with other front matter; None takes it away, fences included."""
        return replace(self, front=_ended(front, self.body), problem=None)

    def with_body(self, body: str) -> Post:
        """Return the post with another body; below a closing fence without line end it gets one first.

        Under a ``problem`` the body is the whole text, and the result is parsed anew.
        """
        if self.problem is not None:
            return parse_text(body, bom=self.bom)
        return replace(self, front=_ended(self.front, body), body=body)


def parse_post(data: bytes, path: PurePath | str | None = None) -> Post:
    """Read the bytes of a post as Jekyll does; faulty front matter becomes a ``problem``, not an error.

    Raises NotUtf8Error, which carries the encoding guessed and the text read with it.
    """
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        encoding, guessed = _guess_encoding(data)
        name = f"“{PurePath(path).name}”" if path else "This file"
        said = (
            f"{name} is not a text, so it cannot be a post: it may be a picture, or damaged. It opens read-only."
            if b"\0" in data and not encoding.startswith("UTF-")
            else f"{name} is not UTF-8 text but probably {encoding}, which Jekyll cannot read. It opens read-only; "
            "use “Convert to UTF-8” to edit it."
        )
        raise NotUtf8Error(
            said,
            encoding=encoding,
            text=guessed,
            path=path,
        ) from error
    bom = text.startswith(_BOM)
    return parse_text(text[1:] if bom else text, bom=bom)


def parse_text(text: str, *, bom: bool = False) -> Post:
    """Read the text of a post, without byte order mark, as parse_post reads its bytes."""
    fenced = split_fences(text)
    if fenced is None:
        return Post(bom, None, text, _why_no_front(text))
    front = FrontMatter(fenced.opening, fenced.block, fenced.closing)
    try:
        front.check()
    except BrokenFrontMatterError as error:
        return Post(bom, None, text, Problem(error.line or 1, error.message))
    return Post(bom, front, fenced.body)


def _ended(front: FrontMatter | None, body: str) -> FrontMatter | None:
    if front is None or not body or front.closing.endswith("\n"):
        return front
    return replace(front, closing=front.closing + front.newline)


def _why_no_front(text: str) -> Problem | None:
    """Say what looks like front matter but is none; None for a text that plainly has none."""
    for looks_like, message in _LOOKALIKES:
        if looks_like.match(text):
            return Problem(1, message)
    late = _LATE_OPENING.match(text)
    fenced = split_fences(text[late.end() - len(late[0].lstrip()) :]) if late else None
    if late and fenced:
        front = FrontMatter(fenced.opening, fenced.block, fenced.closing)
        line = text.count("\n", 0, late.end() - 1) + 1
        try:
            front.check()
        except BrokenFrontMatterError:
            return None
        if front.keys:
            return Problem(
                line,
                "Blank lines stand before this ---, so Jekyll sees no front matter. Delete the lines above it.",
            )
    return None


def _guess_encoding(data: bytes) -> tuple[str, str]:
    """Return the likeliest encoding of bytes that are not UTF-8, and the text read with it."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "UTF-16", data.decode("utf-16", "replace")
    zeros_first, zeros_second = data[0::2].count(0), data[1::2].count(0)
    if zeros_first + zeros_second > len(data) // 4:
        encoding = "utf-16-be" if zeros_first > zeros_second else "utf-16-le"
        return encoding.upper(), data.decode(encoding, "replace")
    try:
        return "Windows-1252", data.decode("cp1252")
    except UnicodeDecodeError:
        return "ISO-8859-1", data.decode("latin-1")
