"""
What is said of somebody else: `il mio capo domani è in smart`, `prenota per mia moglie`.

Where a colleague works is shown; of whoever has no name here it is asked whose day is meant. No
day is ever asked for because somebody else spends it somewhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from handlers.reading import meanings
from handlers.reading.cues import (
    ASKING,
    COLLECTIVES,
    KIN,
    LIMITS,
    NOT_NAMES,
    PERSONS,
    TITLES,
    Tag,
)
from handlers.reading.doubts import is_person
from handlers.reading.island import Island
from handlers.reading.meanings import AskBack, Matter, Meaning, Question
from handlers.reading.names import ARTICLES, BOND, IsName, plain
from handlers.reading.people_said import Sentence
from handlers.reading.somebody import name_of, runs_of_people, words_of

DOING = frozenset(
    {
        *("e", "sta", "lavora", "lavorera", "sara", "resta", "restera", "rimane", "rimarra", "fa"),
        *("fara", "viene", "verra", "stanno", "lavorano", "lavoreranno", "saranno", "restano"),
        *("resteranno", "rimangono", "fanno", "vengono", "verranno", "staranno", "stara", "sono"),
        *("is", "works", "stays", "will", "are"),
    }
)
"""What others do who are somewhere; `sono` only of several."""
OF_ONESELF = frozenset({"sono", "are"})
SMALL = ARTICLES | {
    *("gli", "le", "un", "una", "mio", "mia", "miei", "mie", "nostro", "nostra", "my", "our"),
    *("del", "della", "dell", "dei", "di", "of", "anche", "si", "che"),
}
PLACES = frozenset({Tag.MODE, Tag.AT_HOME, Tag.AT_OFFICE})
TIMES = frozenset({Tag.WHEN, Tag.HALF})
SEVERAL = frozenset({Tag.EVERYTHING, Tag.OTHER_PERSON})
ORDERS = frozenset(
    {Tag.DELEGATE, Tag.DECIDES, Tag.APPROVE, Tag.REFUSE, Tag.RECALL, Tag.CONTACT, Tag.ROLE}
)
FOR = frozenset({"per", "for", "a", "to"})
ON_LEAVE = frozenset({"ferie", "vacanza", "leave"})
GIVEN_TO = frozenset(
    f"{verb}{whom}"
    for verb in ("prenota", "segna", "metti", "richiedi", "fissa", "inserisci", "registra")
    for whom in ("gli", "le", "glielo", "gliela", "gliele", "celo")
)
"""`Prenotagli domani`: one verb with whom it is done for."""


def whereabouts(
    sentence: Sentence, day: date, is_name: IsName | None
) -> meanings.Team | AskBack | None:
    """Give what is said of where somebody else is on a day; None where nothing is."""
    if not ASKING.isdisjoint(sentence.text.words):
        return None
    verb = _verb(sentence)
    if verb is None:
        return _named_beside_a_day(sentence, day)
    before, behind = sentence.islands[:verb], sentence.islands[verb + 1 :]
    subject = [island for island in before if _is_subject(sentence, island)]
    if not subject or not all(_fits(sentence, one) for one in before if one not in subject):
        return None
    if sentence.words(sentence.islands[verb])[0] in OF_ONESELF and not _are_several(
        sentence, before
    ):
        return None
    said = Subject(sentence, before, tuple(subject))
    return _asked(said, day, is_name) if _at_a_place(behind) else None


def leave_of(sentence: Sentence, day: date | None) -> meanings.Elsewhere | None:
    """Read `giovedì Anna in ferie`: the leave of somebody else, and nobody who decides instead."""
    if sentence.tags & ORDERS or Tag.AWAY not in sentence.tags:
        return None
    allowed = {Tag.WHEN, Tag.UNREAD, Tag.AWAY, Tag.FILLER, Tag.SEPARATOR}
    away = next(one for one in sentence.islands if one.tag is Tag.AWAY)
    said = sentence.words(away)
    subject = [one for one in sentence.islands if one.tag is Tag.UNREAD and one.end <= away.start]
    between = sentence.text.words[subject[-1].end : away.start] if subject else (",",)
    if not sentence.tags <= allowed or "," in between or said[:-1] not in (("in",), ("on",)):
        return None
    if said[-1] not in ON_LEAVE or not all(_is_subject(sentence, one) for one in subject):
        return None
    return meanings.Elsewhere(Matter.LEAVE, day, other=True)


def for_whom(sentence: Sentence, is_name: IsName | None) -> str:
    """Give for whom else something is asked: `prenota per mia moglie`; nobody if for oneself."""
    if sentence.tags & ORDERS:
        return ""
    given = next((w for w in sentence.text.pieces if w.word in GIVEN_TO), None)
    if given is not None:
        return given.word
    if Tag.BOOK not in sentence.tags:
        return ""
    for place, island in enumerate(sentence.islands):
        if sentence.words(island) in (("per",), ("for",)):
            whom = _whom(sentence, place + 1, is_name)
            if whom is not None:
                return sentence.text.written(island.start, whom.end)
    return ""


def _whom(sentence: Sentence, place: int, is_name: IsName | None) -> Island | None:
    """Give the person behind `per`, small words between them left out."""
    for island in sentence.islands[place:]:
        words = sentence.words(island)
        if _is_a_person(sentence, island, is_name):
            return island
        if island.tag is not Tag.FILLER or words[0] not in SMALL | {"tutta", "tutto", "il"}:
            return None
    return None


def _is_a_person(sentence: Sentence, island: Island, is_name: IsName | None) -> bool:
    words = sentence.words(island)
    following = sentence.text.words[island.end : island.end + 1]
    if island.tag is Tag.EVERYTHING:
        return words[0] in ("tutti", "all") and not (following and following[0] in SMALL)
    if island.tag in (Tag.OTHER_PERSON, Tag.ROLE) or words[0] in KIN | PERSONS | COLLECTIVES:
        return True
    return island.tag is Tag.UNREAD and is_person(sentence, island, is_name)


# ------------------------------------------------------------ who is somewhere


def _verb(sentence: Sentence) -> int | None:
    """Give the place of the verb with which somebody is somewhere."""
    for place, island in enumerate(sentence.islands):
        word = sentence.words(island)[0]
        if word in DOING and place and (word != "e" or _stands_before_a_place(sentence, place)):
            return place
    return None


def _stands_before_a_place(sentence: Sentence, place: int) -> bool:
    """Tell `è` from `e`, which capitals and hasty hands write alike."""
    behind = sentence.islands[place + 1 :]
    joins = bool(behind) and behind[0].tag is Tag.UNREAD and _is_subject(sentence, behind[0])
    return _at_a_place(behind) and not joins and not _separates_days(sentence, place)


def _separates_days(sentence: Sentence, place: int) -> bool:
    behind = sentence.islands[place + 1 : place + 2]
    return bool(behind) and behind[0].tag is Tag.WHEN


def _at_a_place(islands: Sequence[Island]) -> bool:
    """Tell whether a place follows, with nothing between that is asked for."""
    for island in islands:
        if island.tag in PLACES:
            return True
        if island.tag not in TIMES | {Tag.FILLER, Tag.UNREAD, Tag.EVERYTHING, Tag.WORK}:
            return False
    return False


def _is_subject(sentence: Sentence, island: Island) -> bool:
    word = sentence.words(island)[0]
    if island.tag is Tag.UNREAD and word not in PERSONS:
        known = word in LIMITS or (word in NOT_NAMES and word not in COLLECTIVES)
        return word.replace(BOND, "").isalpha() and not known
    return island.tag in SEVERAL | {Tag.ROLE} or word in PERSONS or word in TITLES


def _fits(sentence: Sentence, island: Island) -> bool:
    """Tell whether words before the verb only say when, or belong to who is meant."""
    words = sentence.words(island)
    small = island.tag is Tag.FILLER and words[0] in SMALL
    together = island.tag is Tag.SEPARATOR and words[0] in ("e", "ed", "and")
    return island.tag in TIMES or small or together or words == ("non",)


def _are_several(sentence: Sentence, before: Sequence[Island]) -> bool:
    apart = any(sentence.words(island)[0] in ("e", "ed", "and", "i", "gli") for island in before)
    return apart or any(island.tag is Tag.EVERYTHING for island in before)


@dataclass(frozen=True, slots=True)
class Subject:
    """Whoever is somewhere, with the words up to the verb."""

    sentence: Sentence
    before: tuple[Island, ...]
    who: tuple[Island, ...]

    @property
    def as_written(self) -> str:
        """Give who is meant, with the article."""
        place = self.before.index(self.who[0])
        while place and self._is_article(self.before[place - 1]):
            place -= 1
        return self.sentence.text.written(self.before[place].start, self.who[-1].end)

    def _is_article(self, island: Island) -> bool:
        return island.tag is Tag.FILLER and _fits(self.sentence, island)


def _asked(subject: Subject, day: date, is_name: IsName | None) -> meanings.Team | AskBack:
    name = _known_name(subject, is_name) or name_from(subject)
    if name:
        return meanings.Team(day, whom=name)
    shown = (meanings.Team(day),)
    return AskBack(question=Question.WHOSE_DAY, about=subject.as_written, options=shown)


def _known_name(subject: Subject, is_name: IsName | None) -> str:
    runs = runs_of_people(subject.sentence, is_name) if is_name is not None else []
    known = [run for run in runs if set(run) <= set(subject.who)]
    if is_name is None or len(known) != 1 or not is_name(words_of(subject.sentence, known[0])):
        return ""
    return name_of(subject.sentence, known[0])


def name_from(subject: Subject) -> str:
    """Give the name of the one person who is meant; nothing where a post or kin is."""
    named = [island for island in subject.who if island.tag is Tag.UNREAD]
    words = words_of(subject.sentence, named)
    together = all(one.end == other.start for one, other in pairwise(named))
    if not named or not together or not (KIN | PERSONS).isdisjoint(words):
        return ""
    ahead = subject.sentence.text.words[: named[0].start]
    titled = bool(ahead) and (ahead[-1] in TITLES or ahead[-1] in ("collega", "colleague"))
    alone = len(named) == len(subject.who) and not (ahead and ahead[-1] in SMALL)
    return plain(" ".join(words)) if titled or alone else ""


def _named_beside_a_day(sentence: Sentence, day: date) -> AskBack | None:
    """Ask of `mario domani smart`, which says no verb, whose day it is."""
    islands = [
        one for one in sentence.islands if one.tag is not Tag.FILLER or _is_subject(sentence, one)
    ]
    tags = [island.tag for island in islands]
    at = next((n for n, island in enumerate(islands) if island.tag is Tag.WHEN), 0)
    named = islands[:at]
    fitting = tags[at:] in ([Tag.WHEN, Tag.MODE], [Tag.WHEN, Tag.HALF, Tag.MODE])
    first = sentence.islands[0]
    begins = bool(named) and (first in named or sentence.words(first)[0] in SMALL)
    if not fitting or not begins or len(named) > 2:
        return None
    if not all(_is_subject(sentence, island) for island in named):
        return None
    name = name_from(Subject(sentence, tuple(named), tuple(named)))
    shown: Meaning = meanings.Team(day, whom=name)
    about = sentence.text.written(first.start, named[-1].end)
    return AskBack(question=Question.WHOSE_DAY, about=about, options=(shown,))
