"""One database of PostgreSQL that is handed from test to test, with its rows put back between."""

from collections.abc import Iterator
from typing import Any

import psycopg
from psycopg import sql

NOTE_CHANGES = """
CREATE SCHEMA kept;
CREATE TABLE kept.changed (command text);
CREATE FUNCTION kept.note() RETURNS event_trigger LANGUAGE plpgsql
    AS $$ BEGIN INSERT INTO kept.changed VALUES (tg_tag); END $$;
"""
COPY_SEQUENCES = """
CREATE TABLE kept."the sequences" AS
    SELECT sequencename, start_value, last_value FROM pg_sequences WHERE schemaname = 'public'
"""
PUT_SEQUENCES_BACK = """
PERFORM setval(
    format('public.%I', was.sequencename),
    coalesce(was.last_value, was.start_value),
    was.last_value IS NOT NULL
) FROM kept."the sequences" was JOIN pg_sequences now USING (sequencename)
    WHERE now.schemaname = 'public' AND now.last_value IS DISTINCT FROM was.last_value;
"""
PUT_BACK = """
CREATE FUNCTION kept.put_back() RETURNS boolean LANGUAGE plpgsql
    SET session_replication_role = replica -- no trigger and no foreign key has a say in it
    AS $$ BEGIN
        IF EXISTS (SELECT FROM kept.changed) THEN RETURN false; END IF;
        {statements}
        RETURN true;
    END $$;
CREATE EVENT TRIGGER kept ON ddl_command_end EXECUTE FUNCTION kept.note();
"""
END_OTHERS = """
SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid() AND NOT pid = ANY(%s)
"""


class OneDatabase:
    """
    A database that holds at the beginning of each test what it held when this was made.

    To make and drop one for each test takes the server longer than most tests do. A test that
    changed the schema and not only rows spoils it: the server notes that by itself.
    """

    def __init__(self, url: str) -> None:
        self.url = url
        self._connection = self._opened()
        self._prepare()

    def put_back(self, *, stay: list[int]) -> bool:
        """
        End all others than these server processes, and put the rows back.

        False tells that the schema was changed: this database cannot be used again.
        """
        try:
            return self._put_back(stay)
        except psycopg.OperationalError:  # a test ended every connection
            self._connection.close()
            self._connection = self._opened()
            return self._put_back(stay)

    def close(self) -> None:
        """Leave the database."""
        self._connection.close()

    def _opened(self) -> psycopg.Connection:
        return psycopg.connect(self.url, autocommit=True)

    def _put_back(self, stay: list[int]) -> bool:
        self._connection.execute(END_OTHERS, (stay,))
        found = self._connection.execute("SELECT kept.put_back()").fetchone()
        return found == (True,)

    def _prepare(self) -> None:
        tables = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"
        names = [name for (name,) in self._connection.execute(tables)]
        self._connection.execute(NOTE_CHANGES)
        self._connection.execute(COPY_SEQUENCES)
        statements = [line for name in names for line in self._of_table(name)]
        body = "\n".join([*statements, PUT_SEQUENCES_BACK])
        self._connection.execute(PUT_BACK.format(statements=body).encode())

    def _of_table(self, name: str) -> Iterator[str]:
        names: dict[str, Any] = {
            "table": sql.Identifier("public", name),
            "copy": sql.Identifier("kept", name),
        }
        yield self._said("DELETE FROM {table};", names)
        found = self._connection.execute(
            sql.SQL("SELECT EXISTS (SELECT FROM {table})").format(**names)
        ).fetchone()
        if found == (True,):
            self._connection.execute(
                sql.SQL("CREATE TABLE {copy} AS TABLE {table}").format(**names)
            )
            yield self._said("INSERT INTO {table} SELECT * FROM {copy};", names)

    def _said(self, statement: str, names: dict[str, Any]) -> str:
        return sql.SQL(statement).format(**names).as_string(self._connection)
