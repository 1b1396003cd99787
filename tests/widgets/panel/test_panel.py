"""The project panel, whose other panes are built when they are first wanted."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from editor.widgets.panel.panel import ProjectPanel


def _says(pane: QWidget) -> str:
    return " ".join(label.text() for label in pane.findChildren(QLabel) if not label.isHidden())


def test_a_pane_built_late_knows_whether_a_project_is_open(qtbot: QtBot) -> None:
    without, with_one = ProjectPanel(), ProjectPanel()
    for panel in (without, with_one):
        qtbot.addWidget(panel)
    with_one.show_site("The Test Tribune")
    assert not without.assets.import_button.isEnabled()
    assert with_one.assets.import_button.isEnabled()
    assert _says(without.assets) != _says(with_one.assets)


def test_assets_built_late_are_listed_as_they_were_last_time(qtbot: QtBot) -> None:
    panel = ProjectPanel()
    qtbot.addWidget(panel)
    panel.show_assets(grid=False)
    assert not panel.assets_as_grid
    assert not panel.assets.list.is_grid
    panel.assets.show_grid(grid=True)
    assert panel.assets_as_grid


def test_tab_goes_from_the_posts_to_panes_built_late_before_it_leaves_the_panel(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    panel, after = ProjectPanel(window), QLineEdit(window)
    attention, assets = panel.attention, panel.assets
    widget, stops = panel.posts.table.nextInFocusChain(), []
    while widget is not panel.posts.table:
        stops.append(widget)
        widget = widget.nextInFocusChain()
    assert stops.index(assets.list) < stops.index(attention.list) < stops.index(after)
