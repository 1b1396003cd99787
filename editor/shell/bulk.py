"""Owns one edit of many posts, from the question to the plan that is shown before anything changes."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Slot

from editor.core.bulk import (
    AddItem,
    BulkEdit,
    BulkPlan,
    RemoveField,
    RenameItem,
    ReplaceText,
    SetField,
    TakeItem,
)
from editor.core.errors import EditRefusedError
from editor.core.post.habits import Habits
from editor.core.post.places import PAGE
from editor.services.workspace import Workspace
from editor.shell.planning import PlanDesk, Planned
from editor.shell.window import DeskWindow
from editor.storage.bulk import plan_bulk_edit
from editor.widgets.dialogs.bulk import BulkDialog, BulkWish, BulkWords
from editor.widgets.writing.search import Finder, Query, SlowPatternError


class BulkDesk(QObject):
    """Changes many posts at once."""

    def __init__(
        self, window: DeskWindow, workspace: Workspace, plans: PlanDesk, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._workspace = workspace
        self._plans = plans

    def ask(self, paths: tuple[str, ...]) -> None:
        """Ask what to do with the selected posts, or with all of them."""
        habits = self._workspace.listing.habits or Habits()
        words = BulkWords(
            habits.tags, habits.categories, habits.key_order, len(paths), len(self._all_posts())
        )
        dialog = BulkDialog(words, self._window)
        dialog.decided.connect(partial(self._plan, paths))
        dialog.open()

    def _all_posts(self) -> tuple[str, ...]:
        """Return the posts, drafts and documents of the site; a page such as ``index.md`` is none of them."""
        return tuple(entry.path for entry in self._workspace.listing.posts if entry.kind != PAGE)

    @Slot(object)
    def _plan(self, selected: tuple[str, ...], wish: BulkWish) -> None:
        project, listing = self._workspace.project, self._workspace.listing
        if project is None:
            return
        paths = self._all_posts() if wish.everywhere else selected
        order = listing.habits.key_order if listing.habits else ()
        title = self._title(wish)
        work = partial(plan_bulk_edit, project, title, edit_of(wish), paths, order)
        self._plans.plan(work, partial(self._planned, title))

    def _planned(self, title: str, plan: BulkPlan) -> Planned:
        remarks = [
            self.tr("{file} stays as it is: {why}").format(file=one.path, why=one.why) for one in plan.left
        ]
        remarks += [
            self.tr("{file} gets another address, {before} becomes {after}: links to it would break.").format(
                file=one.path, before=one.before, after=one.after
            )
            for one in plan.moved
        ]
        if not plan.changes:
            return Planned(plan.changes, self.tr("No post would change."), tuple(remarks[:1]))
        told = self.tr("{title}: %n post(s) changed.", "", len(plan.changes.changes)).format(title=title)
        return Planned(plan.changes, told, tuple(remarks), self.tr("Change them"))

    def _title(self, wish: BulkWish) -> str:
        match wish.what:
            case "add":
                text = self.tr("Add “{first}”")
            case "take":
                text = self.tr("Remove “{first}”")
            case "rename":
                text = self.tr("Rename “{first}” to “{second}”")
            case "replace":
                text = self.tr("Replace “{first}” with “{second}”")
            case "set":
                text = self.tr("Set “{key}”")
            case _:
                text = self.tr("Remove field “{key}”")
        return text.format(key=wish.key, first=wish.first, second=wish.second)


def edit_of(wish: BulkWish) -> BulkEdit:
    """Return the edit that a wish means."""
    match wish.what:
        case "add":
            return AddItem(wish.key, wish.first)
        case "take":
            return TakeItem(wish.key, wish.first)
        case "rename":
            return RenameItem(wish.key, wish.first, wish.second)
        case "set":
            return SetField(wish.key, wish.first)
        case "remove":
            return RemoveField(wish.key)
    assert wish.query is not None
    return ReplaceText(replacer(wish.query, wish.second))


def replacer(query: Query, by: str) -> Callable[[str], str]:
    r"""Return a function that replaces the finds in one line as the find bar does, ``$1`` and ``\n`` included.

    It raises EditRefusedError for a pattern that takes too many steps on a line.
    """
    finder = Finder(query)

    def replace(line: str) -> str:
        # The finder counts as Qt does, in UTF-16 units.
        units, done, pieces = line.encode("utf-16-le", "surrogatepass"), 0, []
        try:
            for match in finder.matches(line):
                start = 2 * match.start
                pieces += [
                    units[done:start],
                    finder.replacement(match, by).encode("utf-16-le", "surrogatepass"),
                ]
                done = start + 2 * match.length
        except SlowPatternError as error:
            raise EditRefusedError("The pattern takes too long on a line here. Make it simpler.") from error
        return b"".join((*pieces, units[done:])).decode("utf-16-le", "surrogatepass") if pieces else line

    return replace
