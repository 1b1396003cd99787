"""Owns the application's style sheet: one string of Qt style rules made from the design tokens."""

from __future__ import annotations

from dataclasses import asdict
from string import Template

from editor.widgets.tokens import LABEL, META, RADIUS, Theme, mix

# A QToolButton adds three pixels of height and nine of width of its own, which its rules take off again.
# A focus ring is two pixels where a border is one, so every rule with :focus takes one pixel of padding
# back: nothing may move when the focus does.

_SURFACES = """
QMainWindow, QDialog, QMessageBox { background: $window; }
QToolTip { background: $base; color: $text; border: 1px solid $line; padding: 4px 7px; }
#topbar { background: $window; border: 0; border-bottom: 1px solid $line; }
#status { background: $window; border: 0; border-top: 1px solid $line; }
#status QLabel { font-size: ${meta}px; }
#status QPushButton[quiet="true"] { min-height: 0; }
#status QPushButton[quiet="true"]:focus { min-height: 0; border: 1px solid $link; padding: 0 4px; }
MarkdownEditor { background: $base; color: $text; border: 0; selection-background-color: transparent; }
#middle { background: $window; border: 0; }
#desk { background: $base; border: 0; border-top: 1px solid $line; }
#empty-desk, #preview, #preview-place, #export-place, #cards, #cards-inner { background: $base; border: 0; }
#page-stage[framed="true"] { background: $side; }
#preview-bar, #page-find, #site-line { background: $window; border: 0; border-bottom: 1px solid $line; }
#panel { background: $side; border: 0; }
#panel QListView, #panel QTableView, #outline QListView { background: $side; }
#outline { background: $side; border: 0; }
#panel Suggestions { background: $base; }
#panel-site { font-size: 14px; font-weight: 700; }
QSplitter::handle { background: $line; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
QMainWindow::separator { background: $line; width: 1px; height: 1px; }
QScrollArea { border: 0; background: transparent; }
QLabel[tone="muted"] { color: $muted; }
QLabel[tone="warn"] { color: $warn; }
QLabel[tone="ok"] { color: $ok; }
QLabel[tone="error"] { color: $accent; }
QLabel[scale="meta"] { font-size: ${meta}px; }
QLabel[scale="label"] { font-size: ${label}px; }
QFrame[rule="true"] { background: $line; border: 0; max-height: 1px; min-height: 1px; }
"""

