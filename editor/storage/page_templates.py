"""Owns the page templates of a site: Jinja files in ``_copydesk/templates`` that its exports are laid out in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from editor.core.article import Article
from editor.core.designs import mark_html
from editor.core.errors import EditorError, TemplateError
from editor.core.export import PageFacts
from editor.core.offline import Note
from editor.core.post.dates import PostDate
from editor.core.post.reading import Value
from editor.core.site import SiteConfig
from editor.core.wholepage import stand_alone
from editor.storage.files import read_file
from editor.storage.page_assets import PageAssets
from editor.storage.project import Project, safe_path

FOLDER = "_copydesk/templates"
"""From the site's root; Jekyll leaves folders with an underscore alone."""
_SUFFIX = ".html"
# A part of templates, not a page: it begins with an underscore, as Jekyll's own folders do.
_PART = ("_", ".")

MARK_STYLE = "margin: 1em; padding: 0.5em; border: 2px solid; text-align: center; font-weight: bold"


@dataclass(frozen=True, slots=True)
class ArticlePieces:
    """What a template is given of an article: its HTML, where its lead image is, its styles and its head lines."""

    article: Article
    facts: PageFacts
    header: str
    body: str
    lead_url: str
    styles: str
    metadata: str
    mark: str
    generator: str
    front: Mapping[str, Value]


def page_template_names(project: Project) -> tuple[str, ...]:
    """Return the names (without suffix) of the site's own templates, sorted; none where there is no folder."""
    try:
        folder = safe_path(project.root, FOLDER)
        names = [path.name for path in folder.iterdir() if path.is_file()]
    except (OSError, EditorError):
        return ()
    return tuple(
        sorted(
            name.removesuffix(_SUFFIX)
            for name in names
            if name.endswith(_SUFFIX) and not name.startswith(_PART)
        )
    )


def templated_page(
    project: Project, name: str, pieces: ArticlePieces, page_url: str, *, remote: bool
) -> tuple[str, tuple[Note, ...]]:
    """Return the page that the site's template ``name`` makes, everything in it, and what was left out.

    Raises TemplateError with the template's file and line for a fault in it.
    """
    # Jinja takes a tenth of an export's start; the built-in designs need none of it.
    from editor.core.pagetemplate import render_template, safe_html

    def source(wanted: str) -> str | None:
        try:
            return read_file(safe_path(project.root, f"{FOLDER}/{wanted}")).data.decode("utf-8-sig")
        except (EditorError, UnicodeDecodeError):
            return None

    values: dict[str, object] = {
        "article": pieces.article,
        "body": safe_html(pieces.body),
        "generator": pieces.generator,
        "header": safe_html(pieces.header),
        "lead_url": pieces.lead_url,
        "mark": pieces.mark,
        "mark_line": safe_html(mark_html(pieces.mark)),
        "metadata": safe_html(pieces.metadata),
        "page": {key: _plain(value) for key, value in pieces.front.items()},
        "site": _site(project.site),
        "styles": safe_html(pieces.styles.replace("</", "<\\/")),
        "url": pieces.facts.url,
    }
    try:
        html = render_template(f"{name}{_SUFFIX}", source, values)
    except TemplateError as error:
        path = project.root / FOLDER / str(error.path)
        raise TemplateError(error.message, path=path, line=error.line) from error
    assets = PageAssets(project, FOLDER, page_url, remote=remote)
    # A draft stays marked in whatever layout: where the template prints no mark, the page begins with it.
    mark = "" if pieces.mark in html else mark_html(pieces.mark, MARK_STYLE)
    page = stand_alone(html, assets.questions(), mark=mark)
    return page.html, tuple(dict.fromkeys((*assets.notes, *page.notes)))


def _site(site: SiteConfig) -> dict[str, object]:
    told = {str(key): value for key, value in site.raw.items()}
    return told | {
        "title": site.title,
        "description": site.description,
        "url": site.url,
        "baseurl": site.baseurl,
    }


def _plain(value: Value) -> object:
    if isinstance(value, PostDate):
        return value.text
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return value
