"""Requests and messages for tests about deciding."""

from datetime import date, timedelta

from handlers import texts
from handlers.desk.booking import actions as booking
from handlers.desk.cases.month import Part
from storage.agreements import agreements
from storage.people import staff
from storage.requests import bookings
from storage.requests.bookings import Booking, Wish
from storage.tables import Rank, RequestState
from storage.trail.outbox import Outgoing
from tests import due_messages
from tests.handlers.town import AGREED, NOW, OFFICE_WORKER, Town

THURSDAY = date(2026, 11, 26)
FRIDAY = date(2026, 11, 27)


def asks_for(town: Town, name: str, *days: date) -> list[Booking]:
    """Somebody ticks days and sends the request, as the calendar does."""
    actor = town.actor(name)
    for day in days:
        month = booking.tick(town.desk, actor, day, Part.DAY)
    result = booking.submit(town.desk, actor, month.digest)
    assert result is not None
    return list(result.booked)


def stands(town: Town, request: Booking) -> Booking:
    """The request as it is now."""
    with town.store.reading() as uow:
        return bookings.by_id(uow, request.id)


def enter(town: Town, name: str, *days: date, state: RequestState = RequestState.APPROVED) -> None:
    """Days on record."""
    with town.store.writing() as uow:
        for day in days:
            bookings.enter(uow, Wish(employee_id=town.ids[name], day=day), at=NOW, state=state)
        uow.commit()


def messages_to(town: Town, name: str) -> list[Outgoing]:
    """What the outbox holds for somebody, oldest first."""
    with town.store.writing() as uow:
        due = due_messages.due(uow, at=town.desk.clock(), limit=100)
    mine = [message for message in due if message.recipient_id == town.ids[name]]
    return sorted(mine, key=lambda message: message.id)


def said(message: Outgoing, locale: str = "it") -> str:
    """A message as it will be read, as the dispatcher renders it."""
    return texts.message(message.key, locale, **message.args)


def labels_of(message: Outgoing) -> list[str]:
    """The words on its buttons."""
    return [texts.label(key, "it", **named) for row in message.buttons for key, named, *_ in row]


def many_ask(
    town: Town, count: int, days: int, *, name: str = "Persona", since: int = 0
) -> list[int]:
    """So many people of the office ask for so many days each, a minute apart; their bookings."""
    asked = []
    with town.store.writing() as uow:
        for number in range(since, since + count):
            record = staff.Record(
                number=f"9{number}",
                family_name=f"{name} {number}",
                given_name="Massimiliano",
                rank=Rank.STAFF,
                facts=OFFICE_WORKER,
            )
            office = town.offices["anagrafe"]
            who = staff.put_employee(uow, town.body, record, office_id=office).id
            agreements.add(uow, who, AGREED, at=NOW, by=None)
            for day in range(days):
                wish = Wish(employee_id=who, day=date(2026, 12, 14) + timedelta(days=day))
                moment = NOW + timedelta(minutes=number)
                state, to = RequestState.PENDING, town.ids["carla"]
                asked.append(bookings.enter(uow, wish, at=moment, state=state, approver_id=to))
        uow.commit()
    return asked
