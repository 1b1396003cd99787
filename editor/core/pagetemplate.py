"""Owns the pages a newsroom lays out itself: Jinja templates, which reach what they are given and nothing else.

The language is that of https://jinja.palletsprojects.com/templates/, in its sandbox; what a template works out is
bounded, so that none can hold the program.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import wraps
from types import TracebackType
from typing import Any

from jinja2 import FunctionLoader, StrictUndefined, TemplateNotFound, TemplateSyntaxError, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.exceptions import SecurityError
from jinja2.exceptions import TemplateError as JinjaError
from jinja2.runtime import markup_join
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from editor.core.errors import TemplateError

MOST_TURNS = 200_000
"""How often the loops of one page may go round that count by ``range``, all together."""
MOST_TEXT = 64 * 1024 * 1024
"""Characters a page may have."""
_MOST_REPEATED = 1_000_000
_WIDE = re.compile(r"\d{6}")

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


class _Generator(CodeGenerator):
    """Has texts put together by ``~`` measured, too."""

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:
        self.write("environment.joined((")
        for part in node.nodes:
            self.visit(part, frame)
            self.write(", ")
        self.write("))")


class _Environment(ImmutableSandboxedEnvironment):
    """The sandbox, in which numbers, texts and loops stay small."""

    code_generator_class = _Generator
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
        self.globals.pop("lipsum")
        for name, function in self.filters.items():
            self.filters[name] = _measured(name, function)

    def _range(self, *bounds: int) -> Iterator[int]:
        for number in range(*bounds):
            self._turns += 1
            if self._turns > MOST_TURNS:
                raise SecurityError(f"its loops go round more than {MOST_TURNS:,} times")
            yield number

    def call(self, context: Any, function: Any, /, *arguments: Any, **named: Any) -> Any:
        """Measure what methods of texts are asked for, such as ``"a".ljust(1000000000)``."""
        # The sandbox wraps ``format`` in a function of its own.
        value = getattr(getattr(function, "__wrapped__", function), "__self__", None)
        if isinstance(value, str):
            _measure(function.__name__, value, arguments, named)
        return super().call(context, function, *arguments, **named)

    def joined(self, parts: Iterable[Any]) -> str:
        """Put texts together, as ``~`` does."""
        return markup_join(_in_measure(list(parts)))

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


def _measured(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """Return a filter that refuses what would fill the memory."""
    before = 1 if hasattr(function, "jinja_pass_arg") else 0

    @wraps(function)
    def measured(*arguments: Any, **named: Any) -> Any:
        _measure(name, arguments[before] if len(arguments) > before else "", arguments[before + 1 :], named)
        return function(*arguments, **named)

    return measured


def _measure(name: str, value: Any, arguments: tuple[Any, ...], named: Mapping[str, Any]) -> None:
    """Refuse a call by name whose result would be huge: by a number, by what a text is replaced with or joined of."""
    given = (*arguments, *named.values())
    if any(isinstance(one, int) and abs(one) > _MOST_REPEATED for one in given):
        raise SecurityError(f"it asks “{name}” for too much")
    if name in ("format", "format_map") and _WIDE.search(str(value)):
        raise SecurityError("it formats a text wider than any page")
    if name == "replace" and len(given) > 1:
        _in_measure([value, len(str(given[1])) * (str(value).count(str(given[0])))])
    if name == "join":
        # Of a list by a text, or a text's own method with a list.
        other = given[0] if given else ""
        _in_measure([*_parts(value), *_parts(other), _length(value) * _length(other)])


def _length(value: Any) -> int:
    return len(value) if hasattr(value, "__len__") else 0


def _parts(value: Any) -> list[Any]:
    return list(value) if isinstance(value, (list, tuple)) else []


def _in_measure(parts: list[Any]) -> list[Any]:
    """Return parts of a text as they are; numbers stand for as many characters. Raises SecurityError."""
    size = sum(len(one) if isinstance(one, str) else one if isinstance(one, int) else 0 for one in parts)
    if size > MOST_TEXT:
        raise SecurityError("it makes a text that is too long")
    return parts


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
