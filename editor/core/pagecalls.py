"""Owns how a call of the preview page's own functions is written."""

from __future__ import annotations

import json


def page_call(name: str, *values: object) -> str:
    """Return JavaScript that calls ``cd.NAME(values…)`` of ``resources/preview/preview.js``; values go as JSON."""
    return f"cd.{name}({','.join(json.dumps(value) for value in values)})"
