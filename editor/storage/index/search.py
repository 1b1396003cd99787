"""Owns asking the index what a query finds, and which texts share their sentences."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from editor.core.errors import ReadError
from editor.core.folding import fold
from editor.core.post.visibility import is_to_come
from editor.core.query.nodes import Node
from editor.storage.faults import display_name
from editor.storage.index.beside import Beside, at_once
from editor.storage.index.schema import TEXTS, connect_reader
from editor.storage.index.translation import LABEL_COLUMNS, Moment, Translation, parted_by_words, quoted

# Every so many steps of SQLite's machine it is asked whether the answer is still wanted: some hundreds a second.
_STEPS = 20_000

_MATCHING = "SELECT json_group_array(rowid) FROM {0} WHERE {0} MATCH ?"
_POSTS = "SELECT json_group_array(posts.id) FROM posts"


class Search:
    """Asks one index, on connections of its own; any thread may call it, one after the other.

    With a ``beside`` that has a thread, one half of the words is asked for while the other is.
    """

    def __init__(self, file: Path, beside: Beside = at_once) -> None:
        self.file = file
        self._beside = beside
        self._connections: list[sqlite3.Connection] = []
        self._lock = threading.Lock()
        self._labels: dict[str, tuple[int, dict[str, str]]] = {}

    def close(self) -> None:
        """Close the connections."""
        with self._lock:
            self._close()

    def __del__(self) -> None:
        """Close the connections with their last user: a list that is shown no more may still be asked by a worker."""
        self.close()

    def find(self, node: Node, moment: Moment, stop: Callable[[], bool] = lambda: False) -> frozenset[int]:
        """Return the ids of what a query finds, pages included; among them may be ids that are no more.

        Ends with fewer once ``stop`` says that nobody waits; ReadError when the index cannot be asked.
        """
        return self._asked(partial(self._find, node, moment), stop)

    def sharing(self, runs: Iterable[str], most: int = 20) -> tuple[int, ...]:
        """Return the ids of the texts that share most of these runs of words (``similar.probes``), most first."""
        counts: Counter[int] = Counter()
        for run in runs:
            counts.update(self._asked(partial(self._matching, f"{{body}} : {quoted(run)}"), lambda: False))
        return tuple(id_ for id_, _ in counts.most_common(most))

    def _asked(self, question: Callable[[], frozenset[int]], stop: Callable[[], bool]) -> frozenset[int]:
        """Answer one question, which may be stopped in the middle; nothing is found then."""
        with self._lock:
            try:
                self._connect()
                for connection in self._connections:
                    connection.set_progress_handler(stop, _STEPS)
                return question()
            except sqlite3.Error as error:
                if stop():
                    return frozenset()
                raise self._unreadable(error) from error
            finally:
                for connection in self._connections:
                    connection.set_progress_handler(None, _STEPS)

    def _find(self, node: Node, moment: Moment) -> frozenset[int]:
        words, rest = parted_by_words(node)
        # Two questions and one meeting of sets: joined in SQLite, 20,000 hits would be sorted into a tree first.
        found = None if words is None else self._matching(words)
        if rest is None:
            return found if found is not None else frozenset()
        translation = Translation(moment, self._stored_labels, self._scheduled)
        posts = f"{_POSTS} WHERE {translation.condition(rest)}"
        facts = _ids(self._connections[0], posts, translation.values)
        return facts if found is None else found & facts

    def _matching(self, words: str) -> frozenset[int]:
        """Return the ids of the texts that match, as FTS5 asks for them."""
        found: list[frozenset[int]] = []

        def ask(connection: sqlite3.Connection, table: str) -> None:
            found.append(_ids(connection, _MATCHING.format(table), [words]))

        first, *others = zip(self._connections, TEXTS, strict=True)
        waits = [self._beside(partial(ask, *other)) for other in others]
        try:
            ask(*first)
        finally:
            for wait in waits:
                wait()
        return found[0].union(*found[1:])

    def _connect(self) -> None:
        """Open a connection for each table of words: one does a single thing at a time."""
        while len(self._connections) < len(TEXTS):
            self._connections.append(connect_reader(self.file))

    def _close(self) -> None:
        while self._connections:
            self._connections.pop().close()

    def _unreadable(self, error: sqlite3.Error) -> ReadError:
        self._close()
        name = display_name(self.file)
        return ReadError(f"The list of posts in “{name}” cannot be searched ({error}). Reload the project.")

    def _stored_labels(self, field: str) -> Mapping[str, str]:
        """Return the lists of categories or tags that posts have, folded; read anew once the index has changed."""
        version = self._connections[0].execute("PRAGMA data_version").fetchone()[0]
        known = self._labels.get(field)
        if known is None or known[0] != version:
            rows = (
                self._connections[0].execute(f"SELECT DISTINCT {LABEL_COLUMNS[field]} FROM posts").fetchall()
            )
            known = self._labels[field] = (version, {stored: fold(stored) for (stored,) in rows})
        return known[1]

    def _scheduled(self, moment: Moment) -> list[int]:
        """Return the ids of the posts whose day is still to come."""
        if moment.future:
            return []
        # A zone is at most a day away: what is due before that is past everywhere.
        border = (moment.now.astimezone(UTC) - timedelta(days=2)).date().isoformat()
        query = "SELECT id, due FROM posts WHERE status IN ('published', 'scheduled') AND due >= ?"
        rows = self._connections[0].execute(query, (border,)).fetchall()
        return [id_ for id_, due in rows if is_to_come(datetime.fromisoformat(due), moment.now)]


def _ids(connection: sqlite3.Connection, statement: str, values: Sequence[object]) -> frozenset[int]:
    """Return the ids of one question.

    SQLite hands them over as one JSON text, without the interpreter's lock: row by row would take ten times as
    long and keep whoever is typing waiting.
    """
    return frozenset(json.loads(connection.execute(statement, values).fetchone()[0]))
