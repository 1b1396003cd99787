"""The post inside the layouts of its site: it follows keys, form and files; nothing remote is loaded unasked."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from PySide6.QtCore import QByteArray, QPoint, Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWebEngineCore import QWebEngineUrlRequestInfo
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from editor.services import site_scheme
from editor.services.site_scheme import SiteInterceptor
from editor.services.tasks import SerialWorker
from editor.shell import site_remote
from tests.shell.story import OTHER, POST, Writer

SitDown = Callable[..., Writer]
FONTS = "https://fonts.example/css?family=Lora"
COUNTER = "https://stats.example/count.js"
LAYOUTS = {
    "_layouts/default.html": f"""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{{{{ page.title }}}} | {{{{ site.title }}}}</title>
<link rel="preconnect" href="https://fonts.example"><link rel="stylesheet" href="{FONTS}">
<link rel="stylesheet" href="{{{{ '/assets/main.css' | absolute_url }}}}">
<script src="{COUNTER}"></script></head>
<body onload="document.title='run'">{{% include top.html %}}{{{{ content }}}}
<script>document.title = 'run'</script></body></html>
""",
    "_layouts/post.html": """---
layout: default
---
<header><h1>{{ page.title }}</h1></header>
<main>{{ content }}</main>
<footer>Read before: {{ page.previous.title }}</footer>
""",
    "_includes/top.html": "<nav>The Tribune of today</nav>",
    "assets/main.scss": """---
