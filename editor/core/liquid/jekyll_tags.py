"""Owns the tags that Jekyll adds to Liquid: includes, links to posts and files, highlighted code."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from typing import Any, TextIO

from liquid import RenderContext, TokenStream
from liquid.ast import BlockNode, Node
from liquid.parser import get_parser
from liquid.tag import Tag
from liquid.token import TOKEN_EXPRESSION, TOKEN_TAG, Token

from editor.core.liquid.context import Context
from editor.core.liquid.faults import DepthError, TagError
from editor.core.liquid.filters.addresses import relative_url
from editor.core.liquid.loading import Source
from editor.core.liquid.run import INCLUDES_AT_MOST, Output
from editor.core.liquid.values import text_of
from editor.core.markdown.code import numbered

_PARAMETER = re.compile(
    r"""([\w-]+)\s*=\s*(?:"([^"\\]*+(?:\\.[^"\\]*+)*+)"|'([^'\\]*+(?:\\.[^'\\]*+)*+)'|([\w.-]++))""",
    re.DOTALL,
)
_FILE_NAME = re.compile(r"[\w/.\-()+~#@]+")
_NOT_IN_NAMES = re.compile(r"[./]{2,}")
_VARIABLE = re.compile(r"(?P<name>[^{]*(?:\{\{\s*[\w\-.]+\s*(?:\|.*)?\}\}[^\s{}]*)+)(?P<rest>.*)", re.DOTALL)
_LONGEST_MARKUP = 500
_HIGHLIGHT = re.compile(r"([a-zA-Z0-9.+#_-]++)((?:\s+\w+(?:=(?:\w+|\"(?:[0-9]+\s)*[0-9]+\"))?)*)")


def markup_of(stream: TokenStream) -> str:
    """Return the markup of the tag at the stream and leave the stream at its last token."""
    if stream.peek.kind != TOKEN_EXPRESSION:
        return ""
    next(stream)
    return stream.current.value


class _JekyllNode(Node):
    """A node that knows its markup."""

    __slots__ = ("markup",)

    def __init__(self, token: Token, markup: str) -> None:
        super().__init__(token)
        self.blank = False
        self.markup = markup

    def render_to_output(self, context: RenderContext, buffer: TextIO) -> int:
        """Write what the tag stands for."""
        assert isinstance(context, Context)
        return buffer.write(self.text(context))

    def text(self, context: Context) -> str:
        """Return what the tag stands for; raises TagError."""
        raise NotImplementedError


class _IncludeNode(_JekyllNode):
    __slots__ = ("_name", "_parameters")

    def __init__(self, token: Token, markup: str) -> None:
        super().__init__(token, markup)
        self._name, rest = _parted(markup.strip())
        self._parameters = _parameters(rest)

    def render_to_output(self, context: RenderContext, buffer: TextIO) -> int:
        assert isinstance(context, Context)
        name = evaluated(self._name, context)
        if _NOT_IN_NAMES.search(name) or not _FILE_NAME.fullmatch(name):
            raise TagError(f"“{name}” cannot be the name of a file to include")
        run = context.run
        if len(run.files) >= INCLUDES_AT_MOST:
            raise DepthError(
                f"Includes stand more than {INCLUDES_AT_MOST} deep in each other, “{name}” the last."
            )
        try:
            source = self.load(context, name)
        except LookupError as error:
            raise TagError(error.args[0]) from error
        return self._render(source, context, buffer)

    def _render(self, source: Source, context: Context, buffer: TextIO) -> int:
        run = context.run
        run.read.add(source.path)
        nodes = run.engine.nodes(source.text, source.path)
        namespace: dict[str, object] = {}
        if self._parameters:
            namespace["include"] = {key: value(context) for key, value in self._parameters.items()}
        run.files.append(source.path)
        try:
            with context.extend(namespace):
                return sum(node.render(context, buffer) for node in nodes)
        finally:
            run.files.pop()

    def load(self, context: Context, name: str) -> Source:
        return context.run.engine.loader.include(name)


def _parted(markup: str) -> tuple[str, str]:
    """Part the name, which may hold outputs, from the parameters."""
    if "{{" in markup:
        if len(markup) > _LONGEST_MARKUP:
            raise ValueError("Its markup is longer than any include needs")
        found = _VARIABLE.search(markup)
        if found is not None:
            return found["name"].strip(), found["rest"].strip()
    parts = markup.split(None, 1)
    return (parts[0] if parts else "", parts[1] if len(parts) > 1 else "")


def _parameters(markup: str) -> dict[str, Any]:
    """Return a function for each parameter (Jekyll::Tags::IncludeTag#parse_params)."""
    found: dict[str, Any] = {}
    at = 0
    for match in _PARAMETER.finditer(markup):
        if markup[at : match.start()].strip() or not _ends_word(markup, match.end()):
            break
        at = match.end()
        key, double, single, name = match.groups()
        if name is not None:
            found[key] = _lookup(name)
        elif double is not None:
            found[key] = _constant(double.replace('\\"', '"'))
        else:
            found[key] = _constant(single.replace("\\'", "'"))
    if markup[at:].strip():
        raise ValueError(f"Its parameters cannot be read from “{markup[at:].strip()[:60]}” on")
    return found


def _ends_word(markup: str, at: int) -> bool:
    return at == len(markup) or markup[at].isspace()


def _constant(text: str) -> Any:
    return lambda _context: text


def _lookup(name: str) -> Any:
    """A name, a number or a word such as ``true``, as ``context[…]`` reads it."""
    words: dict[str, object] = {
        "true": True,
        "false": False,
        "nil": None,
        "null": None,
        "blank": "",
        "empty": "",
    }
    if name in words:
        return lambda _context: words[name]
    if re.fullmatch(r"-?\d+", name, re.ASCII):
        return lambda _context: int(name[:4000])
    if re.fullmatch(r"-?\d+\.\d+", name, re.ASCII):
        return lambda _context: float(name)
    return lambda context: context.get(name.split("."), token=None)


def evaluated(markup: str, context: Context) -> str:
    """Return markup with the outputs in it filled in."""
    if "{{" not in markup:
        return markup
    out = Output(context.run)
    for node in context.run.engine.nodes(markup, ""):
        node.render(context, out)  # type: ignore[arg-type]
    return out.getvalue()


class _IncludeRelativeNode(_IncludeNode):
    __slots__ = ()

    def load(self, context: Context, name: str) -> Source:
        return context.run.engine.loader.include_beside(context.run.page, name)


class _PostUrlNode(_JekyllNode):
    __slots__ = ()

    def text(self, context: Context) -> str:
        return _address(context, context.run.engine.loader.post_url, self.markup.strip())


class _LinkNode(_JekyllNode):
    __slots__ = ()

    def text(self, context: Context) -> str:
        return _address(context, context.run.engine.loader.file_url, evaluated(self.markup.strip(), context))


def _address(context: Context, ask: Any, name: str) -> str:
    try:
        return str(relative_url(context.run, ask(name)))
    except LookupError as error:
        raise TagError(error.args[0]) from error


class _JekyllTag(Tag):
    block = False
    node: type[_JekyllNode]

    def parse(self, stream: TokenStream) -> Node:
        """Parse a tag without an end."""
        token = stream.current
        return self.node(token, markup_of(stream))


class IncludeTag(_JekyllTag):
    """``{% include file.html key="value" %}``."""

    name = "include"
    node = _IncludeNode


class IncludeCachedTag(_JekyllTag):
    """``{% include_cached file.html %}`` of the plugin jekyll-include-cache: an include, kept for the next page."""

    name = "include_cached"
    node = _IncludeNode


class IncludeRelativeTag(_JekyllTag):
    """``{% include_relative file.md %}``: by the path from the page's own folder."""

    name = "include_relative"
    node = _IncludeRelativeNode


class PostUrlTag(_JekyllTag):
    """``{% post_url 2026-03-14-ferry %}``."""

    name = "post_url"
    node = _PostUrlNode


class LinkTag(_JekyllTag):
    """``{% link about.md %}``."""

    name = "link"
    node = _LinkNode


class _HighlightNode(Node):
    __slots__ = ("_block", "_language", "_numbered")

    def __init__(self, token: Token, block: BlockNode, language: str, numbered: bool) -> None:
        super().__init__(token)
        self.blank = False
        self._block, self._language, self._numbered = block, language, numbered

    def render_to_output(self, context: RenderContext, buffer: TextIO) -> int:
        out = context.get_buffer(buffer)
        self._block.render(context, out)
        code = re.sub(r"\A[\n\r]+|[\n\r]+\Z", "", out.getvalue())
        assert isinstance(context, Context)
        engine = context.run.engine
        body = engine.colour(code, self._language)
        if self._numbered and engine.colours:
            body = numbered(body, 1, "rouge-table", "gutter", "code")
        name = escape(self._language)
        around = [text_of(context.scope_value(f"highlighter_{side}")) for side in ("prefix", "suffix")]
        return buffer.write(
            f'{around[0]}<figure class="highlight"><pre><code class="language-{name.replace("+", "-")}" '
            f'data-lang="{name}">{body.removesuffix(chr(10))}</code></pre></figure>{around[1]}'
        )


class HighlightTag(Tag):
    """``{% highlight ruby linenos %} … {% endhighlight %}``; what is between is Liquid as well."""

    name = "highlight"
    end = "endhighlight"

    def parse(self, stream: TokenStream) -> Node:
        """Parse the tag with its code."""
        token = stream.eat(TOKEN_TAG)
        markup = stream.current.value.strip() if stream.current.kind == TOKEN_EXPRESSION else ""
        found = _HIGHLIGHT.fullmatch(markup)
        if found is None:
            raise ValueError("“highlight” needs the name of a language, such as: highlight ruby linenos")
        next(stream)
        block = get_parser(self.env).parse_block(stream, ("endhighlight",))
        stream.expect(TOKEN_TAG, "endhighlight")
        return _HighlightNode(token, block, found[1].lower(), "linenos" in found[2])


class PluginTag(_JekyllTag):
    """A tag of a plugin this program knows: a function of the engine gives its text."""

    def __init__(self, env: Any, name: str) -> None:
        super().__init__(env)
        self.name = name

    def parse(self, stream: TokenStream) -> Node:
        """Parse a plugin's tag."""
        token = stream.current
        return _PluginNode(token, markup_of(stream))


class _PluginNode(_JekyllNode):
    __slots__ = ()

    def text(self, context: Context) -> str:
        function = context.run.engine.plugins[self.token.value]
        names: Mapping[str, Any] = context.scope
        return function(context.run, self.markup, names)


JEKYLL_TAGS = (IncludeTag, IncludeCachedTag, IncludeRelativeTag, PostUrlTag, LinkTag, HighlightTag)
