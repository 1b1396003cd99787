"""A fault of our own reader costs a label on one block, never the page."""

from __future__ import annotations

import pytest

from editor.core.markdown import drafting
from editor.core.markdown.renderer import render_body


def test_a_block_our_reader_stumbles_over_is_read_by_another(monkeypatch: pytest.MonkeyPatch) -> None:
    real = drafting.BlockReader.run

    def run(self: drafting.BlockReader) -> None:
        if "stumble" in self.text:
            raise IndexError
        real(self)

    monkeypatch.setattr(drafting.BlockReader, "run", run)
    html = render_body("Before.\n\nA *stumble* here.\n\nBehind.\n")
    assert "<p>Before.</p>" in html
    assert "could not be read as Jekyll does" in html
    assert "<em>stumble</em>" in html
    assert "<p>Behind.</p>" in html
