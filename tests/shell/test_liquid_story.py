"""A post with Liquid in it: the page shows what Jekyll will publish, and goes along with form, text and files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtTest import QTest

from tests.shell.story import POST, Writer

SitDown = Callable[..., Writer]
BODY = """{% include fact.html what="the wall" %}

Read {{ page.title }} of {{ site.posts.size }} posts.

{% nonsense %}
"""


def test_the_page_shows_what_jekyll_will_publish(site: Path, sit_down: SitDown) -> None:
    path = site / "_posts" / "2026-03-15-liquid.md"
    path.write_text(f"---\ntitle: First words\n---\n{BODY}", encoding="utf-8")
    (site / "_includes").mkdir(exist_ok=True)
    (site / "_includes" / "fact.html").write_text("A fact about <b>{{ include.what }}</b>.")
    writer = sit_down(path, engine=True)

    def shown() -> str:
        return str(writer.page("document.body.textContent"))

    writer.wait(lambda: "A fact about the wall." in shown())
    writer.wait(lambda: "Read First words of " in shown())
    writer.wait(lambda: "Jekyll knows the tag “nonsense” only through a plugin" in shown())

    document = writer.desk.workspace.current
    assert document is not None
    document.set_value("title", "Second words")
    writer.wait(lambda: "Read Second words of " in shown())

    (site / "_includes" / "fact.html").write_text("Another fact about {{ include.what }}, read from disk.")
    writer.desk.workspace.rescan()
    writer.wait(lambda: "Another fact about the wall, read from disk." in shown())

    writer.window.editor.setFocus()
    writer.window.editor.go_to(0, BODY.index("wall"))
    QTest.keyClicks(writer.window.editor, "old ")
    writer.wait(lambda: "Another fact about the old wall" in shown())


def test_the_editor_reads_markdown_as_the_site_has_kramdown_read_it(site: Path, sit_down: SitDown) -> None:
    """Without GitHub's additions a mark inside a paragraph is text, in the page and under the keys."""
    config = site / "_config.yml"
    config.write_text("markdown: kramdown\nkramdown: {input: kramdown}\n", encoding="utf-8")
    writer = sit_down(site / POST)
    writer.wait(lambda: not writer.window.editor.state_above(0).gfm)
    writer.write_in_body(0, "Tide\n- wall")
    writer.press("Enter")
    writer.type("x")
    assert writer.body.startswith("Tide\n- wall\nx")
    config.write_text("title: As usual\n", encoding="utf-8")
    writer.wait(lambda: writer.window.editor.state_above(0).gfm)
    writer.window.editor.go_to(1, 6)
    writer.press("Enter")
    assert writer.body.startswith("Tide\n- wall\n- ")
