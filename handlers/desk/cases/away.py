"""Who is absent all day, by an absence or by a permit of whole days, and since when."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from handlers.desk.cases.standing import Standing, where
from rules.permit_days import LONGEST_SPAN
from storage.days import absences, office_month
from storage.unit_of_work import UnitOfWork

WeekOf = Callable[[str], int]
"""How many days a week a body works, by the id of its policy."""


def away_since(
    uow: UnitOfWork, employee_ids: Iterable[int], *, on: date, week_of: WeekOf
) -> dict[int, date]:
    """
    Tell which of some people are absent on a day, and the first day of it.

    A permit of whole days takes working days, so whoever has one is looked at closely.
    """
    absent, permitted = absences.away_since(uow, employee_ids, on=on, before=LONGEST_SPAN)
    if not permitted:
        return absent
    members = office_month.of_people(uow, permitted, first=on, last=on)
    for who, member in members.items():
        there = where(member, on, default_week=week_of(member.policy_id))
        if there.halves == (Standing.ABSENT, Standing.ABSENT):
            absent.setdefault(who, permitted[who])
    return absent
