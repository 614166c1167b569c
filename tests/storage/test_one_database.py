"""The database that tests have one after the other: nothing that one did comes to the next."""

from sqlalchemy import text

from storage.people import people
from storage.store import Store
from tests.conftest import Postgres
from tests.one_engine import OneEngine
from tests.storage.conftest import found_town


def does(store: Store, statement: str) -> None:
    with store.writing() as uow:
        uow.connection.execute(text(statement))
        uow.commit()


def test_rows_and_numbers_begin_again(postgres: Postgres, postgres_engine: OneEngine) -> None:
    given = []
    for _ in range(2):
        with postgres.one_database(postgres_engine) as store:
            with store.reading() as uow:
                assert people.bodies(uow) == []
            given.append(found_town(store))

    assert given[0] == given[1]


def test_a_changed_schema_comes_to_nobody(postgres: Postgres, postgres_engine: OneEngine) -> None:
    with postgres.one_database(postgres_engine) as store:
        before = store.url
        does(store, "DROP TABLE dialogue CASCADE")
    with postgres.one_database(postgres_engine) as store:
        does(store, "DELETE FROM dialogue")

        assert store.url != before
