"""Jekyll's filters and Liquid's own, by their names in templates.

Each takes the run, the value to the left of the pipe, and the arguments after the colon.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from editor.core.liquid.filters import addresses, contents, lists, markup, numbers, picking, texts, times

FILTERS: dict[str, Callable[..., Any]] = {
    **texts.FILTERS,
    **markup.FILTERS,
    **numbers.FILTERS,
    **lists.FILTERS,
    **picking.FILTERS,
    **times.FILTERS,
    **addresses.FILTERS,
    **contents.FILTERS,
}
