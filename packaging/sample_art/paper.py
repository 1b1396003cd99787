"""Owns the drawings with words in them: the data desk's chart and the map of the crossing."""

from __future__ import annotations

from PIL import Image, ImageDraw, ImageFont

from sample_art.palette import CORAL, INK, SEA, SLATE, colour

CHART_SIZE = (1600, 900)

HIGH_WATERS = {
    1965: 4,
    1970: 5,
    1975: 3,
    1980: 7,
    1985: 6,
    1990: 9,
    1995: 8,
    2000: 12,
    2005: 11,
    2010: 15,
    2015: 19,
    2020: 26,
}
"""Tides above 5.60 m at Quay Street, counted for the five years that begin with each key."""


def high_water() -> Image.Image:
    """Return the bar chart of very high tides."""
    zoom, left, bottom, step = 2, 120, 720, 118
    image = Image.new("RGB", (CHART_SIZE[0] * zoom, CHART_SIZE[1] * zoom), colour("#fffdf8"))
    pen = ImageDraw.Draw(image)

    def say(x: float, y: float, text: str, size: int, fill: tuple[int, int, int], anchor: str = "la") -> None:
        pen.text(
            (x * zoom, y * zoom), text, fill=fill, font=ImageFont.load_default(size * zoom), anchor=anchor
        )

    say(left - 50, 46, "Tides above 5.60 metres at Quay Street", 46, INK)
    say(left - 50, 112, "Number in each five years, 1965 to 2024", 30, SLATE)
    for value in range(0, 31, 10):
        y = bottom - value * 17.5
        pen.line([(left * zoom, y * zoom), (1550 * zoom, y * zoom)], fill=colour("#e2ddd0"), width=2 * zoom)
        say(left - 22, y, str(value), 28, SLATE, "rm")
    for index, (year, count) in enumerate(HIGH_WATERS.items()):
        x, top = left + 26 + index * step, bottom - count * 17.5
        fill = CORAL if year == 2020 else SEA
        pen.rectangle([x * zoom, top * zoom, (x + 74) * zoom, bottom * zoom], fill=fill)
        say(x + 37, top - 12, str(count), 30, INK, "mb")
        say(x + 37, bottom + 22, str(year), 26, SLATE, "ma")
    pen.line([(left * zoom, bottom * zoom), (1550 * zoom, bottom * zoom)], fill=INK, width=3 * zoom)
    say(left - 50, 820, "Source: harbour office tide books, counted by the Harbour Ledger", 26, SLATE)
    return image.resize(CHART_SIZE, Image.Resampling.BOX).quantize(64, dither=Image.Dither.NONE)


FERRY_ROUTE = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 800 450" width="800" height="450" role="img" aria-labelledby="t">
  <title id="t">Map of the ferry crossing between Quay Street and Samphire Point</title>
  <rect width="800" height="450" fill="#cfe0e2"/>
  <path d="M0 0H330C318 46 352 88 316 132
    C286 170 306 214 268 250C232 284 250 334 208 372C184 394 190 424 176 450H0Z" fill="#e8dfc8"/>
  <path d="M800 0H604C622 52 586 96 606 150
    C624 196 588 236 602 290C616 340 650 366 640 450H800Z" fill="#d5e0c2"/>
  <path d="M316 132L372 144L368 158L308 150Z" fill="#8d9793"/>
  <path d="M606 150L568 166L572 178L610 168Z" fill="#8d9793"/>
  <path d="M374 156C430 200 506 206 566 180" fill="none"
    stroke="#b3362b" stroke-width="4" stroke-dasharray="12 9" stroke-linecap="round"/>
  <path d="M456 190l26 3 -4 10h-18z" fill="#243c4c"/>
  <path d="M462 190v-9h12v10z" fill="#fdfaf3" stroke="#243c4c" stroke-width="1.5"/>
  <g fill="#243c4c" font-family="sans-serif" font-size="20">
    <text x="120" y="150" font-weight="700">Quay Street</text>
    <text x="632" y="160" font-weight="700">Samphire</text>
    <text x="632" y="184" font-weight="700">Point</text>
    <text x="470" y="246" text-anchor="middle" font-style="italic" fill="#3e5a69">10 minutes, 1.4 miles</text>
    <text x="440" y="390" text-anchor="middle" font-style="italic" fill="#5f7f87">to the open sea</text>
  </g>
  <path d="M440 404v24m-7-9l7 10 7-10" fill="none" stroke="#5f7f87" stroke-width="3"/>
  <circle cx="312" cy="140" r="7" fill="#b3362b"/>
  <circle cx="612" cy="160" r="7" fill="#b3362b"/>
</svg>
"""
