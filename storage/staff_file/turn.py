"""Imports come one after the other: what one brings in, the next must find."""

from __future__ import annotations

from sqlalchemy import text

from storage.core.engines import is_sqlite
from storage.unit_of_work import UnitOfWork

IMPORTS = 8_117_025
"""The number of the advisory lock of PostgreSQL under which imports run."""


def take_turn(uow: UnitOfWork) -> None:
    """
    Wait until no other import is under way, and keep others waiting until this unit ends.

    To be called before anything is looked at: absences, permits and posts have no key by which
    the database would refuse the second. On SQLite all writers queue already.
    """
    if not is_sqlite(uow.connection):
        uow.connection.execute(text(f"SELECT pg_advisory_xact_lock({IMPORTS})"))
