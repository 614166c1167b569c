"""Where somebody stands on a day: in office, agile, absent, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from rules.calendar import is_free, why_free, workdays_of, works_as
from rules.reasons import ReasonCode
from storage.agreements import agreements
from storage.days.office_month import Member


class Standing(StrEnum):
    """All that colleagues see of each other."""

    OFFICE = "office"
    AGILE = "agile"
    """Works elsewhere, agile or remote."""
    ABSENT = "absent"
    FREE = "free"
    """Nobody works, or this person does not on that weekday."""


Halves = tuple[Standing, Standing]
"""Morning and afternoon."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One person over some days."""

    employee_id: int
    name: str
    days: tuple[Halves, ...]


def rows_of(members: Sequence[Member], days: Sequence[date], *, default_week: int) -> list[Row]:
    """Lay people out over days; `default_week` is how many days a week the body works."""
    return [
        Row(
            employee_id=member.employee_id,
            name=member.name,
            days=tuple(standing(member, day, default_week=default_week) for day in days),
        )
        for member in members
    ]


def standing(member: Member, day: date, *, default_week: int) -> Halves:
    """Tell where one person stands on a day."""
    workdays = workdays_of(member.person, default_week)
    if is_free(member.history, day, workdays):
        away = why_free(member.history, day, workdays) == [ReasonCode.ABSENT]
        return (Standing.ABSENT,) * 2 if away else (Standing.FREE,) * 2
    person = replace(member.person, agreement=agreements.nearest_of(member.terms, on=day))
    morning, afternoon = works_as(person, member.history, day)
    return (
        Standing.AGILE if morning else Standing.OFFICE,
        Standing.AGILE if afternoon else Standing.OFFICE,
    )
