"""Compares our rendering with what Jekyll's kramdown makes of the same posts, as normalised DOM trees.

    python tests/fidelity.py [--corpus FOLDER] [--show N] [PATH ...]
    python tests/fidelity.py --keep        write what kramdown makes of our own cases beside them

Without paths: the project's own cases (tests/fidelity_cases), the sample newsroom, and the corpus of real posts if
there is one. Prints for each site how many posts give an equal tree and, by their number, the classes of difference.
Needs Ruby with the gems kramdown and kramdown-parser-gfm. A post that holds Liquid is left out: what kramdown reads
there is what Liquid has made of it.

What is known to differ, each found by comparing random texts, none in a real post: an attribute list that is
followed by a blank line at the very start of a post; blank lines behind a list whose last item holds HTML that is
never closed; white space at the end of HTML that is never closed; a second ``{:toc}``, which stays empty, and
headings inside notes, which no table of contents lists; definitions inside HTML that only ``parse_block_html`` makes
markdown; nesting beyond 1,000 lists or 10 emphases, and the bounds on unclosed marks of ``kramdown/spanreader.py``,
where kramdown itself takes minutes or gives up.

In a normalised tree attributes are sorted and white space is folded, and the spans and boxes of code highlighting are
taken away, because Pygments and Rouge name what they colour a little differently. All else counts, ids and classes
included. The last line counts the posts whose HTML is kramdown's to the character, the spans of colours apart.
"""

from __future__ import annotations

import argparse
import collections
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from html.parser import HTMLParser
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CASES = ROOT / "tests" / "fidelity_cases"
SAMPLE = ROOT / "resources" / "sample" / "_posts"
CORPUS = Path(os.environ.get("COPYDESK_CORPUS", ROOT.parent / "shared" / "corpus"))
SUFFIXES = frozenset({".md", ".markdown", ".mkd", ".mkdn"})
EXPECTED: dict[str, str] = {}
"""Posts that may differ, by name, and why."""

_FRONT_MATTER = re.compile(
    r"\A---\s*\n.*?\n?^(?:---|\.\.\.)\s*$\n?|\A\+\+\+\s*\n.*?^\+\+\+\s*$\n?", re.DOTALL | re.MULTILINE
)
_LIQUID = re.compile(r"\{\{|\{%")

# Jekyll's defaults (lib/jekyll/configuration.rb and its kramdown parser).
_RUBY = """
require 'json'; require 'kramdown'; require 'kramdown-parser-gfm'
options = {input: 'GFM', auto_ids: true, toc_levels: (1..6).to_a, entity_output: :as_char, hard_wrap: false,
  smart_quotes: 'lsquo,rsquo,ldquo,rdquo', footnote_nr: 1, syntax_highlighter: 'rouge',
  syntax_highlighter_opts: {default_lang: 'plaintext', guess_lang: true}}
JSON.parse(ARGV[0]).each {|name, value| options[name.to_sym] = value}
STDIN.each_line do |line|
  begin
    puts JSON.generate(Kramdown::Document.new(JSON.parse(line), options).to_html)
  rescue SystemStackError, StandardError
    puts 'null'
  end
end
"""

_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_INLINE = frozenset(
    (
        "a abbr acronym b bdo big button cite code del dfn em font i img input ins kbd label mark q s samp select "
        "small span strike strong sub sup textarea tt u var"
    ).split()
)
_WRAPPERS = frozenset({"highlighter-rouge", "highlight"})


@lru_cache(maxsize=1)
def has_kramdown() -> bool:
    """Return whether Ruby and its kramdown are installed."""
    ruby = shutil.which("ruby")
    if ruby is None:
        return False
    check = [ruby, "-e", "require 'kramdown'; require 'kramdown-parser-gfm'"]
    return subprocess.run(check, capture_output=True, check=False).returncode == 0


