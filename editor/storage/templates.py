"""Owns the templates of a site: posts in its folder ``_templates`` that new ones are begun from."""

from __future__ import annotations

from editor.core.errors import EditorError
from editor.core.post.naming import POST_SUFFIXES
from editor.core.post.post import Post, parse_post
from editor.storage.files import read_file
from editor.storage.project import Project, safe_path

FOLDER = "_templates"


def template_names(project: Project) -> tuple[str, ...]:
    """Return the file names of the templates, sorted; none where there is no such folder."""
    try:
        folder = safe_path(project.root, FOLDER)
        names = [path.name for path in folder.iterdir() if path.is_file()]
    except (OSError, EditorError):
        return ()
    return tuple(sorted(name for name in names if name.lower().endswith(POST_SUFFIXES) and name[0] != "."))


def read_template(project: Project, name: str) -> Post:
    """Return a template as a post; raises ReadError or ProjectError."""
    path = safe_path(project.root, f"{FOLDER}/{name}")
    return parse_post(read_file(path).data, path)
