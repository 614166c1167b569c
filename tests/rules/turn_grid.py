"""Turns on call, lost days, raised numbers and the hours of a day, each around its edges."""

from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any

Line = tuple[str, Mapping[str, Any], Mapping[str, Any], list[Any]]
START = {"from": "2026-01-01", "to": "2027-12-31"}
A_MONDAY = "2026-11-16"
IN_THE_TURN = [{"on_call": [A_MONDAY]}]


def turn_lines() -> Iterator[Line]:
    """Give (moment, question, person, history) of every case."""
    for maker in (_calls, _reach, _lost, _raised, _derogated, _days, _remote_recalls):
        yield from maker()


def _calls() -> Iterator[Line]:
    """A call in the minutes around which a turn and its hours begin and end."""
    edges = ("07:29", "07:30", "07:59", "08:00", "13:29", "13:30", "16:29", "16:30", "20:00")
    days = ("2026-11-15", A_MONDAY, "2026-11-17", "2026-11-21", "2026-11-22", "2026-11-23")
    away = [*IN_THE_TURN, {"agile": ["2026-11-17"]}]
    for day, time, given in product(days, edges, (IN_THE_TURN, away)):
        yield f"{day}T{time}", {"deliver": {"purpose": "on_call"}}, {}, given
        ask = {"contact": {"by": "manager", "purpose": "on_call"}}
        yield f"{day}T{time}", ask, {"agreement": START}, given
    # A holiday is covered whole; the turn itself begins and ends at its hour on a Monday.
    for day, time in product(("2026-12-07", "2026-12-08", "2026-12-09"), edges):
        given = [{"on_call": ["2026-12-07"]}]
        yield f"{day}T{time}", {"deliver": {"purpose": "on_call"}}, {}, given
    for day, week in (("2027-03-29", "2027-03-29"), ("2027-03-29", "2027-03-22")):
        for time in edges:
            given = [{"on_call": [week]}]
            yield f"{day}T{time}", {"deliver": {"purpose": "on_call"}}, {}, given


def _reach() -> Iterator[Line]:
    week = {"week": "2027-03-29"}
    people: list[dict[str, Any]] = [
        *({"reach_minutes": minutes} for minutes in (29, 30, 31)),
        *({"pregnant": told, "sex": "female"} for told in (True, False)),
        *({"children": [{"born": "2026-06-01"}], "sex": sex} for sex in ("female", "male")),
    ]
    for person, substitution in product(people, (True, False)):
        ask = {"on_call": {**week, "substitution": substitution}}
        yield "2026-09-21T09:00", ask, person, []
        yield "2027-03-20T09:00", ask, person, []


def _lost() -> Iterator[Line]:
    """A day on which the person was absent, moved within its week, fortnight, month or later."""
    absent = [{"agile": ["2026-11-03"]}, {"sick": ["2026-11-03"]}]
    for day in ("2026-11-05", "2026-11-10", "2026-11-12", "2026-11-19", "2026-12-03"):
        ask = {"swap": {"from": "2026-11-03", "to": day, "by": "employee"}}
        yield "2026-11-02T09:00", ask, {"agreement": START}, absent


def _raised() -> Iterator[Line]:
    """The ninth day of a month, for whom the act raises the number."""
    taken = [{"agile": [f"2026-11-{day:02}" for day in (2, 3, 4, 9, 10, 11, 16, 17)]}]
    grounds = (
        "severe_disability",
        "disability",
        "disability_68_99",
        "recognised_104",
        "caregiver",
    )
    for ground, hard, uses in product(grounds, ([], ["hardship_health"]), (True, False)):
        person = {"conditions": [ground, *hard], "uses_104_permits": uses}
        yield "2026-11-16T10:00", _book(), {"agreement": START, **person}, taken
    for facts in ({"assists": 1}, {"assists_severe": 1}, {"uses_parental_leave": False}):
        person = {"uses_104_permits": False, "maternity_leave_ended": "2026-09-01", **facts}
        for sex in ("female", "male"):
            yield "2026-11-16T10:00", _book(), {"agreement": START, **person, "sex": sex}, taken


def _book(day: str = "2026-11-26") -> dict[str, Any]:
    return {"book": {"day": day}}


def _derogated() -> Iterator[Line]:
    week = [f"2026-11-{day}" for day in (23, 24, 25, 26, 27, 28)]
    for taken, article, per_week in product(range(6), ("6.1", "6.3"), (4, 5, 6)):
        span = {"from": "2026-11-23", "to": "2026-11-28", "per_week": per_week}
        given = [{"agile": week[:taken]}, {"derogation": {**span, "article": article}}]
        person = {"agreement": START, "week": 6}
        yield "2026-11-16T10:00", _book(week[taken]), person, given


def _days() -> Iterator[Line]:
    """The hours of an agile day whose agreement names no bands."""
    for day in ("2026-11-16", "2026-11-17"):
        agile = [{"agile": [day]}]
        yield "2026-11-09T10:00", {"day": {"on": day}}, {"agreement": START}, agile


def _remote_recalls() -> Iterator[Line]:
    remote = {**START, "mode": "remote"}
    reasons = ("service", "technical", "urgent", "planned")
    for reason, day in product(reasons, ("2026-11-16", "2026-11-17")):
        ask = {"recall": {"day": "2026-11-17", "reason": reason}}
        yield f"{day}T10:00", ask, {"agreement": remote}, [{"remote": ["2026-11-17"]}]
