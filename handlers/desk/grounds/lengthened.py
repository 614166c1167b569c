"""Permits that a last day of service had shortened, and that an import gives their days back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from handlers.desk.cases.judging import Hearing
from handlers.desk.cases.permits import days_of
from handlers.desk.context import Desk
from handlers.desk.grounds.judging import is_grantable
from handlers.desk.grounds.naming import permits_named
from handlers.desk.grounds.told import recipient_of
from handlers.desk.posting import post_line
from handlers.desk.requests import inbox
from handlers.desk.requests.kinds.known import load
from handlers.texts import Line
from rules.facts import ROME
from rules.policy.errors import PolicyNotInForceError
from rules.policy.library import Policy
from storage.days import facts
from storage.errors import PermitTaken
from storage.people import people
from storage.people.people import Person
from storage.requests import permits
from storage.requests.permits_found import PermitRecord
from storage.staff_file import Brought
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class Lengthened:
    """A person, the permits that have their days again, and those that stay short, by day."""

    person: Person
    whole: tuple[PermitRecord, ...] = ()
    short: tuple[PermitRecord, ...] = ()
    """Their time is another permit's by now, or the act would not grant so much any more."""


def lengthen(
    uow: UnitOfWork, brought: Brought, policy: Policy, *, at: datetime
) -> Iterator[Lengthened]:
    """
    Give back days after a last day of service that is taken back, or put off, by person.

    The permit was granted with them, and is the same one: nobody has to decide anew.
    """
    for employee_id in sorted({who for who, _ in brought.people}):
        found = permits.shortened(uow, employee_id)
        if not found:
            continue
        today = at.astimezone(ROME).date()
        hearing = Hearing.load(uow, employee_id, policy=policy, at=at, on=today)
        whole: list[PermitRecord] = []
        short: list[PermitRecord] = []
        for record, length in found:
            wanted = _days_again(hearing, record, length)
            if len(wanted) <= len(record.takes):
                continue
            after = _with_days(uow, hearing, record, wanted)
            (short if after is None else whole).append(after or record)
        if whole or short:
            person = people.person(uow, employee_id)
            yield Lengthened(person=person, whole=tuple(whole), short=tuple(short))


def _days_again(hearing: Hearing, record: PermitRecord, length: int) -> list[date]:
    """List the days that a permit had, up to the last one of service as it is now."""
    days = days_of(hearing, replace(record.permit, days=length))
    return [day for day in days if hearing.left_on is None or day <= hearing.left_on]


def _with_days(
    uow: UnitOfWork, hearing: Hearing, record: PermitRecord, wanted: Sequence[date]
) -> PermitRecord | None:
    """Give a permit its days; None, and it stays as it is, if they are not to be had any more."""
    case = facts.load(uow, hearing.employee_id, on=hearing.today, without_permits=(record.id,))
    without = replace(hearing, history=case.history)
    longer = replace(record, permit=replace(record.permit, days=len(wanted)))
    part = uow.connection.begin_nested()
    try:
        if is_grantable(without, longer):
            after = permits.lengthen(uow, record, wanted, at=hearing.at)
            part.commit()
            return after
    except (PermitTaken, PolicyNotInForceError):
        pass
    part.rollback()
    return None


def tell_lengthened(uow: UnitOfWork, desk: Desk, found: Lengthened) -> None:
    """Tell the person what they have again and what stays short, and the manager the first."""
    inbox.bring_up_to_date(uow, desk, load(uow, [("permits", one.id) for one in found.whole]))
    for key, records in (("whole", found.whole), ("short", found.short)):
        if not records:
            continue
        occasion = f"grounds:{key}:{records[0].id}:{records[0].version}"
        own: Line = (f"grounds.{key}.person", {"permits": permits_named(records, own=True)})
        post_line(uow, desk, found.person.id, own, f"{occasion}:person")
    manager_id = recipient_of(uow, desk, found.person) if found.whole else None
    if manager_id is not None:
        named = {"name": found.person.name, "permits": permits_named(found.whole, own=False)}
        occasion = f"grounds:whole:{found.whole[0].id}:{found.whole[0].version}"
        post_line(uow, desk, manager_id, ("grounds.whole.manager", named), f"{occasion}:manager")
