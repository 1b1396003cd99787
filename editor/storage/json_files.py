"""Owns the small JSON files of the program's own: whole or set aside, never half read."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from editor.core.errors import DiskConflictError, ReadError, SaveError, SettingsError
from editor.storage.faults import save_sentence
from editor.storage.files import Fingerprint, read_file, save_file

JSON_LIMIT = 4 * 1024 * 1024
"""The most bytes that are read of one."""


def load_json(file: Path) -> tuple[object, tuple[str, ...]]:
    """Return the parsed file, None when there is none to use, and what the writer should know of it; never raises.

    A file that is not JSON is renamed to end in ``.damaged``.
    """
    try:
        if not file.exists():
            return None, ()
        return json.loads(read_file(file, JSON_LIMIT).data.decode("utf-8")), ()
    except ReadError as error:
        return None, (f"{error.message} The defaults are used.",)
    except OSError as error:
        return None, (f"“{file.name}” could not be looked for ({error.strerror}). The defaults are used.",)
    except (ValueError, RecursionError):
        return None, (_set_aside(file),)


def _set_aside(file: Path) -> str:
    aside = file.with_name(f"{file.name}.damaged")
    try:
        file.replace(aside)
    except OSError:
        return f"“{file.name}” is damaged, so the defaults are used."
    return f"“{file.name}” is damaged, so the defaults are used. What was in it is kept as “{aside}”."


def save_json(file: Path, plain: Mapping[str, object], expected: Fingerprint | None = None) -> None:
    """Put these values in the file; raise SettingsError with the old ones still whole.

    With ``expected``, the file must still be what that fingerprint saw: else DiskConflictError.
    """
    # Indented as written, for those who edit it by hand; escapes keep odd file names readable as JSON.
    data = (json.dumps(plain, indent=2) + "\n").encode("ascii")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        save_file(file, data, expected)
    except DiskConflictError:
        raise
    except OSError as error:
        raise SettingsError(save_sentence(error, file), path=file) from error
    except SaveError as error:
        raise SettingsError(error.message, path=file) from error
