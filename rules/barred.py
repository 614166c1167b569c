"""Periods in which nobody may work away, since presence did not prevail in the one before."""

from __future__ import annotations

from datetime import date, timedelta

from rules.calendar import workdays_of
from rules.decision import Reason
from rules.facts import Employee, Mode
from rules.history import History, days_of, first_day_of
from rules.policy.library import Policy
from rules.policy.presence import Prevalence
from rules.presence import Asked, moved_halves, prevails, tally
from rules.reasons import ReasonCode


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
    start = first_day_of(rule.per, day)
    if not rule.bars_next:
        return False
    if start > today or (rule.exempt is not None and rule.exempt.holds(person, day)):
        return False
    before = start - timedelta(days=1)
    workdays = workdays_of(person, policy.on(day).week.days)
    asked = Asked(person, history, workdays, len(workdays), before, 0, Mode.AGILE)
    if prevails(rule, asked):
        return False
    # A period that was barred itself had no agile day: it cannot have broken the rule.
    first_known = policy.versions[0].first_day
    return before < first_known or not is_barred(
        policy, rule, person, history, day=before, today=today
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
    before = start - timedelta(days=1)
    # The act speaks of a failure found at the end of the period, not of one that is foreseen.
    if is_barred(policy, rule, asked.person, asked.history, day=asked.day, today=today):
        presence, away = tally(asked, rule.per, before)
        first = first_day_of(rule.per, before)
        reasons.append(_prevalence(rule, ReasonCode.PREVALENCE_BROKEN, presence, away, first))
    presence, away = tally(asked, rule.per, asked.day)
    moved = moved_halves(asked)
    presence, away = presence - moved, away + moved
    broken = away >= presence
    code = ReasonCode.PREVALENCE_AT_RISK if broken else ReasonCode.PREVALENCE_KEPT
    return [*reasons, _prevalence(rule, code, presence, away, start)]


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
