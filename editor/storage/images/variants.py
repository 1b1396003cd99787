"""Owns making a picture in the sizes a newsroom needs, each in a file of its own."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PIL import Image

from editor.core.house import Variant
from editor.core.images.credits import Credits
from editor.core.images.develop import cut_for
from editor.core.images.geometry import of_width
from editor.storage.images.encoding import SUFFIXES, Encoding, encode
from editor.storage.images.writing import write_new


def cut_variant(image: Image.Image, variant: Variant, focus: tuple[float, float] | None) -> Image.Image:
    """Return developed pixels in one size: cut around the focus where it has a height, never made larger."""
    if variant.height is not None:
        return cut_for(image, (variant.width, variant.height), focus)
    if image.width <= variant.width:
        return image
    return image.resize(of_width(image.size, variant.width), Image.Resampling.LANCZOS, reducing_gap=3.0)


def write_variants(
    image: Image.Image,
    name: str,
    folder: Path,
    variants: Mapping[str, Variant],
    encoding: Encoding,
    said: Credits,
    focus: tuple[float, float] | None = None,
) -> tuple[Path, ...]:
    """Write ``NAME-VARIANT.SUFFIX`` for every variant into ``folder``; returns the files in order.

    All are encoded before the first is written. Raises PictureError, NameTakenError when a file is there already,
    SaveError.
    """
    made = []
    for variant_name, variant in variants.items():
        target = folder / f"{name}-{variant_name}{SUFFIXES[encoding.format]}"
        made.append((target, encode(cut_variant(image, variant, focus), encoding, said, target)))
    for target, data in made:
        write_new(target, data)
    return tuple(target for target, _ in made)
