"""Requests for days and permits, with their goal, their end, their kind and their number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from handlers.reading import meanings
from handlers.reading.alternatives import one_of_them
from handlers.reading.building import Kind
from handlers.reading.clauses import requests_in
from handlers.reading.cues import EXCEPTING, Tag
from handlers.reading.days import Calendar
from handlers.reading.delegations_said import UNTIL
from handlers.reading.doubts import denies_a_permit, doubt_of, doubted
from handlers.reading.island import Island
from handlers.reading.meanings import AskBack, Heard, Question, Reading
from handlers.reading.moves import moves
from handlers.reading.names import IsName
from handlers.reading.of_others import for_whom
from handlers.reading.ordered import sentence_of
from handlers.reading.own_permits import moved, without_where_it_goes
from handlers.reading.people_said import (
    Sentence,
)
from handlers.reading.possible import MOST_CHOICES
from handlers.reading.several import options_of
from handlers.reading.skipping import (
    either_half,
    excepted_of_nothing,
    exchanged,
    unread_in,
    with_days_apart,
    with_denied_days,
    with_denied_halves,
    with_exceptions,
    with_other_halves,
    with_week_of_exception,
    without_hours_of_a_whole_day,
    without_kept_days,
    without_reasons,
    without_the_contrary,
    without_the_other_hour,
)
from handlers.reading.turning import given_first, turned, without_opening
from handlers.reading.vocabulary import number


def requests(sentence: Sentence, calendar: Calendar, is_name: IsName | None) -> Reading | None:
    """Give what a sentence asks for; None if it asks for no day and no permit."""
    sentence = _with_end_of_pattern(_with_goal_behind(without_opening(sentence)))
    sentence = _with_exception_behind(sentence)
    kept, reasons = without_reasons(sentence.islands)
    found = turned(sentence, kept, calendar) or moves(sentence, kept, calendar)
    if found is not None:
        return Reading(heard=found, unread=unread_in(sentence, kept, reasons))
    stays = [one for one in kept if one not in without_kept_days(sentence, kept)]
    kept = without_kept_days(sentence, kept)
    kept = without_the_other_hour(without_the_contrary(exchanged(kept)))
    kept = with_week_of_exception(sentence, with_exceptions(sentence, kept))
    kept = with_denied_days(sentence, with_days_apart(sentence, kept))
    kept = with_denied_halves(sentence, kept)
    kept = with_other_halves(sentence, kept)
    kept = without_where_it_goes(sentence, kept)
    kept, needless = without_hours_of_a_whole_day(kept)
    if excepted_of_nothing(sentence, kept):
        so_far = _asked_without_days(kept)
        options = (meanings.MyDays(),) if so_far is None else ()
        asked = AskBack(question=Question.WHICH_DAY, options=options, so_far=so_far)
        return Reading(heard=asked)
    either = _either_half(sentence, kept, calendar)
    doubt = doubt_of(replace(sentence, islands=tuple(kept)), is_name)
    heard = either or requests_in(
        [island for island in kept if island.tag is not Tag.GUARD], calendar
    )
    needless_words = (sentence.text.written(one.start, one.end) for one in needless)
    unread = (*unread_in(sentence, kept, reasons), *needless_words)
    if stays:
        unread = (*unread, sentence.text.written(stays[1].start, stays[-1].end))
    if heard is None:
        return None
    heard = one_of_them(sentence, kept, _with_kind_of(heard, reasons))
    heard = moved(_counted(sentence, kept, heard), sentence)
    whom = for_whom(sentence, is_name)
    if whom:
        return Reading(heard=_for_another(heard, whom))
    if _has_been(sentence) and isinstance(heard, meanings.Permit) and heard.day == calendar.today:
        past = next(one for one in kept if one.tag is Tag.WHEN)
        about = sentence.text.written(past.start, past.end)
        permit = meanings.Permit(kind=heard.kind)
        return Reading(heard=AskBack(question=Question.PAST, about=about, so_far=permit))
    if doubt is not None and either is None:
        at_office = _at_the_office(sentence, kept, heard)
        heard = at_office or doubted(heard, doubt, no_permit=denies_a_permit(sentence))
    return Reading(heard=heard, unread=unread)


def _either_half(
    sentence: Sentence, islands: Sequence[Island], calendar: Calendar
) -> AskBack | None:
    """Ask which half where one of both is said: `giovedì mattina o pomeriggio da casa`."""
    ways = either_half(sentence, islands)
    found = [requests_in(way, calendar) for way in ways]
    options = tuple(one for one in found if one is not None and not isinstance(one, AskBack))
    if not ways or len(options) != len(ways):
        return None
    return AskBack(question=Question.WHICH_HALF, options=options)


def _at_the_office(
    sentence: Sentence, islands: Sequence[Island], heard: Heard
) -> meanings.AtOffice | None:
    """Take `domani non lavoro da casa` for a day at the office: what is booked is given back."""
    guards = [sentence.words(one) for one in islands if one.tag is Tag.GUARD]
    guards = guards[:1] if guards[:1] == [("don",)] and guards[1:] == [("t",)] else guards
    plain = {island.tag for island in islands} <= NOT_AT_HOME and "?" not in sentence.text.text
    denied = len(guards) == 1 and guards[0] in NOT
    if not (plain and denied and isinstance(heard, meanings.Book) and len(heard.wishes) == 1):
        return None
    return meanings.AtOffice(heard.wishes)


NOT = frozenset({("non",), ("nn",), ("not",), ("don",), ("dont",)})
NOT_AT_HOME = frozenset({Tag.WHEN, Tag.GUARD, Tag.MODE, Tag.WORK, Tag.COME, Tag.FILLER})


def _asked_without_days(islands: Sequence[Island]) -> meanings.Meaning | None:
    """
    Give what is asked for where no day is: what answers then is a day of it, of nothing else.

    None of a move, which wants two days.
    """
    tags = {island.tag for island in islands}
    if Tag.SWAP in tags:
        return None
    if Tag.CANCEL in tags:
        return meanings.Cancel(wishes=())
    if Tag.AT_OFFICE in tags:
        return meanings.AtOffice(wishes=())
    if tags & {Tag.PERMIT, Tag.KIND}:
        return meanings.Permit()
    return meanings.Book(wishes=())


def _with_goal_behind(sentence: Sentence) -> Sentence:
    """Read `sposta al 14 il 10` as `sposta il 10 al 14`."""
    pieces = given_first(sentence)
    return sentence if pieces is None else sentence_of(replace(sentence.text, pieces=pieces))


def _with_exception_behind(sentence: Sentence) -> Sentence:
    """Read `tranne giovedì, la settimana prossima da casa` as it would be said from its end."""
    first, pieces = sentence.islands[:1], sentence.text.pieces
    excepts = bool(first) and sentence.words(first[0])[0] in EXCEPTING
    parted = (one for one in sentence.islands if one.tag is Tag.SEPARATOR and one.start > 0)
    comma = next((one for one in parted if sentence.words(one) == (",",)), None)
    if not excepts or comma is None or comma.end == len(pieces):
        return sentence
    behind = (*pieces[comma.end :], *pieces[: comma.start])
    return sentence_of(replace(sentence.text, pieces=behind))


def _with_end_of_pattern(sentence: Sentence) -> Sentence:
    """Read `ogni martedì da casa fino a marzo` as `da casa ogni martedì fino a marzo`."""
    pieces = sentence.text.pieces
    for days, mode, end in zip(
        sentence.islands, sentence.islands[1:], sentence.islands[2:], strict=False
    ):
        if (days.tag, mode.tag) != (Tag.WHEN, Tag.MODE) or sentence.words(end)[0] not in UNTIL:
            continue
        turned_round = (
            *pieces[: days.start],
            *pieces[mode.start : mode.end],
            *pieces[days.start : mode.start],
            *pieces[mode.end :],
        )
        again = sentence_of(replace(sentence.text, pieces=turned_round))
        if any(one.tag is Tag.WHEN and one.end > mode.end for one in again.islands):
            return again
    return sentence


def _has_been(sentence: Sentence) -> bool:
    """Tell whether it is told as past: `stamattina ho avuto la visita`."""
    words = [word for word in sentence.text.words if word not in ALREADY]
    return any(pair in HAS_BEEN for pair in pairwise(words))


ALREADY = frozenset({"gia", "appena", "already", "just"})
HAS_BEEN = (
    *(("ho", "avuto"), ("ho", "fatto"), ("sono", "stato"), ("sono", "stata"), ("i", "had")),
    *(("ho", "finito"), ("ho", "preso"), ("have", "had"), ("ve", "had"), ("have", "been")),
    *(("sono", "andato"), ("sono", "andata"), ("i", "was"), ("i", "went")),
)


def _for_another(heard: Heard, whom: str) -> AskBack:
    """Tell that everybody asks for their own days; a day of one's own can still be chosen."""
    own = tuple(one for one in options_of(heard) if isinstance(one, meanings.Book))
    return AskBack(question=Question.FOR_ANOTHER, about=whom, options=own)


