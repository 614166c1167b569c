"""A sentence of one person about others: its words, the names in it, the days and the reason."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from handlers.reading.choosing import resolve
from handlers.reading.cues import NOT_NAMES, Tag
from handlers.reading.days import Calendar
from handlers.reading.island import Island
from handlers.reading.meanings import Question
from handlers.reading.names import BOND, LEADING, plain
from handlers.reading.parsing import ITALIAN, NAME, grammar_in
from handlers.reading.possible import Doubt, Possible
from handlers.reading.taken import Taken
from handlers.reading.whens import joined_when
from handlers.reading.words import Text

ONE_DAY_ONLY = Doubt(Question.ONE_DAY, "")
OFFICES = ("ufficio", "settore", "servizio", "office")
WHY = ("perche", "motivo", "come", "why")
FOR = (("per",), ("for",))
OBLIGED = ("deve", "venga", "dovrebbe", "must")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its islands; `why` begins where a reason is given."""

    text: Text
    islands: tuple[Island, ...]

    def words(self, island: Island) -> tuple[str, ...]:
        """Give the words of an island."""
        return self.text.words[island.start : island.end]

    @property
    def tags(self) -> frozenset[Tag]:
        """Tell what was said."""
        return frozenset(island.tag for island in self.islands)

    def until(self, end: int) -> Sentence:
        """Give the sentence up to a word."""
        return Sentence(self.text, tuple(i for i in self.islands if i.end <= end))


def without_whenever(sentence: Sentence) -> Sentence:
    """Leave out `quando` of `quando non ci sono decide Vito`: it asks and denies nothing."""
    if "?" in sentence.text.text or not sentence.tags & {Tag.DECIDES, Tag.DELEGATE}:
        return sentence
    away = {one.start for one in sentence.islands if one.tag is Tag.AWAY}
    kept = [
        one
        for one in sentence.islands
        if not (one.end in away and sentence.words(one) in WHENEVER)
    ]
    return replace(sentence, islands=tuple(kept))


WHENEVER = (("quando",), ("se",), ("when",), ("if",), ("finche",), ("mentre",), ("while",))


def days_said(sentence: Sentence, calendar: Calendar) -> tuple[date, ...]:
    """Give the days of a sentence, if it is clear which they are."""
    taken = taken_as(sentence, calendar)
    return days_of(taken.values[0]) if taken is not None and taken.doubt is None else ()


def as_written(sentence: Sentence) -> list[str]:
    """Give the names as they were written, to tell them from other unknown words."""
    named = [island for island in sentence.islands if names_somebody(sentence, island)]
    return [sentence.text.written(island.start, island.end) for island in named]


def names_in(sentence: Sentence) -> tuple[str, ...]:
    """Give the names: words that stand together and are none of the others."""
    return tuple(name_from(sentence, run) for run in runs_in(sentence))


def runs_in(sentence: Sentence) -> list[list[Island]]:
    """Give the words that name somebody, those that stand together as one run."""
    runs: list[list[Island]] = [[]]
    for island in sentence.islands:
        if names_somebody(sentence, island):
            runs[-1].append(island)
        elif runs[-1] and island.tag is Tag.SEPARATOR:
            runs.append([])
        elif not runs[-1] and sentence.words(island)[-1] in LEADING.union(OFFICES):
            continue
        elif any(runs):
            break
    return [run for run in runs if run]


def name_from(sentence: Sentence, run: Sequence[Island]) -> str:
    """Give a name as it was written, of the words of a run."""
    return plain(" ".join(word for island in run for word in sentence.words(island)))


def is_of_an_office(sentence: Sentence, run: Sequence[Island]) -> bool:
    """Tell whether `ufficio` stands before a name, and only small words between."""
    before = run[0].start - 1
    while before >= 0 and sentence.text.words[before] in LEADING:
        before -= 1
    return before >= 0 and sentence.text.words[before] in OFFICES


def roles_in(sentence: Sentence) -> list[str]:
    """Give the posts that were said, as words of storage.tables.Role."""
    return [str(island.ways[0][0]) for island in sentence.islands if island.tag is Tag.ROLE]


def names_somebody(sentence: Sentence, island: Island) -> bool:
    """Tell whether an island is a name."""
    words = sentence.words(island)
    if island.tag is not Tag.UNREAD or words[0] in NOT_NAMES or not words[0][0].isalpha():
        return False
    return grammar_in(ITALIAN).terminals(words) == [NAME]


