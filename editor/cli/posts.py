"""Owns how commands get at posts: by name, by pattern or from standard input, each with its project."""

from __future__ import annotations

import glob
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from editor.cli.console import GOOD, PROBLEMS, complain, complain_of, read_standard_input
from editor.core.errors import EditorError
from editor.core.post.naming import slugify
from editor.core.post.post import Post, parse_post
from editor.storage.files import Loaded, read_file
from editor.storage.liquid.filling import Filling
from editor.storage.liquid.moment import SiteMoment
from editor.storage.project import Project, find_root, open_project

STANDARD_INPUT = "-"
Refused = Callable[[str, EditorError], object]
"""What else to do about a post that cannot be read: its name as the writer gave it, and why."""


@dataclass(frozen=True)
class NamedPost:
    """A post a command works on: ``name`` as the writer gave it; ``loaded`` is None for standard input."""

    name: str
    path: Path
    post: Post
    project: Project
    loaded: Loaded | None


class Desk:
    """The posts of one command; what is wrong with one is said at once and the others still get done."""

    def __init__(self) -> None:
        self._projects: dict[Path, Project] = {}
        self._fillings: dict[Path, Filling] = {}
        self._troubled = False

    @property
    def exit_code(self) -> int:
        """1 when anything was wrong so far, else 0."""
        return PROBLEMS if self._troubled else GOOD

    def posts(self, names: Iterable[str], refused: Refused | None = None) -> Iterator[NamedPost]:
        """Yield each post that can be read as text; its front matter may still have a problem.

        What cannot be read is complained of, and ``refused`` is told in its turn.
        """
        for name in expand(names):
            try:
                yield self._read(name)
            except EditorError as error:
                self.refuse(error, name)
                if refused is not None:
                    refused(name, error)

    def filling(self, project: Project) -> Filling:
        """Return what runs Liquid for a project's posts, the same for all of them."""
        return self._fillings.setdefault(project.root, Filling(SiteMoment(project)))

    def refuse(self, error: EditorError, name: str) -> None:
        """Say what is wrong with a post and remember that something was."""
        complain_of(error, name)
        self._troubled = True

    def warn(self, message: str, name: str, line: int | None = None) -> None:
        """Say that something is wrong with a post and remember it."""
        complain(message, name, line)
        self._troubled = True

    def _read(self, name: str) -> NamedPost:
        if name == STANDARD_INPUT:
            post = parse_post(read_standard_input(), name)
            return NamedPost(name, _path_for(post), post, self._project(Path.cwd()), None)
        path = Path(name)
        loaded = read_file(path)
        return NamedPost(name, path, parse_post(loaded.data, name), self._project(path), loaded)

    def _project(self, path: Path) -> Project:
        root = find_root(path)
        if root not in self._projects:
            project = open_project(root)
            self._projects[root] = project
            if project.site.problem is not None:
                problem = project.site.problem
                self.warn(problem.message, str(root / "_config.yml"), problem.line)
        return self._projects[root]


def _path_for(post: Post) -> Path:
    """A file name for text from standard input, as the site would name it; nothing is there."""
    title = post.front.get("title") if post.front is not None else None
    return Path.cwd() / f"{(slugify(title) if isinstance(title, str) else '') or 'post'}.md"


def expand(names: Iterable[str]) -> Iterator[str]:
    """Yield the names with patterns filled in: the shells of Windows hand ``*.md`` over as it is typed."""
    for name in names:
        path = Path(name)
        if name == STANDARD_INPUT or not any(sign in name for sign in "*?[") or path.exists():
            yield name
            continue
        # A folder that is there is meant by its name, be it called "site [old]".
        folder = glob.escape(str(path.parent)) if path.parent.is_dir() else str(path.parent)
        found = sorted(glob.glob(str(Path(folder, path.name))))  # noqa: PTH207 - it leaves hidden files out, as shells do
        yield from found or (name,)
