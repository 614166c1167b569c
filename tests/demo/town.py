"""The five bodies of the demo in a store, through the same import that an administrator uses."""

from datetime import date

from bot.demo import cast
from bot.demo.cast import BodyCast, Member
from rules import questions as law
from rules.decision import Decision
from rules.policy import library
from storage import staff_file
from storage.days import facts
from storage.days.facts import Case
from storage.people import appointments, people
from storage.people.people import Person
from storage.staff_file import StaffFiles, Summary
from storage.store import Store
from storage.tables import Role
from storage.unit_of_work import UnitOfWork

TODAY = cast.STARTS_AT.date()
EVERYBODY = [(body, member) for body in cast.load() for member in body.members]
PROMISES = [(body, member, promise) for body, member in EVERYBODY for promise in member.expect]


def name_of(value: object) -> str | None:
    """Name a case of a parametrised test by its body, matricola and question."""
    if isinstance(value, BodyCast):
        return value.id
    if isinstance(value, Member):
        return value.matricola
    return getattr(value, "question", None)


def read(body: BodyCast) -> StaffFiles:
    found = staff_file.read_folder(body.folder)
    assert isinstance(found, StaffFiles), str(found)
    return found


def settle(store: Store, body: BodyCast, *, dry_run: bool = False) -> Summary:
    with store.writing() as uow:
        summary = staff_file.apply(uow, read(body), at=cast.STARTS_AT, route=decider_of)
        if not dry_run:
            uow.commit()
    return summary


def person(uow: UnitOfWork, body: BodyCast, matricola: str) -> Person:
    found = people.by_number(uow, body.id, matricola)
    assert found is not None, f"{matricola} of {body.id} is in cast.toml, not in dipendenti.csv"
    return found


def case(store: Store, body: BodyCast, matricola: str, *, on: date = TODAY) -> Case:
    """What the store knows of somebody, as the rules look at it for a day."""
    with store.reading() as uow:
        return facts.load(uow, person(uow, body, matricola).id, on=on)


def decider_of(uow: UnitOfWork, employee_id: int) -> int | None:
    """Who decides about a person's requests on the first morning; None if nobody can."""
    role = approver(uow, employee_id).values["role"]
    holder = appointments.holder(uow, employee_id, Role(role), on=TODAY) if role else None
    return None if holder is None else holder.acting_id


def approver(uow: UnitOfWork, employee_id: int) -> Decision:
    """Whom the act names, past who is absent or would decide about themselves."""
    found = facts.load(uow, employee_id, on=TODAY)
    absent = appointments.absent_roles(uow, employee_id, on=TODAY)
    policy = library.shipped()[found.policy_id]
    return law.approver(policy, found.person, at=cast.STARTS_AT, absent=absent)
