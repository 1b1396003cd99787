"""Owns rendering a text as Jekyll's Liquid would: what a site's pages say once its tags and outputs are filled in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TextIO, cast

from liquid import BoundTemplate
from liquid.ast import Node
from liquid.builtin.content import ContentNode
from liquid.exceptions import LiquidError, LiquidInterrupt

from editor.core.liquid.context import Context
from editor.core.liquid.environment import JekyllLiquid, Parsed, environment
from editor.core.liquid.faults import BoundsError, DepthError
from editor.core.liquid.guard import source_of
from editor.core.liquid.loading import Loader
from editor.core.liquid.memory import Memory
from editor.core.liquid.names import NONE, Names
from editor.core.liquid.outcome import Rendered, has_liquid
from editor.core.liquid.run import (
    STEPS_AT_MOST,
    TOLD_AT_MOST,
    WRITTEN_AT_MOST,
    Output,
    Plugin,
    Run,
    problem_box,
)
from editor.core.liquid.trace import Trace
from editor.core.markdown.code import code_spans
from editor.core.markdown.renderer import render_body
from editor.core.markdown.tree import escape_code
from editor.core.site import SiteConfig

__all__ = ["LiquidEngine", "Rendered", "has_liquid"]

_KEPT_AT_MOST = 400
_AFTER_A_STOP = 50_000
_TIMES_GIVEN = 5


@dataclass
class LiquidEngine:
    """Runs Liquid for one site; one thread at a time.

    ``values`` are the names every page sees (``site``, ``jekyll``, ``theme``), read when they are asked for. ``now``
    is aware. ``plugins`` are tags of plugins: see ``Plugin``.
    ``styles`` makes CSS of a text in SCSS or Sass, given its suffix, and names the files it read (TagError where that
    cannot be).
    ``stop`` is asked while it runs, and returns the sentence why the run is to end, or None.

    >>> engine.render("{{ page.title | upcase }}", {"title": "Ferry"}).text
    'FERRY'
    """

    loader: Loader
    site: SiteConfig
    values: Mapping[str, Any]
    now: datetime
    markdown: Callable[[str], str] = render_body
    plugins: Mapping[str, Plugin] = field(default_factory=dict)
    styles: Callable[[str, str], tuple[str, frozenset[str]]] | None = None
    _parsed: dict[str, tuple[str, Parsed]] = field(default_factory=dict, init=False, repr=False)

    def render(
        self,
        text: str,
        page: Mapping[str, Any],
        names: Mapping[str, Any] | None = None,
        *,
        path: str = "",
        stop: Callable[[], str | None] = lambda: None,
        memory: Memory | None = None,
        given: int = 0,
        standing: Names | None = None,
    ) -> Rendered:
        """Return a text after Liquid; never raises: what cannot be rendered is a labelled box and a problem.

        ``page`` is what ``page`` means, ``names`` what else is in sight (``layout``, ``content``, ``paginator``).
        ``path`` names the file of a layout; a text without one is the page's own. ``memory`` knows what the parts of
        a layout wrote for this page before. ``given`` is how long the body is that stands in a layout's ``content``:
        a long one is written by the layout, by its excerpt and by its description, and still no fault of theirs.
        ``standing`` is what names mean at the beginning of a text that is a part of another.
        """
        if not has_liquid(text):
            return Rendered(text)
        room = WRITTEN_AT_MOST + len(text) + _TIMES_GIVEN * given
        run = Run(self, page, room, stop, given=given)
        if path:
            run.files.append(path)
        values = {**self.values, "page": page, **(names or {})}
        language = self._language
        context = Context(BoundTemplate(language, []), values, run)
        trace = Trace(text, standing or NONE, context)
        out = Output(run)
        parsed = self._parsed_text(text, path)
        for index, node in enumerate(parsed.nodes):
            before, at = out.mark(), out.size
            try:
                if memory is None or isinstance(node, ContentNode):
                    node.render(context, cast(TextIO, out))
                elif not memory.replay((path, index), node, context, out):
                    memory.render((path, index), node, context, out)
                if not path:
                    trace.note(node, at)
            except LiquidInterrupt:
                trace.is_whole = False
                break
            except (BoundsError, LiquidError, RecursionError) as fault:
                out.cut(before)
                self._stop_at(node, fault, run, out, path)
                trace.is_whole = False
        return Rendered(
            out.getvalue(),
            tuple(run.problems),
            frozenset(run.read),
            tuple(trace.kept),
            tuple(trace.standings),
            parsed.is_closed,
            trace.is_whole,
            max(1 - run.steps / STEPS_AT_MOST, 1 - run.room / room),
        )

    def _stop_at(self, node: Node, fault: Exception, run: Run, out: Output, path: str) -> None:
        """Say why one tag was stopped; plain text after it is still written, tags have little left to spend."""
        sentence = str(fault) if isinstance(fault, BoundsError) else "Its blocks and includes stand too deep."
        if not isinstance(fault, DepthError):
            run.steps = _AFTER_A_STOP if not run.stopped else 0
            run.stopped = True
            run.room = WRITTEN_AT_MOST // 10 + len(node.token.source) + run.given
        del run.files[1 if path else 0 :]
        if len(run.problems) >= TOLD_AT_MOST:
            return
        start = max(node.token.start_index, 0)
        run.note(sentence, node.token.source.count("\n", 0, start) + 1)
        out.add(problem_box(sentence.rstrip("."), source_of(node.token)))

    def nodes(self, text: str, path: str) -> list[Node]:
        """Parse a text, or return it as it was parsed the last time; ``path`` is the file it is from."""
        return self._parsed_text(text, path).nodes

    def _parsed_text(self, text: str, path: str) -> Parsed:
        kept = self._parsed.get(path)
        if kept is not None and kept[0] == text:
            return kept[1]
        parsed = self._language.parsed(text)
        if len(self._parsed) >= _KEPT_AT_MOST:
            self._parsed.clear()
        self._parsed[path] = text, parsed
        return parsed

    @property
    def _language(self) -> JekyllLiquid:
        return environment(frozenset(self.plugins))

    def colour(self, code: str, language: str) -> str:
        """Return code as HTML, coloured where the site colours code and the language is known."""
        return code_spans(code, language) if self.colours else escape_code(code.strip())

    @property
    def colours(self) -> bool:
        """Whether the site has ``{% highlight %}`` colour code and number its lines (HighlightBlock#render)."""
        return (self.site.raw.get("highlighter") or "rouge") in ("rouge", "pygments")
