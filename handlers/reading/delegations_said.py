"""Delegations: who decides for somebody, from when until when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from handlers.reading import meanings
from handlers.reading.cues import Tag
from handlers.reading.days import SIX_DAYS, Calendar
from handlers.reading.island import Island
from handlers.reading.meanings import AskBack, Heard, Matter, Meaning, Question
from handlers.reading.names import BOND
from handlers.reading.people_said import (
    ONE_DAY_ONLY,
    Sentence,
    as_written,
    days_of,
    mentions,
    name_from,
    names_somebody,
    reason_from,
    roles_in,
    runs_in,
    taken_as,
)
from handlers.reading.pieces_heard import heard
from handlers.reading.possible import MOST_CHOICES, Possible, sure
from handlers.reading.taken import Taken

FROM = ("da", "dal", "dall", "dalla", "from")
UNTIL = ("fino", "sino", "until", "till")


def delegate(sentence: Sentence, calendar: Calendar) -> Heard | None:
    """Give who decides in somebody's place, and when."""
    roles = roles_in(sentence)
    name = _who_decides(sentence.until(reason_from(sentence)))
    named_in_capitals = any(map(str.istitle, as_written(sentence)))
    role = roles[0] if roles and not named_in_capitals else ""
    whom = name if not role else ""
    named = bool(role or whom)
    taken = taken_as(sentence, calendar)
    if taken is None:
        return _delegated_when(whom, role, calendar) if named else None
    if not named and Tag.DELEGATE not in sentence.tags:
        on_leave = mentions(sentence, ("ferie", "vacanza", "leave"))
        # Away for some hours is a permit, and nobody decides instead.
        hours = Tag.HOURS in sentence.tags and not on_leave
        return None if hours else _away(taken, on_leave=on_leave)
    days = [one for one in sentence.islands if one.tag is not Tag.HOURS]
    if mentions(replace(sentence, islands=tuple(days)), UNTIL):
        return heard(taken.map(lambda found: _until(whom, role, found, calendar.today)))
    if named and _begins(sentence) and taken.values:
        return _until_when(whom, role, [days_of(one)[0] for one in taken.values])
    return heard(taken.then(lambda found: _delegated(whom, role, found)))


def _begins(sentence: Sentence) -> bool:
    """Tell whether the one day that is said is that from which on something is."""
    whens = [one for one in sentence.islands if one.tag is Tag.WHEN]
    words = sentence.text.words
    return len(whens) == 1 and whens[0].start > 0 and words[whens[0].start - 1] in FROM


def _until_when(whom: str, role: str, firsts: Sequence[date]) -> Heard:
    """Ask how long it goes on: `delega Vito da domani` says no more than the first day."""
    options = [
        meanings.Delegate(whom, first, last, role)
        for first in dict.fromkeys(firsts)
        for last in _ends_from(first)
    ]
    return AskBack(question=Question.UNTIL_WHEN, options=tuple(options[:MOST_CHOICES]))


def _ends_from(first: date) -> tuple[date, ...]:
    """Offer the day itself, the end of its week, and that of the week after."""
    sunday = first + timedelta(days=6 - first.weekday())
    return tuple(dict.fromkeys((first, sunday, sunday + SIX_DAYS + timedelta(days=1))))


def _who_decides(sentence: Sentence) -> str:
    """
    Give the name beside the verb: right before it, else behind it, else the last before it.

    Other words that are not known may stand there too: `sono malata decide Carla`.
    """
    verbs = [one for one in sentence.islands if one.tag in (Tag.DECIDES, Tag.DELEGATE)]
    runs = runs_in(sentence)
    if not verbs or not runs:
        return name_from(sentence, runs[0]) if runs else ""
    verb = verbs[0]
    behind = replace(sentence, islands=tuple(i for i in sentence.islands if i.start >= verb.end))
    before = replace(sentence, islands=tuple(i for i in sentence.islands if i.end <= verb.start))
    named = [one for one in before.islands if names_somebody(before, one)]
    follow = runs_in(behind)
    if not named:
        return name_from(sentence, follow[0]) if follow else ""
    right_before = verb.tag is Tag.DECIDES and named[-1].end == verb.start
    if follow and not (right_before and _is_written_as_a_name(sentence, named[-1])):
        return name_from(sentence, follow[0])
    return name_from(sentence, _together_before(named))


def _is_written_as_a_name(sentence: Sentence, island: Island) -> bool:
    """Tell whether a word is known as a name, or has a capital."""
    written = sentence.text.written(island.start, island.end)
    return BOND in sentence.words(island)[0] or written.istitle()


def _together_before(named: Sequence[Island]) -> Sequence[Island]:
    """Give the last name, in as many words as stand together."""
    first = len(named) - 1
    while first and named[first - 1].end == named[first].start:
        first -= 1
    return named[first:]


def _until(whom: str, role: str, taken: Taken, today: date) -> Meaning:
    days = days_of(taken)
    first = days[0] if len(days) > 1 else today
    return meanings.Delegate(whom, first, days[-1], role)


def _delegated(whom: str, role: str, taken: Taken) -> Possible[Meaning]:
    if taken.first is None or taken.last is None or taken.weekdays or taken.half:
        days = sorted({wish.day for wish in taken.wishes})
        spans = [meanings.Delegate(whom, day, day, role) for day in days[:MOST_CHOICES]]
        return Possible((meanings.Delegate(whom, days[0], days[-1], role), *spans), ONE_DAY_ONLY)
    return sure(meanings.Delegate(whom, taken.first, taken.last, role))


def _delegated_when(whom: str, role: str, calendar: Calendar) -> Heard:
    """Offer tomorrow, the rest of this week and the next week."""
    tomorrow = calendar.today + timedelta(days=1)
    sunday = calendar.today + timedelta(days=6 - calendar.today.weekday())
    monday = sunday + timedelta(days=1)
    spans = [(tomorrow, tomorrow), (tomorrow, max(tomorrow, sunday)), (monday, monday + SIX_DAYS)]
    options = dict.fromkeys(meanings.Delegate(whom, *ends, role) for ends in spans)
    return AskBack(question=Question.WHICH_DAY, options=tuple(options))


def _away(taken: Possible[Taken], *, on_leave: bool) -> Heard | None:
    """Offer what somebody may mean who is away: that another decides, or leave told elsewhere."""
    if taken.doubt is not None or not taken.values[0].wishes:
        return None
    days = days_of(taken.values[0])
    leave = meanings.Elsewhere(Matter.LEAVE, days[0])
    if len(days) == 1 and on_leave:
        return leave
    half = taken.values[0].half if len(days) == 1 else None
    options: tuple[Meaning, ...] = (leave, meanings.Delegate("", days[0], days[-1]))
    if half is not None:
        options = (meanings.Permit(day=days[0], half=half), *options)
    return AskBack(question=Question.WHAT_TO_DO, options=options)
