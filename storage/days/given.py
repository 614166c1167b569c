"""What is given about a person in a span of days, from rows to a `rules.history.History`."""

from __future__ import annotations

from calendar import isleap
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import (
    BindParameter,
    Select,
    bindparam,
    exists,
    literal,
    or_,
    select,
    union_all,
)

from rules import facts as rules
from rules.history import History
from storage.days import absences
from storage.tables import (
    BOOKING_REQUEST,
    CLOSURE,
    DEROGATION,
    HOLDING,
    LIVE,
    ON_CALL_WEEK,
    PERMIT,
    PERMITS_HELD,
    PRESENCE_DAY,
    RECALL,
    PermitState,
    RequestState,
)
from storage.unit_of_work import UnitOfWork

Move = tuple[rules.Slot, rules.Slot]
"""A day that is held, and the new one that waits to take its place."""
NAMED_DAYS = ("closure", "presence", "on_call", "recalled")


@dataclass(frozen=True, slots=True)
class Span:
    """Days from the first to the last, both included."""

    first: date
    last: date

    def days(self, since: date, until: date) -> Iterator[date]:
        """Give the days of a stretch that lie inside."""
        day = max(since, self.first)
        while day <= min(until, self.last):
            yield day
            day += timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """All that is given about a person in a span, read once; two histories can be made of it."""

    common: dict[str, Any]
    slots: list[tuple[rules.Slot, RequestState]]
    permits: list[_HeldPermit]
    moves: tuple[Move, ...] = ()
    _made: dict[bool, History] = field(default_factory=dict, init=False, compare=False)

    def without_permits(self, ids: Collection[int]) -> Given:
        """Give the same as if some permits had not been asked for."""
        return replace(self, permits=[held for held in self.permits if held.id not in ids])

    def history(self, *, settled: bool) -> History:
        """
        Make a history of it, the same for whoever asks again.

        `settled` leaves out what waits for a decision: it takes from a quota, but frees nobody.
        """
        if settled not in self._made:
            self._made[settled] = self._history(settled=settled)
        return self._made[settled]

    def _history(self, *, settled: bool) -> History:
        return History(
            slots=[
                slot
                for slot, state in self.slots
                if not settled or state is not RequestState.PENDING
            ],
            permits=_granted(self.permits) if settled else _counted_once(self.permits),
            **self.common,
        )


def load(
    uow: UnitOfWork,
    employee_id: int,
    span: Span,
    *,
    body_id: str,
    patron: tuple[int, int] | None,
) -> Given:
    """Read what is given; `patron` is the month and day of the patron saint of the body."""
    asked = {"who": employee_id, "body": body_id, "first": span.first, "last": span.last}
    days = _single_days(uow, asked)
    slots, moves = _slots(uow, asked)
    return Given(
        slots=slots,
        moves=moves,
        permits=_permits(uow, asked),
        common={
            "absences": _absences(uow, employee_id, span),
            "closures": days["closure"],
            "patron": patron_days(patron, span),
            "presence": days["presence"],
            "derogations": _derogations(uow, asked),
            "on_call": days["on_call"],
            "recalled": days["recalled"],
        },
    )


# The statements are built once: building one costs as much as running it.
_WHO: BindParameter[int] = bindparam("who")
_FIRST: BindParameter[date] = bindparam("first")
_LAST: BindParameter[date] = bindparam("last")
_USED_UP = exists().where(
    RECALL.c.employee_id == BOOKING_REQUEST.c.employee_id,
    RECALL.c.day == BOOKING_REQUEST.c.day,
    RECALL.c.state.in_(LIVE),
    RECALL.c.given_back.is_(False),
)
_SLOTS = select(
    BOOKING_REQUEST.c.day,
    BOOKING_REQUEST.c.mode,
    BOOKING_REQUEST.c.half,
    BOOKING_REQUEST.c.state,
    BOOKING_REQUEST.c.id,
    BOOKING_REQUEST.c.replaces_id,
).where(
    BOOKING_REQUEST.c.employee_id == _WHO,
    BOOKING_REQUEST.c.day.between(_FIRST, _LAST),
    or_(
        BOOKING_REQUEST.c.state.in_(HOLDING),
        (BOOKING_REQUEST.c.state == RequestState.RECALLED) & _USED_UP,
    ),
)
_SINGLE_DAYS = union_all(
    select(literal("closure").label("what"), CLOSURE.c.day.label("day")).where(
        CLOSURE.c.body_id == bindparam("body"), CLOSURE.c.day.between(_FIRST, _LAST)
    ),
    select(literal("presence"), PRESENCE_DAY.c.day).where(
        PRESENCE_DAY.c.employee_id == _WHO, PRESENCE_DAY.c.day.between(_FIRST, _LAST)
    ),
    select(literal("on_call"), ON_CALL_WEEK.c.monday).where(
        ON_CALL_WEEK.c.employee_id == _WHO, ON_CALL_WEEK.c.monday.between(_FIRST, _LAST)
    ),
    select(literal("recalled"), RECALL.c.day)
    .where(RECALL.c.employee_id == _WHO, RECALL.c.day.between(_FIRST, _LAST))
    .where(RECALL.c.state.in_(LIVE)),
)
_OF_PERMIT = (
    PERMIT.c.kind,
    PERMIT.c.on_day.label("on"),
    PERMIT.c.minutes,
    PERMIT.c.days,
    PERMIT.c.start_minute.label("start"),
    PERMIT.c.event_day.label("event"),
    PERMIT.c.consecutive,
    PERMIT.c.id,
    PERMIT.c.state,
    PERMIT.c.replaces_id,
)
_PERMITS: Select[Any] = (
    select(*_OF_PERMIT)
    .where(PERMIT.c.employee_id == _WHO, PERMIT.c.on_day.between(_FIRST, _LAST))
    .where(PERMIT.c.state.in_(PERMITS_HELD))
    .order_by(PERMIT.c.on_day, PERMIT.c.id)
)
_OF_DEROGATION = ("first_day", "last_day", "per_week", "motive", "article")
_OF_WHOLE_DAYS: Select[Any] = (
    select(PERMIT.c.employee_id, *_OF_PERMIT)
    .where(PERMIT.c.employee_id.in_(bindparam("who", expanding=True)))
    .where(PERMIT.c.on_day.between(_FIRST, _LAST), PERMIT.c.days.is_not(None))
    .where(PERMIT.c.state == PermitState.GRANTED)
    .order_by(PERMIT.c.on_day, PERMIT.c.id)
)
_DEROGATIONS: Select[Any] = (
    select(*(DEROGATION.c[name] for name in _OF_DEROGATION))
    .where(DEROGATION.c.employee_id == _WHO)
    .where(DEROGATION.c.first_day <= _LAST, DEROGATION.c.last_day >= _FIRST)
    .order_by(DEROGATION.c.id)
)


