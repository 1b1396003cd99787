"""Owns the second half of the composition root: the parts that the first paint does without.

Together they are more than half of the program. Importing them takes about as long as showing the window, so nothing
that the window shows at first may import this module.
"""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from editor.services.assets import AssetBook
from editor.services.attention import Attention
from editor.services.image_bench import ImageBench
from editor.services.jobs import Jobs
from editor.services.searching import PostSearch
from editor.services.spelling import Spelling
from editor.services.thumbnails import Thumbnails
from editor.shell.address import AddressDesk
from editor.shell.asset_changes import AssetChanges
from editor.shell.assets import AssetDesk
from editor.shell.bench import BenchDesk
from editor.shell.bench_words import BenchWords
from editor.shell.bulk import BulkDesk
from editor.shell.cards import CardsDesk
from editor.shell.controller import Parts
from editor.shell.dropping import DropDesk
from editor.shell.excerpts import ExcerptDesk
from editor.shell.exporting import ExportDesk
from editor.shell.finding import FindDesk
from editor.shell.founding import FoundingDesk
from editor.shell.importing import ImportDesk
from editor.shell.inline_pictures import InlinePictureDesk
from editor.shell.jobs import JobDesk
from editor.shell.liquid import LiquidDesk
from editor.shell.listing import ListingDesk
from editor.shell.pictures import PictureDesk
from editor.shell.planning import PlanDesk
from editor.shell.post_jobs import PostJobs
from editor.shell.posts import PostDesk
from editor.shell.renaming import RenameDesk
from editor.shell.repeats import RepeatDesk
from editor.shell.rescue import RescueDesk
from editor.shell.revealing import FileManager
from editor.shell.searching import SearchDesk
from editor.shell.sending import SendDesk
from editor.shell.site_tab import SiteDesk
from editor.shell.spelling import SpellingDesk
from editor.shell.starting import StartDesk
from editor.shell.typed_lead import TypedLead
from editor.storage.changes import ChangeJournal
from editor.storage.images.originals import Originals
from editor.storage.thumbnail_store import ThumbnailStore
from editor.widgets.app_icon import app_icon
from editor.widgets.theme import Theme


class LateParts(QObject):
    """What is built once the window stands, and told by ``LateController`` what has happened until then."""

    def __init__(self, parts: Parts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._parts, paths = parts, parts.paths
        QGuiApplication.setWindowIcon(app_icon())
        self.rescue = RescueDesk(
            parts.window, parts.workspace, parts.recovery, parts.files, parts.tasks, self._theme, self
        )
        self.spelling = Spelling(paths.own_words, self)
        self.spellings = SpellingDesk(parts.window, parts.workspace, self.spelling, parts.actions, self)
        self.search = PostSearch(parts.tasks, self)
        self.finding = FindDesk(parts.window, self.search, parts.actions, self)
        self.thumbnails = Thumbnails(
            parts.tasks, parts.workspace.find_asset, ThumbnailStore(paths.thumbnails), self
        )
        self.changes = ChangeJournal(paths.changes, paths.trash)
        self.jobs = Jobs(parts.workspace, parts.tasks, self.changes, self)
        self.job_desk = JobDesk(parts.window, parts.workspace, self.jobs, parts.files, parts.actions, self)
        self.asset_book = AssetBook(parts.workspace, parts.tasks, paths.index, self)
        self.importing = ImportDesk(
            parts.workspace, self.asset_book, parts.tasks, self.job_desk, parts.prompts, self
        )
        self.pictures = PictureDesk(
            parts.window, parts.workspace, self.thumbnails, parts.tasks, parts.prompts, self.importing, self
        )
        self.typed_lead = TypedLead(parts.window, parts.workspace, self.pictures.describe_lead, self)
        self.inline_pictures = InlinePictureDesk(
            parts.window,
            parts.workspace,
            self.asset_book,
            parts.tasks,
            self.importing,
            parts.prompts,
            paths,
            self,
        )
        self.bench = ImageBench(Originals(paths.originals), self)
        self.benches = BenchDesk(
            parts.window,
            parts.workspace,
            self.bench,
            BenchWords(parts.window, parts.workspace, self.pictures, self),
            parts.prompts,
            self._theme,
            self,
        )
        self.attention = Attention(parts.workspace, parts.tasks, self)
        self.liquid = LiquidDesk(parts.workspace, parts.renderer, self)
        self.site_tab = SiteDesk(parts.window, parts.workspace, parts.renderer, parts.reader, self)
        self.cards = CardsDesk(parts.window, parts.workspace, parts.tasks, parts.reader, self)
        self.excerpts = ExcerptDesk(parts.window, parts.workspace, parts.tasks, self)
        self.exports = ExportDesk(
            parts.window, parts.workspace, parts.tasks, parts.prompts, self._theme, self._has_engine, self
        )
        self.sending = SendDesk(parts.window, parts.tasks, parts.prompts, self.exports, self)
        self.address = AddressDesk(parts.window, parts.workspace, parts.files, parts.tasks, self)
        self.founding = FoundingDesk(
            parts.window, parts.workspace, parts.files, parts.actions["make_site"], self
        )
        self.file_manager = FileManager(self)
        self.listing = ListingDesk(
            parts.window,
            parts.workspace,
            parts.files,
            self.pictures,
            parts.reader,
            parts.session,
            self.thumbnails,
            parts.watcher,
            self.file_manager,
            self,
        )
        self.repeats = RepeatDesk(parts.window, parts.workspace, self.search, self)
        self.searching = SearchDesk(
            parts.window, parts.workspace, self.search, parts.session, parts.prompts, self
        )
        self.asset_changes = AssetChanges(
            parts.window, parts.workspace, self.asset_book, self.job_desk, parts.prompts, self
        )
        self.assets = AssetDesk(
            parts.window,
            parts.workspace,
            self.asset_book,
            self.thumbnails,
            self.asset_changes,
            self.importing,
            self.pictures,
            self.listing,
            parts.prompts,
            self,
        )
        self.dropping = DropDesk(
            parts.window, parts.workspace, parts.files, parts.views, self.assets, self.inline_pictures, self
        )
        self.plans = PlanDesk(
            parts.window,
            parts.workspace,
            self.jobs,
            self.job_desk,
            parts.files,
            parts.tasks,
            parts.prompts,
            self._theme,
            self,
        )
        self.names = RenameDesk(parts.window, parts.workspace, self.address, self.plans, self)
        self.bulk = BulkDesk(parts.window, parts.workspace, self.plans, self)
        self.post_jobs = PostJobs(parts.workspace, self.job_desk, parts.files, self.plans, self.names, self)
        self.posts = PostDesk(
            parts.window,
            parts.workspace,
            self.job_desk,
            parts.files,
            self.post_jobs,
            self.names,
            self.bulk,
            parts.actions,
            self,
        )
        self.starting = StartDesk(parts.window, parts.workspace, parts.files, self.address, self.plans, self)

    def recover(self) -> None:
        """Look for what a crashed session left, and for what fills up folders."""
        self._parts.recovery.look()
        self.jobs.recover()
        self.thumbnails.trim()

    def stop(self) -> None:
        """Begin nothing more."""
        self.exports.stop()
        self.sending.stop()

    def close(self) -> None:
        """End every thread, once the tasks have ended."""
        self.spelling.drain()
        self.bench.drain()
        self.changes.close()
        self.site_tab.stop()
        self.cards.stop()

    def _has_engine(self) -> bool:
        return self._parts.reader.page() is not None

    def _theme(self) -> Theme:
        return self._parts.views.theme
