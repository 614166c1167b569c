"""Makers of table rows for swaps, recalls, permits, endings, clauses, rankings, on-call weeks."""

from collections.abc import Mapping
from typing import Any

from tests.rules.build import Row
from tests.rules.rows import YEAR_2026, Given, verdict

FAIR = "2026-11-02T09:00"
"""A Monday morning, long before the days that are asked for."""


def permit(
    name: str,
    expect: str | Mapping[str, Any],
    *articles: str,
    kind: str,
    on: str,
    at: str = FAIR,
    hours: float | None = None,
    days: int | None = None,
    start: str | None = None,
    event: str | None = None,
    urgent: bool = False,
    given: Given = (),
    **employee: Any,
) -> Row:
    """May this permit be had; one day if neither hours nor days are said."""
    asked = taken(kind, on, hours=hours, days=days, start=start, event=event)["permit"]
    asked = {**asked, "urgent": True} if urgent else asked
    wanted = verdict(expect, *articles) if isinstance(expect, str) else expect
    return Row(name, {"permit": asked}, wanted, at=at, employee=employee, given=tuple(given))


def taken(
    kind: str,
    on: str,
    *,
    hours: float | None = None,
    days: int | None = None,
    start: str | None = None,
    event: str | None = None,
) -> dict[str, Any]:
    """A permit as `given` has it."""
    length = {"days": days or 1} if hours is None else {"hours": hours}
    facts = {"from": start, "event": event}
    told = {key: value for key, value in facts.items() if value is not None}
    return {"permit": {"kind": kind, "on": on, **length, **told}}


def swap(
    name: str,
    expect: Mapping[str, Any],
    day: str,
    new_day: str,
    *,
    by: str = "employee",
    at: str = FAIR,
    given: Given = (),
    agreement: Mapping[str, Any] = YEAR_2026,
    **employee: Any,
) -> Row:
    """May this day be moved."""
    ask = {"swap": {"from": day, "to": new_day, "by": by}}
    facts = {"agreement": agreement, **employee}
    return Row(name, ask, expect, at=at, employee=facts, given=tuple(given))


def recall(
    name: str,
    expect: Mapping[str, Any],
    *,
    at: str,
    day: str,
    reason: str = "service",
    given: Given = (),
    agreement: Mapping[str, Any] = YEAR_2026,
    **employee: Any,
) -> Row:
    """May the person be called to the office on an agile day."""
    ask = {"recall": {"day": day, "reason": reason}}
    facts = {"agreement": agreement, **employee}
    return Row(name, ask, expect, at=at, employee=facts, given=({"agile": [day]}, *given))


def withdraw(
    name: str,
    effective: str | None,
    *articles: str,
    by: str = "employee",
    cause: str | None = None,
    at: str = FAIR,
    agreement: Mapping[str, Any] | None = YEAR_2026,
    **employee: Any,
) -> Row:
    """From when on the agreement no longer holds; None: it cannot be left so."""
    wanted = verdict("refused" if effective is None else "allowed", *articles)
    wanted = wanted if effective is None else {**wanted, "effective": effective}
    ask = {"withdraw": {"by": by, **({"cause": cause} if cause else {})}}
    return Row(name, ask, wanted, at=at, employee={"agreement": agreement, **employee})


def expiry(
    name: str,
    outcome: str,
    reply: str,
    on: str | None = None,
    *,
    offered: bool = True,
    agreement: Mapping[str, Any] = YEAR_2026,
) -> Row:
    """Does the agreement go on after 31 December."""
    asked = {"extension_offered": offered, "reply": reply, **({"reply_on": on} if on else {})}
    facts = {"agreement": agreement}
    at = "2026-12-31T12:00"
    return Row(name, {"expiry": asked}, {"verdict": outcome}, at=at, employee=facts)


def rank(
    name: str, expect: Mapping[str, Any], *applicants: Mapping[str, Any], at: str = FAIR
) -> Row:
    """In which order are they admitted; the first place only."""
    people = [dict(one) for one in applicants]
    return Row(name, {"rank": {"places": 1, "applicants": people}}, expect, at=at)


def on_call(
    name: str,
    expect: Mapping[str, Any],
    week: str,
    *,
    at: str = FAIR,
    given: Given = (),
    **employee: Any,
) -> Row:
    """May the week be assigned."""
    return Row(
        name, {"on_call": {"week": week}}, expect, at=at, employee=employee, given=tuple(given)
    )
