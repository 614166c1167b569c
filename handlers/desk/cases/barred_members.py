"""The people of an office where a period is barred: the days booked in it are in the office."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from rules.barred import as_found
from rules.facts import Mode, Period
from rules.history import days_of, first_day_of
from rules.policy.library import Policy
from storage.agreements import agreements
from storage.days import facts
from storage.days.office_month import Member
from storage.unit_of_work import UnitOfWork


def as_they_stand(
    uow: UnitOfWork,
    members: Iterable[Member],
    *,
    policy: Policy,
    first: date,
    last: date,
    today: date,
) -> list[Member]:
    """
    Give the members with what holds from the first day to the last, seen today.

    Whether a period is barred hangs on the whole one before and on facts that a member has not:
    whoever would be away in a period that has begun is looked at closely, and nobody else.
    """
    rule = policy.on(today).booking.prevalence
    if rule is None:
        return list(members)
    periods = list(_begun(rule.per, first, min(last, today)))
    return [_as_found(uow, one, policy, rule.per, periods, today=today) for one in members]


def _begun(per: Period, first: date, last: date) -> Iterator[date]:
    """Give the first day of each period that some day of a span lies in."""
    start = first_day_of(per, first)
    while start <= last:
        yield start
        start = days_of(per, start)[-1] + timedelta(days=1)


def _as_found(
    uow: UnitOfWork,
    member: Member,
    policy: Policy,
    per: Period,
    periods: Iterable[date],
    *,
    today: date,
) -> Member:
    looked_at = [start for start in periods if _is_away(member, days_of(per, start))]
    if not looked_at:
        return member
    case = facts.load(uow, member.employee_id, on=today, settled=True)
    barred: set[date] = set()
    for start in looked_at:
        person = case.person_on(start)
        if as_found(policy, person, case.history, on=start, at=today) is not case.history:
            barred.update(days_of(per, start))
    if not barred:
        return member
    history = member.history
    slots = [s for s in history.slots if s.day not in barred or s.mode is not Mode.AGILE]
    found = history.with_slots(slots, presence=history.presence | barred)
    return replace(member, history=found)


def _is_away(member: Member, days: Iterable[date]) -> bool:
    """Tell whether some of the days are agile, booked or by the agreement."""
    wanted = set(days)
    if any(slot.day in wanted and slot.mode is Mode.AGILE for slot in member.history.slots):
        return True
    agreed = (agreements.nearest_of(member.terms, on=day) for day in wanted)
    return any(
        one is not None and one.scheme is not None and one.scheme.weekdays for one in agreed
    )
