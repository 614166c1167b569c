"""
Name a delegate, end a delegation early, list both sides of them.

A delegate acts on the manager's own posts and on no others: what somebody may do because a third
person delegated to them is not passed on. One manager has one delegate at a time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from handlers.desk.cases.standing import Standing, standing
from handlers.desk.context import Actor, Desk
from handlers.desk.forms import standing as forms
from handlers.desk.forms.fields import Field, Form, Reads
from storage.days import office_month
from storage.errors import NotFound
from storage.people import appointments, delegations, people
from storage.people.delegations import Delegated
from storage.people.people import Person
from storage.tables import Role
from storage.trail import outbox
from storage.unit_of_work import UnitOfWork

DELEGATE, FIRST, LAST = "delegate", "first", "last"
DELEGATION = Form(
    name="delegations",
    version=1,
    fields=(
        Field(name=DELEGATE, reads=Reads.PERSON),
        Field(name=FIRST, reads=Reads.SPAN),
        Field(name=LAST, reads=Reads.SPAN),
    ),
    upgrades={0: lambda state: state},
)
"""Beside the fields: `search` and `page` of the list of people, `month` of the calendar."""
LONGEST = timedelta(days=366)
"""Of a delegation, and how far ahead it may begin."""


class Hindrance(StrEnum):
    """Why somebody cannot be named for some days."""

    NO_POST = "no_post"
    """Who asks holds no post of their own: what was delegated to them is not theirs to pass on."""
    SELF = "self"
    UPSIDE_DOWN = "upside_down"
    PAST = "past"
    TOO_LONG = "too_long"
    OVERLAP = "overlap"
    """Somebody is named for some of these days already."""


class Caution(StrEnum):
    """What is worth knowing before somebody is named."""

    AWAY = "away"
    """The delegate is absent on some of the days."""
    NOT_LINKED = "not_linked"
    """The delegate has not opened the desk yet."""
    NAMES_OTHERS = "names_others"
    """The delegate has a delegate of their own then, who does not decide for the manager."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A delegation with the people on both sides."""

    delegation: Delegated
    manager: Person
    delegate: Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """What somebody gave and was given, as far as it is not over."""

    given: tuple[Named, ...]
    received: tuple[Named, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Whom somebody wants to name, and for which days."""

    delegate_id: int
    first: date
    last: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """Whether somebody can be named; `standing` is the delegation in the way of an OVERLAP."""

    delegate: Person
    hindrance: Hindrance | None
    warnings: tuple[Caution, ...] = ()
    standing: Named | None = None


def overview(desk: Desk, actor: Actor) -> Overview:
    """List what somebody gave and was given."""
    today = desk.today()
    with desk.store.reading() as uow:
        given = delegations.given_by(uow, actor.id, since=today)
        received = delegations.given_to(uow, actor.id, since=today)
        return Overview(given=_named(uow, given), received=_named(uow, received))


def candidates(desk: Desk, actor: Actor, words: str = "") -> list[Person]:
    """List whom somebody could name, by name: people of their body, all or those so called."""
    with desk.store.reading() as uow:
        found = people.search(uow, actor.person.body_id, words, on=desk.today())
    return [person for person in found if person.id != actor.id]


def person_of(desk: Desk, actor: Actor, employee_id: int) -> Person:
    """Give somebody of the actor's body; raise NotFound."""
    with desk.store.reading() as uow:
        return _of_body(uow, actor, employee_id)


def check(desk: Desk, actor: Actor, wanted: Wanted) -> Checked:
    """Tell whether somebody can be named, and what is worth knowing; raise NotFound."""
    with desk.store.reading() as uow:
        return _check(uow, desk, actor, wanted)


def give(desk: Desk, actor: Actor, wanted: Wanted) -> Checked:
    """
    Name a delegate; the delegate and HR are told. A second press changes nothing.

    Raises NotFound for somebody who is not of this body.
    """
    with desk.store.writing() as uow:
        uow.lock_employee(actor.id)
        checked = _check(uow, desk, actor, wanted)
        if checked.hindrance is None:
            given = delegations.add(
                uow,
                actor.id,
                to=wanted.delegate_id,
                first_day=wanted.first,
                last_day=wanted.last,
                at=desk.clock(),
            )
            _tell(uow, desk, "delegations.told.given", _one(uow, given))
            forms.end(uow, actor.telegram_id, DELEGATION)
            uow.commit()
    return checked


def end(desk: Desk, actor: Actor, delegation_id: int) -> tuple[Named, bool]:
    """
    End one's own delegation at once; tell which it was, and False if it was over already.

    Raises NotFound for anybody else's.
    """
    with desk.store.writing() as uow:
        uow.lock_employee(actor.id)
        standing = delegations.by_id(uow, delegation_id)
        if standing.manager_id != actor.id:
            raise NotFound("delegation of this manager", delegation_id)
        ended = delegations.end(uow, delegation_id, today=desk.today(), at=desk.clock())
        named = _one(uow, standing)
        if ended is not None:
            _tell(uow, desk, "delegations.told.ended", named)
            uow.commit()
    return named, ended is not None


def _check(uow: UnitOfWork, desk: Desk, actor: Actor, wanted: Wanted) -> Checked:
    delegate = _of_body(uow, actor, wanted.delegate_id)
    hindrance = _wrong(desk.today(), actor, wanted)
    standing = next(iter(_overlapping(uow, actor.id, wanted)), None)
    if hindrance is None and standing is not None:
        hindrance = Hindrance.OVERLAP
    return Checked(
        delegate=delegate,
        hindrance=hindrance,
        warnings=_warnings(uow, desk, delegate, wanted),
        standing=_one(uow, standing) if standing else None,
    )


def _of_body(uow: UnitOfWork, actor: Actor, employee_id: int) -> Person:
    person = people.person(uow, employee_id)
    if person.body_id != actor.person.body_id:
        raise NotFound("employee of this body", employee_id)
    return person


def _wrong(today: date, actor: Actor, wanted: Wanted) -> Hindrance | None:
    if not actor.held:
        return Hindrance.NO_POST
    if wanted.delegate_id == actor.id:
        return Hindrance.SELF
    if wanted.last < wanted.first:
        return Hindrance.UPSIDE_DOWN
    if wanted.first < today:
        return Hindrance.PAST
    too_long = wanted.last - wanted.first > LONGEST or wanted.first - today > LONGEST
    return Hindrance.TOO_LONG if too_long else None


def _overlapping(uow: UnitOfWork, manager_id: int, wanted: Wanted) -> list[Delegated]:
    found = delegations.given_by(uow, manager_id, since=wanted.first)
    return [one for one in found if one.first_day <= wanted.last]


def _absent_on_some_day(uow: UnitOfWork, desk: Desk, delegate: Person, wanted: Wanted) -> bool:
    first, last = wanted.first, wanted.last
    members = office_month.of_people(uow, [delegate.id], first=first, last=last)
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    week = desk.week_of(delegate.policy_id)
    return any(
        Standing.ABSENT in standing(member, day, default_week=week)
        for member in members.values()
        for day in days
    )


def _warnings(
    uow: UnitOfWork, desk: Desk, delegate: Person, wanted: Wanted
) -> tuple[Caution, ...]:
    found = []
    if _absent_on_some_day(uow, desk, delegate, wanted):
        found.append(Caution.AWAY)
    if delegate.telegram_user_id is None:
        found.append(Caution.NOT_LINKED)
    if _overlapping(uow, delegate.id, wanted):
        found.append(Caution.NAMES_OTHERS)
    return tuple(found)


def _tell(uow: UnitOfWork, desk: Desk, key: str, named: Named) -> None:
    """Tell the delegate and HR, each in words of their own."""
    given, today = named.delegation, desk.today()
    hr = appointments.holders(uow, named.manager.body_id, Role.HR, on=today)
    told = {who: f"{key}.hr" for who in hr if who != named.manager.id}
    told[named.delegate.id] = key
    for recipient_id, text in told.items():
        uow.post(
            outbox.Message(
                recipient_id=recipient_id,
                key=text,
                args={
                    "manager": named.manager.name,
                    "delegate": named.delegate.name,
                    "first": given.first_day,
                    "last": given.last_day,
                },
                dedupe_key=f"{key}:{given.id}:{desk.clock():%Y%m%dT%H%M%S}:{recipient_id}",
                at=desk.clock(),
            )
        )


def _one(uow: UnitOfWork, given: Delegated) -> Named:
    return _named(uow, [given])[0]


def _named(uow: UnitOfWork, found: Sequence[Delegated]) -> tuple[Named, ...]:
    ids = {who for one in found for who in (one.manager_id, one.delegate_id)}
    by_id = people.persons(uow, ids)
    return tuple(
        Named(delegation=one, manager=by_id[one.manager_id], delegate=by_id[one.delegate_id])
        for one in found
    )
