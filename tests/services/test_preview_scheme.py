"""The preview as a cage: a post may say what it likes, nothing of it runs and nothing outside the project is read."""

from __future__ import annotations

import random
import socket
import sys
from collections.abc import Iterator
from pathlib import Path
from string import Template

import pytest
from PySide6.QtCore import QObject, QUrl
from PySide6.QtWebEngineCore import (
    QWebEnginePage,
    QWebEngineScript,
    QWebEngineUrlRequestInfo,
    QWebEngineUrlRequestJob,
)
from pytestqt.qtbot import QtBot

from editor.core.errors import ProjectError
from editor.core.links import picture_path
from editor.core.markdown.renderer import render_body
from editor.core.site import SiteConfig
from editor.services.preview_scheme import OfflineInterceptor, PreviewScheme, make_profile
from editor.storage.paths import resources_dir
from editor.storage.project import safe_path
from editor.widgets.preview.page import PreviewPage
from tests.conftest import png

WORLD = QWebEngineScript.ScriptWorldId.ApplicationWorld
"""Where our own scripts run, and where the tests look at the page from."""


class Recorder(OfflineInterceptor):
    """The real interceptor, which also notes what it was asked for."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.asked: list[str] = []

    def interceptRequest(self, info: QWebEngineUrlRequestInfo) -> None:
        self.asked.append(info.requestUrl().toString())
        super().interceptRequest(info)


class Desk:
    """The page of the preview over a project folder, as the window sets it up."""

    def __init__(self, root: Path, qtbot: QtBot) -> None:
        self.root = root
        self.qtbot = qtbot
        self.served: list[Path] = []
        self.paths: list[str] = []
        self.scheme = PreviewScheme()
        self.scheme.find_file = self.find
        folder = resources_dir()
        html = Template((folder / "preview" / "page.html").read_text("utf-8")).substitute(
            lang="en", theme="light"
        )
        styles = dict.fromkeys(("article.css", "preview.css", "code.css"), (b"text/css", b""))
        self.scheme.texts = {"page.html": (b"text/html;charset=utf-8", html.encode()), **styles}
        self.interceptor = Recorder(self.scheme)
        self.profile = make_profile(self.scheme, self.interceptor, self.scheme)
        scripts = [(folder / "preview" / name).read_text("utf-8") for name in ("common.js", "preview.js")]
        self.page = PreviewPage(self.profile, "\n".join(scripts))
        with qtbot.waitSignal(self.page.ready, timeout=30_000):
            self.page.load(QUrl("copydesk://site/"))

    @property
    def loads(self) -> int:
        """How often the page itself was fetched."""
        return self.interceptor.asked.count("copydesk://site/")

    def find(self, path: str) -> Path | None:
        self.paths.append(path)
        relative = picture_path("/" + path, SiteConfig())
        try:
            file = safe_path(self.root, relative) if relative else None
        except ProjectError:
            return None
        if file is None or not file.is_file():
            return None
        self.served.append(file)
        return file

    def show(self, body: str) -> None:
        self.page.call("reset", 1)
        self.page.call("fill", [[0, body]])

    def ask(self, script: str) -> object:
        answers: list[object] = []
        self.page.runJavaScript(script, WORLD, answers.append)
        self.qtbot.waitUntil(lambda: bool(answers), timeout=15_000)
        return answers[0]

    def wait_for(self, script: str) -> None:
        """Wait until a script says yes."""
        self.qtbot.waitUntil(lambda: self.ask(script) is True, timeout=15_000)


@pytest.fixture
def desk(qapp: object, site: Path, qtbot: QtBot) -> Iterator[Desk]:
    desk = Desk(site, qtbot)
    yield desk
    # The page goes before its profile, and all of it here: left to Python, it might go in a worker's thread.
    for part in (desk.page, desk.profile, desk.scheme):
        with qtbot.waitSignal(part.destroyed):
            part.deleteLater()


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    """A server of this test alone: whoever connects has left the project."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        yield server


