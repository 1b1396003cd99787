"""Owns merging two hashes of a site's settings in depth, as Jekyll does."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def merged(base: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    """Return two hashes as one, in depth; what the second says counts (Jekyll::Utils.deep_merge_hashes).

    A key without a value takes nothing away.
    """
    result = dict(base)
    for key, value in over.items():
        old = result.get(key)
        if isinstance(old, Mapping) and isinstance(value, Mapping):
            result[key] = merged(old, value)
        elif value is not None or key not in result:
            result[key] = value
    return result
