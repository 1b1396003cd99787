"""Owns what the bench is given and what it gives back: a picture with its texts, and what is to be saved of it."""

from __future__ import annotations

from dataclasses import dataclass

from editor.core.images.geometry import Size
from editor.core.images.recipe import Recipe
from editor.widgets.images.saving import Saving


@dataclass(frozen=True, slots=True)
class Texts:
    """What goes with the picture in the post; None for what this place in the post has no room for."""

    alt: str | None = None
    caption: str | None = None
    credit: str | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """The picture on the bench: its name, the texts it has in the post, where an empty credit was filled from, its
    file's facts, what is taken out of it and what stays in words, whether an original can be gone back to, whether
    its pixels may stay as they are coded where nothing is done to them, and in shares of it what the post says must
    stay in sight."""

    name: str
    texts: Texts
    credit_hint: str
    original: Size
    bytes: int
    format: str
    transparent: bool
    removed: tuple[str, ...]
    kept: tuple[str, ...]
    has_original: bool
    may_stay: bool = True
    focus: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """What is to be saved."""

    recipe: Recipe
    saving: Saving
    texts: Texts
    chosen: bool = False
    """Whether the writer has chosen format or quality; else the pixels may stay as they are coded."""
