"""Text written into front matter reads back as the same text, in PyYAML and in Ruby's Psych."""

from __future__ import annotations

import json
import math
import shutil
import subprocess
from itertools import product

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from editor.core.post.frontmatter import FrontMatter
from editor.core.post.scalars import (
    DOUBLE,
    FOLDED,
    LITERAL,
    PLAIN,
    SINGLE,
    block_scalar,
    key_scalar,
    number_text,
    reads_as_text,
    text_scalars,
    yes_no_text,
)

# What some reader takes for something else than text, or trips over.
RISKY = """
yes No ON off true null ~ Null y n nil 1_000 1,000 12:30 1:2:3 190:20:30.15 0o7 0x1F 0b1 017 08 1e3 1.5
-1 +1 .5 5. .inf -.INF .nan Infinity NaN 2026-03-14 2026-3-4 2026-03-14T10:00:00Z 2026/03/14 2016-06-31 =
<< ! !x %x @x `x &a *a - -x ? ?x : :x x: :symbol #x x# | > ' " '' "" 'x x' 'x' "x" [ ] { } , [x] {x}
{{x}} x:y http://example.com/a?b=c#d ../x ./x .x ... --- --- ___ \\ \\n 20° 5% 50,000 3-2 1/2 9am 2026
007 00:00
""".split()
SPACED = [
    "", " ", "a: b", "a : b", "a #b", "a# b", " lead", "trail ", "trail:", "- item", "? key", "key: value",
    "# note", "it's", 'say "hi"',
    "both ' and \"", "back\\slash", "2026-03-14 07:30:00 +0100", "2026-03-14 07:30", "2026-03-14 10:00 EDT",
    "a\nb", "a\n\nb\n", "\na",
    "a\n", "a\n\n", " a\nb", "a\n b", "a\tb", "\ta", "a\rb", "a\r\nb", "\0", "\x07", "\x7f", "\x85", "\xa0",
    "a\xa0b", "\u2028", "\u2029",
    "\ufeff", "\ufeffx", "\ufffe", "\U0001f600", "café", "“Quoted”", "¿Qué?", "日本", "$5 — more", "x" * 300,
    "word " * 90, "e\u0301", "\u200b",
    "yes, and", "no: way", "{{ site.title }}", "{% raw %}", "<b>x</b>", "&amp;", "100 years", "1 2 3", "a, b",
    "[a] b", "a [b]", "@who said",
]  # fmt: skip
PAIRS = ["".join(pair) for pair in product("-?:,[]{}#&*!|>'\"%@` a1.~=<\\\n", repeat=2)]
TEXTS = [*RISKY, *SPACED, *PAIRS]

FORMS = {
    "plain": "key: old text\nlast: 1\n",
    "single": "key: 'old text'\nlast: 1\n",
    "double": 'key: "old text" # note\nlast: 1\n',
    "literal": "key: |\n  old\n  text\nlast: 1\n",
    "folded": "key: >-\n    old\n    text\nlast: 1\n",
    "empty": "key:\nlast: 1\n",
    "new": "last: 1\n",
    "new quoted": "other: 'quoted'\nlast: 1\n",
}
LISTS = {
    "flow": "key: [old, other]\nlast: 1\n",
    "flow quoted": "key: ['old', 'other']\nlast: 1\n",
    "block": "key:\n- old\n- other\nlast: 1\n",
    "block quoted": 'key:\n  - "old"\n  - "other" # note\nlast: 1\n',
}


def set_in(block: str, value: str | list[str]) -> str:
    return (
        FrontMatter("---\n", block, "---\n")
        .set("key", list(value) if isinstance(value, list) else value)
        .block
    )


def every_block() -> list[tuple[str, str | list[str]]]:
    scalars = [(set_in(block, text), text) for block in FORMS.values() for text in TEXTS]
    lists = [(set_in(block, ["old", text]), ["old", text]) for block in LISTS.values() for text in TEXTS]
    return [*scalars, *lists]


@pytest.mark.parametrize("form", FORMS)
def test_any_text_reads_back(form: str) -> None:
    for text in TEXTS:
        read = yaml.load(set_in(FORMS[form], text), Loader=yaml.CSafeLoader)
        assert read["key"] == text
        assert read["last"] == 1


