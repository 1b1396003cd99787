"""A post and its pictures in one zip."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from editor.core.errors import ExportError
from editor.core.post.post import parse_post
from editor.storage.bundle import Bundle, bundle_post
from editor.storage.project import open_project

NAME = "2026-03-14-ferry.md"


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    root = tmp_path / "site"
    for folder in ("_posts", "assets/old"):
        (root / folder).mkdir(parents=True)
    (root / "_config.yml").write_text("url: https://l.example\nbaseurl: /base\n")
    (root / "assets" / "lead.png").write_bytes(b"lead")
    (root / "assets" / "old" / "Lead.png").write_bytes(b"old")
    (root / "assets" / "plan.pdf").write_bytes(b"plan")
    (root.parent / "secret.png").write_bytes(b"secret")
    return root


def bundled(desk: Path, text: str) -> tuple[Bundle, dict[str, bytes]]:
    bundle = bundle_post(parse_post(text.encode()), desk / "_posts" / NAME, open_project(desk))
    with ZipFile(BytesIO(bundle.data)) as archive:
        assert archive.testzip() is None
        return bundle, {name: archive.read(name) for name in archive.namelist()}


def test_the_post_and_what_it_shows_are_in_it_and_lead_to_each_other(desk: Path) -> None:
    text = (
        "---\r\nimage: assets/lead.png\r\n---\r\n![a](/assets/lead.png) ![b](/assets/old/Lead.png)\r\n"
        "![c](https://l.example/base/assets/lead.png) [plan](/assets/plan.pdf)\r\n"
    )
    bundle, files = bundled(desk, text)
    assert bundle.warnings == ()
    assert files == {
        NAME: text.replace("assets/lead.png\r", "images/lead.png\r")
        .replace("/assets/lead.png) ![b](/assets/old/Lead.png", "images/lead.png) ![b](images/Lead-2.png")
        .replace("https://l.example/base/assets/lead.png", "images/lead.png")
        .replace("/assets/plan.pdf", "files/plan.pdf")
        .encode(),
        "images/lead.png": b"lead",
        "images/Lead-2.png": b"old",
        "files/plan.pdf": b"plan",
    }


def test_what_is_missing_or_outside_is_said_and_left_as_it_is(desk: Path) -> None:
    text = "![a](/gone.png)\n![b](/../secret.png)\n![c](https://e.example/far.png)\n"
    bundle, files = bundled(desk, text)
    assert files == {NAME: text.encode()}
    assert [(note.line, note.message.split(" ")[0]) for note in bundle.warnings] == [
        (1, "/gone.png"),
        (2, "/../secret.png"),
    ]


def test_a_link_out_of_the_project_is_not_followed(desk: Path) -> None:
    (desk / "assets" / "out.png").symlink_to(desk.parent / "secret.png")
    bundle, files = bundled(desk, "![a](/assets/out.png)\n")
    assert list(files) == [NAME]
    assert len(bundle.warnings) == 1


def test_a_file_that_cannot_be_read_is_a_sentence(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("editor.storage.bundle.SIZE_LIMIT", 3)
    with pytest.raises(ExportError, match="So no bundle was made"):
        bundled(desk, "![a](/assets/lead.png)\n")
