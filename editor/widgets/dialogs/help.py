"""Owns the help window: what the desk does, and the key of every command."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QVBoxLayout, QWidget

from editor.widgets.actions import commands, menus
from editor.widgets.theme import Theme


class HelpDialog(QDialog):
    """A page of help with the keys as they are set now."""

    def __init__(self, actions: Mapping[str, QAction], theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Help and keys"))
        self.resize(640, 640)
        text = QTextBrowser(self)
        text.setAccessibleName(self.tr("Help"))
        text.setOpenLinks(False)
        text.document().setDefaultStyleSheet(
            f"td {{ padding: 3px 16px 3px 0; }} .key {{ color: {theme.muted}; }}"
        )
        text.setHtml(self._intro() + _keys(actions))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.addWidget(text, 1)
        column.addWidget(buttons)

    def _intro(self) -> str:
        paragraphs = (
            self.tr(
                "The form holds the front matter, the text below it is the post, and the page at the right is what a "
                "reader will see. Saving changes only what you changed."
            ),
            self.tr(
                "Every change is copied to a safe place within a second. If Copydesk or the computer stops, the next "
                "start offers what was not saved."
            ),
            self.tr(
                "Click in the page to go to that line. Ctrl+click opens a link in your browser. Nothing is fetched "
                "from the network to show a post."
            ),
            self.tr(
                "F6 moves between the parts of the window, F10 opens its menu. All keys can be changed in Preferences."
            ),
            self.tr(
                "While you edit an image, the arrow keys move the crop. Hold B to see the image as it was, L to see "
                "it as it will be saved."
            ),
        )
        return "".join(f"<p>{escape(paragraph)}</p>" for paragraph in paragraphs)


def _keys(actions: Mapping[str, QAction]) -> str:
    """Return tables of commands and their keys, one for each menu."""
    parts = []
    for menu, title in menus():
        rows = []
        for command in commands():
            keys = ", ".join(
                key.toString(QKeySequence.SequenceFormat.NativeText)
                for key in actions[command.name].shortcuts()
            )
            if command.menu == menu and keys:
                rows.append(f'<tr><td>{escape(command.text)}</td><td class="key">{escape(keys)}</td></tr>')
        parts.append(f"<h3>{escape(title.replace('&', ''))}</h3><table>{''.join(rows)}</table>")
    return "".join(parts)
