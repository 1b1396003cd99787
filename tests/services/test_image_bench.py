"""The bench behind its window: what a cancelled saving leaves."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from editor.core.images.credits import Credits
from editor.core.images.recipe import Recipe
from editor.services.image_bench import STAGES, ImageBench, Order, Weight
from editor.storage.images.encoding import Encoding
from editor.storage.images.originals import Originals


@pytest.mark.parametrize("cancelled", [False, True])
def test_a_saving_says_how_far_it_is_and_writes_nothing_once_cancelled(
    tmp_path: Path, qtbot: QtBot, cancelled: bool
) -> None:
    path = tmp_path / "wall.png"
    Image.new("RGB", (60, 40), "green").save(path)
    before = path.read_bytes()
    bench = ImageBench(Originals(tmp_path / "originals"))
    stages: list[int] = []

    def note(done: int) -> None:  # called in the thread that saves
        stages.append(done)
        if cancelled and done == STAGES - 1:
            bench.clear()

    bench.progressed.connect(note, Qt.ConnectionType.DirectConnection)
    with qtbot.waitSignal(bench.opened):
        bench.open(path)
    bench.save(Order(Recipe(turns=1), Encoding("PNG"), Credits(), path))
    bench.drain()
    assert stages == [0, 1, 2, 3]
    assert (path.read_bytes() == before) is cancelled


def test_the_last_weight_is_that_of_the_file_that_is_saved(tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "wall.png"
    Image.effect_noise((300, 200), 60).convert("RGB").resize((600, 400)).save(path)
    bench = ImageBench(Originals(tmp_path / "originals"))
    weights: list[Weight] = []
    bench.weighed.connect(weights.append)
    with qtbot.waitSignal(bench.opened):
        bench.open(path)
    bench.weigh(Recipe(turns=1), Encoding("PNG"))
    qtbot.waitUntil(lambda: len(weights) == 2)
    with qtbot.waitSignal(bench.saved):
        bench.save(Order(Recipe(turns=1), Encoding("PNG"), Credits(), path))
    bench.drain()
    assert [weight.exact for weight in weights] == [False, True]
    assert weights[1].bytes == path.stat().st_size
