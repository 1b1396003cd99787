"""``copydesk cards``: one PNG for each card, and a sentence for what cannot be drawn."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from editor.__main__ import main

POST = "_posts/2026-03-14-harbour-wall-holds.md"


def test_every_card_is_a_picture_of_its_own(
    qapp: object, site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(site)
    assert main(["cards", POST, "-o", "out"]) == 0
    files = [Path(line) for line in capsys.readouterr().out.splitlines()]
    assert [file.name.removeprefix("2026-03-14-harbour-wall-holds-") for file in files] == [
        *("search.png", "large.png", "small.png", "front-page.png", "feed.png", "notification.png"),
    ]
    for file in files:
        image = QImage(str(file))
        assert not image.isNull()
        assert image.width() > 700


HOME = """---
---
<style>body { margin: 0; background: rgb(250, 240, 230) }
article { width: 300px; height: 200px; background: rgb(0, 0, 255) }
@media (prefers-color-scheme: dark) { article { background: rgb(0, 0, 90) } } header { position: fixed; top: 0 }</style>
<header>The Tribune</header>{% for post in site.posts limit: 1 %}<article><a href="{{ post.url }}">{{ post.title }}</a>
</article>{% endfor %}
"""


@pytest.mark.parametrize(("words", "blue"), [((), 255), (("--dark",), 90)])
def test_the_front_page_has_its_own_card(
    qapp: object, site: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], blue: int
) -> None:
    (site / "index.html").write_text(HOME, encoding="utf-8")
    monkeypatch.chdir(site)
    assert main(["cards", *words, "--only", "front-page", POST, "-o", "out"]) == 0
    (file,) = (site / "out").iterdir()
    image = QImage(str(file))
    assert (image.width(), image.height()) == (2 * 312, 2 * 212)
    assert image.pixelColor(324, 300).getRgb()[:3] == (0, 0, blue)
    assert image.pixelColor(620, 420).getRgb()[:3] == (250, 240, 230)


def test_one_card_at_night(qapp: object, site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(site)
    assert main(["cards", "--dark", "--only", "search", POST, "-o", "out"]) == 0
    (file,) = (site / "out").iterdir()
    assert QImage(str(file)).pixelColor(4, 4).lightness() < 60


def test_what_cannot_be_drawn_is_said(
    qapp: object, site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(site)
    (site / "bad.md").write_text("---\ntitle: [\n---\n")
    assert main(["cards", "bad.md", "none.md", "-o", "out"]) == 1
    bad, gone = capsys.readouterr().err.splitlines()
    assert bad.startswith("bad.md:2: ")
    assert gone.startswith("none.md: ")
    assert main(["cards", POST, "-o", "out"]) == 0
    assert main(["cards", POST, "-o", "out"]) == 1  # nothing is overwritten


def test_wrong_usage(qapp: object, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["cards"]) == 2
    (tmp_path / "cards").write_text("a list")
    assert main(["cards", "a.md", "-o", str(tmp_path / "cards")]) == 2
    assert "This is a file." in capsys.readouterr().err
    assert (tmp_path / "cards").read_text() == "a list"


def test_a_lead_image_that_is_not_there_is_on_no_card(
    qapp: object, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(site)
    heights = []
    for name, image in (("none", "/assets/none.png"), ("wall", "/assets/wall.png")):
        path = site / "_posts" / f"2026-03-15-{name}.md"
        path.write_text(f"---\ntitle: Wall\nimage: {image}\n---\nText.\n", encoding="utf-8")
        assert main(["cards", "--only", "large", str(path), "-o", "out"]) == 0
        heights.append(QImage(str(site / "out" / f"2026-03-15-{name}-large.png")).height())
    assert heights[1] - heights[0] == 2 * 262
