"""
Rows as the audit trail left them: who changes one without the desk is found.

The last entry about a row carries what the row said when it was written (`told`, at the commit);
`unexplained` holds the rows against that.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Connection, Row, Select, Table, Text, select, type_coerce
from sqlalchemy import bindparam as parameter

from storage.core import values
from storage.core.columns import vault_of
from storage.errors import UNREADABLE
from storage.tables import (
    AGREEMENT,
    AUDIT,
    BOOKING_REQUEST,
    CONTACT,
    DELEGATION,
    INVITATION,
    PATTERN,
    PERMIT,
    RECALL,
    TELEGRAM_LINK,
)
from storage.trail import brought, seals
from storage.trail.audit import Entry

if TYPE_CHECKING:
    from storage.unit_of_work import UnitOfWork

AT_ONCE = 500
"""How many rows are asked for in one statement."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """
    Rows of a table that entries tell of, by the number in an entry's subject (`booking:12`).

    With a `noun` only subjects that begin with it are such a number.
    """

    table: Table
    holds: tuple[str, ...]
    key: str = "id"
    which: ColumnElement[bool] | None = None
    noun: str | None = None

    def rows(self) -> Select[Any]:
        """Select the key and what is held of each row."""
        held = [self.table.c[name] for name in self.holds]
        wanted = select(self.table.c[self.key].label("key"), *held)
        return wanted if self.which is None else wanted.where(self.which)


_DECIDED = ("state", "version", "approver_id", "decided_by", "decided_for")
KINDS: Mapping[str, Kind] = {
    "booking": Kind(
        table=BOOKING_REQUEST,
        holds=("employee_id", "day", "half", "mode", *_DECIDED, "replaces_id", "replaces_day"),
    ),
    # those that came with a file are brought up to date by files, without an entry for each
    "permit": Kind(
        table=PERMIT,
        holds=("employee_id", "on_day", "start_minute", "minutes", "days", *_DECIDED),
        which=PERMIT.c.asked_at.is_not(None),
    ),
    "recall": Kind(
        table=RECALL,
        holds=("employee_id", "day", "cause", "state", "version", "asked_by", "asked_for"),
    ),
    "contact": Kind(
        table=CONTACT,
        holds=("employee_id", "asked_by", "as_manager", "state", "version", "answer"),
    ),
    "pattern": Kind(
        table=PATTERN,
        holds=("employee_id", "mode", "days", "first_day", "last_day", "beyond", "version"),
    ),
    "agreement": Kind(
        table=AGREEMENT,
        holds=(
            "employee_id",
            "mode",
            "first_day",
            "last_day",
            "scheme",
            "bands",
            "afternoon_bands",
            "weekday_bands",
            "disconnection",
            "presence_per_week",
            "suspended_from",
            "suspended_until",
        ),
    ),
    "delegation": Kind(
        table=DELEGATION, holds=("manager_id", "delegate_id", "first_day", "last_day")
    ),
    # whoever puts one in lets in whom they like; that some are revoked is told of their person
    "invitation": Kind(
        table=INVITATION, holds=("employee_id", "code_hash", "expires_at"), noun="invitation"
    ),
    "link": Kind(
        table=TELEGRAM_LINK,
        holds=("telegram_user_id",),
        key="employee_id",
        which=TELEGRAM_LINK.c.ended_at.is_(None),
    ),
}
"""By how their actions begin (`booking.approved`)."""

Place = tuple[str, int]
"""A kind and the number of a row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unexplained:
    """A row that is not as the trail left it, or a table of a body, and how it differs."""

    kind: str
    key: int | str
    what: str


def told(connection: Connection, entries: Sequence[Entry]) -> list[Entry]:
    """
    Let the last of some entries about a row carry how the row stands now.

    One statement for each kind of row among them.
    """
    last = {place: number for number, one in enumerate(entries) if (place := _place(one))}
    fresh = list(entries)
    for kind in sorted({place[0] for place in last}):
        numbers = {key: number for (name, key), number in last.items() if name == kind}
        rows = _rows_of(connection, kind, sorted(numbers))
        for key, number in numbers.items():
            fresh[number] = replace(fresh[number], row={"now": rows.get(key)})
    return fresh


def unexplained(uow: UnitOfWork) -> Iterator[Unexplained]:
    """
    Find rows that were changed, put in or taken out without an entry.

    Held are the columns that `KINDS` names. Entries that cannot be read tell nothing: `verify`
    finds them.
    """
    known = seals.known(uow.connection)
    before = known.before if known is not None and known.fits else {}
    left = _as_left(uow)
    for name, kind in KINDS.items():
        ours = {key: row for (of, key), row in left.items() if of == name}
        for key, now in _all_rows(uow, kind):
            if now is None or not isinstance(key, int):
                ours.pop(key, None)
                yield Unexplained(kind=name, key=key, what="it cannot be read")
                continue
            older = key <= before.get(name, 0)
            row = ours.pop(key, None if older else _NO_ENTRY)
            yield from _differing(name, key, now, row)
        for key, row in ours.items():
            if row is not None and row is not _NO_ENTRY and row["now"] is not None:
                yield Unexplained(kind=name, key=key, what="it was removed")
    yield from _brought_otherwise(uow)


