"""The editing keys as functions: a text with its selection drawn in goes in, and comes out.

``¦`` is the cursor; with something selected ``‹`` is where selecting began and ``›`` the cursor.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor.core.markdown import editing, line_edits, list_edits
from editor.core.markdown.highlight import KRAMDOWN_START, START, line_state
from editor.core.markdown.selection import Edit, Place, Selection


def taken_apart(drawn: str) -> tuple[list[str], Selection]:
    """Return the lines and the selection of a drawn text."""
    places: dict[str, Place] = {}
    lines = []
    for number, line in enumerate(drawn.split("\n")):
        bare = ""
        for character in line:
            if character in "¦‹›":
                places[character] = Place(number, len(bare))
            else:
                bare += character
        lines.append(bare)
    if "¦" in places:
        return lines, Selection(places["¦"], places["¦"])
    return lines, Selection(places["‹"], places["›"])


def drawn(lines: list[str], selection: Selection) -> str:
    """Draw a selection into lines."""
    marks = [(selection.cursor, "¦")]
    if not selection.empty:
        marks = [(selection.cursor, "›"), (selection.anchor, "‹")]
    for place, mark in sorted(marks, reverse=True):
        line = lines[place.line]
        assert 0 <= place.column <= len(line)
        lines[place.line] = line[: place.column] + mark + line[place.column :]
    return "\n".join(lines)


def after(function: Callable[..., Edit | None], text: str, *arguments: Any) -> str | None:
    """Return the drawn text after an edit; None when the function leaves things alone."""
    lines, selection = taken_apart(text)
    edit = function(lines, selection, *arguments)
    return None if edit is None else drawn(edit.apply(lines), edit.selection)


@pytest.mark.parametrize(
    ("before", "then"),
    [
        ("after ‹nine winters› away", "after **‹nine winters›** away"),
        ("after **‹nine winters›** away", "after ‹nine winters› away"),
        ("after ‹**nine winters**› away", "after ‹nine winters› away"),
        ("after ›nine winters‹ away", "after **›nine winters‹** away"),
        ("after ‹ nine winters ›away", "after  **‹nine winters›** away"),
        ("the ha¦rbour wall", "the **ha¦rbour** wall"),
        ("the **ha¦rbour** wall", "the ha¦rbour wall"),
        ("the **old har¦bour** wall", "the old har¦bour wall"),
        ("the ¦ wall", "the **¦** wall"),
        ("the **¦** wall", "the ¦ wall"),
        ("**old ‹harbour› wall**", "**old** ‹harbour› **wall**"),
        ("**old ‹harbour wall›**", "**old** ‹harbour wall›"),
        ("the *‹tern›* sails", "the ***‹tern›*** sails"),
        ("the __‹tern›__ sails", "the ‹tern› sails"),
        ("‹the **tern** sails›", "**‹the tern sails›**"),
        ("- ‹first\n- second›", "- **‹first**\n- **second›**"),
        ("- **‹first**\n- **second›**", "- ‹first\n- second›"),
        ("‹one\n\ntwo›", "**‹one**\n\n**two›**"),
        ("don’t for¦get", "don’t **for¦get**"),
        ("do¦n’t", "**do¦n’t**"),
        ("¦", "**¦**"),
        ("🎉 ‹party› 🎉", "🎉 **‹party›** 🎉"),
    ],
)
def test_bold(before: str, then: str) -> None:
    assert after(editing.toggle_strong, before) == then


@pytest.mark.parametrize(
    ("before", "then"),
    [
        ("the ‹Tern› sails", "the *‹Tern›* sails"),
        ("the *‹Tern›* sails", "the ‹Tern› sails"),
        ("the _T¦ern_ sails", "the T¦ern sails"),
        ("the **‹Tern›** sails", "the ***‹Tern›*** sails"),
        ("the Te¦rn sails", "the *Te¦rn* sails"),
        ("¦", "*¦*"),
    ],
)
def test_italic(before: str, then: str) -> None:
    assert after(editing.toggle_emphasis, before) == then


def test_one_kind_of_bold_italic_can_be_taken_away() -> None:
    assert after(editing.toggle_emphasis, "the ***‹Tern›*** sails") == "the **‹Tern›** sails"
    assert after(editing.toggle_strong, "the ***‹Tern›*** sails") == "the *‹Tern›* sails"


@given(st.text("ab *_`[]()<>\\-1.#>\n🎉é", max_size=40), st.data())
@settings(max_examples=200)
def test_any_edit_of_any_text_gives_a_selection_within_it(text: str, data: st.DataObject) -> None:
    lines = text.split("\n")
    places = st.integers(0, len(lines) - 1).flatmap(
        lambda line: st.integers(0, len(lines[line])).map(lambda column: Place(line, column))
    )
    selection = Selection(data.draw(places), data.draw(places))
    for function, *arguments in EVERY:
        edit = function(lines, selection, *arguments)
        if edit is not None:
            new = edit.apply(lines)
            assert all("\n" not in line for line in new)
            for place in (edit.selection.anchor, edit.selection.cursor):
                assert 0 <= place.line < len(new), function
                assert 0 <= place.column <= len(new[place.line]), (function, new, place)


EVERY: list[tuple[Any, ...]] = [
    (editing.toggle_strong,),
    (editing.toggle_emphasis,),
    (editing.insert_link,),
    (editing.paste_link, "https://example.org/"),
    (editing.insert_image, "/assets/a (1).jpg", "A [boat]"),
    (line_edits.set_heading, 2),
    (line_edits.set_heading, 0),
    (line_edits.toggle_quote,),
    (line_edits.toggle_bullets,),
    (line_edits.toggle_numbers,),
    (line_edits.toggle_comment,),
    (line_edits.move_lines, 1),
    (line_edits.move_lines, -1),
    (list_edits.new_line,),
    (list_edits.hard_break,),
    (list_edits.indent,),
    (list_edits.outdent,),
    (editing.wrap_typed, "*"),
]


@given(st.text("ab *_🎉", max_size=20), st.data())
@settings(max_examples=200)
def test_bold_twice_gives_the_words_back(text: str, data: st.DataObject) -> None:
    if "*" in text or "_" in text:
        text = text.replace("*", "").replace("_", "")
    first = data.draw(st.integers(0, len(text)))
    last = data.draw(st.integers(0, len(text)))
    selection = Selection(Place(0, first), Place(0, last))
    once = editing.toggle_strong([text], selection)
    twice = editing.toggle_strong(once.apply([text]), once.selection)
    assert twice.apply(once.apply([text])) == [text]


@pytest.mark.parametrize(
    ("before", "then"),
    [
        ("see ‹the old pilots› there", "see [the old pilots](¦) there"),
        ("see ‹https://example.org/a› there", "see [¦](https://example.org/a) there"),
        ("see ¦ there", "see [¦]() there"),
        ("see pil¦ots there", "see [pilots](¦) there"),
        ("see [the ol¦d pilots](/2026/pilots/) there", "see [the old pilots](‹/2026/pilots/›) there"),
    ],
)
def test_link(before: str, then: str) -> None:
    assert after(editing.insert_link, before) == then


@pytest.mark.parametrize(
    ("before", "pasted", "then"),
    [
        ("see ‹the pilots›", "https://example.org/a", "see [the pilots](https://example.org/a)¦"),
        (
            "see ‹the pilots›",
            " https://example.org/a_(b)\n",
            "see [the pilots](https://example.org/a_%28b%29)¦",
        ),
        ("see ‹the pilots›", "mailto:a@example.org", "see [the pilots](mailto:a@example.org)¦"),
        ("see ‹the pilots›", "two words", None),
        ("see ‹the pilots›", "https://example.org/a b", None),
        ("see ‹https://example.org/›", "https://example.org/a", None),
        ("see [the ‹old› pilots](/a)", "https://example.org/a", None),
        ("see ‹the\npilots›", "https://example.org/a", None),
        ("see ¦", "https://example.org/a", None),
        ("see ‹ ›", "https://example.org/a", None),
    ],
)
def test_address_pasted_over_words_makes_a_link(before: str, pasted: str, then: str | None) -> None:
    assert after(editing.paste_link, before, pasted) == then


@pytest.mark.parametrize(
    ("before", "source", "alt", "then"),
    [
        ("¦", "/a.jpg", "Alt", "![Alt](/a.jpg)¦"),
        ("Text¦", "/a b (1).jpg", "", "Text\n\n![](/a%20b%20%281%29.jpg)¦"),
        ("Te¦xt\nmore", "/a.jpg", "[x]\n y", "Text\nmore\n\n![\\[x\\] y](/a.jpg)¦"),
        ("o¦ne\n\ntwo", "/a.jpg", "", "one\n\n![](/a.jpg)¦\n\ntwo"),
        ("## He¦ad\ntext", "/a.jpg", "", "## Head\n\n![](/a.jpg)¦\n\ntext"),
        ("te¦xt\n## Head", "/a.jpg", "", "text\n\n![](/a.jpg)¦\n\n## Head"),
        ("‹The Tern›", "/a.jpg", "", "The Tern\n\n![The Tern](/a.jpg)¦"),
        ("one\n¦\ntwo", "/a.jpg", "", "one\n\n![](/a.jpg)¦\n\ntwo"),
    ],
)
def test_picture(before: str, source: str, alt: str, then: str) -> None:
    assert after(editing.insert_image, before, source, alt) == then


@pytest.mark.parametrize(
    ("before", "then"),
    [
        ("¦", "[a (1).pdf](/a%20%281%29.pdf)¦"),
        ("the rep¦ort, now", "the report, [a (1).pdf](/a%20%281%29.pdf)¦ now"),
        ("see ¦now", "see [a (1).pdf](/a%20%281%29.pdf)¦ now"),
    ],
)
def test_a_link_to_a_file_breaks_no_word(before: str, then: str) -> None:
    assert after(editing.insert_file_link, before, "/a (1).pdf", "a (1).pdf") == then


@pytest.mark.parametrize(
    ("before", "typed", "then"),
    [
        ("a ‹word›", "*", "a *‹word›*"),
        ("a *‹word›*", "*", "a **‹word›**"),
        ("a ‹word›", "_", "a _‹word›_"),
        ("a ‹word›", "`", "a `‹word›`"),
        ("a ‹word›", "[", "a [‹word›]"),
        ("a ‹word›", '"', 'a "‹word›"'),
        ("a ›word‹", "(", "a (›word‹)"),
        ("‹two\nlines›", "*", "*‹two\nlines›*"),
        ("a ‹word›", "x", None),
        ("a ¦", "*", None),
    ],
)
def test_typing_a_mark_over_a_selection(before: str, typed: str, then: str | None) -> None:
    assert after(editing.wrap_typed, before, typed) == then


@pytest.mark.parametrize(
    ("before", "level", "then"),
    [
        ("One bo¦at", 2, "## One bo¦at"),
        ("## One bo¦at", 2, "One bo¦at"),
        ("## One bo¦at", 3, "### One bo¦at"),
        ("‹one\n\ntwo›", 1, "# ‹one\n\n# two›"),
        ("## ¦one", 0, "¦one"),
        ("¦", 2, "## ¦"),
        ("## ¦", 2, "¦"),
        ("#ta¦g", 2, "## #ta¦g"),
    ],
)
def test_heading(before: str, level: int, then: str) -> None:
    assert after(line_edits.set_heading, before, level) == then


def test_heading_takes_the_underline_of_a_heading_away() -> None:
    assert after(line_edits.set_heading, "Tit¦le\n=====\ntext", 2) == "## Tit¦le\ntext"
    assert after(line_edits.set_heading, "Tit¦le\n-----\ntext", 2) == "Tit¦le\ntext"


@pytest.mark.parametrize(
    ("before", "then"),
    [
        ("sa¦id", "> sa¦id"),
        ("> sa¦id", "sa¦id"),
        ("‹one\n\ntwo›", "> ‹one\n>\n> two›"),
        ("> ‹one\n>\n> two›", "‹one\n\ntwo›"),
        (">> dee¦p", "> dee¦p"),
        ("¦", "> ¦"),
        ("‹one\n›two", "> ‹one\n›two"),
    ],
)
def test_quote(before: str, then: str) -> None:
    assert after(line_edits.toggle_quote, before) == then


@pytest.mark.parametrize(
    ("before", "then"),
    [
        ("fir¦st", "- fir¦st"),
        ("- fir¦st", "fir¦st"),
        ("‹one\n\ntwo›", "- ‹one\n\n- two›"),
        ("1. ‹one\n2. two›", "- ‹one\n- two›"),
        ("  * o¦ne", "  o¦ne"),
        ("- [ ] ta¦sk", "[ ] ta¦sk"),
    ],
)
def test_bullets(before: str, then: str) -> None:
    assert after(line_edits.toggle_bullets, before) == then


@pytest.mark.parametrize(
    ("before", "then"),
    [
        ("‹one\ntwo›", "1. ‹one\n2. two›"),
        ("1. ‹one\n2. two›", "‹one\ntwo›"),
        ("- ‹one\n- two›", "1. ‹one\n2. two›"),
    ],
)
def test_numbers(before: str, then: str) -> None:
    assert after(line_edits.toggle_numbers, before) == then


@pytest.mark.parametrize(
    ("before", "then"),
    [
        ("che¦ck this", "<!-- che¦ck this -->"),
        ("<!-- che¦ck this -->", "che¦ck this"),
        ("say ‹this› now", "say ‹<!-- this -->› now"),
        ("say ‹<!-- this -->› now", "say ‹this› now"),
        ("‹one\n\ntwo›", "‹<!-- one\n\ntwo -->›"),
        ("‹<!-- one\n\ntwo -->›", "‹one\n\ntwo›"),
        ("a ‹b <!-- c --> d› e", None),
    ],
)
def test_comment(before: str, then: str | None) -> None:
    assert after(line_edits.toggle_comment, before) == then


def test_moving_lines() -> None:
    assert after(line_edits.move_lines, "one\ntw¦o\nthree", -1) == "tw¦o\none\nthree"
    assert after(line_edits.move_lines, "one\ntw¦o\nthree", 1) == "one\nthree\ntw¦o"
    assert after(line_edits.move_lines, "‹one\ntwo\n›three", 1) == "three\n‹one\ntwo›"
    assert after(line_edits.move_lines, "‹one\n›two\nthree", 1) == "two\n‹one\n›three"
    assert after(line_edits.move_lines, "on¦e\ntwo", -1) is None
    assert after(line_edits.move_lines, "one\ntw¦o", 1) is None


@pytest.mark.parametrize(
    ("before", "then"),
    [
        ("plain te¦xt", "plain te\n¦xt"),
        ("- first¦", "- first\n- ¦"),
        ("* fir¦st", "* fir\n* ¦st"),
        ("- first\n- ¦", "- first\n¦"),
        ("- first\n  - ¦", "- first\n- ¦"),
        ("1. one¦\n2. two\n3. three", "1. one\n2. ¦\n3. two\n4. three"),
        ("1. one¦\n\n   more\n2. two\n\nend\n1. other", "1. one\n2. ¦\n\n   more\n3. two\n\nend\n1. other"),
        ("1. one¦\n1. two", "1. one\n1. ¦\n1. two"),
        ("9. nine¦", "9. nine\n10. ¦"),
        ("3) three¦", "3) three\n4) ¦"),
        ("- [x] done¦", "- [x] done\n- [ ] ¦"),
        ("- [ ] ¦", "¦"),
        ("> said¦", "> said\n> ¦"),
        ("> said\n> ¦", "> said\n¦"),
        ("> - item¦", "> - item\n> - ¦"),
        ("> - ¦", "> ¦"),
        ("  - nested¦", "  - nested\n  - ¦"),
        ("¦- first", "\n¦- first"),
        ("-¦ first", "-\n¦ first"),
        ("    code¦", "    code\n    ¦"),
        ("---¦", "---\n¦"),
        ("* * *¦", "* * *\n¦"),
        ("a ‹b\nc› d", "a \n¦ d"),
        ("‹- a\n- b›", "\n¦"),
        ("2026. was a year¦", "2026. was a year\n2027. ¦"),
    ],
)
def test_enter(before: str, then: str) -> None:
    assert after(list_edits.new_line, before) == then


def test_enter_in_code_goes_on_with_its_indentation_only() -> None:
    state = line_state("```python", START)
    assert after(list_edits.new_line, "    - x = 1¦", state) == "    - x = 1\n    ¦"
    assert after(list_edits.new_line, "- x¦", state) == "- x\n¦"


@pytest.mark.parametrize(
    ("function", "before", "then"),
    [
        (list_edits.new_line, "- x¦", "- x\n- ¦"),
        (list_edits.new_line, "- [ ] x¦", "- [ ] x\n- ¦"),
        (list_edits.new_line, "- [ ]¦", "- [ ]\n- ¦"),
    ],
)
def test_without_githubs_additions_lists_go_on_and_tasks_are_text(
    function: Callable[..., Edit | None], before: str, then: str
) -> None:
    assert after(function, before, KRAMDOWN_START) == then


def test_without_githubs_additions_a_mark_in_a_paragraph_is_text() -> None:
    in_paragraph = replace(KRAMDOWN_START, text=True)
    assert after(list_edits.new_line, "- x¦", in_paragraph) == "- x\n¦"
    assert after(list_edits.new_line, "> x¦", in_paragraph) == "> x\n¦"
    assert after(list_edits.new_line, "> x¦", replace(in_paragraph, quote=True)) == "> x\n> ¦"
    assert after(list_edits.indent, "  - x¦", in_paragraph) is None
    assert after(list_edits.outdent, "  - x¦", in_paragraph) is None
    assert after(list_edits.outdent, "  - x¦", KRAMDOWN_START) == "- x¦"


@pytest.mark.parametrize(
    ("before", "then"),
    [
        ("one¦ two", "one  \n¦two"),
        ("- one¦", "- one  \n  ¦"),
        ("10. one¦ two", "10. one  \n    ¦two"),
        ("> one¦", "> one  \n> ¦"),
        ("one   ¦", "one  \n¦"),
    ],
)
def test_hard_break(before: str, then: str) -> None:
    assert after(list_edits.hard_break, before) == then


@pytest.mark.parametrize(
    ("before", "then"),
    [
        ("- one\n- tw¦o", "- one\n  - tw¦o"),
        ("1. one\n2. tw¦o", "1. one\n   1. tw¦o"),
        ("10. one\n- tw¦o", "10. one\n    - tw¦o"),
        ("- one\n- tw¦o\n  - under\n- three", "- one\n  - tw¦o\n    - under\n- three"),
        ("- one\n- ‹two\n- three›", "- one\n  - ‹two\n  - three›"),
        ("> - one\n> - tw¦o", "> - one\n>   - tw¦o"),
        ("- on¦e", "- on¦e"),
        ("- one\n  - tw¦o", "- one\n  - tw¦o"),
        ("text¦", None),
        ("1. one\n2. tw¦o\n3. three", "1. one\n   1. tw¦o\n2. three"),
    ],
)
def test_tab_in_lists(before: str, then: str | None) -> None:
    assert after(list_edits.indent, before) == then


@pytest.mark.parametrize(
    ("before", "then"),
    [
        ("- one\n  - tw¦o", "- one\n- tw¦o"),
        ("1. one\n   1. tw¦o\n2. three", "1. one\n2. tw¦o\n3. three"),
        ("- one\n  - two\n    - thr¦ee", "- one\n  - two\n  - thr¦ee"),
        ("- one\n  - tw¦o\n    - under", "- one\n- tw¦o\n  - under"),
        ("- on¦e", None),
        ("text¦", None),
    ],
)
def test_shift_tab_in_lists(before: str, then: str | None) -> None:
    assert after(list_edits.outdent, before) == then


def test_pasted_text_is_made_clean() -> None:
    assert editing.clean_paste("a\r\nb\rc\u2028d\u2029e") == "a\nb\nc\nd\ne"
    assert editing.clean_paste("a\x00b\ufeffc\ufffcd\x1b[0m") == "abcd[0m"
    assert editing.clean_paste("tab\tkept\u00a0and nbsp") == "tab\tkept\u00a0and nbsp"