_BUTTONS = """
QPushButton, QToolButton {
    min-height: 26px; padding: 0 10px; border: 1px solid $line; border-radius: ${radius}px;
    background: $base; color: $text; outline: 0;
}
QToolButton { min-height: 23px; padding: 0 6px; }
QPushButton:hover, QToolButton:hover { background: $hover; }
QPushButton:pressed, QToolButton:pressed, QPushButton:checked, QToolButton:checked { background: $selection; }
QPushButton:focus, QToolButton:focus { border: 2px solid $link; min-height: 24px; padding: 0 9px; }
QToolButton:focus { min-height: 21px; padding: 0 5px; }
QPushButton:disabled, QToolButton:disabled { color: $faint; background: $window; }
QPushButton::menu-indicator, QToolButton::menu-indicator { image: none; width: 0; }
QPushButton[primary="true"], QPushButton:default[primary="true"], QToolButton[primary="true"],
QPushButton#primary, QToolButton#primary {
    background: $accent; border-color: $accent; color: $on_accent;
}
QPushButton[primary="true"]:hover, QToolButton[primary="true"]:hover,
QPushButton#primary:hover, QToolButton#primary:hover {
    background: $accent_hover; border-color: $accent_hover;
}
QPushButton[primary="true"]:focus, QToolButton[primary="true"]:focus,
QPushButton#primary:focus, QToolButton#primary:focus { border: 2px solid $text; }
QPushButton[primary="true"]:disabled, QToolButton[primary="true"]:disabled,
QPushButton#primary:disabled, QToolButton#primary:disabled {
    background: $chip; border-color: $line; color: $faint;
}
QPushButton[quiet="true"], QToolButton[quiet="true"] {
    min-height: 20px; padding: 0 4px; border: 1px solid transparent; background: transparent;
    color: $muted; font-size: ${meta}px; text-align: left;
}
QPushButton[quiet="true"]:hover, QToolButton[quiet="true"]:hover { color: $text; background: $chip; }
QPushButton[quiet="true"]:focus, QToolButton[quiet="true"]:focus {
    border: 2px solid $link; min-height: 18px; padding: 0 3px;
}
QPushButton[quiet="true"]:checked, QToolButton[quiet="true"]:checked { color: $text; background: $selection; }
QPushButton[link="true"] {
    min-height: 15px; padding: 0 4px; border: 0; background: transparent; color: $muted; font-size: ${label}px;
    text-decoration: underline;
}
QPushButton[link="true"]:hover { color: $text; background: transparent; }
QPushButton[link="true"]:focus { border: 2px solid $link; min-height: 11px; padding: 0 2px; }
QPushButton[link="true"]:disabled { color: $faint; background: transparent; }
QPushButton[chip="true"] {
    min-height: 17px; padding: 0 8px; border: 1px solid transparent; border-radius: 9px; background: $chip;
    font-size: ${meta}px;
}
QPushButton[chip="true"]:hover { background: $selection; }
QPushButton[chip="true"]:checked { background: $accent_soft; color: $accent; font-weight: 700; }
QPushButton[chip="true"]:focus { border: 2px solid $link; min-height: 15px; padding: 0 7px; }
Disclosure[quiet="true"], Disclosure[quiet="true"]:checked { padding-left: 0; background: transparent; }
Disclosure[quiet="true"]:hover, Disclosure[quiet="true"]:checked:hover { background: transparent; color: $text; }
Disclosure[quiet="true"]:focus { padding-left: 0; }
Segment {
    min-height: 26px; padding: 0 11px; border: 1px solid $line; border-left: 0; border-radius: 0;
    background: $base;
}
Segment[place="first"] {
    border-left: 1px solid $line;
    border-top-left-radius: ${radius}px; border-bottom-left-radius: ${radius}px;
}
Segment[place="last"] { border-top-right-radius: ${radius}px; border-bottom-right-radius: ${radius}px; }
Segment[place="only"] { border-left: 1px solid $line; border-radius: ${radius}px; }
Segment:checked { background: $selection; font-weight: 600; }
Segment:focus { border: 2px solid $link; min-height: 24px; padding: 0 10px 0 9px; }
"""

