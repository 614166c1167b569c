"""What both sides of a request are told, each through the outbox."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from handlers.desk.contacts.drafts import How
from handlers.desk.presses import pack
from handlers.texts import articles
from rules.decision import Reason
from rules.facts import ROME, Band
from storage.people import people
from storage.people.people import Person
from storage.requests.contacts import Contact
from storage.trail import outbox
from storage.unit_of_work import UnitOfWork

A_DAY = timedelta(days=1)


def key_of(contact: Contact) -> str:
    """Name the message that passes a request on."""
    return f"contact:{contact.id}:passed"


def post_request(
    uow: UnitOfWork, contact: Contact, asker: Person, how: How, *, at: datetime
) -> None:
    """
    Pass a request on from its moment; the gate asks about bands and permits once more then.

    It says when it was written: `domani` in it is of that day, whenever it is read.
    """
    named = {"name": asker.name, "office": asker.office_name, "words": contact.words}
    uow.post(
        outbox.Message(
            recipient_id=contact.employee_id,
            key="contacts.told.on_call" if how is How.ON_CALL else "contacts.told",
            args={**named, "asked_at": contact.asked_at},
            buttons=buttons_of(contact.id),
            dedupe_key=key_of(contact),
            at=at,
            due_at=contact.deliver_at,
            urgent_reason=contact.why_urgent,
            contact=how.value,
        )
    )


def buttons_of(contact_id: int) -> list[list[list[Any]]]:
    """Lay out the answers."""
    ways = ("call", "done", "later")
    return [[[f"contacts.button.{way}", {}, pack("contacts", way, contact_id)]] for way in ways]


def post_answer(uow: UnitOfWork, contact: Contact, answer: str, *, at: datetime) -> None:
    """Tell the asker what the person answered; a day by its date, since it may be read later."""
    way, _, minute = answer.partition("@")
    name, today = people.person(uow, contact.employee_id).name, at.astimezone(ROME).date()
    args: dict[str, Any] = {"name": name, "words": contact.words}
    if way == "later":
        args |= {"minute": int(minute), "day": today}
    if way == "tomorrow":
        args |= {"day": today + A_DAY}
    dated = ".on" if "day" in args else ""
    _post(uow, contact, contact.asked_by, f"answered.{way}{dated}", args, at=at)


def post_noted(
    uow: UnitOfWork, contact: Contact, gone_by: tuple[datetime, Band], why: Reason, *, at: datetime
) -> None:
    """Tell both sides that a request without an answer was noted, and by which article."""
    named = people.persons(uow, [contact.employee_id, contact.asked_by])
    day, band = gone_by
    told: dict[str, Any] = {
        "person": named[contact.employee_id].name,
        "asker": named[contact.asked_by].name,
        "asked_at": contact.asked_at,
        "day": day.date(),
        "band": band,
        "articles": articles(why.articles),
    }
    _post(uow, contact, contact.employee_id, "noted.person", told, at=at, answers=True)
    _post(uow, contact, contact.asked_by, "noted.asker", told, at=at)


def _post(
    uow: UnitOfWork,
    contact: Contact,
    recipient_id: int,
    what: str,
    args: dict[str, Any],
    *,
    at: datetime,
    answers: bool = False,
) -> None:
    uow.post(
        outbox.Message(
            recipient_id=recipient_id,
            key=f"contacts.{what}",
            args=args,
            buttons=buttons_of(contact.id) if answers else [],
            dedupe_key=f"contact:{contact.id}:{what}",
            at=at,
        )
    )
