"""Owns what stands in a post when it begins: a template's keys and text, or those the site's posts usually have."""

from __future__ import annotations

from collections.abc import Sequence

from editor.core.post.dates import PostDate
from editor.core.post.frontmatter import FrontMatter
from editor.core.post.post import Post


def begin_post(
    usual: FrontMatter,
    template: Post | None,
    title: str,
    date: PostDate | None,
    category: str,
    order: Sequence[str] = (),
) -> Post:
    """Return a new post. ``usual`` are the keys of a site's posts, for one without a template or its front matter.

    Without a ``date`` the post is a draft, whose front matter has none; ``order`` is the site's usual order of
    keys. Raises EditRefusedError for a template that cannot be filled in.
    """
    front = template.front if template is not None and template.front is not None else usual
    front = front.set("title", title, order)
    if date is not None:
        front = front.set("date", date, order)
    elif "date" in front:
        front = front.remove("date")
    if category:
        singular = "category" in front or ("category" in order and "categories" not in order)
        front = (
            front.set("category", category, order)
            if singular and "categories" not in front
            else front.set("categories", [category], order)
        )
    body = template.body if template is not None and template.problem is None else "\n"
    return Post(bom=False, front=front, body="").with_body(body)