HOSTILE = """
<script>document.title = "ran"</script>
<img src="x" onerror="document.title = 'ran'">
<svg onload="document.title = 'ran'"><script>document.title = "ran"</script></svg>
<details open ontoggle="document.title = 'ran'">d</details>
<iframe src="file:///etc/passwd"></iframe>
<iframe srcdoc="<script>parent.document.title = 'ran'</script>"></iframe>
<iframe src="javascript:parent.document.title = 'ran'"></iframe>
<object data="file:///etc/passwd"></object><embed src="file:///etc/passwd">
<meta http-equiv="refresh" content="0;url=http://127.0.0.1:$port/refresh">
<meta http-equiv="refresh" content="0;url=copydesk://site/">
<base href="http://127.0.0.1:$port/base/">
<form id="f" action="http://127.0.0.1:$port/form" method="post"><input name="a"><button id="b">Go</button></form>
<form action="copydesk://site/"><button id="own">Go</button></form>
<a id="a" href="http://127.0.0.1:$port/link" ping="http://127.0.0.1:$port/ping">link</a>
<a id="home" href="copydesk://site/">home</a>
<a id="j" href="javascript:document.title = 'ran'">j</a>
<a id="d" href="copydesk://site/assets/wall.png" download>download</a>
<img src="http://127.0.0.1:$port/img" srcset="http://127.0.0.1:$port/img2 2x">
<img src="//127.0.0.1:$port/img3"><img src="file:///etc/passwd"><img src="ftp://127.0.0.1:$port/f">
<picture><source srcset="http://127.0.0.1:$port/source"><img src="x"></picture>
<video src="http://127.0.0.1:$port/video" poster="http://127.0.0.1:$port/poster" autoplay></video>
<audio src="http://127.0.0.1:$port/audio" autoplay></audio>
<input type="image" src="http://127.0.0.1:$port/input">
<link rel="stylesheet" href="http://127.0.0.1:$port/css">
<link rel="preconnect" href="http://127.0.0.1:$port/">
<link rel="dns-prefetch" href="http://127.0.0.1:$port/">
<link rel="prefetch" href="http://127.0.0.1:$port/prefetch">
<link rel="preload" as="image" href="http://127.0.0.1:$port/preload">
<link rel="manifest" href="http://127.0.0.1:$port/manifest"><link rel="icon" href="http://127.0.0.1:$port/icon">
<style>@import "http://127.0.0.1:$port/import"; p { background: url(http://127.0.0.1:$port/background) }
@font-face { font-family: f; src: url(http://127.0.0.1:$port/font) } p { font-family: f }</style>
<p style="background: url(http://127.0.0.1:$port/style)">text</p>
<img src="../../../etc/passwd"><img src="/../../../etc/passwd"><img src="%2e%2e/%2e%2e/secret.png">
<img src="/..%2f..%2fsecret.png"><img src="/assets/..%5c..%5csecret.png"><img src="/out.png">
<img src="/folder/secret.png">
<img src="copydesk://site//etc/passwd"><img src="copydesk://app/page.html"><img src="copydesk://other/wall.png">
<link rel="stylesheet" href="copydesk://site/_config.yml"><img src="/_config.yml">
<img id="good" src="copydesk://site/assets/wall.png">
"""


def test_nothing_of_a_hostile_post_runs_leaves_or_reaches_out(
    desk: Desk, site: Path, listener: socket.socket, qtbot: QtBot
) -> None:
    secret = site.parent / "secret.png"
    secret.write_bytes(png(8, 8))
    if sys.platform != "win32":
        Path(site / "out.png").symlink_to(secret)
        Path(site / "folder").symlink_to(site.parent)
    links: list[QUrl] = []
    desk.page.link_requested.connect(links.append)
    body = Template(HOSTILE).substitute(port=listener.getsockname()[1])
    desk.ask("window.cd.mark = 'first'; true")
    desk.show(body)
    desk.wait_for("document.getElementById('good').naturalWidth === 64")
    for name in ("a", "home", "j", "d", "b", "own"):
        desk.ask(f"document.getElementById('{name}').click(); true")
    desk.ask("document.getElementById('f').submit(); true")
    # As markdown lets it through; the page must still take patches for what it shows.
    last = "<img id='last' src='copydesk://site/assets/wall.png?v=2'>"
    desk.page.call("splice", 0, 1, [render_body(body), last])
    desk.wait_for("document.getElementById('last').naturalWidth === 64")
    assert desk.ask("window.cd.mark") == "first"
    assert desk.ask("document.title") == "Copydesk"
    assert desk.page.url() == QUrl("copydesk://site/")
    assert desk.loads == 1
    assert desk.ask("document.images.length > 5 && document.getElementById('last').isConnected") is True
    assert (
        desk.ask("[...document.images].filter(i => i.naturalWidth > 0).map(i => i.id).join()") == "good,last"
    )
    with pytest.raises(BlockingIOError):
        listener.accept()
    # The configuration is a file of the project, so it is found, but it is no picture and not handed out.
    found = {file.relative_to(site.resolve()).as_posix() for file in desk.served}
    assert found == {"assets/wall.png", "_config.yml"}
    assert [url.toString() for url in links] == []