def _slots(
    uow: UnitOfWork, asked: dict[str, Any]
) -> tuple[list[tuple[rules.Slot, RequestState]], tuple[Move, ...]]:
    """
    Give what is pending or approved, by day, and what was lost to a recall and still counts.

    With it the moves that wait, of days that are held.
    """
    rows = sorted(uow.connection.execute(_SLOTS, asked).all(), key=_day)
    slots = [(rules.Slot(day=row.day, mode=row.mode, half=row.half), row.state) for row in rows]
    held = {
        row.id: slot for row, (slot, state) in zip(rows, slots, strict=True) if state in HOLDING
    }
    moves = tuple(
        (held[row.replaces_id], slot)
        for row, (slot, state) in zip(rows, slots, strict=True)
        if state is RequestState.PENDING and row.replaces_id in held
    )
    return slots, moves


def _single_days(uow: UnitOfWork, asked: dict[str, Any]) -> dict[str, list[date]]:
    found: dict[str, list[date]] = {name: [] for name in NAMED_DAYS}
    for what, day in uow.connection.execute(_SINGLE_DAYS, asked):
        found[what].append(day)
    return found


def _absences(uow: UnitOfWork, employee_id: int, span: Span) -> dict[date, rules.AbsenceKind]:
    found = absences.of_person(uow, employee_id, since=span.first, until=span.last)
    return {
        day: absence.kind
        for absence in found
        for day in span.days(absence.first_day, absence.last_day)
    }


def patron_days(yearly: tuple[int, int] | None, span: Span) -> list[date]:
    """Give the day of each year; 29 February falls out where the year has none."""
    if yearly is None:
        return []
    years = range(span.first.year, span.last.year + 1)
    return [date(year, *yearly) for year in years if yearly != (2, 29) or isleap(year)]


def _permits(uow: UnitOfWork, asked: dict[str, Any]) -> list[_HeldPermit]:
    rows = uow.connection.execute(_PERMITS, asked).mappings()
    return [_HeldPermit.of(dict(row)) for row in rows]


@dataclass(frozen=True, slots=True)
class _HeldPermit:
    id: int
    state: PermitState
    replaces_id: int | None
    permit: rules.Permit

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> _HeldPermit:
        fields = dict(row)
        held = (fields.pop("id"), fields.pop("state"), fields.pop("replaces_id"))
        return cls(*held, rules.Permit(**fields))

    def outweighs(self, other: _HeldPermit) -> bool:
        """Tell whether it takes at least as much as another from the same limit."""
        mine, theirs = self.permit, other.permit
        return (mine.minutes or 0) >= (theirs.minutes or 0) and (mine.days or 0) >= (
            theirs.days or 0
        )

    def takes_from_the_same(self, other: _HeldPermit) -> bool:
        mine, theirs = self.permit, other.permit
        same_month = (mine.on.year, mine.on.month) == (theirs.on.year, theirs.on.month)
        return mine.kind == theirs.kind and mine.event == theirs.event and same_month


def _granted(held: list[_HeldPermit]) -> list[rules.Permit]:
    return [one.permit for one in held if one.state is PermitState.GRANTED]


def _counted_once(held: list[_HeldPermit]) -> list[rules.Permit]:
    """
    Count a permit and the correction that waits for a decision once, as the greater of the two.

    Whatever is decided, one of them stands, and the limit is kept.
    """
    by_id = {one.id: one for one in held}
    left_out = set()
    for new in held:
        old = by_id.get(new.replaces_id or 0)
        if old is None or not new.takes_from_the_same(old):
            continue
        if new.outweighs(old):
            left_out.add(old.id)
        elif old.outweighs(new):
            left_out.add(new.id)
    return [one.permit for one in held if one.id not in left_out]


def whole_day_permits(
    uow: UnitOfWork, employee_ids: Collection[int], span: Span
) -> dict[int, list[rules.Permit]]:
    """Give the granted permits of whole days of several people that begin in a span."""
    asked = {"who": list(employee_ids), "first": span.first, "last": span.last}
    found: defaultdict[int, list[rules.Permit]] = defaultdict(list)
    for row in uow.connection.execute(_OF_WHOLE_DAYS, asked).mappings():
        fields = dict(row)
        found[fields.pop("employee_id")].append(_HeldPermit.of(fields).permit)
    return dict(found)


def _derogations(uow: UnitOfWork, asked: dict[str, Any]) -> list[rules.Derogation]:
    rows = uow.connection.execute(_DEROGATIONS, asked).mappings()
    return [rules.Derogation(**row) for row in rows]


def _day(row: Any) -> date:
    day: date = row[0]
    return day
