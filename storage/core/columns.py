"""Column types: moments that come back aware, sealed JSON, enums by value."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import JSON, DateTime, Dialect, Enum, Text, TypeDecorator
from sqlalchemy.dialects.postgresql import JSONB

from rules.facts import Band, BandsByWeekday
from storage.core import values
from storage.core.vault import Vault
from storage.errors import VaultError

PlainJSON = JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")
"""For facts that everybody of the office may see; sensitive ones are `SealedJSON`."""

_vaults: WeakKeyDictionary[Dialect, Vault] = WeakKeyDictionary()


def hand_vault(dialect: Dialect, vault: Vault) -> None:
    """Tell sealed columns which keys to use for an engine; each engine has its own dialect."""
    _vaults[dialect] = vault


def vault_of(dialect: Dialect) -> Vault:
    """Give the vault of an engine; raise VaultError if no Store opened it."""
    vault = _vaults.get(dialect)
    if vault is None:
        raise VaultError("A sealed column was used on an engine that no Store opened.")
    return vault


def json_text(value: Any) -> str:
    """Write plain JSON with accented letters as they are, so that a JSON path finds them."""
    return json.dumps(value, ensure_ascii=False)


def spans_written(named: BandsByWeekday) -> dict[str, list[str]] | None:
    """Lay spans of single weekdays out for a JSON column; None without any."""
    return {str(day): [str(span) for span in spans] for day, spans in named} or None


def spans_read(columns: dict[str, list[str]] | None) -> BandsByWeekday:
    """Give the spans that `spans_written` laid out."""
    found = columns or {}
    days = sorted(found, key=int)
    return tuple((int(day), tuple(Band.parse(text) for text in found[day])) for day in days)


class UTCDateTime(TypeDecorator[datetime]):
    """A moment: aware when given, kept in UTC, aware in UTC when read, on both databases."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 -- the hook's signature
        """Refuse a moment without a zone: nobody could tell later which one was meant."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value!r} has no time zone: hand in an aware moment")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 -- the hook's signature
        """Give back UTC whatever the database's session zone is."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class SealedJSON(TypeDecorator[Any]):
    """A JSON value that is encrypted before it leaves the program; see `values` for its types."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        """Seal under the current key."""
        return None if value is None else vault_of(dialect).seal(values.dumps(value))

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        """Open under any key of the vault; raise VaultError if none fits."""
        return None if value is None else values.loads(vault_of(dialect).open(value))


def one_of(enum: type[StrEnum], name: str) -> Enum:
    """Make a column type that holds an enum by its value and refuses anything else."""
    return Enum(
        enum,
        name=name,
        values_callable=lambda members: [member.value for member in members],
        native_enum=False,
        create_constraint=True,
        validate_strings=True,
        length=30,
    )
