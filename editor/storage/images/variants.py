"""Owns making a picture in the sizes a newsroom needs, each in a file of its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from PIL import Image

from editor.core.errors import EditorError
from editor.core.house import Variant
from editor.core.images.credits import Credits
from editor.core.images.develop import cut_for
from editor.core.images.geometry import of_width
from editor.storage.files import read_file
from editor.storage.images.encoding import SUFFIXES, Encoding, encode
from editor.storage.images.opening import BYTES_LIMIT
from editor.storage.images.originals import Originals
from editor.storage.images.writing import replace_picture, write_new


def cut_variant(image: Image.Image, variant: Variant, focus: tuple[float, float] | None) -> Image.Image:
    """Return developed pixels in one size: cut around the focus where it has a height, never made larger."""
    if variant.height is not None:
        return cut_for(image, (variant.width, variant.height), focus)
    if image.width <= variant.width:
        return image
    return image.resize(of_width(image.size, variant.width), Image.Resampling.LANCZOS, reducing_gap=3.0)


def variant_paths(name: str, folder: Path, variants: Iterable[str], kind: str) -> tuple[Path, ...]:
    """Return the file of every variant: ``NAME-VARIANT.SUFFIX`` in ``folder``, of format ``kind``."""
    return tuple(folder / f"{name}-{variant}{SUFFIXES[kind]}" for variant in variants)


def write_variants(
    image: Image.Image,
    name: str,
    folder: Path,
    variants: Mapping[str, Variant],
    encoding: Encoding,
    said: Credits,
    focus: tuple[float, float] | None = None,
    originals: Originals | None = None,
) -> tuple[Path, ...]:
    """Write every variant into ``folder`` under the name ``variant_paths`` has for it; returns the files in order.

    Files of these names are replaced where ``originals`` is given, which then keeps what they were. New files are
    written all or none. Raises PictureError, NameTakenError when a file is there that may not be replaced, SaveError,
    ReadError.
    """
    made = [
        (target, encode(cut_variant(image, variant, focus), encoding, said, target))
        for target, variant in zip(
            variant_paths(name, folder, variants, encoding.format), variants.values(), strict=True
        )
    ]
    new: list[Path] = []
    try:
        for target, data in made:
            if originals is not None and target.exists():
                replace_picture(target, read_file(target, BYTES_LIMIT).data, data, originals)
            else:
                write_new(target, data)
                new.append(target)
    except EditorError:
        for target in new:
            target.unlink(missing_ok=True)
        raise
    return tuple(target for target, _ in made)
