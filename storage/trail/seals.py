"""
Seals of the audit trail: stamps by keys that are not in the database.

The head of each chain is stamped with its name, its length and its last hash; one row is stamped
with the names of all chains. So whoever may write to the database can neither cut off the end of
a chain and set its head back, nor take a chain out. A head whose stamp does not fit never gets
one that does: what is written after a forgery does not hide it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, select

from storage.core.columns import vault_of
from storage.core.vault import NO_STAMP
from storage.errors import UNREADABLE
from storage.tables import AUDIT_HEAD, AUDIT_SEAL

THE_ROW = 1


@dataclass(frozen=True, slots=True)
class Known:
    """Which chains there are, and how often each was begun; up to which ids rows are older."""

    chains: Mapping[str, int]
    before: Mapping[str, int]
    fits: bool


def of_head(connection: Connection, chain: str, seq: int, last: str) -> str:
    """Give the stamp of a chain that ends with this entry."""
    return vault_of(connection.dialect).stamp(_of_head(chain, seq, last))


def fits(connection: Connection, head: RowMapping) -> bool:
    """Tell whether the head of a chain has the stamp that it should have."""
    told = _of_head(head["chain"], head["seq"], head["hash"])
    return vault_of(connection.dialect).has_stamped(told, head["seal"])


def known(connection: Connection) -> Known | None:
    """Give the chains that there ought to be; None if the row that tells was taken out."""
    return _list_of_chains(connection, _SET)


def begin(connection: Connection, chain: str) -> bool:
    """Note that a chain begins; False if it had begun before, and was taken out since."""
    before = _list_of_chains(connection, _SET.with_for_update())
    if before is None:
        return True
    times = before.chains.get(chain, 0)
    _write(connection, dict(before.chains) | {chain: times + 1}, before)
    return times == 0


def renew(connection: Connection) -> None:
    """Stamp under the first key what any of the keys has stamped; the rest stays as it is."""
    heads = (
        connection.execute(select(AUDIT_HEAD).order_by(AUDIT_HEAD.c.chain).with_for_update())
        .mappings()
        .all()
    )
    for head in heads:
        if fits(connection, head):
            fresh = of_head(connection, head["chain"], head["seq"], head["hash"])
            same = AUDIT_HEAD.update().where(AUDIT_HEAD.c.chain == head["chain"])
            connection.execute(same.values(seal=fresh))
    held = _list_of_chains(connection, _SET.with_for_update())
    if held is not None:
        _write(connection, held.chains, held)


_SET = select(AUDIT_SEAL).where(AUDIT_SEAL.c.id == THE_ROW)


def _write(connection: Connection, chains: Mapping[str, int], was: Known) -> None:
    told = _of_set(chains, was.before)
    seal = vault_of(connection.dialect).stamp(told) if was.fits else NO_STAMP
    row = AUDIT_SEAL.update().where(AUDIT_SEAL.c.id == THE_ROW)
    connection.execute(row.values(chains=dict(chains), seal=seal))


def _list_of_chains(connection: Connection, wanted: Select[Any]) -> Known | None:
    """Read the row that tells; what cannot be read fits no stamp."""
    try:
        row = connection.execute(wanted).mappings().first()
        if row is None:
            return None
        told = _of_set(row["chains"], row["before"])
    except UNREADABLE:
        return Known({}, {}, fits=False)
    there = vault_of(connection.dialect).has_stamped(told, row["seal"])
    return Known(row["chains"], row["before"], there)


def _of_head(chain: str, seq: int, last: str) -> str:
    return f"head|{chain}|{seq}|{last}"


def _of_set(chains: Mapping[str, Any], before: Mapping[str, Any]) -> str:
    told = [dict(chains), dict(before)]
    return "chains|" + json.dumps(told, sort_keys=True, separators=(",", ":"))
