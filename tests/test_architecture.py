"""Rules of the house that no linter knows: each is tried on the code, and on a line that has to be caught."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
EMPTY_NAMES = {"utils", "util", "common", "helpers", "helper", "manager", "misc"}
WIDGET_MODULES = {"PySide6.QtWidgets", "PySide6.QtWebEngineWidgets"}
THREADS = {"QThread", "QThreadPool", "QRunnable", "Thread", "ThreadPoolExecutor", "ProcessPoolExecutor"}
MODAL = {"QMessageBox", "QFileDialog", "QInputDialog", "QErrorMessage"}
REACH_UPS = {"parent", "window", "parentWidget", "nativeParentWidget", "topLevelWidget"}


@dataclass(frozen=True)
class Source:
    """One module: its path below the repository with forward slashes, its text and its tree."""

    path: str
    lines: tuple[str, ...]
    tree: ast.Module

    @classmethod
    def of(cls, path: str, text: str) -> Source:
        return cls(path, tuple(text.splitlines()), ast.parse(text))

    def nodes(self, *kinds: type[ast.AST]) -> Iterator[ast.AST]:
        return (node for node in ast.walk(self.tree) if isinstance(node, kinds))

    def imports(self) -> Iterator[tuple[ast.stmt, str]]:
        """Every imported name in full: `from a import b` is `a.b`, and so is the module `a` itself."""
        for node in self.nodes(ast.Import, ast.ImportFrom):
            if isinstance(node, ast.Import):
                yield from ((node, alias.name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                yield node, node.module
                yield from ((node, f"{node.module}.{alias.name}") for alias in node.names)

    def calls(self) -> Iterator[tuple[ast.Call, str]]:
        """Every call with the last part of what is called: `a.b.c()` is `c`."""
        for node in self.nodes(ast.Call):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute | ast.Name):
                yield node, node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id

    def mentions(self, names: set[str]) -> Iterator[ast.AST]:
        """Where one of the names is used or imported."""
        for node in ast.walk(self.tree):
            match node:
                case ast.Name(id=name) | ast.Attribute(attr=name) | ast.alias(name=name) if name in names:
                    yield node


Found = Iterator[tuple[ast.AST, str]]
Rule = Callable[[Source], Found]


def services_know_no_widgets(source: Source) -> Found:
    if source.path.startswith("editor/services/"):
        for node, name in source.imports():
            if name in WIDGET_MODULES:
                yield node, f"a service imports {name}"


def threads_live_in_tasks(source: Source) -> Found:
    if source.path != "editor/services/tasks.py":
        for node in source.mentions(THREADS):
            yield node, "a thread outside services/tasks.py"


def boxes_live_in_prompts(source: Source) -> Found:
    if source.path != "editor/widgets/prompts.py":
        for node in source.mentions(MODAL):
            yield node, "a modal box outside widgets/prompts.py"


def nothing_pumps_events(source: Source) -> Found:
    for node in source.mentions({"processEvents"}):
        yield node, "processEvents lets anything happen in the middle of anything"


def nothing_connects_a_lambda(source: Source) -> Found:
    for call, name in source.calls():
        if name == "connect" and any(isinstance(argument, ast.Lambda) for argument in call.args):
            yield call, "a lambda keeps its widget alive and has no name; connect a method or a partial"


def nothing_reaches_up(source: Source) -> Found:
    for call, name in source.calls():
        owner = call.func.value if isinstance(call.func, ast.Attribute) else None
        if name not in REACH_UPS or call.args or owner is None:
            continue
        if name == "parent" and ast.unparse(owner).endswith("index"):
            continue  # QModelIndex.parent() looks up a tree of data, not of widgets.
        yield call, f".{name}() reaches up; be given what is needed, or emit an intent"


def nothing_walks_the_focus_chain(source: Source) -> Found:
    for call, name in source.calls():
        if name in {"nextInFocusChain", "previousInFocusChain"}:
            yield call, "PySide makes what this returns a child of the widget asked; see widgets/tab_order.py"


def inner_imports_say_why(source: Source) -> Found:
    for function in source.nodes(ast.FunctionDef, ast.AsyncFunctionDef):
        for node in ast.walk(function):
            if isinstance(node, ast.Import | ast.ImportFrom) and not _has_comment(source, node, function):
                yield node, "an import in a function, without a comment that says what it saves"


def _has_comment(source: Source, node: ast.stmt, function: ast.AST) -> bool:
    """A comment on the import's line, or above the run of imports that it belongs to."""
    first = node.lineno
    inner = {other.lineno for other in ast.walk(function) if isinstance(other, ast.Import | ast.ImportFrom)}
    while first - 1 in inner or (first > 1 and not source.lines[first - 2].strip()):
        first -= 1
    return "#" in source.lines[node.lineno - 1] or source.lines[first - 2].lstrip().startswith("#")


