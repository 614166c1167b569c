"""Sentences of which not every word is known: what their islands ask for, and what was skipped."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise

from handlers.reading import meanings
from handlers.reading.asking import matter_in
from handlers.reading.beside_orders import Readers, with_own_beside
from handlers.reading.coming_back import with_coming_back
from handlers.reading.cues import (
    NOT_NAMES,
    Tag,
)
from handlers.reading.day_told import of_a_day_only_told, with_day_told
from handlers.reading.days import ONE_DAY, Calendar
from handlers.reading.days_asked import requests
from handlers.reading.days_off import is_for_a_reason, of_a_day_off, with_days_off
from handlers.reading.denied_orders import without_denied
from handlers.reading.leave_beside import with_leave_beside
from handlers.reading.meanings import AskBack, Heard, Meaning, Question, Reading
from handlers.reading.names import IsName
from handlers.reading.not_there import with_office_denied
from handlers.reading.of_another import of_another
from handlers.reading.ordered import ordered, sentence_of
from handlers.reading.people_said import (
    Sentence,
)
from handlers.reading.possible import MOST_CHOICES
from handlers.reading.questions_said import (
    asks_where_somebody_is,
    before_all,
    details_of,
    one_looked_for,
    others_named,
    question_said,
    somebody_else,
    whose,
)
from handlers.reading.several import options_of
from handlers.reading.skipping import (
    STRONG,
)


def read_sentence(
    sentence: Sentence, calendar: Calendar, is_name: IsName | None
) -> Reading | None:
    """Give what a sentence means by its islands; None if they mean nothing together."""
    meant = without_denied(sentence)
    if meant is None:
        return _of_one_sentence(sentence, calendar, is_name)
    found = read_sentence(sentence_of(meant.text), calendar, is_name)
    return found and replace(found, unread=(*meant.unread, *found.unread))


def _of_one_sentence(
    sentence: Sentence, calendar: Calendar, is_name: IsName | None
) -> Reading | None:
    before = with_leave_beside(
        sentence, calendar, sentence_of, lambda one: read_sentence(one, calendar, is_name)
    )
    before = before or with_day_told(
        sentence, sentence_of, lambda one: read_sentence(one, calendar, is_name)
    )
    before = before or with_days_off(
        sentence, sentence_of, lambda one: read_sentence(one, calendar, is_name)
    )
    before = before or with_office_denied(
        sentence, sentence_of, lambda one: read_sentence(one, calendar, is_name)
    )
    before = before or with_coming_back(
        sentence, sentence_of, lambda one: read_sentence(one, calendar, is_name)
    )
    before = before or _with_own(sentence, calendar, is_name)
    before = before or before_all(sentence, calendar, is_name)
    before = before or one_looked_for(sentence, calendar, is_name)
    before = before or somebody_else(sentence, calendar, is_name)
    if before is not None:
        return before
    found = ordered(sentence, calendar)
    if found is not None:
        return found
    question = None if is_for_a_reason(sentence) else question_said(sentence, calendar)
    others = others_named(sentence, is_name)
    if asks_where_somebody_is(sentence):
        day = details_of(sentence, calendar, "").that_day
        return Reading(heard=meanings.Team(day))
    if isinstance(question, meanings.Bands) and others:
        return Reading(heard=meanings.Contact(" ".join(others).casefold()))
    if question is not None:
        if isinstance(question, meanings.Status):
            others = whose(sentence, others)
        before = _of_that_day(sentence, question, calendar) or _asked_before(
            sentence, calendar, is_name, question
        )
        return (
            before
            or of_another(sentence, question, is_name)
            or _about(question, others or _offices_unread(sentence, question))
        )
    return _or_elsewhere(sentence, requests(sentence, calendar, is_name))


THAT_DAY = (("quel", "giorno"), ("stesso", "giorno"), ("that", "day"), ("same", "day"))


def _of_that_day(sentence: Sentence, question: Meaning, calendar: Calendar) -> Reading | None:
    """Offer days where one is meant that was spoken of before: `chi c'è quel giorno?`."""
    said = any(pair in THAT_DAY for pair in pairwise(sentence.text.words))
    if not said or not isinstance(question, meanings.Team):
        return None
    following = (calendar.today + n * ONE_DAY for n in range(1, 15))
    worked = [day for day in following if day.weekday() in calendar.workdays]
    options = tuple(replace(question, day=day) for day in worked[: MOST_CHOICES - 1])
    return Reading(heard=AskBack(question=Question.WHICH_DAY, options=options))


def _about(question: Meaning, others: tuple[str, ...]) -> Reading:
    """Answer a question about somebody else as such where it can be, or say who was not read."""
    if others and isinstance(question, meanings.MyAgreement):
        return Reading(heard=meanings.Elsewhere(meanings.Matter.AGREEMENTS))
    if others and isinstance(question, meanings.Elsewhere):
        return Reading(heard=replace(question, other=True))
    return Reading(heard=question, unread=others)


def _offices_unread(sentence: Sentence, question: Meaning) -> tuple[str, ...]:
    """Name the office of `chi c'è in anagrafe?`: the list is of one's own, whichever was said."""
    if not isinstance(question, meanings.Team):
        return ()
    words = sentence.text.words
    return tuple(
        sentence.text.written(one.start, one.end)
        for one in sentence.islands
        if one.tag is Tag.UNREAD
        and words[max(one.start - 1, 0)] in OF_AN_OFFICE
        and words[one.start] not in NOT_NAMES
    )


