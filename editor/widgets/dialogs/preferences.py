"""Owns the Preferences window: how the desk looks and reads, and the key of every command."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFont, QKeySequence
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QDoubleSpinBox,
    QFontComboBox,
    QFormLayout,
    QHeaderView,
    QKeySequenceEdit,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QTableWidget,
    QTableWidgetItem,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from editor.core.settings import SCHEMES, Settings
from editor.widgets.actions import Command, commands
from editor.widgets.numbers import set_in
from editor.widgets.tab_order import tab_as_laid_out


class PreferencesDialog(QDialog):
    """Shows the settings; ``settings_changed`` carries the new ``Settings`` when the writer agrees."""

    settings_changed = Signal(object)

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Preferences"))
        self.resize(620, 560)
        self._settings = settings
        self.scheme = QComboBox(self)
        for name, text in zip(
            SCHEMES, (self.tr("As the system"), self.tr("Light"), self.tr("Dark")), strict=True
        ):
            self.scheme.addItem(text, name)
        self.scheme.setCurrentIndex(SCHEMES.index(settings.scheme))
        self.own_font = QCheckBox(self.tr("Use this font for the text"), self)
        self.font_family = QFontComboBox(self)
        self.font_size = self._decimal(settings.editor_font_size, 6, 48, self.tr(" px"))
        self.tab_width = self._whole(settings.tab_width, 1, 16, self.tr(" characters"))
        self.highlight_line = QCheckBox(self.tr("Mark the line the cursor is in"), self)
        self.follows = QCheckBox(self.tr("Editor and preview scroll together"), self)
        self.zoom = self._decimal(settings.preview_zoom * 100, 50, 400, " %")
        self.excerpt_limit = self._whole(settings.excerpt_limit, 20, 2000, self.tr(" characters"))
        self.words = self._whole(settings.reading_words_per_minute, 50, 1000, self.tr(" words a minute"))
        self.spelling = QCheckBox(self.tr("Check spelling while writing"), self)
        self.spelling_language = QLineEdit(settings.spelling_language, self)
        self.spelling_language.setPlaceholderText(self.tr("As the post or the site says"))
        self.spelling_language.setToolTip(self.tr("The tag of a dictionary, such as en_GB"))
        self.smart_typing = QCheckBox(self.tr("Smart quotes and dashes in headline and excerpt"), self)
        self.open_last = QCheckBox(self.tr("Open the last project and its tabs at start"), self)
        self.keys = QTableWidget(self)
        self.clash = QLabel(self)
        self.clash.setProperty("tone", "error")
        self._edits: dict[str, QKeySequenceEdit] = {}
        self._show_settings()
        self._build()

    def _decimal(self, value: float, low: float, high: float, unit: str) -> QDoubleSpinBox:
        box = QDoubleSpinBox(self)
        box.setDecimals(0)
        box.setRange(low, high)
        box.setSuffix(unit)
        box.setValue(value)
        set_in(box)
        return box

    def _whole(self, value: int, low: int, high: int, unit: str) -> QSpinBox:
        box = QSpinBox(self)
        box.setRange(low, high)
        box.setSuffix(unit)
        box.setValue(value)
        set_in(box)
        return box

    def _show_settings(self) -> None:
        settings = self._settings
        self.own_font.setChecked(bool(settings.editor_font))
        self.font_family.setFontFilters(QFontComboBox.FontFilter.AllFonts)
        if settings.editor_font:
            self.font_family.setCurrentFont(QFont(settings.editor_font))
        self.font_family.setEnabled(bool(settings.editor_font))
        self.own_font.toggled.connect(self.font_family.setEnabled)
        self.highlight_line.setChecked(settings.highlight_line)
        self.follows.setChecked(settings.preview_follows)
        self.spelling.setChecked(settings.check_spelling)
        self.smart_typing.setChecked(settings.smart_typing)
        self.open_last.setChecked(settings.open_last)

    def _build(self) -> None:
        tabs = QTabWidget(self)
        tabs.setDocumentMode(True)
        tabs.addTab(self._build_general(), self.tr("Writing"))
        tabs.addTab(self._build_keys(), self.tr("Keys"))
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, self
        )
        buttons.accepted.connect(self._on_buttons_accepted)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 16)
        column.addWidget(tabs, 1)
        column.addWidget(buttons)
        tab_as_laid_out(self)

    def _build_general(self) -> QWidget:
        page = QWidget(self)
        form = QFormLayout(page)
        form.setContentsMargins(8, 16, 8, 8)
        form.setVerticalSpacing(10)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.FieldsStayAtSizeHint)
        form.addRow(self.tr("&Colours"), self.scheme)
        form.addRow(self.tr("&Text size"), self.font_size)
        form.addRow("", self.own_font)
        form.addRow(self.tr("&Font"), self.font_family)
        form.addRow(self.tr("T&ab width"), self.tab_width)
        form.addRow("", self.highlight_line)
        form.addRow(self.tr("&Preview size"), self.zoom)
        form.addRow("", self.follows)
        form.addRow(self.tr("&Excerpt limit"), self.excerpt_limit)
        form.addRow(self.tr("&Reading speed"), self.words)
        form.addRow("", self.spelling)
        form.addRow(self.tr("Spelling &language"), self.spelling_language)
        form.addRow("", self.smart_typing)
        form.addRow("", self.open_last)
        return page

    def _build_keys(self) -> QWidget:
        page = QWidget(self)
        table = self.keys
        rows = commands()
        table.setColumnCount(2)
        table.setRowCount(len(rows))
        table.setHorizontalHeaderLabels([self.tr("Command"), self.tr("Key")])
        table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        table.horizontalHeader().resizeSection(1, 200)
        table.verticalHeader().hide()
        table.setShowGrid(False)
        table.setAccessibleName(self.tr("Keys of commands"))
        for row, command in enumerate(rows):
            item = QTableWidgetItem(command.text)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            table.setItem(row, 0, item)
            table.setCellWidget(row, 1, self._key_edit(command))
        usual = QPushButton(self.tr("Usual keys"), self)
        usual.clicked.connect(self._on_usual_clicked)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 12, 0, 0)
        column.addWidget(table, 1)
        column.addWidget(self.clash)
        column.addWidget(usual, 0, Qt.AlignmentFlag.AlignLeft)
        return page

    def _key_edit(self, command: Command) -> QKeySequenceEdit:
        own = self._settings.shortcuts.get(command.name)
        edit = QKeySequenceEdit(self)
        edit.setMaximumSequenceLength(1)
        edit.setClearButtonEnabled(True)
        edit.setAccessibleName(self.tr("Key for {command}").format(command=command.text))
        edit.setKeySequence(QKeySequence(_usual(command) if own is None else own))
        edit.keySequenceChanged.connect(self._on_key_sequence_changed)
        self._edits[command.name] = edit
        return edit

    @Slot()
    def _on_key_sequence_changed(self) -> None:
        self.clash.setText(self._clash())

    def _clash(self) -> str:
        """Say which two commands share a key, or nothing."""
        seen: dict[str, str] = {}
        for command in commands():
            for key in self._keys_of(command):
                if key in seen:
                    return self.tr("“{one}” and “{other}” have the same key, {key}.").format(
                        one=seen[key], other=command.text, key=key
                    )
                seen[key] = command.text
        return ""

    def _keys_of(self, command: Command) -> tuple[str, ...]:
        """Return all keys a command would have: with its usual one it keeps the others it usually has."""
        key = _portable(self._edits[command.name].keySequence())
        if key == _portable(QKeySequence(_usual(command))):
            return tuple(_portable(QKeySequence(usual)) for usual in command.keys)
        return (key,) if key else ()

    @Slot()
    def _on_usual_clicked(self) -> None:
        for command in commands():
            self._edits[command.name].setKeySequence(QKeySequence(_usual(command)))

    @Slot()
    def _on_buttons_accepted(self) -> None:
        if self._clash():
            return
        self.accept()
        self.settings_changed.emit(self._result())

    def _result(self) -> Settings:
        shortcuts = {}
        for command in commands():
            key = _portable(self._edits[command.name].keySequence())
            if key != _portable(QKeySequence(_usual(command))):
                shortcuts[command.name] = key
        return replace(
            self._settings,
            scheme=self.scheme.currentData(),
            editor_font=self.font_family.currentFont().family() if self.own_font.isChecked() else "",
            editor_font_size=self.font_size.value(),
            tab_width=self.tab_width.value(),
            highlight_line=self.highlight_line.isChecked(),
            preview_zoom=self.zoom.value() / 100,
            preview_follows=self.follows.isChecked(),
            excerpt_limit=self.excerpt_limit.value(),
            reading_words_per_minute=self.words.value(),
            check_spelling=self.spelling.isChecked(),
            spelling_language=self.spelling_language.text().strip(),
            smart_typing=self.smart_typing.isChecked(),
            open_last=self.open_last.isChecked(),
            shortcuts=MappingProxyType(shortcuts),
        )


def _usual(command: Command) -> str:
    return command.keys[0] if command.keys else ""


def _portable(keys: QKeySequence) -> str:
    return str(keys.toString(QKeySequence.SequenceFormat.PortableText))
