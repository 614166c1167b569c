"""Having somebody take over a week on call today: whoever has it is ill, or away."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from handlers.desk.context import Actor, Desk
from handlers.desk.team.offices import Sight, replacing
from handlers.desk.team.on_call import Judged, Turn, judge_in, note
from rules.on_call_hours import last_day_of_turn
from storage.days import absences, office_month
from storage.errors import NotFound
from storage.people import people
from storage.people.people import Person
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class Substitutes:
    """Who could take over somebody's week: the others of the office who do not have it."""

    sight: Sight
    replaced: Person
    monday: date
    last: date
    people: tuple[Turn, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Substitution:
    """
    What the act says of somebody's taking over a week.

    `stands` tells whether it can still be taken over: the one has it, the other does not, and it
    is not over.
    """

    replaced: Person
    judged: Judged
    stands: bool


def look_for(desk: Desk, actor: Actor, replaced_id: int, monday: date) -> Substitutes:
    """List who could take over; raise NotFound for whose weeks one does not see to."""
    last = last_day_of_turn(actor.policy.on(monday), monday)
    with desk.store.reading() as uow:
        replaced = people.person(uow, replaced_id)
        sight = replacing(uow, actor, replaced.office_id)
        members = office_month.members(uow, replaced.office_id, first=monday, last=last)
    others = (m for m in members if m.employee_id != replaced_id)
    return Substitutes(
        sight=sight,
        replaced=replaced,
        monday=monday,
        last=last,
        people=tuple(
            Turn(employee_id=one.employee_id, name=one.name, on_call=False)
            for one in others
            if monday not in one.history.on_call
        ),
    )


def judge(
    desk: Desk, actor: Actor, replaced_id: int, substitute_id: int, monday: date
) -> Substitution:
    """Ask the act whether somebody may take over; raise NotFound as `look_for`."""
    with desk.store.reading() as uow:
        return _substitution(uow, desk, actor, (replaced_id, substitute_id), monday)


def replace(
    desk: Desk, actor: Actor, replaced_id: int, substitute_id: int, monday: date
) -> Substitution:
    """
    Give the week of one to the other and tell both; a second time changes nothing.

    Nothing changes either if the act refuses it, or the week is not the first one's any more.
    """
    with desk.store.writing() as uow:
        for one in sorted((replaced_id, substitute_id)):
            uow.lock_employee(one)
        asked = _substitution(uow, desk, actor, (replaced_id, substitute_id), monday)
        if not asked.stands or not asked.judged.allowed:
            return asked
        before = judge_in(uow, desk, actor, replaced_id, monday)
        absences.take_off_call(uow, replaced_id, monday)
        absences.put_on_call(uow, substitute_id, monday)
        note(uow, desk, actor, before, "taken_back")
        note(uow, desk, actor, asked.judged, "given", in_place_of=asked.replaced)
        after = judge_in(uow, desk, actor, substitute_id, monday, changed=True, substitution=True)
        uow.commit()
    return Substitution(replaced=asked.replaced, judged=after, stands=False)


def _substitution(
    uow: UnitOfWork, desk: Desk, actor: Actor, ids: tuple[int, int], monday: date
) -> Substitution:
    replaced_id, substitute_id = ids
    theirs = judge_in(uow, desk, actor, replaced_id, monday)
    judged = judge_in(uow, desk, actor, substitute_id, monday, substitution=True)
    if theirs.sight.office != judged.sight.office:
        raise NotFound("colleague of the same office", substitute_id)
    stands = theirs.on_call and not judged.on_call and not theirs.over
    return Substitution(replaced=theirs.person, judged=judged, stands=stands)
