"""Owns how the web engine is started: without asking the network for anything by itself."""

from __future__ import annotations

import os

# What the engine would otherwise look up on the network by itself. And no clock of its own for frames: a changed block
# would wait for its next tick, up to a frame and more; Qt paces what reaches the screen. What moves by itself would
# then be drawn as often as the machine can, so the page keeps it still (resources/preview).
_FLAGS = (
    "--disable-background-networking --disable-component-update --disable-domain-reliability --disable-sync "
    "--no-pings --disable-frame-rate-limit --disable-features=MediaRouter,OptimizationHints,Translate"
)


def set_engine_flags() -> None:
    """Tell the engine that is started later how to behave, besides what the user's environment says."""
    own = os.environ.get("QTWEBENGINE_CHROMIUM_FLAGS", "")
    if _FLAGS not in own:
        os.environ["QTWEBENGINE_CHROMIUM_FLAGS"] = f"{own} {_FLAGS}".strip()
