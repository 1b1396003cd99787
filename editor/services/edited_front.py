"""Owns the front matter of one post while it is edited: the value, what was saved of it, and its undo."""

from __future__ import annotations

from collections.abc import Callable

from editor.core.post.frontmatter import FrontMatter
from editor.services.front_history import FrontHistory


class EditedFront:
    """One front matter and its changes; None is a post that has none, or none that could be read."""

    def __init__(self) -> None:
        self.value: FrontMatter | None = None
        self._saved = ""
        self._history = FrontHistory()
        self._run_step = ""  # the field being typed in, and the front matter before that began
        self._run_base: FrontMatter | None = None

    @property
    def differs(self) -> bool:
        """True when it is not what was opened or saved last."""
        return _text_of(self.value) != self._saved

    @property
    def can_undo(self) -> bool:
        """True when there is a change to take back."""
        return self._history.can_undo

    @property
    def can_redo(self) -> bool:
        """True when there is a change to make again."""
        return self._history.can_redo

    def open(self, front: FrontMatter | None) -> None:
        """Begin anew with what is on disk: nothing to undo."""
        self._become(front)
        self._saved = _text_of(front)
        self._history.clear()

    def put(self, front: FrontMatter | None) -> bool:
        """Put another text in its place as a change that can be undone; False when it is the same."""
        before = self.value
        self._become(front)
        if _text_of(before) == _text_of(front):
            return False
        self._history.record(before, front)
        return True

    def edit(self, change: Callable[[FrontMatter], FrontMatter], step: str) -> bool:
        """Make a change; those of the same ``step`` are one to undo. False when it comes to nothing.

        Raises EditRefusedError and BrokenFrontMatterError with nothing changed.
        """
        assert self.value is not None
        # Typing in one field edits the value that stood before: "New" passes through "N", a YAML boolean, whose
        # quotes would otherwise stay.
        base = self._run_base if step and step == self._run_step and self._run_base else self.value
        changed = change(base)
        differs = changed.text != self.value.text
        if differs:
            self._history.record(self.value, changed, step)
            self.value = changed
        self._run_step, self._run_base = step, base
        return differs

    def undo(self) -> None:
        """Take back the last change; only where ``can_undo``."""
        self._become(self._history.undo(self.value))

    def redo(self) -> None:
        """Make the change taken back last again; only where ``can_redo``."""
        self._become(self._history.redo(self.value))

    def end_step(self) -> None:
        """Let what comes next in the same field be a step to undo of its own."""
        self._history.end_step()

    def note_loaded(self) -> None:
        """Take note that it stands like this on disk; undo goes on behind it."""
        self._saved = _text_of(self.value)

    def note_saved(self, front: FrontMatter | None) -> None:
        """Take note that it was written as ``front``; undo stops there before it goes further back."""
        self._become(front)
        self._saved = _text_of(front)
        self._history.end_step()

    def _become(self, front: FrontMatter | None) -> None:
        """End the run of typing: its base knows nothing of what another program, a save or an undo brought."""
        self._run_step, self._run_base = "", None
        self.value = front


def _text_of(front: FrontMatter | None) -> str:
    return front.text if front else ""
