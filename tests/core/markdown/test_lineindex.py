from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from editor.core.markdown.lineindex import LineIndex

_EDITS = st.lists(
    st.tuples(st.integers(0, 30), st.integers(0, 4), st.lists(st.integers(1, 5), max_size=4)), max_size=12
)


@given(_EDITS)
def test_entries_and_look_ups_follow_every_splice(edits: list[tuple[int, int, list[int]]]) -> None:
    index = LineIndex()
    starts: list[int] = []
    for at, removed, steps in edits:
        at = min(at, len(starts))
        removed = min(removed, len(starts) - at)
        base = starts[at - 1] if at else -1
        new = [base + sum(steps[: count + 1]) for count in range(len(steps))]
        floor = new[-1] if new else base
        following = starts[at + removed :]
        shift = max(floor + 1 - following[0], -1) if following else 0
        index.splice(at, removed, new, shift)
        starts = starts[:at] + new + [start + shift for start in following]
        assert [index[entry] for entry in range(len(index))] == starts
        for line in range((starts[-1] if starts else 0) + 3):
            assert index.at(line) == sum(start <= line for start in starts) - 1
