"""Weekly patterns: the same weekdays again and again, and the days on which they do not hold."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import RowMapping, Select, delete, select

from rules.facts import Half, Mode
from storage.core.statements import insert_new, insert_row
from storage.errors import NotFound, Stale
from storage.tables import BOOKING_REQUEST, EMPLOYEE, PATTERN, PATTERN_EXCEPTION
from storage.unit_of_work import UnitOfWork

WeekDay = tuple[int, Half | None]
"""A weekday (0 is Monday) and its half; None is the whole day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """
    The same weekdays from `first_day` to `last_day`, both included.

    Until `asked_until` each day was asked for or is an exception; later ones wait for the act to
    let them be asked for. `beyond` tells that days over a limit set "di norma" are asked for too.
    """

    id: int
    employee_id: int
    mode: Mode
    days: tuple[WeekDay, ...]
    first_day: date
    last_day: date
    asked_until: date
    beyond: bool
    version: int
    created_at: datetime
    ended_at: datetime | None

    def occurrences(self, since: date, until: date) -> list[tuple[date, Half | None]]:
        """List its days in a stretch, both ends included, in order."""
        return occurrences(self.days, max(since, self.first_day), min(until, self.last_day))


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A pattern to be noted."""

    employee_id: int
    mode: Mode
    days: tuple[WeekDay, ...]
    first_day: date
    last_day: date
    asked_until: date
    beyond: bool = False


def occurrences(
    days: Iterable[WeekDay], since: date, until: date
) -> list[tuple[date, Half | None]]:
    """List the days of a stretch, both ends included, that fall on some weekdays."""
    halves = dict(days)
    every = [since + timedelta(n) for n in range((until - since).days + 1)]
    return [(day, halves[day.weekday()]) for day in every if day.weekday() in halves]


def add(uow: UnitOfWork, wanted: Wanted, *, at: datetime, by: int) -> Pattern:
    """Note a pattern; raise ValueError for one that ends before it begins or has no days."""
    if wanted.last_day < wanted.first_day or not wanted.days:
        raise ValueError("A pattern has days, and ends after it begins.")
    row = {
        "employee_id": wanted.employee_id,
        "mode": wanted.mode,
        "days": [[weekday, half] for weekday, half in sorted(wanted.days)],
        "first_day": wanted.first_day,
        "last_day": wanted.last_day,
        "asked_until": wanted.asked_until,
        "beyond": wanted.beyond,
        "version": 1,
        "created_at": at,
    }
    pattern_id = insert_row(uow.connection, PATTERN, **row)
    details = {name: row[name] for name in ("days", "first_day", "last_day")}
    _note(uow, "pattern.added", pattern_id, wanted.employee_id, at=at, by=by, details=details)
    return by_id(uow, pattern_id)


def by_id(uow: UnitOfWork, pattern_id: int) -> Pattern:
    """Give one pattern; raise NotFound."""
    found = _all(uow, select(PATTERN).where(PATTERN.c.id == pattern_id))
    if not found:
        raise NotFound("pattern", pattern_id)
    return found[0]


def by_ids(uow: UnitOfWork, pattern_ids: Iterable[int]) -> list[Pattern]:
    """List patterns by their ids; those that are not there are left out."""
    return _all(uow, select(PATTERN).where(PATTERN.c.id.in_(list(pattern_ids))))


def live_of(uow: UnitOfWork, employee_id: int, *, on: date) -> list[Pattern]:
    """List a person's patterns that have not ended on a day, by their first day."""
    wanted = select(PATTERN).where(
        PATTERN.c.employee_id == employee_id,
        PATTERN.c.ended_at.is_(None),
        PATTERN.c.last_day >= on,
    )
    return _all(uow, wanted)


def unfinished(uow: UnitOfWork) -> list[tuple[Pattern, str]]:
    """List live patterns of which days are still to be asked for, with the person's body."""
    wanted = (
        select(PATTERN, EMPLOYEE.c.body_id)
        .select_from(PATTERN.join(EMPLOYEE, EMPLOYEE.c.id == PATTERN.c.employee_id))
        .where(PATTERN.c.ended_at.is_(None), PATTERN.c.asked_until < PATTERN.c.last_day)
        .order_by(PATTERN.c.id)
    )
    rows = [dict(row) for row in uow.connection.execute(wanted).mappings()]
    return [(_pattern(row), row.pop("body_id")) for row in rows]


def end(uow: UnitOfWork, pattern_id: int, version: int, *, at: datetime, by: int) -> Pattern:
    """End a pattern, and leave its days as they are; raise Stale if it changed, NotFound."""
    live = PATTERN.update().where(
        PATTERN.c.id == pattern_id, PATTERN.c.version == version, PATTERN.c.ended_at.is_(None)
    )
    if not uow.connection.execute(live.values(ended_at=at, version=version + 1)).rowcount:
        raise Stale("pattern", pattern_id, by_id(uow, pattern_id))
    after = by_id(uow, pattern_id)
    _note(uow, "pattern.ended", pattern_id, after.employee_id, at=at, by=by, details={})
    return after


def asked_until(uow: UnitOfWork, pattern_id: int, day: date) -> None:
    """Note until which day everything was asked for."""
    row = PATTERN.update().where(PATTERN.c.id == pattern_id)
    uow.connection.execute(row.values(asked_until=day))


def except_day(uow: UnitOfWork, pattern_id: int, day: date) -> bool:
    """Note a day on which a pattern does not hold; False if it was noted before."""
    return insert_new(uow.connection, PATTERN_EXCEPTION, pattern_id=pattern_id, day=day)


def hold_again(uow: UnitOfWork, pattern_id: int, day: date) -> None:
    """Take back that a pattern does not hold on a day."""
    noted = delete(PATTERN_EXCEPTION).where(
        PATTERN_EXCEPTION.c.pattern_id == pattern_id, PATTERN_EXCEPTION.c.day == day
    )
    uow.connection.execute(noted)


def exceptions(uow: UnitOfWork, pattern_id: int) -> set[date]:
    """Give the days on which a pattern does not hold."""
    wanted = select(PATTERN_EXCEPTION.c.day).where(PATTERN_EXCEPTION.c.pattern_id == pattern_id)
    return set(uow.connection.execute(wanted).scalars())


def booked(uow: UnitOfWork, pattern_id: int) -> set[date]:
    """Give the days that were asked for by a pattern, whatever became of them."""
    wanted = select(BOOKING_REQUEST.c.day).where(BOOKING_REQUEST.c.pattern_id == pattern_id)
    return set(uow.connection.execute(wanted).scalars())


def _note(uow: UnitOfWork, action: str, pattern_id: int, employee_id: int, **facts: Any) -> None:
    chain, by = uow.body_of(employee_id), facts.pop("by")
    uow.audit(action, chain=chain, subject=f"pattern:{pattern_id}", actor_id=by, **facts)


def _all(uow: UnitOfWork, wanted: Select[Any]) -> list[Pattern]:
    ordered = wanted.order_by(PATTERN.c.first_day, PATTERN.c.id)
    return [_pattern(row) for row in uow.connection.execute(ordered).mappings()]


def _pattern(row: RowMapping | dict[str, Any]) -> Pattern:
    fields = {name: row[name] for name in Pattern.__slots__}
    days = tuple((weekday, half and Half(half)) for weekday, half in fields.pop("days"))
    return Pattern(**fields, days=days)
