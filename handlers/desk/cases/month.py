"""A month of one person as cells of a calendar: what each day is, and what a tap on it does."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
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
FEW_WEEKS = 2
"""With no more weeks of this month left to book in, the next month is shown beneath it."""
MOST_WEEKS = 8
"""In one calendar: more of them would push the button that sends out of a phone's sight."""
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
    AGREED = "agreed"
    """Away from the office by the agreement itself: nobody asks for it."""
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
        ReasonCode.DISCONNECTED_ALL_DAY: Mark.NOT_WORKED,
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

    `beneath` is the next month, where little of this one is left; `agreed` a day tapped that the
    agreement makes one away from the office. `halves` tells whether the act lets days be split;
    `no_agreement` is why nothing at all can be booked, if the person has no agreement.
    """

    first: date
    today: date
    cells: tuple[Cell, ...]
    chosen: tuple[Judged, ...]
    digest: str
    halves: bool
    no_agreement: tuple[Reason, ...] = ()
    focus: Judged | None = None
    beneath: tuple[Cell, ...] = ()
    agreed: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What a person has on the days of a calendar: bookings, and days that the agreement gives."""

    held: Mapping[date, Booking]
    agreed: Collection[date]


def days_in_sight(first: date, today: date) -> list[date]:
    """List the days of a month, and of the next if this is the month that may have it beneath."""
    days = list(days_of(Period.MONTH, first))
    if today in days:
        days += days_of(Period.MONTH, days[-1] + timedelta(days=1))
    return days


def lay_out(
    hearing: Hearing, first: date, *, draft: Draft, known: Known, both: bool = False
) -> Month:
    """
    Lay out the month that begins on `first`, and the next where little of it is left.

    `both` shows them together still, for whoever just pressed a day of the next.
    """
    chosen = hearing.judge_together(draft.days.items())
    beside = hearing.besides(judged.slot for judged in chosen if not judged.refused)

    def cell(day: date) -> Cell:
        if day not in draft.days:
            return _open(beside, day, known)
        others = _slots(hearing, draft.without(day))
        return _ticked(hearing.besides(others), day, draft.days[day])

    cells, beneath = with_the_next(first, hearing.today, cell, both=both)
    return Month(
        first=first,
        today=hearing.today,
        cells=cells,
        beneath=beneath,
        chosen=tuple(chosen),
        digest=draft.digest,
        halves=halves_allowed(hearing),
        no_agreement=_no_agreement(hearing),
    )


def with_the_next(
    first: date, today: date, cell: Callable[[date], Cell], *, both: bool = False
) -> tuple[tuple[Cell, ...], tuple[Cell, ...]]:
    """Lay out a month's days, and those of the next where little of this one is left."""
    days = days_in_sight(first, today)
    cells = [cell(day) for day in days if day.month == first.month]
    after = days[len(cells) :]
    both = both or _is_nearly_over(cells, after, today)
    beneath = [cell(day) for day in after] if both else []
    return tuple(cells), tuple(beneath if any(one.tap for one in beneath) else ())


def _is_nearly_over(cells: Sequence[Cell], after: Sequence[date], today: date) -> bool:
    """Tell whether few weeks of a month can be booked in, and the days after it have room."""
    left = {_monday(cell.day) for cell in cells if _monday(cell.day) >= _monday(today)}
    to_book_in = {_monday(cell.day) for cell in cells if cell.tap}
    weeks = len(left) + len({_monday(day) for day in after})
    return bool(after) and len(to_book_in) <= FEW_WEEKS and weeks <= MOST_WEEKS


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


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


def _open(hearing: Hearing, day: date, known: Known) -> Cell:
    held = known.held
    if day < hearing.today:
        return Cell(day, Mark.BOOKED if day in held else Mark.PAST)
    if day in known.agreed:
        return Cell(day, Mark.AGREED)
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
