"""Every case of ``cases.txt`` says what Debian's Jekyll makes of it."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from editor.core.post.post import parse_post
from editor.storage.liquid.moment import SiteMoment
from editor.storage.liquid.site import LiquidSite
from editor.storage.project import open_project
from tests.storage.liquid.site_of_cases import make_site

_JUDGE = Path(__file__).parent / "judge.rb"
_NOW = "2026-11-24"
_SPAN = re.compile(r"</?span[^>]*>")


def _has_jekyll() -> bool:
    if shutil.which("ruby") is None:
        return False
    return subprocess.run(["ruby", "-e", "require 'jekyll'"], capture_output=True).returncode == 0


def _as_judged(text: str) -> str:
    """Colours of code are another program's; blank lines at the head belong to the front matter's fence."""
    return _SPAN.sub("", text).strip()


@pytest.mark.skipif(not _has_jekyll(), reason="Jekyll is the judge, and is not installed")
def test_says_what_jekyll_says(tmp_path: Path) -> None:
    make_site(tmp_path)
    told = subprocess.run(
        ["ruby", str(_JUDGE), str(tmp_path), _NOW],
        capture_output=True,
        check=True,
        env=os.environ | {"TZ": "UTC", "LANG": "C.UTF-8"},
    )
    judged = json.loads(told.stdout)
    assert len(judged) > 100
    site = LiquidSite(SiteMoment(open_project(tmp_path), datetime(2026, 11, 24, tzinfo=UTC)))
    wrong = {}
    for relative, expected in judged.items():
        file = tmp_path / relative
        if not file.is_file():
            continue  # an excerpt, which is rendered on its own
        rendered = site.render_post(parse_post(file.read_bytes()), relative)
        if "error" in expected:
            if not rendered.problems:
                wrong[relative] = (rendered.text, expected["error"])
        elif _as_judged(rendered.text) != _as_judged(expected["text"]):
            wrong[relative] = (rendered.text, expected["text"])
    assert wrong == {}
