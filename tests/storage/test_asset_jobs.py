"""Jobs on assets, planned and carried out on real files, and undone to the byte."""

from __future__ import annotations

import os
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from editor.core.asset_plan import Plan
from editor.core.assets import AssetCatalogue
from editor.core.changes import ChangeSet
from editor.core.errors import EditorError, ProjectError, ReadError
from editor.storage.asset_jobs import plan_move, plan_replacement, plan_trash
from editor.storage.asset_uses import fresh_catalogue
from editor.storage.changes import ChangeJournal
from editor.storage.files import NameTakenError
from editor.storage.project import Project, open_project

POST = "_posts/2026-03-14-ferry.md"
TEXTS = {
    "_config.yml": "baseurl: /paper\r\nlogo: /assets/ferry.png # ours\r\n",
    POST: "---\r\nimage: assets/ferry.png\r\n---\r\n\r\n![](/assets/ferry.png)\r\n\udcff\r\n`/assets/ferry.png`\r\n",
    "_drafts/b.md": "[A](/paper/assets/ferry.png?x)  \nno newline at the end ![B](/assets/other.png)",
    "assets/css/main.css": "a { background: url(../ferry.png) }",
    "_data/team.yml": "- photo: ferry.png\n",
    "_posts/2026-03-15-none.md": "![A](/assets/other.png)",
}


def never() -> bool:
    return False


def picture(kind: str, colour: int = 0) -> bytes:
    file = BytesIO()
    Image.new("RGB", (8, 8), (colour, 0, 0)).save(file, kind)
    return file.getvalue()


@pytest.fixture
def project(tmp_path: Path) -> Project:
    root = tmp_path / "site"
    for name, text in TEXTS.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(text.encode("utf-8", "surrogateescape"))
    (root / "assets/ferry.png").write_bytes(picture("PNG"))
    (root / "assets/other.png").write_bytes(picture("PNG", 9))
    return open_project(root)


@pytest.fixture
def journal(tmp_path: Path) -> ChangeJournal:
    def throw(path: Path, own: Path) -> str:
        path.unlink()
        return ""

    return ChangeJournal(tmp_path / "changes", tmp_path / "trash", throw)


def catalogue(project: Project) -> AssetCatalogue:
    return fresh_catalogue(project, project.root.with_name("indexes"), never)


def state(project: Project) -> dict[str, bytes]:
    root = project.root
    return {str(file.relative_to(root)): file.read_bytes() for file in root.rglob("*") if file.is_file()}


def there_and_back(project: Project, journal: ChangeJournal, changes: ChangeSet) -> dict[str, bytes]:
    """Carry the changes out, undo them, and return what the project held in between."""
    before = state(project)
    applied = journal.apply(project.root, changes)
    between = state(project)
    journal.apply(project.root, applied.undo)
    assert state(project) == before
    return between


def moved(project: Project, new: str) -> Plan:
    return plan_move(project, catalogue(project), "assets/ferry.png", new, "Rename asset")


def test_a_rename_mends_every_reference_and_nothing_else(project: Project, journal: ChangeJournal) -> None:
    plan = moved(project, "assets/tern.png")
    found = there_and_back(project, journal, plan.changes)
    assert found[POST] == (
        b"---\r\nimage: assets/tern.png\r\n---\r\n\r\n![](/assets/tern.png)\r\n\xff\r\n`/assets/ferry.png`\r\n"
    )
    assert found["_config.yml"] == b"baseurl: /paper\r\nlogo: /assets/tern.png # ours\r\n"
    assert found["_drafts/b.md"].startswith(b"[A](/paper/assets/tern.png?x)  \nno newline")
    assert found["assets/css/main.css"] == b"a { background: url(../tern.png) }"
    assert found["_data/team.yml"] == b"- photo: tern.png\n"
    assert "assets/ferry.png" not in found
    assert set(plan.changes.written) == set(TEXTS) - {"_posts/2026-03-15-none.md"}


def test_the_changes_are_listed_before_they_happen(project: Project) -> None:
    plan = moved(project, "media/ferry.png")
    told = {each.file: [(mend.line, mend.after) for mend in each.mends] for each in plan.mends}
    assert told[POST] == [(2, "image: media/ferry.png"), (5, "![](/media/ferry.png)")]
    assert [(use.file, use.line) for use in plan.left] == [("_data/team.yml", 1)]


