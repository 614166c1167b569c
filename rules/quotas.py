"""How many days away a period gives: quotas of act and agreement, raised ones, derogations."""

from __future__ import annotations

from typing import Any

from rules.calendar import why_free
from rules.conditions import any_holds
from rules.decision import Reason, Source
from rules.facts import Agreement, Derogation, Period, Scheme
from rules.history import days_in, first_day_of
from rules.policy.booking_tables import Booking, Quota, RaisedQuota
from rules.policy.values import Value
from rules.presence import Asked, agreed_halves, unsuspended
from rules.reasons import ReasonCode

LIFTED_BY_DEROGATION = frozenset({Period.WEEK, Period.FORTNIGHT, Period.MONTH})


def quota_reasons(rules: Booking, asked: Asked, agreement: Agreement) -> list[Reason]:
    """
    Check every quota that holds for the asked day, each with its figures in days.

    Source: the tables `quotas`, `agreement_quota`, `raised` and `derogation` of `booking`.
    """
    scheme = agreement.scheme or Scheme()
    derogation = asked.history.derogation_on(asked.day)
    reasons = []
    if derogation is not None and rules.derogation is not None:
        reasons.append(_derogation(rules, rules.derogation, derogation, asked))
    applicable = _applicable(rules, asked, scheme)
    reasons += [
        _quota(rules, quota, asked, scheme)
        for quota in applicable
        if derogation is None or quota.per not in LIFTED_BY_DEROGATION
    ]
    if _says_no_number(scheme):
        reasons = _by_any_measure(rules, reasons)
    own = _agreement_only(applicable, scheme)
    if own is not None and (derogation is None or own not in LIFTED_BY_DEROGATION):
        reasons.append(_agreement_quota(rules, own, asked, scheme))
    return [*reasons, *_lost(rules, asked, reasons)]


def _lost(rules: Booking, asked: Asked, reasons: list[Reason]) -> list[Reason]:
    """Say why a day of absence stays among those of a full quota, where the act has it lost."""
    unused = rules.unused
    if unused is None or unused.allowed or unused.within is not None:
        return []
    full = {
        (reason.figures["per"], reason.figures["start"])
        for reason in reasons
        if reason.code == ReasonCode.QUOTA_REACHED
    }
    history = asked.history
    if not full or not (history.absences or history.permits):
        return []
    missed = (
        asked.mode in history.halves(day)
        and ReasonCode.ABSENT in why_free(history, day, asked.workdays)
        for per, start in full
        for day in days_in(per, start)
    )
    if not any(missed):
        return []
    return [unused.because(ReasonCode.DAY_LOST, {}, against=False)]


def _applicable(rules: Booking, asked: Asked, scheme: Scheme) -> list[Quota]:
    mode, person, day = asked.mode, asked.person, asked.day
    return [
        quota
        for quota in rules.quotas
        if mode in quota.modes
        and quota.is_of(person, day)
        and (quota.applies == "always" or quota.per is scheme.per or _says_no_number(scheme))
    ]


def _says_no_number(scheme: Scheme) -> bool:
    return scheme.per is None and not scheme.weekdays


def _by_any_measure(rules: Booking, reasons: list[Reason]) -> list[Reason]:
    """
    Hold an agreement without a number against the measures among which the act lets choose.

    A day that one of them still gives is not against the act.
    """
    measures = _measures(rules)
    given = [r for r in reasons if r.source in measures and not r.against]
    if not given:
        return reasons
    return [r for r in reasons if r.source not in measures or not r.against]


def is_unchosen(rules: Booking, agreement: Agreement, reason: Reason) -> bool:
    """Tell whether a reason is about a measure that the agreement was to choose and did not."""
    return _says_no_number(agreement.scheme or Scheme()) and reason.source in _measures(rules)


def _measures(rules: Booking) -> set[Source]:
    return {quota.cited for quota in rules.quotas if quota.applies == "scheme"}


def _agreement_only(applicable: list[Quota], scheme: Scheme) -> Period | None:
    return None if any(quota.per is scheme.per for quota in applicable) else scheme.per


