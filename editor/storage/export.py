"""Owns the export of a post: one HTML file with everything in it, written whole or not at all."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from urllib.parse import quote

from editor import __version__
from editor.core.article import Article, article_of, header_html
from editor.core.codeclasses import used_code_classes
from editor.core.designs import DESIGNS, FRAGMENT, SITE, USUAL_DESIGN, Design, publication_mark
from editor.core.errors import ExportError, TemplateError
from editor.core.export import PageFacts, article_element, document_html, first_paragraph, metadata_html
from editor.core.links import is_remote, page_address, picture_path
from editor.core.markdown.renderer import render_filled
from editor.core.offline import Note, OfflineHtml
from editor.core.post.post import Post
from editor.core.post.visibility import judge, post_url
from editor.storage.clock import site_now
from editor.storage.files import read_file
from editor.storage.liquid.filling import Filling
from editor.storage.liquid.moment import SiteMoment
from editor.storage.page_parts import PageParts, PictureRules
from editor.storage.page_templates import ArticlePieces, page_template_names, templated_page
from editor.storage.pages import path_in_project, write_page
from editor.storage.paths import resources_dir
from editor.storage.project import Project
from editor.storage.theme import has_layouts

_COMMENT = re.compile(r"/\*.*?\*/\s*", re.DOTALL)
GENERATOR = f"Copydesk {__version__}"


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """How to export: in which template, pictures as they are on disk, and whether remote files may stay remote.

    ``template`` is the name of a design or of a template of the site's own, ``site`` for the site's layouts,
    ``fragment`` for the bare ``<article>`` to paste elsewhere (without a mark of a draft, which would be pasted too).
    """

    template: str = USUAL_DESIGN
    original_images: bool = False
    remote: bool = False


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

    @property
    def data(self) -> bytes:
        """The page as it is on disk."""
        return self.text.encode("utf-8", "surrogatepass")


def export_post(
    post: Post,
    path: Path,
    target: Path,
    project: Project,
    options: ExportOptions = ExportOptions(),
    *,
    sync: bool = True,
    filling: Filling | None = None,
) -> ExportResult:
    """Write ``post`` as one self-contained HTML file to ``target``, whole or not at all.

    ``path`` is the post's own file (it need not be saved: the text comes from ``post``). An earlier file at
    ``target`` is replaced, but never a post: raises ExportError for that and for a post that cannot be read,
    SaveError when the file cannot be written. ``sync`` as in ``write_page``, ``filling`` as in ``export_page``.
    """
    page = export_page(post, path, project, options, filling)
    return ExportResult(target, page.warnings, write_page(target, page.data, path, sync=sync))


def export_page(
    post: Post,
    path: Path,
    project: Project,
    options: ExportOptions = ExportOptions(),
    filling: Filling | None = None,
) -> ExportedPage:
    """Return the exported page of ``post`` as text; reads the project's pictures, writes nothing.

    Liquid is run as Jekyll would; with a ``filling`` that serves several posts, what they share is read once.
    Raises ExportError when the front matter is broken: the page would have no headline and show its YAML.
    """
    if post.problem is not None:
        raise ExportError(
            f"{post.problem.message} Correct this before exporting.", path=path, line=post.problem.line
        )
    relative = path_in_project(path, project)
    filling = filling or Filling(SiteMoment(project))
    filled = filling.fill(post, relative)
    source, post = post, replace(post, body=filled.text)
    article = article_of(post, project.site, path.name)
    parts = PageParts(source, relative, project, PictureRules(options.original_images, options.remote))
    parts.tell(filled.problems)
    mark = mark_of(post, relative, project)
    rendered = render_filled(source.body, post.body, project.site.markdown)
    if options.template == SITE:
        return _in_layouts(source, path, rendered, filling, options, mark, parts)
    header = parts.header(header_html(article, str))
    body = parts.body(rendered)
    if options.template == FRAGMENT:
        return ExportedPage(article_element(header.html, body.html, article.lang) + "\n", parts.notes)
    facts = _facts(article, post, relative, project, first_paragraph(rendered))
    if options.template not in DESIGNS:
        pieces = ArticlePieces(
            article=article,
            facts=facts,
            header=header.html,
            body=body.html,
            lead_url=parts.picture_url(article.lead.src) if article.lead else "",
            styles=_styles(body, DESIGNS[USUAL_DESIGN], marked=bool(mark)),
            metadata=metadata_html(article, facts, GENERATOR),
            mark=mark,
            generator=GENERATOR,
            front={key: post.front.get(key) for key in post.front.keys} if post.front is not None else {},
        )
        text, notes = _own_page(project, options, pieces, post_url(project.site, relative, post.front))
        return ExportedPage(text, (*parts.notes, *notes))
    design = DESIGNS[options.template]
    text = document_html(
        resource("export/article.html"),
        article,
        facts,
        article_element(header.html, body.html),
        _styles(body, design, marked=bool(mark)),
        GENERATOR,
        design,
        mark,
        remote=options.remote,
    )
    return ExportedPage(text, parts.notes)


def _in_layouts(
    post: Post,
    path: Path,
    body: str,
    filling: Filling,
    options: ExportOptions,
    mark: str,
    parts: PageParts,
) -> ExportedPage:
    """Return the page in the site's own layouts."""
    # Imported late, as Liquid is: it costs a fifth of a second.
    from editor.storage.site_export import site_layout_page
    from editor.storage.sitepage.pages import SitePages

    if not has_layouts(filling.project):
        raise ExportError(
            "This folder has no layouts of a site (“_layouts”), so nothing can be exported in them. "
            f"Choose another template, such as “{USUAL_DESIGN}”.",
            path=path,
        )
    text, notes = site_layout_page(
        post,
        path,
        body,
        filling.shared(SitePages),
        mark=mark,
        original=options.original_images,
        remote=options.remote,
        line_of=parts.line_of,
    )
    return ExportedPage(text, (*parts.notes, *notes))


