"""Owns every box that stands in front of the window: file dialogs, questions and the rare announcement."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

# By the module's name: PySide makes a class, with all its enumerations, when it is first named.
from PySide6 import QtWidgets
from PySide6.QtCore import QCoreApplication, QMarginsF

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from editor.core.asset_plan import Clash

POST_PATTERNS = "*.md *.markdown *.mkdn *.mkd *.html"
PICTURE_PATTERNS = "*.jpg *.jpeg *.png *.gif *.webp *.avif *.svg"


# As wide as a headline or a query needs, in pixels; the system's own box for a line of text is as wide as its buttons.
_WIDTH = 440


class Unsaved(Enum):
    """What to do with text that is not on disk."""

    SAVE = "save"
    DISCARD = "discard"
    CANCEL = "cancel"


class Prompts:
    """Asks the writer; the one class a test replaces by a fake with the same methods.

    Every ``ask_`` returns None when the writer cancels. ``set_parent`` names the window the boxes belong
    to, which does not exist yet when this is built.
    """

    def __init__(self, parent: QtWidgets.QWidget | None = None) -> None:
        self._parent = parent

    def set_parent(self, parent: QtWidgets.QWidget | None) -> None:
        """Name the window in front of which the boxes open."""
        self._parent = parent

    def ask_open_folder(self, start: Path | None = None, title: str = "") -> Path | None:
        """Ask for a folder of posts, or what for ``title`` says."""
        return _path(
            QtWidgets.QFileDialog.getExistingDirectory(
                self._parent, title or _say("Open project"), str(start or "")
            )
        )

    def ask_open_file(self, start: Path | None = None) -> Path | None:
        """Ask for one post."""
        filters = f"{_say('Posts')} ({POST_PATTERNS});;{_say('All files')} (*)"
        return _path(
            QtWidgets.QFileDialog.getOpenFileName(self._parent, _say("Open post"), str(start or ""), filters)[
                0
            ]
        )

    def ask_save_path(self, suggested: Path, title: str = "", filters: str = "") -> Path | None:
        """Ask where to write; the system's own dialog asks before an existing file is named."""
        return _path(
            QtWidgets.QFileDialog.getSaveFileName(
                self._parent, title or _say("Save as"), str(suggested), filters
            )[0]
        )

    def ask_picture(self, start: Path | None = None) -> Path | None:
        """Ask for one picture."""
        filters = f"{_say('Pictures')} ({PICTURE_PATTERNS});;{_say('All files')} (*)"
        return _path(
            QtWidgets.QFileDialog.getOpenFileName(
                self._parent, _say("Choose a picture"), str(start or ""), filters
            )[0]
        )

    def ask_assets(self, start: Path | None = None) -> list[Path]:
        """Ask for pictures and other files to bring into the project; none when the writer cancels."""
        filters = f"{_say('Pictures')} ({PICTURE_PATTERNS});;{_say('All files')} (*)"
        names, _ = QtWidgets.QFileDialog.getOpenFileNames(
            self._parent, _say("Import"), str(start or ""), filters
        )
        return [Path(name) for name in names]

    def ask_clash(self, name: str, others: int) -> tuple[Clash, bool] | None:
        """Ask what to do with a file whose name is in use; ``others`` more such files follow.

        The answer's second part says whether it counts for those, too.
        """
        # Here and not above: plans of assets are a large part of core, and every start would load it.
        from editor.core.asset_plan import Clash

        box = QtWidgets.QMessageBox(self._parent)
        box.setIcon(QtWidgets.QMessageBox.Icon.NoIcon)
        box.setWindowTitle(_say("Name in use"))
        box.setText(_say("“{name}” is there already, and is another file.").format(name=name))
        role = QtWidgets.QMessageBox.ButtonRole
        buttons = {
            box.addButton(_say("Replace"), role.DestructiveRole): Clash.REPLACE,
            box.addButton(_say("Keep both"), role.AcceptRole): Clash.KEEP_BOTH,
            box.addButton(_say("Skip"), role.ActionRole): Clash.SKIP,
        }
        box.setDefaultButton(next(button for button, choice in buttons.items() if choice is Clash.KEEP_BOTH))
        box.setEscapeButton(box.addButton(QtWidgets.QMessageBox.StandardButton.Cancel))
        words = QCoreApplication.translate("Prompts", "Do the same with the %n other file(s)", "", others)
        same = QtWidgets.QCheckBox(words, box)
        same.setVisible(others > 0)
        if others:
            box.setCheckBox(same)
        box.exec()
        choice = next((choice for button, choice in buttons.items() if button is box.clickedButton()), None)
        return None if choice is None else (choice, bool(others) and same.isChecked())

    def ask_discard(self, titles: Sequence[str]) -> Unsaved:
        """Ask what to do with unsaved posts, named by their headlines."""
        button = QtWidgets.QMessageBox.StandardButton
        box = QtWidgets.QMessageBox(self._parent)
        box.setIcon(QtWidgets.QMessageBox.Icon.NoIcon)
        box.setWindowTitle(_say("Unsaved changes"))
        if len(titles) == 1:
            box.setText(_say("Save the changes to “{title}”?").format(title=titles[0]))
        else:
            box.setText(_say("Save the changes to {count} posts?").format(count=len(titles)))
            box.setDetailedText("\n".join(titles))
        box.setInformativeText(_say("What you discard cannot be brought back."))
        box.setStandardButtons(button.Save | button.Discard | button.Cancel)
        box.setDefaultButton(button.Save)
        box.setEscapeButton(button.Cancel)
        box.button(button.Save).setProperty("primary", True)
        answers = {button.Save.value: Unsaved.SAVE, button.Discard.value: Unsaved.DISCARD}
        return answers.get(box.exec(), Unsaved.CANCEL)

    def ask_printer(self) -> QPrinter | None:
        """Ask for a printer and how to print, in the system's own dialog."""
        # Printing is rare: its library need not be loaded at every start.
        from PySide6.QtGui import QPageLayout
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        # A printer's own are as narrow as it can print; a writer may set others in its properties.
        printer.setPageMargins(QMarginsF(16, 18, 16, 20), QPageLayout.Unit.Millimeter)
        dialog = QPrintDialog(printer, self._parent)
        return printer if dialog.exec() == QPrintDialog.DialogCode.Accepted else None

    def ask_text(self, title: str, label: str, text: str = "") -> str | None:
        """Ask for one line of text; the answer has no spaces around it and may be empty."""
        box = QtWidgets.QInputDialog(self._parent)
        box.setWindowTitle(title)
        box.setLabelText(label)
        box.setTextValue(text)
        box.resize(_WIDTH, box.sizeHint().height())
        return box.textValue().strip() if box.exec() else None

    def ask_to_confirm(self, title: str, text: str, action: str) -> bool:
        """Ask before something that cannot be undone; ``action`` is the verb on its button."""
        # In front of the window that has the keyboard, which the bench is while it is open.
        box = QtWidgets.QMessageBox(QtWidgets.QApplication.activeModalWidget() or self._parent)
        box.setIcon(QtWidgets.QMessageBox.Icon.NoIcon)
        box.setWindowTitle(title)
        box.setText(text)
        agree = box.addButton(action, QtWidgets.QMessageBox.ButtonRole.AcceptRole)
        cancel = box.addButton(QtWidgets.QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(cancel)
        box.exec()
        return box.clickedButton() is agree

    def tell(self, title: str, text: str) -> None:
        """Announce what the quiet bar cannot: there is no window to put it in, or work has to stop."""
        box = QtWidgets.QMessageBox(self._parent)
        box.setIcon(QtWidgets.QMessageBox.Icon.NoIcon)
        box.setWindowTitle(title)
        box.setText(text)
        box.exec()


def _path(answer: str) -> Path | None:
    """Return what a file dialog answered; the empty string means cancelled."""
    return Path(answer) if answer else None


def _say(text: str) -> str:
    """Translate a text of this module."""
    return QCoreApplication.translate("Prompts", text)
