"""Owns the present moment as a site sees it."""

from __future__ import annotations

from datetime import datetime

from editor.core.site import SiteConfig


def site_now(site: SiteConfig) -> datetime:
    """Return the present moment in the site's time zone, or the machine's when that is not known; aware."""
    if not site.timezone:
        return datetime.now().astimezone()
    # Here and not above: many sites name no zone, and every start and every command would load them.
    from zoneinfo import ZoneInfo

    try:
        return datetime.now(ZoneInfo(site.timezone))
    except (OSError, ValueError, KeyError):  # KeyError: zoneinfo.ZoneInfoNotFoundError
        return datetime.now().astimezone()
