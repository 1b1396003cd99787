"""Owns the undo and redo of front matter: one step for what was typed into one field in one go."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer

from editor.core.post.frontmatter import FrontMatter

# Two edits of one field within this many milliseconds are one undo step, as a text field would have it.
_SAME_STEP_MS = 1500


class FrontHistory:
    """What the front matter was before each change, and what undoing took back."""

    def __init__(self) -> None:
        self._undo: list[FrontMatter | None] = []
        self._redo: list[FrontMatter | None] = []
        self._step = ""
        self._since = QElapsedTimer()

    @property
    def can_undo(self) -> bool:
        """True when there is a change to take back."""
        return bool(self._undo)

    @property
    def can_redo(self) -> bool:
        """True when there is a change to make again."""
        return bool(self._redo)

    def record(self, before: FrontMatter | None, after: FrontMatter | None, step: str = "") -> None:
        """Take note of a change. Changes of the same ``step`` shortly after each other count as one.

        Where they come to nothing, as when a letter was typed and deleted, there is nothing left to undo.
        """
        merged = bool(step) and step == self._step and self._since.elapsed() < _SAME_STEP_MS
        if not merged:
            self._undo.append(before)
        elif after == self._undo[-1]:
            self._undo.pop()
            step = ""
        self._redo.clear()
        self._step = step
        self._since.start()

    def end_step(self) -> None:
        """Let the next change be a step of its own: the post was saved, say, and undo should stop there."""
        self._step = ""

    def undo(self, now: FrontMatter | None) -> FrontMatter | None:
        """Return what the front matter was before the last change; only where ``can_undo``."""
        self._step = ""
        self._redo.append(now)
        return self._undo.pop()

    def redo(self, now: FrontMatter | None) -> FrontMatter | None:
        """Return what the front matter was before the last undo; only where ``can_redo``."""
        self._step = ""
        self._undo.append(now)
        return self._redo.pop()

    def clear(self) -> None:
        """Forget everything: another post is shown."""
        self._undo.clear()
        self._redo.clear()
        self._step = ""
