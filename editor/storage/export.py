"""Owns the export of a post: one HTML file with everything in it, written whole or not at all."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path
from urllib.parse import quote

from editor import __version__
from editor.core.article import Article, article_of, header_html
from editor.core.codeclasses import used_code_classes
from editor.core.errors import ExportError, NotUtf8Error, ProjectError, ReadError
from editor.core.export import PageFacts, article_element, document_html, first_liquid, first_paragraph
from editor.core.htmlrules import place_of
from editor.core.links import absolute_link, is_remote, page_address, picture_path
from editor.core.markdown.renderer import render_body
from editor.core.offline import Note, OfflineHtml, Picture, Rewriting, make_offline
from editor.core.post.post import Post, parse_post
from editor.core.post.visibility import post_url
from editor.core.postlinks import fill_post_urls, post_paths
from editor.core.sourcelines import SourceLines, line_count
from editor.storage.files import read_file
from editor.storage.pages import path_in_project, write_page
from editor.storage.paths import resources_dir
from editor.storage.project import Project, safe_path

_COMMENT = re.compile(r"/\*.*?\*/\s*", re.DOTALL)
GENERATOR = f"Copydesk {__version__}"


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """How to export: pictures as they are on disk, and the bare ``<article>`` for pasting elsewhere."""

    original_images: bool = False
    fragment: bool = False


@dataclass(frozen=True, slots=True)
class ExportResult:
    """The file that was written, what was left out of it and why, and its size in bytes."""

    path: Path
    warnings: tuple[Note, ...]
    size: int


@dataclass(frozen=True, slots=True)
class ExportedPage:
    """The text of an export before it is written, and what was left out of it and why."""

    text: str
    warnings: tuple[Note, ...]


def export_post(
    post: Post, path: Path, target: Path, project: Project, options: ExportOptions = ExportOptions()
) -> ExportResult:
    """Write ``post`` as one self-contained HTML file to ``target``, whole or not at all.

    ``path`` is the post's own file (it need not be saved: the text comes from ``post``). An earlier file at
    ``target`` is replaced, but never a post: raises ExportError for that and for a post that cannot be read,
    SaveError when the file cannot be written.
    """
    page = export_page(post, path, project, options)
    return ExportResult(target, page.warnings, write_page(target, page.text, path))


def export_page(
    post: Post, path: Path, project: Project, options: ExportOptions = ExportOptions()
) -> ExportedPage:
    """Return the exported page of ``post`` as text; reads the project's pictures, writes nothing.

    Raises ExportError when the front matter is broken: the page would have no headline and show its YAML.
    """
    if post.problem is not None:
        raise ExportError(
            f"{post.problem.message} Correct this before exporting.", path=path, line=post.problem.line
        )
    relative = path_in_project(path, project)
    post = replace(post, body=fill_post_urls(post.body, partial(_address_of, project)))
    article = article_of(post, project.site, path.name)
    desk = _Desk(post, relative, project, options)
    header = desk.header(header_html(article, str))
    rendered = render_body(post.body)
    body = desk.body(rendered)
    if options.fragment:
        return ExportedPage(article_element(header.html, body.html, article.lang) + "\n", desk.notes)
    text = document_html(
        resource("export/article.html"),
        article,
        _facts(article, post, relative, project, first_paragraph(rendered)),
        article_element(header.html, body.html),
        _styles(body),
        GENERATOR,
    )
    return ExportedPage(text, desk.notes)


def _address_of(project: Project, name: str) -> str | None:
    """Return where the post that a ``post_url`` tag names will be on the site, from ``/`` on."""
    for relative in post_paths(name):
        try:
            file = safe_path(project.root, relative)
            front = parse_post(read_file(file).data, file).front
        except (ProjectError, ReadError, NotUtf8Error):
            continue
        base = project.site.baseurl.strip("/")
        return (f"/{base}" if base else "") + post_url(project.site, relative, front)
    return None


@cache
def resource(name: str) -> str:
    """Return the text of a resource that came with the program, read once."""
    return read_file(resources_dir() / name).data.decode("utf-8")


class _Desk:
    """The pictures and links of one export; it remembers what it has read and what it has to say."""

    def __init__(self, post: Post, relative: str, project: Project, options: ExportOptions) -> None:
        self._project = project
        self._relative = relative
        self._original = options.original_images
        self._page_url = post_url(project.site, relative, post.front)
        self._read: dict[str, tuple[Picture, str]] = {}
        self._notes: list[Note] = []
        front = post.front
        image = front.field("image") if front is not None else None
        self._lead_line = image.line if image is not None else None
        self._body_lines = SourceLines(post.body, 1 + (line_count(front.text) if front is not None else 0))

    @property
    def notes(self) -> tuple[Note, ...]:
        """What was left out so far, each thing once."""
        return tuple(dict.fromkeys(self._notes))

    def header(self, html: str) -> OfflineHtml:
        """Rewrite the article's header, whose picture is named in the front matter."""
        return self._offline(html, lambda *_spellings: self._lead_line)

    def body(self, html: str) -> OfflineHtml:
        """Rewrite the article's body."""
        liquid = first_liquid(html)
        if liquid:
            line = self._body_lines.line_of(liquid, re.split("[\"'“‘”’]", liquid, maxsplit=1)[0].rstrip())
            self._notes.append(
                Note(line, f"{liquid} stands in the page as it is written: only Jekyll fills it in.")
            )
        return self._offline(html, self._body_lines.line_of)

    def _offline(self, html: str, line_of: Callable[..., int | None]) -> OfflineHtml:
        site, page_url = self._project.site, self._page_url
        made = make_offline(
            html,
            Rewriting(
                picture=partial(self._picture, line_of=line_of),
                link=lambda href: absolute_link(href, site, page_url),
                line_of=line_of,
            ),
        )
        self._notes += made.notes
        return made

    def _picture(self, src: str, line_of: Callable[..., int | None]) -> Picture:
        if src.lower().startswith("data:image/"):
            return Picture(url=src)
        if is_remote(src) and picture_path(src, self._project.site, self._relative) is None:
            return Picture(
                fault=f"The picture on {place_of(src)} was left out: an exported page loads nothing."
            )
        if src not in self._read:
            self._read[src] = self._load(src)
        picture, note = self._read[src]
        if note:
            self._notes.append(Note(line_of(src), note))
        return picture

    def _load(self, src: str) -> tuple[Picture, str]:
        """Read one picture of the project; the note is for the writer only."""
        relative = picture_path(src, self._project.site, self._relative)
        if relative is None:
            reason = (
                "holds Liquid that only Jekyll can fill in" if "{" in src else "is not a file of this project"
            )
            return Picture(fault=f"The picture {src} {reason}, so it was left out."), ""
        # Pillow takes a fifth of an export's start; a post without pictures needs none of it.
        from editor.storage.pictures import SIZE_LIMIT, NoPictureError, page_picture

        try:
            data = read_file(safe_path(self._project.root, relative), limit=SIZE_LIMIT).data
            picture = page_picture(data, original=self._original)
        except NoPictureError as error:
            return Picture(fault=f"The picture {relative} {error}."), ""
        except ProjectError:
            return Picture(
                fault=f"The picture {relative} is not a file of this project, so it was left out."
            ), ""
        except ReadError as error:
            missing = isinstance(error.__cause__, FileNotFoundError)
            return Picture(fault=f"The picture {relative} is missing." if missing else error.message), ""
        note = f"The picture {relative} {picture.note}." if picture.note else ""
        return Picture(url=picture.data_uri()), note


def _facts(article: Article, post: Post, relative: str, project: Project, first: str) -> PageFacts:
    site = project.site
    image_url = ""
    if article.lead is not None:
        path = picture_path(article.lead.src, site, relative)
        if path is not None and site.url:
            image_url = page_address(site, quote(path))
        elif path is None and is_remote(article.lead.src):
            image_url = article.lead.src
    return PageFacts(
        site_name=site.title,
        url=page_address(site, url) if (url := post_url(site, relative, post.front)) else "",
        image_url=image_url,
        description=article.excerpt or first,
    )


def _styles(body: OfflineHtml) -> str:
    """The article's style sheet, the colours of its code if it has any, and the writer's own rules."""
    sheets = [_COMMENT.sub("", resource("article/article.css"))]
    used = used_code_classes(body.html)
    if used:
        # Pygments takes a tenth of an export's start; most posts hold no code.
        from editor.core.codecolours import code_css

        sheets.append(code_css(used))
    return "\n".join((*sheets, body.styles))
