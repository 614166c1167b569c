"""Whom to tell what the desk does not do, and what of it touches a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from handlers.desk.cases.first_step import hr_of
from handlers.desk.context import Actor, Desk
from rules import questions as law
from rules.decision import Reason
from rules.reasons import ReasonCode
from storage.days import facts
from storage.people.people import Person
from storage.requests import bookings
from storage.requests.bookings import Booking
from storage.tables import HOLDING

OVERTIME = frozenset({ReasonCode.OVERTIME, ReasonCode.NO_OVERTIME})


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """
    Who of the personnel office can be asked, and what is booked on the day that was said.

    `overtime` is what the act says of overtime on such a day, if it says anything.
    """

    hr: Person | None
    booked: tuple[Booking, ...] = ()
    overtime: tuple[Reason, ...] = ()


def look(desk: Desk, actor: Actor, day: date | None) -> Elsewhere:
    """Look at a day that was said, or today."""
    on = day or desk.today()
    with desk.store.reading() as uow:
        hr = hr_of(uow, desk, actor.person)
        if actor.person.is_elected:
            return Elsewhere(hr=hr)
        held = bookings.of_person(uow, actor.id, since=on, until=on, states=HOLDING)
        case = facts.load(uow, actor.id, on=on, settled=True)
    today, left_on = desk.today(), case.left_on
    decision = law.day(actor.policy, case.person, case.history, on=on, at=today, left_on=left_on)
    said = tuple(reason for reason in decision.reasons if reason.code in OVERTIME)
    return Elsewhere(hr=hr, booked=tuple(held), overtime=said)
