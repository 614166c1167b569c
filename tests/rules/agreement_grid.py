"""Agreements on a grid: every number, basis, window and length, and whom they are signed with."""

from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any

from rules.facts import APPOINTMENTS, CONDITIONS, WORK_KINDS, Rank
from rules.policy.lasting import CLAUSES

Line = tuple[str, Mapping[str, Any], Mapping[str, Any], list[Any]]
AT = "2026-11-16T10:00"
YEAR = {"from": "2026-01-01", "to": "2026-12-31"}
CHECK: Mapping[str, Any] = {"check_agreement": {}}
WORKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat")
CASES_OF_NEED = ("", "esigenze di servizio")


def agreement_lines() -> Iterator[Line]:
    """Give (moment, question, person, history) of every case."""
    for maker in (_days, _windows, _lengths, _bands, _people):
        for agreement, person in maker():
            yield AT, CHECK, {**person, "agreement": agreement}, []
    yield from _kinds()
    yield from _clauses()
    yield from _approvers()


Probe = tuple[dict[str, Any], dict[str, Any]]


def _schemes() -> Iterator[dict[str, Any]]:
    yield from ({"per_week": days} for days in range(1, 6))
    yield from ({"per_month": days} for days in range(1, 25))
    yield from ({"per_year": days} for days in (9, 10, 99, 100, 101, 119, 120, 130, 131, 132))
    yield from ({"per_fortnight": 2}, {"per_bimester": 8}, {"per_quarter": 12})
    yield from ({"weekdays": list(WORKDAYS[-days:])} for days in range(1, 6))
    yield {"weekdays": ["mon", "wed"]}


def _days() -> Iterator[Probe]:
    weeks: list[dict[str, Any]] = [
        {"week": 5},
        {"week": 6},
        {"part_time": 50, "workdays": ["mon"]},
    ]
    for scheme, motive, mode, week in product(
        _schemes(), CASES_OF_NEED, ("agile", "remote"), weeks
    ):
        yield {**YEAR, "scheme": scheme, "motive": motive, "mode": mode}, week
    for mode in ("agile", "remote"):
        yield {**YEAR, "mode": mode}, {}


def _windows() -> Iterator[Probe]:
    windows = ("20:00-06:59", "20:00-07:00", "20:00-07:01", "19:00-07:30", "20:00-07:30")
    for window, motive in product(windows, CASES_OF_NEED):
        agreement = {**YEAR, "scheme": {"per_week": 1}, "motive": motive}
        yield {**agreement, "disconnection": window}, {}


def _lengths() -> Iterator[Probe]:
    for months, day, motive in product((6, 12, 24, 36), (-1, 0, 1), CASES_OF_NEED):
        year, day_of_year = 2026 + months // 12, {-1: "12-30", 0: "12-31", 1: "01-01"}[day]
        last = f"{year - (day < 1)}-{day_of_year}" if months >= 12 else "2026-06-30"
        yield {"from": "2026-01-01", "to": last, "motive": motive, "scheme": {"per_week": 1}}, {}
    for last in ("2027-01-01", "2027-01-31", "2027-02-01"):
        yield {"from": "2026-01-01", "to": last, "scheme": {"per_week": 1}}, {}
    yield {"from": "2026-01-01", "scheme": {"per_week": 1}}, {}


def _bands() -> Iterator[Probe]:
    bands = (["10:00-12:00", "14:30-16:30"], ["09:00-13:00"], ["09:00-13:00", "15:00-17:00"])
    for spans, motive in product(bands, CASES_OF_NEED):
        yield {**YEAR, "scheme": {"per_week": 1}, "bands": spans, "motive": motive}, {}


def _people() -> Iterator[Probe]:
    for scheme, one in product(({"per_week": 3}, {"per_month": 12}), sorted(CONDITIONS)):
        for more in ([], ["hardship_health"]):
            yield {**YEAR, "scheme": scheme}, {"conditions": sorted({one, *more})}


def _kinds() -> Iterator[Line]:
    """What a person does, alone and beside office work."""
    for kind, beside, mode in product(sorted(WORK_KINDS), ([], ["office"]), ("agile", "remote")):
        kinds = sorted({kind, *beside})
        yield AT, {"eligible": {"mode": mode}}, {"work": {"kinds": kinds}}, []


def _clauses() -> Iterator[Line]:
    """The annexes that only some agreements have."""
    works: list[dict[str, Any]] = [{"backlog": "planned"}, {"equipment": "own"}]
    for work, without, mode in product(works, sorted(CLAUSES), ("agile", "remote")):
        ask = {"agreement": {"clauses": sorted(CLAUSES - {without})}}
        yield AT, ask, {"work": work, "agreement": {**YEAR, "mode": mode}}, []


def _approvers() -> Iterator[Line]:
    absences: tuple[list[str], ...] = (
        [],
        ["sindaco"],
        ["responsabile"],
        ["dirigente"],
        ["segretario"],
    )
    for rank, named, absent in product(Rank, (None, *sorted(APPOINTMENTS)), absences):
        person = {"rank": rank.value, **({"appointment": named} if named else {})}
        yield AT, {"approver": {"absent": absent}}, person, []
