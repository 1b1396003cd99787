"""Owns the form over a post's front matter: values in, one change at a time out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QImage, QResizeEvent
from PySide6.QtWidgets import QFrame, QMenu, QScrollArea, QVBoxLayout, QWidget

from editor.core.excerpt import length, shortened
from editor.core.post.dates import PostDate
from editor.core.post.frontmatter import FrontMatter, Value
from editor.core.post.visibility import Visibility
from editor.widgets.form.fields_page import CATEGORY, TAG, FieldsPage
from editor.widgets.form.filling import Showing, count_excerpt, count_search, fill, fill_lead, show_marks
from editor.widgets.form.images import IMAGE, with_alt
from editor.widgets.form.lists import is_singular, write_items
from editor.widgets.form.places import Places, places_of
from editor.widgets.form.raw_view import RawView
from editor.widgets.form.reason_page import ReasonPage
from editor.widgets.form.undo_keys import UndoKeys
from editor.widgets.form.vocabulary import FormVocabulary

_MARGINS = (20, 14, 20, 12)
_NARROW_MARGINS = (20, 9, 20, 8)
_NARROW = 540
_HALF_A_ROW = 24
"""Pixels that the form may be higher than its share, rather than scroll by so little."""
_MOST_SHOWN, _MOST_TAKEN = 130, 1000
"""So many characters of what Jekyll takes are shown, which the field has room for, and so many may become an excerpt:
more is the whole post."""


class PostForm(QFrame):
    """The fields of one post. Setters never emit; every change the writer makes is a signal.

    ``value_changed`` and ``value_removed`` name the key; text comes at each keystroke, dates and chips when
    they are entered. ``block_changed`` carries the whole new text between the fences; ``step_ended`` says that
    the next change is to be undone by itself. Nothing is changed in the form itself by all that: call
    ``show_front`` with what the post has become.
    """

    value_changed = Signal(str, object)
    value_removed = Signal(str)
    block_changed = Signal(str)
    choose_image_requested = Signal()
    edit_image_requested = Signal()
    image_dropped = Signal(object)
    """The path of a picture for the lead image: of an asset from the project's root, of another file the whole one."""
    suggestions_requested = Signal()
    front_matter_requested = Signal()
    step_ended = Signal()
    undo_requested = Signal()
    redo_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("form")
        self.setAccessibleName(self.tr("Front matter"))
        self._front: FrontMatter | None = None
        self._places = Places()
        self._vocabulary = FormVocabulary()
        self._read_only = False
        self._marks: dict[str, str] = {}
        self._limit = 100_000
        self._excerpt_limit = 160
        self._automatic = ""
        self._post = ""
        self._broken: dict[str, str] = {}
        self._image: tuple[QImage | None, str | None] = (None, None)
        self._build()
        self._undo_keys = UndoKeys(self)
        self._undo_keys.undo_requested.connect(self.undo_requested)
        self._undo_keys.redo_requested.connect(self.redo_requested)
        self._undo_keys.watch(self)
        self._connect()

    # Values in

    def start_post(self, key: str) -> None:
        """Forget the post before: to be called before ``show_front`` shows another; ``key`` tells posts apart.

        YAML that could not be read is kept under the key, and there again when that post comes back. Call
        ``finish_edits`` first, while the post before can still take what was typed.
        """
        if key == self._post:
            return
        if self.raw.problem:
            self._broken[self._post] = self.raw.typed
        self._post = key
        self._front = None
        self._marks.clear()
        self._image = (None, None)
        self.raw.forget()
        self.raw.hide()
        self.fields.date.forget()
        self.fields.chips.line.clear()
        self.fields.more.forget()
        self._scroll.verticalScrollBar().setValue(0)

    def finish_edits(self) -> None:
        """Write the date and the chips that are typed but not entered: before saving or leaving the post."""
        if self._front is None or self._read_only:
            return
        self.fields.date.finish()
        self.fields.chips.finish()
        self.fields.author.chips.finish()
        self.fields.more.finish()

    def focus_headline(self) -> None:
        """Put the cursor in the headline."""
        self.fields.headline.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_part(self, part: str) -> None:
        """Put the keyboard where something is missing: ``headline``, ``excerpt``, ``lead``, ``edit`` or ``alt``."""
        fields = self.fields
        target: QWidget = {
            "headline": fields.headline,
            "lead": fields.lead.choose,
            "edit": fields.lead.edit,
            "alt": fields.alt,
        }.get(part, fields.excerpt)
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._scroll.ensureWidgetVisible(target)

    def show_front(self, front: FrontMatter | None, problem: str | None, read_only: bool = False) -> None:
        """Show a post's front matter; to be called after every edit, whoever made it.

        ``problem`` is the sentence why the front matter could not be read; without it, ``front`` None is a
        file that has none. Only controls whose value differs are touched, so typing goes on undisturbed.
        """
        if front != self._front:
            # A mark is about an edit that was refused; what has been written since has settled it.
            self._marks.clear()
            self.fields.more.clear_marks()
        self._front = front
        self._read_only = read_only
        if front is None:
            self._show_reason(problem)
            return
        words = self._vocabulary
        self._places = places_of(front, words.excerpt_key, words.short_key, words.seo_key)
        self.reason.hide()
        raw = self.raw.isVisibleTo(self._body)
        self.fields.setVisible(not raw)
        if raw:
            self.raw.show_front(front, read_only)
        fill(self.fields, self._showing(front))
        self._show_use_that()
        self.fields.more.show_fields(self._places.others, front.keys, read_only)
        broken = self._broken.pop(self._post, None)
        if broken is not None:
            self._show_raw()
            self.raw.type_again(broken)

    def set_vocabulary(self, vocabulary: FormVocabulary) -> None:
        """Offer the site's own words."""
        self._vocabulary = vocabulary
        self.fields.author.set_words(vocabulary.authors, vocabulary.author_names)
        self.fields.chips.set_words(CATEGORY, vocabulary.categories)
        self.fields.chips.set_words(TAG, vocabulary.tags)
        self.fields.date.set_pattern(vocabulary.date_pattern)
        if self._front is not None:
            self.show_front(self._front, None, self._read_only)

    def set_file_day(self, day: date | None) -> None:
        """Name the day in the file's name, which counts when there is no ``date`` key."""
        self.fields.date.set_file_day(day)

    def show_fate(self, fate: Visibility | None, baseurl: str = "") -> None:
        """Say where the post stands on the site, or why it does not; None for one that belongs to no site."""
        self.fields.address.show_fate(fate, baseurl)

    def set_lead_image(self, image: QImage | None, missing: str | None) -> None:
        """Show the lead image, or the sentence that says why there is none."""
        self._image = (image, missing)
        if self._front is not None:
            fill_lead(self.fields, self._showing(self._front))
            self._refresh_marks()

    def set_smart_typing(self, language: str | None) -> None:
        """Use the quotes and dashes of a language in headline and excerpt while typing; None for none."""
        self.fields.headline.set_smart_typing(language)
        self.fields.excerpt.set_smart_typing(language)

    def show_headline_width(self, characters: int, width: int, most: int) -> None:
        """Show how long the headline is: in characters, and in px of the ``most`` a result list has for it."""
        self.fields.show_headline_length(characters, width, most)

    def show_automatic_excerpt(self, text: str) -> None:
        """Show what Jekyll takes as excerpt while the post names none; ``""`` for nothing."""
        self._automatic = text
        shown = shortened(text, _MOST_SHOWN)
        self.fields.excerpt.setPlaceholderText(
            self.tr("Without one: {text}").format(text=shown) if shown else ""
        )
        self.fields.use_that.setToolTip(shortened(text, _MOST_TAKEN))
        self._show_use_that()

    def _show_use_that(self) -> None:
        """Offer what Jekyll takes while there is no excerpt; a whole post is none."""
        empty = not self.fields.excerpt.text.strip()
        wanted = empty and not self._read_only and 0 < length(self._automatic) <= _MOST_TAKEN
        self.fields.use_that.setVisible(wanted)

    def offer_excerpts(self, suggestions: Sequence[str], automatic: str) -> None:
        """Open a menu of suggestions, and of what Jekyll takes by itself; the one chosen becomes the excerpt."""
        menu = QMenu(self)
        menu.setToolTipsVisible(True)
        width = 90 * self.fontMetrics().averageCharWidth()
        offers = [(text, text) for text in suggestions]
        if automatic and automatic not in suggestions and length(automatic) <= _MOST_TAKEN:
            offers.append((self.tr("What Jekyll takes: {text}").format(text=automatic), automatic))
        for shown, text in offers:
            action = menu.addAction(self.fontMetrics().elidedText(shown, Qt.TextElideMode.ElideRight, width))
            action.setToolTip(text)
            action.triggered.connect(partial(self._use_excerpt, text))
        if not offers:
            menu.addAction(self.tr("There is no running text to take one from.")).setEnabled(False)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        button = self.fields.suggest
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def _use_excerpt(self, text: str, _checked: bool = False) -> None:
        if not self._read_only:
            self._write_summary(self._places.excerpt, text)
            self.fields.excerpt.setFocus()

    def set_excerpt_limit(self, limit: int) -> None:
        """Set the number of characters an excerpt should not exceed."""
        self._excerpt_limit = limit
        count_excerpt(self.fields, self._excerpt_limit)
        count_search(self.fields, self._excerpt_limit)

    def set_height_limit(self, pixels: int) -> None:
        """Set the height above which the form scrolls (about 45 % of the column it stands in)."""
        self._limit = pixels
        self.raw.set_limit(pixels - 90)
        self._fit()

    @property
    def scrolls_by(self) -> int:
        """How many pixels of the form do not fit into its height."""
        return self._scroll.verticalScrollBar().maximum()

    def mark(self, key: str, sentence: str | None) -> None:
        """Mark the value of a key as wrong with a sentence, or take the mark away."""
        if sentence:
            self._marks[key] = sentence
        else:
            self._marks.pop(key, None)
        self._refresh_marks()
        self.fields.more.mark(key, sentence)

    def unfinished(self) -> str | None:
        """Return a sentence about what stands in the form but is not part of the post; None when all is."""
        if self.raw.problem:
            return self.tr(
                "The front matter's text cannot be read as it stands, so it is not part of the post yet."
            )
        doubts = [self.fields.date.unwritten, *self.fields.more.doubts()]
        return next((doubt for doubt in doubts if doubt), None)

    # Building

    def _build(self) -> None:
        self._body = QWidget()
        self._body.setObjectName("formBody")
        self.fields = FieldsPage(self._body)
        self.raw = RawView(self._body)
        self.raw.hide()
        self.reason = ReasonPage(self._body)
        self.reason.hide()
        self._inner = inner = QVBoxLayout(self._body)
        inner.setContentsMargins(*_MARGINS)
        inner.setSpacing(0)
        for page in (self.fields, self.raw, self.reason):
            inner.addWidget(page)
        inner.addStretch(1)
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self._body)
        self._outer = outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 1)
        outer.addWidget(self._scroll)
        self._body.installEventFilter(self)

    def _connect(self) -> None:
        fields = self.fields
        fields.headline.edited.connect(self._on_headline_edited)
        fields.headline.finished.connect(self._on_headline_finished)
        fields.headline.smartened.connect(self.step_ended)
        fields.excerpt.smartened.connect(self.step_ended)
        fields.author.edited.connect(self._on_author_edited)
        fields.date.edited.connect(self._on_date_edited)
        fields.date.doubted.connect(self._on_date_doubted)
        fields.chips.items_changed.connect(self._on_chips_items_changed)
        fields.excerpt.edited.connect(self._on_excerpt_edited)
        fields.excerpt.finished.connect(self._on_excerpt_finished)
        fields.lead.choose_requested.connect(self.choose_image_requested)
        fields.lead.edit_requested.connect(self.edit_image_requested)
        # Told after the drop is done with: whoever hears of it may open a dialog.
        fields.lead.dropped.connect(self.image_dropped, Qt.ConnectionType.QueuedConnection)
        fields.clear_lead.clicked.connect(self._on_clear_lead_clicked)
        fields.suggest.clicked.connect(self.suggestions_requested)
        fields.use_that.clicked.connect(self._on_use_that_clicked)
        fields.short.edited.connect(self._on_short_edited)
        fields.seo.edited.connect(self._on_seo_edited)
        fields.alt.edited.connect(self._on_alt_edited)
        fields.more.value_changed.connect(self._on_more_value_changed)
        fields.more.value_removed.connect(self.value_removed)
        fields.more.rows_changed.connect(self._on_more_rows_changed)
        fields.disclosure.toggled.connect(self._on_disclosure_toggled)
        fields.raw_button.clicked.connect(self._on_raw_button_clicked)
        self.raw.block_changed.connect(self.block_changed)
        self.raw.closed.connect(self._on_raw_closed)
        self.reason.front_matter_requested.connect(self.front_matter_requested)

    # Showing

    def _show_reason(self, problem: str | None) -> None:
        """Show why there are no fields, instead of them."""
        self.fields.hide()
        self.raw.hide()
        if problem:
            self.reason.show_problem(problem, read_only=self._read_only)
        else:
            self.reason.show_none(read_only=self._read_only)
        self.reason.show()

    def _showing(self, front: FrontMatter) -> Showing:
        image, missing = self._image
        return Showing(front, self._places, self._read_only, image, missing, self._excerpt_limit, self._marks)

    def _refresh_marks(self) -> None:
        if self._front is not None:
            show_marks(self.fields, self._showing(self._front))

    # Geometry

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take a new height whenever the fields need one."""
        if watched is self._body and event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap anew, which may take more height or less."""
        super().resizeEvent(event)
        narrow = self.width() < _NARROW
        self.fields.set_narrow(narrow=narrow)
        self._inner.setContentsMargins(*(_NARROW_MARGINS if narrow else _MARGINS))
        self._fit()

    def _fit(self) -> None:
        layout = self._body.layout()
        if layout is None:
            return
        width = self._scroll.viewport().width()
        needed = (
            layout.totalHeightForWidth(width)
            if layout.hasHeightForWidth()
            else layout.totalSizeHint().height()
        )
        below = 2  # the hairline, and the pixel of margin that keeps the fields off it
        wanted = max(needed + below, 40)
        # A form that would scroll by half a row only cuts that row: it is shown whole.
        height = wanted if wanted <= self._limit + _HALF_A_ROW else self._limit
        if self.minimumHeight() != height or self.maximumHeight() != height:
            self.setFixedHeight(height)
            # This may run inside the layout's own resize, which then goes on with the old height: once more.
            self._outer.update()

    # What the writer does

    def _write(self, key: str, value: Value) -> None:
        """Say that a key has a new value; None takes the key away."""
        if value is not None:
            self.value_changed.emit(key, value)
        elif self._front is not None and key in self._front:
            self.value_removed.emit(key)

    def _write_summary(self, key: str, text: str | None) -> None:
        """Say what a text about the post is now.

        An emptied one keeps its key, without a value: to Jekyll an empty text is an excerpt as well, and a reader would
        see nothing in place of what it takes from the post.
        """
        if text == "":
            self.value_changed.emit(key, None)
        else:
            self._write(key, text)

    @Slot(object)
    def _on_headline_edited(self, text: str | None) -> None:
        self._write(self._places.title, text)

    @Slot()
    def _on_headline_finished(self) -> None:
        self.fields.author.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot(object)
    def _on_author_edited(self, value: Value) -> None:
        self._write(self._places.author, value)
        if isinstance(value, list):
            self.step_ended.emit()

    @Slot(object)
    def _on_date_edited(self, value: PostDate | None) -> None:
        self._write(self._places.date, value)

    @Slot(object)
    def _on_date_doubted(self, _sentence: str | None) -> None:
        self._refresh_marks()

    @Slot(str, object)
    def _on_chips_items_changed(self, group: str, items: tuple[Value, ...]) -> None:
        key = self._places.category if group == CATEGORY else self._places.tag
        old = self._front.get(key) if self._front else None
        self._write(key, write_items(items, old, is_singular(key)))
        self.step_ended.emit()  # each chip is entered or removed by itself

    @Slot(str, object)
    def _on_more_value_changed(self, key: str, value: Value) -> None:
        self.value_changed.emit(key, value)
        if isinstance(value, list):
            self.step_ended.emit()

    @Slot(object)
    def _on_excerpt_edited(self, text: str | None) -> None:
        count_excerpt(self.fields, self._excerpt_limit)
        self._show_use_that()
        self._write_summary(self._places.excerpt, text)

    @Slot()
    def _on_use_that_clicked(self) -> None:
        self._use_excerpt(self._automatic)

    @Slot(object)
    def _on_short_edited(self, text: str | None) -> None:
        count_search(self.fields, self._excerpt_limit)
        self._write_summary(self._places.short, text)

    @Slot(object)
    def _on_seo_edited(self, text: str | None) -> None:
        count_search(self.fields, self._excerpt_limit)
        self._write_summary(self._places.seo, text)

    @Slot()
    def _on_excerpt_finished(self) -> None:
        self.fields.lead.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot()
    def _on_clear_lead_clicked(self) -> None:
        self._write(IMAGE, None)

    @Slot(object)
    def _on_alt_edited(self, text: str | None) -> None:
        if self._front is not None:
            words = self._vocabulary
            self._write(*with_alt(self._front, text, words.alt_key, in_map=words.lead_in_map))

    @Slot()
    def _on_more_rows_changed(self) -> None:
        self._undo_keys.watch(self.fields.more)

    @Slot(bool)
    def _on_disclosure_toggled(self, opened: bool) -> None:
        if opened:
            # Only after the next layout is there anything to scroll to.
            QTimer.singleShot(0, self._bring_up_more)

    def _bring_up_more(self) -> None:
        """Scroll the line that was opened to the top, so that what it opened is in view."""
        top = self.fields.disclosure.mapTo(self._body, QPoint(0, 0)).y()
        self._scroll.verticalScrollBar().setValue(top - 6)

    def _show_raw(self) -> None:
        if self._front is not None:
            self.raw.show_front(self._front, self._read_only)
        self.fields.hide()
        self.raw.show()

    @Slot()
    def _on_raw_button_clicked(self) -> None:
        self._show_raw()
        self.raw.text.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_raw_closed(self) -> None:
        self.raw.hide()
        self.fields.show()
        self.fields.raw_button.setFocus(Qt.FocusReason.OtherFocusReason)
