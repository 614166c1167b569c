"""Requests and messages for tests about deciding."""

from datetime import date

from handlers import texts
from handlers.desk.booking import actions as booking
from handlers.desk.cases.month import Part
from storage.requests import bookings
from storage.requests.bookings import Booking, Wish
from storage.tables import RequestState
from storage.trail import outbox
from storage.trail.outbox import Outgoing
from tests.handlers.town import NOW, Town

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
        due = outbox.claim(uow, at=town.desk.clock(), limit=100)
    return [message for message in due if message.recipient_id == town.ids[name]]


def said(message: Outgoing, locale: str = "it") -> str:
    """A message as it will be read, as the dispatcher renders it."""
    return texts.message(message.key, locale, **message.args)


def labels_of(message: Outgoing) -> list[str]:
    """The words on its buttons."""
    return [texts.label(key, "it", **named) for row in message.buttons for key, named, *_ in row]
