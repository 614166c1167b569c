"""How long the contact bands of a day last: at least, at most, and beyond the least."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rules.calendar import workdays_of
from rules.decision import Reason
from rules.facts import Agreement, Band, Employee
from rules.policy.schema import Tables
from rules.reasons import ReasonCode

FULL_TIME_HOURS = 36.0


def average_day(person: Employee, workdays: frozenset[int]) -> float:
    """Give the average working day in minutes: weekly hours over the days worked."""
    hours = person.weekly_hours
    if hours is None:
        hours = FULL_TIME_HOURS * person.part_time / 100
    return hours * 60 / max(len(workdays), 1)


def returns_away(person: Employee) -> frozenset[int]:
    """Give the weekdays of return on which the person may be away: fixed days may have none."""
    scheme = person.agreement.scheme if person.agreement else None
    fixed = scheme.weekdays if scheme else frozenset()
    return person.afternoons & fixed if fixed else person.afternoons


def total(spans: Iterable[Band]) -> int:
    """Give the minutes of some bands together."""
    return sum(span.minutes for span in spans)


def too_short(
    tables: Tables, person: Employee, always: tuple[Band, ...], afternoon: tuple[Band, ...]
) -> Iterator[Reason]:
    """
    Hold bands against the minimum of a day, and of an afternoon of return.

    Source: `minimum`, `short_day`, `afternoon_minimum` and `stated_needs` of the table `bands`.
    """
    rules, agreement = tables.bands, person.agreement
    if rules.stated_needs is not None and agreement is not None and agreement.motive:
        return  # agreed otherwise than the act's own sentences say, their minimum with them
    minimum, more = rules.minimum, rules.afternoon_minimum
    minutes = total(always)
    short_day = _short_day(tables, person)
    if minimum is not None and short_day is not None and rules.short_day is not None:
        if minutes < short_day:
            figures = {"minutes": minutes, "day_minutes": short_day}
            figures["min_minutes"] = minimum.minutes
            code = ReasonCode.BANDS_SHORT_OF_DAY
            short = minimum.because(code, figures, against=True)
            yield short.citing((rules.short_day.source, *rules.short_day.also))
    elif minimum is not None and minutes < minimum.minutes:
        figures = {"minutes": minutes, "min_minutes": minimum.minutes}
        yield minimum.because(ReasonCode.BANDS_SHORT, figures, against=True)
    if more is not None and person.afternoons:
        # Without bands of their own for the afternoon, those of every day may reach into it.
        spare = minutes - (minimum.minutes if minimum else 0)
        reached = total(afternoon) if afternoon else max(spare, 0)
        if reached < more.minutes:
            figures = {"minutes": reached, "min_minutes": more.minutes}
            yield more.because(ReasonCode.AFTERNOON_SHORT, figures, against=True)


def whole_day(tables: Tables, person: Employee, minutes: int) -> Iterator[Reason]:
    """Tell who works less than the minimum why bands of the whole average day are enough."""
    rules = tables.bands
    if rules.short_day is None or rules.minimum is None or _short_day(tables, person) is None:
        return
    if rules.fixed is not None and person.rank in rules.fixed.ranks:
        return
    figures = {"minutes": minutes, "min_minutes": rules.minimum.minutes}
    yield rules.short_day.because(ReasonCode.BANDS_WHOLE_DAY, figures, against=False)


def _short_day(tables: Tables, person: Employee) -> int | None:
    """Give the whole minutes of an average day that is shorter than the act's minimum."""
    rules = tables.bands
    if rules.minimum is None or rules.short_day is None:
        return None
    day = average_day(person, workdays_of(person, tables.week.days))
    return int(day) if day < rules.minimum.minutes else None


def too_long(tables: Tables, person: Employee, spans: tuple[Band, ...]) -> Iterator[Reason]:
    """
    Hold bands against the most that they may last.

    Source: `maximum` of the table `bands`.
    """
    maximum = tables.bands.maximum
    if maximum is None:
        return
    limit = average_day(person, workdays_of(person, tables.week.days)) * maximum.percent / 100
    if total(spans) > limit:
        figures = {"minutes": total(spans), "max_minutes": limit}
        yield maximum.because(ReasonCode.BANDS_LONG, figures, against=True)


def longer_without_need(
    tables: Tables, person: Employee, agreement: Agreement
) -> Iterator[Reason]:
    """
    Tell that bands of more than the minimum want a need that the agreement states.

    Source: `longer` of the table `bands`.
    """
    rules = tables.bands
    if rules.longer is None or rules.minimum is None or agreement.motive:
        return
    if rules.fixed is not None and person.rank in rules.fixed.ranks:
        return
    every_day = agreement.bands + (agreement.afternoon_bands if returns_away(person) else ())
    minutes = max(total(spans) for spans in (every_day, *(s for _, s in agreement.weekday_bands)))
    if minutes > rules.minimum.minutes:
        figures = {"minutes": minutes, "min_minutes": rules.minimum.minutes}
        yield rules.longer.because(ReasonCode.BANDS_LONGER_WITHOUT_NEED, figures, against=True)
