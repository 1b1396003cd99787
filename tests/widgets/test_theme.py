"""The look, as far as it can be computed: contrast, the palette, and the scheme in force."""

from __future__ import annotations

import re
from dataclasses import fields

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QLineEdit,
    QPushButton,
    QStyle,
    QStyleOptionButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from editor.widgets.stylesheet import style_sheet
from editor.widgets.theme import DARK, LIGHT, Theme, apply_theme, colour_scheme, theme_for
from editor.widgets.tokens import contrast, mix

BOTH = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
FORM = "form"


def background(theme: Theme, name: str) -> str:
    return mix(theme.window, theme.base, 0.55) if name == FORM else str(getattr(theme, name))


@BOTH
@pytest.mark.parametrize("back", ["window", "side", "base", "selection", "chip", "code", FORM])
@pytest.mark.parametrize("text", ["text", "muted", "accent", "link"])
def test_text_reads_on_every_surface(theme: Theme, text: str, back: str) -> None:
    assert contrast(getattr(theme, text), background(theme, back)) >= 4.5


@BOTH
@pytest.mark.parametrize("back", ["window", "side", "base", "selection", FORM])
@pytest.mark.parametrize("text", ["ok", "warn"])
def test_states_read_where_they_stand(theme: Theme, text: str, back: str) -> None:
    assert contrast(getattr(theme, text), background(theme, back)) >= 4.5


@BOTH
@pytest.mark.parametrize(
    ("text", "back"), [("on_accent", "accent"), ("accent", "accent_soft"), ("text", "accent_soft")]
)
def test_buttons_and_chips_read(theme: Theme, text: str, back: str) -> None:
    assert contrast(getattr(theme, text), getattr(theme, back)) >= 4.5


@BOTH
@pytest.mark.parametrize("back", ["window", "side", "base", FORM])
def test_the_focus_ring_is_seen(theme: Theme, back: str) -> None:
    assert contrast(theme.link, background(theme, back)) >= 3


@BOTH
def test_a_box_to_tick_is_seen_under_the_keyboard(theme: Theme, qapp: QApplication, qtbot: QtBot) -> None:
    apply_theme(qapp, theme)
    box = QCheckBox("Words")
    qtbot.addWidget(box)
    box.ensurePolished()
    option = QStyleOptionButton()
    box.initStyleOption(option)
    # As after Tab: Qt draws its outline in another colour then.
    option.state |= QStyle.StateFlag.State_HasFocus | QStyle.StateFlag.State_KeyboardFocusChange
    option.rect = QRect(0, 0, 14, 14)
    image = QImage(14, 14, QImage.Format.Format_RGB32)
    image.fill(QColor(theme.window))
    painter = QPainter(image)
    box.style().drawPrimitive(QStyle.PrimitiveElement.PE_IndicatorCheckBox, option, painter, box)
    painter.end()
    across = [image.pixelColor(x, 7).name() for x in range(3)]
    assert max(contrast(colour, theme.base) for colour in across) >= 3


@BOTH
def test_selected_text_reads(theme: Theme, qapp: QApplication) -> None:
    apply_theme(qapp, theme)
    palette = qapp.palette()
    front, back = (
        palette.color(QPalette.ColorRole.HighlightedText),
        palette.color(QPalette.ColorRole.Highlight),
    )
    assert contrast(front.name(), back.name()) >= 4.5


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000000", "#ffffff", 21.0), ("#ffffff", "#ffffff", 1.0), ("#777777", "#ffffff", 4.48)],
)
def test_contrast_is_the_ratio_of_wcag(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.01)
    assert contrast(other, one) == contrast(one, other)


@pytest.mark.parametrize(("share", "mixed"), [(0.0, "#000000"), (1.0, "#ffffff"), (0.5, "#808080")])
def test_mix(share: float, mixed: str) -> None:
    assert mix("#ffffff", "#000000", share) == mixed


@pytest.mark.parametrize(
    ("preference", "system", "theme"),
    [
        ("system", Qt.ColorScheme.Light, LIGHT),
        ("system", Qt.ColorScheme.Dark, DARK),
        ("system", Qt.ColorScheme.Unknown, LIGHT),
        ("light", Qt.ColorScheme.Dark, LIGHT),
        ("dark", Qt.ColorScheme.Light, DARK),
        ("nonsense", Qt.ColorScheme.Dark, DARK),
    ],
)
def test_the_preference_decides_and_then_the_system(
    preference: str, system: Qt.ColorScheme, theme: Theme
) -> None:
    assert theme_for(preference, system) is theme


def test_native_frames_are_told_what_the_writer_wants() -> None:
    assert colour_scheme("dark") == Qt.ColorScheme.Dark
    assert colour_scheme("light") == Qt.ColorScheme.Light
    assert colour_scheme("system") == Qt.ColorScheme.Unknown


@BOTH
def test_the_style_sheet_is_complete(theme: Theme) -> None:
    sheet = style_sheet(theme)
    assert "$" not in sheet
    assert sheet.count("{") == sheet.count("}")
    used = set(re.findall(r"#[0-9a-f]{6}", sheet))
    kept_for_the_page = {"code"}
    assert [field.name for field in fields(theme) if field.name not in {"name", *kept_for_the_page}
            and getattr(theme, field.name) not in used] == []  # fmt: skip


@pytest.mark.parametrize("order", [(LIGHT, DARK, LIGHT), (DARK, DARK, LIGHT)])
def test_a_change_of_scheme_reaches_living_widgets(
    qapp: QApplication, qtbot: QtBot, order: tuple[Theme, ...]
) -> None:
    line = QLineEdit()
    qtbot.addWidget(line)
    line.show()
    for theme in order:
        apply_theme(qapp, theme)
        assert line.palette().color(QPalette.ColorRole.Text).name() == theme.text
        assert line.grab().toImage().pixelColor(line.width() - 12, line.height() // 2).name() == theme.base


@BOTH
@pytest.mark.parametrize("kind", [QLineEdit, QPushButton])
def test_nothing_moves_when_the_focus_comes(
    qapp: QApplication, qtbot: QtBot, theme: Theme, kind: type[QWidget]
) -> None:
    apply_theme(qapp, theme)
    widget = kind()
    qtbot.addWidget(widget)
    widget.show()
    widget.activateWindow()
    qtbot.waitUntil(widget.isActiveWindow)
    widget.clearFocus()
    before = widget.sizeHint()
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    assert widget.hasFocus()
    assert widget.sizeHint() == before
    edge = widget.grab().toImage().pixelColor(widget.width() // 2, 1).name()
    assert edge == theme.link, "the ring is two pixels wide"
