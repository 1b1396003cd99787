"""Owns bringing a picture to the bench, and having saved what is made of it there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QMenu

from editor.core.article import lead_image_of
from editor.core.errors import EditorError, ProjectError
from editor.core.images.credits import Credits
from editor.core.images.geometry import Size
from editor.core.links import is_remote, picture_path
from editor.core.markdown.inline_pictures import InlinePicture, picture_at
from editor.core.site import SiteConfig
from editor.services.document import Document
from editor.services.image_bench import STAGES, ImageBench, OnBench, Order, Weight
from editor.services.workspace import Workspace
from editor.shell.bench_words import BenchWords, Place
from editor.shell.window import DeskWindow
from editor.storage.images.cleaning import CLEANABLE
from editor.storage.images.encoding import BY_SUFFIX, SUFFIXES, Encoding
from editor.storage.images.opening import PictureFacts
from editor.storage.images.variants import variant_paths
from editor.storage.project import read_style
from editor.widgets.images.bench import BenchDialog
from editor.widgets.images.saving import Saving
from editor.widgets.images.subject import Result, Subject
from editor.widgets.prompts import Prompts
from editor.widgets.theme import Theme


class BenchDesk(QObject):
    """Opens the bench. ``failed`` carries an ``EditorError``; ``picture_written`` the path of a file that changed."""

    failed = Signal(object)
    picture_written = Signal(object)

    def __init__(
        self,
        window: DeskWindow,
        workspace: Workspace,
        bench: ImageBench,
        words: BenchWords,
        prompts: Prompts,
        theme: Callable[[], Theme],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._workspace = workspace
        self._bench = bench
        self._words = words
        self._prompts = prompts
        self._theme = theme
        self._dialog: BenchDialog | None = None
        self._place, self._file = Place(""), Path()
        self._original: Size = (1, 1)
        self._facts: PictureFacts | None = None
        self._result: Result | None = None

    # -- bringing a picture ------------------------------------------------------------------------------------

    @Slot()
    def edit_lead(self) -> None:
        """Bring the lead image of the post in front."""
        document = self._workspace.current
        lead = lead_image_of(document.front) if document is not None and document.front is not None else None
        if lead is not None and (relative := self._path_of(lead.src, document)):
            self._open(Place(relative, document))

    @Slot()
    def edit_here(self) -> None:
        """Bring the picture in the line of the cursor, else the lead image."""
        document, editor = self._workspace.current, self._window.editor
        if document is None:
            return
        place = editor.place()
        picture = picture_at(editor.document().findBlockByNumber(place.line).text(), place.column)
        if picture is None:
            self.edit_lead()
        else:
            self._edit_inline(place.line, picture)

    @Slot(object, int, int)
    def extend_menu(self, menu: QMenu, line: int, column: int) -> None:
        """Offer the bench in the text's own menu where there is a picture."""
        picture = picture_at(self._window.editor.document().findBlockByNumber(line).text(), column)
        if picture is not None:
            head = menu.actions()[0] if menu.actions() else None
            action = QAction(self.tr("Edit image…"), menu)
            action.triggered.connect(partial(self._edit_inline, line, picture))
            menu.insertAction(head, action)
            menu.insertSeparator(head)

    def _edit_inline(self, line: int, picture: InlinePicture, _checked: bool = False) -> None:
        document = self._workspace.current
        if document is not None and (relative := self._path_of(picture.source, document)):
            self._open(Place(relative, document, line, picture))

    @Slot(object)
    def edit_asset(self, relative: str) -> None:
        """Bring a picture of the project; the lead image of the post in front brings its texts."""
        document = self._workspace.current
        lead = lead_image_of(document.front) if document is not None and document.front is not None else None
        site = self._site()
        leads = lead is not None and picture_path(lead.src, site) == relative
        self._open(Place(relative, document if leads else None))

    def _site(self) -> SiteConfig:
        return self._workspace.project.site if self._workspace.project is not None else SiteConfig()

    def _path_of(self, source: str, document: Document | None) -> str | None:
        post = self._workspace.relative_of(document) if document is not None else ""
        path = None if is_remote(source) else picture_path(source, self._site(), post)
        if path is None or self._workspace.find_asset(path) is None:
            sentence = self.tr("“{source}” is not a picture of this project, so it cannot be edited here.")
            self.failed.emit(ProjectError(sentence.format(source=source)))
            return None
        return path

    def _open(self, place: Place) -> None:
        file = self._workspace.find_asset(place.relative)
        if file is None:
            self.failed.emit(
                ProjectError(self.tr("“{path}” is no longer there.").format(path=place.relative))
            )
            return
        if self._dialog is not None:
            self._dialog.raise_()
            return
        self._place, self._file = place, file
        self._dialog = dialog = BenchDialog(self._theme(), self._window)
        dialog.draw_requested.connect(self._bench.draw)
        dialog.weigh_requested.connect(self._weigh)
        dialog.save_requested.connect(self._save)
        dialog.copy_requested.connect(self._save_copy)
        dialog.variants_requested.connect(self._save_variants)
        dialog.revert_requested.connect(self._revert)
        dialog.discard_requested.connect(self._ask_to_discard)
        dialog.finished.connect(self._on_dialog_finished)
        dialog.open()
        self._bench.open(file)

    @Slot()
    def _ask_to_discard(self) -> None:
        """Close the bench with work that is not saved, if the writer means it."""
        name = Path(self._place.relative).name
        text = self.tr("Your changes to “{name}” are not saved.").format(name=name)
        if (
            self._prompts.ask_to_confirm(self.tr("Edit image"), text, self.tr("Discard"))
            and self._dialog is not None
        ):
            self._dialog.done(QDialog.DialogCode.Rejected)

    @Slot()
    def _on_dialog_finished(self) -> None:
        self._bench.clear()
        self._result = None
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None

    # -- what the bench says -----------------------------------------------------------------------------------

    @Slot(object)
    def show_opened(self, opened: OnBench) -> None:
        """Put the picture on the bench, with the texts it has in the post."""
        if self._dialog is None or opened.path != self._file:
            return  # it was closed before its picture was read, and perhaps opened for another
        facts = opened.facts
        self._original, self._facts = facts.size, facts
        texts, hint = self._words.texts(self._place, facts.credits)
        subject = Subject(
            opened.path.name,
            texts,
            hint,
            facts.size,
            facts.bytes,
            facts.format,
            facts.transparent,
            facts.personal,
            self._words.kept(facts.credits, texts),
            opened.has_original,
            facts.format in CLEANABLE or not facts.personal,
            self._words.focus(self._place),
        )
        self._dialog.show_subject(subject, opened.image)

    @Slot(object)
    def show_drawn(self, image: object) -> None:
        """Show the frame as it was asked for."""
        if self._dialog is not None:
            self._dialog.show_drawn(image)

    @Slot(object)
    def show_weight(self, weight: Weight) -> None:
        """Show what the finished file weighs."""
        if self._dialog is not None:
            self._dialog.show_weight(weight.bytes, weight.image, exact=weight.exact)

    @Slot(object)
    def show_failure(self, error: EditorError) -> None:
        """Say on the bench what went wrong; a picture that cannot be opened closes it."""
        if self._dialog is None:
            self.failed.emit(error)
        elif not self._dialog.is_ready:
            self._dialog.reject()
            self.failed.emit(error)
        else:
            self._dialog.show_problem(error.message)

    @Slot(int)
    def show_progress(self, done: int) -> None:
        """Say how far the saving is."""
        if self._dialog is not None:
            self._dialog.show_progress(done, STAGES)

    # -- saving ------------------------------------------------------------------------------------------------

    @Slot(object, object)
    def _weigh(self, recipe: object, saving: Saving) -> None:
        self._bench.weigh(recipe, _encoding(saving))

    @Slot(object)
    def _save(self, result: Result) -> None:
        file = self._still_there()
        if file is None:
            return
        order = self._order(result, file)
        if order.encoding is None and self._facts and not self._facts.personal:
            # Only words were changed, and there is nothing to take out: the file stays as it is, byte for byte.
            self._finish(result, None)
        else:
            self._result = result
            self._bench.save(order)

    @Slot(object)
    def _save_copy(self, result: Result) -> None:
        # Also of a file that is gone since: what was made of it here is all there is then.
        order = self._order(result, self._file)
        self._result = None
        self._bench.save_copy(order)

    @Slot(object)
    def _save_variants(self, result: Result) -> None:
        project = self._workspace.project
        if project is not None:
            order = replace(self._order(result, self._file), encoding=_encoding(result.saving))
            variants = read_style(project.root).variants
            target = order.target
            paths = variant_paths(target.stem, target.parent, variants, result.saving.format)
            taken = [path.name for path in paths if path.exists()]
            if taken and not self._may_replace(taken):
                self._said_left(taken)
            else:
                self._bench.save_variants(order, variants, replace=bool(taken))

    def _may_replace(self, names: Sequence[str]) -> bool:
        text = self.tr("There already: {names}. What they are now is kept, outside the site.")
        return self._prompts.ask_to_confirm(
            self.tr("Save variants"), text.format(names=", ".join(names)), self.tr("Replace")
        )

    def _said_left(self, names: Sequence[str]) -> None:
        if self._dialog is not None:
            text = self.tr("Nothing was written: {names} were left as they are.")
            self._dialog.show_done(text.format(names=", ".join(names)))

    @Slot(object)
    def show_varied(self, paths: tuple[Path, ...]) -> None:
        """All sizes are written: say where; the bench stays open."""
        for path in paths:
            self.picture_written.emit(path)
        if self._dialog is not None:
            names = ", ".join(path.name for path in paths)
            self._dialog.show_done(self.tr("Written beside it: {names}.").format(names=names))

    def _still_there(self) -> Path | None:
        """Return the picture's file; where it is gone, say so."""
        file = self._workspace.find_asset(self._place.relative)
        if file is None:
            sentence = self.tr("“{path}” is no longer there. Save a copy to keep what you made of it.")
            self.show_failure(ProjectError(sentence.format(path=self._place.relative)))
        return file

    def _order(self, result: Result, file: Path) -> Order:
        said = Credits(caption=result.texts.caption or "", credit=result.texts.credit or "")
        if self._stays(result):
            return Order(result.recipe, None, said, file)
        same = BY_SUFFIX.get(file.suffix.lower()) == result.saving.format
        target = file if same else file.with_suffix(SUFFIXES[result.saving.format])
        return Order(result.recipe, _encoding(result.saving), said, target)

    def _stays(self, result: Result) -> bool:
        """Whether the file's pixels stay as they are coded: nothing is done to them, and they need not be coded anew
        to take out what is personal."""
        facts = self._facts
        may = facts is not None and (facts.format in CLEANABLE or not facts.personal)
        return may and result.recipe.is_nothing and not result.chosen

    @Slot(object)
    def show_saved(self, path: Path) -> None:
        """The file is written: write the texts into the post, and let everything draw the picture again."""
        self.picture_written.emit(path)
        result, self._result = self._result, None
        if result is not None:
            self._finish(result, path)
        elif self._dialog is not None:
            self._dialog.accept()

    @Slot()
    def _revert(self) -> None:
        """Put the original back, if the writer means it: what was made of it is not kept."""
        name = Path(self._place.relative).name
        text = self.tr(
            "“{name}” will be what it was before it was first edited here. What it is now is not kept."
        )
        if self._prompts.ask_to_confirm(
            self.tr("Revert to original"), text.format(name=name), self.tr("Revert")
        ):
            self._bench.revert()

    @Slot(object)
    def show_reverted(self, path: Path) -> None:
        """The original is back."""
        self.picture_written.emit(path)
        if self._dialog is not None:
            self._dialog.accept()

    def _finish(self, result: Result, written: Path | None) -> None:
        self._words.write(self._place, self._original, result, written)
        if self._dialog is not None:
            self._dialog.accept()


def _encoding(saving: Saving) -> Encoding:
    return Encoding(saving.format, saving.quality, (255, 255, 255) if saving.fill else None)
