"""What somebody's morning asks of the store: counts and days, nothing sealed is opened."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import BindParameter, String, bindparam, cast, exists, func, or_, select

from storage.tables import (
    AGREEMENT,
    BODY,
    BOOKING_REQUEST,
    DELEGATION,
    EMPLOYEE,
    PERMIT,
    PREFERENCE,
    RECALL,
    TELEGRAM_LINK,
    PermitState,
    RecallState,
    RequestState,
)
from storage.unit_of_work import UnitOfWork


def waiting_for(uow: UnitOfWork, manager_id: int, *, on: date) -> tuple[int, datetime | None]:
    """
    Count what waits for somebody's decision, days and permits; tell since when the oldest does.

    What was sent to them counts, and to those who delegated to them on that day; their own
    requests do not, nor those of days that are over.
    """
    delegating = select(DELEGATION.c.manager_id).where(
        DELEGATION.c.delegate_id == manager_id,
        DELEGATION.c.first_day <= on,
        DELEGATION.c.last_day >= on,
    )
    count, moments = 0, list[datetime]()
    for table, pending, day in (
        (BOOKING_REQUEST, RequestState.PENDING, BOOKING_REQUEST.c.day),
        (PERMIT, PermitState.PENDING, PERMIT.c.on_day),
    ):
        mine = or_(table.c.approver_id == manager_id, table.c.approver_id.in_(delegating))
        waits = mine & (table.c.state == pending) & (table.c.employee_id != manager_id)
        waits &= day >= on
        found, since = uow.connection.execute(
            select(func.count(), func.min(table.c.asked_at)).where(waits)
        ).one()
        count += found
        moments += [since] if since else []
    return count, min(moments, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class BandWish:
    """Somebody who wants a word when a band begins; the bands of their agreement as texts."""

    employee_id: int
    policy_id: str
    bands: tuple[str, ...]


def who_wants_bands(uow: UnitOfWork, *, on: date) -> list[BandWish]:
    """
    List who wants a word when a band begins, can be reached, and may work away on a day.

    Whether they do, the rules must tell: here are those with an approved day or fixed weekdays.
    """
    rows = uow.connection.execute(_BAND_WISHES, {"day": on}).all()
    return [
        BandWish(
            employee_id=who,
            policy_id=policy_id,
            bands=(*(morning or ()), *(afternoon or ()), *_of_weekdays(single)),
        )
        for who, policy_id, morning, afternoon, single in rows
    ]


def _of_weekdays(bands: Mapping[str, list[str]] | None) -> Iterator[str]:
    """Give the bands of single weekdays, whichever they are of."""
    for spans in (bands or {}).values():
        yield from spans


def confirmed_recalls(uow: UnitOfWork, employee_id: int, days: Iterable[date]) -> list[date]:
    """
    Tell on which of some days a person is called to the office and has confirmed it.

    Of the others they are reminded in messages of their own.
    """
    wanted = select(RECALL.c.day).where(
        RECALL.c.employee_id == employee_id,
        RECALL.c.day.in_(list(days)),
        RECALL.c.state == RecallState.CONFIRMED,
    )
    return list(uow.connection.execute(wanted.order_by(RECALL.c.day)).scalars())


_DAY: BindParameter[date] = bindparam("day")
_LINKED = (
    (TELEGRAM_LINK.c.employee_id == PREFERENCE.c.employee_id)
    & TELEGRAM_LINK.c.ended_at.is_(None)
    & TELEGRAM_LINK.c.blocked_at.is_(None)
)
_IN_FORCE = (
    (AGREEMENT.c.employee_id == PREFERENCE.c.employee_id)
    & (AGREEMENT.c.first_day <= _DAY)
    & or_(AGREEMENT.c.last_day.is_(None), AGREEMENT.c.last_day >= _DAY)
)
_BOOKED = exists().where(
    BOOKING_REQUEST.c.employee_id == PREFERENCE.c.employee_id,
    BOOKING_REQUEST.c.day == _DAY,
    BOOKING_REQUEST.c.state == RequestState.APPROVED,
)
_FIXED = cast(AGREEMENT.c.scheme, String).contains("weekdays")
_BAND_WISHES = (
    select(
        PREFERENCE.c.employee_id,
        BODY.c.policy_id,
        AGREEMENT.c.bands,
        AGREEMENT.c.afternoon_bands,
        AGREEMENT.c.weekday_bands,
    )
    .select_from(
        PREFERENCE.join(EMPLOYEE, EMPLOYEE.c.id == PREFERENCE.c.employee_id)
        .join(BODY, BODY.c.id == EMPLOYEE.c.body_id)
        .join(TELEGRAM_LINK, _LINKED)
        .join(AGREEMENT, _IN_FORCE)
    )
    .where(PREFERENCE.c.band_start, or_(_BOOKED, _FIXED))
    .order_by(PREFERENCE.c.employee_id)
)
