"""What is already given and booked, indexed once, so that a question costs a few look-ups."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from datetime import date, timedelta
from functools import lru_cache

from rules.facts import AbsenceKind, Derogation, Half, Mode, Period, Permit, Slot

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
    The object is not changed after it is built; `with_slots` gives a new one.
    """

    __slots__ = (
        "_counts",
        "_halves",
        "_has_half_days",
        "_tallies",
        "absences",
        "closures",
        "derogations",
        "on_call",
        "patron",
        "permits",
        "presence",
        "recalled",
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
        self._halves, self._has_half_days = _by_half(self.slots)
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
            halves = self._booked_in(days_in(period, first))
            count = self._counts[mode, period, first] = sum([one.count(mode) for one in halves])
        return count

    def halves_away(self, days: AbstractSet[date]) -> int:
        """Count the half days booked away from the office on some days, in whatever mode."""
        booked = self._booked_in(days - self.recalled if self.recalled else days)
        if not self._has_half_days:
            return 2 * len(booked)
        return 2 * len(booked) - sum([halves.count(None) for halves in booked])

    def _booked_in(self, days: AbstractSet[date]) -> list[Halves]:
        if len(days) < len(self._halves):  # the smaller side is walked
            return list(filter(None, map(self._halves.get, days)))
        return [halves for day, halves in self._halves.items() if day in days]

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

    def with_slots(
        self, slots: Iterable[Slot], *, presence: Iterable[date] | None = None
    ) -> History:
        """Give the same history with other days of agile and remote work (and in presence)."""
        return History(
            slots=slots,
            absences=self.absences,
            closures=self.closures,
            patron=self.patron,
            presence=self.presence if presence is None else presence,
            permits=self.permits,
            derogations=self.derogations,
            on_call=self.on_call,
            recalled=self.recalled,
        )

    def with_permits(self, permits: Iterable[Permit]) -> History:
        """Give the same history with other permits."""
        return History(
            slots=self.slots,
            absences=self.absences,
            closures=self.closures,
            patron=self.patron,
            presence=self.presence,
            permits=permits,
            derogations=self.derogations,
            on_call=self.on_call,
            recalled=self.recalled,
        )


def _by_half(slots: tuple[Slot, ...]) -> tuple[dict[date, Halves], bool]:
    """Give what each day is booked as, and whether halves of a day are booked at all."""
    halves: dict[date, Halves] = {}
    has_half_days = False
    for slot in slots:
        mode = slot.mode
        if slot.half is None:
            halves[slot.day] = (mode, mode)
            continue
        has_half_days = True
        morning, afternoon = halves.get(slot.day, (None, None))
        halves[slot.day] = (mode, afternoon) if slot.half is Half.AM else (morning, mode)
    return halves, has_half_days


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
