"""What is already given and booked, indexed once, so that a question costs a few look-ups."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from datetime import date, timedelta

from rules.facts import AbsenceKind, Derogation, Half, Mode, Period, Permit, Slot

Halves = tuple[Mode | None, Mode | None]
"""What the morning and the afternoon of a day are booked as."""

PeriodKey = tuple[int, int]


def period_key(period: Period, day: date) -> PeriodKey:
    """Name the period that a day lies in: (year, number); weeks by their ISO year and number."""
    match period:
        case Period.WEEK:
            iso = day.isocalendar()
            return iso.year, iso.week
        case Period.MONTH:
            return day.year, day.month
        case Period.BIMESTER:
            return day.year, (day.month + 1) // 2
        case Period.QUARTER:
            return day.year, (day.month + 2) // 3
        case Period.YEAR:
            return day.year, 0


class History:
    """
    Everything given about one person that a question may look at.

    Days of agile and remote work come as slots; an absence has one kind a day; `closures` and
    `patron` are days on which the offices are closed; `presence` are days said to be worked at the
    office although the agreement would make them agile; `on_call` are Mondays of on-call weeks.
    The object is not changed after it is built; `with_slots` gives a new one.
    """

    __slots__ = (
        "_counts",
        "_halves",
        "_tallies",
        "absences",
        "closures",
        "derogations",
        "on_call",
        "patron",
        "permits",
        "presence",
        "slots",
    )

    def __init__(
        self,
        *,
        slots: Iterable[Slot] = (),
        absences: Mapping[date, AbsenceKind] | None = None,
        closures: Iterable[date] = (),
        patron: Iterable[date] = (),
        presence: Iterable[date] = (),
        permits: Iterable[Permit] = (),
        derogations: Iterable[Derogation] = (),
        on_call: Iterable[date] = (),
    ) -> None:
        self.slots = tuple(slots)
        self.absences = dict(absences or {})
        self.closures = frozenset(closures)
        self.patron = frozenset(patron)
        self.presence = frozenset(presence)
        self.permits = tuple(permits)
        self.derogations = tuple(derogations)
        self.on_call = frozenset(on_call)
        self._halves = _by_half(self.slots)
        self._counts: dict[tuple[Mode, Period, date], int] = {}
        self._tallies: dict[Hashable, tuple[int, int]] = {}

    def halves(self, day: date) -> Halves:
        """Tell what the two slots of a day are booked as; None where nothing is."""
        return self._halves.get(day, (None, None))

    def booked(self, mode: Mode, period: Period, day: date) -> int:
        """Count the half days booked in one mode in the period that a day lies in."""
        first = first_day_of(period, day)
        count = self._counts.get((mode, period, first))
        if count is None:
            count = self._counts[mode, period, first] = self._count(mode, period, first)
        return count

    def permits_on(self, day: date) -> tuple[Permit, ...]:
        """Give the permits of some hours taken on a day."""
        return tuple(p for p in self.permits if p.on == day and p.days is None)

    def derogation_on(self, day: date) -> Derogation | None:
        """Give the derogation that a day lies inside, the widest if there are several."""
        inside = [d for d in self.derogations if d.first_day <= day <= d.last_day]
        return max(inside, key=lambda d: d.per_week, default=None)

    def tally(self, key: Hashable, count: Callable[[], tuple[int, int]]) -> tuple[int, int]:
        """Give (half days in presence, half days away), counted once for each key."""
        found = self._tallies.get(key)
        if found is None:
            found = self._tallies[key] = count()
        return found

    def with_slots(self, slots: Iterable[Slot]) -> History:
        """Give the same history with other days of agile and remote work."""
        return History(
            slots=slots,
            absences=self.absences,
            closures=self.closures,
            patron=self.patron,
            presence=self.presence,
            permits=self.permits,
            derogations=self.derogations,
            on_call=self.on_call,
        )

    def _count(self, mode: Mode, period: Period, first: date) -> int:
        last = last_day_of(period, first)
        return sum(
            halves.count(mode) for day, halves in self._halves.items() if first <= day <= last
        )


def _by_half(slots: tuple[Slot, ...]) -> dict[date, Halves]:
    halves: dict[date, Halves] = {}
    for slot in slots:
        if slot.half is None:
            halves[slot.day] = (slot.mode, slot.mode)
            continue
        morning, afternoon = halves.get(slot.day, (None, None))
        both = (slot.mode, afternoon) if slot.half is Half.AM else (morning, slot.mode)
        halves[slot.day] = both
    return halves


def days_of(period: Period, day: date) -> list[date]:
    """List every day of the period that a day lies in, in order."""
    first, last = first_day_of(period, day), last_day_of(period, day)
    return [date.fromordinal(n) for n in range(first.toordinal(), last.toordinal() + 1)]


def first_day_of(period: Period, day: date) -> date:
    """Give the first day of the period that a day lies in."""
    match period:
        case Period.WEEK:
            return day - timedelta(days=day.weekday())
        case Period.MONTH:
            return day.replace(day=1)
        case Period.BIMESTER:
            return date(day.year, (day.month - 1) // 2 * 2 + 1, 1)
        case Period.QUARTER:
            return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
        case Period.YEAR:
            return date(day.year, 1, 1)


_LONGEST = {
    Period.WEEK: 7,
    Period.MONTH: 31,
    Period.BIMESTER: 62,
    Period.QUARTER: 92,
    Period.YEAR: 366,
}


def last_day_of(period: Period, day: date) -> date:
    """Give the last day of the period that a day lies in."""
    # So many days after its first day the next period has begun and is not over.
    in_the_next = first_day_of(period, day) + timedelta(days=_LONGEST[period])
    return first_day_of(period, in_the_next) - timedelta(days=1)
