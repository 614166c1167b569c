"""Look for somebody, ask whether they may be reached, pass a message on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from handlers.desk.cases.reaching import Way
from handlers.desk.contacts import drafts, told
from handlers.desk.contacts.drafts import Draft, How, Step
from handlers.desk.contacts.judging import Reach, ask, bench_of, reach
from handlers.desk.context import Actor, Desk
from handlers.desk.requests.authority import authority_over_person
from rules.decision import Verdict
from storage.errors import NotFound
from storage.people import dialogues, people
from storage.people.people import Person
from storage.requests import contacts
from storage.requests.contacts import Contact, Wish
from storage.unit_of_work import UnitOfWork

SEEN_FOR = timedelta(days=90)
"""How long what was noted is listed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """
    People to choose from, those of the asker's own office first.

    `noted` are requests without an answer that were noted about the asker or for them, each with
    the other person.
    """

    people: tuple[Person, ...]
    search: str
    noted: tuple[tuple[Contact, Person], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PassedOn:
    """
    A request that was written: whom it goes to, and whether it goes out at once.

    `barred` is why nothing was written: no message reaches this person.
    """

    person: Person
    now: bool
    how: How
    since: datetime | None
    barred: Way | None = None


def find(desk: Desk, actor: Actor, search: str = "", *, office_id: int | None = None) -> Found:
    """Begin: list the asker's own office, another one of the body, or whom a name finds in it."""
    with desk.store.writing() as uow:
        drafts.keep(uow, actor.telegram_id, Draft(search=search), at=desk.clock())
        office = actor.person.office_id if office_id is None else office_id
        found = _people(uow, desk, actor, search, office)
        noted = _noted(uow, desk, actor)
        uow.commit()
    return Found(people=found, search=search, noted=noted)


def look(desk: Desk, actor: Actor, person_id: int) -> Reach:
    """Tell whether a colleague may be reached now. Raises NotFound."""
    with desk.store.reading() as uow:
        person = _colleague(uow, actor, person_id)
        return reach(uow, bench_of(uow, desk, person.id), person)


def write_to(desk: Desk, actor: Actor, person_id: int, how: How) -> Person:
    """Begin to wait for the words, or first for why it is urgent. Raises NotFound."""
    with desk.store.writing() as uow:
        person = _colleague(uow, actor, person_id)
        step = Step.WHY if how is How.URGENT else Step.WORDS
        draft = Draft(person=person.id, how=how, step=step)
        drafts.keep(uow, actor.telegram_id, draft, at=desk.clock())
        uow.commit()
    return person


def standing(desk: Desk, actor: Actor) -> Draft:
    """Give what the asker's next text is for."""
    with desk.store.reading() as uow:
        return drafts.load(uow, actor.telegram_id)


def say_why(desk: Desk, actor: Actor, why: str) -> Person:
    """Keep why it is urgent, and wait for the words. Raises NotFound."""
    with desk.store.writing() as uow:
        draft = drafts.load(uow, actor.telegram_id)
        person = _colleague(uow, actor, draft.person or 0)
        drafts.keep(
            uow, actor.telegram_id, replace(draft, why=why, step=Step.WORDS), at=desk.clock()
        )
        uow.commit()
    return person


def pass_on(desk: Desk, actor: Actor, words: str) -> PassedOn:
    """
    Write the request down and post it: at once where the act lets it through, else when it does.

    Raises NotFound if nobody was chosen, or this request was sent before.
    """
    at = desk.clock()
    with desk.store.writing() as uow:
        draft = drafts.load(uow, actor.telegram_id)
        person = _colleague(uow, actor, draft.person or 0)
        bench = bench_of(uow, desk, person.id)
        decision = ask(bench, draft.how)
        wish = Wish(
            employee_id=person.id,
            asked_by=actor.id,
            words=words,
            why_urgent=draft.why or None,
            as_manager=authority_over_person(uow, desk, actor, person) is not None,
            deliver_at=decision.values["when"],
        )
        found = reach(uow, bench, person)
        if found.barred is None:
            told.post_request(uow, contacts.ask(uow, wish, at=at), actor.person, draft.how, at=at)
        dialogues.end(uow, actor.telegram_id)
        uow.commit()
    now = decision.verdict is Verdict.NOW
    since = None if now else found.since
    return PassedOn(person=person, now=now, how=draft.how, since=since, barred=found.barred)


def _colleague(uow: UnitOfWork, actor: Actor, person_id: int) -> Person:
    """Give somebody of the same body; raise NotFound for others and for oneself."""
    person = people.person(uow, person_id)
    if person.body_id != actor.person.body_id or person.id == actor.id:
        raise NotFound("colleague", person_id)
    return person


def _people(
    uow: UnitOfWork, desk: Desk, actor: Actor, search: str, office_id: int
) -> tuple[Person, ...]:
    today, me = desk.today(), actor.person
    if search:
        found = people.search(uow, me.body_id, search, on=today)
    else:
        found = people.of_office(uow, office_id, on=today)
    others = [p for p in found if p.id != me.id and p.body_id == me.body_id]
    return tuple(sorted(others, key=lambda person: person.office_id != me.office_id))


def _noted(uow: UnitOfWork, desk: Desk, actor: Actor) -> tuple[tuple[Contact, Person], ...]:
    since = desk.clock() - SEEN_FOR
    found = [
        *contacts.unanswered_of(uow, actor.id, since=since),
        *contacts.unanswered_by(uow, actor.id, since=since),
    ]
    others = {c.id: c.asked_by if c.employee_id == actor.id else c.employee_id for c in found}
    named = people.persons(uow, others.values())
    return tuple((contact, named[others[contact.id]]) for contact in found)
