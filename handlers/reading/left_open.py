"""
A day of which somebody will tell later: `giovedì da casa, venerdì ti faccio sapere`.

It is taken out before anything is read, and is told as not read: nothing is asked for on it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from handlers.reading.cues import Tag
from handlers.reading.island import Island
from handlers.reading.islands import islands_of
from handlers.reading.parsing import grammar_for
from handlers.reading.words import Piece, Text

_LATER = (
    r"(?:\s+(?:domani|dopodomani|oggi|stasera|ancora|poi|dopo|presto|meglio|più avanti|piu avanti"
    r"|appena (?:so|posso)|in settimana|tomorrow|later|soon|yet|today))*"
)
_TOLD = (
    r"(?:poi )?(?:(?:ti|vi|le|gli)(?: far[oò]['’]?| faccio) sapere"
    r"|(?:te|ve|glie)\s?l[oa] (?:dico|dir[oò]['’]?)"
    r"|(?:ti|vi) (?:dico|dir[oò]['’]?|aggiorno|confermo)"
    r"|non (?:l[oa] )?(?:so|saprei)|(?:poi )?(?:vedo|vediamo|si vedr[aà]['’]?|vedr[oò]['’]?)"
    r"|(?:ci )?devo (?:ancora )?(?:decidere|vedere|capire|pensarci|pensare)"
    r"|non ho (?:ancora )?deciso|ci penso|nn so|boh"
    r"|(?:i(?:['’ ]ll| will) )?(?:let you know|tell you|see)|i(?:['’ ]m| am)? not sure|not sure"
    r"|i (?:do not|don['’]?t) know|we(?:['’ ]ll| will) see|to be (?:decided|confirmed))"
)
LATER = re.compile(
    rf"\b{_TOLD}{_LATER}(?=\s*(?:[,;.!?…\n)]|$|per favore|grazie|thanks|please))", re.IGNORECASE
)
BESIDE = frozenset({Tag.WHEN, Tag.FILLER, Tag.HALF})


def without_left_open(text: Text) -> tuple[Text, str]:
    """Give the text without a day that is left open, and the words that were taken out."""
    match = LATER.search(text.text)
    if match is None:
        return text, ""
    before = [piece for piece in text.pieces if piece.end <= match.start()]
    behind = [piece for piece in text.pieces if piece.start >= match.end()]
    start = _start_of(before)
    if start is None:
        return text, ""
    rest = (*before[:start], *behind)
    passage = text.text[before[start].start : match.end()].strip(" ,;.")
    return replace(text, pieces=rest), passage


def _start_of(before: Sequence[Piece]) -> int | None:
    """Find where the clause of the day begins; None if nothing is asked before."""
    islands = _islands(before)
    for place in range(len(islands) - 1, -1, -1):
        island = islands[place]
        if island.tag is Tag.SEPARATOR or _is_word(before, island, BUT):
            said = {one.tag for one in islands[place + 1 :]}
            asked = {one.tag for one in islands[:place]} - BESIDE - {Tag.SEPARATOR}
            parted = _is_word(before, island, MARKS) or islands[place - 1].tag is not Tag.WHEN
            return island.start if Tag.WHEN in said and asked and parted else None
        comma = _last_comma(before, island)
        if comma is not None and any(one.tag not in BESIDE for one in islands[:place]):
            return comma
        if island.tag not in BESIDE and not _is_word(before, island, SMALL):
            return None
    return None


MARKS = frozenset({",", "mentre", "poi", "then"})
BUT = frozenset({"ma", "pero", "but"})
SMALL = frozenset({"per", "su", "di", "invece", "about", "for", "on"})


def _last_comma(pieces: Sequence[Piece], island: Island) -> int | None:
    """Find the comma in a row of days, of which only the last is left open."""
    if island.tag is not Tag.WHEN:
        return None
    commas = [at for at in range(island.start, island.end) if pieces[at].word == ","]
    return commas[-1] if commas else None


def _is_word(pieces: Sequence[Piece], island: Island, words: frozenset[str]) -> bool:
    return all(piece.word in words for piece in pieces[island.start : island.end])


def _islands(pieces: Sequence[Piece]) -> tuple[Island, ...]:
    words = tuple(piece.word for piece in pieces)
    return islands_of(words, grammar_for(words).file) if words else ()
