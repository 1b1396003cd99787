"""Owns what kramdown's HTML lacks for readers who listen to a page or have no mouse, as axe-core measures it.

The renderer writes what Jekyll will write, to the letter; an exported page is ours, and may be better than that.
"""

from __future__ import annotations

from editor.core.htmlrules import Attributes

_TASK_CLASS = "task-list-item-checkbox"


def accessible_attributes(tag: str, attrs: Attributes) -> Attributes:
    """Return the attributes an element of an article has in an exported page.

    The role of a footnote's number moves from ``<sup>``, which may not have it, to the link in it (ARIA in HTML,
    section 4), and ``doc-endnote``, deprecated in DPUB-ARIA 1.1, goes. The box of a task gets a name. What scrolls
    inside itself, as wide tables and code do, can be reached and scrolled by keyboard.
    """
    match tag:
        case "sup":
            return [one for one in attrs if one != ("role", "doc-noteref")]
        case "li":
            return [one for one in attrs if one != ("role", "doc-endnote")]
        case "a":
            return _with(attrs, "role", "doc-noteref") if ("rel", "footnote") in attrs else attrs
        case "input":
            is_task = ("class", _TASK_CLASS) in attrs
            return _with(attrs, "aria-label", "Done") if is_task else attrs
        case "pre" | "table":
            return _with(attrs, "tabindex", "0")
    return attrs


def _with(attrs: Attributes, name: str, value: str) -> Attributes:
    return attrs if any(known == name for known, _ in attrs) else [*attrs, (name, value)]
