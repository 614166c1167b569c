"""
What a manager says of somebody without a verb of deciding, said again with one.

`Anna va bene giovedì ma venerdì no` is an approval and a refusal, `Anna può stare a casa giovedì`
grants what she asked for, `giovedì Anna serve qui` calls her back. Nothing may be left over: a
word that is none of these makes it another sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

from handlers.reading.cues import Tag
from handlers.reading.island import Island
from handlers.reading.islands import islands_of
from handlers.reading.names import IsName
from handlers.reading.parsing import ENGLISH, grammar_for
from handlers.reading.short_answers import ANSWERS, MEANT, is_name_of_somebody
from handlers.reading.words import Piece, Text, saying, split

APPROVE, REFUSE, RECALL = "approva", "rifiuta", "richiama"
IN_ENGLISH = {APPROVE: "approve", REFUSE: "refuse", RECALL: "recall"}
_AT_HOME = (
    *product(
        ("stare", "restare", "rimanere", "lavorare"),
        ("a casa", "da casa", "in smart", "in agile", "da remoto", "in smart working"),
    ),
    *product(("fare",), ("smart", "smart working", "agile", "lo smart", "lo smart working")),
)
_AT_THE_OFFICE = ("qui", "in ufficio", "in sede", "in presenza", "in comune")
_NEEDED = (
    *("serve", "mi serve", "ci serve", "ho bisogno", "abbiamo bisogno", "voglio"),
    *("deve essere", "deve stare", "deve venire", "deve tornare"),
)
_ALL_NEEDED = (
    *("servono", "mi servono", "ci servono", "mi servite", "ci servite", "ho bisogno"),
    *("abbiamo bisogno", "vi voglio", "vogliamo", "devono essere", "devono stare"),
    *("devono venire", "dovete essere", "dovete venire"),
)
_GIVING = ("concedi", "concedo", "dai", "do", "diamo", "concediamo")
_GIVEN = ("", "il permesso", "permesso", "lo smart", "smart", "la giornata", "il giorno")
_ASSENT = ("ok", "l ok", "okay", "l okay")
_CONFIRMING = ("conferma", "confermo", "confermare")
SAID = {
    **{" ".join(answer): verb for answer, verb in ANSWERS},
    **{f"puo {' '.join(where)}": APPROVE for where in _AT_HOME},
    **{f"non puo {' '.join(where)}": REFUSE for where in _AT_HOME},
    **{f"{verb} {what}".strip(): APPROVE for verb, what in product(_GIVING, _GIVEN)},
    **{f"{verb} {what}": APPROVE for verb, what in product(_GIVING, _ASSENT)},
    **dict.fromkeys(_CONFIRMING, APPROVE),
    **{f"{needs} {where}": RECALL for needs, where in product(_NEEDED, _AT_THE_OFFICE)},
}
"""What stands beside a name and its days, and the order that it is."""
ORDERS = frozenset({*_CONFIRMING, *(f"{verb} {what}" for verb, what in product(_GIVING, _ASSENT))})
"""With these nothing else can be meant of somebody who is known, with or without a day."""
OF_ALL = {
    **{answer: SAID[answer] for answer in ("ok", "okay", "si", "va bene", "no")},
    **{where: RECALL for where in _AT_THE_OFFICE if where != "qui"},
    **{
        f"{verb} {where}": RECALL
        for verb, where in product(("siano", "siate", "voglio"), _AT_THE_OFFICE)
    },
    **{f"{needs} {where}": RECALL for needs, where in product(_ALL_NEEDED, _AT_THE_OFFICE)},
}
"""The same beside `tutti`: `giovedì tutti in presenza`."""
_WORDS_OF_WHAT_IS_SAID = {frozenset(said.split()) for said in (*SAID, *OF_ALL)}
ALL = frozenset({"tutti", "tutte"})
TO = frozenset(
    {
        *("a", "ad", "per", "di", "da", "il", "la", "lo", "l", "per il", "del", "al"),
        *("on", "for", "to"),
    }
)
"""Small words before a name or a day."""
AND = frozenset({"e", "ed"})
CUTS = (
    re.compile(r"[,;]?\s+(?:ma|per[oò]['’]?|mentre|invece)\s+(?:per\s+)?", re.IGNORECASE),
    re.compile(r"\s*[,;]\s*", re.IGNORECASE),
    re.compile(r"\s+(?:e|ed|and)\s+", re.IGNORECASE),
    re.compile(r"(?<=\bok|\b[sn][iìo])\s+", re.IGNORECASE),
    re.compile(r"(?<=\byes)\s+", re.IGNORECASE),
    re.compile(r"(?<=\b(?:approva|rifiuta|accetta)t[oaei])\s+", re.IGNORECASE),
)
"""Between two answers; a stronger one is looked for first."""
_FOR_WHOM = re.compile(
    r"(?:ma |e |mentre )?(?:per|for)\s|.*\b(?:solo|soltanto|only|just)\b", re.IGNORECASE
)
"""`Ok per Bruno, per Anna solo venerdì`: what is said of the first goes for the second too."""
_ONE_WEEKDAY = re.compile(
    r"\b(?:il|la|di|del)\s+(?=(?:luned|marted|mercoled|gioved|venerd)[iì])", re.IGNORECASE
)
"""`Dai ad Anna il giovedì` is about the day that waits, not about each Thursday."""
_REASON = re.compile(
    r"[,:]?\s+(?=(?:perch[eéè]['’]?|xch[eéè]|xk[eé]?|siccome|because|since|poich[eéè])\s)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Part:
    """One answer: the order it is, whom it is about, and the days; as they were written."""

    order: str
    whom: str
    days: str
    says_enough: bool
    in_english: bool = False
    begins: bool = False
    """Whether what is said of somebody stands before their name."""
    of_all_that_follows: bool = False
    """Whether the days stand before all: `giovedì Anna sì, Bruno no`."""

    @property
    def is_plain(self) -> bool:
        """Tell whether it is a whole sentence: `Anna ok` without a day says too little."""
        return bool(self.whom) and self.says_enough

    def of(self, whom: str) -> str:
        """Say it again with the verb."""
        days = _ONE_WEEKDAY.sub("", self.days)
        verb = IN_ENGLISH[self.order] if self.in_english else self.order
        return f"{verb} {self.whom or whom} {days}".strip()


def said_again(text: Text, is_name: IsName | None) -> tuple[str, ...]:
    """Give an answer, or two, as whole sentences; none for any other text."""
    if "?" in text.text:
        return ()
    # Where all is written in capitals they tell no name.
    written = text.text.lower() if text.text.isupper() else text.text
    answer, *reason = _REASON.split(written, maxsplit=1)
    alone = _part_of(answer, is_name)
    if alone is None and not reason:
        with_motive = _with_motive(answer, is_name) or _called_for(answer, is_name)
        if with_motive:
            return (with_motive,)
    if alone is not None:
        sentences: tuple[str, ...] = (alone.of(""),) if alone.is_plain else ()
    else:
        sentences = _two_of(answer, is_name)
        sentences = sentences or (() if reason else _two_with_motive(answer, is_name))
    if not sentences or not reason:
        return sentences
    *before, last = sentences
    return (*before, f"{last} {reason[0]}")


def _with_motive(text: str, is_name: IsName | None) -> str:
    """Read `Bruno venerdì no, siamo in tre`: behind a no and a comma stands why."""
    answer, *behind = re.split(r"\s*[,:]\s+", text, maxsplit=1)
    part = _part_of(answer, is_name)
    refused = part is not None and part.order == REFUSE and part.is_plain
    if part is None or not refused or not behind or _said_in(behind[0]):
        return ""
    return f"{part.of('')} perché {behind[0]}"


def _two_with_motive(text: str, is_name: IsName | None) -> tuple[str, ...]:
    """Read `Anna: giovedì sì, venerdì no per la riunione`: why stands behind the refusal."""
    for behind in list(_MOTIVE.finditer(text))[: -MOST_MARKS - 1 : -1]:
        why = text[behind.end() :]
        sentences = _two_of(text[: behind.start()], is_name)
        refuses = bool(sentences) and sentences[-1].startswith((REFUSE, IN_ENGLISH[REFUSE]))
        if refuses and not _says_more(why, is_name):
            *before, last = sentences
            because = "perché" if last.startswith(REFUSE) else "because"
            return (*before, f"{last} {because} {why}")
    return ()


MOST_MARKS = 3
"""Commas and the like, from the end, at which a motive is looked for."""
_MOTIVE = re.compile(r"\s*[,:]\s+(?:per\s+|for\s+)?|\s+(?:per|for|because of)\s+", re.IGNORECASE)


def _says_more(why: str, is_name: IsName | None) -> bool:
    """Tell whether words that may be a motive name somebody, a day, or decide by themselves."""
    words = tuple(piece.word for piece in split(why))
    named = is_name is not None and any(is_name((word,)) for word in words)
    return not words or named or _said_in(why)


def _called_for(text: str, is_name: IsName | None) -> str:
    """Read `ho bisogno di tutti in ufficio giovedì per la giunta`: what for stands last."""
    called, behind, what = text.rpartition(" per ")
    part = _part_of(called, is_name) if behind else None
    if part is None or part.order == APPROVE or not part.is_plain or not part.days:
        return ""
    if part.order == REFUSE and _says_more(what, is_name):
        return ""
    return f"{part.of('')} per {what}"


def _said_in(text: str) -> bool:
    """Tell whether another answer may be in a text, which is no motive then."""
    said = {piece.word for piece in saying(text, MEANT)}
    words = tuple(piece.word for piece in split(text))
    return bool(said & {answer[-1] for answer, _ in ANSWERS}) or any(
        one.tag is Tag.WHEN for one in islands_of(words, grammar_for(words).file)
    )


def _two_of(text: str, is_name: IsName | None) -> tuple[str, ...]:
    """Give both answers where there is one place at which they can be told apart."""
    for cut in CUTS:
        found = list(_divided(text, cut, is_name))
        if found:
            return found[0] if len(found) == 1 else ()
    return ()


def _divided(text: str, cut: re.Pattern[str], is_name: IsName | None) -> Iterator[tuple[str, str]]:
    for place in cut.finditer(text):
        first = _part_of(text[: place.start()], is_name)
        behind = text[place.end() :]
        second = _part_of(behind, is_name) or _of_the_same(first, behind, is_name)
        if first is None or second is None or not (first.whom or second.whom):
            continue
        apart = first.whom and second.whom
        if apart or (first.days and second.days):
            yield first.of(second.whom), _on_the_day_of(first, second).of(first.whom)


def _on_the_day_of(first: Part, second: Part) -> Part:
    shared = first.of_all_that_follows and not second.days
    return replace(second, days=first.days) if shared else second


def _of_the_same(first: Part | None, text: str, is_name: IsName | None) -> Part | None:
    """Take what was said of the first for somebody named behind it, with days of their own."""
    if first is None or not first.whom or not first.begins or not _FOR_WHOM.match(text):
        return None
    found = _part_of(f"{SAYS[first.order]} {text}", is_name)
    return found if found is not None and found.whom and found.days else None


SAYS = {APPROVE: "ok", REFUSE: "no", RECALL: ""}
"""The shortest word for an order."""


def _part_of(text: str, is_name: IsName | None) -> Part | None:
    """Read a name, days and what is said of them; None where anything else stands there."""
    pieces = saying(text, MEANT)
    words = tuple(piece.word for piece in pieces)
    # Names are asked of the store: only where something is said that may be about somebody.
    if not any(said <= set(words) for said in _WORDS_OF_WHAT_IS_SAID):
        return None
    islands = islands_of(words, grammar_for(words).file)
    days = [one for one in islands if one.tag is Tag.WHEN]
    named = [one for one in islands if _is_said_of(one, pieces, text, is_name)]
    if not _together(named) or "," in _written_through(text, pieces, named):
        return None
    beside = _left_of(words, days, named)
    of_all = bool(named) and words[named[0].start] in ALL
    order = (OF_ALL if of_all else SAID).get(" ".join(words[at] for at in beside))
    if order is None:
        return None
    whom = tuple(pieces[at].word for one in named for at in range(one.start, one.end))
    known = of_all or (is_name is not None and is_name(whom))
    orders = " ".join(words[at] for at in beside) in ORDERS
    begins = bool(named) and beside[0] < named[0].start
    ends = beside[-1] + 1 == len(words) or len(beside) > 1
    enough = begins or of_all or (bool(days) and (ends or known)) or (orders and known)
    whose = _written(text, pieces, named)
    said_days = _written(text, pieces, days)
    day_first = bool(named and days) and days[-1].end <= min(named[0].start, beside[0])
    in_english = grammar_for(words).file == ENGLISH
    return Part(
        order,
        whose,
        said_days,
        enough,
        in_english=in_english,
        begins=begins,
        of_all_that_follows=day_first,
    )


def _is_said_of(
    island: Island, pieces: Sequence[Piece], text: str, is_name: IsName | None
) -> bool:
    if pieces[island.start].word in ALL and island.end == island.start + 1:
        return True
    return island.tag is not Tag.WHEN and is_name_of_somebody(island, pieces, text, is_name)


def _together(named: Sequence[Island]) -> bool:
    return not named or named[-1].end - named[0].start == len(named)


def _left_of(
    words: Sequence[str], days: Sequence[Island], named: Sequence[Island]
) -> tuple[int, ...]:
    """Give the places of what is left without names, days and the small words before them."""
    taken = {at for one in (*days, *named) for at in range(one.start, one.end)}
    begin = {one.start for one in (*days, *named)}
    small = {at for at, word in enumerate(words) if word in TO and at + 1 in begin}
    ends = {one.end for one in days}
    small |= {
        at for at, word in enumerate(words) if word in AND and at in ends and at + 1 in begin
    }
    return tuple(at for at in range(len(words)) if at not in taken | small)


def _written_through(text: str, pieces: Sequence[Piece], islands: Sequence[Island]) -> str:
    """Give the text from the first to the last, with the marks between them."""
    if not islands:
        return ""
    return text[pieces[islands[0].start].start : pieces[islands[-1].end - 1].end]


def _written(text: str, pieces: Sequence[Piece], islands: Sequence[Island]) -> str:
    return " ".join(text[pieces[one.start].start : pieces[one.end - 1].end] for one in islands)
