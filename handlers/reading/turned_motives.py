"""
A motive behind which something else is said: `… perché manca gente, no lascia perdere`.

Who is refused or called reads the motive word for word. What takes back, corrects or orders
something stands behind it, and is none of it: it is done where it is clear, else told as not read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from itertools import islice

from handlers.reading.cues import Tag
from handlers.reading.letting_be import LET_BE
from handlers.reading.meanings import (
    AskBack,
    Book,
    Cancel,
    Contact,
    Decide,
    Delegate,
    Heard,
    Meaning,
    Permit,
    Reading,
    Recall,
    Several,
    Stop,
    Swap,
    parts_of,
)
from handlers.reading.names import IsName
from handlers.reading.ordered import sentence_of
from handlers.reading.several import one_of
from handlers.reading.words import Piece, read_words, split

Read = Callable[[str], Reading]
_LETS_BE = (
    rf"{LET_BE}|annulla(?: tutto)?|stop|ci ho ripensato|ho cambiato idea"
    r"|cancel (?:it|that)|i changed my mind|anzi[\s,]+no|actually[\s,]+no"
)
_WAITS = r"aspett?[aio]|aspe|wait|hold on|hang on|un attimo|un momento|one moment"
_CORRECTS = (
    r"anzi|o meglio|volevo dire(?! che)|intendevo(?: dire)?|mi correggo|correggo|ho sbagliato"
    r"|mi sono sbagliat[oa]|ho scritto male|actually|i meant?|make that|correction"
)
_MARK = r"[\s]*[,;:.!…–-]+[\s]*"
_TURN = re.compile(
    rf"(?:{_MARK}|\s+)(?:no[\s,]+|ma[\s,]+|but[\s,]+)*(?:{_LETS_BE}|{_CORRECTS})(?!\w)"
    rf"|(?:{_MARK}(?:no[\s,]+|ma[\s,]+|but[\s,]+)*|\s+no[\s,]+)(?:{_WAITS})(?!\w)"
    rf"|{_MARK}no(?=[\s,.!]|$)",
    re.IGNORECASE,
)
_ENDS_IN_BEING_LET = re.compile(rf"(?:{_LETS_BE})$", re.IGNORECASE)
_WAITING = re.compile(rf"(?:{_WAITS})$", re.IGNORECASE)
_PLAIN_NO = re.compile(rf"{_MARK}no", re.IGNORECASE)
_CUT = re.compile(
    r"[\s]*[,;.–][\s]*(?:(?:ma|però|pero|e|poi|mentre|invece|but|and|then|while)\s+)*"
    r"|\s+(?:ma|però|e|poi|mentre|but|and|then|while)\s+(?:(?:poi|invece|then)\s+)?",
    re.IGNORECASE,
)
_WELL = re.compile(
    r"(?P<what>.+?)\s+(?:(?:invece|però|instead)\s+)?(?:va bene|vanno bene|[eè] ok|ok|okay|s[iì]"
    r"|is (?:ok|okay|fine)|yes)(?:\s+(?:invece|però|lo stesso))?[\s.!]*",
    re.IGNORECASE,
)
_TO_THE_DESK = re.compile(
    r"(?:prenota(?:mi)?|segna(?:mi)?|mettimi|annulla(?:mi)?|cancella(?:mi)?|togli(?:mi)?"
    r"|sposta(?:mi)?|delega|scrivi|avvisa|avverti|book|cancel|move|delegate|tell|write)\s",
    re.IGNORECASE,
)
_OF_SOMEBODY = re.compile(
    r"(?:anche|pure|also|too)\s+(?P<also>\S+(?:\s\S+)?)[\s.!]*"
    r"|(?P<not>\S+(?:\s\S+)?)\s+(?:invece\s+|però\s+)?(?:no|not)[\s.!]*",
    re.IGNORECASE,
)
"""`… e anche Bruno`, `…, Bruno no`: of whom else the order is, which no motive tells."""
_GIVES_WHY = re.compile(
    r"\s*(?:per|perch[eéè]['’]?|xch[eéè]|poich[eéè]|causa|because|for)\s", re.IGNORECASE
)
_LED = re.compile(
    r"[\s,:;]*(?:\b(?:per|perch[eéè]['’]?|xch[eéè]|poich[eéè]|siccome|causa|motivo"
    r"|because(?: of)?|for|reason|since|che|che è per))?[\s:]*$",
    re.IGNORECASE,
)
ORDERS = frozenset({Tag.APPROVE, Tag.REFUSE, Tag.RECALL})
ONLY_DAYS = frozenset({Tag.WHEN, Tag.FILLER})
CLEAR = (Decide, Recall, Several, Book, Cancel, Swap, Permit, Contact, Delegate)
MOST_BEHIND = 1
"""Further turns behind one, with which it is still taken for what it says."""
MOST = 4
"""Turns, and places at which another order may begin, that are looked at."""


@dataclass(frozen=True, slots=True)
class _Motive:
    """A text with a motive at its end, as it was read, and what stands behind it."""

    order: str
    why: str
    found: Reading
    turn: str
    behind: str

    def with_unread(self) -> Reading:
        """Leave out of the motive what stands behind it, and tell it."""
        left = f"{self.turn}{self.behind}".strip(" ,;:.–-")
        return replace(self.found, unread=(*self.found.unread, left))


def turned_motive(text: str, is_name: IsName | None, read: Read) -> Reading | None:
    """Read an order whose motive has something else behind it; None for any other text."""
    if sentence_of(read_words(text)).tags.isdisjoint(ORDERS):
        return None
    for turn in islice(_TURN.finditer(text), MOST):
        motive = _motive_before(text, turn, read)
        found = _let_be(text, turn, read) if motive is None else _turned(motive, read)
        if found is not None:
            return found
    cuts = list(_CUT.finditer(text))
    for cut in cuts if len(cuts) <= MOST else ():  # more of them make a list, read elsewhere
        if _names(split(text[: cut.start()])[-1:], is_name):
            continue  # `perché mancano Carla e Bruno`
        other = _other_order(text[cut.end() :], is_name)
        of_somebody = _OF_SOMEBODY.fullmatch(text[cut.end() :])
        if of_somebody and _names(split(of_somebody["also"] or of_somebody["not"]), is_name):
            motive = _motive_before(text, cut, read)
            if motive is not None:
                return motive.with_unread()
        motive = _motive_before(text, cut, read) if other else None
        found = None if motive is None else _with_the_other(motive, other, read)
        if found is not None:
            return found
    return None


def _motive_before(text: str, match: re.Match[str], read: Read) -> _Motive | None:
    """Give the motive that ends where something else begins; None if none does."""
    before = text[: match.start()].strip()
    if not before or sentence_of(read_words(before)).tags.isdisjoint({Tag.REFUSE, Tag.RECALL}):
        return None
    found = read(before)
    why = next((one.why for one in _said_with_motive(found.heard)), "")
    at = before.rfind(why) if why else -1
    if at < 0:
        return None
    led = _LED.search(before, 0, at)
    order = before[: led.start() if led else at]
    return _Motive(order, why, found, match[0], text[match.end() :].rstrip())


def _let_be(text: str, turn: re.Match[str], read: Read) -> Reading | None:
    """Read `rifiuta Anna, ci ho ripensato`: of an order that is let be nothing is done."""
    ends = turn.end() == len(text.rstrip(" .!")) and _ENDS_IN_BEING_LET.search(turn[0])
    found = read(text[: turn.start()]) if ends and text[: turn.start()].strip() else None
    ordered = found is not None and isinstance(found.heard, (Decide, Recall, Several))
    return Reading(heard=Stop()) if ordered else None


def _said_with_motive(heard: Heard) -> list[Decide | Recall]:
    meanings: Iterable[Meaning] = heard.options if isinstance(heard, AskBack) else (heard,)
    each = [part for one in meanings for part in parts_of(one)]
    return [one for one in each if isinstance(one, (Decide, Recall)) and one.why]


def _turned(motive: _Motive, read: Read) -> Reading | None:
    """Do what the turn says; None where it may be a motive: `no smart`."""
    turn, behind = motive.turn, motive.behind.strip(" ,;:.!")
    if len(_TURN.findall(motive.behind)) > MOST_BEHIND:
        return motive.with_unread()  # each would be read anew for each before it
    if _ENDS_IN_BEING_LET.search(turn):
        asked = read(behind) if behind else Reading(heard=Stop())
        return motive.with_unread() if isinstance(asked.heard, AskBack) else asked
    corrected = _corrected(motive, behind, read) if behind else None
    if corrected is not None:
        return corrected
    plain = _PLAIN_NO.fullmatch(turn) is not None
    if plain and not behind:
        return Reading(heard=Stop()) if not motive.behind.strip() else None
    return None if plain and not motive.behind.startswith(",") else motive.with_unread()


def _corrected(motive: _Motive, behind: str, read: Read) -> Reading | None:
    """Take another motive, day or order in the place of what was said; None for anything else."""
    if _GIVES_WHY.match(behind):
        found = read(f"{motive.order} {behind}")
        return found if _said_with_motive(found.heard) else None
    tags = sentence_of(read_words(behind)).tags
    if Tag.WHEN in tags and tags <= ONLY_DAYS:
        return _on_another_day(motive, behind, read)
    if not tags.isdisjoint(ORDERS) and not _WAITING.search(motive.turn):
        found = read(behind)
        return None if isinstance(found.heard, AskBack) else found
    return None


def _on_another_day(motive: _Motive, behind: str, read: Read) -> Reading | None:
    """Put the order on the day that is meant; a day of the motive itself is set right by none."""
    if Tag.WHEN in sentence_of(read_words(motive.why)).tags:
        return motive.with_unread()
    dated = Tag.WHEN in sentence_of(read_words(motive.order)).tags
    found = read(f"{motive.order}{', anzi ' if dated else ' '}{behind}")
    heard = found.heard
    if not isinstance(heard, (Decide, Recall)) or heard.why or found.unread:
        return motive.with_unread()
    meant = replace(heard, why=motive.why)
    if _PLAIN_NO.fullmatch(motive.turn) is None or motive.behind.startswith(","):
        return replace(found, heard=meant)
    return replace(found, heard=one_of([meant, motive.found.heard]))


def _other_order(behind: str, is_name: IsName | None) -> str:
    """Give the order that words behind a motive are: with a verb, or `Bruno invece va bene`."""
    said = sentence_of(read_words(behind))
    first = next((one for one in said.islands if one.tag is not Tag.FILLER), None)
    if first is None:
        return ""
    if first.tag in ORDERS:
        return behind
    if _TO_THE_DESK.match(behind):
        return behind
    well = _WELL.fullmatch(behind)
    if well is not None and _names(split(well["what"]), is_name):
        return f"approva {well['what']}"
    named = _name_before(said.text.pieces, is_name)
    rest = sentence_of(replace(said.text, pieces=said.text.pieces[named:])).tags
    return f"richiama {behind}" if named and Tag.WHEN in rest and rest <= ONLY_DAYS else ""


def _name_before(pieces: Iterable[Piece], is_name: IsName | None) -> int:
    """Tell how many words that a text begins with name somebody."""
    begin = [*islice(pieces, 3)]
    return next((n for n in range(len(begin), 0, -1) if _names(begin[:n], is_name)), 0)


def _names(pieces: Iterable[Piece], is_name: IsName | None) -> bool:
    words = tuple(piece.word for piece in pieces)
    return bool(words) and is_name is not None and is_name(words)


def _with_the_other(motive: _Motive, other: str, read: Read) -> Reading | None:
    """Put the other order beside the one with the motive; None where it is not clear."""
    first, second = motive.found, read(other)
    calls = all(isinstance(one, Recall) for one in _said_with_motive(first.heard))
    if other.startswith("richiama ") and not motive.behind.startswith("richiama ") and not calls:
        return None  # `rifiuta Anna perché serve Carla, Bruno venerdì` calls nobody
    clear = isinstance(second.heard, CLEAR)
    if isinstance(first.heard, AskBack) or not clear or isinstance(second.heard, AskBack):
        return motive.with_unread() if other.startswith(motive.behind) else None
    parts = (*parts_of(first.heard), *parts_of(second.heard))
    return Reading(heard=Several(parts), unread=(*first.unread, *second.unread))
