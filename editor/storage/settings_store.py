"""Owns keeping the preferences."""

from __future__ import annotations

from editor.core.settings import Settings, from_dict, to_dict
from editor.storage.json_files import load_json, save_json
from editor.storage.paths import UserPaths


def load_settings(paths: UserPaths) -> tuple[Settings, tuple[str, ...]]:
    """Return the kept settings and a sentence for everything in them that could not be used; never raises.

    A file that is not JSON is renamed to end in ``.damaged`` and the defaults are used.
    """
    raw, problems = load_json(paths.settings_file)
    if raw is None:
        return Settings(), problems
    settings, wrong = from_dict(raw)
    return settings, (*problems, *wrong)


def save_settings(paths: UserPaths, settings: Settings) -> None:
    """Keep the settings; raise SettingsError with the old ones still whole."""
    save_json(paths.settings_file, to_dict(settings))