def test_the_page_is_loaded_once_and_then_patched(desk: Desk) -> None:
    desk.page.call("reset", 3)
    picture = "<img src='copydesk://site/assets/wall.png'>"
    desk.page.call("fill", [[0, "<p>one</p>"], [1, f"<p>two {picture}</p>"], [2, "<p>three</p>"]])
    desk.wait_for("document.images.length === 1 && document.images[0].naturalWidth === 64")
    desk.ask(
        "window.picture = document.images[0]; window.first = document.querySelector('#cd-body section'); true"
    )
    desk.page.call("splice", 1, 1, [f"<p>two, changed {picture}</p>", "<p>new</p>"])
    desk.page.call("splice", 3, 1, [])
    desk.page.call("tail", "<p>notes</p>")
    assert desk.ask("document.getElementById('cd-post').innerText.split(/\\s*\\n+/).join('|').trim()") == (
        "one|two, changed|new|notes"
    )
    assert desk.ask("window.picture === document.images[0] && window.first.isConnected") is True
    assert desk.loads == 1
    assert sum(url.endswith("wall.png") for url in desk.interceptor.asked) == 1


def test_blocks_of_a_long_post_stay_in_order_in_groups_of_some_dozens(desk: Desk) -> None:
    chance = random.Random(3)
    shown = [f"at first {number}" for number in range(150)]
    desk.page.call("reset", len(shown))
    desk.page.call("fill", list(enumerate(f"<p>{text}</p>" for text in shown)))
    for step in range(60):
        start = chance.randint(0, len(shown))
        removed = min(chance.choice([0, 1, 1, 40]), len(shown) - start)
        added = [f"step {step} {number}" for number in range(chance.choice([0, 1, 2, 2, 90]))]
        if step == 30:
            start, removed, added = 0, len(shown), []
        shown[start : start + removed] = added
        desk.page.call("splice", start, removed, [f"<p>{text}</p>" for text in added])
    assert desk.ask("[...document.querySelectorAll('#cd-body section')].map(s => s.textContent).join()") == (
        ",".join(shown)
    )
    assert desk.ask(
        "[...document.getElementById('cd-body').children].map(group => group.childElementCount)"
        ".every(size => size >= 1 && size <= 64)"
    )


MOVING = """\
<style>@keyframes slide { to { margin-left: 9em } }</style><p style="animation: slide 1s infinite">slides</p>
<p style="transition: margin 9s">glides</p><marquee>runs</marquee>
<svg><circle r="9"><animate attributeName="cx" to="99" dur="1s" repeatCount="indefinite"/></circle></svg>
"""


@pytest.mark.parametrize("way", ["fresh", "again", "tail"])
def test_what_moves_by_itself_stands_still(desk: Desk, way: str) -> None:
    css = (resources_dir() / "preview" / "preview.css").read_text("utf-8")
    desk.page.call("header", f"<style>{css}</style>")
    if way == "tail":
        desk.page.call("tail", MOVING)
    elif way == "fresh":
        desk.page.call("splice", 0, 0, [MOVING])
    else:
        desk.show(MOVING)
        desk.page.call("splice", 0, 1, [MOVING + "<p>and more</p>"])
    desk.wait_for("document.querySelectorAll('svg').length === 1")
    assert desk.ask("document.querySelector('svg').animationsPaused()") is True
    assert desk.ask("document.getAnimations().filter((a) => a.playState === 'running').length") == 0


