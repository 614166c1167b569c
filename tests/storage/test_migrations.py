"""Migrations, on both databases: up, down, up; the models are what they make."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Column, Enum, create_engine, inspect, select, text
from sqlalchemy.exc import IntegrityError

from rules.facts import Agreement, Half, Permit
from storage.agreements import agreements
from storage.core import schema
from storage.core.statements import insert_row
from storage.core.vault import Vault
from storage.days import absences
from storage.errors import NotBelow, SchemaMismatch
from storage.people import appointments, people
from storage.requests import bookings
from storage.requests.bookings import Wish
from storage.store import Store
from storage.tables import CONTACT, OUTBOX, PATTERN, RECALL, Base, RequestState, Role
from storage.trail import delivering, outbox
from storage.trail.outbox import Waiting
from tests.storage.conftest import NOW, TODAY, Town, found_town

ENUM_COLUMNS = [
    column
    for table in Base.metadata.sorted_tables
    for column in table.columns
    if isinstance(column.type, Enum)
]


@pytest.fixture(params=["sqlite", "postgres"])
def empty_store(request: pytest.FixtureRequest, vault: Vault, tmp_path: Path) -> Iterator[Store]:
    """A database in which nothing was made yet."""
    if request.param == "sqlite":
        store = Store(f"sqlite:///{tmp_path / 'empty.sqlite3'}", vault)
        yield store
        store.close()
        return
    postgres = request.getfixturevalue("postgres")
    url = postgres.empty_url()
    store = Store(url, vault)
    yield store
    store.close()
    postgres.drop(url)


def tables(store: Store) -> set[str]:
    engine = create_engine(store.url)
    try:
        return set(inspect(engine).get_table_names())
    finally:
        engine.dispose()


def test_up_down_up_leaves_the_same_tables(empty_store: Store) -> None:
    empty_store.migrate()
    first = tables(empty_store)
    schema.downgrade(empty_store.url, "base")
    nothing = tables(empty_store)
    empty_store.migrate()

    assert nothing == {"alembic_version"}
    assert tables(empty_store) == first == {*Base.metadata.tables, "alembic_version"}


def test_migrating_again_changes_nothing(empty_store: Store) -> None:
    empty_store.migrate()
    empty_store.migrate()

    with empty_store.reading() as uow:
        assert people.bodies(uow) == []


def test_the_models_are_what_the_migrations_make(store: Store) -> None:
    with store.engine.connect() as connection:
        context = MigrationContext.configure(connection)

        assert compare_metadata(context, Base.metadata) == []


def test_the_program_needs_the_newest_revision() -> None:
    config = Config()
    config.set_main_option("script_location", str(schema.MIGRATIONS))

    assert ScriptDirectory.from_config(config).get_heads() == [schema.HEAD]


def test_an_empty_database_asks_to_be_upgraded(empty_store: Store) -> None:
    with pytest.raises(SchemaMismatch, match="db upgrade") as error, empty_store.reading():
        pass
    assert not error.value.newer


@pytest.mark.parametrize("action", ["open", "migrate"])
def test_a_newer_database_is_left_alone(store: Store, action: str) -> None:
    with store.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    with pytest.raises(SchemaMismatch, match="newer version") as error:
        store.check_schema() if action == "open" else store.migrate()
    assert (error.value.found, error.value.newer) == ("9999", True)


def fill(store: Store, town: Town) -> None:
    """One row in every table that has a column of fixed words."""
    with store.writing() as uow:
        agreements.add(uow, town.anna, Agreement(first_day=TODAY), at=NOW, by=None)
        wish = Wish(employee_id=town.anna, day=TODAY, half=Half.AM)
        bookings.enter(uow, wish, at=NOW, state=RequestState.APPROVED)
        uow.post(outbox.Message(recipient_id=town.anna, key="hello", dedupe_key="1", at=NOW))
        absences.add_permit(uow, town.anna, Permit(kind="short", on=TODAY, minutes=60))
        who = {"employee_id": town.anna}
        asked = {"asked_at": NOW, "asked_by": town.carla, "words": "", "deliver_at": NOW}
        asked |= {"version": 1}
        span = {"first_day": TODAY, "last_day": TODAY, "created_at": NOW, "version": 1}
        span |= {"asked_until": TODAY}
        recall = {"day": TODAY, "cause": "service", "given_back": False, "state": "announced"}
        insert_row(uow.connection, RECALL, **who, **asked, **recall)
        insert_row(uow.connection, CONTACT, **who, **asked, state="waiting")
        insert_row(uow.connection, PATTERN, **who, **span, mode="agile", days=[[0, None]])
        uow.commit()


def test_the_second_revision_keeps_what_the_first_one_held(empty_store: Store) -> None:
    empty_store.migrate()
    schema.downgrade(empty_store.url, "0001")
    engine = create_engine(empty_store.url)
    with engine.begin() as connection:
        for statement in OF_THE_FIRST.split(";"):
            connection.execute(text(statement))
    engine.dispose()

    empty_store.migrate()

    with empty_store.reading() as uow:
        found = uow.connection.execute(text("SELECT state, version FROM permit")).all()
        held = uow.connection.execute(text("SELECT count(*) FROM booking_slot")).scalar_one()
    assert found == [("granted", 1)]
    assert held == 1


def test_permits_that_overlap_already_stand_and_the_granted_one_holds_the_time(
    empty_store: Store,
) -> None:
    empty_store.migrate()
    schema.downgrade(empty_store.url, "0004")
    engine = create_engine(empty_store.url)
    with engine.begin() as connection:
        for statement in (OF_THE_FIRST + ";" + OVERLAPPING).split(";"):
            connection.execute(text(statement))
    engine.dispose()

    empty_store.migrate()

    with empty_store.reading() as uow:
        states = uow.connection.execute(text("SELECT id, state FROM permit ORDER BY id")).all()
        holding = uow.connection.execute(
            text("SELECT permit_id, day, min(minute), count(*) FROM permit_slot GROUP BY 1, 2")
        ).all()
    assert states == [
        (1, "granted"),
        (2, "pending"),
        (3, "granted"),
        (4, "refused"),
        (5, "granted"),
    ]
    found = sorted((who, str(day), first, count) for who, day, first, count in holding)
    assert found == [
        (2, "2026-11-26", 720, 4),
        (3, "2026-11-26", 600, 8),
        (5, "2026-11-27", 0, 96),
        (5, "2026-11-30", 0, 96),
    ]


KINDS_OF_MESSAGES: dict[str, dict[str, Any]] = {
    "plain": {},
    "urgent": {"urgent_reason": "guasto"},
    "recall": {"recall_cause": "guasto"},
    "contact": {"contact": "on_call"},
    "change": {"edits": 1},
}


def test_messages_that_wait_are_judged_as_before_down_and_up_again(empty_store: Store) -> None:
    """Also what a replica of the revision before writes: it knows of no column `apart`."""
    empty_store.migrate()
    town = found_town(empty_store)
    with empty_store.writing() as uow:
        for name, decides in KINDS_OF_MESSAGES.items():
            plain = outbox.Message(recipient_id=town.anna, key="hello", dedupe_key=name, at=NOW)
            uow.post(replace(plain, **decides))
        uow.commit()
    with empty_store.reading() as uow:
        before = delivering.due(uow, at=NOW)
    empty_store.close()

    schema.downgrade(empty_store.url, "0016")
    write_as_before(empty_store, "below")
    empty_store.migrate()
    write_as_before(empty_store, "beside")

    with empty_store.reading() as uow:
        after = delivering.due(uow, at=NOW)
    assert len(before) == len(KINDS_OF_MESSAGES)
    assert without_ids(after) == sorted(without_ids(before) * 3)


def without_ids(messages: list[Waiting]) -> list[str]:
    return sorted(repr(replace(message, id=0)) for message in messages)


def write_as_before(store: Store, time: str) -> None:
    """Copy the first messages with the columns of revision 0016 alone."""
    apart = ("id", "dedupe_key", "apart")
    names = ", ".join(column.name for column in OUTBOX.c if column.name not in apart)
    engine = create_engine(store.url)
    with engine.begin() as connection:
        connection.execute(
            text(
                f"INSERT INTO outbox (dedupe_key, {names}) SELECT :time || dedupe_key, {names} "  # noqa: S608 -- own names
                "FROM outbox WHERE id <= :count ORDER BY id"
            ),
            {"time": time, "count": len(KINDS_OF_MESSAGES)},
        )
    engine.dispose()


OVERLAPPING = """
INSERT INTO permit (id, employee_id, on_day, start_minute, minutes, days, kind, state) VALUES
    (2, 1, '2026-11-26', 660, 120, NULL, '', 'pending'),
    (3, 1, '2026-11-26', 600, 120, NULL, '', 'granted'),
    (4, 1, '2026-11-26', 600, 120, NULL, '', 'refused'),
    (5, 1, '2026-11-27', NULL, NULL, 2, '', 'granted')"""
OF_THE_FIRST = """
INSERT INTO body (id, name, policy_id, patron_name) VALUES ('b', 'B', 'tivoli', '');
INSERT INTO office (id, body_id, code, name) VALUES (1, 'b', 'o', 'O');
INSERT INTO employee (id, body_id, office_id, number, family_name, given_name, sort_name, rank,
    contract, part_time, afternoons, km, lives_outside, work, sensitive)
