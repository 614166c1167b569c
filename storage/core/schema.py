"""Which schema the database holds, and how it comes to the one that the program needs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL, Connection, inspect, text

from storage.core.engines import is_sqlite, plain_engine, wait_for_the_writer
from storage.core.vault import Vault
from storage.errors import NotBelow, SchemaMismatch

HEAD = "0018"
"""The revision that this program needs; a test keeps it equal to the newest file."""
BASE = "base"
"""The name of what is below every revision: no tables."""
MIGRATIONS = Path(__file__).parents[1] / "migrations"
ONE_AT_A_TIME = 5_770_241
"""The number of the advisory lock under which replicas migrate PostgreSQL."""


def current(connection: Connection) -> str | None:
    """Tell the revision that the database holds; None if no table was made yet."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return None if found is None else str(found)


def check(connection: Connection) -> None:
    """Raise SchemaMismatch unless the database holds the revision that the program needs."""
    found = current(connection)
    if found != HEAD:
        raise SchemaMismatch(found=found, needed=HEAD, newer=found not in _older())


def upgrade(url: URL, vault: Vault) -> None:
    """
    Bring a database up to HEAD.

    Some migrations seal or stamp what they find. Raises SchemaMismatch if a newer program wrote
    it, VaultError if it holds something that the keys do not open.
    """
    with _migrating(url) as connection:
        found = current(connection)
        if found not in (HEAD, *_older()):
            raise SchemaMismatch(found=found, needed=HEAD, newer=True)
        _run("upgrade", connection, "head", vault)


def downgrade(url: URL, revision: str) -> None:
    """
    Take a database down to an earlier revision; `base` removes every table.

    Raises NotBelow if there is no such revision, or the database does not hold a later one;
    SchemaMismatch if a newer program wrote it.
    """
    known = [one for one in (*_older(), HEAD) if one is not None]
    with _migrating(url) as connection:
        found = current(connection)
        if found is not None and found not in known:
            raise SchemaMismatch(found=found, needed=HEAD, newer=True)
        if revision != BASE and (revision not in known or found is None or found < revision):
            raise NotBelow(revision, found=found, known=sorted(known))
        _run("downgrade", connection, revision)


def _older() -> tuple[str | None, ...]:
    revisions = (path.stem[1:5] for path in (MIGRATIONS / "versions").glob("v*.py"))
    return (None, *(revision for revision in revisions if revision < HEAD))


@contextmanager
def _migrating(url: URL) -> Iterator[Connection]:
    """
    Open one transaction for a migration, alone on this database.

    Foreign keys of SQLite stay off meanwhile: a table that is copied to be altered would take
    the rows that point to it along. They are checked before the commit.
    """
    engine = plain_engine(url).execution_options(sqlite_begin="IMMEDIATE")
    if is_sqlite(engine):
        wait_for_the_writer(engine, ("journal_mode=WAL", "busy_timeout=60000"))
    try:
        with engine.begin() as connection:
            if not is_sqlite(engine):
                connection.execute(text(f"SELECT pg_advisory_xact_lock({ONE_AT_A_TIME})"))
            yield connection
            if is_sqlite(engine) and connection.execute(text("PRAGMA foreign_key_check")).first():
                raise AssertionError("the migration left rows that point to nothing")
    finally:
        engine.dispose()


def _run(
    direction: str, connection: Connection, revision: str, vault: Vault | None = None
) -> None:
    # Alembic takes a second to import, and only migrations need it.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    config.attributes["vault"] = vault
    getattr(command, direction)(config, revision)
