"""Deciding in tests, the same for every kind of request; messages that go out."""

from handlers.desk.requests import deciding, taking_back
from handlers.desk.requests.deciding import Outcome, Wish
from handlers.desk.requests.kinds.known import all_waiting, one
from handlers.desk.requests.request import Key, Request, State
from handlers.desk.requests.taking_back import Took
from storage.requests.bookings import Booking
from storage.requests.permits_found import PermitRecord
from storage.trail import delivering
from storage.trail.outbox import Outgoing
from tests import due_messages
from tests.handlers.town import Town


def key_of(asked: Booking | PermitRecord) -> Key:
    """The request that a booking or a permit is."""
    return ("days" if isinstance(asked, Booking) else "permits"), asked.id


def decides(
    town: Town,
    name: str,
    asked: Booking | PermitRecord | Key,
    to: State = State.APPROVED,
    motive: str | None = None,
    *,
    version: int | None = None,
) -> Outcome:
    """Somebody decides what they were shown when it was asked, or in another version."""
    key = asked if isinstance(asked, tuple) else key_of(asked)
    shown = asked.version if not isinstance(asked, tuple) else request(town, key).version
    wish = Wish(key=key, version=version or shown, to=to, motive=motive)
    return deciding.decide(town.desk, town.actor(name), wish)


def takes_back(
    town: Town, name: str, asked: Booking | PermitRecord | Key, *, version: int | None = None
) -> Took:
    """Somebody takes back what they asked for, as it stands now or in another version."""
    key = asked if isinstance(asked, tuple) else key_of(asked)
    shown = version or request(town, key).version
    return taking_back.take_back(town.desk, town.actor(name), key, version=shown).came


def request(town: Town, key: Key) -> Request:
    """A request as it stands."""
    with town.store.reading() as uow:
        return one(uow, key)


def waits(town: Town) -> list[Request]:
    """All that waits in the town."""
    with town.store.reading() as uow:
        return all_waiting(uow, town.body)


def go_out(town: Town, name: str | None = None) -> list[Outgoing]:
    """Let what is due go out (to somebody), as the dispatcher does; in the order of sending."""
    sent = []
    with town.store.writing() as uow:
        for message in due_messages.due(uow, at=town.desk.clock(), limit=200):
            if name is not None and message.recipient_id != town.ids[name]:
                continue
            number = 1000 + message.id
            delivering.mark_sent(uow, message.id, at=town.desk.clock(), telegram_id=number)
            sent.append(message)
        uow.commit()
    return sent
