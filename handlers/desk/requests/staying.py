"""Who would stay in the office if what waits were approved, day by day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from handlers.desk.cases.presence import Presence
from handlers.desk.context import Actor, Desk
from handlers.desk.requests.lists import going_on, looks_and_presence, staying_line
from handlers.desk.requests.request import Look
from handlers.desk.requests.waiting import waiting_for
from handlers.texts import Line
from rules.decision import Verdict

DAYS_SAID, NAMED = 10, 10
"""Days of an office, and people on each, that fit in one message of Telegram."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Staying:
    """
    How the offices would be.

    `count` requests were reckoned with; `barred` are those that the rules do not let through.
    """

    count: int
    barred: int
    days: tuple[Line, ...]


def if_approved(
    desk: Desk, actor: Actor, *, people: Collection[int] | None, days: Sequence[date]
) -> Staying | None:
    """Reckon with what waits of people (None: everybody) for days; None if nothing does."""
    with desk.store.reading() as uow:
        asked = [
            one
            for one in waiting_for(uow, desk, actor)
            if (people is None or one.employee_id in people) and one.touches(days)
        ]
        if not asked:
            return None
        looks, presence = looks_and_presence(uow, desk, asked)
    lawful = [look for look in looks if look.verdict is not Verdict.REFUSED]
    return Staying(
        count=len(lawful),
        barred=len(looks) - len(lawful),
        days=tuple(_days(lawful, presence, days)),
    )


def _days(looks: Sequence[Look], presence: Presence, days: Sequence[date]) -> list[Line]:
    offices: defaultdict[date, dict[int, str]] = defaultdict(dict)
    for look in looks:
        for day, _ in look.request.takes:
            if not days or day in days:
                offices[day][look.asker.office_id] = look.asker.office_name
    lines = [
        _day(day, office, name, looks, presence)
        for day, named in sorted(offices.items())
        for office, name in sorted(named.items())
    ]
    if len(lines) > DAYS_SAID:
        more: Line = ("approvals.confirm.more", {"count": len(lines) - DAYS_SAID})
        return [*lines[:DAYS_SAID], more]
    return lines


def _day(day: date, office: int, name: str, looks: Sequence[Look], presence: Presence) -> Line:
    going = going_on(day, looks)
    staying = presence.in_all_day(office, day, without=going)
    people: list[Line] = [("team.name", {"name": one}) for one in staying[:NAMED]]
    if len(staying) > NAMED:
        people.append(("team.more", {"count": len(staying) - NAMED}))
    named = {
        "day": day,
        "office": name,
        "staying": staying_line(presence, office, day, going),
        "people": people,
    }
    return f"approvals.stay.day{'' if people else '.nobody'}", named
