"""Owns the writer's copy of the bundled newsroom: made once, whole, and never written over."""

from __future__ import annotations

import os
import secrets
import shutil
from pathlib import Path

from editor.core.errors import SaveError
from editor.storage.faults import display_name, save_reason


def copy_sample(resources: Path, target: Path) -> Path:
    """Copy ``resources/sample`` to ``target`` unless something is there already, and return ``target``.

    The copy is made beside the target and takes its name when complete, so that a program that is
    killed, or started twice, never leaves half a newsroom. Raises SaveError.
    """
    if os.path.lexists(target):
        return target
    temporary = target.with_name(f".copydesk-{secrets.token_hex(4)}")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _copy_folder(resources / "sample", temporary)
        temporary.rename(target)
    except OSError as error:
        shutil.rmtree(temporary, ignore_errors=True)
        if os.path.lexists(target):  # another program was quicker
            return target
        reason, advice = save_reason(error)
        sentence = (
            f"The sample newsroom could not be copied to “{display_name(target)}” because {reason}. {advice}"
        )
        raise SaveError(sentence, path=target) from error
    return target


def _copy_folder(source: Path, target: Path) -> None:
    """Copy bytes and names alone: an installation may be read-only, the writer's copy must not be."""
    target.mkdir()
    for item in sorted(source.iterdir()):
        if item.is_dir():
            _copy_folder(item, target / item.name)
        else:
            shutil.copyfile(item, target / item.name)
