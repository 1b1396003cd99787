"""Owns which jobs make sense for which posts, and the sentence why one does not."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject

from editor.core.post import places
from editor.services.workspace import Workspace


class PostSense(QObject):
    """Judges commands on posts, pages and documents of collections, by their paths in the project."""

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace

    def reasons(self, paths: tuple[str, ...]) -> dict[str, str]:
        """Return for each command why it cannot be done with the files at ``paths``, "" where it can."""
        none = "" if paths else self.tr("Select the posts first.")
        one = "" if len(paths) == 1 else self.tr("This is done with one post at a time. Select it.")
        kind = self.kind_of(paths[0]) if len(paths) == 1 else ""
        hidden = self._hidden(paths)
        off = self.tr("All of the selected posts are withdrawn already.")
        on = self.tr("None of the selected posts is withdrawn.")
        some = self.tr("The site has no posts yet.")
        return {
            "post_rename": one,
            "post_duplicate": one,
            "post_publish": one or self._for_drafts(kind),
            "post_to_drafts": one or self._for_posts(kind),
            "post_withdraw": none or (off if len(hidden) == len(paths) else ""),
            "post_show_again": none or ("" if hidden else on),
            "post_copy_address": none or self._with_address(kind),
            "post_copy_link": one or self._with_address(kind),
            "post_similar": one,
            "post_reveal": one,
            "post_export": none,
            "bulk_edit": "" if self._workspace.listing.posts else some,
            "post_trash": none,
        }

    def kind_of(self, path: str) -> str:
        """Return what a file is to Jekyll (``core.post.places``)."""
        project = self._workspace.project
        return places.place_of(project.site, path).kind if project is not None else places.PAGE

    def _for_drafts(self, kind: str) -> str:
        match kind:
            case places.DRAFT:
                return ""
            case places.PAGE:
                return self.tr("Only a draft can be published. A page is on the site as it is.")
            case places.DOCUMENT:
                return self.tr("Only a draft can be published. A collection has no drafts.")
            case _:
                return self.tr("Only a draft can be published. Select one.")

    def _for_posts(self, kind: str) -> str:
        match kind:
            case places.POST:
                return ""
            case places.PAGE:
                return self.tr("Only a post goes back to the drafts. Withdraw takes a page off the site.")
            case places.DOCUMENT:
                return self.tr("Only a post goes back to the drafts. Withdraw takes a document off the site.")
            case _:
                return self.tr("It is a draft already.")

    def _with_address(self, kind: str) -> str:
        return self.tr("A draft has no address yet. Publish it first.") if kind == places.DRAFT else ""

    def _hidden(self, paths: Iterable[str]) -> set[str]:
        """Return those of the posts that are withdrawn, as far as the list knows."""
        wanted = set(paths)
        if not wanted:
            return wanted  # as after each look at the folder: nobody goes through 20,000 posts for that
        return {
            entry.path
            for entry in self._workspace.listing.posts
            if entry.status == "hidden" and entry.path in wanted
        }