def test_a_name_that_may_mean_two_files_is_left_and_told(project: Project) -> None:
    (project.root / "old").mkdir()
    (project.root / "old/ferry.png").write_bytes(b"x")
    assert [use.file for use in moved(project, "assets/tern.png").left] == ["_data/team.yml"]


def test_other_case_is_another_name(project: Project, journal: ChangeJournal) -> None:
    assert "assets/Ferry.png" in there_and_back(project, journal, moved(project, "assets/Ferry.png").changes)


@pytest.mark.parametrize(
    ("new", "error", "says"),
    [
        ("assets/other.png", NameTakenError, "exists already"),
        ("../out.png", ProjectError, "out of|outside|cannot be"),
        ("assets/a:b.png", ProjectError, "cannot be the name"),
        ("assets/con.png", ProjectError, "cannot be the name"),
        ("assets/trailing. ", ProjectError, "cannot be the name"),
    ],
)
def test_names_that_cannot_be(project: Project, new: str, error: type[EditorError], says: str) -> None:
    with pytest.raises(error, match=says):
        moved(project, new)


def test_a_file_that_went_away_is_a_sentence(project: Project) -> None:
    known = catalogue(project)
    (project.root / "assets/ferry.png").unlink()
    with pytest.raises(ReadError, match="no longer there"):
        plan_move(project, known, "assets/ferry.png", "assets/new.png", "Rename asset")


def test_a_replacement_keeps_the_name(project: Project, journal: ChangeJournal, tmp_path: Path) -> None:
    source = tmp_path / "IMG_1.PNG"
    source.write_bytes(picture("PNG", 200))
    plan = plan_replacement(project, catalogue(project), "assets/ferry.png", source, "Replace asset")
    found = there_and_back(project, journal, plan.changes)
    assert found["assets/ferry.png"] == source.read_bytes()
    assert plan.mends == ()


def test_a_replacement_of_another_kind_takes_its_suffix_along(
    project: Project, journal: ChangeJournal, tmp_path: Path
) -> None:
    source = tmp_path / "IMG_1.png"
    source.write_bytes(picture("JPEG", 200))
    plan = plan_replacement(project, catalogue(project), "assets/ferry.png", source, "Replace asset")
    found = there_and_back(project, journal, plan.changes)
    assert found["assets/ferry.jpg"] == source.read_bytes()
    assert b"url(../ferry.jpg)" in found["assets/css/main.css"]
    same = plan_replacement(
        project, catalogue(project), "assets/ferry.png", project.root / "assets/ferry.png", "x"
    )
    assert not same.changes


def test_the_trash_knows_what_will_be_missing_where(project: Project, journal: ChangeJournal) -> None:
    plan = plan_trash(catalogue(project), ["assets/other.png", "assets/none.png"], "Move to trash")
    found = there_and_back(project, journal, plan.changes)
    assert set(state(project)) - set(found) == {"assets/other.png"}
    assert [use.file for use in plan.left] == ["_drafts/b.md", "_posts/2026-03-15-none.md"]


ODD = ("🐟 fish.png", "n" * 246 + ".png", "Fog.png", "fog.png", "q'uote.png", "a&b.png", "(1) [2].png")


@pytest.mark.skipif(os.name == "nt", reason="names that differ in case, and links, are another matter there")
@pytest.mark.parametrize("new", ["assets/neu.png", "media/ä 🐟 (1).png", "assets/" + "m" * 246 + ".png"])
def test_odd_names_and_links_are_followed_like_others(
    project: Project, journal: ChangeJournal, tmp_path: Path, new: str
) -> None:
    root = project.root
    for name in ODD:
        (root / "assets" / name).write_bytes(name.encode())
    (root / "assets" / "link.png").symlink_to("other.png")
    names = (*ODD, "link.png")
    (root / "_posts/2026-03-16-odd.md").write_text("\n".join(f"![A](</assets/{name}>)" for name in names))
    before, known = state(project), catalogue(project)
    for name in names:
        plan = plan_move(project, known, f"assets/{name}", new, "Rename asset")
        applied = journal.apply(root, plan.changes)
        found = catalogue(project).find(new)
        assert found is not None
        assert [use.file for use in found.uses] == ["_posts/2026-03-16-odd.md"]
        journal.apply(root, applied.undo)
        assert state(project) == before
        assert (root / "assets" / "link.png").is_symlink()
