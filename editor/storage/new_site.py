"""Owns making a folder the site of a newsroom: the folders Jekyll looks for, and a small ``_config.yml``."""

from __future__ import annotations

import contextlib
from pathlib import Path

from editor.core.errors import ProjectError, SaveError
from editor.core.post.frontmatter import FrontMatter
from editor.storage.faults import display_name, save_reason
from editor.storage.files import create_file
from editor.storage.project import is_loose

_FOLDERS = ("_posts", "_drafts", "assets", "assets/images")
_CONFIG = "_config.yml"


def make_site(root: Path) -> tuple[str, ...]:
    """Make the folder ``root`` a site and return what is new in it, by paths below it.

    Nothing that is there is changed or written over, and when it cannot all be made, nothing of it stays. The
    ``_config.yml`` comes last: with it the folder is a site. Raises ProjectError when it is one already, SaveError
    when the disk refuses.
    """
    if not is_loose(root):
        raise ProjectError(f"“{display_name(root)}” is a site already. Open it as it is.", path=root)
    made: list[Path] = []
    try:
        for name in _FOLDERS:
            folder = root / name
            if not folder.is_dir():
                folder.mkdir()
                made.append(folder)
        create_file(root / _CONFIG, _config(root.name).encode("utf-8"))
    except (OSError, SaveError) as error:
        for folder in reversed(made):
            # What somebody has put into it meanwhile stays.
            with contextlib.suppress(OSError):
                folder.rmdir()
        raise SaveError(_sentence(root, error), path=root) from error
    return (*(folder.relative_to(root).as_posix() for folder in made), _CONFIG)


def _config(name: str) -> str:
    """The settings that every site has its own of, the title after the folder."""
    title = " ".join(name.encode("utf-8", "replace").decode().split()) or "My site"
    settings = {"title": title, "description": "", "url": "", "baseurl": "", "permalink": "pretty"}
    return f"# https://jekyllrb.com/docs/configuration/\n{FrontMatter.create(settings).block}"


def _sentence(root: Path, error: OSError | SaveError) -> str:
    if isinstance(error, SaveError):
        return f"“{display_name(root)}” was not made a site. {error.message}"
    reason, advice = save_reason(error)
    return f"“{display_name(root)}” was not made a site because {reason}. {advice} All in it is as it was before."
