"""
The audit trail: who did what, when, chained by hash.

Each entry carries the hash of the one before; the head of a chain knows its last entry. An entry
that was altered, taken out or put in later breaks the chain at its place.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import groupby
from operator import attrgetter
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, RowMapping, bindparam, select

from storage.core import values
from storage.core.statements import insert_new
from storage.errors import VaultError
from storage.tables import AUDIT, AUDIT_HEAD

if TYPE_CHECKING:
    from storage.unit_of_work import UnitOfWork

SYSTEM = "system"
"""The chain of what concerns no single body."""
NO_DETAILS: Mapping[str, Any] = MappingProxyType({})
GENESIS = "0" * 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A change of state; `at` is aware."""

    chain: str
    at: datetime
    action: str
    subject: str
    actor_id: int | None = None
    on_behalf_of: int | None = None
    details: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """Where a chain does not hold: the number of the entry, and what is wrong there."""

    chain: str
    seq: int
    what: str


def append(connection: Connection, entries: Sequence[Entry]) -> None:
    """Append entries to their chains, in order; chains are locked in order of name."""
    by_chain = sorted(entries, key=attrgetter("chain"))
    for chain, group in groupby(by_chain, key=attrgetter("chain")):
        _extend(connection, chain, list(group))


def entries(uow: UnitOfWork, chain: str, *, subject: str | None = None) -> list[Entry]:
    """Read a chain from its beginning, or what concerns one subject (`booking:12`)."""
    wanted = select(AUDIT).where(AUDIT.c.chain == chain).order_by(AUDIT.c.seq)
    if subject is not None:
        wanted = wanted.where(AUDIT.c.subject == subject)
    return [_entry(row) for row in uow.connection.execute(wanted).mappings()]


def verify(uow: UnitOfWork) -> list[Break]:
    """
    Check every chain; an empty list means that no entry was altered, removed or inserted.

    Somebody who may write to the database can still cut off the end of a chain and set its head
    back: compare `ends` with what was written down elsewhere.
    """
    try:
        return _verify(uow)
    except (VaultError, ValueError):
        unreadable = _unreadable(uow)
        if not unreadable:
            raise
        return unreadable


def ends(uow: UnitOfWork) -> list[tuple[str, int, str]]:
    """Give each chain with the number and the hash of its last entry."""
    wanted = select(AUDIT_HEAD.c.chain, AUDIT_HEAD.c.seq, AUDIT_HEAD.c.hash)
    rows = uow.connection.execute(wanted.order_by(AUDIT_HEAD.c.chain))
    return [(row.chain, row.seq, row.hash) for row in rows]


def _verify(uow: UnitOfWork) -> list[Break]:
    heads = {
        row["chain"]: row
        for row in uow.connection.execute(
            select(AUDIT_HEAD).order_by(AUDIT_HEAD.c.chain)
        ).mappings()
    }
    every = select(AUDIT).order_by(AUDIT.c.chain, AUDIT.c.seq, AUDIT.c.id)
    rows = uow.connection.execute(every).mappings()
    breaks: list[Break] = []
    seen: set[str] = set()
    for chain, group in groupby(rows, key=lambda row: str(row["chain"])):
        seen.add(chain)
        breaks += _breaks(chain, group, heads.get(chain))
    emptied = [head for chain, head in heads.items() if chain not in seen and head["seq"]]
    return breaks + [
        Break(chain=h["chain"], seq=1, what="every entry is missing") for h in emptied
    ]


def _unreadable(uow: UnitOfWork) -> list[Break]:
    places = select(AUDIT.c.id, AUDIT.c.chain, AUDIT.c.seq).order_by(AUDIT.c.chain, AUDIT.c.seq)
    found = []
    for place in uow.connection.execute(places).all():
        try:
            uow.connection.execute(select(AUDIT).where(AUDIT.c.id == place.id)).one()
        except (VaultError, ValueError):
            found.append(Break(chain=place.chain, seq=place.seq, what="it cannot be read"))
    return found


_INSERT = AUDIT.insert()
_OF_CHAIN = AUDIT_HEAD.c.chain == bindparam("of")
_HEAD = select(AUDIT_HEAD.c.seq, AUDIT_HEAD.c.hash).where(_OF_CHAIN).with_for_update()
_MOVE_HEAD = (
    AUDIT_HEAD.update()
    .where(_OF_CHAIN)
    .values(seq=bindparam("new_seq"), hash=bindparam("new_hash"))
)


def _extend(connection: Connection, chain: str, fresh: list[Entry]) -> None:
    seq, last = _locked_head(connection, chain)
    rows = []
    for entry in fresh:
        seq += 1
        row = _row(entry, seq=seq, prev_hash=last)
        last = row["hash"]
        rows.append(row)
    connection.execute(_INSERT, rows)
    connection.execute(_MOVE_HEAD, {"of": chain, "new_seq": seq, "new_hash": last})


def _locked_head(connection: Connection, chain: str) -> tuple[int, str]:
    head = connection.execute(_HEAD, {"of": chain}).first()
    if head is None:
        insert_new(connection, AUDIT_HEAD, chain=chain, seq=0, hash=GENESIS)
        head = connection.execute(_HEAD, {"of": chain}).one()
    return int(head.seq), str(head.hash)


def _row(entry: Entry, *, seq: int, prev_hash: str) -> dict[str, Any]:
    row = {
        "chain": entry.chain,
        "seq": seq,
        "at": entry.at.astimezone(UTC),
        "actor_id": entry.actor_id,
        "on_behalf_of": entry.on_behalf_of,
        "action": entry.action,
        "subject": entry.subject,
        "details": {"salt": secrets.token_hex(16), "facts": dict(entry.details)},
        "prev_hash": prev_hash,
    }
    return row | {"hash": _hash(row)}


def _hash(row: Mapping[str, Any]) -> str:
    covered = {name: row[name] for name in _COVERED}
    return hashlib.sha256(values.dumps(covered).encode()).hexdigest()


_COVERED = (
    "chain",
    "seq",
    "at",
    "actor_id",
    "on_behalf_of",
    "action",
    "subject",
    "details",
    "prev_hash",
)


def _breaks(chain: str, rows: Iterable[RowMapping], head: RowMapping | None) -> Iterator[Break]:
    expected, last = 1, GENESIS
    for row in rows:
        seq = int(row["seq"])
        if seq != expected:
            yield Break(chain=chain, seq=expected, what="an entry is missing")
        elif row["prev_hash"] != last:
            yield Break(chain=chain, seq=seq, what="it does not follow the entry before")
        if _hash(dict(row)) != row["hash"]:
            yield Break(chain=chain, seq=seq, what="it was altered")
        expected, last = seq + 1, str(row["hash"])
    if head is None or (head["seq"], head["hash"]) != (expected - 1, last):
        yield Break(chain=chain, seq=expected - 1, what="it is not the last entry of the chain")


def _entry(row: RowMapping) -> Entry:
    return Entry(
        chain=row["chain"],
        at=row["at"],
        actor_id=row["actor_id"],
        on_behalf_of=row["on_behalf_of"],
        action=row["action"],
        subject=row["subject"],
        details=row["details"]["facts"],
    )
