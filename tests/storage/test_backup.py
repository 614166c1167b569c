"""Backups are taken while others write, and restored whole or not at all."""

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from io import BytesIO
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import MetaData, select, text

from storage.backup import envelope, restoring, sqlite, stamps
from storage.backup.postgres import back_up as dump
from storage.backup.postgres import check_finished
from storage.core import schema
from storage.core.vault import Vault, new_key
from storage.errors import BackupError, RestoreUnfinished, SchemaMismatch
from storage.people import people
from storage.store import Store
from storage.tables import AUDIT_HEAD, Base
from storage.trail import rotation
from tests.conftest import Postgres, _binaries
from tests.one_engine import OneEngine
from tests.storage.conftest import NOW, found_town


@pytest.fixture
def desk(sqlite_store: Store) -> Store:
    """A store with a town and a trail, whose keys are proven."""
    rotation.check_keys(sqlite_store)
    found_town(sqlite_store)
    note(sqlite_store, 0)
    return sqlite_store


def file_of(store: Store) -> Path:
    return Path(str(store.url.database))


def note(store: Store, number: int) -> None:
    with store.writing() as uow:
        subject = f"body:{number}"
        uow.audit("body.looked_at", chain="roccabianca", subject=subject, at=NOW)
        uow.commit()


def rows(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    """Everything in every table, sealed values opened."""
    with store.reading() as uow:
        return {
            table.name: sorted(map(tuple, uow.connection.execute(select(table)).all()), key=repr)
            for table in Base.metadata.sorted_tables
        }


def restore(source: Path, target: Path, vault: Vault, **how: bool) -> Path | None:
    said = {"replace": False, "broken_trail": False} | how
    return restoring.restore_file(source, target, vault, **said)


def opened(file: Path, vault: Vault) -> Store:
    return Store(f"sqlite:///{file}", vault)


ENCRYPTED = pytest.mark.parametrize("encrypted", [False, True], ids=["plain", "encrypted"])


@pytest.fixture
def writers(desk: Store) -> Iterator[Callable[[], int]]:
    """Two threads that write without pause; gives how much they have committed so far."""
    done, count = Event(), [0]

    def write() -> None:
        while not done.is_set():
            note(desk, 1)
            count[0] += 1

    with ThreadPoolExecutor(2) as pool:
        pool.submit(write)
        pool.submit(write)
        yield lambda: count[0]
        done.set()


@ENCRYPTED
def test_what_was_committed_before_a_backup_under_writing_is_in_it(
    desk: Store, writers: Callable[[], int], vault: Vault, tmp_path: Path, *, encrypted: bool
) -> None:
    backup, back = tmp_path / "backup", tmp_path / "back.sqlite3"
    while writers() < 20:
        pass
    before = writers()
    sqlite.back_up(file_of(desk), backup, vault=vault if encrypted else None)
    after = writers() + 2
    restore(backup, back, vault)

    with closing(opened(back, vault)) as store:
        told = len(rows(store)["audit"]) - 1
    assert before <= told <= after
    assert backup.stat().st_mode & 0o777 == back.stat().st_mode & 0o777 == 0o600


@ENCRYPTED
def test_a_restored_store_holds_every_row_of_every_table(
    desk: Store, vault: Vault, tmp_path: Path, *, encrypted: bool
) -> None:
    backup, back = tmp_path / "backup", tmp_path / "back.sqlite3"
    sqlite.back_up(file_of(desk), backup, vault=vault if encrypted else None)
    restore(backup, back, vault)

    with closing(opened(back, vault)) as store:
        assert rows(store) == rows(desk)
    assert sorted(path.name for path in tmp_path.iterdir() if path.name.startswith(".")) == []


def test_a_copy_of_the_file_alone_lacks_what_a_backup_has(
    desk: Store, vault: Vault, tmp_path: Path
) -> None:
    copied, backup = tmp_path / "copied", tmp_path / "backup"
    shutil.copy(file_of(desk), copied)
    sqlite.back_up(file_of(desk), backup, vault=None)

    def bodies(file: Path) -> int:
        with closing(sqlite3.connect(file)) as raw:
            return int(raw.execute("SELECT count(*) FROM body").fetchone()[0])

    assert (bodies(copied), bodies(backup)) == (0, 1)


def test_an_encrypted_backup_tells_nothing(desk: Store, vault: Vault, tmp_path: Path) -> None:
    sqlite.back_up(file_of(desk), tmp_path / "plain", vault=None)
    sqlite.back_up(file_of(desk), tmp_path / "sealed", vault=vault)

    assert b"Roccabianca" in (tmp_path / "plain").read_bytes()
    assert b"Roccabianca" not in (tmp_path / "sealed").read_bytes()


def test_a_backup_never_overwrites(desk: Store, tmp_path: Path) -> None:
    (tmp_path / "backup").write_text("something dear")
    with pytest.raises(BackupError, match="there already"):
        sqlite.back_up(file_of(desk), tmp_path / "backup", vault=None)
    with pytest.raises(BackupError, match="cannot be written to"):
        sqlite.back_up(file_of(desk), tmp_path / "nowhere" / "backup", vault=None)

    assert (tmp_path / "backup").read_text() == "something dear"


def _cut(data: bytes) -> bytes:
    return data[: len(data) // 2]


def _cut_at_a_line(data: bytes) -> bytes:
    return data[: data.index(b"\n") + 1]


def _turned(data: bytes) -> bytes:
    second_page = slice(4096, 4196)
    turned = bytearray(data)
    turned[second_page] = bytes(byte ^ 1 for byte in data[second_page])
    return bytes(turned)


def _empty(_data: bytes) -> bytes:
    return b""


def _rubbish(data: bytes) -> bytes:
    return b"rubbish" * len(data)


@pytest.mark.parametrize("harm", [_cut, _cut_at_a_line, _turned, _empty, _rubbish])
@ENCRYPTED
def test_a_harmed_backup_is_refused_and_changes_nothing(
    desk: Store, vault: Vault, tmp_path: Path, harm: Callable[[bytes], bytes], *, encrypted: bool
) -> None:
    backup, back = tmp_path / "backup", tmp_path / "back.sqlite3"
    sqlite.back_up(file_of(desk), backup, vault=vault if encrypted else None)
    whole = backup.read_bytes()
    backup.write_bytes(whole[:-5000] if harm is _cut_at_a_line and not encrypted else harm(whole))

    with pytest.raises(BackupError, match=str(backup)):
        restore(backup, back, vault)
    assert not [path for path in tmp_path.iterdir() if "back.sqlite3" in path.name]


def test_a_backup_with_one_letter_changed_is_refused_unless_told(
    desk: Store, vault: Vault, tmp_path: Path
) -> None:
    backup, back = tmp_path / "backup", tmp_path / "back.sqlite3"
    sqlite.back_up(file_of(desk), backup, vault=None)
    backup.write_bytes(backup.read_bytes().replace(b"Fantini", b"Fantino"))
    with pytest.raises(BackupError, match="is not what was written into it"):
        restore(backup, back, vault)
    assert not back.exists()

    restore(backup, back, vault, broken_trail=True)
    assert back.exists()


def test_a_backup_without_its_last_line_is_that_of_an_older_program(
    desk: Store, vault: Vault, tmp_path: Path
) -> None:
    backup, back = tmp_path / "backup", tmp_path / "back.sqlite3"
    sqlite.back_up(file_of(desk), backup, vault=None)
    backup.write_bytes(backup.read_bytes()[: -stamps.LENGTH])
    restore(backup, back, vault)

    with closing(opened(back, vault)) as store:
        assert rows(store) == rows(desk)


def test_a_backup_that_is_not_encrypted_can_be_opened_as_it_is(
    desk: Store, tmp_path: Path
) -> None:
    sqlite.back_up(file_of(desk), tmp_path / "backup", vault=None)
    with closing(sqlite3.connect(tmp_path / "backup")) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert raw.execute("SELECT count(*) FROM body").fetchone() == (1,)


def test_a_copy_whose_log_lies_beside_it_is_not_restored_alone(
    desk: Store, vault: Vault, tmp_path: Path
) -> None:
    copied, back = tmp_path / "copied", tmp_path / "back.sqlite3"
    for end in ("", "-wal"):
        shutil.copy(f"{file_of(desk)}{end}", f"{copied}{end}")
    with pytest.raises(BackupError, match="restored alone it would be lost"):
        restore(copied, back, vault)
    assert not back.exists()

    sqlite.back_up(copied, tmp_path / "backup", vault=None)  # what it advises
    restore(tmp_path / "backup", back, vault)
    with closing(opened(back, vault)) as store:
        assert rows(store) == rows(desk)


def test_the_desk_s_own_file_is_no_backup(desk: Store, vault: Vault) -> None:
    before = rows(desk)
    desk.close()
    with pytest.raises(BackupError, match="own database"):
        restore(file_of(desk), file_of(desk), vault, replace=True)

    assert rows(desk) == before


@pytest.mark.parametrize("device", ["/dev/zero", "/dev"])
def test_what_is_no_file_is_refused_before_it_is_read(
    desk: Store, vault: Vault, tmp_path: Path, device: str
) -> None:
    with pytest.raises(BackupError, match="is no file"):
        restore(Path(device), tmp_path / "back.sqlite3", vault)


@ENCRYPTED
def test_a_backup_of_another_desk_is_refused(
    desk: Store, vault: Vault, tmp_path: Path, *, encrypted: bool
) -> None:
    sqlite.back_up(file_of(desk), tmp_path / "backup", vault=vault if encrypted else None)

    with pytest.raises(BackupError, match="none of the keys"):
        restore(tmp_path / "backup", tmp_path / "back.sqlite3", Vault(new_key()))
    assert not (tmp_path / "back.sqlite3").exists()


def test_a_backup_of_an_older_key_is_restored_as_long_as_that_key_is_given(
    desk: Store, key: str, vault: Vault, tmp_path: Path
) -> None:
    sqlite.back_up(file_of(desk), tmp_path / "backup", vault=vault)
    both = Vault(f"{new_key()},{key}")
    restore(tmp_path / "backup", tmp_path / "back.sqlite3", both)

    with closing(opened(tmp_path / "back.sqlite3", both)) as store:
        assert rows(store) == rows(desk)


def test_a_store_that_holds_something_is_not_overwritten_unless_told(
    desk: Store, vault: Vault, tmp_path: Path
) -> None:
    sqlite.back_up(file_of(desk), tmp_path / "backup", vault=None)
    before = rows(desk)
    note(desk, 1)
    desk.close()
    with pytest.raises(BackupError, match="--replace"):
        restore(tmp_path / "backup", file_of(desk), vault)
    assert len(rows(desk)["audit"]) == len(before["audit"]) + 1
    desk.close()

    kept = restore(tmp_path / "backup", file_of(desk), vault, replace=True)
    assert kept is not None
    with closing(opened(file_of(desk), vault)) as again, closing(opened(kept, vault)) as old:
        assert rows(again) == before
        assert len(rows(old)["audit"]) == len(before["audit"]) + 1


def test_a_store_that_somebody_has_open_is_not_replaced(
    desk: Store, vault: Vault, tmp_path: Path
) -> None:
    sqlite.back_up(file_of(desk), tmp_path / "backup", vault=None)
    with desk.reading() as uow:
        assert people.bodies(uow)
        with pytest.raises(BackupError, match="Stop the desk"):
            restore(tmp_path / "backup", file_of(desk), vault, replace=True)

    note(desk, 2)


def test_an_empty_store_is_restored_into(desk: Store, vault: Vault, tmp_path: Path) -> None:
    sqlite.back_up(file_of(desk), tmp_path / "backup", vault=None)
    with closing(opened(tmp_path / "new.sqlite3", vault)) as fresh:
        fresh.migrate()
        fresh.close()
        restore(tmp_path / "backup", tmp_path / "new.sqlite3", vault)
    with closing(opened(tmp_path / "new.sqlite3", vault)) as store:
        assert rows(store) == rows(desk)


def test_what_lies_beside_a_file_that_is_gone_is_not_read_into_the_restored_one(
    desk: Store, vault: Vault, tmp_path: Path
) -> None:
    file = file_of(desk)
    sqlite.back_up(file, tmp_path / "backup", vault=None)
    before = rows(desk)
    note(desk, 3)
    stale = Path(f"{file}-wal").read_bytes()
    desk.close()
    file.unlink()
    Path(f"{file}-wal").write_bytes(stale)
    restore(tmp_path / "backup", file, vault)

    with closing(opened(file, vault)) as again:
        assert rows(again) == before


def test_a_backup_whose_trail_does_not_hold_is_refused_unless_told(
    desk: Store, vault: Vault, tmp_path: Path
) -> None:
    with desk.engine.begin() as connection:
        connection.execute(AUDIT_HEAD.delete())
    sqlite.back_up(file_of(desk), tmp_path / "backup", vault=vault)
    with pytest.raises(BackupError, match="--broken-trail"):
        restore(tmp_path / "backup", tmp_path / "back.sqlite3", vault)
    assert not (tmp_path / "back.sqlite3").exists()

    restore(tmp_path / "backup", tmp_path / "back.sqlite3", vault, broken_trail=True)
    assert (tmp_path / "back.sqlite3").exists()


def test_a_backup_of_an_older_schema_comes_back_as_this_program_needs_it(
    desk: Store, vault: Vault, tmp_path: Path
) -> None:
    before = rows(desk)
    schema.downgrade(desk.url, "0004")
    sqlite.back_up(file_of(desk), tmp_path / "backup", vault=vault)
    restore(tmp_path / "backup", tmp_path / "back.sqlite3", vault)

    with closing(opened(tmp_path / "back.sqlite3", vault)) as store:
        assert rows(store)["audit"] == before["audit"]


def test_a_backup_of_a_newer_schema_is_refused(desk: Store, vault: Vault, tmp_path: Path) -> None:
    with desk.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    sqlite.back_up(file_of(desk), tmp_path / "backup", vault=vault)

    with pytest.raises(SchemaMismatch, match="newer version"):
        restore(tmp_path / "backup", tmp_path / "back.sqlite3", vault)
    assert not (tmp_path / "back.sqlite3").exists()


PIECE = 64


@pytest.fixture(scope="module")
def small_pieces() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(envelope, "PIECE", PIECE)
        yield


def wrapped(data: bytes, folder: Path, vault: Vault) -> bytes:
    (folder / "plain").write_bytes(data)
    target = BytesIO()
    envelope.wrap(folder / "plain", target, vault)
    return target.getvalue()


def unwrapped(data: bytes, folder: Path, vault: Vault) -> bytes:
    (folder / "sealed").write_bytes(data)
    target = BytesIO()
    envelope.unwrap(folder / "sealed", target, vault)
    return target.getvalue()


@given(data=st.binary(max_size=5 * PIECE))
def test_what_is_wrapped_comes_out_again_whatever_its_size(
    data: bytes, vault: Vault, small_pieces: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("envelope")

    assert unwrapped(wrapped(data, folder, vault), folder, vault) == data


@given(place=st.integers(0, 4), other=st.integers(0, 4), foreign=st.booleans())
def test_lines_that_are_dropped_swapped_or_of_another_file_are_noticed(
    place: int,
    other: int,
    vault: Vault,
    small_pieces: None,
    tmp_path_factory: pytest.TempPathFactory,
    *,
    foreign: bool,
) -> None:
    folder = tmp_path_factory.mktemp("envelope")
    data = bytes(range(200)) + bytes(range(100))
    first, *lines = wrapped(data, folder, vault).splitlines(keepends=True)
    strange = wrapped(data, folder, vault).splitlines(keepends=True)[1:]
    changed = list(lines)
    if foreign:
        changed[place] = strange[place]
    elif place == other:
        del changed[place]
    else:
        changed[place], changed[other] = changed[other], changed[place]

    with pytest.raises(BackupError):
        unwrapped(b"".join([first, *changed]), folder, vault)


@pytest.fixture
def server(postgres: Postgres) -> Postgres:
    return postgres


@pytest.fixture
def postgres_store(postgres_engine: OneEngine, postgres: Postgres) -> Iterator[Store]:
    """A store on a database of this test alone: a dump holds all that is in it."""
    url = postgres.fresh_url()
    with postgres_engine.store(url) as store:
        yield store
    postgres.drop(url)


@pytest.fixture
def programs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """pg_dump and pg_restore of the server's own version, ahead of those of the machine."""
    monkeypatch.setenv("PATH", str(_binaries(tmp_path, None)), prepend=":")


@ENCRYPTED
def test_a_server_is_dumped_and_restored_row_by_row(
    postgres_store: Store,
    server: Postgres,
    programs: None,
    vault: Vault,
    tmp_path: Path,
    *,
    encrypted: bool,
) -> None:
    rotation.check_keys(postgres_store)
    found_town(postgres_store)
    note(postgres_store, 0)
    backup = tmp_path / "backup"
    dump(postgres_store.url, backup, vault=vault if encrypted else None)
    back = Store(server.empty_url(), vault)
    restoring.restore_server(backup, back.url, vault, broken_trail=False)

    assert rows(back) == rows(postgres_store)
    with pytest.raises(BackupError, match="createdb"):
        restoring.restore_server(backup, back.url, vault, broken_trail=False)
    back.close()


def test_a_dump_with_one_byte_changed_is_refused_and_leaves_the_server_empty(
    postgres_store: Store, server: Postgres, programs: None, vault: Vault, tmp_path: Path
) -> None:
    rotation.check_keys(postgres_store)
    found_town(postgres_store)
    backup = tmp_path / "backup"
    dump(postgres_store.url, backup, vault=None)
    data = bytearray(backup.read_bytes())
    data[len(data) // 2] ^= 1
    backup.write_bytes(data)
    back = Store(server.empty_url(), vault)
    with pytest.raises(BackupError, match="is not what was written into it"):
        restoring.restore_server(backup, back.url, vault, broken_trail=False)

    with closing(back), back.engine.connect() as connection:
        assert schema.current(connection) is None


def test_an_encrypted_dump_is_at_no_moment_open_in_any_file(
    postgres_store: Store, programs: None, vault: Vault, tmp_path: Path, monkeypatch: Any
) -> None:
    found_town(postgres_store)
    folder, real = tmp_path / "medium", shutil.which("pg_dump")
    folder.mkdir()
    witness = tmp_path / "bin"
    witness.mkdir()
    seen = tmp_path / "seen"
    script = f'#!/bin/sh\n{real} "$@"\nstatus=$?\ncat {folder}/.* > {seen} 2>&-\nexit $status\n'
    (witness / "pg_dump").write_text(script)
    (witness / "pg_dump").chmod(0o700)
    monkeypatch.setenv("PATH", str(witness), prepend=":")
    dump(postgres_store.url, folder / "backup", vault=vault)

    assert b"PGDMP" not in seen.read_bytes()
    assert envelope.is_wrapped(folder / "backup")
    assert [path.name for path in folder.iterdir()] == ["backup"]


def test_a_dump_of_another_desk_leaves_the_server_empty(
    postgres_store: Store, server: Postgres, programs: None, vault: Vault, tmp_path: Path
) -> None:
    rotation.check_keys(postgres_store)
    found_town(postgres_store)
    backup = tmp_path / "backup"
    dump(postgres_store.url, backup, vault=None)
    stranger = Vault(new_key())
    back = Store(server.empty_url(), stranger)
    with pytest.raises(BackupError, match="none of the keys"):
        restoring.restore_server(backup, back.url, stranger, broken_trail=False)

    with back.engine.connect() as connection:
        assert schema.current(connection) is None
    back.close()


def test_a_server_on_which_a_restore_failed_takes_the_right_one(
    postgres_store: Store, server: Postgres, programs: None, vault: Vault, tmp_path: Path
) -> None:
    rotation.check_keys(postgres_store)
    found_town(postgres_store)
    backup = tmp_path / "backup"
    dump(postgres_store.url, backup, vault=None)
    back = Store(server.empty_url(), vault)
    with pytest.raises(BackupError, match="none of the keys"):
        restoring.restore_server(backup, back.url, Vault(new_key()), broken_trail=False)
    assert of_triggers(back) == []

    restoring.restore_server(backup, back.url, vault, broken_trail=False)
    assert rows(back) == rows(postgres_store)
    assert of_triggers(back) == of_triggers(postgres_store) != []
    back.close()


CUT_OFF = """
import os, sys
from pathlib import Path
from sqlalchemy import make_url
from storage.backup import postgres
with postgres.restored(make_url(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[2])):
    os._exit(9)
"""


def test_a_restore_that_was_cut_off_is_told_and_the_next_one_takes_it_out(
    postgres_store: Store, server: Postgres, programs: None, vault: Vault, tmp_path: Path
) -> None:
    rotation.check_keys(postgres_store)
    found_town(postgres_store)
    backup = tmp_path / "backup"
    dump(postgres_store.url, backup, vault=None)
    back = Store(server.empty_url(), vault)
    address = back.url.render_as_string(hide_password=False)
    words = [sys.executable, "-c", CUT_OFF, address, str(backup)]
    died = subprocess.run(words, check=False)  # noqa: S603  our own words
    with back.engine.connect() as connection:
        left = connection.execute(text("SELECT count(*) FROM body")).scalar()
        with pytest.raises(RestoreUnfinished, match="sportello db restore"):
            check_finished(connection)

    again = restoring.restore_server(backup, back.url, vault, broken_trail=False)
    with back.engine.connect() as connection:
        check_finished(connection)
    assert (died.returncode, left, again) == (9, 1, True)
    assert rows(back) == rows(postgres_store)
    with pytest.raises(BackupError, match="createdb"):
        restoring.restore_server(backup, back.url, vault, broken_trail=False)
    back.close()


def test_a_server_that_was_upgraded_first_is_restored_into(
    postgres_store: Store, server: Postgres, programs: None, vault: Vault, tmp_path: Path
) -> None:
    rotation.check_keys(postgres_store)
    found_town(postgres_store)
    backup = tmp_path / "backup"
    dump(postgres_store.url, backup, vault=None)
    back = Store(server.fresh_url(), vault)
    with back.engine.begin() as connection:  # of nobody's trigger: it is not ours to drop
        connection.execute(text("CREATE FUNCTION one() RETURNS int LANGUAGE sql AS 'SELECT 1'"))
    restoring.restore_server(backup, back.url, vault, broken_trail=False)

    assert rows(back) == rows(postgres_store)
    with back.engine.connect() as connection:
        assert connection.execute(text("SELECT one()")).scalar() == 1
    back.close()


def test_a_server_on_which_functions_alone_were_left_is_upgraded(
    server: Postgres, vault: Vault
) -> None:
    store = Store(server.fresh_url(), vault)
    there = MetaData()
    with store.engine.begin() as connection:
        there.reflect(connection)
        there.drop_all(connection)

    store.migrate()
    store.check_schema()
    store.close()


def of_triggers(store: Store) -> list[str]:
    wanted = "SELECT proname FROM pg_proc WHERE prorettype = 'trigger'::regtype ORDER BY proname"
    with store.engine.connect() as connection:
        names = connection.execute(text(wanted)).scalars().all()
    return [name for name in names if name.startswith("ground_")]


@ENCRYPTED
def test_a_restore_without_the_program_names_a_file_that_is_there(
    postgres_store: Store,
    programs: None,
    vault: Vault,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    *,
    encrypted: bool,
) -> None:
    backup = tmp_path / "backup"
    dump(postgres_store.url, backup, vault=vault if encrypted else None)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(BackupError, match="pg_restore is not installed") as error:
        restoring.restore_server(backup, postgres_store.url, vault, broken_trail=False)

    assert str(backup) in str(error.value)
    assert "sportello-restore-" not in str(error.value)
    assert ("sportello db restore" in str(error.value)) is encrypted


def test_a_dump_without_the_program_names_the_command(
    postgres_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(BackupError, match="pg_dump is not installed") as error:
        dump(postgres_store.url, tmp_path / "backup", vault=None)

    assert "pg_dump --format=custom" in str(error.value)
    assert ".part" not in str(error.value)
    assert not (tmp_path / "backup").exists()


def test_a_file_of_sqlite_is_not_restored_into_a_server(
    desk: Store, postgres_store: Store, vault: Vault, tmp_path: Path
) -> None:
    sqlite.back_up(file_of(desk), tmp_path / "backup", vault=vault)
    with pytest.raises(BackupError, match="no dump of PostgreSQL"):
        restoring.restore_server(
            tmp_path / "backup", postgres_store.url, vault, broken_trail=False
        )
