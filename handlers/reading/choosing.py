"""Which days are meant, in whatever way they are said."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.reading import said
from handlers.reading.days import ONE_DAY, Calendar
from handlers.reading.leaving_out import leave_out
from handlers.reading.lists import days_of_item, days_of_list
from handlers.reading.meanings import Question, Wish
from handlers.reading.patterns import days_of_pattern
from handlers.reading.possible import sure, together, unsure
from handlers.reading.stretches import days_of_month, days_of_week, few_days
from handlers.reading.taken import Chosen, Taken, worked


def resolve(calendar: Calendar, when: said.When) -> Chosen:
    """Find the days, take away what is left out, and doubt it if none is left."""
    found = _days(calendar, when.days)
    if when.left_out is not None:
        left_out = when.left_out
        found = found.then(lambda taken: leave_out(calendar, taken, left_out))
    return found.then(_not_empty)


def _not_empty(taken: Taken) -> Chosen:
    return sure(taken) if taken.wishes else unsure(Question.NOTHING_LEFT, "")


def _days(calendar: Calendar, days: said.Days) -> Chosen:
    if isinstance(days, (said.WholeWeek, said.WholeMonth, said.FewDays)):
        return _of_a_time(calendar, days)
    if isinstance(days, said.Listed):
        return days_of_list(calendar, days)
    if isinstance(days, said.Recurring):
        return days_of_pattern(calendar, days)
    if isinstance(days, said.Together):
        return _together(calendar, days)
    return _either(calendar, days) if isinstance(days, said.Either) else _vague(calendar, days)


def _of_a_time(
    calendar: Calendar, days: said.WholeWeek | said.WholeMonth | said.FewDays
) -> Chosen:
    if isinstance(days, said.WholeWeek):
        return days_of_week(calendar, days)
    if isinstance(days, said.WholeMonth):
        return days_of_month(calendar, days)
    return few_days(calendar, days)


def _together(calendar: Calendar, days: said.Together) -> Chosen:
    """Put days together; `giovedì ... fino a fine mese` may be meant from Thursday on."""
    if any(map(_goes_on_to_the_end, days.whens)):
        return unsure(Question.NOT_CLEAR, "")
    return together(resolve(calendar, when) for when in days.whens).then(_united)


def _goes_on_to_the_end(when: said.When) -> bool:
    return isinstance(when.days, said.WholeMonth) and when.days.rest


def _united(found: Sequence[Taken]) -> Chosen:
    """Put days together that were said apart; weekdays again and again stay by themselves."""
    if any(taken.weekdays for taken in found):
        return unsure(Question.NOT_CLEAR, "", *found)
    wishes = {wish for taken in found for wish in taken.wishes}
    return sure(Taken(tuple(sorted(wishes, key=lambda wish: (wish.day, wish.half or "")))))


def _either(calendar: Calendar, either: said.Either) -> Chosen:
    found = [days_of_item(calendar, part, None) for part in (either.one, either.other)]
    words = f"{either.one.day.words} / {either.other.day.words}"
    return unsure(Question.WHICH_READING, words, *(day for one in found for day in one.values))


def _vague(calendar: Calendar, vague: said.Vague) -> Chosen:
    """Ask which day; by a day: any day worked until then."""
    if vague.until is None:
        return unsure(vague.question, vague.words)
    found = calendar.day(vague.until)
    if not found.values or found.doubt is not None:
        return found.map(lambda day: Taken((Wish(day),), day, day))
    choices = worked(calendar, calendar.today + ONE_DAY, found.values[0], None).wishes
    taken = [Taken((wish,), wish.day, wish.day) for wish in choices[-5:]]
    return unsure(vague.question, vague.words, *taken)
