"""Permits put together, sent and looked up, as the chat does."""

from datetime import date

from handlers.desk.permits import actions
from handlers.desk.permits.actions import PermitCame, Sent
from handlers.desk.permits.drafts import Draft
from storage.requests import permits
from storage.requests.permits_found import PermitRecord
from storage.tables import PermitState
from tests.handlers.town import Town

WEDNESDAY = date(2026, 11, 25)
THURSDAY = date(2026, 11, 26)
FRIDAY = date(2026, 11, 27)
TEN = 10 * 60
TWO_HOURS = 120


def hours(
    kind: str, on: date = THURSDAY, *, start: int = TEN, minutes: int = TWO_HOURS, **more: object
) -> Draft:
    """Some hours of a kind."""
    return Draft(kind=kind, whole=False, on=on, start=start, minutes=minutes).changed(**more)


def days(kind: str, on: date = THURSDAY, count: int = 1, **more: object) -> Draft:
    """Whole days of a kind."""
    return Draft(kind=kind, whole=True, on=on, days=count).changed(**more)


def sends(town: Town, name: str, draft: Draft) -> Sent:
    """Somebody puts a permit together and presses the button."""
    actor = town.actor(name)
    shown = actions.start_anew(town.desk, actor, draft)
    return actions.submit(town.desk, actor, shown.form.draft.digest)


def asks(town: Town, name: str, draft: Draft) -> PermitRecord:
    """The same, where it goes through."""
    sent = sends(town, name, draft)
    assert sent.came in (PermitCame.ASKED, PermitCame.COMMUNICATED), sent
    assert sent.record is not None
    return sent.record


def stands(town: Town, record: PermitRecord) -> PermitRecord:
    """The permit as it is now."""
    with town.store.reading() as uow:
        return permits.by_id(uow, record.id)


def held(town: Town, name: str) -> list[PermitRecord]:
    """What takes from somebody's limits."""
    with town.store.reading() as uow:
        states = (PermitState.PENDING, PermitState.GRANTED)
        who = town.ids[name]
        return permits.of_person(uow, who, since=date.min, until=date.max, states=states)
