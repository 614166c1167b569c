"""Requests of several people day by day: who asks, who is out already, who would remain."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from handlers.desk.cases.hearings import Hearings
from handlers.desk.cases.presence import Presence
from handlers.desk.context import Desk
from handlers.desk.requests.kinds.known import kind_of
from handlers.desk.requests.looking import looks_at, presence_for
from handlers.desk.requests.request import Look, Request
from handlers.desk.requests.wording import names_of
from handlers.texts import Line
from rules.facts import Half
from storage.people import people
from storage.unit_of_work import UnitOfWork

NAMED = 5
"""People who are out already, named for one day and office."""
Going = Mapping[int, set[Half]]


def looks_and_presence(
    uow: UnitOfWork, desk: Desk, requests: Sequence[Request]
) -> tuple[list[Look], Presence]:
    """Look at requests, and load where the offices are on those days; there must be some."""
    hearings = Hearings(uow, desk)
    hearings.know(people.persons(uow, {one.employee_id for one in requests}))
    presence = presence_for(hearings, requests)
    return looks_at(uow, desk, requests, presence=presence), presence


def day_lines(looks: Sequence[Look], presence: Presence) -> list[Line]:
    """Lay out requests day by day, each under its first day."""
    by_day: defaultdict[date, list[Look]] = defaultdict(list)
    for look in looks:
        by_day[look.request.day].append(look)
    waiting = [look for look in looks if look.request.waits]
    return [
        (
            "approvals.list.day",
            {
                "day": day,
                "requests": [request_line(look) for look in _by_name(asked)],
                "offices": office_lines(day, asked, waiting, presence),
            },
        )
        for day, asked in sorted(by_day.items())
    ]


def request_line(look: Look) -> Line:
    """Say who asks for what, and what the rules say or what became of it."""
    what = kind_of(look.request).listed(look)
    named = {"name": look.asker.name, "what": what}
    if look.request.waits:
        return f"approvals.list.request.{look.verdict.value}", named
    return f"approvals.list.became.{look.request.state.value}", {**named, "by": look.decided_by}


def office_lines(
    day: date, asked: Iterable[Look], waiting: Iterable[Look], presence: Presence
) -> list[Line]:
    """Say of each office concerned who is out already, and how many would remain."""
    names = {look.asker.office_id: look.asker.office_name for look in asked if look.request.waits}
    going = going_on(day, waiting)
    return [
        (
            "approvals.list.office",
            {
                "office": name,
                "out": _out_line(presence, office, day),
                "staying": staying_line(presence, office, day, going),
            },
        )
        for office, name in sorted(names.items())
    ]


def staying_line(presence: Presence, office: int, day: date, going: Going) -> Line:
    """Say how many would remain in an office, and how many its manager wants to."""
    staying = presence.staying(office, day, without=going)
    minimum = presence.minimum(office, day)
    with_these: Line = ("approvals.with_these", {"count": len(going)})
    figures = {"staying": staying, "working": presence.working(office, day)}
    if not minimum:
        return "approvals.staying", {**figures, "with_these": with_these}
    short = "short" if staying < minimum else "enough"
    named = {**figures, "minimum": minimum, "with_these": with_these}
    return f"approvals.staying.{short}", named


def going_on(day: date, looks: Iterable[Look]) -> dict[int, set[Half]]:
    """Tell who would be out on a day if these were approved, and in which halves."""
    found: defaultdict[int, set[Half]] = defaultdict(set)
    for look in looks:
        for taken, half in look.request.takes:
            if taken == day:
                found[look.asker.id].add(half)
    return dict(found)


def _out_line(presence: Presence, office: int, day: date) -> Line:
    out = presence.out(office, day)
    if not out:
        return "approvals.list.nobody_out", {}
    return "approvals.list.out", {"people": names_of(out, NAMED)}


def _by_name(looks: Iterable[Look]) -> list[Look]:
    return sorted(looks, key=lambda look: (look.asker.name, look.request.id))
