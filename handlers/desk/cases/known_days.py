"""How a person works on days to come, by what is decided: what is only asked for binds nobody."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from handlers.desk.cases.judging import Hearing
from rules.facts import Mode
from rules.policy.library import Policy
from storage.days import facts
from storage.unit_of_work import UnitOfWork

AHEAD = timedelta(days=31)
"""How far ahead days are looked at."""
AWAY = frozenset({Mode.AGILE, Mode.REMOTE})


def known_days(
    uow: UnitOfWork, employee_id: int, *, policy: Policy, at: datetime, on: date
) -> Hearing:
    """Load a person with what is decided: what is only asked for binds nobody."""
    hearing = Hearing.load(uow, employee_id, policy=policy, at=at, on=on)
    return replace(hearing, history=facts.load(uow, employee_id, on=on, settled=True).history)


def mode_of(hearing: Hearing, day: date) -> Mode:
    """Tell how a person works on a day."""
    return hearing.where(day).mode


def days_away(hearing: Hearing, *, since: date) -> list[date]:
    """List the days to come that a person works away from the office."""
    days = (since + timedelta(days=n) for n in range(AHEAD.days + 1))
    return [day for day in days if mode_of(hearing, day) in AWAY]
