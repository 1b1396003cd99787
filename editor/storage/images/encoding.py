"""Owns turning pixels into the bytes of a picture file, with credits and nothing else about them."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image
from PIL.PngImagePlugin import PngInfo

from editor.core.errors import PictureError
from editor.core.images.credits import Credits, exif_tags, iptc_bytes, photoshop_resource, xmp_packet
from editor.storage.faults import display_name

FORMATS = ("JPEG", "PNG", "WEBP", "AVIF")
SUFFIXES = {"JPEG": ".jpg", "PNG": ".png", "WEBP": ".webp", "AVIF": ".avif"}
BY_SUFFIX = {".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG", ".webp": "WEBP", ".avif": "AVIF"}
USUAL_QUALITY = {"JPEG": 82, "PNG": 100, "WEBP": 80, "AVIF": 65}
"""What the eye cannot tell from the original at the width of a page; PNG loses nothing."""
_LONGEST_EDGE = {"JPEG": 65_500, "PNG": 1_000_000, "WEBP": 16_383, "AVIF": 65_536}


@dataclass(frozen=True, slots=True)
class Encoding:
    """How a picture is written. ``quality`` is 1 to 100; ``background`` fills transparent parts for a JPEG."""

    format: str = "JPEG"
    quality: int = 82
    background: tuple[int, int, int] | None = None


def encode(
    image: Image.Image, encoding: Encoding, said: Credits, path: Path, *, draft: bool = False
) -> bytes:
    """Return the bytes of a picture file of sRGB pixels, carrying only the credits ``said``.

    ``path`` is the file it will be, for what an error says. ``draft`` encodes quickly, for a look at size and
    loss. Raises PictureError when transparent parts would be lost unasked, or the format cannot hold the picture.
    """
    kind = encoding.format
    if max(image.size) > _LONGEST_EDGE[kind]:
        raise PictureError(
            f"“{display_name(path)}” was not written: {kind} holds at most {_LONGEST_EDGE[kind]:,} pixels a side.",
            path=path,
        )
    if kind == "JPEG":
        image = _opaque(image, encoding.background, path)
    elif image.mode == "LA" and kind != "PNG":
        image = image.convert(
            "RGBA"
        )  # the coders of WebP and AVIF would drop the transparency of a grey picture
    file = BytesIO()
    try:
        image.save(file, kind, **_options(encoding, said, draft))
    except (OSError, ValueError, RuntimeError, SystemError) as error:
        raise PictureError(
            f"“{display_name(path)}” could not be written as {kind}. Choose another format.", path=path
        ) from error
    return file.getvalue()


def is_see_through(image: Image.Image) -> bool:
    """Tell whether any pixel lets the page shine through."""
    if image.mode not in ("RGBA", "LA"):
        return False
    low, _ = image.getchannel("A").getextrema()
    return isinstance(low, int | float) and low < 255


def _opaque(image: Image.Image, background: tuple[int, int, int] | None, path: Path) -> Image.Image:
    if image.mode not in ("RGBA", "LA"):
        return image
    if background is None and is_see_through(image):
        raise PictureError(
            f"“{display_name(path)}” has transparent parts, which JPEG cannot hold. "
            "Save it as PNG, WebP or AVIF, or choose a colour for them.",
            path=path,
        )
    ground = Image.new("RGB", image.size, background or (255, 255, 255))
    ground.paste(image.convert("RGB"), mask=image.getchannel("A"))
    return ground


def _options(encoding: Encoding, said: Credits, draft: bool) -> dict[str, object]:
    quality = max(1, min(100, encoding.quality))
    exif = Image.Exif()
    for tag, value in exif_tags(said).items():
        exif[tag] = value
    options: dict[str, object] = {"exif": exif.tobytes() if said else b""}
    if packet := xmp_packet(said):
        options["xmp"] = packet
    match encoding.format:
        case "JPEG":
            # Above 90 the writer wants every edge: colour at full resolution then.
            subsampling = 0 if quality > 90 else 2
            options |= {
                "quality": quality,
                "optimize": not draft,
                "progressive": not draft,
                "subsampling": subsampling,
            }
            if said:
                options["extra"] = _app13(said)
        case "PNG":
            options = {"optimize": not draft, "compress_level": 1 if draft else 9}
            if said:
                options["pnginfo"] = _png_text(said)
        case "WEBP":
            options |= {"quality": quality, "method": 2 if draft else 5, "alpha_quality": 100}
        case "AVIF":
            options |= {"quality": quality, "speed": 9 if draft else 6}
    return options


def _app13(said: Credits) -> bytes:
    body = photoshop_resource(iptc_bytes(said))
    return b"\xff\xed" + (len(body) + 2).to_bytes(2, "big") + body


def _png_text(said: Credits) -> PngInfo:

    info = PngInfo()
    info.add_itxt("XML:com.adobe.xmp", xmp_packet(said).decode("utf-8"))
    return info