def _with_kind_of(heard: Heard, reasons: Sequence[Island]) -> Heard:
    """Take the kind of a permit from its reason: `due ore, perché ho una visita`."""
    named = [p for island in reasons for p in island.ways[0] if isinstance(p, Kind)]
    kinds = {kind.kinds[0] for kind in named if len(kind.kinds) == 1}
    if len(kinds) != 1 or not isinstance(heard, meanings.Permit) or heard.kind is not None:
        return heard
    return replace(heard, kind=kinds.pop())


def _counted(sentence: Sentence, islands: Sequence[Island], heard: Heard) -> Heard:
    """Ask which days where fewer were counted than were said: `due giorni la settimana dopo`."""
    counts = [number(sentence.words(i)[0]) for i in islands if i.tag is Tag.COUNTED]
    if isinstance(heard, AskBack) and heard.question is Question.WHAT_TO_DO and counts:
        counted = _counted(sentence, islands, heard.options[0]) if heard.options else heard
        return counted if isinstance(counted, AskBack) else heard
    if not counts or not isinstance(heard, meanings.Book) or not heard.wishes:
        return heard
    if len(heard.wishes) in counts:
        return heard
    each = tuple(meanings.Book(wishes=(wish,), mode=heard.mode) for wish in heard.wishes)
    whole = (heard,) if len(heard.wishes) > 1 else ()
    offered = (*each, *whole) if len(each) < MOST_CHOICES else whole
    so_far = meanings.Book(wishes=(), mode=heard.mode)
    return AskBack(question=Question.WHICH_DAY, options=offered, so_far=so_far)