OF_AN_OFFICE = frozenset({"in", "all", "alla", "ai", "agli", "alle"})


def _with_own(sentence: Sentence, calendar: Calendar, is_name: IsName | None) -> Reading | None:
    """Read an order of a manager with what they ask for themselves beside it."""
    readers = Readers(
        own=lambda text: read_sentence(sentence_of(text), calendar, is_name),
        order=lambda text: ordered(sentence_of(text), calendar),
        divide=sentence_of,
    )
    return with_own_beside(sentence, calendar.today, readers)


def _asked_before(
    sentence: Sentence, calendar: Calendar, is_name: IsName | None, question: Meaning
) -> Reading | None:
    """Take the request that a question stands behind: the question is told as not read."""
    pieces = sentence.text.pieces
    for island in sentence.islands:
        if island.tag is not Tag.SEPARATOR or not 0 < island.start < island.end < len(pieces):
            continue
        first = sentence_of(replace(sentence.text, pieces=pieces[: island.start]))
        second = sentence_of(replace(sentence.text, pieces=pieces[island.end :]))
        behind = question_said(second, calendar)
        if _asks_only_for_days(first, calendar) and isinstance(behind, type(question)):
            found = requests(first, calendar, is_name)
            asked = second.text.written(0, len(second.text.pieces))
            return found and replace(found, unread=(*found.unread, asked))
    return None


def _asks_only_for_days(sentence: Sentence, calendar: Calendar) -> bool:
    """Tell whether something is asked for on a day, and no question with it."""
    asked = Tag.WHEN in sentence.tags and sentence.tags & (STRONG | {Tag.BOOK})
    return bool(asked) and question_said(sentence, calendar) is None


def _or_elsewhere(sentence: Sentence, found: Reading | None) -> Reading | None:
    """Tell where something is told rather than ask a question that leaves all open."""
    if found is not None and _is_of_leave(sentence, found.heard):
        days = [day for day in _days_of(found.heard) if day is not None]
        leave = meanings.Elsewhere(meanings.Matter.LEAVE, days[0] if days else None)
        return Reading(heard=leave)
    off = None if found is None else of_a_day_off(sentence, found.heard)
    if off is not None:
        return Reading(heard=off)
    if found is not None and (told := of_a_day_only_told(sentence, found.heard)) is not None:
        return replace(found, heard=told)
    if found is None or not isinstance(found.heard, AskBack) or found.heard.options:
        return found
    matter = matter_in(" ".join(sentence.text.words))
    return found if matter is None else Reading(heard=meanings.Elsewhere(matter))


def _is_of_leave(sentence: Sentence, heard: Heard) -> bool:
    """Tell whether it is leave that was not read in a day or in hours: `due ore di ferie`."""
    if not isinstance(heard, AskBack) or heard.question is not Question.NOT_CLEAR:
        return False
    named = matter_in(heard.about.casefold()) is meanings.Matter.LEAVE
    return named and sentence.tags.isdisjoint({Tag.MODE, Tag.CANCEL, Tag.SWAP, Tag.AT_OFFICE})


def _days_of(heard: Heard) -> Iterator[date | None]:
    """Give the days of what may be meant."""
    for one in options_of(heard):
        match one:
            case meanings.Book() | meanings.AtOffice():
                yield from (wish.day for wish in one.wishes)
            case meanings.Permit():
                yield one.day
