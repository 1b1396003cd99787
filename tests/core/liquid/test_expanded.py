from __future__ import annotations

from collections.abc import Callable

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from editor.core.liquid.expanded import ExpandedBody
from editor.core.liquid.outcome import Part, Rendered

Run = Callable[..., Rendered]
THREE = {"three.md": "one\ntwo\nthree"}
BODY = ["Ferry", "", "{% include three.md %}", "", "Harbour {{ page.number }}", "", "Quay", "Wall"]
SHOWN = ["Ferry", "", "one", "two", "three", "", "Harbour 3", "", "Quay", "Wall"]


def body(run: Run, asked: list[str] | None = None) -> ExpandedBody:
    """Return a body that notes what Liquid is run over."""

    def fill(text: str, part: Part | None = None) -> Rendered:
        if asked is not None:
            asked.append(text if part is None else part.text)
        return run(text, THREE) if part is None else run(part.text, THREE, standing=part.standing)

    return ExpandedBody(fill)


def test_a_body_without_liquid_is_shown_as_it_is_written() -> None:
    lines = ["One", "{two}", "3 %}"]
    plain = ExpandedBody(lambda text, part=None: Rendered("never asked"))
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
    expanded = body(run, asked)
    expanded.begin(BODY)
    assert expanded.edit([*BODY[:6], "Quays", "and", "Wall"], 6, 1, 2) == (8, 1, 2)
    assert list(expanded.lines) == [*SHOWN[:8], "Quays", "and", "Wall"]
    assert len(asked) == 1
    assert int(expanded.to_written(10)) == 8


PAPER = [
    "Ferry",
    "",
    "{% assign boat = 'Gull' %}",
    "",
    "Quay",
    "",
    "Harbour {{ page.number }} and {{ boat }}",
    "",
    "Wall",
    "",
    "{% for n in (1..2) %}{{ n }} {% endfor %}",
]


def edited(expanded: ExpandedBody, lines: list[str], at: int, line: str) -> list[str] | None:
    """Return what is shown after a line was changed; None where the whole has to be run."""
    changed = [*lines[:at], line, *lines[at + 1 :]]
    lines[:] = changed
    return None if expanded.edit(changed, at, 1, 1) is None else list(expanded.lines)


def test_an_edit_in_a_line_with_tags_runs_its_paragraph_alone(run: Run) -> None:
    asked: list[str] = []
    expanded, lines = body(run, asked), list(PAPER)
    expanded.begin(lines)
    assert edited(expanded, lines, 6, "Harbours {{ page.title }} and {{ boat }}") == [
        "Ferry", "", "", "", "Quay", "", "Harbours Ferry returns and Gull", "", "Wall", "", "1 2 ",
    ]  # fmt: skip
    assert asked[1:] == ["Quay\n\nHarbours {{ page.title }} and {{ boat }}\n\nWall"]
    assert int(expanded.to_written(8)) == 8
    shown = edited(expanded, lines, 10, "{% for n in (1..2) %}{{ n }}, {% endfor %}")
    assert shown is not None
    assert shown[-1] == "1, 2, "


def test_a_line_beside_a_tag_with_a_hyphen_is_run_with_it(run: Run) -> None:
    lines = ["{{- page.number -}}", "Text", "", "Wall"]
    expanded = body(run)
    assert list(expanded.begin(lines)) == ["3Text", "", "Wall"]
    lines.insert(1, "")
    assert expanded.edit(lines, 1, 0, 1) is not None
    assert list(expanded.lines) == ["3Text", "", "Wall"]


def test_what_text_below_hangs_on_has_the_whole_run_again(run: Run) -> None:
    for line in (
        "{% assign boat = 'Tern' %}",
        "{% if page.number %}",
        "{% comment %}",
        "Quay",
        "{% increment boat %}",
    ):
        expanded, lines = body(run), list(PAPER)
        expanded.begin(lines)
        assert edited(expanded, lines, 2, line) is None
        assert expanded.stale
    expanded, lines = body(run), list(PAPER)
    expanded.begin(lines)
    assert edited(expanded, lines, 2, "So: {% assign boat = 'Gull' %}") is not None


def test_the_first_tag_of_a_body_is_noticed(run: Run) -> None:
    expanded = body(run)
    expanded.begin(["One", "Two"])
    assert expanded.edit(["One", "{{ page.number }}"], 1, 1, 1) is None
    assert list(expanded.begin(["One", "{{ page.number }}"])) == ["One", "3"]


_LINES = st.lists(
    st.sampled_from(
        ["", "Text", "{{ page.title }}", "{% include three.md %}", "a {{ page.number }} b", "{% if true %}",
         "{% endif %}", "{{ page.number", "}}", "{% comment %}", "{% endcomment %}", "x {%- assign a = 1 -%}",
         "{%- if true -%}", "{% raw %}", "{% endraw %}", "{", "%}", "", "", "Text", "b {{ a }}",
         "{% for n in (1..2) %}{{ n }}", "{% endfor %}", "{% increment c %}{{ c }}", "{% cycle 'x', 'y' %}",
         "{% capture a %}2{% endcapture %}", "{% assign a = page.tags %}", "{% break %}", "<a href='", "'>",
         "{% unknown %}", "{% endunknown %}", "{% include gone.md %}", "{{- a -}}", "  ",
         "{% for n in page.tags limit: 1 %}{{ n }}{% endfor %}",
         "{% for n in page.tags offset: continue %}{{ n }}{% endfor %}", "{% ifchanged %}{{ a }}{% endifchanged %}"]
    ),
    max_size=30,
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
