"""Posts whose front matter cannot be read, and bytes that are no UTF-8: shown as they are, explained, kept."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from editor.widgets.preview.cards import CardView
from tests.shell.story import POST, Writer

SitDown = Callable[..., Writer]

UNREADABLE = {
    "broken": (b"---\ntitle: One\ntags: [a, b\nauthor: x\n---\nText.\n", 4),
    "unclosed": (b"---\ntitle: One\n\nText that goes on.\n", 1),
    "toml": (b'+++\ntitle = "One"\n+++\nText.\n', 1),
    "tab": (b"---\ntitle: One\n\tsub: x\n---\nText.\n", 3),
}


def marked_lines(writer: Writer) -> list[int]:
    """Return the lines of the editor that stand on the ground of something wrong."""
    editor = writer.window.editor
    wrong = writer.desk.views.theme.accent_soft
    image = editor.viewport().grab().toImage()
    tops = [
        editor.blockBoundingGeometry(editor.document().findBlockByNumber(line)).translated(
            editor.contentOffset()
        )
        for line in range(editor.blockCount())
    ]
    x = editor.viewport().width() - 2
    return [
        line for line, box in enumerate(tops) if image.pixelColor(x, round(box.center().y())).name() == wrong
    ]


@pytest.fixture(params=UNREADABLE)
def unreadable(request: pytest.FixtureRequest, site: Path) -> tuple[Path, int]:
    """A post that cannot be read, and the line to look at."""
    data, line = UNREADABLE[request.param]
    path = site / "_posts" / "2026-03-15-odd.md"
    path.write_bytes(data)
    return path, line


def test_it_opens_as_text_with_the_reason_and_the_line(
    unreadable: tuple[Path, int], sit_down: SitDown
) -> None:
    path, line = unreadable
    writer = sit_down(path)
    assert writer.body == path.read_bytes().decode()
    assert writer.notice.startswith("Line ")
    form = writer.window.form
    assert form.reason.isVisible()
    assert not form.fields.isVisible()
    problem = writer.document.state.problem
    assert problem is not None
    assert problem.message in writer.sentences(form)
    assert marked_lines(writer) == [problem.line - 1]
    writer.click_notice("line")
    assert writer.window.editor.textCursor().blockNumber() == problem.line - 1
    assert abs(problem.line - line) <= 1
    assert writer.focus is writer.window.editor


def test_saving_keeps_every_byte_that_was_not_typed_over(
    unreadable: tuple[Path, int], sit_down: SitDown
) -> None:
    path, _ = unreadable
    before = path.read_bytes()
    writer = sit_down(path)
    writer.press("Ctrl+End")
    writer.type("More.")
    writer.press("Ctrl+S")
    assert path.read_bytes() == before + b"More."


def test_repaired_by_hand_it_has_its_form_again(site: Path, sit_down: SitDown) -> None:
    path = site / "_posts" / "2026-03-15-odd.md"
    path.write_bytes(UNREADABLE["broken"][0])
    writer = sit_down(path)
    writer.window.editor.go_to(2)
    writer.press("End")
    writer.type("]")
    writer.press("Ctrl+S")
    assert path.read_bytes() == UNREADABLE["broken"][0].replace(b"b\n", b"b]\n")
    assert writer.window.form.fields.isVisible()
    assert writer.body == "Text.\n"
    assert writer.notice == ""
    assert marked_lines(writer) == []


def test_another_encoding_is_read_only_until_converted(site: Path, sit_down: SitDown) -> None:
    path = site / "_posts" / "2026-03-15-latin.md"
    before = "---\ntitle: Café\n---\nÀ la carte, señor.\n".encode("latin-1")
    path.write_bytes(before)
    writer = sit_down(path)
    assert "Read only" in writer.status
    assert "1252" in writer.notice or "8859" in writer.notice
    assert "señor" in writer.body
    writer.type("x")
    writer.press("Ctrl+S")
    assert path.read_bytes() == before
    writer.click_notice("convert")
    assert writer.body == "À la carte, señor.\n"
    assert "Unsaved" in writer.status
    writer.press("Ctrl+S")
    assert path.read_bytes() == "---\ntitle: Café\n---\nÀ la carte, señor.\n".encode()
    assert "UTF-8" in writer.status


def test_a_post_without_front_matter_is_offered_some(site: Path, sit_down: SitDown) -> None:
    path = site / "_posts" / "2026-03-15-bare-words.md"
    path.write_bytes(b"Only words.\n")
    writer = sit_down(path)
    assert writer.notice == ""
    writer.keyboard_to(writer.window.form.reason.add)
    writer.press("Space", "Ctrl+S")
    text = path.read_text("utf-8")
    assert text.endswith("---\nOnly words.\n")
    assert 'title: "Bare words"\n' in text or "title: Bare words\n" in text


def test_line_ends_and_odd_characters_come_through(site: Path, sit_down: SitDown) -> None:
    path = site / "_posts" / "2026-03-15-odd.md"
    before = (
        "\ufeff---\r\ntitle: One\r\n---\r\nA\u00a0b\u2028c\u2029d\x0ce\r\nlone\rCR\nmixed\r\n\r\nend".encode()
    )
    path.write_bytes(before)
    writer = sit_down(path)
    assert "UTF-8 BOM" in writer.status
    writer.type("x")
    writer.press("Backspace", "Ctrl+S")
    assert path.read_bytes() == before
    writer.press("Ctrl+End")
    writer.type("!")
    writer.press("Ctrl+S")
    assert path.read_bytes() == before + b"!"


def test_what_is_said_is_said_of_the_post_in_front_alone(site: Path, sit_down: SitDown) -> None:
    for name in ("broken", "toml"):
        (site / "_posts" / f"2026-03-15-{name}.md").write_bytes(UNREADABLE[name][0])
    writer = sit_down(site / "_posts" / "2026-03-15-broken.md")
    assert writer.notice.startswith("Line 4: ")
    writer.desk.files.open_path(site / "_posts" / "2026-03-15-toml.md")
    assert "TOML" in writer.notice
    assert not writer.window.notice.findChild(QPushButton, "notice-next").isVisible()
    writer.desk.files.open_path(site / POST)
    assert writer.notice == ""
    writer.click_tab(0, Qt.MouseButton.LeftButton)
    assert writer.notice.startswith("Line 4: ")


def test_the_page_and_the_cards_have_nothing_of_the_post_before(site: Path, sit_down: SitDown) -> None:
    (site / "_posts" / "2026-03-15-toml.md").write_bytes(UNREADABLE["toml"][0])
    writer = sit_down(site / POST, engine=True)
    header = "document.getElementById('cd-header').innerText"
    writer.wait(lambda: "Harbour wall holds" in str(writer.page(header)))
    writer.desk.files.open_path(site / "_posts" / "2026-03-15-toml.md")
    writer.wait(lambda: writer.page(header) == "")
    writer.window.preview.kinds.segment("cards").click()
    cards = writer.window.preview.cards
    writer.wait(
        lambda: "There are no cards while the front matter cannot be read." in writer.sentences(cards)
    )
    assert not any(card.isVisible() for card in cards.findChildren(CardView))
    writer.desk.files.open_path(site / POST)
    writer.wait(lambda: any(card.isVisible() for card in cards.findChildren(CardView)))


def test_what_is_read_only_is_not_to_be_put_right_by_hand(site: Path, sit_down: SitDown) -> None:
    path = site / "_posts" / "2026-03-15-latin.md"
    path.write_bytes("---\ntitle: Café\n---\nDéjà vu.\n".encode("latin-1"))
    writer = sit_down(path)
    said = writer.sentences(writer.window.form)
    assert "Convert to UTF-8" in said
    assert "Put it right" not in said
