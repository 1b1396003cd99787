"""Owns ``copydesk image``: cropping, resizing, converting and cleaning pictures from the terminal."""

from __future__ import annotations

import argparse
import re
from dataclasses import replace
from pathlib import Path

from editor.cli.commands import command_parser
from editor.cli.console import USAGE, complain, say
from editor.cli.posts import Desk, expand
from editor.core.errors import EditorError, PictureError
from editor.core.house import HouseStyle
from editor.core.images.develop import rendered
from editor.core.images.geometry import Box, Size, long_edge, of_height, of_ratio, of_width
from editor.core.images.recipe import MOST_IN_ALL, MOST_PIXELS, RATIOS, Recipe, bounded
from editor.storage.files import read_file
from editor.storage.images.cleaning import cleaned
from editor.storage.images.encoding import BY_SUFFIX, SUFFIXES, USUAL_QUALITY, Encoding, encode
from editor.storage.images.opening import BYTES_LIMIT, OpenedPicture, open_picture, read_facts
from editor.storage.images.originals import Originals
from editor.storage.images.variants import write_variants
from editor.storage.images.writing import replace_picture, write_new
from editor.storage.paths import user_paths
from editor.storage.project import find_root, read_style

JOBS = ("crop", "resize", "convert", "strip", "variants")

_SIZES = ("width", "height", "long_edge", "percent", "size")
"""The options of resize, of which it takes one."""

_EXAMPLES = """\
  copydesk image crop tern.jpg --ratio 16:9 --focus 0.3,0.5
  copydesk image crop tern.jpg --box 120,40,1600,900 --in-place
  copydesk image resize *.jpg --long-edge 1600 -o smaller/
  copydesk image convert chart.png --to webp --quality 85
  copydesk image strip assets/images/*.jpg --in-place
  copydesk image variants tern.jpg -o assets/images"""

_BOX = re.compile(r"(\d{1,6}),(\d{1,6}),(\d{1,6}),(\d{1,6})")
_POINT = re.compile(r"(0(?:\.\d+)?|1(?:\.0+)?|\.\d+),(0(?:\.\d+)?|1(?:\.0+)?|\.\d+)")
_COLOUR = re.compile(r"#?([0-9a-fA-F]{2})([0-9a-fA-F]{2})([0-9a-fA-F]{2})")
_SIZE = re.compile(r"(\d{1,5})[x×](\d{1,5})")


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of this command."""
    parser = command_parser("image", _EXAMPLES)
    parser.add_argument("job", choices=JOBS, help="what to do")
    parser.add_argument("files", nargs="+", metavar="FILE", help="pictures")
    parser.add_argument("--ratio", metavar="W:H", help="crop: the shape, such as 16:9, as large as it fits")
    parser.add_argument("--box", type=_box, metavar="LEFT,TOP,WIDTH,HEIGHT", help="crop: exact pixels")
    parser.add_argument(
        "--focus", type=_point, metavar="X,Y", help="what must stay in sight, in shares: 0.5,0.5"
    )
    parser.add_argument("--width", type=int, metavar="PX", help="resize: pixels wide")
    parser.add_argument("--height", type=int, metavar="PX", help="resize: pixels high")
    parser.add_argument("--long-edge", type=int, metavar="PX", help="resize: pixels of the longer edge")
    parser.add_argument("--percent", type=float, metavar="N", help="resize: per cent of its size")
    parser.add_argument("--size", type=_size, metavar="WxH", help="resize: exactly so many pixels")
    parser.add_argument("--to", choices=("jpeg", "png", "webp", "avif"), help="convert: the format")
    parser.add_argument(
        "--quality", type=int, metavar="1-100", help="how much detail is kept (JPEG 82, WebP 80, AVIF 65)"
    )
    parser.add_argument(
        "--background", type=_colour, metavar="RRGGBB", help="fills transparent parts of a JPEG"
    )
    parser.add_argument("-o", "--output", metavar="FILE|DIR", help="where the result goes")
    parser.add_argument(
        "--in-place", action="store_true", help="replace the file; its first original is kept"
    )
    return parser


def run(options: argparse.Namespace) -> int:
    """Do the job for every file; each is done or said to be impossible."""
    if wrong := _wrong_usage(options):
        complain(wrong)
        return USAGE
    desk = Desk()
    for name in expand(options.files):
        try:
            for target in _do(options, Path(name), several=len(options.files) > 1):
                say(str(target))
        except EditorError as error:
            desk.refuse(error, name)
    return desk.exit_code


def _wrong_usage(options: argparse.Namespace) -> str:
    job = options.job
    if job == "crop" and (options.ratio is None) == (options.box is None):
        return "crop needs --ratio W:H or --box LEFT,TOP,WIDTH,HEIGHT."
    if options.ratio is not None and _ratio(options.ratio) is None:
        return f"--ratio {options.ratio} is not a shape such as 16:9."
    sizes = tuple(getattr(options, name) for name in _SIZES)
    if job == "resize" and sum(size is not None for size in sizes) != 1:
        return "resize needs one of --width, --height, --long-edge, --percent and --size."
    if any(value is not None and not 0 < value <= MOST_PIXELS for value in sizes[:4]):
        return f"A size is from 1 to {MOST_PIXELS:,}."
    if job == "convert" and options.to is None:
        return "convert needs --to jpeg, png, webp or avif."
    if options.quality is not None and not 1 <= options.quality <= 100:
        return "--quality is from 1 to 100."
    for job_word, name in (("crop", "ratio"), ("crop", "box"), *(("resize", name) for name in _SIZES)):
        if job != job_word and getattr(options, name) is not None:
            return f"--{name.replace('_', '-')} goes with {job_word}."
    if job == "strip" and (options.to or options.quality or options.background or options.focus):
        return "strip leaves the pixels as they are: --to, --quality, --background and --focus go with other jobs."
    if options.in_place and (options.output or job in ("convert", "variants")):
        return "--in-place goes with crop, resize and strip, and without -o."
    return ""


def _do(options: argparse.Namespace, path: Path, *, several: bool) -> list[Path]:
    """Do the job for one file and return what was written."""
    if options.job == "strip":
        before = read_file(path, BYTES_LIMIT).data
        return [_write(options, path, before, _strip(before, path), path.suffix, "clean", several)]
    opened = open_picture(path)
    if options.job == "variants":
        return list(_variants(options, opened))
    recipe = _recipe(options, opened.facts.size)
    image = rendered(opened.full(), recipe)
    encoding = _encoding(options, opened)
    data = encode(image, encoding, opened.facts.credits, path)
    named = options.job != "convert" and BY_SUFFIX.get(path.suffix.lower()) == encoding.format
    suffix = path.suffix if named else SUFFIXES[encoding.format]
    word = {"crop": "crop", "resize": "x".join(map(str, image.size)), "convert": ""}[options.job]
    return [_write(options, path, opened.data, data, suffix, word, several)]


def _recipe(options: argparse.Namespace, size: Size) -> Recipe:
    recipe = Recipe(focus=options.focus)
    if options.job == "crop":
        ratio = _ratio(options.ratio) if options.ratio else None
        box = of_ratio(size, ratio, options.focus or (0.5, 0.5)) if ratio else options.box
        if box.right > size[0] or box.bottom > size[1]:
            raise PictureError(f"The box goes beyond the picture, which has {size[0]}x{size[1]} pixels.")
        return replace(recipe, crop=box)
    if options.job == "resize":
        wanted = _wanted_size(options, size)
        if bounded(wanted) != wanted:
            raise PictureError(
                f"It would have {wanted[0]}x{wanted[1]} pixels. At most are made: {MOST_PIXELS:,} a side and "
                f"{MOST_IN_ALL // 1_000_000} megapixels in all."
            )
        return replace(recipe, size=wanted, sharpen=0.3)
    return recipe


def _wanted_size(options: argparse.Namespace, size: Size) -> Size:
    if options.width is not None:
        return of_width(size, options.width)
    if options.height is not None:
        return of_height(size, options.height)
    if options.long_edge is not None:
        return long_edge(size, options.long_edge)
    if options.percent is not None:
        return of_width(size, max(1, round(size[0] * options.percent / 100)))
    exact: Size = options.size
    return exact


def _encoding(options: argparse.Namespace, opened: OpenedPicture) -> Encoding:
    """The format asked for, else the file's own, else JPEG, or PNG for what is transparent."""
    kind = options.to.upper() if options.to else BY_SUFFIX.get(opened.path.suffix.lower(), "")
    if not kind:
        kind = "PNG" if opened.facts.transparent else "JPEG"
    return Encoding(kind, options.quality or USUAL_QUALITY[kind], options.background)


