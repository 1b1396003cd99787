"""Owns the menu beside the search box: order, groups, saved searches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QObject, Signal, SignalInstance, Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QLabel, QMenu, QToolButton, QWidgetAction

from editor.core.arranging import GROUPS, SORTS, PostView


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A query the writer has given a name."""

    name: str
    query: str


class ViewMenu(QObject):
    """Fills the button's menu when it opens.

    ``view_chosen`` carries a ``PostView`` with another order or group, ``search_chosen``, ``renaming_requested`` and
    ``removal_requested`` a ``SavedSearch``, ``saving_requested`` the query to give a name.
    """

    view_chosen = Signal(object)
    search_chosen = Signal(object)
    saving_requested = Signal(str)
    renaming_requested = Signal(object)
    removal_requested = Signal(object)

    def __init__(self, button: QToolButton, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._button = button
        self._view = PostView()
        self._saved: tuple[SavedSearch, ...] = ()
        self.menu = QMenu(button)
        self.menu.aboutToShow.connect(self._on_menu_about_to_show)
        button.setMenu(self.menu)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        name = self.tr("Order, groups and saved searches")
        button.setAccessibleName(name)
        button.setToolTip(name)

    def show_view(self, view: PostView) -> None:
        """Tick what is on show."""
        self._view = view

    def show_saved(self, saved: Sequence[SavedSearch]) -> None:
        """Offer these searches."""
        self._saved = tuple(saved)

    @Slot()
    def _on_menu_about_to_show(self) -> None:
        self.menu.clear()
        orders = {
            "date": self.tr("Newest first"),
            "title": self.tr("By headline"),
            "changed": self.tr("Last changed first"),
            "words": self.tr("Longest first"),
        }
        groups = {"": self.tr("No groups"), "month": self.tr("By month"), "category": self.tr("By category")}
        self._choices(self.tr("Order"), orders, SORTS, "sort", self._view.sort)
        reverse = self.menu.addAction(self.tr("Reverse the order"))
        reverse.setCheckable(True)
        reverse.setChecked(self._view.reverse)
        reverse.triggered.connect(self._on_reverse_triggered)
        self._choices(self.tr("Groups"), groups, GROUPS, "group", self._view.group)
        self._searches()

    def _heading(self, title: str) -> None:
        """Begin a part of the menu with its name: a section is drawn as a bare line under a style sheet."""
        if self.menu.actions():
            self.menu.addSeparator()
        label = QLabel(title, self.menu)
        label.setProperty("tone", "muted")
        label.setProperty("scale", "meta")
        label.setContentsMargins(38, 4, 26, 2)
        heading = QWidgetAction(self.menu)
        heading.setText(title)
        heading.setDefaultWidget(label)
        heading.setEnabled(False)
        self.menu.addAction(heading)

    def _choices(
        self, title: str, labels: dict[str, str], names: Sequence[str], field: str, chosen: str
    ) -> None:
        self._heading(title)
        group = QActionGroup(self.menu)
        for name in names:
            action = self.menu.addAction(labels[name], partial(self._choose, field, name))
            action.setCheckable(True)
            action.setChecked(name == chosen)
            group.addAction(action)

    def _searches(self) -> None:
        self._heading(self.tr("Saved searches"))
        for search in self._saved:
            action = self.menu.addAction(
                search.name.replace("&", "&&"), partial(self.search_chosen.emit, search)
            )
            action.setToolTip(search.query)
        save = self.menu.addAction(self.tr("Save this search…"), self._save)
        save.setEnabled(bool(self._view.query.strip()))
        if self._saved:
            self._of_each(self.tr("Rename a saved search"), self.renaming_requested)
            self._of_each(self.tr("Delete a saved search"), self.removal_requested)

    def _of_each(self, title: str, chosen: SignalInstance) -> None:
        menu: QMenu = self.menu.addMenu(title)
        for search in self._saved:
            menu.addAction(search.name.replace("&", "&&"), partial(chosen.emit, search))

    def actions(self) -> list[QAction]:
        """Return what the menu offers when it opens now."""
        self._on_menu_about_to_show()
        return self.menu.actions()

    def _choose(self, field: str, name: str) -> None:
        changed = replace(self._view, sort=name) if field == "sort" else replace(self._view, group=name)
        self.view_chosen.emit(changed)

    def _save(self) -> None:
        self.saving_requested.emit(self._view.query)

    @Slot(bool)
    def _on_reverse_triggered(self, checked: bool) -> None:
        self.view_chosen.emit(replace(self._view, reverse=checked))
