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
# The fences of editor.core.post.fences, as bytes.
_OPENING = re.compile(rb"(?:\xef\xbb\xbf)?---[ \t\r\f\v]*(?=\n)")
_CLOSING = re.compile(rb"\n(?:---|\.\.\.)[ \t\r\f\v]*(?:\n|\Z)")


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
        return data if len(data) < _STEP else _whole_lines(data)  # enough to say why there is none
    step = _STEP
    while True:
        closing = _CLOSING.search(data, opening.end())
        # One that ends with what was read may be the beginning of a longer line.
        if closing is not None and closing.end() < len(data):
            return data[: closing.end()]
        if len(data) >= _LIMIT:
            return _whole_lines(data)
        more = os.read(handle, step)
        if not more:
            return data
        data += more
        step *= 2


def _whole_lines(data: bytes) -> bytes:
    """Leave out a last line that was cut: half a character is no UTF-8."""
    return data[: data.rfind(b"\n") + 1]
