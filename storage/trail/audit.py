"""
The audit trail: who did what, when, chained by hash.

Each entry carries the hash of the one before; the head of a chain knows its last entry, and is
sealed (`seals`). An entry that was altered, taken out or put in later breaks the chain there.
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
from storage.core.vault import NO_STAMP
from storage.errors import UNREADABLE
from storage.tables import AUDIT, AUDIT_HEAD
from storage.trail import seals

if TYPE_CHECKING:
    from storage.unit_of_work import UnitOfWork

SYSTEM = "system"
"""The chain of what concerns no single body."""
NO_DETAILS: Mapping[str, Any] = MappingProxyType({})
GENESIS = "0" * 64
ALL = "all chains"
"""Where a break concerns no single chain."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """
    A change of state; `at` is aware.

    `row` is what the row that it is about said after it, under `now` (None: it was taken out). It
    is None if the entry does not tell.
    """

    chain: str
    at: datetime
    action: str
    subject: str
    actor_id: int | None = None
    on_behalf_of: int | None = None
    details: Mapping[str, Any] = field(default_factory=dict)
    row: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """
    Where a chain does not hold, and what is wrong there.

    `seq` is the number of the entry; None if it is the chain as such.
    """

    chain: str
    seq: int | None
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

    An older copy of the whole trail with its seals holds too: compare `ends` with what was
    written down elsewhere, and what the rows say with `standing.unexplained`.
    """
    try:
        return _verify(uow)
    except UNREADABLE:
        unreadable = _unreadable(uow)
        if not unreadable:
            raise
        return unreadable


def ends(uow: UnitOfWork) -> list[tuple[str, int, str]]:
    """Give each chain with the number and the hash of its last entry."""
    wanted = select(AUDIT_HEAD.c.chain, AUDIT_HEAD.c.seq, AUDIT_HEAD.c.hash)
    rows = uow.connection.execute(wanted.order_by(AUDIT_HEAD.c.chain))
    return [(row.chain, row.seq, row.hash) for row in rows]


def lacking(uow: UnitOfWork, ends: Iterable[tuple[str, int, str]]) -> list[Break]:
    """
    Find ends of chains that were written down once (`ends`), and are not in them any more.

    This alone sees an older copy of the whole trail that was put back.
    """
    found = []
    for chain, seq, last in ends:
        there = select(AUDIT.c.hash).where(AUDIT.c.chain == chain, AUDIT.c.seq == seq)
        if seq and uow.connection.execute(there).scalar() != last:
            found.append(Break(chain=chain, seq=seq, what="it is not the one written down"))
    return found


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
    breaks += [Break(chain=h["chain"], seq=1, what="every entry is missing") for h in emptied]
    return breaks + list(_unsealed(uow, heads, seen))


def _unsealed(uow: UnitOfWork, heads: Mapping[str, RowMapping], seen: set[str]) -> Iterator[Break]:
    """Find what the seals do not vouch for."""
    for chain, head in heads.items():
        if not seals.fits(uow.connection, head):
            yield Break(chain=chain, seq=head["seq"], what="its end is not sealed by the desk")
    known = seals.known(uow.connection)
    if known is None or not known.fits:
        what = "the list of them was removed" if known is None else "the list of them was altered"
        yield Break(chain=ALL, seq=None, what=what)
        return
    for chain, times in sorted(known.chains.items()):
        if chain not in heads and chain not in seen:
            yield Break(chain=chain, seq=None, what="the whole chain was removed")
        if times > 1:
            what = "it was removed, and begun again by what was written later"
            yield Break(chain=chain, seq=None, what=what)
    for chain in sorted((heads.keys() | seen) - known.chains.keys()):
        yield Break(chain=chain, seq=None, what="the desk never began it")


def _unreadable(uow: UnitOfWork) -> list[Break]:
    places = select(AUDIT.c.id, AUDIT.c.chain, AUDIT.c.seq).order_by(AUDIT.c.chain, AUDIT.c.seq)
    found = []
    for place in uow.connection.execute(places).all():
        try:
            one = select(AUDIT).where(AUDIT.c.id == place.id)
            row = uow.connection.execute(one).mappings().one()
            _hash(dict(row) | {"seq": int(row["seq"])})
        except UNREADABLE:
            found.append(Break(chain=place.chain, seq=place.seq, what="it cannot be read"))
    return found


_INSERT = AUDIT.insert()
_OF_CHAIN = AUDIT_HEAD.c.chain == bindparam("of")
_HEAD = select(AUDIT_HEAD).where(_OF_CHAIN).with_for_update()
_LAST = select(AUDIT.c.seq, AUDIT.c.hash).where(AUDIT.c.chain == bindparam("of"))
_LAST = _LAST.order_by(AUDIT.c.seq.desc()).limit(1)
_MOVE_HEAD = (
    AUDIT_HEAD.update()
    .where(_OF_CHAIN)
    .values(seq=bindparam("new_seq"), hash=bindparam("new_hash"), seal=bindparam("new_seal"))
)


def _extend(connection: Connection, chain: str, fresh: list[Entry]) -> None:
    head = _locked_head(connection, chain)
    seq, last = int(head["seq"]), str(head["hash"])
    rows = []
    for entry in fresh:
        seq += 1
        row = _row(entry, seq=seq, prev_hash=last)
        last = row["hash"]
        rows.append(row)
    # a forged end stays unsealed, whatever is written after it
    sealed = seals.fits(connection, head)
    seal = seals.of_head(connection, chain, seq, last) if sealed else NO_STAMP
    connection.execute(_INSERT, rows)
    moved = {"of": chain, "new_seq": seq, "new_hash": last, "new_seal": seal}
    connection.execute(_MOVE_HEAD, moved)


def _locked_head(connection: Connection, chain: str) -> RowMapping:
    head = connection.execute(_HEAD, {"of": chain}).mappings().first()
    if head is None:
        _begin(connection, chain)
        head = connection.execute(_HEAD, {"of": chain}).mappings().one()
    return head


def _begin(connection: Connection, chain: str) -> None:
    """Make the head of a chain; if somebody took it out, after the last entry that is left."""
    left = connection.execute(_LAST, {"of": chain}).first()
    seq, last = (int(left.seq), str(left.hash)) if left else (0, GENESIS)
    seal = NO_STAMP if left else seals.of_head(connection, chain, seq, last)
    if insert_new(connection, AUDIT_HEAD, chain=chain, seq=seq, hash=last, seal=seal):
        seals.begin(connection, chain)


def _row(entry: Entry, *, seq: int, prev_hash: str) -> dict[str, Any]:
    details = {"salt": secrets.token_hex(16), "facts": dict(entry.details)}
    if entry.row is not None:
        details["row"] = entry.row
    row = {
        "chain": entry.chain,
        "seq": seq,
        "at": entry.at.astimezone(UTC),
        "actor_id": entry.actor_id,
        "on_behalf_of": entry.on_behalf_of,
        "action": entry.action,
        "subject": entry.subject,
        "details": details,
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
        row=row["details"].get("row"),
    )