def _quota(rules: Booking, quota: Quota, asked: Asked, scheme: Scheme) -> Reason:
    of_the_act = quota.days_of(asked.person)
    limit = _limit(quota, of_the_act, scheme)
    figures = _figures(asked, quota.per, limit)
    # A number of the agreement's own rests on the place in which the act speaks of it, too.
    also = () if limit == of_the_act else _articles(rules.agreement_quota)
    if not _over(figures):
        return _reason(ReasonCode.WITHIN_QUOTA, quota, figures, against=False, also=also)
    raised = _raised_for(rules, quota.per, asked)
    # What raises the act's number does not raise a lower one that both sides agreed on.
    if raised is None or limit < of_the_act:
        return _reason(ReasonCode.QUOTA_REACHED, quota, figures, against=True, also=also)
    more = _figures(asked, raised.per, raised.max_days) | {"personal": True}
    if not _over(more):
        return _reason(ReasonCode.RAISED_QUOTA, raised, more, against=False)
    # What is raised is a benefit: beyond it the act's own number binds as it binds everybody.
    reached = _reason(ReasonCode.QUOTA_REACHED, raised, more, against=True, also=(quota.source,))
    return reached._replace(strength=quota.strength)


def _limit(quota: Quota, of_the_act: float, scheme: Scheme) -> float:
    if scheme.per != quota.per or scheme.days is None:
        return of_the_act
    if quota.agreement == "replaces":
        return scheme.days
    return min(of_the_act, scheme.days)


def _agreement_quota(rules: Booking, per: Period, asked: Asked, scheme: Scheme) -> Reason:
    """Check a quota that stands only in the agreement: it binds as much as the act's own."""
    figures = _figures(asked, per, scheme.days or 0)
    over = _over(figures)
    value = rules.agreement_quota
    code = ReasonCode.QUOTA_REACHED if over else ReasonCode.WITHIN_QUOTA
    return _reason(code, value, figures, against=over)


def _derogation(rules: Booking, value: Value, derogation: Derogation, asked: Asked) -> Reason:
    booked = _taken(asked, Period.WEEK)
    ceiling = next((c for c in rules.derogation_ceilings if c.article == derogation.article), None)
    per_week = derogation.per_week
    if ceiling is not None and ceiling.per_week < per_week:
        value, per_week = ceiling, ceiling.per_week
    over = booked + asked.halves > 2 * per_week
    figures = {
        "per_week": per_week,
        "booked": booked / 2,
        "first_day": derogation.first_day,
        "last_day": derogation.last_day,
    }
    code = ReasonCode.DEROGATION_REACHED if over else ReasonCode.DEROGATION
    return _reason(code, value, figures, against=over)


def _raised_for(rules: Booking, per: Period, asked: Asked) -> RaisedQuota | None:
    for raised in rules.raised:
        if raised.instead_of is per and any_holds(raised.for_any, asked.person, asked.day):
            return raised
    return None


def _figures(asked: Asked, per: Period, limit: float) -> dict[str, Any]:
    return {
        "per": per,
        "booked": _taken(asked, per) / 2,
        "asked": asked.halves / 2,
        "max_days": limit,
        "start": first_day_of(per, asked.day),
    }


def _taken(asked: Asked, per: Period) -> int:
    """Count the half days that a period has used up, booked or fixed by the agreement."""
    history = unsuspended(asked.person, asked.history)
    return history.booked(asked.mode, per, asked.day) + agreed_halves(asked, per)


def _over(figures: dict[str, Any]) -> bool:
    return bool(figures["booked"] + figures["asked"] > figures["max_days"])


def _articles(value: Value) -> tuple[str, ...]:
    return (value.source, *value.also)


def _reason(
    code: ReasonCode,
    value: Value,
    figures: dict[str, Any],
    *,
    against: bool,
    also: tuple[str, ...] = (),
) -> Reason:
    if also:
        also = tuple(one for one in also if one and one not in _articles(value))
    return Reason(
        code,
        value.cited,
        against=against,
        figures=figures,
        strength=value.strength,
        also=value.also + also,
    )
