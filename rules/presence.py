"""Days really worked at the office, which some acts want a minimum or a majority of."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from datetime import date, timedelta
from math import ceil
from typing import NamedTuple

from rules.calendar import days_worked, is_free, works_as
from rules.decision import Reason, Source
from rules.facts import Employee, Mode, Period
from rules.history import History, first_day_of
from rules.policy.presence import PresenceMinimum, PresenceShare, Prevalence
from rules.reasons import ReasonCode

SATURDAY = 5
FULL_TIME = 100


class Asked(NamedTuple):
    """A day (or `halves` == 1, half a day) asked for away from the office."""

    person: Employee
    history: History
    workdays: frozenset[int]
    week: int
    day: date
    halves: int
    mode: Mode


def tally(asked: Asked, period: Period, day: date) -> tuple[int, int]:
    """
    Count (half days in presence, half days away) in the period that a day lies in.

    Days that are not worked, for whatever reason, count for neither; nor do days before hiring.
    """
    agreement = asked.person.agreement
    weekdays = agreement.scheme.weekdays if agreement and agreement.scheme else frozenset()
    span = (agreement.first_day, agreement.last_day) if weekdays and agreement else None
    key = (period, first_day_of(period, day), asked.workdays, weekdays, span, asked.person.hired)
    return asked.history.tally(key, lambda: _count(asked, period, day))


def _count(asked: Asked, period: Period, day: date) -> tuple[int, int]:
    # All worked days are in presence save those looked at here: most are never touched.
    person, history = asked.person, asked.history
    days = days_worked(history, period, day, asked.workdays)
    if person.hired is not None and person.hired > first_day_of(period, day):
        days = {one for one in days if one >= person.hired}
    away = history.halves_away(days) + _agreed_unbooked(asked, days)
    return 2 * len(days) - away, away


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
    _, taken = asked.history.tally(key, lambda: (0, _count_agreed(asked, period)))
    return taken - 2 * _taken_unbooked(asked, asked.day)


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
    if rule.week not in (None, asked.week) or asked.mode not in rule.modes:
        return None
    part_time, least = _least(rule, asked)
    presence, _ = tally(asked, rule.per, asked.day)
    left = presence - _moved(asked)
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


def _least(rule: PresenceMinimum, asked: Asked) -> tuple[bool, int]:
    """Tell whether the rule of part time gives the number, and the number of days."""
    full_time = asked.person.part_time >= FULL_TIME and len(asked.workdays) == rule.week
    if rule.week is None or not rule.part_time_source or full_time:
        return False, rule.min_days
    return True, ceil(rule.min_days * len(asked.workdays) / rule.week)


def share_reason(rule: PresenceShare, asked: Asked) -> Reason | None:
    """
    Check a share of the days in presence with the asked day taken away; None if not for them.

    Source: the tables `booking.presence_share` of the policy.
    """
    exempt = rule.exempt is not None and rule.exempt.holds(asked.person, asked.day)
    if exempt or asked.mode not in rule.modes:
        return None
    presence, away = tally(asked, rule.per, asked.day)
    moved = _moved(asked)
    left, worked = presence - moved, presence + away
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


def prevalence_reasons(rule: Prevalence, asked: Asked, today: date) -> list[Reason]:
    """
    Check that days in presence prevail: in the period before (once over) and in the asked one.

    Source: the table `booking.prevalence` of the policy.
    """
    if rule.exempt is not None and rule.exempt.holds(asked.person, asked.day):
        code = ReasonCode.PREVALENCE_EXEMPT
        return [Reason(code, rule.cited, against=False, also=rule.also)]
    reasons = []
    start = first_day_of(rule.per, asked.day)
    before = start - timedelta(days=1)
    if start <= today:
        # The act speaks of a failure found at the end of the period, not of one that is foreseen.
        presence, away = tally(asked, rule.per, before)
        if away and away >= presence:
            first = first_day_of(rule.per, before)
            reasons.append(_prevalence(rule, ReasonCode.PREVALENCE_BROKEN, presence, away, first))
    presence, away = tally(asked, rule.per, asked.day)
    moved = _moved(asked)
    presence, away = presence - moved, away + moved
    broken = away >= presence
    code = ReasonCode.PREVALENCE_AT_RISK if broken else ReasonCode.PREVALENCE_KEPT
    return [*reasons, _prevalence(rule, code, presence, away, start)]


def _moved(asked: Asked) -> int:
    """Count the half days that would go from presence to away."""
    if is_free(asked.history, asked.day, asked.workdays):
        return 0
    return min(asked.halves, works_as(asked.person, asked.history, asked.day).count(None))


def _prevalence(
    rule: Prevalence, code: ReasonCode, presence: int, away: int, start: date
) -> Reason:
    return Reason(
        code,
        rule.cited,
        against=code is not ReasonCode.PREVALENCE_KEPT,
        figures={"per": rule.per, "presence": presence / 2, "agile": away / 2, "start": start},
        strength=rule.strength,
        also=rule.also,
    )
