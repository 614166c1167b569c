"""Questions, and who and what they are about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from handlers.reading import meanings
from handlers.reading.asking import first_question_in, matter_in, question_in
from handlers.reading.building import Kind
from handlers.reading.checked import checked
from handlers.reading.choosing import resolve
from handlers.reading.cues import (
    ASKING,
    BESIDE_NAMES,
    NOT_NAMES,
    OF_SOMEBODY,
    Tag,
)
from handlers.reading.days import Calendar
from handlers.reading.doubts import is_person
from handlers.reading.fragments import read_month
from handlers.reading.hours import TIMED, At, minute_of
from handlers.reading.meanings import Meaning, Reading
from handlers.reading.names import BOND, IsName
from handlers.reading.of_others import leave_of, whereabouts
from handlers.reading.people_said import (
    Sentence,
    names_in,
    roles_in,
)
from handlers.reading.question_details import Details
from handlers.reading.skipping import (
    STRONG,
    UNTOLD,
    unread_in,
)
from handlers.reading.somebody import people_said
from handlers.reading.whens import joined_when
from handlers.reading.where_is import who_is_looked_for


def before_all(sentence: Sentence, calendar: Calendar, is_name: IsName | None) -> Reading | None:
    """Give what is meant of recalls and delegations, whose words are orders elsewhere."""
    words = _words_of(sentence.text.words)
    details = details_of(sentence, calendar, words)
    details = replace(details, **_of_people(sentence, is_name))
    said = first_question_in(words, details)
    if isinstance(said, meanings.Permit):
        unread = (*_days_left(sentence, calendar, said), *_of_no_matter(sentence, details, said))
        return Reading(heard=said, unread=unread)
    if not isinstance(said, WRITING):
        return None if said is None else Reading(heard=said)
    found = checked(sentence, said)
    if isinstance(said, meanings.ConfirmRecall) and not found.whole:
        # A receipt is not written beside words that nobody read: it is shown, to be pressed.
        return replace(found, heard=meanings.MyRecalls(said.day))
    return found


def _words_of(words: Iterable[str]) -> str:
    """Give words one space apart; a name is bound to whatever stands behind it."""
    return " ".join(" ".join(words).replace(BOND, " ").split())


def _days_left(sentence: Sentence, calendar: Calendar, said: meanings.Permit) -> tuple[str, ...]:
    """Name the days beside a death that is told, but for that of the death: it is asked next."""
    if said.kind != "bereavement" or said.day is not None:
        return ()
    lenient = Calendar(calendar.today, calendar.workdays, gone_by=True)
    told, left = False, list[str]()
    for island in sentence.islands:
        if island.tag is not Tag.WHEN:
            continue
        taken = resolve(lenient, joined_when([island.ways[0][0]]))
        days = {wish.day for one in taken.values[:1] for wish in one.wishes}
        if not told and len(days) == 1 and max(days) <= calendar.today:
            told = True
        else:
            left.append(sentence.text.written(island.start, island.end))
    return tuple(left)


def _of_no_matter(sentence: Sentence, details: Details, said: Meaning) -> tuple[str, ...]:
    """Name the words in whose place any other might stand and the same would be meant."""
    words = sentence.text.words

    def any_other(at: int) -> bool:
        without = _words_of((*words[:at], ANY_WORD, *words[at + 1 :]))
        return first_question_in(without, replace(details, words=without)) == said

    unread = [island for island in sentence.islands if island.tag in UNTOLD]
    of_no_matter = [island for island in unread if any_other(island.start)]
    return unread_in(sentence, of_no_matter, [])


ANY_WORD = "parola"
"""Of which no question is made."""


def _of_people(sentence: Sentence, is_name: IsName | None) -> dict[str, Any]:
    return {
        "whom": names_in(sentence),
        "role": next(iter(roles_in(sentence)), ""),
        "others": others_named(sentence, is_name),
        "people": people_said(sentence, is_name),
        "asks": "?" in sentence.text.text,
    }


def one_looked_for(
    sentence: Sentence, calendar: Calendar, is_name: IsName | None
) -> Reading | None:
    """Read who is looked for, as in `dov'è Anna?`."""
    whom = who_is_looked_for(sentence, is_name)
    if not whom:
        return None
    return Reading(heard=meanings.Team(details_of(sentence, calendar, "").that_day, whom=whom))


def somebody_else(
    sentence: Sentence, calendar: Calendar, is_name: IsName | None
) -> Reading | None:
    """Read what is said of the day of somebody else: it is never asked for as one's own."""
    details = details_of(sentence, calendar, "")
    leave = leave_of(sentence, details.day)
    if leave is not None:
        return Reading(heard=leave)
    found = whereabouts(sentence, details.that_day, is_name)
    return None if found is None else Reading(heard=found)


