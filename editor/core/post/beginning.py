"""Owns what stands in a post when it begins: a template's keys and text, or those the site's posts usually have."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from editor.core.post.dates import PostDate
from editor.core.post.frontmatter import FrontMatter, Value
from editor.core.post.habits import Habits
from editor.core.post.post import Post

# What a new post begins with where the site's posts have it. To a site's templates an empty text is an excerpt or a
# picture, too; no value is none.
_BLANKS: dict[str, Value] = {"author": "", "categories": [], "tags": [], "excerpt": None, "image": None}
# Keys that stand further down are those of a few posts.
_FIRST = 12


def usual_front(
    habits: Habits, title: str, date: PostDate | None, blanks: Collection[str] = tuple(_BLANKS)
) -> FrontMatter:
    """Return the keys a site's posts usually have, in their usual order; a draft has no ``date``.

    Of ``blanks``, still to be filled in, it has those that the site's posts have.
    """
    layout = habits.layout or ("" if habits.key_order else "post")
    keys: dict[str, Value] = {"layout": layout} if layout else {}
    keys["title"] = title
    if date is not None:
        keys["date"] = date
    keys |= {key: _BLANKS[key] for key in blanks if key in habits.key_order[:_FIRST]}
    places = {key: place for place, key in enumerate(habits.key_order)}
    ranked = sorted(keys, key=lambda key: places.get(key, len(places)))
    return FrontMatter.create({key: keys[key] for key in ranked})


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
