"""Asking Jekyll itself what it writes for a site, and comparing that with what is said here."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from editor.core.errors import NotUtf8Error
from editor.core.post.permalink import as_link
from editor.core.post.post import parse_post
from editor.core.post.visibility import Visibility, judge
from editor.core.site import parse_config

HAS_JEKYLL = shutil.which("ruby") is not None and shutil.which("jekyll") is not None
_READER = Path(__file__).with_name("jekyll_sites.rb")


@dataclass
class Verdict:
    """How the files of one site compare: ``stopped`` is Jekyll's error, ``apart`` a line for each disagreement."""

    site: str
    files: int = 0
    stopped: str = ""
    apart: list[str] = field(default_factory=list)
    stops: list[str] = field(default_factory=list)

    @property
    def share(self) -> float:
        """The share of files on which both agree, in percent."""
        return 100 * (1 - len(self.apart) / self.files) if self.files else 100.0


def verdicts(sites: Sequence[tuple[Path, Mapping[str, Any] | None]]) -> list[Verdict]:
    """Let Jekyll read the sites, all in one process, and compare; a mapping stands in for a ``_config.yml``."""
    jobs = [{"site": str(root), "config": config} for root, config in sites]
    ran = subprocess.run(
        ["ruby", str(_READER)],
        input=json.dumps(jobs),
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "TZ": "UTC"},
    )
    return [compare(root, told) for (root, _), told in zip(sites, json.loads(ran.stdout), strict=True)]


def compare(root: Path, told: Mapping[str, Any]) -> Verdict:
    """Compare what Jekyll ``told`` of a site with the judgement on each of its files."""
    config = root / "_config.yml"
    site = parse_config(config.read_text(encoding="utf-8") if config.exists() else "")
    written = {page["path"]: page for page in told.get("written", ())}
    verdict = Verdict(root.name, stopped=told.get("error", ""))
    for file in sorted(root.rglob("*")):
        path = file.relative_to(root).as_posix()
        if not file.is_file() or path.startswith(("_layouts/", "_includes/", "_data/", "_config.yml")):
            continue
        try:
            post = parse_post(file.read_bytes())
        except NotUtf8Error:
            continue
        modified = datetime.fromtimestamp(file.stat().st_mtime, UTC)
        found = judge(path, post, site, datetime.now(UTC), modified=modified)
        verdict.files += 1
        if found.stops:
            verdict.stops.append(path)
        difference = "" if verdict.stopped else _difference(found, written.get(path))
        if difference:
            verdict.apart.append(f"{path}: {difference}")
    return verdict


def _difference(found: Visibility, page: Mapping[str, str] | None) -> str:
    if page is None:
        return f"Jekyll writes nothing, here it is {found.url}" if found.shown else ""
    if not found.shown:
        return f"Jekyll writes {page['url']}, here: {found.why}"
    if not found.url and found.moment is None:
        return ""  # dated by the build
    if found.url != as_link(page["url"]):
        return f"Jekyll writes {page['url']}, here it is {found.url}"
    if "date" in page and found.moment is not None:
        day = found.moment.replace(tzinfo=None).isoformat(" ", "seconds")
        if day != page["date"]:
            return f"Jekyll dates it {page['date']}, here {day}"
    return ""