WRITING = (meanings.ConfirmRecall, meanings.TakeRecallBack, meanings.EndDelegation)
"""Of which words that turn them are never passed over."""


def question_said(sentence: Sentence, calendar: Calendar) -> Meaning | None:
    """Give the question that a sentence asks; None if a request is stronger."""
    words = _words_of(sentence.text.words)
    details = details_of(sentence, calendar, words)
    strong = bool(sentence.tags & STRONG)
    asked = question_in(words, details, requests=strong or Tag.WORK in sentence.tags)
    if any(word in ASKING for word in sentence.text.words) and asked is not None:
        return asked
    matter = matter_in(words)
    if matter is not None and (not strong or _meant_beside(matter, sentence)):
        return meanings.Elsewhere(matter, details.day)
    return asked


def _meant_beside(matter: meanings.Matter, sentence: Sentence) -> bool:
    """Tell whether leave or a strike is what is asked for, and not the ground of a request."""
    beside = {Tag.CANCEL, Tag.SWAP, Tag.KIND}
    return matter in BESIDE_A_REQUEST and not sentence.tags & (STRONG - beside)


BESIDE_A_REQUEST = frozenset(
    {
        meanings.Matter.LEAVE,
        meanings.Matter.FAMILY_LEAVE,
        meanings.Matter.RECOVERY,
        meanings.Matter.STRIKE,
        meanings.Matter.PERSON,
    }
)


def details_of(sentence: Sentence, calendar: Calendar, words: str) -> Details:
    """Give what a question can be about: days, kinds, names, hours."""
    lenient = Calendar(calendar.today, calendar.workdays, gone_by=True)
    whens = [island.ways[0][0] for island in sentence.islands if island.tag is Tag.WHEN]
    days: tuple[date, ...] = ()
    if whens:
        taken = resolve(lenient, joined_when(whens))
        days = tuple(wish.day for one in taken.values[:1] for wish in one.wishes)
    kinds = [
        piece.kinds[0]
        for island in sentence.islands
        for piece in island.ways[0]
        if isinstance(piece, Kind) and len(piece.kinds) == 1
    ]
    kind = kinds[0] if kinds else None
    month = read_month(words, today=calendar.today).value
    return Details(
        words=words,
        today=calendar.today,
        days=days,
        kind=kind,
        minute=_minute_of_the_day(sentence),
        month=month,
    )


def _minute_of_the_day(sentence: Sentence) -> int | None:
    """Give the one hour that is said, if it is clear: `avvisi alle 8`."""
    timed = [p for one in sentence.islands for p in one.ways[0] if isinstance(p, TIMED)]
    if len(timed) != 1 or not isinstance(timed[0], At):
        return None
    found = minute_of(timed[0].clock)
    return None if found.doubt is not None else found.values[0]


def asks_where_somebody_is(sentence: Sentence) -> bool:
    """Tell whether it is `dov'è Rita, che la cerco`, `Rita è in pausa?`: the day is shown."""
    words = sentence.text.words
    if not OF_SOMEBODY.isdisjoint(words):
        return False
    where = words[:2] in (("dov", "e"), ("dove", "sta"), ("dove", "lavora"), ("where", "is"))
    unread = sentence.islands[0].tag is Tag.UNREAD and words[0].isalpha()
    first = unread and words[0] not in ASKING
    about = "?" in sentence.text.text and words[1:2] in (("e",), ("c",), ("sta",), ("lavora",))
    return (where or (first and about)) and not sentence.tags & {Tag.HOURS, Tag.PERMIT}


def others_named(sentence: Sentence, is_name: IsName | None) -> tuple[str, ...]:
    """Name whoever else a question may be about: `quante giornate restano a Rossi`."""
    return tuple(
        sentence.text.written(island.start, island.end)
        for island in sentence.islands
        if island.tag is Tag.UNREAD
        and sentence.words(island)[0] not in NOT_NAMES
        and is_person(sentence, island, is_name)
    )


def whose(sentence: Sentence, named: Sequence[str]) -> tuple[str, ...]:
    """Keep the names of whose request it may be: in `mi ha risposto Rita` she is who decides."""
    beside = {
        sentence.text.written(island.start, island.end)
        for island in sentence.islands
        if island.start > 0 and sentence.text.words[island.start - 1] in BESIDE_NAMES
    }
    return tuple(name for name in named if name in beside)
