"""
The one account of where somebody is on a day; whatever shows or counts it asks here.

Booked days and those of a weekly pattern, weekdays of the agreement, recalls, absences, permits of
whole working days and of some hours, closures, holidays, and whether the person works here at all.
What is put to it must be settled, and as found (`rules/barred.py`): a day or a permit that waits
for a decision moves nobody, and in a barred period nobody is agile.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from rules.calendar import is_free, why_free, workdays_of, works_as
from rules.facts import Agreement, Band, Employee, Mode
from rules.history import History
from rules.reasons import ReasonCode
from rules.service import in_service
from storage.agreements import agreements


class Standing(StrEnum):
    """All that colleagues see of each other."""

    OFFICE = "office"
    AGILE = "agile"
    """Works elsewhere, agile or remote."""
    ABSENT = "absent"
    FREE = "free"
    """Nobody works, this person does not on that weekday, or not yet or no more at all."""


Halves = tuple[Standing, Standing]
"""Morning and afternoon."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Whereabouts:
    """
    Where somebody is on a civil day.

    `modes` are how morning and afternoon are worked; `hours` are those of permits on a day that
    is worked, in minutes of the day, for who decides and for nobody else.
    """

    halves: Halves
    modes: tuple[Mode, Mode]
    hours: tuple[Band, ...] = ()

    @property
    def mode(self) -> Mode:
        """How the day is worked as a whole: half a day away makes it one."""
        return next((mode for mode in self.modes if mode is not Mode.PRESENCE), Mode.PRESENCE)

    @property
    def partly(self) -> bool:
        """Whether the person is away for some hours of a day that they work."""
        return bool(self.hours)


OFF = (Mode.OFF, Mode.OFF)
ABSENT = Whereabouts(halves=(Standing.ABSENT, Standing.ABSENT), modes=OFF)
FREE = Whereabouts(halves=(Standing.FREE, Standing.FREE), modes=OFF)


def whereabouts(
    person: Employee,
    terms: Sequence[Agreement],
    history: History,
    day: date,
    *,
    default_week: int,
    left_on: date | None = None,
) -> Whereabouts:
    """
    Tell where a person is on a day.

    `terms` are all agreements, the earliest first; `default_week` is how many days a week the body
    works; `left_on` is the last day in the body, None for who stays.
    """
    if not in_service(day, hired=person.hired, left_on=left_on):
        return FREE
    workdays = workdays_of(person, default_week)
    if is_free(history, day, workdays):
        away = why_free(history, day, workdays) == [ReasonCode.ABSENT]
        return ABSENT if away else FREE
    agreed = replace(person, agreement=agreements.nearest_of(terms, on=day))
    morning, afternoon = works_as(agreed, history, day)
    return Whereabouts(
        halves=(_standing(morning), _standing(afternoon)),
        modes=(morning or Mode.PRESENCE, afternoon or Mode.PRESENCE),
        hours=tuple(_hours(history, day)),
    )


def _standing(mode: Mode | None) -> Standing:
    return Standing.OFFICE if mode is None else Standing.AGILE


def _hours(history: History, day: date) -> Iterable[Band]:
    for permit in history.permits_on(day):
        if permit.start is not None and permit.minutes is not None:
            yield Band(permit.start, permit.start + permit.minutes)
