"""Where the people of an office stand on a day: in office, agile, absent, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from handlers.desk.cases.whereabouts import Halves, Standing, Whereabouts, whereabouts
from storage.days.office_month import Member

__all__ = ("Halves", "Row", "Standing", "rows_of", "standing", "where")


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
    """Tell what colleagues may know of where somebody is on a day."""
    return where(member, day, default_week=default_week).halves


def where(member: Member, day: date, *, default_week: int) -> Whereabouts:
    """Tell where somebody of an office is on a day."""
    return whereabouts(
        member.person,
        member.terms,
        member.history,
        day,
        default_week=default_week,
        left_on=member.left_on,
    )
