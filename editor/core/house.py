"""Owns a newsroom's house style: what ``_copydesk/style.yml`` in its site says of pictures and excerpts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import yaml

from editor.core.post.lead import SIDE_KEYS
from editor.core.problem import Problem

STYLE_FILE = "_copydesk/style.yml"
"""Where the house style is kept, from the site's root; Jekyll leaves folders with an underscore alone."""

_SIZE = re.compile(r"(\d{1,5})(?:\s*[x×]\s*(\d{1,5}))?")
_RULE = re.compile(r"(?:[\w.-]|\{(?:slug|n|name|date)\}){1,120}")
_NAME_PARTS = re.compile(r"\{(slug|n|name|date)\}")


@dataclass(frozen=True, slots=True)
class Variant:
    """A size a picture is made in: ``width`` pixels wide, cut to ``height`` around the focus where there is one."""

    width: int
    height: int | None = None


USUAL_VARIANTS: Mapping[str, Variant] = MappingProxyType(
    {"lead": Variant(1600), "social": Variant(1200, 630), "thumbnail": Variant(400, 300)}
)


@dataclass(frozen=True)
class HouseStyle:
    """What a newsroom has decided.

    ``picture_name`` makes the name of a new picture from ``{slug}``, ``{n}``, ``{name}`` and ``{date}``; ``figures``
    puts pictures in as ``<figure>`` (True), as markdown (False), or as the site's posts do (None);
    ``lead_in_map`` keeps a lead image's texts in a map with its path, or in keys beside it, or as the posts do;
    ``lead_keys`` names these keys, as ``{alt: photo_description}``, where they are not those most posts have;
    ``picture_folder`` is where new pictures go, from the root, ``""`` for where the site has them.
    ``problem`` says what in the file could not be used.
    """

    variants: Mapping[str, Variant] = field(default_factory=lambda: USUAL_VARIANTS)
    picture_name: str = "{slug}-{n}"
    picture_folder: str = ""
    figures: bool | None = None
    lead_in_map: bool | None = None
    excerpt_limit: int | None = None
    lead_keys: Mapping[str, str] = field(default_factory=dict)
    problem: Problem | None = field(default=None, compare=False)


def parse_style(text: str) -> HouseStyle:
    """Read the house style; never raises. What is wrong has the usual value, and ``problem`` names the first."""
    try:
        raw = yaml.load(text, Loader=yaml.CSafeLoader) if text.strip() else {}
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        return HouseStyle(problem=Problem(mark.line + 1 if mark else 1, "The house style is not valid YAML."))
    if not isinstance(raw, dict):
        return HouseStyle(problem=Problem(1, "The house style is not a list of names and values."))
    wrong: list[str] = []
    variants = _variants(raw.get("variants"), wrong)
    name = raw.get("picture_name", "{slug}-{n}")
    if not isinstance(name, str) or not _RULE.fullmatch(name) or "{n}" not in name:
        wrong.append("picture_name")
        name = "{slug}-{n}"
    folder, figures, limit = raw.get("picture_folder", ""), raw.get("figures"), raw.get("excerpt_limit")
    if not isinstance(folder, str):
        wrong.append("picture_folder")
        folder = ""
    if figures is not None and not isinstance(figures, bool):
        wrong.append("figures")
        figures = None
    in_map = raw.get("lead_in_map")
    if in_map is not None and not isinstance(in_map, bool):
        wrong.append("lead_in_map")
        in_map = None
    if limit is not None and not (
        isinstance(limit, int) and not isinstance(limit, bool) and 20 <= limit <= 2000
    ):
        wrong.append("excerpt_limit")
        limit = None
    lead_keys = raw.get("lead_keys") or {}
    if not isinstance(lead_keys, dict) or not all(
        isinstance(key, str) and key in SIDE_KEYS.get(name, ()) for name, key in lead_keys.items()
    ):
        wrong.append("lead_keys")
        lead_keys = {}
    problem = (
        Problem(1, f"“{wrong[0]}” in {STYLE_FILE} cannot be used, so the usual value is.") if wrong else None
    )
    return HouseStyle(variants, name, folder.strip("/"), figures, in_map, limit, lead_keys, problem)


def _variants(raw: object, wrong: list[str]) -> Mapping[str, Variant]:
    if raw is None:
        return USUAL_VARIANTS
    found = {}
    if isinstance(raw, dict):
        for name, value in raw.items():
            size = _SIZE.fullmatch(str(value).strip())
            if isinstance(name, str) and re.fullmatch(r"[\w-]{1,40}", name) and size and int(size[1]):
                found[name] = Variant(int(size[1]), int(size[2]) if size[2] and int(size[2]) else None)
            else:
                wrong.append("variants")
    else:
        wrong.append("variants")
    return MappingProxyType(found) if found else USUAL_VARIANTS


def picture_name(rule: str, slug: str, number: int, original: str = "", day: str = "") -> str:
    """Return the name, without suffix, that a rule gives the ``number``-th picture of a post."""
    parts = {"slug": slug, "n": str(number), "name": original, "date": day}
    return _NAME_PARTS.sub(lambda found: parts[found[1]], rule).strip("-_. ") or str(number)