VALUES (1, 'b', 1, '1', 'A', 'B', 'a b', 'staff', 'permanent', 100, '[]', 0, FALSE, '{}', '');
INSERT INTO permit (id, employee_id, on_day, minutes, kind) VALUES (1, 1, '2026-11-23', 60, '');
INSERT INTO booking_request (id, employee_id, day, mode, state, version, asked_at, reasons)
VALUES (1, 1, '2026-11-23', 'agile', 'approved', 1, '2026-11-20 09:00:00+00:00', '');
INSERT INTO booking_slot (id, request_id, employee_id, day, half)
VALUES (1, 1, 1, '2026-11-23', 'am')"""


def test_every_member_of_every_enum_can_be_kept(store: Store, town: Town) -> None:
    fill(store, town)

    for column in ENUM_COLUMNS:
        kept = [keep(store, column, word) for word in members(column)]
        assert kept == members(column), column


@pytest.mark.parametrize("column", ENUM_COLUMNS, ids=str)
def test_no_other_word_can_be_kept(store: Store, town: Town, column: Column[Any]) -> None:
    fill(store, town)
    update = text(f"UPDATE {column.table} SET {column.name} = 'nonsense'")  # noqa: S608 -- own names

    with store.writing() as uow, pytest.raises(IntegrityError):
        uow.connection.execute(update)


def members(column: Column[Any]) -> list[Any]:
    assert isinstance(column.type, Enum)
    assert column.type.enum_class is not None
    return list(column.type.enum_class)


def keep(store: Store, column: Column[Any], word: Any) -> Any:
    table = column.table
    first = select(table.c.id).order_by(table.c.id).limit(1)
    with store.writing() as uow:
        key = uow.connection.execute(first).scalar_one()
        update = text(f"UPDATE {table} SET {column.name} = :word WHERE id = :key")  # noqa: S608 -- own names
        uow.connection.execute(update, {"word": word.value, "key": key})
        return uow.connection.execute(select(column).where(table.c.id == key)).scalar_one()


ROLES_OF_POSTS = "SELECT role FROM post ORDER BY id"


def test_roles_of_other_bodies_leave_the_posts_there_are(empty_store: Store) -> None:
    """Down they go with their posts, since the program before knows no such role."""
    empty_store.migrate()
    town = found_town(empty_store)
    with empty_store.writing() as uow:
        for role in (Role.DIRETTORE_GENERALE, Role.SINDACO):
            appointments.appoint(uow, town.anna, role, first_day=TODAY)
        before = list(uow.connection.execute(text(ROLES_OF_POSTS)).scalars())
        uow.commit()
    empty_store.close()

    schema.downgrade(empty_store.url, "0017")
    engine = create_engine(empty_store.url)
    with engine.connect() as connection:
        below = list(connection.execute(text(ROLES_OF_POSTS)).scalars())
    with engine.begin() as connection, pytest.raises(IntegrityError):
        connection.execute(text("UPDATE post SET role = 'direttore_generale'"))
    indexes = {one["name"] for one in inspect(engine).get_indexes("post")}
    engine.dispose()
    empty_store.migrate()

    with empty_store.reading() as uow:
        after = list(uow.connection.execute(text(ROLES_OF_POSTS)).scalars())
    assert "direttore_generale" in before
    assert below == after == [one for one in before if one != "direttore_generale"]
    assert indexes == {"ix_post_body_id_role_office_id", "ix_post_employee_id"}


@pytest.mark.parametrize("wanted", ["nonsense", "", "head", "-1", "0006"])
def test_an_empty_database_goes_down_to_base_alone(empty_store: Store, wanted: str) -> None:
    empty_store.migrate()
    schema.downgrade(empty_store.url, "base")
    with pytest.raises(NotBelow, match="Nothing was changed"):
        schema.downgrade(empty_store.url, wanted)

    schema.downgrade(empty_store.url, "base")
    assert "body" not in tables(empty_store)


def test_a_database_goes_down_and_never_up(empty_store: Store) -> None:
    empty_store.migrate()
    schema.downgrade(empty_store.url, "0006")
    with pytest.raises(NotBelow, match="There is no schema nonsense; there are base, 0001"):
        schema.downgrade(empty_store.url, "nonsense")
    with pytest.raises(NotBelow, match="holds 0006, which is not above 0007"):
        schema.downgrade(empty_store.url, "0007")

    schema.downgrade(empty_store.url, "0006")
    with empty_store.engine.connect() as connection:
        assert schema.current(connection) == "0006"
