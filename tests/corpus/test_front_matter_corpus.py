"""Every post of the corpus: opening and saving changes no byte, an edit changes only its own value."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

import pytest

from editor.core.errors import EditRefusedError, NotUtf8Error
from editor.core.post.dates import PostDate, parse_date, with_moment
from editor.core.post.frontmatter import FrontMatter, Value
from editor.core.post.lines import join_body, split_body
from editor.core.post.naming import POST_SUFFIXES
from editor.core.post.post import Post, parse_post
from editor.core.post.reading import same_value

CORPUS = Path(os.environ.get("COPYDESK_CORPUS") or Path(__file__).parents[3] / "shared" / "corpus")
ORDER = ("layout", "title", "date", "author", "categories", "tags", "excerpt", "image")
AWKWARD = 'Mayor: "it\'s #1", yes'

pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason="no corpus here")


@dataclass(frozen=True)
class Made:
    """One edit of one post: ``value`` is what was set, and meaningless when ``removed``."""

    path: str
    key: str
    value: Value
    removed: bool
    before: FrontMatter
    after: FrontMatter


@cache
def posts() -> tuple[tuple[str, bytes], ...]:
    files = sorted(path for path in CORPUS.rglob("*") if path.suffix in POST_SUFFIXES and path.is_file())
    return tuple((path.relative_to(CORPUS).as_posix(), path.read_bytes()) for path in files)


@cache
def parsed() -> tuple[tuple[str, bytes, Post], ...]:
    found = []
    for path, data in posts():
        try:
            found.append((path, data, parse_post(data, path)))
        except NotUtf8Error:
            continue
    return tuple(found)


def edits_of(front: FrontMatter, number: int) -> Iterator[tuple[str, Value]]:
    """Yield a change for each of the five keys; what kind of change rotates from post to post."""
    titles = ("A plain headline", AWKWARD, "2026-03-14", "Line one\nline two", "Ünïcode 😀 " + "long " * 60)
    yield "title", titles[number % 5]
    yield "excerpt", (AWKWARD, "yes", "One.\n\nTwo.\n", "12:30", "It’s plain, isn’t it")[number % 5]
    tags = front.get("tags")
    have = tags if isinstance(tags, list) else []
    yield (
        "tags",
        ([*have, "new tag"], have[1:], ["first", *have], [*have[:-1], "a: b"], [], "word")[number % 6],
    )
    date = front.get("date")
    known = date if isinstance(date, PostDate) else parse_date("2026-03-14 07:30:00 +0100")
    assert known is not None
    yield "date", with_moment(known, datetime(2027, 11, 9, 18, 7), known.has_time)
    image = front.get("image")
    if isinstance(image, dict):
        yield (
            "image",
            ({**image, "alt": AWKWARD}, dict([*image.items()][1:]), "assets/new one.jpg")[number % 3],
        )
    else:
        yield "image", ("/assets/images/new.jpg", {"path": "a b.jpg", "alt": AWKWARD})[number % 2]


@cache
def made() -> tuple[tuple[Made, ...], tuple[str, ...]]:
    """Make every edit; return those made and the places of those refused."""
    edits: list[Made] = []
    refused: list[str] = []
    for number, (path, _, post) in enumerate(parsed()):
        front = post.front
        if front is None:
            continue
        wanted: list[tuple[str, Value, bool]] = [
            (key, value, False) for key, value in edits_of(front, number)
        ]
        wanted += [(key, None, True) for key in ("title", "tags", "excerpt", "date", "image") if key in front]
        for key, value, removed in wanted:
            try:
                after = front.remove(key) if removed else front.set(key, value, ORDER)
                edits.append(Made(path, key, value, removed, front, after))
            except EditRefusedError as error:
                refused.append(f"{path}: {key}: {error.message}")
    return tuple(edits), tuple(refused)


def test_opening_and_saving_changes_no_byte() -> None:
    assert len(posts()) > 100
    for path, data, post in parsed():
        assert post.encode() == data, path


def test_bodies_survive_the_way_through_an_editor() -> None:
    for path, _, post in parsed():
        split = split_body(post.body)
        assert join_body(split.lines, split) == post.body, path


def test_a_text_without_front_matter_says_why_if_it_looks_like_some() -> None:
    for path, _, post in parsed():
        if post.front is None and post.body.lstrip().startswith(("---\n", "+++\n")):
            assert post.problem is not None, path


def test_edits_change_their_own_value_and_nothing_else() -> None:
    edits, refused = made()
    print(f"\n{len(edits)} edits made, {len(refused)} refused")
    for edit in edits:
        again = parse_post(Post(False, edit.after, "").with_body("body\n").encode()).front
        place = f"{edit.path}: {edit.key} = {edit.value!r}"
        assert again is not None, place
        assert again.block == edit.after.block, place
        others = [field for field in edit.before.fields if field.key != edit.key]
        kept = [field for field in again.fields if field.key != edit.key]
        assert [(f.key, f.source) for f in others] == [(f.key, f.source) for f in kept], place
        assert all(same_value(a.value, b.value) for a, b in zip(others, kept, strict=True)), place
        assert (edit.key not in again) if edit.removed else same_value(again.get(edit.key), edit.value), place
        assert not _changed_elsewhere(edit), place


def test_almost_no_edit_is_refused() -> None:
    edits, refused = made()
    assert len(refused) <= 0.0003 * (len(edits) + len(refused)), refused[:20]


def _changed_elsewhere(edit: Made) -> bool:
    """Say whether a character changed that does not stand in the lines of the key."""
    old, new = edit.before.block, edit.after.block
    own = _own_lines(edit.before, edit.key)
    if own is None:
        # A new key: what was there is still there, in two pieces.
        return not any(old[:i] == new[:i] and new.endswith(old[i:]) for i in range(len(old) + 1))
    return not (new.startswith(old[: own[0]]) and new.endswith(old[own[1] :]))


def _own_lines(front: FrontMatter, key: str) -> tuple[int, int] | None:
    """Return the span of the lines of a key, worked out from its field alone."""
    field = front.field(key)
    if field is None:
        return None
    start = sum(map(len, front.block.splitlines(keepends=True)[: field.line - 2]))
    end = front.block.index(field.source, front.block.index(":", start)) + len(field.source)
    return start, front.block.find("\n", end - 1 if front.block[end - 1] == "\n" else end) + 1


# Ruby ------------------------------------------------------------------------------------------------

RUBY = r"""
require "json"; require "psych"; require "date"; require "time"
def read(text) = Psych.unsafe_load("---\n" + text) || {}
def fits?(found, want)
  kind, value = want
  case kind
  when "date"
    return found == value if found.is_a?(String)
    found.is_a?(Time) ? (want[3].nil? || found.to_i == want[3]) : found.iso8601 == want[2]
  when "list" then found.is_a?(Array) && found.size == value.size && found.zip(value).all? { |f, w| fits?(f, w) }
  when "map" then found.is_a?(Hash) && found.keys == value.keys && found.all? { |k, f| fits?(f, value[k]) }
  else found == value
  end
