from __future__ import annotations

from collections.abc import Callable

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from editor.core.liquid.expanded import ExpandedBody
from editor.core.liquid.outcome import Rendered

Run = Callable[..., Rendered]
THREE = {"three.md": "one\ntwo\nthree"}
BODY = ["Ferry", "", "{% include three.md %}", "", "Harbour {{ page.number }}", "", "Quay", "Wall"]
SHOWN = ["Ferry", "", "one", "two", "three", "", "Harbour 3", "", "Quay", "Wall"]


def body(run: Run) -> ExpandedBody:
    return ExpandedBody(lambda text: run(text, THREE))


def test_a_body_without_liquid_is_shown_as_it_is_written() -> None:
    lines = ["One", "{two}", "3 %}"]
    plain = ExpandedBody(lambda _text: Rendered("never asked"))
    assert plain.begin(lines) is lines
    assert plain.edit(["One", "2", "3", "4"], 1, 2, 3) == (1, 2, 3)
    assert plain.to_shown(1.5) == plain.to_written(1.5) == 1.5
    assert not plain.has_liquid


def test_lines_are_found_on_both_sides(run: Run) -> None:
    expanded = body(run)
    assert expanded.begin(BODY) == SHOWN
    assert [expanded.to_shown(line) for line in (0, 1, 2, 3, 6, 7)] == [0, 1, 2, 5, 8, 9]
    assert [int(expanded.to_written(line)) for line in range(10)] == [0, 1, 2, 2, 2, 3, 4, 5, 6, 7]
    assert [expanded.is_kept(line) for line in (0, 2, 3, 6, 8)] == [True, False, False, False, True]


def test_an_edit_beside_the_tags_needs_no_liquid(run: Run) -> None:
    asked: list[str] = []

    def fill(text: str) -> Rendered:
        asked.append(text)
        return run(text, THREE)

    expanded = ExpandedBody(fill)
    expanded.begin(BODY)
    assert expanded.edit([*BODY[:6], "Quays", "and", "Wall"], 6, 1, 2) == (8, 1, 2)
    assert list(expanded.lines) == [*SHOWN[:8], "Quays", "and", "Wall"]
    assert len(asked) == 1
    assert int(expanded.to_written(10)) == 8


def test_an_edit_of_a_tag_asks_for_liquid_again(run: Run) -> None:
    expanded = body(run)
    expanded.begin(BODY)
    changed = [*BODY[:4], "Harbour {{ page.title }}", *BODY[5:]]
    assert expanded.edit(changed, 4, 1, 1) is None
    assert expanded.stale
    assert expanded.begin(changed)[6] == "Harbour Ferry returns"


def test_the_first_tag_of_a_body_is_noticed(run: Run) -> None:
    expanded = body(run)
    expanded.begin(["One", "Two"])
    assert expanded.edit(["One", "{{ page.number }}"], 1, 1, 1) is None
    assert list(expanded.begin(["One", "{{ page.number }}"])) == ["One", "3"]


_LINES = st.lists(
    st.sampled_from(
        ["", "Text", "{{ page.title }}", "{% include three.md %}", "a {{ page.number }} b", "{% if true %}",
         "{% endif %}", "{{ page.number", "}}", "{% comment %}", "{% endcomment %}", "x {%- assign a = 1 -%}",
         "{%- if true -%}", "{% raw %}", "{% endraw %}", "{", "%}"]
    ),
    max_size=12,
)  # fmt: skip


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_LINES, _LINES, st.data())
def test_edits_lead_to_what_the_whole_text_gives(
    run: Run, before: list[str], new: list[str], data: st.DataObject
) -> None:
    expanded = body(run)
    lines = before or [""]
    expanded.begin(lines)
    for _ in range(3):
        first = data.draw(st.integers(0, len(lines)))
        removed = data.draw(st.integers(0, len(lines) - first))
        lines = [*lines[:first], *new, *lines[first + removed :]] or [""]
        if expanded.edit(lines, first, removed, len(new)) is None:
            expanded.begin(lines)
        assert list(expanded.lines) == run("\n".join(lines), THREE).text.split("\n")
        for line in range(len(lines)):
            assert 0 <= expanded.to_shown(line) <= len(expanded.lines)
        for line in range(len(expanded.lines)):
            assert 0 <= expanded.to_written(line) <= len(lines)
