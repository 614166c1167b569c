"""Permits on a grid: each limit to the minute, each period, alone and beside other permits."""

from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any

from rules.facts import CONDITIONS, PERMIT_KINDS

Line = tuple[str, Mapping[str, Any], Mapping[str, Any], list[Any]]
KINDS = sorted(PERMIT_KINDS)
PEOPLE = [{"conditions": [one]} for one in sorted(CONDITIONS)]
AT = "2026-11-02T10:00"
ON = "2026-11-17"
ELSEWHERE = ("2026-11-16", "2026-11-04", "2026-12-09", "2026-10-13", "2026-03-10", "2025-11-18")
"""In the week of ON, its month, bimester, quarter and year, and in the year before."""
START = {"from": "2024-01-01"}


def permit_lines() -> Iterator[Line]:
    """Give (moment, question, person, history) of every case."""
    for maker in (_sizes, _periods, _days_as_minutes, _events, _neighbours, _entitled, _short):
        for asked, employee, given in maker():
            at = asked.get("at", AT)
            fields = {name: value for name, value in asked.items() if name != "at"}
            yield at, {"permit": {"on": ON, **fields}}, {"agreement": START, **employee}, given


Probe = tuple[dict[str, Any], Mapping[str, Any], list[Any]]


def _minutes(minutes: int) -> dict[str, float]:
    return {"hours": minutes / 60}


def _taken(kind: str, day: str, minutes: int) -> list[Any]:
    """Permits of at most twenty hours each that make so many minutes."""
    pieces = [min(1200, minutes - gone) for gone in range(0, minutes, 1200)]
    return [{"permit": {"kind": kind, "on": day, **_minutes(piece)}} for piece in pieces]


def _sizes() -> Iterator[Probe]:
    """Each limit in minutes, for full and part time, and a minute more; one day more."""
    limits = (720, 1080, 2160, 9000)
    for kind, limit, more, part in product(KINDS, limits, (0, 1), (100, 50)):
        taken = _taken(kind, "2026-11-04", limit * part // 100 - 60)
        yield {"kind": kind, **_minutes(60 + more)}, {"part_time": part}, taken
    for kind, days in product(KINDS, (8, 9)):
        yield {"kind": kind, "days": days}, {}, []


def _periods() -> Iterator[Probe]:
    """What is left of a limit when all of it was taken on another day."""
    for kind, day, days in product(KINDS, ELSEWHERE, (1, 3, 8)):
        yield (
            {"kind": kind, "days": 1},
            {},
            [{"permit": {"kind": kind, "on": day, "days": days}}],
        )
    for kind, day, minutes in product(KINDS, ELSEWHERE, (720, 1080, 2160, 9000)):
        yield {"kind": kind, "hours": 1}, {}, _taken(kind, day, minutes)


def _days_as_minutes() -> Iterator[Probe]:
    """Whole days against a limit of minutes of which a few are gone."""
    for kind, gone, days in product(KINDS, (1, 2, 3), (2, 3)):
        taken = [{"permit": {"kind": kind, "on": "2026-11-04", **_minutes(gone)}}]
        yield {"kind": kind, "days": days}, {}, taken


def _events() -> Iterator[Probe]:
    """Terms after an event, and what was taken for the same one."""
    events = ("2026-08-10", "2026-10-02", "2026-10-03", "2026-10-04", "2026-11-10")
    for kind, event, days in product(("bereavement", "marriage"), events, (1, 3, 15)):
        yield {"kind": kind, "event": event, "days": days}, {}, []
    for kind in ("bereavement", "marriage", "blood_donation"):
        same = {} if kind == "blood_donation" else {"event": "2026-11-10"}
        for days, earlier in product((1, 2, 10), (1, 2, 10)):
            before = {"kind": kind, "on": "2026-11-11", "days": earlier, **same}
            yield {"kind": kind, "days": days, **same}, {}, [{"permit": before}]


def _neighbours() -> Iterator[Probe]:
    """Two permits of some hours on one day."""
    for kind, other in product(KINDS, KINDS):
        taken = [{"permit": {"kind": other, "on": ON, "from": "09:00", "hours": 1}}]
        yield {"kind": kind, "from": "11:00", "hours": 1}, {}, taken


def _entitled() -> Iterator[Probe]:
    carers: list[dict[str, Any]] = [{"assists": 1}, {"assists_severe": 1}, {"assists_severe": 2}]
    for kind, person in product(KINDS, [*PEOPLE, *carers]):
        yield {"kind": kind, "hours": 1}, person, []


def _short() -> Iterator[Probe]:
    """The shortest working day, and the hour until which a request still comes in time."""
    for minutes in (239, 240, 241):
        yield {"kind": "short", "hours": 0.5}, {"weekly_hours": minutes * 5 / 60, "week": 5}, []
    for time, urgent in product(("08:59", "09:00", "09:01"), (True, False)):
        yield {"kind": "short", "hours": 1, "urgent": urgent, "at": f"{ON}T{time}"}, {}, []
