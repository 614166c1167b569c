"""The unit of work, on both databases."""

import os
import shutil
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from storage.core import files
from storage.core.engines import file_of, usable_url
from storage.core.vault import Vault
from storage.errors import BadStoreUrl, FileGone, NotMade, ReadOnly, Unreachable
from storage.people import people, staff
from storage.store import Store
from storage.trail import audit, outbox
from storage.trail.outbox import Message
from tests.storage.conftest import NOW, Town


def bodies(store: Store) -> list[str]:
    with store.reading() as uow:
        return [body.id for body in people.bodies(uow)]


def test_what_is_committed_lasts(store: Store) -> None:
    with store.writing() as uow:
        staff.put_body(uow, "borgo", name="Borgo", policy_id="tivoli")
        uow.commit()

    assert bodies(store) == ["borgo"]


def test_what_is_not_committed_is_forgotten(store: Store) -> None:
    with store.writing() as uow:
        staff.put_body(uow, "borgo", name="Borgo", policy_id="tivoli")

    assert bodies(store) == []


def test_an_error_rolls_everything_back(store: Store, town: Town) -> None:
    def fail_half_way() -> None:
        with store.writing() as uow:
            staff.put_body(uow, "borgo", name="Borgo", policy_id="tivoli")
            uow.post(Message(recipient_id=town.anna, key="hello", dedupe_key="hello", at=NOW))
            uow.audit("body.added", chain="borgo", subject="body:borgo", at=NOW)
            raise RuntimeError("power cut")

    with pytest.raises(RuntimeError, match="power cut"):
        fail_half_way()

    with store.reading() as uow:
        assert audit.entries(uow, "borgo") == []
        assert outbox.next_due(uow) is None
    assert bodies(store) == [town.body]


def test_reading_cannot_commit(store: Store) -> None:
    with store.reading() as uow, pytest.raises(ReadOnly, match="writing"):
        uow.commit()


def test_a_store_in_a_folder_still_to_be_made(vault: Vault, tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path / 'data' / 'sportello.sqlite3'}", vault)
    with pytest.raises(Unreachable, match="cannot be reached"):
        store.check_schema()

    store.migrate()
    assert bodies(store) == []
    store.close()


