"""A month in which to pick the day of a permit, or of the event that gives it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from handlers.desk.cases.judging import Hearing
from handlers.desk.cases.permits import judge
from handlers.desk.permits.drafts import Draft
from rules import questions as law
from rules.facts import Mode, Period, Permit
from rules.history import days_of

AN_HOUR = 60
FURTHEST = timedelta(days=366)
"""How far the calendar leads, ahead for a permit, both ways for an event."""


class Mark(StrEnum):
    """What a day is, as far as a permit is concerned."""

    FREE = "free"
    AGILE = "agile"
    """A day of agile or remote work."""
    OFF = "off"
    REFUSED = "refused"
    """Not even an urgent permit of this kind; a tap tells why."""
    PAST = "past"


@dataclass(frozen=True, slots=True)
class Cell:
    """A day of the calendar."""

    day: date
    mark: Mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """A month with its days, and how far the calendar leads either way."""

    first: date
    cells: tuple[Cell, ...]
    earliest: date
    latest: date


def month_of_permit(hearing: Hearing, draft: Draft, around: date) -> Month:
    """Lay out the month around a day, each day as it would be for this kind of permit."""
    days = days_of(Period.MONTH, around)
    return Month(
        first=days[0],
        cells=tuple(Cell(day, _mark(hearing, draft, day)) for day in days),
        earliest=hearing.today,
        latest=hearing.today + FURTHEST,
    )


def month_of_event(today: date, around: date) -> Month:
    """Lay out a month for the day of an event, which may lie behind."""
    days = days_of(Period.MONTH, around)
    cells = tuple(Cell(day, Mark.FREE) for day in days)
    return Month(first=days[0], cells=cells, earliest=today - FURTHEST, latest=today + FURTHEST)


def _mark(hearing: Hearing, draft: Draft, day: date) -> Mark:
    if day < hearing.today:
        return Mark.PAST
    person, today = hearing.person_on(day), hearing.today
    left_on = hearing.left_on
    decision = law.day(hearing.policy, person, hearing.history, on=day, at=today, left_on=left_on)
    mode = decision.values["mode"]
    if mode is Mode.OFF:
        return Mark.OFF
    if judge(hearing, _least(draft, day), urgent=True).refused:
        return Mark.REFUSED
    return Mark.FREE if mode is Mode.PRESENCE else Mark.AGILE


def _least(draft: Draft, day: date) -> Permit:
    """Give the permit of that day as far as it is known, else the least."""
    kind, event = draft.kind or "", draft.event
    if draft.whole:
        return Permit(kind=kind, on=day, days=draft.days or 1, event=event)
    minutes = draft.minutes or AN_HOUR
    return Permit(kind=kind, on=day, minutes=minutes, start=draft.start, event=event)
