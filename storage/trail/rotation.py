"""Every sealed column of every table: knowing the keys, and changing them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import Column, Table, Text, bindparam, select, type_coerce

from storage.core.columns import SealedJSON
from storage.errors import VaultError
from storage.tables import CANARY, Base
from storage.trail import seals

if TYPE_CHECKING:
    from storage.store import Store
    from storage.unit_of_work import UnitOfWork

BATCH = 500
CANARY_ID = 1
WORD = "the keys are right"


def rotate(store: Store) -> int:
    """
    Seal everything again under the first key, the audit trail too; give the number of values.

    It goes in batches and may be run again after an interruption, as long as the old keys are
    still given. Afterwards they may be taken out of the settings. The trail and the word that
    proves the keys come first: a desk that runs with the old keys alone changes nothing from then
    on that the trail is told of. Raises VaultError if the old keys
    are not given.
    """
    check_keys(store)
    with store.writing() as uow:
        seals.renew(uow.connection)
        word = uow.connection.execute(select(CANARY.c.word)).scalar()
        uow.connection.execute(CANARY.update().values(word=word))
        uow.commit()
    return sum(_rotate_column(store, column) for column in sealed_columns())


def sealed_columns() -> list[Column[Any]]:
    """List every sealed column of the schema."""
    return [
        column
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if isinstance(column.type, SealedJSON)
    ]


def check_keys(store: Store) -> None:
    """
    Make sure at start-up that the keys of a store open what it holds.

    The first check of an empty store leaves a sealed word in it; later checks open that word.
    Raises VaultError if the keys are not those that wrote it.
    """
    with store.reading() as uow:
        kept = _word(uow)
    if kept is None:
        kept = _leave_word(store)
    if kept != WORD:
        raise VaultError("The word that proves the keys is not the expected one.")


def _word(uow: UnitOfWork) -> str | None:
    return uow.connection.execute(select(CANARY.c.word)).scalar()


def _leave_word(store: Store) -> str | None:
    """Leave the word in a store that has none; whoever only reads waits for no writer."""
    with store.writing() as uow:
        kept = _word(uow)  # another start may have left it meanwhile
        if kept is None:
            _open_one_fact(uow)
            uow.connection.execute(CANARY.insert().values(id=CANARY_ID, word=WORD))
            uow.commit()
        return kept or WORD


def _open_one_fact(uow: UnitOfWork) -> None:
    """Refuse to adopt a store that lost its canary but holds facts of other keys."""
    for column in sealed_columns():
        uow.connection.execute(select(column).where(column.is_not(None)).limit(1)).first()


def _rotate_column(store: Store, column: Column[Any]) -> int:
    done, after = 0, None
    while True:
        with store.writing() as uow:
            rows = _batch(uow, column, after)
            if not rows:
                return done
            reseal = store.vault.reseal
            fresh = [{"row_id": key, "sealed": reseal(text)} for key, text in rows]
            uow.connection.execute(_update(column), fresh)
            uow.commit()
        done += len(rows)
        after = rows[-1][0]


def _batch(uow: UnitOfWork, column: Column[Any], after: int | None) -> list[tuple[int, str]]:
    key = _key(column.table)
    wanted = select(key, type_coerce(column, Text)).where(column.is_not(None))
    if after is not None:
        wanted = wanted.where(key > after)
    rows = uow.connection.execute(wanted.order_by(key).limit(BATCH).with_for_update())
    return [(row[0], row[1]) for row in rows]


def _update(column: Column[Any]) -> Any:
    sealed = type_coerce(bindparam("sealed", type_=Text), Text)
    key = _key(column.table)
    return column.table.update().where(key == bindparam("row_id")).values({column.name: sealed})


def _key(table: Any) -> Column[Any]:
    if not isinstance(table, Table):
        raise TypeError(f"{table!r} is no table")
    (key,) = table.primary_key.columns
    return key
