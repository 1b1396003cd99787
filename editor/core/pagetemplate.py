"""Owns the pages a newsroom lays out itself: Jinja templates, which reach what they are given and nothing else.

The language is that of https://jinja.palletsprojects.com/templates/, in its sandbox; what a template works out is
bounded, so that none can hold the program.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import TracebackType
from typing import Any

from jinja2 import FunctionLoader, StrictUndefined, TemplateNotFound, TemplateSyntaxError
from jinja2.exceptions import SecurityError
from jinja2.exceptions import TemplateError as JinjaError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from editor.core.errors import TemplateError

MOST_TURNS = 200_000
"""How often the loops of one page may go round that count by ``range``, all together."""
MOST_TEXT = 64 * 1024 * 1024
"""Characters a page may have."""
_MOST_REPEATED = 1_000_000

Source = Callable[[str], str | None]


def safe_html(text: str) -> Markup:
    """Mark HTML of ours as such, so that a template puts it in as it is."""
    return Markup(text)


def render_template(name: str, source: Source, values: Mapping[str, object]) -> str:
    """Return the page that the template ``name`` makes of ``values``.

    ``source`` gives the text of a template by its name, None where there is none; templates may include and
    extend others. What is not marked by ``safe_html`` is escaped. Raises TemplateError with the file and the line.
    """
    texts: dict[str, str] = {}

    def load(wanted: str) -> tuple[str, str, Callable[[], bool]] | None:
        text = source(wanted)
        if text is None:
            return None
        texts[wanted] = text
        return text, wanted, lambda: True

    environment = _Environment(load)
    try:
        return _bounded(environment.get_template(name).generate(**values))
    except TemplateSyntaxError as error:
        where = error.filename or error.name or name
        raise TemplateError(
            f"The template “{where}” cannot be read in line {error.lineno}: {_sentence(error.message)}",
            path=where,
            line=error.lineno,
        ) from error
    except TemplateNotFound as error:
        raise _fault(name, error, texts, f"there is no template called “{error.name}” to include") from error
    except (JinjaError, ArithmeticError, LookupError, TypeError, ValueError, AttributeError) as error:
        raise _fault(name, error, texts, str(error)) from error
    except RecursionError as error:
        raise _fault(name, error, texts, "it includes itself without end") from error


class _Environment(ImmutableSandboxedEnvironment):
    """The sandbox, in which numbers and loops stay small."""

    intercepted_binops = frozenset(("**", "*", "%"))

    def __init__(self, load: Callable[[str], tuple[str, str, Callable[[], bool]] | None]) -> None:
        super().__init__(
            loader=FunctionLoader(load),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._turns = 0
        self.globals["range"] = self._range

    def _range(self, *bounds: int) -> Iterator[int]:
        for number in range(*bounds):
            self._turns += 1
            if self._turns > MOST_TURNS:
                raise SecurityError(f"its loops go round more than {MOST_TURNS:,} times")
            yield number

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Refuse what would fill the memory: huge powers, and texts or lists repeated without measure."""
        if operator == "**" and (abs(right) > 64 or abs(left) > 1_000_000):
            raise SecurityError("it works out a number that is too large")
        if operator == "*":
            for times, what in ((left, right), (right, left)):
                if isinstance(times, int) and hasattr(what, "__len__") and times * len(what) > _MOST_REPEATED:
                    raise SecurityError("it repeats a text too often")
        if operator == "%" and isinstance(left, str):
            raise SecurityError("it formats a text with %; put values in with {{ }}")
        return super().call_binop(context, operator, left, right)


def _bounded(pieces: Iterator[str]) -> str:
    kept: list[str] = []
    size = 0
    for piece in pieces:
        size += len(piece) + 1
        if size > MOST_TEXT:
            raise SecurityError("the page grows without end")
        kept.append(piece)
    return "".join(kept)


def _fault(name: str, error: BaseException, texts: Mapping[str, str], what: str) -> TemplateError:
    where, line = _place(error.__traceback__, texts) or (name, None)
    in_line = f" in line {line}" if line else ""
    return TemplateError(
        f"The template “{where}” made no page{in_line}: {_sentence(what)}", path=where, line=line
    )


def _place(trace: TracebackType | None, texts: Mapping[str, str]) -> tuple[str, int] | None:
    """Return the innermost template and line of a traceback, whose frames Jinja names after the templates."""
    found = None
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        if file in texts:
            found = (file, trace.tb_lineno)
        trace = trace.tb_next
    return found


def _sentence(text: str | None) -> str:
    said = (text or "something is wrong with it").strip().rstrip(".")
    return f"{said}."
