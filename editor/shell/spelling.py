"""Owns how spelling is looked at: words underlined while writing, and the walk through the ones in doubt."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QLocale, QObject, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QTextCursor
from PySide6.QtWidgets import QMenu

from editor.core.errors import EditorError
from editor.core.settings import Settings
from editor.services.document import Document
from editor.services.spelling import Finding, Spelling
from editor.services.workspace import Workspace
from editor.shell.window import DeskWindow
from editor.widgets.writing.columns import to_utf16
from editor.widgets.writing.doubts import Doubts

_REST_MS = 1500
"""The words in doubt are counted once the text has rested this long."""


class SpellingDesk(QObject):
    """Connects spelling with editor, bar and status line; ``failed`` carries an ``EditorError``."""

    failed = Signal(object)

    def __init__(
        self,
        window: DeskWindow,
        workspace: Workspace,
        spelling: Spelling,
        actions: Mapping[str, QAction],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._workspace = workspace
        self._spelling = spelling
        self._actions = actions
        self._doubts = Doubts(spelling.is_wrong)
        self._settings = Settings()
        self._finding: Finding | None = None
        self._problem: EditorError | None = None
        self._awaiting: tuple[QMenu, QAction, str] | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._on_rest_timeout)

    # -- language ----------------------------------------------------------------------------------------------

    def use_settings(self, settings: Settings) -> None:
        """Follow the writer's preferences."""
        self._settings = settings
        self._actions["toggle_spelling"].setChecked(settings.check_spelling)
        self.show_current(self._workspace.current)

    @Slot(object)
    def show_current(self, document: Document | None) -> None:
        """Look at another post: it may be in another language."""
        self._leave()
        on = self._settings.check_spelling and document is not None
        self._window.editor.show_doubts(self._doubts if on else None)
        self._window.status.show_note("")
        if on:
            self._spelling.use(self._wanted(document))
            self._note_change(document)
        else:
            self._window.status.show_language("")

    def _wanted(self, document: Document | None) -> tuple[str, ...]:
        """Return the languages to try: the writer's choice, else what the post says, or the site, or the system.

        A German post is not looked up in an English dictionary, in which every word of it would be wrong.
        """
        if self._settings.spelling_language:
            return (self._settings.spelling_language,)
        front = document.front.get("lang") if document is not None and document.front is not None else None
        project = self._workspace.project
        site = project.site.raw if project is not None else {}
        for said in (front, site.get("lang"), site.get("locale")):
            if isinstance(said, str) and said:
                return (said,)
        return tuple(tag for tag in (QLocale().name(), "en") if tag != "C")

    @Slot(str)
    def show_language(self, tag: str) -> None:
        """Show in which language words are looked up."""
        if not self._settings.check_spelling or self._workspace.current is None:
            return
        self._window.status.show_language(_language_name(tag) if tag else self.tr("No dictionary"))
        if tag:
            self._problem = None

    @Slot(object)
    def keep_problem(self, error: EditorError) -> None:
        """Remember why there is no dictionary, for when the writer asks; say it now if they have asked."""
        self._problem = error
        if self._window.spelling_bar.isVisible():
            self._window.spelling_bar.show_problem(error.message)

    # -- underlining -------------------------------------------------------------------------------------------

    @Slot(object)
    def follow(self, document: Document) -> None:
        """Follow the text of a document that was opened."""
        document.body_changed.connect(partial(self._note_change, document))

    @Slot(object)
    def redraw(self, words: frozenset[str] | None = None) -> None:
        """Underline what is known by now: of some words, or of all."""
        if words is None:
            self._doubts.forget()
        elif not self._doubts.forget_words(words):
            return
        self._window.editor.viewport().update()

    def _note_change(self, document: Document | None, _change: object = None) -> None:
        """Count the words in doubt once the text has rested; cheap enough for every keystroke."""
        if self._settings.check_spelling and document is self._workspace.current:
            self._spelling.stand_back()
            self._rest.start()

    @Slot()
    def _on_rest_timeout(self) -> None:
        document = self._workspace.current
        if document is not None and self._settings.check_spelling:
            self._spelling.count(document.lines)

    @Slot(int)
    def show_count(self, words: int) -> None:
        """Show how many words are in doubt."""
        text = self.tr("%Ln word(s) to check", "", words) if words else ""
        self._window.status.show_note(text)

    # -- the walk ----------------------------------------------------------------------------------------------

    @Slot()
    def start(self) -> None:
        """Open the bar on the first word in doubt behind the cursor."""
        document = self._workspace.current
        if document is None:
            return
        self._spelling.use(self._wanted(document))
        bar = self._window.spelling_bar
        self._window.find_bar.hide()
        bar.show()
        if self._problem is not None:
            bar.show_problem(self._problem.message)
            return
        bar.show_looking()
        editor = self._window.editor
        place = editor.place()
        self._spelling.find(document.lines, place.line, place.column)

    @Slot(object)
    def show_finding(self, finding: Finding | None) -> None:
        """Select a word in doubt and offer what may have been meant."""
        document, bar, editor = self._workspace.current, self._window.spelling_bar, self._window.editor
        if document is None or not bar.isVisible():
            return
        self._finding = finding
        if finding is None:
            bar.show_clean()
            return
        position, length = self._span(finding)
        if not length:
            self._spelling.find(document.lines, finding.place.line, finding.place.word.start)
            return
        editor.select_range(position, length)
        bar.show_word(editor.selected_text(), finding.suggestions)

    def _span(self, finding: Finding) -> tuple[int, int]:
        """Return the word's place in the document; (0, 0) when the text is another one by now."""
        line, (start, word) = finding.place
        block = self._window.editor.document().findBlockByNumber(line)
        text = block.text()
        found = text[start : start + len(word)]
        if not block.isValid() or found.replace("’", "'") != word:
            return 0, 0
        first = to_utf16(text, start)
        return block.position() + first, to_utf16(found, len(found))

    @Slot(str)
    def replace(self, word: str) -> None:
        """Put another word where the one in doubt stands, and go on."""
        if self._finding is not None and not self._window.editor.isReadOnly():
            position, length = self._span(self._finding)
            if length:
                cursor = QTextCursor(self._window.editor.document())
                cursor.setPosition(position)
                cursor.setPosition(position + length, QTextCursor.MoveMode.KeepAnchor)
                cursor.insertText(word)
                self._window.editor.setTextCursor(cursor)
        self._finding = None
        self.start()

    @Slot()
    def ignore(self) -> None:
        """Take the word shown as right for now, and go on."""
        if self._finding is not None:
            self._spelling.ignore(self._finding.place.word.text)
        self.start()

    @Slot()
    def learn(self) -> None:
        """Take the word shown into the writer's dictionary, and go on."""
        if self._finding is not None:
            self._spelling.learn(self._finding.place.word.text)
        self.start()

    @Slot()
    def leave(self) -> None:
        """Close the bar and go back to the text."""
        self._leave()
        self._window.editor.setFocus()

    def _leave(self) -> None:
        self._finding = None
        self._window.spelling_bar.hide()

    # -- the menu of a word ------------------------------------------------------------------------------------

    @Slot(object, int, int)
    def extend_menu(self, menu: QMenu, line: int, column: int) -> None:
        """Offer what may have been meant at the head of the text's own menu, if the word there is in doubt."""
        editor = self._window.editor
        block = editor.document().findBlockByNumber(line)
        found = self._doubts.word_at(block.text(), editor.state_above(line), column)
        if found is None or not self._settings.check_spelling:
            return
        start, word = found
        head = menu.actions()[0] if menu.actions() else QAction(menu)
        waiting = QAction(self.tr("Looking for “{word}”…").format(word=word), menu)
        waiting.setEnabled(False)
        menu.insertAction(head, waiting)
        learn = QAction(self.tr("Add to dictionary"), menu)
        learn.triggered.connect(partial(self._learn_word, word))
        menu.insertAction(head, learn)
        menu.insertSeparator(head)
        self._awaiting = (menu, waiting, word)
        editor.select_range(block.position() + to_utf16(block.text(), start), to_utf16(word, len(word)))
        self._spelling.suggest(word)

    def _learn_word(self, word: str, _checked: bool = False) -> None:
        self._spelling.learn(word)

    @Slot(str, object)
    def show_suggestions(self, word: str, suggestions: tuple[str, ...]) -> None:
        """Fill the open menu of a word in doubt."""
        if self._awaiting is None or self._awaiting[2] != word:
            return
        menu, waiting, _ = self._awaiting
        self._awaiting = None
        for suggestion in suggestions:
            action = QAction(suggestion, menu)
            action.triggered.connect(partial(self._put, suggestion))
            menu.insertAction(waiting, action)
        if suggestions:
            menu.removeAction(waiting)
        else:
            waiting.setText(self.tr("No suggestions"))

    def _put(self, word: str, _checked: bool = False) -> None:
        if not self._window.editor.isReadOnly():
            self._window.editor.insert_text(word)

    @Slot()
    def forget_menu(self) -> None:
        """The menu has closed: suggestions come too late for it."""
        self._awaiting = None


def _language_name(tag: str) -> str:
    """Return a dictionary's tag in words, such as ``English (United Kingdom)``."""
    locale = QLocale(tag)
    if locale.language() == QLocale.Language.C:
        return tag
    name = locale.nativeLanguageName() or QLocale.languageToString(locale.language())
    if "_" not in tag:
        return str(name)
    return f"{QLocale.languageToString(locale.language())} ({_short_territory(locale)})"


def _short_territory(locale: QLocale) -> str:
    short = {QLocale.Country.UnitedKingdom: "UK", QLocale.Country.UnitedStates: "US"}
    return short.get(locale.territory()) or str(QLocale.territoryToString(locale.territory()))
