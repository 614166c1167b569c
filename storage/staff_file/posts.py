"""The posts that dipendenti.csv names: begun, kept, ended; what it does not name in time stays."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import ColumnElement, and_, delete, func, or_, select, update

from storage.core.statements import insert_row
from storage.people import appointments
from storage.tables import OFFICE, POST, Role
from storage.unit_of_work import UnitOfWork

Post = tuple[Role, int | None]
"""A role, and the office for which it is held (None: the whole body)."""


def held(uow: UnitOfWork, employee_id: int, *, on: date) -> set[Post]:
    """Give the posts that somebody holds on a day."""
    found = appointments.held_by(uow, employee_id, on=on)
    return {(post.role, post.office_id) for post in found}


def lasting(uow: UnitOfWork, employee_id: int, *, after: date, since: date) -> set[Post]:
    """Give the posts that go on after a day, and are not over before another."""
    open_end = POST.c.last_day.is_(None)
    wanted = select(POST.c.role, POST.c.office_id).where(
        POST.c.employee_id == employee_id,
        or_(open_end, POST.c.last_day > after),
        or_(open_end, POST.c.last_day >= since),
    )
    return {(role, office_id) for role, office_id in uow.connection.execute(wanted)}


def end(uow: UnitOfWork, employee_id: int, post: Post, *, before: date, until: date) -> None:
    """
    End a post with the day before one.

    One that begins from that day on, `until` another, never was.
    """
    same = _same(employee_id, post)
    lasting = POST.c.last_day.is_(None) | (POST.c.last_day >= before)
    begun = POST.c.first_day < before
    uow.connection.execute(
        delete(POST).where(same, lasting, POST.c.first_day.between(before, until))
    )
    ended = update(POST).where(same, lasting, begun)
    uow.connection.execute(ended.values(last_day=before - timedelta(days=1)))


def begin(uow: UnitOfWork, employee_id: int, post: Post, *, since: date) -> None:
    """Give a post from a day on; until a later one that is known already, if there is one."""
    later = select(func.min(POST.c.first_day)).where(
        _same(employee_id, post), POST.c.first_day > since
    )
    next_one = uow.connection.execute(later).scalar()
    insert_row(
        uow.connection,
        POST,
        body_id=uow.body_of(employee_id),
        office_id=post[1],
        role=post[0],
        employee_id=employee_id,
        first_day=since,
        last_day=next_one - timedelta(days=1) if next_one else None,
    )


def said(uow: UnitOfWork, post: Post) -> str:
    """Write a post as the file does: `responsabile:tributi`."""
    role = "personale" if post[0] is Role.HR else post[0].value
    if post[1] is None:
        return role
    code = uow.connection.execute(select(OFFICE.c.code).where(OFFICE.c.id == post[1])).scalar()
    return f"{role}:{code}"


def _same(employee_id: int, post: Post) -> ColumnElement[bool]:
    return and_(
        POST.c.employee_id == employee_id,
        POST.c.role == post[0],
        POST.c.office_id.is_not_distinct_from(post[1]),
    )
