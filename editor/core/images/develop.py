"""Owns how pixels become those a page shows: upright, 8 bits, sRGB; and how a recipe is carried out on them."""

from __future__ import annotations

import math
from functools import lru_cache

from PIL import Image, ImageCms, ImageEnhance, ImageFilter

from editor.core.images.geometry import Box, Size, of_ratio, scaled, straightened_size
from editor.core.images.recipe import Recipe
from editor.core.images.transform import upright

_PLAIN_MODES = frozenset({"RGB", "RGBA", "L", "LA"})
_SHARPEN_RADIUS = 0.8
"""Pixels: what shrinking softens is about one pixel wide."""
_SHARPEN_MOST = 160
"""Per cent of an unsharp mask at ``Recipe.sharpen`` 1."""
_STRIP_PIXELS = 8_000_000
"""A larger picture is toned in strips of so many pixels."""


def developed(image: Image.Image) -> Image.Image:
    """Return a picture as a page shows it: upright by its EXIF orientation, 8 bits a channel, in sRGB.

    The mode is RGB, RGBA, L or LA; transparency stays. CMYK and other colour spaces are converted with
    the picture's own profile, or by the usual formula when it has none or it is damaged. Raises what
    Pillow raises for pixels that cannot be read.
    """
    image.load()
    profile = image.info.get("icc_profile")
    plain = _eight_bits(upright(image))
    converted = _to_srgb(plain, profile) if isinstance(profile, bytes) and profile else plain
    if converted.mode in _PLAIN_MODES:
        return converted
    return converted.convert("RGBA" if converted.has_transparency_data else "RGB")


def _eight_bits(image: Image.Image) -> Image.Image:
    """Bring palettes and 16-bit or floating channels to 8 bits without wrapping or clipping them."""
    mode = image.mode
    if mode in ("P", "PA"):
        return image.convert("RGBA" if image.has_transparency_data else "RGB")
    if mode == "1":
        return image.convert("L")
    if mode.startswith("I;16") or mode == "I":
        low, high = image.getextrema()
        assert isinstance(low, int | float)
        assert isinstance(high, int | float)
        # PNG and TIFF use the whole 16 bits; a few cameras use 12 or 14 and would come out black.
        factor = 255 / 65535 if high > 255 else 1.0
        return image.convert("I").point(lambda value: value * factor).convert("L")
    if mode == "F":
        low, high = image.getextrema()
        assert isinstance(low, int | float)
        assert isinstance(high, int | float)
        span = (high - low) or 1.0
        return image.point(lambda value: value * (255 / span) + (-low * 255 / span)).convert("L")
    return image