def template_names(project: Project | None) -> tuple[str, ...]:
    """Return what a page can be laid out in: the designs, then the site's own templates."""
    own = page_template_names(project) if project is not None else ()
    return (*DESIGNS, *(name for name in own if name not in (*DESIGNS, FRAGMENT, SITE)))


def mark_of(post: Post, relative: str, project: Project) -> str:
    """Return what a page made of this post now has to say of itself, ``""`` when everybody may read it."""
    now = site_now(project.site)
    return publication_mark(judge(relative, post, project.site, now, modified=now))


def _own_page(
    project: Project, options: ExportOptions, pieces: ArticlePieces, page_url: str
) -> tuple[str, tuple[Note, ...]]:
    names = template_names(project)
    if options.template not in names:
        known = ", ".join((*names, SITE, FRAGMENT))
        raise TemplateError(f"There is no template called “{options.template}”. There are: {known}.")
    return templated_page(project, options.template, pieces, page_url, remote=options.remote)


@cache
def resource(name: str) -> str:
    """Return the text of a resource that came with the program, read once."""
    return read_file(resources_dir() / name).data.decode("utf-8")


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


def _styles(body: OfflineHtml, design: Design, *, marked: bool) -> str:
    """The article's style sheet and its design's, the colours of its code if it has any, the writer's own rules."""
    sheets = [_sheet("article/article.css"), _sheet(design.sheet)]
    if marked:
        sheets.append(_sheet("export/marks.css"))
    used = used_code_classes(body.html)
    if used:
        # Pygments takes a tenth of an export's start; most posts hold no code.
        from editor.core.codecolours import code_css

        sheets.append(code_css(used))
    return "\n".join((*sheets, body.styles))


@cache
def _sheet(name: str) -> str:
    return _COMMENT.sub("", resource(name)).strip()
