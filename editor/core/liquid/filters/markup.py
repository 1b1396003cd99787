"""Owns Jekyll's own filters on texts: markdown, slugs, counting words, JSON."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from editor.core.liquid.faults import BoundsError, TagError
from editor.core.liquid.filters.texts import FILTERS as TEXTS
from editor.core.liquid.filters.texts import SPACE, WORD
from editor.core.liquid.run import Run
from editor.core.liquid.values import Drop, inspected, text_of
from editor.core.markdown.drafting import BlockRenderer
from editor.core.post.slugs import PRETTY, hyphened, trimmed

_SPACES = re.compile(f"[{SPACE}]+")
_CJK = re.compile("[\u2e80-\u2fdf\u3005\u3007\u3021-\u3029\u3038-\u303b\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf"
                  "\u4e00-\u9fff\uac00-\ud7af\u1100-\u11ff\uf900-\ufaff\uff66-\uff9f]")  # fmt: skip
_RAW = re.compile(r"\s+")
_ASCII = re.compile(r"[^A-Za-z0-9]+")
_LAYERS_AT_MOST = 40


def _markdownify(run: Run, value: Any) -> str:
    text = text_of(value)
    run.spend(1 + len(text) // 50)
    return run.engine.markdown(text)


def _smartify(run: Run, value: Any) -> str:
    text = text_of(value)
    run.spend(1 + len(text) // 50)
    return BlockRenderer(run.engine.site.markdown).smartened(text)


def _slugify(_run: Run, value: Any, mode: Any = None) -> Any:
    """Rule: Jekyll::Utils.slugify."""
    if value is None:
        return None
    text = text_of(value)
    if mode in (None, "default"):
        slug = hyphened(text)
    elif mode == "pretty":
        slug = hyphened(text, PRETTY)
    elif mode == "raw":
        slug = _RAW.sub("-", text)
    elif mode == "ascii":
        slug = _ASCII.sub("-", text)
    elif mode == "latin":
        slug = hyphened(_latin(text))
    else:
        return text.lower()
    return trimmed(slug).lower()


def _latin(text: str) -> str:
    """Take accents away; what is no Latin letter then becomes a question mark (I18n.transliterate)."""
    special = str.maketrans({"ß": "ss", "æ": "ae", "Æ": "AE", "ø": "o", "Ø": "O", "đ": "d", "ł": "l", "Ł": "L",
                             "œ": "oe", "Œ": "OE", "þ": "th", "ð": "d"})  # fmt: skip
    parted = unicodedata.normalize("NFKD", text.translate(special))
    return "".join(
        character if character.isascii() else "?"
        for character in parted
        if not unicodedata.combining(character)
    )


def _number_of_words(_run: Run, value: Any, mode: Any = None) -> int:
    text = text_of(value)
    if mode not in ("cjk", "auto"):
        return len(WORD.findall(text))
    count = len(_CJK.findall(text))
    alone = mode == "auto" and not count
    return len(WORD.findall(text)) if alone else count + len(WORD.findall(_CJK.sub(" ", text)))


def _xml_escape(_run: Run, value: Any) -> str:
    text = text_of(value).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace('"', "&quot;")


def _jsonify(run: Run, value: Any) -> str:
    try:
        return json.dumps(_as_json(run, value, 0), ensure_ascii=False, separators=(",", ":"))
    except ValueError as error:
        raise TagError("it holds a number that JSON cannot write") from error


def _as_json(run: Run, value: Any, depth: int) -> Any:
    if depth > _LAYERS_AT_MOST:
        raise BoundsError("It writes things as JSON that hold each other.")
    run.spend()
    if isinstance(value, Drop):
        return _as_json(run, _collapsed(value, depth), depth + 1)
    if isinstance(value, Mapping):
        return {text_of(key): _as_json(run, item, depth + 1) for key, item in value.items()}
    if isinstance(value, (list, tuple, range)):
        return [_as_json(run, item, depth + 1) for item in value]
    return text_of(value) if isinstance(value, date) else value


_NESTED = frozenset({"content", "output", "excerpt", "next", "previous"})


def _collapsed(drop: Drop, depth: int) -> dict[str, Any]:
    """A post says all of itself, and of its neighbours what does not lead on (DocumentDrop#collapse_document)."""
    return {key: drop.get(key) for key in drop if depth == 0 or key not in _NESTED}


def _styles(suffix: str) -> Callable[[Run, Any], str]:
    def made(run: Run, value: Any) -> str:
        if run.engine.styles is None:
            raise TagError("style sheets are compiled only in a page of the site")
        css, read = run.engine.styles(text_of(value), suffix)
        run.read |= read
        return css

    return made


FILTERS: dict[str, Callable[..., Any]] = {
    "markdownify": _markdownify,
    "smartify": _smartify,
    "slugify": _slugify,
    "number_of_words": _number_of_words,
    "normalize_whitespace": lambda _run, value: _SPACES.sub(" ", text_of(value)).strip(" "),
    "xml_escape": _xml_escape,
    "cgi_escape": TEXTS["url_encode"],
    "jsonify": _jsonify,
    "inspect": lambda run, value: _xml_escape(run, inspected(value)),
    "sassify": _styles(".sass"),
    "scssify": _styles(".scss"),
}
