"""Posts and delegations: how a role that an act names becomes a person on a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Select,
    Table,
    bindparam,
    exists,
    func,
    or_,
    select,
)

from storage.core.statements import insert_row
from storage.errors import NotFound
from storage.tables import ABSENCE, DELEGATION, EMPLOYEE, POST, Role
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A post on a day: the role, its holder, and its office (None: the whole body)."""

    role: Role
    employee_id: int
    body_id: str
    office_id: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """
    The person behind a role on a day: who holds it and who acts.

    They differ when the holder delegated for that day: then the act is recorded as done by
    `acting_id` on behalf of `principal_id`.
    """

    role: Role
    principal_id: int
    acting_id: int

    @property
    def on_behalf_of(self) -> int | None:
        """The principal, if somebody else acts."""
        return self.principal_id if self.acting_id != self.principal_id else None


def holder(uow: UnitOfWork, employee_id: int, role: Role, *, on: date) -> Holder | None:
    """
    Find who holds a role for an employee on a day, in their office or else in their body.

    None if the post is vacant. The holder may be the employee themselves: see `absent_roles`.
    """
    for found in _over(uow, employee_id, on):
        if found.holder.role is role:
            return found.holder
    return None


def holders(uow: UnitOfWork, body_id: str, role: Role, *, on: date) -> list[int]:
    """List the ids of all who hold a role in a body on a day (HR are often several)."""
    wanted = _POSTS.where(POST.c.body_id == body_id, POST.c.role == role, _holds(on))
    return [post.employee_id for post in _posts(uow, wanted)]


def absent_roles(uow: UnitOfWork, employee_id: int, *, on: date) -> tuple[Role, ...]:
    """
    List the roles that cannot decide about an employee on a day, for `approver`.

    A role is absent if the post is vacant, if it would decide about its own request, or if its
    holder does not work that day and delegated to nobody.
    """
    present = {
        found.holder.role
        for found in _over(uow, employee_id, on)
        if found.holder.acting_id != employee_id and not found.is_away
    }
    return tuple(role for role in Role if role not in present and role is not Role.HR)


def held_by_any(uow: UnitOfWork, employee_ids: Iterable[int], *, on: date) -> list[Held]:
    """List the posts that any of some employees holds on a day."""
    return _posts(uow, _POSTS.where(POST.c.employee_id.in_(sorted(set(employee_ids))), _holds(on)))


def held_by(uow: UnitOfWork, employee_id: int, *, on: date) -> tuple[Held, ...]:
    """List the posts that an employee holds on a day."""
    exercised = exercised_by(uow, employee_id, on=on)
    return tuple(post for post in exercised if post.employee_id == employee_id)


def exercised_by(uow: UnitOfWork, employee_id: int, *, on: date) -> list[Held]:
    """List the posts that an employee holds on a day, and those in whose name they may act."""
    rows = uow.connection.execute(_EXERCISED, {"who": employee_id, "day": on}).mappings()
    return [Held(**row) for row in rows]


def appoint(
    uow: UnitOfWork,
    employee_id: int,
    role: Role,
    *,
    office_id: int | None = None,
    first_day: date,
    last_day: date | None = None,
) -> int:
    """Give a post to an employee, for an office or (None) for the body; give its id."""
    return insert_row(
        uow.connection,
        POST,
        body_id=uow.body_of(employee_id),
        office_id=office_id,
        role=role,
        employee_id=employee_id,
        first_day=first_day,
        last_day=last_day,
    )


def delegate(uow: UnitOfWork, manager_id: int, *, to: int, first_day: date, last_day: date) -> int:
    """Let somebody act in a manager's name for some days, both included; give the row's id."""
    if manager_id == to or first_day > last_day:
        raise ValueError("A delegation goes to somebody else and ends after it begins.")
    if uow.body_of(manager_id) != uow.body_of(to):
        raise NotFound("employee of this body", to)
    return insert_row(
        uow.connection,
        DELEGATION,
        manager_id=manager_id,
        delegate_id=to,
        first_day=first_day,
        last_day=last_day,
    )


