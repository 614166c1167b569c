"""The person answers a request with a button."""

from __future__ import annotations

from dataclasses import dataclass

from handlers.desk.contacts import told
from handlers.desk.context import Actor, Desk
from storage.errors import NotFound, Stale
from storage.people import people
from storage.people.people import Person
from storage.requests import contacts
from storage.requests.contacts import Contact
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What came of an answer: the request as it stands, who asked; `first` if it was the first."""

    contact: Contact
    asker: Person
    first: bool


def answer(desk: Desk, actor: Actor, contact_id: int, words: str) -> Answered:
    """
    Note an answer and tell the asker; a second one changes nothing.

    `words` are `call`, `done`, `tomorrow` or `later@900` (a minute of the day). Raises NotFound.
    """
    with desk.store.writing() as uow:
        contact = _own(uow, actor, contact_id)
        asker = people.person(uow, contact.asked_by)
        try:
            after = contacts.answer(uow, contact, words, at=desk.clock())
        except Stale as stale:
            return Answered(contact=stale.current, asker=asker, first=False)
        told.post_answer(uow, after, words, at=desk.clock())
        uow.commit()
    return Answered(contact=after, asker=asker, first=True)


def look(desk: Desk, actor: Actor, contact_id: int) -> Answered:
    """Give one of the requests made to a person; raise NotFound for anybody else's."""
    with desk.store.reading() as uow:
        contact = _own(uow, actor, contact_id)
        asker = people.person(uow, contact.asked_by)
    return Answered(contact=contact, asker=asker, first=contact.answer is None)


def _own(uow: UnitOfWork, actor: Actor, contact_id: int) -> Contact:
    contact = contacts.by_id(uow, contact_id)
    if contact.employee_id != actor.id:
        raise NotFound("request to this person", contact_id)
    return contact