class _Readable:
    """Hands a profile's bytes to Pillow, which wants something to read from."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    def read(self, _size: int = -1, /) -> bytes:
        return self._data


def _to_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    alpha = image.getchannel("A") if image.mode in ("RGBA", "LA") else None
    bare = image.convert("RGB" if image.mode == "RGBA" else "L") if alpha is not None else image
    try:
        source = ImageCms.ImageCmsProfile(_Readable(profile))
        if _is_srgb(source):
            return image
        target = "L" if bare.mode == "L" else "RGB"
        if target == "L":
            # A grey profile says how dark grey is; sRGB's own curve is near enough to leave the numbers.
            return image
        converted = ImageCms.profileToProfile(
            bare, source, _srgb(), ImageCms.Intent.RELATIVE_COLORIMETRIC, outputMode="RGB"
        )
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return image  # a damaged profile, or one of another colour space than the picture
    if converted is None:
        return image
    if alpha is not None:
        converted.putalpha(alpha)
    return converted


@lru_cache(maxsize=1)
def _srgb() -> ImageCms.ImageCmsProfile:
    return ImageCms.createProfile("sRGB")  # type: ignore[return-value]  # Pillow's hint names the core type


def _is_srgb(profile: ImageCms.ImageCmsProfile) -> bool:
    described = ImageCms.getProfileDescription(profile).casefold()
    return "srgb" in described and "linear" not in described


def rendered(developed: Image.Image, recipe: Recipe, original: Size | None = None) -> Image.Image:
    """Return what a recipe makes of a developed picture.

    ``original`` is the size in pixels the recipe was made for; leave it out when ``developed`` is the original.
    On a smaller proxy everything is scaled, so that it looks like the finished picture in little.
    """
    full = original or developed.size
    factor = developed.width / full[0]
    box = None
    if recipe.crop is not None:
        box = scaled(recipe.box(full), factor, recipe.frame(developed.size))
    image = framed(developed, recipe, box)
    shrunk = False
    if recipe.size is not None:
        wanted = (max(1, round(recipe.size[0] * factor)), max(1, round(recipe.size[1] * factor)))
        shrunk = recipe.size[0] < recipe.box(full).width
        if wanted != image.size:
            image = image.resize(wanted, Image.Resampling.LANCZOS, reducing_gap=3.0)
    image = toned(image, recipe)
    if recipe.sharpen and shrunk:
        image = _sharpened(image, recipe.sharpen)
    return image


def framed(developed: Image.Image, recipe: Recipe, box: Box | None = None) -> Image.Image:
    """Return a developed picture turned, mirrored and straightened: what a crop is chosen on.

    With ``box`` only that part of it, made in one go: each copy of a large picture takes half a gigabyte.
    """
    image = developed
    if recipe.turns % 4:
        image = image.transpose(
            (Image.Transpose.ROTATE_270, Image.Transpose.ROTATE_180, Image.Transpose.ROTATE_90)[
                recipe.turns % 4 - 1
            ]
        )
    if recipe.mirror:
        image = image.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    if recipe.degrees:
        return _straightened(image, recipe.degrees, box)
    return image.crop((box.left, box.top, box.right, box.bottom)) if box is not None else image


def _straightened(image: Image.Image, degrees: float, box: Box | None) -> Image.Image:
    """Turn a picture about its middle and return ``box`` of what is left of it, or all of that."""
    size = straightened_size(image.size, degrees)
    left, top = (image.width - size[0]) // 2, (image.height - size[1]) // 2
    if box is not None:
        left, top, size = left + box.left, top + box.top, box.size
    across, down = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    x, y = image.width / 2, image.height / 2
    # Where the pixel at the left and top of the result comes from, and how one goes on from there.
    place = (
        across * (left - x) + down * (top - y) + x,
        -down * (left - x) + across * (top - y) + y,
    )
    matrix = (across, down, place[0], -down, across, place[1])
    return image.transform(size, Image.Transform.AFFINE, matrix, Image.Resampling.BICUBIC)


def toned(image: Image.Image, recipe: Recipe) -> Image.Image:
    """Return a picture with the recipe's exposure, contrast and saturation; transparency stays."""
    if not (recipe.exposure or recipe.contrast or recipe.saturation):
        return image
    if image.width * image.height <= _STRIP_PIXELS:
        return _strip_toned(image, recipe)
    # Strip by strip: on the way a pixel is kept in four ways at once.
    rows = max(1, _STRIP_PIXELS // image.width)
    whole: Image.Image | None = None
    for top in range(0, image.height, rows):
        strip = image.crop((0, top, image.width, min(top + rows, image.height)))
        done = _strip_toned(strip, recipe)
        if whole is None:
            whole = Image.new(done.mode, image.size)
        whole.paste(done, (0, top))
    assert whole is not None
    return whole


def _strip_toned(image: Image.Image, recipe: Recipe) -> Image.Image:
    alpha = image.getchannel("A") if image.mode in ("RGBA", "LA") else None
    bare = image.convert("RGB" if image.mode in ("RGB", "RGBA") else "L")
    if recipe.exposure or recipe.contrast:
        bare = bare.point(list(_curve(recipe.exposure, recipe.contrast)) * len(bare.getbands()))
    if recipe.saturation and bare.mode == "RGB":
        bare = ImageEnhance.Color(bare).enhance(1 + recipe.saturation)
    if alpha is not None:
        bare.putalpha(alpha)
    return bare


@lru_cache(maxsize=64)
def _curve(exposure: float, contrast: float) -> tuple[int, ...]:
    """Return the table of a tone curve: stops counted in light, contrast about the middle grey of sRGB."""
    gain, slope = 2.0**exposure, 1.0 + contrast if contrast < 0 else 1.0 / max(1.0 - contrast, 0.05)
    values = []
    for level in range(256):
        light = _to_light(level / 255) * gain
        shade = _from_light(min(light, 1.0))
        shade = 0.5 + (shade - 0.5) * slope
        values.append(min(255, max(0, round(shade * 255))))
    return tuple(values)


def _to_light(shade: float) -> float:
    """sRGB's transfer function (IEC 61966-2-1)."""
    return shade / 12.92 if shade <= 0.04045 else float(((shade + 0.055) / 1.055) ** 2.4)


def _from_light(light: float) -> float:
    return light * 12.92 if light <= 0.0031308 else 1.055 * float(light ** (1 / 2.4)) - 0.055


def _sharpened(image: Image.Image, strength: float) -> Image.Image:
    mask = ImageFilter.UnsharpMask(_SHARPEN_RADIUS, round(strength * _SHARPEN_MOST), 2)
    if image.mode in ("RGBA", "LA"):
        alpha = image.getchannel("A")
        bare = image.convert(image.mode[:-1]).filter(mask)
        bare.putalpha(alpha)
        return bare
    return image.filter(mask)


def cut_for(image: Image.Image, size: Size, focus: tuple[float, float] | None = None) -> Image.Image:
    """Return a picture cut to the shape of ``size`` around ``focus`` and brought to that size, never made larger.

    A picture too small is cut to the shape only.
    """
    box = of_ratio(image.size, size[0] / size[1], focus or (0.5, 0.5))
    cut = image.crop((box.left, box.top, box.right, box.bottom))
    return cut.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0) if cut.width > size[0] else cut
