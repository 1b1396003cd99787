"""Owns the marks that begin and end blocks, by the syntax kramdown documents for its GFM input."""

from __future__ import annotations

import re

BLANKS = " \t\n\r\f\v\0"
"""What is stripped from texts; a no-break space is not among it."""
S = r"[ \t\r\n\f\v]"
NAME = r"(?:[^\W\d][\w.-]*:)?[^\W\d][\w.-]*"
"""The name of an HTML tag or attribute."""

SPAN_TAGS = frozenset(
    (
        "a abbr acronym b big bdo br button cite code del dfn em i img input ins kbd label mark option q rb rbc rp "
        "rt rtc ruby samp select small span strong sub sup tt u var"
    ).split()
)
"""HTML elements that begin no block."""
BLOCK_TAGS = frozenset(
    (
        "address article aside applet body blockquote caption col colgroup dd div dl dt fieldset figcaption footer "
        "form h1 h2 h3 h4 h5 h6 head header hgroup hr html iframe legend menu li main map nav ol optgroup p pre "
        "section summary table tbody td th thead tfoot tr ul"
    ).split()
)
"""HTML elements that are plain text when they stand inside a paragraph."""
VOID_TAGS = frozenset(
    "area base br col command embed hr img input keygen link meta param source track wbr".split()
)
_BLOCK_CONTENT = (
    "address applet article aside blockquote body dd details div dl fieldset figure figcaption footer form header "
    "hgroup iframe li main map menu nav noscript object section summary td"
).split()
_SPAN_CONTENT = (
    "a abbr acronym b bdo big button cite caption del dfn dt em h1 h2 h3 h4 h5 h6 i ins label legend optgroup p q "
    "rb rbc rp rt rtc ruby select small span strong sub sup th tt"
).split()
_RAW_CONTENT = "script style math option textarea pre code kbd samp var".split()
CONTENT = (
    dict.fromkeys(_BLOCK_CONTENT, "block")
    | dict.fromkeys(_SPAN_CONTENT, "span")
    | dict.fromkeys(_RAW_CONTENT, "raw")
)
"""How the content of an HTML element is read under ``markdown="1"``; others are raw."""
KNOWN_TAGS = SPAN_TAGS | BLOCK_TAGS | VOID_TAGS | CONTENT.keys()

_VALUE = r"(?:\w+|\"[^\"]*\"|'[^']*')"
TAG = re.compile(
    rf"<(?P<name>(?>{NAME})){S}*(?P<attributes>(?>{S}+{NAME}(?:{S}*={S}*{_VALUE})?)*){S}*(?P<closed>/)?>"
)
CLOSE_TAG = re.compile(rf"</(?P<name>{NAME}){S}*>")
TAG_ATTRIBUTE = re.compile(rf"({NAME})(?:{S}*={S}*(?:(\w+)|\"([^\"]*)\"|'([^']*)'))?")

LONGEST_LIST = 1000
"""Characters within which an attribute list must be closed."""
_LIST = rf"(?=[^}}])[^}}\\]{{0,{LONGEST_LIST}}}+(?:\\\}}?+[^}}\\]{{0,1000}}+){{0,20}}+"
ID = r"[A-Za-z0-9_][A-Za-z0-9_-]*"
_EXTENSION = rf"\{{::(?P<name>\w+)(?:{S}(?P<arguments>(?:\\\}}|[^}}]){{0,1000}}?)|)(?P<closed>/)?\}}"
LONGEST_EXTENSION = 1100
"""Characters within which an extension's mark must be closed."""
EXTENSION = re.compile(rf"{_EXTENSION}|\{{:/(?P<stop>{ID})?\}}", re.ASCII)
BLOCK_EXTENSION = re.compile(rf" {{0,3}}(?:{_EXTENSION}|\{{:/(?P<stop>{ID})?\}})\s*?\n", re.ASCII)
LIST_DEFINITION = re.compile(rf" {{0,3}}\{{:(?P<name>{ID}):(?P<list>{_LIST})\}}\s*?\n", re.ASCII)
_BLOCK_LIST = rf"\{{:(?!:|/)(?P<list>{_LIST})\}}{S}*?\n"
BLOCK_LIST = re.compile(rf" {{0,3}}{_BLOCK_LIST}", re.ASCII)
SPAN_LIST = re.compile(rf"\{{:(?P<list>{_LIST})\}}")
ITEM_LIST = re.compile(rf"\s*\{{:(?!(?:{ID})?:|/)(?P<list>{_LIST})\}}\s*", re.ASCII)
ITEM_LIST_ALONE = re.compile(rf"(?:\s*\{{:(?!(?:{ID})?:|/){_LIST}\}}\s*)?\s*\n", re.ASCII)

