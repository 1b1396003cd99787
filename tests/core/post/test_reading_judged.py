"""What python-frontmatter, another reader of such files, sees in a post is what we see."""

from __future__ import annotations

from pathlib import Path

import frontmatter
import pytest

from editor.core.post.dates import PostDate
from editor.core.post.post import parse_post
from tests.conftest import ROOT

POSTS = sorted((ROOT / "resources" / "sample").rglob("*.md"))


@pytest.mark.parametrize("file", POSTS, ids=lambda file: file.stem)
def test_another_reader_sees_the_same_post(file: Path) -> None:
    post = parse_post(file.read_bytes(), file)
    theirs = frontmatter.loads(file.read_text("utf-8"))
    assert post.front is not None
    assert list(post.front.keys) == list(theirs.metadata)
    for key, value in theirs.metadata.items():
        ours = post.front.get(key)
        # A time with a zone is text to YAML and a date to Jekyll, and so to us.
        assert (ours.text if isinstance(ours, PostDate) else ours) == value
    assert post.body.strip() == theirs.content