def _strip(data: bytes, path: Path) -> bytes:
    """Return the file without personal data, its pixels untouched."""
    return cleaned(data, path, read_facts(data, path).credits)


def _variants(options: argparse.Namespace, opened: OpenedPicture) -> tuple[Path, ...]:
    path = opened.path
    folder = Path(options.output) if options.output else path.parent
    style: HouseStyle = read_style(find_root(path))
    return write_variants(
        opened.full(),
        path.stem,
        folder,
        style.variants,
        _encoding(options, opened),
        opened.facts.credits,
        options.focus,
    )


def _write(
    options: argparse.Namespace, path: Path, before: bytes, data: bytes, suffix: str, word: str, several: bool
) -> Path:
    """Write the result where it was asked for: over the file, to ``-o``, or beside it under another name."""
    if options.in_place:
        replace_picture(path, before, data, Originals(user_paths().originals))
        return path
    name = f"{path.stem}-{word}{suffix}" if word else f"{path.stem}{suffix}"
    if options.output:
        target = Path(options.output)
        if several or target.is_dir() or options.output.endswith(("/", "\\")):
            target /= f"{path.stem}{suffix}"
    else:
        target = path.with_name(name)
    write_new(target, data)
    return target


def _ratio(text: str) -> float | None:
    if text in RATIOS:
        return RATIOS[text]
    width, _, height = text.partition(":")
    try:
        ratio = float(width) / float(height)
    except (ValueError, ZeroDivisionError):
        return None
    return ratio if 0.01 <= ratio <= 100 else None


def _box(text: str) -> Box:
    found = _BOX.fullmatch(text)
    if not found or not int(found[3]) or not int(found[4]):
        raise argparse.ArgumentTypeError(f"{text} is not LEFT,TOP,WIDTH,HEIGHT in pixels")
    return Box(*map(int, found.groups()))


def _point(text: str) -> tuple[float, float]:
    found = _POINT.fullmatch(text)
    if not found:
        raise argparse.ArgumentTypeError(f"{text} is not X,Y in shares from 0 to 1")
    return float(found[1]), float(found[2])


def _size(text: str) -> Size:
    found = _SIZE.fullmatch(text)
    if not found or not int(found[1]) or not int(found[2]):
        raise argparse.ArgumentTypeError(f"{text} is not a size such as 1600x900")
    return int(found[1]), int(found[2])


def _colour(text: str) -> tuple[int, int, int]:
    found = _COLOUR.fullmatch(text)
    if not found:
        raise argparse.ArgumentTypeError(f"{text} is not a colour such as ffffff")
    red, green, blue = (int(part, 16) for part in found.groups())
    return red, green, blue