_FIELDS = """
QLineEdit, QComboBox, QSpinBox, QDoubleSpinBox, QDateEdit, QTimeEdit, QDateTimeEdit {
    min-height: 28px; padding: 0 7px; border: 1px solid $line; border-radius: ${radius}px;
    background: $base; color: $text;
}
QLineEdit:focus, QComboBox:focus, QSpinBox:focus, QDoubleSpinBox:focus, QDateEdit:focus, QTimeEdit:focus,
QDateTimeEdit:focus { border: 2px solid $link; min-height: 26px; padding: 0 6px; }
QLineEdit[wrong="true"] { border: 1px solid $accent; }
QLineEdit[wrong="true"]:focus { border: 2px solid $accent; }
QLineEdit:disabled, QLineEdit:read-only, QComboBox:disabled { background: $window; color: $muted; }
QLineEdit QToolButton, QLineEdit QToolButton:focus {
    min-height: 0; padding: 0; border: 0; background: transparent;
}
QPlainTextEdit[field="true"], QTextEdit[field="true"] {
    border: 1px solid $line; border-radius: ${radius}px; background: $base; padding: 3px 5px;
}
QPlainTextEdit[field="true"]:focus, QTextEdit[field="true"]:focus {
    border: 2px solid $link; padding: 2px 4px;
}
QPlainTextEdit[field="true"][wrong="true"] { border-color: $accent; }
QPlainTextEdit[field="true"]:read-only { background: $window; color: $muted; }
QAbstractSpinBox QLineEdit, QAbstractSpinBox QLineEdit:focus, QComboBox QLineEdit, QComboBox QLineEdit:focus {
    min-height: 0; padding: 0; border: 0; background: transparent;
}
QAbstractSpinBox, QAbstractSpinBox:focus { min-height: 23px; padding: 0; }
QDialogButtonBox, QMessageBox { dialogbuttonbox-buttons-have-icons: 0; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { width: 0; height: 0; border: 0; }
QComboBox { padding-right: 22px; }
QComboBox::drop-down { border: 0; width: 22px; subcontrol-origin: border; subcontrol-position: center right; }
QComboBox::down-arrow {
    width: 0; height: 0; border-left: 4px solid $base; border-right: 4px solid $base;
    border-top: 5px solid $muted; border-bottom: 0 solid $base;
}
QComboBox QAbstractItemView { background: $base; border: 1px solid $line; outline: 0; padding: 4px; }
QComboBox QAbstractItemView::item { min-height: 24px; padding: 0 6px; }
QCheckBox, QRadioButton {
    spacing: 8px; min-height: 24px; border: 2px solid transparent; border-radius: ${radius}px; outline: 0;
    padding: 0 4px 0 2px;
}
QCheckBox:focus, QRadioButton:focus { border: 2px solid $link; }
QCheckBox:disabled, QRadioButton:disabled { color: $muted; }
"""

_LISTS = """
QAbstractItemView {
    outline: 0; background: $base; selection-background-color: $selection; selection-color: $text;
}
QTreeView, QListView, QTableView { border: 2px solid transparent; }
QTreeView::item, QListView::item { padding: 3px 6px; }
QTreeView::item:hover, QListView::item:hover { background: $hover; }
QTreeView::item:selected, QListView::item:selected { background: $selection; color: $text; }
QTreeView:focus, QListView:focus, QTableView:focus { border: 2px solid $link; }
QHeaderView::section {
    background: $window; color: $muted; border: 0; border-bottom: 1px solid $line; padding: 4px 8px;
}
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: $thumb; border-radius: 3px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 28px; }
QScrollBar::handle:horizontal { min-width: 28px; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; border: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; border: 0; }
QProgressBar {
    border: 0; border-radius: 3px; background: $chip; max-height: 6px; min-height: 6px; color: transparent;
}
QProgressBar::chunk { border-radius: 3px; background: $accent; }
"""

_MENUS_AND_TABS = """
QMenuBar { background: $window; border-bottom: 1px solid $line; padding: 1px 6px; }
QMenuBar::item { background: transparent; padding: 4px 9px; border-radius: 4px; }
QMenuBar::item:selected, QMenuBar::item:pressed { background: $selection; }
QMenu { background: $base; border: 1px solid $line; padding: 4px; }
QMenu::item { padding: 5px 26px 5px 26px; border-radius: 4px; }
QMenu::item:selected { background: $selection; }
QMenu::item:disabled { color: $faint; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }
QMenu::indicator { left: 7px; width: 12px; height: 12px; }
QTabWidget::pane { border: 0; }
QTabBar { background: $window; font-weight: 600; }
QTabBar::tab {
    background: $window; color: $muted; padding: 3px 14px 4px; font-weight: 400;
    border: 0; border-top: 2px solid transparent; border-right: 1px solid $line;
}
QTabBar::tab:hover { color: $text; }
QTabBar::tab:selected {
    background: $base; color: $text; font-weight: 600; border-top: 2px solid $accent;
}
QTabBar::tab:selected:focus { border-top: 2px solid $link; text-decoration: underline; }
#tab-close { color: $muted; background: transparent; padding: 0 2px; font-size: 15px; border-radius: 4px; }
#tab-close:hover { color: $text; background: $selection; }
QTabBar QToolButton { min-height: 0; padding: 0 3px; border: 0; background: $window; }
QTabBar QToolButton#tab-close { background: transparent; }
QTabBar QToolButton#tab-close:hover { background: $selection; }
"""

