"""Permits of the whole staff, for HR, who administer them; every look is written down."""

from __future__ import annotations

from dataclasses import dataclass

from handlers.desk.cases.permits import balances_on, hearing_for
from handlers.desk.context import Actor, Desk
from handlers.desk.forms import standing
from handlers.desk.forms.fields import Field, Form, Reads
from handlers.desk.forms.standing import StandingForm
from handlers.desk.permits.own import AHEAD
from rules.permit_balances import Balance
from storage.errors import NotFound
from storage.people import people
from storage.people.people import Person
from storage.requests import permits
from storage.requests.permits_found import PermitRecord
from storage.tables import PermitState, Role
from storage.unit_of_work import UnitOfWork

SEARCH = Form(
    name="permits_staff",
    version=1,
    fields=(Field(name="person", reads=Reads.PERSON),),
    upgrades={0: lambda _: {"search": "", "page": 0}},
)
"""Whose balances HR looks at; beside it `search` and `page` of the list of people."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfPerson:
    """What one person has of permits: granted or asked for this year and on, and what is left."""

    person: Person
    permits: tuple[PermitRecord, ...]
    balances: tuple[Balance, ...]


def begin_search(desk: Desk, actor: Actor) -> StandingForm:
    """Wait for a name or a number; raise NotFound for anybody but HR."""
    _only_hr(actor)
    with desk.store.writing() as uow:
        values = {"search": "", "page": 0}
        begun = standing.begin(uow, actor.telegram_id, SEARCH, values, at=desk.clock())
        uow.commit()
    return begun


def search(desk: Desk, actor: Actor, words: str) -> tuple[Person, ...]:
    """Find people of the body by number or by words of their name; raise NotFound but for HR."""
    _only_hr(actor)
    body_id = actor.person.body_id
    with desk.store.reading() as uow:
        numbered = people.by_number(uow, body_id, words.strip())
        if numbered is not None:
            return (numbered,)
        return tuple(people.search(uow, body_id, words, on=desk.today()))


def of_person(desk: Desk, actor: Actor, employee_id: int) -> OfPerson:
    """Give somebody's permits and balances, and note who looked; raise NotFound but for HR."""
    _only_hr(actor)
    today = desk.today()
    with desk.store.writing() as uow:
        person = people.person(uow, employee_id)
        if person.body_id != actor.person.body_id:
            raise NotFound("employee of this body", employee_id)
        hearing = hearing_for(uow, employee_id, policy=actor.policy, at=desk.clock(), on=today)
        found = permits.of_person(
            uow,
            employee_id,
            since=today.replace(month=1, day=1),
            until=today + AHEAD,
            states=(PermitState.PENDING, PermitState.GRANTED),
        )
        _note(uow, desk, actor, employee_id)
        uow.commit()
    balances = () if person.is_elected else balances_on(hearing, today)
    return OfPerson(person=person, permits=tuple(found), balances=balances)


def _note(uow: UnitOfWork, desk: Desk, actor: Actor, employee_id: int) -> None:
    uow.audit(
        "balances.read",
        chain=actor.person.body_id,
        subject=f"employee:{employee_id}",
        at=desk.clock(),
        actor_id=actor.id,
    )


def _only_hr(actor: Actor) -> None:
    if Role.HR not in actor.roles:
        raise NotFound("role of HR", actor.id)
