"""Owns the present moment as a site sees it."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from editor.core.site import SiteConfig


def site_now(site: SiteConfig) -> datetime:
    """Return the present moment in the site's time zone, or the machine's when that is not known; aware."""
    try:
        return datetime.now(ZoneInfo(site.timezone)) if site.timezone else datetime.now().astimezone()
    except (OSError, ValueError, KeyError):  # KeyError: zoneinfo.ZoneInfoNotFoundError
        return datetime.now().astimezone()
