"""Owns reading no more of a post than its header, so that 20,000 posts are listed in the time of a glance."""

from __future__ import annotations

import os
import re
from pathlib import PurePath

from editor.core.post.post import Post, parse_post
from editor.storage.atomic import OPEN_FLAGS

_STEP = 8192
# Nobody writes a megabyte of front matter: a fence that is still open there was never closed.
_LIMIT = 1024 * 1024
_BOM = b"\xef\xbb\xbf"
_OPENING = re.compile(rb"(?:\xef\xbb\xbf)?---[ \t]*(?=[\r\n])")
# Jekyll's Document::YAML_FRONT_MATTER_REGEXP ends a block at a line of "---" or "...".
_CLOSING = re.compile(rb"[\r\n](?:---|\.\.\.)[ \t]*(?:\r\n|[\r\n]|\Z)")


def read_header(path: str | os.PathLike[str], name: PurePath | str) -> Post:
    """Return the post at ``path`` with its front matter and no or little of its body.

    ``name`` is what messages call it. Raises OSError, and NotUtf8Error when the header is not UTF-8
    (the body may still be something else: that is seen when the post is opened).
    """
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | OPEN_FLAGS)
    try:
        return parse_post(_header_bytes(handle), name)
    finally:
        os.close(handle)


def _header_bytes(handle: int) -> bytes:
    data = os.read(handle, _STEP)
    opening = _OPENING.match(data)
    if opening is None:
        # Two lines are enough to see that there is none, or one of another kind such as "+++".
        return b"".join(data.splitlines(keepends=True)[:2]) if data.lstrip(_BOM).startswith(b"+++") else b""
    step = _STEP
    while True:
        closing = _CLOSING.search(data, opening.end())
        # One that touches the end of what was read may be the start of a longer line or of "\r\n".
        if closing is not None and closing.end() < len(data):
            return data[: closing.end()]
        more = os.read(handle, step) if len(data) < _LIMIT else b""
        if not more:
            return data if closing is None else data[: closing.end()]
        data += more
        step *= 2
