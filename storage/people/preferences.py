"""What people chose to be told and when, and when it is looked next what there is to tell."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select

from storage.core.statements import insert_new
from storage.tables import BODY, EMPLOYEE, PREFERENCE, TELEGRAM_LINK
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """
    A person's choices; `digest_minute` None means the body's own hour.

    `band_start` is whether they want a word when a contact band begins.
    """

    digest: bool = True
    digest_minute: int | None = None
    band_start: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """Somebody whose day is to be looked at now; `reachable` if the bot can write to them."""

    employee_id: int
    policy_id: str
    reachable: bool
    wishes: Wishes


def wishes(uow: UnitOfWork, employee_id: int) -> Wishes:
    """Give what a person chose; what everybody gets, if they chose nothing."""
    row = uow.connection.execute(_OF_PERSON, {"who": employee_id}).mappings().first()
    return Wishes() if row is None else Wishes(**row)


def keep(uow: UnitOfWork, employee_id: int, wishes: Wishes, *, at: datetime) -> None:
    """Keep what a person chose; their day is looked at next at a moment."""
    chosen = {
        "digest": wishes.digest,
        "digest_minute": wishes.digest_minute,
        "band_start": wishes.band_start,
        "look_at": at,
    }
    if insert_new(uow.connection, PREFERENCE, employee_id=employee_id, **chosen):
        return
    own = PREFERENCE.c.employee_id == employee_id
    uow.connection.execute(PREFERENCE.update().where(own).values(**chosen))


def enrol(uow: UnitOfWork, *, at: datetime, limit: int) -> int:
    """Begin to look at the days of linked people who chose nothing yet; give how many."""
    asked = {"limit": limit}
    new = uow.connection.execute(_NOT_ENROLLED, asked).scalars().all()
    for employee_id in new:
        defaults = {"digest": True, "digest_minute": None, "band_start": False, "look_at": at}
        insert_new(uow.connection, PREFERENCE, employee_id=employee_id, **defaults)
    return len(new)


def is_due(uow: UnitOfWork, *, at: datetime) -> bool:
    """Tell whether anybody is to be enrolled or looked at: cheap, and nothing is written."""
    due = select(PREFERENCE.c.employee_id).where(PREFERENCE.c.look_at <= at).limit(1)
    waiting = uow.connection.execute(due).first()
    return bool(waiting or uow.connection.execute(_NOT_ENROLLED, {"limit": 1}).first())


def claim(uow: UnitOfWork, *, at: datetime, until: datetime, limit: int) -> list[Due]:
    """
    Take people whose day is to be looked at, for this program alone until a moment.

    Rows that another program is taking are skipped. Commit before looking at anybody; who dies in
    between leaves them to be taken again after `until`.
    """
    due = (
        select(PREFERENCE.c.employee_id)
        .where(PREFERENCE.c.look_at <= at)
        .order_by(PREFERENCE.c.look_at, PREFERENCE.c.employee_id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    ids = list(uow.connection.execute(due).scalars())
    if not ids:
        return []
    taken = PREFERENCE.update().where(PREFERENCE.c.employee_id.in_(ids)).values(look_at=until)
    uow.connection.execute(taken)
    rows = uow.connection.execute(_SEEN.where(PREFERENCE.c.employee_id.in_(ids)))
    return [_due(dict(row)) for row in rows.mappings()]


def look_again(uow: UnitOfWork, employee_id: int, *, at: datetime) -> None:
    """Set when a person's day is looked at next."""
    own = PREFERENCE.c.employee_id == employee_id
    uow.connection.execute(PREFERENCE.update().where(own).values(look_at=at))


_CHOICES = tuple(PREFERENCE.c[name] for name in ("digest", "digest_minute", "band_start"))
_OF_PERSON = select(*_CHOICES).where(PREFERENCE.c.employee_id == bindparam("who"))
_LIVE = TELEGRAM_LINK.c.ended_at.is_(None) & TELEGRAM_LINK.c.blocked_at.is_(None)
_NOT_ENROLLED = (
    select(TELEGRAM_LINK.c.employee_id)
    .outerjoin(PREFERENCE, PREFERENCE.c.employee_id == TELEGRAM_LINK.c.employee_id)
    .where(_LIVE, PREFERENCE.c.employee_id.is_(None))
    .limit(bindparam("limit"))
)
_SEEN = (
    select(
        PREFERENCE.c.employee_id,
        BODY.c.policy_id,
        TELEGRAM_LINK.c.employee_id.is_not(None).label("reachable"),
        *_CHOICES,
    )
    .select_from(
        PREFERENCE.join(EMPLOYEE, EMPLOYEE.c.id == PREFERENCE.c.employee_id)
        .join(BODY, BODY.c.id == EMPLOYEE.c.body_id)
        .outerjoin(
            TELEGRAM_LINK, (TELEGRAM_LINK.c.employee_id == PREFERENCE.c.employee_id) & _LIVE
        )
    )
    .order_by(PREFERENCE.c.employee_id)
)


def _due(row: dict[str, Any]) -> Due:
    chosen = {name: row.pop(name) for name in ("digest", "digest_minute", "band_start")}
    return Due(**row, wishes=Wishes(**chosen))
