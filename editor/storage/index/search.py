"""Owns asking the index what a query finds, and which texts share their sentences."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from editor.core.errors import ReadError
from editor.core.post.visibility import is_to_come
from editor.core.query.nodes import Node
from editor.storage.faults import display_name
from editor.storage.index.schema import connect_reader
from editor.storage.index.translation import LABEL_COLUMNS, Moment, Translation, parted_by_words, quoted
from editor.storage.index.writing import parted

# Every so many steps of SQLite's machine it is asked whether the answer is still wanted: some hundreds a second.
_STEPS = 20_000

_MATCHING = "SELECT json_group_array(rowid) FROM texts WHERE texts MATCH ?"
_POSTS = "SELECT json_group_array(posts.id) FROM posts"


class Search:
    """Asks one index, on a connection of its own; any thread may call it, one after the other."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self._connection: sqlite3.Connection | None = None
        self._lock = threading.Lock()
        self._names: dict[str, tuple[int, tuple[str, ...]]] = {}

    def close(self) -> None:
        """Close the connection."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    def __del__(self) -> None:
        """Close the connection with its last user: a list that is shown no more may still be asked by a worker."""
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
            question = [f"{{body}} : {quoted(run)}"]
            counts.update(self._asked(partial(self._ids, _MATCHING, question), lambda: False))
        return tuple(id_ for id_, _ in counts.most_common(most))

    def _asked(self, question: Callable[[], frozenset[int]], stop: Callable[[], bool]) -> frozenset[int]:
        """Answer one question, which may be stopped in the middle; nothing is found then."""
        with self._lock:
            try:
                self._connected().set_progress_handler(stop, _STEPS)
                return question()
            except sqlite3.Error as error:
                if stop():
                    return frozenset()
                raise self._unreadable(error) from error
            finally:
                if self._connection is not None:
                    self._connection.set_progress_handler(None, _STEPS)

    def _find(self, node: Node, moment: Moment) -> frozenset[int]:
        words, rest = parted_by_words(node)
        # Two questions and one meeting of sets: joined in SQLite, 20,000 hits would be sorted into a tree first.
        found = None if words is None else self._ids(_MATCHING, [words])
        if rest is None:
            return found if found is not None else frozenset()
        translation = Translation(moment, self._label_names, self._scheduled)
        facts = self._ids(f"{_POSTS} WHERE {translation.condition(rest)}", translation.values)
        return facts if found is None else found & facts

    def _ids(self, statement: str, values: Sequence[object]) -> frozenset[int]:
        """Return the ids of one question.

        SQLite hands them over as one JSON text, without the interpreter's lock: row by row would take ten times as
        long and keep whoever is typing waiting.
        """
        return frozenset(json.loads(self._connected().execute(statement, values).fetchone()[0]))

    def _connected(self) -> sqlite3.Connection:
        if self._connection is None:
            self._connection = connect_reader(self.file)
        return self._connection

    def _unreadable(self, error: sqlite3.Error) -> ReadError:
        if self._connection is not None:
            self._connection.close()
            self._connection = None
        name = display_name(self.file)
        return ReadError(f"The list of posts in “{name}” cannot be searched ({error}). Reload the project.")

    def _label_names(self, field: str) -> tuple[str, ...]:
        """Return the categories or tags there are, as they are written; read anew once the index has changed."""
        version = self._connected().execute("PRAGMA data_version").fetchone()[0]
        known = self._names.get(field)
        if known is None or known[0] != version:
            column = LABEL_COLUMNS[field]
            rows = self._connected().execute(f"SELECT DISTINCT {column} FROM posts").fetchall()
            names = dict.fromkeys(name for (joined,) in rows for name in parted(joined))
            known = self._names[field] = (version, tuple(names))
        return known[1]

    def _scheduled(self, moment: Moment) -> list[int]:
        """Return the ids of the posts whose day is still to come."""
        if moment.future:
            return []
        # A zone is at most a day away: what is due before that is past everywhere.
        border = (moment.now.astimezone(UTC) - timedelta(days=2)).date().isoformat()
        query = "SELECT id, due FROM posts WHERE status IN ('published', 'scheduled') AND due >= ?"
        rows = self._connected().execute(query, (border,)).fetchall()
        return [id_ for id_, due in rows if is_to_come(datetime.fromisoformat(due), moment.now)]