def reason_from(sentence: Sentence, *, named: bool = False) -> int:
    """
    Give the word at which a reason begins, behind the days; the end if there is none.

    With `named` it was said before the sentence whom it is about.
    """
    said_day = all(island.tag is not Tag.WHEN for island in sentence.islands)
    for place, island in enumerate(sentence.islands):
        words = sentence.words(island)
        if Tag.REFUSE in sentence.tags and _a_reason_follows(sentence, place, named=named):
            return island.end
        said_day = said_day or island.tag is Tag.WHEN
        named = named or names_somebody(sentence, island) or _all_called(sentence, island)
        begins = island.tag is Tag.REASON or (words in FOR and said_day and named)
        begins = begins or (_leads_to_why(words, said_day=said_day) and _needs_why(sentence))
        begins = begins and not has_days_of_their_own(sentence, sentence.islands[place + 1 :])
        begins = begins and not says_how_long(sentence, island)
        begins = begins or (
            island.tag is Tag.KIND and words[0] in ("per", "perche", "for") and said_day
        )
        if begins and (named or _is_why_a_day_is_refused(sentence, island)):
            return island.start
    return len(sentence.text.words)


CALLED_SO = (("motivo",), ("reason",))
"""`Rifiuta Anna, motivo consiglio`."""
NEEDS_WHY = frozenset({Tag.REFUSE, Tag.RECALL})


def _leads_to_why(words: tuple[str, ...], *, said_day: bool) -> bool:
    """Tell `richiama Anna domani che c'è la giunta` from `la richiesta che ha fatto`."""
    return words in CALLED_SO or (words == ("che",) and said_day)


def _needs_why(sentence: Sentence) -> bool:
    return not sentence.tags.isdisjoint(NEEDS_WHY)


def _is_why_a_day_is_refused(sentence: Sentence, island: Island) -> bool:
    """Tell whether `perché` stands behind `rifiuta venerdì`, `tutti`: it asked for nothing."""
    before = {one.tag for one in sentence.islands if one.end <= island.start}
    several = not before.isdisjoint({Tag.WHEN, Tag.EVERYTHING})
    return island.tag is Tag.REASON and Tag.REFUSE in before and several


def _all_called(sentence: Sentence, island: Island) -> bool:
    return Tag.RECALL in sentence.tags and is_said_of_all(sentence, island)


def _a_reason_follows(sentence: Sentence, place: int, *, named: bool) -> bool:
    """
    Tell whether free words stand behind a comma: `rifiuta Anna: siamo in pochi`.

    Where nobody was named (`rifiuta venerdì: …`, `rifiuta tutti, …`) they are more than a name.
    """
    if sentence.words(sentence.islands[place]) != (",",):
        return False
    behind = sentence.islands[place + 1 :]
    if not behind or behind[0].tag in (Tag.WHEN, Tag.APPROVE, Tag.REFUSE, Tag.REASON):
        return False
    if _are_only_people(sentence, behind, known=named):
        return False
    if not named and not _says_why_of_several(sentence, place, behind):
        return False
    if sentence.words(behind[0]) in FOR and has_days_of_their_own(sentence, behind[1:]):
        return False
    return not sentence.text.written(behind[0].start, behind[0].end).istitle()


def _are_only_people(sentence: Sentence, islands: Sequence[Island], *, known: bool) -> bool:
    """Tell whether nothing but names follows, known ones if others may be free words."""

    def is_one(island: Island) -> bool:
        bound = any(BOND in word for word in sentence.words(island))
        return bound if known else names_somebody(sentence, island)

    return all(one.tag in (Tag.SEPARATOR, Tag.WHEN) or is_one(one) for one in islands)


def _says_why_of_several(sentence: Sentence, place: int, behind: Sequence[Island]) -> bool:
    """Tell whether all, or a day with a colon, stand before words that are no other order."""
    before = {one.tag for one in sentence.islands[:place]}
    island = sentence.islands[place]
    colon = sentence.text.written(island.start, island.end) == ":"
    several = Tag.EVERYTHING in before or (colon and Tag.WHEN in before)
    return several and Tag.REFUSE in before and behind[0].tag not in TURNED


TURNED = frozenset({Tag.GUARD, Tag.RECALL, Tag.DELEGATE, Tag.DECIDES, Tag.ROLE})


