"""Owns what a file is to Jekyll by where it lies: a post, a draft, a collection's document, a page, or nothing."""

from __future__ import annotations

from dataclasses import dataclass

from editor.core.exclusion import LeftOut
from editor.core.site import SiteConfig

POST, DRAFT, DOCUMENT, PAGE, LOOSE = "post", "draft", "document", "page", "loose"
"""Kinds: below a ``_posts`` folder, below a ``_drafts`` folder, below a collection's folder, elsewhere in the
site, in a folder that is no site."""

POST_KINDS = (POST, DRAFT, LOOSE)
"""What a newsroom calls posts; in a list, a collection's documents have its name as their kind."""

_FOLDERS = {"_posts": POST, "_drafts": DRAFT}
_REASONS = {
    LeftOut.EXCLUDED: "“exclude” in _config.yml leaves it out.",
    LeftOut.SPECIAL: "The name of its file or of a folder above begins with “_”, “.”, “#” or “~”, or ends in “~” "
    "or a dot, so Jekyll passes over it.",
}


@dataclass(frozen=True)
class Place:
    """Where a file lies: ``path`` is relative to the site's ``collections_dir``, or for a page to its source.

    ``collection`` is ``posts`` for drafts, too, and ``""`` for a page. ``unread`` is the sentence why Jekyll
    never reads the file, None when it does.
    """

    kind: str
    path: str
    collection: str
    unread: str | None = None


def place_of(site: SiteConfig, path: str) -> Place:
    """Return the place of a file; ``path`` is relative to the project, with forward slashes.

    Rules: Jekyll's Reader, PostReader and Collection. The outermost ``_posts`` or ``_drafts`` counts.
    """
    unread = None
    if site.source:
        if not path.startswith(f"{site.source}/"):
            unread = (
                f"It is outside of “{site.source}”, the folder that _config.yml names as the site's source."
            )
        path = path.removeprefix(f"{site.source}/")
    folders = tuple(path.split("/")[:-1])
    mark = next((index for index, name in enumerate(folders) if name in _FOLDERS), None)
    inside = path
    if site.collections_dir:
        inside = path.removeprefix(f"{site.collections_dir}/")
    label = inside.split("/", 1)[0].removeprefix("_")
    if inside.startswith("_") and "/" in inside and label in site.collections and label != "posts":
        reason = site.exclusion.judge(f"_{label}", inside.partition("/")[2])
        return Place(DOCUMENT, inside, label, unread or (_REASONS[reason] if reason else None))
    if mark is None:
        reason = site.exclusion.judge_folders(folders) or site.exclusion.judge(
            "/".join(folders), path.rpartition("/")[2]
        )
        return Place(PAGE, path, "", unread or (_REASONS[reason] if reason else None))
    if site.collections_dir and inside == path:
        unread = unread or (
            f"It is outside of “{site.collections_dir}”, the folder that _config.yml names for collections."
        )
    base = "/".join(folders[: mark + 1])
    reason = site.exclusion.judge_folders(folders[:mark]) or site.exclusion.judge(base, path[len(base) + 1 :])
    kind = _FOLDERS[folders[mark]]
    return Place(kind, inside, "posts", unread or (_REASONS[reason] if reason else None))


def folders_above(place: Place) -> tuple[str, ...]:
    """Return the folders above ``_posts``, which are categories (Jekyll, Document#categories_from_path)."""
    special = "_drafts" if place.kind == DRAFT and "_posts" not in place.path else f"_{place.collection}"
    if place.kind == PAGE or place.path.startswith(special):
        return ()
    above = place.path.partition(special)[0].split("/")
    return tuple(name for name in above if name and name != special)
