"""Owns the pane of posts: the search box, the chips of states and the list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from editor.core.arranging import ALL, PAGES, Arrangement, PostView
from editor.widgets.panel.lists import EmptyPage
from editor.widgets.panel.post_table import PostTable
from editor.widgets.panel.search_box import SearchBox
from editor.widgets.panel.state_chips import StateChips
from editor.widgets.panel.view_menu import SavedSearch, ViewMenu
from editor.widgets.theme import Theme

if TYPE_CHECKING:
    from editor.core.query.completion import Known
    from editor.core.query.hits import Excerpt
    from editor.core.query.nodes import Query, Words


@dataclass(frozen=True, slots=True)
class ShownPosts:
    """What the pane lists for a view.

    ``words`` are those that were looked for, ``counts`` how many posts the whole site has of each state, ``total``
    how many in all; not ``complete`` while the folder is still being read.
    """

    view: PostView = field(default_factory=PostView)
    rows: Arrangement = field(default_factory=Arrangement)
    words: tuple[Words, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    total: int = 0
    complete: bool = True


class PostsPane(QWidget):
    """Lists the posts of a ``PostView``; whoever hears ``view_changed`` answers with ``show_posts``.

    ``post_requested`` carries a path in the project, ``menu_requested`` a tuple of such paths (the selected rows)
    and the place on the screen, ``excerpts_wanted`` the paths of posts whose hits are to be shown by
    ``show_excerpts``; ``search_saved`` a query to be given a name, ``search_renamed`` (to be given another
    one) and ``search_removed`` a ``SavedSearch``;
    ``counted`` what the panel says beside the site's name.
    """

    view_changed = Signal(object)
    post_requested = Signal(object)
    menu_requested = Signal(object, QPoint)
    excerpts_wanted = Signal(object)
    picture_wanted = Signal(object)
    search_saved = Signal(str)
    search_renamed = Signal(object)
    search_removed = Signal(object)
    new_post_requested = Signal()
    site_requested = Signal()
    open_project_requested = Signal()
    leave_requested = Signal()
    counted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = ShownPosts(complete=False)  # nothing has been read yet
        self._has_project = False
        self._is_site = True
        self._is_stopped = False
        self.view = PostView()
        # Enter before the answer to what was typed has come: the first of that answer is meant, not of the last.
        self._opens = False
        self.count_text = ""
        self.search = SearchBox(self)
        self.menu = ViewMenu(self.search.button, self)
        self.table = PostTable(self.tr("Posts"), self)
        self.chips = StateChips(self)
        self._empty = EmptyPage(self)
        self._pages = QStackedWidget(self)
        self._build()
        self._connect()
        self.show_posts(self._shown)

    def _build(self) -> None:
        self.search.show_button()
        top = QVBoxLayout()
        top.setContentsMargins(12, 0, 12, 8)
        top.setSpacing(8)
        top.addWidget(self.search)
        top.addWidget(self.chips)
        self._pages.addWidget(self.table)
        self._pages.addWidget(self._empty)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(top)
        whole.addWidget(self._pages, 1)

    def _connect(self) -> None:
        self.search.query_changed.connect(self._on_search_query_changed)
        self.search.entered.connect(self._on_search_entered)
        self.search.left_below.connect(self._on_search_left_below)
        self.search.left.connect(self.leave_requested)
        self.chips.chosen.connect(self._on_chips_chosen)
        self.menu.view_chosen.connect(self._on_menu_view_chosen)
        self.menu.search_chosen.connect(self._on_menu_search_chosen)
        self.menu.saving_requested.connect(self.search_saved)
        self.menu.renaming_requested.connect(self.search_renamed)
        self.menu.removal_requested.connect(self.search_removed)
        self._empty.pressed.connect(self._on_empty_pressed)
        self.table.opened.connect(self.post_requested)
        self.table.menu_requested.connect(self.menu_requested)
        self.table.leave_requested.connect(self.leave_requested)
        self.table.left_at_top.connect(self.focus_filter)
        self.table.typed.connect(self._on_table_typed)
        self.table.rows.picture_wanted.connect(self.picture_wanted)
        self.table.rows.excerpts_wanted.connect(self.excerpts_wanted)

    # -- values in ---------------------------------------------------------------------------------------------

    def show_has_project(self, *, has_project: bool) -> None:
        """Say whether a project is open: an empty list offers another step without one."""
        self._has_project = has_project
        self._show_count()
        self._show_page()

    def show_is_site(self, *, is_site: bool) -> None:
        """Say whether the open folder is a site: an empty list offers to make it one."""
        self._is_site = is_site
        self._show_page()

    def show_stopped(self, *, stopped: bool) -> None:
        """Say whether reading the folder was stopped before its end."""
        self._is_stopped = stopped
        self._show_count()
        self._show_page()

    def show_posts(self, shown: ShownPosts) -> None:
        """List these posts, keeping what is selected and, in the same view, what is at the top."""
        same_view = shown.view == self._shown.view
        self._shown = shown
        self.table.show_rows(shown.rows, shown.words, same_view=same_view)
        self.chips.show_counts(shown.counts)
        self._show_count()
        self._show_page()
        if self._opens and shown.view == self.view:
            self._opens = False
            self.table.open_first()

    def set_view(self, view: PostView) -> None:
        """Take over a view that is to be shown, from a session or for another project; sends nothing."""
        self.view = view
        self.search.line.blockSignals(True)
        self.search.set_text(view.query)
        self.search.line.blockSignals(False)
        self.search.show_problem()
        self.chips.set_choice(view.state)
        self.menu.show_view(view)

    def show_excerpts(self, excerpts: Mapping[str, Excerpt]) -> None:
        """Show the hits in the texts of posts, by their paths."""
        self.table.set_excerpts(excerpts)

    def show_clashes(self, clashes: Mapping[str, Sequence[str]]) -> None:
        """Mark the posts whose address others have, too; ``clashes`` maps their paths to the paths of these."""
        self.table.rows.set_clashes(clashes)
        self.table.viewport().update()

    def show_known(self, known: Known) -> None:
        """Suggest these values in the search box."""
        self.search.set_known(known)

    def show_saved(self, saved: Sequence[SavedSearch]) -> None:
        """Offer these searches."""
        self.menu.show_saved(saved)

    def show_current(self, path: str) -> None:
        """Mark the post in front, by its path in the project; an empty path marks none."""
        self.table.show_front(path)

    def set_picture(self, path: str, image: QImage) -> None:
        """Put a thumbnail where it is wanted."""
        self.table.set_picture(path, image)

    def forget_pictures(self) -> None:
        """Ask again for every thumbnail."""
        self.table.rows.forget_pictures()
        self.table.viewport().update()

    def forget_picture(self, path: str) -> None:
        """Ask again for one thumbnail, which changed on disk."""
        self.table.rows.forget_picture(path)
        self.table.viewport().update()

    def set_theme(self, theme: Theme) -> None:
        """Draw rows in the colours of ``theme``."""
        self.table.set_theme(theme)

    @Slot()
    def focus_filter(self) -> None:
        """Put the cursor into the search box."""
        self.search.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.line.selectAll()

    def selected_paths(self) -> tuple[str, ...]:
        """Return the paths of the selected posts, in the order of the list."""
        return self.table.selected_paths()

    # -- what is on show ---------------------------------------------------------------------------------------

    def _show_count(self) -> None:
        shown = self._shown
        if not shown.complete and self._is_stopped:
            text = self.tr("Stopped: {count} so far").format(count=self.locale().toString(shown.total))
        elif not shown.complete and self._has_project:
            text = self.tr("Reading…")
        elif self._is_narrowed() and shown.rows.posts != shown.total:
            found, total = self.locale().toString(shown.rows.posts), self.locale().toString(shown.total)
            text = self.tr("{found} of {total}").format(found=found, total=total)
        else:
            text = self.tr("%Ln post(s)", "", shown.total - shown.counts.get(PAGES, 0))
        if text != self.count_text:
            self.count_text = text
            self.counted.emit(text)

    def _is_narrowed(self) -> bool:
        return bool(self.view.query.strip()) or self.view.state != ALL

    def _show_page(self) -> None:
        if self._shown.rows.posts:
            self._pages.setCurrentWidget(self.table)
            return
        if not self._has_project:
            text = self.tr("Open the folder of your site to see its posts here.")
            self._empty.say(text, self.tr("Open project…"))
        elif not self._shown.complete and self._is_stopped:
            self._empty.say(self.tr("Reading stopped before any of this was listed."))
        elif not self._shown.complete:
            self._empty.say(self.tr("Reading the folder…"))
        elif self._is_narrowed():
            self._empty.say(self.tr("Nothing here matches the search."), self.tr("Show all"))
        elif not self._is_site:
            self._empty.say(
                self.tr(
                    "This folder is no site yet. It can be made one: _posts, _drafts, assets/images and a small "
                    "_config.yml come into it; nothing that is in it changes."
                ),
                self.tr("Make this folder a site"),
            )
        else:
            self._empty.say(self.tr("No posts yet. The first one is a click away."), self.tr("New post"))
        self._pages.setCurrentWidget(self._empty)

    # -- what the writer does ----------------------------------------------------------------------------------

    def _change(self, view: PostView) -> None:
        if view != self.view:
            self.view, self._opens = view, False
            self.menu.show_view(view)
            self.view_changed.emit(view)

    @Slot(object)
    def _on_search_query_changed(self, query: Query) -> None:
        self._change(replace(self.view, query=query.text))

    @Slot(str)
    def _on_chips_chosen(self, state: str) -> None:
        self._change(replace(self.view, state=state))

    @Slot(object)
    def _on_menu_view_chosen(self, view: PostView) -> None:
        self._change(view)

    @Slot(object)
    def _on_menu_search_chosen(self, saved: SavedSearch) -> None:
        self.search.set_text(saved.query)
        self.focus_filter()

    @Slot()
    def _on_search_entered(self) -> None:
        self._opens = self.view != self._shown.view
        if not self._opens:
            self.table.open_first()

    @Slot()
    def _on_search_left_below(self) -> None:
        if self._shown.rows.posts:
            self.table.enter()

    @Slot(str)
    def _on_table_typed(self, letter: str) -> None:
        self.search.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.search.line.end(False)
        self.search.line.insert(letter)

    @Slot()
    def _on_empty_pressed(self) -> None:
        if not self._has_project:
            self.open_project_requested.emit()
        elif self._is_narrowed():
            self.chips.set_choice(ALL)
            self._change(replace(self.view, state=ALL))
            self.search.line.clear()
        elif not self._is_site:
            self.site_requested.emit()
        else:
            self.new_post_requested.emit()
