"""
Values of the domain as JSON and back: what sealed columns and the audit trail are written in.

Dates, moments, bands and tuples survive the way there and back, so that a reason or the
arguments of a text can be kept and rendered later in any language.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date, datetime
from enum import Enum
from typing import Any

from rules.decision import Reading, Reason, Source, Strength
from rules.facts import Band

DATE, MOMENT, BAND = "$date", "$moment", "$band"


def dumps(value: Any) -> str:
    """Write a value as canonical JSON: keys sorted, no spaces, UTF-8 as it is."""
    return _WRITER.encode(_plain(value))


def loads(text: str) -> Any:
    """Read what `dumps` wrote; tuples and sets come back as lists."""
    return _READER.decode(text)


def pack_reasons(reasons: tuple[Reason, ...]) -> list[dict[str, Any]]:
    """Lay out reasons as plain data, figures and the act's words included."""
    return [
        {
            "code": reason.code,
            "article": reason.source.article,
            "quote": reason.source.quote,
            "against": reason.against,
            "strength": reason.strength.value,
            "also": list(reason.also),
            "figures": dict(reason.figures),
            "readings": [
                {"it": one.it, "en": one.en, "personal": one.personal} for one in reason.readings
            ],
        }
        for reason in reasons
    ]


def unpack_reasons(packed: list[dict[str, Any]]) -> tuple[Reason, ...]:
    """Give back the reasons that `pack_reasons` laid out."""
    return tuple(
        Reason(
            code=item["code"],
            source=Source(item["article"], item["quote"]),
            against=item["against"],
            strength=Strength(item["strength"]),
            also=tuple(item["also"]),
            figures=item["figures"],
            # reasons that were kept before readings were told have none
            readings=tuple(Reading(**one) for one in item.get("readings", ())),
        )
        for item in packed
    )


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, bool | int | float):
        return value.value if isinstance(value, Enum) else value
    if isinstance(value, str):
        return str(value.value) if isinstance(value, Enum) else value
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, set | frozenset):
        return sorted((_plain(item) for item in value), key=str)
    return _tagged(value)


def _tagged(value: Any) -> dict[str, str]:
    if isinstance(value, datetime):
        if value.tzinfo is None:
            raise ValueError(f"{value!r} has no time zone: only aware moments are kept")
        return {MOMENT: value.isoformat()}
    if isinstance(value, date):
        return {DATE: value.isoformat()}
    if isinstance(value, Band):
        return {BAND: str(value)}
    raise TypeError(f"{value!r} of type {type(value).__name__} cannot be kept in the store")


_REVIVE: dict[str, Callable[[str], Any]] = {
    DATE: date.fromisoformat,
    MOMENT: datetime.fromisoformat,
    BAND: Band.parse,
}


def _revived(found: dict[str, Any]) -> Any:
    if len(found) == 1:
        tag = next(iter(found))
        if tag in _REVIVE:
            return _REVIVE[tag](found[tag])
    return found


_WRITER = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False)
_READER = json.JSONDecoder(object_hook=_revived)
