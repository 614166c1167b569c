"""Look for somebody, ask whether they may be reached, pass a message on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from handlers.desk.cases.led import leads
from handlers.desk.cases.reaching import Way
from handlers.desk.contacts import told
from handlers.desk.contacts.drafts import CONTACT, PERSON, WORDS, How
from handlers.desk.contacts.judging import Reach, ask, hearing_of, reach
from handlers.desk.context import Actor, Desk
from handlers.desk.forms import standing as forms
from handlers.desk.forms.standing import StandingForm
from handlers.desk.requests.authority import authority_over_person
from rules.decision import Verdict
from storage.errors import NotFound
from storage.people import people
from storage.people.people import Person
from storage.requests import contacts
from storage.requests.contacts import Contact, Wish
from storage.tables import Role
from storage.unit_of_work import UnitOfWork

SEEN_FOR = timedelta(days=90)
"""How long what was noted is listed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """
    People to choose from.

    `noted` are requests without an answer that were noted about the asker or for them, each with
    the other person.
    """

    people: tuple[Person, ...]
    search: str
    noted: tuple[tuple[Contact, Person], ...] = ()


LATELY = timedelta(hours=12)
"""So long a press may be on its way again."""


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


def begin(desk: Desk, actor: Actor, *, office_id: int | None = None) -> StandingForm:
    """Begin to look for somebody: in the asker's own office, or in another one of the body."""
    with desk.store.writing() as uow:
        values = {"office": office_id, "search": "", "page": 0}
        begun = forms.begin(uow, actor.telegram_id, CONTACT, values, at=desk.clock())
        uow.commit()
    return begun


def find(desk: Desk, actor: Actor, form: StandingForm) -> Found:
    """List whom the form looks for, and what was noted."""
    search, office = form.values.get("search", ""), form.values.get("office")
    with desk.store.reading() as uow:
        found = _people(uow, desk, actor, search, office or actor.person.office_id)
        return Found(people=found, search=search, noted=_noted(uow, desk, actor))


def sent_lately(desk: Desk, actor: Actor) -> tuple[Contact, Person] | None:
    """Give what somebody wrote last to a colleague, if it was not long ago, and to whom."""
    with desk.store.reading() as uow:
        found = contacts.latest_by(uow, actor.id, since=desk.clock() - LATELY)
        if found is None:
            return None
        return found, people.persons(uow, [found.employee_id])[found.employee_id]


def named(desk: Desk, actor: Actor, words: str) -> tuple[Person, ...]:
    """Find the colleagues whose name has these words."""
    with desk.store.reading() as uow:
        return _people(uow, desk, actor, words, actor.person.office_id)


def look(desk: Desk, actor: Actor, person_id: int) -> Reach:
    """Tell whether a colleague may be reached now. Raises NotFound."""
    with desk.store.reading() as uow:
        person = _colleague(uow, actor, person_id)
        return reach(uow, hearing_of(uow, desk, person.id), person, led=leads(actor, person))


def person_of(desk: Desk, actor: Actor, person_id: int) -> Person:
    """Give a colleague. Raises NotFound."""
    with desk.store.reading() as uow:
        return _colleague(uow, actor, person_id)


def write_to(
    desk: Desk, actor: Actor, person_id: int, how: How, *, words: str = ""
) -> StandingForm:
    """
    Begin to wait for the words, or first for why it is urgent; `words` were said already.

    Raises NotFound.
    """
    with desk.store.writing() as uow:
        person = _colleague(uow, actor, person_id)
        values = {PERSON: person.id, "how": how.value, **({WORDS: words} if words else {})}
        begun = forms.begin(uow, actor.telegram_id, CONTACT, values, at=desk.clock())
        uow.commit()
    return begun


def pass_on(
    desk: Desk, actor: Actor, person_id: int, words: str, *, how: How, why: str | None = None
) -> PassedOn:
    """
    Write the request down and post it: at once where the act lets it through, else when it does.

    A call within a turn on call that cannot be one, or not any more, is a plain message. Raises
    NotFound for who is no colleague.
    """
    at = desk.clock()
    with desk.store.writing() as uow:
        person = _colleague(uow, actor, person_id)
        hearing = hearing_of(uow, desk, person.id)
        found = reach(uow, hearing, person, led=leads(actor, person))
        if how is How.ON_CALL and how not in found.offers:
            how = How.PLAIN
        decision = ask(hearing, how)
        wish = Wish(
            employee_id=person.id,
            asked_by=actor.id,
            words=words,
            why_urgent=why or None,
            as_manager=authority_over_person(uow, desk, actor, person) is not None,
            deliver_at=decision.values["when"],
        )
        if found.barred is None:
            told.post_request(uow, contacts.ask(uow, wish, at=at), actor.person, how, at=at)
        forms.end(uow, actor.telegram_id, CONTACT)
        uow.commit()
    now = decision.verdict is Verdict.NOW
    since = None if now or found.since is None else min(found.since, decision.values["when"])
    return PassedOn(person=person, now=now, how=how, since=since, barred=found.barred)


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
        found = [one for office in _looked_at(actor, office_id) for one in _in(uow, office, today)]
    return tuple(p for p in found if p.id != me.id and p.body_id == me.body_id)


def _looked_at(actor: Actor, office_id: int) -> list[int]:
    """Give an office, and if it is one's own also those that one leads."""
    led = {post.office_id for post in actor.held if post.office_id and post.role is not Role.HR}
    also = sorted(led - {office_id}) if office_id == actor.person.office_id else []
    return [office_id, *also]


def _in(uow: UnitOfWork, office_id: int, today: date) -> list[Person]:
    return people.of_office(uow, office_id, on=today)


def _noted(uow: UnitOfWork, desk: Desk, actor: Actor) -> tuple[tuple[Contact, Person], ...]:
    since = desk.clock() - SEEN_FOR
    found = [
        *contacts.unanswered_of(uow, actor.id, since=since),
        *contacts.unanswered_by(uow, actor.id, since=since),
    ]
    others = {c.id: c.asked_by if c.employee_id == actor.id else c.employee_id for c in found}
    named = people.persons(uow, others.values())
    return tuple((contact, named[others[contact.id]]) for contact in found)
