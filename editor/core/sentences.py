"""Owns where a sentence ends: in plain text of any language that has sentence marks."""

from __future__ import annotations

import re
from collections.abc import Set

_CLOSING = "\"'”’“‘»«›‹)\\]）」』】》〉"
# Marks that end a sentence only before a blank or the end of the text, and those of scripts written without blanks.
# French sets a blank before a closing quotation mark; elsewhere one with a blank before it opens the next sentence.
_SPACED = r"(?:\s[»›](?=[\s,.;:)]|$))?"
# Chinese opens a quotation with what closes a German one, and it closes none behind a wide mark.
_WIDE_CLOSING = "\"'”’»›)\\]）」』】》〉"
_END = re.compile(
    rf"(?P<mark>[.!?…‽؟۔।॥։።]+)(?P<close>[{_CLOSING}]*{_SPACED})(?=\s|$)|(?P<wide>[。！？｡]+)[{_WIDE_CLOSING}]*"
)
_SPACE = re.compile(r"[^\S\u00a0\u202f]+")
_LAST = re.compile(rf"[.!?…‽؟۔।॥։።。！？｡][{_CLOSING}]*{_SPACED}$")
_WIDE_LAST = re.compile(rf"[。！？｡][{_WIDE_CLOSING}]*$")
_WORD_BEFORE = re.compile(r"[^\s(\[“\"‘'«»„‚—–/]+$")
_NEXT_WORD = re.compile(r"\s*[\"'“‘«»„‚(\[¿¡]*(\w[\w'’]*)?")

_NEVER_LAST = frozenset(
    # Titles and ranks stand before a name, "No." and its like before a number.
    "dr mr mrs ms mx prof rev fr hon sgt lt col gen capt cpt cmdr maj adm supt insp det cllr sen rep gov pres messrs "
    "mme mlle m mm mmes mgr st sta sra sr srta dña hr hrn fru frl dipl ing "
    "no nos nr núm fig figs vol vols ch art sec pp p pg para eq ca approx est cf vs v viz "
    "e.g i.e z.b d.h bzw u.a p.ej ca vgl ggf evtl inkl zzgl sog geb abs mind env hab tél av apr "
    # Months and days, which a number follows or which follow one.
    "jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thu thur thurs fri sat sun".split()
)
# Those of them that are words as well: “He said no. Then he left.”
_COMMON_WORDS = frozenset("no art sat sun mar fig est sec det gen rep ch mm hab av".split())
_MAY_BE_LAST = frozenset(
    "etc inc ltd co corp plc llc bros jr sr esq ph.d m.d b.a m.a ft mt ave rd blvd dept usw ff al min max tel ext "
    "mio mrd tsd a.m p.m am pm u.s u.k u.n e.u u.s.a d.c n.y b.c a.d usd gov".split()
)
_OPENERS = frozenset(
    # What a sentence begins with far more often than the name of a person or a thing does.
    "the a an he she it they we i you this that these those there here his her its their our my your but and or so "
    "yet in on at by for from with without to of as if when while after before since until because although though "
    "not no nobody all both each every some many most more one two three what who why how where which then now still "
    "however meanwhile instead also only just even today yesterday tomorrow later earlier last next officials police "
    "residents council".split()
)
_GERMAN_OPENERS = frozenset(
    "der die das ein eine er sie es wir ich doch aber und auch im am bis nach mit für so dann dort das dies".split()
)
_INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]", re.UNICODE)
_COUNTED = re.compile(r"\d{1,2}|[IVXLC]+")
# Languages that write a day or a rank as a number with a full stop.
_ORDINAL_STOP = frozenset(
    "bs cs da de et eu fi fo gsw hr hu is lb lv nb nn no pl rm se sh sk sl sr sv tr".split()
)


def sentences(text: str, language: str = "en") -> tuple[str, ...]:
    """Return the sentences of one paragraph of plain text, in order, white space folded and none lost.

    A full stop does not end a sentence behind an abbreviation (``Dr.``), an initial before a surname, within
    ``U.S.`` or ``No. 10``, nor where the text goes on in small letters; a quotation's mark does not when the
    sentence goes on behind it. Joined with single blanks (or nothing, where the script has none) they give
    the text again. ``language`` is a tag such as ``de-AT``; it decides whether ``3.`` may be an ordinal.
    """
    text = _SPACE.sub(" ", text).strip()
    found = []
    start = 0
    tongue = language.replace("_", "-").partition("-")[0].lower()
    ordinals = tongue in _ORDINAL_STOP
    openers = _OPENERS | _GERMAN_OPENERS if tongue == "de" else _OPENERS
    for match in _END.finditer(text):
        if match["wide"] is None and not _ends(text, start, match, ordinals, openers):
            continue
        if match["wide"] is not None and _quoted_on(text, match.end()):
            continue
        sentence = text[start : match.end()].strip()
        if sentence:
            found.append(sentence)
        start = match.end()
    rest = text[start:].strip()
    return (*found, rest) if rest else tuple(found)


def is_whole(sentence: str) -> bool:
    """Tell whether a sentence has its mark: a line of facts and the opening of a list have none."""
    return _LAST.search(sentence) is not None


def joint(before: str) -> str:
    """Return what stands between a sentence and the next: nothing in scripts that have no blanks."""
    return "" if not before or _WIDE_LAST.search(before) else " "


def _quoted_on(text: str, at: int) -> bool:
    """A quotation's mark, with the sentence going on: 「…。」と言った."""
    return (
        text[at - 1 : at] in tuple("”’」』》〉") and text[at : at + 1] not in ("", " ") and text[at].isalpha()
    )


def _ends(text: str, start: int, match: re.Match[str], ordinals: bool, openers: Set[str]) -> bool:
    """Tell whether a mark before a blank ends the sentence."""
    following = _NEXT_WORD.match(text, match.end())
    word = following[1] if following is not None and following[1] else ""
    if not text[match.end() :].strip():
        return True
    if word[:1].islower():
        # "Stop!" he said. A product's name in small letters is rarer by far.
        return False
    if match["mark"] != ".":
        return True
    before = _WORD_BEFORE.search(text, start, match.start())
    if before is None:
        return bool(match["close"])
    last = before[0]
    plain = last.casefold().rstrip(".")
    if match["close"] and not match["close"].startswith((")", "]")):
        return True
    if plain in _NEVER_LAST:
        return plain in _COMMON_WORDS and word.casefold() in openers
    if ordinals and _COUNTED.fullmatch(last):
        return False
    if plain in _MAY_BE_LAST or (_INITIALS.fullmatch(last) and "." in last):
        return word.casefold() in openers or not word
    if len(last) == 1 and last.isalpha():
        # An initial before a surname, unless the sentence is about a plan B; or the first half of “z. B.”.
        return word.casefold() in openers
    return True
