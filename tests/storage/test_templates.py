"""The templates of a site."""

from __future__ import annotations

from pathlib import Path

import pytest

from editor.core.errors import EditorError
from editor.storage.project import open_project
from editor.storage.templates import read_template, template_names


def test_only_posts_of_the_folder_are_templates(site: Path) -> None:
    folder = site / "_templates"
    folder.mkdir()
    for name in ("b.md", "a.markdown", "notes.txt", ".hidden.md"):
        (folder / name).write_text("---\ntitle: x\n---\ntext", encoding="utf-8")
    (folder / "deep.md").mkdir()
    project = open_project(site)
    assert template_names(project) == ("a.markdown", "b.md")
    assert read_template(project, "b.md").body == "text"


def test_a_site_without_any_has_none_and_a_folder_elsewhere_is_not_read(site: Path, tmp_path: Path) -> None:
    project = open_project(site)
    assert template_names(project) == ()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "x.md").touch()
    (site / "_templates").symlink_to(tmp_path / "elsewhere")
    assert template_names(project) == ()
    with pytest.raises(EditorError):
        read_template(project, "../../secret.md")
