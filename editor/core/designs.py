"""Owns the designs an exported article comes in, and the mark on a page that is not for everybody yet."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from editor.core.catalog import PostStatus
from editor.core.post.visibility import Visibility, day_words

FRAGMENT, SITE = "fragment", "site"
"""What ``--template`` also takes: the bare article, and the page as the site's own layouts make it."""


@dataclass(frozen=True, slots=True)
class Design:
    """A built-in look of the article: the style sheet it adds to the article's own, and what it fixes.

    ``theme`` is the ``data-theme`` of the page, ``""`` to follow the reader's system; ``has_masthead`` puts the
    site's name above the article.
    """

    name: str
    sheet: str
    theme: str = ""
    has_masthead: bool = False

    @property
    def scheme(self) -> str:
        """What ``<meta name="color-scheme">`` says."""
        return self.theme or "light dark"


DESIGNS: dict[str, Design] = {
    design.name: design
    for design in (
        Design("plain", "export/plain.css"),
        Design("newspaper", "export/newspaper.css", theme="light", has_masthead=True),
        Design("dark", "export/dark.css", theme="dark"),
    )
}
USUAL_DESIGN = "plain"


def publication_mark(fate: Visibility) -> str:
    """Return what is printed on a page made from a post that is not on the site, ``""`` for one that is.

    A draft, a post with a date to come (its embargo, to the minute where the post has a time other than
    midnight) and one that is withheld.
    """
    match fate.status:
        case PostStatus.DRAFT:
            return "Draft – not for publication"
        case PostStatus.SCHEDULED if fate.moment is not None:
            moment = fate.moment
            clock = f", {moment:%H:%M}" if (moment.hour, moment.minute) != (0, 0) else ""
            zone = f" {moment.tzname()}" if clock and moment.tzname() else ""
            return f"Embargoed until {day_words(moment.date())}{clock}{zone}"
        case PostStatus.HIDDEN if not fate.shown:
            return "Not published"
        case _:
            return ""


def mark_html(mark: str, style: str = "") -> str:
    """Return the line that carries a mark, ``""`` for none; without ``style`` it has that of ``export/marks.css``."""
    # The word alone is what paper shows across each page: a long line would not fit.
    word = escape(mark.split(" ", 1)[0].rstrip(","))
    if not mark:
        return ""
    if not style:
        return f'<p class="publication-mark" data-word="{word}">{escape(mark)}</p>\n'
    # In a site's own layout it stands outside of what these call main, and is a part of the page by itself.
    return f'<aside class="publication-mark" data-word="{word}" style="{style}">{escape(mark)}</aside>\n'


def masthead_html(design: Design, site_name: str) -> str:
    """Return the site's name as the head of a page, where the design has one."""
    if not design.has_masthead or not site_name:
        return ""
    return f'<header class="masthead"><p>{escape(site_name)}</p></header>\n'


PAGE, PDF, BUNDLE = "page", "pdf", "bundle"
"""What a post becomes besides a ``FRAGMENT``: a page of HTML, the same printed, or the post with its files."""


@dataclass(frozen=True, slots=True)
class ExportWish:
    """What a writer wants made of posts: ``kind`` is one of the above, the rest as in ``ExportOptions``."""

    kind: str = PAGE
    template: str = USUAL_DESIGN
    original_images: bool = False
    remote: bool = False

    @property
    def suffix(self) -> str:
        """How the names of such files end."""
        return {PDF: ".pdf", BUNDLE: ".zip"}.get(self.kind, ".html")