end
checked = 0; unread = 0
STDIN.each_line do |line|
  post = JSON.parse(line)
  begin; original = read(post["block"]); rescue Psych::Exception, ArgumentError; unread += 1; next; end
  post["edits"].each do |edit|
    begin
      edited = read(edit["block"]); rest = original.dup; rest.delete(edit["key"])
      found = edited.key?(edit["key"]) ? edited.delete(edit["key"]) : :none
      good = rest == edited && (edit["want"] ? found != :none && fits?(found, edit["want"]) : found == :none)
    rescue Psych::Exception, ArgumentError => e
      good = false; found = e.message
    end
    checked += 1
    puts JSON.generate([post["path"], edit["key"], edit["block"], found.inspect]) unless good
  end
end
STDERR.puts "#{checked} edits read, #{unread} posts unreadable"
"""


def _wish(value: Value) -> list[object]:
    if isinstance(value, PostDate):
        stamp = int(value.moment.timestamp()) if value.moment.tzinfo else None
        return ["date", value.text, value.moment.date().isoformat(), stamp]
    if isinstance(value, list):
        return ["list", [_wish(item) for item in value]]
    if isinstance(value, dict):
        return ["map", {key: _wish(item) for key, item in value.items()}]
    return ["plain", value]


@pytest.mark.skipif(shutil.which("ruby") is None, reason="no ruby here")
def test_ruby_reads_the_same_values() -> None:
    by_post: dict[str, list[Made]] = {}
    for edit in made()[0]:
        by_post.setdefault(edit.path, []).append(edit)
    lines = []
    for path, edits in by_post.items():
        asked = [
            {"key": e.key, "block": e.after.block, "want": None if e.removed else _wish(e.value)}
            for e in edits
        ]
        lines.append(json.dumps({"path": path, "block": edits[0].before.block, "edits": asked}))
    result = subprocess.run(
        ["ruby", "-EUTF-8:UTF-8", "-e", RUBY],
        input="\n".join(lines) + "\n",
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    print(f"\nRuby: {result.stderr.strip()}")
    wrong = [json.loads(line) for line in result.stdout.splitlines()]
    assert not wrong, wrong[:5]
