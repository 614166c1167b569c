"""A town of any size put into a store at once: offices of twenty people with history."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import insert, literal, select, union_all

from handlers.desk.cases.drafts import FEATURE, Draft
from handlers.desk.context import Clock, Desk
from rules.facts import Agreement, Employee, Half, Mode, Period, Scheme
from rules.policy import library
from storage.agreements import agreements
from storage.core.vault import Vault, new_key
from storage.days import facts
from storage.people import staff
from storage.store import Store
from storage.tables import (
    AGREEMENT,
    BOOKING_REQUEST,
    BOOKING_SLOT,
    DIALOGUE,
    EMPLOYEE,
    OFFICE,
    POST,
    TELEGRAM_LINK,
    Rank,
    RequestState,
    Role,
)
from storage.unit_of_work import UnitOfWork

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
"""A Monday morning on which messages may be delivered."""
WISHED = date(2026, 12, 2)
BODY_ID = "rocca"
POLICY_ID = "tivoli"
OF_AN_OFFICE = 20
LONG_AGO = date(2020, 1, 1)
BOOKED_BEFORE = 20
TELEGRAM_IDS_FROM = 1_000_000
"""The Telegram account of the employee with id 5 is 1,000,005."""
AGREED = Agreement(
    first_day=date(2026, 1, 1),
    last_day=date(2027, 12, 31),
    scheme=Scheme(per=Period.MONTH, days=8),
)
HEADS = {0: Role.DIRIGENTE, 1: Role.RESPONSABILE, 2: Role.VICE_RESPONSABILE}
"""The first three of each office; the first of all also holds the posts of the whole body."""
OF_THE_BODY = (Role.SEGRETARIO, Role.SINDACO, Role.HR)


def still() -> datetime:
    """Be the clock of a town: it stands at NOW, so that each run decides the same."""
    return NOW


@dataclass(frozen=True, slots=True)
class Town:
    """A settled town: its desk, and how another process opens the same store."""

    desk: Desk
    url: str
    key: str


@contextmanager
def town(size: int, *, clock: Clock = still) -> Iterator[Town]:
    """Settle so many employees, all linked and agreed, in a fresh SQLite file."""
    with TemporaryDirectory(prefix="sportello-bench-") as folder:
        url, key = f"sqlite:///{folder}/town.sqlite3", new_key()
        with open_desk(url, key, clock=clock) as desk:
            settle(desk, size)
            yield Town(desk, url, key)


@contextmanager
def open_desk(url: str, key: str, *, clock: Clock = still) -> Iterator[Desk]:
    """Open a desk on a store, and close the store at the end."""
    store = Store(url, Vault(key))
    try:
        yield Desk(store, library.shipped(), clock)
    finally:
        store.close()


def settle(desk: Desk, size: int) -> None:
    """Put the body, its offices, employees, posts, agreements, links and booked days."""
    desk.store.migrate()
    with desk.store.writing() as uow:
        staff.put_body(uow, BODY_ID, name="Comune di Rocca", policy_id=POLICY_ID)
        people = range(1, size + 1)
        put = uow.connection.execute
        put(OFFICE.insert(), [_office(number) for number in range(1, 2 + size // OF_AN_OFFICE)])
        put(EMPLOYEE.insert(), [_employee(number) for number in people])
        put(POST.insert(), [post for number in people for post in _posts(number)])
        terms = agreements.to_row(AGREED) | {"created_at": NOW}
        put(AGREEMENT.insert(), [terms | {"employee_id": number} for number in people])
        put(TELEGRAM_LINK.insert(), [_link(number) for number in people])
        _book_before(uow)
        uow.audit("staff.imported", chain=BODY_ID, subject=f"body:{BODY_ID}", at=NOW)
        uow.commit()


def telegram_id(number: int) -> int:
    """Give the Telegram account of an employee."""
    return TELEGRAM_IDS_FROM + number


def tick_for(desk: Desk, people: range, day: date = WISHED) -> str:
    """Tick a day for each of these people; give the digest that their button to send carries."""
    draft = Draft({day: None})
    state = {"days": [[ticked, half] for ticked, half in draft.days.items()]}
    rows = [
        {
            "telegram_user_id": telegram_id(number),
            "feature": FEATURE,
            "state": state,
            "version": 1,
            "updated_at": NOW,
        }
        for number in people
    ]
    with desk.store.writing() as uow:
        uow.connection.execute(DIALOGUE.insert(), rows)
        uow.commit()
    return draft.digest


def _office(number: int) -> dict[str, Any]:
    return {"id": number, "body_id": BODY_ID, "code": f"u{number}", "name": f"Ufficio {number}"}


def _employee(number: int) -> dict[str, Any]:
    facts_of = Employee(hired=LONG_AGO, born=date(1980, 1, 1))
    return {
        "id": number,
        "body_id": BODY_ID,
        "office_id": 1 + (number - 1) // OF_AN_OFFICE,
        "number": str(number),
        "family_name": f"Inventi{number}",
        "given_name": "Anna",
        "sort_name": f"inventi{number} anna",
        "rank": Rank.EQ if (number - 1) % OF_AN_OFFICE in HEADS else Rank.STAFF,
        "sensitive": facts.sensitive_facts(facts_of),
        "left_on": None,
    } | facts.open_facts(facts_of)


def _posts(number: int) -> list[dict[str, Any]]:
    place = (number - 1) % OF_AN_OFFICE
    post = {"body_id": BODY_ID, "employee_id": number, "first_day": LONG_AGO, "last_day": None}
    office = {"office_id": 1 + (number - 1) // OF_AN_OFFICE}
    held = [post | office | {"role": HEADS[place]}] if place in HEADS else []
    if number == 1:
        held += [post | {"office_id": None, "role": role} for role in OF_THE_BODY]
    return held


def _link(number: int) -> dict[str, Any]:
    return {"employee_id": number, "telegram_user_id": telegram_id(number), "linked_at": NOW}


def _book_before(uow: UnitOfWork) -> None:
    """Give everybody the same booked days, copied inside the database: it is much quicker."""
    first = {
        "employee_id": 1,
        "mode": Mode.AGILE,
        "state": RequestState.APPROVED,
        "version": 2,
        "asked_at": NOW,
        "reasons": [],
    }
    days = [NOW.date() - timedelta(weeks=week) for week in range(1, BOOKED_BEFORE + 1)]
    uow.connection.execute(BOOKING_REQUEST.insert(), [first | {"day": day} for day in days])
    copied = [c for c in BOOKING_REQUEST.c if c.name not in ("id", "employee_id")]
    everybody = EMPLOYEE.join(BOOKING_REQUEST, EMPLOYEE.c.id != BOOKING_REQUEST.c.employee_id)
    others = select(EMPLOYEE.c.id, *copied).select_from(everybody)
    names = ["employee_id", *(c.name for c in copied)]
    uow.connection.execute(insert(BOOKING_REQUEST).from_select(names, others))
    halves = union_all(*(select(literal(half.value).label("half")) for half in Half)).subquery()
    held = select(
        BOOKING_REQUEST.c.employee_id, BOOKING_REQUEST.c.day, halves.c.half, BOOKING_REQUEST.c.id
    ).select_from(BOOKING_REQUEST.join(halves, literal(value=True)))
    slot_names = ["employee_id", "day", "half", "request_id"]
    uow.connection.execute(insert(BOOKING_SLOT).from_select(slot_names, held))