def _brought_otherwise(uow: UnitOfWork) -> Iterator[Unexplained]:
    """Find tables that only files fill, and that are not as the last import left them."""
    found = select(AUDIT.c.chain, AUDIT.c.id).where(AUDIT.c.action == brought.IMPORTED)
    last = {one.chain: one.id for one in uow.connection.execute(found.order_by(AUDIT.c.seq))}
    for chain, entry_id in sorted(last.items()):
        sealed = select(type_coerce(AUDIT.c.details, Text)).where(AUDIT.c.id == entry_id)
        facts = _detail(uow, uow.connection.execute(sealed).scalar_one(), "facts") or {}
        for table in brought.differing(uow.connection, chain, facts.get(brought.DIGESTS, {})):
            what = "not as the last import left them"
            yield Unexplained(kind=table, key=chain, what=what)


def _all_rows(uow: UnitOfWork, kind: Kind) -> Iterator[tuple[int, dict[str, Any] | None]]:
    """Give the key and what is held of each row; None for one that cannot be read."""
    try:
        every = uow.connection.execute(kind.rows().order_by("key")).all()
    except UNREADABLE:
        column = kind.table.c[kind.key]
        keys = select(column).order_by(column)
        keys = keys if kind.which is None else keys.where(kind.which)
        for key in uow.connection.execute(keys).scalars().all():
            yield key, _one_row(uow, kind, key)
    else:
        yield from ((row.key, _held(row)) for row in every)


def _one_row(uow: UnitOfWork, kind: Kind, key: int) -> dict[str, Any] | None:
    try:
        row = uow.connection.execute(kind.rows().where(kind.table.c[kind.key] == key)).one()
    except UNREADABLE:
        return None
    return _held(row)


_NO_ENTRY: Mapping[str, Any] = {"now": None}


def _differing(
    kind: str, key: int, now: dict[str, Any], row: Mapping[str, Any] | None
) -> Iterator[Unexplained]:
    if row is None:
        return
    if row["now"] is None:
        yield Unexplained(kind=kind, key=key, what="no entry tells of it")
        return
    for name, value in row["now"].items():
        is_now, was = _written(now.get(name)), _written(value)
        if name in now and is_now != was:
            yield Unexplained(kind=kind, key=key, what=f"{name} is {is_now}, the trail says {was}")


def _written(value: Any) -> str:
    try:
        return values.dumps(value)
    except TypeError:  # bytes in the place of a number
        return repr(value)


def _as_left(uow: UnitOfWork) -> dict[Place, Mapping[str, Any] | None]:
    """Give how the last entry about each row left it; None if that entry does not say."""
    by_age = select(AUDIT.c.id, AUDIT.c.action, AUDIT.c.subject)
    entries = uow.connection.execute(by_age.order_by(AUDIT.c.chain, AUDIT.c.seq))
    last = {place: int(one.id) for one in entries if (place := _place(one))}
    places = {number: place for place, number in last.items()}
    left: dict[Place, Mapping[str, Any] | None] = {}
    for some in _in_parts(sorted(places)):
        sealed = select(AUDIT.c.id, type_coerce(AUDIT.c.details, Text).label("details"))
        for entry in uow.connection.execute(sealed.where(AUDIT.c.id.in_(some))):
            left[places[entry.id]] = _detail(uow, entry.details, "row")
    return left


def _detail(uow: UnitOfWork, details: str, name: str) -> Mapping[str, Any] | None:
    try:
        found = values.loads(vault_of(uow.connection.dialect).open(details))
    except UNREADABLE:
        return None
    told = found.get(name) if isinstance(found, dict) else None
    return told if isinstance(told, dict) else None


def _place(entry: Any) -> Place | None:
    """Read from an entry, or its row, which row it is about; None if it is held of none."""
    if not (isinstance(entry.action, str) and isinstance(entry.subject, str)):
        return None  # somebody wrote bytes there
    kind = entry.action.split(".")[0]
    noun, _, number = entry.subject.partition(":")
    if kind not in KINDS or KINDS[kind].noun not in {None, noun}:
        return None
    return (kind, int(number)) if number.isdecimal() else None


def _rows_of(connection: Connection, kind: str, keys: list[int]) -> dict[int, dict[str, Any]]:
    rows: dict[int, dict[str, Any]] = {}
    for some in _in_parts(keys):
        found = connection.execute(_by_keys(kind), {"keys": some})
        rows |= {row.key: _held(row) for row in found}
    return rows


@cache
def _by_keys(kind: str) -> Select[Any]:
    one = KINDS[kind]
    return one.rows().where(one.table.c[one.key].in_(parameter("keys", expanding=True)))


def _held(row: Row[Any]) -> dict[str, Any]:
    held = dict(row._mapping)  # noqa: SLF001 -- the public name of it
    del held["key"]
    return held


def _in_parts(keys: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(keys), AT_ONCE):
        yield keys[start : start + AT_ONCE]
