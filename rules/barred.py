"""Periods in which nobody may work away, since presence did not prevail in the one before."""

from __future__ import annotations

from datetime import date, timedelta

from rules.calendar import workdays_of
from rules.decision import Reason
from rules.facts import Employee, Mode
from rules.history import History, days_of, first_day_of
from rules.policy.library import Policy
from rules.policy.presence import Prevalence
from rules.presence import Asked, tally
from rules.reasons import ReasonCode

A_DAY = timedelta(days=1)


def as_found(policy: Policy, person: Employee, history: History, *, on: date, at: date) -> History:
    """
    Give the history as it stands on a day, seen on the day `at`.

    In a period that is barred, days booked or fixed for agile work are days in presence. A bar is
    found when the period before is over; until then what was booked stands.

    Source: the table `booking.prevalence` of the policy.
    """
    rule = policy.on(on).booking.prevalence
    if rule is None or not is_barred(policy, rule, person, history, day=on, today=at):
        return history
    days = frozenset(days_of(rule.per, on))
    slots = [s for s in history.slots if s.day not in days or s.mode is not Mode.AGILE]
    return history.with_slots(slots, presence=history.presence | days)


def is_barred(
    policy: Policy,
    rule: Prevalence,
    person: Employee,
    history: History,
    *,
    day: date,
    today: date,
) -> bool:
    """Tell whether the period that a day lies in is barred, as found by `today`."""
    if rule.exempt is not None and rule.exempt.holds(person, day):
        return False
    workdays = workdays_of(person, policy.on(day).week.days)
    asked = Asked(person, history, workdays, len(workdays), day, 0, 0, Mode.AGILE)
    return _barred(policy, rule, asked, today)


def _barred(policy: Policy, rule: Prevalence, asked: Asked, today: date) -> bool:
    """Do the same for the period of the asked day, of somebody who is not exempt on it."""
    start = first_day_of(rule.per, asked.day)
    if not rule.bars_next or start > today:
        return False
    before = start - A_DAY
    presence, away = tally(asked, rule.per, before)
    if away < presence or not away:
        return False
    # A period that was barred itself had no agile day: it cannot have broken the rule.
    return before < policy.versions[0].first_day or not is_barred(
        policy, rule, asked.person, asked.history, day=before, today=today
    )


def prevalence_reasons(
    policy: Policy, rule: Prevalence, asked: Asked, today: date
) -> list[Reason]:
    """
    Check that days in presence prevail: in the period before (once over) and in the asked one.

    Source: the table `booking.prevalence` of the policy.
    """
    if rule.exempt is not None and rule.exempt.holds(asked.person, asked.day):
        code = ReasonCode.PREVALENCE_EXEMPT
        return [Reason(code, rule.cited, against=False, also=rule.also)]
    reasons = []
    start = first_day_of(rule.per, asked.day)
    # The act speaks of a failure found at the end of the period, not of one that is foreseen.
    if _barred(policy, rule, asked, today):
        before = start - A_DAY
        presence, away = tally(asked, rule.per, before)
        first = first_day_of(rule.per, before)
        reasons.append(_prevalence(rule, ReasonCode.PREVALENCE_BROKEN, presence, away, first))
    presence, away = tally(asked, rule.per, asked.day)
    presence, away = presence - asked.moved, away + asked.moved
    code = ReasonCode.PREVALENCE_AT_RISK if away >= presence else ReasonCode.PREVALENCE_KEPT
    reasons.append(_prevalence(rule, code, presence, away, start))
    return reasons


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