_POSTS = select(POST.c.role, POST.c.employee_id, POST.c.body_id, POST.c.office_id)


def _covers(table: Table, day: date | BindParameter[date]) -> ColumnElement[bool]:
    open_end: ColumnElement[bool] = or_(table.c.last_day.is_(None), table.c.last_day >= day)
    return (table.c.first_day <= day) & open_end


_GONE = EMPLOYEE.alias()


def _is_here(employee_id: Any, day: date | BindParameter[date]) -> ColumnElement[bool]:
    """Tell who has not left: whoever has holds nothing and acts for nobody."""
    return ~exists().where(_GONE.c.id == employee_id, _GONE.c.left_on < day)


def _holds(day: date | BindParameter[date]) -> ColumnElement[bool]:
    return _covers(POST, day) & _is_here(POST.c.employee_id, day)


# Built once: this is asked on every press.
_WHO: BindParameter[int] = bindparam("who")
_DAY: BindParameter[date] = bindparam("day")
_DELEGATING = select(DELEGATION.c.manager_id).where(
    DELEGATION.c.delegate_id == _WHO,
    _covers(DELEGATION, _DAY),
    _is_here(DELEGATION.c.delegate_id, _DAY),
)
_EXERCISED = (
    _POSTS.where(_holds(_DAY))
    .where(or_(POST.c.employee_id == _WHO, POST.c.employee_id.in_(_DELEGATING)))
    .order_by(POST.c.first_day.desc(), POST.c.id.desc())
)


def _posts(uow: UnitOfWork, wanted: Select[Any]) -> list[Held]:
    rows = uow.connection.execute(wanted.order_by(POST.c.first_day.desc(), POST.c.id.desc()))
    return [Held(**row) for row in rows.mappings()]


@dataclass(frozen=True, slots=True)
class _Over:
    """A post over an employee: who holds it and acts, and whether who acts is away."""

    holder: Holder
    is_away: bool


def _over(uow: UnitOfWork, employee_id: int, on: date) -> list[_Over]:
    """List the posts that are over an employee: those of the office before those of the body."""
    return uow.remembered(("over", employee_id, on), lambda: _read_over(uow, employee_id, on))


def _read_over(uow: UnitOfWork, employee_id: int, on: date) -> list[_Over]:
    rows = uow.connection.execute(_OVER, {"who": employee_id, "day": on}).all()
    if not rows:
        raise NotFound("employee", employee_id)
    return [
        _Over(Holder(role=role, principal_id=principal, acting_id=acting), bool(away))
        for role, principal, acting, away in rows
        if role is not None
    ]


_DELEGATE = (
    select(DELEGATION.c.delegate_id)
    .where(DELEGATION.c.manager_id == POST.c.employee_id, _covers(DELEGATION, _DAY))
    .where(_is_here(DELEGATION.c.delegate_id, _DAY))
    .order_by(DELEGATION.c.id.desc())
    .limit(1)
    .scalar_subquery()
)
_NEAR = or_(POST.c.office_id == EMPLOYEE.c.office_id, POST.c.office_id.is_(None))
_ABOVE = (
    select(
        POST.c.role,
        POST.c.employee_id.label("principal"),
        func.coalesce(_DELEGATE, POST.c.employee_id).label("acting"),
        POST.c.office_id,
        POST.c.first_day,
        POST.c.id,
    )
    .select_from(
        EMPLOYEE.outerjoin(POST, (POST.c.body_id == EMPLOYEE.c.body_id) & _NEAR & _holds(_DAY))
    )
    .where(EMPLOYEE.c.id == _WHO)
    .subquery()
)
_AWAY = exists().where(ABSENCE.c.employee_id == _ABOVE.c.acting, _covers(ABSENCE, _DAY))
_OVER = select(_ABOVE.c.role, _ABOVE.c.principal, _ABOVE.c.acting, _AWAY).order_by(
    _ABOVE.c.office_id.is_(None), _ABOVE.c.first_day.desc(), _ABOVE.c.id.desc()
)
"""Also one row without a role where nobody is over an employee, so that none means no employee."""
