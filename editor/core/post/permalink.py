"""Owns the filling-in of permalink templates."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import PurePosixPath
from urllib.parse import quote
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from editor.core.post.dates import PostDate
from editor.core.post.frontmatter import FrontMatter
from editor.core.post.slugs import pretty_slug, slugify
from editor.core.post.taxonomy import categories_of
from editor.core.site import SiteConfig

# https://jekyllrb.com/docs/permalinks/#built-in-formats
_STYLES = {
    "date": "/:categories/:year/:month/:day/:title:output_ext",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "ordinal": "/:categories/:year/:y_day/:title:output_ext",
    "weekdate": "/:categories/:year/W:week/:short_day/:title:output_ext",
    "none": "/:categories/:title:output_ext",
}
_PLACEHOLDER = re.compile(r":([a-z_]+)")
_DOTS = re.compile(r"/\.+(?=/|$)")
_SAFE = "-._~!$&'()*+,;=:@/"

# English whatever the locale of this machine, as strftime("%b") would not be.
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_DATE_PARTS: Mapping[str, Callable[[datetime], str]] = {
    "year": lambda day: f"{day.year:04}",
    "short_year": lambda day: f"{day.year % 100:02}",
    "month": lambda day: f"{day.month:02}",
    "i_month": lambda day: str(day.month),
    "long_month": lambda day: _MONTHS[day.month - 1],
    "short_month": lambda day: _MONTHS[day.month - 1][:3],
    "day": lambda day: f"{day.day:02}",
    "i_day": lambda day: str(day.day),
    "y_day": lambda day: f"{day.timetuple().tm_yday:03}",
    "w_year": lambda day: str(day.isocalendar().year),
    "week": lambda day: f"{day.isocalendar().week:02}",
    "w_day": lambda day: str(day.isoweekday()),
    "long_day": lambda day: _DAYS[day.weekday()],
    "short_day": lambda day: _DAYS[day.weekday()][:3],
    "hour": lambda day: f"{day.hour:02}",
    "minute": lambda day: f"{day.minute:02}",
    "second": lambda day: f"{day.second:02}",
}


def address(
    site: SiteConfig, relative_path: str, file_slug: str, file_day: date | None, front: FrontMatter | None
) -> str:
    """Return the path of a post's page; ``file_slug`` and ``file_day`` are what its file name says."""
    template = _template(site, relative_path, front)
    slug = front.get("slug") if front else None
    title = slug if isinstance(slug, str) and slug else file_slug
    categories = _categories(relative_path, front)
    known = {
        "collection": "posts",
        "output_ext": ".html",
        "name": slugify(PurePosixPath(relative_path).stem),
        "path": str(PurePosixPath(relative_path).with_suffix("")).partition("_posts/")[2],
        "title": pretty_slug(title),
        "slug": slugify(title),
        "categories": "/".join(dict.fromkeys(category.lower() for category in categories)),
        "slugified_categories": "/".join(dict.fromkeys(slugify(category) for category in categories)),
    }
    moment = site_moment(site, front, file_day)

    def fill(match: re.Match[str]) -> str:
        name = match[1]
        # ":title_" is the placeholder and an underscore (Jekyll, URL.possible_keys).
        for key, rest in ((name, ""), (name.removesuffix("_"), "_" if name.endswith("_") else "")):
            if key in known:
                return quote(known[key], safe=_SAFE) + rest
            if key in _DATE_PARTS:
                return (_DATE_PARTS[key](moment) if moment else "") + rest
        return match[0]

    filled = re.sub("/{2,}", "/", "/" + _PLACEHOLDER.sub(fill, template))
    return quote(_DOTS.sub("", filled), safe=_SAFE + "%") or "/"


def site_moment(site: SiteConfig, front: FrontMatter | None, file_day: date | None = None) -> datetime | None:
    """Return when a post is dated, as wall time of the site's zone; None when nothing says so.

    A time written without a zone and without quotation marks is UTC to Ruby's Psych and is then shown in
    the zone of the site; one in quotation marks is already in that zone. A site that names no zone is
    taken to be built in UTC, as hosts do.
    """
    field = front.field("date") if front else None
    if field is None or not isinstance(field.value, PostDate):
        return datetime(file_day.year, file_day.month, file_day.day) if file_day else None
    moment = field.value.moment
    if moment.tzinfo is None:
        if not field.value.has_time or field.source.startswith(("'", '"')):
            return moment
        moment = moment.replace(tzinfo=UTC)
    try:
        return moment.astimezone(ZoneInfo(site.timezone or "UTC")).replace(tzinfo=None)
    except (ZoneInfoNotFoundError, ValueError, OverflowError):
        return moment.replace(tzinfo=None) - (moment.utcoffset() or timedelta())


def _template(site: SiteConfig, relative_path: str, front: FrontMatter | None) -> str:
    own = front.get("permalink") if front else None
    if isinstance(own, str) and own:
        return own
    default = site.defaults_for(relative_path).get("permalink")
    if isinstance(default, str) and default:
        return default
    return _STYLES.get(site.permalink, site.permalink)


def _categories(relative_path: str, front: FrontMatter | None) -> list[str]:
    """Return categories: folders above ``_posts`` first (Jekyll, Document#categories_from_path)."""
    folders = PurePosixPath(relative_path).parts[:-1]
    above = list(folders[: folders.index("_posts")]) if "_posts" in folders else []
    return [*above, *(categories_of(front) if front else ())]