@pytest.mark.parametrize("form", LISTS)
def test_any_text_reads_back_as_a_list_item(form: str) -> None:
    for text in TEXTS:
        assert yaml.load(set_in(LISTS[form], ["old", text]), Loader=yaml.CSafeLoader)["key"] == ["old", text]


@pytest.mark.skipif(shutil.which("ruby") is None, reason="no ruby here")
def test_ruby_reads_any_text_back() -> None:
    script = r"""
require "json"; require "psych"
STDIN.each_line do |line|
  block, want = JSON.parse(line)
  begin; found = Psych.unsafe_load("---\n" + block); rescue Psych::Exception => e; found = e.message; end
  puts JSON.generate([block, found.inspect]) unless found.is_a?(Hash) && found["key"] == want && found["last"] == 1
end
"""
    asked = "".join(json.dumps(pair) + "\n" for pair in every_block())
    result = subprocess.run(
        ["ruby", "-EUTF-8:UTF-8", "-e", script],
        input=asked,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert result.stdout == ""


@settings(max_examples=150, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40), st.sampled_from([*FORMS.values()]))
def test_whatever_is_typed_reads_back(text: str, block: str) -> None:
    read = yaml.load(set_in(block, text), Loader=yaml.CSafeLoader)
    assert read["key"] == text


@pytest.mark.parametrize(
    "text", [text for text in RISKY if text not in ("x#", "x'", "x:y", "___", "20°", "9am")]
)
def test_what_a_reader_may_take_for_something_else_is_not_left_plain(text: str) -> None:
    allowed = {"http://example.com/a?b=c#d", "../x", "./x", "5%", "''"}
    assert text in allowed or not reads_as_text(text)


@pytest.mark.parametrize(
    "text", ["Council votes", "Why 5 of 7 said no", "assets/a.jpg", "It’s over", "“Enough”", "10 years on"]
)
def test_ordinary_headlines_need_no_quotation_marks(text: str) -> None:
    assert reads_as_text(text)


def test_long_text_is_never_folded() -> None:
    text = "word " * 200 + "end"
    for style in (PLAIN, SINGLE, DOUBLE):
        assert "\n" not in next(text_scalars(text, style, DOUBLE))


def test_quotation_marks_are_kept_where_they_can_hold_the_text() -> None:
    assert next(text_scalars("it's", SINGLE, DOUBLE)) == "'it''s'"
    assert next(text_scalars("a\nb", SINGLE, DOUBLE)) == '"a\\nb"'
    assert next(text_scalars('say "hi"', DOUBLE, DOUBLE)) == '"say \\"hi\\""'
    assert next(text_scalars('Say: "hi"', PLAIN, DOUBLE)) == "'Say: \"hi\"'"


@pytest.mark.parametrize("style", [LITERAL, FOLDED])
@pytest.mark.parametrize("text", ["one", "one\ntwo", "one\n\ntwo\n", "one\ntwo\n\n", "a\n\n\n\nb"])
def test_block_scalars_keep_every_line_end(style: str, text: str) -> None:
    written = block_scalar(text, style, "    ", "\n")
    assert written is not None
    assert yaml.safe_load(f"key: {written}\nlast: 1\n") == {"key": text, "last": 1}


@pytest.mark.parametrize("text", ["", "\n", " indented", "a\n b", "a\r\nb", "bell\x07"])
def test_block_scalars_refuse_what_they_would_change(text: str) -> None:
    assert block_scalar(text, LITERAL, "  ", "\n") is None


@pytest.mark.parametrize("number", [0, -7, 10**30, 1.0, 0.1, 1e20, -2.5e-7, math.inf, -math.inf])
def test_numbers_read_back(number: float) -> None:
    read = yaml.safe_load(number_text(number))
    assert read == number
    assert type(read) is type(number)


@pytest.mark.parametrize(
    ("answer", "old", "text"),
    [
        (True, "", "true"),
        (False, "true", "false"),
        (False, "Yes", "No"),
        (True, "OFF", "ON"),
        (True, "draft", "true"),
    ],
)
def test_truth_values_keep_their_words(answer: bool, old: str, text: str) -> None:
    assert yes_no_text(answer, old) == text


@pytest.mark.parametrize(
    "key", ["title", "last_modified_at", "yes", "2026", "a: b", "#x", "größe", "", "my key"]
)
def test_keys_read_back(key: str) -> None:
    assert yaml.safe_load(f"{key_scalar(key)}: 1") == {key: 1}
