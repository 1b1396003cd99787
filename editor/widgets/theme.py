"""Owns the look of the running application: its palette, its style sheet and which scheme is in force."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from editor.widgets.stylesheet import style_sheet
from editor.widgets.tokens import DARK, EDITOR, HEADLINE, LIGHT, MONOSPACE, SERIF, UI, Theme, mix

__all__ = [
    "DARK",
    "LIGHT",
    "Theme",
    "apply_theme",
    "colour_scheme",
    "headline_font",
    "monospace_font",
    "palette_of",
    "set_property",
    "theme_for",
    "ui_font",
]


def theme_for(preference: str, system: Qt.ColorScheme) -> Theme:
    """Return the theme of the writer's preference: ``"light"``, ``"dark"``, or else what the system says.

    A system that does not say (``Unknown``) is taken as light.
    """
    if preference in ("light", "dark"):
        return DARK if preference == "dark" else LIGHT
    return DARK if system == Qt.ColorScheme.Dark else LIGHT


def colour_scheme(preference: str) -> Qt.ColorScheme:
    """Return what to hand to ``QStyleHints.setColorScheme`` so that native frames and menus follow along."""
    schemes = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}
    return schemes.get(preference, Qt.ColorScheme.Unknown)


def apply_theme(app: QApplication, theme: Theme) -> None:
    """Dress the whole application in ``theme``; cheap, and to be called again whenever the scheme changes.

    Nothing happens when the application wears this theme already.
    """
    sheet = style_sheet(theme)
    if app.styleSheet() == sheet:
        return
    app.setPalette(palette_of(theme))
    boxes, ticks = _box_palette(theme), _tick_palette(theme)
    for kind, palette in (("QCheckBox", ticks), ("QRadioButton", ticks), ("QSlider", boxes)):
        # The stubs ask for bytes, which PySide6 6.12 itself refuses.
        app.setPalette(palette, kind)  # type: ignore[arg-type]
    app.setFont(ui_font())
    app.setStyleSheet(sheet)


def palette_of(theme: Theme) -> QPalette:
    """Return the palette in which Qt's own drawing, and widgets that paint themselves, find the tokens."""
    role = QPalette.ColorRole
    colours = {
        role.Window: theme.window,
        role.WindowText: theme.text,
        role.Base: theme.base,
        role.AlternateBase: theme.side,
        role.Text: theme.text,
        role.PlaceholderText: theme.muted,
        role.Button: theme.base,
        role.ButtonText: theme.text,
        role.BrightText: theme.accent,
        role.Highlight: mix(theme.link, theme.base, 0.28),
        role.HighlightedText: theme.text,
        role.Link: theme.link,
        role.LinkVisited: theme.link,
        role.Accent: theme.accent,
        role.ToolTipBase: theme.base,
        role.ToolTipText: theme.text,
        role.Light: theme.base,
        role.Midlight: theme.chip,
        role.Mid: theme.line,
        role.Dark: theme.line,
        role.Shadow: theme.line,
    }
    palette = QPalette()
    for name, colour in colours.items():
        palette.setColor(name, QColor(colour))
    for name in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
        palette.setColor(QPalette.ColorGroup.Disabled, name, QColor(mix(theme.muted, theme.window, 0.75)))
    return palette


def _box_palette(theme: Theme) -> QPalette:
    """Return the palette of controls whose outline Fusion makes from the window colour, 1.4 times darker.

    From our own window colour that is no outline at all in the dark scheme.
    """
    palette = palette_of(theme)
    palette.setColor(QPalette.ColorRole.Window, QColor(mix(theme.muted, theme.window, 0.7)).lighter(140))
    return palette


def _tick_palette(theme: Theme) -> QPalette:
    """Return the palette of boxes to tick, whose outline Fusion makes from that of selections under the keyboard."""
    palette = _box_palette(theme)
    palette.setColor(QPalette.ColorRole.Highlight, QColor(theme.link))
    return palette


def ui_font() -> QFont:
    """Return the system's own interface family at the design's size."""
    font = QFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont))
    font.setPixelSize(UI)
    return font


def headline_font() -> QFont:
    """Return the serif of the form's headline."""
    font = QFont(list(SERIF))
    font.setPixelSize(HEADLINE)
    font.setBold(True)
    return font


def monospace_font(pixels: int = EDITOR) -> QFont:
    """Return the writer's monospace font at ``pixels``."""
    font = QFont(list(MONOSPACE))
    font.setStyleHint(QFont.StyleHint.Monospace)
    font.setPixelSize(pixels)
    return font


def set_property(widget: QWidget, name: str, value: object) -> None:
    """Set a property the style sheet looks at and redraw by it; nothing happens if it is equal.

    None and False are: the sheet asks for what is true, or has a word.
    """
    before = widget.property(name)
    if before == value or (not before and not value):
        return
    widget.setProperty(name, value)
    if not widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        return  # and the style, a class that PySide takes long to make, is not asked for before the first paint
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.update()