def test_names_of_pictures_may_hold_anything_a_name_may(desk: Desk, site: Path) -> None:
    names = ["100% wet.png", "a%20b.png", "ä ö.png", "plus+and&.png"] + (
        [] if sys.platform == "win32" else ["q?#.png"]
    )
    for name in names:
        (site / "assets" / name).write_bytes(png(64, 40))
    urls = [QUrl.toPercentEncoding(name).data().decode() for name in names]
    desk.show("".join(f"<img src='/assets/{url}'>" for url in urls))
    desk.wait_for("[...document.images].every(image => image.naturalWidth === 64)")
    assert {file.name for file in desk.served} == set(names)


def test_an_address_that_is_none_does_not_stop_the_blocks_after_it(desk: Desk) -> None:
    desk.page.call("reset", 2)
    desk.page.call("fill", [[0, "<p>one <img src='http://['></p>"], [1, "<p>two</p>"]])
    assert desk.ask("document.querySelector('#cd-body section:last-child').textContent") == "two"


@pytest.mark.parametrize("name", ["wall.png", "wet & windy (2).png"])
def test_a_picture_that_changed_on_disk_is_drawn_again(desk: Desk, site: Path, name: str) -> None:
    (site / "assets" / "wall.png").rename(site / "assets" / name)
    desk.show(f"<img src='/assets/{name.replace(' ', '%20')}'>")
    desk.wait_for("document.images[0].naturalWidth === 64")
    (site / "assets" / name).write_bytes(png(32, 32))
    desk.page.call("picture", f"/assets/{name}", 7)
    desk.wait_for("document.images[0].naturalWidth === 32")


def test_only_reading_is_served_and_only_what_a_page_shows(qapp: object, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<p>another post", encoding="utf-8")
    (tmp_path / "a.PNG").write_bytes(b"x")

    class Job:
        """What the engine asks for, without the engine."""

        def __init__(self, url: str, method: str = "GET") -> None:
            self.url, self.method = QUrl(url), method
            self.failed: object = None
            self.media = b""

        def requestUrl(self) -> QUrl:
            return self.url

        def requestMethod(self) -> object:
            return type("Method", (), {"data": lambda _self: self.method.encode()})()

        def fail(self, error: object) -> None:
            self.failed = error

    scheme = PreviewScheme()
    scheme.find_file = lambda path: tmp_path / path if (tmp_path / path).is_file() else None
    error = QWebEngineUrlRequestJob.Error
    for url, method, expected in (
        ("copydesk://site/a.PNG", "POST", error.RequestDenied),
        ("copydesk://site/a.html", "GET", error.UrlNotFound),
        ("copydesk://site/none.png", "GET", error.UrlNotFound),
        ("copydesk://app/none.css", "GET", error.UrlNotFound),
        ("copydesk://elsewhere/a.PNG", "GET", error.UrlInvalid),
    ):
        job = Job(url, method)
        scheme.requestStarted(job)  # type: ignore[arg-type]
        assert job.failed == expected, url


def test_a_page_that_has_no_size_yet_is_not_scrolled(desk: Desk) -> None:
    assert desk.ask("innerHeight") == 0
    desk.show("<p>Wall and weather.</p>" * 400)
    desk.page.call("reveal", 0, 1.0)
    assert desk.ask("document.getElementById('cd-body').innerText.length > 5000")
    assert desk.ask("scrollY") == 0


def test_any_page_of_the_profile_runs_no_scripts_of_what_it_shows(desk: Desk, qtbot: QtBot) -> None:
    page = QWebEnginePage(desk.profile, desk.scheme)  # one that switched nothing off itself
    with qtbot.waitSignal(page.loadFinished, timeout=30_000):
        page.setHtml("<title>still</title><script>document.title = 'ran'</script>")
    titles: list[str] = []
    page.runJavaScript("document.title", WORLD, titles.append)
    qtbot.waitUntil(lambda: bool(titles), timeout=15_000)
    assert titles == ["still"]
    with qtbot.waitSignal(page.destroyed):
        page.deleteLater()