_PARTS = """
#form, #formBody { background: $form; }
#form { border: 0; border-bottom: 1px solid $line; }
HeadlineEdit { background: transparent; border: 0; border-bottom: 2px solid transparent; padding: 0; }
HeadlineEdit:focus { border-bottom: 2px solid $link; }
HeadlineEdit[wrong="true"] { border-bottom: 2px solid $accent; }
HeadlineEdit:read-only { color: $muted; }
ChipInput { border: 1px solid $line; border-radius: ${radius}px; background: $base; }
ChipInput[wrong="true"] { border: 1px solid $accent; }
ChipInput[focused="true"] { border: 2px solid $link; }
ChipInput[wrong="true"][focused="true"] { border: 2px solid $accent; }
ChipInput[locked="true"] { background: $window; }
ChipInput QLineEdit, ChipInput QLineEdit:focus {
    min-height: 20px; padding: 0; border: 0; background: transparent; border-radius: 0;
}
Chip, Chip:disabled, #state-chip {
    min-height: 15px; min-width: 8px; padding: 0 6px; border: 1px solid transparent; border-radius: 10px;
    background: $chip; color: $text; font-size: ${meta}px;
}
Chip[tone="accent"], #state-chip:checked {
    background: $accent_soft; color: $accent; font-weight: 600; border-color: transparent;
}
Chip:focus, #state-chip:focus { border: 2px solid $link; min-height: 13px; padding: 0 5px; }
Suggestions { background: $base; border: 1px solid $line; padding: 3px; }
Suggestions::item { min-height: 24px; padding: 0 8px; border-radius: 4px; }
NoticeBar { background: $notice; border: 0; border-top: 1px solid $line; border-left: 3px solid $muted; }
NoticeBar[tone="warn"] { border-left-color: $warn; }
NoticeBar[tone="error"] { border-left-color: $accent; }
NoticeBar[tone="ok"] { border-left-color: $ok; }
LeadThumbnail {
    border: 1px solid transparent; border-radius: ${radius}px; background: transparent; padding: 0;
}
LeadThumbnail[empty="true"] { border: 1px dashed $edge; color: $muted; font-size: ${label}px; }
#calendarPopup { background: $base; border: 1px solid $line; }
QCalendarWidget QWidget { alternate-background-color: $base; }
QCalendarWidget #qt_calendar_navigationbar { background: $base; }
QCalendarWidget QToolButton {
    min-height: 24px; padding: 0 8px; border: 1px solid transparent; background: transparent;
}
QCalendarWidget QToolButton:hover { background: $hover; }
QCalendarWidget QToolButton:focus { border: 2px solid $link; min-height: 22px; padding: 0 7px; }
QCalendarWidget QAbstractItemView {
    background: $base; selection-background-color: $accent; selection-color: $on_accent;
}
QCalendarWidget QAbstractItemView:focus { border: 2px solid $link; border-radius: 4px; }
"""

_SHEET = Template(_SURFACES + _BUTTONS + _FIELDS + _LISTS + _MENUS_AND_TABS + _PARTS)


def style_sheet(theme: Theme) -> str:
    """Return the whole application's Qt style sheet in the colours of ``theme``."""
    tokens = {
        **asdict(theme),
        "meta": META,
        "label": LABEL,
        "radius": RADIUS,
        "form": mix(theme.window, theme.base, 0.55),
        "hover": mix(theme.selection, theme.base, 0.45),
        "notice": mix(theme.selection, theme.window, 0.45),
        "thumb": mix(theme.muted, theme.window, 0.4),
        "edge": mix(theme.muted, theme.window, 0.8),
        "faint": mix(theme.muted, theme.window, 0.75),
        "accent_hover": mix(theme.accent, theme.text, 0.88),
    }
    return _SHEET.substitute(tokens)
