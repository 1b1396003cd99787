"""Owns the quiet line under the tabs of the preview: what the site's page goes without, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget


class SiteLine(QFrame):
    """Sentences about the page of the site, out of sight where there are none.

    ``load_requested`` fires when the remote files that are listed shall be loaded, this once.
    """

    load_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("site-line")
        self.setAccessibleName(self.tr("About the page of the site"))
        self._remote = self._label("muted")
        self._remote.setWordWrap(False)
        self._remote.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._problems = self._label("warn")
        self._load = QPushButton(self.tr("Load once"), self)
        self._load.setAutoDefault(False)
        self._load.setProperty("link", True)
        self._load.setCursor(Qt.CursorShape.PointingHandCursor)
        self._load.clicked.connect(self.load_requested)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self._remote)
        row.addWidget(self._load)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 5, 12, 5)
        column.setSpacing(3)
        column.addLayout(row)
        column.addWidget(self._problems)
        self.clear()

    def _label(self, tone: str) -> QLabel:
        label = QLabel(self)
        label.setProperty("tone", tone)
        label.setProperty("scale", "meta")
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        return label

    def clear(self) -> None:
        """Say nothing."""
        self.show_remote((), (), can_load=False)
        self.show_problems(())

    def show_remote(self, blocked: Sequence[str], loaded: Sequence[str], *, can_load: bool) -> None:
        """Tell which addresses were not loaded, and which were because they were asked for.

        ``can_load`` offers to load those that were not.
        """
        text = ""
        if blocked:
            text = self.tr("%n remote file(s) not loaded", "", len(blocked))
            offer = self.tr("{files}:") if can_load else self.tr("{files}: only https is ever loaded")
            text = offer.format(files=text)
        elif loaded:
            text = self.tr(
                "%n remote file(s) allowed for this post, this once; scripts stay off", "", len(loaded)
            )
        self._remote.setText(text)
        self._remote.setToolTip("\n".join(blocked or loaded))
        self._remote.setVisible(bool(text))
        self._load.setVisible(bool(blocked) and can_load)
        what = self.tr(
            "Loads these files, with the fonts and pictures that style sheets among them ask for, this once and for "
            "this post; only by https, and no scripts or frames:"
        )
        self._load.setToolTip("\n".join((what, *blocked)))
        self._load.setAccessibleDescription(what)
        self._show()

    def show_problems(self, sentences: Sequence[str]) -> None:
        """Tell what is wrong with the page: the first sentence, and how many more there are."""
        text = sentences[0] if sentences else ""
        if len(sentences) > 1:
            more = self.tr("and %n more", "", len(sentences) - 1)
            text = f"{text} ({more})"
        self._problems.setText(text)
        self._problems.setToolTip("\n".join(sentences))
        self._problems.setVisible(bool(text))
        self._show()

    def _show(self) -> None:
        self.setVisible(bool(self._remote.text() or self._problems.text()))
