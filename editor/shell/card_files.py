"""Owns ``copydesk cards``: the cards of posts as PNG files, painted without a screen."""

from __future__ import annotations

import argparse
import logging
import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QBuffer, QSize, qInstallMessageHandler
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from editor.core.article import article_of
from editor.core.cards import Card, card_facts, cards
from editor.core.errors import EditorError, ProjectError
from editor.core.excerpt import separator_of
from editor.core.links import is_remote, picture_path
from editor.core.post.lead import focus_of
from editor.core.post.plain import plain_line
from editor.core.post.post import parse_post
from editor.core.post.visibility import judge
from editor.services.thumbnails import read_thumbnail
from editor.shell.constants import keep_constants_alive
from editor.shell.front_card_files import FrontCardPainter, prepare_engine
from editor.storage.files import read_file
from editor.storage.images.writing import write_new
from editor.storage.liquid.filling import Filling
from editor.storage.liquid.ledes import lede_of
from editor.storage.liquid.moment import SiteMoment
from editor.storage.pages import path_in_project
from editor.storage.project import Project, find_root, open_project, safe_path
from editor.widgets.preview.cards import CardView
from editor.widgets.tokens import DARK, LIGHT, Theme

_LOG = logging.getLogger(__name__)
_MARGIN = 16
_SCALE = 2
"""Pixels of the file to one of the card: sharp on any screen."""
_PICTURE_SIDE = 1600
_EXAMPLES = """\
examples:
  copydesk cards _posts/2026-03-14-ferry.md -o cards
  copydesk cards --dark --only search --only large _posts/*.md -o cards
"""


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of this command."""
    parser = argparse.ArgumentParser(
        prog="copydesk cards",
        description="Draw the cards in which readers meet posts before they open them, one PNG file each.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("posts", nargs="+", metavar="POST", help="a post's file")
    parser.add_argument("-o", "--output", required=True, metavar="DIR", help="where NAME-CARD.png is written")
    parser.add_argument("--dark", action="store_true", help="as readers see them at night")
    parser.add_argument(
        "--only",
        action="append",
        choices=("search", "large", "small", "front-page", "feed", "notification"),
        help="draw this card only; may be given several times",
    )
    return parser


def run(words: Sequence[str]) -> int:
    """Draw the cards; 0 when all were drawn, 1 when something was wrong with a post, 2 for wrong usage."""
    try:
        options = build_parser().parse_args(words)
    except SystemExit as leaving:  # argparse has said what was wrong, or printed the help
        return leaving.code if isinstance(leaving.code, int) else 0
    output = Path(options.output)
    if output.exists() and not output.is_dir():
        sys.stderr.write(f"{output}: This is a file. Name the folder that the cards are to be written to.\n")
        return 2
    keep_constants_alive()
    if QApplication.instance() is None:
        # What Qt says of a machine without a screen is none of the reader's business.
        qInstallMessageHandler(lambda _kind, _where, text: _LOG.debug(text))
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    has_front = not options.only or "front-page" in options.only
    if has_front:
        prepare_engine()
    application = QApplication.instance() or QApplication(["copydesk"])
    code = 0
    theme = DARK if options.dark else LIGHT
    painter = FrontCardPainter(theme, _SCALE) if has_front else None
    for name in options.posts:
        try:
            for target in _draw(Path(name), output, theme, options.only, painter):
                sys.stdout.write(f"{target}\n")
        except EditorError as error:
            line = "" if error.line is None else f"{error.line}:"
            sys.stderr.write(f"{name}:{line} {error.message}\n")
            code = 1
    if painter is not None:
        painter.close()
    del application
    return code


def _draw(
    path: Path, folder: Path, theme: Theme, only: Sequence[str] | None, painter: FrontCardPainter | None
) -> list[Path]:
    """Draw the cards of one post and return their files; raises EditorError."""
    loaded = read_file(path)
    post = parse_post(loaded.data, path.name)
    if post.problem is not None:
        raise ProjectError(post.problem.message, path=path, line=post.problem.line)
    project = open_project(find_root(path))
    article = article_of(post, project.site, path.name)
    relative = path_in_project(path, project)
    now = datetime.now(UTC)
    fate = judge(relative, post, project.site, now, modified=now)
    focus = focus_of(post.front) if post.front is not None else None
    image = _picture(article.lead.src, project, relative) if article.lead else QImage()
    if article.lead is not None and image.isNull() and not is_remote(article.lead.src):
        # No service shows what is not there, or cannot be read.
        article = replace(article, lead=None)
    drawn = []
    values = {key: post.front.get(key) for key in post.front.keys} if post.front is not None else {}
    separator = separator_of(values, project.site.raw)
    lede = lede_of(Filling(SiteMoment(project)), post.front, relative, post.body, separator)
    own, front = painter.paint(project, relative, post) if painter is not None else (QImage(), None)
    facts = card_facts(
        article,
        project.site.baseurl + fate.url,
        project.site,
        focus,
        description=plain_line(values.get("description")),
        automatic=lede.automatic,
        front=front,
    )
    for card in cards(facts):
        if not only or card.kind in only:
            target = folder / f"{path.stem}-{card.kind}.png"
            is_own = card.kind == "front-page" and not own.isNull()
            write_new(target, _encoded(own) if is_own else _png(card, image, focus or (0.5, 0.5), theme))
            drawn.append(target)
    return drawn


def _picture(source: str, project: Project, relative: str) -> QImage:
    found = picture_path(source, project.site, relative)
    if found is None:
        return QImage()
    return read_thumbnail(safe_path(project.root, found), lambda: False, _PICTURE_SIDE)


def _png(card: Card, image: QImage, focus: tuple[float, float], theme: Theme) -> bytes:
    view = CardView(card)
    view.theme = theme
    view.show_picture(image, focus)
    size = view.sizeHint() + QSize(2 * _MARGIN, 2 * _MARGIN)
    drawn = QImage(size * _SCALE, QImage.Format.Format_RGB32)
    drawn.fill(QColor(theme.window))
    painter = QPainter(drawn)
    painter.scale(_SCALE, _SCALE)
    painter.translate(_MARGIN, _MARGIN)
    view.paint(painter)
    painter.end()
    view.deleteLater()
    return _encoded(drawn)


def _encoded(drawn: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    drawn.save(buffer, "PNG")
    return bytes(buffer.data().data())
