"""Owns the sentences on what may surprise in how Jekyll shows a post, though it does show it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from editor.core.post.dates import PostDate
from editor.core.post.places import DRAFT, PAGE
from editor.core.post.record import Record
from editor.core.site import SiteConfig

# English whatever the locale of this machine, as strftime("%B") would not be.
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

KEPT = "“keep_files” in _config.yml covers its address: what was built there before stays on the site."


def day_words(day: date) -> str:
    """Return a day as sentences name it: 14 March 2026."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def clash(others: Sequence[str]) -> str:
    """Return the sentence about posts that have the same address."""
    named = "”, “".join(others[:3]) + ("”, …" if len(others) > 3 else "”")
    return f"“{named} has this address, too: one overwrites the other. Change one slug."


def remarks_on(record: Record, site: SiteConfig, moment: datetime | None) -> tuple[str, ...]:
    """Return the remarks on a file dated ``moment``, the gravest first."""
    if record.place.unread is not None:
        return ()
    found = []
    if site.problem is not None:
        found.append(site.problem.message)
    if record.broken:
        found.append(
            "Jekyll cannot read its front matter and builds it without: no headline, the day of the build as its "
            "date, the whole file name in its address."
        )
    elif not record.has_header:
        found.append(
            "It has no front matter, so it takes its headline from the file name and has no other keys."
        )
    if record.place.kind == DRAFT and record.date_fault:
        found.append(record.date_fault)
    if record.date_doubt:
        found.append(record.date_doubt)
    if record.place.kind != PAGE and not record.broken:
        found += _on_date(record, site, moment)
    if site.limit_posts and record.place.collection == "posts":
        found.append(f"The site is built with its newest {site.limit_posts} posts only (“limit_posts”).")
    return tuple(found)


def _on_date(record: Record, site: SiteConfig, moment: datetime | None) -> list[str]:
    written, filed = record.front.get("date"), record.name.day
    if moment is None or record.written_date is None:
        return []
    day = moment.date()
    if isinstance(written, PostDate) and written.moment.date() != day:
        named = site.timezone if site.timezone and str(site.zone) == site.timezone else ""
        zone = f"in the site's time zone, {named}" if named else "in UTC, as the site names no time zone"
        return [
            f"Its date says {day_words(written.moment.date())}; {zone}, that moment is on {day_words(day)}."
        ]
    if filed is not None and filed != day and record.place.kind != DRAFT:
        return [f"The file name says {day_words(filed)}, its date {day_words(day)}: the date counts."]
    return []
