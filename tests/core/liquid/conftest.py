"""An engine over a site that is a dictionary of includes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

import pytest

from editor.core.liquid.engine import LiquidEngine, Rendered
from editor.core.liquid.loading import Source
from editor.core.site import parse_config

PAGE = {"title": "Ferry returns", "tags": ["harbour", "ferry"], "number": 3}


class Includes:
    """The includes of a site; every post and file has an address."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self.texts = texts

    def include(self, name: str) -> Source:
        if name not in self.texts:
            raise LookupError(f"There is no “{name}” in _includes")
        return Source(self.texts[name], f"_includes/{name}")

    def include_beside(self, _page: Mapping[str, Any], name: str) -> Source:
        return self.include(name)

    def post_url(self, name: str) -> str:
        return f"/news/{name}"

    def file_url(self, path: str) -> str:
        return f"/{path}"


def rendering(text: str, includes: Mapping[str, str] | None = None, **more: Any) -> Rendered:
    """Render a text for ``PAGE`` on a small site."""
    site = parse_config("url: https://harbour.example\nbaseurl: /paper\n" + more.pop("config", ""))
    names = {"site": dict(site.raw)}
    plugins = more.pop("plugins", {})
    engine = LiquidEngine(
        Includes(includes or {}), site, names, datetime(2026, 11, 24, tzinfo=UTC), plugins=plugins
    )
    return engine.render(text, PAGE, **more)


@pytest.fixture
def run() -> Callable[..., Rendered]:
    return rendering
