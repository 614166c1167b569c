"""What is already given and booked, indexed once, so that a question costs a few look-ups."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, TypeVar

from rules.facts import AbsenceKind, Derogation, Half, Mode, Period, Permit, Slot

T = TypeVar("T")
Halves = tuple[Mode | None, Mode | None]
"""What the morning and the afternoon of a day are booked as."""


class History:
    """
    Everything given about one person that a question may look at.

    Days of agile and remote work come as slots; an absence has one kind a day; `closures` and
    `patron` are days on which the offices are closed; `presence` are days said to be worked at the
    office although the agreement would make them agile; `on_call` are Mondays of on-call weeks.
    On `recalled` days the body called the person to the office: they are worked there whatever is
    booked, and a slot that is given for such a day still counts as used.
    The object is not changed after it is built; `with_slots` gives a new one. `tallies` is for who
    counts its half days, to keep (in presence, away) and never to count the same twice.
    """

    __slots__ = (
        "_by_day",
        "_counts",
        "_mixed",
        "absences",
        "closures",
        "derogations",
        "on_call",
        "patron",
        "permits",
        "presence",
        "recalled",
        "slots",
        "tallies",
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
        recalled: Iterable[date] = (),
    ) -> None:
        self.slots = tuple(slots)
        self.absences = dict(absences or {})
        self.closures = frozenset(closures)
        self.patron = frozenset(patron)
        self.presence = frozenset(presence)
        self.permits = tuple(permits)
        self.derogations = tuple(derogations)
        self.on_call = frozenset(on_call)
        self.recalled = frozenset(recalled)
        self._by_day = {slot.day: slot for slot in self.slots}
        several = len(self._by_day) < len(self.slots)
        self._mixed = _by_half(self.slots) if several else None
        self._counts: dict[tuple[Mode, Period, date], int] = {}
        self.tallies: dict[Hashable, tuple[int, int]] = {}

    def halves(self, day: date) -> Halves:
        """Tell what the two slots of a day are booked as; None where nothing is."""
        if self._mixed is not None:
            return self._mixed.get(day, (None, None))
        slot = self._by_day.get(day)
        return (None, None) if slot is None else _halves_of(slot)

    def booked(self, mode: Mode, period: Period, day: date) -> int:
        """Count the half days booked in one mode in the period that a day lies in."""
        first = first_day_of(period, day)
        count = self._counts.get((mode, period, first))
        if count is None:
            count = self._counts[mode, period, first] = self._in_mode(mode, days_in(period, first))
        return count

    def _in_mode(self, mode: Mode, days: AbstractSet[date]) -> int:
        if self._mixed is not None:
            return sum([halves.count(mode) for halves in _within(self._mixed, days)])
        slots = _within(self._by_day, days)
        return sum([1 if slot.half else 2 for slot in slots if slot.mode is mode])

    def halves_away(self, days: AbstractSet[date]) -> int:
        """Count the half days booked away from the office on some days, in whatever mode."""
        days = days - self.recalled if self.recalled else days
        if self._mixed is not None:
            return sum([2 - halves.count(None) for halves in _within(self._mixed, days)])
        return sum([1 if slot.half else 2 for slot in _within(self._by_day, days)])

    def permits_on(self, day: date) -> tuple[Permit, ...]:
        """Give the permits of some hours taken on a day."""
        return tuple(p for p in self.permits if p.on == day and p.days is None)

    def derogation_on(self, day: date) -> Derogation | None:
        """Give the derogation that a day lies inside, the widest if there are several."""
        if not self.derogations:
            return None
        inside = [d for d in self.derogations if d.first_day <= day <= d.last_day]
        return max(inside, key=lambda d: d.per_week, default=None)

    def with_slots(
        self, slots: Iterable[Slot], *, presence: Iterable[date] | None = None
    ) -> History:
        """Give the same history with other days of agile and remote work (and in presence)."""
        return self._but(slots=slots, presence=self.presence if presence is None else presence)

    def with_permits(self, permits: Iterable[Permit]) -> History:
        """Give the same history with other permits."""
        return self._but(permits=permits)

    def with_on_call(self, mondays: Iterable[date]) -> History:
        """Give the same history with other weeks on call."""
        return self._but(on_call=mondays)

    def _but(self, **changed: Any) -> History:
        return History(**{name: getattr(self, name) for name in GIVEN} | changed)


GIVEN = (
    *("slots", "absences", "closures", "patron", "presence"),
    *("permits", "derogations", "on_call", "recalled"),
)
"""What a history is made of."""


def _within(known: Mapping[date, T], days: AbstractSet[date]) -> list[T]:
    """Give what is known of some days; the smaller side is walked."""
    if len(days) < len(known):
        return list(filter(None, map(known.get, days)))
    return [found for day, found in known.items() if day in days]


def _halves_of(slot: Slot) -> Halves:
    """Give what the only slot of a day makes of it."""
    if slot.half is None:
        return slot.mode, slot.mode
    return (slot.mode, None) if slot.half is Half.AM else (None, slot.mode)


def _by_half(slots: tuple[Slot, ...]) -> dict[date, Halves]:
    """Give what each day is booked as, where some days have several slots."""
    halves: dict[date, Halves] = {}
    for slot in slots:
        morning, afternoon = _halves_of(slot)
        known = halves.get(slot.day, (None, None))
        halves[slot.day] = (morning or known[0], afternoon or known[1])
    return halves


def days_of(period: Period, day: date) -> list[date]:
    """List every day of the period that a day lies in, in order."""
    first, last = first_day_of(period, day), last_day_of(period, day)
    return [date.fromordinal(n) for n in range(first.toordinal(), last.toordinal() + 1)]


@lru_cache(maxsize=1024)
def days_in(period: Period, first: date) -> frozenset[date]:
    """Give the days of the period that begins on a day, kept: there are few such periods."""
    return frozenset(days_of(period, first))


@lru_cache(maxsize=4096)
def first_day_of(period: Period, day: date) -> date:
    """Give the first day of the period that a day lies in."""
    match period:
        case Period.WEEK:
            return day - timedelta(days=day.weekday())
        case Period.FORTNIGHT:
            monday = day - timedelta(days=day.weekday())
            return monday - timedelta(weeks=(monday - _A_FORTNIGHT).days // 7 % 2)
        case Period.MONTH:
            return day.replace(day=1)
        case Period.BIMESTER:
            return date(day.year, (day.month - 1) // 2 * 2 + 1, 1)
        case Period.QUARTER:
            return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
        case Period.YEAR:
            return date(day.year, 1, 1)


_A_FORTNIGHT = date(2025, 12, 29)
"""The Monday of a fortnight from which all others are counted."""
LONGEST = {
    Period.WEEK: 7,
    Period.FORTNIGHT: 14,
    Period.MONTH: 31,
    Period.BIMESTER: 62,
    Period.QUARTER: 92,
    Period.YEAR: 366,
}
"""The days of the longest such period, shorter periods first."""


def last_day_of(period: Period, day: date) -> date:
    """Give the last day of the period that a day lies in."""
    # So many days after its first day the next period has begun and is not over.
    in_the_next = first_day_of(period, day) + timedelta(days=LONGEST[period])
    return first_day_of(period, in_the_next) - timedelta(days=1)
