"""Owns the patterns of ``_config.yml`` as regular expressions: Ruby's ``File.fnmatch`` and ``Dir.glob``."""

from __future__ import annotations

import re

_SET = re.compile(r"\[(?P<not>[!^])?(?P<in>\]?[^\]]*)\]")


def matching_any(pattern: str) -> str:
    """Return the regular expression of a pattern in which ``*`` and ``?`` match slashes, too.

    Rule: Ruby, ``File.fnmatch?`` without flags.
    """
    return _translated(pattern, star=".*", one=".", braces=False)


def matching_paths(pattern: str) -> str:
    """Return the regular expression of a pattern in which ``*`` stays in its folder and ``**/`` does not.

    Rule: Ruby, ``Dir.glob``, which leaves hidden names out and knows ``{a,b}``.
    """
    return _translated(pattern, star=r"(?!(?<![^/])\.)[^/]*", one="[^/]", braces=True)


def _translated(pattern: str, *, star: str, one: str, braces: bool) -> str:
    found: list[str] = []
    depth = index = 0
    while index < len(pattern):
        rest = pattern[index:]
        step = 1
        inside = _SET.match(rest)
        if braces and rest.startswith("**/"):
            found.append(r"(?:(?!\.)[^/]+/)*")
            step = 3
        elif rest[0] == "*":
            found.append(star)
            step = len(rest) - len(rest.lstrip("*"))
        elif rest[0] == "?":
            found.append(one)
        elif inside:
            found.append(f"[{'^' if inside['not'] else ''}{_set_of(inside['in'])}]")
            step = inside.end()
        elif rest[0] == "\\" and len(rest) > 1:
            found.append(re.escape(rest[1]))
            step = 2
        elif braces and rest[0] == "{" and "}" in rest:
            found.append("(?:")
            depth += 1
        elif depth and rest[0] in ",}":
            found.append("|" if rest[0] == "," else ")")
            depth -= rest[0] == "}"
        else:
            found.append(re.escape(rest[0]))
        index += step
    return "".join(found) + ")" * depth


def _set_of(text: str) -> str:
    """A range that runs backwards matches nothing in Ruby, and is no expression at all in Python."""
    return (
        re.sub(r"(.)-(.)", _range, text.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]"))
        or "^\\s\\S"
    )


def _range(match: re.Match[str]) -> str:
    return match[0] if match[1] <= match[2] else f"{re.escape(match[1])}\\-{re.escape(match[2])}"
