"""One maker of table rows for each question; facts and expectations as in a case file."""

from collections.abc import Iterable, Mapping
from typing import Any

from tests.rules.build import MONDAY, Row

YEAR_2026 = {"from": "2026-01-01", "to": "2026-12-31"}
A_DAY = "2026-11-26"
"""A Thursday ten days after MONDAY."""
Given = Iterable[Mapping[str, Any]]


def verdict(name: str, *articles: str) -> dict[str, Any]:
    """What is expected of a question with a verdict."""
    return {"verdict": name, "because": list(articles)} if articles else {"verdict": name}


def eligible(
    name: str, expect: Mapping[str, Any], *, mode: str = "agile", at: str = MONDAY, **employee: Any
) -> Row:
    """May this person be admitted."""
    return Row(name, {"eligible": {"mode": mode}}, expect, at=at, employee=employee)


def book(
    name: str,
    expect: Mapping[str, Any],
    *,
    day: str = A_DAY,
    half: str | None = None,
    mode: str | None = None,
    at: str = MONDAY,
    given: Given = (),
    agreement: Mapping[str, Any] | None = YEAR_2026,
    **employee: Any,
) -> Row:
    """May this day be booked; `agreement` is for all of 2026 unless said otherwise."""
    asked = {"day": day, "half": half, "mode": mode}
    ask = {"book": {key: value for key, value in asked.items() if value is not None}}
    facts = {"agreement": agreement, **employee}
    return Row(name, ask, expect, at=at, employee=facts, given=tuple(given))


def scheme(**kind: Any) -> dict[str, Any]:
    """An agreement for 2026 with a number of days or with weekdays."""
    return {**YEAR_2026, "scheme": kind}


def deliver(
    name: str, at: str, when: str, *, urgent: bool = False, given: Given = (), **employee: Any
) -> Row:
    """When may a message arrive that is written at a moment."""
    ask = {"deliver": {"urgent": urgent}}
    return Row(name, ask, {"when": when}, at=at, employee=employee, given=tuple(given))


def contact(
    name: str,
    at: str,
    when: str,
    *,
    agreement: Mapping[str, Any],
    given: Given,
    by: str = "manager",
    purpose: str | None = None,
    urgent: bool = False,
    **employee: Any,
) -> Row:
    """When may a contact wanted at a moment be made."""
    expect = {"verdict": "now" if at == when else "hold", "when": when}
    ask = {"contact": {"by": by, "purpose": purpose, "urgent": urgent}}
    facts = {"agreement": agreement, **employee}
    return Row(name, ask, expect, at=at, employee=facts, given=tuple(given))


def bands(
    name: str,
    expect: Mapping[str, Any],
    *spans: str,
    afternoon: Iterable[str] = (),
    **employee: Any,
) -> Row:
    """May an agreement contain these bands."""
    ask = {"bands": {"bands": list(spans), "afternoon_bands": list(afternoon)}}
    return Row(name, ask, expect, employee=employee)


def approver(name: str, role: str | None, *absent: str, rank: str = "staff") -> Row:
    """Who authorises a person of this rank when some are absent."""
    ask = {"approver": {"absent": list(absent)}}
    return Row(name, ask, {"role": role}, employee={"rank": rank})


def day(
    name: str,
    on: str,
    *,
    given: Given = (),
    agreement: Mapping[str, Any] = YEAR_2026,
    employee: Mapping[str, Any] | None = None,
    **expect: Any,
) -> Row:
    """How a day is worked, and what it brings."""
    facts = {"agreement": agreement, **(employee or {})}
    return Row(name, {"day": {"on": on}}, expect, employee=facts, given=tuple(given))
