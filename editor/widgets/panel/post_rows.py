"""Owns the rows of the list of posts: posts and headings, with thumbnails and the excerpt of a hit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QImage

from editor.core.arranging import Arrangement, Heading
from editor.core.catalog import PostEntry, shown_path
from editor.core.post.remarks import clash
from editor.core.query.hits import Excerpt, Finder
from editor.widgets.panel.picture_shelf import PictureShelf
from editor.widgets.panel.posts import heading_text, meta_text
from editor.widgets.panel.rows import (
    ClashRole,
    EntryRole,
    ExcerptRole,
    Index,
    MarksRole,
    PictureRole,
    square_picture,
)

if TYPE_CHECKING:
    from editor.core.query.nodes import Words


class PostModel(QAbstractTableModel):
    """One column of ``PostEntry`` and ``Heading`` rows.

    ``picture_wanted`` asks for the thumbnail of an asset path once a row needs it, ``excerpts_wanted`` for
    the hits in the texts of posts, by their paths.
    """

    picture_wanted = Signal(object)
    excerpts_wanted = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shown = Arrangement()
        self._pictures = PictureShelf(self.picture_wanted.emit)
        self._excerpts: dict[str, Excerpt | None] = {}
        self._headlines, self._anywhere = Finder(()), Finder(())
        self._words: tuple[Words, ...] = ()
        self._clashes: Mapping[str, Sequence[str]] = {}
        self._wanted: list[str] = []
        # The rows of one painting ask together: one reading of files instead of a dozen.
        self._asking = QTimer(self)
        self._asking.setSingleShot(True)
        self._asking.setInterval(0)
        self._asking.timeout.connect(self._on_asking_timeout)

    @property
    def words(self) -> tuple[Words, ...]:
        """What is looked for; with any, every row shows an excerpt."""
        return self._words

    def rowCount(self, parent: Index | None = None) -> int:
        """Return the number of rows."""
        return 0 if parent is not None and parent.isValid() else len(self._shown.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        """Return one."""
        return 0 if parent is not None and parent.isValid() else 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return that posts can be selected, headings cannot."""
        if isinstance(self._row(index), Heading):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def _row(self, index: Index) -> PostEntry | Heading | None:
        rows = self._shown.rows
        return rows[index.row()] if index.isValid() and index.row() < len(rows) else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a row's title, its entry, its picture, its hit or what a screen reader says of it."""
        row = self._row(index)
        if row is None:
            return None
        if role == EntryRole:
            return row
        if isinstance(row, Heading):
            texts = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
            return heading_text(row) if role in texts else None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.title
            case Qt.ItemDataRole.ToolTipRole:
                return "\n".join(filter(None, (row.problem, self._clash(row)))) or shown_path(row.path)
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{row.title}, {meta_text(row, clashes=row.path in self._clashes)}"
        if role == PictureRole:
            return self._pictures.look_at(row.image) if row.image else None
        if role == MarksRole:
            return self._headlines.spans(row.title)
        if role == ClashRole:
            return row.path in self._clashes
        return self._excerpt(row) if role == ExcerptRole else None

    def _clash(self, row: PostEntry) -> str:
        others = self._clashes.get(row.path, ())
        return clash(others) if others else ""

    def _excerpt(self, row: PostEntry) -> Excerpt | None:
        """Return the hit to show below a headline: in the text, or else in the excerpt; None without a search."""
        if not self._words:
            return None
        if row.path not in self._excerpts:
            self._excerpts[row.path] = None
            self._wanted.append(row.path)
            self._asking.start()
        return self._excerpts[row.path] or self._anywhere.excerpt(row.excerpt) or Excerpt(row.excerpt[:200])

    @Slot()
    def _on_asking_timeout(self) -> None:
        wanted, self._wanted = tuple(self._wanted), []
        if wanted:
            self.excerpts_wanted.emit(wanted)

    # -- values in ---------------------------------------------------------------------------------------------

    def show_rows(self, shown: Arrangement, words: Sequence[Words]) -> None:
        """Show these rows; ``words`` are what was looked for."""
        self.beginResetModel()
        self._shown = shown
        self._wanted = []
        if tuple(words) != self._words:
            self._words = tuple(words)
            self._headlines = Finder(word for word in words if word.field in ("", "title"))
            self._anywhere = Finder(word for word in words if not word.field)
        self._excerpts = {}
        self.endResetModel()

    def set_excerpts(self, excerpts: Mapping[str, Excerpt]) -> None:
        """Put hits where they are wanted."""
        for path, excerpt in excerpts.items():
            if path in self._excerpts:
                self._excerpts[path] = excerpt

    def set_clashes(self, clashes: Mapping[str, Sequence[str]]) -> None:
        """Take which posts share an address, and with which; the view is to be painted again."""
        self._clashes = clashes

    def set_picture(self, path: str, image: QImage) -> None:
        """Put a thumbnail where it is wanted; the view is to be painted again."""
        if path in self._pictures:
            self._pictures.put(path, square_picture(image))

    def forget_pictures(self) -> None:
        """Ask again for every thumbnail; they may have changed."""
        self._pictures.clear()

    def forget_picture(self, path: str) -> None:
        """Ask again for one thumbnail, which changed on disk."""
        self._pictures.forget(path)

    # -- where a post stands -----------------------------------------------------------------------------------

    def place_of(self, path: str) -> QModelIndex:
        """Return the row of a post by its path, or an invalid index."""
        place = self._shown.place(path)
        return QModelIndex() if place is None else self.index(place, 0)

    def post_at(self, place: int) -> PostEntry | None:
        """Return the post of a row; None for a heading and beyond the end."""
        row = self._shown.rows[place] if 0 <= place < len(self._shown.rows) else None
        return row if isinstance(row, PostEntry) else None

    def headings(self) -> tuple[int, ...]:
        """Return the rows that are headings."""
        rows = self._shown.rows
        if len(rows) == self._shown.posts:
            return ()
        return tuple(place for place, row in enumerate(rows) if isinstance(row, Heading))
