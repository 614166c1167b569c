"""Backup and restore of a PostgreSQL database, by the programs that come with PostgreSQL."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile

from sqlalchemy import URL, Connection, MetaData, inspect, text

from storage.backup import envelope, stamps
from storage.backup.drafts import draft_of, put_in_place, refuse_existing, told
from storage.core.engines import plain_engine
from storage.core.vault import Vault
from storage.errors import BackupError, RestoreUnfinished

MAGIC = b"PGDMP"
MARK = "restore_unfinished"
"""A table that stands in a database as long as a restore into it goes on."""
DUMP = ("pg_dump", "--format=custom", "--no-owner", "--no-privileges")
RESTORE = (
    "pg_restore",
    "--exit-on-error",
    "--single-transaction",
    "--no-owner",
    "--no-privileges",
)


def back_up(url: URL, target: Path, *, vault: Vault | None) -> None:
    """
    Write a dump as of now in PostgreSQL's custom format; encrypted if a vault is given.

    Raises BackupError, which names the command to give by hand, if pg_dump is not there or fails.
    """
    refuse_existing(target)
    with told(f"The backup {target} cannot be made"), draft_of(target) as draft:
        advice = _by_hand(_dumping(url, target))
        if vault is None:
            _run(_dumping(url, draft), url, advice=advice)
            stamps.stamp(draft)
        else:
            _dump_sealed(url, draft, vault, f"{advice}: what it writes is not encrypted")
        put_in_place(draft, target)


@contextmanager
def restored(url: URL, dump: Path, source: Path) -> Iterator[bool]:
    """
    Restore a dump into an empty database; what fails inside the block empties it again.

    A mark in the database says that the restore goes on until the block has ended well: one that
    was cut off is known by it, and what it left is taken out by the next, which gives True.
    Raises BackupError if the database holds something else, or pg_restore is not there or fails.
    """
    with dump.open("rb") as found:
        if found.read(len(MAGIC)) != MAGIC:
            raise BackupError(
                f"The file {source} holds no dump of PostgreSQL, as SPORTELLO_DATABASE_URL asks "
                "for. Name a file that `sportello db backup` made of one."
            )
    cut_off = _empty(url, only_if_nobody_is_in_it=True)
    _execute(url, f"CREATE TABLE {MARK} (id INTEGER)")
    try:
        _run(_restoring(url, dump), url, advice=_advice(url, source))
        yield cut_off
        _execute(url, f"DROP TABLE {MARK}")
    except BaseException:
        _empty(url, only_if_nobody_is_in_it=False)
        raise


def check_finished(connection: Connection) -> None:
    """Raise RestoreUnfinished if a restore into this database was cut off before its checks."""
    if inspect(connection).has_table(MARK):
        raise RestoreUnfinished


def _execute(url: URL, statement: str) -> None:
    engine = plain_engine(url)
    try:
        with engine.begin() as connection:
            connection.execute(text(statement))
    finally:
        engine.dispose()


def _empty(url: URL, *, only_if_nobody_is_in_it: bool) -> bool:
    """Take everything out; tell whether a restore that was cut off had left it."""
    engine = plain_engine(url)
    try:
        with engine.begin() as connection:
            if only_if_nobody_is_in_it and _holds_something(connection):
                raise BackupError(
                    f"The database {url.render_as_string()} holds something already. Make an "
                    "empty one (`createdb NAME`), name it in SPORTELLO_DATABASE_URL, and restore "
                    "into that."
                )
            cut_off = inspect(connection).has_table(MARK)
            there = MetaData()
            there.reflect(connection)
            there.drop_all(connection)
            _drop_trigger_functions(connection)
        return cut_off
    finally:
        engine.dispose()


def _drop_trigger_functions(connection: Connection) -> None:
    """Drop what the triggers of the tables called: they outlive the tables, and are in the way."""
    for name in connection.execute(_TRIGGER_FUNCTIONS).scalars().all():
        connection.execute(text(f"DROP FUNCTION {name} CASCADE"))


_TRIGGER_FUNCTIONS = text(
    "SELECT quote_ident(n.nspname) || '.' || quote_ident(p.proname) || '()' "
    "FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace "
    "WHERE n.nspname = current_schema() AND p.prorettype = 'trigger'::regtype "
    "AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass "
    "AND d.objid = p.oid AND d.deptype = 'e')"
)
"""Those of the schema's own; what came with an extension is the extension's."""


def _holds_something(connection: Connection) -> bool:
    names = inspect(connection).get_table_names()
    if MARK in names:
        return False  # what a restore left that was cut off is nobody's yet
    if "alembic_version" not in names:
        return bool(names)
    if "body" not in names:
        return False
    return connection.execute(text("SELECT 1 FROM body LIMIT 1")).first() is not None


def _address(url: URL) -> str:
    """Give the address as libpq reads it; the password goes by the environment."""
    shown = url.set(drivername="postgresql", password=None)
    return shown.render_as_string(hide_password=False)


def _dumping(url: URL, file: Path | None = None) -> tuple[str, ...]:
    """Give the command; without a file it writes to its standard output."""
    where = () if file is None else (f"--file={file}",)
    return (*DUMP, f"--dbname={_address(url)}", *where)


def _restoring(url: URL, file: Path) -> tuple[str, ...]:
    return (*RESTORE, f"--dbname={_address(url)}", str(file))


def _dump_sealed(url: URL, draft: Path, vault: Vault, advice: str) -> None:
    """Encrypt a dump as it is written: at no moment does it lie open beside the backup."""
    command = _dumping(url)
    program = _found(command[0], advice)
    with (
        draft.open("wb") as sealed,
        TemporaryFile() as said,
        subprocess.Popen(  # noqa: S603 -- PostgreSQL's own program, our own words
            [program, *command[1:]],
            env=_environment(url),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=said,
        ) as running,
    ):
        try:
            if running.stdout is not None:
                envelope.wrap_stream(running.stdout, sealed, vault)
        except BaseException:
            running.kill()
            raise
        status = running.wait()
        said.seek(0)
        _see_done(command[0], status, said.read().decode(errors="replace"), advice)


def _advice(url: URL, source: Path) -> str:
    """Tell how to go on by hand; what was unpacked of a backup is gone by then."""
    if envelope.is_wrapped(source):
        return f"Say `sportello db restore {shlex.quote(str(source))}` where it is"
    return _by_hand(_restoring(url, source))


def _by_hand(command: tuple[str, ...]) -> str:
    return f"Give it by hand where it is: `{shlex.join(command)}`"


def _run(command: tuple[str, ...], url: URL, *, advice: str) -> None:
    program = _found(command[0], advice)
    done = subprocess.run(  # noqa: S603 -- PostgreSQL's own program, our own words
        [program, *command[1:]],
        env=_environment(url),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        check=False,
        text=True,
        errors="replace",
    )
    _see_done(command[0], done.returncode, done.stderr, advice)


def _found(program: str, advice: str) -> str:
    found = shutil.which(program)
    if found is None:
        raise BackupError(f"{program} is not installed on this machine. {advice}.")
    return found


def _environment(url: URL) -> dict[str, str]:
    return os.environ | ({"PGPASSWORD": str(url.password)} if url.password else {})


def _see_done(program: str, status: int, said: str, advice: str) -> None:
    if status:
        why = "; ".join(said.strip().splitlines()[:2]) or f"status {status}"
        raise BackupError(f"{program} failed: {why}. {advice}, with a program that fits.")
