"""Permits of whole days that take other days by now: closures, absences, another working week."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from handlers.desk.cases.judging import Hearing
from handlers.desk.cases.permits import days_of
from handlers.desk.context import Desk
from handlers.desk.grounds.naming import permits_named
from handlers.desk.grounds.told import recipient_of
from handlers.desk.posting import post_line
from handlers.desk.requests import inbox
from handlers.desk.requests.kinds.known import load
from handlers.texts import Line
from storage.people.people import Person
from storage.requests import bookings, permit_slots
from storage.requests.permits_found import PermitRecord
from storage.tables import HOLDING, PermitState
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class Shifted:
    """A permit with the days that it takes now, and those among them that it did not take."""

    record: PermitRecord
    new: frozenset[date]

    @property
    def stands(self) -> bool:
        """Whether the person is away because of it: what waits moves nobody."""
        return self.record.state is PermitState.GRANTED


def shift(uow: UnitOfWork, hearing: Hearing, held: Sequence[PermitRecord]) -> list[Shifted]:
    """
    Note the days that permits take as things stand, of those that are not over; give these.

    A permit has so many working days: what is not worked any more is made up for after it.
    """
    found = []
    for record in held:
        if record.permit.days is None or not record.takes:
            continue
        now = days_of(hearing, record.permit)
        if now == record.takes or max([*now, *record.takes]) < hearing.today:
            continue
        permit_slots.note_days(uow, record.id, now)
        permit_slots.lay_anew(uow, record.id)
        new = frozenset(now) - frozenset(record.takes)
        found.append(Shifted(record=replace(record, takes=now), new=new))
    return found


def hold_again(uow: UnitOfWork, shifted: Sequence[Shifted]) -> None:
    """Hold the time that fell to them with what has gone from their days."""
    for one in shifted:
        permit_slots.lay_anew(uow, one.record.id)


def tell_shifted(
    uow: UnitOfWork, desk: Desk, hearing: Hearing, person: Person, shifted: Sequence[Shifted]
) -> None:
    """Tell person and manager on which days somebody is away now; of what waits only its card."""
    inbox.bring_up_to_date(uow, desk, load(uow, [("permits", one.record.id) for one in shifted]))
    for one in shifted:
        days = [day for day in one.record.takes if day >= desk.today() and _serves(hearing, day)]
        if not one.stands or not days:
            continue
        name = f"grounds:shifted:{one.record.id}:{days[0]}:{days[-1]}:{desk.today()}"
        booked = _booked(uow, hearing, one.new)
        key = "grounds.shifted.person.booked" if booked else "grounds.shifted.person"
        own: Line = (
            key,
            {"permits": permits_named([one.record], own=True), "days": days, "booked": booked},
        )
        post_line(uow, desk, person.id, own, f"{name}:person")
        manager_id = recipient_of(uow, desk, person)
        if manager_id is not None:
            theirs = permits_named([one.record], own=False)
            said = {"name": person.name, "permits": theirs, "days": days}
            post_line(uow, desk, manager_id, ("grounds.shifted.manager", said), f"{name}:manager")


def _serves(hearing: Hearing, day: date) -> bool:
    return hearing.left_on is None or day <= hearing.left_on


def _booked(uow: UnitOfWork, hearing: Hearing, days: frozenset[date]) -> list[date]:
    if not days:
        return []
    held = bookings.of_person(
        uow, hearing.employee_id, since=min(days), until=max(days), states=HOLDING
    )
    return sorted({one.day for one in held} & days)
