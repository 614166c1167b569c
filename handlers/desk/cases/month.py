"""A month of one person as cells of a calendar: what each day is, and what a tap on it does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType

from handlers.desk.cases.drafts import Draft
from handlers.desk.cases.judging import Hearing, Judged
from rules.decision import Reason, Verdict
from rules.facts import Half, Period, Slot
from rules.history import days_of
from rules.reasons import ReasonCode
from storage.requests.bookings import Booking
from storage.tables import RequestState

FURTHEST = timedelta(days=366)
"""How far ahead a calendar leads."""
CLOSED_CODES = frozenset({ReasonCode.HOLIDAY, ReasonCode.PATRON, ReasonCode.CLOSURE})


class Part(StrEnum):
    """What a tap makes of a day."""

    DAY = "day"
    AM = "am"
    PM = "pm"
    OFF = "off"

    @property
    def half(self) -> Half | None:
        """The half that it means; None for the whole day."""
        return Half(self.value) if self in (Part.AM, Part.PM) else None


TURNS = (Part.DAY, Part.AM, Part.PM)
"""In this order one tap after the other; then nothing."""


class Mark(StrEnum):
    """What a day of the calendar is."""

    FREE = "free"
    CHOSEN = "chosen"
    CHOSEN_AM = "chosen_am"
    CHOSEN_PM = "chosen_pm"
    BOOKED = "booked"
    PENDING = "pending"
    CLOSED = "closed"
    """Nobody works: a holiday, the patron saint, a closure of the offices."""
    RECALLED = "recalled"
    """The person is called to the office."""
    NOT_WORKED = "not_worked"
    REFUSED = "refused"
    ORDINARY = "ordinary"
    """Beyond a limit set "di norma": the manager may allow it with reasons."""
    PAST = "past"
    MOVED = "moved"
    """The day that is being moved."""


MARKED_BY = MappingProxyType(
    {
        **dict.fromkeys(sorted(CLOSED_CODES), Mark.CLOSED),
        ReasonCode.CALLED_TO_OFFICE: Mark.RECALLED,
        ReasonCode.NOT_WORKED: Mark.NOT_WORKED,
    }
)
"""Obstacles that say what a day is, the first that holds."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A day; a tap makes `tap` of it, or (None) shows why it cannot be asked for."""

    day: date
    mark: Mark
    tap: Part | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """
    A month with what is ticked, each ticked day judged; `focus` is a day to explain.

    `halves` tells whether the act lets days be split; `no_agreement` is why nothing at all can
    be booked, if the person has no agreement.
    """

    first: date
    today: date
    cells: tuple[Cell, ...]
    chosen: tuple[Judged, ...]
    digest: str
    halves: bool
    no_agreement: tuple[Reason, ...] = ()
    focus: Judged | None = None


def lay_out(hearing: Hearing, first: date, *, draft: Draft, held: Sequence[Booking]) -> Month:
    """Lay out the month that begins on `first`."""
    chosen = hearing.judge_together(draft.days.items())
    beside = hearing.besides(judged.slot for judged in chosen if not judged.refused)
    by_day = {booking.day: booking for booking in held}
    cells = []
    for day in days_of(Period.MONTH, first):
        if day in draft.days:
            others = draft.without(day)
            cells.append(_ticked(hearing.besides(_slots(hearing, others)), day, draft.days[day]))
        else:
            cells.append(_open(beside, day, by_day))
    return Month(
        first=first,
        today=hearing.today,
        cells=tuple(cells),
        chosen=tuple(chosen),
        digest=draft.digest,
        halves=halves_allowed(hearing),
        no_agreement=_no_agreement(hearing),
    )


def halves_allowed(hearing: Hearing) -> bool:
    """Tell whether the act lets days be split."""
    obstacles = hearing.judge(hearing.today, Half.AM).decision.obstacles
    return all(reason.code != ReasonCode.HALF_NOT_ALLOWED for reason in obstacles)


def _no_agreement(hearing: Hearing) -> tuple[Reason, ...]:
    if hearing.terms:
        return ()
    obstacles = hearing.judge(hearing.today, None).decision.obstacles
    return tuple(reason for reason in obstacles if reason.code == ReasonCode.NO_AGREEMENT)


def _slots(hearing: Hearing, draft: Draft) -> list[Slot]:
    judged = hearing.judge_together(draft.days.items())
    return [one.slot for one in judged if not one.refused]


def _ticked(hearing: Hearing, day: date, half: Half | None) -> Cell:
    current = Part(half.value) if half else Part.DAY
    marks = {Part.DAY: Mark.CHOSEN, Part.AM: Mark.CHOSEN_AM, Part.PM: Mark.CHOSEN_PM}
    coming = TURNS[TURNS.index(current) + 1 :]
    return Cell(day, marks[current], _first_allowed(hearing, day, coming) or Part.OFF)


def _open(hearing: Hearing, day: date, held: Mapping[date, Booking]) -> Cell:
    if day < hearing.today:
        return Cell(day, Mark.BOOKED if day in held else Mark.PAST)
    whole = hearing.judge(day, None)
    if not whole.refused:
        beyond = whole.decision.verdict is Verdict.DISCRETION
        return Cell(day, Mark.ORDINARY if beyond else Mark.FREE, Part.DAY)
    codes = {reason.code for reason in whole.decision.obstacles}
    for code, mark in MARKED_BY.items():
        if code in codes:
            return Cell(day, mark)
    tap = _first_allowed(hearing, day, (Part.AM, Part.PM))
    if day in held:
        pending = held[day].state is RequestState.PENDING
        return Cell(day, Mark.PENDING if pending else Mark.BOOKED, tap)
    return Cell(day, Mark.FREE if tap else Mark.REFUSED, tap)


def _first_allowed(hearing: Hearing, day: date, parts: Sequence[Part]) -> Part | None:
    allowed = (part for part in parts if not hearing.judge(day, part.half).refused)
    return next(allowed, None)
