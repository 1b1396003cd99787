"""Owns what an exported page takes from its project: its pictures and links, and what is to be said of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

from editor.core.accessible import accessible_attributes
from editor.core.errors import ProjectError, ReadError
from editor.core.htmlrules import place_of
from editor.core.links import absolute_link, is_remote, picture_path
from editor.core.liquid.faults import LiquidProblem
from editor.core.offline import Note, OfflineHtml, Picture, Rewriting, make_offline
from editor.core.post.post import Post
from editor.core.post.visibility import post_url
from editor.core.sourcelines import SourceLines, line_count
from editor.storage.files import read_file
from editor.storage.project import Project, safe_path


@dataclass(frozen=True, slots=True)
class PictureRules:
    """How pictures go into a page: as they are on disk, and whether those of other machines may stay there."""

    original: bool = False
    remote: bool = False


class PageParts:
    """The pictures and links of one export; it remembers what it has read and what it has to say."""

    def __init__(self, post: Post, relative: str, project: Project, how: PictureRules) -> None:
        self._project = project
        self._relative = relative
        self._how = how
        self._page_url = post_url(project.site, relative, post.front)
        self._read: dict[str, tuple[Picture, str]] = {}
        self._notes: list[Note] = []
        front = post.front
        image = front.field("image") if front is not None else None
        self._lead_line = image.line if image is not None else None
        self._first_line = 1 + (line_count(front.text) if front is not None else 0)
        self._body_lines = SourceLines(post.body, self._first_line)

    @property
    def notes(self) -> tuple[Note, ...]:
        """What was left out so far, each thing once."""
        return tuple(dict.fromkeys(self._notes))

    def line_of(self, *spellings: str) -> int | None:
        """Return the line of the post's file that holds a piece of the body, however it is spelled there."""
        return self._body_lines.line_of(*spellings)

    def header(self, html: str) -> OfflineHtml:
        """Rewrite the article's header, whose picture is named in the front matter."""
        return self._offline(html, lambda *_spellings: self._lead_line)

    def body(self, html: str) -> OfflineHtml:
        """Rewrite the article's body."""
        return self._offline(html, self._body_lines.line_of)

    def tell(self, problems: Iterable[LiquidProblem]) -> None:
        """Say what Liquid could not fill in."""
        for problem in problems:
            sentence = f"{problem.message.rstrip('.')}. A box stands in its place."
            if problem.path:
                self._notes.append(Note(None, f"{problem.path}, line {problem.line}: {sentence}"))
            else:
                self._notes.append(Note(self._first_line + problem.line - 1, sentence))

    def picture_url(self, src: str) -> str:
        """Return the address that a picture of the post has in the page, ``""`` for one that is left out."""
        return self._picture(src, lambda *_spellings: None).url

    def _offline(self, html: str, line_of: Callable[..., int | None]) -> OfflineHtml:
        site, page_url = self._project.site, self._page_url
        made = make_offline(
            html,
            Rewriting(
                picture=partial(self._picture, line_of=line_of),
                link=lambda href: absolute_link(href, site, page_url),
                line_of=line_of,
                attributes=accessible_attributes,
            ),
        )
        self._notes += made.notes
        return made

    def _picture(self, src: str, line_of: Callable[..., int | None]) -> Picture:
        if src.lower().startswith("data:image/"):
            return Picture(url=src)
        if is_remote(src) and picture_path(src, self._project.site, self._relative) is None:
            if self._how.remote:
                return Picture(url=src)
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
            return Picture(fault=f"The picture {src} is not a file of this project, so it was left out."), ""
        # Pillow takes a fifth of an export's start; a post without pictures needs none of it.
        from editor.storage.pictures import SIZE_LIMIT, NoPictureError, page_picture

        try:
            data = read_file(safe_path(self._project.root, relative), limit=SIZE_LIMIT).data
            picture = page_picture(data, original=self._how.original)
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
