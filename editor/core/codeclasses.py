"""Owns which kinds of program code a page shows, told by the class names that Pygments gave them."""

from __future__ import annotations

import re

_CODE_SPAN = re.compile(r'<span class="([a-z][a-z0-9]{0,2})">')


def used_code_classes(html: str) -> frozenset[str]:
    """Return the short Pygments class names (``k``, ``nf`` …) that the highlighted code of ``html`` uses."""
    return frozenset(_CODE_SPAN.findall(html)) if 'class="highlight' in html else frozenset()
