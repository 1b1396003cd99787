"""Owns asking what is to be made of posts that are sent out, with the result and its size shown as one chooses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QLocale, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from editor.core.designs import BUNDLE, DESIGNS, FRAGMENT, PAGE, PDF, SITE, ExportWish
from editor.widgets.dialogs.asking import button_row
from editor.widgets.segments import Segments
from editor.widgets.tab_order import tab_as_laid_out

_SIDE = 316
_ROW = 26
_NOTES_SHOWN = 200
_NAME = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class ExportSubject:
    """What is exported: the headline of the post that is shown, how many posts there are, the templates there are.

    ``can_show_site`` says whether the site's own layouts can be used.
    """

    title: str
    count: int
    templates: tuple[str, ...]
    can_show_site: bool = False


@dataclass(frozen=True, slots=True)
class ExportFacts:
    """What a wish comes to for the post that is shown: its size in bytes, remarks, or the sentence why not."""

    size: int = 0
    remarks: tuple[str, ...] = ()
    problem: str = ""


class ExportDialog(QDialog):
    """Asks for an ``ExportWish``. ``wish_changed`` carries each, ``show_facts`` answers it; ``decided`` the last."""

    wish_changed = Signal(object)
    decided = Signal(object)

    def __init__(self, subject: ExportSubject, wish: ExportWish, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Export"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(980, 640)
        self._subject = subject
        self.kinds = Segments(
            self.tr("What to make"),
            (
                (PAGE, self.tr("Page")),
                (PDF, self.tr("PDF")),
                (FRAGMENT, self.tr("Fragment")),
                (BUNDLE, self.tr("Bundle")),
            ),
            self,
        )
        self.about = self._label("muted")
        self.designs = QListWidget(self)
        self.designs.setAccessibleName(self.tr("Template"))
        self.original = QCheckBox(self.tr("Pictures as large as on disk"), self)
        self.remote = QCheckBox(self.tr("Let the page load remote files"), self)
        self.remote.setToolTip(
            self.tr("Pictures, styles and fonts of other machines; they are left out otherwise.")
        )
        self.size_label = self._label()
        self.problem_label = self._label("error")
        self.remarks = QPlainTextEdit(self)
        self.export_button = QPushButton(self.tr("Export…"), self)
        self.cancel_button = QPushButton(self.tr("Cancel"), self)
        self._place = QFrame(self)
        self._views = QStackedLayout(self._place)
        self._fill(wish)
        self._build()
        self._connect()
        self._show_kind()
        self.kinds.setFocus(Qt.FocusReason.OtherFocusReason)

    def _label(self, tone: str = "") -> QLabel:
        label = QLabel(self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        if tone:
            label.setProperty("tone", tone)
        return label

    def _fill(self, wish: ExportWish) -> None:
        words = {
            "plain": self.tr("Plain"),
            "newspaper": self.tr("Newspaper"),
            "dark": self.tr("Dark"),
        }
        names = [*self._subject.templates]
        if self._subject.can_show_site:
            names.insert(len(DESIGNS), SITE)
        for name in names:
            own = self.tr("The site’s layout") if name == SITE else name
            item = QListWidgetItem(words.get(name, own), self.designs)
            item.setData(_NAME, name)
            item.setSizeHint(QSize(0, _ROW))
            if name == wish.template:
                self.designs.setCurrentItem(item)
        if self.designs.currentRow() < 0:
            self.designs.setCurrentRow(0)
        self.kinds.set_choice(wish.kind)
        self.original.setChecked(wish.original_images)
        self.remote.setChecked(wish.remote)

    def _build(self) -> None:
        title = self._label()
        title.setText(
            self.tr("%n post(s)", "", self._subject.count) if self._subject.count > 1 else self._subject.title
        )
        title.setMaximumHeight(title.fontMetrics().lineSpacing() * 3)
        self.remarks.setReadOnly(True)
        self.remarks.setTabChangesFocus(True)
        self.remarks.setAccessibleName(self.tr("Please check"))
        self.remarks.setProperty("tone", "warn")
        self.remarks.hide()
        side = QVBoxLayout()
        side.setSpacing(10)
        for widget in (title, self.kinds, self.about):
            side.addWidget(widget)
        side.addWidget(self.designs, 2)
        for widget in (self.original, self.remote, self.size_label, self.problem_label):
            side.addWidget(widget)
        side.addWidget(self.remarks, 3)
        side.addStretch(0)
        side.addLayout(button_row(self.cancel_button, self.export_button))
        left = QWidget(self)
        left.setFixedWidth(_SIDE)
        side.setContentsMargins(0, 0, 0, 0)
        left.setLayout(side)
        self._place.setObjectName("export-place")
        empty = self._label("muted")
        empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._views.addWidget(empty)
        across = QHBoxLayout(self)
        across.setContentsMargins(16, 16, 16, 16)
        across.setSpacing(16)
        across.addWidget(left)
        across.addWidget(self._place, 1)
        tab_as_laid_out(self)

    def _connect(self) -> None:
        self.kinds.chosen.connect(self._on_kinds_chosen)
        self.designs.currentRowChanged.connect(self._on_changed)
        self.original.toggled.connect(self._on_changed)
        self.remote.toggled.connect(self._on_changed)
        self.export_button.clicked.connect(self._on_export_clicked)
        self.cancel_button.clicked.connect(self.reject)
        # The page of the preview keeps what is typed into it to itself.
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self).activated.connect(self.reject)

    def wish(self) -> ExportWish:
        """Return what is chosen."""
        item = self.designs.currentItem()
        template = str(item.data(_NAME)) if item is not None else ExportWish().template
        return ExportWish(self.kinds.choice, template, self.original.isChecked(), self.remote.isChecked())

    def set_view(self, view: QWidget) -> None:
        """Show the page in ``view`` from now on."""
        self._views.setCurrentIndex(self._views.addWidget(view))

    def show_facts(self, facts: ExportFacts) -> None:
        """Show what the wish comes to."""
        self._show_problem(facts.problem)
        # Nor the page of what was chosen before.
        self._views.setCurrentIndex(0 if facts.problem else self._views.count() - 1)
        self.size_label.setText("" if facts.problem else self._size_text(facts.size))
        self._show_remarks(facts.remarks)
        self.export_button.setEnabled(not facts.problem or self._subject.count > 1)

    def show_waiting(self) -> None:
        """Say that the size is being worked out."""
        self._show_problem("")
        self.size_label.setText(self.tr("Working out the size…"))

    def _size_text(self, size: int) -> str:
        locale = QLocale()
        text = (
            self.tr("{size} MB").format(size=locale.toString(size / 1_000_000, "f", 1))
            if size >= 1_000_000
            else self.tr("{size} kB").format(size=locale.toString(max(1, round(size / 1000))))
        )
        if self._subject.count > 1:
            return self.tr("Size of “{title}”: {size}").format(title=self._subject.title, size=text)
        return self.tr("Size: {size}").format(size=text)

    def _show_problem(self, problem: str) -> None:
        self.problem_label.setText(problem)
        self.problem_label.setVisible(bool(problem))

    def _show_remarks(self, remarks: Sequence[str]) -> None:
        shown = list(remarks[:_NOTES_SHOWN])
        if len(remarks) > len(shown):
            shown.append(self.tr("… and %n more.", "", len(remarks) - len(shown)))
        self.remarks.setPlainText("\n".join(shown))
        self.remarks.setVisible(bool(shown))

    def _show_kind(self) -> None:
        kind = self.kinds.choice
        texts = {
            PAGE: self.tr("One HTML file with everything in it; it opens without a network."),
            PDF: self.tr("The page on paper, A4."),
            FRAGMENT: self.tr("The bare article, to paste into another system; no styles, no draft mark."),
            BUNDLE: self.tr("A zip of the post’s own file and what it shows, its paths mended."),
        }
        self.about.setText(texts[kind])
        self.designs.setEnabled(kind in (PAGE, PDF))
        self.original.setEnabled(kind != BUNDLE)
        self.remote.setEnabled(kind != BUNDLE)

    @Slot(str)
    def _on_kinds_chosen(self, _kind: str) -> None:
        self._show_kind()
        self._on_changed()

    @Slot()
    def _on_changed(self, _what: object = None) -> None:
        self.wish_changed.emit(self.wish())

    @Slot()
    def _on_export_clicked(self) -> None:
        wish = self.wish()
        self.accept()
        self.decided.emit(wish)
