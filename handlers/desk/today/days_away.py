"""Ask the rules what holds on days away from the office, whichever they are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from handlers.desk.cases.first_step import hr_of
from handlers.desk.context import Actor, Desk
from rules import questions as law
from rules.calendar import days_worked_from, workdays_of
from rules.decision import Reason
from rules.facts import Mode, Permit, Slot
from rules.history import History
from rules.reasons import ReasonCode
from storage.days import facts
from storage.people.people import Person

TEN, AN_HOUR = 600, 60
"""Any hour of a day: what a permit lifts does not hang on it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AwayInGeneral:
    """What the act says of a day worked in the person's way away, and whom to ask the rest."""

    mode: Mode
    reasons: tuple[Reason, ...]
    hr: Person | None

    def about(self, *codes: ReasonCode) -> tuple[Reason, ...]:
        """Give the reasons of these codes."""
        return tuple(one for one in self.reasons if one.code in codes)


def in_general(desk: Desk, actor: Actor, named: Mode | None = None) -> AwayInGeneral:
    """
    Look at a day to come as if it were booked, with an hour of permit in it.

    `named` is the way of working that is asked about; None for the person's own.
    """
    with desk.store.reading() as uow:
        case = facts.load(uow, actor.id, on=desk.today(), settled=True)
        hr = hr_of(uow, desk, actor.person)
    agreement = case.person.agreement
    mode = named or (agreement.mode if agreement else Mode.AGILE)
    workdays = workdays_of(case.person, desk.week_of(actor.policy.id))
    day = _day_to_come(desk, workdays)
    away = History(slots=[Slot(day=day, mode=mode)])
    off = Permit(kind="personal", on=day, start=TEN, minutes=AN_HOUR)
    with_permit = History(slots=away.slots, permits=[off])
    worked = law.day(actor.policy, case.person, away, on=day, at=desk.today())
    relief = law.relief(actor.policy, case.person, with_permit, on=day)
    return AwayInGeneral(mode=mode, reasons=(*worked.reasons, *relief.reasons), hr=hr)


def _day_to_come(desk: Desk, workdays: frozenset[int]) -> date:
    """Give the next day that is worked: the same is said of each of them."""
    tomorrow = desk.today() + timedelta(days=1)
    return next(iter(days_worked_from(History(), tomorrow, workdays, 1)), tomorrow)
