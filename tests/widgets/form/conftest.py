"""The form on a post that lives: every change the form asks for is made, and shown to it, as the desk does."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from editor.core.errors import EditRefusedError
from editor.core.post.frontmatter import FrontMatter, Value
from editor.core.post.post import parse_text
from editor.widgets.form.post_form import PostForm
from editor.widgets.form.vocabulary import FormVocabulary

VOCABULARY = FormVocabulary(
    authors=("M. Okafor", "A. Bell", "ode"),
    categories=("News", "Politics"),
    tags=("ferry", "harbour", "police"),
    author_names={"ode": "Ben Ode"},
)


class Desk:
    """A form and its post; ``changes`` has what the form asked for, ``states`` every text the post had."""

    def __init__(self, form: PostForm, text: str) -> None:
        self.form = form
        self.changes: list[tuple[str, Value]] = []
        post = parse_text(text)
        self.front: FrontMatter | None = post.front
        self._run: tuple[str, FrontMatter | None] = ("", None)
        self.states = [post.front.text if post.front else ""]
        form.value_changed.connect(self._on_form_value_changed)
        form.value_removed.connect(self._on_form_value_removed)
        form.block_changed.connect(self._on_form_block_changed)
        form.show_front(post.front, post.problem.message if post.problem else None)

    @property
    def text(self) -> str:
        """The front matter as it is now."""
        return self.front.text if self.front else ""

    def show(self, text: str) -> None:
        """Show another state of the post, as an undo does."""
        self.front = parse_text(text).front
        self._run = ("", None)
        self.form.show_front(self.front, None)

    def _take(self, front: FrontMatter) -> None:
        self.front = front
        self.states.append(front.text)
        self.form.show_front(front, None)

    def _on_form_value_changed(self, key: str, value: Value) -> None:
        self.changes.append((key, value))
        assert self.front is not None
        # A run of edits of one key counts from where it began, so that a passing "N" leaves no quotes behind.
        if self._run[0] != key:
            self._run = (key, self.front)
        base = self._run[1]
        assert base is not None
        try:
            self._take(base.set(key, value))
        except EditRefusedError as error:
            self.form.mark(key, error.message)

    def _on_form_value_removed(self, key: str) -> None:
        self.changes.append((key, None))
        assert self.front is not None
        self._run = ("", None)
        self._take(self.front.remove(key))

    def _on_form_block_changed(self, block: str) -> None:
        assert self.front is not None
        self._take(self.front.with_block(block))


@pytest.fixture
def open_form(qtbot: QtBot) -> Callable[..., Desk]:
    """Open a form on a text; the window is shown and active, so that keys and focus work."""

    desks: list[Desk] = []

    def opened(text: str, vocabulary: FormVocabulary = VOCABULARY, width: int = 648) -> Desk:
        form = PostForm()
        qtbot.addWidget(form)
        form.set_vocabulary(vocabulary)
        form.resize(width, 300)
        desk = Desk(form, text)
        desks.append(desk)
        form.show()
        form.activateWindow()
        qtbot.waitUntil(form.isActiveWindow)
        return desk

    return opened