def by_kramdown(texts: Sequence[str], options: Mapping[str, object] | None = None) -> list[str | None]:
    """Return the HTML that kramdown makes of each text with a site's ``options``, None where it gives up."""
    lines = "".join(json.dumps(text) + "\n" for text in texts)
    done = subprocess.run(
        ["ruby", "-W0", "-E", "UTF-8:UTF-8", "-e", _RUBY, json.dumps(options or {})],
        input=lines,
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    return [json.loads(line) for line in done.stdout.split("\n") if line]


class _Events(HTMLParser):
    """Reads HTML into a list: ``<tag attributes>``, ``</tag>`` and texts, code without its colours."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.out: list[str] = []
        self._text: list[str] = []
        self._pre = 0
        self._dropped: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        classes = set((dict(attrs).get("class") or "").split())
        if tag == "span" and (self._pre or self._in_code()):
            return
        if tag == "div" and classes & _WRAPPERS:
            self._dropped.append("div")
            return
        if tag == "div" and self._dropped:
            self._dropped.append("kept")
        if tag == "pre":
            self._pre += 1
        if tag == "pre" or (tag == "code" and self._pre):
            attrs = [(name, value) for name, value in attrs if name != "class"]
        self._flush()
        named = sorted((name, re.sub(r"\s+", " ", value or "").strip()) for name, value in attrs)
        self.out.append(f"<{tag}" + "".join(f' {name}="{value}"' for name, value in named) + ">")

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID or (tag == "span" and (self._pre or self._in_code())):
            return
        if tag == "div" and self._dropped and self._dropped.pop() == "div":
            return
        self._flush()
        if tag == "pre" and self._pre:
            self._pre -= 1
        self.out.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self._text.append(data)

    def handle_comment(self, data: str) -> None:
        self._flush()
        self.out.append(f"<!--{' '.join(data.split())}-->")

    def _in_code(self) -> bool:
        return bool(self.out) and self.out[-1].startswith("<code")

    def _flush(self) -> None:
        text = "".join(self._text)
        self._text = []
        if self._pre:
            text = "\n".join(line.rstrip() for line in text.split("\n")).strip("\n")
        else:
            text = re.sub(r"[ \t\r\n\f]+", " ", text)
        if text:
            self.out.append(text)

    def result(self) -> list[str]:
        """Return the events, without white space beside tags of blocks."""
        self.close()
        self._flush()
        events = self.out
        kept = []
        for at, event in enumerate(events):
            if not event.startswith("<"):
                if at == 0 or _is_block(events[at - 1]):
                    event = event.lstrip(" ")
                if at + 1 == len(events) or _is_block(events[at + 1]):
                    event = event.rstrip(" ")
                if not event:
                    continue
            kept.append(event)
        return kept


def _is_block(event: str) -> bool:
    name = re.match(r"</?([\w:-]+)", event)
    return event.startswith("<!--") or (name is not None and name[1] not in _INLINE)


def tree(html: str) -> list[str]:
    """Return the normalised tree of some HTML, as the list of its tags and texts."""
    events = _Events()
    events.feed(html.replace("\0", ""))
    return events.result()


def uncoloured(html: str) -> str:
    """Return HTML to the character, white space included, but for the spans that colour code."""
    return re.sub(r"<span(?: class=\"[\w -]*\")?>|</span>", "", html)


def difference(theirs: Sequence[str], ours: Sequence[str]) -> str:
    """Return the class of the first difference between two trees, ``""`` for none."""
    shorter = min(len(theirs), len(ours))
    at = next((index for index in range(shorter) if theirs[index] != ours[index]), shorter)
    if at == len(theirs) == len(ours):
        return ""
    kinds = []
    for side in (theirs, ours):
        event = side[at] if at < len(side) else "end"
        tag = re.match(r"</?[\w:-]+", event)
        kinds.append(tag[0] + ">" if tag else "end" if at >= len(side) else "text")
    return f"kramdown {kinds[0]}, ours {kinds[1]}"


def excerpt(theirs: Sequence[str], ours: Sequence[str]) -> str:
    """Return both sides around their first difference."""
    shorter = min(len(theirs), len(ours))
    at = next((index for index in range(shorter) if theirs[index] != ours[index]), shorter)
    return "\n".join(
        f"    {name} {' '.join(side[max(at - 2, 0) : at + 3])[:400]!r}"
        for name, side in (("kramdown", theirs), ("ours    ", ours))
    )


def body_of(path: Path) -> str | None:
    """Return a post's body, None for one with Liquid or without text."""
    text = path.read_bytes().decode("utf-8", errors="replace").removeprefix("\ufeff")
    body = _FRONT_MATTER.sub("", text.replace("\r\n", "\n"), count=1)
    return body if body.strip() and not _LIQUID.search(body) else None


def posts(corpus: Path = CORPUS) -> Iterator[tuple[str, Path]]:
    """Yield the site and path of our own cases, the sample's posts and those of the corpus."""
    own = [("cases", CASES), ("sample", SAMPLE)]
    sites = sorted(corpus.iterdir()) if corpus.is_dir() else []
    for site, folder in own + [(site.name, site) for site in sites if site.is_dir()]:
        for path in sorted(folder.rglob("*")):
            if path.suffix in SUFFIXES and path.is_file():
                yield site, path


def keep_cases() -> None:
    """Write what kramdown makes of our own cases beside them, for machines without Ruby."""
    paths = sorted(CASES.glob("*.md"))
    for path, html in zip(paths, by_kramdown([body_of(path) or "" for path in paths]), strict=True):
        path.with_suffix(".html").write_text(html or "", encoding="utf-8", newline="\n")


def rendered(found: Iterable[tuple[str, Path]]) -> Iterator[tuple[str, Path, str, str]]:
    """Yield site, path, kramdown's HTML and ours for each post that can be compared."""
    from editor.core.markdown.renderer import render_body

    chosen = [(site, path, body) for site, path in found if (body := body_of(path)) is not None]
    for (site, path, body), html in zip(chosen, by_kramdown([body for *_, body in chosen]), strict=True):
        if html is not None:
            yield site, path, html, render_body(body)


def compared(found: Iterable[tuple[str, Path]]) -> Iterator[tuple[str, Path, list[str], list[str]]]:
    """Yield site, path, kramdown's tree and ours for each post that can be compared."""
    for site, path, theirs, ours in rendered(found):
        yield site, path, tree(theirs), tree(ours)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table; return 1 where Ruby's kramdown is missing."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("paths", nargs="*", type=Path)
    parser.add_argument("--corpus", type=Path, default=CORPUS, help="folder with one folder for each site")
    parser.add_argument(
        "--show", type=int, default=1, metavar="N", help="examples of each class of difference"
    )
    parser.add_argument(
        "--keep", action="store_true", help="write kramdown's HTML of our own cases beside them"
    )
    options = parser.parse_args(arguments)
    if not has_kramdown():
        print("Ruby's kramdown is not installed: gem install kramdown kramdown-parser-gfm", file=sys.stderr)
        return 1
    if options.keep:
        keep_cases()
        return 0
    found = [("given", path) for path in options.paths] or list(posts(options.corpus))
    totals: collections.Counter[str] = collections.Counter()
    equal: collections.Counter[str] = collections.Counter()
    classes: dict[str, list[tuple[Path, str]]] = collections.defaultdict(list)
    to_the_character = 0
    for site, path, their_html, our_html in rendered(found):
        totals[site] += 1
        to_the_character += uncoloured(their_html) == uncoloured(our_html)
        theirs, ours = tree(their_html), tree(our_html)
        if kind := difference(theirs, ours):
            classes[kind].append((path, excerpt(theirs, ours)))
        else:
            equal[site] += 1
    for site, count in totals.items():
        print(f"{site:16} {equal[site]:6} of {count:6}  {equal[site] / count:8.2%}")
    if totals:
        print(f"{'all':16} {equal.total():6} of {totals.total():6}  {equal.total() / totals.total():8.2%}")
        print(f"{'white space too':16} {to_the_character:6} of {totals.total():6}")
    for kind, examples in sorted(classes.items(), key=lambda item: -len(item[1])):
        print(f"{len(examples):6}  {kind}")
        for path, shown in examples[: options.show]:
            print(f"    {path}\n{shown}")
    return 0


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    sys.exit(main())
