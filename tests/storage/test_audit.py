"""The audit trail: altered, removed and inserted entries are found, on both databases."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import Text, select, type_coerce

from rules.facts import Half
from storage.store import Store
from storage.tables import AUDIT, AUDIT_HEAD
from storage.trail import audit
from storage.trail.audit import SYSTEM
from tests.storage.conftest import NOW


def note(store: Store, *actions: str, chain: str = "valle") -> None:
    with store.writing() as uow:
        for action in actions:
            details = {"day": NOW.date(), "half": Half.AM, "at": NOW}
            uow.audit(
                action, chain=chain, subject="booking:1", at=NOW, actor_id=7, details=details
            )
        uow.commit()


def breaks(store: Store) -> list[tuple[int | None, str]]:
    with store.reading() as uow:
        return [(found.seq, found.what) for found in audit.verify(uow)]


@pytest.fixture
def trail(store: Store) -> Store:
    """Four entries of one body in two transactions, and one of the system."""
    note(store, "one", "two")
    note(store, "three", "four")
    note(store, "started", chain=SYSTEM)
    return store


def tamper(store: Store, statement: Any) -> None:
    with store.engine.begin() as connection:
        assert connection.execute(statement).rowcount == 1


def entry(store: Store, seq: int) -> dict[str, Any]:
    """Give one row: rows without an order come as the database has room for them."""
    with store.reading() as uow:
        wanted = select(AUDIT).where(OF_VALLE, AUDIT.c.seq == seq)
        return dict(uow.connection.execute(wanted).mappings().one())


UNSEALED = "its end is not sealed by the desk"
OF_VALLE = AUDIT.c.chain == "valle"


def test_what_was_noted_is_read_in_order(trail: Store) -> None:
    with trail.reading() as uow:
        found = audit.entries(uow, "valle")

    assert [entry.action for entry in found] == ["one", "two", "three", "four"]
    assert found[0].details == {"day": NOW.date(), "half": "am", "at": NOW}
    assert breaks(trail) == []


@pytest.mark.parametrize(
    "change",
    [{"action": "nothing"}, {"actor_id": 8}, {"subject": "booking:2"}, {"on_behalf_of": 1}],
    ids=str,
)
def test_an_altered_entry_is_found(trail: Store, change: dict[str, Any]) -> None:
    tamper(trail, AUDIT.update().where(OF_VALLE, AUDIT.c.seq == 2).values(change))

    assert breaks(trail) == [(2, "it was altered")]


def test_altered_details_are_found(trail: Store) -> None:
    sealed = {"details": {"salt": "x", "facts": {}}}
    tamper(trail, AUDIT.update().where(OF_VALLE, AUDIT.c.seq == 4).values(sealed))

    assert breaks(trail) == [(4, "it was altered")]


def test_an_altered_moment_is_found(trail: Store) -> None:
    earlier = datetime.fromisoformat("2026-01-01T00:00:00+00:00")
    tamper(trail, AUDIT.update().where(OF_VALLE, AUDIT.c.seq == 1).values(at=earlier))

    assert breaks(trail) == [(1, "it was altered")]


def test_an_entry_altered_with_a_fitting_hash_is_found_at_the_next(trail: Store) -> None:
    row = entry(trail, 2)
    forged = audit._hash(row | {"action": "nothing"})  # noqa: SLF001 -- what a forger would do
    changed = {"action": "nothing", "hash": forged}
    tamper(trail, AUDIT.update().where(OF_VALLE, AUDIT.c.seq == 2).values(changed))

    assert breaks(trail) == [(3, "it does not follow the entry before")]


@pytest.mark.parametrize("seq", [1, 2, 3])
def test_a_removed_entry_is_found(trail: Store, seq: int) -> None:
    tamper(trail, AUDIT.delete().where(OF_VALLE, AUDIT.c.seq == seq))

    assert breaks(trail) == [(seq, "an entry is missing")]


def test_a_cut_off_end_is_found(trail: Store) -> None:
    tamper(trail, AUDIT.delete().where(OF_VALLE, AUDIT.c.seq == 4))

    assert breaks(trail) == [(3, "it is not the last entry of the chain")]


def test_an_emptied_chain_is_found(trail: Store) -> None:
    tamper(trail, AUDIT.delete().where(AUDIT.c.chain == SYSTEM))

    assert breaks(trail) == [(1, "every entry is missing")]


def test_an_inserted_entry_is_found(trail: Store) -> None:
    row = entry(trail, 4)
    fresh = {name: value for name, value in row.items() if name != "id"}
    fresh |= {"seq": 5, "prev_hash": row["hash"], "action": "approved"}
    fresh["hash"] = audit._hash(fresh)  # noqa: SLF001 -- what a forger would do
    with trail.engine.begin() as connection:
        connection.execute(AUDIT.insert().values(fresh))

    assert breaks(trail) == [(5, "it is not the last entry of the chain")]


def test_a_removed_head_is_found(trail: Store) -> None:
    tamper(trail, AUDIT_HEAD.delete().where(AUDIT_HEAD.c.chain == "valle"))

    assert breaks(trail) == [(4, "it is not the last entry of the chain")]


def test_an_entry_that_cannot_be_read_is_named(trail: Store) -> None:
    rubbish = type_coerce("rubbish", Text)
    second = AUDIT.update().where(OF_VALLE, AUDIT.c.seq == 2)
    tamper(trail, second.values(details=rubbish))

    assert breaks(trail) == [(2, "it cannot be read")]


def test_the_ends_of_the_chains_tell_what_a_forger_cut_off(trail: Store) -> None:
    with trail.reading() as uow:
        before = audit.ends(uow)
        third = uow.connection.execute(select(AUDIT.c.hash).where(OF_VALLE, AUDIT.c.seq == 3))
        last = third.scalar_one()
    tamper(trail, AUDIT.delete().where(OF_VALLE, AUDIT.c.seq == 4))
    head = AUDIT_HEAD.update().where(AUDIT_HEAD.c.chain == "valle")
    tamper(trail, head.values(seq=3, hash=last))

    with trail.reading() as uow:
        after = audit.ends(uow)
    assert breaks(trail) == [(3, UNSEALED)]
    assert [end[:2] for end in before] == [(SYSTEM, 1), ("valle", 4)]
    assert [end[:2] for end in after] == [(SYSTEM, 1), ("valle", 3)]


def test_writers_side_by_side_make_one_chain(store: Store) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: note(store, f"act {n}", chain="monte"), range(24)))

    with store.reading() as uow:
        assert len(audit.entries(uow, "monte")) == 24
    assert breaks(store) == []