BLANK_LINES = re.compile(r"(?:[ \t\r\f\v]*\n)+")
END_MARK = re.compile(r"\^\s*?\n", re.ASCII)
RULE = re.compile(
    r" {0,3}(?:\*[ \t]*+\*[ \t]*+\*[* \t]*+|-[ \t]*+-[ \t]*+-[- \t]*+|_[ \t]*+_[ \t]*+_[_ \t]*+)\n"
)
QUOTE_MARK = re.compile(r"^ {0,3}> ?", re.MULTILINE)
HEADING = re.compile(r"(?P<marks>#{1,6})[\t ]+(?P<text>.*)\n")
UNDERLINE = re.compile(r"(?P<mark>[-=])[-=]*[ \t\r\f\v]*\n")
_ID_START = (
    r":A-Z_a-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u0370-\u037D\u037F-\u1FFF\u200C-\u200D\u2070-\u218F"
    r"\u2C00-\u2FEF\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD\U00010000-\U000EFFFF"
)
HEADING_ID = re.compile(
    rf"[\t ]\{{#(?P<id>[{_ID_START}][{_ID_START}\-.0-9\u00B7\u0300-\u036F\u203F-\u2040]*)\}}\Z"
)
FENCE = re.compile(r" {0,3}([~`]{3,})")
INDENT = re.compile(r"^(?:\t| {4})", re.MULTILINE)
_TAIL = r"[\t| ].*\n"
BULLET = re.compile(rf"( {{0,3}}[+*-])({_TAIL})")
NUMBER = re.compile(rf"( {{0,3}}[0-9]+\.)({_TAIL})")
MEANING = re.compile(rf"( {{0,3}}:)({_TAIL})")
ITEM = re.compile(rf" {{0,3}}(?:[+*-]|[0-9]+\.){_TAIL}")
MATH = re.compile(r" {0,3}(?P<escape>\\)?\$\$")
LINE_END = re.compile(r"\s*?\n", re.ASCII)
NOTE = re.compile(rf" {{0,3}}\[\^(?P<label>{ID})\]:(?P<text>.*\n)", re.ASCII)
LINK_LABEL = re.compile(r" {0,3}\[(?P<label>[^\n\]]+)\]:[ \t]*+(?P<rest>[^\n]*+)\n")
TITLE_LINE = re.compile(r"[ \t]*+([\"'])([^\n]+)\1[ \t]*\n")
"""A title alone on its line."""
ABBREVIATION = re.compile(r" {0,3}\*\[(?P<name>.+?)\]:(?P<text>.*)\n")

# A line that starts with a tag of a block, or closes one, ends paragraphs, quotes and code.
_NO_BLOCK = "|".join(sorted([*SPAN_TAGS, "script"]))
_HTML_LINE = rf"<(?:(?!(?:{_NO_BLOCK})\b)(?>{NAME})|/(?!(?:{_NO_BLOCK})\b){NAME}{S}*>)"
_LAZY = rf" {{0,3}}(?:{_BLOCK_LIST}|{_HTML_LINE})|\^[ \t\r\f\v]*\n"
LAZY_END = re.compile(rf"{S}*\n|{_LAZY}|\Z")
"""What ends a quote."""
CODE_END = re.compile(_LAZY)
"""What ends the lazy lines of indented code, blank lines aside."""
PARAGRAPH_END = re.compile(
    rf"[ \t\r\f\v]*\n| {{0,3}}(?:(?:[+*:-]|[0-9]+\.)[\t| ]|>|[~`]{{3}})|#{{1,6}}[\t ]|{_LAZY}|\Z"
)

OWN_PARAGRAPH_END = re.compile(rf"[ \t\r\f\v]*\n| {{0,3}}:[\t| ]|{_LAZY}|\Z")
"""What ends a paragraph without GitHub's additions: neither a list, a heading, a quote nor code."""


def lazy_line(indentation: int) -> re.Pattern[str]:
    """Return what a line of a list item may not start with to belong to it without being indented."""
    return _LAZY_ITEM[min(indentation, 3)]


_LAZY_ITEM = [re.compile(rf" {{0,{most}}}(?:{_BLOCK_LIST}|{_HTML_LINE})") for most in range(4)]
