"""Look at an office on a day and in a month; say how many must be in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from handlers.desk.cases.barred_members import as_they_stand
from handlers.desk.cases.standing import Row, Standing, rows_of
from handlers.desk.context import Actor, Desk
from handlers.desk.team.offices import Sight, in_sight, led, sight_of
from rules.calendar import holiday_name
from rules.facts import Period
from rules.history import days_of, first_day_of
from storage.days import absences, office_minimum, office_month
from storage.days.office_minimum import Minimums
from storage.people import people
from storage.tables import Role
from storage.unit_of_work import UnitOfWork

FEW, MANY = 15, 41
"""People on a picture of a month in two parts, and on one of half a month: as many as a phone
shows at full size."""
HALF_MONTH = 15
"""Days beside each other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeDay:
    """Where the people of an office are on a day; `others` are more offices to look at."""

    sight: Sight
    day: date
    today: date
    rows: tuple[Row, ...]
    minimum: int
    on_call: tuple[str, ...]
    holiday: str | None
    closed: str | None
    others: tuple[Sight, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeMonth:
    """
    Some people of an office over days of a month: page `page` (from 0) of `pages`.

    `in_office` tells for each day how many of all `people` are in all day.
    """

    sight: Sight
    first: date
    today: date
    days: tuple[date, ...]
    rows: tuple[Row, ...]
    page: int
    pages: int
    people: int
    in_office: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeMinimums:
    """What is asked for in an office, and how many people it has."""

    sight: Sight
    minimums: Minimums
    today: date
    people: int


def look_at_day(
    desk: Desk, actor: Actor, day: date | None = None, *, office_id: int | None = None
) -> OfficeDay:
    """Show an office on a day (today if unsaid); raise NotFound for one not to be looked at."""
    today = desk.today()
    on = day or today
    with desk.store.reading() as uow:
        sight = sight_of(uow, actor, office_id or _looked_at_first(uow, actor, on))
        members = office_month.members(uow, sight.office.id, first=on, last=on)
        there = as_they_stand(uow, members, policy=actor.policy, first=on, last=on, today=today)
        rows = rows_of(there, [on], default_week=_week(actor, today))
        minimum = office_minimum.of_office(uow, sight.office.id).on(on)
        others = tuple(each for each in in_sight(uow, actor) if each.office != sight.office)
        shut = _why_shut(uow, actor, rows, on)
    monday = first_day_of(Period.WEEK, on)
    return OfficeDay(
        sight=sight,
        day=on,
        today=today,
        rows=tuple(rows),
        minimum=minimum,
        on_call=tuple(m.name for m in members if monday in m.history.on_call),
        holiday=holiday_name(on),
        closed=shut,
        others=others,
    )


def _why_shut(uow: UnitOfWork, actor: Actor, rows: Sequence[Row], on: date) -> str | None:
    """Tell why the offices are shut on a day on which nobody works; None if they are not."""
    if any(half is not Standing.FREE for row in rows for half in row.days[0]):
        return None
    return absences.closures(uow, actor.person.body_id, since=on, until=on).get(on)


def look_at_month(
    desk: Desk, actor: Actor, month: date, *, office_id: int, page: int = 0
) -> OfficeMonth:
    """
    Show a page of an office over a month, of this month from today on.

    An office of more than a few people comes half a month at a time, all of them together if
    they fit. Raises NotFound for one not to be looked at.
    """
    month_days = days_of(Period.MONTH, month)
    to_come = [day for day in month_days if day >= desk.today()]
    days = tuple(to_come or month_days)
    with desk.store.reading() as uow:
        sight = sight_of(uow, actor, office_id)
        members = as_they_stand(
            uow,
            office_month.members(uow, sight.office.id, first=days[0], last=days[-1]),
            policy=actor.policy,
            first=days[0],
            last=days[-1],
            today=desk.today(),
        )
    every = rows_of(members, days, default_week=_week(actor, desk.today()))
    cuts = _cuts(len(members), len(days))
    shown = min(page, len(cuts) - 1)
    some, span = cuts[shown]
    rows = [replace(row, days=row.days[span]) for row in every]
    return OfficeMonth(
        sight=sight,
        first=days_of(Period.MONTH, month)[0],
        today=desk.today(),
        days=days[span],
        rows=tuple(rows[some]),
        page=shown,
        pages=len(cuts),
        people=len(members),
        in_office=tuple(_in_all_day(rows, place) for place in range(len(days[span]))),
    )


def _cuts(people: int, days: int) -> list[tuple[slice, slice]]:
    """Cut an office and a month into pictures: which people, and which days, of each."""
    most = FEW if people <= FEW else MANY
    length = days if people <= FEW else HALF_MONTH
    return [
        (slice(start, start + most), slice(first, first + length))
        for start in range(0, max(people, 1), most)
        for first in range(0, days, length)
    ]


def _in_all_day(rows: Sequence[Row], place: int) -> int:
    return sum(row.days[place] == (Standing.OFFICE,) * 2 for row in rows)


def minimums(desk: Desk, actor: Actor, office_id: int) -> OfficeMinimums:
    """Show what is asked for in an office that somebody leads; raise NotFound otherwise."""
    with desk.store.reading() as uow:
        return _minimums(uow, desk, actor, office_id)


def set_minimum(
    desk: Desk, actor: Actor, office_id: int, *, weekday: int | None, people: int
) -> OfficeMinimums:
    """
    Say how many must be in an office on a weekday (None: every day) from today on.

    No more can be asked for than work there. Raises NotFound for an office they do not lead.
    """
    with desk.store.writing() as uow:
        before = _minimums(uow, desk, actor, office_id)
        office_minimum.put(
            uow,
            office_id,
            weekday=weekday,
            people=max(0, min(people, before.people)),
            on=desk.today(),
            by=actor.id,
            on_behalf_of=before.sight.on_behalf_of,
            at=desk.clock(),
        )
        after = _minimums(uow, desk, actor, office_id)
        uow.commit()
    return after


def _minimums(uow: UnitOfWork, desk: Desk, actor: Actor, office_id: int) -> OfficeMinimums:
    today = desk.today()
    sight = led(uow, actor, office_id)
    return OfficeMinimums(
        sight=sight,
        minimums=office_minimum.of_office(uow, office_id),
        today=today,
        people=len(office_month.members(uow, office_id, first=today, last=today)),
    )


def _looked_at_first(uow: UnitOfWork, actor: Actor, on: date) -> int:
    """Give the office that somebody means by "the team": theirs, or the largest that they lead."""
    led_by_them = {
        post.office_id for post in actor.held if post.office_id and post.role is not Role.HR
    }
    own = actor.person.office_id
    offices = {own} if own in led_by_them or not led_by_them else led_by_them
    return max(sorted(offices), key=lambda office: len(people.of_office(uow, office, on=on)))


def _week(actor: Actor, day: date) -> int:
    return actor.policy.on(day).week.days
