"""Owns which site a command that looks through all of one is about."""

from __future__ import annotations

from pathlib import Path

from editor.core.errors import ProjectError
from editor.storage.project import Project, open_project


def site_at(name: str) -> Project:
    """Return the site that the folder ``name`` is in; ProjectError where there is no folder or no site.

    A folder that is none would be read through to its last file, be it a whole home.
    """
    folder = Path(name).expanduser()
    if not folder.is_dir():
        raise ProjectError(f"There is no folder “{name}”. Name the folder of a site.", path=name)
    project = open_project(folder)
    if not project.is_site:
        sentence = (
            "This is the folder of no site: neither _config.yml nor _posts is there. Name one with --project."
        )
        raise ProjectError(sentence, path=folder.absolute() if name == "." else name)
    return project