def has_days_of_their_own(sentence: Sentence, islands: Sequence[Island]) -> bool:
    """Tell whether words begin with `Anna solo venerdì`: somebody, and days only theirs."""
    named = next((at for at, one in enumerate(islands) if not names_somebody(sentence, one)), 0)
    if not named or not only_follows(sentence, islands[named - 1]):
        return False
    return any(one.tag is Tag.WHEN for one in islands[named : named + 2])


def says_how_long(sentence: Sentence, island: Island) -> bool:
    """Tell whether `per due giorni` is said: how much is meant, and no motive."""
    found = _A_LENGTH.match(" ".join(sentence.text.words[island.end :]))
    if found is None or sentence.words(island) not in FOR:
        return False
    behind = island.end + len(found[0].split())
    following = next((one for one in sentence.islands if one.end > behind), None)
    return following is None or following.tag in (Tag.SEPARATOR, Tag.WHEN)


def lengths_in(sentence: Sentence) -> list[tuple[int, int]]:
    """Give where it is said how many days are meant, `per` with it: `solo due giorni di Anna`."""
    words = sentence.text.words[: reason_from(sentence)]
    found: list[tuple[int, int]] = []
    for at in range(len(words)):
        said = _A_LENGTH.match(" ".join(words[at:]))
        if said is not None and said[0] not in ALL_DAYS and (not found or at >= found[-1][1]):
            first = at - 1 if at and words[at - 1 : at] in FOR else at
            found.append((first, at + len(said[0].split())))
    return found


ALL_DAYS = frozenset({"tutti i giorni"})
"""These leave nothing out."""
_A_LENGTH = re.compile(
    r"(?:\d+|mezza|mezz|un|una|due|tre|quattro|cinque|sei|sette|otto|nove|dieci|qualche|alcuni"
    r"|alcune|pochi|poche|tutti i|tutta la|half a|an?|one|two|three|four|five|six|seven|eight"
    r"|nine|ten|some|a few|several|the whole)"
    r" (?:sol[oaie] )?(?:giorn[oi]|giornat[ae]|settiman[ae]|mes[ei]|or[ae]|days?"
    r"|weeks?|months?|hours?)\b"
)


def only_follows(sentence: Sentence, island: Island) -> bool:
    """Tell whether `only` stands behind a word; it is no piece, since mostly it says nothing."""
    pieces, text = sentence.text.pieces, sentence.text.text
    ends = pieces[island.end].start if island.end < len(pieces) else len(text)
    return not ONLY.isdisjoint(text[pieces[island.end - 1].end : ends].casefold().split())


ONLY = frozenset({"solo", "soltanto", "solamente", "only", "just"})


def reason_behind(sentence: Sentence, begins: int) -> str:
    """Give a reason as it was written, without the word that leads to it."""
    words = sentence.text.words
    if begins >= len(words):
        return ""
    led = words[begins] in LEADS_TO_WHY
    first = begins + 1 if led else begins
    first += words[begins : begins + 2] == ("because", "of")
    if first >= len(words):
        return ""
    well = _GOES_WELL.match(sentence.text.text, sentence.text.pieces[-1].end)
    return sentence.text.written(first, len(words)).rstrip(" ,;:") + (well[0] if well else "")


LEADS_TO_WHY = frozenset(
    {"per", "perche", "poiche", "siccome", "causa", "che", "because", "for"} | {"motivo", "reason"}
)
_GOES_WELL = re.compile(r"\s+(?:va|vanno|andrebbe) bene\b(?!\s*\?)", re.IGNORECASE)
"""Said to the desk it is a courtesy; of a day, in a motive, it is part of it."""


def taken_as(sentence: Sentence, calendar: Calendar) -> Possible[Taken] | None:
    """Give the days that were said, in the ways that they can be taken; None without any."""
    whens = [island.ways[0][0] for island in sentence.islands if island.tag is Tag.WHEN]
    return resolve(calendar, joined_when(whens)) if whens else None


def days_of(taken: Taken) -> tuple[date, ...]:
    """List the days of what was taken."""
    return tuple(dict.fromkeys(wish.day for wish in taken.wishes))


def mentions(sentence: Sentence, words: Iterable[str]) -> bool:
    """Tell whether a sentence has one of these words."""
    said = {word for island in sentence.islands for word in sentence.words(island)}
    return not said.isdisjoint(words)


def is_said_of_all(said: Sentence, island: Island) -> bool:
    """Tell whether it is `tutti`, or `l'ufficio` itself, which is whoever works there."""
    if island.tag is Tag.EVERYTHING:
        return True
    return island.tag is Tag.UNREAD and said.words(island)[0] in OFFICES
