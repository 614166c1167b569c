"""Days really worked at the office, which some acts want a minimum or a majority of."""

from __future__ import annotations

from collections.abc import Hashable
from collections.abc import Set as AbstractSet
from datetime import date
from math import ceil
from typing import NamedTuple

from rules.calendar import days_worked, is_free, works_as
from rules.decision import Reason, Source
from rules.facts import Employee, Mode, Period
from rules.history import History, first_day_of
from rules.policy.presence import PresenceMinimum, PresenceShare
from rules.policy.values import Value
from rules.reasons import ReasonCode

FULL_TIME = 100


class Asked(NamedTuple):
    """
    A day (or `halves` == 1, half a day) asked for away from the office.

    `moved` are the half days that would go from presence to away.
    """

    person: Employee
    history: History
    workdays: frozenset[int]
    week: int
    day: date
    halves: int
    moved: int
    mode: Mode


def tally(asked: Asked, period: Period, day: date) -> tuple[int, int]:
    """
    Count (half days in presence, half days away) in the period that a day lies in.

    Days that are not worked, for whatever reason, count for neither; nor do days before hiring.
    """
    person = asked.person
    agreement = person.agreement
    key: Hashable = (period, first_day_of(period, day), asked.workdays, person.hired)
    if agreement is not None:
        # Days booked count in any agreement; what its own weekdays and its suspension do, in it.
        weekdays = agreement.scheme.weekdays if agreement.scheme else None
        span = (weekdays, agreement.first_day, agreement.last_day) if weekdays else None
        key = (key, span, agreement.suspended)
    tallies = asked.history.tallies
    found = tallies.get(key)
    if found is None:
        found = tallies[key] = _count(asked, period, day)
    return found


def _count(asked: Asked, period: Period, day: date) -> tuple[int, int]:
    # All worked days are in presence save those looked at here: most are never touched.
    person, history = asked.person, unsuspended(asked.person, asked.history)
    days = days_worked(history, period, day, asked.workdays)
    if person.hired is not None and person.hired > first_day_of(period, day):
        days = {one for one in days if one >= person.hired}
    away = history.halves_away(days) + _agreed_unbooked(asked, days)
    return 2 * len(days) - away, away


def unsuspended(person: Employee, history: History) -> History:
    """Give the history without the days booked while the agreement has no effect."""
    suspended = person.agreement.suspended if person.agreement else None
    if suspended is None:
        return history
    return history.with_slots(slot for slot in history.slots if slot.day not in suspended)


def agreed_halves(asked: Asked, period: Period) -> int:
    """
    Count the half days that the agreement's weekdays take without being booked.

    They use up a quota like booked ones; the asked day itself is left aside.
    """
    agreement = asked.person.agreement
    weekdays = agreement.scheme.weekdays if agreement and agreement.scheme else frozenset()
    if agreement is None or not weekdays or agreement.mode is not asked.mode:
        return 0
    key = ("agreed", period, first_day_of(period, asked.day), asked.workdays, agreement)
    tallies = asked.history.tallies
    if key not in tallies:
        tallies[key] = (0, _count_agreed(asked, period))
    return tallies[key][1] - 2 * _taken_unbooked(asked, asked.day)


def _count_agreed(asked: Asked, period: Period) -> int:
    days = days_worked(asked.history, period, asked.day, asked.workdays)
    return _agreed_unbooked(asked, days)


def _agreed_unbooked(asked: Asked, days: AbstractSet[date]) -> int:
    """Count the half days that the agreement's weekdays take on days with nothing booked."""
    agreement = asked.person.agreement
    if agreement is None or agreement.scheme is None or not agreement.scheme.weekdays:
        return 0
    return sum(2 for day in days if _away_unbooked(asked, day))


def _taken_unbooked(asked: Asked, day: date) -> bool:
    return _away_unbooked(asked, day) and not is_free(asked.history, day, asked.workdays)


def _away_unbooked(asked: Asked, day: date) -> bool:
    booked = asked.history.halves(day) != (None, None)
    return not booked and works_as(asked.person, asked.history, day) != (None, None)


def minimum_reason(rule: PresenceMinimum, asked: Asked) -> Reason | None:
    """
    Check a minimum of days in presence with the asked day taken away; None if it is not for them.

    Where the act says so, the minimum of part time is the same share of the person's own working
    days, rounded up.
    """
    exempt = rule.exempt is not None and rule.exempt.holds(asked.person, asked.day)
    if exempt or rule.week not in (None, asked.week) or asked.mode not in rule.modes:
        return None
    part_time, least = least_of(rule, asked.person, asked.workdays)
    presence, _ = tally(asked, rule.per, asked.day)
    left = presence - asked.moved
    short = left < 2 * least
    source = Source(rule.part_time_source, rule.part_time_quote) if part_time else rule.cited
    return Reason(
        ReasonCode.PRESENCE_SHORT if short else ReasonCode.PRESENCE_KEPT,
        source,
        against=short,
        figures={
            "per": rule.per,
            "left": left / 2,
            "min_days": least,
            "start": first_day_of(rule.per, asked.day),
        },
        strength=rule.strength,
        also=(rule.source, *rule.also) if part_time else rule.also,
    )


def least_of(
    rule: PresenceMinimum, person: Employee, workdays: AbstractSet[int]
) -> tuple[bool, int]:
    """Tell whether the rule of part time gives the number, and the number of days."""
    full_time = person.part_time >= FULL_TIME and len(workdays) == rule.week
    if rule.week is None or not rule.part_time_source or full_time:
        return False, rule.min_days
    return True, ceil(rule.min_days * len(workdays) / rule.week)


def agreed_presence(value: Value, least: int, asked: Asked) -> Reason:
    """Check the days a week that the agreement keeps for the office, with the asked day away."""
    presence, _ = tally(asked, Period.WEEK, asked.day)
    left = presence - asked.moved
    short = left < 2 * least
    start = first_day_of(Period.WEEK, asked.day)
    figures = {"per": Period.WEEK, "left": left / 2, "min_days": least, "start": start}
    code = ReasonCode.PRESENCE_SHORT if short else ReasonCode.PRESENCE_KEPT
    return value.because(code, figures, against=short)


def share_reason(rule: PresenceShare, asked: Asked) -> Reason | None:
    """
    Check a share of the days in presence with the asked day taken away; None if not for them.

    Source: the tables `booking.presence_share` of the policy.
    """
    exempt = rule.exempt is not None and rule.exempt.holds(asked.person, asked.day)
    if exempt or asked.mode not in rule.modes:
        return None
    presence, away = tally(asked, rule.per, asked.day)
    left, worked = presence - asked.moved, presence + away
    short = left * 100 < rule.percent * worked
    return Reason(
        ReasonCode.PRESENCE_SHARE_SHORT if short else ReasonCode.PRESENCE_SHARE_KEPT,
        rule.cited,
        against=short,
        figures={
            "per": rule.per,
            "left": left / 2,
            "worked": worked / 2,
            "percent": rule.percent,
            "start": first_day_of(rule.per, asked.day),
        },
        strength=rule.strength,
        also=rule.also,
    )


def moved_halves(person: Employee, history: History, day: date, halves: int) -> int:
    """Count the half days of a working day that would go from presence to away."""
    return min(halves, works_as(person, history, day).count(None))
