"""Owns the assets on show as Qt lists them, with as many thumbnails as a screen needs and no more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QAbstractListModel, QLocale, QMimeData, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QImage, QPixmap

from editor.core.assets import Asset
from editor.core.catalog import shown_path
from editor.widgets.drags import ASSETS
from editor.widgets.panel.picture_shelf import PictureShelf
from editor.widgets.panel.rows import EntryRole, Index, PictureRole

PixelsRole = Qt.ItemDataRole.UserRole + 2


class AssetModel(QAbstractListModel):
    """The rows on show. ``picture_wanted`` asks for the thumbnail of an asset's path once it is painted."""

    picture_wanted = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[Asset, ...] = ()
        self._places: dict[str, int] = {}
        self._pictures = PictureShelf(self.picture_wanted.emit)
        self._pixels: dict[str, tuple[int, int]] = {}
        self._unshown: set[str] = set()

    def rowCount(self, parent: Index | None = None) -> int:
        """Return the number of rows."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return an asset's name, the asset, its picture and pixels, or what a screen reader says of it."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        asset = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return shown_path(asset.name)
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{shown_path(asset.path)}\n{' · '.join(self._facts(asset))}"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join((shown_path(asset.name), *self._facts(asset)))
        if role == EntryRole:
            return asset
        if role == PixelsRole:
            return self._pixels.get(asset.path, (0, 0))
        return self._picture(asset) if role == PictureRole else None

    def _facts(self, asset: Asset) -> Iterator[str]:
        width, height = self._pixels.get(asset.path, (0, 0))
        if width:
            yield f"{width}×{height}"
        if not asset.is_missing:
            yield size_text(asset)
        yield self.use_text(asset)
        if asset.stops:
            yield self.tr("Jekyll stops the whole build at its name, which is no UTF-8: rename it")
        if word := self.fault_text(asset):
            yield word
        if asset.lacks_alt:
            yield self.tr("no alt text")

    def use_text(self, asset: Asset) -> str:
        """Say how many posts name an asset; where none does, whether anything else does."""
        if asset.posts:
            return self.tr("%Ln post(s)", "", len(asset.posts))
        return self.tr("%Ln file(s)", "", len(asset.files)) if asset.uses else self.tr("unused")

    def fault_text(self, asset: Asset) -> str:
        """Say why an asset shows nothing that should show something: ``""`` for any other."""
        if asset.is_missing:
            return self.tr("missing")
        if asset.is_picture and asset.entry.size == 0:
            return self.tr("empty file")
        return self.tr("cannot be shown") if asset.path in self._unshown else ""

    def _picture(self, asset: Asset) -> QPixmap | None:
        if not asset.is_picture or asset.is_missing:
            return None
        return self._pictures.look_at(asset.path)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let what is there be dragged into the text."""
        flags = super().flags(index)
        asset = self._rows[index.row()] if index.isValid() else None
        return flags if asset is None or asset.is_missing else flags | Qt.ItemFlag.ItemIsDragEnabled

    def mimeTypes(self) -> list[str]:
        """Say that assets are dragged as text."""
        return ["text/plain"]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Return assets by their paths for our own text, for other programs as the markdown that shows them."""
        data = QMimeData()
        assets = [self._rows[row] for row in sorted({index.row() for index in indexes})]
        data.setText("\n\n".join(map(_markdown, assets)))
        data.setData(ASSETS, "\n".join(asset.path for asset in assets).encode("utf-8", "surrogateescape"))
        return data

    def set_rows(self, rows: Sequence[Asset]) -> None:
        """Show these assets."""
        fresh = tuple(rows)
        if fresh == self._rows:
            return
        if [asset.path for asset in fresh] == [asset.path for asset in self._rows]:
            # Only what is known of them changed: the selection and the place in the list stay.
            self._rows = fresh
            self.dataChanged.emit(self.index(0), self.index(len(fresh) - 1))
            return
        self.beginResetModel()
        self._rows = fresh
        self._places = {asset.path: row for row, asset in enumerate(fresh)}
        self.endResetModel()

    def set_picture(self, path: str, image: QImage, pixels: tuple[int, int]) -> None:
        """Put a thumbnail where it is wanted, and say how large the whole picture is."""
        if any(pixels):
            self._pixels[path] = pixels
        (self._unshown.add if image.isNull() else self._unshown.discard)(path)
        if path in self._pictures:
            self._pictures.put(path, QPixmap.fromImage(image))
        index = self.index_of(path)
        if index.isValid():
            self.dataChanged.emit(index, index)

    def forget_pictures(self) -> None:
        """Ask again for every thumbnail; they may have changed."""
        self._pictures.clear()
        self._pixels.clear()
        self._unshown.clear()

    def forget_picture(self, path: str) -> None:
        """Ask again for one thumbnail, which changed on disk."""
        self._pictures.forget(path)
        self._unshown.discard(path)
        index = self.index_of(path)
        if index.isValid():
            self.dataChanged.emit(index, index)

    def index_of(self, path: str) -> QModelIndex:
        """Return the row of an asset by its path, or an invalid index."""
        row = self._places.get(path, -1)
        return self.index(row) if row >= 0 else QModelIndex()


def size_text(asset: Asset) -> str:
    """Return a file's size as people read it: ``214 kB``."""
    size = asset.entry.size
    return QLocale().formattedDataSize(
        size, 0 if size < 1_000_000 else 1, QLocale.DataSizeFormat.DataSizeSIFormat
    )


def _markdown(asset: Asset) -> str:
    target = f"</{asset.path}>" if " " in asset.path else f"/{asset.path}"
    return f"![]({target})" if asset.is_picture else f"[{asset.name}]({target})"