---
@import "ink";
main { color: $ink; }
@media (prefers-color-scheme: dark) { main { color: rgb(220, 220, 220); } }
""",
    "_sass/_ink.scss": "$ink: rgb(1, 2, 3);\n",
}


@pytest.fixture
def laid_out(site: Path) -> Path:
    """The newsroom with layouts, an include and a style sheet of its own."""
    for name, text in LAYOUTS.items():
        path = site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return site


class SiteWriter:
    """A writer who has turned to the Site tab."""

    def __init__(self, writer: Writer) -> None:
        self.writer = writer
        self.pane = writer.window.preview
        self.pane.kinds.segment("site").click()

    def page(self, expression: str) -> object:
        """Return what an expression says in the page of the site, None while there is none."""
        page = self.writer.desk.late.site_tab.page()
        if page is None:
            return None
        found: list[object] = []
        page.runJavaScript(expression, 1, found.append)
        self.writer.wait(lambda: bool(found))
        return found[0]

    def says(self, text: str) -> bool:
        """Whether a reader sees ``text`` in the page."""
        return self.pane.site.isVisible() and text in str(
            self.page("document.body && document.body.innerText")
        )

    def wait(self, condition: Callable[[], bool]) -> None:
        self.writer.wait(condition, timeout=30_000)

    @property
    def line(self) -> str:
        """What the quiet line says."""
        return self.writer.sentences(self.pane.site_line)

    def click(self, selector: str, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Click in the beginning of the element that a CSS selector names."""
        found = self.page(
            f"(()=>{{const r=document.querySelector({selector!r}).getClientRects()[0];"
            "const z=outerWidth/innerWidth;"
            "return JSON.stringify([(r.left+Math.min(r.width/2,30)),(r.top+r.height/2)])})()"
        )
        x, y = json.loads(str(found))
        self.click_at(x, y, modifiers)

    def click_at(
        self, x: float, y: float, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        """Click at a point of the page."""
        view = self.pane.findChild(QWidget, "site-view")
        zoom = view.zoomFactor()
        target = view.focusProxy() or view
        QTest.mouseClick(
            target, Qt.MouseButton.LeftButton, modifiers, QPoint(round(x * zoom), round(y * zoom))
        )


@pytest.fixture
def turned(laid_out: Path, sit_down: SitDown) -> SiteWriter:
    """A writer before the page of the site."""
    tab = SiteWriter(sit_down(laid_out / POST, engine=True))
    tab.wait(
        lambda: (
            tab.says("The wall held.")
            and tab.page("getComputedStyle(document.querySelector('main')).color") == "rgb(1, 2, 3)"
        )
    )
    return tab


def test_the_post_stands_in_its_layouts(turned: SiteWriter) -> None:
    assert turned.says("The Tribune of today")
    assert turned.says("Harbour wall holds: engineers relieved")
    assert turned.says("Read before: Council votes")
    assert turned.page("document.compatMode") == "CSS1Compat"
    assert turned.page("document.querySelector('main').firstElementChild.matches('p:first-child')")
    turned.wait(lambda: turned.page("document.querySelector('main img').naturalWidth") == 64)


def test_what_is_typed_shows_without_the_page_being_loaded_again(turned: SiteWriter) -> None:
    turned.page("window.mine = 1; document.querySelector('nav').dataset.mine = 'kept'; 1")
    writer = turned.writer
    writer.write_in_body(1, "Still: ")
    turned.wait(lambda: turned.says("Still: The wall held."))
    writer.write_in_body(1, "A new paragraph.\n\n")
    turned.wait(lambda: turned.says("A new paragraph."))
    assert turned.page("document.querySelectorAll('main > p').length") == 3
    assert turned.page("window.mine") == 1
    assert turned.page("document.querySelector('nav').dataset.mine") == "kept"


def test_the_frame_follows_the_form_and_the_page_stays_where_it_is(turned: SiteWriter) -> None:
    writer = turned.writer
    writer.write_in_body(1, "Long.\n\n" * 60)
    turned.wait(lambda: turned.page("document.querySelectorAll('main > p').length") == 62)
    turned.page("document.querySelectorAll('main > p')[40].scrollIntoView(); window.at = scrollY; 1")
    assert turned.page("scrollY > 100")
    document = writer.desk.workspace.current
    assert document is not None
    document.set_value("title", "Wall holds after all")
    turned.wait(lambda: turned.says("Wall holds after all"))
    assert turned.page("document.title") == "Wall holds after all | The Test Tribune"
    assert turned.page("Math.abs(scrollY - window.at) < 2")
    assert turned.page("document.querySelectorAll('main > p').length") == 62


def test_files_of_the_layout_that_change_on_disk_are_drawn_again(turned: SiteWriter, laid_out: Path) -> None:
    turned.page("window.mine = 1; 1")
    (laid_out / "_includes" / "top.html").write_text("<nav>The Tribune of tomorrow</nav>")
    turned.wait(lambda: turned.says("The Tribune of tomorrow"))
    (laid_out / "_sass" / "_ink.scss").write_text("$ink: rgb(9, 8, 7);\n")
    colour = "getComputedStyle(document.querySelector('main')).color"
    turned.wait(lambda: turned.page(colour) == "rgb(9, 8, 7)")
    (laid_out / "_layouts" / "post.html").write_text(
        "---\nlayout: default\n---\n<div><section>{{ content }}</section></div>\n"
    )
    turned.wait(lambda: bool(turned.page("!!document.querySelector('div > section > p')")))
    assert not turned.says("Read before")
    assert turned.page("window.mine") == 1


def test_a_fault_in_a_layout_is_a_sentence_with_its_place(turned: SiteWriter, laid_out: Path) -> None:
    (laid_out / "_includes" / "top.html").write_text("<nav>{% include gone.html %}</nav>")
    turned.wait(lambda: "gone.html" in turned.line)
    assert "_includes/top.html:1" in turned.line


def test_a_tag_that_fails_is_a_box_whatever_the_site_looks_like(turned: SiteWriter) -> None:
    turned.writer.write_in_body(1, "{% include gone.html %}\n\n")
    turned.wait(lambda: turned.says("There is no “gone.html”"))
    box = "getComputedStyle(document.querySelector('main .cd-problem'))"
    assert turned.page(f"{box}.borderTopStyle + ' ' + {box}.display") == "dashed inline-block"


def test_a_click_leads_to_the_line_and_the_headline_to_the_form(turned: SiteWriter) -> None:
    writer = turned.writer
    writer.window.editor.go_to(8)
    turned.click("main > ul > li:nth-child(2)")
    writer.wait(lambda: writer.window.editor.textCursor().block().text() == "- wind")
    writer.wait(lambda: writer.focus is writer.window.editor)
    turned.click("h1")
    writer.wait(lambda: writer.focus.accessibleName() == "Headline")


def test_a_click_between_two_blocks_leads_to_the_one_above(turned: SiteWriter, laid_out: Path) -> None:
    (laid_out / "_layouts" / "post.html").write_text(
        "---\nlayout: default\n---\n<style>main > * { margin: 0 0 60px }</style><main>{{ content }}</main>"
    )
    turned.wait(
        lambda: turned.page("getComputedStyle(document.querySelector('main > p')).marginBottom") == "60px"
    )
    writer = turned.writer
    writer.window.editor.go_to(8)
    spot = str(turned.page("document.querySelector('main > p').getClientRects()[0].bottom + 30"))
    turned.click_at(40, float(spot))
    writer.wait(lambda: "The wall" in writer.window.editor.textCursor().block().text())


def fill_with_paragraphs(turned: SiteWriter) -> None:
    writer = turned.writer
    text = "".join(f"Paragraph {number} is about the harbour.\n\n" for number in range(150))
    writer.window.editor.setFocus()
    writer.window.editor.go_to(1)
    writer.window.editor.insertPlainText(text)
    turned.wait(lambda: turned.page("document.querySelectorAll('main > p').length") == 152)


def test_the_article_that_is_turned_to_stands_where_the_text_does(turned: SiteWriter) -> None:
    writer = turned.writer
    fill_with_paragraphs(turned)
    writer.window.editor.verticalScrollBar().setValue(160)
    line = int(writer.window.editor.top_line())
    turned.pane.kinds.segment("article").click()
    first = "[...document.querySelectorAll('#cd-body p')].findIndex(p=>p.getBoundingClientRect().bottom>9)"
    turned.wait(lambda: abs(float(str(writer.page(first))) - line / 2) <= 1.5)


def test_the_page_that_is_turned_to_again_stands_where_the_text_does(turned: SiteWriter) -> None:
    writer, editor = turned.writer, turned.writer.window.editor
    fill_with_paragraphs(turned)
    turned.pane.kinds.segment("article").click()
    editor.verticalScrollBar().setValue(160)
    turned.pane.kinds.segment("site").click()
    first = "[...document.querySelectorAll('main > p')].findIndex(p=>p.getBoundingClientRect().bottom>9)"
    turned.wait(lambda: abs(float(str(turned.page(first))) - int(editor.top_line()) / 2) <= 1.5)
    turned.pane.kinds.segment("article").click()
    article = "[...document.querySelectorAll('#cd-body p')].findIndex(p=>p.getBoundingClientRect().bottom>9)"

    def led() -> bool:
        writer.page("scrollBy(0,-150)")
        return 10 < editor.top_line() < 60

    turned.wait(led)
    turned.wait(lambda: abs(float(str(writer.page(article))) - int(editor.top_line()) / 2) <= 1.5)
    turned.pane.kinds.segment("site").click()
    turned.wait(lambda: abs(float(str(turned.page(first))) - int(editor.top_line()) / 2) <= 1.5)


def test_a_place_is_held_while_what_stands_above_gets_its_height(turned: SiteWriter) -> None:
    editor = turned.writer.window.editor
    fill_with_paragraphs(turned)
    editor.verticalScrollBar().setValue(160)
    top = "document.querySelectorAll('main > p')[80].getBoundingClientRect().top"
    turned.wait(lambda: abs(float(str(turned.page(top))) - 8) <= 40)
    stood = float(str(turned.page(top)))
    turned.page("document.querySelector('header').style.height = '700px'; 1")
    turned.wait(lambda: abs(float(str(turned.page(top))) - stood) <= 2)
    turned.page("scrollBy(0, 500); 1")
    turned.wait(lambda: abs(float(str(turned.page(top))) - stood + 500) <= 2)
    # Where the reader goes is held as well.
    turned.page("requestAnimationFrame(() => requestAnimationFrame(() => { window.held = true })); 1")
    turned.wait(lambda: bool(turned.page("window.held")))
    turned.page("document.querySelector('header').style.height = ''; window.held = false; 1")
    turned.page("requestAnimationFrame(() => requestAnimationFrame(() => { window.held = true })); 1")
    turned.wait(lambda: bool(turned.page("window.held")))
    assert abs(float(str(turned.page(top))) - stood + 500) <= 2


def test_the_page_keeps_still_under_the_hand_that_clicks_in_it(turned: SiteWriter) -> None:
    writer = turned.writer
    fill_with_paragraphs(turned)
    editor, renderer = writer.window.editor, writer.desk.renderer
    editor.verticalScrollBar().setValue(0)
    turned.wait(lambda: turned.page("scrollY") == 0)
    in_sight = turned.page(
        "[...document.querySelectorAll('main > p')].findLastIndex(p=>p.getBoundingClientRect().bottom<innerHeight)"
    )
    turned.click(f"main > p:nth-of-type({int(float(str(in_sight)))})")
    writer.wait(lambda: int(editor.top_line()) > 0)
    # What the text asked of the page before this has been answered after it.
    answers: list[float] = []
    renderer.place_found.connect(answers.append)
    renderer.find_place(3, 0.0)
    writer.wait(lambda: bool(answers))
    assert turned.page("scrollY") == 0


@pytest.mark.parametrize("scroller", ["document.scrollingElement", "document.querySelector('.pane')"])
def test_page_and_editor_scroll_together(turned: SiteWriter, laid_out: Path, scroller: str) -> None:
    """Also where the layout keeps its bars in place and an element scrolls, not the window."""
    writer = turned.writer
    fill_with_paragraphs(turned)
    top = 0
    if "pane" in scroller:
        top = 60
        (laid_out / "_layouts" / "post.html").write_text(
            "---\nlayout: default\n---\n<style>html, body { height: 100%; margin: 0; overflow: hidden }"
            " nav { height: 60px } .pane { height: 400px; overflow-y: auto }</style>"
            "<div class='pane'><h1>Top</h1><main>{{ content }}</main></div>"
        )
        turned.wait(lambda: turned.page("document.querySelectorAll('.pane > main > p').length") == 152)
    writer.window.editor.verticalScrollBar().setValue(160)
    line = int(writer.window.editor.top_line())
    first = (
        f"[...document.querySelectorAll('main > p')].findIndex(p=>p.getBoundingClientRect().bottom>{top + 9})"
    )
    turned.wait(lambda: abs(float(str(turned.page(first))) - line / 2) <= 1.5)

    def led() -> bool:
        # As a wheel does: many steps; those just after a move of the editor are taken for echoes of it.
        turned.page(
            "(()=>{const s=document.querySelectorAll('main > p')[30].getBoundingClientRect();"
            f"{scroller}.scrollBy(0,Math.max(-150,Math.min(150,s.top-{top + 8})));return 1}})()"
        )
        return abs(int(writer.window.editor.top_line()) / 2 - 30) <= 1.5

    turned.wait(led)
    turned.click("main > p:nth-of-type(33)")
    writer.wait(lambda: writer.window.editor.textCursor().block().text().startswith("Paragraph 32 "))


def test_scripts_of_the_site_do_not_run(turned: SiteWriter) -> None:
    assert turned.page("document.title").startswith("Harbour wall holds")
    turned.writer.write_in_body(
        1, "<img src=x onerror=\"document.title='run'\"><script>document.title='run'</script>\n\nThe end.\n\n"
    )
    turned.wait(lambda: turned.says("The end."))
    assert turned.page("document.title").startswith("Harbour wall holds")
    fetched = (
        "performance.getEntriesByType('resource').filter(e=>/^http/.test(e.name)&&e.transferSize>0).length"
    )
    assert turned.page(fetched) == 0


class Asked:
    """A request of the engine's as the interceptor is shown it."""

    def __init__(self, address: str, kind: QWebEngineUrlRequestInfo.ResourceType, referrer: str = "") -> None:
        self.address, self.kind, self.blocked = address, kind, False
        self.referrer = referrer

    def httpHeaders(self) -> dict[QByteArray, QByteArray]:
        return {QByteArray(b"Referer"): QByteArray(self.referrer.encode())} if self.referrer else {}

    def requestUrl(self) -> QUrl:
        return QUrl(self.address)

    def resourceType(self) -> QWebEngineUrlRequestInfo.ResourceType:
        return self.kind

    def block(self, blocked: bool) -> None:
        self.blocked = blocked


def test_remote_files_are_listed_and_loaded_once_when_asked_for(turned: SiteWriter, laid_out: Path) -> None:
    kind = QWebEngineUrlRequestInfo.ResourceType
    interceptor = turned.writer.desk.late.site_tab.findChild(SiteInterceptor)

    def is_blocked(
        address: str,
        what: QWebEngineUrlRequestInfo.ResourceType = kind.ResourceTypeStylesheet,
        by: str = "",
    ) -> bool:
        asked = Asked(address, what, by)
        interceptor.interceptRequest(asked)
        return asked.blocked

    turned.wait(lambda: "2 remote file" in turned.line)
    listed = turned.pane.site_line.findChild(QLabel).toolTip()
    assert FONTS in listed
    assert COUNTER in listed
    assert is_blocked(FONTS)
    button = turned.pane.site_line.findChild(QPushButton)
    assert button.text() == "Load once"
    assert FONTS in button.toolTip()
    button.click()
    turned.wait(lambda: "scripts stay off" in turned.line and turned.says("The wall held."))
    assert not is_blocked(FONTS)
    assert is_blocked(FONTS.replace("https", "http"))
    assert is_blocked("https://fonts.example/css?family=Other")
    assert is_blocked(COUNTER, kind.ResourceTypeScript)
    # What the sheet brings comes with it, and what that brings; no other sheet's, no script, nothing in the clear.
    font, far = "https://files.example/lora.woff2", "https://deep.example/far.woff2"
    assert is_blocked(font, kind.ResourceTypeFontResource)
    assert is_blocked(font, kind.ResourceTypeFontResource, by="https://other.example/")
    assert not is_blocked(font, kind.ResourceTypeFontResource, by="https://fonts.example/")
    assert not is_blocked(far, kind.ResourceTypeFontResource, by=font)
    assert is_blocked("https://files.example/count.js", kind.ResourceTypeScript, by="https://fonts.example/")
    assert is_blocked(
        font.replace("https", "http"), kind.ResourceTypeFontResource, by="https://fonts.example/"
    )
    listed = turned.pane.site_line.findChild(QLabel).toolTip()
    assert "https://files.example/count.js" in listed
    assert font not in listed
    turned.writer.desk.files.open_path(laid_out / OTHER)
    turned.writer.desk.files.open_path(laid_out / POST)
    turned.wait(lambda: "2 remote file" in turned.line)
    assert is_blocked(FONTS)
    assert is_blocked(font, kind.ResourceTypeFontResource, by="https://fonts.example/")


class OtherMachine(ThreadingHTTPServer):
    """Serves a style sheet, the font it asks for, and a picture; remembers what it was asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        super().__init__(("127.0.0.1", 0), _Answers)
        self.address = f"http://127.0.0.1:{self.server_port}"


class _Answers(BaseHTTPRequestHandler):
    server: OtherMachine

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        kind, data = {
            "/far.css": (
                "text/css",
                b"@font-face { font-family: Far; src: url(far.woff2) }"
                b"header { color: rgb(9, 8, 7); font-family: Far }",
            ),
            "/far.svg": (
                "image/svg+xml",
                b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"></svg>',
            ),
        }.get(self.path, ("font/woff2", b""))
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_words: object) -> None:
        """Say nothing."""


@pytest.fixture
def other_machine(monkeypatch: pytest.MonkeyPatch) -> Iterator[OtherMachine]:
    """A server that counts as one by https, for which this machine has no certificate."""
    with OtherMachine() as server:
        for module in (site_scheme, site_remote):
            monkeypatch.setattr(module, "is_secure", lambda address: address.startswith(server.address))
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def test_remote_files_come_when_they_are_asked_for_and_not_for_the_next_post(
    laid_out: Path, sit_down: SitDown, other_machine: OtherMachine
) -> None:
    (laid_out / "_layouts" / "default.html").write_text(
        f'<!doctype html><link rel="stylesheet" href="{other_machine.address}/far.css">'
        f'<img class="far" src="{other_machine.address}/far.svg">{{{{ content }}}}'
    )
    tab = SiteWriter(sit_down(laid_out / POST, engine=True))
    button = tab.pane.site_line.findChild(QPushButton)
    tab.wait(lambda: tab.says("The wall held.") and "2 remote file" in tab.line)
    assert other_machine.asked == []
    button.click()
    tab.wait(lambda: tab.page("(document.querySelector('.far') || {}).naturalWidth") == 40)
    tab.wait(lambda: tab.page("getComputedStyle(document.querySelector('header')).color") == "rgb(9, 8, 7)")
    tab.wait(lambda: "/far.woff2" in other_machine.asked)
    assert set(other_machine.asked) == {"/far.css", "/far.svg", "/far.woff2"}
    tab.wait(lambda: "3 remote file" in tab.line and "allowed" in tab.line)
    assert "far.woff2" in tab.pane.site_line.findChild(QLabel).toolTip()
    # A picture that is put in now was not asked for.
    tab.writer.write_in_body(1, f"![Late]({other_machine.address}/late.svg)\n\n")
    tab.wait(lambda: "1 remote file" in tab.line and "not loaded" in tab.line)
    asked = list(other_machine.asked)
    assert "/late.svg" not in asked
    (laid_out / OTHER).write_text("---\nlayout: post\ntitle: Council votes\n---\nTwelve for.\n")
    tab.writer.desk.files.open_path(laid_out / OTHER)
    tab.wait(lambda: tab.says("Twelve for.") and "2 remote file" in tab.line)
    assert tab.page("getComputedStyle(document.querySelector('header')).color") == "rgb(0, 0, 0)"
    assert other_machine.asked == asked


def test_the_page_wears_the_colours_that_are_chosen(turned: SiteWriter) -> None:
    colour = "getComputedStyle(document.querySelector('main')).color"
    turned.writer.desk.preview.set_scheme("dark")
    turned.wait(lambda: turned.page(colour) == "rgb(220, 220, 220)")
    turned.writer.desk.preview.set_scheme("light")
    turned.wait(lambda: turned.page(colour) == "rgb(1, 2, 3)")


def test_the_page_is_laid_out_as_on_the_screen_that_is_chosen(turned: SiteWriter) -> None:
    turned.wait(lambda: abs(float(str(turned.page("innerWidth"))) - 1024) <= 3)
    turned.writer.desk.preview.set_width("phone")
    turned.wait(lambda: abs(float(str(turned.page("innerWidth"))) - 390) <= 2)


def test_the_article_has_caught_up_when_it_is_turned_to(turned: SiteWriter) -> None:
    writer = turned.writer
    writer.write_in_body(1, "Still: ")
    turned.wait(lambda: turned.says("Still: The wall held."))
    turned.pane.kinds.segment("article").click()
    writer.wait(lambda: writer.page_says("Still: The wall held."))
    assert not turned.pane.site_line.isVisible()
    writer.write_in_body(1, "Hold on. ")
    writer.wait(lambda: writer.page_says("Hold on. Still: The wall held."))
    turned.pane.kinds.segment("site").click()
    turned.wait(lambda: turned.says("Hold on. Still: The wall held."))


def test_another_post_takes_its_place(turned: SiteWriter, laid_out: Path) -> None:
    (laid_out / OTHER).write_text(
        "---\nlayout: post\ntitle: Council votes\n---\nTwelve for.\n", encoding="utf-8"
    )
    turned.writer.desk.files.open_path(laid_out / OTHER)
    turned.wait(lambda: turned.says("Twelve for.") and not turned.says("The wall held."))
    turned.writer.write_in_body(0, "Some say: ")
    turned.wait(lambda: turned.says("Some say: Twelve for."))


def test_a_site_without_layouts_says_so_and_shows_the_article(site: Path, sit_down: SitDown) -> None:
    tab = SiteWriter(sit_down(site / OTHER, engine=True))
    writer = tab.writer
    tab.wait(lambda: "_layouts" in tab.line)
    assert tab.pane.article.isVisible()
    writer.write_in_body(0, "Some say: ")
    writer.wait(lambda: writer.page_says("Some say: Twelve for"))
    (site / "_layouts").mkdir()
    (site / "_layouts" / "post.html").write_text("<!doctype html><b>New layout</b> {{ content }}")
    document = writer.desk.workspace.current
    assert document is not None
    document.set_value("layout", "post")
    tab.wait(lambda: tab.says("New layout") and tab.says("Some say: Twelve for"))


def test_a_layout_that_changes_the_body_is_followed_as_a_whole(turned: SiteWriter, laid_out: Path) -> None:
    (laid_out / "_layouts" / "post.html").write_text("<!doctype html><main>{{ content | upcase }}</main>")
    turned.wait(lambda: turned.says("THE WALL HELD."))
    turned.writer.write_in_body(1, "Still: ")
    turned.wait(lambda: turned.says("STILL: THE WALL HELD."))
    (laid_out / "_layouts" / "post.html").write_text("<!doctype html><main>{{ content }}</main>")
    turned.wait(lambda: turned.says("Still: The wall held."))
    turned.writer.write_in_body(1, "Hold on. ")
    turned.wait(lambda: turned.says("Hold on. Still: The wall held."))


def test_the_tab_comes_back_with_the_session(laid_out: Path, sit_down: SitDown) -> None:
    writer = sit_down(laid_out / POST)
    writer.window.preview.kinds.segment("site").click()
    writer.desk.session.keep()
    again = sit_down(laid_out / POST)
    assert again.window.preview.kinds.choice == "site"


def test_the_last_of_many_posts_leafed_through_is_the_one_shown(turned: SiteWriter, laid_out: Path) -> None:
    other = laid_out / OTHER
    other.write_text("---\nlayout: post\ntitle: Council votes\n---\nTwelve for.\n", encoding="utf-8")
    for _ in range(3):
        turned.writer.desk.files.open_path(other)
        turned.writer.desk.files.open_path(laid_out / POST)
    turned.writer.desk.files.open_path(other)
    turned.wait(lambda: turned.says("Twelve for.") and not turned.says("The wall held."))
    turned.writer.write_in_body(0, "Some say: ")
    turned.wait(lambda: turned.says("Some say: Twelve for."))


def kill_page(turned: SiteWriter, qtbot: QtBot, *, comes_back: bool = True) -> None:
    """End the process that draws the page, as the system does when memory is short."""
    page = turned.writer.desk.late.site_tab.page()
    assert page is not None
    with qtbot.waitSignal(page.ready if comes_back else page.died, timeout=30_000):
        os.kill(page.renderProcessPid(), signal.SIGTERM if os.name == "nt" else signal.SIGKILL)


def test_a_page_that_dies_comes_back_as_it_was(turned: SiteWriter, qtbot: QtBot) -> None:
    writer = turned.writer
    writer.write_in_body(1, "Still: ")
    turned.wait(lambda: turned.says("Still: The wall held."))
    kill_page(turned, qtbot)
    turned.wait(lambda: turned.says("Still: The wall held."))
    assert turned.says("The Tribune of today")
    assert writer.focus is writer.window.editor
    writer.type("on ")
    turned.wait(lambda: turned.says("Still: on The wall held."))


def test_a_page_that_keeps_dying_is_the_article_and_a_sentence(turned: SiteWriter, qtbot: QtBot) -> None:
    for _ in range(3):
        kill_page(turned, qtbot)
        turned.wait(lambda: turned.says("The wall held."))
    kill_page(turned, qtbot, comes_back=False)
    turned.wait(lambda: "keeps stopping" in turned.line)
    assert turned.pane.article.isVisible()
    turned.writer.write_in_body(1, "Still: ")
    turned.writer.wait(lambda: turned.writer.page_says("Still: The wall held."))
    assert "keeps stopping" in turned.line
    turned.pane.kinds.segment("article").click()
    page = turned.writer.desk.late.site_tab.page()
    assert page is not None
    with qtbot.waitSignal(page.ready, timeout=30_000):
        turned.pane.kinds.segment("site").click()
    turned.wait(lambda: turned.says("Still: The wall held."))


def test_nothing_is_made_while_the_tab_is_not_in_sight(laid_out: Path, sit_down: SitDown) -> None:
    writer = sit_down(laid_out / POST, engine=True)
    writer.write_in_body(1, "Still: ")
    writer.wait(lambda: writer.page_says("Still: The wall held"))
    assert writer.desk.late.site_tab.page() is None
    assert writer.desk.late.site_tab.findChildren(SerialWorker)[0].isRunning() is False
