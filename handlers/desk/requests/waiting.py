"""What waits for somebody, in pages of some days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from handlers.desk.context import Actor, Desk
from handlers.desk.requests.authority import Authority, authority_of
from handlers.desk.requests.kinds.known import all_waiting
from handlers.desk.requests.lists import day_lines, looks_and_presence
from handlers.desk.requests.parts import Part
from handlers.desk.requests.request import Look, Request
from handlers.texts import Line
from storage.people import people
from storage.people.people import Person
from storage.unit_of_work import UnitOfWork

REQUESTS_ON_A_PAGE = 20
DAYS_ON_A_PAGE = 6
"""With these, and names of usual length, a page stays within one message of Telegram."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """
    Some of what waits: `count` requests of `people` people wait in all.

    `part` is given where only what one person asked for is shown.
    """

    number: int
    pages: int
    count: int
    people: int
    part: Part | None = None
    looks: tuple[Look, ...] = ()
    days: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Asker:
    """What one person asked for and nobody decided yet."""

    person: Person
    requests: tuple[Request, ...]


def askers(desk: Desk, actor: Actor) -> list[Asker]:
    """Give what waits for somebody, person by person, by name."""
    by_person: dict[int, list[Request]] = {}
    with desk.store.reading() as uow:
        for one in waiting_for(uow, desk, actor):
            by_person.setdefault(one.employee_id, []).append(one)
        named = people.persons(uow, by_person)
    found = [Asker(person=named[who], requests=tuple(asked)) for who, asked in by_person.items()]
    return sorted(found, key=lambda one: one.person.name)


def page(desk: Desk, actor: Actor, number: int, part: Part | None = None) -> Page:
    """Give one page of what waits for somebody; the last if there are not so many."""
    with desk.store.reading() as uow:
        found = waiting_for(uow, desk, actor)
        if part is not None:
            found = part.of(found)
        cut = pages_of(found)
        number = min(number, max(len(cut) - 1, 0))
        counted = Page(
            number=number,
            pages=len(cut),
            count=len(found),
            people=len({one.employee_id for one in found}),
            part=part,
        )
        if not cut:
            return counted
        looks, presence = looks_and_presence(uow, desk, cut[number])
    return replace(counted, looks=tuple(looks), days=tuple(day_lines(looks, presence)))


def waiting_for(uow: UnitOfWork, desk: Desk, actor: Actor) -> list[Request]:
    """List what waits for somebody, also in place of an approver who is away, by day."""
    if not actor.approves:
        return []
    found = all_waiting(uow, actor.person.body_id)
    allowed = authorities(uow, desk, actor, found)
    return without_given_up([one for one in found if one.key in allowed])


def without_given_up(requests: Sequence[Request]) -> list[Request]:
    """
    Leave out days of which the move waits beside them: deciding the move decides them.

    Where the move is refused the day waits again, and is listed.
    """
    moved = {
        ("days", row.replaces_id) for one in requests if one.kind == "days" for row in one.rows
    }
    return [one for one in requests if one.key not in moved]


def authorities(
    uow: UnitOfWork, desk: Desk, actor: Actor, requests: Sequence[Request]
) -> dict[tuple[str, int], Authority]:
    """Tell about which of some requests somebody may decide, and in whose name."""
    named = people.persons(uow, {one.employee_id for one in requests})
    known: dict[tuple[int, int | None], Authority | None] = {}
    found = {}
    for one in requests:
        case = one.employee_id, one.approver_id
        if case not in known:
            known[case] = authority_of(uow, desk, actor, one, named[one.employee_id])
        authority = known[case]
        if authority is not None:
            found[one.key] = authority
    return found


def pages_of(requests: Sequence[Request]) -> list[list[Request]]:
    """Cut requests in the order of their days into pages."""
    found: list[list[Request]] = []
    for one in requests:
        last = found[-1] if found else []
        days = {other.day for other in last} | {one.day}
        if last and len(last) < REQUESTS_ON_A_PAGE and len(days) <= DAYS_ON_A_PAGE:
            last.append(one)
        else:
            found.append([one])
    return found
