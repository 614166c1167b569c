"""Weekdays of an agreement are had without being booked: who loses some is told of the days."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from handlers.desk.cases.judging import Hearing
from handlers.desk.cases.known_days import AWAY, known_days
from handlers.desk.cases.whereabouts import whereabouts
from handlers.desk.context import Desk
from handlers.desk.grounds.judging import AGREEMENT, furthest
from handlers.desk.grounds.naming import NAMED
from handlers.desk.grounds.told import recipient_of
from handlers.desk.posting import post_line
from handlers.texts import Line, explaining
from rules.facts import Agreement
from storage.people import people
from storage.staff_file import Amended
from storage.unit_of_work import UnitOfWork


def tell_weekdays_lost(uow: UnitOfWork, desk: Desk, one: Amended) -> None:
    """Tell person and manager on which days, away by the agreement before, they work here now."""
    if one.before.scheme is None or not one.before.scheme.weekdays:
        return
    person = people.person(uow, one.employee_id)
    policy, today = desk.policies[person.policy_id], desk.today()
    hearing = known_days(uow, one.employee_id, policy=policy, at=desk.clock(), on=today)
    lost = list(_lost(hearing, one.before, last=furthest(today)))
    if not lost:
        return
    said = {"days": _named(lost), "reasons": _why(hearing, one.before, lost[0])}
    occasion = (
        f"grounds:weekdays:{one.employee_id}:{one.after.first_day}:{desk.clock():%Y%m%d%H%M%S}"
    )
    post_line(uow, desk, person.id, ("grounds.fallen.person", said), f"{occasion}:person")
    manager_id = recipient_of(uow, desk, person)
    if manager_id is not None:
        theirs = {**said, "name": person.name}
        post_line(uow, desk, manager_id, ("grounds.fallen.manager", theirs), f"{occasion}:manager")


def _lost(hearing: Hearing, before: Agreement, *, last: date) -> Iterator[date]:
    """Give the days from today on that were worked away, and are not by what holds now."""
    day = hearing.today
    while day <= min(last, before.last_day or last):
        was_away = before.covers(day) and _away(hearing, before, day)
        if was_away and hearing.where(day).mode not in AWAY:
            yield day
        day += timedelta(days=1)


def _away(hearing: Hearing, before: Agreement, day: date) -> bool:
    there = whereabouts(
        hearing.person,
        (before,),
        hearing.history,
        day,
        default_week=hearing.policy.on(day).week.days,
        left_on=hearing.left_on,
    )
    return there.mode in AWAY


def _named(days: list[date]) -> list[Line]:
    if len(days) <= NAMED:
        return [("day.whole", {"day": day}) for day in days]
    return [("grounds.span", {"first": days[0], "last": days[-1], "count": len(days)})]


def _why(hearing: Hearing, before: Agreement, day: date) -> list[Line]:
    """Give what the act says of the first of them, as if it were booked now."""
    past = replace(hearing, history=hearing.history.with_slots([]))
    obstacles = past.judge(day, None, mode=before.mode).decision.obstacles
    return explaining.lines(reason for reason in obstacles if reason.code in AGREEMENT)
