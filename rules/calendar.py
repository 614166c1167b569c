"""Public holidays and the days that a person does not work."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from datetime import date, timedelta
from functools import lru_cache

import holidays

from rules.facts import Employee, Mode, Period, Permit
from rules.history import Halves, History, days_in, first_day_of
from rules.reasons import ReasonCode

SATURDAY, SUNDAY = 5, 6
AFTERNOON_BEGINS = 14 * 60
"""Where the two slots of a day meet; acts that split days do not say it."""
_FROM_MONDAY = tuple(frozenset(range(days)) for days in range(8))
SEARCH_DAYS = 3660
"""How far working days are looked for: leave of some years still has an answer."""


@lru_cache(maxsize=64)
def _holidays_of(year: int) -> dict[date, str]:
    # National days only: the library knows patron saints of provincial capitals alone, and a
    # municipality's own patron is given as data.
    return dict(holidays.country_holidays("IT", years=year, language="it_IT"))


def holiday_name(day: date) -> str | None:
    """
    Name the national public holiday of a day, or None.

    Source: L. 260/1949 and later acts; 4 October since 2026 (L. 151/2025).
    """
    return _holidays_of(day.year).get(day)


def workdays_of(person: Employee, default_week: int) -> frozenset[int]:
    """Tell on which weekdays (0 is Monday) a person works; `default_week` days if unsaid."""
    if person.workdays is not None:
        return person.workdays
    return _FROM_MONDAY[person.week or default_week]


def regime_of(person: Employee, workdays: AbstractSet[int], default_week: int) -> int:
    """Tell whether the office of a person works five days a week or six."""
    if person.week is not None:
        return person.week
    return max(default_week, 6) if SATURDAY in workdays else default_week


def why_free(history: History, day: date, workdays: frozenset[int]) -> list[ReasonCode]:
    """List every reason for which a person does not work on a day; empty on a working day."""
    reasons = []
    if day.weekday() not in workdays or day.weekday() == SUNDAY:
        reasons.append(ReasonCode.NOT_WORKED)
    if holiday_name(day):
        reasons.append(ReasonCode.HOLIDAY)
    if day in history.patron:
        reasons.append(ReasonCode.PATRON)
    if day in history.closures:
        reasons.append(ReasonCode.CLOSURE)
    if day in history.absences or _on_whole_day_permit(history, day, workdays):
        reasons.append(ReasonCode.ABSENT)
    return reasons


def is_free(history: History, day: date, workdays: frozenset[int]) -> bool:
    """Tell whether a person does not work on a day (the cheap form of `why_free`)."""
    return _free_of_itself(history, day, workdays) or _on_whole_day_permit(history, day, workdays)


def days_worked(
    history: History, period: Period, day: date, workdays: frozenset[int]
) -> AbstractSet[date]:
    """Give every day that a person works in the period that a day lies in."""
    ordinary = _ordinary_days(period, first_day_of(period, day), workdays)
    days: AbstractSet[date] = ordinary
    if history.closures or history.patron or history.absences:
        days = ordinary.difference(history.closures, history.patron, history.absences)
    if not history.permits:
        return days
    return {one for one in days if not _on_whole_day_permit(history, one, workdays)}


@lru_cache(maxsize=1024)
def _ordinary_days(period: Period, first: date, workdays: frozenset[int]) -> frozenset[date]:
    """Give the days of a period on which these weekdays are worked and that are no holidays."""
    return frozenset(
        day
        for day in days_in(period, first)
        if day.weekday() in workdays
        and day.weekday() != SUNDAY
        and day not in _holidays_of(day.year)
    )


def days_worked_from(
    history: History, day: date, workdays: frozenset[int], count: int, *, step: int = 1
) -> list[date]:
    """
    List the first `count` days that a person works, from a day on (or back, with `step` -1).

    Fewer, if there are not so many in SEARCH_DAYS: somebody may work on no weekday at all.
    """
    days: list[date] = []
    for _ in range(SEARCH_DAYS):
        if len(days) >= count:
            break
        if not is_free(history, day, workdays):
            days.append(day)
        day += timedelta(days=step)
    return days


def works_as(person: Employee, history: History, day: date) -> Halves:
    """
    Tell where the two halves of a working day are worked, None for presence.

    Weekdays named in the agreement are agile (or remote) days without being booked, unless
    something given says otherwise. On a day of a recall the person is at the office, and so on
    one on which the agreement is suspended.
    """
    agreement = person.agreement
    suspended = agreement.suspended if agreement is not None else None
    if day in history.recalled or (suspended is not None and day in suspended):
        return None, None
    booked = history.halves(day)
    if (
        booked == (None, None)
        and agreement is not None
        and agreement.scheme is not None
        and day.weekday() in agreement.scheme.weekdays
        and agreement.covers(day)
        and day not in history.presence
    ):
        return agreement.mode, agreement.mode
    return booked


def mode_at(person: Employee, history: History, day: date, minute: int) -> Mode | None:
    """Tell where the half of a day that a minute lies in is worked; None for presence."""
    morning, afternoon = works_as(person, history, day)
    return morning if minute < AFTERNOON_BEGINS else afternoon


def modes_within(
    person: Employee, history: History, day: date, start: int | None, minutes: int | None
) -> tuple[Mode | None, ...]:
    """Tell where the halves of a day that some hours reach into are worked; both if unsaid."""
    halves = works_as(person, history, day)
    if start is None or minutes is None:
        return halves
    morning = halves[:1] if start < AFTERNOON_BEGINS else ()
    afternoon = halves[1:] if start + minutes > AFTERNOON_BEGINS else ()
    return morning + afternoon


def mode_on(person: Employee, history: History, day: date, workdays: frozenset[int]) -> Mode:
    """Tell how a day is worked as a whole; a half day of agile work makes it agile."""
    if is_free(history, day, workdays):
        return Mode.OFF
    morning, afternoon = works_as(person, history, day)
    return morning or afternoon or Mode.PRESENCE


def _on_whole_day_permit(history: History, day: date, workdays: frozenset[int]) -> bool:
    return bool(history.permits) and any(
        permit.days is not None
        and permit.on <= day
        and _lasts_until(history, permit, day, workdays)
        for permit in history.permits
    )


def _lasts_until(history: History, permit: Permit, day: date, workdays: frozenset[int]) -> bool:
    """Tell whether a permit reaches a day; a free one does not use up a working day of it."""
    if permit.consecutive:
        return day < permit.on + timedelta(days=permit.days or 0)
    left, one = permit.days or 0, permit.on
    while left and one < day:
        left -= not _free_of_itself(history, one, workdays)
        one += timedelta(days=1)
    return left > 0


def _free_of_itself(history: History, day: date, workdays: frozenset[int]) -> bool:
    """Tell whether a day is not worked for any reason but a permit."""
    return (
        day.weekday() not in workdays
        or day.weekday() == SUNDAY
        or day in history.absences
        or day in history.closures
        or day in history.patron
        or day in _holidays_of(day.year)
    )