def core_has_no_clock(source: Source) -> Found:
    if source.path.startswith("editor/core/"):
        for call, name in source.calls():
            if name in {"now", "today", "utcnow"} and isinstance(call.func, ast.Attribute):
                yield call, "core is given the time, it never asks for it"


def core_touches_no_disk(source: Source) -> Found:
    if source.path.startswith("editor/core/"):
        for node, name in source.imports():
            if name.startswith("pathlib.") and not name.startswith("pathlib.Pure"):
                yield node, f"core works on pure paths, not on {name}"
        for call, name in source.calls():
            if name == "open" and isinstance(call.func, ast.Name):
                yield call, "core opens no file"


def slots_are_slots(source: Source) -> Found:
    if source.path.startswith(("editor/widgets/", "editor/services/", "editor/shell/")):
        for node in source.nodes(ast.FunctionDef):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("_on_"):
                names = {ast.unparse(decorator).split("(")[0] for decorator in node.decorator_list}
                if "Slot" not in names:
                    yield node, f"{node.name} is a slot without @Slot"


def modules_say_what_they_own(source: Source) -> Found:
    if not ast.get_docstring(source.tree):
        yield source.tree, "a module without a docstring"


def names_say_something(source: Source) -> Found:
    empty = EMPTY_NAMES & set(source.path.removesuffix(".py").split("/"))
    if empty:
        yield source.tree, f"a name that says nothing: {', '.join(empty)}"


RULES: list[tuple[Rule, str, str]] = [
    (services_know_no_widgets, "editor/services/a.py", "from PySide6 import QtWidgets"),
    (services_know_no_widgets, "editor/services/a.py", "from PySide6.QtWidgets import QLabel"),
    (
        threads_live_in_tasks,
        "editor/storage/a.py",
        "import threading\nthreading.Thread(target=print).start()",
    ),
    (threads_live_in_tasks, "editor/services/a.py", "from PySide6.QtCore import QThreadPool"),
    (boxes_live_in_prompts, "editor/shell/a.py", "QMessageBox.warning(None, 'a', 'b')"),
    (boxes_live_in_prompts, "editor/widgets/a.py", "from PySide6.QtWidgets import QFileDialog"),
    (nothing_pumps_events, "editor/shell/a.py", "QApplication.processEvents()"),
    (nothing_connects_a_lambda, "editor/shell/a.py", "button.clicked.connect(lambda: None)"),
    (nothing_reaches_up, "editor/widgets/a.py", "self.parent().save()"),
    (nothing_reaches_up, "editor/widgets/a.py", "title = self.window().windowTitle()"),
    (nothing_walks_the_focus_chain, "editor/widgets/a.py", "after = self.nextInFocusChain()"),
    (inner_imports_say_why, "editor/shell/a.py", "def start():\n    import json\n    return json"),
    (
        inner_imports_say_why,
        "editor/shell/a.py",
        "def start():\n    x = 1  # one\n    import json\n    return json",
    ),
    (core_has_no_clock, "editor/core/a.py", "age = datetime.now() - born"),
    (core_touches_no_disk, "editor/core/a.py", "from pathlib import Path"),
    (core_touches_no_disk, "editor/core/a.py", "open('a').read()"),
    (slots_are_slots, "editor/shell/a.py", "class A:\n    def _on_a_clicked(self): ..."),
    (modules_say_what_they_own, "editor/core/a.py", "A = 1"),
    (names_say_something, "editor/core/utils.py", "A = 1"),
]

GOOD = [
    "button.clicked.connect(self._on_button_clicked)",
    "root = path.parent.parent",
    "row = index.parent().row()",
    "def start():\n    import PIL  # 60 ms that most starts never need\n    return PIL",
    "def start():\n    # 60 ms that most starts never need\n    import PIL\n\n    import json\n    return PIL, json",
    "class A:\n    @Slot(str)\n    def _on_a_clicked(self): ...",
]


@cache
def house() -> tuple[Source, ...]:
    paths = sorted((ROOT / "editor").rglob("*.py"))
    return tuple(
        Source.of(path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")) for path in paths
    )


@pytest.mark.parametrize("rule", dict.fromkeys(rule for rule, _, _ in RULES), ids=lambda rule: rule.__name__)
def test_the_house_keeps_the_rule(rule: Rule) -> None:
    assert len(house()) > 30, "the code was not found"
    assert not [
        f"{source.path}:{getattr(node, 'lineno', 1)}: {why}"
        for source in house()
        for node, why in rule(source)
    ]


@pytest.mark.parametrize(("rule", "path", "text"), RULES, ids=lambda value: getattr(value, "__name__", ""))
def test_a_breach_is_caught(rule: Rule, path: str, text: str) -> None:
    assert list(rule(Source.of(path, text)))


@pytest.mark.parametrize("text", GOOD)
def test_good_code_is_left_alone(text: str) -> None:
    source = Source.of("editor/widgets/a.py", f'"""A module."""\n{text}\n')
    assert not [why for rule, _, _ in RULES for _, why in rule(source)]
