"""Owns making the page a post becomes on its site: body, layouts, plugins' tags, and what the page asks for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from editor.core.errors import EditorError
from editor.core.liquid.documents import Document
from editor.core.liquid.faults import LiquidProblem
from editor.core.liquid.memory import Memory
from editor.core.merging import merged
from editor.core.post.post import Post
from editor.core.sitepage.fetched import fetched_by, fetched_by_sheet, local_path, remote_of
from editor.core.sitepage.layouts import Chain, Layout, chain_of, layout_name, line_of_layout
from editor.core.sitepage.marks import marked
from editor.core.sitepage.page import PageProblem, SitePage
from editor.storage.liquid.site import LiquidSite
from editor.storage.pages import path_in_project
from editor.storage.project import safe_path
from editor.storage.sitepage.layouts import LayoutFolders
from editor.storage.sitepage.served import ServedFiles

_HEAD_END = re.compile(r"</head\b|<body\b", re.IGNORECASE)
_BOX = re.compile(r'<span class="cd-problem" role="note">[^<]*</span>')
_PAGES_REMEMBERED = 4
_CONFIG_NAMES = ("_config.yml", "_config.yaml")


class SitePages:
    """Makes pages of one site; one thread at a time. What was read is kept, and read again when it changed.

    >>> pages = SitePages(LiquidSite(SiteMoment(project)))
    >>> pages.page(path, post, render_body(post.body)).html
    """

    def __init__(self, site: LiquidSite) -> None:
        self.project = site.project
        self.site = site
        self._memories: dict[str, tuple[str, Memory]] = {}
        self._layouts = LayoutFolders(self.site)
        self._served = ServedFiles(self.site)
        self.site.engine.styles = self._served.inline

    def page(
        self,
        path: Path,
        post: Post,
        body: str,
        *,
        mark_body: bool = False,
        remember: bool = True,
        cancelled: Callable[[], bool] | None = None,
    ) -> SitePage:
        """Return the page of a post.

        ``path`` is the post's file, saved or not; ``body`` its HTML: Liquid run, markdown rendered. With ``mark_body``
        the layouts get it between the marks of ``core/sitepage/marks.py``. What the layouts write apart from the body
        is kept for the next time, unless ``remember`` is false. Never raises for what a site's files hold: that is a
        problem of the page. It ends soon, with less than all, once ``cancelled`` says so. Raises ProjectError
        when the project's folder has gone.
        """
        stopped = cancelled or (lambda: False)
        relative = self.relative(path)
        document = self.site.page(relative, post, body)
        chain = self._chain(document, relative, post)
        html = marked(body) if mark_body else body
        problems = list(chain.problems)
        files_of_layouts = [layout.path for layout in chain.layouts]
        read = set(files_of_layouts)
        said: dict[str, Any] = {}
        memory = self._memory_of(relative, post) if remember else None
        with self.site.within(stopped, body):
            for layout in chain.layouts:
                said = merged(layout.data, said)
                names = {"content": html, "layout": said}
                done = self.site.render(layout.text, document, names, layout.path, memory)
                html = done.text
                read |= done.read
                problems += [_placed(told, layout) for told in done.problems]
        html = _without_boxes_in_head(html)
        if stopped():
            return SitePage(html, problems=tuple(problems), layouts=tuple(files_of_layouts))
        written_in = [*files_of_layouts, *sorted(read.difference(files_of_layouts))]
        remote, sheets, told = self._asked_for(html, document.facts.url, written_in)
        problems += told
        problems += [PageProblem(sentence, "_data", 1) for sentence in self.site.unreadable]
        files = {*self._files({*read, *self.site.data_read, *_CONFIG_NAMES}), *sheets}
        return SitePage(
            html,
            remote,
            tuple(dict.fromkeys(problems)),
            frozenset(files),
            tuple(files_of_layouts),
            document.facts.url,
        )

    def relative(self, path: Path) -> str:
        """Return a post's path from the project's root."""
        return path_in_project(path, self.project)

    def stylesheet(self, url_path: str) -> bytes | None:
        """Return the CSS at an address of the site, a file or compiled SCSS; None where there is neither."""
        sheet = self._served.sheet(url_path)
        return None if sheet is None else sheet.data

    def file(self, url_path: str) -> Path | None:
        """Return the file at an address of the site, such as a font or a picture; inside the project only."""
        return self._served.file(url_path)

    def forget(self) -> None:
        """Drop what is known of which files the site has, and of its posts; to be called when the index has changed."""
        self.site.forget()
        self._memories.clear()

    # ------------------------------------------------------------------

    def _memory_of(self, relative: str, post: Post) -> Memory:
        """Return what is remembered of a page's layouts: nothing once its front matter is another."""
        front = post.front.text if post.front is not None else ""
        known = self._memories.pop(relative, None)
        memory = known[1] if known is not None and known[0] == front else self.site.new_memory()
        while len(self._memories) >= _PAGES_REMEMBERED:
            del self._memories[next(iter(self._memories))]
        self._memories[relative] = front, memory
        return memory

    def _chain(self, document: Document, relative: str, post: Post) -> Chain:
        name = layout_name(document.data.get("layout"))
        front = post.front
        if front is not None and front.get("layout") is not None:
            asked_by = relative, line_of_layout(front.text)
        else:
            asked_by = _CONFIG_NAMES[0], 1
        return chain_of(name, self._layouts.find, asked_by, self._layouts.missing)

    def _asked_for(
        self, html: str, page_url: str, written_in: Sequence[str]
    ) -> tuple[tuple[str, ...], frozenset[Path], list[PageProblem]]:
        """Return what the page asks of other machines, the files of its style sheets, and what is wrong with these.

        ``written_in`` are the layouts and includes that may hold the addresses.
        """
        fetched = fetched_by(html)
        remote = dict.fromkeys(remote_of(fetched.addresses, self._is_own))
        files: set[Path] = set()
        problems: list[PageProblem] = []
        base = f"{self.project.site.baseurl}{page_url}"
        for address in fetched.sheets:
            local = local_path(address, base, self._is_own)
            sheet = None if local is None else self._served.sheet(local)
            if sheet is None:
                if local is not None:
                    problems.append(self._no_sheet(local, written_in))
                continue
            files |= sheet.read
            problems += sheet.problems
            text = sheet.data.decode("utf-8", "replace")
            remote |= dict.fromkeys(remote_of(fetched_by_sheet(text), self._is_own))
        return tuple(remote), frozenset(files), problems

    def _no_sheet(self, local: str, written_in: Sequence[str]) -> PageProblem:
        """Say that a style sheet is missing, at the first line that names it."""
        sentence = f"There is no style sheet “{local}” in this site."
        name = local.rpartition("/")[2]
        for path in written_in:
            try:
                text = self.site.source(path, "").text
            except LookupError:
                continue
            if name in text:
                return PageProblem(sentence, path, text[: text.index(name)].count("\n") + 1)
        return PageProblem(sentence, written_in[0] if written_in else _CONFIG_NAMES[0], 1)

    def _is_own(self, address: str) -> bool:
        own = self.project.site.url
        return bool(own) and (address == own or address.startswith(f"{own}/"))

    def _files(self, paths: Iterable[str]) -> Iterator[Path]:
        for path in paths:
            try:
                yield safe_path(self.project.root, path)
            except EditorError:
                continue


def _without_boxes_in_head(html: str) -> str:
    """Take labelled boxes out of the head, which they would end."""
    end = _HEAD_END.search(html)
    return _BOX.sub("", html[: end.start()]) + html[end.start() :] if end is not None else html


def _placed(told: LiquidProblem, layout: Layout) -> PageProblem:
    """Say where in the file a problem is: below a layout's front matter, or in an include."""
    within = told.path in ("", layout.path)
    return PageProblem(
        told.message, layout.path if within else told.path, told.line + (layout.first_line - 1) * within
    )
