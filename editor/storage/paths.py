"""Owns where things are: the user's own folders and the resources that came with the program."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from editor.core.errors import ReadError

HOME_VARIABLE = "COPYDESK_HOME"
"""When set, all user folders lie below the folder it names: a portable installation, or a test."""


@dataclass(frozen=True)
class UserPaths:
    """The user's folders for this program; none need exist yet, and two may be the same folder.

    ``config`` holds settings, ``cache`` what can be made anew, ``data`` the sample newsroom, ``state`` the
    session and the journal, ``log`` the log files.
    """

    config: Path
    cache: Path
    data: Path
    state: Path
    log: Path

    @classmethod
    def below(cls, home: Path) -> UserPaths:
        """Return the folders of an installation that keeps everything in ``home``."""
        return cls(home / "config", home / "cache", home / "data", home / "state", home / "log")

    @property
    def settings_file(self) -> Path:
        """Where the preferences are kept."""
        return self.config / "settings.json"

    @property
    def session_file(self) -> Path:
        """Where the open tabs and the window's layout are kept."""
        return self.state / "session.json"

    @property
    def index(self) -> Path:
        """The folder of the indexes of projects."""
        return self.cache / "index"

    @property
    def journal(self) -> Path:
        """The folder of the journal of unsaved changes."""
        return self.state / "journal"

    @property
    def changes(self) -> Path:
        """The folder of the records of file jobs under way, and of what Undo brings back."""
        return self.state / "changes"

    @property
    def trash(self) -> Path:
        """Where files go that the system has no trash for."""
        return self.data / "Trash"

    @property
    def thumbnails(self) -> Path:
        """Where small pictures of assets are kept."""
        return self.cache / "thumbnails"

    @property
    def log_file(self) -> Path:
        """The newest log file."""
        return self.log / "copydesk.log"

    @property
    def own_words(self) -> Path:
        """The writer's own words, which spelling takes as right."""
        return self.config / "words.txt"

    @property
    def pasted(self) -> Path:
        """The folder where a pasted picture waits until it is in the project."""
        return self.cache / "pasted"

    @property
    def originals(self) -> Path:
        """The folder of the first originals of edited pictures."""
        return self.data / "originals"

    @property
    def sample(self) -> Path:
        """Where the writer's own copy of the bundled newsroom lies."""
        return self.data / "Harbour Ledger"


def user_paths() -> UserPaths:
    """Return the folders the platform provides, or those below ``$COPYDESK_HOME`` when that is set."""
    home = os.environ.get(HOME_VARIABLE)
    if home:
        return UserPaths.below(Path(home).expanduser().absolute())
    name = "Copydesk" if sys.platform in {"win32", "darwin"} else "copydesk"
    places = platformdirs.PlatformDirs(name, appauthor=False)
    return UserPaths(
        config=places.user_config_path,
        cache=places.user_cache_path,
        data=places.user_data_path,
        state=places.user_state_path,
        log=places.user_log_path,
    )


def resources_dir() -> Path:
    """Return the folder of icons, templates and the sample; raise ReadError when the installation lacks it.

    A wheel carries it as ``editor/_resources``; in the source tree it stands beside the package.
    """
    package = Path(__file__).resolve().parent.parent
    for folder in (package / "_resources", package.parent / "resources"):
        if folder.is_dir():
            return folder
    raise ReadError("The program's own files are incomplete. Install it again.", path=package)
