"""The number of days that an agreement gives, held against an ordinary week and month."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from rules.calendar import regime_of, workdays_of
from rules.conditions import any_holds
from rules.decision import Reason
from rules.facts import Agreement, Employee, Period, Scheme
from rules.policy.booking_tables import Quota
from rules.policy.lasting import DaysAgreed
from rules.policy.presence import PresenceMinimum
from rules.policy.schema import Tables
from rules.presence import least_of
from rules.reasons import ReasonCode

WEEKS_OF_A_MONTH = 4
"""An agreement is held against a month of four weeks; what holidays do is for each booking."""


class _Agreed(NamedTuple):
    tables: Tables
    person: Employee
    agreement: Agreement
    scheme: Scheme
    workdays: frozenset[int]
    on: date

    def days_in(self, per: Period) -> float | None:
        """Give the days agreed for a period: its own number, or that of the weeks in it."""
        if self.scheme.weekdays:
            a_week: float | None = len(self.scheme.weekdays & self.workdays)
        else:
            a_week = self.scheme.days if self.scheme.per is Period.WEEK else None
        if self.scheme.per is per:
            return self.scheme.days
        if a_week is None:
            return None
        return {Period.WEEK: a_week, Period.MONTH: WEEKS_OF_A_MONTH * a_week}.get(per)

    def left_by_presence(self) -> float | None:
        """Give the days of a week that the days kept for the office leave, where it says so."""
        kept = self.agreement.presence_per_week
        return None if kept is None else max(len(self.workdays) - kept, 0)

    @property
    def counts_by(self) -> Period | None:
        """The period by which the agreement counts; fixed weekdays count by the week."""
        return Period.WEEK if self.scheme.weekdays else self.scheme.per


def days_reasons(
    tables: Tables, person: Employee, agreement: Agreement, *, on: date
) -> list[Reason]:
    """
    List what speaks against the number of days of an agreement.

    Source: the tables `agreement.days`, `agreement.prevalence` and `booking` of the policy.
    """
    scheme, workdays = agreement.scheme or Scheme(), workdays_of(person, tables.week.days)
    agreed = _Agreed(tables, person, agreement, scheme, workdays, on)
    if agreed.counts_by is None:
        return _without_number(agreed)
    return [
        *_basis(agreed),
        *_quotas(agreed),
        *_least(agreed),
        *_minimums(agreed),
        *_prevalence(agreed),
        *_weekdays(agreed),
        *_without_public(agreed),
    ]


def _asked_of(agreed: _Agreed) -> DaysAgreed | None:
    """Give what the act asks of the number in an agreement of this mode, if anything."""
    rule = agreed.tables.agreement.days
    return rule if rule is not None and agreed.agreement.mode in rule.modes else None


def _without_number(agreed: _Agreed) -> list[Reason]:
    rule = _asked_of(agreed)
    if rule is None or not rule.required:
        return []
    return [rule.because(ReasonCode.DAYS_NOT_AGREED, {}, against=True)]


def _basis(agreed: _Agreed) -> Iterator[Reason]:
    rule = _asked_of(agreed)
    if rule is not None and agreed.counts_by not in rule.basis:
        figures = {"per": agreed.counts_by, "known": sorted(rule.basis)}
        yield rule.because(ReasonCode.DAYS_OTHER_BASIS, figures, against=True)


def _quotas(agreed: _Agreed) -> Iterator[Reason]:
    for quota in agreed.tables.booking.quotas:
        days = agreed.days_in(quota.per) if quota.per is agreed.counts_by else None
        most = quota.days_of(agreed.person)
        if agreed.agreement.mode not in quota.modes or not quota.is_of(agreed.person, agreed.on):
            continue
        if days is None or days <= most:
            continue
        if quota.stated_needs and agreed.agreement.motive:
            continue
        if not _raised(agreed, quota):
            figures = {"per": quota.per, "days": days, "max_days": most}
            yield quota.because(ReasonCode.DAYS_OVER_QUOTA, figures, against=True)


def _raised(agreed: _Agreed, quota: Quota) -> bool:
    """Tell whether the act raises its number for this person to as many days as are agreed."""
    return any(
        raised.instead_of is quota.per
        and any_holds(raised.for_any, agreed.person, agreed.on)
        and _reaches(agreed, raised.per, raised.max_days)
        for raised in agreed.tables.booking.raised
    )


def _reaches(agreed: _Agreed, per: Period, max_days: float) -> bool:
    days = agreed.days_in(per)
    if days is None and per is Period.WEEK and agreed.scheme.per is Period.MONTH:
        days = (agreed.scheme.days or 0) / WEEKS_OF_A_MONTH
    return days is not None and days <= max_days


def _least(agreed: _Agreed) -> Iterator[Reason]:
    rule = agreed.tables.booking.least
    days = agreed.days_in(rule.per) if rule is not None else None
    if rule is not None and days is not None and days < rule.min_days:
        figures = {"per": rule.per, "days": days, "min_days": rule.min_days}
        yield rule.because(ReasonCode.DAYS_BELOW_LEAST, figures, against=True)


def _minimums(agreed: _Agreed) -> Iterator[Reason]:
    """Keep the days that the act wants at the office, in a week and in a month of four."""
    week = regime_of(agreed.person, agreed.workdays, agreed.tables.week.days)
    for rule in agreed.tables.booking.presence:
        days = agreed.days_in(rule.per)
        if days is None and rule.per is Period.WEEK:
            days = agreed.left_by_presence()
        if rule.week not in (None, week) or days is None:
            continue
        if rule.exempt is not None and rule.exempt.holds(agreed.person, agreed.on):
            continue
        if agreed.agreement.mode in rule.modes:
            yield from _minimum(agreed, rule, days)


def _minimum(agreed: _Agreed, rule: PresenceMinimum, days: float) -> Iterator[Reason]:
    weeks = WEEKS_OF_A_MONTH if rule.per is Period.MONTH else 1
    of_part_time, least = least_of(rule, agreed.person, agreed.workdays)
    left = weeks * len(agreed.workdays) - days
    if left < least:
        figures = {"per": rule.per, "days": days, "left": left, "min_days": least}
        reason = rule.because(ReasonCode.DAYS_LEAVE_TOO_FEW, figures, against=True)
        also = (rule.part_time_source,) if of_part_time else ()
        yield reason.citing(also)


def _prevalence(agreed: _Agreed) -> Iterator[Reason]:
    """Keep more than half of the days worked for the office, in the period that is agreed by."""
    rules, person = agreed.tables.agreement, agreed.person
    apart = (row for row in rules.prevalence_for if row.for_if.holds(person, agreed.on))
    rule = next(apart, rules.prevalence)
    if rule is None or (rule.exempt is not None and rule.exempt.holds(person, agreed.on)):
        return
    per = agreed.counts_by or Period.WEEK
    days, worked = agreed.days_in(per) or 0, _worked(agreed, per)
    if worked is not None and 2 * (worked - days) <= worked:
        figures = {"per": per, "days": days, "left": worked - days, "worked": worked}
        yield rule.because(ReasonCode.DAYS_PREVAIL, figures, against=True)


def _worked(agreed: _Agreed, per: Period) -> int | None:
    a_week = len(agreed.workdays)
    if per is Period.YEAR:
        first = agreed.agreement.first_day
        if first == date.min:
            return 52 * a_week
        # The 365 days from then on are 52 weeks and the weekday on which they begin.
        return 52 * a_week + (first.weekday() in agreed.workdays)
    weeks = {Period.WEEK: 1, Period.FORTNIGHT: 2, Period.MONTH: WEEKS_OF_A_MONTH}
    return weeks[per] * a_week if per in weeks else None


def _weekdays(agreed: _Agreed) -> Iterator[Reason]:
    """Keep fixed weekdays out of the days on which the counter is open to the public."""
    fixed = agreed.scheme.weekdays
    public = agreed.person.work.public_days
    for bar in agreed.tables.booking.public_days:
        held = agreed.agreement.mode in bar.modes and bar.for_if.holds(agreed.person, agreed.on)
        if held and fixed & public:
            figures: dict[str, Any] = {"weekdays": sorted(fixed & public)}
            yield bar.because(ReasonCode.DAYS_OPEN_TO_PUBLIC, figures, against=True)
    for anchor in agreed.tables.booking.anchor:
        spared = anchor.except_if is not None and anchor.except_if.holds(agreed.person, agreed.on)
        if agreed.agreement.mode in anchor.modes and not spared and fixed & anchor.weekdays:
            figures = {"weekdays": sorted(fixed & anchor.weekdays)}
            yield anchor.because(ReasonCode.DAYS_ON_ANCHOR, figures, against=True)
    yield from _kept_for_the_office(agreed)
    if fixed - agreed.workdays:
        value = agreed.tables.booking.obstacles.not_worked
        figures = {"weekdays": sorted(fixed - agreed.workdays)}
        yield value.because(ReasonCode.DAYS_NOT_WORKED, figures, against=True)


def _kept_for_the_office(agreed: _Agreed) -> Iterator[Reason]:
    """
    Keep the fixed weekdays within what the days that the agreement keeps for the office leave.

    A number of days is the most that one may have, and gives way to them week by week; weekdays
    that are named cannot.
    """
    kept, left = agreed.agreement.presence_per_week, agreed.left_by_presence()
    fixed = len(agreed.scheme.weekdays & agreed.workdays)
    if kept is not None and left is not None and fixed > left:
        remaining = len(agreed.workdays) - fixed
        figures = {"per": Period.WEEK, "days": fixed, "left": remaining, "min_days": kept}
        value = agreed.tables.booking.agreed_presence
        yield value.because(ReasonCode.DAYS_LEAVE_TOO_FEW, figures, against=True)


def _without_public(agreed: _Agreed) -> Iterator[Reason]:
    """Keep the days of a week within those on which the counter is closed to the public."""
    closed = len(agreed.workdays - agreed.person.work.public_days)
    for bar in agreed.tables.booking.public_days:
        held = agreed.agreement.mode in bar.modes and bar.for_if.holds(agreed.person, agreed.on)
        days = agreed.scheme.days if agreed.scheme.per is Period.WEEK else None
        if held and days is not None and days > closed:
            figures = {"per": Period.WEEK, "days": days, "max_days": closed}
            yield bar.because(ReasonCode.DAYS_OVER_QUOTA, figures, against=True)
