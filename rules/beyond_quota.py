"""Days over a quota that an act gives all the same: lost days recovered, extra days of a year."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from rules.decision import Reason, Strength
from rules.facts import Period
from rules.history import days_of, first_day_of
from rules.policy.booking_tables import Booking
from rules.policy.day_limits import ExtraDays, Recovery
from rules.policy.values import Value
from rules.presence import Asked
from rules.reasons import ReasonCode


def beyond_quota(rules: Booking, asked: Asked, reasons: list[Reason]) -> list[Reason]:
    """
    Answer each quota that is used up with the days that the act gives beyond it, if any.

    Source: the tables `recovery` and `extra` of `booking`.
    """
    if rules.recovery is None and not rules.extra:
        return reasons
    return [_instead(rules, asked, reason) for reason in reasons]


def _instead(rules: Booking, asked: Asked, reason: Reason) -> Reason:
    if reason.code == ReasonCode.WEEKDAY_NOT_AGREED and rules.recovery is not None:
        return _on_another_weekday(rules.recovery, asked) or reason
    if reason.code != ReasonCode.QUOTA_REACHED:
        return reason
    per: Period = reason.figures["per"]
    if rules.recovery is not None and rules.recovery.per == per:
        recovered = _recovered(rules.recovery, asked, reason)
        if recovered is not None:
            return recovered
    for extra in rules.extra:
        if extra.beyond == per and _entitled(extra, asked):
            return _extra(extra, asked, reason)
    return reason


def _recovered(rule: Recovery, asked: Asked, reason: Reason) -> Reason | None:
    """Leave lost days out of the quota, and add what the period before could not use."""
    limit, per = float(reason.figures["max_days"]), rule.per
    before = first_day_of(per, asked.day) - timedelta(days=1)
    lost_now, lost_before = _lost(rule, asked, asked.day), _lost(rule, asked, before)
    used_before = asked.history.booked(asked.mode, per, before) / 2 - lost_before
    carried = min(lost_before, max(limit - used_before, 0))
    used = float(reason.figures["booked"]) - lost_now
    if used + asked.halves / 2 > limit + carried:
        return None
    return _given(ReasonCode.DAY_RECOVERED, rule, {"lost": lost_now + carried})


def _on_another_weekday(rule: Recovery, asked: Asked) -> Reason | None:
    """Let a lost day of a fixed weekday be had on another; each recovery uses the oldest loss."""
    start = first_day_of(rule.per, asked.day)
    since = first_day_of(rule.per, start - timedelta(days=1))
    agreement = asked.person.agreement
    fixed = agreement.scheme.weekdays if agreement and agreement.scheme else frozenset()
    lost = _lost(rule, asked, since) + _lost(rule, asked, start)
    taken = sum(
        1 if slot.half else 2
        for slot in asked.history.slots
        if slot.mode is asked.mode and slot.day >= since and slot.day.weekday() not in fixed
    )
    if taken / 2 + asked.halves / 2 > lost:
        return None
    return _given(ReasonCode.DAY_RECOVERED, rule, {"lost": lost})


def _lost(rule: Recovery, asked: Asked, day: date) -> float:
    """Count the days of a period that were to be away and were lost for one of the causes."""
    history = asked.history
    halves = 0
    for one in days_of(rule.per, day):
        absence = history.absences.get(one)
        at_office = one in history.presence or one in history.recalled
        recalled = at_office and "recall" in rule.causes
        if not recalled and (absence is None or absence.value not in rule.causes):
            continue
        booked = history.halves(one).count(asked.mode)
        halves += booked or (2 if _agreed_weekday(asked, one) else 0)
    return halves / 2


def _agreed_weekday(asked: Asked, day: date) -> bool:
    agreement = asked.person.agreement
    if agreement is None or agreement.scheme is None or not agreement.covers(day):
        return False
    on_weekday = day.weekday() in agreement.scheme.weekdays and day.weekday() in asked.workdays
    return on_weekday and agreement.mode is asked.mode


def _entitled(extra: ExtraDays, asked: Asked) -> bool:
    return not extra.for_any or any(c.holds(asked.person, asked.day) for c in extra.for_any)


def _extra(extra: ExtraDays, asked: Asked, reason: Reason) -> Reason:
    limit = float(reason.figures["max_days"])
    starts = {first_day_of(extra.beyond, day) for day in days_of(extra.per, asked.day)}
    here = first_day_of(extra.beyond, asked.day)
    used = sum(
        max(asked.history.booked(asked.mode, extra.beyond, start) / 2 - limit, 0)
        for start in starts
        if start != here
    )
    used += max(float(reason.figures["booked"]) - limit, 0)
    over = used + asked.halves / 2 > extra.max_days
    figures = {
        "per": extra.per,
        "start": first_day_of(extra.per, asked.day),
        "used": used,
        "max_days": extra.max_days,
    }
    if over:
        return _given(ReasonCode.EXTRA_DAYS_USED, extra, figures, strength=extra.strength)
    if extra.granted == "by_right":
        return _given(ReasonCode.EXTRA_DAY, extra, figures)
    return _given(ReasonCode.EXTRA_DAY, extra, figures, strength=Strength.ORDINARY)


def _given(
    code: ReasonCode, value: Value, figures: dict[str, Any], *, strength: Strength | None = None
) -> Reason:
    """Give a reason; with a strength it speaks against."""
    return Reason(
        code,
        value.cited,
        against=strength is not None,
        figures=figures,
        strength=strength or value.strength,
        also=value.also,
    )
