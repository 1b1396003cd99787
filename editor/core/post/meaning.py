"""Owns what a value typed as text means for a key, and what a key holds as a list."""

from __future__ import annotations

from editor.core.post.dates import PostDate, parse_date, with_moment
from editor.core.post.frontmatter import FieldKind, FrontMatter, Value, is_date_key
from editor.core.post.post import parse_post

# Jekyll splits these at blanks when they are text (https://jekyllrb.com/docs/posts/), so they stay lists.
_LIST_KEYS = frozenset(("tags", "categories"))
# Jekyll's own switches; as text, "false" would count as yes.
_YES_NO_KEYS = frozenset(("published",))
_YES_NO = {"true": True, "yes": True, "false": False, "no": False}


def yaml_value(yaml: str) -> Value:
    """Return the value that YAML on one line stands for; raises ValueError when it is none."""
    post = parse_post(f"---\nvalue: {yaml}\n---\n".encode("utf-8", "surrogateescape"))
    if post.front is None or post.front.keys != ("value",):
        raise ValueError(yaml)
    return post.front.get("value")


def meant(front: FrontMatter, key: str, text: str) -> Value:
    """Return the value meant by ``text``: text, unless the key already holds (or always holds) something else
    that it can be read as."""
    field = front.field(key)
    kind = field.kind if field is not None else None
    if kind is FieldKind.LIST or (key in _LIST_KEYS and kind in (None, FieldKind.EMPTY)):
        return [item.strip() for item in text.split(",") if item.strip()]
    if (kind is FieldKind.YESNO or key in _YES_NO_KEYS) and text.lower() in _YES_NO:
        return _YES_NO[text.lower()]
    if kind is FieldKind.NUMBER and (number := _number(text)) is not None:
        return number
    if (kind is FieldKind.DATE or is_date_key(key)) and (moment := parse_date(text)):
        return _in_notation(field.value if field is not None else None, moment)
    return text


def items_of(front: FrontMatter, key: str) -> list[Value]:
    """Return what a key holds as a list; tags and categories written as text are split as Jekyll splits them."""
    value = front.get(key)
    if isinstance(value, list):
        return list(value)
    if value is None or value == "":
        return []
    if key in _LIST_KEYS and isinstance(value, str):
        return list(value.split())
    return [value]


def _number(text: str) -> int | float | None:
    try:
        number = yaml_value(text)
    except ValueError:
        return None
    return number if isinstance(number, int | float) else None


def _in_notation(standing: Value, wanted: PostDate) -> PostDate:
    """The wanted date as the post writes its dates; a day alone keeps the time that stands there."""
    if not isinstance(standing, PostDate):
        return wanted
    if not wanted.has_time and standing.has_time:
        old, day = standing.moment, wanted.moment
        return with_moment(standing, old.replace(year=day.year, month=day.month, day=day.day))
    if wanted.moment.tzinfo is not None and standing.moment.tzinfo is None:
        return wanted  # the notation has no place for the zone, and the zone must not be lost
    return with_moment(standing, wanted.moment, wanted.has_time)
