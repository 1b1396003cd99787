"""Commands about a whole site, where there is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run


@pytest.mark.parametrize("command", [("find", "ferry"), ("assets",)])
def test_a_folder_that_is_no_site_is_not_read_through(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    home = tmp_path / "no site"
    home.mkdir()
    (home / "ferry.md").write_text("ferry", encoding="utf-8")
    monkeypatch.chdir(home)
    why = "This is the folder of no site: neither _config.yml nor _posts is there. Name one with --project."
    for options, name in (((), home), (("--project", str(home)), home)):
        said = run(*command, *options)
        assert (said.code, said.out, said.err) == (1, "", f"{name}: {why}\n")
    said = run(*command, "--project", "nowhere")
    assert (said.code, said.err) == (1, "nowhere: There is no folder “nowhere”. Name the folder of a site.\n")
