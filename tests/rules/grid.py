"""Cases on a grid: every cause, clause, reason and kind, and the days around every notice."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import product
from typing import Any

from rules.casebook.read import Case
from rules.facts import CONDITIONS, PERMIT_KINDS
from rules.policy.lasting import CAUSES, CLAUSES
from tests.rules.agreement_grid import agreement_lines
from tests.rules.build import case
from tests.rules.permit_grid import permit_lines
from tests.rules.turn_grid import turn_lines

START = {"from": "2026-01-01", "to": "2026-12-31"}
PEOPLE: list[dict[str, Any]] = [{}, *({"conditions": [one]} for one in sorted(CONDITIONS))]
A_TUESDAY = date(2026, 11, 17)
"""Asked about from the days before; the agreement makes it agile."""


def grid(body: str) -> Iterator[Case]:
    """All of them for one body."""
    makers = (_clauses, _withdrawals, _expiries, _recalls, _swaps, _permits, _weeks, _ranks)
    for maker in (*makers, permit_lines, agreement_lines, turn_lines):
        for at, ask, employee, given in maker():
            yield case(body, ask, at=at, employee=employee, given=given)


Line = tuple[str, Mapping[str, Any], Mapping[str, Any], list[Any]]


def _clauses() -> Iterator[Line]:
    for without, mode in product(sorted(CLAUSES), ("agile", "remote")):
        ask = {"agreement": {"clauses": sorted(CLAUSES - {without})}}
        yield "2026-11-16T10:00", ask, {"agreement": {**START, "mode": mode}}, []


def _withdrawals() -> Iterator[Line]:
    agreements = ({**START, "to": "2027-12-31"}, {"from": "2026-01-01"})
    for by, cause, agreement, person in product(
        ("employee", "administration"), sorted(CAUSES), agreements, PEOPLE
    ):
        ask = {"withdraw": {"by": by, "cause": cause}}
        yield "2026-11-16T10:00", ask, {"agreement": agreement, **person}, []


def _expiries() -> Iterator[Line]:
    for offered, reply, days in product((True, False), ("none", "yes", "no"), range(12)):
        replied = {} if reply == "none" else {"reply_on": str(date(2026, 12, 31 - days))}
        ask = {"expiry": {"extension_offered": offered, "reply": reply, **replied}}
        yield "2026-12-31T12:00", ask, {"agreement": START}, []


def _recalls() -> Iterator[Line]:
    reasons = ("service", "technical", "urgent", "planned")
    for reason, before, person in product(reasons, range(3), PEOPLE):
        at = f"{A_TUESDAY - timedelta(before)}T10:00"
        ask = {"recall": {"day": str(A_TUESDAY), "reason": reason}}
        yield at, ask, {"agreement": START, **person}, [{"agile": [str(A_TUESDAY)]}]


def _swaps() -> Iterator[Line]:
    free = [{"agile": [str(A_TUESDAY)]}]
    days = (A_TUESDAY + timedelta(1), A_TUESDAY + timedelta(7))
    times = ("10:00", "19:58", "19:59", "20:00", "20:01")
    fixed = {**START, "scheme": {"weekdays": ["tue"]}}
    for by, to, time, agreement in product(("employee", "manager"), days, times, (START, fixed)):
        ask = {"swap": {"from": str(A_TUESDAY), "to": str(to), "by": by}}
        yield f"2026-11-16T{time}", ask, {"agreement": agreement}, free


def _permits() -> Iterator[Line]:
    sizes: list[dict[str, Any]] = [{"hours": h} for h in (0.5, 1, 2, 3, 3.5, 4, 4.5, 5, 6, 9)]
    sizes += [{"days": days} for days in (1, 2, 3, 4, 8, 15, 16)]
    for kind, size in product(sorted(PERMIT_KINDS), sizes):
        asked = {"kind": kind, "on": str(A_TUESDAY), "event": "2026-11-10", **size}
        if "hours" in size:
            asked["from"] = "09:30"
        for at, urgent in (("2026-11-10T10:00", False), ("2026-11-17T08:00", True)):
            ask = {"permit": {**asked, "urgent": urgent}}
            yield at, ask, {"agreement": START}, [{"agile": [str(A_TUESDAY)]}]
    for kind, minute, lead, urgent in product(
        sorted(PERMIT_KINDS), ("07:59", "08:00", "08:01"), range(5), (True, False)
    ):
        ask = {"permit": {"kind": kind, "on": str(A_TUESDAY), "days": 1, "urgent": urgent}}
        yield f"{A_TUESDAY - timedelta(lead)}T{minute}", ask, {"agreement": START}, []
    for on, hours in product(("2026-11-17", "2026-11-18"), (5.99, 6, 6.01, 8.99, 9, 9.01)):
        ask = {"permit": {"kind": "short", "on": on, "hours": hours / 2, "from": "09:00"}}
        yield "2026-11-10T10:00", ask, {}, []


def _weeks() -> Iterator[Line]:
    march = ["2027-03-01", "2027-03-08", "2027-03-15", "2027-03-22"]
    for earlier, weeks_before in product(range(5), (8, 10, 14, 20, 30)):
        at = f"{date(2027, 3, 29) - timedelta(7 * weeks_before)}T09:00"
        yield at, {"on_call": {"week": "2027-03-29"}}, {}, [{"on_call": march[:earlier]}]
    for person in (*PEOPLE, *_parents()):
        yield "2026-09-21T09:00", {"on_call": {"week": "2027-03-29"}}, person, []


def _parents() -> Iterator[dict[str, Any]]:
    for years, disabled, uses in product((11, 12, 13, 17, 18, 19), (True, False), (True, False)):
        born = {"born": f"{2026 - years}-06-01", "disabled": disabled}
        yield {"children": [born], "uses_family_leave": uses}


def _ranks() -> Iterator[Line]:
    others: list[dict[str, Any]] = [
        *PEOPLE,
        *_parents(),
        *({"km": km} for km in (30, 30.5, 31, 31.5, 50.5, 51, 51.5, 70.5, 71, 71.5)),
        *({"maternity_leave_ended": f"{y}-{m}-16"} for y in (2023, 2024) for m in (10, 11, 12)),
        *({"born": f"{y}-01-01"} for y in (1965, 1966, 1967)),
        *({"hired": f"{y}-01-01"} for y in (2001, 2010)),
        *({"assists": n} for n in (1, 2)),
        *({"assists_severe": n} for n in (1, 2)),
        {"lives_outside": True},
        {"uses_family_leave": False},
        {"born": "1970-01-01", "hired": "2020-01-01"},
    ]
    rivals: list[dict[str, Any]] = [
        {},
        {"km": 31},
        {"lives_outside": True},
        {"born": "1980-01-01", "hired": "1999-01-01"},
        {"children": [{"born": "2012-01-01"}]},
    ]
    for one, other in product(others, rivals):
        applicants = [{"name": "Anna", **other}, {"name": "Bea", **one}, {"name": "Carla"}]
        yield "2026-11-16T10:00", {"rank": {"places": 1, "applicants": applicants}}, {}, []
