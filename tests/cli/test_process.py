"""The program as a process of its own: streams, signals, and no Qt."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import OTHER, POST

ROOT = Path(__file__).resolve().parents[2]


def start(site: Path, *words: str, **environment: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "editor", *words],
        cwd=site,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def test_output_is_utf8_whatever_the_terminal_says(site: Path) -> None:
    terminal = {"PYTHONIOENCODING": "ascii", "LC_ALL": "C", "PYTHONUTF8": "0"}
    process = start(site, "set", "-", "layout=post", **terminal)
    out, err = process.communicate("---\r\ntitle: Größe — 多\r\n---\r\n".encode())
    assert (process.returncode, err) == (0, b"")
    assert out == "---\r\nlayout: post\r\ntitle: Größe — 多\r\n---\r\n".encode()


@pytest.mark.parametrize(
    "command", [["show"], ["render"], ["set", "author=x", "--dry-run"], ["export", "-o", "-"]]
)
def test_no_command_loads_qt(site: Path, command: list[str]) -> None:
    name, *more = command
    code = (
        "import sys; from editor.__main__ import main; "
        f"code = main([{name!r}, {OTHER!r}, *{more!r}]); "
        "sys.exit(code or any('PySide6' in name for name in sys.modules))"
    )
    process = subprocess.run(
        [sys.executable, "-c", code],
        cwd=site,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
    )
    assert process.returncode == 0, process.stderr


def test_help_loads_neither_markdown_nor_yaml_nor_pillow(site: Path) -> None:
    code = (
        "import sys; from editor.__main__ import main; main(['--help']); "
        "sys.exit(sum(name in sys.modules for name in ('markdown', 'yaml', 'PIL', 'pygments')))"
    )
    process = subprocess.run(
        [sys.executable, "-c", code],
        cwd=site,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
    )
    assert process.returncode == 0


@pytest.mark.skipif(sys.platform == "win32", reason="no pipes of this kind there")
def test_a_reader_that_has_had_enough_ends_the_program_quietly(site: Path) -> None:
    (site / "_posts" / "2026-01-01-long.md").write_text("```\n" + "A line of text.\n" * 20_000 + "```\n")
    process = start(site, "render", *["_posts/2026-01-01-long.md"] * 200)
    assert process.stdout is not None
    process.stdout.read(10)
    process.stdout.close()
    assert process.stderr is not None
    assert process.stderr.read() == b""
    assert process.wait() == 141
    process.stderr.close()
    assert process.stdin is not None
    process.stdin.close()


@pytest.mark.skipif(sys.platform == "win32", reason="no such signal there")
def test_ctrl_c_ends_the_program_quietly(site: Path) -> None:
    # A shell that starts the tests in the background has them, and so what they start, ignore Ctrl+C.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    process = start(site, "show", POST, "-")
    signal.signal(signal.SIGINT, before)
    assert process.stdout is not None
    while b"front matter" not in process.stdout.readline():
        assert process.poll() is None
    process.send_signal(signal.SIGINT)
    _out, err = process.communicate()
    assert (process.returncode, err) == (130, b"")


def test_the_exit_code_reaches_the_shell(site: Path) -> None:
    process = start(site, "show", "nope.md")
    _out, err = process.communicate()
    assert process.returncode == 1
    assert err.startswith(b"nope.md: ")


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux takes any bytes as a name")
@pytest.mark.parametrize(
    "command", [["url", "--json", "POST"], ["find", "--json", "Latin"], ["show", "--json", "POST"]]
)
def test_json_with_a_name_that_is_no_utf_8_can_be_read_and_leads_to_the_file(
    site: Path, command: list[str]
) -> None:
    name = os.fsdecode(b"_posts/2026-03-01-caf\xe9.md")
    (site / name).write_text("---\ntitle: Latin\n---\n", encoding="utf-8")
    process = start(
        site, *(name if word == "POST" else word for word in command), COPYDESK_HOME=str(site / "home")
    )
    out, _ = process.communicate()
    found = json.loads(out.decode("utf-8"))
    (facts,) = found if isinstance(found, list) else [found]
    assert (site / facts.get("path", facts.get("file"))).is_file()