def test_a_file_that_is_not_there_is_told_with_its_whole_path_and_not_made(
    vault: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    store = Store("sqlite:///desk.sqlite3", vault)
    with pytest.raises(NotMade, match="db upgrade") as error:
        store.check_schema()
    store.close()

    assert str(tmp_path / "desk.sqlite3") in str(error.value)
    assert not (tmp_path / "desk.sqlite3").exists()


def mode_of(path: Path) -> int:
    return path.stat().st_mode & 0o777


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_what_the_desk_makes_is_for_its_owner_alone(
    vault: Vault, tmp_path: Path, umask: int
) -> None:
    file = tmp_path / "new" / "data" / "desk.sqlite3"
    before = os.umask(umask)
    try:
        store = Store(f"sqlite:///{file}", vault)
        store.migrate()
        add_body(store)
        made = {path.name: mode_of(path) for path in file.parent.iterdir()}
        store.close()
    finally:
        os.umask(before)

    private = 0o600
    assert made == dict.fromkeys((file.name, f"{file.name}-wal", f"{file.name}-shm"), private)
    assert (mode_of(file.parent), mode_of(file.parent.parent)) == (0o700, 0o700)
    assert files.open_to_others(file) == []


def test_a_file_that_others_may_read_is_listed_and_left_alone(
    sqlite_store: Store, tmp_path: Path
) -> None:
    file = tmp_path / "sportello.sqlite3"
    file.chmod(0o640)
    tmp_path.chmod(0o755)
    sqlite_store.migrate()

    assert (tmp_path, 0o755) in files.open_to_others(file)
    assert (file, 0o640) in files.open_to_others(file)


def add_body(store: Store, body: str = "borgo") -> None:
    with store.writing() as uow:
        staff.put_body(uow, body, name="Borgo", policy_id="tivoli")
        uow.commit()


def _delete(file: Path) -> None:
    file.unlink()


def _move(file: Path) -> None:
    file.rename(file.with_suffix(".elsewhere"))


def _replace(file: Path) -> None:
    copy = file.with_suffix(".copy")
    shutil.copy(file, copy)
    copy.replace(file)


def _delete_what_was_written_last(file: Path) -> None:
    _delete(Path(f"{file}-wal"))


def _replace_the_index(file: Path) -> None:
    _replace(Path(f"{file}-shm"))


@pytest.mark.parametrize(
    ("happens", "said"),
    [
        (_delete_what_was_written_last, "-wal, which holds a part of the database, was deleted"),
        (_replace_the_index, "-shm, which holds a part of the database, was replaced"),
    ],
)
def test_nothing_is_written_once_a_file_beside_the_database_is_another(
    sqlite_store: Store, tmp_path: Path, happens: Callable[[Path], None], said: str
) -> None:
    file = tmp_path / "sportello.sqlite3"
    add_body(sqlite_store)
    happens(file)
    with pytest.raises(FileGone, match=said), sqlite_store.writing():
        pass
    with pytest.raises(FileGone, match=said):
        sqlite_store.check_file()


def test_what_was_told_before_its_file_was_deleted_is_kept_by_the_stop(
    sqlite_store: Store, tmp_path: Path
) -> None:
    add_body(sqlite_store)
    _delete_what_was_written_last(tmp_path / "sportello.sqlite3")
    sqlite_store.close()

    assert len(bodies(sqlite_store)) == 1


def test_a_closed_store_may_be_used_again(sqlite_store: Store) -> None:
    add_body(sqlite_store)
    sqlite_store.close()
    assert len(bodies(sqlite_store)) == 1
    sqlite_store.check_file()


@pytest.mark.parametrize(
    ("happens", "said"),
    [
        (_delete, "deleted or moved"),
        (_move, "deleted or moved"),
        (_replace, "replaced by another"),
    ],
)
def test_nothing_is_read_or_written_once_the_file_is_another(
    sqlite_store: Store, tmp_path: Path, happens: Callable[[Path], None], said: str
) -> None:
    add_body(sqlite_store)
    sqlite_store.check_file()
    happens(tmp_path / "sportello.sqlite3")

    for opened in (sqlite_store.writing, sqlite_store.reading, sqlite_store.one_unit):
        with pytest.raises(FileGone, match=said), opened():
            pass
    with pytest.raises(FileGone, match="sportello db restore"):
        sqlite_store.check_file()


def test_after_the_server_dropped_every_connection_the_next_press_works(
    postgres_store: Store,
) -> None:
    with ExitStack() as units:  # several in the pool
        for _ in range(3):
            units.enter_context(postgres_store.reading())
    drop = text(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
        "WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    other = create_engine(postgres_store.url)
    with other.begin() as connection:
        assert len(connection.execute(drop).all()) >= 3
    other.dispose()

    add_body(postgres_store)
    assert bodies(postgres_store) == ["borgo"]


def test_postgresql_keeps_prepared_what_the_desk_asks_often(postgres_store: Store) -> None:
    often, different = 10, 300  # the desk has some 330 statements
    asked = "SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE 'SELECT 1000 + %%'"

    with postgres_store.engine.connect() as connection:
        for _ in range(often):
            for one in range(different):
                connection.exec_driver_sql(f"SELECT 1000 + {one}")

        assert connection.exec_driver_sql(asked).scalar_one() == different


def test_an_absent_server_is_told_without_the_password(vault: Vault, tmp_path: Path) -> None:
    store = Store(f"postgresql://ada:hunter2@/desk?host={tmp_path}", vault)

    with pytest.raises(Unreachable, match="cannot be reached") as error:
        store.check_schema()
    assert "hunter2" not in str(error.value)


def test_what_is_tried_in_a_scratch_store_does_not_last(store: Store) -> None:
    with store.scratch() as scratch, scratch.writing() as uow:
        staff.put_body(uow, "valle", name="Valle", policy_id="tivoli")

    with store.reading() as uow:
        assert people.bodies(uow) == []


def test_a_scratch_store_of_sqlite_keeps_no_writer_waiting(sqlite_store: Store) -> None:
    with sqlite_store.writing() as uow:
        staff.put_body(uow, "monte", name="Monte", policy_id="tivoli")
        uow.commit()
    with sqlite_store.scratch() as scratch, scratch.writing() as tried:
        staff.put_body(tried, "valle", name="Valle", policy_id="tivoli")
        with sqlite_store.writing() as uow:
            staff.put_body(uow, "colle", name="Colle", policy_id="tivoli")
            uow.commit()
        copy = file_of(scratch.url)
        assert copy is not None
        assert [one.id for one in people.bodies(tried)] == ["monte", "valle"]

    assert not copy.parent.exists()


def test_a_file_that_is_for_reading_alone_can_be_looked_for(tmp_path: Path) -> None:
    file = tmp_path / "desk.sqlite3"
    file.touch(mode=0o400)
    files.make_file(file)

    assert file.stat().st_mode & 0o777 == 0o400


def test_a_store_that_cannot_be_opened_says_why(vault: Vault, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(Unreachable, match=r"unable to open database file\. See that"):
        Store(f"sqlite:///{tmp_path / 'folder'}", vault).check_schema()


def test_a_file_that_cannot_be_made_is_told_with_the_reason(vault: Vault, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for place in ("file/desk.sqlite3", "a" * 300):
        store = Store(f"sqlite:///{tmp_path / place}", vault)
        with pytest.raises(Unreachable, match=r"cannot be made: File (exists|name too)"):
            store.migrate()


@pytest.mark.parametrize("port", ["abc", "5432x"])
def test_an_address_with_a_port_that_is_none_is_told_without_the_password(port: str) -> None:
    with pytest.raises(BadStoreUrl, match="cannot be read") as error:
        usable_url(f"postgresql://desk:geheim@db:{port}/desk")

    assert "geheim" not in str(error.value)
