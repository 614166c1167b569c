"""Compare an answer with what a case expects."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any


def differences(expect: dict[str, Any], answer: dict[str, Any]) -> list[str]:
    """
    List in words what an answer lacks of what is expected; empty if it is right.

    `because` is met by each id or a more specific one (`20.4` by `20.4.a`), `missing` is a set,
    `points` are compared for the names listed, `when` to the minute; an answer may carry more.
    """
    found = []
    for key, wanted in expect.items():
        got = answer.get(key)
        if not _met(key, _plain(wanted), got):
            found.append(f"{key}: expected {_plain(wanted)!r}, got {got!r}")
    return found


def _met(key: str, wanted: Any, got: Any) -> bool:
    match key:
        case "because":
            return all(_cited(str(article), got or []) for article in wanted)
        case "missing":
            return set(wanted) == set(got or ())
        case "points":
            return all((got or {}).get(name) == points for name, points in wanted.items())
        case _:
            return bool(wanted == got)


def _cited(article: str, ids: list[str]) -> bool:
    return any(one == article or one.startswith(f"{article}.") for one in ids)


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%dT%H:%M")
    return value.isoformat() if isinstance(value, date) else value
