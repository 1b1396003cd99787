"""Documents as the desk makes them, and the threads of a test ended with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QPlainTextDocumentLayout

from editor.services.document import Document
from editor.services.site_index import SiteIndex
from editor.services.tasks import TaskRunner


def prepare(document: QTextDocument) -> None:
    """Give a document the kind of layout the editor uses."""
    document.setDocumentLayout(QPlainTextDocumentLayout(document))


@pytest.fixture
def open_document(qapp: object, tmp_path: Path) -> Callable[..., Document]:
    """A function that writes bytes to a file and opens it."""
    kept: list[Document] = []

    def open_bytes(data: bytes | str, name: str = "2026-03-14-wall.md") -> Document:
        path = tmp_path / name
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        document = Document(prepare)
        document.key = f"key {len(kept)}"
        document.load(path)
        kept.append(document)
        return document

    return open_bytes


@pytest.fixture
def tasks(qapp: object) -> Iterator[TaskRunner]:
    """A runner whose threads have ended when the test has."""
    runner = TaskRunner()
    yield runner
    runner.drain()


@pytest.fixture
def index(qapp: object, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SiteIndex]:
    """An index of sites in a cache folder of its own, its thread ended when the test has."""
    index = SiteIndex(tmp_path_factory.mktemp("cache"))
    yield index
    index.drain()
