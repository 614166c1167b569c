"""The audit trail notices its own removal, whole or in part, on both databases."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import literal_column, select, text

from storage.core import schema
from storage.core.vault import NO_STAMP, Vault, new_key
from storage.errors import VaultError
from storage.store import Store
from storage.tables import AUDIT, AUDIT_HEAD, AUDIT_SEAL
from storage.trail import audit, rotation, seals
from tests.storage.test_audit import UNSEALED, breaks, note


@pytest.fixture
def trail(store: Store) -> Store:
    """Three entries of one body, two of another."""
    note(store, "one", "two", "three", chain="valle")
    note(store, "one", "two", chain="monte")
    assert breaks(store) == []
    return store


def tamper(store: Store, *statements: Any) -> None:
    with store.engine.begin() as connection:
        for statement in statements:
            connection.execute(statement)


def found(store: Store) -> list[tuple[str, str]]:
    with store.reading() as uow:
        return [(one.chain, one.what) for one in audit.verify(uow)]


def _of(chain: str) -> Any:
    return AUDIT.c.chain == chain


def _head_of(chain: str) -> Any:
    return AUDIT_HEAD.c.chain == chain


REMOVED = "the whole chain was removed"


def test_emptied_tables_are_found_chain_by_chain(trail: Store) -> None:
    tamper(trail, AUDIT.delete(), AUDIT_HEAD.delete())

    assert found(trail) == [("monte", REMOVED), ("valle", REMOVED)]


def test_one_chain_removed_with_its_head_is_found(trail: Store) -> None:
    tamper(trail, AUDIT.delete().where(_of("valle")), AUDIT_HEAD.delete().where(_head_of("valle")))

    assert found(trail) == [("valle", REMOVED)]


def test_everything_removed_with_the_list_of_chains_is_found(trail: Store) -> None:
    tamper(trail, AUDIT.delete(), AUDIT_HEAD.delete(), AUDIT_SEAL.delete())

    assert found(trail) == [(audit.ALL, "the list of them was removed")]


@pytest.mark.parametrize("chains", [{}, {"monte": 1}, {"monte": 1, "valle": 1, "altra": 1}])
def test_an_altered_list_of_chains_is_found(trail: Store, chains: dict[str, int]) -> None:
    tamper(trail, AUDIT_SEAL.update().values(chains=chains))

    assert found(trail) == [(audit.ALL, "the list of them was altered")]


@pytest.mark.parametrize("chains", ["'rubbish'", "'[1]'", "'null'", "x'00ff'", "5"])
def test_a_list_of_chains_that_cannot_be_read_is_found(sqlite_store: Store, chains: str) -> None:
    note(sqlite_store, "one", chain="valle")
    tamper(sqlite_store, AUDIT_SEAL.update().values(chains=literal_column(chains)))
    assert found(sqlite_store) == [(audit.ALL, "the list of them was altered")]

    note(sqlite_store, "one", chain="monte")
    assert (audit.ALL, "the list of them was altered") in found(sqlite_store)


def test_bytes_in_the_place_of_a_seal_are_found(sqlite_store: Store) -> None:
    note(sqlite_store, "one", chain="valle")
    tamper(sqlite_store, AUDIT_HEAD.update().values(seal=literal_column("x'00ff'")))
    note(sqlite_store, "two", chain="valle")

    assert found(sqlite_store) == [("valle", UNSEALED)]


@pytest.mark.parametrize("column", ["seq", "at", "subject", "details", "prev_hash"])
def test_an_entry_with_bytes_in_the_place_of_anything_is_named(
    sqlite_store: Store, column: str
) -> None:
    note(sqlite_store, "one", "two", chain="valle")
    first = AUDIT.update().where(AUDIT.c.seq == 1)
    tamper(sqlite_store, first.values({column: literal_column("x'00ff'")}))

    assert found(sqlite_store) == [("valle", "it cannot be read")]


def test_an_end_cut_off_with_its_head_set_back_is_found(trail: Store) -> None:
    tamper(trail, *_cut(trail))

    assert found(trail) == [("valle", UNSEALED)]


def _cut(store: Store) -> list[Any]:
    second = select(AUDIT.c.hash).where(_of("valle"), AUDIT.c.seq == 2)
    with store.engine.connect() as connection:
        last = connection.execute(second).scalar_one()
    return [
        AUDIT.delete().where(_of("valle"), AUDIT.c.seq == 3),
        AUDIT_HEAD.update().where(_head_of("valle")).values(seq=2, hash=last),
    ]


def test_a_cut_stays_found_when_the_desk_writes_on(trail: Store) -> None:
    tamper(trail, *_cut(trail))
    note(trail, "three again", chain="valle")

    assert breaks(trail) == [(3, UNSEALED)]


def test_a_removed_chain_stays_found_when_the_desk_begins_it_again(trail: Store) -> None:
    tamper(trail, AUDIT.delete().where(_of("valle")), AUDIT_HEAD.delete().where(_head_of("valle")))
    note(trail, "one", chain="valle")
    note(trail, "two", chain="valle")

    begun_again = "it was removed, and begun again by what was written later"
    assert found(trail) == [("valle", begun_again)]


def test_a_removed_head_stays_found_and_does_not_stop_the_desk(trail: Store) -> None:
    tamper(trail, AUDIT_HEAD.delete().where(_head_of("valle")))
    note(trail, "four", chain="valle")

    begun_again = "it was removed, and begun again by what was written later"
    assert found(trail) == [("valle", UNSEALED), ("valle", begun_again)]
    with trail.reading() as uow:
        assert len(audit.entries(uow, "valle")) == 4


def test_a_removed_list_stays_found_when_the_desk_writes_on(trail: Store) -> None:
    tamper(trail, AUDIT.delete(), AUDIT_HEAD.delete(), AUDIT_SEAL.delete())
    note(trail, "one", chain="valle")

    assert found(trail) == [(audit.ALL, "the list of them was removed")]


def test_a_chain_that_the_desk_never_began_is_found(trail: Store) -> None:
    with trail.engine.begin() as connection:
        seal = Vault(new_key()).stamp("head|altra|0|" + audit.GENESIS)
        row = {"chain": "altra", "seq": 0, "hash": audit.GENESIS, "seal": seal}
        connection.execute(AUDIT_HEAD.insert().values(row))

    assert found(trail) == [("altra", UNSEALED), ("altra", "the desk never began it")]


@pytest.mark.parametrize("seal", [NO_STAMP, "0" * 64, "è" * 64])
def test_a_seal_of_no_key_is_found(trail: Store, seal: str) -> None:
    tamper(trail, AUDIT_HEAD.update().where(_head_of("monte")).values(seal=seal))

    assert found(trail) == [("monte", UNSEALED)]


def test_the_seal_of_another_chain_does_not_fit(trail: Store) -> None:
    other = select(AUDIT_HEAD.c.seal).where(_head_of("monte")).scalar_subquery()
    tamper(trail, AUDIT_HEAD.update().where(_head_of("valle")).values(seal=other))

    assert found(trail) == [("valle", UNSEALED)]


def reopened(store: Store, keys: str) -> Store:
    return Store(store.url.render_as_string(hide_password=False), Vault(keys))


def test_after_rotation_the_trail_is_sealed_under_the_new_key(trail: Store, key: str) -> None:
    fresh = new_key()
    both = reopened(trail, f"{fresh},{key}")
    assert found(both) == []
    rotation.rotate(both)
    both.close()

    alone = reopened(trail, fresh)
    note(alone, "four", chain="valle")
    assert found(alone) == []
    alone.close()


def test_rotation_does_not_seal_what_was_forged(trail: Store, key: str) -> None:
    tamper(trail, *_cut(trail), AUDIT_SEAL.update().values(chains={"valle": 1}))
    fresh = new_key()
    both = reopened(trail, f"{fresh},{key}")
    rotation.rotate(both)
    both.close()

    alone = reopened(trail, fresh)
    assert found(alone) == [
        ("valle", UNSEALED),
        (audit.ALL, "the list of them was altered"),
    ]
    alone.close()


def test_a_key_that_was_dropped_too_soon_leaves_the_trail_unsealed(trail: Store, key: str) -> None:
    stranger = reopened(trail, new_key())
    with stranger.engine.connect() as connection:
        heads = connection.execute(select(AUDIT_HEAD)).mappings().all()
        assert not any(seals.fits(connection, head) for head in heads)
    stranger.close()


@pytest.fixture
def older(store: Store) -> Callable[[], None]:
    """Take a store down to the schema that knew no seals."""
    return lambda: schema.downgrade(store.url, "0004")


def test_an_upgrade_seals_the_trail_that_it_finds(trail: Store, older: Callable[[], None]) -> None:
    older()
    trail.migrate()
    assert found(trail) == []
    note(trail, "four", chain="valle")
    tamper(trail, AUDIT.delete().where(_of("monte")), AUDIT_HEAD.delete().where(_head_of("monte")))

    assert found(trail) == [("monte", REMOVED)]


def test_an_upgrade_with_keys_that_do_not_fit_changes_nothing(
    trail: Store, older: Callable[[], None], key: str
) -> None:
    older()
    stranger = reopened(trail, new_key())
    with pytest.raises(VaultError, match="SPORTELLO_ENCRYPTION_KEYS"):
        stranger.migrate()
    stranger.close()

    with trail.engine.connect() as connection:
        version = connection.execute(text("SELECT version_num FROM alembic_version"))
        assert version.scalar_one() == "0004"
    trail.migrate()
    assert found(trail) == []
